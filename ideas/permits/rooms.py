"""Calibration rooms: who may, and when."""

from ideas.acts import Act
from ideas.checks import signed_in, step_is_open
from ideas.refusing import Check, has, unless
from ideas.say import say
from ideas.stages import RoomState
from ideas.standing import Role

room_wanted = unless(
    lambda s: s.room is not RoomState.NONE, say("Kompetisi ini tanpa ruang kalibrasi.")
)
room_waits = unless(
    lambda s: s.room is RoomState.WAITING, say("Ruang kalibrasi sudah pernah dibuka.")
)
room_is_open = unless(
    lambda s: s.room is RoomState.OPEN, say("Ruang kalibrasi tidak sedang dibuka.")
)

PERMITS: dict[Act, tuple[Check, ...]] = {
    Act.SEE_ROOM: (signed_in, has(Role.JUDGE, Role.CHAIR, Role.SECRETARIAT), room_wanted),
    Act.OPEN_ROOM: (signed_in, has(Role.SECRETARIAT, Role.CHAIR), step_is_open, room_waits),
    Act.AGREE_WORDING: (signed_in, has(Role.CHAIR), step_is_open, room_is_open),
    Act.CLOSE_ROOM: (signed_in, has(Role.SECRETARIAT, Role.CHAIR), step_is_open, room_is_open),
}

"""Presentations: who plans, who sees the order, who leads the day, who may swap."""

from ideas.acts import Act
from ideas.checks import lead, signed_in, step_is_open
from ideas.refusing import Check, has, unless
from ideas.say import say
from ideas.standing import Role

told = unless(
    lambda s: s.shown or bool(s.roles & {Role.SECRETARIAT, Role.CHAIR}),
    say("Jadwal presentasi belum terbit."),
)
in_team = unless(
    lambda s: s.in_team and s.shown, say("Giliran presentasi ini bukan milik tim Anda.")
)

PERMITS: dict[Act, tuple[Check, ...]] = {
    Act.SEE_PITCHES: (signed_in, told),
    Act.SEE_PITCH_PLAN: (signed_in, has(Role.SECRETARIAT, Role.CHAIR)),
    Act.PLAN_PITCHES: (signed_in, has(Role.SECRETARIAT), step_is_open),
    Act.MOVE_PITCH: (signed_in, has(Role.SECRETARIAT), step_is_open),
    Act.RUN_PITCHES: (signed_in, has(Role.SECRETARIAT, Role.CHAIR), step_is_open),
    Act.ATTEND_PITCHES: (signed_in, has(Role.JUDGE), told),
    Act.SEE_SLOT: (signed_in, in_team),
    Act.CONFIRM_SLOT: (signed_in, lead, step_is_open),
    Act.SWAP_SLOT: (signed_in, lead, step_is_open),
}

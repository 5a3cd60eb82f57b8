"""Ballots and panels: who may, and when."""

from ideas.acts import Act
from ideas.checks import eligible, signed_in, step_is_open
from ideas.refusing import Check, has, unless
from ideas.say import say
from ideas.stages import RoomState
from ideas.standing import Relation, Role

not_judge = unless(
    lambda s: Role.JUDGE not in s.roles, say("Juri kompetisi ini tidak ikut memberi suara.")
)
assigned = unless(
    lambda s: Relation.ASSIGNED in s.relations, say("Usulan ini tidak ditugaskan kepada Anda.")
)
not_conflicted = unless(
    lambda s: Relation.CONFLICTED not in s.relations,
    say("Ada benturan kepentingan dengan usulan ini."),
)
ballot_shown = unless(
    lambda s: s.eligible or Role.SECRETARIAT in s.roles,
    say("Pemungutan suara ini untuk unit kerja lain."),
)
declared = unless(
    lambda s: s.declared, say("Nyatakan lebih dahulu, apakah ada usulan yang dekat dengan Anda.")
)
calibrated = unless(
    lambda s: s.room in (RoomState.NONE, RoomState.CLOSED),
    say("Usulan dibagi setelah ruang kalibrasi ditutup."),
)
called = unless(
    lambda s: not s.uncalled,
    say("Presentasi ini belum dimulai. Nilai dapat diisi sejak gilirannya dipanggil."),
)
not_locked = unless(lambda s: not s.locked, say("Nilai sudah Anda kunci."))

SCORING = (signed_in, assigned, not_conflicted, declared, not_locked, step_is_open, called)

PERMITS: dict[Act, tuple[Check, ...]] = {
    Act.SEE_BALLOT: (signed_in, ballot_shown),
    Act.CAST_BALLOT: (signed_in, eligible, not_judge, step_is_open),
    Act.SEE_PANEL: (signed_in, has(Role.SECRETARIAT, Role.CHAIR)),
    Act.ASSIGN_JUDGES: (signed_in, has(Role.SECRETARIAT, Role.CHAIR), step_is_open, calibrated),
    Act.SEE_SHEET: (signed_in, assigned, not_conflicted, declared),
    Act.SCORE_ENTRY: SCORING,
    Act.LOCK_SHEET: SCORING,
    Act.DECLARE_CONFLICT: (signed_in, assigned, not_locked, step_is_open),
}

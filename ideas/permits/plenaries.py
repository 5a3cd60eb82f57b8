"""A sitting of the panel: who sees it, who leads it, who may ask for a change, who signs."""

from ideas.acts import Act
from ideas.checks import signed_in, step_has_begun, system
from ideas.refusing import Check, has, unless
from ideas.say import say
from ideas.stages import CompetitionState
from ideas.standing import Relation, Role

THE_ROOM = (Role.JUDGE, Role.CHAIR, Role.SECRETARIAT)

unsigned = unless(lambda s: not s.locked, say("Berita acara sudah ditandatangani."))
signed = unless(lambda s: s.locked, say("Berita acara belum ditandatangani."))
waits = unless(lambda s: s.waits, say("Tidak ada berita acara yang menunggu tanda tangan."))
present = unless(lambda s: Relation.PRESENT in s.relations, say("Anda tidak tercatat hadir."))
second_hand = unless(
    lambda s: Relation.SELF not in s.relations, say("Tanda tangan kedua dari orang lain.")
)
not_done = unless(
    lambda s: s.competition is not CompetitionState.DONE, say("Hasil sudah diumumkan.")
)
leads = unless(
    lambda s: Role.CHAIR in s.roles or s.leadless,
    say("Ketua panel menandatangani lebih dahulu."),
)

PERMITS: dict[Act, tuple[Check, ...]] = {
    Act.SEE_PLENARY: (signed_in, has(*THE_ROOM)),
    Act.NOTE_PRESENCE: (signed_in, has(Role.SECRETARIAT, Role.CHAIR), unsigned, step_has_begun),
    Act.DISCUSS_ENTRY: (signed_in, has(Role.SECRETARIAT, Role.CHAIR), unsigned, step_has_begun),
    Act.PROPOSE_CHANGE: (
        signed_in, has(Role.JUDGE, Role.CHAIR), present, unsigned, step_has_begun,
    ),
    Act.DECIDE_CHANGE: (signed_in, has(Role.SECRETARIAT, Role.CHAIR), unsigned, step_has_begun),
    Act.CLOSE_PLENARY: (
        signed_in, has(Role.JUDGE, Role.CHAIR), leads, present, unsigned, step_has_begun,
    ),
    Act.SIGN_MINUTES: (
        signed_in, has(Role.JUDGE, Role.CHAIR), present, waits, second_hand, step_has_begun,
    ),
    Act.REOPEN_PLENARY: (
        signed_in, has(Role.SECRETARIAT, Role.CHAIR), signed, not_done, step_has_begun,
    ),
    Act.WRITE_MINUTES: (system,),
    Act.TAKE_MINUTES: (signed_in, has(*THE_ROOM, Role.LEADER, Role.PUBLISHER, Role.AUDITOR)),
}  # fmt: skip

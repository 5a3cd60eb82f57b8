"""Outcomes and recognition: who may, and when."""

from ideas.acts import Act
from ideas.checks import signed_in, step_has_begun, system
from ideas.refusing import Check, has, unless
from ideas.say import say
from ideas.stages import OutcomeState
from ideas.standing import Relation, Role

oneself = unless(
    lambda s: Relation.SELF in s.relations, say("Piagam hanya dapat diunduh pemiliknya.")
)
takes_no_part = unless(
    lambda s: not s.in_team,
    say("Tim Anda ikut dalam kompetisi ini. Orang lain yang menetapkan hasilnya."),
)
nothing_sealed = unless(lambda s: s.outcome is OutcomeState.NONE, say("Hasil sudah disegel."))
sealed = unless(
    lambda s: s.outcome is OutcomeState.SEALED, say("Tidak ada hasil tersegel yang menunggu.")
)
sealed_or_approved = unless(
    lambda s: s.outcome in (OutcomeState.SEALED, OutcomeState.APPROVED),
    say("Tidak ada segel yang dapat dibuka."),
)
second_person = unless(
    lambda s: not s.sealed_by_me,
    say("Yang menyegel tidak boleh mengumumkan. Perlu orang kedua."),
)
not_released = unless(
    lambda s: s.outcome is not OutcomeState.RELEASED, say("Hasil sudah diumumkan.")
)
released = unless(lambda s: s.outcome is OutcomeState.RELEASED, say("Hasil belum diumumkan."))

PERMITS: dict[Act, tuple[Check, ...]] = {
    Act.PREVIEW_OUTCOME: (
        signed_in,
        has(Role.LEADER, Role.PUBLISHER),
        takes_no_part,
        not_released,
        step_has_begun,
    ),
    Act.SEAL_OUTCOME: (signed_in, has(Role.LEADER), takes_no_part, nothing_sealed, step_has_begun),
    Act.RELEASE_OUTCOME: (
        signed_in,
        has(Role.PUBLISHER),
        takes_no_part,
        sealed,
        second_person,
        step_has_begun,
    ),
    Act.REOPEN_OUTCOME: (
        signed_in,
        has(Role.LEADER, Role.PUBLISHER),
        takes_no_part,
        sealed_or_approved,
        step_has_begun,
    ),
    Act.PUBLISH_OUTCOME: (system,),
    Act.SEE_OUTCOME: (released,),
    Act.RECOGNISE_PERSON: (system,),
    Act.REVEAL_NAME: (signed_in, oneself),
    Act.ISSUE_CERTIFICATE: (system,),
    Act.TAKE_CERTIFICATE: (signed_in, oneself),
    Act.CHECK_CERTIFICATE: (),
}

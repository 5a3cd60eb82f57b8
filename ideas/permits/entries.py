"""Entries on their way: who may, and when."""

from ideas.acts import Act
from ideas.checks import CLOSED, lead, signed_in, step_is_open, system
from ideas.refusing import Check, has, unless
from ideas.say import Sentence, say
from ideas.stages import JUDGED, CompetitionState, EntryState, Owner, StepKind, StepState
from ideas.standing import Relation, Role, Standing


def owed_by(owner: Owner) -> Check:
    return unless(
        lambda s: s.owner is owner and s.entry is EntryState.RUNNING,
        say("Usulan ini tidak sedang menunggu keputusan Anda."),
    )


def entry_shown(_act: Act, standing: Standing) -> Sentence | None:
    """Those on its way see it always; colleagues once it passed screening; judges never by name."""
    if standing.in_team or Relation.SUPERIOR in standing.relations:
        return None
    if standing.competition is CompetitionState.DONE:
        return None if standing.shown else say("Usulan ini tidak diumumkan.")
    if Role.JUDGE in standing.roles:
        return say("Juri membaca usulan tanpa nama, lewat meja penilaian.")
    if standing.roles & {Role.SECRETARIAT, Role.LEADER, Role.PUBLISHER}:
        return None
    return None if standing.shown and standing.eligible else say("Usulan ini belum terbuka.")


not_team = unless(
    lambda s: not s.in_team and Relation.INVITED not in s.relations,
    say("Anda bagian dari tim usulan ini."),
)
superior = unless(
    lambda s: Relation.SUPERIOR in s.relations,
    say("Hanya atasan langsung ketua tim yang memberi persetujuan."),
)
not_stood_in = unless(
    lambda s: not s.stood_in,
    say("Selama Anda digantikan, pelaksana harian atau pelaksana tugas yang memutuskan."),
)
returned = unless(
    lambda s: s.entry is EntryState.RETURNED, say("Usulan ini tidak sedang dikembalikan.")
)
before_panel = unless(
    lambda s: (
        s.entry in (EntryState.RUNNING, EntryState.RETURNED)
        and s.step in (StepKind.ENDORSEMENT, StepKind.SCREENING, StepKind.BALLOT)
    ),
    say("Usulan tidak dapat ditarik lagi pada tahap ini."),
)


def being_completed(_act: Act, standing: Standing) -> Sentence | None:
    """More is asked of who was shortlisted, until the panel begins."""
    if standing.completes:
        return None
    begun = standing.step in JUDGED
    late = begun or standing.step_state is StepState.CLOSED
    return CLOSED if late else say("Usulan ini tidak sedang dilengkapi.")


PERMITS: dict[Act, tuple[Check, ...]] = {
    Act.SEE_ENTRY: (signed_in, entry_shown),
    Act.WITHDRAW_ENTRY: (signed_in, lead, before_panel),
    Act.CORRECT_ENTRY: (signed_in, lead, returned, step_is_open),
    Act.COMPLETE_ENTRY: (signed_in, lead, being_completed),
    Act.ENDORSE_ENTRY: (
        signed_in,
        superior,
        not_team,
        not_stood_in,
        owed_by(Owner.SUPERIOR),
        step_is_open,
    ),
    Act.SCREEN_ENTRY: (
        signed_in,
        has(Role.SECRETARIAT),
        not_team,
        owed_by(Owner.SECRETARIAT),
        step_is_open,
    ),
    Act.DECIDE_ENTRY: (system,),
}

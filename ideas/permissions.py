"""Who may do what, and when. The one place that answers; everyone else asks."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from ideas.acts import Act
from ideas.failures import Missing, Refused
from ideas.say import Sentence, say
from ideas.stages import (
    CompetitionState,
    EntryState,
    OutcomeState,
    Owner,
    StepKind,
    StepState,
    opens,
)


class Role(StrEnum):
    SECRETARIAT = "secretariat"
    JUDGE = "judge"
    CHAIR = "chair"
    LEADER = "leader"
    PUBLISHER = "publisher"
    PERSONNEL = "personnel"
    MENTOR = "mentor"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Relation(StrEnum):
    """How a person stands to one proposal, entry or recognition."""

    LEAD = "lead"
    MEMBER = "member"
    INVITED = "invited"
    SUPERIOR = "superior"
    ASSIGNED = "assigned"
    CONFLICTED = "conflicted"
    SELF = "self"


@dataclass(frozen=True)
class Standing:
    """How one person stands to one thing right now: plain facts, no database.

    `roles` are only those whose scope reaches the thing asked about.
    """

    signed_in: bool = False
    system: bool = False
    roles: frozenset[Role] = frozenset()
    relations: frozenset[Relation] = frozenset()
    eligible: bool = False
    competition: CompetitionState | None = None
    step: StepKind | None = None
    step_state: StepState | None = None
    entry: EntryState | None = None
    owner: Owner | None = None
    shown: bool = False
    outcome: OutcomeState = OutcomeState.NONE
    locked: bool = False
    sealed_by_me: bool = False

    @property
    def in_team(self) -> bool:
        return bool(self.relations & {Relation.LEAD, Relation.MEMBER})


# A check answers with the reason to refuse, or None.
Check = Callable[[Act, Standing], Sentence | None]


def because(refused: bool, text: Sentence) -> Sentence | None:
    return text if refused else None


def signed_in(_act: Act, standing: Standing) -> Sentence | None:
    return because(not standing.signed_in, say("Silakan masuk terlebih dahulu."))


def system(_act: Act, standing: Standing) -> Sentence | None:
    return because(not standing.system, say("Hanya sistem yang dapat melakukan ini."))


def has(*roles: Role) -> Check:
    def check(_act: Act, standing: Standing) -> Sentence | None:
        return because(
            not standing.roles & set(roles), say("Peran Anda tidak mencakup tindakan ini.")
        )

    return check


def administrator_or_system(_act: Act, standing: Standing) -> Sentence | None:
    allowed = standing.system or Role.ADMINISTRATOR in standing.roles
    return because(not allowed, say("Hanya pengelola sistem yang dapat memberi peran."))


def competition_shown(_act: Act, standing: Standing) -> Sentence | None:
    hidden = standing.competition is CompetitionState.DRAFT
    return because(
        hidden and Role.SECRETARIAT not in standing.roles, say("Kompetisi ini masih disusun.")
    )


def competition_is_draft(_act: Act, standing: Standing) -> Sentence | None:
    return because(
        standing.competition is not CompetitionState.DRAFT,
        say("Aturan terkunci sejak kompetisi dibuka."),
    )


def eligible(_act: Act, standing: Standing) -> Sentence | None:
    return because(
        not standing.eligible, say("Kompetisi ini untuk unit kerja lain. Anda tetap dapat membaca.")
    )


def step_is_open(act: Act, standing: Standing) -> Sentence | None:
    if standing.step is None or not opens(standing.step, act):
        return say("Tahap ini tidak membuka tindakan itu.")
    return {
        StepState.UPCOMING: say("Tahap ini belum dibuka."),
        StepState.CLOSED: say("Tahap ini sudah ditutup."),
    }.get(standing.step_state or StepState.CLOSED)


def team(_act: Act, standing: Standing) -> Sentence | None:
    return because(not standing.in_team, say("Hanya anggota tim yang dapat melakukan ini."))


def lead(_act: Act, standing: Standing) -> Sentence | None:
    return because(
        Relation.LEAD not in standing.relations, say("Hanya ketua tim yang dapat melakukan ini.")
    )


def invited(_act: Act, standing: Standing) -> Sentence | None:
    return because(
        Relation.INVITED not in standing.relations, say("Tidak ada undangan yang menunggu Anda.")
    )


def team_or_invited(_act: Act, standing: Standing) -> Sentence | None:
    near = standing.in_team or Relation.INVITED in standing.relations
    return because(not near, say("Draf ini hanya untuk timnya."))


def superior(_act: Act, standing: Standing) -> Sentence | None:
    return because(
        Relation.SUPERIOR not in standing.relations,
        say("Hanya atasan langsung ketua tim yang memberi persetujuan."),
    )


def not_team(_act: Act, standing: Standing) -> Sentence | None:
    own = standing.in_team or Relation.INVITED in standing.relations
    return because(own, say("Anda bagian dari tim usulan ini."))


def not_judge(_act: Act, standing: Standing) -> Sentence | None:
    return because(
        Role.JUDGE in standing.roles, say("Juri kompetisi ini tidak ikut memberi suara.")
    )


def still_draft(_act: Act, standing: Standing) -> Sentence | None:
    return because(standing.entry is not None, say("Gagasan ini sudah dikirim sebagai usulan."))


def with_team(_act: Act, standing: Standing) -> Sentence | None:
    """A draft, or an entry that was given back to its team."""
    away = standing.entry is not None and standing.entry is not EntryState.RETURNED
    return because(away, say("Usulan sudah terkirim. Isinya terkunci selama diperiksa."))


def returned(_act: Act, standing: Standing) -> Sentence | None:
    return because(
        standing.entry is not EntryState.RETURNED, say("Usulan ini tidak sedang dikembalikan.")
    )


def owed_by(owner: Owner) -> Check:
    def check(_act: Act, standing: Standing) -> Sentence | None:
        return because(
            standing.owner is not owner or standing.entry is not EntryState.RUNNING,
            say("Usulan ini tidak sedang menunggu keputusan Anda."),
        )

    return check


def before_panel(_act: Act, standing: Standing) -> Sentence | None:
    moving = standing.entry in (EntryState.RUNNING, EntryState.RETURNED)
    early = standing.step in (StepKind.ENDORSEMENT, StepKind.SCREENING, StepKind.BALLOT)
    return because(not (moving and early), say("Usulan tidak dapat ditarik lagi pada tahap ini."))


def entry_shown(_act: Act, standing: Standing) -> Sentence | None:
    """Those on its way see it always; colleagues once it passed screening; judges never blindly."""
    if standing.in_team or Relation.SUPERIOR in standing.relations:
        return None
    if standing.competition is CompetitionState.DONE:
        return because(not standing.shown, say("Usulan ini tidak diumumkan."))
    if Role.JUDGE in standing.roles:
        return say("Juri membaca usulan tanpa nama, lewat meja penilaian.")
    if standing.roles & {Role.SECRETARIAT, Role.LEADER, Role.PUBLISHER}:
        return None
    return because(not (standing.shown and standing.eligible), say("Usulan ini belum terbuka."))


def ballot_shown(_act: Act, standing: Standing) -> Sentence | None:
    near = standing.eligible or Role.SECRETARIAT in standing.roles
    return because(not near, say("Pemungutan suara ini untuk unit kerja lain."))


def assigned(_act: Act, standing: Standing) -> Sentence | None:
    return because(
        Relation.ASSIGNED not in standing.relations, say("Usulan ini tidak ditugaskan kepada Anda.")
    )


def not_conflicted(_act: Act, standing: Standing) -> Sentence | None:
    return because(
        Relation.CONFLICTED in standing.relations,
        say("Ada benturan kepentingan dengan usulan ini."),
    )


def not_locked(_act: Act, standing: Standing) -> Sentence | None:
    return because(standing.locked, say("Nilai sudah Anda kunci."))


def nothing_sealed(_act: Act, standing: Standing) -> Sentence | None:
    return because(standing.outcome is not OutcomeState.NONE, say("Hasil sudah disegel."))


def sealed(_act: Act, standing: Standing) -> Sentence | None:
    return because(
        standing.outcome is not OutcomeState.SEALED, say("Tidak ada hasil tersegel yang menunggu.")
    )


def second_person(_act: Act, standing: Standing) -> Sentence | None:
    return because(
        standing.sealed_by_me, say("Yang menyegel tidak boleh mengumumkan. Perlu orang kedua.")
    )


def not_released(_act: Act, standing: Standing) -> Sentence | None:
    return because(standing.outcome is OutcomeState.RELEASED, say("Hasil sudah diumumkan."))


def released(_act: Act, standing: Standing) -> Sentence | None:
    return because(standing.outcome is not OutcomeState.RELEASED, say("Hasil belum diumumkan."))


def oneself(_act: Act, standing: Standing) -> Sentence | None:
    return because(
        Relation.SELF not in standing.relations, say("Piagam hanya dapat diunduh pemiliknya.")
    )


PERMISSIONS: dict[Act, tuple[Check, ...]] = {
    Act.SIGN_IN: (),
    Act.SIGN_OUT: (signed_in,),
    Act.CHOOSE_LOOK: (),
    Act.SEE_DESK: (),
    Act.SEE_PERSON: (),
    Act.GRANT_ROLE: (administrator_or_system,),
    Act.SEE_COMPETITION: (competition_shown,),
    Act.PLAN_COMPETITION: (signed_in, has(Role.SECRETARIAT)),
    Act.CHANGE_COMPETITION: (signed_in, has(Role.SECRETARIAT), competition_is_draft),
    Act.OPEN_COMPETITION: (signed_in, has(Role.SECRETARIAT), competition_is_draft),
    Act.TURN_STEP: (system,),
    Act.WRITE_PROPOSAL: (signed_in, eligible, step_is_open),
    Act.SEE_PROPOSAL: (signed_in, team_or_invited),
    Act.CHANGE_PROPOSAL: (signed_in, team, with_team, step_is_open),
    Act.INVITE_MEMBER: (signed_in, lead, still_draft, step_is_open),
    Act.ANSWER_INVITATION: (signed_in, invited, still_draft, step_is_open),
    Act.SUBMIT_PROPOSAL: (signed_in, lead, still_draft, step_is_open),
    Act.SEE_ENTRY: (signed_in, entry_shown),
    Act.WITHDRAW_ENTRY: (signed_in, lead, before_panel),
    Act.CORRECT_ENTRY: (signed_in, lead, returned, step_is_open),
    Act.ENDORSE_ENTRY: (signed_in, superior, not_team, owed_by(Owner.SUPERIOR), step_is_open),
    Act.SCREEN_ENTRY: (
        signed_in,
        has(Role.SECRETARIAT),
        not_team,
        owed_by(Owner.SECRETARIAT),
        step_is_open,
    ),
    Act.SEE_BALLOT: (signed_in, ballot_shown),
    Act.CAST_BALLOT: (signed_in, eligible, not_judge, step_is_open),
    Act.SEE_PANEL: (signed_in, has(Role.SECRETARIAT, Role.CHAIR)),
    Act.ASSIGN_JUDGES: (signed_in, has(Role.SECRETARIAT, Role.CHAIR), step_is_open),
    Act.SEE_SHEET: (signed_in, assigned, not_conflicted),
    Act.SCORE_ENTRY: (signed_in, assigned, not_conflicted, not_locked, step_is_open),
    Act.LOCK_SHEET: (signed_in, assigned, not_conflicted, not_locked, step_is_open),
    Act.DECLARE_CONFLICT: (signed_in, assigned, not_locked, step_is_open),
    Act.PREVIEW_OUTCOME: (signed_in, has(Role.LEADER, Role.PUBLISHER), not_released, step_is_open),
    Act.SEAL_OUTCOME: (signed_in, has(Role.LEADER), nothing_sealed, step_is_open),
    Act.RELEASE_OUTCOME: (signed_in, has(Role.PUBLISHER), sealed, second_person, step_is_open),
    Act.SEE_OUTCOME: (released,),
    Act.TAKE_CERTIFICATE: (signed_in, oneself),
    Act.CHECK_CERTIFICATE: (),
}


def refusal(act: Act, standing: Standing) -> Sentence | None:
    """The first reason to refuse, or None when the act is allowed."""
    return next((why for check in PERMISSIONS[act] if (why := check(act, standing))), None)


def require(act: Act, standing: Standing) -> None:
    """The first statement of every action."""
    if why := refusal(act, standing):
        raise Refused(why)


def require_visible(act: Act, standing: Standing) -> None:
    """The same, for what must not even be known to exist."""
    if refusal(act, standing):
        raise Missing

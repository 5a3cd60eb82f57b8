"""Who may do what, and when. The one place that answers; everyone else asks."""

from ideas.acts import Act
from ideas.checks import (
    CLOSED,
    Check,
    administrator_or_system,
    assigned,
    ballot_shown,
    before_judging,
    before_panel,
    competition_is_draft,
    competition_runs,
    competition_shown,
    eligible,
    entry_shown,
    has,
    invited,
    keeps_people,
    lead,
    not_conflicted,
    not_judge,
    not_locked,
    not_oneself,
    not_released,
    not_team,
    nothing_sealed,
    oneself,
    owed_by,
    released,
    returned,
    sealed,
    sealed_or_approved,
    second_person,
    signed_in,
    step_has_begun,
    step_is_open,
    step_may_be_extended,
    still_draft,
    superior,
    system,
    takes_no_part,
    team,
    team_or_invited,
    with_team,
)
from ideas.failures import Missing, Refused, TooLate
from ideas.say import Sentence
from ideas.stages import Owner
from ideas.standing import Relation, Role, Standing

__all__ = ["PERMISSIONS", "Relation", "Role", "Standing", "refusal", "require", "require_visible"]

PERMISSIONS: dict[Act, tuple[Check, ...]] = {
    Act.SIGN_IN: (),
    Act.SIGN_OUT: (signed_in,),
    Act.CHOOSE_LOOK: (),
    Act.SEE_DESK: (),
    Act.SEE_PERSON: (),
    Act.SEE_ADMIN: (signed_in, has(Role.ADMINISTRATOR, Role.PERSONNEL, Role.AUDITOR)),
    Act.GRANT_ROLE: (administrator_or_system,),
    Act.KEEP_PEOPLE: (administrator_or_system,),
    Act.IMPORT_PEOPLE: (keeps_people,),
    Act.SEE_COMPETITION: (competition_shown,),
    Act.PLAN_COMPETITION: (signed_in, has(Role.SECRETARIAT)),
    Act.CHANGE_COMPETITION: (signed_in, has(Role.SECRETARIAT), competition_is_draft),
    Act.OPEN_COMPETITION: (signed_in, has(Role.SECRETARIAT), competition_is_draft),
    Act.APPOINT_OFFICER: (signed_in, has(Role.SECRETARIAT), not_oneself, before_judging),
    Act.DISMISS_OFFICER: (signed_in, has(Role.SECRETARIAT), before_judging),
    Act.EXTEND_STEP: (signed_in, has(Role.SECRETARIAT), competition_runs, step_may_be_extended),
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
    Act.DECIDE_ENTRY: (system,),
    Act.SEE_OUTCOME: (released,),
    Act.RECOGNISE_PERSON: (system,),
    Act.ISSUE_CERTIFICATE: (system,),
    Act.TAKE_CERTIFICATE: (signed_in, oneself),
    Act.CHECK_CERTIFICATE: (),
}


def refusal(act: Act, standing: Standing) -> Sentence | None:
    """The first reason to refuse, or None when the act is allowed."""
    return next((why for check in PERMISSIONS[act] if (why := check(act, standing))), None)


def require(act: Act, standing: Standing) -> None:
    """The first statement of every action."""
    if why := refusal(act, standing):
        raise TooLate(why) if why == CLOSED else Refused(why)


def require_visible(act: Act, standing: Standing) -> None:
    """The same, for what must not even be known to exist."""
    if refusal(act, standing):
        raise Missing

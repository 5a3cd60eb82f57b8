"""Who may do what, and when. The one place that answers; everyone else asks."""

from ideas.acts import Act  # noqa: I001 -- closely set, so that the table keeps its page
from ideas.checks import (
    CLOSED, administrator_or_system, another_than_giver, assigned, ballot_shown, before_judging,
    before_panel, competition_is_draft, competition_runs, competition_shown, eligible,
    entry_shown, invited, keeper_of_people, keeps_people, lead, not_conflicted, not_decider,
    not_judge, not_last_administrator, not_locked, not_oneself, not_released, not_stood_in,
    not_team, nothing_sealed, of_another, office_or_system, oneself, owed_by, own_data,
    released, returned, role_waits, sealed, sealed_or_approved, second_person, signed_in,
    step_has_begun, step_is_open, step_may_be_extended, still_draft, superior, system,
    takes_no_part, team, team_or_invited, with_team,
)  # fmt: skip
from ideas.failures import Missing, Refused, TooLate
from ideas.refusing import Check, Has, has, unless
from ideas.say import Sentence
from ideas.stages import Owner
from ideas.standing import Relation, Role, Standing

__all__ = [
    "FRESH",
    "PERMISSIONS",
    "Relation",
    "Role",
    "Standing",
    "refusal",
    "require",
    "require_visible",
]

PERMISSIONS: dict[Act, tuple[Check, ...]] = {
    Act.SIGN_IN: (),
    Act.SIGN_OUT: (signed_in,),
    Act.CHOOSE_LOOK: (),
    Act.PROVE_AGAIN: (signed_in,),
    Act.SLOW_DOWN: (),
    Act.SEE_DESK: (),
    Act.SEE_PERSON: (),
    Act.SEE_ADMIN: (signed_in, has(Role.ADMINISTRATOR, Role.PERSONNEL, Role.AUDITOR)),
    Act.SEE_ROLES: (signed_in, has(Role.ADMINISTRATOR, Role.AUDITOR)),
    Act.SEE_MATRIX: (),
    Act.GRANT_ROLE: (administrator_or_system, not_oneself),
    Act.APPROVE_ROLE: (
        signed_in,
        has(Role.ADMINISTRATOR),
        not_oneself,
        another_than_giver,
        role_waits,
    ),
    Act.REVOKE_ROLE: (administrator_or_system, not_last_administrator),
    Act.KEEP_PEOPLE: (keeper_of_people,),
    Act.IMPORT_PEOPLE: (keeps_people,),
    Act.SEE_UNITS: (signed_in, has(Role.ADMINISTRATOR, Role.PERSONNEL, Role.AUDITOR)),
    Act.LINK_IDENTITY: (system,),
    Act.REFUSE_IDENTITY: (system,),
    Act.HEAR_NOTICE: (system,),
    Act.UNLINK_IDENTITY: (signed_in, has(Role.ADMINISTRATOR)),
    Act.SEE_ACCOUNT: (signed_in,),
    Act.CHANGE_PASSWORD: (signed_in,),
    Act.SET_FACTOR: (signed_in,),
    Act.REMOVE_FACTOR: (signed_in,),
    Act.CLEAR_FACTORS: (administrator_or_system, not_oneself),
    Act.USE_RECOVERY_CODE: (),
    Act.ADD_PASSKEY: (signed_in,),
    Act.REMOVE_PASSKEY: (signed_in,),
    Act.END_SIGN_IN: (signed_in,),
    Act.INVITE_PERSON: (office_or_system,),
    Act.ASK_LINK: (),
    Act.USE_LINK: (),
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
    Act.SEE_MY_DATA: (signed_in, own_data),
    Act.TAKE_MY_DATA: (signed_in, own_data),
    Act.CHOOSE_SHOWN: (signed_in, own_data),
    Act.ASK_PRIVACY: (signed_in, own_data),
    Act.SEE_PROCESSING: (),
    Act.SEE_PRIVACY: (signed_in, has(Role.ADMINISTRATOR, Role.PERSONNEL, Role.AUDITOR)),
    Act.ANSWER_PRIVACY: (signed_in, has(Role.ADMINISTRATOR, Role.PERSONNEL), of_another),
    Act.DECIDE_ERASURE: (signed_in, has(Role.ADMINISTRATOR, Role.PERSONNEL), of_another),
    Act.ERASE_PERSON: (
        signed_in,
        has(Role.ADMINISTRATOR, Role.PERSONNEL),
        of_another,
        not_decider,
    ),
    Act.KEEP_BREACHES: (signed_in, has(Role.ADMINISTRATOR, Role.PERSONNEL)),
    Act.KEEP_PERIODS: (signed_in, has(Role.ADMINISTRATOR)),
    Act.CLEAR_OUT: (system,),
}

# What cannot be undone, or opens other doors: only shortly after one has proved who one is.
FRESH: frozenset[Act] = frozenset(
    {
        Act.SEAL_OUTCOME, Act.RELEASE_OUTCOME, Act.REOPEN_OUTCOME, Act.GRANT_ROLE,
        Act.APPROVE_ROLE, Act.REVOKE_ROLE, Act.UNLINK_IDENTITY, Act.DECIDE_ERASURE,
        Act.ERASE_PERSON, Act.TAKE_MY_DATA, Act.APPOINT_OFFICER, Act.DISMISS_OFFICER,
        Act.SET_FACTOR, Act.REMOVE_FACTOR, Act.CLEAR_FACTORS, Act.ADD_PASSKEY,
        Act.REMOVE_PASSKEY,
    }
)  # fmt: skip


def refusal(act: Act, standing: Standing) -> Sentence | None:
    """The first reason to refuse, or None when the act is allowed."""
    return next((why for check in PERMISSIONS[act] if (why := check(act, standing))), None)


def opened_by(act: Act) -> frozenset[Role]:
    """The roles without one of which this act is refused; none when it asks for no role."""
    asked = [check.roles for check in PERMISSIONS[act] if isinstance(check, Has)]
    return frozenset.intersection(*asked) if asked else frozenset()


def limits_of(act: Act) -> list[Sentence]:
    """What else an act asks, in the words in which it would be refused."""
    return [c.reason for c in PERMISSIONS[act] if isinstance(c, unless) and c is not signed_in]


def require(act: Act, standing: Standing) -> None:
    """The first statement of every action."""
    if why := refusal(act, standing):
        raise TooLate(why) if why == CLOSED else Refused(why)


def require_visible(act: Act, standing: Standing) -> None:
    """The same, for what must not even be known to exist."""
    if refusal(act, standing):
        raise Missing

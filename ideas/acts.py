"""Everything a person can do, as words."""

from enum import StrEnum


class Act(StrEnum):
    # people
    SIGN_IN = "person.sign_in"
    SIGN_OUT = "person.sign_out"
    CHOOSE_LOOK = "person.choose_look"
    SEE_DESK = "desk.see"
    SEE_ADMIN = "admin.see"
    SEE_PERSON = "person.see"
    GRANT_ROLE = "role.grant"
    KEEP_PEOPLE = "people.keep"
    IMPORT_PEOPLE = "people.import"

    # competitions
    SEE_COMPETITION = "competition.see"
    PLAN_COMPETITION = "competition.plan"
    CHANGE_COMPETITION = "competition.change"
    OPEN_COMPETITION = "competition.open"
    APPOINT_OFFICER = "officer.appoint"
    DISMISS_OFFICER = "officer.dismiss"
    EXTEND_STEP = "step.extend"
    TURN_STEP = "step.turn"

    # proposals and their teams
    WRITE_PROPOSAL = "proposal.write"
    SEE_PROPOSAL = "proposal.see"
    CHANGE_PROPOSAL = "proposal.change"
    INVITE_MEMBER = "member.invite"
    ANSWER_INVITATION = "member.answer"
    SUBMIT_PROPOSAL = "proposal.submit"

    # entries on their way
    SEE_ENTRY = "entry.see"
    DECIDE_ENTRY = "entry.decide"
    WITHDRAW_ENTRY = "entry.withdraw"
    CORRECT_ENTRY = "entry.correct"
    ENDORSE_ENTRY = "entry.endorse"
    SCREEN_ENTRY = "entry.screen"

    # ballots
    SEE_BALLOT = "ballot.see"
    CAST_BALLOT = "ballot.cast"

    # panels
    SEE_PANEL = "panel.see"
    ASSIGN_JUDGES = "panel.assign"
    SEE_SHEET = "sheet.see"
    SCORE_ENTRY = "sheet.score"
    LOCK_SHEET = "sheet.lock"
    DECLARE_CONFLICT = "conflict.declare"

    # outcomes
    PREVIEW_OUTCOME = "outcome.preview"
    SEAL_OUTCOME = "outcome.seal"
    REOPEN_OUTCOME = "outcome.reopen"
    RELEASE_OUTCOME = "outcome.release"
    PUBLISH_OUTCOME = "outcome.publish"
    SEE_OUTCOME = "outcome.see"

    # recognition
    RECOGNISE_PERSON = "person.recognise"
    ISSUE_CERTIFICATE = "certificate.issue"
    TAKE_CERTIFICATE = "certificate.take"
    CHECK_CERTIFICATE = "certificate.check"

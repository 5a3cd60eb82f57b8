"""Everything a person can do, as words."""

from enum import StrEnum


class Act(StrEnum):
    # people
    SIGN_IN = "person.sign_in"
    SIGN_OUT = "person.sign_out"
    CHOOSE_LOOK = "person.choose_look"
    PROVE_AGAIN = "person.prove"
    SLOW_DOWN = "person.slow"
    SEE_DESK = "desk.see"
    SEE_ADMIN = "admin.see"
    SEE_PERSON = "person.see"
    SEE_ROLES = "role.see"
    SEE_MATRIX = "role.matrix"
    GRANT_ROLE = "role.grant"
    APPROVE_ROLE = "role.approve"
    REVOKE_ROLE = "role.revoke"
    KEEP_PEOPLE = "people.keep"
    SEE_UNITS = "units.see"

    # accounts elsewhere
    LINK_IDENTITY = "identity.link"
    REFUSE_IDENTITY = "identity.refuse"
    HEAR_NOTICE = "identity.left"
    UNLINK_IDENTITY = "identity.unlink"

    # accounts and how one proves who one is
    SEE_ACCOUNT = "account.see"
    CHANGE_PASSWORD = "account.password"  # noqa: S105 -- the name of an act
    SET_FACTOR = "factor.set"
    REMOVE_FACTOR = "factor.remove"
    CLEAR_FACTORS = "factor.clear"
    USE_RECOVERY_CODE = "recovery.use"
    ADD_PASSKEY = "passkey.add"
    REMOVE_PASSKEY = "passkey.remove"
    END_SIGN_IN = "signin.end"
    INVITE_PERSON = "account.invite"
    ASK_LINK = "link.ask"
    USE_LINK = "link.use"
    IMPORT_PEOPLE = "people.import"

    # competitions
    SEE_COMPETITION = "competition.see"
    PLAN_COMPETITION = "competition.plan"
    CHANGE_COMPETITION = "competition.change"
    OPEN_COMPETITION = "competition.open"
    CHANGE_FORM = "form.change"
    APPOINT_OFFICER = "officer.appoint"
    DISMISS_OFFICER = "officer.dismiss"
    EXTEND_STEP = "step.extend"
    TURN_STEP = "step.turn"

    # proposals and their teams
    WRITE_PROPOSAL = "proposal.write"
    SEE_PROPOSAL = "proposal.see"
    SEE_DRAFTING = "proposal.drafting"
    OPEN_PROPOSAL = "proposal.open"
    CHANGE_PROPOSAL = "proposal.change"
    RESTORE_VERSION = "version.restore"
    CONFIRM_IDEA = "idea.confirm"
    PUT_ASIDE = "draft.aside"
    REMIND_TEAM = "draft.remind"
    INVITE_MEMBER = "member.invite"
    ANSWER_INVITATION = "member.answer"
    SUBMIT_PROPOSAL = "proposal.submit"
    CHECK_FILE = "file.check"

    # searching
    SEARCH = "search.ask"
    KEEP_SEARCH = "search.keep"
    DROP_SEARCH = "search.drop"

    # who had it before
    SEE_SIMILAR = "similar.see"
    RELATE_PROPOSAL = "proposal.relate"
    ASK_TO_JOIN = "member.ask"
    PROPOSE_MERGER = "merger.propose"
    ANSWER_MERGER = "merger.answer"
    CARRY_OVER = "merger.carry"
    UNDO_MERGER = "merger.undo"
    LOAD_INNOVATIONS = "innovation.load"

    # talking about proposals
    WRITE_COMMENT = "comment.write"
    CHANGE_COMMENT = "comment.change"
    REPORT_COMMENT = "comment.report"
    SUGGEST_CHANGE = "suggestion.make"
    ANSWER_SUGGESTION = "suggestion.answer"
    WITHDRAW_SUGGESTION = "suggestion.withdraw"
    SUPPORT_PROPOSAL = "proposal.support"
    FOLLOW_PROPOSAL = "proposal.follow"
    SEE_MODERATION = "moderation.see"
    MODERATE_COMMENT = "comment.moderate"
    OBJECT_TO_HIDING = "comment.object"
    DECIDE_OBJECTION = "comment.review"

    # what one hears
    SEE_NOTICES = "notice.see"
    CHOOSE_NOTICES = "notice.choose"
    STOP_NOTICES = "notice.stop"
    WRITE_DIGESTS = "digest.write"
    REMOVE_MEMBER = "member.remove"
    LEAVE_TEAM = "member.leave"
    HIDE_NAME = "member.hide"
    OFFER_LEAD = "lead.offer"
    ANSWER_OFFER = "lead.answer"
    TAKE_LEAD = "lead.take"
    AMEND_TEAM = "team.amend"
    ANSWER_AMENDMENT = "team.answer"
    SEE_PLACES = "place.see"
    READ_PLACE = "place.read"
    POST_PLACE = "place.post"
    ANSWER_PLACE = "place.answer"
    CHOOSE_ANSWER = "place.choose"
    CHOOSE_SKILLS = "skill.choose"

    # entries on their way
    SEE_ENTRY = "entry.see"
    DECIDE_ENTRY = "entry.decide"
    COMPLETE_ENTRY = "entry.complete"
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

    # presentations
    SEE_PITCHES = "pitch.see"
    SEE_PITCH_PLAN = "pitch.prepare"
    PLAN_PITCHES = "pitch.plan"
    MOVE_PITCH = "pitch.move"
    RUN_PITCHES = "pitch.run"
    ATTEND_PITCHES = "pitch.attend"
    SEE_SLOT = "slot.see"
    CONFIRM_SLOT = "slot.confirm"
    SWAP_SLOT = "slot.swap"

    # field visits
    SEE_VISITS = "visit.list"
    PLAN_VISIT = "visit.plan"
    SEE_VISIT = "visit.see"
    CHANGE_CLAIMS = "visit.claim"
    WRITE_REPORT = "visit.report"
    SIGN_REPORT = "visit.sign"
    SEE_TEAM_VISIT = "visit.expect"
    CONFIRM_VISIT = "visit.confirm"

    # outcomes
    PREVIEW_OUTCOME = "outcome.preview"
    SEAL_OUTCOME = "outcome.seal"
    REOPEN_OUTCOME = "outcome.reopen"
    RELEASE_OUTCOME = "outcome.release"
    PUBLISH_OUTCOME = "outcome.publish"
    SEE_OUTCOME = "outcome.see"

    # recognition
    RECOGNISE_PERSON = "person.recognise"
    REVEAL_NAME = "name.reveal"
    ISSUE_CERTIFICATE = "certificate.issue"
    TAKE_CERTIFICATE = "certificate.take"
    CHECK_CERTIFICATE = "certificate.check"

    # personal data
    SEE_MY_DATA = "data.see"
    TAKE_MY_DATA = "data.take"
    CHOOSE_SHOWN = "data.choose"
    ASK_PRIVACY = "data.ask"
    SEE_PROCESSING = "privacy.processing"
    SEE_PRIVACY = "privacy.see"
    ANSWER_PRIVACY = "privacy.answer"
    DECIDE_ERASURE = "erasure.decide"
    ERASE_PERSON = "person.erase"
    KEEP_BREACHES = "breach.keep"
    KEEP_PERIODS = "retention.keep"
    CLEAR_OUT = "retention.clear"

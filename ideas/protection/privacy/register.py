"""The register of personal data: pure data from which every page, copy and erasure is made.

A new table with a person in it fails `privacy/test_register.py` until it has its line here.
"""

from ideas.protection.privacy.rules import Fate, Held

DELETE, RENAME, UNLINK, KEEP = Fate.DELETE, Fate.RENAME, Fate.UNLINK, Fate.KEEP
UNSENT = ("open", "recused")
SENT = ("locked", "quarantined")
NOT_PINNED = ("team", "chain", "same_unit", "former_team", "declared", "family", "apart")

REGISTER: tuple[Held, ...] = (
    Held(
        "identity", "person", "id", fate=RENAME,
        tells=("name", "titles_before", "titles_after", "employment", "email", "language"),
        blanks=("titles_before", "titles_after", "email", "language", "code"), secret=("code",),
    ),
    Held("identity", "person_number", "person_id", ("number", "since", "until"), DELETE),
    Held(
        "work", "posting", "person_id",
        ("position", "kind", "grade", "since", "until"), DELETE,
    ),
    Held("work", "posting", "superior_id", fate=UNLINK),
    Held("work", "stand_in", "person_id", ("kind", "since", "until"), DELETE),
    Held("work", "stand_in", "for_id", ("kind", "since", "until"), DELETE),
    Held("access", "account", "person_id", ("username",), DELETE, secret=("password",)),
    Held(
        "access", "identity", "person_id", ("issuer", "linked_at"), DELETE, secret=("subject",)
    ),
    Held(
        "access", "sign_in", "person_id", ("method", "browser", "place", "began_at", "ends_at"),
        DELETE,
        secret=("token_hash", "sid"),
    ),
    Held("access", "totp", "person_id", ("made_at", "confirmed_at"), DELETE, secret=("sealed",)),
    Held("access", "recovery_code", "person_id", ("used_at",), DELETE, secret=("digest",)),
    Held(
        "access", "passkey", "person_id", ("name", "made_at", "used_at"), DELETE,
        secret=("credential", "public_key"),
    ),
    Held("access", "challenge", "person_id", (), DELETE, secret=("value", "browser_hash")),
    Held(
        "access", "link", "person_id", ("purpose", "made_at", "used_at"), DELETE,
        secret=("token_hash",),
    ),
    Held(
        "access", "once", "person_id", ("path", "at"), DELETE,
        secret=("key", "digest", "location", "body"),
    ),
    Held(
        "roles", "role_grant", "person_id",
        ("role", "granted_at", "begins_at", "ends_at", "why", "revoked_at", "revoked_why"),
        blanks=("why", "revoked_why"),
    ),
    Held("roles", "role_grant", "granted_by", ("role", "granted_at")),
    Held("roles", "role_grant", "approved_by", ("role", "granted_at")),
    Held("roles", "role_grant", "revoked_by", ("role", "revoked_at")),
    Held("decisions", "intake", "by_id", ("ref", "made_at", "state")),
    Held(
        "ideas", "member", "person_id",
        ("part", "share", "consent", "invited_at", "message", "reason"), DELETE,
        when=("consent", ("invited", "declined", "left")),
    ),
    Held(
        "ideas", "member", "person_id",
        ("part", "share", "consent", "invited_at", "answered_at", "hidden", "message", "reason"),
        blanks=("message", "reason"), when=("consent", ("agreed",)),
    ),
    Held(
        "ideas", "saved_search", "person_id", ("name", "query", "tells", "looked_at"), DELETE,
        secret=("known",),
    ),
    Held("ideas", "draft_change", "by_id", ("revision", "made_at"), DELETE),
    Held("ideas", "reminding", "person_id", ("days", "closes_at", "told_at", "aside"), DELETE),
    Held("ideas", "scribe", "person_id", ("written_at",), DELETE),
    Held("ideas", "attachment", "by_id", ("name", "alt", "link", "added_at", "removed_at")),
    Held("ideas", "kin", "by_id", ("way", "reason", "at")),
    Held("ideas", "approach", "person_id", ("at",), DELETE),
    Held("ideas", "merger", "proposed_by", ("ref", "proposed_at")),
    Held(
        "ideas", "carried", "person_id", ("voice", "answer", "asked_at", "answered_at"), DELETE
    ),
    Held(
        "talk", "notice", "person_id", ("news", "path", "facts", "made_at", "read_at", "told_at"),
        DELETE,
    ),
    Held("talk", "hearing", "person_id", ("topic", "way"), DELETE),
    Held("talk", "digest", "person_id", ("day", "made_at"), DELETE),
    Held(
        "talk", "comment", "author_id",
        ("ref", "text", "circle", "question", "written_at", "edited_at", "deleted_at"),
        blanks=("text",),
    ),
    Held("talk", "mention", "person_id", ("place",), DELETE),
    Held(
        "talk", "suggestion", "author_id",
        ("ref", "part", "passage", "wording", "why", "state", "made_at", "answer"),
        blanks=("passage", "wording", "why"),
    ),
    Held("talk", "suggestion", "answered_by", ("ref", "answer", "answered_at"), blanks=("answer",)),
    Held("talk", "support", "person_id", ("since",), DELETE),
    Held("talk", "follow", "person_id", ("since",), DELETE),
    Held("talk", "report", "reporter_id", ("offence", "note", "made_at", "state"), DELETE),
    Held("decisions", "report", "decided_by", ("state", "decided_at")),
    Held(
        "talk", "hiding", "comment_id", ("why", "at", "objection", "objected_at", "answer"),
        blanks=("objection",), through=("comment", "author_id"),
    ),
    Held("decisions", "hiding", "by_id", ("why", "at")),
    Held("decisions", "hiding", "decided_by", ("answer", "decided_at", "restored")),
    Held("ideas", "person_skill", "person_id", ("skill", "chosen_at"), DELETE),
    Held("ideas", "place_answer", "person_id", ("line", "state", "made_at"), DELETE),
    Held("ideas", "amendment", "asked_by", ("reason", "asked_at"), blanks=("reason",)),
    Held("ideas", "amendment_line", "person_id", ("part", "share", "consent", "answered_at")),
    Held("ideas", "version", "by_id", ("number", "title", "summary", "answers", "made_at")),
    Held(
        "ideas", "entry", "lead_id",
        ("ref", "title", "summary", "state", "reason", "submitted_at", "receipt"),
    ),
    Held("decisions", "entry", "superior_id", ("ref", "submitted_at")),
    Held("decisions", "decision", "by_id", ("verdict", "note", "at")),
    Held("decisions", "outcome", "sealed_by", ("ref", "decree_number", "sealed_at")),
    Held("decisions", "outcome", "approved_by", ("ref", "decree_number", "approved_at")),
    Held("votes", "ballot", "voter_id", ("cast_at",), secret=("entry_id", "receipt")),
    Held(
        "judging", "assignment", "judge_id",
        ("ref", "state", "note", "note_team", "seconds", "assigned_at"),
        blanks=("note", "note_team"), when=("state", UNSENT),
    ),
    Held(
        "judging", "assignment", "judge_id",
        ("ref", "state", "note", "note_team", "seconds", "assigned_at", "locked_at"),
        when=("state", SENT),
    ),
    Held(
        "judging", "mark", "assignment_id", ("criterion", "value", "abstained", "reason"), DELETE,
        through=("assignment", "judge_id"), when=("state", UNSENT),
    ),
    Held(
        "judging", "mark", "assignment_id", ("criterion", "value", "abstained", "reason"),
        through=("assignment", "judge_id"), when=("state", SENT),
    ),
    Held(
        "judging", "sheet_version", "assignment_id",
        ("number", "marks", "note", "note_team", "locked_at"), through=("assignment", "judge_id"),
        secret=("digest",),
    ),
    Held(
        "judging", "reopening", "assignment_id", ("ref", "reason", "asked_at", "agreed", "answer"),
        through=("assignment", "judge_id"),
    ),
    Held("decisions", "reopening", "decided_by", ("ref", "answer", "decided_at")),
    Held(
        "judging", "question", "assignment_id", ("ref", "text", "asked_at", "state"),
        blanks=("text",), through=("assignment", "judge_id"),
    ),
    Held("decisions", "question", "handled_by", ("ref", "wording", "reason", "handled_at")),
    Held("ideas", "question", "answered_by", ("ref", "answer", "answered_at")),
    Held(
        "judging", "conflict", "person_id", ("kind", "note", "found_at"), blanks=("note",),
        when=("kind", NOT_PINNED),
    ),
    Held(  # what organisers decided stays between them: the judge is not told why
        "judging", "conflict", "person_id", ("found_at",), blanks=("note",),
        when=("kind", ("pinned", "cleared")),
    ),
    Held("decisions", "conflict", "by_id", ("kind", "found_at")),
    Held(
        "judging", "declaration", "judge_id", ("signed_at", "entries", "close"),
        secret=("digest",),
    ),
    Held("judging", "presence", "person_id", ("since", "until")),
    Held("judging", "aside", "person_id"),
    Held("judging", "order_change", "by_id", ("ref", "reason", "decision", "at", "decided_at")),
    Held("judging", "plenary", "first_id", ("first_at",), secret=("digest", "minutes")),
    Held("judging", "plenary", "second_id", ("closed_at",)),
    Held("judging", "visit_member", "person_id", ("part", "signed_at")),
    Held(
        "recognition", "recognition", "person_id",
        ("code", "title", "part", "decree_number", "decree_date", "issued_at", "revoke_reason"),
        blanks=("certificate",), secret=("bearer", "certificate"),
    ),
    Held("history", "event", "person_id", ("at", "act", "facts"), secret=("salt",)),
    Held("privacy", "consent_choice", "person_id", ("shown", "agreed", "version", "at"), DELETE),
    Held(
        "privacy", "privacy_request", "person_id",
        ("ref", "right", "wrong", "better", "state", "answer", "asked_at", "answered_at"),
        blanks=("wrong", "better", "answer"),
    ),
    Held("privacy", "privacy_request", "answered_by", ("ref", "answered_at")),
    Held("privacy", "data_copy", "person_id", ("asked_at", "ready_at"), DELETE, secret=("key",)),
    Held("privacy", "erasure", "person_id", secret=("pseudonym",)),
    Held("privacy", "erasure", "decided_by", ("decided_at",)),
    Held("privacy", "erasure", "done_by", ("done_at",)),
    Held("privacy", "breach", "kept_by", ("ref", "found_at")),
    Held("privacy", "retention_period", "set_by", ("kind", "days", "set_at")),
)  # fmt: skip

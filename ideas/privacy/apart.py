"""Columns that hold writing and are in no line of the register, and why."""

# Written by people, but about an office's work and not about a person.
OF_THE_WORK = {
    "proposal": ("category", "title", "summary", "answers", "tags", "attached", "source", "hand"),
    "version": ("category", "tags", "attached", "source"),
    "findable": ("category", "tags", "title", "summary", "terms"),
    "draft_change": ("hand", "before"),
    "attachment": ("section",),
    "file": ("key", "blind", "thumb", "told"),
    "innovation": ("name", "expansion", "told", "agency", "region", "category", "source"),
    "entry": ("category", "digest", "pitch_digest"),
    "decision": ("facts",),
    "place": ("title", "what"),
    "place_skill": ("skill",),
    "assignment": ("hand",),
    "breach": ("ref", "what", "happened", "data", "handling"),
    "competition": ("title", "theme", "about"),
    "rule_book": ("document", "digest"),
    "step": ("title", "passes"),
    "unit": ("name", "path", "code"),
    "unit_span": ("name", "path"),
    "role_grant": ("category",),
    "intake": ("digest", "name", "file", "scope", "shape", "header", "mapping", "counts"),
    "outcome": ("seal_salt", "seal_digest", "rules_digest"),
    "result": ("award",),
    "erasure": ("report",),
    "sign_in": ("issuer",),
    "leaf": ("commitment", "chain"),
    "event": ("commitment",),
}
# Not bound to a person, short-lived, and emptied of what names the erased one.
PASSING = {
    "job": ("about", "trouble"),
    "attempt": ("account_hash", "address", "place"),
    "departure": ("state_hash", "browser_hash", "provider", "to"),
    "heard_notice": ("notice_hash",),
    "intake_row": (
        "code",
        "name",
        "titles_before",
        "titles_after",
        "email",
        "position",
        "superior",
    ),
    "intake_change": ("name", "unit", "before", "what"),
    "intake_fault": ("value", "near"),
}

"""How long passing things are kept, without a database."""

from dataclasses import dataclass
from enum import StrEnum

from ideas.say import Sentence, say


class Kind(StrEnum):
    """What is thrown away by itself when its time has come."""

    SIGN_INS = "sign_ins"
    ATTEMPTS = "attempts"
    ONCE_KEYS = "once_keys"
    JOBS = "jobs"
    COPIES = "copies"
    NOTICES = "notices"
    DRAFTS = "drafts"
    DRAFT_CHANGES = "draft_changes"
    BALLOT_LINKS = "ballot_links"


@dataclass(frozen=True)
class Term:
    """Days to keep: no fewer than `least`, so that nobody loses what is still needed."""

    about: Sentence
    usual: int
    least: int
    most: int


TERMS = {
    Kind.SIGN_INS: Term(say("Setelah sesi masuk berakhir."), 30, 0, 365),
    Kind.ATTEMPTS: Term(say("Setelah percobaan masuk yang gagal."), 1, 1, 30),
    Kind.ONCE_KEYS: Term(say("Setelah formulir terkirim."), 30, 2, 400),
    Kind.JOBS: Term(say("Setelah pekerjaan sistem selesai."), 30, 1, 365),
    Kind.COPIES: Term(say("Setelah salinan data dibuat."), 7, 1, 30),
    Kind.NOTICES: Term(say("Setelah kabar muncul."), 180, 30, 730),
    Kind.DRAFTS: Term(say("Setelah kompetisinya selesai tanpa usulan dikirim."), 365, 30, 3650),
    Kind.DRAFT_CHANGES: Term(say("Setelah simpanan draf diganti yang baru."), 14, 2, 90),
    Kind.BALLOT_LINKS: Term(say("Setelah hasil diumumkan (masa keberatan)."), 90, 30, 365),
}

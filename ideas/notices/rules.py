"""Notices without a database: what there is to hear, and in which words."""

from enum import StrEnum

from ideas.say import Sentence, say


class News(StrEnum):
    """What happened that somebody would want to hear."""

    OPENED = "opened"
    SHORTLISTED = "shortlisted"
    FORM_CHANGED = "form_changed"


WORDINGS: dict[News, Sentence] = {
    News.OPENED: say("{title} dibuka untuk rekan."),
    News.SHORTLISTED: say("{title} lolos. Lengkapi isiannya sebelum panel menilai."),
    News.FORM_CHANGED: say("Formulir {title} diperbarui. Tulisan Anda tetap utuh."),
}

"""Notices without a database: what there is to hear, and in which words."""

from enum import StrEnum

from ideas.say import Sentence, say


class News(StrEnum):
    """What happened that somebody would want to hear."""

    OPENED = "opened"
    FILE_REFUSED = "file_refused"


WORDINGS: dict[News, Sentence] = {
    News.OPENED: say("{title} dibuka untuk rekan."),
    News.FILE_REFUSED: say("Lampiran “{name}” ditolak. Buka gagasannya untuk melihat sebabnya."),
}

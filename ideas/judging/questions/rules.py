"""Questions of judges to a team without a database."""

from enum import StrEnum


class QuestionState(StrEnum):
    ASKED = "asked"
    FORWARDED = "forwarded"
    DECLINED = "declined"
    ANSWERED = "answered"


MOST = 1000
LONGEST_ANSWER = 4000

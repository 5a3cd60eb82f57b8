"""Recognition without a database: how a spoken code becomes the written one."""

LETTERS = 16
GROUP = 4
BETWEEN = " -\u2010\u2011\u2012\u2013\t\n"  # what people type between the groups


def written_code(typed: str) -> str:
    """'k7q2 m4xf 9tra 3hhp' → 'K7Q2-M4XF-9TRA-3HHP'; '' when it cannot be a code."""
    letters = "".join(letter for letter in typed.upper() if letter not in BETWEEN)
    if len(letters) != LETTERS or not (letters.isascii() and letters.isalnum()):
        return ""
    groups = (letters[at : at + GROUP] for at in range(0, LETTERS, GROUP))
    return "-".join(groups)

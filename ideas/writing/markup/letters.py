"""Letters that do not stay in their place: marks that turn, hide or pile up."""

import re

# Turning marks and isolates, invisible joiners and fillers, language tags. What joins letters of
# some scripts and parts of an emoji (U+200C, U+200D) stays.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
MARKS = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
PILED = re.compile(f"({MARKS}{{4}}){MARKS}+")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def harmless(text: str) -> str:
    """The same words, each where it was typed: at most four marks on one letter."""
    text = CONTROLS.sub("", INVISIBLE.sub("", text.replace("\u2028", "\n").replace("\u2029", "\n")))
    return PILED.sub(r"\1", text)

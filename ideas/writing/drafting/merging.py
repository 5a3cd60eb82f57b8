"""Two hands on one text: the merge of three texts by words. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ideas.writing.proposals.changing import MOST_COMPARED

# A word with the spaces after it; every line end by itself, so that paragraphs stay what they are.
TOKEN = re.compile(r"\S+[^\S\n]*|\n|[^\S\n]+")
NEAR = 4  # words between two clashes that are read as one passage


@dataclass(frozen=True)
class Piece:
    """A stretch of a merged text. Where the two sides clash, it holds both of them."""

    mine: tuple[str, ...]
    theirs: tuple[str, ...]
    clash: bool = False


@dataclass(frozen=True)
class Meeting:
    """One field that two hands wrote: what each would make of it, and both together."""

    mine: str
    theirs: str
    both: str
    clash: bool

    @property
    def words(self) -> list[tuple[str, str]]:
        """The two texts side by side: ('same' | 'mine' | 'theirs', words)."""
        return side_by_side(self.mine, self.theirs)


def side_by_side(mine: str, theirs: str) -> list[tuple[str, str]]:
    left, right = TOKEN.findall(mine), TOKEN.findall(theirs)
    shown: list[tuple[str, str]] = []
    at, beside = 0, 0
    for a, b, size in [*_blocks(left, right), (len(left), len(right), 0)]:
        parts = [("mine", left[at:a]), ("theirs", right[beside:b]), ("same", left[a : a + size])]
        shown += [(kind, joined(words)) for kind, words in parts if words]
        at, beside = a + size, b + size
    return shown


def merged(base: str, mine: str, theirs: str) -> list[Piece]:
    """Three texts by words: what only one side changed is taken, what both changed may clash."""
    texts = [TOKEN.findall(text) for text in (base, mine, theirs)]
    return _gathered(_pieces(*texts))


def _pieces(base: list[str], mine: list[str], theirs: list[str]) -> Iterator[Piece]:
    left, right = _matches(base, mine), _matches(base, theirs)
    stable = [at for at in range(len(base)) if at in left and at in right]
    b = m = t = 0
    for at in [*stable, len(base)]:
        to_m, to_t = left.get(at, len(mine)), right.get(at, len(theirs))
        yield from _settled(base[b:at], mine[m:to_m], theirs[t:to_t])
        if at < len(base):
            token = (_spaced(base[at], mine[to_m], theirs[to_t]),)
            yield Piece(token, token)
        b, m, t = at + 1, to_m + 1, to_t + 1


def _settled(base: list[str], mine: list[str], theirs: list[str]) -> list[Piece]:
    """What lies between two words that all three texts share."""
    if not mine and not theirs:
        return []
    was, left, right = _keys(base), _keys(mine), _keys(theirs)
    if left == right:
        said = tuple(map(_longer, mine, theirs))
        return [Piece(said, said)]
    if left == was:
        return [Piece(tuple(theirs), tuple(theirs))]
    if right == was:
        return [Piece(tuple(mine), tuple(mine))]
    return [Piece(tuple(mine), tuple(theirs), clash=True)]


def _gathered(pieces: Iterable[Piece]) -> list[Piece]:
    """Clashes that lie close together are one passage, else nobody could read them."""
    found: list[Piece] = []
    since: list[Piece] = []  # settled pieces after the last clash
    for piece in pieces:
        if not piece.clash:
            since.append(piece)
        elif found and found[-1].clash and sum(len(p.mine) for p in since) <= NEAR:
            found[-1] = _one([found[-1], *since, piece])
            since = []
        else:
            found += [*since, piece]
            since = []
    return found + since


def _one(pieces: Sequence[Piece]) -> Piece:
    mine = tuple(token for piece in pieces for token in piece.mine)
    return Piece(mine, tuple(token for piece in pieces for token in piece.theirs), clash=True)


def _matches(base: list[str], text: list[str]) -> dict[int, int]:
    """Which word of the base is which word of the text."""
    return {a + n: b + n for a, b, size in _blocks(base, text) for n in range(size)}


def _blocks(base: list[str], text: list[str]) -> list[tuple[int, int, int]]:
    """The stretches that two texts share. What they begin and end with costs nothing."""
    was, now = _keys(base), _keys(text)
    short = min(len(was), len(now))
    head = next((n for n in range(short) if was[n] != now[n]), short)
    rest = short - head
    tail = next((n for n in range(rest) if was[-1 - n] != now[-1 - n]), rest)
    middle, end = was[head : len(was) - tail], now[head : len(now) - tail]
    blocks = [(0, 0, head)]
    if max(len(middle), len(end)) <= MOST_COMPARED:
        matcher = SequenceMatcher(None, middle, end, autojunk=False)
        blocks += [(head + a, head + b, size) for a, b, size in matcher.get_matching_blocks()]
    blocks.append((len(was) - tail, len(now) - tail, tail))
    return [block for block in blocks if block[2]]


def _keys(tokens: Iterable[str]) -> list[str]:
    """Words are alike whatever space follows them."""
    return [token.rstrip() or token for token in tokens]


def _spaced(base: str, mine: str, theirs: str) -> str:
    """The same word three times: whose space follows it."""
    if mine == base:
        return theirs
    return mine if theirs == base else _longer(mine, theirs)


def _longer(mine: str, theirs: str) -> str:
    """Whoever asks first: both sides choose the same."""
    return max(mine, theirs, key=lambda text: (len(text), text))


def joined(tokens: Iterable[str]) -> str:
    """Words become a text again; two words never grow into one."""
    text = ""
    for token in tokens:
        apart = not text or text[-1].isspace() or token[:1].isspace()
        text += token if apart else f" {token}"
    return text


def meeting(base: str | None, mine: str, theirs: str, *, whole: bool = False) -> Meeting:
    """One field. `whole`: a choice, which is taken as it is. Without a base all is in question."""
    if theirs in (mine, base):
        return Meeting(mine, theirs, mine, clash=False)
    if mine == base:
        return Meeting(mine, theirs, theirs, clash=False)
    if whole:
        return Meeting(mine, theirs, mine or theirs, clash=True)
    pieces = merged(base or "", mine, theirs)
    both = [t for p in pieces for t in ((*p.mine, *p.theirs) if p.clash else p.mine)]
    return Meeting(
        joined(token for piece in pieces for token in piece.mine),
        joined(token for piece in pieces for token in piece.theirs),
        joined(both), clash=any(piece.clash for piece in pieces),
    )  # fmt: skip

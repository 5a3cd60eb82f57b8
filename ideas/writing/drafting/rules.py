"""What two hands made of a draft, what differs between versions, and a quick idea. Pure."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from ideas.road.competitions.rules import Item
from ideas.writing.drafting.merging import TOKEN, Meeting, meeting
from ideas.writing.forms.rules import Section, SectionKind, Stage
from ideas.writing.proposals.rules import LONGEST, SUMMARY_WORDS, Writing, words_in

AROUND = 12  # words shown before and after a change
FOLDED = 40  # an unchanged stretch of more words is folded
NAMED_BY = 9  # words of an idea that make its first title


@dataclass(frozen=True)
class Met:
    """All fields that two hands wrote. `by`: the other one's name; nobody means oneself."""

    fields: Mapping[str, Meeting] = field(default_factory=dict)
    by: str = ""

    @property
    def clashes(self) -> list[str]:
        return [name for name, one in self.fields.items() if one.clash]

    @property
    def settled(self) -> list[str]:
        """What was put together by itself, and is not simply what one typed."""
        return [n for n, one in self.fields.items() if not one.clash and one.both != one.mine]

    @property
    def texts(self) -> dict[str, str]:
        return {name: one.both for name, one in self.fields.items()}


def met(
    base: Mapping[str, str] | None, mine: Mapping[str, str], theirs: Mapping[str, str],
    *, whole: Collection[str] = (),
) -> Met:  # fmt: skip
    """Every field of two writings that began as one."""
    names = list(dict.fromkeys([*theirs, *mine]))
    return Met(
        {
            name: meeting(
                None if base is None else base.get(name, ""),
                mine.get(name, theirs.get(name, "")), theirs.get(name, ""), whole=name in whole,
            )
            for name in names
        }
    )  # fmt: skip


def written(writing: Writing, texts: Mapping[str, str]) -> Writing:
    """The same writing with these texts in its fields."""
    answers = {
        name.removeprefix("answer-"): text
        for name, text in texts.items()
        if name.startswith("answer-")
    }
    return replace(
        writing, answers={**writing.answers, **answers},
        title=texts.get("title", writing.title), summary=texts.get("summary", writing.summary),
        category=texts.get("category", writing.category),
    )  # fmt: skip


def chosen(sent: Mapping[str, str], typed: Mapping[str, str]) -> dict[str, str]:
    """What was picked where two texts clashed: `pick-x`, with `mine-x`, `theirs-x`, `both-x`.

    Whoever edited the field by hand has decided already.
    """
    picked = {}
    for key, pick in sent.items():
        kind, _, name = key.partition("-")
        untouched = typed.get(name, "").strip() == sent.get(f"both-{name}", "").strip()
        if kind == "pick" and untouched and pick in ("mine", "theirs"):
            picked[name] = sent.get(f"{pick}-{name}", typed.get(name, ""))
    return picked


def folded(parts: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Long stretches in which nothing changed become ('fold', how many words)."""
    shown: list[tuple[str, str]] = []
    for place, (kind, text) in enumerate(parts):
        words = TOKEN.findall(text)
        if kind != "same" or len(words) <= FOLDED:
            shown.append((kind, text))
            continue
        head = "".join(words[:AROUND]) if place else ""
        tail = "".join(words[-AROUND:]) if place < len(parts) - 1 else ""
        hidden = len(text.split()) - len(head.split()) - len(tail.split())
        kept = [("same", head), ("fold", str(hidden)), ("same", tail)]
        shown += [part for part in kept if part[1]]
    return shown


def how_much(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[int, int]:
    """Words that came and words that went, whatever their order."""
    old = Counter(word for text in before.values() for word in text.split())
    new = Counter(word for text in after.values() for word in text.split())
    return (new - old).total(), (old - new).total()


@dataclass(frozen=True)
class Jotting:
    """A quick idea as somebody jots it down: what is wrong, what to do, perhaps a title."""

    problem: str
    idea: str
    title: str = ""


def first_title(idea: str) -> str:
    return " ".join(idea.split()[:NAMED_BY]).rstrip(".,;:")[: LONGEST["title"]]


def jotted(jotting: Jotting, sections: Sequence[Section], categories: Sequence[str]) -> Writing:
    """Each answer where it belongs: the problem comes first in a form, the idea sums it up."""
    category = categories[0] if len(categories) == 1 else ""
    places = [
        section.key
        for section in sections
        if section.kind is SectionKind.TEXT and section.stage is Stage.PITCH
        if not section.categories or category in section.categories
    ]
    texts, summary = [jotting.problem], _summary(jotting.idea)
    if summary != jotting.idea or not places:
        texts.append(jotting.idea)
    if len(places) < len(texts):
        texts = ["\n\n".join(texts)]
    answers = dict(zip(places, texts, strict=False))
    title = jotting.title or first_title(jotting.idea)
    return Writing(title, summary if places else texts[0], category, answers)


def _summary(idea: str) -> str:
    if words_in(idea) <= SUMMARY_WORDS and len(idea) <= LONGEST["summary"]:
        return idea
    return " ".join(idea.split()[: SUMMARY_WORDS - 1])[: LONGEST["summary"] - 2] + " …"


class Seen(StrEnum):
    """What can be said of one line of the screening checklist before the draft is sent."""

    FINE = "fine"
    LACKING = "lacking"
    SUPERIOR = "superior"
    PERSON = "person"


@dataclass(frozen=True)
class Precheck:
    text: str
    seen: Seen


# Lines of the checklist, by key, that can be told from the form: what must not be lacking there.
TOLD_BY = {"complete": ("title", "summary", "category", "answer-"), "innovator": ("team", "shares")}
TOLD_BY["lengkap"] = TOLD_BY["complete"]
# The superior writes down number and date of the permit when endorsing.
SUPERIORS = frozenset({"permission"})


def prechecks(checklist: Sequence[Item], lacking: Collection[str]) -> list[Precheck]:
    """The whole checklist in its own words: what is settled, what lacks, what a person reads."""
    return [Precheck(item.text, _seen(item.key, lacking)) for item in checklist]


def _seen(key: str, lacking: Collection[str]) -> Seen:
    if key in SUPERIORS:
        return Seen.SUPERIOR
    if key not in TOLD_BY:
        return Seen.PERSON
    lacks = any(name.startswith(TOLD_BY[key]) for name in lacking)
    return Seen.LACKING if lacks else Seen.FINE

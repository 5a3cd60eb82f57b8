"""What was typed into the designer becomes rows of rules: every mistake beside its field.

A field is named by part, row and what it says: `sections-0-title`, `criteria-2-anchor5`.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from pydantic import ValidationError

from ideas.failures import Invalid
from ideas.judging.rubrics.rules import Criterion
from ideas.judging.rubrics.scales import criterion_in
from ideas.language.forms import typed_moment
from ideas.road.competitions.rules import (
    MOST_ROWS,
    MOTIFS,
    ROWS,
    Category,
    Item,
    Part,
    Prize,
    StepChange,
    free_key,
    rearranged,
)
from ideas.say import Sentence, say
from ideas.staff.organisation.rules import Zone
from ideas.web.forms import Typed, sentence_for
from ideas.writing.forms.drawing import endings_in, options_in
from ideas.writing.forms.rules import Rule, Section, Tagging

Fields = dict[str, Any]
AnyRow = TypeVar("AnyRow", bound=Rule)
YEARS = range(2000, 2101)


def _new_criterion(key: str) -> Criterion:
    return Criterion(key=key, title="Kriteria baru", weight=10, anchors=("", "", "", "", ""))


NEW: dict[Part, Callable[[str], Rule]] = {
    Part.CATEGORIES: lambda key: Category(key=key, name="Kategori baru"),
    Part.SECTIONS: lambda key: Section(key=key, title="Bagian baru", words=150),
    Part.TAGS: lambda key: Tagging(family=key),
    Part.CRITERIA: _new_criterion,
    Part.PITCH_CRITERIA: _new_criterion,
    Part.CHECKLIST: lambda key: Item(key=key, text="Butir baru"),
    Part.PRIZES: lambda _key: Prize(place=1, title="Penghargaan baru"),
}

# What a row is called until somebody names it: such rows stand open in the designer.
FRESH = ("Kategori baru", "Bagian baru", "Kriteria baru", "Butir baru", "Penghargaan baru")


def drawn(typed: Typed, part: Part, do: str) -> list[Rule]:
    """The rows of one part as they were typed, after the button that was pressed."""
    only = "ask" if part is Part.TAGS else ""
    rows = read_all(typed, part.value, lambda fields: ROWS[part](**_shaped(part, fields)), only)
    keys = [str(getattr(row, "key", "")) for row in rows]
    moved = rearranged(rows, do, NEW[part](free_key(keys, part.value)))
    if len(moved) > MOST_ROWS:
        raise Invalid(say("Paling banyak {n} baris.", n=MOST_ROWS))
    return _with_places(moved)


def moved_steps(typed: Typed, zone: Zone) -> list[StepChange]:
    """The steps as they were typed, on the wall clock of a zone."""
    return read_all(typed, "steps", lambda fields: StepChange(**_timed(fields, zone)))


def read_all(
    typed: Typed, part: str, read: Callable[[Fields], AnyRow], only: str = ""
) -> list[AnyRow]:
    """One row after the other; what is wrong is gathered from all of them.

    `only`: the box that a row must have ticked to be one.
    """
    rows: list[AnyRow] = []
    errors: dict[str, Sentence] = {}
    for place, fields in sorted(_grouped(typed.starting(f"{part}-")).items()):
        if only and only not in fields:
            continue
        try:
            rows.append(read(fields))
        except ValidationError as wrong:
            errors |= {f"{part}-{place}-{_field(e)}": sentence_for(e) for e in wrong.errors()}
    if errors:
        raise Invalid(errors)
    return rows


def _grouped(typed: Mapping[str, str]) -> dict[int, Fields]:
    """'0-title' and '0-words' belong to row 0."""
    rows: dict[int, Fields] = {}
    for name, text in typed.items():
        place, _, field = name.partition("-")
        if place.isdecimal() and field:
            rows.setdefault(int(place), {})[field] = text.strip()
    return rows


def _field(error: Any) -> str:
    """The name on the page of the field that an error is about."""
    path = error["loc"]
    if path[:1] == ("anchors",) and len(path) > 1:
        return f"anchor{int(path[1]) + 1}"
    if path == ("passes",):
        return "top"
    return str(path[0]) if path else "weight"  # only a criterion is wrong as a whole


def _shaped(part: Part, fields: Fields) -> Fields:
    """From the fields of the page to those of the rule."""
    if part is Part.SECTIONS:
        return _section(fields)
    if part is Part.TAGS:
        return _without(fields, "ask") | {"required": "required" in fields}
    if part is Part.CATEGORIES:
        motif = fields.get("motif", "")
        return fields | {"hue": MOTIFS.index(motif) + 1 if motif in MOTIFS else 1}
    if ROWS[part] is Criterion:
        return criterion_in(fields)
    return fields | ({"place": 1} if part is Part.PRIZES else {})


def _section(fields: Fields) -> Fields:
    """Options stand a line apart, endings a comma; categories are boxes: 'cat-<key>'."""
    boxes = [name for name in fields if name.startswith("cat-")]
    return _without(fields, *boxes) | {
        "required": "required" in fields,
        "categories": tuple(name.removeprefix("cat-") for name in boxes),
        "options": options_in(fields.get("options", "")),
        "types": endings_in(fields.get("types", "")),
    }


def _without(fields: Fields, *names: str) -> Fields:
    return {name: text for name, text in fields.items() if name not in names}


def _with_places(rows: Sequence[Rule]) -> list[Rule]:
    """Prizes are numbered by their order."""
    return [
        row.model_copy(update={"place": place}) if isinstance(row, Prize) else row
        for place, row in enumerate(rows, 1)
    ]


def _timed(fields: Fields, zone: Zone) -> Fields:
    """`top`: how many go on; an empty field lets everybody."""
    moments = {n: _moment(fields[n], zone) for n in ("opens_at", "closes_at") if n in fields}
    top = fields.get("top", "")
    passes = {"passes": f"top:{top}"} if top else {}
    return _without(fields, "top") | moments | passes


def _moment(text: str, zone: Zone) -> datetime | str:
    """A time that can be, or the text itself, for the model to refuse."""
    try:
        when = typed_moment(text, zone)
    except ValueError:
        return "?"
    return when if when.year in YEARS else "?"

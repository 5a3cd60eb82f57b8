"""The form of a competition: as its writers will see it, and mended while they write."""

from typing import Any

from fastapi.responses import Response
from pydantic import Field

from ideas.acts import Act
from ideas.failures import Invalid
from ideas.pages.drawing import read_all
from ideas.permissions import refusal, require
from ideas.road.competitions.amending import Amendment, change_form
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import (
    Scoped,
    find_competition,
    find_rules,
    rules_of,
    standing_in,
    steps_of,
)
from ideas.road.competitions.rules import free_key
from ideas.say import say
from ideas.stages import StepKind
from ideas.web.forms import Form
from ideas.web.render import path, show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit
from ideas.writing.forms.drawing import endings_in, options_in
from ideas.writing.forms.rules import Section, Stage, asked
from ideas.writing.proposals.rules import SUMMARY_WORDS, TITLE_WORDS

pages = Pages()

KEPT = ("title", "help", "example", "words", "most", "megabytes")


class MendingForm(Form):
    """The sections are a family of fields: sections-<place>-<what>."""

    version: int = Field(ge=1, lt=2**31)
    reason: str = Field(min_length=1, max_length=600)
    new_title: str = Field(default="", max_length=120)
    new_help: str = Field(default="", max_length=400)
    new_words: int = Field(default=150, ge=10, le=2000)


@pages.read("/competitions/{ref}/form", Act.PLAN_COMPETITION)
def get_form(visit: Visit, ref: str) -> Response:
    scoped, panel = _planned(visit, ref)
    rules, book = find_rules(visit.session, scoped.row)
    return show(
        visit, "competitions/form.html", comp=scoped.row, rules=rules, book=book, panel=panel,
        locked=refusal(Act.CHANGE_FORM, standing_in(visit.me, scoped, panel)),
    )  # fmt: skip


@pages.write("/competitions/{ref}/form", Act.CHANGE_FORM, page=get_form)
def post_form(visit: Visit, ref: str) -> Done:
    scoped, panel = _planned(visit, ref)
    form = visit.filled(MendingForm, ignore="sections-")
    sections = _mended(visit, form, rules_of(visit.session, scoped.row).sections)
    amendment = Amendment(panel, sections, form.reason, form.version)
    change_form(visit.session, visit.me, scoped, amendment)
    return Done(
        to=path("get_rules", ref=ref), said=say("Formulir diperbarui. Tim yang menulis dikabari.")
    )


@pages.read("/competitions/{ref}/form/preview", Act.PLAN_COMPETITION)
def get_form_preview(visit: Visit, ref: str) -> Response:
    scoped, _panel = _planned(visit, ref)
    rules = rules_of(visit.session, scoped.row)
    query = visit.request.query_params
    category = rules.category(query.get("category", "")) or next(iter(rules.categories), None)
    stage = Stage.FULL if query.get("stage") == Stage.FULL else Stage.PITCH
    sections = asked(rules.sections, category.key if category else "", stage)
    return show(
        visit, "competitions/preview.html", comp=scoped.row, rules=rules, category=category,
        stage=stage, sections=[s for s in sections if s.stage is stage],
        title_words=TITLE_WORDS, summary_words=SUMMARY_WORDS,
    )  # fmt: skip


def _planned(visit: Visit, ref: str) -> tuple[Scoped, Step | None]:
    """A competition that this person plans, and its panel."""
    scoped = find_competition(visit.session, visit.me, ref)
    require(Act.PLAN_COMPETITION, standing_in(visit.me, scoped))
    steps = steps_of(visit.session, scoped.row.id)
    return scoped, next((step for step in steps if step.kind is StepKind.PANEL), None)


def _mended(visit: Visit, form: MendingForm, old: tuple[Section, ...]) -> tuple[Section, ...]:
    """Each section as typed, over the one that stands there; and a new one, when it has a title."""
    known = {section.key: section for section in old}
    rows = read_all(visit.typed, "sections", lambda fields: _row(known, fields))
    if form.new_title:
        new = Section(
            key=free_key(list(known), "sections"), title=form.new_title, help=form.new_help,
            words=form.new_words, required=False,
        )  # fmt: skip
        rows.append(new)
    return tuple(rows)


def _row(known: dict[str, Section], fields: dict[str, Any]) -> Section:
    """A limit, a wording or an option more; what is fixed is taken from what stands there."""
    old = known.get(fields.get("key", ""))
    if old is None:
        raise Invalid(say("Ada isian yang tidak dikenal formulir ini."))
    worded = [
        {"key": option.key, "text": fields.get(f"option-{option.key}", option.text)}
        for option in old.options
    ]
    return Section(
        **old.model_dump()
        | {name: fields[name] for name in KEPT if name in fields}
        | {
            "required": old.required and "optional" not in fields,
            "options": worded + options_in(fields.get("more", ""), [o.key for o in old.options]),
            "types": list(dict.fromkeys([*old.types, *endings_in(fields.get("types", ""))])),
        }
    )

"""A call is open: Dewi's work, done through the product's actions, unseen."""

from sqlmodel import Session

from ideas.database import found, transaction
from ideas.language.forms import typed_moment
from ideas.permissions import Role
from ideas.road.competitions.actions import (
    Basics,
    change_part,
    change_steps,
    open_competition,
    plan_competition,
)
from ideas.road.competitions.presets import find_preset
from ideas.road.competitions.queries import (
    Scoped,
    find_competition,
    rules_of,
    standing_in,
    steps_of,
)
from ideas.road.competitions.rules import Part, StepChange
from ideas.staff.offices.actions import Seat, appoint
from ideas.staff.roles.visitors import Visitor, visitor_of
from ideas.writing.forms.rules import Section, SectionKind
from tests.stories.opening import ABOUT, CALENDAR, TITLE
from tests.stories.world import Story

FILES = Section(
    key="evidence", title="Bukti dan gambar", kind=SectionKind.FILES, most=3, megabytes=5,
    types=("pdf", "jpg", "png"), help="Misalnya rencana kerja, anggaran, atau foto tempatnya.",
)  # fmt: skip
OFFICERS = (
    ("ratna", Role.JUDGE), ("tono", Role.JUDGE), ("intan", Role.JUDGE), ("hasan", Role.LEADER),
    ("melati", Role.PUBLISHER),
)  # fmt: skip


def a_call_is_open(story: Story) -> None:
    """Six parts to write, one for files, tags; from 12 January to the 30th at four o'clock."""
    with transaction() as session:
        dewi = visitor_of(session, story.town.people["dewi"].id)
        preset = found(find_preset("idea_contest_regency"))
        scope = story.town.units["sekar-arum"].ref
        basics = Basics(TITLE, "Dari loket ke rumah warga", ABOUT, scope)
        first_day = typed_moment(CALENDAR[0][0], "WIB").date()
        story.refs["competition"] = plan_competition(session, dewi, preset, basics, first_day).ref
        session.flush()
        scoped = find_competition(session, dewi, story.refs["competition"])
        sections = (*rules_of(session, scoped.row).sections, FILES)
        change_part(session, dewi, scoped, Part.SECTIONS, sections)
        change_steps(session, dewi, scoped, dates(session, scoped))
        name_officers(session, story, dewi, scoped)
        dewi = visitor_of(session, story.town.people["dewi"].id)
        open_competition(session, dewi, find_competition(session, dewi, scoped.row.ref))


def dates(session: Session, scoped: Scoped) -> list[StepChange]:
    steps = steps_of(session, scoped.row.id)
    return [
        StepChange(
            ref=step.ref, title=step.title, service_days=step.service_days, quota=step.quota,
            opens_at=typed_moment(opens, "WIB"), closes_at=typed_moment(closes, "WIB"),
            per_entry=step.per_entry,
        )
        for step, (opens, closes) in zip(steps, CALENDAR, strict=True)
    ]  # fmt: skip


def name_officers(session: Session, story: Story, dewi: Visitor, scoped: Scoped) -> None:
    for username, role in OFFICERS:
        seat = Seat(role, scoped.row.id, scoped.row.ref, scoped.organiser_path)
        person = story.town.people[username].id
        appoint(session, dewi, standing_in(dewi, scoped), person, seat)
        session.flush()

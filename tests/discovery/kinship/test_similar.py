"""Who had it before: what is found, by whom, and what leaves no trace."""

from typing import Any

from sqlmodel import Session, select

from ideas.database import transaction
from ideas.discovery.innovations.actions import load_innovations
from ideas.discovery.kinship.queries import similar_to
from ideas.discovery.kinship.tracing import trace_everything
from ideas.discovery.likeness.models import Trace
from ideas.discovery.likeness.rules import Text
from ideas.permissions import Role, Standing
from ideas.road.entries.drafts import find_draft
from ideas.road.entries.models import Entry
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import visitor_of
from ideas.stages import StepKind
from ideas.writing.proposals.actions import open_proposal
from ideas.writing.proposals.models import Proposal
from ideas.writing.proposals.rules import Openness
from tests.factories import Make

QUEUE: dict[str, Any] = {
    "title": "Antrean puskesmas daring", "summary": "Pasien memesan nomor dari rumah.",
}  # fmt: skip
ASKED = Text("Antri online di puskesmas", "Warga mengambil nomor lewat ponsel.")
ROWS = [
    {"id": "INV1", "name": "SPM", "expansion": "Sistem Pelayanan Masyarakat", "year": "2024"},
    {"id": "INV2", "name": "Kandang Pintar", "description": "Suhu kandang ayam diatur sensor."},
]


def titles(person: Person, text: Text = ASKED) -> list[str]:
    with transaction(writes=False) as session:
        return [card.title for card in similar_to(session, visitor_of(session, person.id), text)]


def set_open(row: Proposal, lead: Person, openness: Openness = Openness.COLLEAGUES) -> None:
    with transaction() as session:
        visitor = visitor_of(session, lead.id)
        open_proposal(session, visitor, find_draft(session, visitor, row.ref), openness)


def traced() -> int:
    with transaction() as session:
        return trace_everything(session)


def test_an_open_proposal_is_found_by_colleagues_and_closed_again_it_is_not(make: Make) -> None:
    sari, budi = make.person("Sari"), make.person("Budi")
    row = make.proposal(sari, **QUEUE)
    assert titles(budi) == []
    set_open(row, sari)
    assert titles(budi) == ["Antrean puskesmas daring"]
    set_open(row, sari, Openness.TEAM)
    assert titles(budi) == []


def test_what_is_not_open_leaves_no_trace(make: Make, session: Session) -> None:
    row = make.proposal(make.person("Sari"), **QUEUE)
    trace_everything(session)
    assert session.exec(select(Trace)).all() == []
    session.get_one(Proposal, row.id).openness = Openness.COLLEAGUES
    session.flush()
    assert trace_everything(session) == 1
    assert session.exec(select(Trace)).all() != []


def test_nobody_finds_what_does_not_reach_them(make: Make) -> None:
    sari, near = make.person("Sari"), make.person("Budi")
    far = make.person("Joko", unit=make.unit("Kota lain", under=None))
    set_open(make.proposal(sari, **QUEUE), sari)
    assert (titles(near), titles(far)) == (["Antrean puskesmas daring"], [])


def test_judges_of_the_call_find_no_names(make: Make) -> None:
    sari, call = make.person("Sari"), make.competition()
    set_open(make.proposal(sari, call, **QUEUE), sari)
    ratna = make.person("Ratna")
    assert titles(ratna) == ["Antrean puskesmas daring"]
    assert titles(make.grant(ratna, Role.JUDGE, call)) == []


def test_an_entry_is_found_once_it_is_shown(make: Make) -> None:
    sari, budi = make.person("Sari"), make.person("Budi")
    entry = make.entry(sari, at=StepKind.SCREENING, **QUEUE)
    traced()
    assert titles(budi) == []
    with transaction() as session:
        session.get_one(Entry, entry.id).shown = True
    traced()
    assert titles(budi) == ["Antrean puskesmas daring"]


def test_shortened_names_and_typing_errors_are_found(make: Make) -> None:
    budi = make.person("Budi")
    with transaction() as session:
        load_innovations(session, Standing(system=True), ROWS)
    assert titles(budi, Text("SemPelMas")) == ["SPM"]
    assert titles(budi, Text("Kandnag ayam pintar")) == ["Kandang Pintar"]


def test_the_same_file_twice_changes_nothing(session: Session) -> None:
    system = Standing(system=True)
    assert load_innovations(session, system, ROWS) == 2
    before = sorted((t.feature, t.weight) for t in session.exec(select(Trace)).all())
    assert load_innovations(session, system, ROWS) == 0
    assert sorted((t.feature, t.weight) for t in session.exec(select(Trace)).all()) == before

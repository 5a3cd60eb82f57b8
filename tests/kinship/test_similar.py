"""Who had it before: what is found, by whom, and what leaves no trace."""

import pytest
from sqlmodel import Session, select

from ideas.database import transaction
from ideas.entries.moving import move
from ideas.innovations.actions import load_innovations
from ideas.innovations.rules import SAMPLE
from ideas.kinship.queries import similar_to
from ideas.kinship.tracing import trace_everything
from ideas.likeness.measuring import read_rows
from ideas.likeness.models import Trace
from ideas.likeness.rules import Text
from ideas.people.models import Person
from ideas.permissions import Role, Standing
from ideas.proposals.actions import open_proposal
from ideas.proposals.models import Proposal
from ideas.proposals.rules import Openness
from ideas.entries.drafts import find_draft
from ideas.roles.visitors import visitor_of
from ideas.stages import StepKind
from tests.factories import Make

QUEUE = {"title": "Antrean puskesmas daring", "summary": "Pasien memesan nomor dari rumah."}
ASKED = Text("Antri online di puskesmas", "Warga mengambil nomor lewat ponsel.")
SYSTEM = Standing(system=True)


def titles(person: Person, text: Text = ASKED) -> list[str]:
    with transaction(writes=False) as session:
        return [card.title for card in similar_to(session, visitor_of(session, person.id), text)]


def set_open(row: Proposal, lead: Person, openness: Openness = Openness.COLLEAGUES) -> None:
    with transaction() as session:
        visitor = visitor_of(session, lead.id)
        open_proposal(session, visitor, find_draft(session, visitor, row.ref), openness)


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

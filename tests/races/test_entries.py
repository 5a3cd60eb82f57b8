"""Sending and deciding in the same instant: one entry, one decision, whoever else tried."""

from collections import Counter

from sqlmodel import select

from ideas.acts import Act
from ideas.database import transaction
from ideas.road.entries.models import Decision, Entry
from ideas.road.entries.rules import Verdict
from ideas.stages import EntryState
from ideas.writing.proposals.models import Version
from tests.bed.calling import Caller, burst
from tests.bed.serving import Server
from tests.factories import Make
from tests.races.worlds import happened

ENDORSED = {"verdict": "pass", "permit": "800/12/2026", "permit_date": "2026-01-05"}
RETURNED = {"verdict": "return", "note": "Tolong jelaskan dahulu berapa biayanya setahun."}
TOO_LATE = {403, 404, 409, 422}


def test_fifty_sendings_of_one_draft_make_one_entry(server: Server) -> None:
    make = Make()
    sari = make.person("Sari", superior=make.person("Wayan"))
    caller, draft = Caller(sari), make.proposal(sari)
    to = f"/proposals/{draft.ref}/submission"
    told = Counter(a.status for a in burst(server.port, [caller.form(to, {}) for _ in range(50)]))
    assert told[303] == 1
    assert set(told) - {303} <= TOO_LATE
    with transaction(writes=False) as session:
        (entry,) = session.exec(select(Entry)).all()
        (frozen,) = session.exec(select(Version).where(Version.frozen)).all()
    assert (entry.proposal_id, entry.version_id) == (draft.id, frozen.id)
    assert happened(Act.SUBMIT_PROPOSAL) == 1


def test_a_word_for_and_a_word_against_make_one_decision(server: Server) -> None:
    make = Make()
    wayan = make.person("Wayan")
    entry = make.entry(make.person("Sari", superior=wayan), superior=wayan)
    caller = Caller(wayan)
    forms = [
        caller.form(f"/endorsements/{entry.ref}", fields)
        for fields in (ENDORSED, RETURNED)
        for _ in range(10)
    ]
    told = Counter(answer.status for answer in burst(server.port, forms))
    assert told[303] == 1
    assert set(told) - {303} <= TOO_LATE
    with transaction(writes=False) as session:
        (decision,) = session.exec(select(Decision)).all()
        row = session.get_one(Entry, entry.id)
    passed = decision.verdict is Verdict.PASS
    assert row.state is (EntryState.RUNNING if passed else EntryState.RETURNED)
    assert happened(Act.ENDORSE_ENTRY) == 1


def test_taking_back_and_endorsing_at_once_leave_no_contradiction(server: Server) -> None:
    make = Make()
    wayan = make.person("Wayan")
    sari = make.person("Sari", superior=wayan)
    entry = make.entry(sari, superior=wayan)
    word, back = Caller(wayan), Caller(sari)
    forms = [
        form
        for _ in range(10)
        for form in (
            word.form(f"/endorsements/{entry.ref}", ENDORSED),
            back.form(f"/entries/{entry.ref}/withdrawal", {}),
        )
    ]
    told = [answer.status for answer in burst(server.port, forms)]
    assert set(told) <= {303} | TOO_LATE
    endorsed, withdrawn = told[::2].count(303), told[1::2].count(303)
    with transaction(writes=False) as session:
        row = session.get_one(Entry, entry.id)
        decisions = len(session.exec(select(Decision)).all())
    assert (endorsed, withdrawn) in [(1, 1), (0, 1), (1, 0)]
    assert (decisions, row.state is EntryState.WITHDRAWN) == (endorsed, bool(withdrawn))
    assert (happened(Act.ENDORSE_ENTRY), happened(Act.WITHDRAW_ENTRY)) == (endorsed, withdrawn)

"""Sending, deciding, correcting, withdrawing; each once, in time, by the right person."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from ideas import given
from ideas.failures import Conflicting, Invalid, Missing, Refused
from ideas.history.models import Event
from ideas.permissions import Role
from ideas.road.competitions.models import Competition
from ideas.road.entries.actions import (
    Permit,
    correct_entry,
    endorse_entry,
    return_entry,
    screen_entry,
    submit_proposal,
    withdraw_entry,
)
from ideas.road.entries.drafts import find_draft
from ideas.road.entries.models import Decision, Entry
from ideas.road.entries.queries import EntrySeen, find_entry
from ideas.road.entries.rules import Finding, Verdict
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import Visitor, visitor_of
from ideas.stages import EntryState, Owner, StepKind
from ideas.writing.proposals.models import Member, Proposal, Version
from ideas.writing.proposals.rules import Consent, Part
from tests.factories import WEEK, Make

SECOND = timedelta(seconds=1)
PERMIT = Permit("800/12", date(2026, 11, 20))
NOTE = "Tolong tambahkan angka tahun lalu."
FINE = [Finding("lengkap", "Lengkap.", True)]
LACKING = [Finding("lengkap", "Lengkap.", False, "Anggaran belum jelas.")]


@pytest.fixture
def wayan(make: Make) -> Person:
    return make.person("Wayan")


@pytest.fixture
def sari(make: Make, wayan: Person) -> Person:
    return make.person("Sari", superior=wayan)


@pytest.fixture
def dewi(make: Make) -> Person:
    return make.with_role("Dewi", Role.SECRETARIAT)


def seen_by(session: Session, person: Person, entry: Entry) -> tuple[Visitor, EntrySeen]:
    session.expire_all()
    visitor = visitor_of(session, person.id)
    return visitor, find_entry(session, visitor, entry.ref)


def sent(session: Session, person: Person, proposal: Proposal) -> Entry:
    visitor = visitor_of(session, person.id)
    return submit_proposal(session, visitor, find_draft(session, visitor, proposal.ref))


def stands(entry: Entry) -> tuple[EntryState, Owner, bool]:
    return entry.state, entry.owner, entry.shown


def test_sending_freezes_the_text_and_starts_the_clock(
    session: Session, make: Make, sari: Person, wayan: Person
) -> None:
    proposal = make.proposal(sari)
    entry = sent(session, sari, proposal)
    version = session.exec(select(Version)).one()
    assert (version.frozen, version.title, version.answers) == (
        True, proposal.title, proposal.answers,
    )  # fmt: skip
    stored = session.exec(select(Entry)).one()
    assert (*stands(stored), stored.superior_id) == (
        EntryState.RUNNING, Owner.SUPERIOR, False, wayan.id,
    )  # fmt: skip
    assert len(stored.digest) == 64
    assert stored.due_at == make.now + WEEK / 2 + timedelta(days=5)
    assert entry.receipt == stored.receipt
    assert "Lewat ponsel" not in str(session.exec(select(Event.facts)).all())


def test_late_by_no_time_at_all_is_late(session: Session, make: Make, sari: Person) -> None:
    proposal = make.proposal(sari)
    visitor = visitor_of(session, sari.id)
    draft = find_draft(session, visitor, proposal.ref)
    with given.world(frozen=draft.step.closes_at), pytest.raises(Refused, match="Batas waktu"):
        submit_proposal(session, visitor, draft)
    assert session.exec(select(Entry)).all() == []
    with given.world(frozen=draft.step.closes_at - SECOND):
        submit_proposal(session, visitor, draft)
    assert len(session.exec(select(Entry)).all()) == 1


def test_a_co_author_who_did_not_answer_keeps_it_at_home(
    session: Session, make: Make, sari: Person
) -> None:
    proposal = make.proposal(sari)
    make.member(proposal, make.person("Budi"), consent=Consent.INVITED)
    with pytest.raises(Invalid) as refused:
        sent(session, sari, proposal)
    assert list(refused.value.errors) == ["team"]


def test_the_superior_is_the_first_above_who_is_not_in_the_team(
    session: Session, make: Make
) -> None:
    hasan = make.person("Hasan")
    wayan = make.person("Wayan", superior=hasan)
    sari = make.person("Sari", superior=wayan)
    proposal = make.proposal(sari)
    make.member(proposal, wayan)
    assert sent(session, sari, proposal).superior_id == hasan.id


def test_without_a_superior_nothing_is_sent(session: Session, make: Make) -> None:
    joko = make.person("Joko")
    with pytest.raises(Invalid, match="Atasan Anda belum tercatat"):
        sent(session, joko, make.proposal(joko))


def test_what_was_sent_is_not_sent_again(session: Session, make: Make, sari: Person) -> None:
    proposal = make.proposal(sari)
    sent(session, sari, proposal)
    with pytest.raises(Refused):
        sent(session, sari, proposal)


def test_the_superior_endorses_with_a_permit(
    session: Session, make: Make, sari: Person, wayan: Person
) -> None:
    entry = make.entry(sari, superior=wayan)
    endorse_entry(session, *seen_by(session, wayan, entry), PERMIT)
    _, seen = seen_by(session, wayan, entry)
    assert (seen.step.kind, *stands(seen.row)) == (
        StepKind.SCREENING, EntryState.RUNNING, Owner.SECRETARIAT, False,
    )  # fmt: skip
    assert session.exec(select(Decision.facts)).one() == {
        "permit": "800/12", "permit_date": "2026-11-20",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("permit", "fields"),
    [
        (Permit(), ["permit", "permit_date"]),
        (Permit("1", date(2027, 1, 1)), ["permit_date"]),
    ],
)
def test_a_pass_needs_the_permit(
    session: Session, make: Make, wayan: Person, permit: Permit, fields: list[str]
) -> None:
    entry = make.entry(superior=wayan)
    with pytest.raises(Invalid) as refused:
        endorse_entry(session, *seen_by(session, wayan, entry), permit)
    assert list(refused.value.errors) == fields


def test_only_the_superior_endorses_and_only_once(
    session: Session, make: Make, sari: Person, wayan: Person
) -> None:
    entry = make.entry(sari, superior=wayan)
    with pytest.raises(Refused):
        endorse_entry(session, *seen_by(session, sari, entry), PERMIT)
    visitor, seen = seen_by(session, wayan, entry)
    stale = EntrySeen(
        Entry(**seen.row.model_dump()), seen.version, seen.competition, seen.step, {}, "", "", "",
        seen.standing,
    )  # fmt: skip
    endorse_entry(session, visitor, seen, PERMIT)
    with pytest.raises(Conflicting):
        return_entry(session, visitor, stale, NOTE)


def test_the_clock_of_the_database_ends_endorsing(
    session: Session, make: Make, sari: Person, wayan: Person
) -> None:
    entry = make.entry(sari, superior=wayan)
    visitor, seen = seen_by(session, wayan, entry)
    with given.world(frozen=seen.step.closes_at), pytest.raises(Conflicting):
        endorse_entry(session, visitor, seen, PERMIT)


def test_returned_corrected_and_back_with_the_same_owner(
    session: Session, make: Make, sari: Person, wayan: Person
) -> None:
    entry = make.entry(sari, superior=wayan)
    with pytest.raises(Invalid, match="paling sedikit 5 kata"):
        return_entry(session, *seen_by(session, wayan, entry), "Kurang jelas")
    return_entry(session, *seen_by(session, wayan, entry), NOTE)
    visitor, seen = seen_by(session, sari, entry)
    assert (*stands(seen.row), seen.row.reason) == (
        EntryState.RETURNED, Owner.TEAM, False, NOTE,
    )  # fmt: skip
    before = seen.row.digest
    correct_entry(session, visitor, seen, find_draft(session, visitor, seen.proposal))
    _, seen = seen_by(session, sari, entry)
    assert stands(seen.row) == (EntryState.RUNNING, Owner.SUPERIOR, False)
    assert (seen.version.frozen, seen.version.number) == (True, 2)
    assert seen.row.digest != before


@pytest.mark.parametrize(
    ("verdict", "after"),
    [
        (Verdict.PASS, (EntryState.RUNNING, Owner.VOTERS, True)),
        (Verdict.RETURN, (EntryState.RETURNED, Owner.TEAM, False)),
        (Verdict.FAIL, (EntryState.ENDED, Owner.NOBODY, False)),
    ],
)
def test_the_secretariat_decides_by_the_checklist(
    session: Session, make: Make, dewi: Person, verdict: Verdict, after: tuple[object, ...]
) -> None:
    entry = make.entry(at=StepKind.SCREENING)
    passes = verdict is Verdict.PASS
    screen_entry(session, *seen_by(session, dewi, entry), verdict, FINE if passes else LACKING)
    session.expire_all()
    row = session.exec(select(Entry)).one()
    assert stands(row) == after
    assert row.reason == ("" if passes else "Lengkap. Anggaran belum jelas.")


def test_screening_gives_back_only_once(
    session: Session, make: Make, sari: Person, dewi: Person
) -> None:
    entry = make.entry(sari, at=StepKind.SCREENING)
    screen_entry(session, *seen_by(session, dewi, entry), Verdict.RETURN, LACKING)
    visitor, seen = seen_by(session, sari, entry)
    correct_entry(session, visitor, seen, find_draft(session, visitor, seen.proposal))
    with pytest.raises(Invalid, match="sudah pernah dikembalikan"):
        screen_entry(session, *seen_by(session, dewi, entry), Verdict.RETURN, LACKING)
    screen_entry(session, *seen_by(session, dewi, entry), Verdict.FAIL, LACKING)


def test_the_secretariat_does_not_check_its_own(session: Session, make: Make, dewi: Person) -> None:
    entry = make.entry(dewi, at=StepKind.SCREENING)
    with pytest.raises(Refused, match="bagian dari tim"):
        screen_entry(session, *seen_by(session, dewi, entry), Verdict.PASS, FINE)


@pytest.mark.parametrize(
    ("at", "allowed"),
    [(StepKind.ENDORSEMENT, True), (StepKind.BALLOT, True), (StepKind.PANEL, False)],
)
def test_the_lead_takes_it_back_before_the_panel(
    session: Session, make: Make, sari: Person, at: StepKind, allowed: bool
) -> None:
    entry = make.entry(sari, at=at)
    if not allowed:
        with pytest.raises(Refused):
            withdraw_entry(session, *seen_by(session, sari, entry))
        return
    withdraw_entry(session, *seen_by(session, sari, entry))
    _, seen = seen_by(session, sari, entry)
    assert stands(seen.row) == (EntryState.WITHDRAWN, Owner.NOBODY, False)


@pytest.mark.parametrize(
    ("who", "at", "visible"),
    [
        ("colleague", StepKind.SCREENING, False),
        ("colleague", StepKind.BALLOT, True),
        ("judge", StepKind.BALLOT, False),
        ("secretariat", StepKind.SCREENING, True),
        ("superior", StepKind.ENDORSEMENT, True),
        ("member", StepKind.ENDORSEMENT, True),
        ("decliner", StepKind.ENDORSEMENT, False),
    ],
)
def test_who_may_see_an_entry(
    session: Session, make: Make, who: str, at: StepKind, visible: bool
) -> None:
    sari = make.person("Sari")
    competition = make.competition(at=at)
    reader = colleague(make, competition, who)
    entry = make.entry(sari, competition, at=at, superior=reader if who == "superior" else None)
    if who in ("member", "decliner"):
        consent = Consent.AGREED if who == "member" else Consent.DECLINED
        make.save(
            Member(
                proposal_id=entry.proposal_id, person_id=reader.id, part=Part.MEMBER, share=0,
                consent=consent, invited_at=make.now,
            )
        )  # fmt: skip
    if visible:
        assert seen_by(session, reader, entry)[1].row.id == entry.id
    else:
        with pytest.raises(Missing):
            seen_by(session, reader, entry)


def colleague(make: Make, competition: Competition, who: str) -> Person:
    roles = {"judge": Role.JUDGE, "secretariat": Role.SECRETARIAT}
    person = make.person("Rekan", unit=make.unit("Kantor"))
    return make.grant(person, roles[who], competition) if who in roles else person

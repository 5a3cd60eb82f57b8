"""Short first, more later: the shortlisted complete their entry until the panel begins."""

from dataclasses import replace

import pytest
from sqlmodel import Session, select

from ideas import given
from ideas.acts import Act
from ideas.failures import Invalid, Refused, TooLate
from ideas.history.models import Event
from ideas.judging.reviews.queries import sheet_of
from ideas.judging.seats.queries import find_assignment
from ideas.permissions import Role
from ideas.road.entries.actions import screen_entry
from ideas.road.entries.completing import complete_entry
from ideas.road.entries.drafts import find_draft
from ideas.road.entries.models import Entry
from ideas.road.entries.owing import waiting_entries
from ideas.road.entries.queries import find_entry
from ideas.road.entries.rules import Finding, Verdict
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import visitor_of
from ideas.stages import StepKind
from ideas.talking.notices.models import Notice
from ideas.talking.notices.rules import News
from ideas.writing.forms.rules import Section, Stage
from ideas.writing.proposals.actions import save_proposal
from ideas.writing.proposals.models import Proposal, Version
from ideas.writing.proposals.queries import Draft
from tests.factories import RULES, Make

MORE = Section(key="rencana", title="Rencana lengkap", words=20, stage=Stage.FULL)
OTHER = Section(key="lain", title="Lain", words=20, stage=Stage.FULL, categories=("lain",))
LONGER = RULES.model_copy(update={"sections": (*RULES.sections, MORE, OTHER)})


class Shortlisted:
    """Sari's entry has just passed; the form asks more of it."""

    def __init__(self, make: Make, session: Session, *, asks_more: bool = True) -> None:
        self.make, self.session = make, session
        self.sari: Person = make.person("Sari")
        competition = make.competition(at=StepKind.BALLOT, rules=LONGER)
        self.panel = make.step_of(competition, StepKind.PANEL)
        self.entry = make.entry(self.sari, competition, at=StepKind.BALLOT)
        self.entry = session.get_one(Entry, self.entry.id)
        self.entry.asks_more = asks_more
        self.ref = session.get_one(Proposal, self.entry.proposal_id).ref
        session.flush()

    def draft(self) -> Draft:
        return find_draft(self.session, visitor_of(self.session, self.sari.id), self.ref)

    def write(self, **answers: str) -> None:
        draft = self.draft()
        writing = replace(draft.writing, title="Judul lain", answers=answers)
        save_proposal(
            self.session, visitor_of(self.session, self.sari.id), draft, writing,
            seen=draft.row.revision, hand="a",
        )  # fmt: skip

    def complete(self) -> Entry:
        return complete_entry(self.session, visitor_of(self.session, self.sari.id), self.draft())


def test_only_what_came_with_the_shortlist_is_written(make: Make, session: Session) -> None:
    short = Shortlisted(make, session)
    assert [section.key for section in short.draft().written] == ["rencana"]
    assert list(short.draft().lacks) == ["answer-rencana"]
    short.write(rencana="Tiga bulan di dua desa.", masalah="Diganti diam-diam.")
    row = short.draft().row
    assert (row.title, row.answers["masalah"]) == ("Surat dari ponsel", "Antre lama.")
    assert row.answers["rencana"] == "Tiga bulan di dua desa."


def test_the_completion_freezes_what_the_panel_reads_and_keeps_both_digests(
    make: Make, session: Session
) -> None:
    short = Shortlisted(make, session)
    pitch, digest = short.entry.version_id, short.entry.digest
    short.write(rencana="Tiga bulan di dua desa.")
    entry = short.complete()
    assert (entry.pitch_version_id, entry.pitch_digest) == (pitch, digest)
    assert entry.digest not in ("", digest)
    version = session.get_one(Version, entry.version_id)
    assert (version.frozen, version.answers["rencana"]) == (True, "Tiga bulan di dua desa.")
    event = session.exec(select(Event).where(Event.act == Act.COMPLETE_ENTRY)).one()
    assert event.facts == {"version": version.number, "digest": entry.digest}


def test_it_is_completed_once(make: Make, session: Session) -> None:
    short = Shortlisted(make, session)
    short.write(rencana="Tiga bulan.")
    short.complete()
    assert not short.draft().completing
    with pytest.raises(Refused):
        short.write(rencana="Empat bulan.")
    with pytest.raises(Refused):
        short.complete()


def test_what_is_lacking_or_too_long_is_not_sent(make: Make, session: Session) -> None:
    short = Shortlisted(make, session)
    with pytest.raises(Invalid):
        short.complete()
    short.write(rencana="kata " * 21)
    with pytest.raises(Invalid) as told:
        short.complete()
    assert str(told.value.errors["answer-rencana"]) == "“Rencana lengkap” kelebihan 1 kata."


def test_without_a_shortlist_nothing_more_is_asked(make: Make, session: Session) -> None:
    short = Shortlisted(make, session, asks_more=False)
    assert "rencana" not in [section.key for section in short.draft().sections]
    with pytest.raises(Refused):
        short.write(rencana="Tiga bulan.")


def test_once_the_panel_has_begun_it_is_read_as_it_was_sent(make: Make, session: Session) -> None:
    short = Shortlisted(make, session)
    short.write(rencana="Tiga bulan.")
    early = short.draft()
    visitor = visitor_of(session, short.sari.id)
    with given.world(frozen=short.panel.opens_at):
        with pytest.raises(TooLate):
            complete_entry(session, visitor, early)
        with pytest.raises(TooLate):
            short.complete()
    session.refresh(short.entry)
    assert short.entry.pitch_digest == ""
    assert "rencana" not in session.get_one(Version, short.entry.version_id).answers


def test_it_waits_on_the_desk_until_it_is_sent(make: Make, session: Session) -> None:
    short = Shortlisted(make, session)
    visitor = visitor_of(session, short.sari.id)
    waits = [(w.kind, w.ref, w.due_at) for w in waiting_entries(session, visitor)]
    assert waits == [("completion", short.ref, short.panel.opens_at)]
    short.write(rencana="Tiga bulan.")
    short.complete()
    assert waiting_entries(session, visitor) == ()


@pytest.mark.parametrize(("rules", "heard"), [(LONGER, 1), (RULES, 0)])
def test_who_passes_the_screening_hears_that_more_is_asked(
    make: Make, session: Session, rules: object, heard: int
) -> None:
    assert isinstance(rules, type(RULES))
    competition = make.competition(at=StepKind.SCREENING, rules=rules)
    dewi = make.with_role("Dewi", Role.SECRETARIAT, competition)
    entry = make.entry(competition=competition, at=StepKind.SCREENING)
    visitor = visitor_of(session, dewi.id)
    seen = find_entry(session, visitor, entry.ref)
    screen_entry(session, visitor, seen, Verdict.PASS, [Finding("lengkap", "Lengkap", fine=True)])
    assert session.get_one(Entry, entry.id).asks_more is bool(heard)
    notices = session.exec(select(Notice).where(Notice.news == News.SHORTLISTED)).all()
    assert [notice.person_id for notice in notices] == [entry.lead_id] * heard


def test_a_judge_reads_choices_in_words_and_nothing_of_another_category(
    make: Make, session: Session
) -> None:
    competition = make.competition(at=StepKind.PANEL, rules=LONGER)
    answers = {"masalah": "Antre.", "cara": "Ponsel.", "lain": "Rahasia kategori lain."}
    entry = make.entry(competition=competition, at=StepKind.PANEL, answers=answers)
    ratna = make.with_role("Ratna", Role.JUDGE, competition)
    ref = make.assignment(entry, ratna).ref
    visitor = visitor_of(session, ratna.id)
    sheet = sheet_of(session, visitor, find_assignment(session, visitor, ref))
    assert [answer.title for answer in sheet.answers] == ["Masalah", "Cara baru"]

"""What the chair and the auditor read of a panel's marks, and what each judge reads of his own."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from sqlmodel import select, update

from ideas import given
from ideas.acts import Act
from ideas.database import transaction
from ideas.history.models import Event
from ideas.judging.conflicts.models import Conflict
from ideas.judging.conflicts.rules import ConflictKind
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.rules import AssignmentState
from ideas.judging.reviews.models import Mark
from ideas.judging.rubrics.rules import Judging
from ideas.road.competitions.models import Competition
from ideas.road.entries.models import Entry
from ideas.staff.organisation.models import Unit
from ideas.staff.people.models import Person
from ideas.stages import CompetitionState, StepKind
from ideas.standing import Role
from tests.browsing import Browser, masked
from tests.deciding.rankings.scored import RULED, Scored
from tests.factories import RULES, WEEK, Make


@pytest.fixture
def scored(make: Make) -> Scored:
    return Scored(make)


@pytest.fixture
def chair(scored: Scored) -> Browser:
    return Browser(scored.chair)


def cells(page: BeautifulSoup, section: str, label: str) -> list[str]:
    return [
        cell.text.strip()
        for cell in page.select(f"[aria-labelledby={section}] td[data-l='{label}']")
    ]


def test_the_chair_reads_order_agreement_and_how_each_judge_marks(
    scored: Scored, chair: Browser
) -> None:
    page = chair.page(scored.url)
    assert cells(page, "h-order", "Peringkat") == [str(n) for n in range(1, 9)]
    assert page.select("[aria-labelledby=h-order] tbody th a")[0].text == "Gagasan 5"
    assert len(page.select("[aria-labelledby=h-order] svg.bar")) == 8
    names = [th.text for th in page.select("[aria-labelledby=h-judges] tbody th")]
    severity = dict(zip(names, cells(page, "h-judges", "Ketegasan"), strict=True))
    assert set(names) == {"Ratna", "Tono", "Intan", "Made", "Putu"}
    assert severity["Ratna"].endswith("lebih ketat")
    assert cells(page, "h-agree", "Kesepakatan")[-1] in {"Sejalan", "Cukup sejalan"}
    assert "24 dari 24" in page.text


def test_only_what_is_locked_counts(scored: Scored, chair: Browser) -> None:
    before = masked(chair.get(scored.url).text)
    sheet = scored.sheet(scored.entries[0], scored.judges[3], 1, locked=False)
    page = chair.page(scored.url)
    assert "24 dari 25" in page.text
    assert masked(page.prettify()).count("Gagasan 0") == before.count("Gagasan 0")
    score = cells(page, "h-order", "Rata-rata mentah")
    with transaction() as session:
        session.get_one(Assignment, sheet.id).state = AssignmentState.LOCKED
    assert cells(chair.page(scored.url), "h-order", "Rata-rata mentah") != score


def test_only_chair_and_auditor_find_the_page(scored: Scored) -> None:
    make = scored.make
    dewi = make.with_role("Dewi", Role.SECRETARIAT, scored.competition)
    auditor = make.with_role("Audit", Role.AUDITOR, scored.competition)
    elsewhere = make.with_role("Lain", Role.CHAIR, make.competition())
    for person, status in (
        (scored.chair, 200), (auditor, 200), (dewi, 404), (scored.judges[0], 404),
        (elsewhere, 404), (make.person("Joko"), 404),
    ):  # fmt: skip
        assert Browser(person).get(scored.url).status_code == status
    assert Browser(auditor).post(scored.url).status_code == 403


def test_a_chair_who_judges_locks_the_own_sheets_first(scored: Scored, chair: Browser) -> None:
    scored.make.grant(scored.chair, Role.JUDGE, scored.competition)
    sheet = scored.sheet(scored.entries[0], scored.chair, 3, locked=False)
    answer = chair.get(scored.url)
    assert (answer.status_code, "Kunci dahulu" in answer.text) == (403, True)
    assert chair.post(scored.url).status_code == 403
    with transaction() as session:
        session.get_one(Assignment, sheet.id).state = AssignmentState.LOCKED
    page = chair.page(scored.url)
    assert "Gagasan 5" in page.text
    assert page.select("main a[href^='/entries/']") == []  # a judge reads none of them by name


def test_entries_close_to_the_chair_are_in_no_figure(make: Make) -> None:
    """Two worlds that differ in the marks of such an entry alone are the same to this chair."""
    scored = Scored(make)
    with transaction(writes=False) as session:
        unit = session.get_one(Unit, scored.entries[5].unit_id)
    near = make.grant(make.person("Dekat", unit=unit), Role.CHAIR, scored.competition)
    seen, readers = [], [Browser(near), Browser(scored.chair)]
    for levels in ((5, 5, 5), (1, 3, 2)):
        scored.remark(scored.entries[5], levels)
        seen.append([masked(reader.get(scored.url).text) for reader in readers])
    assert seen[0][0] == seen[1][0]
    assert "Gagasan 5" not in seen[0][0]
    assert "1 usulan tidak tampak" in seen[0][0]
    assert seen[0][1] != seen[1][1]


def test_judges_far_apart_call_one_more_who_never_had_the_entry(
    scored: Scored, chair: Browser
) -> None:
    assert "Tidak ada lembar satu usulan" in chair.page(scored.url).text
    assert chair.post(scored.url).status_code == 422
    entry = scored.entries[1]
    scored.remark(entry, (5, 2, 2))
    page = chair.page(scored.url)
    assert [a.text for a in page.select("[aria-labelledby=h-apart] li a")] == ["Gagasan 1"]
    assert [b.text.strip() for b in page.select("main .btn-main")] == ["Panggil juri lagi"]
    assert chair.post(scored.url).status_code == 303
    with transaction(writes=False) as session:
        own = session.exec(select(Assignment).where(Assignment.entry_id == entry.id)).all()
        told = session.exec(select(Event).where(Event.act == Act.CALL_JUDGE)).one()
    assert len({sheet.judge_id for sheet in own}) == 4
    assert [sheet.state for sheet in own].count(AssignmentState.OPEN) == 1
    assert told.facts == {"assignments": 1}
    assert chair.post(scored.url).status_code == 422  # called once, not again and again


def test_whoever_has_a_further_judge_hinders_no_later_draw(scored: Scored, chair: Browser) -> None:
    scored.remark(scored.entries[1], (5, 2, 2))
    assert chair.post(scored.url).status_code == 303
    panel = scored.url.removesuffix("/scores")
    assert "Setiap usulan sudah punya cukup juri." in chair.post(panel).text
    late = scored.enter(8)
    assert chair.post(panel).status_code == 303
    with transaction(writes=False) as session:
        own = session.exec(select(Assignment).where(Assignment.entry_id == late.id)).all()
    assert len(own) == 3


def test_nobody_in_conflict_is_called(make: Make) -> None:
    """Only two judges are left; one of them stands close."""
    scored = Scored(make)
    scored.remark(scored.entries[0], (5, 2, 2))
    made, putu = scored.judges[3], scored.judges[4]
    with transaction() as session:
        session.add(
            Conflict(
                entry_id=scored.entries[0].id, person_id=made.id, kind=ConflictKind.DECLARED,
                found_at=make.now,
            )
        )  # fmt: skip
    assert Browser(scored.chair).post(scored.url).status_code == 303
    with transaction(writes=False) as session:
        new = select(Assignment).where(Assignment.state == AssignmentState.OPEN)
        assert [row.judge_id for row in session.exec(new)] == [putu.id]


def test_after_the_close_nobody_is_called(scored: Scored, chair: Browser) -> None:
    scored.remark(scored.entries[1], (5, 2, 2))
    with given.world(frozen=scored.step.closes_at):
        assert chair.post(scored.url).status_code == 422
        assert "Tahap ini sudah ditutup." in chair.page(scored.url).text


def test_before_anything_is_locked_the_page_says_so(make: Make) -> None:
    competition = make.competition(at=StepKind.PANEL)
    chair = make.with_role("Ketua", Role.CHAIR, competition)
    step = make.step_of(competition, StepKind.PANEL)
    page = Browser(chair).page(f"/panels/{step.ref}/scores")
    assert "Belum ada lembar yang terkunci" in page.text


def test_a_plain_judging_shows_how_sure_its_order_is_too(make: Make) -> None:
    scored = Scored(make, RULES)
    page = Browser(scored.chair).page(scored.url)
    assert len(page.select("[aria-labelledby=h-order] svg.bar")) == 8
    assert (
        "Nilai akhir sama dengan rata-rata mentah. Cara ini ditetapkan dalam aturan." in page.text
    )
    assert not page.select("#h-apart")


def test_the_page_asks_as_much_for_many_as_for_few(
    scored: Scored, chair: Browser, asked: list[str]
) -> None:
    counts = []
    for level in (3, 4):
        asked.clear()
        chair.get(scored.url)
        counts.append(len([s for s in asked if s.startswith("SELECT")]))
        scored.sheet(scored.enter(8 + level), scored.judges[0], level)
    assert counts[0] == counts[1] <= 20


def release() -> None:
    """Every competition is over, and its result is out."""
    with transaction() as session:
        session.execute(update(Competition).values(state=CompetitionState.DONE))


def test_a_judge_reads_his_own_card_once_the_result_is_out(scored: Scored) -> None:
    ratna = Browser(scored.judges[0])
    assert "Belum ada kartu" in ratna.page("/reviews/card").text
    with given.world(frozen=scored.make.now + WEEK):
        assert "Belum ada kartu" in ratna.page("/reviews/card").text
    release()
    scored.make.assignment(scored.entries[1], scored.judges[0], state=AssignmentState.LOCKED)
    page = ratna.page("/reviews/card")
    assert "poin lebih ketat daripada rekan" in page.text
    assert not {"Tono", "Intan", "Made", "Putu"} & set(page.stripped_strings)


def test_what_was_given_in_the_calibration_room_is_on_ones_own_card_and_in_no_figure(
    make: Make,
) -> None:
    scored = Scored(make, RULED.model_copy(update={"judging": Judging(room=1)}))
    chair, before = Browser(scored.chair), ""
    for level, judge in ((5, 0), (2, 1), (3, 2), (4, 3)):
        before = before or masked(chair.get(scored.url).text)
        sheet = make.assignment(
            scored.entries[0], scored.judges[judge], anchor=True, state=AssignmentState.LOCKED
        )
        for key in ("dampak", "baru"):
            make.save(Mark(assignment_id=sheet.id, criterion=key, value=level))
    assert masked(chair.get(scored.url).text) == before
    release()
    card = Browser(scored.judges[0]).page("/reviews/card").text
    assert "Di ruang kalibrasi Anda memberi 40 poin di atas rekan." in card
    assert "kalibrasi" not in Browser(scored.judges[4]).page("/reviews/card").text


def test_too_few_shared_sheets_show_no_figure(scored: Scored) -> None:
    release()
    lone = scored.make.with_role("Sendiri", Role.JUDGE, scored.competition)
    scored.sheet(scored.entries[0], lone, 3)
    page = Browser(lone).page("/reviews/card")
    assert "Terlalu sedikit lembar bersama" in page.text
    assert "poin lebih" not in page.text


def test_a_team_reads_means_of_three_judges_once_the_result_is_out(scored: Scored) -> None:
    entry = scored.entries[1]
    with transaction(writes=False) as session:
        lead = session.get_one(type(scored.chair), entry.lead_id)
    at = f"/entries/{entry.ref}"
    assert not Browser(lead).page(at).select("#feedback")
    release()
    told = Browser(lead).page(at).select("#feedback")[0].text
    assert "3,00 dari 5" in told
    assert "Cukup" in told
    assert not Browser(scored.make.person("Joko")).page(at).select("#feedback")


def lead_of(entry: Entry) -> Person:
    with transaction(writes=False) as session:
        return session.get_one(Person, entry.lead_id)


def test_a_team_reads_what_judges_wrote_to_it_in_an_order_that_tells_nothing(
    scored: Scored,
) -> None:
    entry, judge = scored.entries[1], scored.make.with_role("Baru", Role.JUDGE, scored.competition)
    written = {"note_team": "Yang lain.", "state": AssignmentState.OPEN}
    scored.make.assignment(entry, judge, **written)
    notes = iter(("  Wujudkan. ", "", "Ajak warga.\nSegera."))
    with transaction() as session:
        for sheet in session.exec(select(Assignment).where(Assignment.entry_id == entry.id)):
            if sheet.state is AssignmentState.LOCKED:
                sheet.note_team, sheet.note = next(notes), "Untuk panel saja."
    page = Browser(lead_of(entry))
    assert "Wujudkan" not in page.get(f"/entries/{entry.ref}").text
    release()
    told = page.page(f"/entries/{entry.ref}").select("#feedback")[0]
    assert [quote.get_text(" ", strip=True) for quote in told.select("blockquote")] == [
        "Ajak warga. Segera.", "Wujudkan.",
    ]  # fmt: skip
    assert not {"Untuk panel saja.", "Ratna", "Tono", "Intan"} & set(told.stripped_strings)


def test_a_team_reads_why_its_criteria_were_marked_so(scored: Scored) -> None:
    entry = scored.entries[1]
    reasons = iter(("Warga lain belum ikut.", "", "Antrean hilang."))
    with transaction() as session:
        mine = select(Mark).join(Assignment).where(Assignment.entry_id == entry.id)
        for mark in session.exec(mine.where(Mark.criterion == "dampak")):
            mark.reason = next(reasons)
    release()
    told = Browser(lead_of(entry)).page(f"/entries/{entry.ref}").select("#feedback .prose")[0]
    words = list(told.stripped_strings)
    assert words == ["Dampak", "Antrean hilang.", "Warga lain belum ikut."]


def test_a_note_reaches_the_team_also_where_marks_are_too_few(scored: Scored) -> None:
    entry = scored.enter(9)
    sheet = scored.sheet(entry, scored.judges[0], 3)
    calibrated = scored.make.assignment(
        entry, scored.judges[1], anchor=True, state=AssignmentState.LOCKED, note_team="Ruang."
    )
    assert calibrated.anchor
    with transaction() as session:
        session.get_one(Assignment, sheet.id).note_team = "Tulis angkanya."
    release()
    told = Browser(lead_of(entry)).page(f"/entries/{entry.ref}").select("#feedback")[0]
    assert [quote.get_text(strip=True) for quote in told.select("blockquote")] == [
        "Tulis angkanya."
    ]
    assert not told.select("table")


def test_fewer_than_three_marks_are_never_shown(scored: Scored) -> None:
    entry = scored.entries[1]
    with transaction() as session:
        lead = session.get_one(type(scored.chair), entry.lead_id)
        sheet = session.exec(select(Assignment).where(Assignment.entry_id == entry.id)).first()
        assert sheet
        sheet.state = AssignmentState.RECUSED
    release()
    with given.world(frozen=scored.make.now + timedelta(days=9)):
        assert not Browser(lead).page(f"/entries/{entry.ref}").select("#feedback")


def test_the_block_is_the_same_part_of_the_page(scored: Scored, chair: Browser) -> None:
    part = chair.page(scored.url).select_one("#scores")
    block = BeautifulSoup(chair.get(scored.url, htmx="scores").text, "html.parser")
    assert masked(str(part)) == masked(str(block).strip())


def test_chair_and_auditor_come_to_the_scores_from_the_competition(scored: Scored) -> None:
    make, at = scored.make, f"/competitions/{scored.competition.ref}"
    auditor = make.with_role("Audit", Role.AUDITOR)
    dewi = make.with_role("Dewi", Role.SECRETARIAT, scored.competition)
    for person, linked in (
        (auditor, True), (scored.chair, True), (dewi, False), (scored.judges[0], False),
        (make.person("Joko"), False), (None, False),
    ):  # fmt: skip
        links = [a["href"] for a in Browser(person).page(at).select("main a[href], header a[href]")]
        assert (scored.url in links) is linked
    assert Browser(auditor).get(scored.url).status_code == 200
    coming = make.competition()
    page = Browser(auditor).page(f"/competitions/{coming.ref}")
    assert not [a for a in page.select("a[href]") if str(a["href"]).startswith("/panels/")]

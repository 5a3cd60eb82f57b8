"""Presentations on their pages: the plan, a team's slot, the judges' place, the day itself."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from sqlmodel import col, delete

from ideas import given
from ideas.database import transaction
from ideas.judging.conflicts.models import Conflict
from ideas.judging.conflicts.rules import ConflictKind
from ideas.judging.panels.models import Assignment
from ideas.judging.pitches.models import Slot
from ideas.judging.pitches.rules import Phase
from ideas.judging.reviews.queries import marks_of
from ideas.judging.rubrics.rules import Criterion
from ideas.language.forms import moment as moment_told
from ideas.staff.people.models import Person
from ideas.standing import Role
from ideas.writing.proposals.models import Proposal
from tests.browsing import Browser
from tests.factories import RULES, Make
from tests.judging.pitches.calendar_reader import events_in, moment
from tests.judging.pitches.stage import Hall

DAY = {"starts": "09:00", "ends": "12:00", "room": "Ruang Arjuna"}
WIB = timedelta(hours=7)


def part(page: BeautifulSoup, selector: str) -> Tag:
    found = page.select_one(selector)
    assert found, selector
    return found


def buttons(page: BeautifulSoup) -> list[str]:
    return [tag.get_text(strip=True) for tag in page.select("main .btn-main")]


def tomorrow(make: Make) -> str:
    return (make.now + timedelta(days=1) + WIB).date().isoformat()


def apart(make: Make, hall: Hall, judge: Person, slot: Slot) -> None:
    """They turn out to know each other; the sheet that was given stays in the database."""
    make.save(
        Conflict(
            entry_id=slot.entry_id, person_id=judge.id, kind=ConflictKind.DECLARED,
            found_at=make.now,
        )
    )  # fmt: skip
    assert hall.sheet(judge, slot)


def test_the_secretariat_plans_draws_and_publishes_by_three_buttons(make: Make) -> None:
    hall = Hall(make, planned="nothing")
    dewi, plan = Browser(hall.dewi), f"{hall.at}/plan"
    assert buttons(dewi.page(plan)) == ["Tambah hari"]
    assert dewi.post(f"{hall.at}/days", DAY | {"day": tomorrow(make)}).status_code == 303
    assert buttons(dewi.page(plan)) == ["Undi urutan"]
    assert dewi.post(f"{hall.at}/drawing").status_code == 303
    assert buttons(dewi.page(plan)) == ["Terbitkan jadwal"]
    assert dewi.post(f"{hall.at}/publication").status_code == 303
    assert buttons(dewi.page(plan)) == ["Pimpin presentasi"]


def test_a_day_is_kept_on_the_wall_clock_with_both_its_breaks(make: Make) -> None:
    hall = Hall(make, planned="nothing")
    pauses = {"break_from": "10:00", "break_until": "10:15", "rest_from": "11:00"}
    form = DAY | {"day": tomorrow(make)} | pauses
    dewi = Browser(hall.dewi)
    dewi.post(f"{hall.at}/days", form | {"rest_until": "11:30"})
    day = hall.day()
    assert (day.starts_at + WIB).strftime("%H.%M") == "09.00"
    assert "istirahat 11.00\N{EN DASH}11.30" in dewi.get(f"{hall.at}/plan").text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"day": "2027-03-01"}, "di dalam tahap"),
        ({"ends": "08:00"}, "di dalam tahap"),
        ({"starts": "25:00"}, "Pilih jam"),
        ({"starts": "1764040000"}, "Pilih jam"),
        ({"break_from": "10:00"}, "mulai dan selesai istirahat"),
        ({"break_from": "08:00", "break_until": "10:00"}, "di antara mulai dan selesai"),
        ({"link": "javascript:alert(1)"}, "https://"),
        ({"room": ""}, "perlu diisi"),
    ],
)
def test_a_day_that_cannot_be_says_why_and_keeps_what_was_typed(
    make: Make, wrong: dict[str, str], sentence: str
) -> None:
    hall = Hall(make, planned="nothing")
    form = DAY | {"day": tomorrow(make), "link": "https://rapat.go.id/x"} | wrong
    answer = Browser(hall.dewi).post(f"{hall.at}/days", form)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'value="12:00"' in answer.text or "ends" in wrong


def test_before_the_plan_is_published_there_is_nothing_for_anybody_else(make: Make) -> None:
    hall = Hall(make, planned="drawn")
    everybody = (hall.leads[0], hall.judges[0], make.person("Joko"))
    for who in everybody:
        assert Browser(who).get(hall.at).status_code == 404
    assert Browser(hall.leads[0]).get(hall.own(hall.slots()[0])).status_code == 404
    hall.go("published")
    assert [Browser(who).get(hall.at).status_code for who in everybody] == [200, 200, 200]


def test_a_team_finds_its_own_slot_and_no_other(make: Make) -> None:
    hall = Hall(make)
    first, second, _ = hall.slots()
    lead = Browser(hall.lead_of(first))
    assert "Ruang Arjuna" in lead.get(hall.own(first)).text
    assert lead.get(hall.own(second)).status_code == 404
    assert Browser(hall.dewi).get(hall.own(first)).status_code == 404
    entry = next(entry for entry in hall.entries if entry.id == first.entry_id)
    card = part(lead.page(f"/entries/{entry.ref}"), "[aria-labelledby=h-pitch] a")
    assert card["href"] == hall.own(first)


def test_the_order_tells_colleagues_titles_and_times_but_no_room_and_no_name(make: Make) -> None:
    hall = Hall(make)
    page = Browser(make.person("Joko")).get(hall.at).text.replace("Unit Penggagas", "")
    assert "Gagasan 0" in page
    assert str(hall.plan().seed) in page
    for secret in ("Ruang Arjuna", "Penggagas", "Ratna", "Tono"):
        assert secret not in page


def test_a_member_reads_the_slot_and_only_the_lead_confirms_it(make: Make) -> None:
    hall = Hall(make)
    slot = hall.slots()[0]
    budi = make.person("Budi")
    with transaction(writes=False) as session:
        entry = next(entry for entry in hall.entries if entry.id == slot.entry_id)
        proposal = session.get_one(Proposal, entry.proposal_id)
    make.member(proposal, budi)
    assert Browser(budi).get(hall.own(slot)).status_code == 200
    assert Browser(budi).post(hall.own(slot)).status_code == 403
    lead = Browser(hall.lead_of(slot))
    assert buttons(lead.page(hall.own(slot))) == ["Ya, tim kami hadir"]
    assert lead.post(hall.own(slot)).status_code == 303
    assert buttons(lead.page(hall.own(slot))) == []


def test_two_teams_swap_without_learning_who_the_other_is(make: Make) -> None:
    hall = Hall(make)
    first, second, _ = hall.slots()
    asking, asked = Browser(hall.lead_of(second)), Browser(hall.lead_of(first))
    form = {"other": first.ref, "note": "Ada upacara."}
    assert asking.post(hall.own(second) + "/swap", form).status_code == 303
    page = asked.page(hall.own(first))
    assert "Ada upacara." in page.text
    assert hall.lead_of(second).name not in page.text
    assert hall.lead_of(first).name not in asking.get(hall.own(second)).text
    answer = {"swap": part(page, "[name=swap]")["value"], "verdict": "agreed"}
    assert asked.post(hall.own(first) + "/answer", answer).status_code == 303
    assert hall.slots()[0].ref == second.ref


def test_the_order_tells_both_teams_who_asked_whom_and_by_when_and_nobody_else(make: Make) -> None:
    hall = Hall(make)
    first, second, third = hall.slots()
    asking, asked = Browser(hall.lead_of(second)), Browser(hall.lead_of(first))
    asking.post(hall.own(second) + "/swap", {"other": first.ref, "note": "Ada upacara."})
    until = moment_told(first.starts_at - timedelta(hours=12))
    page = asked.page(hall.at)
    assert f"Tim “{title(hall, second)}” menawarkan gilirannya" in page.text
    assert part(page, ".kabar .ask a")["href"] == hall.own(first)
    mine, own = asking.page(hall.at), title(hall, second)
    assert f"Tim Anda, “{own}”, meminta giliran tim “{title(hall, first)}”" in mine.text
    for told in (page, mine, asked.page(hall.own(first)), asking.page(hall.own(second))):
        assert f"ijawab sampai {until}" in told.text
    for who in (hall.lead_of(third), make.person("Joko"), hall.judges[0], hall.dewi):
        text = Browser(who).page(hall.at).select("main")[0].text
        assert "Permintaan tukar giliran" not in text
    for told in (page, mine):
        assert "Ada upacara." not in told.text
    with given.world(frozen=first.starts_at - timedelta(hours=12)):
        late = asked.page(hall.at)
    assert "Batas jawabannya sudah lewat" in late.text
    assert not late.select(".kabar .ask")


def test_a_swap_that_waits_sets_the_deadline_and_is_answered_in_time_or_not_at_all(
    make: Make,
) -> None:
    hall = Hall(make)
    first, second, _ = hall.slots()
    asking, asked = Browser(hall.lead_of(second)), Browser(hall.lead_of(first))
    asked.post(hall.own(first))
    asking.post(hall.own(second) + "/swap", {"other": first.ref, "note": "Ada upacara."})
    until = first.starts_at - timedelta(hours=12)
    assert moment_told(until) in deadline(asked.page(hall.own(first)))
    with given.world(frozen=until):
        late = asked.page(hall.own(first))
    assert moment_told(first.starts_at) in deadline(late)
    assert not late.select(".kabar .ask, form[action$='/answer']")


def deadline(page: BeautifulSoup) -> str:
    return page.select(".kabar dd")[2].text


def test_the_order_speaks_of_what_is_still_to_come(make: Make) -> None:
    hall = Hall(make)
    first, second, third = hall.slots()
    judge = Browser(hall.judges[0])
    assert moment_told(first.starts_at) in deadline(judge.page(hall.at))
    for phase in (Phase.TALK, Phase.QUESTIONS, Phase.OVER):
        hall.call(first, phase)
    assert moment_told(second.starts_at) in deadline(judge.page(hall.at))
    assert moment_told(third.starts_at) in deadline(Browser(hall.lead_of(third)).page(hall.at))


def test_the_plan_names_a_team_that_does_not_answer_to_whoever_can_call_it(make: Make) -> None:
    hall = Hall(make)
    plan, dewi = f"{hall.at}/plan", Browser(hall.dewi)
    assert not dewi.page(plan).select(".kabar .ask")
    assert "Pilih giliran" in dewi.page(plan).text  # nobody asked, so nothing is declined
    Browser(hall.lead_of(hall.slots()[0])).post(hall.own(hall.slots()[0]))
    with given.world(frozen=make.now + timedelta(hours=25)):
        assert "Hubungi 2 tim" in part(dewi.page(plan), ".kabar .ask").text
        chair = Browser(make.with_role("Hadi", Role.CHAIR, hall.competition)).page(plan)
    assert not chair.select(".kabar .ask")
    assert "Sekretariat yang mengatur jadwal ini." in chair.text


def test_the_order_tells_a_team_what_it_asked_of_the_secretariat(make: Make) -> None:
    hall = Hall(make)
    slot = hall.slots()[0]
    lead = Browser(hall.lead_of(slot))
    lead.post(hall.own(slot) + "/swap", {"note": "Ada upacara."})
    text = lead.page(hall.at).text
    assert "meminta giliran lain kepada sekretariat" in text
    assert f"Dapat dijawab sampai {moment_told(slot.starts_at)}" in text


def title(hall: Hall, slot: Slot) -> str:
    return next(entry.title for entry in hall.entries if entry.id == slot.entry_id)


def test_the_desk_tells_the_lead_and_the_secretariat_what_waits(make: Make) -> None:
    hall = Hall(make, planned="drawn")
    assert "Rencanakan presentasi Lomba Inovasi" in Browser(hall.dewi).get("/").text
    hall.go("published")
    first, second, _ = hall.slots()
    lead, dewi = Browser(hall.lead_of(first)), Browser(hall.dewi)
    assert "Konfirmasi presentasi" in lead.get("/").text
    assert "Rencanakan presentasi" not in dewi.get("/").text
    lead.post(hall.own(first))
    assert "Konfirmasi presentasi" not in lead.get("/").text
    other = Browser(hall.lead_of(second))
    other.post(hall.own(second) + "/swap", {"other": first.ref})
    assert "Jawab permintaan tukar giliran" in lead.get("/").text
    lead.post(hall.own(first) + "/swap", {"note": "Ada upacara."})
    assert "Jawab permintaan giliran lain" in dewi.get("/").text


def calendar_of(who: Person, hall: Hall) -> list[dict[str, str]]:
    answer = Browser(who).get(f"{hall.at}/slots.ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    return events_in(answer.content)


def test_a_team_takes_its_own_slot_home_and_a_judge_the_whole_day(make: Make) -> None:
    hall = Hall(make)
    first = hall.slots()[0]
    (event,) = calendar_of(hall.lead_of(first), hall)
    assert moment(event["DTSTART"]) == first.starts_at
    assert moment(event["DTEND"]) == first.starts_at + timedelta(minutes=20)
    assert event["STATUS"] == "TENTATIVE"
    assert len(calendar_of(hall.judges[0], hall)) == 3
    assert calendar_of(make.person("Joko"), hall) == []
    apart(make, hall, hall.judges[0], first)
    assert event["UID"] not in {e["UID"] for e in calendar_of(hall.judges[0], hall)}


def test_a_calendar_that_is_taken_again_replaces_the_event(make: Make) -> None:
    hall = Hall(make)
    first, second, _ = hall.slots()
    lead = hall.lead_of(first)
    (before,) = calendar_of(lead, hall)
    form = {"slot": first.ref, "other": second.ref, "reason": "Ada upacara."}
    Browser(hall.dewi).post(f"{hall.at}/exchange", form)
    (after,) = calendar_of(lead, hall)
    assert after["UID"] == before["UID"]
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])
    assert moment(after["DTSTART"]) == second.starts_at


def test_the_judges_place_shows_what_is_on_with_names_and_the_way_to_the_sheet(make: Make) -> None:
    hall = Hall(make)
    first = hall.slots()[0]
    judge = Browser(hall.judges[0])
    assert "Belum ada yang berlangsung" in judge.get(f"{hall.at}/live").text
    hall.call(first, Phase.TALK)
    with given.world(frozen=make.now + timedelta(minutes=3)):
        page = judge.page(f"{hall.at}/live")
    now = part(page, "#now")
    assert "sisa 4 menit" in now.text
    assert hall.lead_of(first).name in now.text
    assert buttons(page) == ["Nilai presentasi ini"]
    assert judge.get(f"{hall.at}/live", htmx="now").text.strip().startswith('<section id="now"')


def test_a_judge_in_conflict_sees_nothing_of_that_slot_anywhere(make: Make) -> None:
    hall = Hall(make)
    first = hall.slots()[0]
    ratna = hall.judges[0]
    title = next(entry.title for entry in hall.entries if entry.id == first.entry_id)
    apart(make, hall, ratna, first)
    hall.call(first, Phase.TALK)
    judge = Browser(ratna)
    for tail in ("", "/live", "/slots.ics"):
        assert title not in judge.get(hall.at + tail).text
    assert "Anda menunggu di luar" in judge.get(f"{hall.at}/live").text
    sheet = f"/reviews/{hall.sheet(ratna, first).ref}"
    assert (judge.get(sheet).status_code, judge.post(sheet).status_code) == (404, 404)
    tono = Browser(hall.judges[1])
    assert title in tono.get(f"{hall.at}/live").text
    assert tono.get(f"/reviews/{hall.sheet(hall.judges[1], first).ref}").status_code == 200


def test_a_judge_scores_on_the_sheet_they_know(make: Make) -> None:
    hall = Hall(make)
    first = hall.slots()[0]
    sheet = hall.sheet(hall.judges[0], first)
    judge = Browser(hall.judges[0])
    page = judge.page(f"/reviews/{sheet.ref}")
    assert page.select_one("#now")
    assert "Nama disamarkan" not in page.text
    fields = {"mark-dampak": "4", "mark-baru": "3", "version": "0"}
    assert "sejak gilirannya dipanggil" in page.text
    assert judge.post(f"/reviews/{sheet.ref}", fields).status_code == 403
    hall.call(first, Phase.TALK)
    assert judge.post(f"/reviews/{sheet.ref}", fields | {"go": "next"}).status_code == 303
    with transaction(writes=False) as session:
        marks = {key: written.value for key, written in marks_of(session, sheet.id).items()}
    assert marks == {"dampak": 4, "baru": 3}


def test_a_presentation_with_a_rubric_of_its_own_is_marked_by_it(make: Make) -> None:
    voice = Criterion(key="suara", title="Suara", weight=100, anchors=("a", "b", "c", "d", "e"))
    hall = Hall(make, rules=RULES.model_copy(update={"pitch_criteria": (voice,)}))
    first = hall.slots()[0]
    hall.call(first, Phase.TALK)
    judge, at = Browser(hall.judges[0]), f"/reviews/{hall.sheet(hall.judges[0], first).ref}"
    assert "Suara" in judge.page(at).text
    kept = judge.post(at, {"mark-suara": "4", "version": "0"}, htmx="totals")
    assert (kept.status_code, "80" in kept.text) == (200, True)
    assert judge.post(at, {"mark-dampak": "4", "version": "1"}).status_code == 422
    rules = Browser(hall.leads[0]).page(f"/competitions/{hall.competition.ref}/rules")
    assert [h.text for h in rules.select("[aria-labelledby=r-pitch] h3")] == ["Suara 100%"]


def test_whoever_leads_calls_one_slot_after_another(make: Make) -> None:
    hall = Hall(make)
    first, second, _ = hall.slots()
    dewi, room = Browser(hall.dewi), f"{hall.at}/room"
    for phase, button in (
        ("talk", "Mulai paparan"), ("questions", "Mulai tanya jawab"), ("over", "Akhiri giliran"),
    ):  # fmt: skip
        assert buttons(dewi.page(room)) == [button]
        assert dewi.post(f"{room}/{first.ref}", {"phase": phase}).status_code == 303
    assert second.ref in str(part(dewi.page(room), "form[action*=room]")["action"])


def test_the_room_tells_nothing_of_any_mark(make: Make) -> None:
    hall = Hall(make)
    first = hall.slots()[0]
    hall.call(first, Phase.TALK)
    dewi = Browser(hall.dewi)
    pages = (f"{hall.at}/room", f"{hall.at}/plan", hall.at)
    before = [part(dewi.page(page), "main").text for page in pages]
    sheet = hall.sheet(hall.judges[0], first)
    fields = {"mark-dampak": "1", "mark-baru": "1", "version": "0"}
    assert Browser(hall.judges[0]).post(f"/reviews/{sheet.ref}", fields).status_code == 303
    after = [part(dewi.page(page), "main").text for page in pages]
    assert before == after


def test_an_absent_judge_finds_no_sheet_any_more(make: Make) -> None:
    hall = Hall(make)
    first = hall.slots()[0]
    hall.call(first, Phase.TALK)
    ratna, tono, intan = (hall.sheet(judge, first) for judge in hall.judges)
    there = {"present": [ratna.ref, tono.ref]}
    answer = Browser(hall.dewi).post(f"{hall.at}/room/{first.ref}/attendance", there)
    assert answer.status_code == 303
    assert Browser(hall.judges[2]).get(f"/reviews/{intan.ref}").status_code == 404
    assert Browser(hall.judges[0]).get(f"/reviews/{ratna.ref}").status_code == 200


def test_a_chair_leads_but_does_not_plan(make: Make) -> None:
    hall = Hall(make)
    chair = Browser(make.with_role("Hadi", Role.CHAIR, hall.competition))
    first, second, _ = hall.slots()
    assert chair.post(f"{hall.at}/room/{first.ref}", {"phase": "talk"}).status_code == 303
    form = {"slot": first.ref, "other": second.ref, "reason": "Ada upacara."}
    assert chair.post(f"{hall.at}/exchange", form).status_code == 403


def test_a_chair_who_stands_close_does_not_learn_who_listens(make: Make) -> None:
    hall = Hall(make)
    hadi, first = make.with_role("Hadi", Role.CHAIR, hall.competition), hall.slots()[0]
    hall.call(first, Phase.TALK)
    room, chair = f"{hall.at}/room", Browser(hadi)
    there = {"present": [hall.sheet(hall.judges[0], first).ref]}
    assert "Intan" in part(chair.page(room), "main").text
    assert chair.post(f"{room}/{first.ref}/attendance", there).status_code == 303
    known: dict[str, Any] = {"entry_id": first.entry_id, "person_id": hadi.id, "found_at": make.now}
    make.save(Conflict(kind=ConflictKind.DECLARED, **known))
    assert "Intan" not in part(chair.page(room), "main").text
    assert "Orang lain yang mencatat" in chair.page(room).text
    assert chair.post(f"{room}/{first.ref}/attendance", there).status_code == 403


def test_with_no_judge_free_of_conflict_the_room_says_so(make: Make) -> None:
    hall = Hall(make)
    first = hall.slots()[0]
    for judge in hall.judges:
        apart(make, hall, judge, first)
    hall.call(first, Phase.TALK)
    assert "Tunjuk juri lain" in Browser(hall.dewi).get(f"{hall.at}/room").text
    with transaction() as session:
        session.exec(delete(Conflict).where(col(Conflict.entry_id) == first.entry_id))
    assert "Tunjuk juri lain" not in Browser(hall.dewi).get(f"{hall.at}/room").text


@pytest.mark.parametrize("tail", ["", "/plan", "/room", "/live"])
def test_a_long_day_asks_the_database_as_often_as_a_short_one(
    make: Make, asked: list[str], tail: str
) -> None:
    counts = []
    for entries in (2, 9):
        hall = Hall(make, entries=entries)
        who = Browser(hall.judges[0] if tail == "/live" else hall.dewi)
        asked.clear()
        who.page(hall.at + tail)
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[0] <= 14


def test_nothing_is_left_of_a_sheet_when_it_is_not_in_the_database(make: Make) -> None:
    """The judges' place lists by sheets, so who has none hears nothing."""
    hall = Hall(make)
    with transaction() as session:
        session.exec(delete(Assignment).where(col(Assignment.judge_id) == hall.judges[0].id))
    page = Browser(hall.judges[0]).get(f"{hall.at}/live").text
    assert "Tidak ada yang perlu Anda dengar" in page

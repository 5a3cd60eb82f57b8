"""Moderation: reported, hidden with a reason, objected to once, decided by a second person."""

import pytest

from ideas.permissions import Role
from ideas.staff.people.models import Person
from ideas.talking.comments.models import Comment
from ideas.talking.moderation.models import Hiding, Report
from tests.browsing import Browser
from tests.factories import Make
from tests.talking.circle import Circle, rows

REPORT = {"offence": "rude", "note": "Menyebut nama orang."}
WHY = "Kalimat kedua merendahkan rekan."


class Hall(Circle):
    """Joko said something rude; Dewi and Putu are the secretariat of this competition."""

    def __init__(self, make: Make) -> None:
        super().__init__(make)
        self.dewi = make.with_role("Dewi", Role.SECRETARIAT, self.competition)
        self.putu = make.with_role("Putu", Role.SECRETARIAT, self.competition)
        self.comment = self.say(self.joko, "Ini gagasan **konyol**.")
        self.here = f"{self.at}/comments/{self.comment.ref}"
        self.case = f"/moderation/{self.comment.ref}"

    def send(self, person: Person, path: str, **fields: str) -> int:
        return Browser(person).post(path, fields).status_code

    def hide(self) -> None:
        assert self.send(self.sari, f"{self.here}/report", **REPORT) == 303
        assert self.send(self.dewi, self.case, verdict="hide", why=WHY) == 303


@pytest.fixture
def hall(make: Make) -> Hall:
    return Hall(make)


def test_a_report_reaches_the_desk_of_who_moderates_and_nobody_elses(hall: Hall) -> None:
    away = hall.make.with_role("Lastri", Role.SECRETARIAT, hall.make.competition())
    assert hall.send(hall.sari, f"{hall.here}/report", **REPORT) == 303
    assert hall.send(hall.sari, f"{hall.here}/report", **REPORT) == 409
    assert hall.send(hall.joko, f"{hall.here}/report", **REPORT) == 403
    desk = Browser(hall.dewi).get("/").text
    assert "Periksa laporan di Lomba Inovasi" in desk
    page = Browser(hall.dewi).page(hall.case)
    assert "Menyebut nama orang." in page.text
    assert "Sari" not in page.select("main")[0].text
    assert Browser(away).get(hall.case).status_code == 404
    assert "Tidak ada laporan" in Browser(away).get("/moderation").text
    assert Browser(hall.sari).get("/moderation").status_code == 404
    assert len(rows(Report)) == 1


def test_a_hidden_comment_is_read_by_nobody_and_its_author_reads_why(hall: Hall) -> None:
    assert hall.send(hall.sari, f"{hall.here}/report", **REPORT) == 303
    assert hall.send(hall.dewi, hall.case, verdict="hide", why="Kasar.") == 422
    assert hall.send(hall.dewi, hall.case, verdict="hide", why=WHY) == 303
    assert hall.send(hall.putu, hall.case, verdict="keep") == 409
    for person in (hall.sari, hall.budi, hall.joko):
        told = Browser(person).get(hall.at).text
        assert ("konyol" in told, "disembunyikan moderator" in told) == (False, True)
    assert "konyol" not in Browser(hall.sari).get(hall.here).text
    assert WHY in Browser(hall.joko).get(f"{hall.here}/hiding").text
    assert Browser(hall.sari).get(f"{hall.here}/hiding").status_code == 403
    assert "hidden" in hall.heard(hall.joko)
    assert rows(Comment)[0].text == "Ini gagasan **konyol**."
    assert hall.send(hall.joko, f"{hall.here}/deletion") == 409


def test_what_is_kept_leaves_the_queue_and_stays_to_be_read(hall: Hall) -> None:
    hall.send(hall.sari, f"{hall.here}/report", **REPORT)
    assert hall.send(hall.dewi, hall.case, verdict="keep", why="") == 303
    assert "Tidak ada laporan" in Browser(hall.dewi).get("/moderation").text
    assert "konyol" in Browser(hall.budi).get(hall.at).text


@pytest.mark.parametrize(("verdict", "shown"), [("restore", True), ("uphold", False)])
def test_the_author_objects_once_and_a_second_person_decides(
    hall: Hall, verdict: str, shown: bool
) -> None:
    hall.hide()
    objection = {"objection": "Ini gurauan di antara kami berdua."}
    assert hall.send(hall.joko, f"{hall.here}/hiding", **objection) == 303
    assert hall.send(hall.joko, f"{hall.here}/hiding", **objection) == 409
    second = {"verdict": verdict, "why": "Dibaca lagi bersama tim."}
    assert hall.send(hall.dewi, f"{hall.case}/objection", **second) == 403
    assert hall.send(hall.putu, f"{hall.case}/objection", **second) == 303
    assert hall.send(hall.putu, f"{hall.case}/objection", **second) in (403, 409)
    assert ("konyol" in Browser(hall.budi).get(hall.at).text) is shown
    assert rows(Hiding)[0].restored is shown


def test_nobody_moderates_their_own_words(hall: Hall) -> None:
    own = hall.say(hall.dewi, "Saya panitia.")
    hall.send(hall.sari, f"{hall.at}/comments/{own.ref}/report", **REPORT)
    case = f"/moderation/{own.ref}"
    assert hall.send(hall.dewi, case, verdict="keep") == 403
    assert hall.send(hall.putu, case, verdict="keep") == 303

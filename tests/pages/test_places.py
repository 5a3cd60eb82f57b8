"""Open places and skills in the browser: found, answered, taken in; hidden where they should be."""

import pytest
from sqlmodel import col, select, update

from ideas.database import transaction
from ideas.permissions import Role
from ideas.staff.organisation.rules import UnitKind
from ideas.staff.people.models import Person
from ideas.talking.notices.models import Notice
from ideas.talking.notices.rules import News
from ideas.teamwork.places.models import Place, PlaceAnswer
from ideas.teamwork.places.rules import AnswerState, PlaceState
from ideas.writing.proposals.models import Member, Proposal
from ideas.writing.proposals.rules import Consent, Openness
from tests.browsing import Browser
from tests.factories import Make

NEED = {"title": "mengerti GIS", "what": "Memetakan sumur desa.", "skills": ["pemetaan dan gis"]}
LINE = {"line": "Saya memetakan tiga desa tahun lalu."}


class Looking:
    """Sari looks for somebody; Rini works in another office of the same regency."""

    def __init__(self, make: Make) -> None:
        self.make = make
        self.sari = make.person("Sari", superior=make.person("Wayan"))
        self.rini = make.person("Rini", unit=make.unit("Dinas Air"))
        self.competition = make.competition()
        self.proposal = make.proposal(self.sari, self.competition)
        self.team = f"/proposals/{self.proposal.ref}/team"
        assert Browser(self.sari).post(f"{self.team}/places", NEED).status_code == 303
        with transaction(writes=False) as session:
            self.place = session.exec(select(Place)).one()
        self.at = f"/places/{self.place.ref}"

    def offer(self, person: Person) -> str:
        assert Browser(person).post(self.at, LINE).status_code == 303
        with transaction(writes=False) as session:
            own = select(PlaceAnswer.ref).where(PlaceAnswer.person_id == person.id)
            return session.exec(own).one()

    def choice(self, answer: str, verdict: str = "accept", share: str = "10") -> dict[str, str]:
        chosen = {"place": self.place.ref, "answer": answer, "verdict": verdict}
        return chosen | {"part": "member", "share": share}


@pytest.fixture
def looking(make: Make) -> Looking:
    return Looking(make)


def titles(person: Person, query: str = "") -> list[str]:
    return [h.text for h in Browser(person).page(f"/places{query}").select("article h2")]


def test_a_colleague_of_another_unit_answers_and_is_taken_in(looking: Looking) -> None:
    answer = looking.offer(looking.rini)
    page = Browser(looking.sari).get(looking.team).text
    assert LINE["line"] in page
    sent = Browser(looking.sari).post(f"{looking.team}/places/choice", looking.choice(answer))
    assert sent.status_code == 303
    assert "bagian 10%" in Browser(looking.rini).get(f"/proposals/{looking.proposal.ref}").text
    agreed = Browser(looking.rini).post(
        f"/proposals/{looking.proposal.ref}/consent", {"answer": "agree"}
    )
    assert agreed.status_code == 303
    assert titles(looking.rini) == []
    with transaction(writes=False) as session:
        (mate,) = session.exec(select(Member).where(Member.person_id == looking.rini.id)).all()
    assert (mate.share, mate.consent) == (10, Consent.AGREED)


def test_who_is_not_chosen_hears_it_kindly_and_the_place_stays_open(looking: Looking) -> None:
    answer = looking.offer(looking.rini)
    fields = looking.choice(answer, "decline")
    assert Browser(looking.sari).post(f"{looking.team}/places/choice", fields).status_code == 303
    with transaction(writes=False) as session:
        news = session.exec(select(Notice.news).where(Notice.person_id == looking.rini.id)).all()
        row = session.exec(select(PlaceAnswer)).one()
        place = session.get_one(Place, looking.place.id)
    assert (list(news), row.state) == ([News.PLACE_CLOSED], AnswerState.DECLINED)
    assert place.state is PlaceState.OPEN


def test_only_whom_the_call_reaches_sees_a_place_and_never_its_judges(
    make: Make, looking: Looking
) -> None:
    elsewhere = make.unit("Negeri lain", kind=UnitKind.REGENCY, under=None)
    outsider = make.person("Joko", unit=elsewhere)
    judge = make.with_role("Ratna", Role.JUDGE, looking.competition)
    assert titles(looking.rini) == ["Butuh seseorang yang mengerti GIS"]
    for person in (outsider, judge):
        assert titles(person) == []
        assert Browser(person).get(looking.at).status_code == 404
        assert Browser(person).post(looking.at, LINE).status_code == 404


def test_the_idea_is_told_only_once_it_is_open_to_colleagues(looking: Looking) -> None:
    for openness, told in ((Openness.TEAM, False), (Openness.COLLEAGUES, True)):
        with transaction() as session:
            session.execute(update(Proposal).values(openness=openness))
        page = Browser(looking.rini).get(looking.at).text
        assert (looking.proposal.title in page, looking.proposal.ref in page) == (told, told)


def test_places_are_narrowed_by_skill_by_unit_and_by_what_one_can_do(looking: Looking) -> None:
    rini, one = looking.rini, ["Butuh seseorang yang mengerti GIS"]
    page = Browser(rini).page("/places")
    units = [str(o["value"]) for o in page.select("[name=unit] option") if o["value"]]
    assert (titles(rini, f"?unit={units[0]}"), titles(rini, "?unit=2222-2222")) == (one, [])
    assert titles(rini, "?skill=pemetaan+dan+gis") == one
    assert titles(rini, "?skill=statistik") == titles(rini, "?fits=1") == []
    fields = {"skills": ["pemetaan dan gis"]}
    assert Browser(rini).post(f"/people/{rini.ref}/skills", fields).status_code == 303
    assert titles(rini, "?fits=1") == one
    assert "Cocok dengan keahlian Anda" in Browser(rini).get("/places").text


def test_nobody_offers_twice_nor_for_the_own_team(looking: Looking) -> None:
    looking.offer(looking.rini)
    assert Browser(looking.rini).post(looking.at, LINE).status_code == 409
    assert Browser(looking.sari).post(looking.at, LINE).status_code == 403


def test_skills_are_seen_only_while_their_person_agrees(make: Make, looking: Looking) -> None:
    rini, budi = looking.rini, make.person("Budi")
    for shown, seen in (({"shown": "on"}, True), ({}, False)):
        fields = {"skills": ["statistik"], "own": "Batik  Tulis", **shown}
        assert Browser(rini).post(f"/people/{rini.ref}/skills", fields).status_code == 303
        assert ("batik tulis" in Browser(budi).get(f"/people/{rini.ref}").text) is seen
        assert "batik tulis" not in Browser().get(f"/people/{rini.ref}").text
        found = Browser(looking.sari).page(f"{looking.team}?q=batik")
        assert [i["value"] for i in found.select("input[name=person]")] == [rini.ref] * seen
    assert Browser(budi).get(f"/people/{rini.ref}/skills").status_code == 404


def test_who_does_not_want_to_be_found_is_not_found(looking: Looking) -> None:
    rini, page = looking.rini, f"{looking.team}?q=rini"
    unit = Browser(looking.sari).page(f"{looking.team}?q=dinas+air").select_one("a[href*='?unit=']")
    assert unit is not None
    for shown, seen in ((["awards", "found"], 1), (["awards"], 0)):
        assert Browser(rini).post(f"/people/{rini.ref}/data/shown", {"shown": shown})
        for url in (page, str(unit["href"])):
            found = Browser(looking.sari).page(url).select("input[name=person]")
            assert [i["value"] for i in found] == [rini.ref] * seen
        assert "NIP" not in Browser(looking.sari).get(page).text


@pytest.mark.parametrize("own", ["x" * 41, "1990010120150310", ", ".join("abcdefghi")])
def test_skills_are_a_few_short_words(make: Make, own: str) -> None:
    sari = make.person("Sari")
    answer = Browser(sari).post(f"/people/{sari.ref}/skills", {"own": own})
    assert (answer.status_code, 'id="f-own-error"' in answer.text) == (422, True)


def test_places_end_with_the_sending(looking: Looking) -> None:
    sent = Browser(looking.sari).post(f"/proposals/{looking.proposal.ref}/submission")
    assert sent.status_code == 303
    assert titles(looking.rini) == []
    assert Browser(looking.rini).post(looking.at, LINE).status_code == 403


def test_a_long_list_is_read_leaf_by_leaf(make: Make, looking: Looking) -> None:
    for n in range(21):
        make.save(
            Place(
                proposal_id=looking.proposal.id, title=f"mahir {n}", what="Ya.", made_at=make.now
            )
        )  # fmt: skip
    first = Browser(looking.rini).page("/places")
    following = first.select_one("a[rel=next]")
    assert following is not None
    rest = titles(looking.rini, str(following["href"]).removeprefix("/places"))
    assert (len(first.select("article")), len(rest)) == (20, 2)
    with transaction(writes=False) as session:
        assert len(session.exec(select(col(Place.id))).all()) == 22

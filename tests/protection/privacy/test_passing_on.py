"""What becomes of a draft whose lead is forgotten: it passes to who would be named, or waits."""

import pytest
from sqlmodel import col, select, update

from ideas.database import transaction
from ideas.staff.people.models import Person, Posting
from ideas.talking.notices.models import Notice
from ideas.writing.proposals.models import Member, Proposal
from ideas.writing.proposals.rules import Part
from tests.browsing import Browser
from tests.factories import Make
from tests.protection.privacy.test_erasure import erase, officers


class Led:
    """Sari, who is forgotten, leads a draft; `join` lets others in, the first first."""

    def __init__(self, make: Make) -> None:
        self.make, self.sari = make, make.person("Sari")
        self.officers = officers(make)
        self.draft = make.proposal(self.sari)

    def join(self, name: str, part: Part, *, hidden: bool = False) -> Person:
        person = self.make.person(name)
        self.make.member(self.draft, person, part, share=0 if part is Part.MENTOR else 10)
        with transaction() as session:
            own = col(Member.person_id) == person.id
            session.execute(update(Member).where(own).values(hidden=hidden))
        return person

    def forget(self) -> dict[str, tuple[str, int]]:
        """The team afterwards, by person."""
        erase(self.sari, *self.officers)
        with transaction(writes=False) as session:
            rows = session.exec(select(Member, Person.name).join(Person)).all()
        return {
            "gone" if name.startswith("Pegawai ") else name: (row.part.value, row.share)
            for row, name in rows
        }

    def heard(self, person: Person) -> list[str]:
        with transaction(writes=False) as session:
            mine = select(Notice).where(Notice.person_id == person.id)
            return [notice.news.value for notice in session.exec(mine)]


@pytest.fixture
def led(make: Make) -> Led:
    return Led(make)


def test_a_draft_passes_to_the_first_member_and_the_team_hears_it(led: Led) -> None:
    led.join("Mentor", Part.MENTOR)
    led.join("Veiled", Part.MEMBER, hidden=True)
    helper = led.join("Kadek", Part.CONTRIBUTOR)
    budi = led.join("Budi", Part.MEMBER)
    led.join("Rini", Part.MEMBER)
    assert led.forget() == {
        "Budi": ("lead", 100), "Rini": ("member", 10), "Kadek": ("contributor", 10),
        "Veiled": ("member", 10), "Mentor": ("mentor", 0),
    }  # fmt: skip
    assert (led.heard(budi), led.heard(helper)) == (["lead.changed"], ["lead.changed"])


def test_a_contributor_is_next_and_whoever_is_away_is_not(led: Led) -> None:
    away = led.join("Budi", Part.MEMBER)
    led.join("Kadek", Part.CONTRIBUTOR)
    with transaction() as session:
        session.delete(session.exec(select(Posting).where(Posting.person_id == away.id)).one())
    assert led.forget() == {"Budi": ("member", 10), "Kadek": ("lead", 100)}


def test_nobody_is_made_to_lead_who_hides_the_name_or_guides(led: Led) -> None:
    mentor = led.join("Mentor", Part.MENTOR)
    veiled = led.join("Budi", Part.MEMBER, hidden=True)
    assert led.forget() == {"gone": ("lead", 100), "Budi": ("member", 10), "Mentor": ("mentor", 0)}
    assert (led.heard(mentor), led.heard(veiled)) == (["lead.none"], ["lead.none"])
    team = f"/proposals/{led.draft.ref}/team"
    assert "Ambil alih peran ketua" not in Browser(mentor).get(team).text
    (asked,) = Browser(veiled).page(team).select("[aria-labelledby=h-take]")
    assert "Nama ketua selalu tampil." in asked.text
    assert Browser(veiled).post(f"{team}/lead/takeover").status_code == 303
    with transaction(writes=False) as session:
        lead = session.exec(select(Member).where(Member.part == Part.LEAD)).one()
    assert (lead.person_id, lead.hidden) == (veiled.id, False)


def test_a_draft_that_was_only_guided_goes_and_the_mentor_hears_it(led: Led) -> None:
    mentor = led.join("Mentor", Part.MENTOR)
    assert led.forget() == {}
    assert led.heard(mentor) == ["draft.gone"]
    with transaction(writes=False) as session:
        assert session.exec(select(Proposal)).all() == []

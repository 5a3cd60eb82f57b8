"""Who hears that entries move, and where what they heard of a draft leads them afterwards."""

from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import col, select

from ideas.database import transaction
from ideas.permissions import Role
from ideas.road.competitions.models import Step
from ideas.road.entries.models import Entry
from ideas.road.entries.moving import at_step, move, stopped
from ideas.road.entries.telling import tell_of_moves
from ideas.staff.people.models import Person, Posting
from ideas.stages import EntryState, StepKind
from ideas.talking.comments.models import Comment
from ideas.talking.follows.models import Follow
from ideas.talking.notices.models import Notice
from ideas.talking.notices.rules import News
from tests.browsing import Browser
from tests.factories import Make
from tests.talking.circle import Circle, rows

MOVED = "Gagasan yang Anda ikuti bergerak"


class Followed(Circle):
    """Joko and Rina, who judges, follow; Joko supports it too, and his question was answered."""

    def __init__(self, make: Make) -> None:
        super().__init__(make)
        for person in (self.joko, self.rina):
            make.save(Follow(proposal_id=self.proposal.id, person_id=person.id, since=make.now))
        Browser(self.joko).post(f"{self.at}/support", {"wanted": "yes"})
        asked = self.say(self.joko, "Berapa biayanya?")
        self.say(self.budi, "Tidak ada.", reply_to=asked.ref)

    def submit(self) -> Entry:
        """Through the page, as its lead."""
        superior = {"superior_id": self.make.person("Wayan").id}
        with transaction() as session:
            own = col(Posting.person_id) == self.sari.id
            session.execute(update(Posting).where(own).values(superior))
        answer = Browser(self.sari).post(f"{self.at}/submission")
        assert answer.status_code == 303, answer.text[-1500:]
        with transaction(writes=False) as session:
            return session.exec(select(Entry)).one()

    def turn(self, values: dict[str, Any]) -> None:
        with transaction() as session:
            entry = session.exec(select(Entry)).one()
            move(session, entry, values, in_time=False)
            tell_of_moves(session, [entry.id], News.SCREENED)

    def to(self, kind: StepKind) -> None:
        with transaction(writes=False) as session:
            found = select(Step).where(
                Step.competition_id == self.competition.id, Step.kind == kind
            )
            step = session.exec(found).one()
        self.turn(at_step(step, self.make.now))

    def leads(self, person: Person) -> set[tuple[str, int]]:
        """Where this person's notices lead, and what is found there."""
        with transaction(writes=False) as session:
            paths = session.exec(select(Notice.path).where(Notice.person_id == person.id)).all()
        return {(path.partition("#")[0], Browser(person).get(path).status_code) for path in paths}


@pytest.fixture
def followed(make: Make) -> Followed:
    return Followed(make)


def test_who_follows_is_never_led_to_a_page_that_is_not_there(followed: Followed) -> None:
    joko, nowhere = followed.joko, f"/notices?about={followed.proposal.ref}"
    assert followed.leads(joko) == {(followed.at, 200)}
    entry = followed.submit()
    assert Browser(joko).get(followed.at).status_code == 404
    assert followed.leads(joko) == {(nowhere, 200)}
    assert followed.leads(followed.budi) == {(followed.at, 200)}
    followed.to(StepKind.SCREENING)
    assert followed.leads(joko) == {(nowhere, 200)}
    followed.to(StepKind.BALLOT)
    assert followed.leads(joko) == {(f"/entries/{entry.ref}", 200)}
    followed.turn(stopped(EntryState.WITHDRAWN, "Ditarik."))
    assert {status for _, status in followed.leads(joko)} == {200}


def test_whose_comment_is_hidden_after_the_sending_is_led_to_a_page_that_is_there(
    followed: Followed,
) -> None:
    dewi = followed.make.with_role("Dewi", Role.SECRETARIAT, followed.competition)
    said = next(row for row in rows(Comment) if row.author_id == followed.joko.id)
    followed.submit()
    report = f"{followed.at}/comments/{said.ref}/report"
    assert Browser(followed.sari).post(report, {"offence": "rude"}).status_code == 303
    verdict = {"verdict": "hide", "why": "Kalimatnya merendahkan rekan."}
    assert Browser(dewi).post(f"/moderation/{said.ref}", verdict).status_code == 303
    assert "hidden" in followed.heard(followed.joko)
    assert {status for _, status in followed.leads(followed.joko)} == {200}


def test_a_draft_kept_to_its_team_again_leads_nobody_there(followed: Followed) -> None:
    for openness, leads in (("team", "/notices?about={}"), ("colleagues", "/proposals/{}")):
        answer = Browser(followed.sari).post(f"{followed.at}/openness", {"openness": openness})
        assert answer.status_code == 303
        assert followed.leads(followed.joko) == {(leads.format(followed.proposal.ref), 200)}


def test_who_follows_hears_once_the_entry_is_shown_and_judges_do_not(followed: Followed) -> None:
    entry = followed.submit()
    followed.to(StepKind.SCREENING)
    assert MOVED not in Browser(followed.joko).get("/notices").text
    followed.to(StepKind.BALLOT)
    assert f"{MOVED}: {entry.title}" in Browser(followed.joko).get("/notices").text
    assert (followed.heard(followed.rina), "moved" in followed.heard(followed.joko)) == ([], True)
    assert followed.heard(followed.budi).count("screened") == 1
    assert "moved" not in followed.heard(followed.budi)


def test_as_many_statements_tell_of_one_entry_as_of_many(make: Make, asked: list[str]) -> None:
    competition, counts = make.competition(at=StepKind.BALLOT), []
    for many in (1, 5):
        entries = [make.entry(make.person(), competition, at=StepKind.BALLOT) for _ in range(many)]
        for entry in entries:
            row = Follow(proposal_id=entry.proposal_id, person_id=make.person().id, since=make.now)
            make.save(row)
        asked.clear()
        with transaction() as session:
            tell_of_moves(session, [entry.id for entry in entries], News.PUBLISHED)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 8
    with transaction(writes=False) as session:
        heard = [notice.news for notice in session.exec(select(Notice))]
    assert sorted(heard) == [News.MOVED] * 6 + [News.PUBLISHED] * 6

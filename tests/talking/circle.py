"""People who talk about Sari's opened idea: Budi is in her team, Joko reads it, Rina judges."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, SQLModel, select

from ideas.database import transaction
from ideas.permissions import Role
from ideas.road.entries.drafts import find_draft
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import Visitor, visitor_of
from ideas.talking.comments.models import Comment
from ideas.talking.notices.models import Notice
from ideas.writing.proposals.queries import Draft
from ideas.writing.proposals.rules import Openness
from tests.browsing import Browser
from tests.factories import Make


class Circle:
    """`at` is where the idea is read; `as_` how one of them finds it."""

    def __init__(self, make: Make, openness: Openness = Openness.COLLEAGUES) -> None:
        self.make, self.competition = make, make.competition()
        self.sari, self.budi = make.person("Sari"), make.person("Budi")
        self.joko = make.person("Joko")
        self.rina = make.with_role("Rina", Role.JUDGE, self.competition)
        self.proposal = make.proposal(self.sari, self.competition, openness=openness)
        make.member(self.proposal, self.budi)
        self.at = f"/proposals/{self.proposal.ref}"

    def as_(self, session: Session, person: Person) -> tuple[Visitor, Draft]:
        visitor = visitor_of(session, person.id)
        return visitor, find_draft(session, visitor, self.proposal.ref)

    def say(self, person: Person, text: str, **more: Any) -> Comment:
        """Through the page, as a person would; what was written last."""
        circle = "colleagues" if self.proposal.openness is Openness.COLLEAGUES else "team"
        fields = {"text": text, "circle": circle, **more}
        answer = Browser(person).post(f"{self.at}/comments", fields)
        assert answer.status_code == 303, answer.text[-1500:]
        last: Comment = rows(Comment)[-1]
        return last

    def heard(self, person: Person) -> list[str]:
        return sorted(row.news.value for row in rows(Notice) if row.person_id == person.id)


def rows(model: type[Any]) -> list[Any]:
    """Every row of a table, in the order in which they came."""
    with transaction(writes=False) as session:
        found: Sequence[SQLModel] = session.exec(select(model)).all()
    moments = ("written_at", "made_at", "since", "created_at")
    name = next((name for name in moments if name in model.model_fields), "")
    return sorted(found, key=lambda row: str(getattr(row, name, "")))

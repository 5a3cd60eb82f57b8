"""A team to act in: Sari leads, Budi and Intan have agreed; everybody opens it anew each time.

Whoever else is needed is made before the session is asked: SQLite lets one writer in.
"""

from sqlmodel import Session, col, update

from ideas.database import transaction
from ideas.road.entries.drafts import find_draft
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import Visitor, visitor_of
from ideas.stages import StepKind
from ideas.teamwork.teams.rules import Wanted
from ideas.writing.proposals.models import Member, Proposal
from ideas.writing.proposals.queries import Draft
from ideas.writing.proposals.rules import Part
from tests.factories import Make

WHY = "Pindah tugas lain."


class Team:
    def __init__(self, make: Make, session: Session, proposal: Proposal | None = None) -> None:
        self.make, self.session = make, session
        self.sari = make.person("Sari", superior=make.person("Wayan"))
        self.budi, self.intan = make.person("Budi"), make.person("Intan")
        self.proposal = proposal or make.proposal(self.sari)

    def with_members(self, budi: int = 30, intan: int = 20) -> "Team":
        """As if they had agreed; the lead keeps the rest."""
        for person, share in ((self.budi, budi), (self.intan, intan)):
            self.make.member(self.proposal, person, share=share)
        leads = (col(Member.proposal_id) == self.proposal.id) & (col(Member.part) == Part.LEAD)
        with transaction() as session:
            session.execute(update(Member).where(leads).values(share=100 - budi - intan))
        return self

    def sent(self, at: StepKind = StepKind.ENDORSEMENT) -> "Team":
        """The same people, with an entry that waits at a step."""
        self.entry = self.make.entry(self.sari, at=at)
        with transaction(writes=False) as session:
            self.proposal = session.get_one(Proposal, self.entry.proposal_id)
        return self.with_members()

    def seen_by(self, person: Person) -> tuple[Visitor, Draft]:
        self.session.flush()
        self.session.expire_all()
        visitor = visitor_of(self.session, person.id)
        return visitor, find_draft(self.session, visitor, self.proposal.ref)

    @property
    def draft(self) -> Draft:
        return self.seen_by(self.sari)[1]

    @property
    def shares(self) -> dict[str, int]:
        return {mate.name: mate.share for mate in self.draft.mates}

    @property
    def parts(self) -> dict[str, Part]:
        return {mate.name: mate.part for mate in self.draft.mates}

    def divided(self, **shares: int) -> dict[str, Wanted]:
        """By small names; the lead leads, the others are members."""
        lead = self.draft.lead.ref
        people = {name: getattr(self, name).ref for name in shares}
        return {
            ref: Wanted(Part.LEAD if ref == lead else Part.MEMBER, shares[name])
            for name, ref in people.items()
        }

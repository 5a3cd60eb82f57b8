"""The rows of one state: a competition, an entry, and a person for each principal."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlmodel import select

from ideas.database import transaction
from ideas.deciding.agendas.queries import decided_digest
from ideas.deciding.outcomes.actions import approve_outcome, seal_outcome
from ideas.deciding.outcomes.models import Outcome
from ideas.deciding.outcomes.queries import find_place
from ideas.deciding.outcomes.rules import Terms
from ideas.deciding.plenaries.models import OrderChange, Plenary, Presence
from ideas.deciding.plenaries.queries import step_sitting
from ideas.deciding.recognition.actions import publish_outcome
from ideas.deciding.recognition.models import Recognition
from ideas.discovery.innovations.models import Innovation
from ideas.identity.identities.models import Identity
from ideas.judging.conflicts.models import Conflict
from ideas.judging.conflicts.rules import ConflictKind
from ideas.judging.findings.models import Claim
from ideas.judging.panels.models import Assignment, Room
from ideas.judging.panels.rules import AssignmentState
from ideas.judging.pitches.models import PitchDay, PitchPlan, Slot
from ideas.judging.questions.models import Question
from ideas.judging.questions.rules import QuestionState
from ideas.judging.reopening.models import Reopening
from ideas.judging.reviews.models import Mark
from ideas.judging.rubrics.rules import Judging
from ideas.judging.visits.models import FieldVisit, VisitMember
from ideas.judging.visits.rules import VisitPart
from ideas.outside.files import keep
from ideas.protection.breaches.models import Breach
from ideas.protection.copies.models import DataCopy
from ideas.protection.erasure.models import Erasure
from ideas.protection.privacy.rules import Right
from ideas.protection.requests.models import PrivacyRequest
from ideas.road.competitions.models import Competition, Step
from ideas.road.entries.models import Entry
from ideas.staff.organisation.models import Unit
from ideas.staff.organisation.rules import UnitKind
from ideas.staff.people.models import Person
from ideas.staff.roles.models import RoleGrant
from ideas.staff.roles.visitors import visitor_of
from ideas.staff.staging.models import Intake
from ideas.staff.staging.rules import IntakeState
from ideas.stages import JUDGED, EntryState, OutcomeState, Owner, RoomState, StepKind
from ideas.standing import Role
from ideas.talking.comments.models import Comment
from ideas.talking.comments.rules import Circle
from ideas.talking.moderation.models import Hiding, Report
from ideas.talking.moderation.rules import Offence, ReportState
from ideas.talking.notices.models import Notice
from ideas.talking.notices.rules import News
from ideas.talking.notices.stopping import stop_path
from ideas.talking.suggestions.models import Suggestion
from ideas.teamwork.amendments.models import Amendment, AmendmentLine
from ideas.teamwork.places.models import Place, PlaceAnswer
from ideas.writing.attachments.models import Attachment
from ideas.writing.files.models import File
from ideas.writing.files.rules import FileKind, FileState
from ideas.writing.proposals.models import Proposal, Version
from ideas.writing.proposals.rules import Consent, Openness, Part
from tests.factories import RULES, Make
from tests.matrix.people import PRINCIPALS, Principal
from tests.matrix.states import GOING, OFFICE, State

SHEETS = {
    "judge": AssignmentState.OPEN, "judge-in-conflict": AssignmentState.OPEN,
    "judge-recused": AssignmentState.RECUSED, "revoked": AssignmentState.OPEN,
}  # fmt: skip
FORMER = (Role.SECRETARIAT, Role.JUDGE, Role.CHAIR, Role.LEADER, Role.PUBLISHER)
ISSUER = "https://sso.example.go.id"
ENDED = timedelta(minutes=1)
CALIBRATED = RULES.model_copy(update={"judging": Judging(room=1)})


@dataclass
class World:
    """`refs` by what they refer to; a state in which a thing is not there has no ref of it."""

    state: State
    make: Make
    people: dict[str, Person] = field(default_factory=dict)
    refs: dict[str, str] = field(default_factory=dict)
    sheets: dict[str, str] = field(default_factory=dict)


def build(state: State, make: Make) -> World:
    world = World(state, make)
    competition = _competition(state, make)
    _people(world, competition)
    for kind in (
        StepKind.BALLOT, StepKind.PANEL, StepKind.VISIT, StepKind.PITCH, StepKind.PLENARY
    ):  # fmt: skip
        world.refs[kind.value] = make.step_of(competition, kind).ref
    world.refs |= {"competition": competition.ref, "unit": make.regency.ref}
    lead = world.people["lead"].id
    make.save(Identity(issuer=ISSUER, subject="lead", person_id=lead, linked_at=make.now))
    world.refs |= {"person": world.people["lead"].ref, "part": "categories"}
    world.refs["change"] = "rename"
    waiting = RoleGrant(
        person_id=make.person("mentor").id, role=Role.MENTOR, granted_at=make.now, waits=True
    )
    world.refs["grant"] = make.save(waiting).ref
    _data(world)
    world.refs["intake"] = _intake(make).ref
    if state.name != "draft":
        talk(world, _proposal(world, competition))
    heard = Notice(
        person_id=lead, news=News.OPENED, path="/", facts={"title": "Surat"}, made_at=make.now
    )
    world.refs["notice"] = str(make.save(heard).id)
    world.refs["stop"] = stop_path(world.refs["person"]).rpartition("/")[2]
    assert set(world.refs) == state.has
    return world


def _competition(state: State, make: Make) -> Competition:
    rules = RULES if state.room is RoomState.NONE else CALIBRATED
    competition = make.competition(
        at=state.at, road=tuple(StepKind), state=state.competition, rules=rules
    )
    if state.room is RoomState.OPEN:
        make.save(Room(step_id=make.step_of(competition, StepKind.PANEL).id, opened_at=make.now))
    return competition


def _data(world: World) -> None:
    """What the lead asks about their own data, a copy of it, and a breach."""
    make, lead = world.make, world.people["lead"]
    asked, decided = (
        make.save(
            PrivacyRequest(
                right=Right.ERASE, person_id=lead.id, wrong="Saya pindah.", asked_at=make.now,
                due_at=make.now + ENDED,
            )
        )
        for _ in range(2)
    )  # fmt: skip
    officer = world.people["administrator"].id
    make.save(
        Erasure(
            request_id=decided.id, person_id=lead.id, decided_by=officer, decided_at=make.now,
            pseudonym="AAAA-BBBB",
        )
    )  # fmt: skip
    breach = make.save(
        Breach(
            what="Surel salah kirim", happened="Kemarin.", data="Nama", people=3, kept_by=officer,
            found_at=make.now, due_at=make.now + ENDED,
        )
    )  # fmt: skip
    copy = make.save(
        DataCopy(
            person_id=lead.id, language="id", asked_at=make.now, ends_at=make.now + ENDED,
            key=keep(b"PK salinan", ".zip"),
        )
    )  # fmt: skip
    world.refs |= {"asked": asked.ref, "decided": decided.ref}
    world.refs |= {"breach": breach.ref, "copy": copy.ref}


def _intake(make: Make) -> Intake:
    """A file of people that was read and waits for a decision."""
    return make.save(
        Intake(
            digest="0" * 64, name="pegawai.csv", made_at=make.now, changed_at=make.now,
            day=make.now.date(), state=IntakeState.CHECKED, header=["nip", "nama", "unit"],
            counts=dict.fromkeys(("rows", "wrong", "sound", "new", "changed", "same", "gone"), 0),
        )
    )  # fmt: skip


def _people(world: World, competition: Competition) -> None:
    make, elsewhere = world.make, world.make.unit("Negeri lain", kind=UnitKind.REGENCY, under=None)
    wayan = make.person("superior")
    for who in PRINCIPALS:
        if who.signed_in and not who.superior:
            unit = None if who.eligible else elsewhere
            person = make.person(who.name, unit=unit, superior=wayan if who.team else None)
            world.people[who.name] = person
            _grants(make, who, person, competition)
    world.people["superior"] = wayan
    _grant(make, world.people["secretariat-elsewhere"], Role.SECRETARIAT, unit=elsewhere)
    other = make.competition(at=StepKind.PANEL)
    make.grant(world.people["judge-elsewhere"], Role.JUDGE, other)
    for role in FORMER:
        _grant(make, world.people["revoked"], role, competition=competition, ended=True)


def _grants(make: Make, who: Principal, person: Person, competition: Competition) -> None:
    for role in who.roles:
        if role in OFFICE:
            make.grant(person, role)
        elif who.plans:
            _grant(make, person, role, unit=make.regency)
        else:
            make.grant(person, role, competition)


def _grant(  # noqa: PLR0913 -- a role, its holder, the two kinds of scope and its end
    make: Make, person: Person, role: Role, *, unit: Unit | None = None,
    competition: Competition | None = None, ended: bool = False,
) -> None:  # fmt: skip
    make.save(
        RoleGrant(
            person_id=person.id, role=role, granted_at=make.now - timedelta(days=9),
            unit_id=unit.id if unit else None, ends_at=make.now - ENDED if ended else None,
            competition_id=competition.id if competition else None,
        )
    )  # fmt: skip


def _proposal(world: World, competition: Competition) -> Proposal:
    make, state, lead = world.make, world.state, world.people["lead"]
    if state.entry is None:
        openness = Openness.COLLEAGUES if state.opened else Openness.TEAM
        proposal = make.proposal(lead, competition, openness=openness)
    else:
        entry = _entry(world, lead, competition)
        world.refs["entry"] = entry.ref
        with transaction(writes=False) as session:
            proposal = session.get_one(Proposal, entry.proposal_id)
    world.refs["proposal"] = proposal.ref
    world.refs |= {"file": _file(world, proposal), "number": "1"}
    if state.visited:
        _photograph(world)
    _place(world, proposal)
    _innovation(make)
    waiting = Consent.INVITED if state.waits else Consent.AGREED
    for name, consent in (
        ("member", Consent.AGREED), ("officer-in-team", Consent.AGREED),
        ("invited", waiting), ("declined", Consent.DECLINED),
    ):  # fmt: skip
        make.member(proposal, world.people[name], Part.MEMBER, consent=consent)
    return proposal


def _file(world: World, proposal: Proposal) -> str:
    """A picture that was checked, attached to the proposal and to what was sent of it."""
    make = world.make
    key = keep(b"gambar", ".jpg")
    file = make.save(
        File(
            key=key, kind=FileKind.JPEG, size=6, state=FileState.READY, blind=key, blind_size=6,
            thumb=key, asked_at=make.now,
        )
    )  # fmt: skip
    attachment = make.save(
        Attachment(
            proposal_id=proposal.id, section="masalah", file_id=file.id, name="foto.jpg",
            by_id=world.people["lead"].id, added_at=make.now, frozen=True,
        )
    )  # fmt: skip
    with transaction() as session:
        session.merge(proposal).attached = {"masalah": [attachment.ref]}
        sent = select(Version).where(Version.proposal_id == proposal.id)
        for version in session.exec(sent):
            version.attached = {"masalah": [attachment.ref]}
    return attachment.ref


def _innovation(make: Make) -> None:
    make.save(
        Innovation(
            code="INV0001", name="Antre dari rumah", told="Pendaftaran lewat ponsel.",
            agency="Dinas Contoh",
        )
    )  # fmt: skip


def _place(world: World, proposal: Proposal) -> None:
    """Somebody is needed, and a person from elsewhere in the office offered to come."""
    make, rani = world.make, world.make.person("rani")
    place = make.save(
        Place(proposal_id=proposal.id, title="mengerti GIS", what="Peta.", made_at=make.now)
    )
    answer = make.save(
        PlaceAnswer(place_id=place.id, person_id=rani.id, line="Saya bisa.", made_at=make.now)
    )
    world.refs |= {"place": place.ref, "offer": answer.ref}
    if world.state.entry and world.state.name != "endorsement":
        _amendment(world, proposal)  # there the lead may ask for one


def _amendment(world: World, proposal: Proposal) -> None:
    """A change of the sent team that waits for a member."""
    make, lead, member = world.make, world.people["lead"], world.people["member"]
    row = make.save(
        Amendment(proposal_id=proposal.id, asked_by=lead.id, reason="Beban.", asked_at=make.now)
    )
    make.save(
        AmendmentLine(
            amendment_id=row.id, person_id=member.id, part=Part.MENTOR, share=0, before=0,
            consent=Consent.INVITED,
        )
    )  # fmt: skip


def _entry(world: World, lead: Person, competition: Competition) -> Entry:
    make, state = world.make, world.state
    superior = world.people["superior"]
    entry = make.entry(lead, competition, at=state.place, superior=superior)
    rival = make.person("rival")
    other = make.entry(rival, competition, at=state.place, superior=rival, title="Kebun gizi")
    world.refs["other"] = other.ref
    _settle(state, entry)
    _judging(world, competition, entry, other)
    if state.outcome is not OutcomeState.NONE:
        _seal(world)
    return entry


def _judging(world: World, competition: Competition, entry: Entry, other: Entry) -> None:
    """What the panel, the presentations and the plenary have yielded so far."""
    state = world.state
    if state.at in JUDGED:
        _sheets(world, competition, (entry, other))
    if state.visited:
        _visit(world, competition, entry)
    if state.presented:
        _present(world, competition, (entry, other))
    _order(world, competition, entry, other)


def _order(world: World, competition: Competition, entry: Entry, other: Entry) -> None:
    state = world.state
    if state.discussed:
        world.refs["discussed"] = entry.ref
    if state.at is StepKind.PLENARY:
        _sit(world, competition, entry, other)
    if state.sat:
        _close(world, competition)


def _settle(state: State, entry: Entry) -> None:
    """From the running entry that the factory makes to the state in question."""
    if state.asks_more:
        with transaction() as session:
            session.get_one(Entry, entry.id).asks_more = True
    if state.entry is None or state.entry in (EntryState.RUNNING, EntryState.DECIDED):
        return
    with transaction() as session:
        row = session.get_one(Entry, entry.id)
        row.state, row.owner, row.reason = state.entry, state.owner or Owner.NOBODY, "Alasan."
        row.due_at = row.due_at if state.entry is EntryState.RETURNED else None
        row.shown = state.shown


def _sheets(world: World, competition: Competition, entries: tuple[Entry, ...]) -> None:
    make, panel = world.make, world.make.step_of(competition, StepKind.PANEL)
    with transaction() as session:
        session.merge(panel).per_entry = 2
    for place, (name, begun) in enumerate(SHEETS.items(), 1):
        counted = name in ("judge", "revoked")
        state = AssignmentState.LOCKED if world.state.locked and counted else begun
        for entry in entries:
            sheet = make.save(
                Assignment(
                    step_id=panel.id, entry_id=entry.id, judge_id=world.people[name].id,
                    place=place, assigned_at=make.now, declared_at=make.now, state=state,
                )
            )  # fmt: skip
            world.sheets.setdefault(name, sheet.ref)
            _marks(make, sheet, best=entry is entries[0])
            if not counted:
                _apart(make, entry, world.people[name])
    world.refs["assignment"], world.refs["listing"] = world.sheets["judge"], panel.ref
    _requests(world, panel, entries[0])


def _requests(world: World, panel: Step, entry: Entry) -> None:
    """What another judge of this entry asks for: a locked sheet back, two words of the team."""
    make, asks = world.make, world.make.person("asks")
    done = {"step_id": panel.id, "state": AssignmentState.LOCKED, "versions": 1}
    sheet = make.assignment(entry, asks, **done)
    told: dict[str, Any] = {"assignment_id": sheet.id, "asked_at": make.now}
    back = make.save(Reopening(number=1, reason="Keliru.", **told))
    asked = make.save(Question(text="Berapa?", **told))
    state: dict[str, Any] = {"state": QuestionState.FORWARDED, "handled_at": make.now}
    passed = make.save(Question(text="Di mana?", wording="Di mana?", **state, **told))
    world.refs |= {"reopening": back.ref, "question": asked.ref, "forwarded": passed.ref}


def _visit(world: World, competition: Competition, entry: Entry) -> None:
    """Told to everybody, with one claim and its photo, reported on by nobody yet."""
    make, step = world.make, world.make.step_of(competition, StepKind.VISIT)
    visit = make.save(
        FieldVisit(
            step_id=step.id, entry_id=entry.id, starts_at=step.opens_at, place="Balai desa",
            told_at=make.now,
        )
    )  # fmt: skip
    parts = (VisitPart.PANELIST, VisitPart.EVALUATOR, VisitPart.EVALUATOR)
    for name, part in zip(GOING, parts, strict=True):
        make.save(VisitMember(visit_id=visit.id, person_id=world.people[name].id, part=part))
    claim = make.save(Claim(visit_id=visit.id, place=1, claimed="Ada tiga loket"))
    world.refs |= {"visited": entry.ref, "claim": claim.ref}


def _photograph(world: World) -> None:
    """The same picture, as a photo of the claim."""
    with transaction() as session:
        visit = session.exec(select(FieldVisit)).one()
        visit.attached = {world.refs["claim"]: [world.refs["file"]]}
    world.refs["photo"] = world.refs["file"]


def _present(world: World, competition: Competition, entries: tuple[Entry, ...]) -> None:
    """A published plan: a slot each, the first of them confirmed by nobody yet."""
    make, step = world.make, world.make.step_of(competition, StepKind.PITCH)
    starts, length = step.closes_at - timedelta(days=1), timedelta(minutes=20)
    day = make.save(
        PitchDay(step_id=step.id, starts_at=starts, ends_at=starts + 9 * length, room="Aula")
    )
    make.save(
        PitchPlan(
            step_id=step.id, talk=7, questions=13, seed=7, drawn_at=make.now, published_at=make.now
        )
    )
    for place, entry in enumerate(entries):
        slot = make.save(
            Slot(
                step_id=step.id, day_id=day.id, entry_id=entry.id, confirm_by=starts,
                starts_at=starts + place * length,
            )
        )  # fmt: skip
        world.refs.setdefault("slot", slot.ref)
    world.refs["pitch_day"] = day.ref


def _sit(world: World, competition: Competition, entry: Entry, other: Entry) -> None:
    """Everybody of the panel is present, and a change waits for its vote."""
    make, step = world.make, world.make.step_of(competition, StepKind.PLENARY)
    for who in PRINCIPALS:
        if who.roles & {Role.JUDGE, Role.CHAIR}:
            person = world.people[who.name].id
            make.save(Presence(step_id=step.id, person_id=person, since=make.now))
    change = OrderChange(
        step_id=step.id, entry_id=other.id, above_id=entry.id, reason="Sudah terbukti.",
        by_id=world.people["judge"].id, at=make.now,
    )  # fmt: skip
    world.refs["order_change"] = make.save(change).ref


def _close(world: World, competition: Competition) -> None:
    """Two people signed what the panel's marks alone decide."""
    make, step = world.make, world.make.step_of(competition, StepKind.PLENARY)
    with transaction() as session:
        session.add(
            Plenary(
                step_id=step.id, began_at=make.now, first_at=make.now, closed_at=make.now,
                digest=decided_digest(session, step_sitting(session, step.id)),
                first_id=world.people["chair"].id, second_id=world.people["judge"].id,
                minutes=keep(b"%PDF-1.7", ".pdf"),
            )
        )  # fmt: skip
    world.refs["minutes"] = "minutes"


def _marks(make: Make, sheet: Assignment, *, best: bool) -> None:
    for criterion in ("dampak", "baru"):
        make.save(Mark(assignment_id=sheet.id, criterion=criterion, value=4 if best else 2))


def _apart(make: Make, entry: Entry, judge: Person) -> None:
    make.save(
        Conflict(
            entry_id=entry.id, person_id=judge.id, kind=ConflictKind.DECLARED, found_at=make.now
        )
    )


def _seal(world: World) -> None:
    """By the product's own hand: nobody else can make a seal that fits."""
    with transaction() as session:
        ids = (world.people[who].id for who in ("sealer", "publisher"))
        sealer, publisher = (visitor_of(session, person) for person in ids)
        place = find_place(session, sealer, world.refs["competition"])
        away = -ENDED if world.state.outcome is OutcomeState.RELEASED else timedelta(hours=1)
        seal_outcome(
            session, sealer, place, Terms("188/1", world.make.now.date(), world.make.now + away)
        )
        if world.state.outcome is not OutcomeState.SEALED:
            place = find_place(session, publisher, world.refs["competition"])
            approve_outcome(session, publisher, place)
        outcome = session.exec(select(Outcome)).one()
        world.refs["outcome"] = outcome.ref
        if publish_outcome(session, outcome.id):
            line = session.exec(
                select(Recognition).where(Recognition.person_id == world.people["lead"].id)
            ).one()
            line.certificate = keep(b"%PDF-1.7 piagam", ".pdf")
            world.refs["code"] = line.code


def talk(world: World, proposal: Proposal) -> None:
    """Comments of the lead, reported, hidden, objected to; and a suggestion of a colleague."""
    for name in ("comment", "hidden", "objected"):
        world.refs[name] = _reported(world, proposal, name).ref
    row = Suggestion(
        proposal_id=proposal.id, author_id=world.people["colleague"].id, part="answer-masalah",
        start=0, passage="Antre", wording="Mengantre", made_at=world.make.now,
    )  # fmt: skip
    world.refs["suggestion"] = world.make.save(row).ref


def _reported(world: World, proposal: Proposal, name: str) -> Comment:
    make, now, people = world.make, world.make.now, world.people
    hidden = name != "comment"
    row = Comment(
        proposal_id=proposal.id, author_id=people["lead"].id, circle=Circle.COLLEAGUES,
        text="Gurauan.", written_at=now, edit_until=now + timedelta(minutes=15),
        hidden_at=now if hidden else None,
    )  # fmt: skip
    row = make.save(row)
    state = ReportState.HIDDEN if hidden else ReportState.OPEN
    reporter, offence = people["superior"].id, Offence.RUDE
    make.save(
        Report(comment_id=row.id, reporter_id=reporter, offence=offence, made_at=now, state=state)
    )
    if hidden:
        told: dict[str, Any] = {}
        if name == "objected":
            told = {"objection": "Ini gurauan kami.", "objected_at": now}
        by = people["officer-in-team"].id
        make.save(Hiding(comment_id=row.id, by_id=by, why="Merendahkan rekan.", at=now, **told))
    return row

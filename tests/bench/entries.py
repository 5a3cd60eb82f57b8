"""What people sent: proposals with their teams, versions, entries, decisions and history."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import cycle
from typing import Any
from uuid import UUID

from ideas import given
from ideas.acts import Act
from ideas.history.models import Event
from ideas.road.entries.models import Decision, Entry
from ideas.road.entries.rules import Verdict, is_shown_from
from ideas.stages import KINDS, EntryState, Owner, StepKind
from ideas.writing.proposals.models import Member, Proposal, Version
from ideas.writing.proposals.rules import Consent, Part
from tests.bench.roads import Road
from tests.bench.rows import Facts, Loader
from tests.bench.staff import Employee, Staff
from tests.bench.texts import Passages

DRAFTS = 12  # in each competition whose call is open, for every hundred of its entries' worth
TEAM = 3
DECIDED = "Hasil sudah diumumkan. Usulan ini belum terpilih tahun ini."
ONE_BY_ONE = (StepKind.ENDORSEMENT, StepKind.SCREENING)


def send(loader: Loader, roads: list[Road], staff: Staff, many: int, chance: random.Random) -> None:
    """So many entries, spread over the roads whose call is over; and drafts where it is not."""
    passages = Passages(chance)
    leads = [person for person in staff.people if person.superior_id]
    receiving = [road for road in roads if road.at is not StepKind.CALL]
    for road, _ in zip(cycle(receiving), range(many), strict=False):
        road.entries.append(_entry(road, chance.choice(leads), staff, passages, chance))
    for road in receiving:
        _load(loader, road, passages)
    for road in (road for road in roads if road.at is StepKind.CALL):
        size = many // len(receiving) // 4
        drafts = [_entry(road, chance.choice(leads), staff, passages, chance) for _ in range(size)]
        loader.load(Proposal, map(_proposal, drafts))
        loader.load(Member, (member for draft in drafts for member in draft["team"]))


def _entry(
    road: Road, lead: Employee, staff: Staff, passages: Passages, chance: random.Random
) -> Facts:
    """Everything that is told of one entry; the tables take what is theirs."""
    call = road.steps[StepKind.CALL]
    sent = call["opens_at"] + (call["closes_at"] - call["opens_at"]) * chance.random()
    said = {
        "title": passages.title(), "summary": passages.note()[:1000],
        "category": chance.choice(road.rules.categories).key,
        "answers": {section.key: passages.section() for section in road.rules.sections},
    }  # fmt: skip
    proposal = given.new_id()
    mates = {person.id for person in chance.sample(staff.people, chance.randint(0, TEAM))}
    return {
        "id": given.new_id(), "ref": given.new_ref(), "proposal_id": proposal,
        "competition_id": road.id, "version_id": given.new_id(), "unit_id": lead.unit_id,
        "lead_id": lead.id, "superior_id": lead.superior_id, "submitted_at": sent,
        "digest": given.new_secret(),
        "team": list(_team(proposal, lead.id, mates - {lead.id}, sent)),
        **said, **_place(road, chance.random() < 0.1, passages),
    }  # fmt: skip


def _team(proposal: UUID, lead: UUID, mates: set[UUID], sent: datetime) -> Iterator[Facts]:
    share = 15
    agreed: dict[str, Any] = {
        "proposal_id": proposal, "consent": Consent.AGREED, "answered_at": sent,
        "invited_at": sent - timedelta(days=2),
    }  # fmt: skip
    yield agreed | {"person_id": lead, "part": Part.LEAD, "share": 100 - share * len(mates)}
    for mate in mates:
        yield agreed | {"person_id": mate, "part": Part.MEMBER, "share": share}


def _place(road: Road, failed: bool, passages: Passages) -> Facts:
    """Where it stands: a running clock, or an end with a reason."""
    over = {"owner": Owner.NOBODY, "due_at": None, "step_id": road.step["id"]}
    if failed and road.past(StepKind.SCREENING):
        screening = road.steps[StepKind.SCREENING]["id"]
        return over | {
            "state": EntryState.ENDED, "reason": passages.note()[:600], "step_id": screening,
        }  # fmt: skip
    if road.at is None:
        return over | {"state": EntryState.DECIDED, "reason": DECIDED, "shown": True}
    return {
        "state": EntryState.RUNNING, "owner": KINDS[road.at].owner, "step_id": road.step["id"],
        "due_at": road.step["closes_at"], "shown": is_shown_from(road.at),
    }  # fmt: skip


def _load(loader: Loader, road: Road, passages: Passages) -> None:
    loader.load(Proposal, map(_proposal, road.entries))
    loader.load(Version, map(_version, road.entries))
    loader.load(Member, (member for entry in road.entries for member in entry["team"]))
    loader.load(Entry, road.entries)
    decisions = [made for entry in road.entries for made in _decisions(road, entry, passages)]
    loader.load(Decision, decisions)
    loader.load(Event, (event for entry in road.entries for event in _history(road, entry)))


def _proposal(entry: Facts) -> Facts:
    saved = entry["submitted_at"]
    return entry | {
        "id": entry["proposal_id"], "ref": given.new_ref(), "created_at": saved, "revision": 9,
        "saved_at": saved,
    }  # fmt: skip


def _version(entry: Facts) -> Facts:
    return entry | {
        "id": entry["version_id"], "number": 1, "by_id": entry["lead_id"], "frozen": True,
        "made_at": entry["submitted_at"],
    }  # fmt: skip


def _decisions(road: Road, entry: Facts, passages: Passages) -> Iterator[Facts]:
    """The superior's word and the secretariat's check, where they are behind."""
    facts = {
        StepKind.ENDORSEMENT: {"permit": "800/123/2026", "permit_date": "2026-05-11"},
        StepKind.SCREENING: {"items": {item.key: True for item in road.rules.checklist}},
    }
    for kind in ONE_BY_ONE:
        if road.past(kind):
            ended = entry["state"] is EntryState.ENDED and kind is StepKind.SCREENING
            yield {
                "entry_id": entry["id"], "step_id": road.steps[kind]["id"], "facts": facts[kind],
                "verdict": Verdict.FAIL if ended else Verdict.PASS, "note": passages.note(),
                "by_id": entry["superior_id"], "at": _middle(road.steps[kind]),
            }  # fmt: skip


def _history(road: Road, entry: Facts) -> Iterator[Facts]:
    """Sent, endorsed, checked, and turned by the clock from step to step."""
    yield _event(entry, Act.SUBMIT_PROPOSAL, entry["submitted_at"], competition=road.ref)
    acts = {StepKind.ENDORSEMENT: Act.ENDORSE_ENTRY, StepKind.SCREENING: Act.SCREEN_ENTRY}
    for kind in (kind for kind in road.steps if kind is not StepKind.CALL and road.past(kind)):
        title = road.steps[kind]["title"]
        yield _event(entry, acts.get(kind, Act.TURN_STEP), _middle(road.steps[kind]), step=title)


def _event(entry: Facts, act: Act, at: datetime, **facts: str) -> Facts:
    return event(entry["id"], act, entry["lead_id"], at, **facts)


def event(subject: UUID, act: Act, person: UUID, at: datetime, **facts: str) -> Facts:
    return {
        "at": at, "act": act, "person_id": person, "subject_id": subject, "facts": facts,
        "salt": given.new_secret(), "commitment": given.new_secret(),
    }  # fmt: skip


def _middle(step: Facts) -> datetime:
    opens, closes = step["opens_at"], step["closes_at"]
    return opens + (closes - opens) / 2  # type: ignore[no-any-return] # facts are not typed

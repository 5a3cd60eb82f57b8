"""How the proposals of one competition come in, are endorsed and are checked."""

from datetime import timedelta
from typing import Any

from sqlmodel import Session

from ideas.demo.attaching import attach_samples
from ideas.demo.season import Season, proposals_of
from ideas.demo.together import write_together
from ideas.road.competitions.queries import find_competition, rules_of, steps_of
from ideas.road.entries.actions import (
    Permit,
    correct_entry,
    endorse_entry,
    return_entry,
    screen_entry,
    submit_proposal,
    withdraw_entry,
)
from ideas.road.entries.drafts import find_draft
from ideas.road.entries.queries import EntrySeen, find_entry
from ideas.road.entries.rules import Finding, Verdict
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import Visitor
from ideas.stages import EntryState, StepKind
from ideas.teamwork.teams.actions import answer_invitation, invite_member
from ideas.teamwork.teams.rules import Invitation
from ideas.writing.proposals.actions import save_proposal, start_proposal
from ideas.writing.proposals.rules import Writing

DAY = timedelta(days=1)
HAND = "demo"
UNSENT = ("draft",)
CALL, ENDORSEMENT, SCREENING = StepKind.CALL, StepKind.ENDORSEMENT, StepKind.SCREENING


def write_all(season: Season) -> None:
    """Everyone writes, invites and, unless it stays a draft, sends."""
    texts = proposals_of(season)
    for number, text in enumerate(texts):
        share = 0.15 + 0.7 * (number + 1) / (len(texts) + 1)
        moment = season.moment_in(CALL, share)
        team = _team(season, text)
        ref = _write(season, text, team, moment)
        text["_team"], text["_ref"] = team, ref
        if text["lifecycle"] not in UNSENT:
            with season.at(min(moment + DAY, season.closes(CALL) - timedelta(hours=1))) as session:
                lead = season.person(session, team[0].id)
                season.entries[text["key"]] = submit_proposal(
                    session, lead, find_draft(session, lead, ref)
                ).ref
        write_together(season, text)
        season.proposals.append(text)


def _team(season: Season, text: dict[str, Any]) -> list[Person]:
    """The players who were named, and colleagues from the units that were named."""
    town, team = season.town, list[Person]()
    for mate in text["team"]:
        if "player" in mate:
            team.append(town.players[mate["player"]])
            continue
        busy = {p.id for p in [*team, *town.players.values(), *town.heads.values()]}
        free = [person for person in town.staff(mate["unit"]) if person.id not in busy]
        team.append(season.chance.choice(free))
    return team


def _write(season: Season, text: dict[str, Any], team: list[Person], moment: Any) -> str:
    writing = Writing(
        title=f"{text['short_name']}: {text['title']}", summary=text["summary"].strip(),
        category=text["category"],
        answers={key: answer.strip() for key, answer in text.get("answers", {}).items()},
    )  # fmt: skip
    with season.at(moment) as session:
        lead = season.person(session, team[0].id)
        scoped = find_competition(session, lead, season.ref)
        call = steps_of(session, scoped.row.id)[0]
        source = text["source"]["note"]
        start = Writing(writing.title, writing.summary, writing.category, {}, source)
        proposal = start_proposal(session, lead, scoped, call, start)
        session.flush()
        draft = find_draft(session, lead, proposal.ref)
        save_proposal(session, lead, draft, writing, seen=0, hand=HAND)
        if not season.proposals:
            attach_samples(session, lead, find_draft(session, lead, proposal.ref))
        for person, mate in list(zip(team, text["team"], strict=True))[1:]:
            draft = find_draft(session, lead, proposal.ref)
            invite_member(session, lead, draft, Invitation(person.ref, mate["share"]))
            session.flush()
            _agree(session, season.person(session, person.id), proposal.ref)
        return proposal.ref


def _agree(session: Session, mate: Visitor, ref: str) -> None:
    answer_invitation(session, mate, find_draft(session, mate, ref), agrees=True)
    session.flush()


def endorse_all(season: Season) -> None:
    """The superiors answer, each on a day of their own; some do not."""
    entered = [text for text in season.proposals if text["key"] in season.entries]
    for number, text in enumerate(entered):
        moment = season.moment_in(ENDORSEMENT, 0.2 + 0.6 * number / len(entered))
        with season.at(moment) as session:
            _endorse(season, session, text, number)


def _endorse(season: Season, session: Session, text: dict[str, Any], number: int) -> None:
    seen = _entry(season, session, text)
    superior = season.person(session, seen.row.superior_id)
    seen = find_entry(session, superior, seen.row.ref)
    if text.get("ended_at") == "endorsement" and text["lifecycle"] == "withdrawn":
        lead = season.person(session, seen.row.lead_id)
        withdraw_entry(session, lead, find_entry(session, lead, seen.row.ref))
    elif text["lifecycle"] == "not_endorsed":
        return_entry(session, superior, seen, text["reason"])
    else:
        dated = season.moment_in(ENDORSEMENT, 0.1).date()
        permit = Permit(f"000.{number + 1:02d}/CONTOH/{dated.year}", dated)
        endorse_entry(session, superior, seen, permit)


def screen_all(season: Season) -> None:
    """The secretariat checks; what was given back is mended, or not."""
    waiting = [t for t in season.proposals if t["key"] in season.entries]
    for number, text in enumerate(waiting):
        with season.at(season.moment_in(SCREENING, 0.15 + 0.4 * number / len(waiting))) as session:
            seen = _entry(season, session, text)
            if seen.row.state is EntryState.RUNNING and seen.step.kind is SCREENING:
                _screen(season, session, text, _first_verdict(text))
        if text.get("returned_note") and text["lifecycle"] != "returned":
            _mend(season, text)


def _first_verdict(text: dict[str, Any]) -> Verdict:
    if text.get("returned_note"):
        return Verdict.RETURN
    return Verdict.FAIL if text["lifecycle"] == "failed" else Verdict.PASS


def _mend(season: Season, text: dict[str, Any]) -> None:
    with season.at(season.moment_in(SCREENING, 0.7)) as session:
        seen = _entry(season, session, text)
        lead = season.person(session, seen.row.lead_id)
        draft = find_draft(session, lead, text["_ref"])
        correct_entry(session, lead, find_entry(session, lead, seen.row.ref), draft)
    with season.at(season.moment_in(SCREENING, 0.9)) as session:
        verdict = Verdict.FAIL if text["lifecycle"] == "failed" else Verdict.PASS
        _screen(season, session, text, verdict)


def _screen(season: Season, session: Session, text: dict[str, Any], verdict: Verdict) -> None:
    dewi = season.person(session, "dewi")
    seen = find_entry(session, dewi, season.entries[text["key"]])
    items = rules_of(session, seen.competition).checklist
    reason = text["reason"] if verdict is Verdict.FAIL else text.get("returned_note", "")
    wrong = "permission" if "izin tertulis" in reason.lower() else items[0].key
    findings = [
        Finding(
            item.key, item.text, fine := verdict is Verdict.PASS or item.key != wrong,
            "" if fine else reason,
        )
        for item in items
    ]  # fmt: skip
    screen_entry(session, dewi, seen, verdict, findings)


def _entry(season: Season, session: Session, text: dict[str, Any]) -> EntrySeen:
    """As the secretariat sees it."""
    return find_entry(session, season.person(session, "dewi"), season.entries[text["key"]])

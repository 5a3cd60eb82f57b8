"""Typesetting the minutes of a closed sitting. Running it again finds them kept."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from ideas.language import tell, told
from ideas.language.forms import clock, local, long_day, score
from ideas.outside.files import keep
from ideas.outside.pdf import typeset
from ideas.plenaries.minutes import Minutes, minutes_of
from ideas.plenaries.queries import step_sitting
from ideas.plenaries.rules import Decision
from ideas.plenaries.signing import file_minutes
from ideas.rankings.telling import how_told


def write_minutes(session: Session, about: dict[str, str]) -> None:
    """Opened again meanwhile: there is nothing to write down yet."""
    sitting = step_sitting(session, UUID(about["step"]))
    row = sitting.row
    if row is not None and row.closed_at and row.minutes is None:
        key = keep(typeset("minutes.typ", facts_of(minutes_of(session, sitting, row))), ".pdf")
        file_minutes(session, row.step_id, row.digest, key)


def facts_of(minutes: Minutes) -> dict[str, str]:
    """What is printed, always in Indonesian: it is an official paper of an Indonesian agency."""
    tell("id", "WIB")
    row = minutes.row
    began, closed = local(row.began_at), row.closed_at or row.began_at
    record: dict[str, Any] = {
        "competition": minutes.competition, "organiser": minutes.organiser,
        "day": long_day(began), "began": clock(row.began_at), "closed": clock(closed),
        "date": [began.year, began.month, began.day],
        "quorum": f"{minutes.needed} dari {len(minutes.attended)} orang ({minutes.percent} %)",
        "attended": [
            {"name": who.name, "part": "Ketua" if who.chairs else "Anggota",
             "times": "; ".join(_span(*span) for span in who.times) or "tidak hadir"}
            for who in minutes.attended
        ],
        "heard": [
            {"title": one.title, "ref": one.ref, "at": clock(one.began_at),
             "away": ", ".join(one.away) or "–"}
            for one in minutes.heard
        ],
        "moved": [_change(one) for one in minutes.moved],
        "order": [
            {"place": spot.place, "computed": spot.computed, "title": spot.line.title,
             "ref": spot.line.ref, "mean": score(spot.line.mean),
             "score": score(spot.line.score),
             "range": f"{spot.line.low}–{spot.line.high}" if spot.line.low else "–"}
            for spot in minutes.spots
        ],
        "method": _method(minutes), "rules": minutes.rules_digest, "digest": row.digest,
        "first": minutes.first, "first_at": clock(row.first_at or closed),
        "second": minutes.second, "second_at": clock(closed),
    }  # fmt: skip
    return {"record": json.dumps(record, ensure_ascii=False)}


def _span(since: datetime, until: datetime | None) -> str:
    return f"{clock(since)}–{clock(until)}" if until else f"sejak {clock(since)}"


def _change(one: Any) -> dict[str, str]:
    row = one.row
    verdict = "Diterima" if row.decision is Decision.ACCEPTED else "Tidak diterima"
    above = f"tepat di atas “{one.above}”" if one.above else "ke urutan terakhir"
    return {
        "title": one.title,
        "to": above,
        "reason": one.reason,
        "by": one.by,
        "votes": f"{verdict}: {row.in_favour} setuju, {row.against} tidak, "
        f"{row.abstained} abstain, dari {row.voters} yang berhak.",
    }


def _method(minutes: Minutes) -> str:
    """Whatever the method, in words."""
    table = minutes.agenda.table
    return " ".join(told(sentence) for sentence in how_told(table.method, table.why) or ())

"""Typesetting the minutes of a closed sitting. Running it again finds them kept."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from ideas.deciding.minutes.actions import file_minutes
from ideas.deciding.minutes.queries import Attended, Heard, Minutes, Moved, minutes_of
from ideas.deciding.plenaries.queries import step_sitting
from ideas.deciding.plenaries.rules import Decision, Spot
from ideas.deciding.rankings.telling import how_told
from ideas.language import tell, told
from ideas.language.forms import clock, local, long_day, score
from ideas.outside.files import keep
from ideas.outside.pdf import typeset


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
        "attended": [_attended(one) for one in minutes.attended],
        "heard": [_heard(one) for one in minutes.heard],
        "moved": [_moved(one) for one in minutes.moved],
        "order": [_placed(spot) for spot in minutes.spots],
        "method": _method(minutes), "rules": minutes.rules_digest, "digest": row.digest,
        "first": minutes.first, "first_at": clock(row.first_at or closed),
        "second": minutes.second, "second_at": clock(closed),
    }  # fmt: skip
    return {"record": json.dumps(record, ensure_ascii=False)}


def _attended(one: Attended) -> dict[str, str]:
    times = "; ".join(_span(*span) for span in one.times)
    part = "Ketua" if one.chairs else "Anggota"
    return {"name": one.name, "part": part, "times": times or "tidak hadir"}


def _span(since: datetime, until: datetime | None) -> str:
    return f"{clock(since)} sampai {clock(until)}" if until else f"sejak {clock(since)}"


def _heard(one: Heard) -> dict[str, str]:
    away = ", ".join(one.away) or "tidak ada"
    return {"title": one.title, "ref": one.ref, "at": clock(one.began_at), "away": away}


def _moved(one: Moved) -> dict[str, str]:
    row = one.row
    verdict = "Diterima" if row.decision is Decision.ACCEPTED else "Tidak diterima"
    to = f"tepat di atas “{one.above}”" if one.above else "ke urutan terakhir"
    return {
        "title": one.title, "to": to, "reason": one.reason, "by": one.by,
        "votes": f"{verdict}: {row.in_favour} setuju, {row.against} tidak setuju, "
        f"{row.abstained} abstain, dari {row.voters} yang berhak.",
    }  # fmt: skip


def _placed(spot: Spot) -> dict[str, str | int]:
    line = spot.line
    return {
        "place": spot.place,
        "computed": f"{spot.computed}, bersama" if spot.shared else spot.computed,
        "title": line.title,
        "ref": line.ref,
        "mean": score(line.mean),
        "score": score(line.score),
        "range": f"{line.low} sampai {line.high}" if line.low else "",
    }


def _method(minutes: Minutes) -> str:
    """How scores were worked out, in the words of the pages."""
    table = minutes.agenda.table
    return " ".join(told(sentence) for sentence in how_told(table.method, table.why) or ())

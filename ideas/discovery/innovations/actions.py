"""Taking in known innovations from a file; the same file twice changes nothing."""

from collections.abc import Iterable, Mapping

from sqlalchemy import insert
from sqlmodel import Session, select

from ideas import given
from ideas.acts import Act
from ideas.discovery.innovations.models import Innovation
from ideas.discovery.innovations.rules import fields_in, text_of
from ideas.discovery.likeness.actions import leave_trace, trace_rows, weights_of
from ideas.discovery.likeness.models import EVERYWHERE, Trace
from ideas.history.actions import record
from ideas.permissions import Standing, require


def load_innovations(
    session: Session, standing: Standing, rows: Iterable[Mapping[str, str]]
) -> int:
    """Add or change what the file tells, so that everybody finds it; how many were new."""
    require(Act.LOAD_INNOVATIONS, standing)
    known = {one.code: one for one in session.exec(select(Innovation))}
    before, traces = set(known), list[dict[str, object]]()
    for fields in (fields_in(row) for row in rows):
        if not (fields["code"] and fields["name"]):
            continue
        one = known.setdefault(fields["code"], Innovation.model_validate(fields))
        one.sqlmodel_update(fields)
        session.add(one)
        if one.code in before:
            leave_trace(session, one.id, EVERYWHERE, text_of(one))
    for one in (one for code, one in known.items() if code not in before):
        traces += trace_rows(one.id, EVERYWHERE, weights_of(text_of(one)))
    if traces:
        session.execute(insert(Trace), traces)
    added = len(known) - len(before)
    record(session, Act.LOAD_INNOVATIONS, None, given.new_id(), rows=len(known), added=added)
    return added

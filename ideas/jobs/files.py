"""Checking one file in a box, outside any transaction. Running it again finds it checked."""

import json
import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from ideas.database import transaction
from ideas.judging.visits.queries import visit_showing
from ideas.outside.boxed import run_boxed
from ideas.outside.files import keep, send
from ideas.talking.notices.actions import notify
from ideas.talking.notices.rules import News
from ideas.writing.attachments.models import Attachment
from ideas.writing.attachments.queries import holders_of
from ideas.writing.derivatives.making import BLINDED, THUMB, TOLD
from ideas.writing.files.actions import Checked, note_checked
from ideas.writing.files.models import File
from ideas.writing.files.queries import file_by_key
from ideas.writing.files.rules import BLIND, Fault, FileKind, FileState
from ideas.writing.proposals.models import Proposal


def check_file(_job_id: UUID, about: dict[str, str]) -> None:
    """Let go of meanwhile: there is nothing to check."""
    with transaction(writes=False) as session:
        file = file_by_key(session, about["key"])
    if file is None or file.state is not FileState.CHECKING:
        return
    checked = _in_a_box(file.key, file.kind)
    with transaction() as session:
        row = file_by_key(session, file.key, hold=True)
        if row is not None and row.state is FileState.CHECKING:
            note_checked(session, row, checked)
            if checked.fault:
                _tell(session, row)


def _in_a_box(key: str, kind: FileKind) -> Checked:
    with tempfile.TemporaryDirectory() as name:
        source, out = Path(name) / f"berkas.{kind.value}", Path(name) / "out"
        out.mkdir()
        with source.open("wb") as file:
            for block in send(key):
                file.write(block)
        well = run_boxed("ideas.writing.derivatives", kind.value, str(source), str(out), folder=out)
        return _found(out, kind) if well else Checked(fault=Fault.TOO_SLOW)


def _found(out: Path, kind: FileKind) -> Checked:
    told: dict[str, Any] = json.loads((out / TOLD).read_text())
    if fault := told.pop("fault"):
        return Checked(fault=Fault(fault))
    blind = (out / BLINDED).read_bytes()
    return Checked(
        **told, blind=keep(blind, f".{BLIND[kind].value}"), blind_size=len(blind),
        thumb=keep((out / THUMB).read_bytes(), f".{FileKind.WEBP.value}"),
    )  # fmt: skip


def _tell(session: Session, file: File) -> None:
    """Whoever attached it hears that it was refused."""
    for row in holders_of(session, file.id):
        notify(session, [row.by_id], News.FILE_REFUSED, _where(session, row), name=row.name)


def _where(session: Session, row: Attachment) -> str:
    """The page on which whoever attached it sees why, and sends another."""
    if visit := visit_showing(session, row.proposal_id, row.ref):
        return visit
    ref = session.scalar(select(Proposal.ref).where(col(Proposal.id) == row.proposal_id))
    return f"/proposals/{ref}/files"

"""A good body for every route of attaching files, named after its route."""

from collections.abc import Sequence
from typing import Any

from ideas.database import transaction
from ideas.stages import StepKind
from ideas.writing.attachments.models import Attachment
from ideas.writing.files.models import File
from ideas.writing.files.rules import FileKind
from ideas.writing.proposals.models import Proposal
from tests.factories import Make
from tests.hostile.cases import Case
from tests.writing.attachments.filed import Desk
from tests.writing.files.building import paper


def _case(desk: Desk, tail: Sequence[str] = (), **fields: Any) -> Case:
    closes_at = desk.make.step_of(desk.competition, StepKind.CALL).closes_at
    return Case(desk.sari, "/".join((desk.page, *tail)), fields, closes_at)


def _with_picture(make: Make) -> tuple[Desk, str]:
    """A proposal with a picture in it that is being checked."""
    desk = Desk(make)
    key = f"{'a' * 64}.jpg"
    file = make.save(File(key=key, kind=FileKind.JPEG, size=6, asked_at=make.now))
    row = make.save(
        Attachment(
            proposal_id=desk.proposal.id, section="bukti", name="foto.jpg", by_id=desk.sari.id,
            file_id=file.id, added_at=make.now,
        )
    )  # fmt: skip
    with transaction() as session:
        session.get_one(Proposal, desk.proposal.id).attached = {"bukti": [row.ref]}
    return desk, row.ref


def post_file(make: Make) -> Case:
    desk = Desk(make)
    sent = {"file-bukti": ("rencana.pdf", paper("Halo"))}
    fields = {"alt-bukti": "Rencana kami"}
    closes_at = make.step_of(desk.competition, StepKind.CALL).closes_at
    return Case(desk.sari, desk.page, fields, closes_at, files=sent)


def post_file_link(make: Make) -> Case:
    return _case(Desk(make), ["link"], **{"link-bukti": "https://video.example.go.id/a.mp4"})


def post_file_text(make: Make) -> Case:
    desk, ref = _with_picture(make)
    return _case(desk, [ref, "text"], **{f"alt-{ref}": "Antrean di loket"})


def post_file_removal(make: Make) -> Case:
    desk, ref = _with_picture(make)
    return _case(desk, [ref, "removal"])

"""Files given out: the original to those who wrote it, what was made of it to everybody else."""

from fastapi.responses import Response

from ideas.acts import Act
from ideas.failures import Missing
from ideas.judging.reviews.enclosures import file_of
from ideas.judging.seats.queries import find_assignment
from ideas.road.entries.queries import find_entry
from ideas.web.routes import Pages
from ideas.web.sending import Given, given_out
from ideas.web.visit import Visit
from ideas.writing.attachments.queries import find_attached
from ideas.writing.attachments.rules import Attached
from ideas.writing.files.rules import BLIND, FileKind, neutral_name

pages = Pages()


@pages.read("/entries/{ref}/files/{file}", Act.SEE_ENTRY)
def get_entry_file(visit: Visit, ref: str, file: str) -> Response:
    """Officers and the team read what was sent; colleagues read what judges read."""
    seen = find_entry(visit.session, visit.me, ref)
    found = find_attached(visit.session, seen.row.proposal_id, seen.version.attached, file)
    return to_reader(visit, found, original=seen.inside)


@pages.read("/entries/{ref}/files/{file}/picture", Act.SEE_ENTRY)
def get_entry_picture(visit: Visit, ref: str, file: str) -> Response:
    seen = find_entry(visit.session, visit.me, ref)
    found = find_attached(visit.session, seen.row.proposal_id, seen.version.attached, file)
    return picture_of(visit, found)


@pages.read("/reviews/{assignment}/files/{number}", Act.SEE_SHEET)
def get_review_file(visit: Visit, assignment: str, number: str) -> Response:
    seat = find_assignment(visit.session, visit.me, assignment)
    return to_reader(visit, file_of(visit.session, seat, number), original=False)


@pages.read("/reviews/{assignment}/files/{number}/picture", Act.SEE_SHEET)
def get_review_picture(visit: Visit, assignment: str, number: str) -> Response:
    seat = find_assignment(visit.session, visit.me, assignment)
    return picture_of(visit, file_of(visit.session, seat, number))


def to_reader(visit: Visit, file: Attached, *, original: bool) -> Response:
    """A file that was refused, or is not checked yet, goes to nobody."""
    if file.kind is None or not file.ready:
        raise Missing
    if original:
        given = Given(file.key, file.kind, file.name, file.size)
    elif file.blind:
        kind = BLIND[file.kind]
        given = Given(file.blind, kind, neutral_name(file.place, file.kind), file.blind_size)
    else:
        raise Missing
    return given_out(visit.request, given)


def picture_of(visit: Visit, file: Attached) -> Response:
    if file.thumb is None:
        raise Missing
    return given_out(visit.request, Given(file.thumb, FileKind.WEBP, "gambar.webp", shown=True))

"""Photos of a visit: taken in the field, shown only as copies without hidden data."""

from fastapi.responses import Response
from pydantic import Field

from ideas.acts import Act
from ideas.database import transaction
from ideas.deciding.plenaries.queries import find_entry, find_sitting
from ideas.failures import Invalid, Missing
from ideas.judging.findings.photos import Photo, add_photo, expect_photo, has_claim, remove_photo
from ideas.judging.findings.queries import settled_report
from ideas.judging.findings.rules import PHOTOS
from ideas.judging.visits.queries import Going, find_going
from ideas.outside.files import keep_stream
from ideas.pages.attachments import checked
from ideas.pages.downloads import picture_of, to_reader
from ideas.pages.visits import get_visit, to_write
from ideas.say import say
from ideas.web.forms import Form, PlainForm
from ideas.web.render import path
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit
from ideas.writing.attachments.queries import find_attached
from ideas.writing.attachments.rules import Attached

pages = Pages()


class PhotoForm(Form):
    claim: str = Field(min_length=1, max_length=9)
    alt: str = Field(default="", max_length=300)


@pages.write(
    "/visits/{step}/{entry}/photos", Act.WRITE_REPORT, page=get_visit, files=True, alone=True
)
def post_visit_photo(visit: Visit, step: str, entry: str) -> Done:
    """Looked at and kept outside any transaction: a picture from the field may come slowly."""
    form = visit.filled(PhotoForm)
    with transaction(writes=False) as session:
        going = to_write(visit, session, step, entry)
        if not has_claim(session, going.visit, form.claim):
            raise Invalid({"claim": say("Pilih pernyataan untuk foto ini.")})
    sent = visit.typed.files.get("file-photos")
    if sent is None:
        raise Invalid({"file-photos": say("Pilih foto yang hendak diunggah.")})
    name, new = checked(PHOTOS, sent)
    with transaction() as session:
        expect_photo(session, visit.me, going, new)
    keep_stream(sent.file, new.suffix, new.size)
    with transaction() as session:
        going = to_write(visit, session, step, entry)
        file = expect_photo(session, visit.me, going, new)
        add_photo(session, visit.me, going, Photo(form.claim, name, form.alt, file))
    return Done(to=_claim(going, form.claim), said=say("Foto terunggah."))


@pages.write("/visits/{step}/{entry}/photos/{photo}", Act.WRITE_REPORT, page=get_visit)
def post_visit_photo_removal(visit: Visit, step: str, entry: str, photo: str) -> Done:
    visit.filled(PlainForm)
    remove_photo(visit.session, visit.me, to_write(visit, visit.session, step, entry), photo)
    return Done(to=path("get_visit", step=step, entry=entry), said=say("Foto dihapus."))


@pages.read("/visits/{step}/{entry}/photos/{photo}", Act.SEE_VISIT)
def get_visit_photo(visit: Visit, step: str, entry: str, photo: str) -> Response:
    """The copy without hidden data, to everybody."""
    going = find_going(visit.session, visit.me, step, entry, Act.SEE_VISIT)
    named = going.visit.attached
    found = find_attached(visit.session, going.entry.proposal_id, named, photo)
    return to_reader(visit, found, original=False)


@pages.read("/visits/{step}/{entry}/photos/{photo}/picture", Act.SEE_VISIT)
def get_visit_picture(visit: Visit, step: str, entry: str, photo: str) -> Response:
    going = find_going(visit.session, visit.me, step, entry, Act.SEE_VISIT)
    named = going.visit.attached
    return picture_of(visit, find_attached(visit.session, going.entry.proposal_id, named, photo))


@pages.read("/plenaries/{step}/entries/{entry}/photos/{photo}", Act.SEE_PLENARY)
def get_discussed_photo(visit: Visit, step: str, entry: str, photo: str) -> Response:
    """The same, to the room that talks about the entry."""
    return to_reader(visit, _discussed(visit, step, entry, photo), original=False)


@pages.read("/plenaries/{step}/entries/{entry}/photos/{photo}/picture", Act.SEE_PLENARY)
def get_discussed_picture(visit: Visit, step: str, entry: str, photo: str) -> Response:
    return picture_of(visit, _discussed(visit, step, entry, photo))


def _discussed(visit: Visit, step: str, ref: str, photo: str) -> Attached:
    sitting = find_sitting(visit.session, visit.me, step)
    entry = find_entry(visit.session, sitting, visit.me, ref)
    if (report := settled_report(visit.session, entry)) is None:
        raise Missing
    return find_attached(visit.session, entry.proposal_id, report.visit.attached, photo)


def _claim(going: Going, ref: str) -> str:
    return f"{path('get_visit', step=going.step.ref, entry=going.entry.ref)}#f-found-{ref}"

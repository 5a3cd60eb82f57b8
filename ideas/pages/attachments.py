"""The files of a proposal: what there is, sending one, describing it, taking it out, reading it."""

from typing import Any

from fastapi.responses import Response
from starlette.datastructures import UploadFile

from ideas.acts import Act
from ideas.database import transaction
from ideas.failures import Invalid
from ideas.outside.files import digest_of, keep_stream
from ideas.pages.downloads import picture_of, to_reader
from ideas.permissions import refusal, require
from ideas.road.entries.drafts import find_draft
from ideas.say import say
from ideas.web.render import path, show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit
from ideas.writing.attachments.actions import Arriving, Sent, attach, describe, expect, remove
from ideas.writing.attachments.queries import attached_in, find_attached
from ideas.writing.attachments.rules import (
    endings,
    file_sections,
    full,
    takes,
    takes_links,
    too_heavy,
)
from ideas.writing.files.checking import check_content
from ideas.writing.files.rules import WHY, Fault, Unfit, safe_name
from ideas.writing.forms.rules import Section
from ideas.writing.proposals.queries import Draft

pages = Pages()

FILE, LINK, ALT = "file-", "link-", "alt-"
NOWHERE = say("Bagian ini tidak menerima lampiran. Muat ulang halaman.")


@pages.read("/proposals/{ref}/files", Act.SEE_PROPOSAL)
def get_files(visit: Visit, ref: str, file: str = "") -> Response:  # noqa: ARG001 -- the form of one file comes back here
    draft = find_draft(visit.session, visit.me, ref)
    return show(
        visit, "attachments/files.html", draft=draft, mine=draft.mate(visit.me.ref),
        sections=file_sections(draft.rules.sections), why_not=refusal(Act.CHANGE_PROPOSAL,
        draft.standing), files=attached_in(visit.session, draft.row.id, draft.row.attached),
        endings=endings, takes_links=takes_links, first=_first_open(draft),
    )  # fmt: skip


@pages.write("/proposals/{ref}/files", Act.CHANGE_PROPOSAL, page=get_files, files=True, alone=True)
def post_file(visit: Visit, ref: str) -> Done:
    """Looked at and kept outside any transaction, since it may be large and its store far away."""
    with transaction(writes=False) as session:
        draft = _to_change(visit, session, ref)
    section, sent = _sent(visit, draft)
    name, arriving = checked(section, sent)
    with transaction() as session:
        expect(session, visit.me, draft, section, arriving)
    keep_stream(sent.file, arriving.suffix, arriving.size)
    with transaction() as session:
        draft = _to_change(visit, session, ref, hold=True)
        file = expect(session, visit.me, draft, section, arriving)
        alt = visit.typed.text(f"{ALT}{section.key}").strip()
        attach(session, visit.me, draft, section, Sent(name, alt, file=file))
    return Done(to=_place(ref, section), said=say("“{name}” terunggah.", name=name))


@pages.write("/proposals/{ref}/files/link", Act.CHANGE_PROPOSAL, page=get_files)
def post_file_link(visit: Visit, ref: str) -> Done:
    draft = _to_change(visit, visit.session, ref, hold=True)
    section = _section(draft, next(iter(visit.typed.starting(LINK)), ""))
    if not takes_links(section):
        raise Invalid(NOWHERE)
    link = visit.typed.text(f"{LINK}{section.key}").strip()
    attach(visit.session, visit.me, draft, section, Sent(str(say("Tautan video")), link=link))
    return Done(to=_place(ref, section), said=say("Tautan tersimpan."))


@pages.write("/proposals/{ref}/files/{file}/text", Act.CHANGE_PROPOSAL, page=get_files)
def post_file_text(visit: Visit, ref: str, file: str) -> Done:
    draft = _to_change(visit, visit.session, ref, hold=True)
    alt = visit.typed.text(f"{ALT}{file}").strip()
    describe(visit.session, visit.me, draft, file, alt)
    return Done(to=path("get_files", ref=ref), said=say("Keterangan tersimpan."))


@pages.write("/proposals/{ref}/files/{file}/removal", Act.CHANGE_PROPOSAL, page=get_files)
def post_file_removal(visit: Visit, ref: str, file: str) -> Done:
    draft = _to_change(visit, visit.session, ref, hold=True)
    remove(visit.session, visit.me, draft, file)
    return Done(to=path("get_files", ref=ref), said=say("Lampiran dihapus dari gagasan ini."))


@pages.read("/proposals/{ref}/files/{file}", Act.SEE_PROPOSAL)
def get_file(visit: Visit, ref: str, file: str) -> Response:
    draft = find_draft(visit.session, visit.me, ref)
    found = find_attached(visit.session, draft.row.id, draft.row.attached, file)
    return to_reader(visit, found, original=draft.mate(visit.me.ref) is not None)


@pages.read("/proposals/{ref}/files/{file}/picture", Act.SEE_PROPOSAL)
def get_file_picture(visit: Visit, ref: str, file: str) -> Response:
    draft = find_draft(visit.session, visit.me, ref)
    found = find_attached(visit.session, draft.row.id, draft.row.attached, file)
    return picture_of(visit, found)


def _first_open(draft: Draft) -> str:
    """The section whose button is the main one: the first that still takes a file."""
    there = draft.row.attached
    sections = file_sections(draft.rules.sections)
    free = (s.key for s in sections if endings(s) and not full(s, len(there.get(s.key, ()))))
    return next(free, "")


def _to_change(visit: Visit, session: Any, ref: str, *, hold: bool = False) -> Draft:
    draft = find_draft(session, visit.me, ref, hold=hold)
    require(Act.CHANGE_PROPOSAL, draft.standing)
    return draft


def _section(draft: Draft, key: str) -> Section:
    found = (s for s in file_sections(draft.rules.sections) if s.key == key)
    if (section := next(found, None)) is None:
        raise Invalid(NOWHERE)
    return section


def _sent(visit: Visit, draft: Draft) -> tuple[Section, UploadFile]:
    """Which section it is for, by the name of its field."""
    name = next(iter(visit.typed.files), "")
    if not name.startswith(FILE):
        raise Invalid(say("Pilih berkas yang hendak diunggah."))
    section = _section(draft, name.removeprefix(FILE))
    if why := full(section, len(draft.row.attached.get(section.key, ()))):
        raise Invalid({name: why})
    return section, visit.typed.files[name]


def checked(section: Section, sent: UploadFile) -> tuple[str, Arriving]:
    """Its name made harmless, and what it is; or the sentence why it is not taken."""
    field, size = f"{FILE}{section.key}", sent.size or 0
    if why := too_heavy(section, size):
        raise Invalid({field: why})
    name = safe_name(sent.filename or "")
    try:
        kind = check_content(sent.file, name, size)
    except Unfit as unfit:
        raise Invalid({field: WHY[unfit.fault]}) from None
    if not takes(section, kind):
        raise Invalid({field: WHY[Fault.ENDING]})
    return name, Arriving(digest_of(sent.file), kind, size)


def _place(ref: str, section: Section) -> str:
    return f"{path('get_files', ref=ref)}#s-{section.key}"

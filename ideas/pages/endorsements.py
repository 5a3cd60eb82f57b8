"""The superior's word: a list, and the text beside the decision."""

from datetime import date
from typing import Literal

from fastapi.responses import Response
from pydantic import Field, field_validator

from ideas import given
from ideas.acts import Act
from ideas.permissions import require
from ideas.road.entries.actions import Permit, endorse_entry, return_entry
from ideas.road.entries.endorsing import endorsements_of
from ideas.road.entries.queries import find_entry, mates_of
from ideas.road.entries.rules import NOTE_WORDS, Verdict
from ideas.say import say
from ideas.web.forms import Form
from ideas.web.render import path, show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit
from ideas.writing.attachments.queries import attached_in

pages = Pages()


class EndorsementForm(Form):
    verdict: Literal[Verdict.PASS, Verdict.RETURN]
    permit: str = Field(default="", max_length=80)
    permit_date: date | None = None
    note: str = Field(default="", max_length=2000)

    @field_validator("permit_date", mode="before")
    @classmethod
    def empty_is_none(cls, value: str) -> str | None:
        return value or None


@pages.read("/endorsements", Act.SEE_DESK)
def get_endorsements(visit: Visit) -> Response:
    asked = endorsements_of(visit.session, visit.me)
    return show(visit, "endorsements/list.html", asked=asked, now=given.now())


@pages.read("/endorsements/{ref}", Act.ENDORSE_ENTRY)
def get_endorsement(visit: Visit, ref: str) -> Response:
    seen = find_entry(visit.session, visit.me, ref)
    require(Act.ENDORSE_ENTRY, seen.standing)
    return show(
        visit, "endorsements/decide.html", seen=seen, mates=mates_of(visit.session, seen),
        note_words=NOTE_WORDS,
        files=attached_in(visit.session, seen.row.proposal_id, seen.version.attached),
    )  # fmt: skip


@pages.write("/endorsements/{ref}", Act.ENDORSE_ENTRY, page=get_endorsement)
def post_endorsement(visit: Visit, ref: str) -> Done:
    seen = find_entry(visit.session, visit.me, ref)
    form = visit.filled(EndorsementForm)
    if form.verdict is Verdict.RETURN:
        return_entry(visit.session, visit.me, seen, form.note)
        said = say("Usulan dikembalikan. Tim membaca catatan Anda.")
    else:
        permit = Permit(form.permit, form.permit_date)
        endorse_entry(visit.session, visit.me, seen, permit)
        said = say("Persetujuan Anda tercatat. Usulan berlanjut.")
    return Done(to=path("get_endorsements"), said=said)

"""Writing together and coming back to it: what two hands wrote, and the versions of a draft."""

from typing import Literal

from fastapi.responses import Response
from pydantic import Field

from ideas.acts import Act
from ideas.permissions import refusal, require
from ideas.road.entries.drafts import find_draft
from ideas.say import say
from ideas.web.forms import Form, Typed
from ideas.web.render import path, show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit
from ideas.writing.drafting.actions import restore_version
from ideas.writing.drafting.queries import Opened, met_in, versions_compared
from ideas.writing.drafting.rules import Met, chosen, written
from ideas.writing.forms.rules import chosen_in
from ideas.writing.proposals.queries import Draft
from ideas.writing.proposals.rules import Writing
from ideas.writing.reminders.actions import put_aside

pages = Pages()

MOST = 2**31 - 1


class RestoreForm(Form):
    number: int = Field(ge=1, le=MOST)


class AsideForm(Form):
    aside: Literal["yes", "no"]


def typed_writing(visit: Visit) -> Writing:
    """What the form says, with what was picked where two texts clashed."""
    typed = visit.typed
    title, summary, category = (
        typed.text(name).strip() for name in ("title", "summary", "category")
    )
    tags = {family: chosen_in(keys) for family, keys in typed.joined("tag-").items()}
    fresh = Writing(title, summary, category, typed.joined("answer-"), tags=tags)
    return written(fresh, chosen(typed.starting("meet-"), fresh.fields()))


def met_again(visit: Visit, draft: Draft) -> Met:
    """After a clash the page is filled with both texts, and says of each field what it holds."""
    seen = visit.typed.text("version")
    if "clash" not in visit.errors or not (seen.isascii() and seen.isdigit()):
        return Met()
    opened = Opened(int(seen), visit.hand)
    found = met_in(visit.session, visit.me, draft, typed_writing(visit), opened)
    kept = [(n, t) for n, t in visit.typed.pairs if n not in found.texts and n[:5] != "meet-"]
    visit.typed = Typed([*kept, *found.texts.items()])
    return found


def joined(found: Met) -> Done:
    """Two texts became one by themselves."""
    if found.by:
        return Done(said=say("Tersimpan. Tulisan Anda dan {name} sudah digabung.", name=found.by))
    return Done(said=say("Tersimpan. Tulisan dari dua jendela sudah digabung."))


@pages.read("/proposals/{ref}/versions", Act.SEE_DRAFTING)
def get_versions(visit: Visit, ref: str) -> Response:
    draft = find_draft(visit.session, visit.me, ref)
    require(Act.SEE_DRAFTING, draft.standing)
    asked = visit.request.query_params
    compared = versions_compared(
        visit.session, draft, asked.get("from", ""), asked.get("number", "")
    )
    return show(
        visit, "proposals/versions.html", draft=draft, compared=compared,
        refused=refusal(Act.RESTORE_VERSION, draft.standing),
    )  # fmt: skip


@pages.write("/proposals/{ref}/versions", Act.RESTORE_VERSION, page=get_versions)
def post_versions(visit: Visit, ref: str) -> Done:
    draft = find_draft(visit.session, visit.me, ref, hold=True)
    number = visit.filled(RestoreForm).number
    restore_version(visit.session, visit.me, draft, number)
    return Done(
        to=path("get_edit", ref=ref),
        said=say("Versi {n} dipakai lagi. Yang sebelumnya tetap ada di daftar versi.", n=number),
    )


@pages.write("/proposals/{ref}/reminders", Act.PUT_ASIDE, page=get_versions)
def post_reminders(visit: Visit, ref: str) -> Done:
    draft = find_draft(visit.session, visit.me, ref)
    aside = visit.filled(AsideForm).aside == "yes"
    put_aside(visit.session, visit.me, draft, aside=aside)
    said = say("Baik. Draf ini tidak kami ingatkan lagi.")
    return Done(
        to=path("get_proposal", ref=ref),
        said=said if aside else say("Draf ini kami ingatkan lagi."),
    )

"""An entry: where it stands, why, who is next, and what its reader may do about it."""

from collections.abc import Sequence
from typing import Any

from fastapi.responses import Response

from ideas.acts import Act
from ideas.deciding.soundness.feedback import feedback_of
from ideas.pages.nearby import nearby
from ideas.permissions import refusal, require
from ideas.road.entries.actions import correct_entry, withdraw_entry
from ideas.road.entries.drafts import find_draft
from ideas.road.entries.queries import EntrySeen, find_entry, mates_of
from ideas.road.entries.road import history_of, road_of
from ideas.road.entries.rules import stops, told_as
from ideas.say import say
from ideas.teamwork.amendments.queries import amendments_of, gone_from
from ideas.web.forms import PlainForm
from ideas.web.render import show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit
from ideas.writing.attachments.queries import attached_in
from ideas.writing.proposals.queries import Mate

pages = Pages()

OFFERED = (Act.WITHDRAW_ENTRY, Act.CORRECT_ENTRY, Act.ENDORSE_ENTRY, Act.SCREEN_ENTRY)


@pages.read("/entries/{ref}", Act.SEE_ENTRY)
def get_entry(visit: Visit, ref: str) -> Response:
    seen = find_entry(visit.session, visit.me, ref)
    road = road_of(visit.session, seen.row)
    happened = history_of(visit.session, seen.row.id)
    mates = mates_of(visit.session, seen)
    return show(
        visit, "entries/show.html", seen=seen, road=road, mates=mates,
        **_changes(visit, seen, mates),
        stops=stops([s.step for s in road], seen.step.position, seen.row.state),
        happened=[(it.at, told_as(it.act, it.facts)) for it in happened], may=_may(seen),
        files=attached_in(visit.session, seen.row.proposal_id, seen.version.attached),
        near=nearby(visit, seen, [stop.step.kind for stop in road]),
        total=len(road), feedback=feedback_of(visit.session, seen),
        result=happened[0].facts.get("outcome") if happened else None,
    )  # fmt: skip


@pages.write("/entries/{ref}/withdrawal", Act.WITHDRAW_ENTRY, page=get_entry)
def post_withdrawal(visit: Visit, ref: str) -> Done:
    visit.filled(PlainForm)
    withdraw_entry(visit.session, visit.me, find_entry(visit.session, visit.me, ref))
    return Done(said=say("Usulan ditarik. Gagasannya tetap tersimpan."))


@pages.write("/entries/{ref}/correction", Act.CORRECT_ENTRY, page=get_entry)
def post_correction(visit: Visit, ref: str) -> Done:
    visit.filled(PlainForm)
    seen = find_entry(visit.session, visit.me, ref)
    require(Act.CORRECT_ENTRY, seen.standing)
    draft = find_draft(visit.session, visit.me, seen.proposal, hold=True)
    correct_entry(visit.session, visit.me, seen, draft)
    return Done(said=say("Perbaikan terkirim. Keputusan paling lambat {due}.", due=seen.row.due_at))


def _changes(visit: Visit, seen: EntrySeen, mates: Sequence[Mate]) -> dict[str, Any]:
    """What became of the team since the sending, for its near ones and the officers."""
    if not seen.inside or seen.blind:
        return {"amendments": (), "gone": ()}
    relations = seen.standing.relations
    amendments = amendments_of(visit.session, seen.row.proposal_id, relations)
    return {"amendments": amendments, "gone": gone_from(mates)}


def _may(seen: EntrySeen) -> frozenset[str]:
    """What this reader may do about the entry now, by the act's name."""
    return frozenset(act.value for act in OFFERED if refusal(act, seen.standing) is None)

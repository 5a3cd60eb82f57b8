"""The secretariat's check: a queue across competitions, and one checklist at a time."""

from datetime import UTC, datetime
from typing import Literal

from fastapi.responses import Response

from ideas import given
from ideas.acts import Act
from ideas.discovery.kinship.lineage import relatives_of
from ideas.permissions import require
from ideas.road.entries.actions import screen_entry
from ideas.road.entries.queries import EntrySeen, find_entry, mates_of
from ideas.road.entries.road import Stretch, road_of
from ideas.road.entries.rules import Finding, Verdict, hints
from ideas.road.entries.waiting import screening_queue
from ideas.say import Sentence, say
from ideas.web.forms import Form
from ideas.web.render import path, show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit
from ideas.writing.attachments.queries import attached_in
from ideas.writing.forms.rules import Stage, asked
from ideas.writing.proposals.queries import writing_of

pages = Pages()

FINE = {"ok": True, "no": False}


class ScreeningForm(Form):
    verdict: Verdict
    then: Literal["list", "next"] = "list"


@pages.read("/screening", Act.SEE_DESK)
def get_screenings(visit: Visit) -> Response:
    after = _cursor(visit.request.query_params.get("after", ""))
    queue = screening_queue(visit.session, visit.me, after)
    return show(visit, "screening/list.html", queue=queue, now=given.now())


@pages.read("/screening/{ref}", Act.SCREEN_ENTRY)
def get_screening(visit: Visit, ref: str) -> Response:
    seen = find_entry(visit.session, visit.me, ref)
    require(Act.SCREEN_ENTRY, seen.standing)
    road = road_of(visit.session, seen.row)
    return show(
        visit, "screening/check.html", seen=seen, mates=mates_of(visit.session, seen),
        files=attached_in(visit.session, seen.row.proposal_id, seen.version.attached),
        taken=relatives_of(visit.session, visit.me, seen.row.proposal_id),
        hints=_hints(seen, road), earlier=[made for s in road for made in s.decisions],
    )  # fmt: skip


@pages.write("/screening/{ref}", Act.SCREEN_ENTRY, page=get_screening)
def post_screening(visit: Visit, ref: str) -> Done:
    seen = find_entry(visit.session, visit.me, ref)
    findings = _findings(visit, seen)
    form = visit.filled(ScreeningForm, ignore="check-")
    screen_entry(visit.session, visit.me, seen, form.verdict, findings)
    return Done(to=_next(visit, form.then), said=say("Hasil pemeriksaan tercatat."))


def _next(visit: Visit, then: str) -> str:
    queue = screening_queue(visit.session, visit.me) if then == "next" else None
    if queue and queue.lines:
        return path("get_screening", ref=queue.lines[0].ref)
    return path("get_screenings")


def _findings(visit: Visit, seen: EntrySeen) -> list[Finding]:
    fine, reasons = visit.typed.starting("check-ok-"), visit.typed.starting("check-why-")
    return [
        Finding(
            item.key, item.text, FINE.get(fine.get(item.key, "")),
            reasons.get(item.key, "").strip(),
        )
        for item in seen.rules.checklist
    ]  # fmt: skip


def _hints(seen: EntrySeen, road: list[Stretch]) -> list[tuple[bool, Sentence]]:
    permits = [made.permit for s in road for made in s.decisions if made.permit]
    categories = [category.key for category in seen.rules.categories]
    sections = asked(seen.rules.sections, seen.version.category, Stage.PITCH)
    return hints(writing_of(seen.version), sections, categories, permits[-1] if permits else "")


def _cursor(text: str) -> tuple[datetime, str] | None:
    """Where the page before ended, as its link tells it; nonsense begins at the start."""
    due, _, ref = text.partition(",")
    try:
        moment = datetime.fromisoformat(due)
        return (moment.astimezone(UTC), ref) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None

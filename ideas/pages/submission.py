"""Looking a draft over once more, and sending it."""

from fastapi.responses import Response

from ideas.acts import Act
from ideas.discovery.kinship.lineage import relatives_of
from ideas.permissions import require
from ideas.road.entries.actions import submit_proposal
from ideas.road.entries.drafts import find_draft
from ideas.say import say
from ideas.web.forms import PlainForm
from ideas.web.render import path, show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit
from ideas.writing.anonymity.queries import telling_files, traces_of
from ideas.writing.drafting.rules import prechecks

pages = Pages()


@pages.read("/proposals/{ref}/submission", Act.SUBMIT_PROPOSAL)
def get_submission(visit: Visit, ref: str) -> Response:
    draft = find_draft(visit.session, visit.me, ref)
    require(Act.SUBMIT_PROPOSAL, draft.standing)
    return show(
        visit, "proposals/submission.html", draft=draft,
        traces=traces_of(visit.session, draft), telling=telling_files(visit.session, draft),
        prechecks=prechecks(draft.rules.checklist, draft.lacks),
        taken=relatives_of(visit.session, visit.me, draft.row.id),
    )  # fmt: skip


@pages.write("/proposals/{ref}/submission", Act.SUBMIT_PROPOSAL, page=get_submission)
def post_submission(visit: Visit, ref: str) -> Done:
    visit.filled(PlainForm)
    draft = find_draft(visit.session, visit.me, ref, hold=True)
    entry = submit_proposal(visit.session, visit.me, draft)
    return Done(
        to=path("get_entry", ref=entry.ref),
        said=say("Usulan terkirim. Keputusan berikutnya paling lambat {due}.", due=entry.due_at),
    )

"""Taking people in from a file: received, columns matched, dry run, applied. Jobs do the work."""

from pathlib import PurePath

from fastapi.responses import Response

from ideas.acts import Act
from ideas.failures import Invalid
from ideas.later import Task, later
from ideas.leaves import number_in
from ideas.outside import files
from ideas.permissions import Standing, require_visible
from ideas.say import say
from ideas.staff.intake import actions
from ideas.staff.intake.queries import (
    LEAF,
    changes_of,
    fault_counts,
    faults_of,
    intake_of,
    intakes_of,
    report,
    scopes_of,
    standing_in,
)  # fmt: skip
from ideas.staff.roster.rules import NEEDED, Column
from ideas.staff.staging.models import Intake
from ideas.staff.staging.rules import AT_WORK, Gone
from ideas.web.forms import Form, clean
from ideas.web.receiving import MOST_IN_A_FILE
from ideas.web.render import path, show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit

pages = Pages()


class Decision(Form):
    """How a checked file is applied."""

    gone: Gone = Gone.KEEP
    strict: bool = False


@pages.read("/admin/intake", Act.IMPORT_PEOPLE)
def get_intakes(visit: Visit) -> Response:
    require_visible(Act.IMPORT_PEOPLE, visit.standing)
    return show(visit, "intake/list.html", intakes=intakes_of(visit.session, visit.me))


@pages.write("/admin/intake", Act.IMPORT_PEOPLE, page=get_intakes, files=True)
def post_intake(visit: Visit) -> Done:
    require_visible(Act.IMPORT_PEOPLE, visit.standing)
    received = _received(visit)
    intake = actions.receive(visit.session, standing_in(visit.me, received.scope), received)
    _work_on(visit, intake)
    return Done(to=path("get_intake", ref=intake.ref))


def _received(visit: Visit) -> actions.Received:
    """The file, kept in its place."""
    sent = visit.typed.files.get("file")
    if sent is None:
        raise Invalid({"file": say("Pilih berkas CSV atau XLSX.")})
    key = files.keep_stream(sent.file, ".sheet", MOST_IN_A_FILE)
    if key is None:
        raise Invalid({"file": say("Berkas ini terlalu besar. Paling besar 300 MB.")})
    name = clean(PurePath(sent.filename.replace("\\", "/")).name)
    scope = scopes_of(visit.me)[0]
    return actions.Received(key[:64], name, sent.size, key, scope, visit.me.id)


@pages.read("/admin/intake/{ref}", Act.IMPORT_PEOPLE)
def get_intake(visit: Visit, ref: str) -> Response:
    intake = intake_of(visit.session, visit.me, ref)
    leaf = number_in(visit.request.query_params.get("leaf", ""))
    faults = faults_of(visit.session, intake, leaf)
    return show(
        visit, "intake/show.html", intake=intake, at_work=intake.state in AT_WORK,
        counts=fault_counts(visit.session, intake.id), faults=faults[:LEAF], leaf=leaf,
        goes_on=len(faults) > LEAF, changes=changes_of(visit.session, intake.id),
        columns=list(Column), needed=NEEDED, options=[(name, name) for name in intake.header],
    )  # fmt: skip


@pages.read("/admin/intake/{ref}/faults.csv", Act.IMPORT_PEOPLE)
def get_intake_faults(visit: Visit, ref: str) -> Response:
    intake = intake_of(visit.session, visit.me, ref)
    return Response(
        report(visit.session, intake),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="baris-keliru-{ref}.csv"'},
    )


@pages.write("/admin/intake/{ref}/mapping", Act.IMPORT_PEOPLE, page=get_intake)
def post_intake_mapping(visit: Visit, ref: str) -> Done:
    intake = intake_of(visit.session, visit.me, ref)
    chosen = {c: visit.typed.text(c.value) for c in Column if visit.typed.text(c.value)}
    actions.tell_columns(visit.session, _standing(visit, intake), intake, chosen)
    _work_on(visit, intake)
    return Done(to=path("get_intake", ref=ref))


@pages.write("/admin/intake/{ref}/apply", Act.IMPORT_PEOPLE, page=get_intake)
def post_intake_apply(visit: Visit, ref: str) -> Done:
    intake = intake_of(visit.session, visit.me, ref)
    how = visit.filled(Decision)
    actions.confirm(_standing(visit, intake), intake, gone=how.gone, strict=how.strict)
    _work_on(visit, intake)
    return Done(to=path("get_intake", ref=ref))


@pages.write("/admin/intake/{ref}/discard", Act.IMPORT_PEOPLE, page=get_intake)
def post_intake_discard(visit: Visit, ref: str) -> Done:
    intake = intake_of(visit.session, visit.me, ref)
    actions.discard(visit.session, _standing(visit, intake), intake)
    _work_on(visit, intake)
    return Done(to=path("get_intakes"), said=say("Berkas dibuang. Tidak ada data yang berubah."))


def _standing(visit: Visit, intake: Intake) -> Standing:
    return standing_in(visit.me, intake.scope)


def _work_on(visit: Visit, intake: Intake) -> None:
    visit.session.flush()
    later(visit.session, Task.TAKE_IN, intake=str(intake.id))

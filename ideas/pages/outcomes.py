"""Sealing a result, releasing it, and the page that everybody may check afterwards."""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from fastapi.responses import RedirectResponse, Response
from pydantic import Field

from ideas.acts import Act
from ideas.deciding.outcomes.actions import approve_outcome, reopen_outcome, seal_outcome
from ideas.deciding.outcomes.dryrun import dry_run
from ideas.deciding.outcomes.published import Published, find_published, scored_rows, seal_record
from ideas.deciding.outcomes.queries import find_place, reopenings, sealing_of, standing_at
from ideas.deciding.outcomes.ranking import ResultLine, ranking_of, whole_ranking
from ideas.deciding.outcomes.rules import Terms, told
from ideas.deciding.recognition.actions import publish_when_due
from ideas.failures import Missing
from ideas.history.rules import canonical
from ideas.judging.scoring.reading import score_table
from ideas.language.forms import typed_moment
from ideas.leaves import number_in
from ideas.permissions import require
from ideas.say import say
from ideas.stages import OutcomeState, StepKind
from ideas.tables import written
from ideas.web.forms import Day, Form, LocalMoment
from ideas.web.render import path, show
from ideas.web.routes import Pages
from ideas.web.sending import download, table
from ideas.web.visit import Done, Visit

pages = Pages()
HEADER = (
    "peringkat", "usulan", "judul", "unit_kerja", "nilai", "nilai_pecahan", "lembar_nilai",
    "suara", "penghargaan",
)  # fmt: skip
CORRECTED = (
    "rata_rata", "rata_rata_pecahan", "galat_baku", "peringkat_dari", "peringkat_sampai",
    "diundi",
)  # fmt: skip
DECIDED = ("peringkat_hitungan", "alasan_sidang_pleno")
HEARD = ("presentasi",)

Columns = tuple[tuple[str, ...], Callable[[ResultLine], tuple[object, ...]]]


class SealForm(Form):
    decree_number: str = Field(min_length=1, max_length=80)
    decree_date: Day
    release_at: LocalMoment

    def terms(self, zone: str) -> Terms:
        return Terms(self.decree_number, self.decree_date, typed_moment(self.release_at, zone))


class ReopeningForm(Form):
    reason: str = Field(min_length=1, max_length=600)


@pages.read("/competitions/{ref}/outcome", Act.PREVIEW_OUTCOME)
def get_sealing(visit: Visit, ref: str) -> Response:
    place = find_place(visit.session, visit.me, ref)
    if place.outcome and place.outcome.state is OutcomeState.RELEASED:
        return RedirectResponse(path("get_result", ref=place.outcome.ref), 303)
    sealing = sealing_of(visit.session, visit.me, place)
    run = None if sealing.blocked else dry_run(visit.session, place.scoped)
    alarm = run is not None and place.outcome is not None and not run.fits(place.outcome)
    return show(visit, "outcomes/seal.html", sealing=sealing, run=run, alarm=alarm)


@pages.write("/competitions/{ref}/outcome/seal", Act.SEAL_OUTCOME, page=get_sealing)
def post_seal(visit: Visit, ref: str) -> Done:
    terms = visit.filled(SealForm).terms(visit.me.zone)
    seal_outcome(visit.session, visit.me, find_place(visit.session, visit.me, ref), terms)
    return Done(said=say("Hasil disegel. Pejabat pengumum memeriksa dan menyetujuinya."))


@pages.write("/competitions/{ref}/outcome/reopening", Act.REOPEN_OUTCOME, page=get_sealing)
def post_reopening(visit: Visit, ref: str) -> Done:
    place = find_place(visit.session, visit.me, ref)
    require(Act.REOPEN_OUTCOME, standing_at(visit.session, visit.me, place))
    reopen_outcome(visit.session, visit.me, place, visit.filled(ReopeningForm).reason)
    return Done(said=say("Segel dibuka. Alasannya tercatat; hasil dapat disegel lagi."))


@pages.write("/competitions/{ref}/outcome/release", Act.RELEASE_OUTCOME, page=get_sealing)
def post_release(visit: Visit, ref: str) -> Done:
    outcome = approve_outcome(visit.session, visit.me, find_place(visit.session, visit.me, ref))
    if publish_when_due(visit.session, outcome):
        return Done(path("get_result", ref=outcome.ref), say("Hasil sudah diumumkan."))
    return Done(said=say("Disetujui. Hasil diumumkan sendiri pada waktunya."))


@pages.read("/outcomes/{ref}", Act.SEE_OUTCOME, public=True)
def get_result(visit: Visit, ref: str) -> Response:
    published = find_published(visit.session, ref)
    number = number_in(visit.request.query_params.get("leaf", ""))
    ranking = ranking_of(visit.session, visit.person, published, number)
    reopened = reopenings(visit.session, published.competition.id)
    return show(visit, "outcomes/show.html", published=published, table=ranking, reopened=reopened)


@pages.read("/outcomes/{ref}/result.csv", Act.SEE_OUTCOME, public=True)
def get_result_csv(visit: Visit, ref: str) -> Response:
    published = find_published(visit.session, ref)
    lines = whole_ranking(visit.session, published)
    parts = list(_columns(published, lines))
    header = [name for names, _ in parts for name in names]
    rows = [[cell for _, cells in parts for cell in cells(line)] for line in lines]
    return table(written([header, *rows]), f"hasil-{ref}.csv")


@pages.read("/outcomes/{ref}/scores.csv", Act.SEE_OUTCOME, public=True)
def get_result_scores(visit: Visit, ref: str) -> Response:
    """What `ideas calibrate` and `ideas rank` read."""
    return _scores(visit, ref, StepKind.PANEL, f"lembar-{ref}.csv")


@pages.read("/outcomes/{ref}/talks.csv", Act.SEE_OUTCOME, public=True)
def get_result_talks(visit: Visit, ref: str) -> Response:
    """The same of the presentations, where they weigh."""
    return _scores(visit, ref, StepKind.PITCH, f"presentasi-{ref}.csv")


@pages.read("/outcomes/{ref}/seal.json", Act.SEE_OUTCOME, public=True)
def get_seal_record(visit: Visit, ref: str) -> Response:
    published = find_published(visit.session, ref)
    record = seal_record(visit.session, published, whole_ranking(visit.session, published))
    return download(canonical(record), "application/json", f"segel-{ref}.json")


def _scores(visit: Visit, ref: str, kind: StepKind, name: str) -> Response:
    rows = scored_rows(visit.session, find_published(visit.session, ref), kind)
    if not rows:
        raise Missing
    return table(score_table(rows), name)


def _columns(published: Published, lines: Iterable[ResultLine]) -> Iterator[Columns]:
    """What every result tells, and what only some have."""
    yield HEADER, _cells
    if published.told is not None:
        yield CORRECTED, _more_cells
    if any(line.computed is not None for line in lines):
        yield DECIDED, lambda line: (line.computed, line.changed)
    if published.rules.judging.pitch_share:
        yield HEARD, lambda line: ("tidak hadir" if line.absent else "hadir",)


def _cells(line: ResultLine) -> tuple[object, ...]:
    return (
        line.place, line.ref, line.title, line.unit, *_score(line.score), line.sheets, line.votes,
        line.award,
    )  # fmt: skip


def _more_cells(line: ResultLine) -> tuple[object, ...]:
    """What the score rests on: the raw mean, its accuracy, and whether a lot was drawn."""
    error = "" if line.se is None else f"{line.se:.6f}"
    interval = line.low or "", line.high or ""
    return (*_score(line.mean), error, *interval, "ya" if line.drawn else "tidak")


def _score(score: Fraction) -> tuple[str, str]:
    return f"{float(score):.4f}", told(score)

"""One bounded step of taking a file in. Whoever is stopped between two goes on with the next."""

from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from uuid import UUID

from sqlmodel import Session, col, select

from ideas import given
from ideas.failures import Missing
from ideas.later import Task, later
from ideas.outside import files
from ideas.permissions import Standing
from ideas.staff.intake import actions
from ideas.staff.intake.laying import Laid, lay, note
from ideas.staff.intake.queries import places, standing_in
from ideas.staff.roles.visitors import visitor_of
from ideas.staff.roster.aliases import kept
from ideas.staff.roster.checking import Checker
from ideas.staff.roster.rules import Found
from ideas.staff.roster.units import Units
from ideas.staff.sheets.opening import open_sheet
from ideas.staff.sheets.rules import LIMITS, FileFault, Sheet, Unreadable
from ideas.staff.staging.models import Intake
from ideas.staff.staging.rules import OVER, IntakeState

ROWS = {"sqlite": 5_000, "postgresql": 50_000}  # a step's worth: about half a second


@dataclass
class Reading:
    """An open file, and how many rows were taken from it."""

    sheet: Sheet
    checker: Checker
    taken: int = 0


# The file that this worker read last, so that its next step need not begin at the beginning.
_open: dict[UUID, Reading] = {}


def take_in(session: Session, about: dict[str, str]) -> None:
    """One step in a job; the next one is a job again."""
    if advance(session, UUID(about["intake"])):
        later(session, Task.TAKE_IN, intake=about["intake"])


def advance(session: Session, intake_id: UUID, path: Path | None = None) -> bool:
    """Take one step. True: there is more to do without anybody being asked."""
    intake = session.scalar(
        select(Intake).where(col(Intake.id) == intake_id).with_for_update()
    )  # fmt: skip
    if intake is None:
        return False
    try:
        return _step(session, intake, path)
    except Unreadable as why:
        actions.give_up(session, intake, why.fault, why.line)
        return True


def _step(session: Session, intake: Intake, path: Path | None) -> bool:
    if intake.state is IntakeState.UPLOADED:
        with closing(open_sheet(_place(intake, path))) as sheet:
            actions.learn_header(session, intake, sheet.header)
    elif intake.state is IntakeState.READING:
        read_some(session, intake, _place(intake, path))
        return True
    elif intake.state is IntakeState.STAGED:
        actions.compare(session, intake)
    elif intake.state is IntakeState.CONFIRMED:
        actions.carry_out(session, standing_for(session, intake), intake)
        return True
    elif intake.state in OVER and intake.file:
        forget_file(intake)
    return False


def forget_file(intake: Intake) -> None:
    """A list of people is not kept longer than it is needed."""
    files.forget(intake.file)
    intake.file = ""


def _place(intake: Intake, path: Path | None) -> Path:
    return path or files.place_of(intake.file)


def standing_for(session: Session, intake: Intake) -> Standing:
    """Who brought the file may have lost the role since."""
    if intake.by_id is None:
        return Standing(system=True)
    try:
        return standing_in(visitor_of(session, intake.by_id), intake.scope)
    except Missing:
        return Standing()


def read_some(session: Session, intake: Intake, path: Path) -> None:
    """Check the next rows and lay them down."""
    reading = _reading(session, intake, path)
    laid: list[Laid] = []
    wrong: list[tuple[int, list[Found]]] = []
    most = ROWS[session.get_bind().dialect.name]
    for line, row, marks in islice(reading.sheet.rows, most):
        clean, faults = reading.checker.check(row, marks)
        laid.append((line, clean, bool(faults)))
        if faults:
            wrong.append((line, faults))
    lay(session, intake.id, laid)
    note(session, intake.id, wrong)
    reading.taken += len(laid)
    put_aside()
    _open[intake.id] = reading
    _count(session, intake, laid, ended=len(laid) < most)


def put_aside() -> None:
    """Close whatever this worker has open."""
    while _open:
        _open.popitem()[1].sheet.close()


def _count(session: Session, intake: Intake, laid: list[Laid], *, ended: bool) -> None:
    intake.rows += len(laid)
    intake.line = laid[-1][0] if laid else intake.line
    intake.counts = {"wrong": intake.counts.get("wrong", 0) + sum(bad for _, _, bad in laid)}
    intake.changed_at = given.now()
    if intake.rows > LIMITS.rows:
        raise Unreadable(FileFault.TOO_LONG)
    if ended:
        put_aside()
        actions.finish_reading(session, intake)


def _reading(session: Session, intake: Intake, path: Path) -> Reading:
    """Where this worker stopped, or anew and forward to where the last one did."""
    reading = _open.pop(intake.id, None)
    if reading is None or reading.taken > intake.rows:
        if reading:
            reading.sheet.close()
        sheet = open_sheet(path)
        scope = intake.scope
        units = Units(places(session), [scope], intake.day)
        mapping = kept(intake.mapping, [text.strip()[:200] for text in sheet.header])
        reading = Reading(sheet, Checker(sheet.header, mapping, units, intake.day))
    for _ in islice(reading.sheet.rows, intake.rows - reading.taken):
        pass
    reading.taken = intake.rows
    return reading

"""What comes between while a panel of the demo reads: a question, a wish, a conflict found late."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from uuid import UUID

from sqlmodel import Session

from ideas.demo.marking import score, sign
from ideas.demo.season import EVERY_SHEET, Season
from ideas.judging.conflicts.rules import ConflictKind
from ideas.judging.guarding.actions import Verdict, pin_conflict
from ideas.judging.guarding.queries import find_two
from ideas.judging.questions.actions import ask_team, pass_on
from ideas.judging.questions.queries import find_concern, to_handle
from ideas.judging.questions.rules import QuestionState
from ideas.judging.queues.queries import batches
from ideas.judging.queues.rules import Line, Shelf
from ideas.judging.reopening.actions import ask_reopening
from ideas.judging.seats.queries import Seat, find_assignment
from ideas.staff.roles.visitors import Visitor
from ideas.stages import StepKind

PANEL = StepKind.PANEL
LATELY = timedelta(hours=18)
HOUR = timedelta(hours=1)
HERS = "teras-membaca"
PUZZLE = "Berapa kali buku diganti dalam sebulan, dan siapa yang memilihnya?"
WORDING = "Mohon jelaskan berapa kali buku diganti dalam sebulan, dan siapa yang memilihnya."
SECOND_PUZZLE = "Apakah angka waktu tunggu diambil dari satu loket atau dari semuanya?"
REGRET = "Saya salah membaca luas uji cobanya. Nilai kelayakan perlu saya perbaiki."
CLOSE = Verdict(ConflictKind.PINNED, "Juri ini membina tim pengusul pada bulan lalu, ST 094/31.")


def pile(season: Season, session: Session, judge: Visitor) -> list[Line]:
    """What this judge reads here; other panels have piles of their own."""
    own = (b for b in batches(session, judge) if b.competition == season.plan["title"])
    return [line for batch in own for line in batch.lines]


def disturb(season: Season) -> None:
    """One thing after the other, yesterday afternoon and this morning."""
    moment = season.anchor - LATELY
    with season.at(moment) as session:
        _ask(season, session)
    with season.at(moment + HOUR) as session:
        _find_close(season, session)
    with season.at(moment + 2 * HOUR) as session:
        _catch_up(season, session)
    with season.at(moment + 3 * HOUR) as session:
        _regret(season, session)


def _ask(season: Season, session: Session) -> None:
    """Two judges ask; the first question is passed on to Sari's team, the other one waits."""
    judge, seat = next(_seats(season, session, of_sari=True))
    ask_team(session, judge, seat, PUZZLE)
    session.flush()
    dewi = season.person(session, "dewi")
    _, step = season.stage(session, dewi, PANEL)
    asked = to_handle(session, dewi, step)[0][0].ref
    waiting = (QuestionState.ASKED,)
    pass_on(session, dewi, find_concern(session, dewi, asked, waiting, step=step.ref), WORDING)
    judge, seat = next(_seats(season, session, of_sari=False))
    ask_team(session, judge, seat, SECOND_PUZZLE)


def _seats(
    season: Season, session: Session, *, of_sari: bool, judges: Sequence[UUID] = ()
) -> Iterator[tuple[Visitor, Seat]]:
    """Who reads Sari's entry, or the others, with the sheet they have."""
    for who in judges or [judge for judge in season.judges if season.far(judge)]:
        judge = season.person(session, who)
        for line in pile(season, session, judge):
            seat = find_assignment(session, judge, line.ref)
            if (season.text_of(session, seat.row.entry_id)["key"] == HERS) is of_sari:
                yield judge, seat


def _find_close(season: Season, session: Session) -> None:
    """A guest turns out to be near: their sheet is set aside, and somebody else reads."""
    dewi = season.person(session, "dewi")
    _, step = season.stage(session, dewi, PANEL)
    guest, seat = next(_seats(season, session, of_sari=False, judges=season.judges[-1:]))
    entry = season.entries[season.text_of(session, seat.row.entry_id)["key"]]
    two = find_two(session, dewi, step, guest.ref, entry)
    pin_conflict(session, dewi, step, two, CLOSE)


def _catch_up(season: Season, session: Session) -> None:
    """Whoever had finished reads what was added."""
    for who in season.judges:
        judge = season.person(session, who)
        added = [at for at in pile(season, session, judge) if at.shelf is not Shelf.DONE]
        if added and season.far(who) == EVERY_SHEET:
            sign(season, session, judge)
            for line in added:
                score(season, session, judge, find_assignment(session, judge, line.ref))


def _regret(season: Season, session: Session) -> None:
    """Ratna asks for a sheet that she locked."""
    ratna = season.person(session, "ratna")
    locked = next(at for at in pile(season, session, ratna) if at.shelf is Shelf.DONE)
    ask_reopening(session, ratna, find_assignment(session, ratna, locked.ref), REGRET)

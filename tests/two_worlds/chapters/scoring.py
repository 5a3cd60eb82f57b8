"""The panel: the draw, a question, a conflict midway and its refill, a sheet that is asked back."""

from ideas.jobs.worker import work_once
from ideas.judging.questions.models import Question
from ideas.judging.reopening.models import Reopening
from ideas.stages import StepKind
from tests.two_worlds.bench import Bench

WHY = "Kriteria dampak perlu saya baca sekali lagi."


def score(bench: Bench) -> None:
    """What waits at the end: a locked sheet of the first entry that its judge wants back."""
    bench.post("dewi", bench.at(StepKind.PANEL), {})
    bench.cast_first()
    for judge in bench.judges:
        bench.sign(judge.lower())
    _ask(bench)
    for judge, sheet, number in bench.piles(StepKind.PANEL):
        if (judge, number) != (bench.first, 0):
            bench.lock(judge, f"/reviews/{sheet.ref}", number)
    bench.post(bench.first, f"{bench.sheet(bench.first, 0)}/conflict", {"why": "Kerabat."})
    work_once()  # another judge is found
    bench.sign(bench.other)
    bench.lock(bench.other, bench.sheet(bench.other, 0), 0)
    bench.post(bench.other, f"{bench.sheet(bench.other, 0)}/reopening", {"reason": WHY})


def _ask(bench: Bench) -> None:
    """Of the first team, through the secretariat."""
    words = {"question": "Berapa warga yang sudah memakainya?"}
    bench.post(bench.first, f"{bench.sheet(bench.first, 0)}/questions", words)
    (asked,) = bench.rows(Question)
    handled = {"verdict": "pass", "wording": words["question"]}
    bench.post("dewi", f"{bench.at(StepKind.PANEL)}/questions/{asked.ref}", handled)
    at = f"/entries/{bench.entries[0].ref}/questions/{asked.ref}"
    bench.post(bench.lead(0), at, {"answer": "Empat ratus orang sebulan.", "checked": "on"})


def answer_the_judge(bench: Bench) -> None:
    """The sheet is given back, and locked once more."""
    (asked,) = bench.rows(Reopening)
    at = f"{bench.at(StepKind.PANEL)}/reopenings/{asked.ref}"
    bench.post("dewi", at, {"verdict": "yes"})
    bench.lock(bench.other, bench.sheet(bench.other, 0), 0)

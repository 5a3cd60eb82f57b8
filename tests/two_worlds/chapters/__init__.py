"""The whole of judging, stage by stage; the clock stands where the stage is."""

from collections.abc import Generator
from datetime import datetime, timedelta

from ideas import given
from ideas.jobs.worker import work_once
from tests.factories import WEEK
from tests.two_worlds.bench import Bench
from tests.two_worlds.chapters.calibrating import calibrate
from tests.two_worlds.chapters.deciding import decide
from tests.two_worlds.chapters.pitching import come_on, end_the_day, plan_the_day
from tests.two_worlds.chapters.scoring import answer_the_judge, score
from tests.two_worlds.chapters.sitting import sit
from tests.two_worlds.chapters.visiting import go_there, plan_visits

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ROAD = (
    ("calibrated", calibrate, timedelta()),
    ("scored", score, HOUR),
    ("answered", answer_the_judge, HOUR * 2),
    ("announced", plan_visits, WEEK),
    ("visited", go_there, WEEK + DAY + HOUR),
    ("planned", plan_the_day, WEEK * 2),
    ("on stage", come_on, WEEK * 2 + DAY),
    ("heard", end_the_day, WEEK * 2 + DAY + HOUR),
    ("sat", sit, WEEK * 3),
    ("decided", decide, WEEK * 4),
    ("released", lambda _bench: None, WEEK * 4 + HOUR * 2),
)
STAGES = tuple(name for name, *_ in ROAD)


class Whole(Bench):
    def tell(self) -> Generator[str, None, None]:
        for stage, happens, _ in ROAD:
            with given.world(frozen=self.clock(stage)):
                work_once()
                happens(self)
                work_once()
                yield stage

    def words(self, judge: str) -> str:  # noqa: ARG002 -- teams read them, so they name no writer
        return "Angkanya jelas."

    def clock(self, stage: str) -> datetime:
        return self.noon + next(away for name, _, away in ROAD if name == stage)

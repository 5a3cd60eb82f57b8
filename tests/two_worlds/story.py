"""A small competition from its panel to its release, told by the product's own pages."""

from collections.abc import Generator, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import col, select, update

from ideas import given
from ideas.database import transaction
from ideas.jobs.worker import work_once
from ideas.judging.declarations.rules import list_digest
from ideas.judging.panels.models import Assignment
from ideas.stages import StepKind
from tests.browsing import Browser
from tests.factories import WEEK
from tests.two_worlds.canaries import DECREE, note_of, reason_of
from tests.two_worlds.cast import Cast

ZONE = timedelta(hours=7)
STAGES = ("panel", "sealed", "approved", "released")


class Story(Cast):
    def tell(self) -> Generator[str, None, None]:
        """Stage by stage; the clock stands where the stage is while its name is out."""
        tellings = (self.judge, self.seal, self.approve, self.release)
        for stage, happens in zip(STAGES, tellings, strict=True):
            with given.world(frozen=self.clock(stage)):
                happens()
                yield stage

    def clock(self, stage: str) -> datetime:
        away = {"panel": timedelta(), "released": WEEK + timedelta(hours=2)}
        return self.noon + away.get(stage, WEEK)

    def judge(self) -> None:
        """Dewi divides the entries; every judge writes and locks every sheet."""
        self.post("dewi", f"/panels/{self.step(StepKind.PANEL).ref}", {})
        if self.secret.swapped:
            self._swap("ratna", "tono")
        self._sign()
        for judge, sheet, number in self.sheets():
            form = self.written(judge, number)
            self.post(judge, f"/reviews/{sheet.ref}", form | {"version": "0"})
            self.post(judge, f"/reviews/{sheet.ref}/lock", form | {"version": "1"})

    def seal(self) -> None:
        work_once()
        terms = {
            "decree_number": DECREE, "decree_date": "2026-11-24",
            "release_at": (given.now() + ZONE + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M"),
        }  # fmt: skip
        self.post("hasan", f"{self.sealing}/seal", terms)

    def approve(self) -> None:
        self.post("melati", f"{self.sealing}/release", {})

    def release(self) -> None:
        work_once()

    @property
    def sealing(self) -> str:
        return f"/competitions/{self.competition.ref}/outcome"

    def sheets(self) -> list[tuple[str, Assignment, int]]:
        """Judge, sheet and the number of the entry, in the order of the draw."""
        judges = {self.people[name.lower()].id: name.lower() for name in self.judges}
        numbers = {entry.id: n for n, entry in enumerate(self.entries)}
        with transaction(writes=False) as session:
            rows = session.exec(select(Assignment).order_by(col(Assignment.place))).all()
        return [(judges[row.judge_id], row, numbers[row.entry_id]) for row in rows]

    def written(self, judge: str, number: int) -> dict[str, str]:
        mark, told = str(self.secret.marks[number]), self.secret.told
        return {
            "mark-dampak": mark, "mark-baru": mark, "note": note_of(judge, told),
            "mark-dampak-reason": f"{self.words(judge)} " * int(mark),
        }  # fmt: skip

    def words(self, judge: str) -> str:
        return reason_of(judge, self.secret.told)

    def _sign(self) -> None:
        """Every judge signs the list of what they are to read; nothing on it is close."""
        lists: dict[str, list[str]] = {}
        for judge, sheet, _ in self.sheets():
            lists.setdefault(judge, []).append(sheet.ref)
        url = f"/reviews/declarations/{self.step(StepKind.PANEL).ref}"
        for judge, refs in lists.items():
            self.post(judge, url, {"read": list_digest(refs), "signed": "on"})

    def _swap(self, one: str, other: str) -> None:
        """Two judges read what the other would have read; Wayan holds the sheets meanwhile."""
        for here, there in ((one, "wayan"), (other, one), ("wayan", other)):
            theirs = col(Assignment.judge_id) == self.people[here].id
            with transaction() as session:
                session.execute(
                    update(Assignment).where(theirs).values(judge_id=self.people[there].id)
                )

    def post(self, who: str, url: str, form: Mapping[str, Any], **files: Any) -> None:
        answer = Browser(self.people[who]).post(url, form, files=files)
        assert answer.status_code == 303, (url, answer.status_code, answer.text[-1500:])

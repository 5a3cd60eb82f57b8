"""A judging that is over and in which presentations weighed; one team did not come to present."""

from datetime import timedelta

from ideas.judging.pitches.models import PitchDay, Slot
from ideas.judging.rubrics.rules import Correction
from ideas.road.entries.models import Entry
from ideas.stages import StepKind
from tests.deciding.rankings.weighed import Weighed
from tests.factories import Make

SHARE = 40
ROAD = (StepKind.CALL, StepKind.PANEL, StepKind.PITCH, StepKind.DECREE)


class Presented(Weighed):
    """Every judge hears every team but the fourth, in another order of worth than the panel's."""

    def __init__(self, make: Make, correction: Correction = Correction.AUTO) -> None:
        super().__init__(make, correction, ROAD, SHARE)
        self.missed, heard = self.entries[3], [*self.entries[:3], *self.entries[4:]]
        step = make.step_of(self.competition, StepKind.PITCH)
        self.day = make.save(
            PitchDay(
                step_id=step.id, starts_at=step.opens_at, room="Ruang Arjuna",
                ends_at=step.opens_at + timedelta(hours=6),
            )
        )  # fmt: skip
        self._slot(self.missed, absent=True)
        for number, entry in enumerate(heard):
            self._slot(entry)
            for judge in self.judges:
                self.read(entry, number // 2 + (judge is self.judges[1]), judge, StepKind.PITCH)

    def _slot(self, entry: Entry, *, absent: bool = False) -> None:
        day = self.day
        self.make.save(
            Slot(
                step_id=day.step_id, day_id=day.id, entry_id=entry.id, starts_at=day.starts_at,
                over_at=None if absent else day.ends_at, absent_at=day.ends_at if absent else None,
                absence="Tidak ada kabar." if absent else "",
            )
        )  # fmt: skip

"""What the checker says of judging: the rubric, how marks become places, what follows the panel."""

from collections.abc import Iterable, Iterator, Sequence

from ideas.judging.rubrics.rules import Criterion
from ideas.road.competitions.rules import AnyStep, Rules
from ideas.say import Sentence, say
from ideas.stages import StepKind

WHOLE = 100
WEIGHTS = say("Bobot kriteria berjumlah {total}, seharusnya 100.")
PITCH_WEIGHTS = say("Bobot rubrik presentasi berjumlah {total}, seharusnya 100.")
TWO = 2  # a bridge joins two
# What may stand between the panel and the decree, in this order.
AFTER_PANEL = (StepKind.VISIT, StepKind.PITCH, StepKind.PLENARY)


def defects_of_rubric(rules: Rules, steps: Sequence[AnyStep]) -> list[Sentence]:
    if not any(step.kind is StepKind.PANEL for step in steps):
        return []
    told = [*_of_criteria(rules.criteria, WEIGHTS)]
    if not rules.prizes:
        told.append(say("Belum ada penghargaan yang diperebutkan."))
    if rules.pitch_criteria and any(step.kind is StepKind.PITCH for step in steps):
        told += _of_criteria(rules.pitch_criteria, PITCH_WEIGHTS)
    return told


def _of_criteria(criteria: Sequence[Criterion], uneven: Sentence) -> Iterator[Sentence]:
    """What one rubric lacks."""
    total = sum(criterion.weight for criterion in criteria)
    if total != WHOLE:
        yield Sentence(uneven.text, {"total": total})
    if repeats(c.key for c in criteria):
        yield say("Dua kriteria memakai kunci sama.")
    if repeats(c.title for c in criteria):
        yield say("Dua kriteria berjudul sama.")
    for criterion in criteria:
        if not all(criterion.anchors):
            title = criterion.title
            yield say("Kriteria “{title}” belum menjelaskan semua nilainya.", title=title)


def defects_of_judging(rules: Rules, road: Sequence[AnyStep], chairs: int) -> list[Sentence]:
    """`road` in order; `chairs`: how many lead the panel."""
    return [*_of_places(road), *_of_switches(rules, road, chairs)]


def _of_places(road: Sequence[AnyStep]) -> Iterator[Sentence]:
    """Visits, presentations and the plenary need what the panel found, and come before the end."""
    kinds = [step.kind for step in road]
    if StepKind.PANEL not in kinds:
        return
    begin = kinds.index(StepKind.PANEL)
    end = kinds.index(StepKind.DECREE) if StepKind.DECREE in kinds else len(kinds)
    for place, step in enumerate(road):
        if step.kind in AFTER_PANEL and not begin < place < end:
            yield say(
                "Tahap “{title}” harus di antara penilaian panel dan penetapan.", title=step.title
            )


def _of_switches(rules: Rules, road: Sequence[AnyStep], chairs: int) -> Iterator[Sentence]:
    judging, kinds = rules.judging, {step.kind for step in road}
    if judging.pitch_share and StepKind.PITCH not in kinds:
        yield say("Presentasi berbobot {n}%, tetapi tahapnya belum ada.", n=judging.pitch_share)
    if StepKind.PLENARY in kinds and not chairs:
        yield say("Sidang pleno memerlukan ketua panel.")
    if judging.room and not chairs:
        yield say("Ruang kalibrasi memerlukan ketua panel.")
    if judging.bridges:
        yield from _without_bridges(rules, road)


def _without_bridges(rules: Rules, road: Sequence[AnyStep]) -> Iterator[Sentence]:
    if len(rules.categories) < TWO:
        yield say("Juri jembatan memerlukan paling sedikit dua kategori.")
    if any(step.kind is StepKind.PANEL and step.per_entry < TWO for step in road):
        yield say("Juri jembatan memerlukan paling sedikit dua juri tiap usulan.")


def repeats(things: Iterable[str]) -> bool:
    seen = list(things)
    return len(seen) != len(set(seen))

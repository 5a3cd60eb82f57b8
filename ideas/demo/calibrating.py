"""A calibration room of the demo: everybody scores the same entries, then the wording is fixed."""

from ideas.demo.marking import score, sign
from ideas.demo.season import Season
from ideas.judging.rooms.actions import agree_wording, close_room, open_room
from ideas.judging.rooms.queries import anchors_of
from ideas.judging.rooms.rules import Agreed
from ideas.judging.seats.queries import find_assignment
from ideas.stages import StepKind

PANEL = StepKind.PANEL
WORDING = Agreed(
    "transfer",
    "Nilai 4 diberikan bila langkahnya tertulis, walau belum ada unit yang menirunya. "
    "Niat meniru saja cukup untuk nilai 3.",
)


def calibrate(season: Season) -> None:
    """Opened by the secretariat, scored by all, worded and closed by the chair."""
    with season.at(season.moment_in(PANEL, 0.02)) as session:
        dewi = season.person(session, "dewi")
        open_room(session, dewi, *season.stage(session, dewi, PANEL), chosen=())
    for number, judge in enumerate(season.judges):
        with season.at(season.moment_in(PANEL, 0.05 + 0.04 * number)) as session:
            me = season.person(session, judge)
            _, step = season.stage(session, me, PANEL)
            sign(season, session, me)
            for anchor in anchors_of(session, me, step.id):
                score(season, session, me, find_assignment(session, me, anchor.ref))
    with season.at(season.moment_in(PANEL, 0.35)) as session:
        tono = season.person(session, "tono")
        agree_wording(session, tono, *season.stage(session, tono, PANEL), WORDING)
        session.flush()
        close_room(session, tono, *season.stage(session, tono, PANEL), reason="")

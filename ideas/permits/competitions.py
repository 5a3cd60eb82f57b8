"""Competitions and their roads: who may, and when."""

from ideas.acts import Act
from ideas.checks import CLOSED, not_oneself, signed_in, step_has_begun, step_is_open, system
from ideas.refusing import Check, has, unless
from ideas.say import Sentence, say
from ideas.stages import CompetitionState, StepKind, StepState
from ideas.standing import Role, Standing


def step_may_be_extended(act: Act, standing: Standing) -> Sentence | None:
    """In good time; only a panel may wait past its close, for an entry that nobody has read."""
    waits = standing.step is StepKind.PANEL
    return step_has_begun(act, standing) if waits else step_is_open(act, standing)


competition_shown = unless(
    lambda s: s.competition is not CompetitionState.DRAFT or Role.SECRETARIAT in s.roles,
    say("Kompetisi ini masih disusun."),
)
competition_runs = unless(
    lambda s: s.competition is CompetitionState.OPEN, say("Kompetisi ini tidak sedang berjalan.")
)
competition_is_draft = unless(
    lambda s: s.competition is CompetitionState.DRAFT,
    say("Aturan terkunci sejak kompetisi dibuka."),
)
before_judging = unless(
    lambda s: (
        s.competition is CompetitionState.DRAFT
        or (s.competition is CompetitionState.OPEN and s.step_state is StepState.UPCOMING)
    ),
    say("Panitia terkunci sejak penilaian dimulai."),
)


def form_may_change(_act: Act, standing: Standing) -> Sentence | None:
    """In use, and not read by the panel yet; a form that nobody writes in is drawn up instead."""
    if standing.competition is not CompetitionState.OPEN:
        return say("Formulir ini sedang disusun, atau kompetisinya sudah selesai.")
    return None if standing.step_state is StepState.UPCOMING else CLOSED


PERMITS: dict[Act, tuple[Check, ...]] = {
    Act.SEE_COMPETITION: (competition_shown,),
    Act.PLAN_COMPETITION: (signed_in, has(Role.SECRETARIAT)),
    Act.CHANGE_COMPETITION: (signed_in, has(Role.SECRETARIAT), competition_is_draft),
    Act.CHANGE_FORM: (signed_in, has(Role.SECRETARIAT), form_may_change),
    Act.OPEN_COMPETITION: (signed_in, has(Role.SECRETARIAT), competition_is_draft),
    Act.APPOINT_OFFICER: (signed_in, has(Role.SECRETARIAT), not_oneself, before_judging),
    Act.DISMISS_OFFICER: (signed_in, has(Role.SECRETARIAT), before_judging),
    Act.EXTEND_STEP: (signed_in, has(Role.SECRETARIAT), competition_runs, step_may_be_extended),
    Act.TURN_STEP: (system,),
}

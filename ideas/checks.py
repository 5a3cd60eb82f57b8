"""The questions that many acts ask: a check answers with the reason to refuse, or None."""

from ideas.acts import Act
from ideas.refusing import unless
from ideas.say import Sentence, say
from ideas.stages import StepState, opens
from ideas.standing import Relation, Standing

CLOSED = say("Tahap ini sudah ditutup.")


def step_has_begun(act: Act, standing: Standing) -> Sentence | None:
    """Enough for a decision that is owed until it is taken: late is late, not lost."""
    if standing.step is None or not opens(standing.step, act):
        return say("Tahap ini tidak membuka tindakan itu.")
    upcoming = standing.step_state is StepState.UPCOMING
    return say("Tahap ini belum dibuka.") if upcoming else None


def step_is_open(act: Act, standing: Standing) -> Sentence | None:
    closed = standing.step_state in (None, StepState.CLOSED)
    return step_has_begun(act, standing) or (CLOSED if closed else None)


signed_in = unless(lambda s: s.signed_in, say("Silakan masuk terlebih dahulu."))

system = unless(lambda s: s.system, say("Hanya sistem yang dapat melakukan ini."))

eligible = unless(
    lambda s: s.eligible, say("Kompetisi ini untuk unit kerja lain. Anda tetap dapat membaca.")
)

not_oneself = unless(
    lambda s: Relation.SELF not in s.relations, say("Anda tidak dapat menunjuk diri sendiri.")
)

lead = unless(
    lambda s: Relation.LEAD in s.relations, say("Hanya ketua tim yang dapat melakukan ini.")
)

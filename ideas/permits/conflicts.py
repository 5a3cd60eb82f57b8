"""Who stays apart: who says so, and until when."""

from ideas.acts import Act
from ideas.checks import CLOSED, signed_in, step_is_open, system
from ideas.permits.judging import assigned
from ideas.refusing import Check, has, unless
from ideas.stages import StepState
from ideas.standing import Role

not_closed = unless(lambda s: s.step_state not in (None, StepState.CLOSED), CLOSED)

PERMITS: dict[Act, tuple[Check, ...]] = {
    Act.SIGN_DECLARATION: (signed_in, assigned, step_is_open),
    Act.PIN_CONFLICT: (signed_in, has(Role.SECRETARIAT, Role.CHAIR), not_closed),
    Act.UNPIN_CONFLICT: (signed_in, has(Role.SECRETARIAT, Role.CHAIR), not_closed),
    Act.CHECK_CANDIDATES: (signed_in, has(Role.SECRETARIAT)),
    Act.GUARD_PANEL: (system,),
}

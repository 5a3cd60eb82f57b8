"""What a panel's marks say: who may read it, and call one more judge."""

from ideas.acts import Act
from ideas.checks import signed_in, step_is_open
from ideas.refusing import Check, has, unless
from ideas.say import say
from ideas.standing import Role

judged_first = unless(
    lambda s: not s.owes_sheets, say("Kunci dahulu semua lembar nilai Anda sendiri.")
)

PERMITS: dict[Act, tuple[Check, ...]] = {
    Act.SEE_SCORES: (signed_in, has(Role.CHAIR, Role.AUDITOR), judged_first),
    Act.CALL_JUDGE: (signed_in, has(Role.CHAIR), judged_first, step_is_open),
}

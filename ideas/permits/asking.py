"""What judges ask for, a locked sheet back or a word of the team: who may, and when."""

from ideas.acts import Act
from ideas.checks import signed_in, step_is_open
from ideas.permits.entries import not_team
from ideas.permits.judging import assigned, not_conflicted
from ideas.refusing import Check, has, unless
from ideas.say import say
from ideas.standing import Relation, Role

in_team = unless(lambda s: s.in_team, say("Hanya tim usulan ini yang membaca dan menjawab."))
locked = unless(lambda s: s.locked, say("Lembar ini tidak terkunci. Anda dapat mengubahnya."))
another = unless(
    lambda s: Relation.SELF not in s.relations,
    say("Permintaan Anda sendiri diputuskan orang lain."),
)

PERMITS: dict[Act, tuple[Check, ...]] = {
    Act.ASK_REOPENING: (signed_in, assigned, not_conflicted, locked, step_is_open),
    Act.ANSWER_REOPENING: (signed_in, has(Role.SECRETARIAT, Role.CHAIR), another, step_is_open),
    Act.ASK_TEAM: (signed_in, assigned, not_conflicted, step_is_open),
    Act.HANDLE_QUESTION: (signed_in, has(Role.SECRETARIAT), not_team, step_is_open),
    Act.SEE_QUESTIONS: (signed_in, in_team),
    Act.ANSWER_QUESTION: (signed_in, in_team, step_is_open),
}

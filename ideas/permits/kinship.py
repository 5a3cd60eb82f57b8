"""Who had it before, building on it, and becoming one: who may, and when."""

from ideas.acts import Act
from ideas.checks import lead, signed_in, step_is_open, system
from ideas.permits.writing import proposal_shown, still_draft, team, with_team
from ideas.refusing import Check, unless
from ideas.say import say
from ideas.standing import Relation, Role

lead_or_secretariat = unless(
    lambda s: Relation.LEAD in s.relations or Role.SECRETARIAT in s.roles,
    say("Hanya ketua tim atau sekretariat yang dapat melakukan ini."),
)
outside_the_team = unless(
    lambda s: not s.in_team and Relation.INVITED not in s.relations,
    say("Anda sudah ada dalam tim ini."),
)

PERMITS: dict[Act, tuple[Check, ...]] = {
    Act.SEE_SIMILAR: (signed_in,),
    Act.RELATE_PROPOSAL: (signed_in, team, with_team, step_is_open),
    Act.ASK_TO_JOIN: (signed_in, proposal_shown, outside_the_team, still_draft, step_is_open),
    Act.PROPOSE_MERGER: (signed_in, lead_or_secretariat, still_draft, step_is_open),
    Act.ANSWER_MERGER: (signed_in, lead, still_draft, step_is_open),
    Act.CARRY_OVER: (signed_in, still_draft, step_is_open),
    Act.UNDO_MERGER: (signed_in, lead_or_secretariat, still_draft, step_is_open),
    Act.LOAD_INNOVATIONS: (system,),
}

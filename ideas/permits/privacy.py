"""Personal data: who may."""

from ideas.acts import Act
from ideas.checks import signed_in, system
from ideas.refusing import Check, has, unless
from ideas.say import say
from ideas.standing import Relation, Role

own_data = unless(lambda s: Relation.SELF in s.relations, say("Ini data pribadi orang lain."))
of_another = unless(
    lambda s: Relation.SELF not in s.relations,
    say("Permintaan ini tentang Anda sendiri. Orang lain yang memutuskan."),
)
not_decider = unless(
    lambda s: Relation.DECIDER not in s.relations,
    say("Yang memutuskan tidak boleh menghapus. Perlu orang kedua."),
)

PERMITS: dict[Act, tuple[Check, ...]] = {
    Act.SEE_MY_DATA: (signed_in, own_data),
    Act.TAKE_MY_DATA: (signed_in, own_data),
    Act.CHOOSE_SHOWN: (signed_in, own_data),
    Act.ASK_PRIVACY: (signed_in, own_data),
    Act.SEE_PROCESSING: (),
    Act.SEE_PRIVACY: (signed_in, has(Role.ADMINISTRATOR, Role.PERSONNEL, Role.AUDITOR)),
    Act.ANSWER_PRIVACY: (signed_in, has(Role.ADMINISTRATOR, Role.PERSONNEL), of_another),
    Act.DECIDE_ERASURE: (signed_in, has(Role.ADMINISTRATOR, Role.PERSONNEL), of_another),
    Act.ERASE_PERSON: (
        signed_in,
        has(Role.ADMINISTRATOR, Role.PERSONNEL),
        of_another,
        not_decider,
    ),
    Act.KEEP_BREACHES: (signed_in, has(Role.ADMINISTRATOR, Role.PERSONNEL)),
    Act.KEEP_PERIODS: (signed_in, has(Role.ADMINISTRATOR)),
    Act.CLEAR_OUT: (system,),
}

"""Getting in, and keeping people, units and roles: who may."""

from ideas.acts import Act
from ideas.checks import not_oneself, signed_in, system
from ideas.refusing import Check, Has, has, unless
from ideas.say import say
from ideas.standing import Role

administrator_or_system = Has(
    frozenset({Role.ADMINISTRATOR}), say("Hanya pengelola sistem yang dapat melakukan ini."), True
)
keeper_of_people = Has(
    frozenset({Role.ADMINISTRATOR, Role.PERSONNEL}),
    say("Hanya pengelola kepegawaian unit ini yang dapat mengubahnya."),
    system=True,
)
office_or_system = Has(
    frozenset({Role.ADMINISTRATOR, Role.PERSONNEL}),
    say("Hanya pengelola sistem dan pengelola kepegawaian yang dapat melakukan ini."),
    system=True,
)
keeps_people = Has(
    frozenset({Role.ADMINISTRATOR, Role.PERSONNEL}),
    say("Hanya pengelola kepegawaian yang dapat memasukkan data pegawai."),
    system=True,
)
another_than_giver = unless(
    lambda s: not s.granted_by_me,
    say("Yang memberi peran tidak boleh menyetujuinya. Perlu orang kedua."),
)
role_waits = unless(lambda s: s.waits, say("Peran ini tidak menunggu persetujuan."))
not_last_administrator = unless(
    lambda s: not s.last_administrator,
    say("Ini pengelola sistem terakhir. Tunjuk penggantinya lebih dahulu."),
)

PERMITS: dict[Act, tuple[Check, ...]] = {
    Act.SIGN_IN: (),
    Act.SIGN_OUT: (signed_in,),
    Act.CHOOSE_LOOK: (),
    Act.PROVE_AGAIN: (signed_in,),
    Act.SLOW_DOWN: (),
    Act.SEE_DESK: (),
    Act.SEE_PERSON: (),
    Act.SEE_ADMIN: (signed_in, has(Role.ADMINISTRATOR, Role.PERSONNEL, Role.AUDITOR)),
    Act.SEE_ROLES: (signed_in, has(Role.ADMINISTRATOR, Role.AUDITOR)),
    Act.SEE_MATRIX: (),
    Act.GRANT_ROLE: (administrator_or_system, not_oneself),
    Act.APPROVE_ROLE: (
        signed_in,
        has(Role.ADMINISTRATOR),
        not_oneself,
        another_than_giver,
        role_waits,
    ),
    Act.REVOKE_ROLE: (administrator_or_system, not_last_administrator),
    Act.KEEP_PEOPLE: (keeper_of_people,),
    Act.IMPORT_PEOPLE: (keeps_people,),
    Act.SEE_UNITS: (signed_in, has(Role.ADMINISTRATOR, Role.PERSONNEL, Role.AUDITOR)),
    Act.LINK_IDENTITY: (system,),
    Act.REFUSE_IDENTITY: (system,),
    Act.HEAR_NOTICE: (system,),
    Act.UNLINK_IDENTITY: (signed_in, has(Role.ADMINISTRATOR)),
    Act.SEE_ACCOUNT: (signed_in,),
    Act.CHANGE_PASSWORD: (signed_in,),
    Act.SET_FACTOR: (signed_in,),
    Act.REMOVE_FACTOR: (signed_in,),
    Act.CLEAR_FACTORS: (administrator_or_system, not_oneself),
    Act.USE_RECOVERY_CODE: (),
    Act.ADD_PASSKEY: (signed_in,),
    Act.REMOVE_PASSKEY: (signed_in,),
    Act.END_SIGN_IN: (signed_in,),
    Act.INVITE_PERSON: (office_or_system,),
    Act.ASK_LINK: (),
    Act.USE_LINK: (),
}

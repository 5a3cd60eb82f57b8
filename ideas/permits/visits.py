"""Field visits: who plans, who goes and signs, what the visited team knows."""

from ideas.acts import Act
from ideas.checks import lead, signed_in, step_is_open
from ideas.permits.judging import not_conflicted
from ideas.refusing import Check, has, unless
from ideas.say import say
from ideas.standing import Relation, Role

concerned = unless(
    lambda s: Relation.ASSIGNED in s.relations or bool(s.roles & {Role.SECRETARIAT, Role.CHAIR}),
    say("Kunjungan ini tidak ditugaskan kepada Anda."),
)
plans_or_apart = unless(
    lambda s: Relation.CONFLICTED not in s.relations or Role.SECRETARIAT in s.roles,
    say("Ada benturan kepentingan dengan usulan ini."),
)
goes = unless(
    lambda s: Relation.ASSIGNED in s.relations, say("Hanya tim kunjungan yang mengisi laporan.")
)
prepares = unless(
    lambda s: Relation.ASSIGNED in s.relations or Role.SECRETARIAT in s.roles,
    say("Hanya sekretariat dan tim kunjungan yang menyusun pernyataan."),
)
told_team = unless(lambda s: s.in_team and s.shown, say("Kunjungan ini bukan kepada tim Anda."))
unsigned = unless(lambda s: not s.locked, say("Kunjungan ini sudah selesai."))

PERMITS: dict[Act, tuple[Check, ...]] = {
    Act.SEE_VISITS: (signed_in, has(Role.SECRETARIAT, Role.CHAIR), plans_or_apart),
    Act.PLAN_VISIT: (signed_in, has(Role.SECRETARIAT), unsigned, step_is_open),
    Act.SEE_VISIT: (signed_in, concerned, not_conflicted),
    Act.CHANGE_CLAIMS: (signed_in, prepares, not_conflicted, unsigned, step_is_open),
    Act.WRITE_REPORT: (signed_in, goes, not_conflicted, unsigned, step_is_open),
    Act.SIGN_REPORT: (signed_in, goes, not_conflicted, unsigned, step_is_open),
    Act.SEE_TEAM_VISIT: (signed_in, told_team),
    Act.CONFIRM_VISIT: (signed_in, lead, unsigned, step_is_open),
}

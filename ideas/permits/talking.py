"""Talking about proposals, and hearing of them: who may, and when."""

from ideas.acts import Act
from ideas.checks import signed_in, step_is_open, system
from ideas.permits.entries import not_team
from ideas.permits.writing import proposal_shown, team, with_team
from ideas.refusing import Check, has, unless
from ideas.say import say
from ideas.stages import JUDGED, CompetitionState
from ideas.standing import Relation, Role

not_judged = unless(
    lambda s: (
        s.in_team
        or s.entry is None
        or s.step not in JUDGED
        or s.competition is CompetitionState.DONE
    ),
    say("Selama penilaian, komentar rekan ditutup agar penilaian adil."),
)
own_comment = unless(
    lambda s: Relation.SELF in s.relations, say("Hanya penulisnya yang dapat mengubahnya.")
)
own_suggestion = unless(
    lambda s: Relation.SELF in s.relations, say("Hanya yang menyarankan yang dapat menariknya.")
)
of_another = unless(lambda s: Relation.SELF not in s.relations, say("Ini komentar Anda sendiri."))
moderator = has(Role.SECRETARIAT, Role.ADMINISTRATOR)
not_who_hid_it = unless(
    lambda s: Relation.DECIDER not in s.relations,
    say("Anda yang menyembunyikannya. Keberatan ini diputuskan orang lain."),
)

PERMITS: dict[Act, tuple[Check, ...]] = {
    Act.WRITE_COMMENT: (signed_in, proposal_shown, not_judged),
    Act.CHANGE_COMMENT: (signed_in, proposal_shown, own_comment),
    Act.REPORT_COMMENT: (signed_in, proposal_shown, of_another),
    Act.SUGGEST_CHANGE: (signed_in, proposal_shown, with_team, step_is_open),
    Act.ANSWER_SUGGESTION: (signed_in, team, with_team, step_is_open),
    Act.WITHDRAW_SUGGESTION: (signed_in, proposal_shown, own_suggestion),
    Act.SUPPORT_PROPOSAL: (signed_in, proposal_shown, not_team),
    Act.FOLLOW_PROPOSAL: (signed_in, proposal_shown),
    Act.SEE_MODERATION: (signed_in, moderator),
    Act.MODERATE_COMMENT: (signed_in, moderator, of_another),
    Act.OBJECT_TO_HIDING: (signed_in, proposal_shown, own_comment),
    Act.DECIDE_OBJECTION: (signed_in, moderator, of_another, not_who_hid_it),
    Act.SEE_NOTICES: (signed_in,),
    Act.CHOOSE_NOTICES: (signed_in,),
    Act.STOP_NOTICES: (),
    Act.WRITE_DIGESTS: (system,),
}

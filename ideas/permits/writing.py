"""Proposals and their teams: who may, and when."""

from ideas.acts import Act
from ideas.checks import eligible, lead, signed_in, step_is_open
from ideas.refusing import Check, unless
from ideas.say import Sentence, say
from ideas.stages import EntryState
from ideas.standing import Relation, Role, Standing


def proposal_shown(_act: Act, standing: Standing) -> Sentence | None:
    """Its team always; others while it is an open draft, but its judges never by name.

    Once sent, this page tells how it fares: others find it as an entry, when that is shown.
    """
    if standing.in_team or Relation.INVITED in standing.relations:
        return None
    opened = standing.shown and standing.entry is None
    reads = opened and standing.eligible and Role.JUDGE not in standing.roles
    return None if reads else say("Draf ini hanya untuk timnya.")


team = unless(lambda s: s.in_team, say("Hanya anggota tim yang dapat melakukan ini."))
invited = unless(
    lambda s: Relation.INVITED in s.relations, say("Tidak ada undangan yang menunggu Anda.")
)
team_or_invited = unless(
    lambda s: s.in_team or Relation.INVITED in s.relations, say("Draf ini hanya untuk timnya.")
)
still_draft = unless(lambda s: s.entry is None, say("Gagasan ini sudah dikirim sebagai usulan."))
with_team = unless(
    lambda s: s.entry in (None, EntryState.RETURNED),
    say("Usulan sudah terkirim. Isinya terkunci selama diperiksa."),
)

PERMITS: dict[Act, tuple[Check, ...]] = {
    Act.WRITE_PROPOSAL: (signed_in, eligible, step_is_open),
    Act.SEE_PROPOSAL: (signed_in, proposal_shown),
    Act.SEE_DRAFTING: (signed_in, team_or_invited),
    Act.OPEN_PROPOSAL: (signed_in, lead, still_draft, step_is_open),
    Act.CHANGE_PROPOSAL: (signed_in, team, with_team, step_is_open),
    Act.INVITE_MEMBER: (signed_in, lead, still_draft, step_is_open),
    Act.ANSWER_INVITATION: (signed_in, invited, still_draft, step_is_open),
    Act.SUBMIT_PROPOSAL: (signed_in, lead, still_draft, step_is_open),
}

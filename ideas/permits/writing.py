"""Proposals and their teams: who may, and when."""

from ideas.acts import Act
from ideas.checks import eligible, lead, signed_in, step_is_open, system
from ideas.refusing import Check, unless
from ideas.say import Sentence, say
from ideas.stages import EntryState
from ideas.standing import Relation, Role, Standing

# Whose word the proposal waits for: an invited mate, and whoever an idea was written down for.
ASKED = frozenset({Relation.INVITED, Relation.NAMED})


def proposal_shown(_act: Act, standing: Standing) -> Sentence | None:
    """Its team always; others while it is an open draft, but its judges never by name.

    Once sent, this page tells how it fares: others find it as an entry, when that is shown.
    """
    if standing.in_team or standing.relations & ASKED:
        return None
    opened = standing.shown and standing.entry is None
    reads = opened and standing.eligible and Role.JUDGE not in standing.roles
    return None if reads else say("Draf ini hanya untuk timnya.")


team = unless(lambda s: s.in_team, say("Hanya anggota tim yang dapat melakukan ini."))
invited = unless(
    lambda s: Relation.INVITED in s.relations, say("Tidak ada undangan yang menunggu Anda.")
)
named = unless(
    lambda s: Relation.NAMED in s.relations, say("Gagasan ini tidak ditulis atas nama Anda.")
)
team_or_invited = unless(
    lambda s: s.in_team or bool(s.relations & ASKED), say("Draf ini hanya untuk timnya.")
)
still_draft = unless(lambda s: s.entry is None, say("Gagasan ini sudah dikirim sebagai usulan."))
with_team = unless(
    lambda s: s.entry in (None, EntryState.RETURNED),
    say("Usulan sudah terkirim. Isinya terkunci selama diperiksa."),
)

undecided = unless(
    lambda s: s.entry in (None, EntryState.RUNNING, EntryState.RETURNED),
    say("Usulan ini sudah selesai. Timnya tidak berubah lagi."),
)
sent = unless(
    lambda s: s.entry in (EntryState.RUNNING, EntryState.RETURNED),
    say("Tim yang sudah dikirim diubah hanya selama usulannya diperiksa."),
)
not_lead = unless(
    lambda s: Relation.LEAD not in s.relations,
    say("Serahkan dahulu peran ketua kepada anggota lain."),
)
named_lead = unless(lambda s: Relation.LEAD not in s.relations, say("Nama ketua selalu tampil."))
leadless = unless(lambda s: s.leadless, say("Ketua tim ini masih bertugas."))
not_judge = unless(
    lambda s: Role.JUDGE not in s.roles, say("Juri tidak dapat ikut dalam tim yang dinilai.")
)
outside_team = unless(
    lambda s: not s.in_team and Relation.INVITED not in s.relations,
    say("Anda sudah bagian dari tim ini."),
)
oneself = unless(
    lambda s: Relation.SELF in s.relations, say("Hanya pemilik halaman ini yang dapat mengubahnya.")
)


def written_in_time(act: Act, standing: Standing) -> Sentence | None:
    """While its step takes it, or, once shortlisted, until the panel begins."""
    return None if standing.completes else with_team(act, standing) or step_is_open(act, standing)


PERMITS: dict[Act, tuple[Check, ...]] = {
    Act.WRITE_PROPOSAL: (signed_in, eligible, step_is_open),
    Act.SEE_PROPOSAL: (signed_in, proposal_shown),
    Act.SEE_DRAFTING: (signed_in, team_or_invited),
    Act.OPEN_PROPOSAL: (signed_in, lead, still_draft, step_is_open),
    Act.CHANGE_PROPOSAL: (signed_in, team, written_in_time),
    Act.RESTORE_VERSION: (signed_in, team, with_team, step_is_open),
    Act.CONFIRM_IDEA: (signed_in, named, still_draft, step_is_open),
    Act.PUT_ASIDE: (signed_in, team, still_draft),
    Act.REMIND_TEAM: (system,),
    Act.INVITE_MEMBER: (signed_in, lead, still_draft, step_is_open),
    Act.ANSWER_INVITATION: (signed_in, invited, still_draft, step_is_open),
    Act.SUBMIT_PROPOSAL: (signed_in, lead, still_draft, step_is_open),
    Act.CHECK_FILE: (system,),
    Act.REMOVE_MEMBER: (signed_in, lead, still_draft, step_is_open),
    Act.LEAVE_TEAM: (signed_in, team, not_lead, undecided),
    Act.HIDE_NAME: (signed_in, team, named_lead, undecided),
    Act.OFFER_LEAD: (signed_in, lead, undecided),
    Act.ANSWER_OFFER: (signed_in, team, undecided),
    Act.TAKE_LEAD: (signed_in, team, leadless, undecided),
    Act.AMEND_TEAM: (signed_in, lead, sent, step_is_open),
    Act.ANSWER_AMENDMENT: (signed_in, team_or_invited, sent, step_is_open),
    Act.SEE_PLACES: (signed_in,),
    Act.READ_PLACE: (signed_in, eligible, not_judge),
    Act.POST_PLACE: (signed_in, lead, still_draft, step_is_open),
    Act.ANSWER_PLACE: (
        signed_in,
        outside_team,
        eligible,
        not_judge,
        still_draft,
        step_is_open,
    ),
    Act.CHOOSE_ANSWER: (signed_in, lead, still_draft, step_is_open),
    Act.CHOOSE_SKILLS: (signed_in, oneself),
}

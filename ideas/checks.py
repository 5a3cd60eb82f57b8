"""One question each: a check answers with the reason to refuse, or None."""

from ideas.acts import Act
from ideas.refusing import Check, Has, unless
from ideas.say import Sentence, say
from ideas.stages import (
    CompetitionState,
    EntryState,
    OutcomeState,
    Owner,
    StepKind,
    StepState,
    opens,
)
from ideas.standing import Relation, Role, Standing

CLOSED = say("Tahap ini sudah ditutup.")


def owed_by(owner: Owner) -> Check:
    return unless(
        lambda s: s.owner is owner and s.entry is EntryState.RUNNING,
        say("Usulan ini tidak sedang menunggu keputusan Anda."),
    )


def step_has_begun(act: Act, standing: Standing) -> Sentence | None:
    """Enough for a decision that is owed until it is taken: late is late, not lost."""
    if standing.step is None or not opens(standing.step, act):
        return say("Tahap ini tidak membuka tindakan itu.")
    upcoming = standing.step_state is StepState.UPCOMING
    return say("Tahap ini belum dibuka.") if upcoming else None


def step_is_open(act: Act, standing: Standing) -> Sentence | None:
    closed = standing.step_state in (None, StepState.CLOSED)
    return step_has_begun(act, standing) or (CLOSED if closed else None)


def step_may_be_extended(act: Act, standing: Standing) -> Sentence | None:
    """In good time; only a panel may wait past its close, for an entry that nobody has read."""
    waits = standing.step is StepKind.PANEL
    return step_has_begun(act, standing) if waits else step_is_open(act, standing)


def entry_shown(_act: Act, standing: Standing) -> Sentence | None:
    """Those on its way see it always; colleagues once it passed screening; judges never by name."""
    if standing.in_team or Relation.SUPERIOR in standing.relations:
        return None
    if standing.competition is CompetitionState.DONE:
        return None if standing.shown else say("Usulan ini tidak diumumkan.")
    if Role.JUDGE in standing.roles:
        return say("Juri membaca usulan tanpa nama, lewat meja penilaian.")
    if standing.roles & {Role.SECRETARIAT, Role.LEADER, Role.PUBLISHER}:
        return None
    return None if standing.shown and standing.eligible else say("Usulan ini belum terbuka.")


# Who one is.
signed_in = unless(lambda s: s.signed_in, say("Silakan masuk terlebih dahulu."))
system = unless(lambda s: s.system, say("Hanya sistem yang dapat melakukan ini."))
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
not_judge = unless(
    lambda s: Role.JUDGE not in s.roles, say("Juri kompetisi ini tidak ikut memberi suara.")
)
eligible = unless(
    lambda s: s.eligible, say("Kompetisi ini untuk unit kerja lain. Anda tetap dapat membaca.")
)
oneself = unless(
    lambda s: Relation.SELF in s.relations, say("Piagam hanya dapat diunduh pemiliknya.")
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
not_oneself = unless(
    lambda s: Relation.SELF not in s.relations, say("Anda tidak dapat menunjuk diri sendiri.")
)
own_data = unless(lambda s: Relation.SELF in s.relations, say("Ini data pribadi orang lain."))
of_another = unless(
    lambda s: Relation.SELF not in s.relations,
    say("Permintaan ini tentang Anda sendiri. Orang lain yang memutuskan."),
)
not_decider = unless(
    lambda s: Relation.DECIDER not in s.relations,
    say("Yang memutuskan tidak boleh menghapus. Perlu orang kedua."),
)

# How one stands to a proposal or an entry.
team = unless(lambda s: s.in_team, say("Hanya anggota tim yang dapat melakukan ini."))
lead = unless(
    lambda s: Relation.LEAD in s.relations, say("Hanya ketua tim yang dapat melakukan ini.")
)
invited = unless(
    lambda s: Relation.INVITED in s.relations, say("Tidak ada undangan yang menunggu Anda.")
)
team_or_invited = unless(
    lambda s: s.in_team or Relation.INVITED in s.relations, say("Draf ini hanya untuk timnya.")
)
not_team = unless(
    lambda s: not s.in_team and Relation.INVITED not in s.relations,
    say("Anda bagian dari tim usulan ini."),
)
takes_no_part = unless(
    lambda s: not s.in_team,
    say("Tim Anda ikut dalam kompetisi ini. Orang lain yang menetapkan hasilnya."),
)
superior = unless(
    lambda s: Relation.SUPERIOR in s.relations,
    say("Hanya atasan langsung ketua tim yang memberi persetujuan."),
)
not_stood_in = unless(
    lambda s: not s.stood_in,
    say("Selama Anda digantikan, pelaksana harian atau pelaksana tugas yang memutuskan."),
)
assigned = unless(
    lambda s: Relation.ASSIGNED in s.relations, say("Usulan ini tidak ditugaskan kepada Anda.")
)
not_conflicted = unless(
    lambda s: Relation.CONFLICTED not in s.relations,
    say("Ada benturan kepentingan dengan usulan ini."),
)

# Where things stand.
competition_shown = unless(
    lambda s: s.competition is not CompetitionState.DRAFT or Role.SECRETARIAT in s.roles,
    say("Kompetisi ini masih disusun."),
)
competition_runs = unless(
    lambda s: s.competition is CompetitionState.OPEN, say("Kompetisi ini tidak sedang berjalan.")
)
competition_is_draft = unless(
    lambda s: s.competition is CompetitionState.DRAFT,
    say("Aturan terkunci sejak kompetisi dibuka."),
)
before_judging = unless(
    lambda s: (
        s.competition is CompetitionState.DRAFT
        or (s.competition is CompetitionState.OPEN and s.step_state is StepState.UPCOMING)
    ),
    say("Panitia terkunci sejak penilaian dimulai."),
)
still_draft = unless(lambda s: s.entry is None, say("Gagasan ini sudah dikirim sebagai usulan."))
with_team = unless(
    lambda s: s.entry in (None, EntryState.RETURNED),
    say("Usulan sudah terkirim. Isinya terkunci selama diperiksa."),
)
returned = unless(
    lambda s: s.entry is EntryState.RETURNED, say("Usulan ini tidak sedang dikembalikan.")
)
before_panel = unless(
    lambda s: (
        s.entry in (EntryState.RUNNING, EntryState.RETURNED)
        and s.step in (StepKind.ENDORSEMENT, StepKind.SCREENING, StepKind.BALLOT)
    ),
    say("Usulan tidak dapat ditarik lagi pada tahap ini."),
)
ballot_shown = unless(
    lambda s: s.eligible or Role.SECRETARIAT in s.roles,
    say("Pemungutan suara ini untuk unit kerja lain."),
)
not_locked = unless(lambda s: not s.locked, say("Nilai sudah Anda kunci."))
nothing_sealed = unless(lambda s: s.outcome is OutcomeState.NONE, say("Hasil sudah disegel."))
sealed = unless(
    lambda s: s.outcome is OutcomeState.SEALED, say("Tidak ada hasil tersegel yang menunggu.")
)
sealed_or_approved = unless(
    lambda s: s.outcome in (OutcomeState.SEALED, OutcomeState.APPROVED),
    say("Tidak ada segel yang dapat dibuka."),
)
second_person = unless(
    lambda s: not s.sealed_by_me,
    say("Yang menyegel tidak boleh mengumumkan. Perlu orang kedua."),
)
not_released = unless(
    lambda s: s.outcome is not OutcomeState.RELEASED, say("Hasil sudah diumumkan.")
)
released = unless(lambda s: s.outcome is OutcomeState.RELEASED, say("Hasil belum diumumkan."))

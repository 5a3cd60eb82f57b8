"""What each route is about, what must be visible for it, and a form that could be sent to it.

A page that is added is described here too, or the build fails with its name.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from ideas.acts import Act
from ideas.standing import Role
from tests.matrix.states import About
from tests.matrix.worlds import World

Form = Mapping[str, str | list[str]]
Filling = Callable[[World], Form]
DAY = "2026-11-24"
ANYBODY = frozenset(Role)


def empty(_world: World) -> Form:
    return {}


@dataclass(frozen=True)
class Described:
    """`at` fills the path; without each act in `sees` the thing does not exist for one.

    `explains`: who sees the page but may not act reads the reason on it. `query` is added.
    """

    about: About
    at: Mapping[str, str] = field(default_factory=dict)
    sees: tuple[tuple[About, Act], ...] = ()
    only: frozenset[Role] = ANYBODY
    form: Filling = empty
    files: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)
    query: str = ""
    explains: bool = False

    def sending(self, form: Form | Filling) -> "Described":
        return replace(self, form=form if callable(form) else lambda _world: form)


NOTHING = Described(About.NOTHING)
OFFICE = Described(About.OFFICE, sees=((About.OFFICE, Act.SEE_ADMIN),))
INTAKES = Described(About.OFFICE, sees=((About.OFFICE, Act.IMPORT_PEOPLE),))
INTAKE = replace(INTAKES, at={"ref": "intake"})
COMPETITION = Described(
    About.COMPETITION, {"ref": "competition"}, ((About.COMPETITION, Act.SEE_COMPETITION),)
)
SEATS = replace(COMPETITION, about=About.SEATS)
PROPOSAL = Described(About.PROPOSAL, {"ref": "proposal"}, ((About.PROPOSAL, Act.SEE_PROPOSAL),))
ENTRY = Described(About.ENTRY, {"ref": "entry"}, ((About.ENTRY, Act.SEE_ENTRY),))
BALLOT = Described(
    About.BALLOT, {"step": "ballot"}, (*COMPETITION.sees, (About.BALLOT, Act.SEE_BALLOT))
)
PANEL = Described(About.PANEL, {"step": "panel"}, (*COMPETITION.sees, (About.PANEL, Act.SEE_PANEL)))
SHEET = Described(About.SHEET, {"assignment": "assignment"}, ((About.SHEET, Act.SEE_SHEET),))
SEALING = replace(COMPETITION, about=About.SEALING, only=frozenset({Role.LEADER, Role.PUBLISHER}))
RESULT = Described(About.RESULT, {"ref": "outcome"}, ((About.RESULT, Act.SEE_OUTCOME),))
CERTIFICATE = Described(
    About.CERTIFICATE, {"ref": "person", "code": "code"},
    ((About.CERTIFICATE, Act.TAKE_CERTIFICATE),),
)  # fmt: skip

BASICS = {"title": "Lomba lagi", "theme": "Tema", "about": "Untuk siapa."}
DRAFT = {"title": "Surat dari ponsel", "summary": "Tanpa antre.", "category": "layanan"}
MARKS = {"mark-dampak": "3", "mark-baru": "4", "note": "Jelas.", "version": "0"}
ROWS = {
    "categories-0-key": "layanan", "categories-0-name": "Layanan", "categories-0-motif": "mega",
}  # fmt: skip
PERMIT = {"verdict": "pass", "permit": "800/12", "permit_date": DAY}
CHECKED = {"verdict": "pass", "check-ok-lengkap": "ok"}


def basics(world: World) -> Form:
    return BASICS | {"unit": world.refs["unit"]}


def plan(world: World) -> Form:
    return {**basics(world), "preset": "idea_contest_regency", "first_day": "2026-12-01"}


def step_rows(world: World) -> Form:
    return {
        "steps-0-ref": world.refs["ballot"], "steps-0-title": "Suara",
        "steps-0-opens_at": "2026-12-20T08:00", "steps-0-closes_at": "2026-12-27T08:00",
    }  # fmt: skip


def shares(world: World) -> Form:
    team = ("lead", "member", "officer-in-team", "invited")
    return {f"share-{world.people[n].ref}": "40" if n == "lead" else "20" for n in team}


def more_time(world: World) -> Form:
    until = (world.make.now + timedelta(days=60)).strftime("%Y-%m-%dT%H:%M")
    return {"step": world.refs["panel"], "until": until, "reason": "Juri sakit."}


def terms(world: World) -> Form:
    soon = world.make.now + timedelta(hours=8)  # the zone of the units is seven hours ahead
    release = soon.strftime("%Y-%m-%dT%H:%M")
    return {"decree_number": "188/7", "decree_date": DAY, "release_at": release}


def person(name: str, **more: str) -> Filling:
    return lambda world: {"person": world.people[name].ref, **more}


ROUTES: dict[str, Described] = {
    "get_home": NOTHING,
    "get_signin": NOTHING,
    "post_signin": NOTHING.sending({"username": "sari", "password": "salah"}),
    "post_signout": NOTHING,
    "post_settings": NOTHING.sending({"theme": "dark", "back": "/"}),
    "get_competitions": NOTHING,
    "get_new_competition": replace(NOTHING, about=About.PLANNING),
    "post_new_competition": replace(NOTHING, about=About.PLANNING).sending(plan),
    "get_competition": COMPETITION,
    "get_rules": COMPETITION,
    "get_competition_entries": COMPETITION,
    "get_competition_desk": COMPETITION,
    "post_extension": replace(COMPETITION, about=About.PANEL).sending(more_time),
    "get_road": COMPETITION,
    "post_basics": COMPETITION.sending(basics),
    "post_steps": COMPETITION.sending(step_rows),
    "post_part": replace(
        COMPETITION, at={"ref": "competition", "part": "part"}
    ).sending(ROWS),
    "post_officer": SEATS.sending(person("colleague", role="judge")),
    "post_dismissal": SEATS.sending(person("judge-unassigned", role="judge")),
    "post_opening": COMPETITION,
    "get_ballot": BALLOT,
    "post_ballot": BALLOT.sending(lambda world: {"entry": [world.refs.get("other", "")]}),
    "get_panel": PANEL,
    "post_panel": PANEL,
    "get_reviews": NOTHING,
    "get_review": SHEET,
    "post_review": SHEET.sending(MARKS),
    "post_review_lock": SHEET.sending(MARKS),
    "post_review_conflict": SHEET.sending({"why": "Kami pernah satu tim."}),
    "get_sealing": replace(SEALING, explains=True),
    "post_seal": SEALING.sending(terms),
    "post_reopening": SEALING.sending({"reason": "Nomor keputusan keliru."}),
    "post_release": SEALING,
    "get_results": COMPETITION,
    "get_result": RESULT,
    "get_result_csv": RESULT,
    "get_seal_record": RESULT,
    "get_person": Described(About.NOTHING, {"ref": "person"}),
    "get_intakes": INTAKES,
    "post_intake": replace(INTAKES, files={"file": ("pegawai.csv", b"nip;nama;unit\n")}),
    "get_intake": INTAKE,
    "get_intake_faults": INTAKE,
    "post_intake_mapping": INTAKE.sending({"number": "nip", "name": "nama", "unit": "unit"}),
    "post_intake_apply": INTAKE.sending({"gone": "keep"}),
    "post_intake_discard": INTAKE,
    "get_certificate": CERTIFICATE,
    "get_verify": NOTHING,
    "get_admin": OFFICE,
    "get_check": Described(About.NOTHING, {"code": "code"}),
    "get_proposals": NOTHING,
    "get_new": replace(COMPETITION, about=About.CALL, at={}, query="?competition={competition}"),
    "post_new": replace(COMPETITION, about=About.CALL, at={}).sending(
        lambda world: DRAFT | {"competition": world.refs["competition"]}
    ),
    "get_proposal": PROPOSAL,
    "get_edit": PROPOSAL,
    "post_edit": PROPOSAL.sending(DRAFT | {"version": "0", "answer-masalah": "Antre."}),
    "get_versions": PROPOSAL,
    "get_submission": PROPOSAL,
    "post_submission": PROPOSAL,
    "get_team": PROPOSAL,
    "post_team": PROPOSAL.sending(person("colleague", share="10")),
    "post_shares": PROPOSAL.sending(shares),
    "post_removal": PROPOSAL.sending(person("invited")),
    "post_consent": PROPOSAL.sending({"answer": "agree"}),
    "get_entry": ENTRY,
    "post_withdrawal": ENTRY,
    "post_correction": ENTRY,
    "get_endorsements": NOTHING,
    "get_endorsement": ENTRY,
    "post_endorsement": ENTRY.sending(PERMIT),
    "get_screenings": NOTHING,
    "get_screening": ENTRY,
    "post_screening": ENTRY.sending(CHECKED),
}  # fmt: skip

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
    `close`: what officers are answered who stand too close to the entry.
    """

    about: About
    at: Mapping[str, str] = field(default_factory=dict)
    sees: tuple[tuple[About, Act], ...] = ()
    only: frozenset[Role] = ANYBODY
    form: Filling = empty
    files: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)
    query: str = ""
    explains: bool = False
    close: str = ""

    def sending(self, form: Form | Filling) -> "Described":
        return replace(self, form=form if callable(form) else lambda _world: form)


NOTHING = Described(About.NOTHING)
KEPT = Described(About.OFFICE, sees=((About.OFFICE, Act.SEE_ROLES),))
GRANT = replace(KEPT, about=About.GRANT, at={"ref": "grant"})
# What is here is no key of anything that anybody has: one's own are tried in tests/pages.
NOBODYS = Described(About.NOTHING, sees=((About.NOTHING, Act.PUBLISH_OUTCOME),))
OFFICE = Described(About.OFFICE, sees=((About.OFFICE, Act.SEE_ADMIN),))
LINKS = Described(About.OFFICE, sees=((About.OFFICE, Act.UNLINK_IDENTITY),))
UNITS = replace(OFFICE, sees=((About.OFFICE, Act.SEE_UNITS),))
POSTING = replace(UNITS, at={"ref": "person"})
INTAKES = Described(About.OFFICE, sees=((About.OFFICE, Act.IMPORT_PEOPLE),))
INTAKE = replace(INTAKES, at={"ref": "intake"})
COMPETITION = Described(
    About.COMPETITION, {"ref": "competition"}, ((About.COMPETITION, Act.SEE_COMPETITION),)
)
SEATS = replace(COMPETITION, about=About.SEATS)
PROPOSAL = Described(About.PROPOSAL, {"ref": "proposal"}, ((About.PROPOSAL, Act.SEE_PROPOSAL),))
FILE = replace(PROPOSAL, at={"ref": "proposal", "file": "file"})
COMMENT = Described(
    About.COMMENT, {"ref": "proposal", "comment": "comment"},
    ((About.PROPOSAL, Act.SEE_PROPOSAL),),
)  # fmt: skip
HIDDEN = replace(COMMENT, at={"ref": "proposal", "comment": "hidden"})
SUGGESTION = replace(PROPOSAL, at={"ref": "proposal", "suggestion": "suggestion"})
OWN_SUGGESTION = replace(
    SUGGESTION, about=About.SUGGESTION,
    sees=(*PROPOSAL.sees, (About.SUGGESTION, Act.WITHDRAW_SUGGESTION)),
)  # fmt: skip
CASE = Described(About.CASE, {"ref": "comment"}, ((About.CASE, Act.SEE_MODERATION),))
QUEUE = Described(About.QUEUE, sees=((About.QUEUE, Act.SEE_MODERATION),))
PLACE = Described(About.PROPOSAL, {"ref": "place"}, ((About.PROPOSAL, Act.READ_PLACE),))
ENTRY = Described(About.ENTRY, {"ref": "entry"}, ((About.ENTRY, Act.SEE_ENTRY),))
BALLOT = Described(
    About.BALLOT, {"step": "ballot"}, (*COMPETITION.sees, (About.BALLOT, Act.SEE_BALLOT))
)
PANEL = Described(About.PANEL, {"step": "panel"}, (*COMPETITION.sees, (About.PANEL, Act.SEE_PANEL)))
PLENARY = Described(
    About.PLENARY, {"step": "plenary"}, (*COMPETITION.sees, (About.PLENARY, Act.SEE_PLENARY))
)
TALK = Described(
    About.TALK, {"step": "plenary", "entry": "discussed"},
    (*PLENARY.sees, (About.TALK, Act.SEE_PLENARY)),
)  # fmt: skip
COUNT = replace(TALK, at={"step": "plenary", "change": "order_change"})
MINUTES = Described(
    About.MINUTES, {"step": "plenary", "key": "minutes"},
    (*COMPETITION.sees, (About.MINUTES, Act.TAKE_MINUTES)),
)  # fmt: skip
SCORES = replace(PANEL, sees=(*COMPETITION.sees, (About.PANEL, Act.SEE_SCORES)))
ROOM = Described(About.PANEL, {"step": "panel"}, (*COMPETITION.sees, (About.PANEL, Act.SEE_ROOM)))
SHEET = Described(About.SHEET, {"assignment": "assignment"}, ((About.SHEET, Act.SEE_SHEET),))
PITCHES = Described(
    About.PITCH, {"step": "pitch"}, (*COMPETITION.sees, (About.PITCH, Act.SEE_PITCHES))
)
PITCH_PLAN = replace(PITCHES, sees=(*COMPETITION.sees, (About.PITCH, Act.SEE_PITCH_PLAN)))
RUN_SLOT = replace(PITCH_PLAN, at={"step": "pitch", "slot": "slot"})
SLOT = Described(
    About.SLOT, {"step": "pitch", "slot": "slot"}, (*PITCHES.sees, (About.SLOT, Act.SEE_SLOT))
)
ASKED_TEAM = replace(ENTRY, sees=(*ENTRY.sees, (About.ENTRY, Act.SEE_QUESTIONS)))
HANDLED = Described(
    About.ENTRY, {"step": "panel", "question": "question"}, (*PANEL.sees, *ENTRY.sees)
)
VISITS = Described(
    About.VISIT, {"step": "visit"}, (*COMPETITION.sees, (About.VISIT, Act.SEE_VISITS))
)
VISIT_PLAN = replace(VISITS, at={"step": "visit", "entry": "visited"})
VISIT = replace(VISIT_PLAN, sees=(*COMPETITION.sees, (About.VISIT, Act.SEE_VISIT)))
CLAIM = replace(VISIT, at={**VISIT.at, "claim": "claim"})
PHOTO = replace(VISIT, at={**VISIT.at, "photo": "photo"})
# Nobody signed that report, and (below) no presentation weighs: tests/pages knows others.
UNREPORTED = replace(TALK, at={**TALK.at, "photo": "photo"}, sees=NOBODYS.sees)
HOSTS = replace(VISIT, sees=(*COMPETITION.sees, (About.VISIT, Act.SEE_TEAM_VISIT)))
ENTRY_FILE = replace(ENTRY, at={"ref": "entry", "file": "file"})
LISTING = replace(SHEET, at={"step": "listing"})
CANDIDATES = replace(PANEL, sees=(*PANEL.sees, (About.PANEL, Act.CHECK_CANDIDATES)))
SHEET_FILE = replace(SHEET, at={"assignment": "assignment", "number": "number"})
SEALING = replace(COMPETITION, about=About.SEALING, only=frozenset({Role.LEADER, Role.PUBLISHER}))
RESULT = Described(About.RESULT, {"ref": "outcome"}, ((About.RESULT, Act.SEE_OUTCOME),))
UNWEIGHED = replace(RESULT, sees=NOBODYS.sees)
CERTIFICATE = Described(
    About.CERTIFICATE, {"ref": "person", "code": "code"},
    ((About.CERTIFICATE, Act.TAKE_CERTIFICATE),),
)  # fmt: skip

OWN_DATA = Described(About.OWN_DATA, {"ref": "person"}, ((About.OWN_DATA, Act.SEE_MY_DATA),))
OWN_SKILLS = Described(About.OWN_DATA, {"ref": "person"}, ((About.OWN_DATA, Act.CHOOSE_SKILLS),))
PRIVACY = Described(About.OWN_DATA, {}, ((About.OFFICE, Act.SEE_PRIVACY),))
ASKED = replace(PRIVACY, at={"ref": "asked"})
DECIDED = replace(PRIVACY, about=About.DECIDED, at={"ref": "decided"})
BREACH = replace(PRIVACY, at={"ref": "breach"})
FOUND = {
    "what": "Surel salah kirim", "happened": "Kemarin.", "data": "Nama", "people": "3",
    "found_at": "2026-11-20T08:00",
}  # fmt: skip

BASICS = {"title": "Lomba lagi", "theme": "Tema", "about": "Untuk siapa."}
DRAFT = {"title": "Surat dari ponsel", "summary": "Tanpa antre.", "category": "layanan"}
JOTTED = {"problem": "Antre.", "idea": "Dari ponsel."}
MARKS = {"mark-dampak": "3", "mark-baru": "4", "note": "Jelas.", "version": "0"}
ROWS = {
    "categories-0-key": "layanan", "categories-0-name": "Layanan", "categories-0-motif": "mega",
}  # fmt: skip
MENDED = {
    "version": "1", "reason": "Banyak yang bertanya.", "sections-0-key": "masalah",
    "sections-0-title": "Masalah warga", "sections-1-key": "cara", "sections-2-key": "anggaran",
}  # fmt: skip
PERMIT = {"verdict": "pass", "permit": "800/12", "permit_date": DAY}
PITCH_DAY = {"day": "2026-11-27", "starts": "09:00", "ends": "12:00", "room": "Aula"}
WHY = {"day": DAY, "reason": "Perda 7/2026"}
CHECKED = {"verdict": "pass", "check-ok-lengkap": "ok"}


def basics(world: World) -> Form:
    return BASICS | {"unit": world.refs["unit"]}


def new_role(world: World) -> Form:
    return {
        "person": world.refs["person"], "role": "mentor", "reach": "unit",
        "unit": world.refs["unit"], "why": "Surat tugas.",
    }  # fmt: skip


def two(world: World) -> Form:
    return {"judge": world.people["judge"].ref, "entry": world.refs.get("entry", "")}


def verdict(world: World) -> Form:
    return {**two(world), "verdict": "pinned", "why": "Pernah berselisih."}


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


def amended(world: World) -> Form:
    """Everybody in the team, and a point less for the lead."""
    team = ("lead", "member", "officer-in-team", "invited")
    parted = {f"share-{world.people[n].ref}": "70" if n == "lead" else "10" for n in team}
    return parted | {"reason": "Beban kerja berubah."}


def chosen_answer(world: World) -> Form:
    answer = {"answer": world.refs["offer"], "verdict": "accept", "share": "5"}
    return {"place": world.refs["place"], **answer}


def placed(world: World) -> Form:
    posting = {"position": "Analis", "kind": "functional", "unit": world.refs["unit"]}
    return {**WHY, **posting, "superior": world.people["superior"].ref}


def more_time(world: World) -> Form:
    until = (world.make.now + timedelta(days=60)).strftime("%Y-%m-%dT%H:%M")
    return {"step": world.refs["panel"], "until": until, "reason": "Juri sakit."}


def terms(world: World) -> Form:
    soon = world.make.now + timedelta(hours=8)  # the zone of the units is seven hours ahead
    release = soon.strftime("%Y-%m-%dT%H:%M")
    return {"decree_number": "188/7", "decree_date": DAY, "release_at": release}


def person(name: str, **more: str) -> Filling:
    return lambda world: {"person": world.people[name].ref, **more}


def hands(world: World) -> Form:
    """Of those in the room who are not in conflict: the chair and two judges."""
    change = world.refs.get("order_change", "")
    return {"change": change, "in_favour": "3", "against": "0", "abstained": "0"}


ROUTES: dict[str, Described] = {
    "get_step": NOTHING,
    "post_step": NOTHING.sending({"code": "123456"}),
    "get_again": NOTHING,
    "post_again": NOTHING.sending({"password": "salah"}),
    "get_forgot": NOTHING,
    "post_forgot": NOTHING.sending({"named": "sari"}),
    "get_link": Described(About.NOTHING, {"token": "person"}),
    "post_link": Described(About.NOTHING, {"token": "person"}).sending({"fresh": "kata baru"}),
    "get_account": NOTHING,
    "post_password": NOTHING.sending({"password": "salah", "fresh": "kata baru sekali"}),
    "get_account_step": NOTHING,
    "post_secret": NOTHING,
    "post_account_step": NOTHING.sending({"code": "123456"}),
    "post_step_removal": NOTHING,
    "post_codes": NOTHING,
    "post_codes_file": NOTHING.sending({"codes": "K7Q2-M4XF"}),
    "post_ends": NOTHING,
    "post_end": replace(NOBODYS, at={"signin": "person"}),
    "post_proving_options": NOTHING,
    "post_passkey": NOTHING.sending({"credential": "{}"}),
    "post_adding_options": NOTHING,
    "post_new_passkey": NOTHING.sending({"credential": "{}", "name": "Ponsel"}),
    "post_passkey_removal": replace(NOBODYS, at={"passkey": "person"}),
    "get_accounts": OFFICE,
    "get_holder": replace(OFFICE, at={"person": "person"}),
    "post_invitation": replace(OFFICE, at={"person": "person"}).sending({"email": "s@kota.go.id"}),
    "post_clearing": replace(OFFICE, at={"person": "person"}).sending({"checked": "on"}),
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
    "get_form": COMPETITION,
    "post_form": SEATS.sending(MENDED),
    "get_form_preview": COMPETITION,
    "get_competition_entries": COMPETITION,
    "get_competition_desk": COMPETITION,
    "post_extension": replace(COMPETITION, about=About.PANEL).sending(more_time),
    "get_road": COMPETITION,
    "post_basics": COMPETITION.sending(basics),
    "post_steps": COMPETITION.sending(step_rows),
    "get_forecast": COMPETITION,
    "post_judging": COMPETITION.sending({"gap": "20", "tie": "lot"}),
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
    "get_scores": SCORES,
    "post_scores": SCORES,
    "get_scores_csv": SCORES,
    "get_card": NOTHING,
    "post_panel_verdict": PANEL.sending(verdict),
    "post_panel_verdict_removal": PANEL.sending(two),
    "get_candidates": CANDIDATES,
    "get_declaration": replace(LISTING, explains=True),
    "post_declaration": LISTING.sending({"signed": "on"}),
    "get_room": ROOM,
    "post_room": ROOM.sending({"do": "lot"}),
    "post_wording": ROOM.sending({"criterion": "dampak", "text": "Begini artinya."}),
    "post_room_closing": ROOM.sending({"reason": "Juri sakit."}),
    "get_reviews": NOTHING,
    "get_review": SHEET,
    "post_review": SHEET.sending(MARKS),
    "post_review_lock": SHEET.sending(MARKS),
    "post_review_conflict": SHEET.sending({"why": "Kami pernah satu tim."}),
    "get_pitches": PITCHES,
    "get_slots_calendar": PITCHES,
    "get_pitch_live": replace(
        PITCHES, sees=(*COMPETITION.sees, (About.PITCH, Act.ATTEND_PITCHES))
    ),
    "get_pitch_plan": PITCH_PLAN,
    "post_pitch_day": PITCH_PLAN.sending(PITCH_DAY),
    "post_pitch_day_change": replace(
        PITCH_PLAN, at={"step": "pitch", "day": "pitch_day"}
    ).sending({"room": "Aula Barat"}),
    "post_pitch_drawing": PITCH_PLAN,
    "post_pitch_publication": PITCH_PLAN,
    "post_pitch_exchange": PITCH_PLAN.sending(
        lambda world: {"slot": world.refs.get("slot", "K7Q2-M4XF"), "reason": "Berhalangan."}
    ),
    "get_pitch_room": PITCH_PLAN,
    "post_pitch_phase": RUN_SLOT.sending({"phase": "talk"}),
    "post_pitch_attendance": replace(RUN_SLOT, close="403"),
    "post_pitch_absence": RUN_SLOT.sending({"do": "absent", "reason": "Tidak ada kabar."}),
    "get_slot": SLOT,
    "post_slot_confirmation": SLOT,
    "post_swap": SLOT.sending({"note": "Ada upacara."}),
    "post_swap_answer": SLOT.sending({"swap": "K7Q2-M4XF", "verdict": "declined"}),
    "post_question": SHEET.sending({"question": "Berapa warga yang sudah memakainya?"}),
    "post_reopening_request": SHEET.sending({"reason": "Saya keliru membaca satu angka."}),
    "get_requests": PANEL,
    "post_reopening_answer": replace(
        PANEL, at={"step": "panel", "reopening": "reopening"}, close="404"
    ).sending({"verdict": "yes"}),
    "post_question_handling": HANDLED.sending({"verdict": "pass", "wording": "Berapa pemakainya?"}),
    "get_questions": ASKED_TEAM,
    "post_answer_to_judges": replace(
        ASKED_TEAM, at={"ref": "entry", "question": "forwarded"}
    ).sending({"answer": "Seratus.", "checked": "on"}),
    "get_plenary": PLENARY,
    "post_attendance": PLENARY.sending(person("judge-unassigned")),
    "post_plenary_close": PLENARY,
    "post_minutes_signature": PLENARY,
    "post_plenary_reopening": PLENARY.sending({"reason": "Salah hitung."}),
    "get_minutes": MINUTES,
    "get_discussed": TALK,
    "post_talk": TALK,
    "post_change": TALK.sending({"above": "last", "reason": "Sudah terbukti " * 5}),
    "post_count": COUNT.sending(hands),
    "get_visits": VISITS,
    "get_visit_plan": VISIT_PLAN,
    "post_visit_plan": VISIT_PLAN.sending({"starts": f"{DAY}T09:00", "place": "Balai desa"}),
    "post_visit_announcement": VISIT_PLAN,
    "post_visit_skip": VISIT_PLAN.sending({"reason": "Jalan terputus banjir dua pekan."}),
    "get_visit": VISIT,
    "post_visit_report": VISIT.sending({"conclusion": "Semua sesuai."}),
    "post_claim": VISIT.sending({"claimed": "Ada tiga loket"}),
    "post_claim_removal": CLAIM,
    "post_visit_signature": VISIT,
    "post_visit_photo": replace(
        VISIT, files={"file-photos": ("foto.jpg", b"foto")}
    ).sending(lambda world: {"claim": world.refs.get("claim", "K7Q2-M4XF")}),
    "post_visit_photo_removal": PHOTO,
    "get_visit_photo": PHOTO,
    "get_visit_picture": PHOTO,
    "get_discussed_photo": UNREPORTED,
    "get_discussed_picture": UNREPORTED,
    "get_team_visit": HOSTS,
    "post_team_visit": HOSTS,
    "get_sealing": replace(SEALING, explains=True),
    "post_seal": SEALING.sending(terms),
    "post_reopening": SEALING.sending({"reason": "Nomor keputusan keliru."}),
    "post_release": SEALING,
    "get_results": COMPETITION,
    "get_result": RESULT,
    "get_result_csv": RESULT,
    "get_result_scores": RESULT,
    "get_result_talks": UNWEIGHED,
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
    "get_my_data": OWN_DATA,
    "post_shown": OWN_DATA.sending({"shown": ["awards"]}),
    "post_copy": OWN_DATA,
    "get_copy": replace(OWN_DATA, at={"ref": "person", "copy": "copy"}),
    "post_privacy_request": OWN_DATA.sending({"right": "object", "wrong": "Terlalu banyak."}),
    "get_notice": NOTHING,
    "get_processing": NOTHING,
    "get_verify": NOTHING,
    "get_admin": OFFICE,
    "get_roles": KEPT,
    "get_new_role": replace(KEPT, sees=((About.OFFICE, Act.GRANT_ROLE),)),
    "post_new_role": replace(KEPT, sees=()).sending(new_role),
    "get_role": replace(GRANT, about=About.OFFICE),
    "post_approval": GRANT,
    "post_revocation": GRANT.sending({"why": "Pindah tugas."}),
    "get_matrix": NOTHING,
    "get_identities": LINKS,
    "get_identity": replace(LINKS, at={"ref": "person"}),
    "post_unlinking": replace(LINKS, at={"ref": "person"}).sending(
        {"issuer": "https://sso.example.go.id", "reason": "Keliru."}
    ),
    "get_privacy_office": replace(PRIVACY, about=About.OFFICE),
    "post_periods": replace(PRIVACY, about=About.OFFICE).sending({"days-jobs": "20"}),
    "get_privacy_request": ASKED,
    "post_answer": ASKED.sending({"state": "refused", "answer": "Masih bertugas."}),
    "post_erasure_decision": ASKED,
    "post_erasure": DECIDED,
    "get_new_breach": replace(PRIVACY, about=About.OFFICE),
    "post_breach": replace(PRIVACY, about=About.OFFICE).sending(FOUND),
    "get_breach": BREACH,
    "post_breach_change": BREACH.sending(FOUND),
    "get_units": UNITS,
    "get_unit": replace(UNITS, at={"ref": "unit"}),
    "get_unit_change": replace(UNITS, at={"ref": "unit", "change": "change"}),
    "post_unit_change": replace(UNITS, at={"ref": "unit", "change": "change"}).sending(
        WHY | {"name": "Kabupaten Baru"}
    ),
    "get_posting": POSTING,
    "get_transfer": POSTING,
    "post_transfer": POSTING.sending(placed),
    "get_stand_in": POSTING,
    "post_stand_in": POSTING.sending(
        person("colleague", kind="plh", since=DAY, until=DAY, reason="Cuti")
    ),
    "post_stand_in_ending": POSTING.sending(WHY | {"stand_in": "K7Q2-M4XF"}),
    "get_check": Described(About.NOTHING, {"code": "code"}),
    "get_search": replace(NOTHING, query="?q=layanan"),
    "post_search": NOTHING.sending({"name": "Antre", "query": "q=antre", "tells": "on"}),
    "get_kept_search": replace(NOBODYS, at={"ref": "person"}),
    "post_search_removal": replace(NOBODYS, at={"ref": "person"}),
    "get_proposals": NOTHING,
    "get_new": replace(COMPETITION, about=About.CALL, at={}, query="?competition={competition}"),
    "post_new": replace(COMPETITION, about=About.CALL, at={}).sending(
        lambda world: DRAFT | {"competition": world.refs["competition"]}
    ),
    "get_proposal": PROPOSAL,
    "post_openness": PROPOSAL.sending({"openness": "colleagues"}),
    "get_edit": PROPOSAL,
    "post_edit": PROPOSAL.sending(DRAFT | {"version": "0", "answer-masalah": "Antre."}),
    "post_preview": PROPOSAL.sending(DRAFT | {"version": "0", "answer-masalah": "Antre."}),
    "get_versions": PROPOSAL,
    "post_versions": PROPOSAL.sending({"number": "1"}),
    "get_quick": replace(COMPETITION, about=About.CALL, at={}, query="?competition={competition}"),
    "post_quick": replace(COMPETITION, about=About.CALL, at={}).sending(
        lambda world: JOTTED | {"competition": world.refs["competition"]}
    ),
    "post_reminders": PROPOSAL.sending({"aside": "yes"}),
    "post_confirmation": PROPOSAL.sending({"answer": "mine"}),
    "get_completion": PROPOSAL,
    "post_completion": PROPOSAL,
    "get_submission": PROPOSAL,
    "post_submission": PROPOSAL,
    "get_team": PROPOSAL,
    "post_team": PROPOSAL.sending(person("colleague", share="10")),
    "post_shares": PROPOSAL.sending(shares),
    "post_removal": PROPOSAL.sending(person("invited")),
    "post_consent": PROPOSAL.sending({"answer": "agree"}),
    "get_files": PROPOSAL,
    "post_file": replace(PROPOSAL, files={"file-bukti": ("a.pdf", b"%PDF-1.7 %%EOF")}),
    "post_file_link": PROPOSAL.sending({"link-bukti": "https://video.example.go.id/a.mp4"}),
    "post_file_text": FILE.sending(lambda world: {f"alt-{world.refs['file']}": "Loket"}),
    "post_file_removal": FILE,
    "get_file": FILE,
    "get_file_picture": FILE,
    "get_entry_file": ENTRY_FILE,
    "get_entry_picture": ENTRY_FILE,
    "get_review_file": SHEET_FILE,
    "get_review_picture": SHEET_FILE,
    "get_similar": NOTHING,
    "get_kin": PROPOSAL,
    "post_kin": PROPOSAL.sending({"other": "i-INV0001", "way": "known"}),
    "post_approach": PROPOSAL,
    "get_merger": PROPOSAL,
    "post_merger": PROPOSAL.sending({"other": "K7Q2-M4XF"}),
    "post_merger_answer": PROPOSAL.sending({"merger": "K7Q2-M4XF", "answer": "yes"}),
    "post_voice": PROPOSAL.sending({"merger": "K7Q2-M4XF", "answer": "yes", "voice": "member"}),
    "post_undoing": PROPOSAL.sending({"merger": "K7Q2-M4XF"}),
    "post_comment": PROPOSAL.sending({"text": "Bagus.", "circle": "colleagues"}),
    "post_support": PROPOSAL.sending({"wanted": "yes"}),
    "post_follow": PROPOSAL.sending({"wanted": "yes"}),
    "get_mentions": PROPOSAL,
    "get_comment": COMMENT,
    "post_comment_change": COMMENT.sending({"text": "Lebih baik."}),
    "post_comment_deletion": COMMENT,
    "post_report": COMMENT.sending({"offence": "rude"}),
    "get_hiding": HIDDEN,
    "post_objection": HIDDEN.sending({"objection": "Ini hanya gurauan kami."}),
    "get_suggestions": PROPOSAL,
    "post_suggestion": PROPOSAL.sending(
        {"part": "answer-masalah", "passage": "lama", "wording": "tiga jam"}
    ),
    "get_suggestion": SUGGESTION,
    "post_taking": SUGGESTION,
    "post_suggestion_withdrawal": OWN_SUGGESTION,
    "post_declining": SUGGESTION.sending({"answer": "Belum tepat."}),
    "get_moderation": QUEUE,
    "get_case": CASE,
    "post_verdict": CASE.sending({"verdict": "keep"}),
    "post_second_verdict": replace(CASE, at={"ref": "objected"}).sending(
        {"verdict": "restore", "why": "Sudah kami baca lagi."}
    ),
    "get_notices": NOTHING,
    "post_notices": NOTHING,
    "post_notice_opening": replace(OWN_DATA, at={"notice": "notice"}),
    "get_hearing": NOTHING,
    "post_hearing": NOTHING.sending({"way-talk": "web"}),
    "get_stop": Described(About.NOTHING, {"token": "stop"}),
    "post_stop": Described(About.NOTHING, {"token": "stop"}),
    "post_member_removal": PROPOSAL.sending(person("member", reason="Pindah tugas.")),
    "post_leaving": PROPOSAL.sending({"reason": "Pindah tugas."}),
    "post_name": PROPOSAL.sending({"name": "hidden"}),
    "post_lead_offer": PROPOSAL.sending(lambda world: {"heir": world.people["member"].ref}),
    "post_lead_answer": PROPOSAL.sending({"answer": "agree"}),
    "post_takeover": PROPOSAL,
    "post_amendment": PROPOSAL.sending(amended),
    "post_amendment_end": PROPOSAL,
    "post_amendment_answer": PROPOSAL.sending({"answer": "agree"}),
    "get_places": NOTHING,
    "get_place": PLACE,
    "post_place_answer": PLACE.sending({"line": "Saya terbiasa memetakan desa."}),
    "post_need": PROPOSAL.sending({"title": "mengerti GIS", "what": "Memetakan sumur."}),
    "post_place_closing": PROPOSAL.sending(lambda world: {"place": world.refs["place"]}),
    "post_place_choice": PROPOSAL.sending(chosen_answer),
    "get_skills": OWN_SKILLS,
    "post_skills": OWN_SKILLS.sending({"skills": ["statistik"], "shown": "on"}),
    "post_reveal": OWN_SKILLS.sending(lambda world: {"entry": world.refs.get("entry", "")}),
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

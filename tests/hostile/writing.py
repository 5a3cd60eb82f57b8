"""A good body for every route of signing in, writing and moving an entry, named after its route."""

from dataclasses import replace
from typing import Any

from ideas.database import transaction
from ideas.discovery.search.models import SavedSearch
from ideas.identity.accounts.models import Account
from ideas.identity.accounts.passwords import hashed
from ideas.identity.identities.models import Identity
from ideas.permissions import Role
from ideas.road.entries.models import Entry
from ideas.staff.people.models import Person
from ideas.stages import EntryState, Owner, StepKind
from ideas.writing.proposals.models import Proposal
from ideas.writing.proposals.rules import Consent
from tests.factories import Make
from tests.hostile.cases import Case

RIGHT = "kata sandi yang benar"


class Draft:
    """Sari's draft in an open call; Budi is asked to join, or has answered."""

    def __init__(self, make: Make, consent: Consent | None = None) -> None:
        competition = make.competition()
        self.sari = make.person("Sari", superior=make.person("Wayan"))
        self.budi = make.person("Budi")
        self.proposal = make.proposal(self.sari, competition)
        if consent:
            make.member(self.proposal, self.budi, consent=consent)
        self.closes_at = make.step_of(competition, StepKind.CALL).closes_at

    def case(self, tail: str, fields: dict[str, Any], by: Person | None = None) -> Case:
        path = f"/proposals/{self.proposal.ref}/{tail}"
        return Case(by or self.sari, path, fields, self.closes_at)


class Sent:
    """Sari's entry at a step, with her superior and the secretariat."""

    def __init__(self, make: Make, at: StepKind) -> None:
        self.competition = make.competition(at=at)
        self.wayan = make.person("Wayan")
        self.sari = make.person("Sari", superior=self.wayan)
        self.dewi = make.with_role("Dewi", Role.SECRETARIAT, self.competition)
        self.entry = make.entry(self.sari, self.competition, at=at, superior=self.wayan)
        self.closes_at = make.step_of(self.competition, at).closes_at


def post_signin(make: Make) -> Case:
    make.save(Account(person_id=make.person("Sari").id, username="sari", password=hashed(RIGHT)))
    fields = {"username": "sari", "password": RIGHT, "next": "/proposals"}
    return Case(None, "/signin", fields)


def post_signout(make: Make) -> Case:
    return Case(make.person("Sari"), "/signout")


def post_settings(make: Make) -> Case:
    fields = {"theme": "dark", "text": "besar", "language": "en", "back": "/"}
    return Case(make.person("Sari"), "/settings", fields)


def post_new(make: Make) -> Case:
    competition = make.competition()
    fields = {
        "competition": competition.ref, "title": "Surat", "summary": "Dari ponsel.",
        "category": "layanan",
    }  # fmt: skip
    closes_at = make.step_of(competition, StepKind.CALL).closes_at
    return Case(make.person("Sari"), "/proposals/new", fields, closes_at)


def post_edit(make: Make) -> Case:
    fields = {
        "title": "Surat", "summary": "Dari ponsel.", "category": "layanan", "version": "0",
        "answer-masalah": "Antre.", "answer-cara": "Ponsel.", "answer-anggaran": "Nol.",
    }  # fmt: skip
    return Draft(make).case("edit", fields)


def post_preview(make: Make) -> Case:
    case = post_edit(make)
    return replace(case, path=case.path.replace("/edit", "/preview"), told=True)


def post_versions(make: Make) -> Case:
    draft = Draft(make)
    make.version(draft.proposal, draft.sari)
    return draft.case("versions", {"number": "1"})


def post_quick(make: Make) -> Case:
    competition = make.competition()
    fields = {
        "competition": competition.ref, "problem": "Antre lama.", "idea": "Surat dari ponsel.",
        "title": "Surat", "person": make.person("Budi", unit=make.regency).ref,
    }  # fmt: skip
    closes_at = make.step_of(competition, StepKind.CALL).closes_at
    return Case(make.person("Sari"), "/proposals/quick", fields, closes_at)


def post_reminders(make: Make) -> Case:
    return Draft(make).case("reminders", {"aside": "yes"})


def post_confirmation(make: Make) -> Case:
    draft = Draft(make)
    make.noted(draft.proposal, make.person("Tono"))
    return draft.case("confirmation", {"answer": "mine"})


def post_openness(make: Make) -> Case:
    return Draft(make).case("openness", {"openness": "colleagues"})


def post_search(make: Make) -> Case:
    sari = make.person("Sari")
    return Case(
        sari, "/search/saved", {"name": "Antre", "query": "q=antre&year=2026", "tells": "on"}
    )


def post_search_removal(make: Make) -> Case:
    sari = make.person("Sari")
    kept = make.save(
        SavedSearch(person_id=sari.id, name="Antre", query="q=antre", looked_at=make.now)
    )
    return Case(sari, f"/search/saved/{kept.ref}/removal")


def post_submission(make: Make) -> Case:
    return Draft(make).case("submission", {})


def post_completion(make: Make) -> Case:
    sent = Sent(make, StepKind.BALLOT)
    with transaction() as session:
        session.get_one(Entry, sent.entry.id).asks_more = True
        ref = session.get_one(Proposal, sent.entry.proposal_id).ref
    panel = make.step_of(sent.competition, StepKind.PANEL)
    return Case(sent.sari, f"/proposals/{ref}/completion", {}, panel.opens_at)


def post_team(make: Make) -> Case:
    draft = Draft(make)
    return draft.case("team", {"person": draft.budi.ref, "share": "30", "q": "Bud"})


def post_shares(make: Make) -> Case:
    draft = Draft(make, Consent.AGREED)
    shares = {f"share-{draft.sari.ref}": "60", f"share-{draft.budi.ref}": "40"}
    return draft.case("team/shares", shares)


def post_removal(make: Make) -> Case:
    draft = Draft(make, Consent.INVITED)
    return draft.case("team/removal", {"person": draft.budi.ref})


def post_consent(make: Make) -> Case:
    draft = Draft(make, Consent.INVITED)
    return draft.case("consent", {"answer": "agree"}, draft.budi)


def post_withdrawal(make: Make) -> Case:
    sent = Sent(make, StepKind.ENDORSEMENT)
    return Case(sent.sari, f"/entries/{sent.entry.ref}/withdrawal")


def post_correction(make: Make) -> Case:
    sent = Sent(make, StepKind.ENDORSEMENT)
    with transaction() as session:
        row = session.get_one(Entry, sent.entry.id)
        row.state, row.owner, row.reason = EntryState.RETURNED, Owner.TEAM, "Jelaskan biayanya."
    return Case(sent.sari, f"/entries/{sent.entry.ref}/correction", {}, sent.closes_at)


def post_endorsement(make: Make) -> Case:
    sent = Sent(make, StepKind.ENDORSEMENT)
    fields = {"verdict": "pass", "permit": "800/12", "permit_date": "2026-01-05", "note": ""}
    return Case(sent.wayan, f"/endorsements/{sent.entry.ref}", fields, sent.closes_at)


def post_screening(make: Make) -> Case:
    sent = Sent(make, StepKind.SCREENING)
    fields = {
        "verdict": "return", "then": "list", "check-ok-lengkap": "no",
        "check-why-lengkap": "Bagian biaya masih kosong.",
    }  # fmt: skip
    return Case(sent.dewi, f"/screening/{sent.entry.ref}", fields, sent.closes_at)


def post_unlinking(make: Make) -> Case:
    sari, issuer = make.person("Sari"), "https://sso.example.go.id"
    make.save(Identity(issuer=issuer, subject="s", person_id=sari.id, linked_at=make.now))
    dewi = make.with_role("Dewi", Role.ADMINISTRATOR)
    fields = {"issuer": issuer, "reason": "Akun lama diganti."}
    return Case(dewi, f"/admin/identities/{sari.ref}", fields)

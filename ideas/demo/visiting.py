"""Field visits of the demo: one signed, one half written, one announced, one to be planned."""

from datetime import datetime, timedelta

from sqlmodel import Session

from ideas.acts import Act
from ideas.demo.season import Season
from ideas.judging.findings.actions import Draft, save_report, sign_report
from ideas.judging.findings.claims import add_claim
from ideas.judging.findings.queries import claims_of
from ideas.judging.findings.rules import Finding, Found
from ideas.judging.visits.actions import Plan, announce_visit, confirm_visit, plan_visit
from ideas.judging.visits.queries import Going, find_going
from ideas.judging.visits.rules import VisitPart
from ideas.staff.roles.visitors import Visitor
from ideas.stages import StepKind

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
PANELIST, EVALUATOR = "ratna", "dewi"
# Whom they visit, how far from today; and how many of the claims were looked at already.
VISITS = (("ktp-tujuh-belas", -5, 3), ("datang-setahun", -1, 2), ("peta-jalan-dua", 2, 0))
PLACES = {
    "ktp-tujuh-belas": ("Kantor Kecamatan Arum Lor, ruang perekaman", "-7.2512, 112.7508"),
    "datang-setahun": ("Kelurahan Bukit Cempaka, lalu dua rumah warga", "-7.2431, 112.7623"),
    "peta-jalan-dua": ("Balai Kelurahan Muara Teratai", "-7.2790, 112.7415"),
}
CLAIMS = (
    ("Jadwal layanan terpasang dan diikuti.", "form"),
    ("Petugas yang disebut hadir dan tahu tugasnya.", "design"),
    ("Catatan hasil dapat dibaca dan sesuai angka usulan.", "benefit"),
)
FOUND = (
    Finding(Found.FOUND, "Jadwal dipasang di pintu dan dibacakan ketua RT.", ""),
    Finding(Found.PARTLY, "Dua dari tiga petugas hadir; satu sedang cuti.", ""),
    Finding(Found.FOUND, "Buku catatan lengkap sejak Januari, diparaf setiap pekan.", ""),
)
WHOLE = "Yang ditulis sesuai dengan yang kami lihat. Petugas cadangan perlu segera ditunjuk."


def visit_all(season: Season) -> None:
    """Dewi plans and goes along, Ratna judges; teams confirm; what was seen is written down."""
    for key, days, looked in VISITS:
        at = season.anchor + days * DAY
        with season.at(min(at, season.anchor) - 3 * DAY) as session:
            _plan(season, session, key, at - HOUR)
        with season.at(min(at, season.anchor) - 2 * DAY) as session:
            lead = season.lead_of(session, key)
            confirm_visit(session, lead, _going(season, session, lead, key, Act.SEE_TEAM_VISIT))
        if looked:
            with season.at(at + HOUR) as session:
                _report(season, session, key, looked)


def _plan(season: Season, session: Session, key: str, at: datetime) -> None:
    dewi = season.person(session, EVALUATOR)
    team = {
        season.person(session, PANELIST).ref: VisitPart.PANELIST, dewi.ref: VisitPart.EVALUATOR
    }  # fmt: skip
    plan_visit(session, dewi, _going(season, session, dewi, key), Plan(at, *PLACES[key], team))
    for claimed, section in CLAIMS:
        session.flush()
        add_claim(session, dewi, _going(season, session, dewi, key), claimed, section)
    session.flush()
    announce_visit(session, dewi, _going(season, session, dewi, key))


def _report(season: Season, session: Session, key: str, looked: int) -> None:
    """Ratna writes while she walks; a whole report is signed by both."""
    ratna = season.person(session, PANELIST)
    going = _going(season, session, ratna, key)
    claims = claims_of(session, going.visit.id)[:looked]
    findings = {claim.ref: found for claim, found in zip(claims, FOUND, strict=False)}
    bases = {claim.ref: claim.finding.sign for claim in claims} | {"conclusion": Finding().sign}
    whole = looked == len(CLAIMS)
    findings["conclusion"] = Finding(note=WHOLE if whole else "")
    save_report(session, ratna, going, Draft(findings, bases, "demo"))
    for who in (PANELIST, EVALUATOR) if whole else ():
        session.flush()
        me = season.person(session, who)
        sign_report(session, me, _going(season, session, me, key))


def _going(
    season: Season, session: Session, visitor: Visitor, key: str, sees: Act = Act.SEE_VISIT
) -> Going:
    _, step = season.stage(session, visitor, StepKind.VISIT)
    return find_going(session, visitor, step.ref, season.entries[key], sees)

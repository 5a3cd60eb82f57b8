"""A visit in the field: what is claimed, what was found, photos, signatures; and its hosts."""

from fastapi.responses import Response
from pydantic import Field
from sqlmodel import Session

from ideas.acts import Act
from ideas.deciding.outcomes.published import released_ref
from ideas.failures import Invalid
from ideas.judging.findings.actions import WHOLE, Draft, save_report, sign_report
from ideas.judging.findings.claims import add_claim, remove_claim
from ideas.judging.findings.queries import report_of
from ideas.judging.findings.rules import Finding, Found, report_lacks
from ideas.judging.visits.actions import confirm_visit
from ideas.judging.visits.queries import Going, find_going
from ideas.permissions import refusal, require
from ideas.road.competitions.queries import rules_of
from ideas.say import say
from ideas.web.forms import Form, PlainForm
from ideas.web.render import path, show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit

pages = Pages()

FOUND, NOTE, SPOT, BASE = "found-", "note-", "spot-", "meet-"
LONGEST = {NOTE: 2000, SPOT: 200}


class ClaimForm(Form):
    claimed: str = Field(min_length=1, max_length=600)
    section: str = Field(default="", max_length=40)


class ReportForm(Form):
    """Findings are families of fields, named after their claims."""

    conclusion: str = Field(default="", max_length=4000)
    version: int = Field(default=0, ge=0, lt=2**31)


@pages.read("/visits/{step}/{entry}", Act.SEE_VISIT)
def get_visit(visit: Visit, step: str, entry: str) -> Response:
    going = find_going(visit.session, visit.me, step, entry, Act.SEE_VISIT)
    report = report_of(visit.session, going.entry, going.visit)
    findings = [claim.finding for claim in report.claims]
    return show(
        visit, "visits/report.html", going=going, report=report, found=tuple(Found),
        sections=rules_of(visit.session, going.scoped.row).sections,
        lacks=report_lacks(findings, going.visit.conclusion),
        me=next((goer for goer in going.team if goer.person_id == visit.me.id), None),
        refusal=refusal(Act.WRITE_REPORT, going.standing), base=Finding,
        prepares=refusal(Act.CHANGE_CLAIMS, going.standing) is None,
    )  # fmt: skip


@pages.write("/visits/{step}/{entry}", Act.WRITE_REPORT, page=get_visit, keeps=True)
def post_visit_report(visit: Visit, step: str, entry: str) -> Done:
    going = to_write(visit, visit.session, step, entry)
    save_report(visit.session, visit.me, going, _draft(visit))
    return Done()  # the page says so itself


@pages.write("/visits/{step}/{entry}/claims", Act.CHANGE_CLAIMS, page=get_visit)
def post_claim(visit: Visit, step: str, entry: str) -> Done:
    going = find_going(visit.session, visit.me, step, entry, Act.SEE_VISIT)
    form = visit.filled(ClaimForm)
    add_claim(visit.session, visit.me, going, form.claimed, form.section)
    return Done(said=say("Pernyataan ditambahkan."))


@pages.write("/visits/{step}/{entry}/claims/{claim}", Act.CHANGE_CLAIMS, page=get_visit)
def post_claim_removal(visit: Visit, step: str, entry: str, claim: str) -> Done:
    going = find_going(visit.session, visit.me, step, entry, Act.SEE_VISIT)
    visit.filled(PlainForm)
    remove_claim(visit.session, visit.me, going, claim)
    return Done(to=path("get_visit", step=step, entry=entry), said=say("Pernyataan dihapus."))


@pages.write("/visits/{step}/{entry}/signature", Act.SIGN_REPORT, page=get_visit)
def post_visit_signature(visit: Visit, step: str, entry: str) -> Done:
    going = find_going(visit.session, visit.me, step, entry, Act.SEE_VISIT)
    visit.filled(PlainForm)
    sign_report(visit.session, visit.me, going)
    return Done(said=say("Terima kasih. Tanda tangan Anda tercatat."))


@pages.read("/visits/{step}/{entry}/team", Act.SEE_TEAM_VISIT)
def get_team_visit(visit: Visit, step: str, entry: str) -> Response:
    """When they come; and once the result is out, what they found."""
    going = find_going(visit.session, visit.me, step, entry, Act.SEE_TEAM_VISIT)
    out = released_ref(visit.session, going.scoped.row.id) is not None
    return show(
        visit, "visits/team.html", going=going,
        report=report_of(visit.session, going.entry, going.visit) if out else None,
        refusal=refusal(Act.CONFIRM_VISIT, going.standing),
    )  # fmt: skip


@pages.write("/visits/{step}/{entry}/team", Act.CONFIRM_VISIT, page=get_team_visit)
def post_team_visit(visit: Visit, step: str, entry: str) -> Done:
    going = find_going(visit.session, visit.me, step, entry, Act.SEE_TEAM_VISIT)
    visit.filled(PlainForm)
    confirm_visit(visit.session, visit.me, going)
    return Done(said=say("Terima kasih. Kesediaan tim Anda tercatat."))


def to_write(visit: Visit, session: Session, step: str, entry: str) -> Going:
    going = find_going(session, visit.me, step, entry, Act.SEE_VISIT)
    require(Act.WRITE_REPORT, going.standing)
    return going


def _draft(visit: Visit) -> Draft:
    form = visit.filled(ReportForm, ignore=(FOUND, NOTE, SPOT, BASE))
    notes, spots = visit.typed.starting(NOTE), visit.typed.starting(SPOT)
    answers, bases = visit.typed.starting(FOUND), visit.typed.starting(BASE)
    wrong = {
        f"{family}{ref}": say("Terlalu panjang. Paling banyak {max_length} huruf.", max_length=most)
        for family, most in LONGEST.items()
        for ref, text in visit.typed.starting(family).items()
        if len(text.strip()) > most
    }
    strange = {ref for ref, word in answers.items() if word not in [*Found, ""]}
    wrong |= {f"{FOUND}{ref}": say("Pilih salah satu dari pilihan yang ada.") for ref in strange}
    if wrong:
        raise Invalid(wrong)
    findings = {
        ref: Finding(
            Found(answers[ref]) if answers.get(ref) else None, notes.get(ref, "").strip(),
            spots.get(ref, "").strip(),
        )
        for ref in {*answers, *notes, *spots}
    }  # fmt: skip
    return Draft(findings | {WHOLE: Finding(note=form.conclusion)}, bases, visit.hand)

"""The office for personal data: requests with their clock, erasures, breaches, times to keep."""

from datetime import datetime

from fastapi.responses import Response
from pydantic import Field, field_validator

from ideas import given
from ideas.acts import Act
from ideas.failures import Invalid
from ideas.language import reader
from ideas.language.forms import typed_moment
from ideas.permissions import refusal, require, require_visible
from ideas.protection.breaches.actions import BreachFacts, change_breach, keep_breach
from ideas.protection.breaches.letters import letter
from ideas.protection.breaches.queries import breaches_in, find_breach
from ideas.protection.erasure.actions import decide_erasure, erase_person
from ideas.protection.erasure.queries import erasure_of, find_erasure
from ideas.protection.privacy.rules import RequestState, Right
from ideas.protection.privacy.sections import ROWS
from ideas.protection.requests.actions import answer_request
from ideas.protection.requests.queries import find_request, requests_in
from ideas.protection.retention.actions import keep_period
from ideas.protection.retention.queries import what_is_kept
from ideas.protection.retention.rules import Kind
from ideas.say import say
from ideas.web.forms import Form, LocalMoment
from ideas.web.render import path, show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit

pages = Pages()


class AnswerForm(Form):
    state: RequestState
    answer: str = Field(default="", max_length=2000)


class BreachForm(Form):
    what: str = Field(min_length=1, max_length=200)
    happened: str = Field(min_length=1, max_length=2000)
    data: str = Field(min_length=1, max_length=1000)
    people: int = Field(ge=0, le=10_000_000)
    handling: str = Field(default="", max_length=2000)
    found_at: LocalMoment
    notified_at: LocalMoment | None = None

    @field_validator("notified_at", mode="before")
    @classmethod
    def empty_is_none(cls, value: str) -> str | None:
        return value or None


@pages.read("/admin/privacy", Act.SEE_PRIVACY)
def get_privacy_office(visit: Visit) -> Response:
    require_visible(Act.SEE_PRIVACY, visit.standing)
    session, me = visit.session, visit.me
    return show(
        visit, "admin/privacy/home.html", now=given.now(), kept=what_is_kept(session),
        waiting=requests_in(session, me, waiting=True), breaches=breaches_in(session),
        answered=requests_in(session, me, waiting=False),
        may_keep=refusal(Act.KEEP_PERIODS, visit.standing) is None,
        may_report=refusal(Act.KEEP_BREACHES, visit.standing) is None,
    )  # fmt: skip


@pages.write("/admin/privacy/periods", Act.KEEP_PERIODS, page=get_privacy_office)
def post_periods(visit: Visit) -> Done:
    require_visible(Act.SEE_PRIVACY, visit.standing)
    require(Act.KEEP_PERIODS, visit.standing)
    for kind in Kind:
        if typed := visit.typed.text(f"days-{kind.value}"):
            keep_period(visit.session, visit.me, kind, _days(kind, typed))
    return Done(said=say("Masa simpan tersimpan. Pembersihan berikutnya memakainya."))


@pages.read("/admin/privacy/requests/{ref}", Act.SEE_PRIVACY)
def get_privacy_request(visit: Visit, ref: str) -> Response:
    seen = find_request(visit.session, visit.me, ref)
    erase = seen.row.right is Right.ERASE
    return show(
        visit, "admin/privacy/request.html", seen=seen, now=given.now(), rows=ROWS,
        erasure=erasure_of(visit.session, visit.me, seen) if erase else None,
        why_not=refusal(Act.ANSWER_PRIVACY, seen.standing),
    )  # fmt: skip


@pages.write("/admin/privacy/requests/{ref}", Act.ANSWER_PRIVACY, page=get_privacy_request)
def post_answer(visit: Visit, ref: str) -> Done:
    seen = find_request(visit.session, visit.me, ref)
    require(Act.ANSWER_PRIVACY, seen.standing)
    form = visit.filled(AnswerForm)
    answer_request(visit.session, visit.me, seen, form.state, form.answer)
    return Done(to=path("get_privacy_office"), said=say("Jawaban tercatat. Pegawai membacanya."))


@pages.write("/admin/privacy/requests/{ref}/decision", Act.DECIDE_ERASURE, page=get_privacy_request)
def post_erasure_decision(visit: Visit, ref: str) -> Done:
    decide_erasure(visit.session, visit.me, find_erasure(visit.session, visit.me, ref))
    return Done(said=say("Disetujui. Orang kedua yang menghapus."))


@pages.write("/admin/privacy/requests/{ref}/erasure", Act.ERASE_PERSON, page=get_privacy_request)
def post_erasure(visit: Visit, ref: str) -> Done:
    seen = find_erasure(visit.session, visit.me, ref)
    erase_person(visit.session, visit.me, seen)
    return Done(to=path("get_privacy_office"), said=say("Data pegawai ini sudah dihapus."))


@pages.read("/admin/privacy/breaches", Act.KEEP_BREACHES)
def get_new_breach(visit: Visit) -> Response:
    require_visible(Act.SEE_PRIVACY, visit.standing)
    require(Act.KEEP_BREACHES, visit.standing)
    return show(visit, "admin/privacy/breach.html", breach=None, letter="", why_not=None)


@pages.write("/admin/privacy/breaches", Act.KEEP_BREACHES, page=get_new_breach)
def post_breach(visit: Visit) -> Done:
    require_visible(Act.SEE_PRIVACY, visit.standing)
    require(Act.KEEP_BREACHES, visit.standing)
    breach = keep_breach(visit.session, visit.me, _facts(visit.filled(BreachForm)))
    said = say("Tercatat. Beri tahu sebelum {when}.", when=breach.due_at)
    return Done(to=path("get_breach", ref=breach.ref), said=said)


@pages.read("/admin/privacy/breaches/{ref}", Act.SEE_PRIVACY)
def get_breach(visit: Visit, ref: str) -> Response:
    breach = find_breach(visit.session, visit.me, ref)
    return show(
        visit, "admin/privacy/breach.html", breach=breach, letter=letter(breach),
        why_not=refusal(Act.KEEP_BREACHES, visit.standing),
    )  # fmt: skip


@pages.write("/admin/privacy/breaches/{ref}", Act.KEEP_BREACHES, page=get_breach)
def post_breach_change(visit: Visit, ref: str) -> Done:
    breach = find_breach(visit.session, visit.me, ref)
    require(Act.KEEP_BREACHES, visit.standing)
    change_breach(visit.session, visit.me, breach, _facts(visit.filled(BreachForm)))
    return Done(said=say("Catatan kegagalan tersimpan."))


def _facts(form: BreachForm) -> BreachFacts:
    told = form.notified_at
    return BreachFacts(
        form.what, form.happened, form.data, form.people, form.handling, _moment(form.found_at),
        _moment(told) if told else None,
    )  # fmt: skip


def _moment(typed: str) -> datetime:
    return typed_moment(typed, reader().zone)


def _days(kind: Kind, typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 5):  # noqa: PLR2004 -- digits
        raise Invalid({f"days-{kind.value}": say("Isi dengan angka bulat.")})
    return int(typed)

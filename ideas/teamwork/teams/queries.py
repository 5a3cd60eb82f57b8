"""What happened to a team, for the team itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from ideas.acts import Act
from ideas.history.models import Event
from ideas.say import Sentence, say
from ideas.staff.people.models import Person

MOST_EVENTS = 30

TOLD_AS: Mapping[tuple[Act, str], Sentence] = {
    (Act.INVITE_MEMBER, "invite"): say("mengajak seorang rekan."),
    (Act.INVITE_MEMBER, "replace"): say("mengajak seorang pengganti."),
    (Act.INVITE_MEMBER, "take_back"): say("membatalkan undangan."),
    (Act.INVITE_MEMBER, "share"): say("mengusulkan peran atau bagian baru."),
    (Act.ANSWER_INVITATION, "agreed"): say("setuju ikut."),
    (Act.ANSWER_INVITATION, "declined"): say("tidak ikut."),
    (Act.REMOVE_MEMBER, "remove"): say("mengeluarkan seorang anggota."),
    (Act.REMOVE_MEMBER, "replace"): say("mengganti seorang anggota."),
    (Act.LEAVE_TEAM, ""): say("keluar dari tim."),
    (Act.HIDE_NAME, "hide"): say("menyembunyikan namanya."),
    (Act.HIDE_NAME, "show"): say("menampilkan namanya."),
    (Act.OFFER_LEAD, "offer"): say("meminta seorang anggota memimpin."),
    (Act.OFFER_LEAD, "take_back"): say("membatalkan penyerahan ketua."),
    (Act.ANSWER_OFFER, "agreed"): say("setuju memimpin tim."),
    (Act.ANSWER_OFFER, "declined"): say("tidak bersedia memimpin."),
    (Act.TAKE_LEAD, "take_over"): say("mengambil alih peran ketua."),
    (Act.AMEND_TEAM, ""): say("mengusulkan perubahan tim."),
    (Act.AMEND_TEAM, "take_back"): say("membatalkan perubahan tim."),
    (Act.AMEND_TEAM, "done"): say("Perubahan tim berlaku."),
    (Act.ANSWER_AMENDMENT, "agreed"): say("menyetujui perubahan tim."),
    (Act.ANSWER_AMENDMENT, "declined"): say("tidak menyetujui perubahan tim."),
    (Act.POST_PLACE, "open"): say("membuka tempat dalam tim."),
    (Act.POST_PLACE, "close"): say("menutup tempat dalam tim."),
    (Act.CHOOSE_ANSWER, "choose"): say("menerima tawaran seorang rekan."),
}  # fmt: skip
ACTS = frozenset(act for act, _ in TOLD_AS)


@dataclass(frozen=True)
class Happened:
    """One thing that was done, by whom, and the reason that was given."""

    at: datetime
    by: str
    what: Sentence
    reason: str


def happened_in(session: Session, proposal_id: UUID) -> Sequence[Happened]:
    """The newest first: one statement. Only for the team, who know each other's names."""
    rows = session.execute(
        select(col(Event.at), col(Event.act), col(Event.facts), col(Person.name))
        .outerjoin(Person, col(Person.id) == Event.person_id)
        .where(col(Event.subject_id) == proposal_id, col(Event.act).in_(ACTS))
        .order_by(col(Event.at).desc(), col(Event.id))
        .limit(MOST_EVENTS)
    )
    told = [(at, by, told_as(act, facts), facts) for at, act, facts, by in rows]
    lines = [
        Happened(at, by or "", what, str(facts.get("reason", "")))
        for at, by, what, facts in told
        if what
    ]
    return [next(alike) for _, alike in groupby(lines, _on_a_day)]


def _on_a_day(line: Happened) -> tuple[Any, ...]:
    """What is one line: a change of many shares is not told once for each of them."""
    return line.by, line.what, line.reason, line.at.date()


def told_as(act: Act, facts: Mapping[str, Any]) -> Sentence | None:
    key = str(facts.get("change") or facts.get("verdict") or "")
    return TOLD_AS.get((act, key))

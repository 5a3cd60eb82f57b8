"""The way of an entry without a database: who owes the next move, and by when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from ideas.acts import Act
from ideas.say import Sentence, say
from ideas.stages import JUDGED, EntryState, Owner, StepKind
from ideas.writing.forms.rules import Section
from ideas.writing.proposals.rules import Writing, missing, over_limit

NOTE_WORDS = 5
REASON_WORDS = 2
MOST_CORRECTIONS = 1
MOST_REASON = 600
LONGEST_REASON = 500

OPEN_TO_COLLEAGUES = JUDGED | {StepKind.BALLOT}


class Verdict(StrEnum):
    PASS = "pass"  # noqa: S105 -- a verdict, not a password
    RETURN = "return"
    FAIL = "fail"


class AnyStep(Protocol):
    kind: StepKind
    title: str
    position: int
    opens_at: datetime
    closes_at: datetime
    service_days: int


def due(step: AnyStep, now: datetime) -> datetime:
    """By when the owner must move: the service time, but never after the step closes.

    Steps that everyone works on together (ballot, panel, decree) last until they close.
    """
    if step.kind in OPEN_TO_COLLEAGUES:
        return step.closes_at
    return min(max(now, step.opens_at) + timedelta(days=step.service_days), step.closes_at)


def completes(
    asks_more: bool | None, state: EntryState | None, panel: AnyStep | None, now: datetime
) -> bool:
    """Whether a shortlisted entry takes what is asked of it yet: until the panel begins."""
    runs = bool(asks_more) and state is EntryState.RUNNING
    return runs and panel is not None and now < panel.opens_at


def is_shown_from(kind: StepKind) -> bool:
    """Colleagues may read an entry once it has passed the screening."""
    return kind in OPEN_TO_COLLEAGUES


@dataclass(frozen=True)
class Finding:
    """One line of the administrative check: in order, or not and why."""

    key: str
    text: str
    fine: bool | None
    reason: str = ""


@dataclass(frozen=True)
class Stop:
    """One step of the road as an entry's page draws it: done, now, todo or stopped."""

    name: str
    state: str
    opens_at: datetime
    closes_at: datetime


def stops(
    road: Sequence[AnyStep], position: int, state: EntryState, *, released: bool = False
) -> list[Stop]:
    """The whole road of one entry: behind it, under it, ahead of it."""
    here = {EntryState.ENDED: "stopped", EntryState.WITHDRAWN: "stopped"}.get(state, "now")
    if released or state is EntryState.DECIDED:
        here = "done"
    return [
        Stop(
            step.title,
            "done" if step.position < position else here if step.position == position else "todo",
            step.opens_at,
            step.closes_at,
        )
        for step in road
    ]


def check_findings(
    verdict: Verdict, findings: Sequence[Finding], corrections: int
) -> dict[str, Sentence]:
    """What keeps a checklist from being decided: field → sentence."""
    errors = {
        f"check-ok-{finding.key}": say("Pilih sesuai atau tidak sesuai.")
        for finding in findings
        if finding.fine is None
    } | {f"check-why-{finding.key}": why for finding in findings if (why := _lacks_reason(finding))}
    wrong = any(finding.fine is False for finding in findings)
    refusals = (
        (verdict is Verdict.PASS and wrong, say("Lolos hanya bila semua butir sesuai.")),
        (verdict is not Verdict.PASS and not wrong, say("Tandai butir yang tidak sesuai.")),
        (
            verdict is Verdict.RETURN and corrections >= MOST_CORRECTIONS,
            say("Usulan ini sudah pernah dikembalikan. Pilih lolos atau belum lolos."),
        ),
    )
    return errors or next(({"verdict": why} for refused, why in refusals if refused), {})


def _lacks_reason(finding: Finding) -> Sentence | None:
    if len(finding.reason) > LONGEST_REASON:
        return say("Terlalu panjang. Paling banyak {n} huruf.", n=LONGEST_REASON)
    if finding.fine is False and len(finding.reason.split()) < REASON_WORDS:
        return say("Tulis alasannya, agar tim tahu apa yang diperbaiki.")
    return None


def reasons_in(findings: Sequence[Finding]) -> str:
    """The reasons of a checklist as one text, a line for each."""
    return "\n".join(
        f"{finding.text} {finding.reason}" for finding in findings if finding.fine is False
    )


LEFT_BEHIND = {
    Owner.TEAM: say("Perbaikan belum dikirim sampai tahap ditutup."),
    Owner.SUPERIOR: say("Atasan langsung belum memutuskan sampai tahap ditutup."),
    Owner.SECRETARIAT: say("Sekretariat belum selesai memeriksa sampai tahap ditutup."),
}

NOT_SHORTLISTED = say(
    "Belum melaju ke tahap berikutnya. Umpan balik penilai terbuka setelah hasil diumumkan."
)


TOLD_AS = {
    (Act.SUBMIT_PROPOSAL, ""): say("Tim mengirim usulan."),
    (Act.CORRECT_ENTRY, ""): say("Tim mengirim perbaikan."),
    (Act.COMPLETE_ENTRY, ""): say("Tim melengkapi usulan."),
    (Act.WITHDRAW_ENTRY, ""): say("Tim menarik usulan."),
    (Act.ENDORSE_ENTRY, "pass"): say("Atasan langsung menyetujui."),
    (Act.ENDORSE_ENTRY, "return"): say("Atasan langsung mengembalikan dengan catatan."),
    (Act.SCREEN_ENTRY, "pass"): say("Lolos seleksi administrasi."),
    (Act.SCREEN_ENTRY, "return"): say("Sekretariat meminta perbaikan."),
    (Act.SCREEN_ENTRY, "fail"): say("Belum lolos seleksi administrasi."),
    (Act.DECIDE_ENTRY, ""): say("Hasil diumumkan."),
    (Act.TURN_STEP, "fail"): say("Berhenti karena tahapnya ditutup."),
}


STOOD_IN = {
    "pass": say("Pengganti atasan menyetujui atas nama atasan langsung."),
    "return": say("Pengganti atasan mengembalikan dengan catatan."),
}


def told_as(act: Act, facts: Mapping[str, Any]) -> Sentence:
    """One line of an entry's history, without names."""
    verdict = str(facts.get("verdict", ""))
    if act is Act.ENDORSE_ENTRY and facts.get("on_behalf"):
        return STOOD_IN[verdict]
    if act is Act.TURN_STEP and facts.get("kind") == StepKind.PANEL:
        return say("Belum melaju ke tahap berikutnya.")
    return TOLD_AS.get((act, verdict), say("Berlanjut ke tahap berikutnya."))


def hints(
    writing: Writing, sections: Sequence[Section], categories: Sequence[str], permit: str
) -> list[tuple[bool, Sentence]]:
    """What the computer already knows about an entry, for whoever screens it."""
    empty = missing(writing, sections, categories)
    over = over_limit(writing, sections)
    return [
        (not empty, say("Semua bagian wajib terisi.") if not empty else next(iter(empty.values()))),
        (
            not over,
            say("Tidak ada bagian yang melebihi batas kata.")
            if not over
            else say("{n} bagian melebihi batas kata.", n=len(over)),
        ),
        (
            bool(permit),
            say("Atasan menyetujui, izin nomor {permit}.", permit=permit)
            if permit
            else say("Belum ada persetujuan atasan."),
        ),
    ]

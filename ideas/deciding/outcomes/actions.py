"""Sealing, approving and releasing a result: two people, one transaction, nothing early."""

from uuid import UUID

from sqlalchemy import Select, delete, update
from sqlalchemy import select as pick
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.database import found
from ideas.deciding.lots.actions import open_lot
from ideas.deciding.outcomes.dryrun import DryRun, dry_run
from ideas.deciding.outcomes.lines import Line
from ideas.deciding.outcomes.models import Outcome, Result
from ideas.deciding.outcomes.queries import Place, rules_digest_of, standing_at
from ideas.deciding.outcomes.rules import Terms
from ideas.discovery.finding.keeping import open_findable
from ideas.discovery.finding.rules import Kind
from ideas.discovery.likeness.actions import reach_everybody
from ideas.failures import Conflicting, Invalid, Refused
from ideas.history.actions import record
from ideas.history.rules import commitment
from ideas.permissions import Standing, require
from ideas.road.competitions.deadlines import add_in_time, changed
from ideas.road.competitions.models import Competition
from ideas.road.competitions.queries import scoped_of
from ideas.road.entries.models import Entry
from ideas.road.entries.telling import tell_of_moves
from ideas.say import say
from ideas.staff.roles.visitors import Visitor
from ideas.stages import CompetitionState, EntryState, OutcomeState, Owner
from ideas.talking.notices.rules import News

UNRELEASED = (OutcomeState.SEALED, OutcomeState.APPROVED)
CHANGED = say("Isinya berubah sejak disegel. Hasil ini tidak diumumkan; hubungi auditor.")
AWARDED = say("Hasil sudah diumumkan. Usulan ini meraih penghargaan.")
NOT_CHOSEN = say("Hasil sudah diumumkan. Usulan ini belum terpilih tahun ini.")


def seal_outcome(session: Session, visitor: Visitor, place: Place, terms: Terms) -> None:
    """Bind the result as it stands now. All that is kept of it is a salted promise."""
    require(Act.SEAL_OUTCOME, standing_at(session, visitor, place))
    if given.now() < place.step.closes_at < terms.release_at:
        raise Invalid({"release_at": say("Tidak boleh setelah tahap penetapan ditutup.")})
    run = dry_run(session, place.scoped)
    if run.obstacles:
        raise Refused(run.obstacles[0])
    outcome = _sealed(session, visitor, place, terms, run)
    add_in_time(session, outcome, place.step.id, late=True)
    record(
        session, Act.SEAL_OUTCOME, visitor.id, outcome.id,
        competition=place.scoped.row.ref, release_at=terms.release_at.isoformat(),
    )  # fmt: skip


def approve_outcome(session: Session, visitor: Visitor, place: Place) -> Outcome:
    """The second person stands behind the same result, recomputed and compared with the seal."""
    require(Act.RELEASE_OUTCOME, standing_at(session, visitor, place))
    outcome = found(place.outcome)
    if not dry_run(session, place.scoped).fits(outcome):
        raise Conflicting(CHANGED)
    approved = (
        update(Outcome)
        .where(col(Outcome.id) == outcome.id, col(Outcome.state) == OutcomeState.SEALED)
        .values(
            state=OutcomeState.APPROVED, approved_by=visitor.id, approved_at=given.database_now()
        )
    )  # fmt: skip
    if not changed(session, approved):
        raise Conflicting(say("Hasil ini sudah disetujui, atau segelnya baru saja dibuka."))
    record(session, Act.RELEASE_OUTCOME, visitor.id, outcome.id, competition=place.scoped.row.ref)
    return outcome


def reopen_outcome(session: Session, visitor: Visitor, place: Place, reason: str) -> None:
    """Take the seal away before the release. Its reason stays, for everybody to read later."""
    require(Act.REOPEN_OUTCOME, standing_at(session, visitor, place))
    sealed = delete(Outcome).where(
        col(Outcome.id) == found(place.outcome).id, col(Outcome.state).in_(UNRELEASED)
    )
    if not changed(session, sealed):
        raise Conflicting(say("Hasil ini baru saja diumumkan, atau segelnya sudah dibuka."))
    row = place.scoped.row
    record(session, Act.REOPEN_OUTCOME, visitor.id, row.id, competition=row.ref, reason=reason)


def release_outcome(session: Session, outcome_id: UUID) -> tuple[Line, ...] | None:
    """Make an approved result public once its time has come. None: not yet, or done before."""
    require(Act.PUBLISH_OUTCOME, Standing(system=True))
    if not _claim_release(session, outcome_id):
        return None
    outcome = session.get_one(Outcome, outcome_id, populate_existing=True)
    scoped = scoped_of(session, outcome.competition_id)
    run = dry_run(session, scoped)
    if not run.fits(outcome):
        raise Conflicting(CHANGED)
    outcome.method, outcome.why = run.workings.method, run.workings.why
    open_lot(session, outcome.competition_id)
    session.add_all(_result(outcome_id, line) for line in run.lines)
    _decide(session, run, outcome.ref)
    session.execute(
        update(Competition)
        .where(col(Competition.id) == outcome.competition_id)
        .values(state=CompetitionState.DONE)
    )
    # Not a moment before the release, and neither rank nor award is said.
    tell_of_moves(session, [line.entry_id for line in run.lines], News.PUBLISHED)
    reach_everybody(session, _shown_in(outcome.competition_id))
    open_findable(session, Kind.ENTRY, _shown_in(outcome.competition_id), open_=True)
    record(
        session, Act.PUBLISH_OUTCOME, None, outcome_id,
        competition=scoped.row.ref, digest=outcome.seal_digest,
    )  # fmt: skip
    return run.lines


def _shown_in(competition_id: UUID) -> Select[UUID]:
    mine = (col(Entry.competition_id) == competition_id, col(Entry.shown))
    return pick(col(Entry.id)).where(*mine)


def _sealed(session: Session, visitor: Visitor, place: Place, terms: Terms, run: DryRun) -> Outcome:
    salt, rules = given.new_secret(), rules_digest_of(session, place.scoped.row)
    return Outcome(
        competition_id=place.scoped.row.id, step_id=place.step.id, state=OutcomeState.SEALED,
        decree_number=terms.decree_number, decree_date=terms.decree_date,
        release_at=terms.release_at, sealed_by=visitor.id, sealed_at=given.now(), seal_salt=salt,
        seal_digest=commitment(salt, run.record(terms, rules)),
        rules_digest=rules,
    )  # fmt: skip


def _claim_release(session: Session, outcome_id: UUID) -> bool:
    claim = (
        update(Outcome)
        .where(
            col(Outcome.id) == outcome_id, col(Outcome.state) == OutcomeState.APPROVED,
            col(Outcome.release_at) <= given.database_now(),
        )
        .values(state=OutcomeState.RELEASED, released_at=given.database_now())
    )  # fmt: skip
    return bool(changed(session, claim))


def _result(outcome_id: UUID, line: Line) -> Result:
    return Result(
        outcome_id=outcome_id, entry_id=line.entry_id, place=line.place,
        score_top=line.score.numerator, score_bottom=line.score.denominator,
        mean_top=line.mean.numerator, mean_bottom=line.mean.denominator, se=line.se,
        low=line.low, high=line.high, drawn=line.drawn,
        sheets=line.sheets, votes=line.votes, award=line.award, computed=line.computed,
        changed=line.changed,
    )  # fmt: skip


def _decide(session: Session, run: DryRun, ref: str) -> None:
    """Every entry that came this far ends with a public reason, and its history leads to it."""
    for line in run.lines:
        record(session, Act.DECIDE_ENTRY, None, line.entry_id, outcome=ref)
    for reason, awarded in ((AWARDED, True), (NOT_CHOSEN, False)):
        session.execute(
            update(Entry)
            .where(
                col(Entry.id).in_([ln.entry_id for ln in run.lines if bool(ln.award) is awarded])
            )
            .values(state=EntryState.DECIDED, owner=Owner.NOBODY, due_at=None, reason=reason.text)
        )

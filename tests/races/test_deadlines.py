"""A second before the close is in time, the close is too late: by the database's clock."""

from datetime import UTC, datetime, timedelta

import pytest
from httpx2 import Response
from sqlalchemy import select

from ideas import given
from ideas.database import transaction
from tests.bed.contents import changed, contents
from tests.browsing import Browser
from tests.factories import Make
from tests.hostile.bodies import ROUTES
from tests.hostile.cases import Case, sentence_in

SECOND = timedelta(seconds=1)

# Not bound to a step's time: signing in, looks, planning, taking one's entry back, personal data,
# keeping units and postings, and the decree, which is owed until it is taken.
TIMELESS = {
    "post_forgot", "post_link", "post_again", "post_password", "post_secret", "post_account_step",
    "post_step_removal", "post_codes", "post_codes_file", "post_ends", "post_invitation",
    "post_clearing", "post_reminders",
    "post_signin", "post_signout", "post_settings", "post_new_competition", "post_basics",
    "post_steps", "post_part", "post_officer", "post_dismissal", "post_opening", "post_withdrawal",
    "post_judging",
    "post_extension", "post_seal", "post_reopening", "post_release",
    "post_new_role", "post_approval", "post_revocation",
    "post_unlinking", "post_shown", "post_copy",
    "post_privacy_request", "post_periods", "post_answer", "post_erasure_decision", "post_erasure",
    "post_breach", "post_breach_change", "post_unit_change",
    "post_transfer", "post_stand_in", "post_stand_in_ending",
    "post_preview",
    "post_search", "post_search_removal",
    "post_comment", "post_support", "post_follow", "post_comment_change", "post_comment_deletion",
    "post_suggestion_withdrawal",
    "post_report", "post_objection", "post_verdict", "post_second_verdict", "post_notices",
    "post_notice_opening", "post_hearing", "post_stop",
    "post_leaving", "post_name", "post_lead_offer", "post_lead_answer", "post_takeover",
    "post_skills", "post_reveal",
    "post_intake", "post_intake_mapping", "post_intake_apply", "post_intake_discard",
    # The plenary is owed until two people signed it.
    "post_attendance", "post_talk", "post_change", "post_count", "post_plenary_close",
    "post_minutes_signature", "post_plenary_reopening",
}  # fmt: skip
TIMED = sorted(set(ROUTES) - TIMELESS)


@pytest.fixture(params=TIMED)
def case(request: pytest.FixtureRequest, make: Make) -> Case:
    return ROUTES[request.param](make)


def sent(case: Case, browser: Browser, *, late: int) -> Response:
    assert case.closes_at, "until when is this taken?"
    with given.world(frozen=case.closes_at + late * SECOND):
        return browser.post(case.path, case.fields, files=case.files)


def test_a_change_is_taken_until_the_last_second_and_then_refused(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when the app believes that there is plenty of time: the database knows better."""
    browser, noon = Browser(case.person), given.now()
    before = contents()
    for clock in (given.now, lambda: noon):
        with monkeypatch.context() as app:
            app.setattr(given, "now", clock)
            for late in (0, 1):
                answer = sent(case, browser, late=late)
                assert answer.status_code in (422, 409), sentence_in(answer.text)
                assert any(word in sentence_in(answer.text) for word in ("ditutup", "lewat"))
                assert changed(before, contents()) == {}
    answer = sent(case, browser, late=-1)
    assert answer.status_code == 303, sentence_in(answer.text)


@pytest.mark.usefixtures("database")
def test_with_nothing_frozen_it_is_the_database_that_tells_the_time() -> None:
    with transaction(writes=False) as session:
        told = session.execute(select(given.database_now())).scalar_one()
        with given.world(shift=timedelta(days=3)):
            moved = session.execute(select(given.database_now())).scalar_one()
    now = datetime.now(UTC)
    assert abs(_aware(told) - now) < timedelta(minutes=1)
    assert abs(_aware(moved) - now - timedelta(days=3)) < timedelta(minutes=1)


def _aware(told: datetime) -> datetime:
    return told.replace(tzinfo=UTC) if told.tzinfo is None else told

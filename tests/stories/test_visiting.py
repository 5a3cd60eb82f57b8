"""A visit in a real browser: on a phone, with a line that breaks, and nothing lost."""

from playwright.sync_api import Browser, Page, expect

from tests.bed.axe import axe
from tests.bed.browser import complaints, shoot
from tests.factories import Make
from tests.judging.visits.trip import Trip
from tests.stories.test_files import home, pytestmark, signed_in

__all__ = ["home", "pytestmark"]


def answer(page: Page, trip: Trip) -> None:
    ref = trip.claims()[0].ref
    page.locator(f"input[name=found-{ref}][value=partly]").check()
    page.locator(f"[name=note-{ref}]").fill("Baru satu loket")


def test_what_is_written_without_a_line_arrives_once_there_is_one(
    make: Make, home: str, chrome: Browser
) -> None:
    trip = Trip(make)
    with signed_in(chrome, home, trip.ratna) as page:
        page.goto(trip.at)
        page.context.set_offline(True)
        answer(page, trip)
        expect(page.locator("[data-saved].down")).to_be_visible()
        page.context.set_offline(False)
        complaints(page).clear()  # the line that was cut on purpose
        expect(page.locator("[data-saved]").first).to_contain_text("Tersimpan")
        page.goto(trip.at)
        expect(page.locator("#totals")).to_contain_text("1 dari 2")
        assert axe(page) == []
        shoot(page, "visits-report")
    assert trip.claims()[0].note == "Baru satu loket"


def test_without_scripts_a_report_is_written_and_saved(
    make: Make, home: str, chrome: Browser
) -> None:
    trip = Trip(make)
    with signed_in(chrome, home, trip.ratna, script=False) as page:
        page.goto(trip.at)
        answer(page, trip)
        page.get_by_role("button", name="Simpan", exact=True).click()
        expect(page.locator("#totals")).to_contain_text("1 dari 2")


def test_the_pages_of_planning_and_of_the_hosts_suit_everybody(
    make: Make, home: str, chrome: Browser
) -> None:
    trip = Trip(make)
    with signed_in(chrome, home, trip.dewi, scheme="dark") as page:
        for name, at in (("list", trip.list), ("plan", f"{trip.at}/plan")):
            page.goto(at)
            assert axe(page) == []
            shoot(page, f"visits-{name}")
    with signed_in(chrome, home, trip.sari) as page:
        page.goto(f"{trip.at}/team")
        assert axe(page) == []
        shoot(page, "visits-team")

"""A hidden name, written wherever somebody of a team leaves traces: no page tells it to those who
are invited, to colleagues, judges or moderators, while the team reads it on every one."""

from itertools import product
from string import Formatter

import pytest
from sqlmodel import col, update

from ideas.database import transaction
from ideas.permissions import Role
from ideas.road.entries.models import Entry
from ideas.stages import StepKind
from ideas.writing.proposals.models import Version
from ideas.writing.proposals.rules import Consent, Openness
from tests.browsing import Browser
from tests.factories import Make
from tests.pages.test_suggestions import BETTER
from tests.talking.circle import Circle
from tests.two_worlds.crawling import READS, TABLE_OF, references

NAME = "Qanaria Zyx"
REPORT = {"offence": "rude", "note": ""}
# Where somebody is found as a person, whatever they work on, and what only a job needs.
ELSEWHERE = {"people", "admin", "account", "verify", "static", "files"}
ABOUT = TABLE_OF | {"moderation": "comment"}
TRACES = ("versions", "comments", "suggestions", "team")


class Haunted(Circle):
    """The canary wrote, talked, was talked of, suggested and was reported; Putri is invited."""

    def __init__(self, make: Make, openness: Openness) -> None:
        super().__init__(make, openness)
        self.dewi = make.with_role("Dewi", Role.SECRETARIAT, self.competition)
        self.putri, self.canary = make.person("Putri"), make.person(NAME)
        make.member(self.proposal, self.putri, consent=Consent.INVITED)
        make.member(self.proposal, self.canary, share=10)
        make.version(self.proposal, self.canary)
        said = self.say(self.canary, "Sudah saya hitung.")
        self.say(self.canary, "Untuk tim saja.", circle="team")
        self.say(self.sari, f"Terima kasih @{NAME}", mention=self.canary.ref)
        self.say(self.sari, "Tanpa menyebut.", mention=self.canary.ref, reply_to=said.ref)
        mine = Browser(self.canary)
        assert mine.post(f"{self.at}/suggestions", BETTER).status_code == 303
        assert mine.post(f"{self.at}/team/name", {"name": "hidden"}).status_code == 303
        report = Browser(self.sari).post(f"{self.at}/comments/{said.ref}/report", REPORT)
        assert report.status_code == 303

    def send(self, at: StepKind) -> None:
        """It stands as an entry at this step, open to be seen."""
        entry = self.make.entry(self.make.person("Lastri"), self.competition, at=at)
        moved = {"proposal_id": self.proposal.id}
        with transaction() as session:
            own = col(Version.id) == entry.version_id
            session.execute(update(Version).where(own).values(number=2, **moved))
            session.execute(update(Entry).where(col(Entry.id) == entry.id).values(moved))

    def named_to(self, who: str) -> dict[str, bool]:
        """Every page that this person may open, and whether it tells who hides."""
        browser = Browser(getattr(self, who))
        asked = {url: browser.client.get(url) for url in addresses(references())}
        return {
            url: NAME in page.text or self.canary.ref in page.text
            for url, page in asked.items()
            if page.status_code == 200
        }


def addresses(refs: dict[str, list[str]]) -> list[str]:
    """Every page that is about a proposal, with every reference that it may be about."""
    found = []
    for route in READS:
        names = [name for _, name, _, _ in Formatter().parse(route.path) if name]
        about = ABOUT.get(route.path.split("/")[1], "")
        pools = [refs.get(about if name == "ref" else name, []) for name in names]
        if route.path.split("/")[1] not in ELSEWHERE:
            some = [dict(zip(names, picked, strict=True)) for picked in product(*pools)]
            found += [route.path.format(**one) for one in some]
    return found


@pytest.mark.parametrize(
    ("database", "openness"),
    [("sqlite", Openness.TEAM), ("postgresql", Openness.COLLEAGUES)], indirect=["database"],
)  # fmt: skip
def test_no_page_of_a_draft_tells_a_hidden_name_but_to_its_team(
    make: Make, openness: Openness
) -> None:
    world = Haunted(make, openness)
    team = world.named_to("sari")
    told = {url.split("/")[3] for url, named in team.items() if named and url.count("/") > 2}
    assert told >= set(TRACES)
    for who in ("putri", "joko", "rina", "dewi"):
        pages = world.named_to(who)
        assert [url for url, named in pages.items() if named] == [], who
        opened = openness is Openness.COLLEAGUES and who != "rina"
        assert (world.at in pages) == (opened or who == "putri")
    assert any(url.startswith("/moderation/") for url in world.named_to("dewi"))


@pytest.mark.parametrize(
    ("database", "at"),
    [("sqlite", StepKind.PANEL), ("postgresql", StepKind.ENDORSEMENT)], indirect=["database"],
)  # fmt: skip
def test_no_page_of_an_entry_tells_a_hidden_name_but_to_its_team(make: Make, at: StepKind) -> None:
    world = Haunted(make, Openness.COLLEAGUES)
    world.send(at)
    assert any(world.named_to("budi").values())
    for who in ("putri", "joko", "rina", "dewi"):
        assert [url for url, named in world.named_to(who).items() if named] == [], who


def test_somebody_invited_cannot_find_out_by_naming_people(make: Make) -> None:
    world = Haunted(make, Openness.TEAM)
    found = f"{world.at}/mentions?q=Qanaria"
    assert NAME in Browser(world.budi).get(found).text
    assert NAME not in Browser(world.putri).get(found).text
    world.say(world.putri, "Siapa ya?", mention=world.canary.ref)
    assert "mentioned" not in world.heard(world.canary)[1:]

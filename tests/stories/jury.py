"""Forty entries in two categories, two panels of four judges, and those who lead them."""

from dataclasses import dataclass, field

from sqlmodel import col, select

from ideas.database import transaction
from ideas.identity.accounts.actions import open_account
from ideas.identity.accounts.passwords import hashed
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.queries import counted
from ideas.judging.rubrics.rules import Correction, Criterion, Judging
from ideas.permissions import Role
from ideas.road.competitions.models import Competition, Step
from ideas.road.competitions.rules import Category, Prize, Rules
from ideas.road.entries.models import Entry
from ideas.staff.people.models import Person
from ideas.staff.roles.models import RoleGrant
from ideas.stages import StepKind
from tests.factories import Make
from tests.stories.keys import Typist
from tests.stories.town import INSTALLER, PASSWORD, set_up_app
from tests.stories.unscripted import Unscripted
from tests.stories.walking import Walker
from tests.stories.world import Story

ENTRIES, GO_ON = 40, 6
KEYED = "ratna"  # the judge whom the story follows, key by key
PANELS = {
    "layanan": ("ratna", "tono", "intan", "made"),
    "dalam": ("putu", "laras", "yusuf", "wulan"),
}
OFFICERS = {
    "dewi": Role.SECRETARIAT, "surya": Role.CHAIR, "hasan": Role.LEADER,
    "melati": Role.PUBLISHER, "wayan": Role.ADMINISTRATOR,
}  # fmt: skip
ROAD = (StepKind.CALL, StepKind.PANEL, StepKind.PITCH, StepKind.PLENARY, StepKind.DECREE)
LEVELS = ("Belum tampak", "Sedikit", "Cukup", "Jelas", "Sangat jelas")
RULES = Rules(
    categories=(
        Category(key="layanan", name="Pelayanan warga"),
        Category(key="dalam", name="Tata kelola"),
    ),
    criteria=(
        Criterion(key="dampak", title="Dampak", weight=60, anchors=LEVELS),
        Criterion(key="baru", title="Kebaruan", weight=40, anchors=LEVELS),
    ),
    prizes=tuple(Prize(place=n, title=f"Inovator Terbaik {n}") for n in (1, 2, 3)),
    judging=Judging(
        correction=Correction.AUTO, gap=30, room=3, pitch_share=30, quorum=60, bridges=True,
        most=30,
    ),
)  # fmt: skip
WHY = "Hitungan dan contohnya dapat diperiksa pada halaman kedua."
# They go on: what everybody gives them for effect and for novelty.
STRONG = {0: (5, 5), 1: (5, 4), 2: (4, 4), 20: (4, 5), 21: (4, 3), 22: (3, 4)}
SPLIT = 7


@dataclass
class Jury:
    """The story's people and entries, and a browser for each who needs no window."""

    story: Story
    make: Make
    competition: Competition
    people: dict[str, Person]
    entries: list[Entry]
    browsers: dict[str, Unscripted] = field(default_factory=dict)

    def at(self, kind: StepKind, where: str) -> str:
        return f"/{where}/{self.make.step_of(self.competition, kind).ref}"

    @property
    def panel(self) -> str:
        return self.at(StepKind.PANEL, "panels")

    def person(self, username: str) -> Walker:
        return self.story.person(username)

    def browser(self, username: str) -> Unscripted:
        """This person's own, at home or in the office: always the same one."""
        if username not in self.browsers:
            self.browsers[username] = Unscripted(
                self.story.home, username, self.people[username]
            )  # fmt: skip
        return self.browsers[username]

    def others(self) -> list[str]:
        """Who judges today beside her whom the story follows."""
        with transaction(writes=False) as session:
            here = select(RoleGrant.person_id).where(
                RoleGrant.role == Role.JUDGE, col(RoleGrant.revoked_at).is_(None)
            )
            judging = set(session.exec(here))
        return [
            name for panel in PANELS.values() for name in panel
            if name != KEYED and self.people[name].id in judging
        ]  # fmt: skip

    def marks(self, username: str, title: str) -> dict[str, int]:
        """What this judge gives it. Of one entry the two panels do not think alike."""
        n, severe = int(title.removeprefix("Gagasan ")), username in PANELS["layanan"]
        weak = (2 + n % 2, 2 + n // 3 % 2)
        effect, new = (1 if severe else 5,) * 2 if n == SPLIT else STRONG.get(n, weak)
        return {"dampak": effect, "baru": new}

    def sheets(self, kind: StepKind = StepKind.PANEL) -> list[Assignment]:
        """All that count at this step."""
        step = self.make.step_of(self.competition, kind)
        with transaction(writes=False) as session:
            rows = select(Assignment).where(Assignment.step_id == step.id, counted())
            return list(session.exec(rows.order_by(col(Assignment.place))))

    def of(self, username: str, kind: StepKind = StepKind.PANEL) -> list[Assignment]:
        own = self.people[username].id
        return [sheet for sheet in self.sheets(kind) if sheet.judge_id == own]

    def entry(self, sheet: Assignment) -> Entry:
        return next(entry for entry in self.entries if entry.id == sheet.entry_id)

    def leaves(self) -> None:
        for browser in self.browsers.values():
            browser.client.close()


def gathered(story: Story) -> Jury:
    """Everybody is named, every entry waits at the panel."""
    make = Make()
    story.walks = Typist
    competition = make.competition(at=StepKind.PANEL, rules=RULES, road=ROAD)
    people = story.town.people
    _name_officers(story, make, competition)
    for category, names in PANELS.items():
        for name in names:
            person = people.get(name) or make.person(name.capitalize())
            people[name] = person
            make.save(
                RoleGrant(
                    person_id=person.id, role=Role.JUDGE, granted_at=make.now,
                    competition_id=competition.id, category=category,
                )
            )  # fmt: skip
    _say_how_many(make, competition)
    superior = make.person("Atasan")
    return Jury(
        story, make, competition, people,
        [_entry(make, competition, superior, n) for n in range(ENTRIES)],
    )  # fmt: skip


def _name_officers(story: Story, make: Make, competition: Competition) -> None:
    people, secret = story.town.people, hashed(PASSWORD)
    people["surya"] = make.person("Surya")
    with transaction() as session:
        open_account(session, INSTALLER, people["surya"].id, "surya", secret)
    for name, role in OFFICERS.items():
        make.grant(people[name], role, None if role is Role.ADMINISTRATOR else competition)
        if name not in story.town.apps:
            with transaction() as session:
                story.town.apps[name] = set_up_app(session, people[name])


def _say_how_many(make: Make, competition: Competition) -> None:
    """Two judges read an entry, and the best six go on."""
    step = make.step_of(competition, StepKind.PANEL)
    with transaction() as session:
        row = session.get_one(Step, step.id)
        row.per_entry, row.passes = 2, f"top:{GO_ON}"


def _entry(make: Make, competition: Competition, superior: Person, n: int) -> Entry:
    return make.entry(
        make.person(f"Penggagas {n}"), competition, at=StepKind.PANEL, superior=superior,
        title=f"Gagasan {n}", category="layanan" if n < ENTRIES // 2 else "dalam",
    )  # fmt: skip

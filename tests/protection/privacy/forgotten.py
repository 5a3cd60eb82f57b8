"""Somebody who left a trace in every place there is, and a search through all of them."""

import base64
import hashlib
import html
import json
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import text, update
from sqlmodel import col, select

from ideas.acts import Act
from ideas.database import engine_for, transaction
from ideas.deciding.outcomes.models import Outcome
from ideas.deciding.recognition.models import Recognition
from ideas.history.actions import record
from ideas.identity.accounts.models import Account, Attempt
from ideas.identity.factors.models import RecoveryCode, Totp
from ideas.identity.identities.models import Identity
from ideas.identity.passkeys.models import Passkey
from ideas.jobs.worker import work_once
from ideas.judging.conflicts.models import Conflict
from ideas.judging.conflicts.rules import ConflictKind
from ideas.judging.panels.models import Assignment
from ideas.judging.reviews.models import Mark
from ideas.later import Job, Task
from ideas.outside.files import keep
from ideas.permissions import Role
from ideas.protection.requests.models import PrivacyRequest
from ideas.road.ballots.models import Ballot
from ideas.secret import digest
from ideas.settings import settings
from ideas.staff.people.models import Person, PersonNumber, Posting
from ideas.staff.roles.models import RoleGrant
from ideas.staff.roster.rules import Fault
from ideas.staff.skills.models import PersonSkill
from ideas.staff.staging.models import Intake, IntakeChange, IntakeFault, IntakeRow
from ideas.staff.staging.rules import Effect, IntakeState
from ideas.stages import StepKind
from ideas.talking.comments.models import Comment
from ideas.talking.comments.rules import Circle as Readers
from ideas.talking.notices.models import Notice
from ideas.talking.notices.rules import News
from ideas.talking.suggestions.models import Suggestion
from ideas.teamwork.amendments.models import Amendment
from ideas.teamwork.places.models import Place, PlaceAnswer
from ideas.web import keys
from ideas.web.models import Once
from ideas.writing.proposals.models import Proposal, Version
from ideas.writing.proposals.rules import Consent
from tests.browsing import Browser
from tests.factories import Make
from tests.judged import DECREE, Judged

NIP = "199107212015042009"
WORDS = {
    "name": "Zyxwvut Qanaria", "titles_before": "Drcnrya.", "titles_after": "S.Cnryb <&>",
    "email": "cnrysurel@cnry.example", "code": "cnry-kode-7Q",
}  # fmt: skip
POSITION, USERNAME, SUBJECT = "Pranata Cnryposisi", "cnryakun", "cnry-subjek"
DRAFT, NOTE, CLASH = "Cnrydraf “tersembunyi”", "cnrycatatan juri", "cnrybentur sepupu"
TALK = "cnryomongan hangat"
KEY, WHY, ROW, CELL = "cnrykunci", "cnrysurat tugas", "Cnrybaris Berkas", "cnrysel"
OFFER, ABLE = "cnrytawaran ikut", "cnryahli batik"
WRONG, BETTER, TROUBLE = "cnrykeliru alamat", "cnrybenar alamat", "cnrytakdikenal"


class Traces:
    """Sari under another name, after a whole year: she won, judged, voted, asked and drafted."""

    def __init__(self, make: Make) -> None:
        self.make, self.judged = make, Judged(make)
        self.sari = self.judged.sari
        self.dewi = make.with_role("Dewi", Role.ADMINISTRATOR)
        self.wayan = make.with_role("Wayan", Role.PERSONNEL)
        self._be_somebody()
        self.browser = Browser(self.sari)
        self.here = f"/people/{self.sari.ref}"
        self._win()
        self._work()
        self._ask()
        work_once()

    @property
    def canaries(self) -> tuple[str, ...]:
        return (
            *WORDS.values(), NIP, POSITION, USERNAME, SUBJECT, DRAFT, NOTE, CLASH, WRONG, BETTER,
            TALK, KEY, WHY, ROW, CELL, OFFER, ABLE, digest(USERNAME, "account"),
            sealed_for(self.sari),
            self.sari.ref, keys.hashed(self.browser.secret),
        )  # fmt: skip

    def _be_somebody(self) -> None:
        make, sari = self.make, self.sari
        with transaction() as session:
            session.execute(update(Person).where(col(Person.id) == sari.id).values(WORDS))
            own = col(Posting.person_id) == sari.id
            session.execute(update(Posting).where(own).values(position=POSITION))
        make.save(PersonNumber(number=NIP, person_id=sari.id, since=date(2015, 4, 1)))
        make.save(Account(person_id=sari.id, username=USERNAME, password=f"hash {USERNAME}"))
        guessed = digest(USERNAME, "account")
        make.save(Attempt(account_hash=guessed, address="a", place="a", known=False, at=make.now))
        make.save(Totp(person_id=sari.id, sealed=sealed_for(sari), made_at=make.now))
        make.save(
            Passkey(
                person_id=sari.id, credential=KEY, public_key=KEY, name=KEY, made_at=make.now
            )
        )  # fmt: skip
        make.save(RecoveryCode(digest=KEY.ljust(64, "0"), person_id=sari.id))
        self._be_in_a_file()
        make.save(Identity(issuer="i", subject=SUBJECT, person_id=sari.id, linked_at=make.now))
        make.save(RoleGrant(person_id=sari.id, role=Role.JUDGE, granted_at=make.now, why=WHY))

    def _be_in_a_file(self) -> None:
        """One that waits to be applied, and one that was, whose fault still quotes her."""
        make, file = self.make, keep(f"{ROW};{CELL};Dinas".encode(), ".csv")
        facts: dict[str, Any] = {
            "made_at": make.now,
            "changed_at": make.now,
            "day": make.now.date(),
        }
        waits, done = (
            make.save(Intake(digest=d * 64, name="p.csv", file=key, state=state, **facts))
            for d, key, state in (("a", file, IntakeState.CHECKED), ("b", "", IntakeState.APPLIED))
        )
        make.save(IntakeRow(intake_id=waits.id, line=2, name=ROW, email=CELL))
        make.save(
            IntakeChange(intake_id=waits.id, effect=Effect.NEW, turn=1, name=ROW, unit="Dinas")
        )
        make.save(
            IntakeFault(
                intake_id=done.id, line=3, turn=1, fault=Fault.UNIT_UNKNOWN,
                value=f"{WORDS['email']} {CELL}",
            )
        )  # fmt: skip

    def _win(self) -> None:
        judged = self.judged
        Browser(judged.hasan).post(f"{judged.at}/seal", {**DECREE, "release_at": judged.past})
        Browser(judged.melati).post(f"{judged.at}/release")
        with transaction(writes=False) as session:
            own = select(Recognition.code).where(Recognition.person_id == self.sari.id)
            self.code = session.exec(own).one()

    def _work(self) -> None:
        """A draft, an invitation, a sheet not locked, a vote, and troubles that name her."""
        make, sari = self.make, self.sari
        draft = make.proposal(sari, title=DRAFT, summary=DRAFT, answers={"masalah": DRAFT})
        make.save(
            Version(
                proposal_id=draft.id, number=1, category="layanan", title=DRAFT, summary=DRAFT,
                answers={"masalah": DRAFT}, by_id=sari.id, made_at=make.now,
            )
        )  # fmt: skip
        self._be_wanted(make.proposal(make.person("Joko")))
        self.entry = make.entry(make.person("Rini"), at=StepKind.PANEL)
        sheet: Assignment = make.assignment(self.entry, sari, note=NOTE)
        make.save(Mark(assignment_id=sheet.id, criterion="dampak", value=4, reason=NOTE))
        make.save(
            Conflict(
                entry_id=self.judged.entries[2].id, person_id=sari.id, note=CLASH,
                kind=ConflictKind.DECLARED, found_at=make.now,
            )
        )  # fmt: skip
        self._vote()
        self._talk(draft)

    def _talk(self, draft: Proposal) -> None:
        """A comment, a suggestion and a notice; and what others were told of her draft."""
        make, sari, now = self.make, self.sari, self.make.now
        told: dict[str, Any] = {"proposal_id": self.entry.proposal_id, "author_id": sari.id}
        make.save(
            Comment(circle=Readers.COLLEAGUES, text=TALK, written_at=now, edit_until=now, **told)
        )
        make.save(
            Suggestion(part="summary", start=0, passage=TALK, wording=TALK, made_at=now, **told)
        )
        for person, path in ((sari, "/"), (self.judged.budi, f"/proposals/{draft.ref}")):
            facts = {"title": DRAFT}
            make.save(
                Notice(person_id=person.id, news=News.OPENED, path=path, facts=facts, made_at=now)
            )

    def _be_wanted(self, proposal: Proposal) -> None:
        """Invited with a message, offering to come, able to do something, and asked about it."""
        make, sari = self.make, self.sari
        member = make.member(proposal, sari, consent=Consent.INVITED)
        with transaction() as session:
            session.merge(member).message = OFFER
        place = make.save(Place(proposal_id=proposal.id, title="a", what="b", made_at=make.now))
        make.save(PlaceAnswer(place_id=place.id, person_id=sari.id, line=OFFER, made_at=make.now))
        make.save(PersonSkill(person_id=sari.id, skill=ABLE, chosen_at=make.now))
        make.save(
            Amendment(proposal_id=proposal.id, asked_by=sari.id, reason=OFFER, asked_at=make.now)
        )

    def _vote(self) -> None:
        make, sari = self.make, self.sari
        competition = make.competition(at=StepKind.BALLOT)
        entry, step = (
            make.entry(competition=competition),
            make.step_of(competition, StepKind.BALLOT),
        )
        make.save(
            Ballot(
                step_id=step.id, voter_id=sari.id, slot=1, quota=1, entry_id=entry.id,
                cast_at=make.now, receipt="cnry",
            )
        )  # fmt: skip
        make.save(
            Job(task=Task.TURN_ROADS, due_at=make.now, done_at=make.now,
                trouble=f"KeyError: {WORDS['name']} {TROUBLE}")
        )  # fmt: skip
        make.save(
            Once(key="k" * 64, person_id=self.judged.budi.id, path="/x", digest="d", at=make.now,
                 status=200, body=f"<p>{WORDS['email'].upper()}</p>")
        )  # fmt: skip
        with transaction() as session:
            record(session, Act.SIGN_OUT, sari.id, sari.id, reason=WRONG)

    def _ask(self) -> None:
        self.browser.post(f"{self.here}/data/shown", {"shown": ["awards", "works"]})
        self.browser.post(f"{self.here}/data/copy")
        answer = self.browser.post(
            f"{self.here}/data/requests", {"right": "correct", "wrong": WRONG, "better": BETTER}
        )
        assert answer.status_code == 303
        answer = self.browser.post(f"{self.here}/data/requests", {"right": "erase", "wrong": WRONG})
        assert answer.status_code == 303

    @property
    def result(self) -> str:
        with transaction(writes=False) as session:
            return f"/outcomes/{session.exec(select(Outcome.ref)).one()}"

    @property
    def asked(self) -> list[str]:
        """Where her requests are answered."""
        with transaction(writes=False) as session:
            refs = session.exec(select(PrivacyRequest.ref)).all()
        return [f"/admin/privacy/requests/{ref}" for ref in refs]

    @property
    def request(self) -> str:
        page = Browser(self.dewi).page("/admin/privacy")
        (link,) = {a["href"] for a in page.select("a.btn") if "Hapus" in str(a.find_parent("li"))}
        return str(link)

    def erase(self) -> str:
        """One decides, another carries out, the machine cleans up."""
        request = self.request
        assert Browser(self.dewi).post(f"{request}/decision").status_code == 303
        assert Browser(self.wayan).post(f"{request}/erasure").status_code == 303
        work_once()
        return request


def sealed_for(person: Person) -> str:
    """What stands for the encrypted secret of her app."""
    return f"cnry{person.id.hex}".ljust(64, "0")


def dresses(word: str) -> set[bytes]:
    """The word as it might lie there in disguise, all in small letters."""
    plain = word.encode()
    texts = {
        word, quote(word), quote(word, safe=""), html.escape(word), json.dumps(word)[1:-1],
        json.dumps(word, ensure_ascii=False)[1:-1], plain.hex(),
        hashlib.sha256(plain).hexdigest(), base64.b64encode(plain).decode().rstrip("="),
    }  # fmt: skip
    wide = {word.encode("utf-16-le"), word.lower().encode("utf-16-le")}
    return {dress.encode().lower() for dress in texts} | {w.lower() for w in wide}


def places(database: str) -> Iterator[tuple[str, bytes]]:
    """Every place in which something could lie: columns, statistics, the files of the database,
    the folder of files, and what is inside of its archives."""
    with engine_for(database).connect() as connection:
        for table, rows in _tables(connection):
            for row in rows:
                for name, value in row.items():
                    yield f"{table}.{name}", str(value).encode().lower()
    path = Path(engine_for(database).url.database or "")
    for end in ("", "-wal") if engine_for(database).dialect.name == "sqlite" else ():
        yield f"bytes{end}", path.with_name(path.name + end).read_bytes().lower()
    yield from _files()


def _files() -> Iterator[tuple[str, bytes]]:
    for file in settings().files.rglob("*.*"):
        yield f"files/*{file.suffix}", file.read_bytes().lower()
        if file.suffix == ".zip":
            archive = zipfile.ZipFile(BytesIO(file.read_bytes()))
            yield from ((f"zip/{n}", archive.read(n).lower()) for n in archive.namelist())


def _tables(connection: Any) -> Iterator[tuple[str, Iterable[Any]]]:
    sqlite = connection.dialect.name == "sqlite"
    names = (
        "SELECT name FROM sqlite_master WHERE type = 'table'"
        if sqlite
        else "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    )
    for name in connection.execute(text(names)).scalars().all():
        yield name, connection.execute(text(f'SELECT * FROM "{name}"')).mappings().all()  # noqa: S608 -- names of our own tables
    if not sqlite:
        statistics = "SELECT tablename, attname, most_common_vals::text, histogram_bounds::text"
        rows = connection.execute(text(f"{statistics} FROM pg_stats WHERE schemaname = 'public'"))
        yield "pg_stats", rows.mappings().all()


def pages_of(traces: Traces) -> Iterator[tuple[str, bytes]]:
    """What everybody reads, at every address where she once stood."""
    judged, ref = traces.judged, traces.judged.competition.ref
    addresses = [
        "/", "/competitions", traces.result, f"/competitions/{ref}", f"/competitions/{ref}/entries",
        *(f"/entries/{e.ref}" for e in judged.entries),
        traces.here, f"/people/{judged.budi.ref}", "/proposals", "/reviews", "/endorsements",
        "/screening", "/admin/privacy", *traces.asked, f"/verify/{traces.code}", f"{judged.at}",
        f"/entries/{traces.entry.ref}",
    ]  # fmt: skip
    readers = (
        None,
        judged.budi,
        judged.hasan,
        judged.melati,
        judged.ratna,
        traces.dewi,
        traces.wayan,
    )
    for reader in readers:
        browser = Browser(reader)
        for address in addresses:
            told = browser.client.get(address).content.lower()
            who = reader.name if reader else "public"
            yield f"{address} as {who}", told


def found_in(words: Iterable[str], somewhere: Iterable[tuple[str, bytes]]) -> dict[str, set[str]]:
    """Word → where it lies, in whatever dress."""
    looked = {word: dresses(word) for word in words}
    found: dict[str, set[str]] = {}
    for place, content in somewhere:
        for word, worn in looked.items():
            if any(dress in content for dress in worn):
                found.setdefault(word, set()).add(place)
    return found

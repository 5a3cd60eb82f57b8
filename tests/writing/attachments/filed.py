"""A world with a form that asks for files."""

from httpx2 import Response

from ideas.database import transaction
from ideas.jobs.worker import work_one
from ideas.writing.forms.rules import Section, SectionKind
from ideas.writing.proposals.models import Proposal
from tests.browsing import Browser
from tests.factories import RULES, Make

FILES = Section(
    key="bukti", title="Bukti dan gambar", kind=SectionKind.FILES, required=False, most=3,
    megabytes=2, types=("pdf", "docx", "xlsx", "jpg", "png", "webp", "mp4"),
)  # fmt: skip


class Desk:
    """Sari's draft in a call that takes files, and her browser. `facts` change the section."""

    def __init__(self, make: Make, **facts: object) -> None:
        section = FILES.model_copy(update=facts)
        rules = RULES.model_copy(update={"sections": (*RULES.sections, section)})
        self.make = make
        self.sari = make.person("Sari", superior=make.person("Wayan"))
        self.competition = make.competition(rules=rules)
        self.proposal = make.proposal(self.sari, self.competition)
        self.browser = Browser(self.sari)
        self.page = f"/proposals/{self.proposal.ref}/files"

    def send(self, name: str, content: bytes, **fields: str) -> Response:
        return self.browser.post(self.page, fields, files={"file-bukti": (name, content)})

    def refs(self) -> list[str]:
        with transaction(writes=False) as session:
            return list(session.get_one(Proposal, self.proposal.id).attached.get("bukti", []))


def check_all() -> None:
    """Do what jobs are due: files are checked in their box."""
    while work_one():
        pass

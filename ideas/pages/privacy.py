"""The privacy notice and the record of processing: open to everybody."""

from fastapi.responses import Response

from ideas.acts import Act
from ideas.language import reader
from ideas.protection.privacy.notices import SINCE, VERSION, notice
from ideas.protection.privacy.register import REGISTER
from ideas.protection.privacy.rules import Fate
from ideas.protection.privacy.sections import ROWS, SECTIONS
from ideas.protection.retention.queries import days_of
from ideas.protection.retention.rules import TERMS
from ideas.web.render import show
from ideas.web.routes import Pages
from ideas.web.visit import Visit

pages = Pages()


@pages.read("/privacy", Act.SEE_PROCESSING, public=True)
def get_notice(visit: Visit) -> Response:
    layers = notice(reader().language)
    return show(
        visit, "privacy/notice.html", layers=layers, version=VERSION, since=SINCE,
        sections=SECTIONS.values(),
    )  # fmt: skip


@pages.read("/privacy/processing", Act.SEE_PROCESSING, public=True)
def get_processing(visit: Visit) -> Response:
    fates = {
        key: sorted({(ROWS[h.table], h.fate) for h in REGISTER if h.section == key}, key=str)
        for key in SECTIONS
    }
    return show(
        visit, "privacy/processing.html", sections=SECTIONS.values(), fates=fates, Fate=Fate,
        terms=TERMS, days=days_of(visit.session),
    )  # fmt: skip

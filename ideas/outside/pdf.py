"""Typesetting by Typst: our template and our letters in, an archivable PDF out."""

from collections.abc import Mapping
from typing import Literal

import typst

from ideas.settings import ROOT

STANDARD: Literal["a-2a"] = "a-2a"  # PDF/A: complete in itself, tagged for readers, made to be kept


def typeset(template: str, facts: Mapping[str, str]) -> bytes:
    """The same facts give the same bytes: no clock, no letters from the machine."""
    return typst.compile(
        ROOT / "templates" / "pdf" / template,
        root=ROOT,
        font_paths=[ROOT / "static" / "fonts"],
        ignore_system_fonts=True,
        sys_inputs=dict(facts),
        pdf_standards=[STANDARD],
        format="pdf",
    )

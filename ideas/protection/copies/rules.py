"""A copy of one's data without a database: files in a ZIP that any program can read."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

Rows = list[dict[str, Any]]
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # how a cell begins that a spreadsheet would compute
FIRST_DAY = (2026, 1, 1, 0, 0, 0)  # the same data gives the same bytes


def as_json(facts: Mapping[str, Any]) -> str:
    return json.dumps(facts, ensure_ascii=False, indent=2, default=str)


def as_csv(rows: Rows) -> str:
    """The same rows for a spreadsheet, with nothing that it would take for a formula."""
    out = io.StringIO()
    names = list(dict.fromkeys(name for row in rows for name in row))
    sheet = csv.writer(out)
    sheet.writerow(names)
    sheet.writerows([plain(row.get(name)) for name in names] for row in rows)
    return "\ufeff" + out.getvalue()


def plain(value: Any) -> str:
    if value is None:
        return ""
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def zipped(files: Iterable[tuple[str, str]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files:
            archive.writestr(zipfile.ZipInfo(name, FIRST_DAY), text)
    return out.getvalue()

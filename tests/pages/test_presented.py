"""A result in which presentations weigh: who did not come, and every figure worked out again."""

import json
import shlex
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from typer.testing import CliRunner

from ideas.__main__ import app
from ideas.judging.rubrics.rules import Correction
from ideas.language.forms import score
from tests.browsing import Browser
from tests.deciding.rankings.presented import Presented
from tests.factories import Make
from tests.pages.test_corrected import release
from tests.pages.test_recounting import FINAL, MEAN, SHEETS, column, rows_of

WORD = "Tidak hadir pada presentasi"


def recounted(page: BeautifulSoup, folder: Path) -> Any:
    """The page's own command on the page's own two tables."""
    for link in page.select("#periksa a[href$='.csv']"):
        answer = Browser().get(str(link["href"]))
        name = answer.headers["content-disposition"].split('"')[1]
        (folder / name).write_bytes(answer.content)
    line = next(c.text for c in page.select("code") if c.text.startswith("ideas mix "))
    _, _, panel, talks, *options = shlex.split(line)
    files = [str(folder / name) for name in (panel, talks)]
    result = CliRunner().invoke(app, ["mix", *files, *options, "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_dry_run_and_the_result_say_who_did_not_come(make: Make) -> None:
    presented = Presented(make)
    sealing = Browser(presented.hasan).page(presented.at)
    at = release(presented)
    for page in (sealing, Browser().page(at)):
        marked = [row.text for row in page.select("tbody tr") if WORD in row.text]
        assert len(marked) == 1
        assert presented.missed.title in marked[0]
        assert "Tidak ada kabar." not in page.text
    assert "mendapat 0 untuk presentasinya: 1 usulan" in Browser().get(at).text
    told = {ref for ref, row in rows_of(Browser(), at).items() if row["presentasi"] != "hadir"}
    assert told == {presented.missed.ref}


@pytest.mark.parametrize("correction", [Correction.AUTO, Correction.NONE, Correction.ADDITIVE])
def test_two_tables_give_every_figure_of_the_result_again(
    make: Make, tmp_path: Path, correction: Correction
) -> None:
    at = release(Presented(make, correction))
    page = Browser().page(at)
    told = recounted(page, tmp_path)
    entries, published = told["entries"], rows_of(Browser(), at)
    assert [one["entry"] for one in entries] == list(published)
    for label, key in ((MEAN, "mean"), (FINAL, "score")):
        assert column(page, label) == [score(one[key]) for one in entries]
    assert column(page, SHEETS) == [str(one["n"]) for one in entries]
    for one, row in zip(entries, published.values(), strict=True):
        assert row["peringkat"] == str(one["rank"])
        assert row["galat_baku"] == f"{one['se']:.6f}"
        assert row["peringkat_dari"] == str(one["rank_low"])
        assert row["peringkat_sampai"] == str(one["rank_high"])

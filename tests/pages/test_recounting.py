"""What is handed out of a judging, fed to the commands that anyone has: the page's own numbers."""

import csv
import hashlib
import io
import json
import shlex
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sqlmodel import delete
from typer.testing import CliRunner

from ideas.__main__ import app
from ideas.database import transaction
from ideas.judging.panels.models import Assignment
from ideas.judging.reviews.models import Mark
from ideas.judging.rubrics.rules import Correction
from ideas.language.forms import score
from ideas.road.entries.models import Entry
from ideas.stages import EntryState, Owner
from ideas.standing import Role
from tests.browsing import Browser
from tests.deciding.rankings.scored import RULED, Scored
from tests.deciding.rankings.weighed import Weighed
from tests.factories import Make
from tests.judged import DECREE, Judged
from tests.pages.test_corrected import release

RANK, MEAN, FINAL, SHEETS = "Peringkat", "Rata-rata mentah", "Nilai akhir", "Lembar nilai"


def rerun(page: BeautifulSoup, command: str, folder: Path) -> Any:
    """The page's own command on the page's own download."""
    line = next(c.text for c in page.select("code") if c.text.startswith(f"ideas {command} "))
    _, _, name, *options = shlex.split(line)
    assert (folder / name).exists()
    result = CliRunner().invoke(app, [command, str(folder / name), *options, "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def fetched(who: Browser, page: BeautifulSoup, folder: Path) -> str:
    """Through the link, under the name that it comes with."""
    link = next(a for a in page.select("a") if "Unduh lembar nilai" in a.text)
    answer = who.get(str(link["href"]))
    name = answer.headers["content-disposition"].split('"')[1]
    (folder / name).write_bytes(answer.content)
    return answer.text


def column(page: BeautifulSoup, label: str, within: str = "#peringkat") -> list[str]:
    return [cell.text.strip() for cell in page.select(f"{within} td[data-l='{label}']")]


def rows_of(who: Browser, at: str) -> dict[str, dict[str, str]]:
    rows = csv.DictReader(io.StringIO(who.get(f"{at}/result.csv").text.removeprefix("\ufeff")))
    return {row["usulan"]: row for row in rows}


@pytest.mark.parametrize("correction", [Correction.AUTO, Correction.NONE, Correction.ADDITIVE])
def test_every_number_of_the_result_comes_out_again(
    make: Make, tmp_path: Path, correction: Correction
) -> None:
    at = release(weighed := Weighed(make, correction))
    page, anybody = Browser().page(at), Browser()
    fetched(anybody, page, tmp_path)
    told = rerun(page, "calibrate", tmp_path)
    entries = {one["entry"]: one for one in told["entries"]}
    order = [one["entry"] for one in rerun(page, "rank", tmp_path)["entries"]]
    published = rows_of(anybody, at)
    assert order == list(published)
    assert column(page, RANK) == [str(n) for n in range(1, 13)]
    for label, key in ((MEAN, "mean"), (FINAL, "score")):
        assert column(page, label) == [score(entries[ref][key]) for ref in order]
    assert column(page, SHEETS) == [str(entries[ref]["n"]) for ref in order]
    for place, (ref, row) in enumerate(published.items(), 1):
        low, high = entries[ref]["rank_low"], entries[ref]["rank_high"]
        assert row["peringkat_dari"] == str(min(low, place))
        assert row["peringkat_sampai"] == str(max(high, place))
        assert row["galat_baku"] == f"{entries[ref]['se']:.6f}"
    assert weighed.judges[0].name not in page.text


def test_plain_means_come_out_again_too(make: Make, tmp_path: Path) -> None:
    page, anybody = Browser().page(release_plain(Judged(make))), Browser()
    fetched(anybody, page, tmp_path)
    entries = rerun(page, "calibrate", tmp_path)["entries"]
    assert column(page, FINAL) == [score(one["score"]) for one in entries]
    assert column(page, RANK) == [str(one["rank"]) for one in entries]


def release_plain(judged: Judged) -> str:
    terms = {**DECREE, "release_at": judged.past}
    Browser(judged.hasan).post(f"{judged.at}/seal", terms)
    return str(Browser(judged.melati).post(f"{judged.at}/release").headers["location"])


def test_the_table_names_no_judge_and_no_entry_beyond_the_result(
    make: Make, tmp_path: Path
) -> None:
    weighed = Weighed(make)
    gone = weighed.entries[4]
    with transaction() as session:
        out = session.get_one(Entry, gone.id)
        out.state, out.owner, out.reason = EntryState.WITHDRAWN, Owner.NOBODY, "Ditarik tim."
    at, anybody = release(weighed), Browser()
    page = anybody.page(at)
    text = fetched(anybody, page, tmp_path)
    assert gone.ref not in text
    assert len(text.splitlines()) == 1 + 12 * 3 * 2
    assert {row.split(",")[1] for row in text.splitlines()[1:]} == {f"J{n:04}" for n in range(1, 6)}
    assert "position" not in text
    found = {one["entry"]: one for one in rerun(page, "calibrate", tmp_path)["entries"]}
    published = rows_of(anybody, at)
    assert {*found} - {*published} == {"E0001"}
    for ref, row in published.items():
        assert Fraction(row["nilai_pecahan"]) == Fraction(str(found[ref]["score"]))
        assert row["galat_baku"] == f"{found[ref]['se']:.6f}"


def told_severity(points: float) -> str:
    if abs(points) < 0.5:
        return "seperti rata-rata"
    return f"{score(abs(points))} lebih {'ketat' if points > 0 else 'longgar'}"


def test_a_judge_is_as_severe_on_the_page_as_in_the_recount(make: Make, tmp_path: Path) -> None:
    judging = RULED.judging.model_copy(update={"correction": Correction.TRACK})
    scored = Scored(make, RULED.model_copy(update={"judging": judging}))
    for number, levels in ((3, (5, 5, 1)), (4, (5, 5, 5)), (6, (1, 2, 4))):
        scored.remark(scored.entries[number], levels)
    with transaction() as session:
        for number in (1, 4, 5):
            session.get_one(Entry, scored.entries[number].id).category = "lain"
    chair = Browser(scored.chair)
    page = chair.page(scored.url)
    fetched(chair, page, tmp_path)
    told = rerun(page, "calibrate", tmp_path)
    assert told["method"] == "track"
    severities = [told_severity(one["severity"]) for one in told["judges"]]
    assert sorted(column(page, "Ketegasan", "[aria-labelledby=h-judges]")) == sorted(severities)


def test_the_chair_recounts_what_is_locked(make: Make, tmp_path: Path) -> None:
    scored = Scored(make)
    scored.sheet(scored.entries[0], scored.judges[3], 1, locked=False)
    chair = Browser(scored.chair)
    page = chair.page(scored.url)
    assert "track" in fetched(chair, page, tmp_path).splitlines()[0]
    entries = rerun(page, "calibrate", tmp_path)["entries"]
    order = "[aria-labelledby=h-order]"
    for label, key in ((MEAN, "mean"), ("Nilai", "score")):
        assert sorted(column(page, label, order)) == sorted(score(e[key]) for e in entries)
    told = rerun(page, "agreement", tmp_path)
    alphas = [*(one["alpha"] for one in told["criteria"]), told["overall"]["alpha"]]
    expected = ["di bawah 0" if alpha < 0 else score(alpha) for alpha in alphas]
    assert sorted(column(page, "Alpha", "[aria-labelledby=h-agree]")) == sorted(expected)


@pytest.mark.parametrize("correction", [Correction.AUTO, Correction.ADDITIVE])
def test_what_cannot_be_corrected_is_not_and_the_page_says_why(
    make: Make, tmp_path: Path, correction: Correction
) -> None:
    """Two islands: no entry is read by a judge of the one and a judge of the other."""
    weighed = Weighed(make, correction)
    with transaction() as session:
        session.execute(delete(Mark))
        session.execute(delete(Assignment))
    for number, entry in enumerate(weighed.entries):
        for judge in weighed.judges[3:] if number % 2 else weighed.judges[:2]:
            weighed.read(entry, number, judge)
    anybody = Browser()
    page = anybody.page(release(weighed))
    assert page.text.count("Tidak semua juri terhubung oleh usulan bersama") == 1
    assert "Nilai akhir sama dengan rata-rata mentah." in page.text
    assert column(page, MEAN) == column(page, FINAL)
    fetched(anybody, page, tmp_path)
    told = rerun(page, "calibrate", tmp_path)
    assert not told["connected"]
    means = {one["entry"]: one["mean"] for one in told["entries"]}
    order = [one["entry"] for one in rerun(page, "rank", tmp_path)["entries"]]
    assert column(page, FINAL) == [score(means[ref]) for ref in order]


def test_the_lot_is_walked_from_its_promise_to_its_redrawing(make: Make) -> None:
    """As anybody can: the rules before, the result after, and a hash."""
    weighed, anybody = Weighed(make, Correction.NONE), Browser()
    rules = anybody.page(f"/competitions/{weighed.competition.ref}/rules")
    promised = next(c.text for c in rules.select("[aria-labelledby=r-lot] code"))
    at = release(weighed)
    page = anybody.page(at)
    command = next(c.text for c in page.select("#periksa code") if c.text.startswith("printf '%s'"))
    seed, _, first = command.split("'")[3].partition(":")
    assert hashlib.sha256(seed.encode()).hexdigest() == promised
    drawn = [li.select(".num") for li in page.select("[aria-label='Undian yang terjadi'] li")]
    assert drawn[0][0].text == first
    told = [ref for ref, row in rows_of(anybody, at).items() if row["diundi"] == "ya"]
    assert [ref.text for ref, _ in drawn] == told
    for ref, digest in drawn:
        assert hashlib.sha256(f"{seed}:{ref.text}".encode()).hexdigest() == digest.text


def test_only_those_who_read_the_scores_take_them_away(make: Make) -> None:
    scored = Scored(make)
    auditor = make.with_role("Audit", Role.AUDITOR, scored.competition)
    dewi = make.with_role("Dewi", Role.SECRETARIAT, scored.competition)
    for person, status in (
        (scored.chair, 200), (auditor, 200), (dewi, 404), (scored.judges[0], 404),
    ):  # fmt: skip
        assert Browser(person).get(f"{scored.url}.csv").status_code == status


def test_there_is_no_table_of_presentations_where_nobody_presented(make: Make) -> None:
    at = release_plain(Judged(make))
    assert Browser().get(f"{at}/talks.csv").status_code == 404
    assert Browser().get(f"{at}/scores.csv").status_code == 200
    assert "talks.csv" not in Browser().get(at).text

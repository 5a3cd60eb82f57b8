"""A result whose scores were corrected and whose ties a lot told apart, as everybody reads it."""

import csv
import hashlib
import io
import json

import pytest
from sqlmodel import select, update

from ideas.database import transaction
from ideas.deciding.lots.models import Lot
from ideas.deciding.outcomes.models import Outcome, Result
from ideas.judging.rubrics.rules import Correction
from ideas.judging.scoring.ranking import commitment, lot
from ideas.road.competitions.models import RuleBook
from ideas.secret import sealed
from tests.browsing import Browser, masked
from tests.deciding.rankings.weighed import Weighed
from tests.factories import Make
from tests.judged import DECREE


@pytest.fixture
def weighed(make: Make) -> Weighed:
    return Weighed(make)


def release(weighed: Weighed) -> str:
    terms = {**DECREE, "release_at": weighed.past}
    assert Browser(weighed.hasan).post(f"{weighed.at}/seal", terms).status_code == 303
    answer = Browser(weighed.melati).post(f"{weighed.at}/release")
    assert answer.status_code == 303, answer.text[-2000:]
    return str(answer.headers["location"])


def test_the_dry_run_tells_raw_and_corrected_scores_side_by_side(weighed: Weighed) -> None:
    page = Browser(weighed.hasan).page(weighed.at)
    assert "Beda ketegasan juri melebihi kebetulan." in page.text
    raw, final = (
        [cell.text for cell in page.select(f"td[data-l='{name}']")]
        for name in ("Rata-rata mentah", "Nilai akhir")
    )
    assert len(raw) == len(final) == 12
    assert final != raw
    assert weighed.seed not in page.text


def test_the_public_reads_each_place_with_its_accuracy_and_how_it_came(weighed: Weighed) -> None:
    page = Browser().page(release(weighed))
    assert "Ketegasan tiap juri ditaksir dari usulan bersama" in page.text
    assert "Peringkat 1; dengan ketelitian penilaian ini, antara 1 dan" in page.text
    assert len(page.select("#peringkat svg.bar")) == 12
    assert len(page.select("td[data-l='Rata-rata mentah']")) == 12


def test_the_lot_is_opened_with_the_result_and_anyone_draws_it_again(make: Make) -> None:
    weighed = Weighed(make, Correction.NONE)
    rules = Browser().page(f"/competitions/{weighed.competition.ref}/rules")
    assert weighed.commitment in rules.text
    assert weighed.seed not in rules.text
    at = release(weighed)
    assert {weighed.seed, weighed.commitment} <= set(Browser().page(at).stripped_strings)
    assert commitment(weighed.seed) == weighed.commitment
    rows = list(csv.DictReader(io.StringIO(Browser().get(f"{at}/result.csv").text[1:])))
    drawn = [row for row in rows if row["diundi"] == "ya"]
    groups: dict[str, list[str]] = {row["nilai"]: [] for row in drawn}
    for row in drawn:
        groups[row["nilai"]].append(row["usulan"])
    assert any(len(group) > 1 for group in groups.values())
    assert all(g == sorted(g, key=lambda ref: lot(weighed.seed, ref)) for g in groups.values())


def test_the_seal_binds_method_interval_and_lot(weighed: Weighed) -> None:
    at = release(weighed)
    record = Browser().get(f"{at}/seal.json").content
    with transaction(writes=False) as session:
        outcome = session.exec(select(Outcome)).one()
    made = hashlib.sha256(bytes.fromhex(outcome.seal_salt) + record).hexdigest()
    assert made == outcome.seal_digest
    told = json.loads(record)
    assert (told["method"], told["why"], told["seed"]) == (
        "additive", "judges_differ", weighed.seed
    )  # fmt: skip
    assert {len(line) for line in told["ranking"]} == {11}
    with transaction() as session:
        session.execute(update(Result).values(high=11))
    assert Browser().get(f"{at}/seal.json").content != record


def test_nothing_is_sealed_while_a_presentation_that_weighs_has_no_marks(make: Make) -> None:
    weighed = Weighed(make)
    with transaction() as session:
        book = session.exec(select(RuleBook)).one()
        judging = {**book.document["judging"], "pitch_share": 30}
        book.document = {**book.document, "judging": judging}
    page = Browser(weighed.hasan).page(weighed.at)
    assert "12 usulan belum punya nilai yang lengkap." in page.text
    assert not page.select("table")


def test_before_the_release_the_seed_shows_nowhere(make: Make) -> None:
    """Two worlds that differ in the seed alone; those who decide see what it would decide."""
    weighed = Weighed(make, Correction.NONE)
    paths = [
        f"/competitions/{weighed.competition.ref}{tail}" for tail in ("", "/rules", "/entries")
    ]
    watchers = [Browser(who) for who in (weighed.sari, weighed.ratna, None)]

    def seen() -> list[str]:
        return [masked(w.get(path).text) for w in watchers for path in [*paths, "/"]]

    hasan, before = Browser(weighed.hasan), seen()
    dry = hasan.page(weighed.at).select_one("table")
    with transaction() as session:
        other = sealed("cd" * 32, str(weighed.competition.id))
        session.execute(update(Lot).values(sealed_seed=other))
    assert seen() == before
    assert hasan.page(weighed.at).select_one("table") != dry

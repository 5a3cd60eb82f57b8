"""How well likeness finds what people call the same: recall and mean reciprocal rank."""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ideas.discovery.likeness.rules import Features, Text, asked, features, ranked

FIRST, FEW = 1, 5


@dataclass(frozen=True)
class Pair:
    """Two records that a person judged; `label`: same or related."""

    a: str
    b: str
    label: str


Record = Mapping[str, str]


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def pairs_in(rows: Iterable[Record]) -> list[Pair]:
    return [Pair(row["id_a"], row["id_b"], row.get("label", "same")) for row in rows]


def document(row: Record) -> Text:
    """What is known of a published innovation."""
    name = f"{row['name']} {row.get('expansion', '')}".strip()
    return Text(name, row.get("description", ""), aside_of(row))


def aside_of(row: Record) -> str:
    return f"{row.get('category', '')} {row.get('agency', '')}"


def question(row: Record) -> Text:
    """What somebody would type: a name and what it is, no more."""
    return Text(row["name"], row.get("description", ""))


def ranks(pairs: Sequence[Pair], rows: Iterable[Record]) -> list[int]:
    """Each pair is asked both ways; the place at which the other one came, 0 when it did not."""
    known = {row["id"]: row for row in rows}
    made = {key: features(document(row)) for key, row in known.items()}
    counts = Counter(name for one in made.values() for name in one)
    places = []
    for asker, wanted in ((x, y) for p in pairs for x, y in ((p.a, p.b), (p.b, p.a))):
        places.append(_place(asker, wanted, known, made, counts))
    return places


def _place(
    asker: str, wanted: str, known: Mapping[str, Record], made: Mapping[str, Features],
    counts: Mapping[str, int],
) -> int:  # fmt: skip
    worth = asked(features(question(known[asker])), counts)
    order = ranked(worth, ((key, one) for key, one in made.items() if key != asker))
    return order.index(wanted) + 1 if wanted in order else 0


def figures(pairs: Sequence[Pair], places: Sequence[int]) -> dict[str, float | int]:
    """recall@1, recall@5 and the mean reciprocal rank over both ways of every pair."""
    total = len(places) or 1
    return {
        "recall@1": round(sum(0 < place <= FIRST for place in places) / total, 4),
        "recall@5": round(sum(0 < place <= FEW for place in places) / total, 4),
        "mrr": round(sum(1 / place for place in places if place) / total, 4),
        "pairs": len(pairs),
    }

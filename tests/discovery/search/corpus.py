"""A small corpus of chance, and searching it by hand: slow, plain, and what both databases must
answer alike."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from ideas.database import transaction
from ideas.discovery.finding.rules import GAP, tokens_of
from ideas.discovery.search.rules import Phrase, Query
from ideas.jobs.finding import index_some
from ideas.road.competitions.models import Competition
from ideas.staff.people.models import Person
from ideas.writing.proposals.models import Proposal
from ideas.writing.proposals.rules import Openness
from ideas.writing.proposals.versions import findable_of
from tests.factories import Make

WORDS = [
    "antre", "antrean", "mengantre", "warga", "pelayanan", "layanan", "izin", "daring", "kafé",
    "puskesmas", "SIPAKAT",
]  # fmt: skip
TAGS = [{}, {"sdg": ["3"]}, {"sdg": ["4", "3"]}, {"spbe": ["data"]}]


@dataclass
class Corpus:
    """Sari's proposals in an open call, some of them open to colleagues such as Budi."""

    sari: Person
    budi: Person
    proposals: Sequence[Proposal]


def make_corpus(make: Make, chance: random.Random, size: int) -> Corpus:
    calls: list[Competition] = [make.competition(), make.competition()]
    sari, budi = make.person("Sari"), make.person("Budi")
    proposals = [
        make.proposal(
            sari, chance.choice(calls), title=_some(chance, 3), summary=_some(chance, 4),
            answers={"masalah": _some(chance, 6)}, category=chance.choice(["layanan", "desa"]),
            tags=chance.choice(TAGS), openness=chance.choice(list(Openness)),
        )
        for _ in range(size)
    ]  # fmt: skip
    with transaction() as session:
        for proposal in proposals:
            hours = timedelta(hours=chance.randrange(20))
            session.merge(proposal).saved_at = proposal.saved_at = make.now - hours
        session.flush()
        index_some(session, {})
    return Corpus(sari, budi, proposals)


def _some(chance: random.Random, most: int) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(1, most)))


def typed(chance: random.Random) -> str:
    """Something that somebody might type."""
    word, other = chance.choices(WORDS, k=2)
    return chance.choice(
        [
            word, f"{word} {other}", f'"{word} {other}"', f"{word} -{other}", f"-{word}",
            f'{word} -"{other} {word}"', f"{word} tag:sdg.3", "tag:3 tag:4", f"tahun:2026 {word}",
            f"kategori:desa {word}", "kategori:desa kategori:layanan", f"penulis:saya {word}",
            "tahun:2025", "zirkonium",
        ]
    )  # fmt: skip


def by_hand(corpus: Corpus, query: Query, *, mine: bool) -> list[str]:
    """The references of what is found, the newest first, asked by Sari (`mine`) or by Budi."""
    found = [
        proposal
        for proposal in corpus.proposals
        if mine or (proposal.openness is Openness.COLLEAGUES and not query.mine)
        if _matches(tokens_of(findable_of(proposal)), query)
    ]
    return [p.ref for p in sorted(found, key=lambda p: (p.saved_at, p.ref), reverse=True)]


def _matches(tokens: list[str], query: Query) -> bool:
    return (
        all(_holds(tokens, phrase) for phrase in query.phrases)
        and not any(_holds(tokens, phrase) for phrase in query.without)
        and all(not {*group}.isdisjoint(tokens) for group in query.groups)
    )


def _holds(tokens: list[str], phrase: Phrase) -> bool:
    assert GAP not in phrase
    size = len(phrase)
    return any(tuple(tokens[at : at + size]) == phrase for at in range(len(tokens)))

"""The checker: it refuses to open a road with a dead end, and says why in plain sentences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from ideas.road.competitions.judging import defects_of_judging, defects_of_rubric, repeats
from ideas.road.competitions.rules import AnyStep, Rules
from ideas.road.steps import in_order
from ideas.say import Sentence, say
from ideas.stages import StepKind
from ideas.writing.forms.checking import asks_later, defects_of_form, defects_of_tags

TO_COMPLETE = timedelta(days=3)


@dataclass(frozen=True)
class Officers:
    """How many hold each office of one competition."""

    judges: int = 0
    chairs: int = 0
    leaders: int = 0
    publishers: int = 0


def defects(
    rules: Rules, steps: Sequence[AnyStep], officers: Officers, now: datetime
) -> list[Sentence]:
    """Everything that would keep this road from working, each as one plain sentence."""
    return [
        *_defects_of_form(rules),
        *defects_of_form(rules.sections, [category.key for category in rules.categories]),
        *defects_of_tags(rules.tags),
        *_defects_of_completing(rules, in_order(steps)),
        *defects_of_rubric(rules, steps),
        *defects_of_judging(rules, in_order(steps), officers.chairs),
        *_defects_of_road(steps),
        *_defects_of_dates(in_order(steps), now),
        *_defects_of_owners(steps, officers),
    ]


def _told(checks: Iterable[tuple[bool, Sentence]]) -> list[Sentence]:
    return [sentence for wrong, sentence in checks if wrong]


def _defects_of_form(rules: Rules) -> list[Sentence]:
    return _told(
        (
            (not rules.sections, say("Formulir belum punya bagian.")),
            (
                not any(section.required for section in rules.sections),
                say("Tidak ada bagian yang wajib diisi."),
            ),
            (not rules.categories, say("Belum ada kategori.")),
            (not rules.checklist, say("Daftar periksa administrasi masih kosong.")),
            (repeats(s.key for s in rules.sections), say("Dua bagian memakai kunci sama.")),
            (repeats(s.title for s in rules.sections), say("Dua bagian berjudul sama.")),
            (repeats(c.key for c in rules.categories), say("Dua kategori memakai kunci sama.")),
            (repeats(c.name for c in rules.categories), say("Dua kategori bernama sama.")),
            (
                repeats(i.key for i in rules.checklist),
                say("Dua butir periksa memakai kunci sama."),
            ),
        )
    )


def _defects_of_completing(rules: Rules, road: Sequence[AnyStep]) -> list[Sentence]:
    """Who is shortlisted needs days to write the rest, before the panel reads it."""
    if not asks_later(rules.sections):
        return []
    checks = [step for step in road if step.kind is StepKind.SCREENING]
    panels = [step for step in road if step.kind is StepKind.PANEL]
    if not checks or not panels:
        return [say("Bagian untuk yang lolos memerlukan seleksi administrasi dan panel.")]
    short = panels[0].opens_at - checks[0].closes_at < TO_COMPLETE
    return _told(
        [
            (
                short,
                say(
                    "Beri jeda {n} hari antara seleksi administrasi dan penilaian panel, untuk"
                    " melengkapi isian.", n=TO_COMPLETE.days,
                ),
            )
        ]
    )  # fmt: skip


def _defects_of_road(steps: Sequence[AnyStep]) -> list[Sentence]:
    kinds = [step.kind for step in in_order(steps)]
    return _told(
        (
            (kinds[:1] != [StepKind.CALL], say("Tahap pertama harus pengajuan.")),
            (
                kinds[-1:] != [StepKind.DECREE],
                say("Tahap terakhir harus penetapan, agar ada akhirnya."),
            ),
            (
                StepKind.PANEL not in kinds,
                say("Tanpa penilaian panel, penetapan tidak punya dasar."),
            ),
            (repeats(kinds), say("Satu jenis tahap hanya boleh muncul sekali.")),
        )
    )


def _defects_of_dates(road: Sequence[AnyStep], now: datetime) -> list[Sentence]:
    backward = [
        say("Tahap “{title}” berakhir sebelum dimulai.", title=step.title)
        for step in road
        if step.closes_at <= step.opens_at
    ]
    overlapping = [
        say("Tahap “{later}” mulai sebelum “{earlier}” ditutup.", later=b.title, earlier=a.title)
        for a, b in pairwise(road)
        if b.opens_at < a.closes_at
    ]
    past = [
        say("Tahap “{title}” sudah lewat. Pindahkan tanggalnya.", title=step.title)
        for step in road[:1]
        if step.closes_at <= now
    ]
    empty = [
        say("Aturan lolos tahap “{title}” tidak memilih siapa pun.", title=step.title)
        for step in road
        if not _pass_rule_selects(step.passes)
    ]
    return backward + overlapping + past + empty


def _defects_of_owners(steps: Sequence[AnyStep], officers: Officers) -> list[Sentence]:
    kinds = {step.kind for step in steps}
    decree = StepKind.DECREE in kinds
    return _lacking_judges(steps, officers.judges) + _told(
        (
            (
                decree and not officers.leaders,
                say("Belum ada pimpinan yang menyegel hasil."),
            ),
            (
                decree and not officers.publishers,
                say("Belum ada pejabat yang mengumumkan hasil."),
            ),
        )
    )


def _lacking_judges(steps: Sequence[AnyStep], judges: int) -> list[Sentence]:
    return [
        say(
            "Tahap “{title}” memerlukan paling sedikit {needed} juri, baru ada {judges}.",
            title=step.title, needed=step.per_entry, judges=judges,
        )
        for step in steps
        if step.kind is StepKind.PANEL and judges < step.per_entry
    ]  # fmt: skip


def _pass_rule_selects(passes: str) -> bool:
    rule, _, count = passes.partition(":")
    return passes == "everyone" or (rule == "top" and count.isdigit() and int(count) > 0)

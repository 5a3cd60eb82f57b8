"""What keeps a form from working, each as one plain sentence."""

from collections.abc import Collection, Iterable, Sequence

from ideas.say import Sentence, say
from ideas.writing.forms.families import families
from ideas.writing.forms.rules import Section, SectionKind, Stage, Tagging

FEWEST_OPTIONS = 2


def defects_of_form(sections: Sequence[Section], categories: Collection[str]) -> list[Sentence]:
    return [defect for section in sections for defect in _defects_of(section, categories)]


def _defects_of(section: Section, categories: Collection[str]) -> Iterable[Sentence]:
    keys = [option.key for option in section.options]
    texts = [option.text for option in section.options]
    checks = (
        (
            section.chooses and len(keys) < FEWEST_OPTIONS,
            say("Bagian “{title}” belum punya dua pilihan.", title=section.title),
        ),
        (
            len(set(keys)) < len(keys) or len(set(texts)) < len(texts),
            say("Bagian “{title}” menawarkan pilihan yang sama dua kali.", title=section.title),
        ),
        (
            section.kind is SectionKind.CHOICES and section.most > len(keys) >= FEWEST_OPTIONS,
            say("Bagian “{title}” membolehkan lebih dari pilihan yang ada.", title=section.title),
        ),
        (
            section.kind is SectionKind.FILES and not section.types,
            say("Bagian “{title}” belum menyebut jenis berkasnya.", title=section.title),
        ),
        (
            bool(set(section.categories) - set(categories)),
            say("Bagian “{title}” untuk kategori yang tidak ada.", title=section.title),
        ),
    )
    return (sentence for wrong, sentence in checks if wrong)


def defects_of_tags(taggings: Sequence[Tagging]) -> list[Sentence]:
    asked, known = [tagging.family for tagging in taggings], families()
    checks = [(len(set(asked)) < len(asked), say("Satu kelompok tanda diminta dua kali."))]
    for tagging in taggings:
        family = known.get(tagging.family)
        checks += [
            (family is None, say("Kelompok tanda “{key}” tidak dikenal.", key=tagging.family)),
            (
                family is not None and tagging.most > len(family.options),
                say(
                    "Tanda “{title}” membolehkan lebih dari pilihan yang ada.",
                    title=family.title if family else "",
                ),
            ),
        ]
    return [sentence for wrong, sentence in checks if wrong]


def asks_later(sections: Iterable[Section], category: str | None = None) -> bool:
    """Whether more is asked of those who are shortlisted: of a category, or of any."""
    return any(
        section.stage is Stage.FULL and (category is None or section.asked_of(category))
        for section in sections
    )

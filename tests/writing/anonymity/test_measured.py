"""The check on passages it was not built with: how much it finds, how often it errs."""

from tests.writing.anonymity.measured import LANGUAGES, as_lines, measure

UNSEEN = 20_261_123


def test_it_finds_nearly_all_and_hardly_ever_warns_for_nothing() -> None:
    told = measure(UNSEEN, each=90)
    assert told.passages >= 2000
    assert told.recall >= 0.97, told.wrong[:5]
    assert told.alarms <= 0.03, told.wrong[-5:]
    for kind, planted in told.planted.items():
        assert told.found[kind] >= 0.93 * planted, kind
    for language in LANGUAGES:
        assert told.clean[language, True] > 200
        assert told.warned[language, True] <= 0.03 * told.clean[language, True]


def test_the_same_seed_tells_the_same() -> None:
    assert as_lines(measure(3, each=4)) == as_lines(measure(3, each=4))
    assert measure(3, each=4).planted.total() == 48

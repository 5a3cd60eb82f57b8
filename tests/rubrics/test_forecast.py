"""What a panel would cost and find."""

from ideas.rubrics.forecast import Plan, loads

NATIONAL = Plan(entries=1329, judges=11, days=14, minutes=40)


def test_the_national_final_is_as_heavy_as_it_was() -> None:
    one, _two, three, _five = loads(NATIONAL)
    assert (one.sheets, three.sheets) == (121, 363)
    assert (three.hours, three.hours_a_day, three.heavy) == (242.0, 17.3, True)


def test_more_judges_for_each_entry_find_more_and_more_people_only_share_the_load() -> None:
    found = [load.found.plain for load in loads(NATIONAL)]
    assert found == sorted(set(found))
    many = loads(Plan(entries=1329, judges=60, days=14, minutes=40))
    assert [load.found for load in many] == [load.found for load in loads(NATIONAL)]
    assert many[2].sheets == 67


def test_nobody_is_promised_more_judges_than_there_are() -> None:
    assert [load.per_entry for load in loads(Plan(10, 2, 5, 25))] == [1, 2]

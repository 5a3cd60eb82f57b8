"""NIP and the chain above a person."""

from uuid import UUID, uuid4

import pytest

from ideas.staff.people.rules import chain_above, initials, nip_is_sound


@pytest.mark.parametrize(
    ("number", "sound"),
    [
        ("198203142006041001", True),
        ("199001012021212001", True),  # PPPK: digits 13-14 are a code and may exceed 12
        ("198202302006041001", False),  # 30 February
        ("198203142006043001", False),  # sex 3
        ("19820314200604100", False),
        ("19820314200604100a", False),
        ("١٩٨٢٠٣١٤٢٠٠٦٠٤١٠٠١", False),
        ("200603141982041001", False),  # appointed before birth
    ],
)
def test_a_nip_says_what_it_must(number: str, sound: bool) -> None:
    assert nip_is_sound(number) is sound


def test_the_chain_goes_up_and_no_further_than_asked() -> None:
    a, b, c, d = (uuid4() for _ in range(4))
    above: dict[UUID, UUID | None] = {a: b, b: c, c: d, d: None}
    assert chain_above(a, above, 2) == [b, c]
    assert chain_above(a, above, 9) == [b, c, d]


def test_a_circle_of_superiors_ends_the_chain() -> None:
    a, b = uuid4(), uuid4()
    assert chain_above(a, {a: b, b: a}, 9) == [b]


def test_initials_are_at_most_two() -> None:
    assert [initials(n) for n in ("Sari", "Sari Puspakirana", "a b c")] == ["S", "SP", "AB"]

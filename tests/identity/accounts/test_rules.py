"""Sound names and passwords, places, and when guessing is slowed down: no database."""

import pytest

from ideas.identity.accounts.rules import (
    MOST_ELSEWHERE,
    MOST_HERE,
    MOST_PER_ADDRESS,
    Guesses,
    network_of,
    place_in_words,
    suggested_username,
    too_often,
    username_is_sound,
    weakness,
)


@pytest.mark.parametrize(
    ("here", "address", "account", "known", "refused"),
    [
        (MOST_HERE, MOST_PER_ADDRESS, MOST_ELSEWHERE, False, False),
        (MOST_HERE + 1, 0, 0, False, True),
        (0, MOST_PER_ADDRESS + 1, 0, False, True),
        (0, 0, MOST_ELSEWHERE + 1, False, True),
        (MOST_HERE, 9999, 9999, True, False),
        (MOST_HERE + 1, 0, 0, True, True),
    ],
)
def test_who_guesses_is_slowed_down_and_an_owners_browser_only_by_itself(
    here: int, address: int, account: int, known: bool, refused: bool
) -> None:
    assert (too_often(Guesses(here, address, account), known=known) is not None) is refused


@pytest.mark.parametrize(
    "password",
    [
        "",
        "pendek",
        "aaaaaaaaaaaaaa",
        "passwordpassword",
        "12345123451234512345",
        "sari puspakirana",
    ],
)
def test_what_is_easy_to_guess_is_refused(password: str) -> None:
    assert weakness(password, ("Sari Puspakirana", "Sari", "Puspakirana"))


@pytest.mark.parametrize("password", ["tiga ekor kuda", "K9#mqz!Lw27x", "sari minum teh di pasar"])
def test_a_few_words_are_enough(password: str) -> None:
    assert weakness(password, ("Sari Puspakirana", "Sari", "Puspakirana")) is None


@pytest.mark.parametrize(
    ("name", "username"),
    [
        ("Sari Puspakirana", "sari.puspakirana"), ("I Gusti Ayu Raka", "i.raka"),
        ("Sukarno", "sukarno"), ("R. A. Kartini, S.H.", "r.sh"), ("Ñoño Peña", "nono.pena"),
        ("王", ""),
    ],
)  # fmt: skip
def test_a_name_of_ones_own_is_suggested(name: str, username: str) -> None:
    assert suggested_username(name) == username
    assert not username or username_is_sound(username)


def test_an_ipv6_household_is_one_place() -> None:
    assert network_of("2001:db8:1:2::1") == network_of("2001:db8:1:2:ffff::9")
    assert network_of("2001:db8:1:2::1") != network_of("2001:db8:1:3::1")
    assert network_of("103.28.1.2") != network_of("103.28.1.3")
    assert network_of("no address") == "no address"


def test_where_somebody_was_is_told_only_roughly() -> None:
    told = [place_in_words(a) for a in ("103.28.17.4", "2001:db8:1:2::1", "testclient", "")]
    assert told == ["103.28.…", "2001:0db8:…", "", ""]

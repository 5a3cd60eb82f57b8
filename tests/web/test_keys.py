"""Keys that cannot be guessed, borrowed or bent."""

from ideas.web import keys

MINE, YOURS = "a" * 64, "b" * 64


def test_a_form_token_fits_only_its_own_session() -> None:
    token = keys.form_token(MINE)
    assert keys.token_fits(MINE, token)
    assert not keys.token_fits(YOURS, token)


def test_a_form_token_never_looks_the_same_twice() -> None:
    tokens = {keys.form_token(MINE) for _ in range(20)}
    assert len(tokens) == 20
    assert all(keys.token_fits(MINE, token) for token in tokens)


def test_a_once_key_bent_by_one_letter_is_refused() -> None:
    key = keys.once_key(MINE)
    assert keys.once_fits(MINE, key)
    bent = [key[:i] + ("0" if key[i] != "0" else "1") + key[i + 1 :] for i in range(len(key))]
    assert not any(keys.once_fits(MINE, other) for other in bent)


def test_nonsense_is_refused_without_a_stumble() -> None:
    for nonsense in ("", "x", "é" * 64, "g" * 64, "0" * 63, "0" * 65):
        assert not keys.token_fits(MINE, nonsense)
        assert not keys.once_fits(MINE, nonsense)

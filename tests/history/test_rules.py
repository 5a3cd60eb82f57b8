"""Binding a fact without telling it."""

from ideas.history.rules import canonical, commitment, digest

SALT = "00" * 32


def test_the_same_record_gives_the_same_bytes_in_any_order() -> None:
    assert (
        canonical({"b": 1, "a": "é"}) == canonical({"a": "é", "b": 1}) == '{"a":"é","b":1}'.encode()
    )


def test_a_commitment_changes_with_the_record_and_with_the_salt() -> None:
    bound = commitment(SALT, {"a": 1})
    assert bound != commitment(SALT, {"a": 2})
    assert bound != commitment("11" * 32, {"a": 1})
    assert bound != digest({"a": 1})


def test_a_digest_is_the_published_one() -> None:
    """SHA-256 of '{}', as any tool computes it."""
    assert digest({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"

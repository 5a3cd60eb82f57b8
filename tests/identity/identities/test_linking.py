"""Whom an account is linked to: by a verified NIP, once, one to one; never by anything else."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from ideas import given
from ideas.acts import Act
from ideas.identity.identities.actions import sign_in_by_provider
from ideas.identity.identities.models import Identity
from ideas.permissions import Role
from ideas.staff.people.models import Person, PersonNumber
from tests.bed.fake_provider import Fake
from tests.browsing import Browser
from tests.factories import Make
from tests.identity.identities.conftest import described, offer
from tests.identity.identities.going import NIP, comes_in, is_in, links, refusals, sign_ins, told

UNKNOWN = "199603142020122902"


@pytest.mark.usefixtures("sari")
def test_the_first_time_links_and_says_so(fake: Fake, sari: Person) -> None:
    browser, answer = comes_in(fake)
    assert (answer.status_code, answer.headers["location"]) == (303, "/competitions")
    page = browser.get("/competitions").text
    assert "Akun Anda terhubung dengan ASN Digital." in page
    assert sari.name in page
    assert [(link.subject, link.person_id) for link in links()] == [("subject", sari.id)]
    assert told(Act.LINK_IDENTITY) == [{"method": "provider", "provider": "asn"}]


def test_the_second_time_is_silent_and_needs_no_number(fake: Fake, sari: Person) -> None:
    comes_in(fake)
    fake.claims = {}
    browser, _ = comes_in(fake)
    page = browser.get("/competitions").text
    assert sari.name in page
    assert "terhubung" not in page
    assert (len(links()), len(sign_ins())) == (1, 2)


def test_a_number_of_the_past_still_tells_who_it_is(fake: Fake, make: Make) -> None:
    sari = make.person("Sari")
    for number, until in ((NIP, date(2024, 1, 1)), (UNKNOWN, None)):
        make.save(
            PersonNumber(number=number, person_id=sari.id, since=date(2020, 1, 1), until=until)
        )
    assert is_in(comes_in(fake)[0])


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (None, "number"), (UNKNOWN, "unknown"), ("", "number"), (int(NIP), "number"),
        ([NIP], "number"), ({"nip": NIP}, "number"), (True, "number"),
        (f" {NIP}", "number"), (f"{NIP[:8]} {NIP[8:]}", "number"), (f"{NIP}\n", "number"),
        (NIP.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")), "number"),
        (NIP.replace("0", "O"), "number"), (NIP.replace("1", "\uff11"), "number"),
        (NIP + "0", "number"), ("199613142020122901", "number"), (f"{NIP}' OR 1=1", "number"),
    ],
    ids=repr,
)  # fmt: skip
@pytest.mark.usefixtures("sari")
def test_a_number_that_is_not_quite_one_links_nobody(fake: Fake, number: Any, reason: str) -> None:
    fake.claims = {"nip": number, "email": "sari@example.go.id", "email_verified": True}
    browser, answer = comes_in(fake)
    assert answer.status_code == 403
    assert "Hubungi pengelola kepegawaian" in answer.text
    assert NIP[:8] not in answer.text
    assert (refusals(fake), links(), sign_ins()) == ([reason], [], [])
    assert not is_in(browser)


@pytest.mark.usefixtures("sari")
@pytest.mark.parametrize(
    ("sure", "let_in"), [(True, True), (False, False), ("true", False), (1, False), (None, False)]
)
def test_a_number_counts_only_while_the_provider_says_that_it_is_verified(
    fake: Fake, monkeypatch: pytest.MonkeyPatch, sure: object, let_in: bool
) -> None:
    strict = described(fake, "asn", "ASN Digital", verified_claim="nip_verified")
    offer(monkeypatch, strict)
    fake.claims["nip_verified"] = sure
    browser, _ = comes_in(fake)
    assert is_in(browser) is let_in
    assert refusals(fake) == ([] if let_in else ["number"])


@pytest.mark.usefixtures("sari")
def test_a_number_that_is_told_only_on_asking_counts_too(fake: Fake) -> None:
    fake.claims, fake.userinfo = {}, {"nip": NIP}
    assert is_in(comes_in(fake)[0])


@pytest.mark.usefixtures("sari")
def test_a_second_account_does_not_take_a_person_over(fake: Fake, sari: Person) -> None:
    comes_in(fake)
    fake.claims["sub"] = "another"
    browser, answer = comes_in(fake)
    assert answer.status_code == 403
    assert "sudah terhubung dengan akun ASN Digital yang lain" in answer.text
    assert (refusals(fake), is_in(browser)) == (["taken"], False)
    assert [link.subject for link in links()] == ["subject"]
    assert told(Act.REFUSE_IDENTITY)[0]["person"] == sari.ref


@pytest.mark.usefixtures("sari")
def test_an_account_that_suddenly_is_somebody_else_opens_nothing(fake: Fake, make: Make) -> None:
    comes_in(fake)
    budi = make.person("Budi")
    make.save(PersonNumber(number=UNKNOWN, person_id=budi.id, since=date(2020, 1, 1)))
    fake.claims["nip"] = UNKNOWN
    browser, answer = comes_in(fake)
    assert (answer.status_code, refusals(fake)) == (403, ["other_person"])
    assert not is_in(browser)


def test_who_no_longer_serves_stays_outside(fake: Fake, make: Make) -> None:
    gone = make.save(Person(name="Purna"))
    make.save(PersonNumber(number=NIP, person_id=gone.id, since=date(1990, 1, 1)))
    browser, answer = comes_in(fake)
    assert (answer.status_code, refusals(fake), links()) == (403, ["not_serving"], [])
    assert not is_in(browser)


@pytest.mark.parametrize(
    ("setting", "claims", "strong"),
    [
        ({"mfa": "trust"}, {}, True),
        ({"mfa": "none"}, {"amr": ["mfa"]}, False),
        ({"mfa": "amr"}, {"amr": ["pwd", "otp"]}, True),
        ({"mfa": "amr"}, {"amr": ["hwk"]}, True),
        ({"mfa": "amr"}, {"amr": ["pwd"]}, False),
        ({"mfa": "amr"}, {"amr": []}, False),
        ({"mfa": "amr"}, {"amr": [["mfa"], {}]}, False),
        ({"mfa": "amr"}, {}, False),
        ({"mfa": "acr", "acr": ["loa3"]}, {"acr": "loa3"}, True),
        ({"mfa": "acr", "acr": ["loa3"]}, {"acr": "loa1"}, False),
        ({"mfa": "acr"}, {}, False),
    ],
    ids=repr,
)
def test_roles_count_only_where_the_provider_asked_for_two_factors(  # noqa: PLR0913, PLR0917 -- the case
    fake: Fake, monkeypatch: pytest.MonkeyPatch, make: Make, sari: Person,
    setting: dict[str, Any], claims: dict[str, Any], strong: bool,
) -> None:  # fmt: skip
    offer(monkeypatch, described(fake, "asn", "ASN Digital", **setting))
    make.grant(sari, Role.ADMINISTRATOR)
    fake.claims |= claims
    browser, _ = comes_in(fake)
    assert [row.strong for row in sign_ins()] == [strong]
    assert browser.client.get("/admin").status_code == (200 if strong else 404)


@pytest.mark.usefixtures("sari")
def test_who_is_linked_in_two_windows_at_once_comes_in_by_both(
    fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database lets one of them link; the other finds the link made."""
    windows = iter((True, False))

    def too_late(*args: Any, **kwargs: Any) -> Any:
        if next(windows):
            raise IntegrityError("", {}, ValueError())
        return sign_in_by_provider(*args, **kwargs)

    monkeypatch.setattr("ideas.pages.identities.sign_in_by_provider", too_late)
    assert is_in(comes_in(fake)[0])
    assert len(links()) == 1


def test_the_database_links_one_account_of_a_provider_to_one_person(
    fake: Fake, sari: Person, make: Make
) -> None:
    for subject in ("one", "two"):
        row = Identity(
            issuer=fake.issuer, subject=subject, person_id=sari.id, linked_at=given.now()
        )
        if subject == "one":
            make.save(row)
            continue
        with pytest.raises(IntegrityError):
            make.save(row)


@pytest.mark.usefixtures("sari")
def test_neither_the_number_nor_a_token_is_kept_with_what_happened(fake: Fake) -> None:
    browser: Browser = comes_in(fake)[0]
    assert is_in(browser)
    fake.claims["sub"] = "another"
    comes_in(fake)
    kept = str([told(act) for act in Act]) + str([row.model_dump() for row in sign_ins()])
    assert NIP not in kept
    assert "eyJ" not in kept

"""Presentations on their pages: the plan, a team's slot, the judges' place, the day itself."""

from tests.browsing import Browser
from tests.factories import Make
from tests.pitches.stage import Hall


def test_smoke(make: Make) -> None:
    hall = Hall(make)
    dewi = Browser(hall.dewi)
    for tail in ("", "/plan", "/room"):
        assert dewi.get(hall.at + tail).status_code == 200
    slot = hall.slots()[0]
    lead = Browser(hall.lead_of(slot))
    assert lead.get(hall.own(slot)).status_code == 200
    judge = Browser(hall.judges[0])
    assert judge.get(hall.at + "/live").status_code == 200
    assert judge.get(f"/reviews/{hall.sheets(slot)[0].ref}").status_code in (200, 404)
    assert judge.get(hall.at).status_code == 200
    assert lead.get(hall.at).status_code == 200
    print(lead.get(hall.at + "/slots.ics").text)
    print(
        lead.get("/entries/" + hall.entries[0].ref).status_code,
        lead.get("/").status_code,
        dewi.get("/").status_code,
    )

"""What a competition's rules promise of the draw: bridges between panels, and an upper bound."""

import pytest
from sqlmodel import col, select, update

from ideas.database import transaction
from ideas.failures import Invalid
from ideas.judging.guarding.actions import guard_panels
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.rules import HELD
from ideas.judging.rubrics.rules import Judging
from ideas.road.competitions.models import RuleBook
from ideas.staff.roles.models import RoleGrant
from tests.factories import RULES, Make
from tests.judging.panels.hall import Hall


def hall_of(make: Make, judging: Judging, *, per_entry: int = 2) -> Hall:
    """Six entries; two judges read their category, two another one."""
    hall = Hall(make, entries=6, judges=4, per_entry=per_entry)
    rules = RULES.model_copy(update={"judging": judging}).model_dump(mode="json")
    with transaction() as session:
        session.execute(update(RuleBook).values(document=rules))
        for number, judge in enumerate(hall.judges):
            own = update(RoleGrant).where(col(RoleGrant.person_id) == judge.id)
            session.execute(own.values(category="layanan" if number < 2 else "lain"))
    return hall


def readers(hall: Hall) -> list[set[str]]:
    """Who reads each entry: the first letters of their names."""
    names = {judge.id: judge.name[0] for judge in hall.judges}
    with transaction(writes=False) as session:
        rows = session.exec(select(Assignment).where(col(Assignment.state).in_(HELD))).all()
    return [{names[r.judge_id] for r in rows if r.entry_id == e.id} for e in hall.entries]


def test_with_bridges_every_entry_is_also_read_by_the_other_panel(make: Make) -> None:
    hall = hall_of(make, Judging(bridges=True))
    hall.assign()
    drawn = readers(hall)
    assert all(len(own & {"R", "T"}) == len(own & {"I", "M"}) == 1 for own in drawn)
    with transaction() as session:
        guard_panels(session)
    assert readers(hall) == drawn  # who was called from another category may stay


def test_without_bridges_everybody_reads_their_own_category(make: Make) -> None:
    hall = hall_of(make, Judging())
    hall.assign()
    assert readers(hall) == [{"R", "T"}] * 6


def test_nobody_reads_more_than_the_rules_allow(make: Make) -> None:
    hall = hall_of(make, Judging(most=5))
    with pytest.raises(Invalid):
        hall.assign()
    assert readers(hall) == [set()] * 6
    hall_of(make, Judging(most=6)).assign()

"""A good body for every route that changes something, and proof that it is taken."""

from collections.abc import Callable
from functools import partial

from ideas.road.competitions.rules import Part
from tests.factories import Make
from tests.hostile import (
    attaching,
    entering,
    intaking,
    judging,
    keeping,
    kinship,
    mending,
    office,
    pitching,
    planning,
    sitting,
    talking,
    teaming,
    visiting,
    writing,
)
from tests.hostile.cases import Case

MADE_IN = (
    planning, judging, writing, kinship, teaming, entering, office, keeping, mending, intaking,
    attaching, talking, pitching, sitting, visiting,
)  # fmt: skip
# These answer a challenge made for one browser a moment before, or finish what it began: what is
# wrong with them is tried in tests/pages/test_passkeys.py and test_steps.py.
CEREMONIES = {
    "post_step", "post_proving_options", "post_passkey", "post_adding_options", "post_new_passkey",
    "post_passkey_removal", "post_end",
}  # fmt: skip

ROUTES: dict[str, Callable[[Make], Case]] = {
    name: made
    for module in MADE_IN
    for name, made in vars(module).items()
    if name.startswith("post_")
}
# The same route draws up every part of the rules, each with rows of its own.
PARTS = {
    f"post_part_{part}": partial(planning.post_part, part=part)
    for part in Part
    if part is not Part.SECTIONS
}
CASES = ROUTES | PARTS

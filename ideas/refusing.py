"""How a check is made: it answers with the reason to refuse, or None."""

from collections.abc import Callable
from dataclasses import dataclass

from ideas.acts import Act
from ideas.say import Sentence, say
from ideas.standing import Role, Standing

Check = Callable[[Act, Standing], Sentence | None]
Fact = Callable[[Standing], bool]


@dataclass(frozen=True)
class unless:  # noqa: N801 -- reads as the condition that it is
    """Refuse with this reason unless the fact holds."""

    fact: Fact
    reason: Sentence

    def __call__(self, _act: Act, standing: Standing) -> Sentence | None:
        return None if self.fact(standing) else self.reason


@dataclass(frozen=True)
class Has:
    """Refuse unless one of these roles reaches the thing. Its roles are printed in the matrix."""

    roles: frozenset[Role]
    reason: Sentence
    system: bool = False

    def __call__(self, _act: Act, standing: Standing) -> Sentence | None:
        allowed = standing.roles & self.roles or (self.system and standing.system)
        return None if allowed else self.reason


def has(*roles: Role) -> Check:
    return Has(frozenset(roles), say("Peran Anda tidak mencakup tindakan ini."))

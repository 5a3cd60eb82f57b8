"""Who asks: each principal in words that the product knows nothing of."""

from dataclasses import dataclass

from ideas.standing import Relation, Role

PANEL = frozenset({Role.LEADER, Role.PUBLISHER})


@dataclass(frozen=True)
class Principal:
    """A person by what they are to the thing asked about, and to the rest of the world.

    `roles` reach this competition, `plans` reaches the unit they work in. `seat` is what became
    of the sheet that a judge was once given; `won` owns the certificate.
    """

    name: str
    roles: frozenset[Role] = frozenset()
    team: Relation | None = None
    superior: bool = False
    seat: Relation | None = None
    eligible: bool = True
    signed_in: bool = True
    plans: bool = False
    won: bool = False
    sealed: bool = False


PRINCIPALS = (
    Principal("public", signed_in=False, eligible=False),
    Principal("colleague"),
    Principal("outsider", eligible=False),
    Principal("lead", team=Relation.LEAD, won=True),
    Principal("member", team=Relation.MEMBER),
    Principal("invited", team=Relation.INVITED),
    Principal("declined"),
    Principal("superior", superior=True),
    Principal("secretariat", frozenset({Role.SECRETARIAT}), plans=True),
    Principal("secretariat-elsewhere", eligible=False, plans=True),
    Principal("judge", frozenset({Role.JUDGE}), seat=Relation.ASSIGNED),
    Principal("judge-unassigned", frozenset({Role.JUDGE})),
    Principal("judge-in-conflict", frozenset({Role.JUDGE}), seat=Relation.CONFLICTED),
    Principal("judge-recused", frozenset({Role.JUDGE}), seat=Relation.CONFLICTED),
    Principal("judge-elsewhere"),
    Principal("chair", frozenset({Role.CHAIR})),
    Principal("leader", frozenset({Role.LEADER})),
    Principal("publisher", frozenset({Role.PUBLISHER})),
    Principal("sealer", frozenset({Role.LEADER, Role.PUBLISHER}), sealed=True),
    Principal(
        "officer-in-team",
        frozenset({Role.SECRETARIAT, Role.LEADER, Role.PUBLISHER}),
        team=Relation.MEMBER,
    ),
    Principal("administrator", frozenset({Role.ADMINISTRATOR})),
    Principal("personnel", frozenset({Role.PERSONNEL})),
    Principal("auditor", frozenset({Role.AUDITOR})),
    Principal("revoked"),
)
NAMES = tuple(principal.name for principal in PRINCIPALS)

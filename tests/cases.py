"""With how many cases a property is tried: the same ones in each run, or many new ones in a hunt.

`make hunt` multiplies them; what it finds becomes an @example, so that it is tried for ever.
"""

import os

from hypothesis import HealthCheck, settings

TIMES = int(os.environ.get("WADAH_HUNT", "0"))
SLOW = [HealthCheck.filter_too_much, HealthCheck.too_slow, HealthCheck.data_too_large]


def cases(count: int) -> settings:
    return settings(
        deadline=None,
        max_examples=count * (TIMES or 1),
        derandomize=not TIMES,
        database=None,
        suppress_health_check=[*SLOW, HealthCheck.function_scoped_fixture],
    )


def use_everywhere() -> None:
    settings.register_profile("wadah", cases(100))
    settings.load_profile("wadah")

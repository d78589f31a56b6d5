"""Measure the odds: `./run bench odds`. All odds of 800 units with ranges, of each type of applicant.

Figures depend on the machine and on what else it does. Ends with 1 when the budget was missed.
"""

import statistics
import sys
import time
from collections.abc import Callable

from hallway.domain.programs import FactKind, TieKind
from hallway.facts.directory import units
from hallway.facts.figures import ApplicantType
from hallway.smartpick.odds import odds_of
from hallway.smartpick.parameters import read_parameters
from hallway.smartpick.profiles import Profile
from hallway.smartpick.views import KnownFact, ProgramView, TieView

UNITS, BUDGET, ROUNDS = 800, 300.0, 15
SPECIALTIES = {"Internal Medicine", "General Surgery", "Pediatrics"}


def main() -> int:
    """Print every figure beside the budget; return 1 when one is over it."""
    parameters, views = read_parameters(), some_views()
    missed = False
    for kind in (ApplicantType.NON_US_IMG, ApplicantType.US_IMG, ApplicantType.US_MD):
        for name, profile in (
            (
                "all known",
                Profile(type=kind, step2=245, attempts=1, years_since=3, visa="none", publications=4),
            ),
            ("nothing known", Profile(type=kind)),
        ):
            middle = median_of(lambda profile=profile: odds_of(profile, views, parameters))
            missed |= middle > BUDGET
            what = f"odds of {UNITS} units, {kind.value}, {name}"
            print(f"{what:<58} {middle:>9.1f} ms of {BUDGET:>5.0f}  ratio {middle / BUDGET:.2f}")
    return int(missed)


def some_views() -> list[ProgramView]:
    """Return programs of three specialties, every fifth with facts, every seventh with ties."""
    known = [each for each in units().values() if each.specialty in SPECIALTIES][:UNITS]
    facts = {FactKind.IMG_SHARE: KnownFact("40"), FactKind.VISAS: KnownFact("j-1, h-1b")}
    ties = (TieView(TieKind.ROTATION), TieView(TieKind.SIGNAL))
    return [
        ProgramView(unit, facts={} if number % 5 else facts, ties=() if number % 7 else ties)
        for number, unit in enumerate(known)
    ]


def median_of(work: Callable[[], object]) -> float:
    """Return the median of some runs after three that do not count, in milliseconds."""
    times = []
    for _ in range(ROUNDS + 3):
        begin = time.perf_counter()
        work()
        times.append((time.perf_counter() - begin) * 1000)
    return statistics.median(times[3:])


if __name__ == "__main__":
    sys.exit(main())

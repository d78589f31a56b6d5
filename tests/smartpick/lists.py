"""Short ways to lists, for the tests of picking."""

from collections.abc import Mapping

from hallway.domain.ids import UnitCode
from hallway.domain.picks import Action
from hallway.facts.figures import ApplicantType
from hallway.smartpick.parameters import read_parameters
from hallway.smartpick.picked import Picked
from hallway.smartpick.picking import pick
from hallway.smartpick.profiles import Profile
from hallway.smartpick.views import ProgramView
from hallway.smartpick.wishes import PickWishes
from tests.smartpick.seasons import (
    IMG,
)

ROUNDING = 1e-7
MD = Profile(type=ApplicantType.US_MD, step2=250, attempts=1, years_since=0, publications=4)


def best(some: list[ProgramView], profile: Profile = IMG, **wishes: object) -> Picked:
    return best_by(some, wishes, profile)


def best_by(
    some: list[ProgramView], wishes: Mapping[str, object], profile: Profile = IMG, *, network: bool = True
) -> Picked:
    meant = PickWishes(**wishes)  # type: ignore[arg-type] # each as it is named
    return pick(profile, some, read_parameters(), meant, network=network)


def codes(found: Picked) -> set[UnitCode]:
    return {each.code for each in found.programs}


def actions(found: Picked) -> dict[UnitCode, Action]:
    return {each.code: each.action for each in found.programs}


def why(found: Picked, code: UnitCode) -> str:
    return next(each.why for each in found.left_out if each.code == code)

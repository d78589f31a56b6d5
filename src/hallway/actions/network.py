"""The network at a glance: who is in it, what it lacks, where the applicant's name is known (CON-23)."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from hallway.actions.applicants import get_in
from hallway.actions.known_at import KnownAt, programs_of
from hallway.actions.mentor_coverage import Coverage, cover_roles
from hallway.actions.network_targets import Target, measure_targets
from hallway.actions.ports import NetworkRow, Store
from hallway.actions.prospects import Place, count_places
from hallway.actions.states import playbook_of
from hallway.actions.whereabouts import is_in_us
from hallway.domain.names import fold
from hallway.domain.people import Group, Level, Relationship, Standing
from hallway.facts.regions import country_name, us_region

_MOST_SHARES = 10


class Share(NamedTuple):
    """How many people have one value of what is compared."""

    value: str
    people: int


@dataclass(frozen=True, slots=True)
class Balance:
    """People by one aspect: the largest shares, how many there are beside them, and of whom it is unknown."""

    aspect: str
    shares: tuple[Share, ...]
    others: int
    unknown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Everything about the network that fits on one page."""

    audience: str
    people: int
    balances: tuple[Balance, ...]
    targets: tuple[Target, ...]
    coverage: Coverage
    known_at: tuple[KnownAt, ...]
    places: tuple[Place, ...]


def look_at_network(store: Store) -> Network:
    """Return the network at a glance.

    Raises:
        NoApplicant: nobody is set up yet.
    """
    with store.reading() as reading:
        applicant = get_in(reading)
        playbook = playbook_of(reading, applicant)
        everybody = reading.network()
    rows = [each for each in everybody if each.standing == Standing.ACTIVE]
    return Network(
        audience=applicant.audience,
        people=len(rows),
        balances=balances_of(rows),
        targets=measure_targets(rows, applicant, playbook),
        coverage=cover_roles(rows, playbook),
        known_at=programs_of(rows),
        places=count_places(everybody, playbook.base),
    )


def balances_of(rows: Sequence[NetworkRow]) -> tuple[Balance, ...]:
    """Return how people are spread over groups, stages, specialties, regions and levels."""
    return (
        _closed("group", Group, [each.groups for each in rows]),
        _closed("stage", Relationship, [(each.relationship,) for each in rows]),
        _open("specialty", (each.specialty for each in rows)),
        _open("region", map(_regions(), rows)),
        _closed("level", Level, [(each.level,) for each in rows]),
    )


def _closed(aspect: str, kind: type[StrEnum], values: Sequence[Sequence[str]]) -> Balance:
    """Count every value of a closed vocabulary, those of nobody too; somebody may have several or none."""
    counts = Counter(value for each in values for value in each)
    shares = tuple(Share(each.value, counts[each]) for each in kind)
    return Balance(aspect, shares, 0, sum(not any(each) for each in values))


def _open(aspect: str, values: Iterable[str]) -> Balance:
    """Count words that fold alike as one, under the spelling that most people have."""
    spelled: dict[str, Counter[str]] = {}
    for each, people in Counter(values).items():  # few words for many people: each is folded once
        spelled.setdefault(fold(each), Counter())[each] += people
    unknown = spelled.pop("", Counter[str]()).total()
    all_of_it = [Share(each.most_common(1)[0][0], each.total()) for each in spelled.values()]
    largest = sorted(all_of_it, key=lambda each: (-each.people, fold(each.value)))
    others = sum(each.people for each in largest[_MOST_SHARES:])
    return Balance(aspect, tuple(largest[:_MOST_SHARES]), others, unknown)


def _regions() -> Callable[[NetworkRow], str]:
    """Return how to tell a region; the same place is looked up once."""
    known: dict[tuple[str, str, str], str] = {}

    def region(row: NetworkRow) -> str:
        place = row.country, row.state, row.zone
        found = known.get(place)
        if found is None:
            found = known[place] = _region(row)
        return found

    return region


def _region(row: NetworkRow) -> str:
    in_us = is_in_us(row)
    if in_us:
        return us_region(row.state)
    return country_name(row.country) if row.country.strip() else ""

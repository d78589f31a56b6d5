"""One person twice in the record: found with reasons, told apart when they are two."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from hallway.actions.duplicate_pairs import Band, Verdict
from hallway.actions.duplicate_search import search_people
from hallway.actions.lookups import get_person
from hallway.actions.places import main_affiliation
from hallway.actions.ports import Clock, NameMatch, Reading, Store
from hallway.domain.errors import InvalidValue
from hallway.domain.ids import NotSameId, PersonId
from hallway.domain.institutions import Affiliation, Institution
from hallway.domain.names import fold
from hallway.domain.people import NotSame, Person, Standing

MOST = 500
"""So many pairs are told at once; the surest ones."""
BANDS = tuple(Band)
_ORDER = {band: place for place, band in enumerate(BANDS)}


@dataclass(frozen=True, slots=True)
class DuplicatePair:
    """Two records that may be one person: `one` is the fuller, which a merge would keep."""

    one: NameMatch
    other: NameMatch
    band: Band
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Duplicates:
    """The surest pairs, how many there are in each band, and names that too many people bear."""

    pairs: tuple[DuplicatePair, ...]
    counts: Mapping[Band, int]
    crowds: tuple[tuple[str, int], ...]
    people: int
    revision: int

    @property
    def total(self) -> int:
        """Return how many pairs were found, shown or not."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Apart:
    """Two people whom the applicant told apart."""

    id: NotSameId
    one: NameMatch
    other: NameMatch


def find_duplicates(
    store: Store,
    *,
    progress: Callable[[int, int], None] | None = None,
    limit: int = MOST,
    band: Band | None = None,
) -> Duplicates:
    """Return the pairs of people, active or archived, that may be one person, the surest first.

    Args:
        store: the record.
        progress: called with how many people were looked at, and how many there are.
        limit: so many pairs at most; `counts` tells how many there are.
        band: only pairs of this band.
    """
    with store.reading() as reading:
        revision = reading.revision()
        people = [each for each in reading.all(Person) if each.standing is not Standing.TRASHED]
        homes = _homes(reading)
        apart = {frozenset((each.person, each.other)) for each in reading.all(NotSame)}
    found = search_people(people, homes.places, apart, progress)
    counts = {each: sum(one.verdict.band is each for one in found.suspicions) for each in BANDS}
    wanted = [each for each in found.suspicions if band is None or each.verdict.band is band]
    wanted.sort(
        key=lambda each: (_ORDER[each.verdict.band], fold(people[each.one].name), each.one, each.other)
    )
    return Duplicates(
        tuple(
            _pair(people[each.one], people[each.other], homes, each.verdict)
            for each in wanted[: max(limit, 0)]
        ),
        counts,
        found.crowds,
        len(people),
        revision,
    )


# ------------------------------------------------------------------------------------- telling apart


def tell_apart(store: Store, clock: Clock, one: PersonId, other: PersonId) -> NotSame:
    """Write down that two people are two, so that they are never suggested as one again.

    Raises:
        InvalidValue: both are the same record, or one lies in the trash.
    """
    with store.reading() as reading:
        known = _known_apart(reading, one, other)
        first, second = get_person(reading, one), get_person(reading, other)
    if one == other:
        raise InvalidValue("other", first.name, "Name two different people.")
    if known:
        return known[0]  # a second click does not do it twice
    with store.writing("duplicates.apart", "Told two people apart", now=clock.now()) as writing:
        made = NotSame(id=NotSameId(writing.new_id()), person=one, other=other)
        writing.add(made)
        writing.says(f"Told {first.name} and {second.name} apart")
        return made


def forget_apart(store: Store, clock: Clock, one: PersonId, other: PersonId) -> bool:
    """Let two people be suggested as one again; tell whether they had been told apart."""
    with store.reading() as reading:
        known = _known_apart(reading, one, other)
        names = reading.get(Person, one).name, reading.get(Person, other).name
    if not known:
        return False
    with store.writing("duplicates.forget", "Forgot that two people are two", now=clock.now()) as writing:
        for each in known:
            writing.remove(NotSame, each.id)
        writing.says(f"Forgot that {names[0]} and {names[1]} are two people")
        return True


def list_apart(store: Store) -> tuple[Apart, ...]:
    """Return everybody who was told apart, the latest first."""
    with store.reading() as reading:
        known = reading.all(NotSame)
        homes = _homes(reading) if known else _NOWHERE
        people = {key: reading.get(Person, key) for each in known for key in (each.person, each.other)}
    return tuple(
        Apart(each.id, _match(people[each.person], homes), _match(people[each.other], homes))
        for each in reversed(known)
    )


def _known_apart(reading: Reading, one: PersonId, other: PersonId) -> tuple[NotSame, ...]:
    return (*reading.all(NotSame, person=one, other=other), *reading.all(NotSame, person=other, other=one))


# ------------------------------------------------------------------------------ how people are shown


@dataclass(frozen=True, slots=True)
class _Homes:
    """Where people work: the names of all their institutions, and of the main one."""

    places: Mapping[PersonId, Sequence[str]]
    main: Mapping[PersonId, str]


_NOWHERE = _Homes({}, {})


def _homes(reading: Reading) -> _Homes:
    names = {each.id: each.name for each in reading.all(Institution)}
    by_person: dict[PersonId, list[Affiliation]] = defaultdict(list)
    for each in reading.all(Affiliation):
        by_person[each.person].append(each)
    main = {key: main_affiliation(some) for key, some in by_person.items()}
    return _Homes(
        {key: [names[each.institution] for each in some] for key, some in by_person.items()},
        {key: names[each.institution] for key, each in main.items() if each},
    )


def _pair(one: Person, other: Person, homes: _Homes, verdict: Verdict) -> DuplicatePair:
    first, second = sorted((one, other), key=_fullness)
    return DuplicatePair(_match(first, homes), _match(second, homes), verdict.band, verdict.reasons)


def _fullness(person: Person) -> tuple[bool, int, str]:
    """Order people by what is worth keeping: active ones, then the fuller, then the older record."""
    values = (getattr(person, name) for name in Person.__dataclass_fields__)
    known = sum(1 for each in values if each not in {None, "", (), False})
    return person.standing is not Standing.ACTIVE, -known, person.id


def _match(person: Person, homes: _Homes) -> NameMatch:
    return NameMatch(person.id, person.name, person.role, homes.main.get(person.id, ""))

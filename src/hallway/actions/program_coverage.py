"""How far connections reach over the list: which programs have one, and who can speak to which."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hallway.actions.connections import Connection, Look, Sureness, is_sponsor, real
from hallway.actions.ports import ConnectionRow, NameMatch, Store
from hallway.actions.program_lookups import find_coded, name_of_code
from hallway.actions.program_places import PlaceQuestion
from hallway.domain.ids import PersonId, UnitCode
from hallway.domain.names import fold
from hallway.domain.people import Person, Standing
from hallway.domain.programs import ListedProgram


@dataclass(frozen=True, slots=True)
class CoveredProgram:
    """A program of the list with its connections, the closest first."""

    unit: UnitCode
    name: str
    connections: tuple[Connection, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The list by how it is connected; `share` is None while nothing is listed.

    `asked` have only connections that hold if something is so that is not noted, `place` only a tie to the
    place or a signal: neither counts as a real connection.
    """

    connected: tuple[CoveredProgram, ...]
    asked: tuple[CoveredProgram, ...]
    place: tuple[CoveredProgram, ...]
    none: tuple[CoveredProgram, ...]
    questions: tuple[PlaceQuestion, ...]

    @property
    def listed(self) -> int:
        """Return how many programs are on the list."""
        return len(self.connected) + len(self.asked) + len(self.place) + len(self.none)

    @property
    def share(self) -> float | None:
        """Return the share of listed programs with at least one real connection, from 0 to 1."""
        return len(self.connected) / self.listed if self.listed else None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody with the programs of the list to which they can speak, each with how they reach it."""

    person: NameMatch
    reaches: Mapping[UnitCode, str]
    others: int
    names: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReachMap:
    """Sponsors beside the programs of the list.

    `programs` are all of the list, by name; `alone` those nobody reaches; `silent` are sponsors of whom it is
    not noted whom they know; `others` reach a program of the list without being sponsors.
    """

    programs: tuple[tuple[UnitCode, str], ...]
    sponsors: tuple[Speaker, ...]
    others: tuple[Speaker, ...]
    silent: tuple[NameMatch, ...]

    @property
    def alone(self) -> tuple[tuple[UnitCode, str], ...]:
        """Return the programs that none of the sponsors reaches."""
        reached = {code for each in self.sponsors for code in each.reaches}
        return tuple(each for each in self.programs if each[0] not in reached)


def measure_coverage(store: Store) -> Coverage:
    """Return the listed programs by how they are connected (APP-08)."""
    with store.reading() as reading:
        look = Look(reading)
        listed = _listed(reading.all(ListedProgram))
    found = look.by_unit()
    groups: dict[str, list[CoveredProgram]] = {"connected": [], "asked": [], "place": [], "none": []}
    for code, name in listed:
        connections = found.get(code, ())
        groups[_group(connections)].append(CoveredProgram(code, name, connections))
    return Coverage(**{name: tuple(each) for name, each in groups.items()}, questions=look.questions())


def _group(connections: Sequence[Connection]) -> str:
    if real(connections):
        return "connected"
    if not connections:
        return "none"
    return "place" if any(each.sureness is Sureness.PLACE for each in connections) else "asked"


def map_reach(store: Store) -> ReachMap:
    """Return who could speak to which program of the list (SPO-05)."""
    with store.reading() as reading:
        look = Look(reading)
        listed = _listed(reading.all(ListedProgram))
    wanted = {code for code, _ in listed}
    sponsors, others, silent = [], [], []
    for row in look.rows:
        if row.standing != Standing.ACTIVE:
            continue
        speaker = _speaker(look, row, wanted)
        if is_sponsor(row):
            sponsors.append(speaker)
            if not row.reach:
                silent.append(speaker.person)
        elif speaker.reaches and (row.has_talked or row.reach):
            others.append(speaker)
    return ReachMap(listed, _in_order(sponsors), _in_order(others), tuple(sorted(silent, key=_by_name)))


def reach_of_person(store: Store, *, person: PersonId) -> Speaker:
    """Return the programs to which one person can speak (CON-15, LOR-08), on the list or not.

    Raises:
        NotFound: there is no such person.
    """
    with store.reading() as reading:
        found = reading.get(Person, person)
        look = Look(reading)
    row = next((each for each in look.rows if each.id == person), None)
    if row is None:  # in the trash: nothing is suggested about them
        return Speaker(NameMatch(found.id, found.name, found.role, ""), {}, 0, found.reach, ())
    return _speaker(look, row, None)


def _speaker(look: Look, row: ConnectionRow, wanted: set[UnitCode] | None) -> Speaker:
    """Return what a person reaches; `wanted` None takes every program."""
    reaches = look.reach_of(row)
    kept = {code: how for code, how in reaches.items() if wanted is None or code in wanted}
    return Speaker(
        person=NameMatch(row.id, row.name, row.role, row.places[0].institution if row.places else ""),
        reaches=kept,
        others=len(reaches) - len(kept),
        names=row.reach,
        unknown=tuple(each for each in row.reach if not look.reached(row, each)),
    )


def _listed(found: Iterable[ListedProgram]) -> tuple[tuple[UnitCode, str], ...]:
    named = {}
    for each in found:
        unit = find_coded(each.unit)
        named[unit.code if unit else each.unit] = name_of_code(each.unit)
    return tuple(sorted(named.items(), key=lambda pair: (fold(pair[1]), pair[0])))


def _in_order(found: Iterable[Speaker]) -> tuple[Speaker, ...]:
    return tuple(sorted(found, key=lambda each: (-len(each.reaches), fold(each.person.name), each.person.id)))


def _by_name(each: NameMatch) -> tuple[str, str]:
    return fold(each.name), each.id

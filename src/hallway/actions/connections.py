"""What ties the applicant to programs: people, rotations, research, meetings, places (APP-03, CON-15).

Everything here follows from the record. A name that means no institution of the directory for sure ties to
nothing: it becomes a question.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from functools import cached_property, lru_cache
from typing import NamedTuple

from hallway.actions.applicants import find_in
from hallway.actions.geography import is_at_home, tied_by_place
from hallway.actions.ports import ConnectionRow, NameMatch, Reading, Store
from hallway.actions.program_lookups import choose_unit, find_coded
from hallway.actions.program_places import PlaceQuestion, ask_places, places_of
from hallway.actions.program_ties import TIE_WORDS
from hallway.domain.asks import Answer, Ask, Rung
from hallway.domain.ids import PersonId, UnitCode
from hallway.domain.interactions import Kind
from hallway.domain.names import fold
from hallway.domain.people import Group, MentorRole, Person, Relationship, Standing
from hallway.domain.programs import ProgramTie, TieKind
from hallway.domain.times import day_of
from hallway.facts.directory import Unit, units
from hallway.facts.specialties import find_specialty


class Sureness(IntEnum):
    """How far the record bears a connection out."""

    ASKED = 0  # it holds if something that is not noted is so; `why` says what
    PLACE = 1  # a tie to the place, without anybody there
    REAL = 2  # somebody there knows the applicant, can speak for them, or they have worked there


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """One tie to a program, with the people behind it and why it is one.

    `kind` is None where somebody there simply knows the applicant: no study has measured what that does.
    """

    unit: UnitCode
    kind: TieKind | None
    why: str
    sureness: Sureness
    people: tuple[NameMatch, ...] = ()
    on: date | None = None
    recorded: ProgramTie | None = None


@dataclass(frozen=True, slots=True)
class Connections:
    """Every connection by program, the closest first, and names that may mean more."""

    by_unit: Mapping[UnitCode, tuple[Connection, ...]]
    questions: tuple[PlaceQuestion, ...]


class _Found(NamedTuple):
    """A connection of one person before those of one kind are put together."""

    kind: TieKind | None
    why: str
    sureness: Sureness
    on: date | None = None


_ORDER: tuple[TieKind | None, ...] = (
    TieKind.HOME,
    TieKind.ROTATION,
    TieKind.LETTER,
    TieKind.RESEARCH,
    TieKind.MENTOR_REACH,
    TieKind.CONFERENCE,
    TieKind.OPEN_HOUSE,
    TieKind.ALUMNI,
    None,
    TieKind.GOLD_SIGNAL,
    TieKind.SIGNAL,
    TieKind.GEOGRAPHY,
)
_ALONE = frozenset({TieKind.GEOGRAPHY, TieKind.SIGNAL, TieKind.GOLD_SIGNAL})
"""Ties that nobody there knows of before the application."""
_MET = frozenset({Kind.MET.value, Kind.CALLED.value, Kind.REPLIED.value})
_CLOSE = frozenset({Relationship.TRUSTS_ME.value, Relationship.ADVOCATES.value})
_SPEAKERS = frozenset({Group.MENTOR.value, Group.SPONSOR.value})
_MOST_QUESTIONS = 20


def find_connections(store: Store, *, unit: str | None = None) -> Connections:
    """Return what ties the applicant to each program, or to one by its code or words."""
    only = None if unit is None else choose_unit(unit).code
    with store.reading() as reading:
        found = connections_of(reading, only)
    return found if only is None else Connections({only: found.by_unit.get(only, ())}, found.questions)


def connections_by_unit(reading: Reading) -> dict[UnitCode, tuple[Connection, ...]]:
    """Return every connection by program; whoever asks nothing back needs no questions."""
    return Look(reading).by_unit()


def connections_of(reading: Reading, only: UnitCode | None = None) -> Connections:
    """Return the same within a look at the record."""
    look = Look(reading)
    return Connections(look.by_unit(only), look.questions())


class Look:
    """One look at the record for connections; what several parts need is read once."""

    def __init__(self, reading: Reading) -> None:
        self.applicant = find_in(reading)
        self.rows = reading.connections()
        self.places = places_of(reading)
        self._zone = self.applicant.zone if self.applicant else "UTC"
        wanted = self.applicant.specialties if self.applicant else ()
        self._wanted = frozenset(filter(None, map(_specialty_of, wanted)))
        self._ties = reading.all(ProgramTie)
        self._asks: dict[PersonId, list[Ask]] = defaultdict(list)
        for ask in reading.all(Ask):
            self._asks[ask.person].append(ask)
        self._names = {each.id: each for each in self.rows}
        self._there_are: dict[tuple[str, str, str], tuple[tuple[Unit, bool], ...]] = {}
        self._gone = {
            each.person: reading.find(Person, each.person)
            for each in self._ties
            if each.person and each.person not in self._names
        }

    @cached_property
    def _called(self) -> Mapping[str, Sequence[ConnectionRow]]:
        """The people of the record by name; only whoever reaches somewhere needs them."""
        found: dict[str, list[ConnectionRow]] = defaultdict(list)
        for row in self.rows:
            found[fold(row.name)].append(row)
        return found

    def by_unit(self, only: UnitCode | None = None) -> dict[UnitCode, tuple[Connection, ...]]:
        """Return every connection by program, or those of one alone, the closest first."""
        found: dict[UnitCode, list[Connection]] = defaultdict(list)
        for each in (*self._recorded(), *self._of_people(only), *self._of_the_applicant(only)):
            if only is None or each.unit == only:
                found[each.unit].append(each)
        return {unit: tuple(sorted(every, key=_closest)) for unit, every in found.items()}

    def questions(self) -> tuple[PlaceQuestion, ...]:
        """Return the names of the record that may mean an institution of the directory."""
        return ask_places(self.places, self._named(), most=_MOST_QUESTIONS)

    def _named(self) -> Iterator[tuple[str, str, str]]:
        for row in self.rows:
            for place in row.places:
                if not is_at_home(place.country):
                    continue
                yield place.institution, place.state, row.name
            for each in row.reach:
                if fold(each) not in self._called:
                    yield each, "", row.name
        if self.applicant and is_at_home(self.applicant.school_country):
            yield self.applicant.school, "", "you"

    def reach_of(self, row: ConnectionRow) -> dict[UnitCode, str]:
        """Return the programs to which a person can speak, each with how: they work there, or said so."""
        found: dict[UnitCode, str] = {}
        for unit, fit in self._workplaces(row):
            found[unit.code] = "works there" if fit else "works there; in which specialty is not noted"
        for name in row.reach:
            for unit in self.reached(row, name):
                found.setdefault(unit.code, f"knows {name}")
        return found

    # ------------------------------------------------------------------------------------ by hand

    def _recorded(self) -> Iterator[Connection]:
        for tie in self._ties:
            unit = find_coded(tie.unit)
            note = f": {tie.note}" if tie.note else ""
            yield Connection(
                unit=unit.code if unit else tie.unit,
                kind=tie.kind,
                why=f"You noted {TIE_WORDS[tie.kind]}{note}",
                sureness=Sureness.PLACE if tie.kind in _ALONE else Sureness.REAL,
                people=self._behind(tie),
                on=tie.on,
                recorded=tie,
            )

    def _behind(self, tie: ProgramTie) -> tuple[NameMatch, ...]:
        if tie.person is None:
            return ()
        row = self._names.get(tie.person)
        if row is not None:
            return (_match(row),)
        person = self._gone.get(tie.person)
        is_hidden = person is None or person.standing is Standing.TRASHED
        return () if person is None or is_hidden else (NameMatch(person.id, person.name, person.role, ""),)

    # ------------------------------------------------------------------------------------ by people

    def _of_people(self, only: UnitCode | None) -> Iterator[Connection]:
        """Yield the connections through people, those of one kind at one program put together."""
        together: dict[tuple[UnitCode, TieKind | None], list[tuple[ConnectionRow, _Found]]] = defaultdict(
            list
        )
        for row in self.rows:
            for code, found in self._of_person(row, only):
                together[code, found.kind].append((row, found))
        for (code, kind), pairs in together.items():
            best = max(found.sureness for _, found in pairs)
            counted = [(row, found) for row, found in pairs if found.sureness == best]
            days = [found.on for _, found in counted if found.on]
            yield Connection(
                unit=code,
                kind=kind,
                why="; ".join(dict.fromkeys(found.why for _, found in counted)),
                sureness=best,
                people=tuple(map(_match, {row.id: row for row, _ in counted}.values())),
                on=max(days, default=None),
            )

    def _of_person(self, row: ConnectionRow, only: UnitCode | None) -> Iterator[tuple[UnitCode, _Found]]:
        asks = self._asks.get(row.id, ())
        places = [
            (unit, fit)
            for unit, fit in self._workplaces(row)
            if (fit or self._is_wanted(unit)) and (only is None or unit.code == only)
        ]
        there = tuple(self._there(row, asks)) if places else ()
        for unit, fit in places:
            if fit:
                yield from ((unit.code, each) for each in there)
                continue
            hint = f"if {row.name} belongs to {unit.specialty}: that is not noted"
            for each in there:
                yield unit.code, each._replace(why=f"{each.why}, {hint}", sureness=Sureness.ASKED)
        if not row.reach:
            return
        reach = self._speaks(row, asks)
        for name in row.reach:
            for unit in self.reached(row, name):
                yield unit.code, reach._replace(why=reach.why.format(place=name))

    def _there(self, row: ConnectionRow, asks: Sequence[Ask]) -> Iterator[_Found]:
        """Yield what ties the applicant to the program where this person works."""
        kinds = 0
        for each in self._contacts(row, asks):
            kinds += 1
            yield each
        if row.is_alumnus:
            sure = Sureness.REAL if row.has_talked else Sureness.ASKED
            open_end = "" if row.has_talked else ", with whom you have not talked yet"
            yield _Found(TieKind.ALUMNI, f"{row.name} went to your school{open_end}", sure)
            kinds += 1
        if not kinds and (row.has_talked or row.relationship in _CLOSE):
            yield _Found(None, f"{row.name} works there and knows you", Sureness.REAL)

    def _contacts(self, row: ConnectionRow, asks: Sequence[Ask]) -> Iterator[_Found]:
        rotations = [each for each in row.contacts if each.kind == Kind.ROTATION_ENDED]
        if rotations:
            name = f" ({rotations[0].event})" if rotations[0].event else ""
            on = self._day(rotations[0].at)
            yield _Found(TieKind.ROTATION, f"You rotated with {row.name}{name}", Sureness.REAL, on)
        elif "rotation" in row.how_met.casefold() and row.has_talked:
            yield _Found(TieKind.ROTATION, f"You met {row.name} on a rotation", Sureness.REAL)
        for rung, kind, says in _GRANTED:
            granted = [each for each in asks if each.rung is rung and each.answer is Answer.GRANTED]
            if granted:
                yield _Found(
                    kind, says.format(name=row.name), Sureness.REAL, max(each.on for each in granted)
                )
        has_worked = any(each.rung is Rung.TASK and each.answer is Answer.GRANTED for each in asks)
        if Group.COLLABORATOR.value in row.groups and row.has_talked and not has_worked:
            yield _Found(TieKind.RESEARCH, f"{row.name} works with you on research", Sureness.REAL)
        yield from self._meetings(row)

    def _meetings(self, row: ConnectionRow) -> Iterator[_Found]:
        seen: set[TieKind] = set()
        for each in row.contacts:
            if each.kind not in _MET or not each.event:
                continue
            kind = TieKind.OPEN_HOUSE if "open house" in _spaced(each.event) else TieKind.CONFERENCE
            if kind not in seen:
                seen.add(kind)
                why = f"You met {row.name} at {each.event}"
                yield _Found(kind, why, Sureness.REAL, self._day(each.at))

    def _speaks(self, row: ConnectionRow, asks: Sequence[Ask]) -> _Found:
        """Return what it means that a person can speak to a program."""
        advocacy = [each for each in asks if each.rung is Rung.ADVOCACY]
        granted = [each.on for each in advocacy if each.answer is Answer.GRANTED]
        if granted:
            why = f"{row.name} has agreed to speak for you, and knows {{place}}"
            return _Found(TieKind.MENTOR_REACH, why, Sureness.REAL, max(granted))
        is_mentor = not _SPEAKERS.isdisjoint(row.groups) or bool(row.mentor_roles)
        if row.relationship in _CLOSE or (is_mentor and row.has_talked):
            return _Found(TieKind.MENTOR_REACH, f"{row.name} can speak to {{place}}", Sureness.REAL)
        why = f"{row.name} knows {{place}}, and does not know you well enough yet to speak for you"
        return _Found(TieKind.MENTOR_REACH, why, Sureness.ASKED)

    def _workplaces(self, row: ConnectionRow) -> Iterator[tuple[Unit, bool]]:
        """Yield the programs where a person may work, each with whether it is surely of their specialty."""
        for place in row.places:
            if is_at_home(place.country):
                specialty = _specialty_of(row.specialty) or _specialty_of(place.department)
                yield from self._units_there(place.institution, place.state, specialty)

    def _units_there(self, institution: str, state: str, specialty: str) -> tuple[tuple[Unit, bool], ...]:
        """Return the programs of an institution, of one specialty where it is known."""
        known = self._there_are.get((institution, state, specialty))
        if known is None:
            every = self.places.units_of(institution, state)
            known = tuple(
                (unit, bool(specialty)) for unit in every if not specialty or unit.specialty_code == specialty
            )
            self._there_are[institution, state, specialty] = known
        return known

    def reached(self, row: ConnectionRow, name: str) -> tuple[Unit, ...]:
        """Return the programs that a name stands for among those a person reaches.

        Of a whole institution it is those of their own specialty, and of the applicant's; of somebody in
        the record, such as a program director, it is where they work.
        """
        found = self.places.units_of(name)
        same = self._called.get(fold(name), ())
        if not found and len(same) == 1:
            return tuple(unit for unit, fit in self._workplaces(same[0]) if fit)
        if len(found) == 1:
            return found
        own = _specialty_of(row.specialty)
        return tuple(
            each for each in found if each.specialty_code == own or each.specialty_code in self._wanted
        )

    def _is_wanted(self, unit: Unit) -> bool:
        return not self._wanted or unit.specialty_code in self._wanted

    def _day(self, at: datetime) -> date:
        return day_of(at, self._zone)

    # ------------------------------------------------------------------------------------ the applicant's

    def _of_the_applicant(self, only: UnitCode | None) -> Iterator[Connection]:
        if self.applicant is None:
            return
        school, country = self.applicant.school, self.applicant.school_country
        for unit in self.places.units_of(school) if is_at_home(country) else ():
            if self._is_wanted(unit):
                yield Connection(
                    unit=unit.code, kind=TieKind.HOME, why="Your own school", sureness=Sureness.REAL
                )
        among = units().values() if only is None else (units()[only],)
        for unit, tie in tied_by_place(self.applicant.ties, among).items():
            yield Connection(
                unit=unit.code,
                kind=TieKind.GEOGRAPHY,
                why=f"{tie.place}: {tie.reason}",
                sureness=Sureness.PLACE,
            )


_GRANTED: tuple[tuple[Rung, TieKind, str], ...] = (
    (Rung.ROTATION, TieKind.ROTATION, "{name} said yes to a rotation"),
    (Rung.LETTER, TieKind.LETTER, "{name} writes a letter for you"),
    (Rung.TASK, TieKind.RESEARCH, "{name} gave you a task"),
)
"""What it ties that somebody said yes to an ask."""


@lru_cache(maxsize=4096)
def _specialty_of(text: str) -> str:
    """Return the code of a specialty of the Match, "" for another field, such as trauma surgery."""
    found = find_specialty(text) if text else None
    return found.code if found else ""


def _spaced(text: str) -> str:
    return fold(text).replace("-", " ")


def _match(row: ConnectionRow) -> NameMatch:
    place = row.places[0].institution if row.places else ""
    return NameMatch(row.id, row.name, row.role, place)


def _closest(each: Connection) -> tuple[int, int, str]:
    return -each.sureness, _ORDER.index(each.kind), each.why


def is_sponsor(row: ConnectionRow) -> bool:
    """Tell whether a person is one who speaks for the applicant."""
    return Group.SPONSOR.value in row.groups or MentorRole.CAREER_SPONSOR.value in row.mentor_roles


def real(connections: Iterable[Connection]) -> tuple[Connection, ...]:
    """Return the connections that hold without anything being asked first."""
    return tuple(each for each in connections if each.sureness is Sureness.REAL)

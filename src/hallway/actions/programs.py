"""Programs: found in the directory, shown with all that is known of each, put on the list and taken off."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from hallway.actions import typed_text
from hallway.actions.applicants import today_in
from hallway.actions.connections import Connection, connections_by_unit, connections_of, real
from hallway.actions.ports import Clock, Reading, Store
from hallway.actions.program_filters import read_kind_of_place, read_specialty, read_state
from hallway.actions.program_lookups import (
    choose_unit,
    current_code,
    find_coded,
    kept_at,
    kind_of,
    latest_facts,
    name_of,
    name_of_code,
)
from hallway.actions.program_notes import ToldNote, tell
from hallway.actions.program_places import PlaceQuestion, places_of
from hallway.domain.errors import InvalidValue
from hallway.domain.ids import ListedProgramId
from hallway.domain.institutions import InstitutionKind
from hallway.domain.programs import (
    FactKind,
    ListedProgram,
    ProgramCounts,
    ProgramFact,
    ProgramNote,
    ProgramOutcome,
    ProgramTie,
)
from hallway.facts.directory import TrackKind, Unit, search_units

TRACK_KINDS: tuple[TrackKind, ...] = (
    "categorical",
    "preliminary",
    "advanced",
    "primary-care",
    "physician-reserved",
)
_MOST_PER_PAGE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramFilter:
    """Which programs to list; an empty filter lists the whole directory.

    `is_listed` and `is_connected` are None where it does not matter. `kinds` are those the applicant
    corrected, else our guesses.
    """

    words: str = ""
    specialties: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    tracks: tuple[str, ...] = ()
    is_listed: bool | None = None
    is_connected: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramLine:
    """One program in a list; `connections` counts the real ones."""

    unit: Unit
    kind: InstitutionKind | None
    is_guess: bool
    is_listed: bool
    facts: int
    connections: tuple[Connection, ...]
    outcome: ProgramOutcome | None


@dataclass(frozen=True, slots=True)
class ProgramList:
    """One page of programs, and how many fit in all, by state and by specialty."""

    lines: tuple[ProgramLine, ...]
    total: int
    page: int
    pages: int
    by_state: Mapping[str, int]
    by_specialty: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A fact with its age in days; `earlier` are those that counted before, the latest first."""

    fact: ProgramFact
    days_old: int
    earlier: tuple[ProgramFact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedCounts:
    """Positions and fills of a program's tracks in one report that the applicant read in."""

    counts: ProgramCounts
    tracks: Mapping[str, tuple[tuple[int | None, int | None], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramView:
    """Everything about one program, for one page."""

    unit: Unit
    name: str
    kind: InstitutionKind | None
    is_guess: bool
    listed: ListedProgram | None
    facts: Mapping[FactKind, KnownFact]
    missing: tuple[FactKind, ...]
    connections: tuple[Connection, ...]
    questions: tuple[PlaceQuestion, ...]
    ties: tuple[ProgramTie, ...]
    notes: tuple[ToldNote, ...]
    notes_nearby: tuple[ToldNote, ...]
    outcomes: tuple[ProgramOutcome, ...]
    counts: tuple[ReportedCounts, ...]


@dataclass(frozen=True, slots=True)
class ListedLine:
    """A program of the applicant's list, as it is called; `unit` is None where the directory has lost it."""

    listed: ListedProgram
    unit: Unit | None
    name: str


# ------------------------------------------------------------------------------------------ looking


def list_programs(store: Store, wanted: ProgramFilter, *, page: int = 1, per_page: int = 50) -> ProgramList:
    """Return one page of the programs that fit, in the order of institution; a page too far is the last one.

    Raises:
        InvalidValue: a specialty, state, kind or track that there is not; the nearest are told.
    """
    fits = search_units(
        typed_text.read_line("words", wanted.words),
        specialties=[read_specialty(each) for each in wanted.specialties],
        states=[read_state(each) for each in wanted.states],
        tracks=[each for text in wanted.tracks for each in TRACK_KINDS if each == _track(text)],
    )
    kinds = {read_kind_of_place(each) for each in wanted.kinds}
    with store.reading() as reading:
        known = latest_facts(reading)
        listed = {each.unit.code for each in _listed_lines(reading) if each.unit}
        connections = connections_by_unit(reading)
        seasons = sorted(reading.all(ProgramOutcome), key=lambda each: (each.season, each.id))
        outcomes = {current_code(each.unit): each for each in seasons}
    chosen = [
        each
        for each in fits
        if (not kinds or kind_of(each, known.get(each.code, {}))[0] in kinds)
        and (wanted.is_listed is None or (each.code in listed) is wanted.is_listed)
        and (wanted.is_connected is None or bool(real(connections.get(each.code, ()))) is wanted.is_connected)
    ]
    size = min(max(per_page, 1), _MOST_PER_PAGE)
    pages = max(1, -(-len(chosen) // size))
    at = min(max(page, 1), pages)
    lines = tuple(
        ProgramLine(
            unit=each,
            kind=(told := kind_of(each, known.get(each.code, {})))[0],
            is_guess=told[1],
            is_listed=each.code in listed,
            facts=len(known.get(each.code, {})),
            connections=real(connections.get(each.code, ())),
            outcome=outcomes.get(each.code),
        )
        for each in chosen[(at - 1) * size : at * size]
    )
    by_state = Counter(each.state for each in chosen)
    by_specialty = Counter(each.specialty for each in chosen)
    return ProgramList(lines, len(chosen), at, pages, by_state, by_specialty)


def show_program(store: Store, clock: Clock, *, unit: str) -> ProgramView:
    """Return everything about one program.

    Raises:
        NotFound, InvalidValue: no such program, or several.
    """
    found = choose_unit(unit)
    with store.reading() as reading:
        today = today_in(reading, clock)
        facts = _facts(reading, found, today)
        everything = connections_of(reading, found.code)
        here, nearby = _notes(reading, found)
        mine = next((each for each in _listed_lines(reading) if each.unit is found), None)
        kind, is_guess = kind_of(found, {each: known.fact for each, known in facts.items()})
        return ProgramView(
            unit=found,
            name=name_of(found),
            kind=kind,
            is_guess=is_guess,
            listed=mine.listed if mine else None,
            facts=facts,
            missing=tuple(each for each in FactKind if each not in facts and each is not FactKind.NOTE),
            connections=everything.by_unit.get(found.code, ()),
            questions=tuple(
                each
                for each in everything.questions
                if any(one.code == found.institution_code for one in each.candidates)
            ),
            ties=kept_at(reading, ProgramTie, found),
            notes=here,
            notes_nearby=nearby,
            outcomes=tuple(
                sorted(kept_at(reading, ProgramOutcome, found), key=lambda each: each.season, reverse=True)
            ),
            counts=_counts(reading, found),
        )


def _facts(reading: Reading, unit: Unit, today: date) -> dict[FactKind, KnownFact]:
    told = sorted(kept_at(reading, ProgramFact, unit), key=lambda each: (each.on, each.id), reverse=True)
    return {
        kind: KnownFact(of_kind[0], max((today - of_kind[0].on).days, 0), tuple(of_kind[1:]))
        for kind in FactKind
        if (of_kind := [each for each in told if each.kind is kind])
    }


def _notes(reading: Reading, unit: Unit) -> tuple[tuple[ToldNote, ...], tuple[ToldNote, ...]]:
    """Return what was said of this program, and of the place where it is."""
    places = places_of(reading)
    here: list[ProgramNote] = []
    nearby: list[ProgramNote] = []
    for each in reading.all(ProgramNote):
        if each.unit:
            meant: tuple[Unit, ...] = tuple(filter(None, (find_coded(each.unit),)))
        else:
            meant = places.units_of(each.program)
        if unit in meant:
            (here if len(meant) == 1 else nearby).append(each)
    return tell(reading, here), tell(reading, nearby)


def _counts(reading: Reading, unit: Unit) -> tuple[ReportedCounts, ...]:
    codes = [each.code for each in unit.tracks]
    found = sorted(reading.all(ProgramCounts), key=lambda each: each.years, reverse=True)
    told = (
        ReportedCounts(counts=each, tracks={code: each.rows[code] for code in codes if code in each.rows})
        for each in found
    )
    return tuple(each for each in told if each.tracks)


def _track(text: str) -> str:
    chosen = typed_text.read_choice("track", text, TRACK_KINDS)
    if not chosen:
        raise InvalidValue("track", text, f"Choose one of: {', '.join(TRACK_KINDS)}.")
    return chosen


# ------------------------------------------------------------------------------------------ the list


def list_program(
    store: Store, clock: Clock, *, units: Sequence[str], reasons: str | None = None
) -> tuple[ListedProgram, ...]:
    """Put programs on the applicant's list, with why (APP-01); one that is there keeps its day.

    Args:
        store: the record.
        clock: tells the day.
        units: codes, or words of each.
        reasons: why they are on the list; None leaves what was written.

    Raises:
        NotFound, InvalidValue: no such program, or none named; then none is listed.
    """
    chosen = list(dict.fromkeys(map(choose_unit, units)))
    if not chosen:
        raise InvalidValue("program", "", "Name at least one program.")
    typed = None if reasons is None else typed_text.read_text("reasons", reasons)
    with store.writing("program.list", "Listed programs", now=clock.now()) as writing:
        today = today_in(writing, clock)
        known = {each.unit.code: each.listed for each in _listed_lines(writing) if each.unit}
        made = []
        for unit in chosen:
            before = known.get(unit.code)
            listed = before or ListedProgram(
                id=ListedProgramId(writing.new_id()), unit=unit.code, reasons=typed or "", on=today
            )
            if before is None:
                writing.add(listed)
            elif typed is not None and typed != before.reasons:
                listed = replace(before, reasons=typed)
                writing.replace(listed)
            made.append(listed)
        whose = name_of(chosen[0]) if len(chosen) == 1 else f"{len(chosen)} programs"
        writing.says(f"Listed {whose}")
        return tuple(made)


def unlist_program(store: Store, clock: Clock, *, unit: str) -> ListedProgram:
    """Take a program off the list; what is known of it stays.

    Raises:
        NotFound, InvalidValue: no such program, or it is not on the list.
    """
    with store.writing("program.unlist", "Took a program off the list", now=clock.now()) as writing:
        lines = _listed_lines(writing)
        found = next((each for each in lines if each.listed.unit == unit.strip()), None)
        if found is None:
            code = choose_unit(unit).code
            found = next((each for each in lines if each.unit and each.unit.code == code), None)
        if found is None:
            raise InvalidValue("program", unit[:60], "It is not on your list.")
        writing.remove(ListedProgram, found.listed.id)
        writing.says(f"Took {found.name} off the list")
        return found.listed


def listed_programs(store: Store) -> tuple[ListedLine, ...]:
    """Return the applicant's list, by name."""
    with store.reading() as reading:
        return _listed_lines(reading)


def _listed_lines(reading: Reading) -> tuple[ListedLine, ...]:
    return _in_order(
        ListedLine(each, find_coded(each.unit), name_of_code(each.unit))
        for each in reading.all(ListedProgram)
    )


def _in_order(lines: Iterable[ListedLine]) -> tuple[ListedLine, ...]:
    return tuple(sorted(lines, key=lambda each: (each.name.casefold(), each.listed.id)))

"""Institutions: listed, found, renamed, and made one where a place stands under two names."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from hallway.actions import typed_text
from hallway.actions.institution_names import Likeness, compare_places, read_place
from hallway.actions.lookups import SHORTEST_START, near_names
from hallway.actions.notes import also, join_notes
from hallway.actions.ports import Clock, Reading, Store, Writing
from hallway.domain.errors import InvalidValue, NotFound
from hallway.domain.ids import AffiliationId, DepartmentId, InstitutionId, PersonId
from hallway.domain.institutions import Affiliation, Department, Institution, InstitutionKind
from hallway.domain.names import fold
from hallway.domain.people import Person

_MOST_COMPARED = 200
_MOST_TOLD = 8
_WHERE = ("kind", "city", "state", "country", "zone")
_SAYS = {
    Likeness.SAME: "the same name, written with other abbreviations or small words",
    Likeness.PART: "one name is the longer form of the other, or one is part of the other",
    Likeness.SPELLED: "the names differ by one letter",
}
_SURE = tuple(_SAYS)


class InstitutionLine(NamedTuple):
    """One institution in a list: how many people and departments it has."""

    id: InstitutionId
    name: str
    city: str
    state: str
    people: int
    departments: int


class InstitutionPair(NamedTuple):
    """Two institutions that may be one; `one` has more people."""

    one: InstitutionLine
    other: InstitutionLine
    says: str


@dataclass(frozen=True, slots=True)
class InstitutionMerge:
    """What merging two institutions will do; `left_out` are values for which the result has no room."""

    keep: Institution
    other: Institution
    result: Institution
    people: int
    departments: int
    left_out: tuple[tuple[str, str, str], ...]


def list_institutions(store: Store, words: str = "") -> tuple[InstitutionLine, ...]:
    """Return the institutions whose name holds every word, by name."""
    wanted = fold(words).split()
    with store.reading() as reading:
        found = _lines(reading)
    return tuple(each for each in found if all(part in fold(each.name) for part in wanted))


def _lines(reading: Reading) -> list[InstitutionLine]:
    people: dict[InstitutionId, set[PersonId]] = defaultdict(set)
    for affiliation in reading.all(Affiliation):
        people[affiliation.institution].add(affiliation.person)
    departments = Counter(each.institution for each in reading.all(Department))
    lines = (
        InstitutionLine(each.id, each.name, each.city, each.state, len(people[each.id]), departments[each.id])
        for each in reading.all(Institution)
    )
    return sorted(lines, key=lambda each: (fold(each.name), each.id))


def find_institution(store: Store, words: str) -> Institution:
    """Return which institution `words` mean: an id, the start of one, a name, or words of one.

    Raises:
        NotFound: none fits; the nearest names are told.
        InvalidValue: several fit; each is told with its id.
    """
    wanted = words.strip()
    with store.reading() as reading:
        known = reading.all(Institution)
    by_id = [each for each in known if len(wanted) >= SHORTEST_START and each.id.startswith(wanted.lower())]
    exact = [each for each in known if fold(each.name) == fold(wanted)]
    parts = fold(wanted).split()
    part = [each for each in known if parts and all(word in fold(each.name) for word in parts)]
    fits = by_id or exact or part
    if not fits:
        near = near_names(wanted, (each.name for each in known))
        remedy = f"Did you mean {', '.join(near)}?" if near else "See them all: hallway institution list."
        raise NotFound("institution", wanted, remedy)
    if len(fits) > 1:
        told = "".join(f"\n  {each.id}  {each.name}" for each in fits[:_MOST_TOLD])
        raise InvalidValue(
            "Institution", wanted, f"It fits {len(fits)}. Name one in full, or by its id:{told}"
        )
    return fits[0]


def rename_institution(store: Store, clock: Clock, *, institution: InstitutionId, name: str) -> Institution:
    """Give an institution another name; everybody there follows.

    Raises:
        InvalidValue: there is no name, or another institution has it already.
    """
    typed = typed_text.read_name("name", name)
    with store.reading() as reading:
        known = reading.get(Institution, institution)
        namesake = next((each for each in reading.all(Institution) if fold(each.name) == fold(typed)), None)
    if namesake and namesake.id != known.id:
        raise InvalidValue("name", typed, "Another institution is called so. Merge the two instead.")
    if known.name == typed:
        return known
    with store.writing("institution.rename", "Renamed an institution", now=clock.now()) as writing:
        renamed = replace(known, name=typed)
        writing.replace(renamed)
        writing.says(f"Renamed {known.name} to {typed}")
        return renamed


# ------------------------------------------------------------------------------------------ doubles


def find_institution_doubles(store: Store) -> tuple[InstitutionPair, ...]:
    """Return the pairs of institutions that may be one, the surest first; places in two states are two."""
    with store.reading() as reading:
        lines = _lines(reading)
    names = [read_place(each.name) for each in lines]
    found: list[tuple[int, InstitutionPair]] = []
    for ours, theirs in _worth_comparing(lines):
        one, other = lines[ours], lines[theirs]
        likeness = compare_places(names[ours], names[theirs])
        if likeness in _SURE and not (one.state and other.state and fold(one.state) != fold(other.state)):
            first, second = sorted((one, other), key=lambda each: (-each.people, each.id))
            found.append((_SURE.index(likeness), InstitutionPair(first, second, _SAYS[likeness])))
    return tuple(pair for _, pair in sorted(found, key=lambda each: (each[0], fold(each[1].one.name))))


def _worth_comparing(lines: Sequence[InstitutionLine]) -> Iterator[tuple[int, int]]:
    """Yield each pair that shares a word of its own, or all but the last letters of one."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        name = read_place(line.name)
        for key in {*name.own, *(f"{each[:2]}{len(name.own)}" for each in name.own)} or {name.whole}:
            blocks[key].append(at)
    pairs = {
        (one, other)
        for block in blocks.values()
        for place, one in enumerate(block[:_MOST_COMPARED])
        for other in block[place + 1 : _MOST_COMPARED]
    }
    yield from sorted(pairs)


# ------------------------------------------------------------------------------------------ merging


def plan_institution_merge(store: Store, *, keep: InstitutionId, other: InstitutionId) -> InstitutionMerge:
    """Return what merging two institutions will do.

    Raises:
        InvalidValue: both are the same institution.
    """
    with store.reading() as reading:
        return _plan(reading, keep, other)


def _plan(reading: Reading, keep: InstitutionId, other: InstitutionId) -> InstitutionMerge:
    kept, gone = reading.get(Institution, keep), reading.get(Institution, other)
    if keep == other:
        raise InvalidValue("other", kept.name, "Name two different institutions.")
    values = {name: (getattr(kept, name), getattr(gone, name)) for name in _WHERE}
    gaps = {name: theirs for name, (ours, theirs) in values.items() if ours in {"", InstitutionKind.UNKNOWN}}
    left_out = tuple(
        (name, str(ours), str(theirs))
        for name, (ours, theirs) in values.items()
        if name not in gaps and theirs not in {"", InstitutionKind.UNKNOWN, ours}
    )
    people = {each.person for each in reading.all(Affiliation, institution=other)}
    departments = len(reading.all(Department, institution=other))
    result = replace(kept, **gaps)
    return InstitutionMerge(kept, gone, result, len(people), departments, left_out)


def merge_institutions(
    store: Store, clock: Clock, *, keep: InstitutionId, other: InstitutionId
) -> Institution:
    """Make one institution of two: people and departments move, departments of one name become one."""
    with store.writing("institution.merge", "Merged two institutions", now=clock.now()) as writing:
        plan = _plan(writing, keep, other)
        if plan.result != plan.keep:
            writing.replace(plan.result)
        departments = _move_departments(writing, keep, other)
        _move_people(writing, keep, other, departments)
        for each in departments:
            if departments[each] != each:
                writing.remove(Department, each)
        writing.remove(Institution, other)
        writing.says(f"Merged {plan.other.name} into {plan.result.name}")
        return plan.result


def _move_departments(
    writing: Writing, keep: InstitutionId, other: InstitutionId
) -> dict[DepartmentId, DepartmentId]:
    """Move departments, and return which each of the other institution's has become."""
    ours = {fold(each.name): each.id for each in writing.all(Department, institution=keep)}
    became: dict[DepartmentId, DepartmentId] = {}
    for each in writing.all(Department, institution=other):
        became[each.id] = ours.setdefault(fold(each.name), each.id)
        if became[each.id] == each.id:
            writing.replace(replace(each, institution=keep))
    return became


def _move_people(
    writing: Writing,
    keep: InstitutionId,
    other: InstitutionId,
    departments: dict[DepartmentId, DepartmentId],
) -> None:
    """Move people; whoever stands at both places in one department stands there once."""
    ours: dict[PersonId, list[Affiliation]] = defaultdict(list)
    for each in writing.all(Affiliation, institution=keep):
        ours[each.person].append(each)
    for each in writing.all(Affiliation, institution=other):
        department = departments[each.department] if each.department else None
        moved = replace(each, institution=keep, department=department)
        same = next((one for one in ours[each.person] if _is_one_place(one, moved)), None)
        if same is None:
            writing.replace(moved)
            ours[each.person].append(moved)
            continue
        gone, stays = (same, moved) if moved.is_main else (moved, same)
        joined = replace(stays, department=stays.department or gone.department, role=stays.role or gone.role)
        _keep_role(writing, gone, joined)
        ours[each.person] = [joined if one.id == same.id else one for one in ours[each.person]]
        writing.replace(joined)
        writing.remove(Affiliation, AffiliationId(gone.id))


def _is_one_place(one: Affiliation, other: Affiliation) -> bool:
    return one.department == other.department or one.department is None or other.department is None


def _keep_role(writing: Writing, gone: Affiliation, stays: Affiliation) -> None:
    """Note a role that would go with its affiliation."""
    person = writing.get(Person, gone.person)
    if gone.role and gone.role not in {stays.role, person.role}:
        writing.replace(replace(person, notes=join_notes(person.notes, also("role", gone.role))))

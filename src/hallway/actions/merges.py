"""Two records of one person made one: previewed, then done in one action that can be undone."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import TypeVar

from hallway.actions.fields import with_values, write_field
from hallway.actions.lookups import get_person
from hallway.actions.notes import also, join_notes
from hallway.actions.person_fields import plain_fields, value_of
from hallway.actions.places import main_affiliation
from hallway.actions.ports import Clock, Reading, Store, Writing
from hallway.actions.typed_text import unite
from hallway.domain.advice import Advice
from hallway.domain.asks import Ask
from hallway.domain.errors import InvalidValue
from hallway.domain.gives import Give
from hallway.domain.ids import PersonId
from hallway.domain.institutions import Affiliation
from hallway.domain.interactions import Interaction
from hallway.domain.people import Person, Relationship, Work
from hallway.domain.promises import Promise
from hallway.domain.settings import HeldRow
from hallway.domain.snoozes import Snooze

Movable = TypeVar("Movable", Work, Interaction, Promise, Give, Ask, Advice)

_UNITED = ("emails", "phones", "topics", "groups", "reach", "offices")
"""Lists of a person that a merge puts together."""


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merge will do: the person that results, what moves, and which values go to the notes."""

    keep: Person
    other: Person
    result: Person
    moves: tuple[str, ...]
    conflicts: tuple[tuple[str, str, str], ...]


def plan_merge(store: Store, *, keep: PersonId, other: PersonId) -> MergePreview:
    """Return what merging `other` into `keep` will do.

    Raises:
        InvalidValue: both are the same person, or the one to keep is in the trash.
    """
    with store.reading() as reading:
        return _plan(reading, keep, other)


def merge_people(store: Store, clock: Clock, *, keep: PersonId, other: PersonId) -> Person:
    """Make one person of two: what `keep` has wins, `other` fills the gaps, and all it has moves."""
    with store.writing("person.merge", "Merged two people", now=clock.now()) as writing:
        plan = _plan(writing, keep, other)
        writing.replace(plan.result)
        _move_affiliations(writing, plan.result, other)
        _move(writing, Work, keep, other)
        _move(writing, Interaction, keep, other)
        _move(writing, Promise, keep, other)
        _move(writing, Give, keep, other)
        _move(writing, Ask, keep, other)
        _move(writing, Advice, keep, other)
        for snooze in writing.all(Snooze, person=other):
            writing.replace(replace(snooze, person=keep))
        for friend in writing.all(Person, introduced_by=other):
            if friend.id != keep:
                writing.replace(replace(friend, introduced_by=keep))
        _move_candidates(writing, keep, other)
        writing.remove(Person, other)
        writing.says(f"Merged {plan.other.name} into {plan.result.name}")
        return plan.result


def _plan(reading: Reading, keep: PersonId, other: PersonId) -> MergePreview:
    if keep == other:
        name = reading.get(Person, keep).name
        raise InvalidValue(
            "other", name, "A person cannot be merged with themselves. Name two different people."
        )
    kept, gone = get_person(reading, keep), reading.get(Person, other)
    result, conflicts = merge(kept, gone)
    return MergePreview(kept, gone, result, tuple(_moves(reading, other)), conflicts)


def _moves(reading: Reading, other: PersonId) -> Iterator[str]:
    counted = (
        ("interaction", len(reading.all(Interaction, person=other))),
        ("promise", len(reading.all(Promise, person=other))),
        ("give", len(reading.all(Give, person=other))),
        ("ask", len(reading.all(Ask, person=other))),
        ("piece of advice", len(reading.all(Advice, person=other))),
        ("work", len(reading.all(Work, person=other))),
        ("affiliation", len(reading.all(Affiliation, person=other))),
        ("snooze", len(reading.all(Snooze, person=other))),
        ("introduction", len(reading.all(Person, introduced_by=other))),
    )
    for noun, count in counted:
        if count:
            yield f"{count} {noun if count == 1 else _PLURALS.get(noun, noun + 's')}"


_PLURALS = {"piece of advice": "pieces of advice"}


def merge(keep: Person, other: Person) -> tuple[Person, tuple[tuple[str, str, str], ...]]:
    """Return the one person that two records make, and each conflict: field, kept value, noted value."""
    values: dict[str, object] = {each: _unite(getattr(keep, each), getattr(other, each)) for each in _UNITED}
    conflicts: list[tuple[str, str, str]] = []
    for name in plain_fields():
        ours, theirs = value_of(keep, name), value_of(other, name)
        if name == "notes" or isinstance(ours, tuple):
            continue
        if _is_empty(ours):
            values[name] = theirs
        elif not _is_empty(theirs) and ours != theirs:
            conflicts.append((name, write_field(ours), write_field(theirs)))
    if keep.may_follow_up is None:
        values["may_follow_up_on"] = other.may_follow_up_on
    if keep.introduced_by is None or keep.introduced_by == other.id:
        values["introduced_by"] = None if other.introduced_by == keep.id else other.introduced_by
    values["notes"] = join_notes(
        keep.notes, other.notes, *(also(name, theirs) for name, _, theirs in conflicts)
    )
    return with_values(keep, values), tuple(conflicts)


def _unite(ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    return unite(ours, theirs)


def _is_empty(value: object) -> bool:
    return value is None or value in ("", Relationship.UNKNOWN)


def _move_affiliations(writing: Writing, person: Person, other: PersonId) -> None:
    """Move places: the kept person's main one stays the main one, and the same place stays once."""
    ours = writing.all(Affiliation, person=person.id)
    main = main_affiliation(ours)
    if main and main.role != person.role:
        writing.replace(replace(main, role=person.role))
    known = {(each.institution, each.department) for each in ours}
    for each in writing.all(Affiliation, person=other):
        if (each.institution, each.department) in known:
            writing.remove(Affiliation, each.id)
        else:
            moved = replace(each, person=person.id, is_main=each.is_main and main is None)
            writing.replace(replace(moved, role=person.role) if moved.is_main else moved)


def _move(writing: Writing, kind: type[Movable], keep: PersonId, other: PersonId) -> None:
    """Move what is on record; what both have exactly alike stays once."""
    ours = writing.all(kind, person=keep)
    for each in writing.all(kind, person=other):
        moved = replace(each, person=keep)
        if any(_says_the_same(moved, one) for one in ours):
            writing.remove(kind, each.id)
        else:
            writing.replace(moved)


def _says_the_same(one: Movable, other: Movable) -> bool:
    return all(
        getattr(one, each.name) == getattr(other, each.name) for each in fields(one) if each.name != "id"
    )


def _move_candidates(writing: Writing, keep: PersonId, other: PersonId) -> None:
    for row in writing.all(HeldRow):
        if other in row.candidates:
            candidates = dict.fromkeys(keep if each == other else each for each in row.candidates)
            writing.replace(replace(row, candidates=tuple(candidates)))

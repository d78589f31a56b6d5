"""Two records of one person made one: previewed, then done in one action that can be undone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Literal, TypeAlias, TypeVar

from hallway.actions.duplicate_names import fold_words
from hallway.actions.fields import with_values, write_field
from hallway.actions.lookups import get_person
from hallway.actions.merge_places import PlacesPlan, plan_places
from hallway.actions.notes import also, join_notes
from hallway.actions.person_fields import ATTRIBUTES, PERSON_FIELDS
from hallway.actions.ports import Clock, Reading, Store, Writing
from hallway.actions.typed_text import unite
from hallway.domain.advice import Advice
from hallway.domain.asks import Ask
from hallway.domain.errors import InvalidValue
from hallway.domain.gives import Give
from hallway.domain.ids import PersonId
from hallway.domain.institutions import Affiliation
from hallway.domain.interactions import Interaction
from hallway.domain.messages import Message
from hallway.domain.people import NotSame, Person, Relationship, Standing, Work
from hallway.domain.picks import KeptWorth, ProgramComment
from hallway.domain.programs import ProgramNote, ProgramTie
from hallway.domain.promises import Promise
from hallway.domain.settings import HeldRow
from hallway.domain.snoozes import Snooze
from hallway.formats.phones import same_phone_key

Movable = TypeVar(
    "Movable",
    Work,
    Interaction,
    Promise,
    Give,
    Ask,
    Advice,
    ProgramNote,
    ProgramTie,
    ProgramComment,
    Message,
)
Side: TypeAlias = Literal["keep", "other"]
Choices: TypeAlias = Mapping[str, Side]
"""Whose value stays, for fields in which both say something; the kept person's where none is named."""

_OF_THE_NAME = frozenset({"given", "family"})
_SIDES = ("keep", "other")
_APART = frozenset(
    {"id", "notes", "standing", "standing_since", "introduced_by", "may_follow_up_on", "zone_source"}
)
"""Fields of a person that a merge settles by a rule of their own."""
_NAMES = {attribute: name for name, attribute in ATTRIBUTES.items()}
_ALL = tuple(each.name for each in fields(Person))
_NO_CHOICES: Choices = {}


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which both say something else, and whose value stays; the other value goes to the notes."""

    field: str
    label: str
    ours: str
    theirs: str
    takes: Side


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merge will do: the person that results, what moves, and which values go to the notes."""

    keep: Person
    other: Person
    result: Person
    moves: tuple[str, ...]
    conflicts: tuple[tuple[str, str, str], ...]
    differences: tuple[Difference, ...]
    institution: str


def plan_merge(
    store: Store, *, keep: PersonId, other: PersonId, choices: Choices = _NO_CHOICES
) -> MergePreview:
    """Return what merging `other` into `keep` will do.

    Args:
        store: the record.
        keep: who stays.
        other: who becomes part of them.
        choices: "keep" or "other" for fields in which both say something; "keep" where none is named.

    Raises:
        InvalidValue: both are the same person, the one to keep is in the trash, or a choice cannot be meant.
    """
    with store.reading() as reading:
        return _plan(reading, keep, other, choices)[0]


def merge_people(
    store: Store, clock: Clock, *, keep: PersonId, other: PersonId, choices: Choices = _NO_CHOICES
) -> Person:
    """Make one person of two: what is chosen stays, the rest goes to the notes, and all `other` has moves."""
    with store.writing("person.merge", "Merged two people", now=clock.now()) as writing:
        plan, places = _plan(writing, keep, other, choices)
        writing.replace(plan.result)
        _write_places(writing, places)
        _move(writing, Work, keep, other)
        _move(writing, Interaction, keep, other)
        _move(writing, Promise, keep, other)
        _move(writing, Give, keep, other)
        _move(writing, Ask, keep, other)
        _move(writing, Advice, keep, other)
        _move(writing, ProgramNote, keep, other)
        _move(writing, ProgramTie, keep, other)
        _move(writing, ProgramComment, keep, other)
        _move(writing, Message, keep, other)
        for snooze in writing.all(Snooze, person=other):
            writing.replace(replace(snooze, person=keep))
        for friend in writing.all(Person, introduced_by=other):
            if friend.id != keep:
                writing.replace(replace(friend, introduced_by=keep))
        _move_apart(writing, keep, other)
        _move_candidates(writing, keep, other)
        _move_helpers(writing, keep, other)
        writing.remove(Person, other)
        writing.says(f"Merged {plan.other.name} into {plan.result.name}")
        return plan.result


def _plan(
    reading: Reading, keep: PersonId, other: PersonId, choices: Choices
) -> tuple[MergePreview, PlacesPlan]:
    if keep == other:
        name = reading.get(Person, keep).name
        raise InvalidValue(
            "other", name, "A person cannot be merged with themselves. Name two different people."
        )
    kept, gone = get_person(reading, keep), reading.get(Person, other)
    takes = _read_choices(choices)
    result, differences = _merge(kept, gone, takes)
    result, introduced = _merge_introducers(reading, result, kept, gone, takes)
    places = plan_places(reading, result, other, takes_theirs=takes.get("institution") == "other")
    found = (*differences, *introduced)
    if places.differs:
        found += (_difference("institution", places.ours, places.theirs, takes),)
    _refuse_idle(takes, found)
    result = replace(
        result, notes=join_notes(result.notes, *(also("role", each) for each in places.lost_roles))
    )
    noted = (_noted(each) for each in (*differences, *introduced))
    preview = MergePreview(
        kept, gone, result, tuple(_moves(reading, other)), tuple(noted), found, places.main_name
    )
    return preview, places


def _read_choices(choices: Choices) -> dict[str, Side]:
    """Return the choices by the names of fields as they are known here."""
    read: dict[str, Side] = {}
    for name, side in choices.items():
        if side not in _SIDES:
            raise InvalidValue("Choice", f"{name}={side}"[:60], "Take keep or other.")
        bare = name.strip().casefold().replace("-", "_").replace(" ", "_")
        read[_NAMES.get(bare, bare)] = side
    return read


def _refuse_idle(takes: Mapping[str, Side], differences: tuple[Difference, ...]) -> None:
    """Refuse to take the other's value where both do not differ: it would do nothing, or is misspelled."""
    known = {each.field for each in differences}
    for name in takes:
        if name not in known and (takes[name] == "other" or name not in {*PERSON_FIELDS, *_ALL}):
            where = f"They differ in: {', '.join(sorted(known))}." if known else "They differ in nothing."
            raise InvalidValue("Choice", name[:60], f"There is nothing to choose. {where}")


def _noted(each: Difference) -> tuple[str, str, str]:
    kept, noted = (each.ours, each.theirs) if each.takes == "keep" else (each.theirs, each.ours)
    return each.field, kept, noted


def merge(
    keep: Person, other: Person, choices: Choices = _NO_CHOICES
) -> tuple[Person, tuple[tuple[str, str, str], ...]]:
    """Return the one person that two records make, and each conflict: field, kept value, noted value."""
    result, differences = _merge(keep, other, _read_choices(choices))
    return result, tuple(map(_noted, differences))


def _merge(keep: Person, other: Person, takes: Mapping[str, Side]) -> tuple[Person, tuple[Difference, ...]]:
    values: dict[str, object] = {}
    differences: list[Difference] = []
    for attribute in _ALL:
        ours, theirs = getattr(keep, attribute), getattr(other, attribute)
        if attribute in _APART:
            continue
        if isinstance(ours, tuple):
            values[attribute] = _unite(attribute, ours, theirs)
        elif _is_empty(ours) or _is_empty(theirs):
            values[attribute] = theirs if _is_empty(ours) else ours
        elif ours != theirs:
            each = _difference(attribute, write_field(ours), write_field(theirs), takes)
            values[attribute] = ours if each.takes == "keep" else theirs
            if not _is_part_of_name(keep, other, _noted(each)[2], each):
                differences.append(each)
    values |= _standing(keep, other) | _zone(keep, other, values) | _permission(keep, other, values)
    noted = (also(name, text) for name, _, text in map(_noted, differences))
    since = also("may_follow_up_on", write_field(values.pop("lost_permission", None)))
    lost = since if since != also("may_follow_up_on", "") else ""
    values["notes"] = join_notes(keep.notes, other.notes, *noted, lost)
    return with_values(keep, values), tuple(differences)


def _difference(attribute: str, ours: str, theirs: str, takes: Mapping[str, Side]) -> Difference:
    name = _NAMES.get(attribute, attribute)
    label = PERSON_FIELDS[name].label if name in PERSON_FIELDS else name.replace("_", " ").capitalize()
    usual = takes.get("name", "keep") if name in _OF_THE_NAME else "keep"
    return Difference(name, label, ours, theirs, takes.get(name, usual))


def _is_part_of_name(keep: Person, other: Person, noted: str, each: Difference) -> bool:
    """Tell whether a given or family name goes with a whole name that differs, and is kept with that one."""
    words = {*fold_words(keep.name.split()), *fold_words(other.name.split())}
    return (
        each.field in _OF_THE_NAME and keep.name != other.name and words.issuperset(fold_words(noted.split()))
    )


def _unite(attribute: str, ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    """Return both lists in one; a phone number that is written in two ways is one number."""
    if attribute != "phones" or not (ours and theirs):
        return unite(ours, theirs)
    known: dict[str, str] = {}
    for each in unite(ours, theirs):
        known.setdefault(same_phone_key(each), each)
    return tuple(known.values())


def _standing(keep: Person, other: Person) -> dict[str, object]:
    """Return where the person stands: whoever is active in one record is active."""
    if keep.standing is Standing.ARCHIVED and other.standing is Standing.ACTIVE:
        return {"standing": other.standing, "standing_since": other.standing_since}
    return {}


def _zone(keep: Person, other: Person, values: Mapping[str, object]) -> dict[str, object]:
    """Return how the zone that stays was found; a typed one counts more than one that was found."""
    if keep.zone == other.zone:
        return {"zone_source": keep.zone_source and other.zone_source}
    return {
        "zone_source": keep.zone_source if values.get("zone", keep.zone) == keep.zone else other.zone_source
    }


def _permission(keep: Person, other: Person, values: Mapping[str, object]) -> dict[str, object]:
    """Return since when the permission that stays holds; the day of the other one is noted."""
    takes_ours = values.get("may_follow_up", keep.may_follow_up) is keep.may_follow_up is not None
    stays, goes = (keep, other) if takes_ours else (other, keep)
    day = stays.may_follow_up_on
    if day is None and stays.may_follow_up is goes.may_follow_up:
        return {"may_follow_up_on": goes.may_follow_up_on}
    return {
        "may_follow_up_on": day,
        "lost_permission": goes.may_follow_up_on if goes.may_follow_up_on != day else None,
    }


def _merge_introducers(
    reading: Reading, result: Person, keep: Person, other: Person, takes: Mapping[str, Side]
) -> tuple[Person, tuple[Difference, ...]]:
    """Return the person with who introduced them; neither record can have introduced the other."""
    ours = None if keep.introduced_by == other.id else keep.introduced_by
    theirs = None if other.introduced_by == keep.id else other.introduced_by
    if ours is None or theirs is None or ours == theirs:
        return replace(result, introduced_by=ours or theirs), ()
    names = [reading.get(Person, each).name for each in (ours, theirs)]
    each = _difference("introduced_by", names[0], names[1], takes)
    line = also("introduced_by", _noted(each)[2])
    chosen = ours if each.takes == "keep" else theirs
    return replace(result, introduced_by=chosen, notes=join_notes(result.notes, line)), (each,)


def _is_empty(value: object) -> bool:
    return value is None or value in ("", Relationship.UNKNOWN)


def _moves(reading: Reading, other: PersonId) -> Iterator[str]:
    counted = (
        ("interaction", len(reading.all(Interaction, person=other))),
        ("promise", len(reading.all(Promise, person=other))),
        ("give", len(reading.all(Give, person=other))),
        ("ask", len(reading.all(Ask, person=other))),
        ("piece of advice", len(reading.all(Advice, person=other))),
        ("work", len(reading.all(Work, person=other))),
        ("affiliation", len(reading.all(Affiliation, person=other))),
        ("program note", len(reading.all(ProgramNote, person=other))),
        ("tie to a program", len(reading.all(ProgramTie, person=other))),
        ("comment on a program", len(reading.all(ProgramComment, person=other))),
        ("snooze", len(reading.all(Snooze, person=other))),
        ("introduction", len(reading.all(Person, introduced_by=other))),
    )
    for noun, count in counted:
        if count:
            yield f"{count} {noun if count == 1 else _PLURALS.get(noun, noun + 's')}"


_PLURALS = {
    "piece of advice": "pieces of advice",
    "tie to a program": "ties to programs",
    "comment on a program": "comments on programs",
}


def _write_places(writing: Writing, plan: PlacesPlan) -> None:
    for each in plan.removed:
        writing.remove(Affiliation, each)
    for affiliation in plan.changed:
        writing.replace(affiliation)


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


def _move_apart(writing: Writing, keep: PersonId, other: PersonId) -> None:
    """Let who was told apart from the one stay apart from both; the two themselves are one now."""
    partners = {each.other if each.person == keep else each.person for each in _apart_from(writing, keep)}
    for each in _apart_from(writing, other):
        partner = each.other if each.person == other else each.person
        if partner in {keep, other} or partner in partners:
            writing.remove(NotSame, each.id)
        else:
            writing.replace(replace(each, person=keep, other=partner))
            partners.add(partner)


def _apart_from(writing: Writing, person: PersonId) -> tuple[NotSame, ...]:
    found = {each.id: each for each in writing.all(NotSame, person=person)}
    return (*found.values(), *(each for each in writing.all(NotSame, other=person) if each.id not in found))


def _move_candidates(writing: Writing, keep: PersonId, other: PersonId) -> None:
    for row in writing.all(HeldRow):
        if other in row.candidates:
            candidates = dict.fromkeys(keep if each == other else each for each in row.candidates)
            writing.replace(replace(row, candidates=tuple(candidates)))


def _move_helpers(writing: Writing, keep: PersonId, other: PersonId) -> None:
    """Let who could help somewhere be the one person that stays."""
    for kept in writing.all(KeptWorth):
        rows = tuple(
            replace(row, people=tuple(dict.fromkeys(keep if each == other else each for each in row.people)))
            for row in kept.rows
        )
        if rows != kept.rows:
            writing.replace(replace(kept, rows=rows))

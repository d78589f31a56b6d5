"""Generated values of the whole domain, drawn rudely: every field may hold what its type allows."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from enum import Enum
from types import NoneType
from typing import Any, NewType, TypeVar, cast, get_args, get_origin  # Any: a strategy per field

from hypothesis import strategies as st

from hallway.domain.advice import Advice
from hallway.domain.applicants import Applicant
from hallway.domain.asks import Ask
from hallway.domain.documents import DocumentVersion
from hallway.domain.gives import Give
from hallway.domain.goals import Goal, GoalReview
from hallway.domain.ids import PersonId, make_id
from hallway.domain.institutions import Affiliation, Department, Institution
from hallway.domain.interactions import Interaction
from hallway.domain.messages import Message, Pitch, Practice, TemplateFile
from hallway.domain.milestones import Milestone
from hallway.domain.people import FamilyName, NotSame, Person, Work
from hallway.domain.picks import KeptPick, KeptWorth, ProgramComment, ProgramWish, TieEffort
from hallway.domain.programs import (
    ListedProgram,
    ProgramAlias,
    ProgramCounts,
    ProgramFact,
    ProgramNote,
    ProgramOutcome,
    ProgramTie,
)
from hallway.domain.promises import Promise
from hallway.domain.settings import AudienceFile, HeldRow, Override
from hallway.domain.snoozes import Settlement, Snooze
from hallway.domain.times import from_milliseconds

T = TypeVar("T")

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
"""Any text that is text: every script, control characters, quotes, wildcards of databases."""

days = st.dates(date(1, 1, 1), date(9999, 12, 31))

instants = st.integers(-2_208_988_800_000, 5_711_817_600_000).map(from_milliseconds)
"""Aware instants of the years 1900 to 2150 in UTC, in whole milliseconds as a clock gives them."""

whole_numbers = st.integers(-(2**31), 2**31 - 1)

ids = st.builds(
    make_id,
    st.integers(1_577_836_800_000, 2_208_988_800_000).map(from_milliseconds),
    st.binary(min_size=10, max_size=10),
)
"""Ids as they are made in the years 2020 to 2040."""

STANDALONE: tuple[type, ...] = (
    Applicant,
    Institution,
    Milestone,
    Settlement,
    DocumentVersion,
    Override,
    AudienceFile,
    HeldRow,
    Goal,
    GoalReview,
    FamilyName,
    TemplateFile,
    Pitch,
    Practice,
    ProgramFact,
    ListedProgram,
    ProgramAlias,
    ProgramOutcome,
    ProgramCounts,
    ProgramWish,
    KeptPick,
    TieEffort,
    KeptWorth,
)
"""Kinds of value that point to nothing."""

OF_A_PERSON: tuple[type, ...] = (Work, Interaction, Promise, Give, Ask, Advice)
"""Kinds of value that belong to one person."""

KINDS: tuple[type, ...] = (
    *STANDALONE,
    *OF_A_PERSON,
    Department,
    Person,
    Affiliation,
    Snooze,
    ProgramNote,
    ProgramTie,
    ProgramComment,
    NotSame,
    Message,
)
"""Every kind of value that the record keeps."""

_PLAIN: dict[object, st.SearchStrategy[Any]] = {
    str: texts,
    int: whole_numbers,
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    date: days,
    datetime: instants,
}


def values(kind: type[T]) -> st.SearchStrategy[T]:
    """Return values of one kind with any id, pointing anywhere."""
    parts = {each.name: _of(each.type) for each in fields(cast("Any", kind))}
    return st.builds(kind, **(parts | {"id": ids} if "id" in parts else parts))


@st.composite
def records(draw: st.DrawFn, *, most: int = 3) -> tuple[object, ...]:
    """Return the values of a whole record, in any order, in which every link leads somewhere."""
    institutions = _some(draw, Institution, most)
    departments = _linked(draw, Department, most, institution=institutions)
    people = _some(draw, Person, most)
    people = [replace(each, introduced_by=_maybe(draw, people)) for each in people]
    found: list[object] = [*institutions, *departments, *people]
    found += _linked(draw, Affiliation, most, person=people, institution=institutions)
    found = [
        replace(each, department=_maybe(draw, departments)) if isinstance(each, Affiliation) else each
        for each in found
    ]
    for kind in OF_A_PERSON:
        found += _linked(draw, kind, most, person=people)
    found += [replace(each, person=_maybe(draw, people)) for each in _some(draw, Snooze, most)]
    found += [replace(each, person=_maybe(draw, people)) for each in _some(draw, ProgramNote, most)]
    found += [replace(each, person=_maybe(draw, people)) for each in _some(draw, ProgramTie, most)]
    found += [replace(each, person=_maybe(draw, people)) for each in _some(draw, ProgramComment, most)]
    found += _linked(draw, NotSame, most, person=people, other=people)
    for kind in STANDALONE:
        if kind is not Institution:
            found += _some(draw, kind, most)
    versions = [each for each in found if isinstance(each, DocumentVersion)]
    found += [
        replace(each, person=_maybe(draw, people), cv=_maybe(draw, versions))
        for each in _some(draw, Message, most)
    ]
    return tuple(draw(st.permutations(found)))


def _of(hint: object) -> st.SearchStrategy[Any]:
    """Return what a field of this type may hold."""
    if isinstance(hint, NewType):
        return ids if hint is PersonId else _of(hint.__supertype__)
    if get_origin(hint) is tuple:
        inner, *rest = get_args(hint)
        return _tuples(inner) if rest == [Ellipsis] else st.tuples(_of(inner), *map(_of, rest))
    if get_origin(hint) is Mapping:
        return st.dictionaries(_of(get_args(hint)[0]), _of(get_args(hint)[1]), max_size=3)
    if get_args(hint):
        return st.none() | st.one_of([_of(each) for each in get_args(hint) if each is not NoneType])
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(list(hint))
    return values(hint) if isinstance(hint, type) and is_dataclass(hint) else _PLAIN[hint]


def _tuples(inner: object) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(_of(inner), max_size=3).map(tuple)


def _some(draw: st.DrawFn, kind: type[T], most: int) -> list[T]:
    return draw(st.lists(values(kind), max_size=most, unique_by=lambda each: cast("Any", each).id))


def _linked(draw: st.DrawFn, kind: type[T], most: int, **to: Sequence[Any]) -> list[T]:
    """Return values that point to some of the given ones; none when there is nothing to point to."""
    if not all(to.values()):
        return []
    return [
        cast(
            "T",
            replace(cast("Any", each), **{name: draw(st.sampled_from(ends)).id for name, ends in to.items()}),
        )
        for each in _some(draw, kind, most)
    ]


def _maybe(draw: st.DrawFn, ends: Sequence[Any]) -> Any:  # noqa: ANN401 - an id of whatever is pointed to, or None
    end = draw(st.sampled_from([None, *ends]))
    return None if end is None else end.id

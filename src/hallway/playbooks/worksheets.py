"""Guided pages as data: prompts that bring names back, sources of people, offices to ask, mentor roles."""

import importlib.resources
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from hallway.domain.errors import HallwayError
from hallway.domain.people import MentorRole
from hallway.playbooks.shapes import GUIDES, ROWS, TEXT, VALUE_SHAPE, Shape, is_texts
from hallway.playbooks.strict import Problem, Reader, Table, Where, nearest, read_tree, strings_of

Entry = TypeVar("Entry", "Prompt", "Source", "Office", "RoleGuide")

SLOTS: Mapping[str, str] = {
    "name": "your name",
    "school": "your school",
    "specialty": "your specialty",
    "match_year": "year of your Match",
}
"""What the text to an office may leave open, and what stands there while it is not known."""

_SLOT = re.compile(r"\{(\w*)\}")


class FaultyWorksheets(HallwayError):
    """A packaged file of guided pages has faults; each is named with its line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        lines = "".join(f"\n  line {each.line}: {each.says} {each.remedy}" for each in problems)
        super().__init__(f"The guided pages cannot be used:{lines}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One question that brings names back; whoever comes to mind is noted as met in this way."""

    id: str
    title: str
    asks: str
    think: tuple[str, ...]
    how_met: str
    guides: tuple[str, ...]
    rows: tuple[str, ...]
    not_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One place to find new people: how to look there, and what to note."""

    id: str
    title: str
    look: tuple[str, ...]
    note: tuple[str, ...]
    how_met: str
    guides: tuple[str, ...]
    rows: tuple[str, ...]
    not_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """One office to ask: what for, a text with slots, and how it is recorded that one has asked.

    `role` is what somebody there is called, "" when that differs.
    """

    id: str
    title: str
    asks_for: tuple[str, ...]
    subject: str
    text: str
    role: str
    records: str
    guides: tuple[str, ...]
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleGuide:
    """One mentor role: what such a mentor does, and the sources in which one is found."""

    id: str
    title: str
    does: str
    sources: tuple[str, ...]
    guides: tuple[str, ...]
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worksheets:
    """Everything that the guided pages are made of."""

    prompts: tuple[Prompt, ...] = ()
    sources: tuple[Source, ...] = ()
    offices: tuple[Office, ...] = ()
    roles: tuple[RoleGuide, ...] = ()


_LIST = Shape("a list of texts", '["..."]', is_texts)
_MAY_BE_EMPTY = Shape("a text", '""', lambda each: isinstance(each, str))
_NOT_FOR = Shape(GUIDES.says, GUIDES.sample, GUIDES.fits, is_needed=False)
_ALL: Mapping[str, Shape] = {
    "id": TEXT,
    "title": TEXT,
    "guides": GUIDES,
    "rows": ROWS,
    "checked": VALUE_SHAPE["checked"],
}
_SHAPES: Mapping[str, Mapping[str, Shape]] = {
    "prompt": {**_ALL, "asks": TEXT, "think": _LIST, "how_met": TEXT, "not_for": _NOT_FOR},
    "source": {**_ALL, "look": _LIST, "note": _LIST, "how_met": TEXT, "not_for": _NOT_FOR},
    "office": {
        **_ALL,
        "asks_for": _LIST,
        "subject": TEXT,
        "text": TEXT,
        "role": _MAY_BE_EMPTY,
        "records": TEXT,
    },
    "role": {**_ALL, "does": TEXT, "sources": _LIST},
}


@cache
def worksheets() -> Worksheets:
    """Return everything that ships in playbooks/prompts, read once.

    Raises:
        FaultyWorksheets: a shipped file has a fault.
    """
    folder = importlib.resources.files("hallway.playbooks") / "prompts"
    files = sorted(
        (each for each in folder.iterdir() if each.name.endswith(".toml")), key=lambda each: each.name
    )
    found, problems = read_worksheets("\n".join(each.read_text("utf-8") for each in files))
    if problems:
        raise FaultyWorksheets(problems)
    return found


def read_worksheets(text: str) -> tuple[Worksheets, tuple[Problem, ...]]:
    """Return what a text of guided pages holds, and every fault with its line."""
    tree = read_tree(text)
    if isinstance(tree, Problem):
        return Worksheets(), (tree,)
    reader = Reader(text)
    reader.refuse_others(tree, tuple(_SHAPES))
    found = Worksheets(
        prompts=_read(reader, tree, "prompt", Prompt),
        sources=_read(reader, tree, "source", Source),
        offices=_read(reader, tree, "office", Office),
        roles=_read(reader, tree, "role", RoleGuide),
    )
    _check_links(reader, found)
    return found, reader.sorted_problems()


def _read(reader: Reader, tree: Table, name: str, make: Callable[..., Entry]) -> tuple[Entry, ...]:
    entries: list[Entry] = []
    for where, each in reader.tables(tree, name):
        before = len(reader.problems)
        taken = reader.take(each, where, _SHAPES[name])
        _check_slots(reader, where, taken)
        if len(reader.problems) == before:
            entries.append(make(**{key: _plain(value) for key, value in taken.items() if key != "checked"}))
    reader.refuse_doubles(name, [each.id for each in entries])
    return tuple(entries)


def _plain(value: object) -> object:
    return tuple(strings_of(value)) if isinstance(value, list) else str(value).strip()


def _check_slots(reader: Reader, where: Where, taken: Table) -> None:
    if where[0] == "office":
        for key in ("subject", "text"):
            for slot in _SLOT.findall(str(taken.get(key, ""))):
                if slot not in SLOTS:
                    reader.fault(where, key, f"{{{slot}}} is not a slot.", nearest(slot, tuple(SLOTS)))


def _check_links(reader: Reader, found: Worksheets) -> None:
    """Hold roles to roles and sources that there are, and prompts and sources to ids of their own."""
    known, roles = tuple(each.id for each in found.sources), tuple(each.value for each in MentorRole)
    for index, role in enumerate(found.roles):
        if role.id not in roles:
            reader.fault(("role", index), "id", f"{role.id!r} is not a mentor role.", nearest(role.id, roles))
        for each in role.sources:
            if known and each not in known:
                reader.fault(
                    ("role", index), "sources", f"There is no source {each!r}.", nearest(each, known)
                )
    for index, prompt in enumerate(found.prompts):
        if prompt.id in known:
            reader.fault(("prompt", index), "id", f"{prompt.id!r} is a source, too.", "Give it another id.")


def find_place(words: str) -> Prompt | Source | None:
    """Return the source or prompt of this id, or None."""
    places: tuple[Prompt | Source, ...] = (*worksheets().sources, *worksheets().prompts)
    return next((each for each in places if each.id == words), None)


def fill(text: str, known: Mapping[str, str]) -> str:
    """Return the text with its slots filled; one that is not known says in brackets what belongs there."""
    return _SLOT.sub(lambda slot: known.get(slot[1], "") or f"[{SLOTS.get(slot[1], slot[1])}]", text)


def missing_slots(text: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """Return the slots of a text that nothing is known for, each once."""
    return tuple(dict.fromkeys(slot for slot in _SLOT.findall(text) if not known.get(slot)))

"""Encouragement as data: cards to think of, paths of small steps, and phrases to keep ready."""

import importlib.resources
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cache

from hallway.desk.template_reading import shipped_templates
from hallway.domain.applicants import Flag
from hallway.playbooks.library import FaultyPlaybook
from hallway.playbooks.shapes import GUIDES, ROWS, TEXT, Shape, is_texts
from hallway.playbooks.strict import Problem, Reader, Table, Where, nearest, read_tree, strings_of

PAGES = ("prospects", "capture", "outbox", "goals", "rehearsal", "conference", "phrases")
"""What of Hallway a card or a step may lead to; each face knows its own way there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One thought; `page` is where it leads, "" for nowhere."""

    id: str
    title: str
    says: str
    guides: tuple[str, ...]
    rows: tuple[str, ...]
    page: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallStep:
    """One step of a path, small enough for today; it leads to a page, or to a template to write."""

    id: str
    title: str
    says: str
    page: str = ""
    template: str = ""


@dataclass(frozen=True, slots=True)
class Phrases:
    """What to say in one sort of moment."""

    id: str
    title: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfidencePath:
    """A way into networking for those who find it hard; offered first to applicants with its flag."""

    id: str
    name: str
    flag: Flag
    says: str
    guides: tuple[str, ...]
    rows: tuple[str, ...]
    steps: tuple[SmallStep, ...]
    phrases: tuple[Phrases, ...]


@dataclass(frozen=True, slots=True)
class Encouragement:
    """Everything that ships."""

    cards: tuple[Card, ...]
    paths: tuple[ConfidencePath, ...]


def _among(names: Collection[str]) -> Shape:
    return Shape(f"one of {', '.join(names)}", f'"{next(iter(names))}"', lambda each: each in names)


def _maybe(shape: Shape) -> Shape:
    return replace(shape, is_needed=False)


_TEXTS = Shape("a list of texts", '["May I ask you something?"]', lambda each: bool(each) and is_texts(each))
_PAGE = _maybe(_among(PAGES))
_CARD: Mapping[str, Shape] = {
    "id": TEXT,
    "title": TEXT,
    "says": TEXT,
    "guides": GUIDES,
    "rows": ROWS,
    "page": _PAGE,
}
_PATH: Mapping[str, Shape] = {
    "id": TEXT,
    "name": TEXT,
    "flag": _among([each.value for each in Flag]),
    "says": TEXT,
    "guides": GUIDES,
    "rows": ROWS,
}
_STEP: Mapping[str, Shape] = {
    "path": TEXT,
    "id": TEXT,
    "title": TEXT,
    "says": TEXT,
    "page": _PAGE,
    "template": _maybe(TEXT),
}
_PHRASES: Mapping[str, Shape] = {"path": TEXT, "id": TEXT, "title": TEXT, "says": _TEXTS}


@cache
def encouragement() -> Encouragement:
    """Return the cards and paths that ship in desk/confidence, read once.

    Raises:
        FaultyPlaybook: a shipped file has a fault.
    """
    folder = importlib.resources.files("hallway.desk") / "confidence"
    files = sorted(
        (each for each in folder.iterdir() if each.name.endswith(".toml")), key=lambda each: each.name
    )
    found, problems = read_encouragement("\n".join(each.read_text("utf-8") for each in files))
    if problems:
        raise FaultyPlaybook("desk/confidence", problems)
    return found


def read_encouragement(text: str) -> tuple[Encouragement, tuple[Problem, ...]]:
    """Read cards, paths, steps and phrases as they are written in TOML, and every fault with its line."""
    tree = read_tree(text)
    if isinstance(tree, Problem):
        return Encouragement((), ()), (tree,)
    reader = Reader(text)
    reader.refuse_others(tree, ("card", "path", "step", "phrases"))
    taken = {
        name: [(where, reader.take(table, where, shape)) for where, table in reader.tables(tree, name)]
        for name, shape in (("card", _CARD), ("path", _PATH), ("step", _STEP), ("phrases", _PHRASES))
    }
    for name, some in taken.items():
        reader.refuse_doubles(name, [str(each.get("id", "")) for _, each in some])
    paths = [str(each.get("id", "")) for _, each in taken["path"]]
    for where, each in (*taken["step"], *taken["phrases"]):
        if "path" in each and each["path"] not in paths:
            reader.fault(
                where, "path", f"There is no path {each['path']!r}.", nearest(str(each["path"]), paths)
            )
    for where, each in taken["step"]:
        _check_template(reader, where, str(each.get("template", "")))
    if reader.problems:
        return Encouragement((), ()), reader.sorted_problems()
    return Encouragement(
        cards=tuple(_card(each) for _, each in taken["card"]),
        paths=tuple(
            _path(
                each,
                [one for _, one in taken["step"] if one["path"] == each["id"]],
                [one for _, one in taken["phrases"] if one["path"] == each["id"]],
            )
            for _, each in taken["path"]
        ),
    ), ()


def _check_template(reader: Reader, where: Where, template: str) -> None:
    known = [each.id for each in shipped_templates()]
    if template and template not in known:
        reader.fault(where, "template", f"There is no template {template!r}.", nearest(template, known))


def _card(taken: Table) -> Card:
    return Card(
        id=str(taken["id"]),
        title=str(taken["title"]),
        says=str(taken["says"]),
        guides=tuple(strings_of(taken["guides"])),
        rows=tuple(strings_of(taken["rows"])),
        page=str(taken.get("page", "")),
    )


def _path(taken: Table, steps: Collection[Table], phrases: Collection[Table]) -> ConfidencePath:
    return ConfidencePath(
        id=str(taken["id"]),
        name=str(taken["name"]),
        flag=Flag(str(taken["flag"])),
        says=str(taken["says"]),
        guides=tuple(strings_of(taken["guides"])),
        rows=tuple(strings_of(taken["rows"])),
        steps=tuple(
            SmallStep(
                id=str(each["id"]),
                title=str(each["title"]),
                says=str(each["says"]),
                page=str(each.get("page", "")),
                template=str(each.get("template", "")),
            )
            for each in steps
        ),
        phrases=tuple(
            Phrases(str(each["id"]), str(each["title"]), tuple(strings_of(each["says"]))) for each in phrases
        ),
    )

"""Reading templates from TOML: strictly, so that a misspelled key or slot is told with its line."""

import importlib.resources
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import cache

from hallway.desk.sources import sources
from hallway.desk.template_faults import check_key, check_part, check_subject
from hallway.desk.templates import KINDS, ROLES, UNITS, Limit, Part, Slot, Template, slots_of
from hallway.domain.interactions import Kind
from hallway.domain.messages import Medium, Request
from hallway.playbooks.library import FaultyPlaybook
from hallway.playbooks.shapes import Shape
from hallway.playbooks.strict import (
    Problem,
    Reader,
    Table,
    Where,
    mapping_of,
    nearest,
    read_tree,
    strings_of,
)
from hallway.playbooks.values import AUDIENCES

MOMENTS = (
    "first contact",
    "conference",
    "follow-up",
    "mentors",
    "letters",
    "meetings",
    "rotations",
    "projects",
    "online",
    "application",
    "interviews",
    "match",
    "introductions",
)
"""When one reaches for a template; the chooser shows them in this order."""

_LONGEST = 20_000
_ID = re.compile(r"[A-Za-z][A-Za-z0-9-]{1,40}")
_ROW = re.compile(r"[A-Z]{3,4}-\d{2}")


def _is_text(each: object) -> bool:
    return isinstance(each, str) and bool(each.strip())


def _is_texts(each: object) -> bool:
    return isinstance(each, list) and all(_is_text(item) for item in each)


def _among(names: Collection[str]) -> Shape:
    return Shape(f"one of {', '.join(names)}", f'"{next(iter(names))}"', lambda each: each in set(names))


def _loose(shape: Shape) -> Shape:
    return replace(shape, is_needed=False)


def _for_audiences(each: object) -> bool:
    return isinstance(each, dict) and set(each) <= set(AUDIENCES) and all(map(_is_text, each.values()))


_TEXT = Shape("some words", '"..."', _is_text)
_TEXTS = Shape("a list of texts", '["..."]', _is_texts, is_needed=False)
_YES = Shape("true or false", "true", lambda each: isinstance(each, bool), is_needed=False)
_COUNT = Shape("a whole number", "15", lambda each: type(each) is int and each >= 0, is_needed=False)
_GUIDES = Shape(
    f"audiences among {', '.join(AUDIENCES)}",
    '["img-general"]',
    lambda each: _is_texts(each) and set(strings_of(each)) <= set(AUDIENCES),
    is_needed=False,
)
_VARIANTS = Shape(
    f"texts for audiences among {', '.join(AUDIENCES)}",
    '{ md-plastics = "..." }',
    _for_audiences,
    is_needed=False,
)
_TEMPLATE: Mapping[str, Shape] = {
    "id": Shape(
        "a short name of letters, digits and hyphens",
        '"my-thanks"',
        lambda each: isinstance(each, str) and bool(_ID.fullmatch(each)),
    ),
    "name": _TEXT,
    "says": _TEXT,
    "rows": Shape(
        "requirement rows",
        '["TPL-01"]',
        lambda each: _is_texts(each) and all(_ROW.fullmatch(item) for item in strings_of(each)),
        is_needed=False,
    ),
    "guides": _GUIDES,
    "medium": _among([each.value for each in Medium]),
    "request": _among([each.value for each in Request]),
    "moment": _loose(_among(MOMENTS)),
    "records": _loose(_among([each.value for each in Kind])),
    "cold": _YES,
    "cv": _loose(_TEXT),
    "subject": _loose(_TEXT),
    "subject_for": _VARIANTS,
    "slot": Shape("[[template.slot]] tables", "...", lambda each: isinstance(each, list), is_needed=False),
    "part": Shape("[[template.part]] tables", "...", lambda each: isinstance(each, list)),
    "limit": Shape("[[template.limit]] tables", "...", lambda each: isinstance(each, list), is_needed=False),
}
_SLOT: Mapping[str, Shape] = {
    "name": Shape(
        "a name of small letters, digits and _",
        '"topic"',
        lambda each: isinstance(each, str) and bool(re.fullmatch(r"[a-z][a-z0-9_]{0,30}", each)),
    ),
    "ask": _loose(_TEXT),
    "from": _loose(_TEXT),
    "kind": _loose(_among(KINDS)),
    "choices": _TEXTS,
    "example": _loose(_TEXT),
    "needed": _YES,
}
_PART: Mapping[str, Shape] = {
    "role": _among(ROLES),
    "text": _TEXT,
    "text_for": _VARIANTS,
    "needs": _TEXTS,
    "unless": _TEXTS,
    "only": _GUIDES,
    "when": Shape(
        "slots and the answers that count",
        '{ whom = "resident" }',
        lambda each: isinstance(each, dict) and all(map(_is_text, each.values())),
        is_needed=False,
    ),
    "joins": _YES,
}
_LIMIT: Mapping[str, Shape] = {
    "unit": _among(UNITS),
    "key": _loose(_TEXT),
    "least": _COUNT,
    "most": _COUNT,
}


@cache
def shipped_templates() -> tuple[Template, ...]:
    """Return every template that ships, in the order of their ids, read once.

    Raises:
        FaultyPlaybook: a shipped file has a fault.
    """
    folder = importlib.resources.files("hallway.desk") / "templates"
    files = sorted(
        (each for each in folder.iterdir() if each.name.endswith(".toml")), key=lambda each: each.name
    )
    found: list[Template] = []
    for each in files:
        read, problems = read_templates(each.read_text("utf-8"))
        if problems:
            raise FaultyPlaybook(each.name, problems)
        found += read
    ids = [each.id for each in found]
    doubles = tuple(
        Problem(1, "id", f"{each!r} stands in two files.", "Keep one.")
        for each in set(ids)
        if ids.count(each) > 1
    )
    if doubles:
        raise FaultyPlaybook("The shipped templates", doubles)
    return tuple(sorted(found, key=lambda each: each.id))


def read_own_template(text: str, known: Collection[str]) -> tuple[Template | None, tuple[Problem, ...]]:
    """Read a template of the applicant's own.

    Args:
        text: one file with one [[template]].
        known: ids that are taken; those that begin with TPL- always are.

    Returns:
        The template, None when there is none; and every fault with its line: with one it must not be used.
    """
    if len(text) > _LONGEST:
        says = f"The file has more than {_LONGEST:,} characters."
        return None, (Problem(1, "", says, "Keep one template a file."),)
    found, problems = read_templates(text)
    if problems:
        return None, problems
    if len(found) != 1:
        says = f"The file holds {len(found)} templates." if found else "The file holds no template."
        return None, (Problem(1, "template", says, "Write one, beginning with a line [[template]]."),)
    own = found[0]
    taken = {each.casefold() for each in known}
    if own.id.casefold() in taken or own.id.casefold().startswith("tpl-"):
        reader = Reader(text)
        says = f"{own.id!r} is taken: ids that begin with TPL- belong to the templates that ship."
        reader.fault(("template", 0), "id", says, "Choose a name of your own, such as my-thanks.")
        return None, reader.sorted_problems()
    return replace(own, is_own=True), ()


def read_templates(text: str) -> tuple[tuple[Template, ...], tuple[Problem, ...]]:
    """Read one file of templates; a file with problems must not be used."""
    tree = read_tree(text)
    if isinstance(tree, Problem):
        return (), (tree,)
    reader = Reader(text)
    reader.refuse_others(tree, ("template",))
    counts = dict.fromkeys(("slot", "part", "limit"), 0)
    found = tuple(_read(reader, table, where, counts) for where, table in reader.tables(tree, "template"))
    reader.refuse_doubles("template", [each.id for each in found])
    return found, reader.sorted_problems()


def _read(reader: Reader, table: Table, where: Where, counts: dict[str, int]) -> Template:
    taken = reader.take(table, where, _TEMPLATE)
    slots = [_slot(reader, each, at) for at, each in _below(reader, table, "slot", counts)]
    parts = [(at, _part(reader, each, at)) for at, each in _below(reader, table, "part", counts)]
    limits = tuple(_limit(reader, each, at) for at, each in _below(reader, table, "limit", counts))
    subject, subject_for = str(taken.get("subject", "")), _texts(taken.get("subject_for"))
    names = [each.name for each in slots]
    for index, name in enumerate(names):
        if name in names[:index]:
            reader.fault(where, "slot", f"The slot {name!r} stands here twice.", "Keep one of them.")
    check_subject(reader, where, taken, names)
    for at, part in parts:
        check_part(reader, at, part, slots)
    named = (
        *slots_of((subject, *subject_for.values())),
        *(name for _, part in parts for name in _named(part)),
    )
    implied = [_from_source(name) for name in dict.fromkeys(named) if name in sources() and name not in names]
    for name in names:
        if name not in named:
            reader.fault(
                where, "slot", f"Nothing uses the slot {name!r}.", "Use it in a part, or take it out."
            )
    check_key(reader, where, "cv", str(taken.get("cv", "")))
    return Template(
        id=str(taken.get("id", "")),
        name=str(taken.get("name", "")),
        says=str(taken.get("says", "")),
        rows=tuple(strings_of(taken.get("rows"))),
        guides=tuple(strings_of(taken.get("guides"))),
        medium=Medium(str(taken.get("medium", Medium.MAIL))),
        request=Request(str(taken.get("request", Request.NONE))),
        moment=str(taken.get("moment", "")),
        records=str(taken.get("records", "")),
        is_cold=bool(taken.get("cold", False)),
        cv=str(taken.get("cv", "")),
        subject=subject,
        subject_for=subject_for,
        slots=(*slots, *implied),
        parts=tuple(part for _, part in parts),
        limits=limits,
    )


def _below(reader: Reader, table: Table, kind: str, counts: dict[str, int]) -> Iterator[tuple[Where, Table]]:
    """Yield the tables of one kind within a template, each with its place in the whole file."""
    found = table.get(kind, [])
    for each in found if isinstance(found, list) else []:
        where = (f"template.{kind}", counts[kind])
        counts[kind] += 1
        if isinstance(each, dict):
            yield where, each
        else:
            says = f"{kind!r} must be written as [[template.{kind}]] tables."
            reader.fault(("template", 0), kind, says, f"Begin each with a line [[template.{kind}]].")


def _slot(reader: Reader, table: Table, where: Where) -> Slot:
    taken = reader.take(table, where, _SLOT)
    source = str(taken.get("from", ""))
    known = sources().get(source)
    if source and known is None:
        says = f"There is no source {source!r}."
        reader.fault(where, "from", says, nearest(source, tuple(sources())))
    if not source and "ask" not in taken:
        reader.fault(where, "ask", "A slot without a source needs a question.", 'Write ask = "...?".')
    kind = str(taken.get("kind", known.kind if known else "line"))
    choices = tuple(strings_of(taken.get("choices")))
    if (kind == "choice") is not bool(choices):
        reader.fault(where, "choices", 'kind = "choice" and choices go together.', "Write both or neither.")
    needed = taken.get("needed", not known.is_optional if known else True)
    return Slot(
        name=str(taken.get("name", "")),
        ask=str(taken.get("ask", known.ask if known else "")),
        source=source,
        kind=kind,
        choices=choices,
        example=str(taken.get("example", known.example if known else "")),
        is_needed=bool(needed),
    )


def _from_source(name: str) -> Slot:
    """Return the slot that a source written straight into a text stands for."""
    known = sources()[name]
    return Slot(
        name=name,
        ask=known.ask,
        source=name,
        kind=known.kind,
        example=known.example,
        is_needed=not known.is_optional,
    )


def _part(reader: Reader, table: Table, where: Where) -> Part:
    taken = reader.take(table, where, _PART)
    return Part(
        role=str(taken.get("role", "body")),
        text=str(taken.get("text", "")),
        text_for=_texts(taken.get("text_for")),
        needs=tuple(strings_of(taken.get("needs"))),
        unless=tuple(strings_of(taken.get("unless"))),
        only=tuple(strings_of(taken.get("only"))),
        when=_texts(taken.get("when")),
        joins=bool(taken.get("joins", False)),
    )


def _limit(reader: Reader, table: Table, where: Where) -> Limit:
    taken = reader.take(table, where, _LIMIT)
    key, least, most = str(taken.get("key", "")), taken.get("least"), taken.get("most")
    check_key(reader, where, "key", key)
    if bool(key) is (least is not None or most is not None):
        reader.fault(where, "key", "A limit has a key of the guides, or numbers.", "Write key, or most.")
    return Limit(
        unit=str(taken.get("unit", "words")),
        key=key,
        least=least if isinstance(least, int) else None,
        most=most if isinstance(most, int) else None,
    )


def _named(part: Part) -> Iterator[str]:
    yield from slots_of((part.text, *part.text_for.values()))
    yield from part.needs
    yield from part.unless
    yield from part.when


def _texts(each: object) -> dict[str, str]:
    return {key: str(value) for key, value in mapping_of(each).items()}

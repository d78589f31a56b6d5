"""Check rules as they are read from TOML: what each looks for, and the sentences it speaks."""

import importlib.resources
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from hallway.domain.messages import Medium, Request
from hallway.playbooks.cautions import Severity
from hallway.playbooks.library import FaultyPlaybook
from hallway.playbooks.shapes import Shape
from hallway.playbooks.strict import Problem, Reader, Table, Where, mapping_of, read_tree, strings_of
from hallway.playbooks.values import AUDIENCES

PLACES = ("all", "subject", "salutation", "opening", "body", "closing")
"""Where phrases are looked for; `all` is everything that is the applicant's own, `opening` the first two
sentences of the body."""

_ROW = re.compile(r"[A-Z]{3,4}-\d{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRule:
    """One thing to mind in a text.

    `detects` is "phrases" or the name of a detector, which may use the phrases in its own way. Phrases are
    words, spaces standing for any white space and `*` for up to three words between; `re:` begins a regular
    expression over the folded text, a space in it standing for any white space. A hit whose sentence fits one
    of `unless` is none. `replace` gives what may stand instead of a phrase as it was found.

    One fault gives one finding: what this rule found is left out where a rule of `yields_to` found something
    in the same text, or a rule of `yields_beside` in the same sentence; that one then carries the rows of
    both.
    """

    id: str
    rows: tuple[str, ...]
    guides: tuple[str, ...]
    severity: Severity
    detects: str
    says: str
    because: str
    remedy: str
    media: frozenset[Medium] = frozenset()
    requests: frozenset[Request] = frozenset()
    limits: tuple[str, ...] = ()
    place: str = "all"
    phrases: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    replace: Mapping[str, str] = field(default_factory=dict)
    most: int = 0  # how many such phrases a text may have
    yields_to: tuple[str, ...] = ()  # ids of rules
    yields_beside: tuple[str, ...] = ()
    speaks: tuple[str, ...] = ()  # examples
    silent: tuple[str, ...] = ()

    def concerns(self, medium: Medium, request: Request) -> bool:
        """Tell whether the rule speaks about such texts at all."""
        return (not self.media or medium in self.media) and (not self.requests or request in self.requests)


def _is_text(each: object) -> bool:
    return isinstance(each, str) and bool(each.strip())


def _is_texts(each: object) -> bool:
    return isinstance(each, list) and all(_is_text(item) for item in each)


def _is_replacing(each: object) -> bool:
    return isinstance(each, dict) and all(isinstance(item, str) for item in each.values())


_TEXT = Shape("some words", '"..."', _is_text)
_TEXTS = Shape("a list of texts", '["..."]', _is_texts, is_needed=False)
_SHAPE: Mapping[str, Shape] = {
    "id": _TEXT,
    "rows": Shape("requirement rows", '["OUT-02"]', lambda each: _is_texts(each) and _has_rows(each)),
    "guides": Shape(
        "audiences whose guide says so",
        '["img-general"]',
        lambda each: _is_texts(each) and set(strings_of(each)) <= set(AUDIENCES),
        is_needed=False,
    ),
    "severity": Shape("note, warn or strong", '"warn"', lambda each: each in set(Severity)),
    "detects": _TEXT,
    "says": _TEXT,
    "because": _TEXT,
    "remedy": _TEXT,
    "media": Shape(
        "media",
        '["mail"]',
        lambda each: _is_texts(each) and set(strings_of(each)) <= set(Medium),
        is_needed=False,
    ),
    "requests": Shape(
        "requests",
        '["letter"]',
        lambda each: _is_texts(each) and set(strings_of(each)) <= set(Request),
        is_needed=False,
    ),
    "limits": _TEXTS,
    "place": Shape("one of the places", '"opening"', lambda each: each in PLACES, is_needed=False),
    "phrases": _TEXTS,
    "unless": _TEXTS,
    "replace": Shape(
        "phrases and what may stand instead", '{ "wanna" = "want to" }', _is_replacing, is_needed=False
    ),
    "most": Shape("a number", "1", lambda each: type(each) is int and each >= 0, is_needed=False),
    "yields_to": _TEXTS,
    "yields_beside": _TEXTS,
    "speaks": _TEXTS,
    "silent": _TEXTS,
}


def _has_rows(each: object) -> bool:
    return all(_ROW.fullmatch(item) for item in strings_of(each))


def read_rules(text: str) -> tuple[tuple[CheckRule, ...], tuple[Problem, ...]]:
    """Read one file of check rules; a file with problems must not be used."""
    tree = read_tree(text)
    if isinstance(tree, Problem):
        return (), (tree,)
    reader = Reader(text)
    reader.refuse_others(tree, ("check",))
    found = tuple(_read(reader, table, where) for where, table in reader.tables(tree, "check"))
    reader.refuse_doubles("check", [each.id for each in found])
    return found, reader.sorted_problems()


def _read(reader: Reader, table: Table, where: Where) -> CheckRule:
    taken = reader.take(table, where, _SHAPE)
    detects = str(taken.get("detects", ""))
    if detects == "phrases" and not taken.get("phrases"):
        reader.fault(where, "phrases", "The phrases to look for are missing.", 'Write phrases = ["..."].')
    return CheckRule(
        id=str(taken.get("id", "")),
        rows=tuple(strings_of(taken.get("rows"))),
        guides=tuple(strings_of(taken.get("guides"))),
        severity=Severity(str(taken.get("severity", "note"))),
        detects=detects,
        says=str(taken.get("says", "")),
        because=str(taken.get("because", "")),
        remedy=str(taken.get("remedy", "")),
        media=frozenset(Medium(each) for each in strings_of(taken.get("media"))),
        requests=frozenset(Request(each) for each in strings_of(taken.get("requests"))),
        limits=tuple(strings_of(taken.get("limits"))),
        place=str(taken.get("place", "all")),
        phrases=tuple(strings_of(taken.get("phrases"))),
        unless=tuple(strings_of(taken.get("unless"))),
        replace={key: str(value) for key, value in mapping_of(taken.get("replace")).items()},
        most=int(str(taken.get("most", 0))),
        yields_to=tuple(strings_of(taken.get("yields_to"))),
        yields_beside=tuple(strings_of(taken.get("yields_beside"))),
        speaks=tuple(strings_of(taken.get("speaks"))),
        silent=tuple(strings_of(taken.get("silent"))),
    )


@cache
def shipped_rules() -> tuple[CheckRule, ...]:
    """Return every check rule that ships, in the order of the files' names, read once.

    Raises:
        FaultyPlaybook: a shipped file has a fault.
    """
    return tuple(each for name, text in _files() for each in _sound(name, text))


def _files() -> Iterator[tuple[str, str]]:
    folder = importlib.resources.files("hallway.desk") / "rules"
    for each in sorted(folder.iterdir(), key=lambda one: one.name):
        if each.name.endswith(".toml"):
            yield each.name, each.read_text("utf-8")


def _sound(name: str, text: str) -> tuple[CheckRule, ...]:
    found, problems = read_rules(text)
    if problems:
        raise FaultyPlaybook(name, problems)
    return found

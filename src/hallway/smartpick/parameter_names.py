"""Every number of the packaged parameter files by its name: its value, what it does, and where it is from."""

import importlib.resources
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from types import MappingProxyType

from hallway.smartpick.explained import cited
from hallway.smartpick.judgments import Reason

FILES = ("picking", "efforts", "judgments", "parameters")
"""The files of parameters; `calibration` holds results, and nothing is computed with it."""
WORDS = frozenset({"says", "source", "year"})
SHOWN_EACH = 12
"""Up to so many values of one name are shown each by itself."""
_FITTED = "fitted by ./run calibrate"
_PACKAGED = "from the packaged tables, by ./run calibrate"


@dataclass(frozen=True, slots=True)
class Named:
    """A parameter, or several of one pattern, as it stands in the files."""

    name: str
    value: str
    says: str
    source: str


@cache
def values_by_name() -> Mapping[str, object]:
    """Return every value of the files by its whole name, such as "picking.waste.gain", words left out."""
    return MappingProxyType(dict(_leaves_of_files()))


def named_parameters() -> tuple[Named, ...]:
    """Return all parameters, in the order of the purposes."""
    return tuple(_named(pattern, says) for pattern, says in purposes().items())


@cache
def purposes() -> Mapping[str, str]:
    """Return what each does; `*` stands for a tie, a type, a specialty or a number."""
    return MappingProxyType({name: str(says) for name, says in _read("words", "parameters").items()})


def reason_of(file: str, *place: str) -> Reason:
    """Return why the numbers of a table are taken: its own words, else those of the file."""
    tree = _tree(file)
    words = {key: str(tree[key]) for key in WORDS if key in tree}
    here: object = tree
    for each in place:
        here = here.get(each) if isinstance(here, dict) else None
        if isinstance(here, dict):
            words |= {key: str(here[key]) for key in WORDS if key in here}
    return Reason(words.get("says", ""), words.get("source", ""), words.get("year", ""))


def matching(pattern: str) -> Mapping[str, object]:
    """Return the values that a pattern stands for, by what stands in the place of its star."""
    head, _, tail = pattern.partition("*")
    return {
        name[len(head) : len(name) - len(tail)] if "*" in pattern else "": value
        for name, value in values_by_name().items()
        if fnmatchcase(name, pattern.replace("[", "[[]"))
    }


def _named(pattern: str, says: str) -> Named:
    found = matching(pattern)
    file, *place = pattern.split(".")
    source = _PACKAGED if place[0] == "specialty" else _FITTED
    if file != "parameters" or place[0] == "shift":
        reasons = {
            cited(reason_of(file, *(part if part != "*" else star for part in place))) for star in found
        }
        source = reasons.pop() if len(reasons) == 1 else "each its own"
    return Named(pattern, _told(list(found.items())), says, source)


def _told(found: list[tuple[str, object]]) -> str:
    if len(found) == 1 and not found[0][0]:
        return _one(found[0][1])
    if len(found) <= SHOWN_EACH:
        return "; ".join(f"{name} {_one(value)}" for name, value in found)
    numbers = [value for _, value in found if isinstance(value, int | float) and not isinstance(value, bool)]
    if len(numbers) == len(found):
        return f"{len(found)} values, {_one(min(numbers))} to {_one(max(numbers))}"
    return f"{len(found)} entries"


def _one(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{value:g}".replace("-", "−")
    if isinstance(value, list):
        return ", ".join(map(_one, value))
    return str(value)


def _leaves_of_files() -> Iterator[tuple[str, object]]:
    for file in FILES:
        yield from _leaves(file, _tree(file))


def _leaves(name: str, tree: object) -> Iterator[tuple[str, object]]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            if key not in WORDS:
                yield from _leaves(f"{name}.{key}", value)
    elif isinstance(tree, list) and tree and isinstance(tree[0], dict):
        for number, value in enumerate(tree):
            yield from _leaves(f"{name}.{number}", value)
    else:
        yield name, tree


def _tree(file: str) -> Mapping[str, object]:
    return _read("data", file)


@cache
def _read(folder: str, file: str) -> Mapping[str, object]:
    path = importlib.resources.files("hallway.smartpick") / folder / f"{file}.toml"
    return tomllib.loads(path.read_text("utf-8"))

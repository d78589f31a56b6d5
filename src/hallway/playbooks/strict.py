"""Tables of TOML taken strictly: what is unknown, missing or ill-shaped becomes a problem with its line."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from hallway.playbooks.shapes import Shape

Table = Mapping[str, object]
Where = tuple[str, int]
"""The name of a table, and which of that name it is; ("", 0) is the file itself."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in a playbook file: where it is, what it is, what to write instead."""

    line: int
    key: str
    says: str
    remedy: str


def read_tree(text: str) -> Table | Problem:
    """Return the tables of a text, or why it is not TOML."""
    try:
        return tomllib.loads(text)
    except RecursionError:
        return Problem(1, "", "Something is nested too deeply.", "Write lists and tables flat.")
    except ValueError as cause:  # TOMLDecodeError, and numbers with thousands of digits
        found = re.search(r"line (\d+)", str(cause))
        return Problem(
            int(found[1]) if found else 1, "", f"This is not TOML: {cause}.", "Mend this line first."
        )


@dataclass(slots=True)
class Reader:
    """Collects problems while tables become values; knows the text only to name lines."""

    text: str
    problems: list[Problem] = field(default_factory=list)

    def fault(self, where: Where, key: str, says: str, remedy: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(_line_of(self.text, where, key), key, says, remedy))

    def take(self, table: Table, where: Where, shape: Mapping[str, Shape]) -> dict[str, object]:
        """Return the keys of `table` that fit `shape`; note unknown, missing and ill-shaped ones."""
        for key in table:
            if key not in shape:
                says = f"{key!r} is not a key of [[{where[0]}]]."
                self.fault(where, key, says, nearest(key, tuple(shape)))
        taken: dict[str, object] = {}
        for key, wanted in shape.items():
            if key not in table:
                if wanted.is_needed:
                    says = f"[[{where[0]}]] needs {key!r}."
                    self.fault(where, key, says, f"Write {key} = {wanted.sample}.")
            elif wanted.fits(table[key]):
                taken[key] = table[key]
            else:
                says = f"{key!r} must be {wanted.says}."
                self.fault(where, key, says, f"Write for example {key} = {wanted.sample}.")
        return taken

    def refuse_others(self, tree: Table, names: Sequence[str]) -> None:
        """Note every part of a file that is none of these."""
        for key in tree:
            if key not in names:
                self.fault(("", 0), key, f"{key!r} is not a part of this file.", nearest(key, names))

    def refuse_doubles(self, name: str, ids: Sequence[str]) -> None:
        """Note every id that stands twice."""
        for index, each in enumerate(ids):
            if each in ids[:index]:
                self.fault((name, index), "id", f"{each!r} stands here twice.", "Keep one of them.")

    def tables(self, tree: Table, name: str) -> Iterator[tuple[Where, Table]]:
        """Yield the tables of one name, each with its place."""
        found = tree.get(name, [])
        if isinstance(found, list) and all(isinstance(each, dict) for each in found):
            yield from (((name, index), each) for index, each in enumerate(found))
        else:
            says = f"{name!r} must be written as [[{name}]] tables."
            self.fault(("", 0), name, says, f"Begin each with a line [[{name}]].")

    def sorted_problems(self) -> tuple[Problem, ...]:
        """Return what was noted, from the first line to the last."""
        return tuple(sorted(self.problems, key=lambda each: each.line))


def nearest(word: str, choices: Sequence[str]) -> str:
    """Return which choice may have been meant."""
    near = get_close_matches(word, choices, n=3, cutoff=0.5)
    return f"Did you mean {' or '.join(near)}?" if near else f"Valid: {', '.join(choices[:12])}."


def mapping_of(each: object) -> Mapping[str, object]:
    """Return a table, or an empty one for anything else."""
    return each if isinstance(each, dict) else {}


def strings_of(each: object) -> Sequence[str]:
    """Return a list of texts, or an empty one for anything else."""
    return [str(item) for item in each] if isinstance(each, list) else []


def _line_of(text: str, where: Where, key: str) -> int:
    """Return the line of `key` in the n-th table of a name; else the table's own line, or 1."""
    name, index = where
    header, count, start, inside = re.compile(r"\s*\[{1,2}\s*([\w.-]+)\s*\]{1,2}"), -1, 1, name == ""
    for number, line in enumerate(text.splitlines(), start=1):
        found = header.match(line)
        if found and not re.match(r"\s*\[.*\]\s*=", line):
            if name == "" and found[1] == key:
                return number
            count += found[1] == name
            if inside and name:
                break
            inside = found[1] == name and count == index
            start = number if inside else start
        elif inside and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
            return number
    return start

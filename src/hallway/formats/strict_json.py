"""Parse JSON without its traps: names that stand twice, NaN, numbers and lists without end."""

import json
from collections import Counter
from typing import NoReturn, cast

from hallway.formats.problems import UnreadableFile


class Twice(dict[str, object]):
    """An object that holds a name twice; told where its place is known."""

    name = ""


def _make_object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    twice = Twice(made)
    twice.name = Counter(key for key, _ in pairs).most_common(1)[0][0]
    return twice


class _NoNumber(ValueError):
    """NaN or an infinity."""


def _refuse_constant(word: str) -> NoReturn:
    raise _NoNumber(word)


def parse_json(text: str, *, name: str, remedy: str) -> object:
    """Return what a text of JSON holds; an object that holds a name twice becomes a `Twice`.

    Raises:
        UnreadableFile: it is not JSON, or holds a value that no file of ours has.
    """
    if not text or text.isspace():
        raise UnreadableFile("it is empty", name, remedy)
    try:
        return cast(
            "object", json.loads(text, object_pairs_hook=_make_object, parse_constant=_refuse_constant)
        )
    except json.JSONDecodeError as error:
        where = f"{name}, line {error.lineno}, column {error.colno}"
        raise UnreadableFile(f"it is not JSON there ({error.msg})", where, remedy) from None
    except _NoNumber as error:
        what = f"it holds {error}, which is no number of JSON"
        raise UnreadableFile(what, name, "Write a whole number instead.") from None
    except ValueError:  # Python stops at thousands of digits
        raise UnreadableFile("it holds a number of thousands of digits", name, remedy) from None
    except RecursionError:
        raise UnreadableFile("it holds lists in lists, hundreds deep", name, remedy) from None

"""Lists of wordings as data: `words/*.toml` hold them, and each becomes one pattern over folded text.

A phrase is a small regular expression in lower case: a space stands for any white space (` ?` for some or
none), ` * ` for up to three words between, and `{name}` for any wording of another list of the same file.
"""

import importlib.resources
import re
from collections.abc import Mapping
from functools import cache

from hallway.playbooks.library import FaultyPlaybook
from hallway.playbooks.shapes import Shape, is_texts
from hallway.playbooks.strict import Problem, Reader, nearest, read_tree, strings_of

_NEST = re.compile(r"\{([a-z][\w.-]*)\}")
_GAP = r"(?:\s+[\w'./-]+,?){0,3}?\s+"
_DEEPEST = 8

_TEXT = Shape("some words", '"..."', lambda each: isinstance(each, str) and bool(each.strip()))
_LIST: Mapping[str, Shape] = {
    "id": _TEXT,
    "says": _TEXT,
    "phrases": Shape("a list of wordings", '["may i ask"]', lambda each: bool(each) and is_texts(each)),
}


@cache
def wordings(file: str, name: str) -> re.Pattern[str]:
    """Return one pattern for the list `name` of `words/<file>.toml`, at word boundaries.

    Raises:
        FaultyPlaybook: a shipped file has a fault.
        KeyError: it has no such list.
    """
    return compile_phrases(phrase_lists(file)[name], phrase_lists(file))


@cache
def phrase_lists(file: str) -> Mapping[str, tuple[str, ...]]:
    """Return the lists of a shipped file by name, read once.

    Raises:
        FaultyPlaybook: it has a fault.
    """
    path = importlib.resources.files("hallway.desk") / "words" / f"{file}.toml"
    found, problems = read_lists(path.read_text("utf-8"), proves=False)
    if problems:
        raise FaultyPlaybook(f"words/{file}.toml", problems)
    return found


def read_lists(
    text: str, *, proves: bool = True
) -> tuple[Mapping[str, tuple[str, ...]], tuple[Problem, ...]]:
    """Read lists as they are written in TOML, and every fault with its line.

    Args:
        text: the file.
        proves: compile every phrase by itself to tell the faulty one; that takes a second for what ships,
            which a test proves instead.
    """
    tree = read_tree(text)
    if isinstance(tree, Problem):
        return {}, (tree,)
    reader = Reader(text)
    reader.refuse_others(tree, ("list",))
    found: dict[str, tuple[str, ...]] = {}
    ids = []
    for where, table in reader.tables(tree, "list"):
        taken = reader.take(table, where, _LIST)
        ids.append(str(taken.get("id", "")))
        found[ids[-1]] = tuple(strings_of(taken.get("phrases")))
    reader.refuse_doubles("list", ids)
    for index, name in enumerate(ids if proves else ()):
        for phrase in found[name]:
            _check(reader, index, phrase, found)
    return found, reader.sorted_problems()


def _check(reader: Reader, index: int, phrase: str, lists: Mapping[str, tuple[str, ...]]) -> None:
    where = ("list", index)
    for nested in _NEST.findall(phrase):
        if nested not in lists:
            reader.fault(where, "phrases", f"There is no list {nested!r}.", nearest(nested, tuple(lists)))
            return
    try:
        compile_phrases((phrase,), lists)
    except (re.error, RecursionError) as cause:
        reader.fault(where, "phrases", f"{phrase!r} cannot be read: {cause}.", "Mend the brackets in it.")


def compile_phrases(phrases: tuple[str, ...], lists: Mapping[str, tuple[str, ...]]) -> re.Pattern[str]:
    """Return one pattern for all phrases; `lists` are those that they may name in braces."""
    return re.compile(rf"\b(?:{_joined(phrases, lists, 0)})(?!\w)")


def _joined(phrases: tuple[str, ...], lists: Mapping[str, tuple[str, ...]], depth: int) -> str:
    if depth > _DEEPEST:
        raise RecursionError("lists that name each other in a circle")
    whole = "|".join(phrases)
    gapped = whole.replace(" * ", "\0").replace(" ?", r"\s*").replace(" ", r"\s+").replace("\0", _GAP)
    return _NEST.sub(lambda found: f"(?:{_joined(lists[found[1]], lists, depth + 1)})", gapped)

"""How answers to messages are counted: kinds of recipients by their role, and what to make of a low count."""

import importlib.resources
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from hallway.domain.names import fold
from hallway.playbooks.library import FaultyPlaybook
from hallway.playbooks.shapes import RULE_SHAPE, Shape, is_texts
from hallway.playbooks.strict import Problem, Reader, mapping_of, read_tree, strings_of

UNKNOWN = "Others"
"""What people are counted under whose role is unknown or fits no kind."""

_TEXT = RULE_SHAPE["says"]
_WORDS = Shape("a list of words", '["attending"]', lambda each: bool(each) and is_texts(each))
_NOTE: Mapping[str, Shape] = {"says": _TEXT, "because": _TEXT, "guides": _WORDS, "rows": _WORDS}
_KIND: Mapping[str, Shape] = {
    "id": _TEXT,
    "says": _TEXT,
    "words": _WORDS,
    "unless": Shape("a list of words", '["chief resident"]', is_texts, is_needed=False),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientKind:
    """One kind of recipient, and the words of a role that tell it."""

    says: str
    words: tuple[str, ...]
    unless: tuple[str, ...]

    def fits(self, role: str) -> bool:
        """Tell whether a folded role is of this kind."""
        return any(word in role for word in self.words) and not any(word in role for word in self.unless)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something to say, why, and who says so."""

    says: str
    because: str
    guides: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyNotes:
    """What to say about counts of answers and about a thread at rest; the first kind that fits counts."""

    counts: Note
    rest: Note
    kinds: tuple[RecipientKind, ...]

    def kind_of(self, role: str) -> str:
        """Return the kind that a role belongs to."""
        folded = fold(role)
        return next((each.says for each in self.kinds if each.fits(folded)), UNKNOWN)


@cache
def reply_notes() -> ReplyNotes:
    """Return what ships, read once.

    Raises:
        FaultyPlaybook: the shipped file has a fault.
    """
    path = importlib.resources.files("hallway.playbooks") / "topics" / "replies.toml"
    found, problems = read_reply_notes(path.read_text("utf-8"))
    if problems:
        raise FaultyPlaybook("replies.toml", problems)
    return found


def read_reply_notes(text: str) -> tuple[ReplyNotes, tuple[Problem, ...]]:
    """Read the note and the kinds strictly; every fault is told with its line."""
    tree = read_tree(text)
    if isinstance(tree, Problem):
        return ReplyNotes(counts=_note({}), rest=_note({}), kinds=()), (tree,)
    reader = Reader(text)
    reader.refuse_others(tree, ("note", "rest", "kind"))
    note, rest = (reader.take(mapping_of(tree.get(name)), (name, 0), _NOTE) for name in ("note", "rest"))
    tables = [reader.take(table, where, _KIND) for where, table in reader.tables(tree, "kind")]
    reader.refuse_doubles("kind", [str(each.get("id", "")) for each in tables])
    found = ReplyNotes(
        counts=_note(note),
        rest=_note(rest),
        kinds=tuple(
            RecipientKind(
                says=str(each.get("says", "")),
                words=tuple(strings_of(each.get("words"))),
                unless=tuple(strings_of(each.get("unless"))),
            )
            for each in tables
        ),
    )
    return found, reader.sorted_problems()


def _note(table: Mapping[str, object]) -> Note:
    return Note(
        says=str(table.get("says", "")),
        because=str(table.get("because", "")),
        guides=tuple(strings_of(table.get("guides"))),
    )

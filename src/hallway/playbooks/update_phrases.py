"""The sentences that a progress update is put together from: our own words, with named slots."""

import importlib.resources
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from hallway.domain.milestones import MilestoneKind
from hallway.domain.names import fold
from hallway.playbooks.library import FaultyPlaybook
from hallway.playbooks.shapes import RULE_SHAPE, Shape
from hallway.playbooks.strict import Problem, Reader, Where, mapping_of, nearest, read_tree, strings_of

_SLOTS: Mapping[str, frozenset[str]] = {
    "subject": frozenset({"me"}),
    "greeting.doctor": frozenset({"family"}),
    "greeting.peer": frozenset({"given"}),
    "greeting.plain": frozenset({"name"}),
    "opening.since": frozenset({"month"}),
    "opening.first": frozenset(),
    **{f"news.{kind}": frozenset({"text", "day"}) for kind in MilestoneKind},
    "news.advice": frozenset({"text", "result"}),
    "news.advice-done": frozenset({"text"}),
    "next.exam": frozenset({"exam", "day"}),
    "next.match": frozenset({"year"}),
    "thanks.guide": frozenset(),
    "thanks.peer": frozenset(),
    "closing": frozenset(),
}
"""Every phrase an update needs, with the slots that it may and must have."""

_TEXT = RULE_SHAPE["says"]
_WORDS = Shape(
    "a list of words",
    '["attending"]',
    lambda each: isinstance(each, list) and all(isinstance(item, str) and item for item in each),
)
_PHRASE: Mapping[str, Shape] = {"id": _TEXT, "text": _TEXT}
_TITLES: Mapping[str, Shape] = {"roles": _WORDS, "credentials": _WORDS, "not_roles": _WORDS}


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases by id, and who is addressed as a doctor."""

    texts: Mapping[str, str]
    roles: tuple[str, ...]
    credentials: frozenset[str]
    not_roles: tuple[str, ...]

    def say(self, phrase: str, **words: str) -> str:
        """Return one phrase with its slots filled."""
        return re.sub(r"\{(\w+)\}", lambda slot: words[slot[1]], self.texts[phrase])

    def is_doctor(self, role: str, credentials: str) -> bool:
        """Tell whether a role or a degree shows that somebody is addressed as Dr.; unknown is no."""
        degrees = re.split(r"[\s,;/]+", fold(credentials).replace(".", ""))
        if not self.credentials.isdisjoint(degrees):
            return True
        folded = fold(role)
        is_other = any(word in folded for word in self.not_roles)
        return not is_other and any(word in folded for word in self.roles)


@cache
def update_phrases() -> Phrases:
    """Return the phrases that ship in playbooks/updates, read once.

    Raises:
        FaultyPlaybook: a shipped file has a fault.
    """
    file = importlib.resources.files("hallway.playbooks") / "updates" / "progress.toml"
    found, problems = read_phrases(file.read_text("utf-8"))
    if problems:
        raise FaultyPlaybook("The shipped progress update", problems)
    return found


def read_phrases(text: str) -> tuple[Phrases, tuple[Problem, ...]]:
    """Read phrases as they are written in TOML, and every fault with its line."""
    tree = read_tree(text)
    if isinstance(tree, Problem):
        return Phrases({}, (), frozenset(), ()), (tree,)
    reader = Reader(text)
    reader.refuse_others(tree, ("phrase", "titles"))
    texts: dict[str, str] = {}
    ids = []
    for where, table in reader.tables(tree, "phrase"):
        taken = reader.take(table, where, _PHRASE)
        if len(taken) == len(_PHRASE):
            ids.append(str(taken["id"]))
            texts[ids[-1]] = str(taken["text"])
            _check(reader, where, ids[-1], texts[ids[-1]])
    reader.refuse_doubles("phrase", ids)
    for missing in sorted(_SLOTS.keys() - texts.keys()):
        reader.fault(("", 0), "phrase", f"The phrase {missing!r} is missing.", "Write it.")
    titles = reader.take(mapping_of(tree.get("titles")), ("titles", 0), _TITLES)
    found = Phrases(
        texts=texts,
        roles=tuple(strings_of(titles.get("roles"))),
        credentials=frozenset(strings_of(titles.get("credentials"))),
        not_roles=tuple(strings_of(titles.get("not_roles"))),
    )
    return found, reader.sorted_problems()


def _check(reader: Reader, where: Where, phrase: str, text: str) -> None:
    wanted = _SLOTS.get(phrase)
    if wanted is None:
        reader.fault(where, "id", f"There is no phrase {phrase!r}.", nearest(phrase, tuple(_SLOTS)))
        return
    slots = frozenset(re.findall(r"\{(\w+)\}", text))
    if slots != wanted:
        names = ", ".join(f"{{{each}}}" for each in sorted(wanted)) or "none"
        reader.fault(where, "text", f"{phrase!r} needs other slots.", f"Its slots are: {names}.")

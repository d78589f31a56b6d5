"""Prospects: where new people are found, how many came from there, adding several at once (CON-20)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from hallway.actions.applicants import find_in
from hallway.actions.imports import Imported, apply_import, plan_import
from hallway.actions.ports import Clock, NetworkRow, Store
from hallway.actions.states import playbook_of
from hallway.domain.errors import HallwayError, InvalidValue
from hallway.domain.names import fold
from hallway.formats.problems import Problem
from hallway.playbooks.worksheets import Prompt, Source, find_place, worksheets

_LONGEST = 20_000


class UnknownPlace(HallwayError):
    """No source and no prompt has this id."""

    def __init__(self, wanted: str) -> None:
        known = [*(each.id for each in worksheets().sources), *(each.id for each in worksheets().prompts)]
        near = get_close_matches(wanted, known, n=3, cutoff=0.4)
        guess = f"Did you mean {' or '.join(near)}?" if near else f"There are: {', '.join(known)}."
        super().__init__(f"There is no source {wanted!r}. {guess}")


@dataclass(frozen=True, slots=True)
class Place:
    """A source or prompt, and how many people were met through it so far."""

    entry: Source | Prompt
    people: int

    @property
    def is_prompt(self) -> bool:
        """Tell whether it is a question that brings names back, and not a place to look."""
        return isinstance(self.entry, Prompt)


@dataclass(frozen=True, slots=True)
class AddedProspects:
    """What became of the lines: people added, lines that wait in the import inbox, lines without a name."""

    place: Source | Prompt
    imported: Imported
    problems: tuple[Problem, ...]


def list_places(store: Store) -> tuple[Place, ...]:
    """Return every source and prompt for this applicant, with how many people came from each."""
    with store.reading() as reading:
        applicant = find_in(reading)
        base = playbook_of(reading, applicant).base if applicant else ""
        return count_places(reading.network(), base)


def count_places(rows: Iterable[NetworkRow], guide: str) -> tuple[Place, ...]:
    """Return the sources and prompts that concern this guide's applicants, with people met through each."""
    met = Counter[str]()
    for words, people in Counter(each.how_met for each in rows).items():
        met[fold(words)] += people
    data = worksheets()
    entries: tuple[Source | Prompt, ...] = (*data.sources, *data.prompts)
    return tuple(Place(each, met[fold(each.how_met)]) for each in entries if guide not in each.not_for)


def add_prospects(store: Store, clock: Clock, *, source: str, text: str) -> AddedProspects:
    """Add several people at once, one a line such as "Name, role, hospital", as met through a source.

    Somebody who is here already is not added again; a line that cannot be decided waits in the inbox.

    Raises:
        UnknownPlace: there is no such source or prompt.
        InvalidValue: there is no line with a name in it.
    """
    place = find_place(source.strip())
    if place is None:
        raise UnknownPlace(source)
    if len(text) > _LONGEST:
        raise InvalidValue("people", text[:40] + "...", "That is a whole list. Bring it in by Import.")
    if not text.strip():
        raise InvalidValue(
            "people", "", "Write at least one line, such as: Ana Novak, fellow, Harbor Medical Center"
        )
    plan = plan_import(
        store,
        clock,
        data=text.encode("utf-8", "replace"),
        name=place.title,
        kind="text",
        how_met=place.how_met,
    )
    if not plan.contacts:
        raise InvalidValue(
            "people", text.strip()[:40], "No line begins with a name. Write: Name, role, hospital"
        )
    imported = apply_import(store, clock, plan=plan)
    return AddedProspects(place, imported, plan.problems)

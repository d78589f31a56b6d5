"""Ties to programs that the applicant records by hand: signals, a home program, rotations to come."""

from datetime import date

from hallway.actions import typed_text
from hallway.actions.applicants import check_past, today_in
from hallway.actions.lookups import get_by_start, get_person
from hallway.actions.ports import Clock, Store
from hallway.actions.program_lookups import choose_unit, name_of, name_of_code
from hallway.domain.ids import PersonId, ProgramTieId
from hallway.domain.people import Person
from hallway.domain.programs import ProgramTie, TieKind

TIE_WORDS: dict[TieKind, str] = {
    TieKind.HOME: "your home program",
    TieKind.ROTATION: "a rotation there",
    TieKind.RESEARCH: "research with them",
    TieKind.ALUMNI: "somebody of your school",
    TieKind.MENTOR_REACH: "a mentor who can speak to them",
    TieKind.CONFERENCE: "a meeting at a conference",
    TieKind.OPEN_HOUSE: "an open house",
    TieKind.GEOGRAPHY: "a tie to the place",
    TieKind.SIGNAL: "a signal",
    TieKind.GOLD_SIGNAL: "a gold signal",
    TieKind.LETTER: "a letter from there",
}
"""What a tie is, in words that follow "there is"."""

_ONCE = frozenset({TieKind.HOME, TieKind.SIGNAL, TieKind.GOLD_SIGNAL})
"""Ties of which one program has only one."""


def record_tie(
    store: Store,
    clock: Clock,
    *,
    unit: str,
    kind: TieKind,
    person: PersonId | None = None,
    on: date | None = None,
    note: str = "",
) -> ProgramTie:
    """Write down a tie to a program, with the person behind it, if any.

    The same tie is kept once; of a signal a second one changes day and note of the first.

    Raises:
        NotFound, InvalidValue: no such program or person, or a day that cannot be meant.
    """
    found = choose_unit(unit)
    with store.writing("program-tie.record", "Noted a tie to a program", now=clock.now()) as writing:
        check_past("on", on, today_in(writing, clock))
        behind = get_person(writing, person) if person else None
        known = writing.all(ProgramTie, unit=found.code, kind=kind)
        if kind not in _ONCE:
            known = tuple(each for each in known if (each.person, each.on) == (person, on))
        tie = ProgramTie(
            id=known[0].id if known else ProgramTieId(writing.new_id()),
            unit=found.code,
            kind=kind,
            person=behind.id if behind else None,
            on=on,
            note=typed_text.read_line("note", note),
        )
        if not known:
            writing.add(tie)
        elif tie != known[0]:
            writing.replace(tie)
        through = f" through {behind.name}" if behind else ""
        writing.says(f"Noted {TIE_WORDS[kind]}{through}: {name_of(found)}")
        return tie


def withdraw_tie(store: Store, clock: Clock, *, tie: str) -> ProgramTie:
    """Remove a tie by its id or the start of one."""
    with store.writing("program-tie.withdraw", "Withdrew a tie to a program", now=clock.now()) as writing:
        found = get_by_start(
            writing, ProgramTie, tie, "tie", lambda each: f"{TIE_WORDS[each.kind]}, {name_of_code(each.unit)}"
        )
        writing.remove(ProgramTie, found.id)
        behind = writing.find(Person, found.person) if found.person else None
        through = f" through {behind.name}" if behind else ""
        writing.says(f"Withdrew {TIE_WORDS[found.kind]}{through}: {name_of_code(found.unit)}")
        return found

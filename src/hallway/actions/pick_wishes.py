"""What the applicant wants of single programs: how much they would like them, must, never, and by hand."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from hallway.actions import typed_text
from hallway.actions.fields import choices_of
from hallway.actions.ports import Clock, Reading, Store
from hallway.actions.program_lookups import choose_unit, current_code, find_coded, name_of_code
from hallway.domain.errors import InvalidValue
from hallway.domain.ids import ProgramWishId, UnitCode
from hallway.domain.picks import Action, Fate, ProgramWish
from hallway.facts.directory import Unit

LEVELS = range(1, 6)
"""How much somebody would like to train at a program: 1 most, 5 least."""


@dataclass(frozen=True, slots=True)
class ToldWish:
    """A wish with the program as it is called; `unit` is None where the directory has lost it."""

    wish: ProgramWish
    unit: Unit | None
    name: str


def set_wish(
    store: Store,
    clock: Clock,
    *,
    unit: str,
    level: str | None = None,
    fate: str | None = None,
    action: str | None = None,
) -> ProgramWish | None:
    """Note what the applicant wants of a program: what is given changes, an empty text clears that part.

    Never takes back what was to be done by hand, and the other way round. Return None once nothing is left.

    Args:
        store: the record.
        clock: tells the instant of the entry.
        unit: a code or words of the program.
        level: 1 (most) to 5 (least).
        fate: must or never.
        action: apply, signal, gold-signal or rotate: done by hand, whatever the list would do.

    Raises:
        NotFound, InvalidValue: no such program, nothing was given, or it cannot be meant.
    """
    found = choose_unit(unit)
    if level is None and fate is None and action is None:
        raise InvalidValue("wish", "", "Say a level from 1 to 5, must, never, or what to do by hand.")
    read_level = None if level is None else typed_text.read_number("level", level, LEVELS)
    read_fate = None if fate is None else typed_text.read_choice("fate", fate, choices_of(Fate))
    read_action = None if action is None else typed_text.read_choice("action", action, choices_of(Action))
    if read_fate == Fate.NEVER and read_action:
        raise InvalidValue("action", read_action, "It does not go with never: take one of them away.")
    with store.writing("program.wish", "Noted a wish for a program", now=clock.now()) as writing:
        before = _kept(writing, found.code)
        wish = before or ProgramWish(id=ProgramWishId(writing.new_id()), unit=found.code)
        if level is not None:
            wish = replace(wish, level=read_level)
        if read_fate is not None:
            wish = replace(wish, fate=Fate(read_fate) if read_fate else None)
        if read_action is not None:
            wish = replace(wish, action=Action(read_action) if read_action else None)
        if wish.fate is Fate.NEVER and wish.action is not None:  # the later word counts
            wish = replace(wish, fate=None) if read_action else replace(wish, action=None)
        is_empty = wish.level is None and wish.fate is None and wish.action is None
        if before is not None and is_empty:
            writing.remove(ProgramWish, before.id)
        elif before is not None and wish != before:
            writing.replace(wish)
        elif before is None and not is_empty:
            writing.add(wish)
        writing.says(f"Noted a wish for {name_of_code(found.code)}")
        return None if is_empty else wish


def clear_wish(store: Store, clock: Clock, *, unit: str) -> ProgramWish:
    """Forget what is wished of a program.

    Raises:
        NotFound, InvalidValue: no such program, or nothing is wished of it.
    """
    found = choose_unit(unit)
    with store.writing("program.wish", "Forgot a wish for a program", now=clock.now()) as writing:
        before = _kept(writing, found.code)
        if before is None:
            raise InvalidValue("program", unit[:60], "Nothing is wished of it.")
        writing.remove(ProgramWish, before.id)
        writing.says(f"Forgot a wish for {name_of_code(found.code)}")
        return before


def list_wishes(store: Store) -> tuple[ToldWish, ...]:
    """Return all wishes by the name of the program."""
    with store.reading() as reading:
        wishes = reading.all(ProgramWish)
    return _in_order(ToldWish(each, find_coded(each.unit), name_of_code(each.unit)) for each in wishes)


def wishes_in(reading: Reading) -> dict[UnitCode, ProgramWish]:
    """Return the wishes by the code by which the directory calls each program today."""
    return {
        current_code(each.unit): each for each in sorted(reading.all(ProgramWish), key=lambda one: one.id)
    }


def _kept(reading: Reading, code: UnitCode) -> ProgramWish | None:
    return wishes_in(reading).get(code)


def _in_order(told: Iterable[ToldWish]) -> tuple[ToldWish, ...]:
    return tuple(sorted(told, key=lambda each: (each.name.casefold(), each.wish.id)))

"""Lists that are kept as they came out, to compare a later one with."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from hallway.actions import typed_text
from hallway.actions.lookups import SHORTEST_START
from hallway.actions.pick_asked import to_query
from hallway.actions.ports import Clock, Reading, Store
from hallway.domain.errors import InvalidValue, NotFound
from hallway.domain.ids import KeptPickId
from hallway.domain.names import fold
from hallway.domain.picks import KeptPick

if TYPE_CHECKING:
    from hallway.actions.pick_answers import PickAnswer  # which brings numpy: pages that only list do without


def keep_pick(store: Store, clock: Clock, answer: "PickAnswer", *, name: str) -> KeptPick:
    """Keep a list under a name.

    Raises:
        InvalidValue: the name is empty, or another list is called so.
    """
    called = typed_text.read_name("name", name)
    picked = answer.picked
    with store.writing("pick.keep", "Kept a list", now=clock.now()) as writing:
        if _called(writing.all(KeptPick), called):
            raise InvalidValue("name", called, "Another list is called so. Take another name, or forget it.")
        kept = KeptPick(
            id=KeptPickId(writing.new_id()),
            name=called,
            made_at=clock.now(),
            asked=to_query(answer.asked),
            input_hash=answer.input_hash,
            low=picked.p_match.low,
            mid=picked.p_match.mid,
            high=picked.p_match.high,
            value=picked.value,
            upper_bound=picked.upper_bound,
            cost=picked.cost,
            programs={each.pick.code: each.pick.action for each in answer.programs},
        )
        writing.add(kept)
        writing.says(f"Kept the list {called}")
        return kept


def list_kept(store: Store) -> tuple[KeptPick, ...]:
    """Return the kept lists, the latest first."""
    with store.reading() as reading:
        found = reading.all(KeptPick)
    return tuple(sorted(found, key=lambda each: (each.made_at, each.id), reverse=True))


def is_kept(store: Store, words: str) -> bool:
    """Tell whether words mean one kept list."""
    with store.reading() as reading:
        try:
            get_kept(reading, words)
        except (NotFound, InvalidValue):
            return False
    return True


def get_kept(reading: Reading, words: str) -> KeptPick:
    """Return the list of this name or id, or the only one whose id starts so.

    Raises:
        NotFound: there is none.
        InvalidValue: several fit; each is told.
    """
    wanted = words.strip()
    found = reading.all(KeptPick)
    fits = _called(found, wanted) or [each for each in found if each.id == wanted.lower()]
    if not fits and len(wanted) >= SHORTEST_START:
        fits = [each for each in found if each.id.startswith(wanted.lower())]
    if not fits:
        raise NotFound("kept list", wanted[:60], "See them all: hallway pick kept.")
    if len(fits) > 1:
        lines = "".join(f"\n  {each.id}  {each.name}" for each in fits)
        raise InvalidValue("list", wanted[:60], f"It fits {len(fits)}. Type more of the id:{lines}")
    return fits[0]


def forget_kept(store: Store, clock: Clock, kept: str) -> KeptPick:
    """Forget a kept list, by its name, its id or the start of it.

    Raises:
        NotFound, InvalidValue: there is none, or several fit.
    """
    with store.writing("pick.forget", "Forgot a list", now=clock.now()) as writing:
        found = get_kept(writing, kept)
        writing.remove(KeptPick, found.id)
        writing.says(f"Forgot the list {found.name}")
        return found


def _called(found: Iterable[KeptPick], name: str) -> list[KeptPick]:
    return [each for each in found if fold(each.name) == fold(name)] if name else []

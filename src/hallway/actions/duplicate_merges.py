"""Merging the pairs that are certain and say nothing different, one action for each."""

from collections.abc import Callable, Iterable

from hallway.actions.duplicate_pairs import Band
from hallway.actions.duplicates import DuplicatePair, find_duplicates
from hallway.actions.merges import merge, merge_people, plan_merge
from hallway.actions.ports import Clock, Store
from hallway.domain.people import Person

_ALL = 1_000_000


def plan_certain(
    store: Store, *, progress: Callable[[int, int], None] | None = None
) -> tuple[DuplicatePair, ...]:
    """Return the certain pairs whose merge leaves nothing to choose; in a group, each person but one once."""
    found = find_duplicates(store, progress=progress, limit=_ALL, band=Band.CERTAIN)
    with store.reading() as reading:
        people = {each.id: each for each in reading.all(Person)}
    gone: set[str] = set()
    plans: list[DuplicatePair] = []
    for each in found.pairs:
        if (
            not gone.isdisjoint((each.one.id, each.other.id))
            or merge(people[each.one.id], people[each.other.id])[1]
        ):
            continue  # told before their places are read, which takes longer
        if not _differs(store, each):
            gone.add(each.other.id)
            plans.append(each)
    return tuple(plans)


def _differs(store: Store, pair: DuplicatePair) -> bool:
    return bool(plan_merge(store, keep=pair.one.id, other=pair.other.id).differences)


def merge_certain(store: Store, clock: Clock, pairs: Iterable[DuplicatePair]) -> tuple[Person, ...]:
    """Merge these pairs, each in an action of its own; one that has come to differ meanwhile is left out.

    A group of three grows as it is merged: what the first merge filled in may differ from the third record.
    """
    return tuple(
        merge_people(store, clock, keep=each.one.id, other=each.other.id)
        for each in pairs
        if not _differs(store, each)
    )

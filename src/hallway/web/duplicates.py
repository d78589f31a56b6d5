"""People who may be twice in the record: listed with reasons, compared one pair after the other."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode
from weakref import WeakKeyDictionary

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from hallway.actions.duplicate_merges import merge_certain, plan_certain
from hallway.actions.duplicate_pairs import MEANINGS, Band
from hallway.actions.duplicates import (
    DuplicatePair,
    Duplicates,
    find_duplicates,
    forget_apart,
    list_apart,
    tell_apart,
)
from hallway.actions.ports import Store
from hallway.actions.typed_text import read_choice
from hallway.domain.ids import PersonId
from hallway.web.forms import Typed
from hallway.web.visits import Here, own_path

router = APIRouter()

NEXT = "/duplicates/next"
_SHOWN = 60
_NOBODY: Mapping[PersonId, PersonId] = {}
_found: WeakKeyDictionary[Store, Duplicates] = WeakKeyDictionary()
"""What was found last in each record: a search over thousands is not repeated while nothing changes."""


def duplicates_in(store: Store) -> Duplicates:
    """Return the pairs of a record, searched anew only after a change."""
    with store.reading() as reading:
        revision = reading.revision()
    known = _found.get(store)
    if known is None or known.revision != revision:
        known = _found[store] = find_duplicates(store)
    return known


def review_address(pair: DuplicatePair) -> str:
    """Return where a pair is compared, on the way through all of them."""
    return f"/people/{pair.one.id}/merge?{urlencode({'other': pair.other.id, 'then': 'duplicates'})}"


def pairs_behind(store: Store, one: PersonId, other: PersonId) -> tuple[frozenset[PersonId], ...]:
    """Return the pairs that follow this one, to go on with once it is decided."""
    keys = [frozenset((each.one.id, each.other.id)) for each in duplicates_in(store).pairs]
    pair = frozenset((one, other))
    return tuple(keys[keys.index(pair) + 1 :]) if pair in keys else ()


def next_address(
    store: Store, behind: Sequence[frozenset[PersonId]] = (), *, merged: Mapping[PersonId, PersonId] = _NOBODY
) -> str:
    """Return where the next pair is compared, or the list when none is left.

    Args:
        store: the record as it is now.
        behind: the pairs that were to follow; the first of them that still stands is next, else the surest.
        merged: who has become part of whom meanwhile: a group of three goes on with the one that stayed.
    """
    pairs = {frozenset((each.one.id, each.other.id)): each for each in duplicates_in(store).pairs}
    wanted = (frozenset(merged.get(each, each) for each in pair) for pair in behind)
    found = next((pairs[each] for each in wanted if each in pairs), next(iter(pairs.values()), None))
    return review_address(found) if found else "/duplicates"


@router.get("/duplicates")
def show(visit: Here, band: str = "") -> Response:
    """Show the pairs, the surest first."""
    chosen = read_choice("band", band, [each.value for each in Band])
    found = duplicates_in(visit.store)
    pairs = [each for each in found.pairs if not chosen or each.band == chosen]
    return visit.show(
        "duplicates.html",
        found=found,
        chosen=chosen,
        bands=[(each, [one for one in pairs if one.band is each][:_SHOWN]) for each in Band],
        meanings=MEANINGS,
        apart=list_apart(visit.store),
        review_address=review_address,
    )


@router.get("/duplicates/next")
def show_next(visit: Here, one: str = "", other: str = "") -> Response:
    """Lead on to the pair behind this one, or to the first."""
    behind = pairs_behind(visit.store, PersonId(one), PersonId(other))
    is_last = bool(one) and not behind
    return RedirectResponse("/duplicates" if is_last else next_address(visit.store, behind), status_code=303)


@router.post("/duplicates/apart")
def apart(visit: Here, form: Typed) -> Response:
    """Tell two people apart for good."""
    one, other = PersonId(form.text("one")), PersonId(form.text("other"))
    back = own_path(form.text("back"), "/duplicates")
    behind = pairs_behind(visit.store, one, other) if back == NEXT else ()
    tell_apart(visit.store, visit.app.clock, one, other)
    return visit.done(next_address(visit.store, behind) if back == NEXT else back)


@router.post("/duplicates/together")
def together(visit: Here, form: Typed) -> Response:
    """Let two people be suggested as one again."""
    forget_apart(visit.store, visit.app.clock, PersonId(form.text("one")), PersonId(form.text("other")))
    return visit.done("/duplicates#apart")


@router.get("/duplicates/certain")
def show_certain(visit: Here) -> Response:
    """Show which certain pairs would be merged at once."""
    return visit.show("duplicates_certain.html", pairs=plan_certain(visit.store))


@router.post("/duplicates/certain")
def merge_all(visit: Here, form: Typed) -> Response:
    """Merge the certain pairs that were shown and still differ in nothing."""
    shown = set(form.values.get("pair", ()))
    pairs = [each for each in plan_certain(visit.store) if f"{each.one.id} {each.other.id}" in shown]
    merge_certain(visit.store, visit.app.clock, pairs)
    return visit.done("/duplicates")

"""The states as tiles of one size, roughly where they lie: a template draws them, with a table beneath."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from hallway.facts.places import HOME, find_region

SIDE = 32
_GAP = 2
_SHADES = 4

_ROWS: tuple[str, ...] = (
    "AK .. .. .. .. .. .. .. .. .. ME",
    ".. .. .. .. .. .. .. .. .. VT NH",
    "WA ID MT ND MN WI MI .. NY MA RI",
    "OR NV WY SD IA IL IN OH PA NJ CT",
    "CA UT CO NE MO KY WV VA MD DE ..",
    ".. AZ NM KS AR TN NC SC DC .. ..",
    ".. .. .. OK LA MS AL GA .. .. ..",
    "HI .. .. .. TX .. .. .. FL .. PR",
)
_PLACES: Mapping[str, tuple[int, int]] = {
    code: (column, row)
    for row, line in enumerate(_ROWS)
    for column, code in enumerate(line.split())
    if code != ".."
}
WIDTH = SIDE * len(_ROWS[0].split())
HEIGHT = SIDE * len(_ROWS)


class Tile(NamedTuple):
    """A state: its corner, how many programs it has, how dark it is from 0 to 4, and where it leads."""

    code: str
    name: str
    x: int
    y: int
    side: int
    programs: int
    shade: int
    is_chosen: bool
    address: str


def draw_states(counts: Mapping[str, int], chosen: str, address: Callable[[str], str]) -> tuple[Tile, ...]:
    """Return a tile for every state that has a place on the map, in the order of the alphabet.

    Args:
        counts: programs by the code of the state.
        chosen: the state that is shown alone, "" for none.
        address: where a tile leads, for a code.
    """
    most = max((*counts.values(), 1))
    return tuple(
        Tile(
            code=code,
            name=name_of_state(code),
            x=column * SIDE,
            y=row * SIDE,
            side=SIDE - _GAP,
            programs=(programs := counts.get(code, 0)),
            shade=-(-programs * _SHADES // most),
            is_chosen=code == chosen,
            address=address(code),
        )
        for code, (column, row) in sorted(_PLACES.items())
    )


def name_of_state(code: str) -> str:
    """Return the name of a state, or its code where it has none here."""
    found = find_region(code, HOME)
    return found.name if found else code

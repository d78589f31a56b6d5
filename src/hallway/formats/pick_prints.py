"""Write a list of programs as one page file for print, with room for what a mentor says of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from hallway.formats.chances import ends, points
from hallway.formats.pick_sheets import PickRow

if TYPE_CHECKING:
    from jinja2 import Template


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintHead:
    """What stands above and below the programs, in words."""

    title: str
    about: str
    please: str
    chance: str
    proof: str
    made: date
    assumed: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


def write_pick_print(head: PrintHead, rows: Sequence[PickRow]) -> bytes:
    """Return an HTML file that needs nothing beside it; text of the record cannot become markup."""
    text = _template().render(
        head=head, rows=rows, ends=lambda chance: ends(chance[0], chance[2]), points=points
    )
    return text.encode(errors="replace")


@cache
def _template() -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - only a print needs it

    place = PackageLoader("hallway.formats", "templates")
    rooms = Environment(loader=place, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return rooms.get_template("pick_print.html")

"""What the applicant has said that names of hospitals and schools mean, to look at and take back."""

from typing import NamedTuple

from hallway.actions.ports import Store
from hallway.actions.program_lookups import name_of_code
from hallway.actions.program_places import listed_institutions
from hallway.domain.ids import UnitCode
from hallway.domain.names import fold
from hallway.domain.programs import ProgramAlias


class Meaning(NamedTuple):
    """A name as the record has it, and what it means, in words."""

    name: str
    means: str


def list_meanings(store: Store) -> tuple[Meaning, ...]:
    """Return every name that was explained, by the alphabet."""
    with store.reading() as reading:
        said = reading.all(ProgramAlias)
    return tuple(
        Meaning(each.name, _tell(each.code)) for each in sorted(said, key=lambda one: fold(one.name))
    )


def _tell(code: str) -> str:
    if not code:
        return "no place with programs"
    found = listed_institutions().get(code)
    if found is None:
        return name_of_code(UnitCode(code))
    return ", ".join(filter(None, (found.name, found.city, found.state)))

"""What a choice among programs may name: a specialty, a state, a kind of institution."""

from hallway.actions import typed_text
from hallway.actions.program_fact_forms import KINDS
from hallway.domain.errors import InvalidValue
from hallway.domain.institutions import InstitutionKind
from hallway.facts.places import HOME, find_region
from hallway.facts.specialties import find_specialty, near_specialties


def read_specialty(text: str) -> str:
    """Return the name of a specialty of the Match that is typed.

    Raises:
        InvalidValue: there is no such specialty; the nearest are told.
    """
    found = find_specialty(text)
    if found is None:
        near = " or ".join(near_specialties(text)) or "a specialty of the Match, such as Internal Medicine"
        raise InvalidValue("specialty", text[:60], f"Did you mean {near}?")
    return found.name


def read_state(text: str) -> str:
    """Return the code of a US state that is typed.

    Raises:
        InvalidValue: there is no such state.
    """
    found = find_region(text, HOME)
    if found is None:
        raise InvalidValue(
            "state", text[:60], "Type a US state by its name or two letters, such as Ohio or OH."
        )
    return found.code


def read_kind_of_place(text: str) -> InstitutionKind:
    """Return the kind of an institution that is typed.

    Raises:
        InvalidValue: programs are of no such kind.
    """
    chosen = typed_text.read_choice("kind", text, [each.value for each in KINDS])
    if not chosen:
        raise InvalidValue("kind", text, "Choose university, community or military.")
    return InstitutionKind(chosen)

"""Fields that a person may type into, described once for command line, browser and import."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar, cast

from hallway.actions import typed_text
from hallway.domain.applicants import Applicant
from hallway.domain.errors import InvalidValue
from hallway.domain.people import Person

Whole = TypeVar("Whole", Person, Applicant)


class FieldKind(StrEnum):
    """What sort of text a field takes, so that a face can offer the right input."""

    NAME = "name"
    LINE = "line"
    TEXT = "text"
    LIST = "list"
    DATE = "date"
    NUMBER = "number"
    YES_NO = "yes-no"
    CHOICE = "choice"
    CHOICES = "choices"
    ZONE = "zone"
    E_MAILS = "e-mails"
    LINK = "link"
    PERSON = "person"
    ENTRIES = "entries"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field: how it is called, shown and explained, and which values it takes.

    `choices` of a LINE are offered and not enforced.
    """

    name: str
    label: str
    help: str
    kind: FieldKind = FieldKind.LINE
    choices: tuple[str, ...] = ()
    of: type[StrEnum] | None = None
    allowed: range = range(0)
    is_needed: bool = False


def read_field(field: Field, text: str) -> object:
    """Return the value that `text` means for this field; no text clears it.

    Raises:
        InvalidValue: nothing this field takes can be meant.
    """
    match field.kind:
        case FieldKind.NUMBER:
            return typed_text.read_number(field.name, text, field.allowed)
        case FieldKind.CHOICE:
            return _read_choice(field, text)
        case FieldKind.CHOICES:
            return _read_choices(field, text)
        case _:
            return _READERS[field.kind](field.name, text)


_READERS: Mapping[FieldKind, Callable[[str, str], object]] = {
    FieldKind.NAME: typed_text.read_name,
    FieldKind.LINE: typed_text.read_line,
    FieldKind.PERSON: typed_text.read_line,
    FieldKind.TEXT: typed_text.read_text,
    FieldKind.ENTRIES: typed_text.read_text,
    FieldKind.LIST: typed_text.read_list,
    FieldKind.DATE: typed_text.read_date,
    FieldKind.YES_NO: typed_text.read_yes_no,
    FieldKind.ZONE: typed_text.read_zone,
    FieldKind.E_MAILS: typed_text.read_emails,
    FieldKind.LINK: typed_text.read_link,
}


def _read_choice(field: Field, text: str) -> str | None:
    chosen = typed_text.read_choice(field.name, text, field.choices)
    if field.of is None:
        return chosen
    if chosen:
        return field.of(chosen)
    return next((each for each in field.of if each.value == "unknown"), None)


def _read_choices(field: Field, text: str) -> tuple[str, ...]:
    chosen = [
        typed_text.read_choice(field.name, each, field.choices)
        for each in typed_text.read_list(field.name, text)
    ]
    return tuple(field.of(each) if field.of else each for each in dict.fromkeys(chosen) if each)


def write_field(value: object) -> str:
    """Return a value as the text that reads back as the same value."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case date():
            return value.isoformat()
        case tuple():
            return typed_text.write_list([str(each) for each in value])
        case _:
            return str(value)


def get_field(known: Mapping[str, Field], name: str) -> Field:
    """Return the field of this name; hyphens, blanks and case may differ.

    Raises:
        InvalidValue: there is no such field; the nearest names are told.
    """
    field = known.get(name) or next(
        (each for each in known.values() if _bare(each.name) == _bare(name)), None
    )
    if field is None:
        near = get_close_matches(name.casefold(), list(known), n=3)
        guess = f"Did you mean {', '.join(near)}?" if near else f"There are: {', '.join(known)}."
        raise InvalidValue("Field", name[:40], guess)
    return field


def _bare(name: str) -> str:
    return "".join(each for each in name.casefold() if each.isalnum())


def with_values(whole: Whole, values: Mapping[str, object]) -> Whole:
    """Return `whole` with these values, each of which its own field has read."""
    return replace(whole, **cast("dict[str, Any]", dict(values)))


def choices_of(kind: type[StrEnum]) -> tuple[str, ...]:
    """Return the values of a closed vocabulary."""
    return tuple(each.value for each in kind)


def table(fields: Sequence[Field]) -> dict[str, Field]:
    """Return the fields by name."""
    return {each.name: each for each in fields}

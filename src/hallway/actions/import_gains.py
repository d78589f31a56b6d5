"""What a row adds to somebody who is in the record already, and what it says otherwise."""

from collections.abc import Callable, Collection
from datetime import date
from typing import NamedTuple

from hallway.actions.fields import write_field
from hallway.actions.import_matches import Known
from hallway.actions.import_rows import Fields, ImportRow, is_same_value, label_of
from hallway.actions.person_fields import ATTRIBUTES
from hallway.actions.person_guesses import is_open_guess
from hallway.domain.ids import PersonId
from hallway.domain.names import fold


class Difference(NamedTuple):
    """A field in which record and row disagree: what stands here, and what the row says."""

    name: str
    here: str
    there: str

    @property
    def says(self) -> str:
        """Tell the applicant, who may change the record by hand."""
        if not self.here:
            return f"Left out: {self.there!r}, who introduced you, is not in here."
        return f"Kept: {label_of(self.name)} is {self.here!r} here and {self.there!r} in the file."


class Comparison(NamedTuple):
    """The fields that a row fills, and those in which it differs."""

    fills: Fields
    differs: tuple[Difference, ...]


def compare(
    row: ImportRow,
    known: Known,
    *,
    last_day: Callable[[PersonId], date | None],
    is_known_name: Callable[[str], bool],
    family_first: Collection[str] = (),
) -> Comparison:
    """Return what a row fills and where it differs; nothing that stands here is ever overwritten.

    What Hallway itself guessed (the parts of a name, the zone of a city) does not stand here yet.

    Args:
        row: what the file says.
        known: what the record says.
        last_day: tells the day of the last contact with somebody of the record.
        is_known_name: tells whether exactly one person has this name.
        family_first: family names that the applicant said are written first.
    """
    fills: list[tuple[str, str]] = []
    differs: list[Difference] = []
    for name, text in row.fields:
        if name == "last_contact":
            if _is_news(known, row.typed.last_contact, last_day):
                fills.append((name, text))
            continue
        here, is_said = _here(row, known, name, text)
        if is_said or known.has_noted(name, text):
            continue
        is_stranger = name == "introduced_by" and (_is_self(known, text) or not is_known_name(text))
        if is_stranger or (here and not _is_ours(known, name, family_first)):
            differs.append(Difference(name, here, text))
        else:
            fills.append((name, text))
    return Comparison(tuple(fills), tuple(differs))


def _is_ours(known: Known, name: str, family_first: Collection[str]) -> bool:
    """Tell whether what stands in a field is only our guess: what the source says itself is better."""
    if name in known.gains:
        return False
    if name == "zone":
        return bool(known.person.zone_source)
    return name in {"given", "family"} and is_open_guess(known.person, family_first)


def _is_self(known: Known, name: str) -> bool:
    return fold(name) == fold(known.person.name)


def _here(row: ImportRow, known: Known, name: str, text: str) -> tuple[str, bool]:
    """Return what the record says in a field, and whether that already holds what the row says."""
    match name:
        case "institution":
            return known.institution, fold(known.institution) == fold(text)
        case "department":
            place = fold(row.typed.institution or "")
            is_elsewhere = bool(known.institution) and fold(known.institution) != place
            return known.department, is_elsewhere or fold(known.department) == fold(text)
        case "introduced_by":
            return known.introducer, fold(known.introducer) == fold(text)
        case "notes":
            here = str(known.value("notes"))
            return here, set(text.split("\n")) <= set(here.split("\n"))
        case _:
            attribute = ATTRIBUTES.get(name, name)
            value = known.value(attribute)
            there = row.typed.values[attribute]
            country = str(known.value("country") or row.typed.values.get("country", ""))
            return write_field(value), is_same_value(name, value, there, country=country)


def _is_news(known: Known, day: date | None, last_day: Callable[[PersonId], date | None]) -> bool:
    last = known.gained_day or known.last_day or (None if known.is_new else last_day(known.person.id))
    return day is not None and (last is None or day > last)


def take_over(known: Known, row: ImportRow, fills: Fields) -> None:
    """Let somebody gain the fields that a row fills."""
    for name, _ in fills:
        match name:
            case "institution":
                known.institution, known.gained_place = row.typed.institution or "", True
            case "department":
                known.department, known.gained_place = row.typed.department or "", True
            case "introduced_by":
                known.introducer = known.gained_introducer = row.typed.introduced_by or ""
            case "last_contact":
                known.gained_day = row.typed.last_contact
            case _:
                attribute = ATTRIBUTES.get(name, name)
                known.gains[attribute] = row.typed.values[attribute]

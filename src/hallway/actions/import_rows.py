"""Rows of a file as typed text, so that an import means what the same words mean when they are typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote

from hallway.actions.notes import also, join_notes
from hallway.actions.person_fields import ATTRIBUTES, PERSON_FIELDS, TypedPerson, read_person
from hallway.actions.person_guesses import country_code, join_credentials
from hallway.actions.typed_text import LONGEST_TEXT, write_list
from hallway.domain.errors import InvalidValue
from hallway.domain.names import fold
from hallway.formats.contacts import ContactRow
from hallway.formats.headers import IMPORT_FIELDS
from hallway.formats.names import part_credentials
from hallway.formats.phones import same_phone_key
from hallway.formats.problems import Problem

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One row: its fields as text, what they mean, and what could not be used."""

    line: int
    fields: Fields
    typed: TypedPerson
    problems: tuple[Problem, ...]

    @property
    def name(self) -> str:
        """Return the name, "" when the row has none."""
        return str(self.typed.values.get("name", ""))


def read_row(row: ContactRow, today: date) -> ImportRow:
    """Return a row as typed text; what cannot be used goes to the notes, with a problem."""
    read: dict[str, str] = {
        name: _text_of(getattr(row, ATTRIBUTES.get(name, name))) for name in IMPORT_FIELDS
    }
    texts = _with_credentials_apart({name: text for name, text in read.items() if text})
    problems: tuple[Problem, ...] = ()
    try:
        typed = _read(texts, today)
    except InvalidValue:
        texts, problems = _set_aside(texts, today, row.line)
        typed = _read(texts, today)
    return ImportRow(row.line, tuple(texts.items()), typed, problems)


def _with_credentials_apart(texts: dict[str, str]) -> dict[str, str]:
    """Return the fields with the credentials of a name in their own, as `add_person` keeps them.

    Otherwise the same person would be found under one spelling of the name and not under the other.
    """
    name, found = part_credentials(texts.get("name", ""))
    if not found:
        return texts
    bare = {each: texts[each].partition(",")[0].strip() for each in ("given", "family") if each in texts}
    credentials = join_credentials(texts.get("credentials", ""), found)
    return {each: text for each, text in (texts | bare | {"name": name}).items() if text} | {
        "credentials": credentials
    }


def _text_of(value: object) -> str:
    match value:
        case None:
            return ""
        case date():
            return value.isoformat()
        case tuple():
            return write_list([str(each) for each in value])
        case _:
            return str(value)


def _read(texts: Mapping[str, str], today: date) -> TypedPerson:
    typed = read_person(texts)
    if typed.last_contact and typed.last_contact > today:
        raise InvalidValue("last_contact", typed.last_contact.isoformat(), "It has not come yet.")
    if typed.department and not typed.institution:
        raise InvalidValue("department", typed.department, "No institution stands beside it.")
    return typed


def _set_aside(
    texts: Mapping[str, str], today: date, line: int
) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Return the fields that can be used, the others as lines of the notes, and why."""
    usable: dict[str, str] = {}
    kept: list[str] = []
    problems: list[Problem] = []
    for name, text in texts.items():
        around = (
            {"institution": texts["institution"]} if name == "department" and "institution" in usable else {}
        )
        try:
            _read({name: text} | around, today)
        except InvalidValue as cause:
            problems.append(Problem(line, name, str(cause), "The notes keep it as it was written."))
            kept.append(also(name, text))
        else:
            usable[name] = text
    notes = join_notes(usable.get("notes", ""), *kept)[:LONGEST_TEXT]
    return usable | {"notes": notes}, tuple(problems)


def bare_address(url: str) -> str:
    """Return a profile address without scheme, www or LinkedIn's country, query and closing slash."""
    bare = unquote(url).casefold().partition("://")[2] or unquote(url).casefold()
    bare = bare.partition("?")[0].partition("#")[0].rstrip("/").removeprefix("www.")
    country, dot, rest = bare.partition(".")
    is_country = dot and len(country) in {2, 3} and rest.startswith("linkedin.com")
    return rest if is_country else bare


_LOOSE: dict[str, Callable[[str], str]] = {"profile_url": bare_address}


def is_same_value(name: str, here: object, there: object, *, country: str = "") -> bool:
    """Tell whether a value in the record already says what a row says: spelling aside, lists held in full.

    `country` is where numbers without a country code belong.
    """
    if name == "phone":
        return phone_keys(there, country) <= phone_keys(here, country)
    if name == "credentials":
        return _credential_keys(there) <= _credential_keys(here)
    if isinstance(here, tuple) and isinstance(there, tuple):
        return {fold(str(each)) for each in there} <= {fold(str(each)) for each in here}
    if isinstance(here, str) and isinstance(there, str):
        loosely = _LOOSE.get(name, fold)
        return loosely(here) == loosely(there)
    return here == there


def phone_keys(phones: object, country: str) -> set[str]:
    """Return what equal numbers share, however they are written."""
    if not isinstance(phones, tuple) or not phones:
        return set()
    code = country_code(country)
    return {same_phone_key(str(each), code) for each in phones}


def _credential_keys(text: object) -> set[str]:
    return set(fold(str(text)).replace(".", "").replace(",", " ").split())


def label_of(name: str) -> str:
    """Return how a field is called in a sentence."""
    return PERSON_FIELDS[name].label.lower()

"""Read what codes on cards and badges hold: MECARD, BIZCARD, and bare addresses."""

import re
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import unquote

from hallway.formats.card_places import find_place
from hallway.formats.content_lines import split_value, unescape
from hallway.formats.credentials import find_credentials
from hallway.formats.drafts import Draft, LineField
from hallway.formats.texts import clean_line, clean_lines
from hallway.formats.vcard_words import read_day, read_tel

_MECARD: Final = re.compile(r"\s*MECARD\s*:", re.IGNORECASE)
_BIZCARD: Final = re.compile(r"\s*BIZCARD\s*:", re.IGNORECASE)
_LINK: Final = re.compile(
    r"(?:mailto:|tel:|https?://|www\.|(?:[a-z]{2,3}\.)?linkedin\.com/)\S+", re.IGNORECASE
)
_SEVEN: Final = 7  # parts of an address in the order of vCard
_LINES: Final[Mapping[str, tuple[LineField, str]]] = {
    "ORG": ("institution", "Organization"),
    "COMPANY": ("institution", "Organization"),
    "TITLE": ("role", "Title"),
    "ROLE": ("role", "Role"),
    "DEP": ("department", "Department"),
    "DEPARTMENT": ("department", "Department"),
}
_NOTED: Final[Mapping[str, str]] = {
    "SOUND": "Pronounced",
    "BDAY": "Birthday",
    "NICKNAME": "Nickname",
    "TEL-AV": "Video call",
    "FAX": "Fax",
}


def is_mecard(text: str) -> bool:
    """Tell whether a text is a MECARD."""
    return _MECARD.match(text) is not None


def is_bizcard(text: str) -> bool:
    """Tell whether a text is a BIZCARD."""
    return _BIZCARD.match(text) is not None


def is_link(text: str) -> bool:
    """Tell whether a text is nothing but one address: mailto:, tel: or a web page."""
    return _LINK.fullmatch(text.strip()) is not None


def _read_fields(text: str) -> list[tuple[str, str]]:
    """Return the fields behind the first colon: capital key, and value still escaped."""
    fields: list[tuple[str, str]] = []
    for each in split_value(text.partition(":")[2].strip(), ";"):
        key, colon, value = each.partition(":")
        if colon:
            fields.append((key.strip().upper(), value))
        elif each.strip():
            fields.append(("", each))
    return fields


def read_mecard(text: str) -> Draft:
    """Return what a MECARD says: "MECARD:N:Novak,Ana;TEL:+19155550100;;"."""
    draft = Draft(1)
    for key, value in _read_fields(text):
        plain = clean_line(unescape(value))
        match key:
            case "N":
                parts = [clean_line(unescape(each)) for each in split_value(value, ",")]
                _put_name(draft, [each for each in parts if each])
            case "ADR":
                _put_address(draft, value)
            case "NOTE" | "MEMO":
                draft.notes += filter(None, [clean_lines(unescape(value))])
            case _:
                _put(draft, key, plain)
    return draft


def _put(draft: Draft, key: str, text: str) -> None:
    """Put a field that is one line of text; what has no field goes to the notes."""
    take: Mapping[str, Callable[[], None]] = {
        "TEL": lambda: draft.add_phones(read_tel(text)),
        "EMAIL": lambda: draft.add_emails(text, "E-mail"),
        "URL": lambda: draft.add_page(text, "Web page"),
        "TZ": lambda: draft.put_zone(text, "Time zone"),
    }
    if not text:
        return
    if key in take:
        take[key]()
    elif key in _LINES:
        draft.put(_LINES[key][0], text, _LINES[key][1])
    else:
        draft.keep(_NOTED.get(key, key.capitalize()), read_day(text))


def _put_name(draft: Draft, parts: list[str]) -> None:
    """Put a name: family name, comma, given name; or the whole without a comma."""
    name, letters = find_credentials(", ".join(parts))
    if "," in name:
        family, family_letters = find_credentials(parts[0])
        given, letters = find_credentials(", ".join(parts[1:]))
        draft.put("name", f"{given} {family}", "Name")
        draft.put("given", given, "First name")
        draft.put("family", family, "Last name")
        draft.put("credentials", ", ".join(filter(None, (family_letters, letters))), "Credentials")
    else:
        draft.put("name", name, "Name")
        draft.put("credentials", letters, "Credentials")


def _put_address(draft: Draft, value: str) -> None:
    parts = [clean_line(unescape(each)) for each in split_value(value, ",")]
    whole = ", ".join(filter(None, parts))
    if len(parts) == _SEVEN:
        _, _, _, city, state, _, country = parts
        draft.put("city", city, "City")
        draft.put("state", state, "State")
        draft.put("country", country, "Country")
        more = any((*parts[:3], parts[5]))
    else:
        place = find_place(whole)
        more = place is None or place.has_more
        if place is not None:
            draft.put("city", place.city, "City")
            draft.put("state", place.state, "State")
            draft.put("country", place.country, "Country")
    if more:
        draft.keep("Address", whole)


def read_bizcard(text: str) -> Draft:
    """Return what a BIZCARD says: "BIZCARD:N:Ana;X:Novak;T:Dean;C:Harbor;B:+19155550100;;"."""
    draft = Draft(1)
    fields = [(key, clean_line(unescape(value))) for key, value in _read_fields(text)]
    known = {key: value for key, value in reversed(fields) if value}
    name, letters = find_credentials(" ".join(filter(None, (known.get("N"), known.get("X")))))
    draft.put("name", name, "Name")
    if "N" in known and "X" in known:
        draft.put("given", known["N"], "First name")
        draft.put("family", find_credentials(known["X"])[0], "Last name")
    draft.put("credentials", letters, "Credentials")
    for key, value in fields:
        match key:
            case "N" | "X" if value == known.get(key):
                continue
            case "A":
                _put_address(draft, value)
            case "B" | "M" | "P":
                draft.add_phones(value)
            case _:
                _put(draft, _BIZ.get(key, key), value)
    return draft


_BIZ: Final[Mapping[str, str]] = {"T": "TITLE", "C": "ORG", "E": "EMAIL", "F": "FAX", "U": "URL", "W": "URL"}


def read_link(text: str) -> Draft:
    """Return what one address says: a LinkedIn code holds nothing else."""
    draft = Draft(1)
    bare = text.strip()
    start = bare.lower()
    if start.startswith("mailto:"):
        draft.add_emails(clean_line(unquote(bare[7:].partition("?")[0])), "E-mail")
    elif start.startswith("tel:"):
        draft.add_phones(read_tel(unquote(bare)))
    else:
        draft.add_page(clean_line(bare), "Web page")
    return draft

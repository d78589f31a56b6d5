"""The words and single values of vCards: which properties are for people, and what they are called."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from hallway.domain.names import fold
from hallway.formats.content_lines import ContentLine
from hallway.formats.credentials import find_credentials
from hallway.formats.texts import clean_line

OWN: Final = "X-HALLWAY-"
"""How the names of our own properties begin: what vCard has no property for."""
OWN_NAMES: Final = frozenset(
    {
        "NAME",
        "GIVEN",
        "FAMILY",
        "CREDENTIALS",
        "SPECIALTY",
        "SUBSPECIALTY",
        "DEPARTMENT",
        "HOW-MET",
        "TOPIC",
        "LAST-CONTACT",
        "NEXT-FOLLOW-UP",
    }
)
"""What may follow: the fields that are read from our own properties."""
INTRODUCED_BY: Final = "Introduced by"
"""The label of the related name that is the introducer."""
SKIPPED: Final = frozenset(
    {"PHOTO", "LOGO", "SOUND", "KEY", "X-MS-CARDPICTURE", "X-OPENPGP-KEY", "X-PGP-KEY"}
)
"""Properties whose values nobody reads: pictures, sounds and keys."""
SAY_NOTHING: Final = frozenset({"VERSION", "PROFILE", "BEGIN", "END", "X-ABLABEL"})
"""Properties that are no loss."""
SAME: Final[Mapping[str, str]] = {
    "O": "ORG",
    "X-EVOLUTION-ANNIVERSARY": "ANNIVERSARY",
    "X-ANNIVERSARY": "ANNIVERSARY",
    "X-GENDER": "GENDER",
    "X-LINKEDIN": "X-SOCIALPROFILE",
    "X-EVOLUTION-BLOG-URL": "URL",
    "X-DEPARTMENT": f"{OWN}DEPARTMENT",
    "X-KADDRESSBOOK-X-DEPARTMENT": f"{OWN}DEPARTMENT",
    "X-PROFESSION": "ROLE",
    "X-KADDRESSBOOK-X-PROFESSION": "ROLE",
    "EXPERTISE": f"{OWN}SPECIALTY",
    "X-MS-TEL": "TEL",
}
"""Properties that say what another one says."""
LONGEST_LABEL: Final = 80
"""Characters of what a card calls a property; it is written once for each."""
PLACES: Final = ("work", "home", "school", "other")
"""The types that say where an address or a number is."""

_INTERNAL: Final = re.compile(
    r"""
    UID|REV|PRODID|SORT-STRING|MAILER|CLASS|SOURCE|NAME|GEO|FBURL|CALURI|CALADRURI|CLIENTPIDMAP|XML|SORT-AS|CREATED
    | X-(?:GENERATOR|ABUID|ABADR|ABSHOWAS|ABORDER\w*|ABCROP.*|ID|ETAG|FC-.*|COUCHDB-.*|WAB-.*|MOZILLA-HTML
      |OPENPGP.*|ADDRESSBOOKSERVER-.*|APPLE-.*|IMAGE(?:TYPE|HASH)|SHARED-PHOTO.*|EVOLUTION-(?:FILE-AS|.*SLOT)
      |EVOLUTION-WEBDAV.*|MS-OL-.*|LOTUS-.*|PALM-.*|SYNCMLREF.*|CLASS|ACCOUNT|IRMC-.*|ACTIVITY-.*|CONTACTS-.*
      |SAMSUNGADR|DIRTY|RADICALE.*|OWNCLOUD.*|NEXTCLOUD.*|DAVDROID.*|KADDRESSBOOK-(?:BLOGFEED|CRYPTO.*|OPENPGP.*))
    """,
    re.VERBOSE,
)
_MACHINE_MADE: Final = re.compile(r"\{.*\}|\[.*\]|[0-9a-fA-F.\-]{16,}|[A-Za-z0-9+/=]{60,}", re.DOTALL)
_VENDOR: Final = re.compile(r"X-(?:EVOLUTION-|KADDRESSBOOK-X?-?|MOZILLA-|AB(?=[A-Z])|MS-|)")
_FULL_CONTACT: Final = re.compile(r"X-FCENCODED-((?:[0-9A-F]{2})+)")
_APPLE_LABEL: Final = re.compile(r"_\$!<(.*)>!\$_", re.DOTALL)
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PLAIN_LABELS: Final = frozenset(
    {
        *("home", "work", "other", "main", "mobile", "cell", "phone", "iphone", "email", "e mail", "e-mail"),
        *("home page", "homepage", "internet"),
    }
)
_DAY: Final = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:T.*)?")
_NAMES: Final[Mapping[str, str]] = {
    "BDAY": "Birthday",
    "LANG": "Language",
    "TZ": "Time zone",
    "FN": "Name",
    "LABEL": "Address",
    "ADR": "Address",
    "DEATHDATE": "Died",
    "CONTACT-URI": "Contact",
    "X-SOCIALPROFILE": "Profile",
    "X-ABDATE": "Date",
    "X-MAIDENNAME": "Maiden name",
}


def is_internal(name: str) -> bool:
    """Tell whether a property serves programs only."""
    return _INTERNAL.fullmatch(name) is not None


def is_machine_made(text: str) -> bool:
    """Tell whether a value was written by a program for itself: an id, a hash, a structure."""
    return _MACHINE_MADE.fullmatch(text) is not None


def name_property(name: str) -> str:
    """Return how people would call a property: X-PHONETIC-FIRST-NAME is a "Phonetic first name"."""
    if name in _NAMES:
        return _NAMES[name]
    full_contact = _FULL_CONTACT.fullmatch(name)
    if full_contact is not None:
        return bytes.fromhex(full_contact[1]).decode("utf-8", "replace").rpartition(":")[2] or "Note"
    bare = _VENDOR.sub("", name, count=1).replace("-", " ").replace("_", " ").strip() or name
    return bare if len(bare) <= len("AIM") else bare.capitalize()


def given_label(line: ContentLine, labels: Mapping[str, str]) -> str:
    """Return the label that a card itself gives a property; "" when it gives none."""
    label = labels.get(line.group, "") if line.group else ""
    if not label and line.name != "ADR":  # there, it is the address as it is printed on an envelope
        label = clean_line(line.params.get("LABEL", ("",))[0][:LONGEST_LABEL])
    apple = _APPLE_LABEL.fullmatch(label)
    label = _CAMEL.sub(" ", apple[1]) if apple else label.replace("_", " ")
    return label.capitalize() if label.isupper() or apple else label


def is_plain_label(label: str) -> bool:
    """Tell whether a label says no more than that this is one of a person's addresses or numbers."""
    return not label or fold(label) in _PLAIN_LABELS


def label_of(line: ContentLine, base: str, labels: Mapping[str, str]) -> str:
    """Return how the notes call a property: by the card's own label, or such as "Home address"."""
    given = given_label(line, labels)
    if not is_plain_label(given):
        return given
    kinds = {*line.types(), given.lower()}
    place = next((each for each in PLACES if each in kinds), "")
    small = base if base[1:2].isupper() else f"{base[:1].lower()}{base[1:]}"  # AIM stays AIM
    return f"{place.capitalize()} {small}" if place else base


def is_unsplit(name: str, given: str, family: str) -> bool:
    """Tell whether a whole name stands in one part, as programs write it when nobody has split it."""
    part = given or family
    return bool(given) != bool(family) and (part == name or " " in part)


def write_address(parts: Sequence[str]) -> str:
    """Return an address on one line, from the seven parts that vCard gives it."""
    box, extended, street, city, state, code, country = parts
    return ", ".join(filter(None, (street, extended, box, city, f"{state} {code}".strip(), country)))


@lru_cache(maxsize=256)
def split_suffix(suffix: str) -> tuple[str, str]:
    """Return of what stands behind a name what belongs to it (Jr., III), and the credentials."""
    name, credentials = find_credentials(f"Xx, {suffix}")
    name = name.removeprefix("Xx").lstrip(", ")
    return (name, credentials) if name or len(credentials.split()) != len(suffix.split()) else ("", suffix)


def read_tel(text: str) -> str:
    """Return a number as people write it; some cards write it as tel:+1-555-0100;ext=12."""
    if not text.lower().startswith("tel:"):
        return text
    number, *others = text[4:].split(";")
    extension = next((each[4:] for each in others if each.lower().startswith("ext=")), "")
    return f"{number} ext. {extension}" if extension else number


def read_day(text: str) -> str:
    """Return a day as 1980-03-22 where it is written without signs; other text as it is."""
    found = _DAY.fullmatch(text)
    return "-".join(found.groups()) if found else text


def read_android(parts: Sequence[str]) -> tuple[str, str]:
    """Return what Android calls a value of its own, and the value: ".../nickname;Joe;1;;;"."""
    _, slash, kind = parts[0].rpartition("/") if parts else ("", "", "")
    others = parts[1:] if slash else parts
    text = ", ".join(each for each in others if each and not each.isdigit())  # numbers are kinds of its own
    return (name_property(kind.upper().replace("_", "-")) if slash else "") or "Android", text

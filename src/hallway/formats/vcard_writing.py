"""Write vCards 4.0 and 3.0 that telephones and address books take in, and that read back equal."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from hallway.formats.fields import find_emails
from hallway.formats.texts import clean_line, clean_lines
from hallway.formats.vcard_words import INTRODUCED_BY, OWN, is_unsplit, split_suffix

_PRODUCT: Final = "-//Hallway//Hallway//EN"
_WIDTH: Final = 75  # octets of a line, without its end
_CONTINUES: Final = 0b1100_0000  # the bits that tell a byte inside of a UTF-8 letter
_INSIDE: Final = 0b1000_0000
_ESCAPES: Final = str.maketrans({"\\": "\\\\", "\n": "\\n", ",": "\\,", ";": "\\;"})

Version = Literal["4.0", "3.0"]


@dataclass(frozen=True, slots=True, kw_only=True)
class VCardPerson:
    """One person as a card; what is not known is empty."""

    id: str
    name: str
    given: str = ""
    family: str = ""
    credentials: str = ""
    role: str = ""
    specialty: str = ""
    subspecialty: str = ""
    institution: str = ""
    department: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    profile_url: str = ""
    city: str = ""
    state: str = ""
    country: str = ""
    zone: str = ""
    groups: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    how_met: str = ""
    introduced_by: str = ""
    last_contact: date | None = None
    next_follow_up: date | None = None
    notes: str = ""


def write_vcards(cards: Iterable[VCardPerson], *, version: Version) -> bytes:
    """Return a file of cards, in their order; the same cards give the same bytes.

    What vCard has no property for stands in properties of our own, which other programs pass over.
    """
    written = bytearray()
    for card in cards:
        for line in _write_card(card, version):
            written += _fold(line)
    return bytes(written)


def _fold(line: str) -> bytes:
    """Return a line of at most 75 octets, and lines that continue it; no letter is cut in two."""
    data = line.encode("utf-8")
    parts: list[bytes] = []
    begin, width = 0, _WIDTH
    while len(data) - begin > width:
        end = begin + width
        while data[end] & _CONTINUES == _INSIDE:
            end -= 1
        parts.append(data[begin:end])
        begin, width = end, _WIDTH - 1  # the blank before it counts
    parts.append(data[begin:])
    return b"\r\n ".join(parts) + b"\r\n"


def _write_card(card: VCardPerson, version: Version) -> Iterator[str]:
    is_new = version == "4.0"
    yield from ("BEGIN:VCARD", f"VERSION:{version}", f"PRODID:{_PRODUCT}")
    yield f"UID:urn:uuid:{_escape(card.id)}"
    if is_new:
        yield "KIND:individual"
    yield from _write_name(card)
    yield from _property("TITLE", card.role)
    yield from _structure("ORG", card.institution, card.department)
    for place, email in enumerate(card.emails):
        first = (";PREF=1" if is_new else ";TYPE=INTERNET,PREF") if place == 0 else ""
        yield from _property(f"EMAIL{first or ('' if is_new else ';TYPE=INTERNET')}", email)
    for place, phone in enumerate(card.phones):
        first = (";PREF=1" if is_new else ";TYPE=VOICE,PREF") if place == 0 else ""
        yield from _property(f"TEL{first or ('' if is_new else ';TYPE=VOICE')}", phone)
    url = clean_line(card.profile_url)
    if url:
        # An address knows no commas to escape, and no program unescapes them.
        yield f"URL:{url.replace(chr(92), chr(92) * 2)}"
    yield from _structure("ADR;TYPE=WORK", "", "", "", card.city, card.state, "", card.country)
    yield from _property("TZ" if is_new else "TZ;VALUE=text", card.zone)
    groups = ",".join(filter(None, map(_escape, card.groups)))
    if groups:
        yield f"CATEGORIES:{groups}"
    notes = clean_lines(card.notes)
    if notes:
        yield f"NOTE:{notes.translate(_ESCAPES)}"
    yield from _write_own(card, version)
    yield "END:VCARD"


def _write_name(card: VCardPerson) -> Iterator[str]:
    """Yield the name as shown and in its parts; one that nobody split stands whole in its first part.

    Telephones show the parts and not the whole, so they must not be empty.
    """
    name, given, family, credentials = map(clean_line, (card.name, card.given, card.family, card.credentials))
    suffix = credentials if split_suffix(credentials) == ("", credentials) else ""
    yield f"FN:{_escape(name or next(iter(card.emails), 'Unknown'))}"
    split = ("", name) if is_unsplit(name, given, family) or not (given or family) else (family, given)
    yield ";".join(("N:" + _escape(split[0]), _escape(split[1]), "", "", _escape(suffix)))
    if find_emails(name)[0] or name in map(clean_line, card.phones):
        # Elsewhere, this is what programs show of somebody without a name.
        yield from _property(f"{OWN}NAME", name)
    if split == ("", name):
        yield from _property(f"{OWN}GIVEN", given)
        yield from _property(f"{OWN}FAMILY", family)
    if credentials != suffix:
        yield from _property(f"{OWN}CREDENTIALS", credentials)


def _write_own(card: VCardPerson, version: Version) -> Iterator[str]:
    """Yield what other programs do not know, and the introducer, which some show."""
    yield from _property("EXPERTISE" if version == "4.0" else f"{OWN}SPECIALTY", card.specialty)
    yield from _property(f"{OWN}SUBSPECIALTY", card.subspecialty)
    for topic in card.topics:
        yield from _property(f"{OWN}TOPIC", topic)
    yield from _property(f"{OWN}HOW-MET", card.how_met)
    if clean_line(card.introduced_by):
        yield f"item1.X-ABRELATEDNAMES:{_escape(card.introduced_by)}"
        yield f"item1.X-ABLabel:{INTRODUCED_BY}"
    if card.last_contact is not None:
        yield f"{OWN}LAST-CONTACT:{card.last_contact.isoformat()}"
    if card.next_follow_up is not None:
        yield f"{OWN}NEXT-FOLLOW-UP:{card.next_follow_up.isoformat()}"


def _escape(text: str) -> str:
    return clean_line(text).translate(_ESCAPES)


def _property(head: str, text: str) -> Iterator[str]:
    value = _escape(text)
    if value:
        yield f"{head}:{value}"


def _structure(head: str, *parts: str) -> Iterator[str]:
    values = list(map(_escape, parts))
    if any(values):
        yield f"{head}:{';'.join(values)}"

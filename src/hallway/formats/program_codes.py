"""Read how a program is named: by a code of NRMP or ACGME, or by words."""

import re
from collections.abc import Iterable
from typing import Final

from hallway.domain.names import fold
from hallway.formats.program_values import Unclear, Value
from hallway.formats.texts import clean_line

LONGEST_UNIT: Final = 300  # characters of what names a program
_TRACK: Final = re.compile(r"(\d{4})[ -]?(\d{3})[ -]?([CPAMRF])[ -]?(\d{1,2})", re.IGNORECASE)
_UNIT: Final = re.compile(r"(\d{4})[ -]?(\d{3})")
_ACGME: Final = re.compile(r"(\d{3})[ -]?(\d{2})[ -]?(\d{5})")
_DECIMAL: Final = re.compile(r"(\d{7,10})\.0+")  # how a program that takes codes for numbers writes them
_SCIENTIFIC: Final = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d{1,2}")
_NINE: Final = 9  # digits


def read_code(text: str) -> Value:
    """Return the code of a track, of place and specialty, or of ACGME, without blanks and hyphens.

    Spreadsheets spoil codes that look like numbers. A lost leading zero comes back; lost digits do not.
    """
    bare = clean_line(text).removeprefix("#")
    if _SCIENTIFIC.fullmatch(bare):
        return Unclear(
            f"The code {bare!r} was cut to a rounded number by a spreadsheet",
            "Format that column as text, and type the whole code again.",
        )
    decimal = _DECIMAL.fullmatch(bare)
    bare = decimal[1] if decimal else bare
    for form in (_TRACK, _ACGME, _UNIT):
        found = form.fullmatch(bare)
        if found is not None:
            return "".join(found.groups()).upper()
    if len(bare) == _NINE and bare.isascii() and bare.isdecimal():
        return "0" + bare  # an ACGME id of a specialty below 100, such as 040
    return None


def name_unit(parts: Iterable[str]) -> str:
    """Return the words that name a program: its parts in order, each once."""
    said: dict[str, str] = {}
    for part in map(clean_line, parts):
        if part:
            said.setdefault(fold(part), part)
    return ", ".join(said.values())[:LONGEST_UNIT]

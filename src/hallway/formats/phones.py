"""Phone numbers, read as people write them and written in one form."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

HOME: Final = "US"
"""The country whose numbers are meant where none is named."""

_SHORTEST: Final = 5  # digits; a shorter number is an extension or no number
_NUMBER: Final = r"[+\uff0b]?[\d\s().\u2010-\u2015\-/\u00a0]+"
_EXTENSION: Final = re.compile(
    r"(?:[,;]?\s*(?:extension|extn|ext|anexo|int|x|#)\s*[.:=]?|;ext=)\s*(\d{1,7})#?", re.IGNORECASE
)
_WRITTEN: Final = re.compile(rf"{_NUMBER}(?:{_EXTENSION.pattern})?", re.IGNORECASE)
_ABROAD: Final = re.compile(r"\s*00(?=\s*[1-9])")


class Phone(NamedTuple):
    """One number: in international form with its extension, as a machine dials it, and the extension."""

    written: str
    e164: str
    extension: str


def read_phone(text: str, country: str = HOME) -> Phone | None:
    """Return the number that `text` is, or None when it is no valid number or says more than one.

    Args:
        text: a number as people write it, or a "tel:" address.
        country: the ISO code of the country whose numbers are written without a country code; "" for none.
    """
    bare = text.strip().removeprefix("tel:")
    # The parser takes letters for digits ("800 FLOWERS") and words before a number for nothing: the text
    # would lose what it says.
    return _parse(bare, country) if _WRITTEN.fullmatch(bare) else None


def spell_phone(text: str, country: str = HOME) -> str:
    """Return a number in international form; what is not one stays as it is written."""
    phone = read_phone(text, country)
    return text if phone is None else phone.written


def same_phone_key(text: str, country: str = HOME) -> str:
    """Return a key that two spellings of one number share: digits with country code, and the extension."""
    phone = _parse(text.strip().removeprefix("tel:"), country)
    if phone is not None:
        return f"{phone.e164}x{phone.extension}" if phone.extension else phone.e164
    number, extension = _split(text)
    digits = _digits(number)
    if len(digits) < _SHORTEST:
        return " ".join(text.casefold().split())
    return f"{digits}x{extension}" if extension else digits


def last_digits(text: str, most: int = 7) -> str:
    """Return the last digits of a number without its extension: equal numbers share them however written."""
    return _digits(_split(text)[0])[-most:]


def _split(text: str) -> tuple[str, str]:
    found = _EXTENSION.search(text)
    return (text[: found.start()], _digits(found[1])) if found and found.start() else (text, "")


def _digits(text: str) -> str:
    return "".join(str(int(each)) for each in text if each.isdecimal())


@lru_cache(maxsize=65_536)  # a file is looked through, compared and written: each time with the same numbers
def _parse(text: str, country: str) -> Phone | None:
    import phonenumbers  # noqa: PLC0415 -- 20 MB of data that most commands never look at

    for each in dict.fromkeys((text, _ABROAD.sub("+", text))):
        try:
            number = phonenumbers.parse(each, country.upper() or None)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return Phone(
                phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL),
                phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164),
                number.extension or "",
            )
    return None

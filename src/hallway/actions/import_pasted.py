"""Which kind of text somebody pasted: a card, contacts of a phone, a table, or one person a line."""

import re

from hallway.formats.cards import is_card
from hallway.formats.encodings import decode
from hallway.formats.fields import read_emails
from hallway.formats.mappings import guess_mapping
from hallway.formats.problems import UnreadableFile
from hallway.formats.tables import read_table
from hallway.formats.vcards import is_vcard

_MOST_LINES_OF_A_CARD = 16
_MOST_ADDRESSES_OF_A_CARD = 3
_LABEL = re.compile(r"[^\W\d_]{1,12}\.?\s*[:.]\s*")
_PHONE = re.compile(r"\+?[\d\s()./-]{7,24}(?:(?:ext|x)\.?\s*\d{1,6})?", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+|[\w-]+(?:\.[\w-]+)+(?:/\S*)?", re.IGNORECASE)


def read_pasted_text(data: bytes, *, name: str) -> str:
    """Return pasted bytes as text.

    Raises:
        UnreadableFile: they are no text, or none is there.
    """
    text = decode(data, name=name).text
    if not text.strip():
        raise UnreadableFile("it is empty", name, "Paste one person a line, or the text of a card.")
    return text


def kind_of_pasted(text: str) -> str:
    """Tell what a pasted text is: vcard, card, csv or text.

    A table is one only when it names its columns, and one of them holds names or addresses. Else it is one
    card when a mail address, a number or a web address has a line of its own, as on paper; and else a list.
    """
    if is_vcard(text.encode("utf-8", "replace")):
        return "vcard"
    if is_card(text):
        return "card"
    if _has_columns(text):
        return "csv"
    return "card" if _is_photographed(text) else "text"


def _has_columns(text: str) -> bool:
    try:
        table = read_table(text.encode("utf-8", "replace"))
    except UnreadableFile:
        return False
    fields = [each.field for each in guess_mapping(table.headers).columns if each.field]
    return len(fields) > 1 and not {"name", "given", "family", "email"}.isdisjoint(fields)


def _is_photographed(text: str) -> bool:
    lines = [bare for each in text.splitlines() if (bare := each.strip())]
    if len(lines) == 1:
        return bool(_ADDRESS.fullmatch(lines[0]))
    plain = [not _is_detail(each) for each in lines]
    addresses = {each.casefold() for line in lines for each in read_emails(line)}
    return (
        len(lines) <= _MOST_LINES_OF_A_CARD
        and len(addresses) <= _MOST_ADDRESSES_OF_A_CARD
        and any(plain)
        and not all(plain)
    )


def _is_detail(line: str) -> bool:
    """Tell whether a line is an address or a number and nothing else, but for a label such as "Tel"."""
    bare = _LABEL.sub("", line, count=1) if not _ADDRESS.fullmatch(line) else line
    return bool(_ADDRESS.fullmatch(bare) or _PHONE.fullmatch(bare))

"""Clean what people typed, and keep spreadsheets from running it."""

import re
import unicodedata
from typing import Final

# Word separators become spaces and line ends of other systems become ours. Invisible marks that reorder
# or hide text are dropped; joiners (U+200C, U+200D) and the plain direction marks stay: Persian needs them.
_ODD_LETTERS: Final[dict[int, str | None]] = {
    **dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0x200B, 0xFEFF)),
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A))),
    **dict.fromkeys((0x09, *range(0x1C, 0x20)), " "),
    **dict.fromkeys((*range(0x0A, 0x0E), 0x85, 0x2028, 0x2029), "\n"),
}
_LINE_END: Final = re.compile(r"\r{1,2}\n|\r")  # a doubled CR is what careless programs write on Windows
_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")
# What Excel, LibreOffice and Google Sheets take for a formula, the full-width forms included.
_FORMULA: Final = re.compile("'*(?:\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])")


def unify_line_ends(text: str) -> str:
    """Turn every kind of line end into a line feed."""
    return _LINE_END.sub("\n", text) if "\r" in text else text


def clean_lines(text: str) -> str:
    """Return `text` composed (NFC), trimmed and without control characters; line ends stay."""
    if text.isascii() and text.isprintable():
        return text.strip()
    known = _LONE_SURROGATE.sub("\ufffd", unify_line_ends(text)).translate(_ODD_LETTERS)
    return "\n".join(line.rstrip() for line in unicodedata.normalize("NFC", known).split("\n")).strip()


def clean_line(text: str) -> str:
    """Return `text` cleaned as by `clean_lines`, on one line, with single spaces."""
    return " ".join(clean_lines(text).split())


def make_writable(text: str) -> str:
    """Return `text` without what no text file can hold: NUL bytes and halves of letters."""
    return _LONE_SURROGATE.sub("\ufffd", text.replace("\x00", ""))


def neutralize(text: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet would run as a formula."""
    return "'" + text if _FORMULA.match(text) else text


def restore(text: str) -> str:
    """Take away the apostrophe that `neutralize` wrote."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text, 1) else text


def shorten(text: str, length: int = 60) -> str:
    """Return `text` on one line and short enough for a message."""
    line = clean_line(text[: 4 * length])
    return line if len(line) <= length else line[: length - 1] + "\N{HORIZONTAL ELLIPSIS}"

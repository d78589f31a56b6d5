"""Find out in which encoding a text file was saved, and what it is when it is no text."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from hallway.formats.problems import Problem, UnreadableFile

_AS_CSV: Final = "Open it in its own program and save it as CSV first; then read that file."
_AS_XLSX: Final = "Open it in its own program and save it as xlsx or CSV first; then read that file."
_UNPACK: Final = "Unpack it, and read the CSV file inside (LinkedIn calls it Connections.csv)."
_RESAVE: Final = 'Open the file in a spreadsheet program and save it again as "CSV UTF-8".'
OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
"""How files of Office before 2007 begin, and those that a password protects."""
_PROTECTED: Final = "EncryptedPackage".encode("utf-16-le")
_KINDS: Final = (
    (b"%PDF", "a PDF document", _AS_CSV),
    (b"\x89PNG", "a PNG picture", _AS_CSV),
    (b"\xff\xd8\xff", "a JPEG picture", _AS_CSV),
    (b"GIF8", "a GIF picture", _AS_CSV),
    (OLD_OFFICE, "an old Excel or Office file", _AS_XLSX),
    (b"SQLite format 3\x00", "a database file", "Export its table as CSV first; then read that file."),
    (b"\x1f\x8b", "a compressed (gzip) file", _UNPACK),
    (b"Rar!", "a RAR archive", _UNPACK),
    (b"7z\xbc\xaf", "a 7-Zip archive", _UNPACK),
    (b"{\\rtf", "an RTF document", _AS_CSV),
)
# Each name stands in the first part or the directory of the zip container.
_ZIPPED: Final = (
    (b"xl/workbook.bin", "a binary Excel workbook (xlsb)", _AS_XLSX),
    (b"xl/workbook", "an Excel workbook", "Read it as one, with the kind xlsx."),
    (b"opendocument.spreadsheet", "an OpenDocument spreadsheet", _AS_XLSX),
    (b"word/document", "a Word document", _AS_CSV),
    (b"Index/Document.iwa", "an Apple Numbers document", _AS_XLSX),
)
_PAGE_STARTS: Final = (b"<!doctype html", b"<html")
_BOMS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be", "utf-16-be"),
)
_SAMPLE: Final = 8192
_ODD_SHARE: Final = 10  # one control character in ten: no person wrote this
_WIDE_SHARE: Final = 20  # even a Chinese table has one sign, digit or line end among twenty letters
_TOLD: Final = 20  # damaged lines that are named one by one
_STANDS_IN: Final = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, how it was encoded, and what was damaged."""

    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def decode(data: bytes, *, name: str = "the file", takes_pages: bool = False) -> Decoded:
    """Return the text in `data`, or say why it is none; a web page is one only where pages are taken."""
    refuse_other_kinds(data, name)
    if not takes_pages:
        _refuse_pages(data, name)
    decoded = _decode(data, name)
    if "\x00" in decoded.text:
        line = decoded.text.count("\n", 0, decoded.text.index("\x00")) + 1
        raise UnreadableFile("it holds binary data (NUL bytes)", f"{name}, line {line}", _AS_CSV)
    start = decoded.text[:_SAMPLE]
    odd = sum(1 for letter in start if letter < " " and letter not in "\t\n\r\f\v\x1a\x1c\x1d\x1e\x1f")
    if odd * _ODD_SHARE > len(start):
        raise UnreadableFile("it holds binary data, not text", name, _AS_CSV)
    return decoded


def refuse_other_kinds(data: bytes, name: str) -> None:
    """Refuse what is no text, by how it begins.

    Raises:
        UnreadableFile: it is a document, a picture, or an archive.
    """
    if data.startswith(OLD_OFFICE) and _PROTECTED in data:
        raise UnreadableFile("a password protects it", name, "Save it without the password first.")
    for start, kind, remedy in _KINDS:
        if data.startswith(start):
            raise UnreadableFile(f"it is {kind}", name, remedy)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        for mark, kind, remedy in _ZIPPED:
            if mark in data:
                raise UnreadableFile(f"it is {kind}", name, remedy)
        raise UnreadableFile(
            "it is a zip archive, or a workbook (xlsx) that is damaged or cut off", name, _UNPACK
        )


def _refuse_pages(data: bytes, name: str) -> None:
    if data[:_SAMPLE].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_PAGE_STARTS):
        raise UnreadableFile("it is a web page", name, _AS_CSV)


def _decode(data: bytes, name: str) -> Decoded:
    for bom, encoding, codec in _BOMS:
        if data.startswith(bom):
            body = data[len(bom) :]
            return _decode_utf_8(body, encoding) if codec == "utf-8" else _decode_wide(body, codec, name)
    guess = _guess_wide(data)
    if guess is not None:
        return guess
    return _decode_utf_8(data, "utf-8")


def _decode_wide(body: bytes, codec: str, name: str) -> Decoded:
    try:
        return Decoded(body.decode(codec), codec)
    except UnicodeDecodeError as error:
        what = f"its {codec.upper()} text is damaged at byte {error.start + 1} (cut off?)"
        raise UnreadableFile(what, name, _RESAVE) from None


def _guess_wide(data: bytes) -> Decoded | None:
    """Read UTF-16 that lost its mark: only in the right order of bytes it has line ends and Western signs."""
    found: list[tuple[int, str, str]] = []
    for codec in ("utf-16-le", "utf-16-be") if b"\x00" in data and len(data) % 2 == 0 else ():
        with suppress(UnicodeDecodeError):
            text = data.decode(codec)
            plain = sum(1 for letter in text[:_SAMPLE] if letter.isascii())
            if "\x00" not in text and plain * _WIDE_SHARE >= len(text[:_SAMPLE]):
                found.append((text.count("\n") or text.count("\r"), codec, text))
    ends, codec, text = max(found, default=(0, "", ""))
    return Decoded(text, codec) if ends else None


def _decode_utf_8(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode("utf-8"), encoding)
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    damaged = text.count(_STANDS_IN)
    intact = sum(1 for letter in text if letter > "\x7f") - damaged
    # Windows-1252 text hardly ever holds a valid UTF-8 letter. Many beside few bad bytes means a damaged
    # UTF-8 file; read as Windows-1252 it would turn every accented name into two strange letters.
    if encoding == "utf-8-sig" or intact > 4 * damaged:
        return Decoded(text, encoding, _damaged_lines(text, "UTF-8"))
    text = data.decode("cp1252", "replace")
    return Decoded(text, "windows-1252", _damaged_lines(text, "Windows-1252"))


def _damaged_lines(text: str, encoding: str) -> tuple[Problem, ...]:
    if _STANDS_IN not in text:
        return ()
    lines = [number for number, line in enumerate(text.split("\n"), start=1) if _STANDS_IN in line]
    told = [
        Problem(line, None, f"This line holds a character that is not {encoding}.", _RESAVE)
        for line in lines[:_TOLD]
    ]
    if len(lines) > _TOLD:
        says = f"{len(lines) - _TOLD} more lines hold characters that are not {encoding}."
        told.append(Problem(None, None, says, _RESAVE))
    return tuple(told)

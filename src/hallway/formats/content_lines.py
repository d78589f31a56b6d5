"""The lines of vCards, as RFC 6350, RFC 2426 and the versit paper of 1996 define them.

A file is read as bytes, line by line: each property may be in an encoding of its own, and some programs fold
between the bytes of one letter. Such bytes are called raw here, and held as text (Latin-1), a letter a byte.
"""

import binascii
import codecs
import io
import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_HEAD: Final = re.compile(r"(?:[A-Za-z0-9_-]+\.)*([A-Za-z][A-Za-z0-9_-]*)\s*([;:])")
_FRAME: Final = re.compile(r"\s*(?:[A-Za-z0-9_-]+\.)?(BEGIN|END)\s*:\s*VCARD\s*", re.IGNORECASE)
_COLON: Final = re.compile(r'"[^"]*"|(:)')
_PARAMETER: Final = re.compile(r'(?:"[^"]*"|[^;"]|")+')
_ITEM: Final = re.compile(r'(?:"[^"]*"|[^,"]|")+')
_CARET: Final = re.compile(r"\^([n^'])")
_CARETS: Final = {"n": "\n", "^": "^", "'": '"'}
_BASE_64: Final = re.compile(r"[A-Za-z0-9+/=\s]+")
_QUOTED: Final = frozenset({"QUOTED-PRINTABLE", "Q", "QP"})
_BINARY: Final = frozenset({"BASE64", "B"})
_WRAPPED: Final = _QUOTED | _BINARY
_ENCODINGS: Final = _WRAPPED | {"7BIT", "8BIT"}
_BLANK_END: Final = re.compile(r"=[ \t]+\n")
_SOFT_BLANKS: Final = re.compile(r"=\n[ \t]")
_ESCAPED: Final = re.compile(r"\\([nN;,:\\\"])")
_LINES: Final = frozenset("nN")
_CHARSET: Final = re.compile(r"[A-Za-z0-9_.:-]{1,40}")
_ONE_BYTE: Final = re.compile(r"(?:iso8859-\d+|cp\d+|koi8-[rut]|mac-\w+|ascii|utf-8)")
_MORE_BYTES: Final = re.compile(
    r"(?:shift_jis\w*|cp9(?:32|36|49|50)|euc_\w+|gb\w+|big5\w*|iso2022_\w+|hz|johab)"
)
_SHORT: Final = 200  # letters
_LONG_TEXTS: Final = frozenset({"NOTE", "LABEL", "ADR"})
_STANDS_IN: Final = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class ContentLine:
    """One property as it stands in a file; text that is no property has the name ""."""

    line: int
    group: str
    name: str
    params: Mapping[str, tuple[str, ...]]
    raw: str
    is_cut: bool = False

    def types(self) -> tuple[str, ...]:
        """Return its types in small letters, in whatever spelling they were given."""
        return tuple(",".join(self.params.get("TYPE", ())).lower().replace(" ", "").split(","))

    def is_quoted(self) -> bool:
        """Tell whether it is written in quoted-printable, where line ends are no escapes."""
        return self.params.get("ENCODING", ("",))[0].upper() in _QUOTED

    def value(self) -> str:
        """Return its value as text, still escaped; nothing here can fail, at worst it reads strangely."""
        raw = self.raw
        encoding = self.params.get("ENCODING", ("",))[0].upper()
        if encoding not in _WRAPPED and raw.isascii() and "CHARSET" not in self.params:
            return raw
        data = raw.encode("latin-1")
        if encoding in _QUOTED:
            data = binascii.a2b_qp(_straighten(raw).encode("latin-1"))
        elif encoding in _BINARY:
            with suppress(binascii.Error):
                data = binascii.a2b_base64(data)
        return decode_raw(data, self.params.get("CHARSET", ("",))[0])


@dataclass(slots=True)
class _Open:
    """A property whose lines are still coming in."""

    line: int
    name: str
    parts: list[str]
    size: int
    is_skipped: bool
    is_binary: bool = False
    is_quoted: bool = False
    has_value: bool = False
    is_filled: bool = False
    is_soft: bool = False
    blanks: int = 0

    def may_break(self) -> bool:
        """Tell whether a line of plain text may go on with it: a note, or a picture that nobody reads."""
        return self.name in _LONG_TEXTS or (self.is_skipped and not self.blanks)

    def look(self, text: str) -> None:
        """Find out from a line of the head how the value is written."""
        if not self.has_value:
            head, colon, value = text.partition(":")
            upper = head.upper()
            self.is_quoted |= "QUOTED-PRINTABLE" in upper
            self.is_binary |= "BASE64" in upper or "ENCODING=B" in upper
            self.has_value = bool(colon)
            self.is_filled = bool(value.strip())
        else:
            self.is_filled = self.is_filled or bool(text.strip())
        self.is_soft = self.is_quoted and text.rstrip(" \t").endswith("=")


class _Scanner:
    """Puts the lines of a file together to properties, each byte looked at a few times at most."""

    def __init__(self, *, longest: int, skipped: Collection[str]) -> None:
        self.longest = longest
        self.skipped = skipped
        self.open: _Open | None = None
        self.is_old = False  # vCard 2.1, which folds before a blank and keeps it
        self.indent = ""

    def feed(self, number: int, text: str) -> Iterator[ContentLine]:
        """Take in the next line of the file, and give out the property that it ends."""
        if self.indent and text.startswith(self.indent):
            text = text[len(self.indent) :]
        frame = _FRAME.fullmatch(text) if "ARD" in text or "ard" in text else None
        if frame is not None and (not text[:1].isspace() or self._may_be_indented()):
            yield from self.close()
            is_begin = frame[1].upper() == "BEGIN"
            self.indent = text[: len(text) - len(text.lstrip())] if is_begin else ""
            self.is_old = False
            yield ContentLine(number, "", frame[1].upper(), {}, "VCARD")
        elif not self._continues(text):
            yield from self.close()
            self._begin(number, text)

    def _may_be_indented(self) -> bool:
        """Tell whether an indented BEGIN or END may frame a card: never inside of a folded value."""
        if self.open is None:
            return True
        return self.open.name == "AGENT" and not self.open.is_filled

    def _begin(self, number: int, text: str) -> None:
        if not text.strip():
            return
        head = _HEAD.match(text)
        name = head[1].upper() if head is not None and _is_property(text, head) else ""
        skipped = name in self.skipped
        self.open = _Open(number, name, [text[: self.longest]], len(text), skipped)
        if name:
            self.open.look(text)
        if skipped:
            self.open.parts = [text[: text.index(":") + 1] if ":" in text else text[: self.longest]]

    def _continues(self, text: str) -> bool:
        """Tell whether a line goes on with the open property, and take it in if so."""
        here = self.open
        if here is None:
            return False
        if here.is_soft:
            self._append(here, "\n" + text, text)
        elif not text.strip():
            here.blanks += 1
        elif text[0] in " \t" and here.name:
            keeps = self.is_old and here.has_value and not here.is_binary
            self._append(here, text if keeps else text[1:], text)
        elif here.is_binary and here.blanks == 0 and ":" not in text and _BASE_64.fullmatch(text):
            self._append(here, text, text)
        elif here.may_break() and not _begins_property(text):
            # A line end that its program forgot to escape.
            end = "=0A" if here.is_quoted else "\\n"
            self._append(here, end * (here.blanks + 1) + text, text)
        else:
            return False
        return True

    def _append(self, here: _Open, part: str, text: str) -> None:
        here.look(text)
        here.blanks = 0 if text.strip() else here.blanks
        here.size += len(part)
        if here.size <= self.longest and not (here.is_skipped and here.has_value):
            here.parts.append(part)

    def close(self) -> Iterator[ContentLine]:
        """Give out the open property."""
        here, self.open = self.open, None
        if here is None:
            return
        is_cut = here.size > self.longest and not here.is_skipped
        found = _parse(here.line, here.name, "".join(here.parts), is_cut=is_cut)
        if found.name == "VERSION":
            self.is_old = found.raw.strip().startswith("2")
        yield found


def read_content_lines(data: bytes, *, longest: int, skipped: Collection[str] = ()) -> Iterator[ContentLine]:
    """Yield the properties of a file, one by one.

    Args:
        data: the file, in UTF-8 or in an encoding of one byte a letter.
        longest: characters of one property; the rest of a longer one is left out, and `is_cut` says so.
        skipped: names of properties whose values nobody wants, such as PHOTO.
    """
    if b"\r" in data:
        data = data.replace(b"\r\r\n", b"\n").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    scanner = _Scanner(longest=longest, skipped=skipped)
    for number, line in enumerate(io.BytesIO(data), start=1):
        yield from scanner.feed(number, line.rstrip(b"\n").decode("latin-1"))
    yield from scanner.close()


def _begins_property(text: str) -> bool:
    head = _HEAD.match(text)
    return head is not None and _is_property(text, head)


def _is_property(text: str, head: re.Match[str]) -> bool:
    """Tell a property from a raw line of text that has a semicolon near its beginning."""
    return head[2] == ":" or ":" in text or "=" in text


def _parse(line: int, name: str, text: str, *, is_cut: bool) -> ContentLine:
    colon = _find_colon(text) if name else -1
    if colon < 0:
        return ContentLine(line, "", "", {}, text, is_cut)
    head, raw = text[:colon], text[colon + 1 :]
    before, *written = _PARAMETER.findall(head) if '"' in head else head.split(";")
    *groups, _ = before.split(".")
    read = _read_params if len(head) < _SHORT else _read_params.__wrapped__  # long ones fill no memory
    params = read(tuple(written)) if written else {}
    return ContentLine(line, groups[-1].lower() if groups else "", name, params, raw, is_cut)


def _find_colon(text: str) -> int:
    """Return where the value begins: the first colon outside of quotes, or of all when a quote stays open."""
    first = text.find(":")
    if '"' not in text[: max(first, 0)]:
        return first
    return next((found.start() for found in _COLON.finditer(text) if found[1]), first)


@lru_cache(maxsize=1024)
def _read_params(written: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    params: dict[str, list[str]] = {}
    for each in written:
        key, equals, values = decode_raw(each.encode("latin-1"), "").partition("=")
        key = key.strip().upper()
        if not equals:
            # vCard 2.1 names neither types nor encodings: TEL;CELL;QUOTED-PRINTABLE
            params.setdefault("ENCODING" if key in _ENCODINGS else "TYPE", []).append(key)
            continue
        params.setdefault(key, []).extend(map(_read_param_value, _ITEM.findall(values)))
    return {key: tuple(filter(None, values)) or ("",) for key, values in params.items() if key}


def _read_param_value(text: str) -> str:
    bare = text.strip().strip('"')
    return _CARET.sub(lambda found: _CARETS[found[1]], bare) if "^" in bare else bare


# ------------------------------------------------------------------------------------------ values


def _straighten(raw: str) -> str:
    """Return quoted-printable lines without the blanks that a program folded each of them with, too."""
    raw = _BLANK_END.sub("=\n", raw)
    soft = raw.count("=\n")
    # One such blank is the space between two words.
    return _SOFT_BLANKS.sub("=\n", raw) if soft > 1 and len(_SOFT_BLANKS.findall(raw)) == soft else raw


def decode_raw(data: bytes, charset: str) -> str:
    """Return bytes as text: in UTF-8, in the encoding that was declared, or else in Windows-1252."""
    if data.isascii() and not charset:
        return data.decode("ascii")
    declared = _find_charset(charset)
    tries = [declared, "utf-8"] if _MORE_BYTES.fullmatch(declared) else ["utf-8", declared]
    for codec in filter(None, tries):
        with suppress(UnicodeDecodeError):
            return data.decode(codec)
    text = data.decode("utf-8", "replace")
    damaged = text.count(_STANDS_IN)
    intact = sum(1 for letter in text if letter > "\x7f") - damaged
    # As for tables: many good letters beside few bad bytes are damaged UTF-8.
    return text if intact > 4 * damaged else data.decode("cp1252", "replace")


@lru_cache(maxsize=64)
def _find_charset(name: str) -> str:
    """Return the codec of a declared encoding; "" when it is none of those that write names."""
    codec = ""
    if _CHARSET.fullmatch(name):
        with suppress(LookupError):
            codec = codecs.lookup(name).name
    return codec if _ONE_BYTE.fullmatch(codec) or _MORE_BYTES.fullmatch(codec) else ""


def unescape(text: str, *, keep_n: bool = False) -> str:
    r"""Return a value without its backslashes; `keep_n` leaves "\n" alone, as in quoted-printable."""
    if "\\" not in text:
        return text
    return _ESCAPED.sub(
        lambda found: (found[0] if keep_n else "\n") if found[1] in _LINES else found[1], text
    )


def split_value(text: str, sign: str) -> list[str]:
    """Return the parts of a value between the signs that are not escaped; the parts are still escaped."""
    if "\\" not in text:
        return text.split(sign)
    parts: list[str] = []
    begin = 0
    for found in _split_pattern(sign).finditer(text):
        if found[0] == sign:
            parts.append(text[begin : found.start()])
            begin = found.end()
    return [*parts, text[begin:]]


@lru_cache(maxsize=8)
def _split_pattern(sign: str) -> re.Pattern[str]:
    return re.compile(rf"\\.|{re.escape(sign)}", re.DOTALL)

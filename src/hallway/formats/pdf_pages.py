"""Read the text of a PDF page by page, within limits."""

import io
import logging
import math
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from hallway.domain.errors import HallwayError
from hallway.formats.problems import UnreadableFile
from hallway.formats.texts import shorten

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

ShouldStop: TypeAlias = Callable[[], bool]
Tell: TypeAlias = Callable[[int, int], None]
Operands: TypeAlias = Sequence[object]
Matrix: TypeAlias = Sequence[float]

LARGEST: Final = 50_000_000
"""Bytes of a PDF that is read; a report of two hundred pages has a few million."""

_MARK: Final = b"%PDF-"
_MARK_WITHIN: Final = 1024  # bytes; mail programs and printers put lines of their own before it
_MOST_PAGES: Final = 2_000
_MOST_PARTS: Final = 200_000  # objects that the file declares openly; a report has a few thousand
_MOST_STEPS: Final = 100_000  # drawing steps of one page; a dense table has some three thousand
_MOST_LETTERS: Final = 500_000  # of one page
_LIMITS: Final = {
    "maximum_declared_stream_length": LARGEST,
    "array_based_stream_maximum_output_length": 4_000_000,
    "zlib_maximum_output_length": 4_000_000,
    "lzw_maximum_output_length": 4_000_000,
    "run_length_maximum_output_length": 4_000_000,
    "brotli_maximum_output_length": 4_000_000,
    "zlib_maximum_recovery_input_length": 1_000_000,
    "stream_decoding_work_maximum_length": 12_000_000,
    "stream_parsing_work_maximum_count": 1_000_000,
    "page_tree_maximum_entries": 10_000,
    "page_tree_maximum_page_entries": 200_000,
    "xform_maximum_invocations_per_extraction": 200,
}
"""What one stream or page may unpack to; a small file can be made to fill a computer."""
_DAMAGED: Final = frozenset(
    {"pypdf.filters", "pypdf.generic._data_structures", "pypdf._page", "pypdf._reader"}
)
"""Parts of the library that go on after damage, and only log it."""
_SAME_LINE: Final = 2.0  # points; lines of the smallest print stand eight apart
_INNER: Final = re.compile(r"\s+")
_AGAIN: Final = "Download it again, and choose the whole file."
_PRINT: Final = "Open it in a browser or a PDF program, print it to a PDF file, and choose that one."


class ReadingStopped(HallwayError):
    """The applicant stopped the reading of a file."""

    def __init__(self) -> None:
        super().__init__("Stopped. Nothing was read.")


@dataclass(frozen=True, slots=True)
class PdfPage:
    """The text of one page.

    Args:
        number: from 1, as a PDF program counts.
        flow: the text in the order in which it was drawn.
        lines: what stands at one height, from left to right; the highest first. Turned text is left out.
        has_pictures: whether any picture belongs to it.
        fault: what is damaged, in words; empty when nothing is known to be.
    """

    number: int
    flow: str
    lines: tuple[str, ...]
    has_pictures: bool = False
    fault: str = ""


def never() -> bool:
    """Go on in any case."""
    return False


def read_pdf(
    data: bytes, *, name: str = "the file", should_stop: ShouldStop = never, tell: Tell | None = None
) -> tuple[PdfPage, ...]:
    """Return the text of every page; a damaged page has a fault and what could be read of it.

    Args:
        data: the file.
        name: what to call it in messages.
        should_stop: asked before every page and now and then within one.
        tell: told after every page how many of how many are read.

    Raises:
        ReadingStopped: `should_stop` said so.
        UnreadableFile: it is no PDF, too large, protected by a password, or damaged beyond its pages.
    """
    refuse_size(len(data), name)
    if _MARK not in data[:_MARK_WITHIN]:
        remedy = "Choose the PDF file itself, as you downloaded it."
        raise UnreadableFile("it is no PDF document" if data else "it is empty", name, remedy)
    if data.count(b" obj") > _MOST_PARTS:
        raise UnreadableFile(
            f"it has more than {_MOST_PARTS:,} parts", name, "Check that it is the right file."
        )
    import pypdf  # noqa: PLC0415 - only PDF files need it

    limits = pypdf.get_configuration().with_overwrites(**_LIMITS)
    with pypdf.apply_configuration(limits), _watching() as damages:
        reader, count = _open(data, name, damages)
        pages = []
        for number in range(1, count + 1):
            if should_stop():
                raise ReadingStopped
            damages.clear()
            pages.append(_read_page(reader, number, damages, should_stop))
            if tell is not None:
                tell(number, count)
        return tuple(pages)


def refuse_size(size: int, name: str) -> None:
    """Refuse a file of more bytes than are read; a face asks before it reads the file.

    Raises:
        UnreadableFile: it has more.
    """
    if size > LARGEST:
        what = f"it has {size / 1_000_000:,.0f} MB, and at most {LARGEST / 1_000_000:.0f} MB are read"
        raise UnreadableFile(what, name, "A report of numbers is smaller: check that it is the right file.")


# -------------------------------------------------------------------------------------------- opening


def _open(data: bytes, name: str, damages: list[str]) -> "tuple[PdfReader, int]":
    """Return the document and its number of pages."""
    from pypdf import PasswordType, PdfReader  # noqa: PLC0415 - see `read_pdf`
    from pypdf.errors import DependencyError  # noqa: PLC0415 - as above

    is_locked = False
    count = 0
    try:
        reader = PdfReader(io.BytesIO(data))
        # Most that are protected may be read by everybody, only not changed: an empty password opens them.
        is_locked = reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED
        count = 0 if is_locked else len(reader.pages)
    except DependencyError:
        raise UnreadableFile("it is encrypted", name, _PRINT) from None
    except Exception as error:  # noqa: BLE001 - a damaged file makes the library raise nearly anything
        what = f"it is damaged or cut off ({_name_error(error)})"
        raise UnreadableFile(what, name, _AGAIN) from None
    if is_locked:
        raise UnreadableFile("a password protects it", name, _PRINT)
    if not count:
        what = "it is damaged or cut off" if damages else "it has no pages"
        raise UnreadableFile(what, name, _AGAIN)
    if count > _MOST_PAGES:
        what = f"it has {count:,} pages, and at most {_MOST_PAGES:,} are read"
        raise UnreadableFile(what, name, "Check that it is the right file.")
    return reader, count


def _name_error(error: Exception) -> str:
    return shorten(str(error).partition("\n")[0] or type(error).__name__)


@contextmanager
def _watching() -> Iterator[list[str]]:
    """Collect what the library logs of damage, and keep it from the terminal meanwhile."""
    found: list[str] = []
    logger = logging.getLogger("pypdf")
    handler = _Collector(found)
    before = logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield found
    finally:
        logger.removeHandler(handler)
        logger.propagate = before


class _Collector(logging.Handler):
    """Keeps the messages that tell of damage."""

    def __init__(self, found: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._found = found

    def emit(self, record: logging.LogRecord) -> None:
        if record.name in _DAMAGED and len(self._found) < 10:  # noqa: PLR2004 - enough to tell
            self._found.append(shorten(record.getMessage()))


# -------------------------------------------------------------------------------------------- one page


def _read_page(reader: "PdfReader", number: int, damages: list[str], should_stop: ShouldStop) -> PdfPage:
    gathered = _Gathered(should_stop)
    fault = ""
    has_pictures = False
    try:
        page = reader.pages[number - 1]
        page.extract_text(visitor_operand_before=gathered.count, visitor_text=gathered.take)
        has_pictures = _has_pictures(page)
        if _is_cut(page):
            damages.append("its text is cut off")
    except Exception as error:  # noqa: BLE001 - see `_open`; the other pages are still read
        fault = _name_error(error)
    if gathered.stopped:
        raise ReadingStopped
    fault = gathered.too_much or fault or "; ".join(damages[:1])
    return PdfPage(number, "".join(gathered.texts), tuple(gathered.lines()), has_pictures, fault)


class _TooMuch(Exception):
    """A page has more than is read, or the applicant has enough."""


class _Gathered:
    """What was drawn on a page so far, and where."""

    def __init__(self, should_stop: ShouldStop) -> None:
        self.texts: list[str] = []
        self.stopped = False
        self.too_much = ""
        self._should_stop = should_stop
        self._steps = 0
        self._letters = 0
        self._places: list[tuple[float, float, str]] = []  # height, distance from the left, text

    def count(self, _operator: object, _operands: object, _outer: object, _inner: object) -> None:
        """Count a drawing step, and refuse one too many."""
        self._steps += 1
        if self._steps % 2_000 == 0 and self._should_stop():
            self.stopped = True
        if self._steps > _MOST_STEPS:
            self.too_much = f"it has more than {_MOST_STEPS:,} drawing steps"
        # Within a form the library swallows this, and comes by again at the next step.
        if self.stopped or self.too_much:
            raise _TooMuch

    def take(self, text: str, outer: Matrix, inner: Matrix, _font: object, _size: object) -> None:
        """Keep a piece of text, and where it stands."""
        self._letters += len(text)
        if self._letters > _MOST_LETTERS:
            self.too_much = f"it has more than {_MOST_LETTERS:,} letters"
            raise _TooMuch
        self.texts.append(text)
        if text and not text.isspace():
            left = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
            height = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
            slant = inner[0] * outer[1] + inner[1] * outer[3]
            if slant == 0 and math.isfinite(left + height):
                self._places.append((height, left, _INNER.sub(" ", text).strip()))

    def lines(self) -> Iterator[str]:
        """Yield what stands at one height as one line."""
        line: list[tuple[float, str]] = []
        top = math.inf
        for height, left, text in sorted(self._places, key=lambda each: -each[0]):
            if top - height > _SAME_LINE and line:
                yield _join(line)
                line = []
            top = height if not line else top
            line.append((left, text))
        if line:
            yield _join(line)


def _join(line: Iterable[tuple[float, str]]) -> str:
    return " ".join(text for _, text in sorted(line, key=lambda each: each[0]))


def _has_pictures(page: "PageObject") -> bool:
    """Tell whether the page, or what it inherits, names any picture."""
    resources = page.get("/Resources")
    drawn = resources.get_object().get("/XObject") if resources is not None else None
    things = drawn.get_object().values() if drawn is not None else ()
    return any(each.get_object().get("/Subtype") == "/Image" for each in things)


def _is_cut(page: "PageObject") -> bool:
    """Tell whether a packed stream of the page's text ends too early; the library reads on without a word."""
    contents = page.get("/Contents")
    found = [] if contents is None else contents.get_object()
    for each in found if isinstance(found, list) else [found]:
        stream = each.get_object()
        raw = getattr(stream, "_data", b"")
        if raw and stream.get("/Filter") == "/FlateDecode" and not stream.get("/DecodeParms"):
            unpacker = zlib.decompressobj()
            try:
                unpacker.decompress(raw, _LIMITS["zlib_maximum_output_length"])
            except zlib.error:
                return True
            if not unpacker.eof and not unpacker.unconsumed_tail:
                return True
    return False

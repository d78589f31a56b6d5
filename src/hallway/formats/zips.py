"""Look into a zip file before anything reads it: a small one may unpack to more than a computer holds."""

import io
import lzma
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import IO, Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from hallway.formats.problems import UnreadableFile
from hallway.formats.texts import shorten

_SAVE_AGAIN: Final = "Open it in its own program and save it again."
_NOT_OURS: Final = "No spreadsheet program writes such a file: do not open it elsewhere either."
_CHUNK: Final = 1 << 16  # bytes
_OVERLAP: Final = 15  # bytes; a mark may lie across two chunks
_ENCRYPTED: Final = 0x1
_TEXT_PARTS: Final = (".xml", ".rels")
_DECLARATIONS: Final = (b"<!DOCTYPE", b"<!ENTITY")
_ROW: Final = re.compile(rb"<(?:\w{1,8}:)?row[ />]")
_DAMAGES: Final = (
    BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)


@dataclass(frozen=True, slots=True)
class ZipLimits:
    """The largest container that is unpacked; more than this is an attack."""

    entries: int = 2_000
    unpacked: int = 300_000_000  # bytes, in total
    ratio: int = 200  # unpacked bytes for one of the file
    harmless: int = 10_000_000  # bytes; up to here any ratio will do, and empty rows do pack small
    tags: int = 20_000_000  # each becomes an object of about a hundred bytes


DEFAULT_ZIP_LIMITS: Final = ZipLimits()


def check_zip(data: bytes, *, name: str, limits: ZipLimits = DEFAULT_ZIP_LIMITS) -> dict[str, int]:
    """Unpack every part of a container of XML within limits, and throw the parts away.

    The directory is believed only where it is worse than the truth: parts are counted while they unpack.

    Returns:
        How many rows each part of XML begins.

    Raises:
        UnreadableFile: it is damaged, encrypted or unpacks to too much, or its XML declares entities.
    """
    try:
        with ZipFile(io.BytesIO(data)) as container:
            scan = _Scan(name, len(data), limits)
            scan.refuse_directory(container.infolist())
            for entry in container.infolist():
                if entry.filename.lower().endswith(_TEXT_PARTS):
                    with container.open(entry) as part:
                        scan.read(entry.filename, part)
            return scan.rows
    except _DAMAGES as error:
        what = f"its container is damaged ({shorten(str(error) or 'cut off')})"
        raise UnreadableFile(what, name, _SAVE_AGAIN) from None


@dataclass(slots=True)
class _Scan:
    """What was found in the parts so far."""

    name: str
    size: int
    limits: ZipLimits
    unpacked: int = 0
    tags: int = 0
    rows: dict[str, int] = field(default_factory=dict)

    def refuse_directory(self, entries: Sequence[ZipInfo]) -> None:
        """Refuse a container whose own directory tells that it is too large."""
        if len(entries) > self.limits.entries:
            what = f"it packs {len(entries):,} parts, and at most {self.limits.entries:,} are unpacked"
            raise UnreadableFile(what, self.name, _NOT_OURS)
        if any(entry.flag_bits & _ENCRYPTED for entry in entries):
            raise UnreadableFile("a password protects it", self.name, "Save it without the password first.")
        self._refuse_size(sum(entry.file_size for entry in entries))

    def read(self, part: str, source: IO[bytes]) -> None:
        """Unpack one part of XML, chunk by chunk."""
        self.rows.setdefault(part, 0)
        before = b""
        while chunk := source.read(_CHUNK):
            text = before + chunk
            self.unpacked += len(chunk)
            self._refuse_size(self.unpacked)
            self.tags += chunk.count(b"<")
            if self.tags > self.limits.tags:
                what = f"its XML has more than {self.limits.tags:,} tags"
                raise UnreadableFile(what, self.name, "Delete the sheets and columns that are not needed.")
            if b"\x00" in chunk or any(each in text for each in _DECLARATIONS):
                what = f"its part {shorten(part)!r} declares types or entities, which a workbook never does"
                raise UnreadableFile(what, self.name, _NOT_OURS)
            # The end of the chunk before was counted with it.
            self.rows[part] += len(_ROW.findall(text)) - len(_ROW.findall(before))
            before = text[-_OVERLAP:]

    def _refuse_size(self, unpacked: int) -> None:
        most = max(self.limits.harmless, self.limits.ratio * self.size)
        if unpacked > min(most, self.limits.unpacked):
            what = f"its {self.size:,} bytes unpack to {unpacked:,} or more (a zip bomb?)"
            raise UnreadableFile(what, self.name, _NOT_OURS)

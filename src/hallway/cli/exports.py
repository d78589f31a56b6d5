"""`hallway export`: the record in forms that other programs read."""

import os
import sys
import tempfile
from base64 import b64encode
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hallway.cli import show
from hallway.cli.errors import NeedsMore
from hallway.cli.frame import command, commands, is_json
from hallway.cli.opening import answer, open_record
from hallway.domain.errors import HallwayError

if TYPE_CHECKING:
    from hallway.app import App

app = commands()


class ExportKind(StrEnum):
    """What to write."""

    XLSX = "xlsx"
    CSV = "csv"
    VCF = "vcf"
    VCF3 = "vcf3"
    GOOGLE = "google"
    ICS = "ics"
    JSON = "json"


_OF_PEOPLE = frozenset({ExportKind.XLSX, ExportKind.CSV, ExportKind.VCF, ExportKind.VCF3, ExportKind.GOOGLE})
_BINARY = frozenset({ExportKind.XLSX})
_DATABASES = (b"SQLite format 3\0", b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")
"""How a record begins, and the log beside an open one."""


class NotWritten(HallwayError):
    """A file could not be written; what was there is still there."""


@command(
    app,
    "export",
    examples=[
        "hallway export tracker.xlsx",
        "hallway export mentors.vcf --group mentor",
        "hallway export --kind google google.csv",
        "hallway export --kind ics hallway.ics --force",
        "hallway export --kind json - > hallway.json",
    ],
    json="{kind, path, bytes}; with - instead of a file {kind, path, bytes, text}, a workbook as base64",
)
def export(
    context: typer.Context,
    out: str = typer.Argument(metavar="OUT", help="The file to write, or - for stdout."),
    kind: ExportKind | None = typer.Option(
        None, "--kind", help="What to write; else told by the file's ending, and csv is the tracker."
    ),
    group: str = typer.Option(
        "", "--group", metavar="GROUP", help="Only people of this group.", show_default=False
    ),
    force: bool = typer.Option(False, "--force", help="Overwrite a file that is there."),
) -> None:
    """Write people (xlsx, csv, vcf, vcf3, google), the calendar (ics) or the whole record (json) to a file.

    Files of people hold who is active; notes about programs stay in the record and its archive. The archive
    makes an equal record of an empty one: hallway --file new.db import hallway.json --yes
    """
    wanted = kind or _told_by_ending(out)
    if group and wanted not in _OF_PEOPLE:
        raise NeedsMore(
            f"--group chooses people, and {wanted.value} does not hold people alone. Leave it out."
        )
    if out != "-":
        check_place(Path(out).expanduser(), is_forced=force)
    record = open_record(context)
    data = _write(record, wanted, group)
    shape: dict[str, object] = {"kind": wanted, "path": out, "bytes": len(data)}
    if out != "-":
        write_whole(Path(out).expanduser(), data, is_forced=force)
        answer(context, shape, [f"Wrote {out}: {show.count(len(data), 'byte')}."])
    elif is_json(context):
        text = b64encode(data).decode() if wanted in _BINARY else data.decode()
        answer(context, {**shape, "text": text}, [])
    else:
        sys.stdout.buffer.write(data)


def _write(record: "App", wanted: ExportKind, group: str) -> bytes:
    from hallway.actions import archives, exports  # noqa: PLC0415 -- loads the writers; --help does without

    if wanted is ExportKind.ICS:
        return exports.export_calendar(record.store, record.clock)
    if wanted is ExportKind.JSON:
        return archives.export_archive(record.store, record.clock)
    writers: dict[ExportKind, Callable[..., bytes]] = {
        ExportKind.XLSX: exports.export_workbook,
        ExportKind.CSV: exports.export_tracker,
        ExportKind.VCF: exports.export_vcards,
        ExportKind.VCF3: partial(exports.export_vcards, version="3.0"),
        ExportKind.GOOGLE: exports.export_google,
    }
    return writers[wanted](record.store, record.clock, group=group)


def _told_by_ending(out: str) -> ExportKind:
    ending = Path(out).suffix.removeprefix(".").casefold()
    if ending not in set(ExportKind):
        kinds = ", ".join(f"--kind {each.value}" for each in ExportKind)
        raise NeedsMore(f"Say what to write, one of {kinds}.")
    return ExportKind(ending)


def check_place(path: Path, *, is_forced: bool, such_as: str = "hallway.csv") -> None:
    """Raise unless a file can be written there; one that is there stays unless it is forced."""
    if path.is_dir():
        raise NotWritten(f"{path} is a folder. Name a file in it, such as {path / such_as}.")
    if path.exists() and not is_forced:
        raise NotWritten(f"{path} is there already. Add --force to overwrite it, or choose another name.")
    if not path.parent.is_dir():
        raise NotWritten(f"There is no folder {path.parent}. Make it first, or choose another place.")
    _spare_records(path)


def _spare_records(path: Path) -> None:
    """Raise where a database lies: whoever mistypes a name must not lose a record or a safety copy."""
    try:
        with path.open("rb") as file:
            first = file.read(16)
    except OSError:
        return  # nothing is there, or nothing to be read: writing tells
    if first.startswith(_DATABASES):
        raise NotWritten(f"{path} is a database, perhaps your record. Choose another name.")


def write_whole(path: Path, data: bytes, *, is_forced: bool) -> None:
    """Write a file as a whole or not at all: beside its place first, then moved there."""
    _spare_records(path)
    beside = ""
    try:
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if not is_forced:
            path.touch(exist_ok=False)  # unlike the move, this fails when somebody wrote the file meanwhile
        Path(beside).replace(path)
    except OSError as cause:
        if beside:
            Path(beside).unlink(missing_ok=True)
        reason = (cause.strerror or "unknown reason").lower()
        raise NotWritten(f"{path} could not be written ({reason}). Nothing was changed there.") from cause

"""`hallway export`: the record in forms that other programs read."""

import os
import sys
import tempfile
from enum import StrEnum
from pathlib import Path

import typer

from hallway.actions.exports import export_archive, export_calendar, export_tracker
from hallway.cli import show
from hallway.cli.errors import NeedsMore
from hallway.cli.frame import command, commands, is_json
from hallway.cli.opening import answer, open_record
from hallway.domain.errors import HallwayError

app = commands()


class ExportKind(StrEnum):
    """What to write."""

    CSV = "csv"
    ICS = "ics"
    JSON = "json"


class NotWritten(HallwayError):
    """A file could not be written; what was there is still there."""


_WRITERS = {
    ExportKind.CSV: export_tracker,
    ExportKind.ICS: export_calendar,
    ExportKind.JSON: export_archive,
}


@command(
    app,
    "export",
    examples=[
        "hallway export tracker.csv",
        "hallway export --kind ics hallway.ics --force",
        "hallway export --kind json - > hallway.json",
    ],
    json="{kind, path, bytes}; with - instead of a file {kind, path, bytes, text}",
)
def export(
    context: typer.Context,
    out: str = typer.Argument(metavar="OUT", help="The file to write, or - for stdout."),
    kind: ExportKind | None = typer.Option(
        None, "--kind", help="What to write; else told by the file's ending."
    ),
    force: bool = typer.Option(False, "--force", help="Overwrite a file that is there."),
) -> None:
    """Write the tracker (csv), the calendar (ics) or the whole record (json) to a file.

    The JSON archive makes an equal record of an empty one: hallway --file new.db import hallway.json --yes
    """
    wanted = kind or _told_by_ending(out)
    if out != "-":
        _check_place(Path(out).expanduser(), is_forced=force)
    record = open_record(context)
    data = _WRITERS[wanted](record.store, record.clock)
    shape: dict[str, object] = {"kind": wanted, "path": out, "bytes": len(data)}
    if out != "-":
        write_whole(Path(out).expanduser(), data, is_forced=force)
        answer(context, shape, [f"Wrote {out}: {show.count(len(data), 'byte')}."])
    elif is_json(context):
        answer(context, {**shape, "text": data.decode()}, [])
    else:
        sys.stdout.buffer.write(data)


def _told_by_ending(out: str) -> ExportKind:
    ending = Path(out).suffix.removeprefix(".").casefold()
    if ending not in set(ExportKind):
        raise NeedsMore("Say what to write: --kind csv, --kind ics or --kind json.")
    return ExportKind(ending)


def _check_place(path: Path, *, is_forced: bool) -> None:
    if path.is_dir():
        raise NotWritten(f"{path} is a folder. Name a file in it, such as {path / 'hallway.csv'}.")
    if path.exists() and not is_forced:
        raise NotWritten(f"{path} is there already. Add --force to overwrite it, or choose another name.")
    if not path.parent.is_dir():
        raise NotWritten(f"There is no folder {path.parent}. Make it first, or choose another place.")


def write_whole(path: Path, data: bytes, *, is_forced: bool) -> None:
    """Write a file as a whole or not at all: beside its place first, then moved there."""
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

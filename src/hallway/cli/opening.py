"""Opening the record that a command works on, and answering in the form that was wanted."""

import gc
import json
import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hallway.actions.ports import Clock
from hallway.cli.errors import NeedsMore
from hallway.cli.frame import AT, FILE, is_json
from hallway.cli.jsons import to_json
from hallway.domain.errors import InvalidValue

if TYPE_CHECKING:
    from hallway.app import App

_YEARS = range(1900, 2200)  # as the actions take them: further out, instants overflow
_IN_THESE_YEARS = f"The year must lie between {_YEARS[0]} and {_YEARS[-1]}."


def open_record(context: typer.Context) -> "App":
    """Open the record that --file, HALLWAY_FILE or the data folder names, at the time that --at sets."""
    from hallway.app import open_app  # noqa: PLC0415 -- loads the database; `--help` works without

    if not gc.isenabled():  # see `main`: what is loaded stays, and from here on there may be garbage
        gc.freeze()
        gc.enable()
    record = open_app(named_path(context), clock=named_clock(context))
    if isinstance(record.store, AbstractContextManager):
        context.with_resource(record.store)
    return record


def named_path(context: typer.Context) -> Path | None:
    """Return the path that --file names, or None."""
    if FILE not in context.meta:
        return None
    if not context.meta[FILE]:
        raise NeedsMore("--file is empty. Name the file of your record, such as --file ~/hallway.db.")
    return Path(context.meta[FILE]).expanduser()


def named_clock(context: typer.Context) -> Clock | None:
    """Return the clock that --at sets, or None for the real one."""
    from hallway.app import set_clock  # noqa: PLC0415 -- as above

    if AT not in context.meta:
        return None
    try:
        clock = set_clock(context.meta[AT])
    except OverflowError:
        raise InvalidValue("--at", context.meta[AT], _IN_THESE_YEARS) from None
    if clock.now().year not in _YEARS:
        raise InvalidValue("--at", context.meta[AT], _IN_THESE_YEARS)
    return clock


def answer(context: typer.Context, value: object, lines: Iterable[str]) -> None:
    """Print `value` as JSON when that is wanted, else the lines."""
    if is_json(context):
        is_utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
        sys.stdout.write(json.dumps(to_json(value), indent=2, ensure_ascii=not is_utf8) + "\n")
        return
    for line in lines:
        sys.stdout.write(line + "\n")


def is_terminal() -> bool:
    """Tell whether somebody sits in front of it and can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()

"""`hallway doctor` and `hallway version`: is everything well, and which Hallway is this."""

import platform
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of

import typer

from hallway.cli import show
from hallway.cli.errors import REFUSED
from hallway.cli.frame import command, commands
from hallway.cli.opening import answer, named_clock, named_path

app = commands()

_ADVICE = frozenset({"backup"})
"""Checks that do not mean that something is broken: a new record has no safety copy yet."""


@command(app, "doctor", examples=["hallway doctor"], json="{path, checks: [{name, is_fine, says, remedy}]}")
def doctor(context: typer.Context) -> None:
    """Check the record, its place, its safety copies and the time zones; say how to mend what is wrong.

    It changes nothing. It leaves with 2 when something is broken.
    """
    from hallway import app as house  # noqa: PLC0415 -- loads the database

    path = named_path(context) or house.default_path()
    checks = house.examine(path, named_clock(context) or house.SystemClock())
    lines = [str(path)]
    for each in checks:
        word = "fine" if each.is_fine else ("note" if each.name in _ADVICE else "MEND")
        lines += show.wrap(each.says, indent=8, first=f"  {word}")
        if not each.is_fine and each.remedy:
            lines += show.wrap(each.remedy, indent=8)
    answer(context, {"path": path, "checks": checks}, lines)
    if any(not each.is_fine and each.name not in _ADVICE for each in checks):
        raise typer.Exit(REFUSED)


@command(app, "version", examples=["hallway version"], json="{version, python}")
def version(context: typer.Context) -> None:
    """Print the version."""
    try:
        number = version_of("hallway")
    except PackageNotFoundError:
        number = "0 (run from its source, not installed)"
    answer(context, {"version": number, "python": platform.python_version()}, [f"hallway {number}"])

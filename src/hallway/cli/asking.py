"""Questions to somebody who sits at a terminal; a script is never asked."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

import typer

from hallway.domain.errors import InvalidValue

Answer = TypeVar("Answer")


def confirm(question: str) -> bool:
    """Ask for a yes or no; no is the default."""
    return typer.confirm(question, default=False)


def ask_until(question: str, read: Callable[[str], Answer], *, default: str = "") -> Answer:
    """Ask until the answer can be meant; say each time what is wrong with it."""
    while True:
        text: str = typer.prompt(question, default=default, show_default=bool(default), type=str)
        try:
            return read(text)
        except InvalidValue as error:
            typer.echo(f"  {error}", err=True)


def choose(question: str, choices: Sequence[str], names: Sequence[str]) -> str:
    """Let one of several be chosen by its number or its name."""
    for number, name in enumerate(names, start=1):
        typer.echo(f"  {number}  {name}")

    def read(text: str) -> str:
        wanted = text.strip().casefold()
        if wanted.isdecimal() and 1 <= int(wanted) <= len(choices):
            return choices[int(wanted) - 1]
        if wanted in choices:
            return wanted
        raise InvalidValue("Answer", text, f"Type a number from 1 to {len(choices)}.")

    return ask_until(question, read)


def zone_of_machine() -> str:
    """Return this machine's IANA zone, or "" where it cannot be told."""
    named = os.environ.get("TZ", "").removeprefix(":")
    link = Path("/etc/localtime")
    place = str(link.resolve()) if link.is_symlink() else ""
    for each in (named, place.partition("zoneinfo/")[2]):
        try:
            if each and ZoneInfo(each).key:
                return each
        except (ValueError, OSError, KeyError):
            continue
    return ""

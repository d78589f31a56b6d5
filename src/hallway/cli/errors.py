"""What a failure becomes at the terminal: one message and one exit code."""

import json
import os
import sys
import traceback
from typing import NamedTuple

import typer

from hallway.domain.errors import HallwayError

REFUSED = 2
BROKEN = 70
STOPPED = 130


class NeedsMore(HallwayError):
    """A command was given too little, or two things that exclude each other."""


def refuse(message: str) -> typer.Exit:
    """Say why a command ends refused after it has answered: a second object on stdout would not be read."""
    sys.stderr.write(f"hallway: {message}\n")
    return typer.Exit(REFUSED)


class Failure(NamedTuple):
    """What to say, what sort of failure it is, and how to leave."""

    message: str
    kind: str
    code: int


def read_failure(error: BaseException) -> Failure:
    """Return what an error means to the one who typed the command."""
    if isinstance(error, HallwayError):
        return Failure(str(error), type(error).__name__, REFUSED)
    if isinstance(error, typer.TyperException):
        return Failure(_usage(error), "Usage", REFUSED)
    if isinstance(error, KeyboardInterrupt | typer.Abort | EOFError):
        return Failure("Stopped. What was finished before is kept.", "Stopped", STOPPED)
    name = type(error).__name__
    message = (
        f"Something broke inside Hallway ({name}). Your record is unchanged. Please report it: "
        "what you typed, and what this prints when HALLWAY_DEBUG=1 is set."
    )
    return Failure(message, name, BROKEN)


def _usage(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    hint = f" See: {context.command_path} --help" if context is not None else ""
    text = error.format_message()
    return text if text.startswith("Usage:") else f"{text}{hint}"  # the whole help needs no pointer to itself


def tell(failure: Failure, error: BaseException, *, as_json: bool) -> None:
    """Say what went wrong: to the applicant on stderr, to a program as JSON on stdout."""
    if failure.code == BROKEN and os.environ.get("HALLWAY_DEBUG") == "1":
        traceback.print_exception(error, file=sys.stderr)
    sys.stderr.write(f"hallway: {failure.message}\n")
    if as_json:
        answer = {"error": {"message": failure.message, "kind": failure.kind}}
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")

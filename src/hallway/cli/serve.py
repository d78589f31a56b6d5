"""`hallway serve` and `hallway demo`: Hallway in the browser, and an invented applicant to try it on."""

import sys
from importlib import import_module
from typing import TYPE_CHECKING

import typer

from hallway.actions import today
from hallway.cli.frame import command, commands, is_json
from hallway.cli.opening import answer, named_clock, open_record
from hallway.cli.today import as_json, lines

if TYPE_CHECKING:
    from hallway.app import App

app = commands()

PORT = 8770
_PORT_HELP = "Where it listens; 0 takes any free port."


@command(
    app,
    "serve",
    examples=["hallway serve", "hallway serve --port 9000 --no-browser"],
    json="",
)
def serve(
    context: typer.Context,
    port: int = typer.Option(PORT, "--port", metavar="NUMBER", min=0, max=65_535, help=_PORT_HELP),
    no_browser: bool = typer.Option(False, "--no-browser", help="Do not open the browser."),
    once: bool = typer.Option(False, "--once", help="Ask for the first page, say what came, and stop."),
) -> None:
    """Open Hallway in the browser; it listens on this machine only, until Ctrl-C."""
    _serve(open_record(context), port=port, opens_browser=not no_browser, once=once)


@command(
    app,
    "demo",
    examples=["hallway demo", "hallway demo --serve"],
    json="as hallway today --json",
)
def demo(
    context: typer.Context,
    serve_it: bool = typer.Option(False, "--serve", help="Open it in the browser."),
    port: int = typer.Option(0, "--port", metavar="NUMBER", min=0, max=65_535, help=_PORT_HELP),
    no_browser: bool = typer.Option(False, "--no-browser", help="Do not open the browser."),
    once: bool = typer.Option(False, "--once", help="Ask for the first page, say what came, and stop."),
) -> None:
    """Look around with an invented applicant, in a throw-away copy; your own record is not touched."""
    from hallway import app as house  # noqa: PLC0415 -- loads the database

    sample = house.make_demo(named_clock(context) or house.SystemClock())
    if serve_it or once:
        _serve(sample, port=port, opens_browser=not (no_browser or once), once=once)
        return
    result = today.today(sample.store, sample.clock)
    answer(context, as_json(result), lines(result, everything=False))
    if not is_json(context):
        typer.echo("")
        typer.echo(
            "All of this is invented. Click through it: hallway demo --serve. Begin your own: hallway setup"
        )


def _serve(record: "App", *, port: int, opens_browser: bool, once: bool) -> None:
    # By name: the two faces do not know each other, and the web's libraries load only here.
    server = import_module("hallway.web.server")
    server.serve(record, port=port, open_browser=opens_browser, once=once, say=_say)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()

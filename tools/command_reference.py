"""Write docs/reference/commands.md from the commands themselves; with --check tell whether it is fresh."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from inspect import cleandoc
from pathlib import Path

from typer._click import Command, Context  # Typer carries its own Click and has no public name for it
from typer._click.core import Parameter  # as above
from typer.core import TyperGroup
from typer.main import get_command

from hallway.cli.frame import GLOBAL_OPTIONS
from hallway.cli.main import SECTIONS, app

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "commands.md"

INTRODUCTION = """\
# Commands

<!-- Written by tools/command_reference.py from the commands themselves. Change those, then run it again. -->

`hallway` alone says what to do first; `hallway COMMAND --help` explains one command. Names of people may be
typed in part: a part that fits several lists them, and nothing happens. Days are written 2026-10-05, or
`today`, `yesterday`, `tomorrow`; an instant without an offset is your own time.

## Options of every command

They may stand before or after the command.

{options}

## How a command leaves

| Exit code | Means |
|---|---|
| 0 | It is done. |
| 2 | It was refused: what, where, and what to do stand on stderr, and nothing was changed. |
| 3, 4 | `hallway match` alone: no stable match exists; it stays undecided whether one does. |
| 70 | Something broke inside Hallway; nothing was changed. `HALLWAY_DEBUG=1` shows where. |
| 130 | You stopped it with Ctrl-C. |

With `--json` the answer is one JSON object on stdout: ids and days as text, instants in ISO 8601, names with
underscores. A refusal is `{{"error": {{"message": ..., "kind": ...}}}}`, with the same message on stderr.

A **step** has `id, rule, rows, guides, subject {{kind, id, name}}, says, because, window {{starts, opens,
due, closes, last, zone, suggested}}, state, template, minutes, settles`; in `hallway today --json` also
`shown`. Its state is `later`, `open`, `due`, `closing` or `late`. A **caution** has `rule, rows, guides,
severity, says, because, remedy`.
"""


def reference() -> str:
    """Return the whole page."""
    root = get_command(app)
    context = root.make_context("hallway", [], resilient_parsing=True)
    parts = [INTRODUCTION.format(options=_table(GLOBAL_OPTIONS, context))]
    if not isinstance(root, TyperGroup):
        raise TypeError(type(root).__name__)
    for title, entries in SECTIONS.items():
        parts.append(f"## {title}\n")
        for name in entries:
            command = root.get_command(context, name)
            if command is None:
                raise KeyError(name)
            parts += _describe(command, _below(command, name, context))
    return "\n".join(parts)


def _below(command: Command, name: str, parent: Context) -> Context:
    return command.make_context(name, [], parent=parent, resilient_parsing=True)


def _describe(command: Command, context: Context) -> Iterator[str]:
    """Describe a command, or a noun and all of its verbs."""
    about = cleandoc(command.help or "")
    if isinstance(command, TyperGroup):
        for name, each in command.commands.items():
            yield from _describe(each, _below(each, name, context))
        return
    params = command.get_params(context)
    usage = " ".join(piece for each in params for piece in each.get_usage_pieces(context))
    yield f"### {context.command_path}\n"
    yield f"`{context.command_path} [OPTIONS] {usage}".rstrip() + "`\n"
    yield f"{about}\n"
    own = [each for each in params[:-1] if each not in GLOBAL_OPTIONS]
    if own:
        yield _table(own, context) + "\n"
    examples, _, shape = cleandoc((command.epilog or "").replace("\b", "")).partition("With --json:")
    lines = [each.strip() for each in examples.splitlines()[1:] if each.strip()]
    yield "```sh\n" + "\n".join(lines) + "\n```\n"
    if shape:
        yield "With `--json`: " + " ".join(shape.split()).join("``") + "\n"


def _table(params: Iterable[Parameter], context: Context) -> str:
    rows = ["| | |", "|---|---|"]
    for each in params:
        names, text = each.get_help_record(context) or ("", "")
        rows.append(f"| `{_cell(names)}` | {_cell(text)} |")
    return "\n".join(rows)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main() -> int:
    """Write the page, or check it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="tell whether the page is fresh")
    text = reference()
    if not parser.parse_args().check:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(text, encoding="utf-8")
        return 0
    if not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != text:
        sys.stderr.write(f"{PAGE} is stale: run python tools/command_reference.py\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

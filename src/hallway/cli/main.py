"""The way in: finds the command that was typed, runs it, and leaves with an exit code."""

import gc
import os
import sys
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from importlib import import_module
from io import TextIOWrapper
from typing import NamedTuple, NoReturn

import typer
from typer._click import Command, Context  # Typer carries its own Click and has no public name for it
from typer._click.formatting import HelpFormatter  # as above
from typer.main import get_command, get_group

from hallway.cli.errors import Failure, read_failure, tell
from hallway.cli.frame import HallwayGroup
from hallway.domain.errors import InvalidValue


class Entry(NamedTuple):
    """Where a command lives and what it does; its module is loaded when it is called."""

    module: str
    says: str


SECTIONS: Mapping[str, Mapping[str, Entry]] = {
    "Begin": {
        "setup": Entry("applicants", "Say who you are; every window and preset depends on it."),
        "demo": Entry("serve", "Look around with an invented applicant, in a throw-away copy."),
        "serve": Entry("serve", "Open Hallway in the browser."),
    },
    "Every day": {
        "today": Entry("today", "Show what to do now, for whom, until when and why."),
        "log": Entry("interactions", "Write down a contact: a meeting, a mail, a call, a reply, help."),
        "capture": Entry("interactions", "Note somebody you just met, in one line."),
        "card": Entry("cards", "Read somebody's card: its code, a photo's text, or a card file."),
        "settle": Entry("steps", "Mark a step done by hand."),
        "snooze": Entry("steps", "Put a step, or everything about a person, off until a day."),
    },
    "People": {
        "person": Entry("people", "Add, find, show, change, merge and put away people."),
        "duplicates": Entry("duplicates", "Find people who are twice in your record, and tell them apart."),
        "institution": Entry("institutions", "List, rename and merge hospitals, schools and societies."),
        "ask": Entry("asks", "Record a request on its rung and how it was answered."),
        "give": Entry("gives", "Record help that you gave."),
        "promise": Entry("promises", "Record, list, keep and withdraw promises, yours and theirs."),
        "advice": Entry("advice", "Record advice, what came of it, and that you reported back."),
        "milestone": Entry("milestones", "Record a result and see whom to tell."),
        "update": Entry("updates", "Write an update to a mentor: your news, and thanks."),
        "goals": Entry("goals", "Name goals, see how far they have come, look at them once a month."),
        "document": Entry("documents", "Keep track of the versions of your CV and other papers."),
    },
    "Writing": {
        "write": Entry("write", "Write a message from a template, filled from your record and checked."),
        "check": Entry("checks", "Check any text before it goes; nothing is kept."),
        "outbox": Entry("outbox", "See what you wrote, send it, and note what became of it."),
        "templates": Entry("templates", "Read every template, and keep templates of your own."),
        "pitch": Entry("pitches", "Say who you are: one base statement, and its versions."),
        "practice": Entry("pitches", "Write down what you practiced: a pitch said aloud, a small step."),
        "confidence": Entry("confidence", "Read what helps when this is hard, and take small steps."),
    },
    "Your network": {
        "network": Entry("network", "See balance, gaps, mentor roles, programs, and where to look."),
        "prospect": Entry("network", "Add people you found, several at once."),
        "program-note": Entry("program_notes", "Keep what people say of programs, privately."),
    },
    "Programs": {
        "programs": Entry("programs", "Find programs, keep what you know of each, and see your ties."),
        "odds": Entry("odds", "See your chances as ranges: to match, and at each program, and why."),
        "pick": Entry("pick", "Choose the list that maximizes your chance to match, with a proof."),
        "relationships": Entry("relationships", "See what one more tie is worth, and who could help."),
    },
    "The Match": {
        "match": Entry("match", "Run the Match on rank order lists: who matches where, verified."),
    },
    "In and out": {
        "import": Entry("imports", "Read people from LinkedIn, Google, Outlook, vCard, xlsx, CSV or text."),
        "inbox": Entry("inbox", "Decide about rows that an import held back for you."),
        "export": Entry("exports", "Write people, the calendar or the whole record to a file."),
        "calendar": Entry("calendars", "Give your calendar program an address for your steps."),
    },
    "What the guides say": {
        "guides": Entry("guides", "Read every rule and number with its source, and set your own."),
    },
    "Safety": {
        "history": Entry("history", "List what was done, newest first."),
        "undo": Entry("history", "Undo the latest action, or the one you name."),
        "trash": Entry("people", "List who is in the trash."),
        "backup": Entry("history", "Write a checked safety copy, or list those there are."),
        "restore": Entry("history", "Put a safety copy in the place of the record."),
        "doctor": Entry("doctor", "Check the record and say how to mend what is wrong."),
        "version": Entry("doctor", "Print the version."),
    },
}
COMMANDS: Mapping[str, Entry] = {
    name: each for section in SECTIONS.values() for name, each in section.items()
}

OVERVIEW = """\
Hallway keeps your professional network and says each day who to write to, what to ask and when.

  Look around first        hallway demo
  Say who you are          hallway setup
  Add somebody you know    hallway person add "Ana Novak" --role fellow --institution "Harbor Medical Center"
  Bring what you have      hallway import connections.csv
  Write down a meeting     hallway log --with Ana --kind met --topic "wound healing"
  See what to do now       hallway today
  Do it in the browser     hallway serve

Every command explains itself: hallway log --help. All of them: hallway --help.
Nothing leaves this machine, nothing is sent for you, and every change can be undone: hallway undo.
"""


class Face(HallwayGroup):
    """All commands, each loaded when it is called."""

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002 -- Typer's signature
        """Return the names of all commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:  # noqa: ARG002 -- as above
        """Load the module of one command and return the command."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        module = import_module(f"hallway.cli.{entry.module}")
        return get_group(module.app).commands[cmd_name]

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        """Find the command that was typed, or say which one may have been meant."""
        wanted = args[0]
        if wanted not in COMMANDS and not wanted.startswith("-"):
            near = get_close_matches(wanted, COMMANDS) or ["today"]
            ctx.fail(f"There is no command {wanted!r}. Did you mean {' or '.join(near)}?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:  # noqa: ARG002 -- as above
        """List the commands by what they are for, without loading one of them."""
        for title, entries in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([(name, each.says) for name, each in entries.items()])

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: ARG002 -- Typer's signature; this face always leaves
        windows_expand_args: bool = True,  # noqa: ARG002 -- as above
        **extra: object,
    ) -> NoReturn:
        """Run what was typed and leave; every failure has one message and one exit code."""
        words = list(sys.argv[1:] if args is None else args)
        name = prog_name or "hallway"
        self._main_shell_completion(dict(extra), name, complete_var)
        try:
            _refuse_broken_text(words)
            with self.make_context(name, words) as context:
                self.invoke(context)
            sys.stdout.flush()
        except typer.Exit as leaving:
            sys.exit(leaving.exit_code)
        except BrokenPipeError:
            _hang_up()
            sys.exit(0)  # the reader had enough; nothing failed
        except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 -- the outermost place: all become a message
            sys.exit(_fail(error, as_json="--json" in words))
        sys.exit(0)


def _refuse_broken_text(words: Sequence[str]) -> None:
    for each in words:
        if any("\ud800" <= sign <= "\udfff" for sign in each):
            raise InvalidValue("Argument", each, "It is not text in UTF-8. Check the terminal's encoding.")


def _fail(error: BaseException, *, as_json: bool) -> int:
    failure: Failure = read_failure(error)
    try:
        tell(failure, error, as_json=as_json)
        sys.stdout.flush()
    except BrokenPipeError:
        _hang_up()
    return failure.code


def _hang_up() -> None:
    """Point stdout nowhere: the interpreter's last flush would complain about the reader who left."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


app = typer.Typer(
    name="hallway",
    cls=Face,
    rich_markup_mode=None,
    invoke_without_command=True,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)


@app.callback()
def hallway(context: typer.Context) -> None:
    """Keep your professional network, and see each day who to write to, what to ask and when."""
    if context.invoked_subcommand is None:
        typer.echo(OVERVIEW, nl=False)


def main() -> None:
    """Run `hallway` as it was typed."""
    gc.disable()  # a start makes much and drops nothing: looking for garbage meanwhile costs a fifth of it
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without UTF-8 still shows a name
    get_command(app).main(prog_name="hallway")

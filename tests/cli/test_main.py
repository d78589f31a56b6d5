import json
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer._click import Command, Context
from typer.core import TyperGroup
from typer.main import get_command
from typer.testing import CliRunner

from hallway.actions import people
from hallway.cli.main import COMMANDS, OVERVIEW, app
from tests.cli.runner import Hallway, environment_of, start
from tools.command_reference import PAGE, reference

MAY_NOT_LOAD = {
    "numpy", "numba", "highspy", "alembic", "fastapi", "openpyxl", "rich", "icalendar", "uvicorn", "pydantic",
    "jinja2",
}  # fmt: skip


def _commands() -> Iterator[tuple[str, Command, Context]]:
    root = get_command(app)
    assert isinstance(root, TyperGroup)
    context = root.make_context("hallway", [], resilient_parsing=True)
    for name in root.list_commands(context):
        command = root.get_command(context, name)
        assert command is not None
        below = command.make_context(name, [], parent=context, resilient_parsing=True)
        if isinstance(command, TyperGroup):
            for verb, each in command.commands.items():
                yield f"{name} {verb}", each, below
        else:
            yield name, command, context


ALL = {name: (command, parent) for name, command, parent in _commands()}


def _follow(context: Context) -> Context:
    """Follow the words to the command they mean."""
    group = context.command
    if not isinstance(group, TyperGroup):
        return context
    words = [*context._protected_args, *context.args]  # noqa: SLF001 -- where a group keeps its verb
    name, command, rest = group.resolve_command(context, words)
    assert command is not None
    return _follow(command.make_context(name, rest, parent=context))


def _examples(command: Command) -> list[str]:
    lines = (command.epilog or "").split("With --json:")[0].splitlines()
    return [each.strip() for each in lines if each.strip().startswith("hallway")]


def _modules_of(folder: Path, *words: str) -> tuple[set[str], str]:
    """Return the top-level modules that a command loads, and what it says."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "hallway", *words],
        env=dict(environment_of(folder)),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    names = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if "import time:" in line}
    return {each.partition(".")[0] for each in names}, done.stdout


@pytest.mark.parametrize("name", ALL)
def test_every_command_explains_itself_with_an_example(name: str) -> None:
    command, _ = ALL[name]

    assert (command.help or "").splitlines()[0].endswith(".")
    assert _examples(command)


@pytest.mark.parametrize("name", ALL)
def test_every_option_of_every_command_says_what_it_is(name: str) -> None:
    command, parent = ALL[name]

    silent = [
        each.name for each in command.get_params(parent) if not (each.get_help_record(parent) or ("", ""))[1]
    ]

    assert silent == []


@pytest.mark.parametrize("name", ALL)
def test_the_examples_of_every_command_can_be_typed(name: str) -> None:
    """An example that the parser refuses would teach a mistake."""
    for example in _examples(ALL[name][0]):
        words = shlex.split(example.partition(" > ")[0])[1:]

        meant = _follow(get_command(app).make_context("hallway", words))

        assert meant.command_path == f"hallway {name}"


@pytest.mark.parametrize("name", ALL)
def test_help_stands_at_every_command(name: str) -> None:
    result = CliRunner().invoke(app, [*name.split(), "--help"])

    assert result.exit_code == 0
    assert "Examples:" in result.stdout


@pytest.mark.parametrize("name", ALL)
def test_every_command_stands_in_the_reference(name: str) -> None:
    assert f"### hallway {name}\n" in PAGE.read_text(encoding="utf-8")


def test_the_reference_is_fresh() -> None:
    """After a change of commands: python tools/command_reference.py."""
    assert PAGE.read_text(encoding="utf-8") == reference()


def test_hallway_alone_says_what_to_do_first() -> None:
    result = CliRunner().invoke(app, [])

    assert (result.exit_code, result.stdout) == (0, OVERVIEW)


def test_the_overview_names_only_commands_that_are_there() -> None:
    named = {line.split("hallway ")[1].split()[0] for line in OVERVIEW.splitlines() if "   hallway " in line}

    assert named <= set(COMMANDS)


def test_the_help_lists_every_command() -> None:
    text = CliRunner().invoke(app, ["--help"]).stdout

    assert [each for each in COMMANDS if f"\n  {each} " not in text] == []


def test_a_misspelled_command_is_guessed() -> None:
    result = CliRunner().invoke(app, ["tody"])

    assert result.exit_code == 2
    assert "There is no command 'tody'. Did you mean today?" in result.stderr


# ------------------------------------------------------------------------------------ global options


def test_global_options_stand_before_and_after_the_command(hallway: Hallway) -> None:
    before = ["--json", "--file", str(hallway.path), "--at", hallway.now, "today"]
    after = ["today", "--json", "--file", str(hallway.path), "--at", hallway.now]
    between = ["--at", hallway.now, "person", "--file", str(hallway.path), "list", "--json"]

    first, second, third = (CliRunner().invoke(app, words) for words in (before, after, between))

    assert json.loads(first.stdout) == json.loads(second.stdout)
    assert json.loads(third.stdout)["total"] == 2


def test_the_option_nearest_to_the_command_counts(hallway: Hallway, tmp_path: Path) -> None:
    words = ["--file", str(tmp_path / "other.db"), "person", "list", "--json", "--file", str(hallway.path)]

    assert json.loads(CliRunner().invoke(app, words).stdout)["total"] == 2


def test_the_record_is_named_by_the_environment_too(
    hallway: Hallway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HALLWAY_FILE", str(hallway.path))

    assert json.loads(CliRunner().invoke(app, ["person", "list", "--json"]).stdout)["total"] == 2


@pytest.mark.parametrize(
    "instant", ["tomorrow", "2026-13-01", "", "0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00"]
)
def test_an_instant_that_cannot_be_meant_is_refused(hallway: Hallway, instant: str) -> None:
    assert "--at" in hallway.refuses("today", "--at", instant)


def test_an_empty_file_name_is_refused() -> None:
    result = CliRunner().invoke(app, ["--file", "", "today"])

    assert (result.exit_code, result.stderr[:25]) == (2, "hallway: --file is empty.")


# ---------------------------------------------------------------------------------------- exit codes


def test_with_json_a_refusal_is_told_on_both_streams(hallway: Hallway) -> None:
    answer = hallway.type("person", "show", "Nobody", "--json")

    assert answer.code == 2
    assert answer.data["error"]["kind"] == "PersonNotFound"
    assert answer.err == f"hallway: {answer.data['error']['message']}\n"


def test_a_mistake_in_the_words_points_to_the_help(hallway: Hallway) -> None:
    answer = hallway.type("give", "--json")

    assert answer.code == 2
    assert answer.data["error"]["kind"] == "Usage"
    assert answer.err.endswith("See: hallway give --help\n")


def _break(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(people, "list_people", broken)


def test_a_fault_of_ours_is_one_line_and_seventy(hallway: Hallway, monkeypatch: pytest.MonkeyPatch) -> None:
    _break(ZeroDivisionError("by Ana Novak"), monkeypatch)

    answer = hallway.type("person", "list")

    assert answer.code == 70
    assert answer.err.startswith("hallway: Something broke inside Hallway (ZeroDivisionError).")
    assert answer.err.count("\n") == 1
    assert "Novak" not in answer.err  # what somebody pastes into a report names nobody


def test_debug_shows_where_it_broke(hallway: Hallway, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HALLWAY_DEBUG", "1")
    _break(ZeroDivisionError(), monkeypatch)

    assert "Traceback" in hallway.type("person", "list").err


def test_control_c_is_one_line_and_130(hallway: Hallway, monkeypatch: pytest.MonkeyPatch) -> None:
    _break(KeyboardInterrupt(), monkeypatch)

    answer = hallway.type("person", "list")

    assert (answer.code, answer.err) == (130, "hallway: Stopped. What was finished before is kept.\n")


def test_control_c_stops_a_process_with_130(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "hallway", "serve", "--no-browser", "--port", "0"],
        env=dict(environment_of(tmp_path)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert "http://127.0.0.1:" in process.stdout.readline()

    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)

    assert process.returncode in {0, 130}
    assert "Traceback" not in said


def test_a_reader_who_leaves_early_hears_nothing(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "hallway", "guides", "list", "--json"],
        env=dict(environment_of(tmp_path)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()

    said = process.stderr.read()

    assert (process.wait(timeout=20), said) == (0, b"")
    process.stderr.close()


def test_bytes_that_are_not_text_are_refused(tmp_path: Path) -> None:
    name = os.fsdecode(b"An\xff")

    done = start(tmp_path, "person", "add", name)

    assert done.returncode == 2
    assert done.stderr.startswith("hallway: Argument 'An\\udcff' cannot be used. It is not text in UTF-8.")


def test_names_are_shown_where_the_terminal_knows_only_ascii(hallway: Hallway) -> None:
    hallway.does("person", "add", "José Núñez")

    plain = start(hallway.path.parent, "person", "list", PYTHONIOENCODING="ascii")
    as_json = start(hallway.path.parent, "person", "list", "--json", PYTHONIOENCODING="ascii")

    assert plain.returncode == 0
    assert "Jos\\xe9 N\\xfa\\xf1ez" in plain.stdout
    assert "José Núñez" in [each["name"] for each in json.loads(as_json.stdout)["lines"]]


# ------------------------------------------------------------------------------------------- start-up


def test_today_loads_nothing_heavy(hallway: Hallway) -> None:
    hallway.at("2026-10-01T10:00-04:00").does("log", "--with", "Ana", "--kind", "met")

    loaded, said = _modules_of(hallway.path.parent, "today")

    assert "Dana Reyes" in said
    assert loaded & MAY_NOT_LOAD == set()


@pytest.mark.parametrize("words", [[], ["--help"], ["today", "--help"], ["log", "--help"], ["version"]])
def test_help_does_not_load_the_database(tmp_path: Path, words: list[str]) -> None:
    loaded, said = _modules_of(tmp_path, *words)

    assert said
    assert loaded & (MAY_NOT_LOAD | {"sqlalchemy", "sqlite3"}) == set()


def test_only_the_module_of_the_command_is_loaded(tmp_path: Path) -> None:
    text = "import sys, hallway.cli.main; print([each for each in sys.modules if 'hallway.cli.' in each])"

    done = subprocess.run(
        [sys.executable, "-c", text],
        env=dict(environment_of(tmp_path)),
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == "['hallway.cli.errors', 'hallway.cli.frame', 'hallway.cli.main']"


# ----------------------------------------------------------------------------------------- completion


def _complete(tmp_path: Path, line: str) -> list[str]:
    done = start(
        tmp_path,
        _HALLWAY_COMPLETE="complete_bash",
        COMP_WORDS=line,
        COMP_CWORD=str(len(line.split(" ")) - 1),
    )
    return done.stdout.split()


def test_the_shell_completes_commands_options_and_choices(tmp_path: Path) -> None:
    assert _complete(tmp_path, "hallway to") == ["today"]
    assert _complete(tmp_path, "hallway person b") == ["bring-back"]
    assert "--kind" in _complete(tmp_path, "hallway log --k")
    assert _complete(tmp_path, "hallway log --kind mai") == ["mailed"]


def test_completion_can_be_shown_for_the_shell(tmp_path: Path) -> None:
    done = start(tmp_path, _HALLWAY_COMPLETE="source_bash")

    assert "complete -o default -F _hallway_completion hallway" in done.stdout


def test_version_is_told(empty: Hallway) -> None:
    assert set(empty.tells("version")) == {"version", "python"}
    assert empty.does("version").startswith("hallway ")
    assert not empty.path.exists()

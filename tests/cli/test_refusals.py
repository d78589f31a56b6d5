"""Whatever is typed: one message, an exit code that means something, and a record that is whole."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.core import TyperGroup, TyperOption
from typer.main import get_command

from hallway.cli.main import app
from tests.cli.runner import Hallway

# What writes outside of the record, waits for a browser, or puts another file in the record's place.
LEFT_OUT = {"serve", "demo", "export", "restore", "backup", "--install-completion", "--show-completion"}
RUDE = st.sampled_from(
    [
        *("", " ", "Ana", "Novak", "Nobody", "met", "yes", "--", "-", ".", "/dev/null", "=", "a=b", "role="),
        *("0", "-1", "99999999999999999999", "2026-02-30", "2026-10-02", "yesterday", "9999-12-31"),
        *("followup.meeting.due=1e999", "a" * 600, "é" * 501, "陳 怡君", "\x00", "\x1b[2J"),
        *("' OR 1=1 --", "%s", "{name}", "\N{RIGHT-TO-LEFT OVERRIDE}x"),
    ]
)


def _verbs() -> dict[str, list[str]]:
    """Return every command with the options it has."""
    root = get_command(app)
    assert isinstance(root, TyperGroup)
    context = root.make_context("hallway", [], resilient_parsing=True)
    found: dict[str, list[str]] = {}
    for name in root.list_commands(context):
        command = root.get_command(context, name)
        assert command is not None
        inner = command.commands if isinstance(command, TyperGroup) else {"": command}
        for verb, each in inner.items():
            options = [opt for one in each.params if isinstance(one, TyperOption) for opt in one.opts]
            found[f"{name} {verb}".strip()] = options
    return {name: options for name, options in found.items() if name not in LEFT_OUT}


VERBS = _verbs()


@st.composite
def _typed(draw: st.DrawFn) -> list[str]:
    """Type a command with words and options that need not fit."""
    name = draw(st.sampled_from(sorted(VERBS)))
    option = st.sampled_from([*VERBS[name], "--json", "--nonsense"])
    pairs = draw(st.lists(st.tuples(option, RUDE), max_size=5))
    words = draw(st.lists(RUDE, max_size=3))
    return [*name.split(), *words, *(word for pair in pairs for word in pair)]


@given(_typed())
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_ends_in_an_answer_or_a_refusal(
    finished_setup: Path, tmp_path: Path, words: list[str]
) -> None:
    hallway = Hallway(Path(shutil.copy(finished_setup, tmp_path / "hallway.db")))
    before = hallway.dump()

    answer = hallway.type(*words, stdin="")

    assert answer.code in {0, 2}, (words, answer)
    assert "Traceback" not in answer.err
    if "--json" in words and "--" not in words:
        assert isinstance(answer.data, dict), words  # one object, whatever happened
    if answer.code == 2:
        assert answer.err.startswith("hallway: "), (words, answer)
        assert hallway.dump() == before


@pytest.mark.parametrize("name", sorted(VERBS))
def test_an_option_that_is_not_there_is_refused_by_name(hallway: Hallway, name: str) -> None:
    said = hallway.refuses(*name.split(), "--nonsense")

    assert "--nonsense" in said
    assert f"See: hallway {name} --help" in said


@pytest.mark.parametrize("noun", ["person", "inbox", "guides", "document"])
def test_a_noun_without_a_verb_lists_its_verbs(hallway: Hallway, noun: str) -> None:
    answer = hallway.type(noun)

    assert answer.code == 2
    assert f"Usage: hallway {noun} [OPTIONS] COMMAND" in answer.err

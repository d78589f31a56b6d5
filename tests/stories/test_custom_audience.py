"""The page on custom audiences is true: its files are read, added, chosen and shared as it says."""

import re
from pathlib import Path

import pytest

from hallway.actions.applicants import set_up
from hallway.actions.audience_files import add_audience, check_file
from hallway.actions.guides import list_guides
from hallway.actions.history import undo
from hallway.playbooks.examples import run_example
from hallway.playbooks.library import make_playbook, read_audience_file
from hallway.storage.store import open_store
from tests.cast import ZEYNEP, FixedClock
from tests.cli.runner import Hallway

PAGE = (Path(__file__).parents[2] / "docs" / "how-to" / "custom-audience.md").read_text("utf-8")
FILES = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
COMMANDS = re.findall(r"^hallway (.+)$", PAGE, re.MULTILINE)


def test_the_file_on_the_page_can_be_added_and_chosen(tmp_path: Path) -> None:
    clock = FixedClock()
    assert check_file(FILES[0]) == ()
    with open_store(tmp_path / "hallway.db", clock_now=clock.now) as store:
        added = add_audience(store, clock, name="neurology.toml", text=FILES[0])
        set_up(store, clock, fields={**ZEYNEP, "audience": added.id})
        values = {each.key: each.value for each in list_guides(store).values}
    assert values["followup.meeting.due"] == "24"
    assert values["update.mentor.due"] == "80"
    assert values["followup.noreply.earliest"] == "10"


@pytest.fixture
def hallway(tmp_path: Path) -> Hallway:
    """Return the command on a record in which Zeynep has set herself up."""
    made = Hallway(tmp_path / "hallway.db")
    made.does("setup", "--name", "Zeynep", "--audience", "img-general", "--zone", "Europe/Istanbul")
    return made


def test_the_slip_on_the_page_is_told_as_the_page_says(hallway: Hallway, tmp_path: Path) -> None:
    path = tmp_path / "neurology.toml"
    path.write_text(FILES[0].replace("followup.meeting.due", "folowup.meeting.due"), encoding="utf-8")
    [told] = re.findall(r"^neurology\.toml, line .*$", PAGE, re.MULTILINE)

    answer = hallway.type("guides", "check", str(path))

    assert answer.out.splitlines()[0].removeprefix(f"{tmp_path}/").startswith(told.removesuffix("?"))


def test_the_rule_on_the_page_follows_its_own_examples() -> None:
    assert check_file(FILES[1]) == ()
    custom = read_audience_file(FILES[1], "neurology.toml")
    playbook = make_playbook("img-neurology", overrides={}, custom=custom)
    [rule] = custom.rules

    assert [run_example(rule, each, lambda _: playbook) for each in rule.example] == [
        each["then"] for each in rule.example
    ]


def test_the_commands_on_the_page_can_be_typed_one_after_another(hallway: Hallway, tmp_path: Path) -> None:
    files = {
        "neurology.toml": str(tmp_path / "neurology.toml"),
        "img-neurology-2028.toml": str(tmp_path / "img-neurology-2028.toml"),
    }
    Path(files["neurology.toml"]).write_text(FILES[0], encoding="utf-8")
    for command in COMMANDS:
        words = re.findall(r'"[^"]*"|\S+', command)
        hallway.does(*(files.get(each, each.strip('"')) for each in words))

    shared = Path(files["img-neurology-2028.toml"]).read_text(encoding="utf-8")
    assert check_file(shared) == ()
    assert '"followup.noreply.earliest" = 7' in shared


def test_taking_back_the_addition_leaves_the_guides_as_they_were(tmp_path: Path) -> None:
    clock = FixedClock()
    with open_store(tmp_path / "hallway.db", clock_now=clock.now) as store:
        set_up(store, clock, fields=ZEYNEP)
        before = list_guides(store)
        add_audience(store, clock, name="neurology.toml", text=FILES[0])
        undo(store, clock)
        assert list_guides(store) == before

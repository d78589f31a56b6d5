"""The page on custom audiences is true: its file is read, added and chosen, and moves the windows."""

import re
from pathlib import Path

from hallway.actions.applicants import set_up
from hallway.actions.guides import add_audience, check_file, list_guides
from hallway.storage.store import open_store
from tests.cast import ZEYNEP, FixedClock

PAGE = (Path(__file__).parents[2] / "docs" / "how-to" / "custom-audience.md").read_text("utf-8")


def test_the_file_on_the_page_can_be_added_and_chosen(tmp_path: Path) -> None:
    found = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert found
    clock = FixedClock()
    assert check_file(found[1], "neurology.toml") == ()
    with open_store(tmp_path / "hallway.db", clock_now=clock.now) as store:
        added = add_audience(store, clock, name="neurology.toml", text=found[1])
        set_up(store, clock, fields={**ZEYNEP, "audience": added.id})
        values = {each.key: each.value for each in list_guides(store).values}
    assert values["followup.meeting.due"] == "24"
    assert values["update.mentor.due"] == "80"
    assert values["followup.noreply.earliest"] == "10"

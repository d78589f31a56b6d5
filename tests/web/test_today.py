"""Today: what, who, until when, why; done, snoozed, undone."""

import re

import pytest

from hallway.actions.people import add_person
from hallway.actions.promises import make_promise
from hallway.app import App
from hallway.domain.promises import By
from tests.cast import FixedClock
from tests.web.conftest import Cast
from tests.web.tabs import Tab


def steps_of(tab: Tab) -> list[str]:
    """Return the ids of the steps that are shown as cards."""
    return re.findall(r'data-step="([^"]+)"', tab.html)


@pytest.mark.requirement("FUP-13")
def test_a_step_says_what_until_when_and_which_rule_made_it(tab: Tab, cast: Cast) -> None:
    tab.open("/")

    assert "Keep your word to Ana Novak : Send the revised table" in tab.text
    assert re.search(r"(Closes|Due|Open, best by|Late)[^.]*\b\d+(:\d\d)? (am|pm)|noon", tab.text)
    assert "/guides/promise.mine.keep" in tab.links
    assert f"/people/{cast['ana']}" in tab.links


def test_a_step_done_leaves_today_and_can_be_undone(tab: Tab, cast: Cast) -> None:
    del cast
    tab.open("/")
    step = steps_of(tab)[0]

    tab.send(f"/steps/{step}/settle")

    assert tab.path == "/"
    assert step not in steps_of(tab)
    undo = next(each.action for each in tab.forms if each.action.endswith("/undo"))
    tab.send(undo)
    assert step in steps_of(tab.open("/"))


def test_the_undo_notice_is_shown_once(tab: Tab, cast: Cast) -> None:
    del cast
    tab.open("/")
    tab.send(f"/steps/{steps_of(tab)[0]}/settle")
    assert any(each.action.endswith("/undo") for each in tab.forms)

    tab.open("/")

    assert not any(each.action.endswith("/undo") for each in tab.forms)


@pytest.mark.requirement("FUP-13")
def test_a_snoozed_step_comes_back_on_its_day(tab: Tab, cast: Cast, clock: FixedClock) -> None:
    del cast
    tab.open("/")
    step = steps_of(tab)[0]

    tab.send(f"/steps/{step}/snooze", press=("until", "2026-11-24"), why="Exam ahead")

    assert step not in steps_of(tab)
    assert "Put off until 2026-11-24" in tab.text
    clock.wait(days=1)
    assert step in steps_of(tab.open("/"))


def test_a_snooze_until_a_chosen_day_needs_one_that_lies_ahead(tab: Tab, cast: Cast) -> None:
    del cast
    tab.open("/")
    step = steps_of(tab)[0]

    tab.send(f"/steps/{step}/snooze", press=("until", "day"), day="2026-11-01")

    assert tab.status == 422
    assert "a day ahead" in tab.text


def test_a_step_that_has_gone_is_told_and_not_done_twice(tab: Tab, cast: Cast) -> None:
    del cast
    tab.open("/")
    step = steps_of(tab)[0]
    form = tab.form(f"/steps/{step}/settle")
    tab.send(f"/steps/{step}/settle")
    tab.forms.append(form)

    tab.send(f"/steps/{step}/settle")

    assert tab.status == 404


def test_at_most_seven_are_shown_and_the_rest_is_one_click_away(tab: Tab, app: App) -> None:
    for number in range(12):
        person = add_person(app.store, app.clock, fields={"name": f"Person {number}"}).person
        make_promise(app.store, app.clock, person=person.id, by=By.THEM, text=f"Favor {number}")

    tab.open("/")

    assert len(steps_of(tab)) == 7
    more = re.search(r"(\d+) more open", tab.text)
    assert more
    assert int(more[1]) >= 5


@pytest.mark.requirement("GOA-07")
def test_the_week_is_a_cadence_with_its_numbers_and_no_streak(tab: Tab, cast: Cast) -> None:
    del cast
    tab.open("/")

    assert "New people reached 0 of 3" in tab.text
    assert tab.html.count("<rect ") == 8
    assert "last week 1" in tab.text
    assert "streak" not in tab.html.lower()


def test_a_day_without_steps_says_so_and_offers_a_beginning(tab: Tab) -> None:
    for _ in range(9):
        tab.open("/")
        if not steps_of(tab):
            break
        tab.send(f"/steps/{steps_of(tab)[0]}/settle")

    assert "Nobody here yet" in tab.text
    assert {"/capture", "/import"} <= set(tab.links)


def test_the_log_button_leads_to_a_log_filled_from_the_step(tab: Tab, cast: Cast) -> None:
    tab.open("/")
    link = next(each for each in tab.links if each.startswith(f"/people/{cast['ana']}/log?step="))

    tab.open(link)

    assert "For: " in tab.text
    tab.send(f"/people/{cast['ana']}/log", kind="mailed", summary="Sent the table")
    assert tab.path == "/"
    assert "Wrote to Ana Novak" in tab.text


def test_every_step_stands_on_its_own_pages(tab: Tab, app: App) -> None:
    for number in range(60):
        person = add_person(app.store, app.clock, fields={"name": f"Person {number:02}"}).person
        make_promise(app.store, app.clock, person=person.id, by=By.THEM, text=f"Favor {number}")
    tab.open("/")
    assert "/steps" in tab.links

    tab.open("/steps")
    assert "page 1 of 2" in tab.text
    assert "Done" in tab.text
    tab.open(next(each for each in tab.links if "page=2" in each))
    assert "page 2 of 2" in tab.text
    settle = next(each.action for each in tab.forms if each.action.endswith("/settle"))
    tab.send(settle)
    assert tab.path == "/steps?which=open&page=2"
    assert tab.open("/steps?which=later").status == 200
    assert tab.open("/steps?which=never").status == 422


def test_snoozing_without_a_day_asks_for_one(tab: Tab, cast: Cast) -> None:
    del cast
    tab.open("/")
    step = steps_of(tab)[0]

    tab.send(f"/steps/{step}/snooze", press=("until", "day"), day="")

    assert tab.status == 422
    assert "Choose the day" in tab.text

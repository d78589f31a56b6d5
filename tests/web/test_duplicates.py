"""Doubles in the browser: found with reasons, compared field by field, merged, told apart, taken back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from hallway.actions.people import add_person, find_person
from hallway.app import App
from hallway.domain.ids import PersonId
from tests.web.conftest import Cast, NewPage
from tests.web.tabs import Tab
from tests.web.test_browser import axe
from tests.web.test_pages import check

MAIL = "ana.novak@harbor.example.org"
DOUBLE = {
    "name": "Ana M. Novak",
    "role": "attending",
    "institution": "Bayfront General",
    "email": MAIL,
    "city": "San Diego",
}


@pytest.fixture
def double(app: App, cast: Cast) -> PersonId:
    """Return a second record of Ana, who has moved on meanwhile."""
    del cast
    return add_person(app.store, app.clock, fields=DOUBLE).person.id


def test_doubles_are_listed_by_how_sure_it_is_with_the_reasons(
    tab: Tab, cast: Cast, double: PersonId
) -> None:
    tab.open("/duplicates")

    assert "Certain" in tab.text
    assert f"The same e-mail address, {MAIL}" in tab.text
    assert f"/people/{cast['ana']}/merge?other={double}&then=duplicates" in tab.links
    assert "/duplicates" in tab.open("/people").links


def test_nobody_twice_is_said_kindly(tab: Tab, cast: Cast) -> None:
    del cast
    assert "Nobody is here twice" in tab.open("/duplicates").text
    assert tab.open("/duplicates/next").path == "/duplicates"
    assert "Nothing to merge at once" in tab.open("/duplicates/certain").text


def test_each_differing_field_is_chosen_and_the_rest_goes_to_the_notes(
    tab: Tab, app: App, cast: Cast, double: PersonId
) -> None:
    merge = f"/people/{cast['ana']}/merge"
    tab.open("/duplicates/next")
    assert tab.path.startswith(f"{merge}?other={double}")

    tab.send(merge, take_role="other", take_institution="other")

    kept = find_person(app.store, cast["ana"])
    assert (kept.name, kept.role, kept.city) == ("Ana Novak", "attending", "San Diego")
    assert "Also: role fellow" in kept.notes
    assert "Bayfront General" in tab.open(f"/people/{kept.id}").text
    assert "Also: name Ana M. Novak" in kept.notes


def test_the_next_pair_follows_in_a_group_of_three(tab: Tab, app: App, cast: Cast, double: PersonId) -> None:
    add_person(app.store, app.clock, fields={"name": "Novak, Ana", "email": MAIL, "state": "CA"})
    pairs = {frozenset((cast["ana"], double))}
    for _ in range(2):
        tab.open("/duplicates/next") if tab.path != "/people" and "merge?" not in tab.path else None
        tab.send(tab.path.partition("?")[0])

    assert tab.path == "/duplicates"
    assert "Nobody is here twice" in tab.text
    assert pairs
    named = [each for each in tab.open("/people?words=novak").links if each.startswith("/people/0")]
    assert len(named) == 1


def test_two_people_told_apart_are_never_suggested_again_until_it_is_taken_back(
    tab: Tab, cast: Cast, double: PersonId
) -> None:
    merge = f"/people/{cast['ana']}/merge?other={double}"
    tab.open("/duplicates/next").send("/duplicates/apart")
    assert tab.path == "/duplicates"
    assert "is not" in tab.text
    assert f"{merge}&then=duplicates" not in tab.links
    assert "They may be the same after all" in tab.open(merge).text

    tab.open("/duplicates").send("/duplicates/together")

    assert f"{merge}&then=duplicates" in tab.links


def test_certain_pairs_without_differences_are_merged_at_once_and_only_those(
    tab: Tab, app: App, cast: Cast, double: PersonId
) -> None:
    add_person(app.store, app.clock, fields={"name": "Ana Novak", "email": MAIL, "city": "New York"})

    tab.open("/duplicates/certain").send("/duplicates/certain")

    assert find_person(app.store, cast["ana"]).city == "New York"
    assert find_person(app.store, double).name == "Ana M. Novak"


def test_a_choice_that_is_no_longer_there_is_asked_again(tab: Tab, cast: Cast, double: PersonId) -> None:
    merge = f"/people/{cast['ana']}/merge"
    tab.open(f"{merge}?other={double}")
    edit = f"/people/{double}/edit"
    Tab(tab._client).open(edit).send(edit, role="fellow")  # noqa: SLF001 - a second window of the same browser

    tab.send(merge, take_role="other")

    assert tab.status == 422
    assert "nothing to choose" in tab.text
    assert tab.form(merge).values["other"] == [double]


@pytest.mark.parametrize(
    "path", ["/duplicates", "/duplicates/certain", "/duplicates?band=certain", "/duplicates/next"]
)
def test_the_pages_keep_the_laws_of_every_page(tab: Tab, double: PersonId, path: str) -> None:
    del double
    check(tab.open(path))


@pytest.mark.browser
def test_a_merge_by_choice_and_its_undo_by_keyboard_on_a_phone(
    app: App, cast: Cast, double: PersonId, serve: Callable[[App], str], new_page: NewPage
) -> None:
    page = new_page(width=390, height=844)
    address = serve(app)
    assert axe(page, f"{address}/duplicates") == []
    page.keyboard.press("m")
    expect(page.get_by_role("heading", level=1)).to_have_text("Make one of two")
    assert axe(page, page.url) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.get_by_label("attending").check()

    page.keyboard.press("m")

    expect(page.locator("#notice")).to_contain_text("Merged Ana M. Novak into Ana Novak")
    assert find_person(app.store, cast["ana"]).role == "attending"
    page.keyboard.press("u")
    expect(page.locator("#notice")).to_contain_text("Undid")
    assert find_person(app.store, cast["ana"]).role == "fellow"
    assert find_person(app.store, double).role == "attending"
    page.goto(f"{address}/duplicates/next")
    page.keyboard.press("n")
    expect(page.locator("#notice")).to_contain_text("Told Ana Novak and Ana M. Novak apart")

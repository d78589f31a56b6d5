"""History, undo, trash and purge."""

import pytest

from tests.web.conftest import Cast
from tests.web.tabs import Tab


def test_every_entry_can_be_undone_and_done_again(tab: Tab, cast: Cast) -> None:
    page = f"/people/{cast['chen']}"
    tab.open(page).send(f"{page}/archive")
    tab.open("/history")

    tab.send(next(each.action for each in tab.forms if each.action.endswith("/undo")))
    assert page in tab.open("/people").links
    tab.open("/history")
    assert "Do it again" in tab.text
    tab.send(next(each.action for each in tab.forms if each.action.endswith("/undo")))
    assert page not in tab.open("/people").links


def test_an_undo_that_would_overwrite_a_later_change_is_refused_with_its_reason(tab: Tab, cast: Cast) -> None:
    edit = f"/people/{cast['chen']}/edit"
    tab.open(edit).send(edit, city="Boston")
    tab.open(edit).send(edit, city="Denver")
    tab.open("/history")
    undos = [each for each in tab.forms if each.action.endswith("/undo")]

    tab.send(undos[1].action)

    assert tab.status == 409
    assert "cannot be undone" in tab.text
    assert "Denver" in tab.open(edit).html


def test_the_latest_change_is_undone_by_its_key_too(tab: Tab, client_post_undo: None) -> None:
    del client_post_undo
    assert "Elif Kaya" not in tab.open("/people").text


@pytest.fixture
def client_post_undo(tab: Tab) -> None:
    """Add somebody and press `u`, which posts to /undo."""
    tab.open("/people/new").send("/people/new", name="Elif Kaya")
    tab.forms[0].action = "/undo"
    tab.send("/undo")


def test_whoever_is_in_the_trash_is_brought_back(tab: Tab, cast: Cast) -> None:
    page = f"/people/{cast['chen']}"
    tab.open(page).send(f"{page}/trash")
    assert page not in tab.open("/people").links

    tab.open("/trash").send(f"{page}/bring-back")

    assert page in tab.open("/people").links


def test_a_purge_needs_the_name_typed_and_names_the_safety_copies(tab: Tab, cast: Cast) -> None:
    tab.open("/settings").send("/settings/backup")
    page = f"/people/{cast['bolu']}"
    tab.open(page).send(f"{page}/trash")
    purge = f"/trash/{cast['bolu']}/purge"
    tab.open(purge)
    assert ".db" in tab.text

    tab.send(purge, name="Bolo")
    assert tab.status == 422
    tab.send(purge, name="bolu adeyemi")

    assert "removed, history included" in tab.text
    assert ".db" in tab.text
    assert "Bolu Adeyemi" not in tab.open("/history").text
    assert tab.open(page).status == 404


def test_only_the_trash_can_be_purged(tab: Tab, cast: Cast) -> None:
    assert tab.open(f"/trash/{cast['ana']}/purge").status == 404

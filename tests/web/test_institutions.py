"""Institutions in the browser: listed, renamed, made one of two."""

from hallway.actions.institutions import find_institution
from hallway.actions.people import add_person
from hallway.app import App
from tests.web.conftest import Cast
from tests.web.tabs import Tab
from tests.web.test_pages import check


def test_one_place_under_two_names_is_found_and_made_one(tab: Tab, app: App, cast: Cast) -> None:
    add_person(app.store, app.clock, fields={"name": "Elif Kaya", "institution": "Harbor Med Ctr"})
    harbor = find_institution(app.store, "Harbor Medical Center")
    tab.open("/institutions")
    check(tab)
    assert "These may be one" in tab.text

    check(tab.open(next(each for each in tab.links if "?other=" in each)))
    tab.send(f"/institutions/{harbor.id}/merge")

    assert "Merged Harbor Med Ctr into Harbor Medical Center" in tab.text
    assert "These may be one" not in tab.text
    assert f"/people/{cast['ana']}" in tab.open("/people?institution=Harbor+Medical+Center").links


def test_an_institution_is_renamed_and_a_taken_name_is_refused(tab: Tab, app: App, cast: Cast) -> None:
    del cast
    harbor = find_institution(app.store, "Harbor Medical Center")
    page = f"/institutions/{harbor.id}"
    check(tab.open(page))

    tab.send(f"{page}/rename", name="Lakeside University Hospital")
    assert tab.status == 422
    assert "Merge the two instead" in tab.text

    tab.open(page).send(f"{page}/rename", name="Harbor Clinic")
    assert "Renamed Harbor Medical Center to Harbor Clinic" in tab.text


def test_a_list_without_institutions_is_kind(tab: Tab, cast: Cast) -> None:
    check(tab.open("/institutions?words=lakeside"))
    assert "Lakeside University Hospital" in tab.text
    assert "Harbor" not in tab.text
    assert "No institution is called so" in tab.open("/institutions?words=zzz").text
    assert tab.open("/institutions/nothing").status == 404
    assert cast


def test_before_there_is_any_the_page_says_where_they_come_from(tab: Tab) -> None:
    check(tab.open("/institutions"))
    assert "They come by themselves" in tab.text

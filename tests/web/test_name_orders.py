"""Family names written first and time zones: corrected once, offered for others, shown with their source."""

from dataclasses import replace

from hallway.actions.people import add_person, find_person
from hallway.app import App
from tests.cast import FixedClock
from tests.web.conftest import Cast
from tests.web.tabs import Tab


def test_a_correction_leads_to_a_preview_of_who_else_has_the_name(
    tab: Tab, app: App, clock: FixedClock
) -> None:
    khai, an, binh = (
        add_person(app.store, clock, fields={"name": each}).person
        for each in ("Nguyễn Thị Minh Khai", "Nguyễn Văn An", "Nguyễn Văn Bình")
    )
    edit = f"/people/{khai.id}/edit"
    tab.open(edit)
    assert tab.text.count("Guessed from the name.") == 2
    tab.send(edit, family="Nguyễn")
    question = "2 other people here have a name that begins with Nguyễn: change them too?"
    assert question in tab.text
    preview = next(each for each in tab.links if each.startswith("/family-names?"))
    tab.open(preview)
    assert "Nguyễn Văn An: given name Văn An, family name Nguyễn" in tab.text
    tab.send("/family-names", person=[an.id])
    assert "Remembered that Nguyễn is written first, and changed 1 person" in tab.text
    assert find_person(app.store, an.id).family == "Nguyễn"
    assert find_person(app.store, binh.id) == binh
    tab.send("/family-names/forget")
    assert "None remembered yet" in tab.text


def test_a_family_name_can_be_added_before_anybody_has_it(tab: Tab) -> None:
    tab.open("/family-names?word=Trần")
    assert "Nobody here has a name that begins with Trần." in tab.text
    tab.send("/family-names")
    assert "Remembered that Trần is written first" in tab.text


def test_a_zone_is_shown_with_where_it_was_found(tab: Tab, app: App, cast: Cast) -> None:
    edit = f"/people/{cast['ana']}/edit"
    tab.open(edit).send(edit, city="El Paso", state="TX", zone="")
    assert "America/Denver, from the city El Paso, TX" in tab.text
    assert "Found from the city El Paso, TX." in tab.open(edit).text
    tab.send(edit, zone="America/Chicago")
    assert "from the city" not in tab.text
    assert find_person(app.store, cast["ana"]).zone_source == ""


def test_zones_are_found_for_who_has_none(tab: Tab, app: App, clock: FixedClock) -> None:
    person = add_person(app.store, clock, fields={"name": "Elif Kaya", "country": "Türkiye"}).person
    add_person(app.store, clock, fields={"name": "Bolu Adeyemi"})
    with app.store.writing("test", "Took a zone away", now=clock.now()) as writing:
        writing.replace(replace(person, zone="", zone_source=""))
    tab.open("/zones")
    assert "1 time zone found" in tab.text
    assert "Europe/Istanbul, from the country Türkiye" in tab.text
    tab.send("/zones")
    assert "Found the time zone of 1 person" in tab.text
    assert "1 person has no time zone" in tab.text
    assert find_person(app.store, person.id).zone == "Europe/Istanbul"

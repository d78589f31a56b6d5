"""`hallway person family-first` and `find-zones`: told first, changed with --yes, taken back by undo."""

from dataclasses import replace

import pytest

from hallway.app import open_app
from hallway.domain.people import Person
from tests.cast import NOW
from tests.cli.runner import Hallway


def test_a_correction_is_remembered_and_names_the_command_for_others(hallway: Hallway) -> None:
    for name in ("Nguyễn Thị Minh Khai", "Nguyễn Văn An"):
        hallway.does("person", "add", name)
    assert "None is remembered" in hallway.does("person", "family-first")
    says = hallway.does("person", "edit", "Khai", "--set", "family=Nguyễn")
    assert "1 other person here has a name that begins with Nguyễn." in says
    assert "hallway person family-first Nguyễn" in says
    shown = hallway.does("person", "show", "Khai")
    assert "given Thị Minh Khai · family Nguyễn. From the name: you said" in shown
    assert hallway.tells("person", "family-first") == {"words": ["Nguyễn"]}


def test_the_order_of_names_changes_with_yes_and_is_forgotten(hallway: Hallway) -> None:
    hallway.does("person", "add", "Nguyễn Văn An")
    answer = hallway.type("person", "family-first", "nguyen")
    assert (answer.code, "Nguyễn Văn An" in answer.out, "--yes" in answer.err) == (2, True, True)
    done = hallway.tells("person", "family-first", "Nguyễn", "--yes")
    assert (done["applied"], done["people"][0]["new_family"]) == (True, "Nguyễn")
    assert hallway.tells("person", "show", "Văn An")["person"]["family"] == "Nguyễn"
    hallway.does("undo")
    assert hallway.tells("person", "show", "Văn An")["person"]["family"] == "An"
    assert hallway.tells("person", "family-first") == {"words": []}
    assert "family name" in hallway.refuses("person", "family-first", "Nguyễn", "--forget")
    hallway.does("person", "family-first", "Nguyễn", "--yes")
    assert hallway.tells("person", "family-first", "Nguyễn", "--forget") == {"forgot": "Nguyễn"}


@pytest.mark.requirement("CON-12")
def test_a_person_is_shown_with_the_zone_and_where_it_was_found(hallway: Hallway) -> None:
    hallway.does("person", "add", "Elif Kaya", "--city", "El Paso", "--state", "TX")
    assert "America/Denver, from the city El Paso, TX" in hallway.does("person", "show", "Kaya")
    person = hallway.tells("person", "show", "Kaya")["person"]
    assert (person["zone"], person["zone_source"]) == ("America/Denver", "the city El Paso, TX")


def test_zones_are_found_for_who_has_none(hallway: Hallway) -> None:
    hallway.does("person", "add", "Elif Kaya")
    told = hallway.tells("person", "find-zones")
    assert (told["people"], told["applied"]) == ([], False)
    assert "without" in hallway.does("person", "find-zones")
    hallway.does("person", "edit", "Kaya", "--set", "country=Türkiye")
    with open_app(hallway.path).store.writing("test", "Took a zone away", now=NOW) as writing:
        writing.replace(replace(writing.all(Person, name="Elif Kaya")[0], zone="", zone_source=""))
    answer = hallway.type("person", "find-zones")
    says = "Elif Kaya: Europe/Istanbul, from the country Türkiye"
    assert (answer.code, says in answer.out, "--yes" in answer.err) == (2, True, True)
    done = hallway.tells("person", "find-zones", "--yes")
    assert ([each["zone"] for each in done["people"]], done["applied"]) == (["Europe/Istanbul"], True)
    assert hallway.tells("person", "show", "Kaya")["person"]["zone_source"] == "the country Türkiye"

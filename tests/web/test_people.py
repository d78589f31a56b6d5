"""People: found, filtered, sorted, added."""

import pytest

from hallway.actions.people import add_person
from hallway.app import App
from tests.web.conftest import Cast
from tests.web.tabs import Tab


def names_on(tab: Tab, cast: Cast) -> list[str]:
    """Return whom of the cast the list shows, in its order."""
    known = {f"/people/{key}": name for name, key in cast.items()}
    return [known[each] for each in tab.links if each in known]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["ana", "bolu", "diego", "chen"]),
        ("words=nunez", ["diego"]),
        ("words=陈", ["chen"]),
        ("group=mentor", ["ana", "diego"]),
        ("relationship=knows-me", ["ana"]),
        ("institution=Lakeside+University+Hospital", ["diego", "chen"]),
        ("specialty=Plastic+surgery", ["ana", "bolu"]),
        ("silent_days=2", ["ana"]),
        ("order=recent&words=harbor", ["ana", "bolu"]),
        ("standing=archived", []),
        ("words=nobody", []),
    ],
)
def test_people_are_found_by_each_filter(tab: Tab, cast: Cast, query: str, shown: list[str]) -> None:
    tab.open(f"/people?{query}")

    assert tab.status == 200
    assert sorted(names_on(tab, cast)) == sorted(shown)


def test_an_encounter_without_a_next_step_is_shown_as_open(tab: Tab, cast: Cast) -> None:
    tab.open(f"/people/{cast['bolu']}/log").send(f"/people/{cast['bolu']}/log", kind="met")

    assert names_on(tab.open("/people?open_encounter=yes"), cast) == ["bolu"]


def test_fifty_stand_on_a_page_and_filters_stay_on_the_next(tab: Tab, app: App) -> None:
    for number in range(53):
        add_person(app.store, app.clock, fields={"name": f"Person {number:02}", "groups": "peer"})

    tab.open("/people?group=peer")

    assert "53 people" in tab.text
    assert "page 1 of 2" in tab.text
    onward = next(each for each in tab.links if "page=2" in each)
    tab.open(onward)
    assert "Person 52" in tab.text
    assert "Person 00" not in tab.text
    assert "group=peer" in onward


def test_a_page_too_far_is_the_last_one(tab: Tab, cast: Cast) -> None:
    assert len(names_on(tab.open("/people?page=99"), cast)) == 4


def test_a_person_needs_no_more_than_a_name(tab: Tab) -> None:
    tab.open("/people/new").send("/people/new", name="Elif Kaya")

    assert tab.path.startswith("/people/0")
    assert "Added Elif Kaya" in tab.text


def test_a_likely_double_is_told_and_not_merged(tab: Tab, cast: Cast) -> None:
    tab.open("/people/new").send("/people/new", name="ANA NOVÁK", institution="Elsewhere")

    assert "Somebody like this is here already" in tab.text
    assert f"/people/{cast['ana']}" in tab.links
    assert (
        len([each for each in tab.open("/people?words=ana+novak").links if each.startswith("/people/0")]) == 2
    )


def test_everything_that_can_be_typed_about_a_person_is_kept(tab: Tab, cast: Cast) -> None:
    typed: dict[str, str | list[str]] = {
        "name": "Elif Kaya",
        "role": "attending",
        "specialty": "Pediatrics",
        "subspecialty": "neonatology",
        "institution": "Cedar Valley Children's Hospital",
        "department": "Neonatology",
        "email": "elif.kaya@cedar.example.org",
        "phone": "+1 555 0100",
        "profile_url": "https://example.org/elif",
        "city": "San Diego",
        "state": "CA",
        "country": "US",
        "zone": "America/Los_Angeles",
        "how_met": "conference",
        "introduced_by": "Ana Novak",
        "topics": "outcomes; teaching",
        "next_follow_up": "2026-12-14",
        "next_follow_up_why": "her grant is due",
        "groups": ["mentor", "sponsor"],
        "relationship": "trusts-me",
        "may_follow_up": "yes",
        "given": "Elif",
        "family": "Kaya",
        "credentials": "MD",
        "is_img": "yes",
        "worked_with_imgs": "no",
        "is_alumnus": "yes",
        "offices": ["apd", "mentoring-interest"],
        "level": "national",
        "knows_story": "yes",
        "reach": "Bayview; Prairie",
        "notes": "Met after the panel.\nLikes short mails.",
    }
    del cast

    tab.open("/people/new").send_all("/people/new", typed)

    assert tab.status == 200
    person = tab.path.partition("?")[0]
    kept = tab.open(f"{person}/edit").form(f"{person}/edit").values
    lists = {name: [each for each in kept[name] if each] for name in ("groups", "offices")}
    assert lists == {"groups": ["mentor", "sponsor"], "offices": ["apd", "mentoring-interest"]}
    plain = {name: "; ".join(kept[name]) for name in typed.keys() - lists.keys()}
    assert plain == {name: text for name, text in typed.items() if name in plain}


def test_the_list_offers_what_is_in_use(tab: Tab, cast: Cast) -> None:
    del cast
    tab.open("/people")

    assert "/people?group=mentor" in tab.links
    assert "Harbor Medical Center" in tab.html


def test_search_finds_people_and_pages(tab: Tab, cast: Cast) -> None:
    tab.open("/search?words=novak")
    assert f"/people/{cast['ana']}" in tab.links

    tab.open("/search?words=undo")
    assert "/history" in tab.links
    assert "Nothing is called" in tab.open("/search?words=zzzz").text

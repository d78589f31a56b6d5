import pytest

from hallway.actions.person_fields import PERSON_FIELDS
from tests.cli.runner import Hallway


def _names(hallway: Hallway, *filters: str) -> list[str]:
    return [each["name"] for each in hallway.tells("person", "list", *filters)["lines"]]


# ---------------------------------------------------------------------------------------------- add


@pytest.mark.requirement("CON-01", "CON-02", "CON-03")
def test_a_person_is_added_with_what_was_typed(hallway: Hallway) -> None:
    person = hallway.tells(
        *("person", "add", "José Núñez", "--role", "APD", "--specialty", "surgery", "--subspecialty", "hand"),
        *("--institution", "Lakeside Hospital", "--how-met", "conference", "--introduced-by", "Novak"),
    )["person"]

    ana = hallway.tells("person", "show", "Novak")["person"]["id"]
    assert (person["role"], person["specialty"], person["subspecialty"]) == (
        "associate program director", "surgery", "hand"
    )  # fmt: skip
    assert (person["how_met"], person["introduced_by"]) == ("conference", ana)
    assert hallway.tells("person", "show", "nunez")["institution"] == "Lakeside Hospital"


def test_repeated_options_add_up(hallway: Hallway) -> None:
    person = hallway.tells(
        *("person", "add", "Lena Fischer", "--group", "peer", "--group", "collaborator"),
        *(
            "--topic",
            "flaps",
            "--topic",
            "wound healing",
            "--email",
            "l@example.org",
            "--email",
            "lf@example.edu",
        ),
    )["person"]

    assert person["groups"] == ["peer", "collaborator"]
    assert person["topics"] == ["flaps", "wound healing"]
    assert person["emails"] == ["l@example.org", "lf@example.edu"]


def test_every_field_of_a_person_has_its_option(hallway: Hallway) -> None:
    text = hallway.does("person", "add", "--help")

    fields = [each for each in PERSON_FIELDS if each != "name"]
    assert [each for each in fields if f"--{each.replace('_', '-')} " not in text] == []


def test_a_likely_double_is_named_with_the_command_that_merges_it(hallway: Hallway) -> None:
    ana = hallway.tells("person", "show", "Novak")["person"]["id"]

    said = hallway.does("person", "add", "Novak, Ana")

    double = next(each for each in hallway.tells("person", "list")["lines"] if each["name"] == "Novak, Ana")
    assert "Is it the same person as Ana Novak, fellow, Harbor Medical Center?" in said
    assert f"\n  hallway person merge {ana} {double['id']}\n" in said


# --------------------------------------------------------------------------------------------- list


def test_people_are_listed_by_any_mix_of_filters(hallway: Hallway) -> None:
    assert _names(hallway) == ["Ana Novak", "Ravi Menon"]
    assert _names(hallway, "novak") == ["Ana Novak"]
    assert _names(hallway, "--group", "mentor", "--institution", "Harbor Medical Center") == ["Ana Novak"]
    assert _names(hallway, "--group", "peer") == []


def test_the_list_is_read_page_by_page(hallway: Hallway) -> None:
    assert "2 people, page 1 of 2: --page 2" in hallway.does("person", "list", "--per-page", "1")
    assert _names(hallway, "--per-page", "1", "--page", "2") == ["Ravi Menon"]


def test_an_order_that_is_not_there_is_refused(hallway: Hallway) -> None:
    assert "name, silence, recent" in hallway.refuses("person", "list", "--order", "height")


def test_silence_is_a_filter(hallway: Hallway) -> None:
    hallway.does("log", "--with", "Ana", "--kind", "met", "--topic", "flaps")

    assert _names(hallway, "--silent", "30") == []
    assert _names(hallway.at("2026-12-01T09:00-05:00"), "--silent", "30") == ["Ana Novak"]


def test_nobody_fits_is_told_kindly(hallway: Hallway) -> None:
    assert "Nobody fits." in hallway.does("person", "list", "zzz")


# ------------------------------------------------------------------------------------ show and edit


def test_a_person_is_shown_with_everything_that_happened(hallway: Hallway) -> None:
    hallway.does(
        "log", "--with", "Ana", "--kind", "met", "--topic", "flaps", "--learned", "grafts fail early"
    )
    hallway.does("give", "--to", "Ana", "proofread her abstract")

    text = hallway.does("person", "show", "novak")

    assert text.startswith("Ana Novak\n")
    assert "fellow, Harbor Medical Center" in text
    assert "mentor, sponsor" in text
    assert "grafts fail early" in text
    assert "proofread her abstract" in text
    assert "America/Chicago" in text


def test_the_ids_of_what_happened_are_shown_on_request(hallway: Hallway) -> None:
    logged = hallway.tells("log", "--with", "Ana", "--kind", "met", "--topic", "flaps")["interactions"][0][
        "id"
    ]

    assert logged in hallway.does("person", "show", "novak", "--ids")
    assert logged not in hallway.does("person", "show", "novak")


def test_the_brief_holds_what_to_read_before_a_meeting(hallway: Hallway) -> None:
    hallway.does("log", "--with", "Ana", "--kind", "met", "--topic", "flaps")
    brief = hallway.tells("person", "show", "novak")["brief"]

    text = " ".join(hallway.does("person", "show", "novak", "--brief").split())

    assert brief
    assert all(" ".join(each.split()) in text for each in brief)


def test_fields_are_changed_and_cleared(hallway: Hallway) -> None:
    changed = hallway.tells("person", "edit", "Novak", "--set", "role=program director", "--set", "zone=")[
        "person"
    ]

    assert (changed["role"], changed["zone"]) == ("program director", "")


def test_an_equals_sign_may_stand_in_a_value(hallway: Hallway) -> None:
    changed = hallway.tells("person", "edit", "Novak", "--set", "notes=a=b")["person"]

    assert changed["notes"] == "a=b"


@pytest.mark.parametrize(
    ("setting", "names"),
    [
        ("rolle=fellow", "role"),
        ("role", "FIELD=VALUE"),
        ("=fellow", "FIELD=VALUE"),
        ("zone=Mars/Olympus", "Mars/Olympus"),
        ("next_follow_up=2026-02-30", "2026-02-30"),
        ("email=not an address", "not an address"),
        ("groups=friend", "mentor"),
        ("introduced_by=Nobody", "Nobody"),
        ("introduced_by=Novak", "Novak"),
        ("profile_url=javascript:alert(1)", "javascript"),
        ("name=", "name"),
    ],
)
def test_a_change_that_cannot_be_meant_is_refused_by_name(hallway: Hallway, setting: str, names: str) -> None:
    assert names in hallway.refuses("person", "edit", "Novak", "--set", setting)


def test_a_field_named_twice_is_refused(hallway: Hallway) -> None:
    assert "role is named twice" in hallway.refuses(
        "person", "edit", "Novak", "--set", "role=fellow", "--set", "role=chair"
    )


# -------------------------------------------------------------------------------------------- names


def test_an_unknown_name_is_answered_with_near_ones(hallway: Hallway) -> None:
    assert "Did you mean Ana Novak?" in hallway.refuses("person", "show", "Novack")


@pytest.mark.parametrize(
    "words",
    [
        ("person", "show", "Ana"),
        ("person", "archive", "Ana"),
        ("log", "--with", "Ana", "--kind", "met"),
        ("ask", "--of", "Ana", "--rung", "advice"),
        ("give", "--to", "Ana", "help"),
        ("promise", "--by", "me", "--person", "Ana", "write"),
        ("advice", "--from", "Ana", "write"),
        ("snooze", "--person", "Ana", "--until", "2026-11-01", "--why", "x"),
    ],
    ids=" ".join,
)
def test_an_ambiguous_name_lists_who_may_be_meant(hallway: Hallway, words: tuple[str, ...]) -> None:
    hallway.does("person", "add", "Ana Petrova", "--role", "chair")

    said = hallway.refuses(*words)

    assert "'Ana' fits 2 people" in said
    assert "\n  Ana Novak, fellow, Harbor Medical Center (id " in said
    assert "\n  Ana Petrova, chair" in said


def test_a_person_is_found_by_the_id_too(hallway: Hallway) -> None:
    key = hallway.tells("person", "show", "Novak")["person"]["id"]

    assert hallway.tells("person", "show", key)["person"]["name"] == "Ana Novak"


# -------------------------------------------------------------------------------------------- merge


@pytest.fixture
def doubled(hallway: Hallway) -> Hallway:
    """Return the record with a second Ana Novak who has an address and a meeting."""
    hallway.does("person", "add", "A. Novak", "--role", "attending", "--email", "a.novak@example.org")
    hallway.does("log", "--with", "A. Novak", "--kind", "met", "--topic", "flaps")
    return hallway


def test_without_a_terminal_and_yes_a_merge_is_only_previewed(doubled: Hallway) -> None:
    before = doubled.dump()

    answer = doubled.type("person", "merge", "Ana Novak", "A. Novak")

    assert answer.code == 2
    assert "A. Novak would become part of Ana Novak" in answer.out
    assert "attending" in answer.out  # what does not fit is named
    assert answer.err == "hallway: Nothing was merged. To merge them, add --yes.\n"
    assert doubled.dump() == before


def test_the_preview_is_told_as_json_too(doubled: Hallway) -> None:
    answer = doubled.type("person", "merge", "Ana Novak", "A. Novak", "--json")

    assert answer.code == 2
    assert set(answer.data) == {
        *("keep", "other", "result", "moves", "conflicts", "differences", "institution", "applied")
    }
    assert answer.data["applied"] is False
    assert answer.data["result"]["emails"] == ["a.novak@example.org"]


def test_yes_merges_and_undo_brings_both_back(doubled: Hallway) -> None:
    before = doubled.dump()

    merged = doubled.tells("person", "merge", "Ana Novak", "A. Novak", "--yes")

    assert (merged["applied"], merged["result"]["name"]) == (True, "Ana Novak")
    assert len(doubled.tells("person", "show", "Ana Novak")["interactions"]) == 1
    assert _names(doubled) == ["Ana Novak", "Ravi Menon"]
    doubled.does("undo")
    assert doubled.dump() == before


def test_nobody_is_merged_with_themselves(hallway: Hallway) -> None:
    assert "Ana Novak" in hallway.refuses("person", "merge", "Novak", "Ana", "--yes")


# ------------------------------------------------------------------------------------- put away


def test_an_archived_person_is_found_but_has_no_steps(hallway: Hallway) -> None:
    hallway.does("log", "--with", "Ana", "--kind", "met", "--topic", "flaps")

    hallway.does("person", "archive", "Novak")

    assert _names(hallway) == ["Ravi Menon"]
    assert _names(hallway, "--standing", "archived") == ["Ana Novak"]
    assert [each for each in hallway.tells("today")["steps"] if each["subject"]["name"] == "Ana Novak"] == []


def test_somebody_in_the_trash_is_listed_there_and_comes_back(hallway: Hallway) -> None:
    hallway.does("person", "trash", "Novak")

    assert [each["name"] for each in hallway.tells("trash")["people"]] == ["Ana Novak"]
    assert "Ana Novak" in hallway.does("trash")
    assert hallway.does("person", "bring-back", "Novak") == "Ana Novak is back.\n"
    assert hallway.does("trash") == "The trash is empty.\n"
    assert _names(hallway) == ["Ana Novak", "Ravi Menon"]


def test_a_purge_is_only_for_the_trash_and_names_the_safety_copies(hallway: Hallway) -> None:
    copy = hallway.tells("backup")["backup"]["path"]
    assert "trash" in hallway.refuses("person", "purge", "Novak", "--yes")
    hallway.does("person", "trash", "Novak")

    text = hallway.does("person", "purge", "Novak", "--yes")

    assert text.startswith("Ana Novak is gone: ")
    assert copy in text
    assert "Ana Novak" not in str(hallway.dump())


def test_a_paper_is_noted_with_the_day_it_was_read(hallway: Hallway) -> None:
    work = hallway.tells(
        "person",
        "work",
        "Novak",
        "Early graft failure",
        "--link",
        "example.org/grafts",
        "--read-on",
        "2026-10-01",
    )["work"]

    assert (work["title"], work["kind"], work["link"], work["read_on"]) == (
        "Early graft failure", "paper", "https://example.org/grafts", "2026-10-01"
    )  # fmt: skip

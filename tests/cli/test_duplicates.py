import pytest

from tests.cli.runner import Hallway

MAIL = "ana@example.org"


@pytest.fixture
def doubled(hallway: Hallway) -> Hallway:
    """Return the record with Ana in it twice, once as an attending elsewhere."""
    hallway.does("person", "edit", "Ana Novak", "--set", f"email={MAIL}")
    hallway.does(
        *("person", "add", "Ana M. Novak", "--role", "attending", "--institution", "Bayfront General"),
        *("--email", MAIL),
    )
    return hallway


def ids_of(hallway: Hallway) -> tuple[str, str]:
    (pair,) = hallway.tells("duplicates", "list")["pairs"]
    return pair["one"]["id"], pair["other"]["id"]


# ---------------------------------------------------------------------------------------- doubles


def test_doubles_are_listed_with_their_reasons_and_what_to_type(doubled: Hallway) -> None:
    text = doubled.does("duplicates", "list", "--band", "certain")
    one, other = ids_of(doubled)

    assert "Certain: 1 pair" in text
    assert f"the same e-mail address, {MAIL}; the same name" in text
    assert f"hallway person merge {one} {other}" in text
    assert doubled.does("duplicates", "list", "--band", "possible") == "No doubles found among 3 people.\n"


def test_the_list_is_told_as_json_too(doubled: Hallway) -> None:
    told = doubled.tells("duplicates", "list")

    assert told["counts"] == {"certain": 1, "likely": 0, "possible": 0}
    assert (told["people"], told["crowds"]) == (3, [])
    assert told["pairs"][0]["band"] == "certain"
    assert told["pairs"][0]["one"]["name"] == "Ana Novak"


def test_two_people_are_told_apart_and_together_again(doubled: Hallway) -> None:
    names = ("Ana Novak", "Ana M. Novak")
    assert "are two people" in doubled.does("duplicates", "apart", *names)
    assert doubled.tells("duplicates", "list")["pairs"] == []
    assert "is not" in doubled.does("duplicates", "apart")
    assert "two people" in doubled.refuses("duplicates", "apart", "Ravi Menon")

    assert doubled.tells("duplicates", "together", *names) == {"forgotten": True}

    assert len(doubled.tells("duplicates", "list")["pairs"]) == 1
    assert doubled.tells("duplicates", "apart")["apart"] == []
    assert "had not been told apart" in doubled.does("duplicates", "together", *names)


def test_only_certain_pairs_without_differences_are_merged_at_once(doubled: Hallway) -> None:
    assert doubled.does("duplicates", "merge-certain") == "There is no certain pair without differences.\n"
    doubled.does("person", "add", "Ana Novak", "--email", MAIL, "--city", "Boston")
    before = doubled.dump()

    preview = doubled.type("duplicates", "merge-certain")
    assert (preview.code, doubled.dump()) == (2, before)
    assert "1 pair would be merged" in preview.out

    merged = doubled.tells("duplicates", "merge-certain", "--yes")
    assert [each["city"] for each in merged["merged"]] == ["Boston"]
    doubled.does("undo")
    assert doubled.dump() == before


# ------------------------------------------------------------------------------- choosing by field


def test_a_merge_takes_the_value_that_is_named(doubled: Hallway) -> None:
    one, other = ids_of(doubled)
    preview = doubled.type("person", "merge", one, other, "--take", "role=other")
    assert "role: attending stays; fellow goes into the notes" in preview.out
    assert "institution: Harbor Medical Center stays the main one, beside Bayfront" in preview.out
    assert "To take the other value: --take name=other" in preview.out

    merged = doubled.tells(
        "person", "merge", one, other, "--take", "role=other", "--take", "institution=other", "--yes"
    )

    assert merged["result"]["role"] == "attending"
    assert "Also: role fellow" in merged["result"]["notes"]
    assert doubled.tells("person", "show", "Novak")["institution"] == "Bayfront General"


@pytest.mark.parametrize(
    ("take", "says"),
    [
        ("role=both", "Take keep or other."),
        ("city=other", "They differ in: institution, name, role."),
        ("rolle=other", "They differ in"),
        ("role", "FIELD=VALUE"),
    ],
)
def test_a_choice_that_cannot_be_meant_is_refused(doubled: Hallway, take: str, says: str) -> None:
    one, other = ids_of(doubled)
    assert says in doubled.refuses("person", "merge", one, other, "--take", take, "--yes")


# ------------------------------------------------------------------------------------ institutions


@pytest.fixture
def twofold(hallway: Hallway) -> Hallway:
    """Return the record with one hospital under two names."""
    hallway.does("person", "add", "Elif Kaya", "--institution", "Harbor Med. Ctr.")
    return hallway


def test_institutions_are_listed_with_their_doubles(twofold: Hallway) -> None:
    assert [each["people"] for each in twofold.tells("institution", "list")["institutions"]] == [1, 1]
    assert "Harbor Med. Ctr." in twofold.does("institution", "list", "ctr")
    text = twofold.does("institution", "list", "--doubles")
    assert "written with other abbreviations" in text
    assert "hallway institution merge " in text
    assert len(twofold.tells("institution", "list", "--doubles")["pairs"]) == 1
    assert twofold.does("institution", "list", "zzz") == "No institution is called so.\n"


def test_an_institution_is_renamed(twofold: Hallway) -> None:
    assert "is Harbor Clinic now" in twofold.does("institution", "rename", "Ctr", "Harbor Clinic")
    assert twofold.tells("person", "show", "Elif")["institution"] == "Harbor Clinic"
    assert "Merge the two" in twofold.refuses("institution", "rename", "Clinic", "Harbor Medical Center")
    assert twofold.does("institution", "list", "--doubles") == "No two institutions look like one.\n"


def test_two_institutions_are_merged_after_a_preview(twofold: Hallway) -> None:
    names = ("Harbor Medical Center", "Harbor Med. Ctr.")
    before = twofold.dump()
    preview = twofold.type("institution", "merge", *names)
    assert (preview.code, twofold.dump()) == (2, before)
    assert "1 person and 0 departments move" in preview.out

    assert twofold.tells("institution", "merge", *names, "--yes")["applied"] is True

    assert twofold.tells("person", "show", "Elif")["institution"] == "Harbor Medical Center"
    twofold.does("undo")
    assert twofold.dump() == before

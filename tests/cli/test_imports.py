import json
from pathlib import Path

import pytest

from tests.actions.test_import_files import two_sheets
from tests.cli.runner import Hallway
from tests.cli.test_applicants import converse

LINKEDIN = """\
Notes:
"When exporting your connection data, some e-mail addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ines,Calloway,https://www.example.org/in/ines,,Lakeside University Hospital,Program Director,15 Jan 2024
Omar,Haddad,https://www.example.org/in/omar,omar@example.org,Haddad Clinic,Attending,03 Nov 2025
"""
TRACKER = """\
Name,Role,Hospital,Seen
Lena Fischer,fellow,Lakeside Hospital,2026-09-01
Tom Okafor,resident,Mercy Hill,2026-09-02
"""


@pytest.fixture
def linkedin(tmp_path: Path) -> str:
    """Return the path of a LinkedIn export."""
    return _write(tmp_path / "Connections.csv", LINKEDIN)


@pytest.fixture
def tracker(tmp_path: Path) -> str:
    """Return the path of somebody's own spreadsheet."""
    return _write(tmp_path / "tracker.csv", TRACKER)


def _write(path: Path, text: str | bytes) -> str:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return str(path)


# ------------------------------------------------------------------------------------ preview, apply


def test_an_import_is_previewed_and_changes_nothing(hallway: Hallway, linkedin: str) -> None:
    before = hallway.dump()

    text = hallway.does("import", linkedin)

    assert "Connections.csv: 2 rows\n  2 to add\n" in text
    assert "Nothing was changed yet.\nTo apply this, type the same again with --yes.\n" in text
    assert hallway.dump() == before


def test_the_preview_is_told_as_json(hallway: Hallway, linkedin: str) -> None:
    plan = hallway.tells("import", linkedin)

    assert set(plan) == {
        *("source", "kind", "sheet", "sheets", "mapping"),
        *("counts", "rows", "problems", "questions", "applied"),
    }
    assert (plan["source"], plan["kind"], plan["applied"]) == ("Connections.csv", "linkedin", None)
    assert plan["counts"]["create"] == 2
    assert ["Company", "institution"] in plan["mapping"]
    assert [each["verdict"] for each in plan["rows"]] == ["create", "create"]


def test_yes_applies_and_undo_takes_all_of_it_back(hallway: Hallway, linkedin: str) -> None:
    before = hallway.dump()

    applied = hallway.tells("import", linkedin, "--yes")["applied"]

    assert applied == {"created": 2, "filled": 0, "same": 0, "held": 0, "problems": 0}
    assert hallway.tells("person", "list")["total"] == 4
    hallway.does("undo")
    assert hallway.dump() == before


def test_importing_twice_adds_nobody_twice(hallway: Hallway, linkedin: str) -> None:
    hallway.does("import", linkedin, "--yes")
    before = hallway.dump()

    assert hallway.tells("import", linkedin, "--yes")["applied"]["created"] == 0
    assert hallway.dump() == before


@pytest.mark.requirement("CON-24")
def test_a_tracker_goes_out_and_comes_back(hallway: Hallway, tmp_path: Path) -> None:
    hallway.does("person", "edit", "Menon", "--set", "how_met=rotation", "--set", "topics=sepsis; teaching")
    hallway.does("person", "edit", "Menon", "--set", "next_follow_up=2026-11-02")
    hallway.does("log", "--with", "Menon", "--kind", "met", "--on", "2026-10-01")
    hallway.does("export", str(tmp_path / "out.csv"))
    other = Hallway(tmp_path / "other.db")
    other.does("setup", "--name", "Noor Ali", "--audience", "img-general", "--zone", "America/New_York")

    other.does("import", str(tmp_path / "out.csv"), "--yes")

    view = other.tells("person", "show", "Ravi Menon")
    person = view["person"]
    assert (person["role"], person["specialty"], person["how_met"]) == (
        "program director",
        "medicine",
        "rotation",
    )
    assert (person["topics"], person["next_follow_up"]) == (["sepsis", "teaching"], "2026-11-02")
    assert view["last_contact"] == "2026-10-01T16:00:00+00:00"
    assert other.tells("person", "show", "Ana Novak")["institution"] == "Harbor Medical Center"


def test_columns_are_mapped_by_hand(hallway: Hallway, tracker: str) -> None:
    plan = hallway.tells("import", tracker, "--map", "Hospital=ignore", "--map", "Seen=next_follow_up")

    assert dict(plan["mapping"])["Seen"] == "next_follow_up"
    assert dict(plan["mapping"])["Hospital"] == "ignore"


def test_a_file_may_come_in_on_stdin(hallway: Hallway) -> None:
    assert "stdin: 2 rows" in hallway.type("import", "-", stdin=TRACKER).out


def test_at_a_terminal_an_import_asks_and_is_applied(hallway: Hallway, tracker: str) -> None:
    declined, _ = converse(hallway.path.parent, ["import", tracker], [("Apply this?", "n")])
    assert (declined, hallway.tells("person", "list")["total"]) == (0, 2)

    agreed, seen = converse(hallway.path.parent, ["import", tracker], [("Apply this?", "y")])
    assert (agreed, hallway.tells("person", "list")["total"]) == (0, 4)
    assert "[##############################] 2 of 2" in seen


def test_cards_and_workbooks_are_read_as_they_are(hallway: Hallway, tmp_path: Path) -> None:
    cards = _write(tmp_path / "a.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Lena Fischer\nTITLE:Fellow\nEND:VCARD\n")
    book = _write(tmp_path / "a.xlsx", two_sheets())

    assert hallway.tells("import", cards, "--yes")["kind"] == "vcard"
    plan = hallway.tells("import", book)
    assert (plan["kind"], plan["sheet"], plan["sheets"]) == ("xlsx", "Fellows", ["Fellows", "Chairs"])
    assert "Sheet 'Fellows' of 'Fellows', 'Chairs'. Another one: --sheet NAME" in hallway.does("import", book)
    hallway.does("import", book, "--sheet", "Chairs", "--yes")

    assert hallway.tells("person", "show", "Fischer")["person"]["role"] == "fellow"
    assert hallway.tells("person", "list", "Almeida")["total"] == 1


def test_a_list_may_be_pasted(hallway: Hallway) -> None:
    text = "Lena Fischer, fellow, Lakeside Hospital\nTom Okafor, resident, Mercy Hill\n"

    answer = hallway.type("import", "--paste", "--yes", "--json", stdin=text)

    assert (answer.code, answer.data["kind"], answer.data["source"]) == (0, "text", "Pasted text")
    assert answer.data["applied"]["created"] == 2
    assert hallway.type("import", "-", "--kind", "text", stdin=text).code == 0


def test_at_a_terminal_a_paste_ends_with_control_d(hallway: Hallway) -> None:
    pasted = "Lena Fischer, fellow, Lakeside Hospital\n\x04y"  # what follows Ctrl-D answers the question
    code, seen = converse(hallway.path.parent, ["import", "--paste"], [("Ctrl-D", pasted)])
    assert (code, hallway.tells("person", "list")["total"]) == (0, 3), seen


@pytest.mark.parametrize("words", [[], ["people.csv", "--paste"]], ids=["neither", "both"])
def test_a_file_or_a_paste_is_needed(hallway: Hallway, words: list[str]) -> None:
    assert "one of them" in hallway.refuses("import", *words)


def test_a_long_list_of_remarks_is_cut_short_and_told_in_json(hallway: Hallway, tmp_path: Path) -> None:
    rows = "".join(f"Person {number},soon\n" for number in range(50))
    path = _write(tmp_path / "many.csv", f"Name,Last contact\nOne,2026-01-02\n{rows}")

    assert "and 30 remarks more; all of them: --json" in " ".join(hallway.does("import", path).split())
    assert len(hallway.tells("import", path)["problems"]) == 50


def test_a_script_sees_no_progress_bar(hallway: Hallway, tracker: str) -> None:
    assert hallway.type("import", tracker, "--yes").err == ""


# --------------------------------------------------------------------------------------------- dates


def test_dates_that_can_be_read_in_two_ways_are_asked_about(hallway: Hallway, tmp_path: Path) -> None:
    path = _write(tmp_path / "dates.csv", "Name,Last contact\nLena Fischer,03/04/2026\n")

    preview = hallway.does("import", path)
    said = hallway.refuses("import", path, "--yes")

    assert "Nothing was changed yet." in preview
    for text in (preview, said):
        assert "'Last contact' (03/04/2026)" in " ".join(text.split())
        assert "--dates mdy or --dates dmy" in " ".join(text.split())


@pytest.mark.parametrize(("order", "day"), [("mdy", "2026-03-04"), ("dmy", "2026-04-03")])
def test_the_order_of_dates_is_told_once_for_all(
    hallway: Hallway, tmp_path: Path, order: str, day: str
) -> None:
    path = _write(tmp_path / "dates.csv", "Name,Last contact\nLena Fischer,03/04/2026\n")

    hallway.does("import", path, "--dates", order, "--yes")

    assert hallway.tells("person", "show", "Fischer")["last_contact"].startswith(day)


# --------------------------------------------------------------------------------------------- inbox


@pytest.fixture
def held(hallway: Hallway, tmp_path: Path) -> Hallway:
    """Return the record with one row that needs the applicant: perhaps the same Ana Novak."""
    path = _write(
        tmp_path / "held.csv",
        "Name,Role,Hospital\nAna Novak,attending,Harbor Medical Center\nTom Okafor,resident,\n",
    )
    text = hallway.does("import", path, "--yes")
    assert "1 row held for you: hallway inbox list" in text
    assert "Ana Novak" in text
    return hallway


def test_a_row_that_needs_the_applicant_is_held_with_its_reason(held: Hallway) -> None:
    [row] = held.tells("inbox", "list")["rows"]

    assert (row["source"], row["line"]) == ("held.csv", 2)
    assert dict(row["fields"])["name"] == "Ana Novak"
    assert row["reason"]
    text = held.does("inbox", "list")
    assert row["reason"] in " ".join(text.split())
    assert f"--into {row['candidates'][0]}" in text
    assert "1 row of an import need you: hallway inbox list" in held.does("today")


def test_a_held_row_is_taken_into_somebody_who_is_here(held: Hallway) -> None:
    key = held.tells("inbox", "list")["rows"][0]["id"]

    held.does("inbox", "take", key[:8], "--into", "Ana Novak")

    assert held.does("inbox", "list") == "The inbox is empty.\n"
    assert held.tells("person", "list", "Novak")["total"] == 1


def test_a_held_row_is_taken_as_somebody_new(held: Hallway) -> None:
    key = held.tells("inbox", "list")["rows"][0]["id"]

    assert held.tells("inbox", "take", key, "--as-new")["person"]["name"] == "Ana Novak"
    assert held.tells("person", "list", "Novak")["total"] == 2


def test_a_held_row_is_dropped_and_undo_brings_it_back(held: Hallway) -> None:
    before = held.dump()

    held.does("inbox", "drop", held.tells("inbox", "list")["rows"][0]["id"])
    assert held.tells("inbox", "list")["rows"] == []

    held.does("undo")
    assert held.dump() == before


@pytest.mark.parametrize(
    "words", [("take", "ffffffff"), ("drop", "ffffffff"), ("take", "ffffffff", "--into", "Nobody")]
)
def test_a_row_that_is_not_there_is_refused(held: Hallway, words: tuple[str, ...]) -> None:
    assert words[-1] in held.refuses("inbox", *words)


def test_into_and_as_new_exclude_each_other(held: Hallway) -> None:
    assert "--as-new" in held.refuses("inbox", "take", "ffffffff", "--into", "Novak", "--as-new")


# ------------------------------------------------------------------------------------------- archive


@pytest.fixture
def archive(hallway: Hallway, tmp_path: Path) -> str:
    """Return the path of an archive of a record in which something happened."""
    hallway.does(
        "log", "--with", "Ana", "--kind", "met", "--topic", "flaps", "--i-promised", "send the poster"
    )
    hallway.does("export", str(tmp_path / "hallway.json"))
    return str(tmp_path / "hallway.json")


def test_an_archive_is_recognized_and_previewed(empty: Hallway, archive: str) -> None:
    assert "archive of a whole record" in empty.does("import", archive)
    assert empty.tells("import", archive)["kind"] == "archive"
    assert empty.dump() == {}


def test_an_archive_makes_an_equal_record(hallway: Hallway, empty: Hallway, archive: str) -> None:
    applied = empty.tells("import", archive, "--yes")["applied"]

    assert applied["rows"] > 0
    assert empty.dump() == hallway.dump()


def test_an_archive_is_not_poured_over_a_record(hallway: Hallway, archive: str) -> None:
    assert "already holds a record" in hallway.refuses("import", archive, "--yes")


def test_half_an_archive_is_refused_as_a_whole(empty: Hallway, archive: str) -> None:
    content = json.loads(Path(archive).read_text(encoding="utf-8"))
    content["tables"]["interaction"][0]["person"] = "nobody"
    Path(archive).write_text(json.dumps(content), encoding="utf-8")

    empty.refuses("import", archive, "--yes")


# ------------------------------------------------------------------------------------- broken files


@pytest.mark.parametrize(
    ("content", "names"),
    [
        (b"", "empty"),
        (b"   \n\n\n", "empty"),
        (bytes(range(256)) * 8, "rude.csv"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "rude.csv"),
        (b"PK\x03\x04" + bytes(200), "rude.csv"),
        (b"\xff\xfeN\x00a\x00m\x00e", "rude.csv"),
        (b"Name,Name\nAna Novak,Ana Nowak\n", "Name"),
        (b'Name;Role,Email\n"Ana;fellow', "rude.csv"),
        (b"Color,Size\nred,3\n", "--map Color=name"),
        (b'{"a": [1, 2', "rude.csv"),
        (b'{"format": "hallway-archive"', "rude.csv"),
        (b'{"format": "hallway-archive", "version": 1}', "rude.csv"),
    ],
    ids=[
        "empty", "blank", "binary", "picture", "zip", "utf-16-without-rows", "duplicate-header", "open-quote",
        "no-known-column", "json", "half-an-archive", "archive-without-tables",
    ],
)  # fmt: skip
@pytest.mark.parametrize("yes", [["--yes"], []], ids=["yes", "preview"])
def test_a_broken_file_is_refused_by_name(
    hallway: Hallway, tmp_path: Path, content: bytes, names: str, yes: list[str]
) -> None:
    said = hallway.refuses("import", _write(tmp_path / "rude.csv", content), *yes)

    assert names in said
    assert said.count("\n") == 1


def test_a_huge_file_is_refused_before_it_is_read(hallway: Hallway, tmp_path: Path) -> None:
    with (tmp_path / "huge.csv").open("wb") as file:
        file.truncate(60_000_000)

    assert "huge.csv: it has more than 50 MB" in hallway.refuses(
        "import", str(tmp_path / "huge.csv"), "--yes"
    )


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["missing.csv"], "missing.csv: there is no such file"),
        (["."], "it is a folder"),
        (["/dev/zero"], "/dev/zero: it is a device or a pipe"),
        (["tracker.csv", "--kind", "excel"], "excel"),
        (["tracker.csv", "--dates", "ydm"], "ydm"),
        (["tracker.csv", "--map", "Hospital"], "Hospital"),
        (["tracker.csv", "--map", "Hopsital=institution"], "'Hospital'"),
        (["tracker.csv", "--map", "Hospital=instituton"], "institution"),
    ],
)
def test_an_import_that_cannot_be_meant_is_refused_by_name(
    hallway: Hallway, tracker: str, words: list[str], names: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(Path(tracker).parent)

    assert names in hallway.refuses("import", *words, "--yes")

"""`hallway pick`: a list with its proof, in words, in JSON, on paper; and what people say of it."""

import csv
import os
import signal
from pathlib import Path

import pytest

from hallway.cli.pick import patience
from hallway.engine.portfolios import Choice
from hallway.facts.directory import units
from tests.cli.runner import Hallway

SOME = ("--state", "NY", "--state", "OH", "--state", "MI")
CODES = [
    each.code
    for each in units().values()
    if each.specialty == "Pediatrics" and each.open_tracks and each.state == "NY"
]


@pytest.fixture
def hallway(hallway: Hallway) -> Hallway:
    """Return Hallway of an applicant for pediatrics."""
    hallway.does(
        *("setup", "--status", "non-us-img", "--specialty", "pediatrics", "--match-year", "2027"),
        *("--needs-visa", "yes", "--exam", "Step 2 CK; passed; 2026-03-02; 238"),
    )
    return hallway


@pytest.mark.requirement("PICK-04", "PICK-05", "PICK-08")
def test_json_holds_the_list_its_proof_and_what_was_left_out(hallway: Hallway) -> None:
    found = hallway.tells("pick", *SOME, "--applications", "12")

    assert set(found["p_match"]) == set(found["conditional"]) == {"low", "mid", "high"}
    assert len(found["programs"]) == 12
    assert found["value"] <= found["upper_bound"] + 1e-12
    assert found["gap"] <= 0.0002
    assert found["greedy"] <= found["value"] + 1e-12
    assert found["cost"] == 12 * 11
    assert found["seconds"] > 0
    first = found["programs"][0]
    assert {"code", "name", "city", "state", "action", "p_interview", "p_match_there"} <= set(first)
    assert {"marginal", "band", "robust", "alike", "factors", "unknown"} <= set(first)
    assert all(each["source"] for each in first["factors"][:1])
    assert found["excluded"][0]["why"]
    assert len(found["programs"]) + len(found["excluded"]) == found["looked_at"]
    again = hallway.tells("pick", *SOME, "--applications", "12")
    assert {**again, "seconds": 0} == {**found, "seconds": 0}


def test_words_tell_the_chance_first_then_the_proof_then_the_programs(hallway: Hallway) -> None:
    said = " ".join(hallway.does("pick", *SOME, "--applications", "12", "--budget", "400").split())

    assert said.startswith("Pediatrics, Match 2027: 12 programs of ")
    assert said.index("Chance to match") < said.index("No list within these limits") < said.index("each adds")
    assert "It is no promise" in said
    assert "How it grows" in said
    assert "Left out:" in said


@pytest.mark.requirement("PICK-06")
def test_what_if_shows_both_lists_and_how_the_chance_moves(hallway: Hallway) -> None:
    whole = hallway.tells("pick", *SOME, "--applications", "12")
    first = whole["programs"][0]["code"]
    found = hallway.tells("pick", *SOME, "--applications", "12", "what-if", "--drop", first)

    assert [each["code"] for each in found["dropped"]] == [first]
    assert len(found["added"]) == 1
    assert found["moves"]["mid"] <= 0
    longer = hallway.tells("pick", *SOME, "--applications", "12", "what-if", "--applications", "20")
    assert [len(longer[side]["programs"]) for side in ("before", "after")] == [12, 20]
    assert longer["moves"]["low"] > 0


def test_options_count_before_and_after_the_verb(hallway: Hallway) -> None:
    before = hallway.tells("pick", "--applications", "5", "--state", "NY", "explain", CODES[0])
    after = hallway.tells("pick", "explain", CODES[0], "--applications", "5", "--state", "NY")
    assert before == after


@pytest.mark.requirement("PICK-06")
def test_each_program_explains_itself_and_what_the_opposite_would_do(hallway: Hallway) -> None:
    whole = hallway.tells("pick", *SOME, "--applications", "12")
    on, off = whole["programs"][3]["code"], whole["excluded"][-1]["code"]
    picked = hallway.tells("pick", *SOME, "explain", on, "--applications", "12")
    assert picked["is_picked"]
    assert picked["gain"] == pytest.approx(whole["programs"][3]["marginal"])
    assert [each["code"] for each in picked["otherwise"]["dropped"]] == [on]
    left = hallway.tells("pick", *SOME, "explain", off, "--applications", "12")
    assert not left["is_picked"]
    assert left["why_not"]


def test_must_never_and_by_hand_are_kept_to(hallway: Hallway) -> None:
    whole = hallway.tells("pick", *SOME, "--applications", "12")
    best = whole["programs"][0]["code"]
    worst = next(each["code"] for each in reversed(whole["excluded"]) if each["gain"])
    found = hallway.tells(
        *("pick", *SOME, "--applications", "12", "--never", best),
        *("--must", worst, "--by-hand", f"{worst}=signal"),
    )
    actions = {each["code"]: each["action"] for each in found["programs"]}
    assert best not in actions
    assert actions[worst] == "signal"
    assert found["value"] < whole["value"]


def test_a_sheet_goes_out_and_its_comments_come_back(hallway: Hallway, tmp_path: Path) -> None:
    sheet = tmp_path / "list.csv"
    hallway.does("pick", *SOME, "--applications", "4", "--csv", str(sheet))
    rows = list(csv.DictReader(sheet.read_text("utf-8-sig").splitlines()))
    rows[0] |= {"Comment": "They know our school.", "Verdict": "keep", "By": "Imani Okafor"}
    rows[1] |= {"Verdict": "drop", "By": "Imani Okafor"}
    with sheet.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)

    planned = hallway.tells("pick", "comments", str(sheet))
    assert [each["verdict"] for each in planned["comments"]] == ["keep", "drop"]
    assert hallway.tells("pick", "comments")["comments"] == []
    hallway.does("pick", "comments", str(sheet), "--yes")
    kept = hallway.tells("pick", "comments")["comments"]
    assert {each["text"] for each in kept} == {"They know our school.", ""}
    hallway.does("undo")
    assert hallway.tells("pick", "comments")["comments"] == []


def test_the_page_for_mentors_names_every_program_and_has_room_for_words(
    hallway: Hallway, tmp_path: Path
) -> None:
    page = tmp_path / "list.html"
    hallway.does("pick", *SOME, "--applications", "4", "--print", str(page))
    text = page.read_text("utf-8")
    assert text.count('class="program"') == 4
    assert text.count('class="box"') == 5  # one for each, and one for what is missing
    assert "Nothing here is a promise" in text
    assert "<script" not in text


def test_no_file_is_overwritten_unless_it_is_forced(hallway: Hallway, tmp_path: Path) -> None:
    sheet = tmp_path / "list.xlsx"
    sheet.write_text("mine", "utf-8")
    assert "--force" in hallway.refuses("pick", *SOME, "--xlsx", str(sheet))
    assert sheet.read_text("utf-8") == "mine"
    hallway.does("pick", *SOME, "--applications", "3", "--xlsx", str(sheet), "--force")
    assert sheet.read_bytes().startswith(b"PK")


def test_wishes_are_kept_and_every_list_keeps_to_them(hallway: Hallway) -> None:
    best = hallway.tells("pick", *SOME, "--applications", "6")["programs"][0]["code"]
    hallway.does("pick", "wish", best, "--never")
    assert best not in {
        each["code"] for each in hallway.tells("pick", *SOME, "--applications", "6")["programs"]
    }
    assert hallway.tells("pick", "wishes")["wishes"][0]["fate"] == "never"
    hallway.does("pick", "wish", best, "--clear")
    assert hallway.tells("pick", "wishes")["wishes"] == []


def test_lists_are_kept_compared_and_put_on_ones_own(hallway: Hallway) -> None:
    hallway.does("pick", *SOME, "--applications", "5", "keep", "short")
    hallway.does("pick", *SOME, "--applications", "9", "keep", "long")
    found = hallway.tells("pick", *SOME, "compare", "short", "long")
    assert len(found["added"]) == 4
    assert found["moves"]["low"] > 0
    planned = hallway.tells("pick", *SOME, "--applications", "5", "put-on-list")
    assert len(planned["added"]) == 5
    assert not planned["is_applied"]
    assert hallway.tells("programs", "list", "--listed")["total"] == 0
    hallway.does("pick", *SOME, "--applications", "5", "put-on-list", "--yes")
    assert hallway.tells("programs", "list", "--listed")["total"] == 5
    hallway.does("undo")
    assert hallway.tells("programs", "list", "--listed")["total"] == 0
    hallway.does("pick", "forget", "short")
    assert [each["name"] for each in hallway.tells("pick", "kept")["kept"]] == ["long"]


def test_two_programs_stand_side_by_side(hallway: Hallway) -> None:
    found = hallway.tells("pick", *SOME, "compare", CODES[0], CODES[1])
    assert [each["code"] for each in found["programs"]] == CODES[:2]


def test_without_the_network_ties_count_nothing(hallway: Hallway) -> None:
    hallway.does("programs", "tie", CODES[0], "rotation")
    tied = hallway.tells("pick", *SOME, "--applications", "6")
    bare = hallway.tells("pick", *SOME, "--applications", "6", "--no-network")
    assert CODES[0] in {each["code"] for each in tied["programs"]}
    assert tied["value"] > bare["value"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--must", CODES[0], "--never", CODES[0]), CODES[0]),
        (("--budget", "15", "--must", CODES[0], "--must", CODES[1]), "budget higher by $7"),
        (("--budget", "-5"), "0 to 1,000,000"),
        (("--applications", "-1"), "applications"),
        (("--interviews", "many"), "number"),
        (("--signals", "gold=9"), "Pediatrics"),
        (("--must", "9999999"), "9999999"),
        (("--state", "ZZ"), "ZZ"),
        (("--region", "Atlantis"), "Atlantis"),
        (("--value", "luck"), "chance, preference"),
        (("--mix", "community>=2000"), "community"),
        (("--mix", "seaside>=1"), "seaside"),
        (("--by-hand", f"{CODES[0]}=dance"), "dance"),
        (("--seconds", "-1"), "--seconds"),
        (("--specialty", "astrology"), "astrology"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_message(
    hallway: Hallway, words: tuple[str, ...], told: str
) -> None:
    assert told in " ".join(hallway.refuses("pick", *words).split())


def test_ctrl_c_while_proving_keeps_the_best_list_so_far() -> None:
    choice = Choice((0,), 0.5, 0.6, 11.0, 0.5)
    before = signal.getsignal(signal.SIGINT)
    with patience(60.0) as go_on:
        assert go_on(choice)
        os.kill(os.getpid(), signal.SIGINT)
        assert not go_on(choice)
    assert signal.getsignal(signal.SIGINT) is before

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from hallway.actions.applicant_fields import APPLICANT_FIELDS
from hallway.cli.asking import zone_of_machine
from tests.cli.runner import Hallway, environment_of

CONTROL_C = "Ctrl-C"
FOUR = ("--name", "Noor Ali", "--audience", "img-general", "--zone", "Asia/Karachi")


def converse(folder: Path, words: Sequence[str], answers: Sequence[tuple[str, str]]) -> tuple[int, str]:
    """Run a command at a terminal and answer each question in turn; return how it left and what it said."""
    ours, theirs = pty.openpty()
    # A run in the background ignores the signal, and so would every program it starts.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        [sys.executable, "-m", "hallway", *words],
        env={**environment_of(folder), "TERM": "dumb"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    signal.signal(signal.SIGINT, before)
    os.close(theirs)
    seen = ""
    waiting = list(answers)
    end = time.monotonic() + 30
    asked_from = 0
    key_at = end
    while time.monotonic() < end:
        if time.monotonic() > key_at:  # a signal just before it waited for a key is noticed with the key
            os.write(ours, b"\n")
            key_at = end
        ready, _, _ = select.select([ours], [], [], 0.1)
        if ready:
            try:
                piece = os.read(ours, 4096)
            except OSError:  # how Linux says that the other side is closed
                break
            if not piece:
                break
            seen += piece.decode()
        if waiting and waiting[0][0] in seen[asked_from:]:
            asked_from = len(seen)
            answer = waiting.pop(0)[1]
            if answer == CONTROL_C:
                time.sleep(0.5)  # just before it waits for a key, a signal would be noticed only after one
                process.send_signal(signal.SIGINT)
                key_at = time.monotonic() + 3
            else:
                os.write(ours, f"{answer}\n".encode())
    os.close(ours)
    return process.wait(timeout=10), seen.replace("\r\n", "\n")


def test_setup_answers_with_the_applicant(empty: Hallway) -> None:
    applicant = empty.tells("setup", *FOUR, "--specialty", "pediatrics", "--match-year", "2028")["applicant"]

    assert applicant["name"] == "Noor Ali"
    assert (applicant["specialties"], applicant["match_year"]) == (["pediatrics"], 2028)


@pytest.mark.requirement("PRO-02", "PRO-03", "PRO-04")
def test_everything_about_the_applicant_can_be_typed(empty: Hallway) -> None:
    applicant = empty.tells(
        *("setup", *FOUR, "--status", "non-us-img", "--flag", "still-abroad", "--flag", "low-funds"),
        *("--specialty", "pediatrics", "--sub-interest", "neonatology", "--sub-interest", "advocacy"),
        *("--school", "Indus Medical College", "--school-country", "Pakistan", "--degree", "MBBS"),
        *("--graduation-year", "2025", "--stage", "recent-graduate", "--location", "Karachi"),
        *("--match-year", "2028", "--exam", "Step 1; passed; 2025-03-02"),
        *("--exam", "Step 2 CK; passed; 2026-01-15; 251"),
    )["applicant"]  # fmt: skip

    assert (applicant["status"], applicant["flags"]) == ("non-us-img", ["still-abroad", "low-funds"])
    assert (applicant["specialties"], applicant["match_year"]) == (["pediatrics"], 2028)
    assert applicant["sub_interests"] == ["neonatology", "advocacy"]
    assert (applicant["school"], applicant["school_country"]) == ("Indus Medical College", "Pakistan")
    assert (applicant["degree"], applicant["graduation_year"]) == ("MBBS", 2025)
    assert (applicant["stage"], applicant["location"]) == ("recent-graduate", "Karachi")
    assert applicant["exams"][1] == {
        "name": "Step 2 CK", "state": "passed", "on": "2026-01-15", "score": 251, "attempt": 1
    }  # fmt: skip


@pytest.mark.requirement("PRO-08", "PRO-09", "PRO-10")
def test_what_the_applicant_offers_and_where_they_belong_can_be_typed(empty: Hallway) -> None:
    applicant = empty.tells(
        *("setup", *FOUR, "--language", "Urdu", "--language", "English", "--offers-translation", "yes"),
        *("--research-skill", "chart review", "--hours-per-week", "8", "--works-remotely", "yes"),
        *("--tie", "Ohio: my family lives there"),
    )["applicant"]

    assert (applicant["languages"], applicant["offers_translation"]) == (["Urdu", "English"], True)
    assert (applicant["research_skills"], applicant["hours_per_week"]) == (["chart review"], 8)
    assert applicant["ties"] == [{"place": "Ohio", "reason": "my family lives there"}]


def test_every_field_of_the_applicant_has_its_option(empty: Hallway) -> None:
    text = empty.does("setup", "--help")

    assert [each for each in APPLICANT_FIELDS if f"--{each.replace('_', '-')} " not in text] == []


def test_setup_again_changes_what_it_names_and_leaves_the_rest(hallway: Hallway) -> None:
    applicant = hallway.tells("setup", "--match-year", "2029")["applicant"]

    assert (applicant["name"], applicant["match_year"]) == ("Dana Reyes", 2029)


def test_an_empty_value_clears_a_field(hallway: Hallway) -> None:
    hallway.does("setup", "--school", "Indus Medical College")

    assert hallway.tells("setup", "--school", "")["applicant"]["school"] == ""


def test_without_a_terminal_what_is_missing_is_named(empty: Hallway) -> None:
    said = empty.refuses("setup", "--name", "Noor Ali")

    assert "--audience and --zone" in said


def test_setup_without_words_says_that_it_is_done_already(hallway: Hallway) -> None:
    assert "You are set up." in hallway.refuses("setup")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["--zone", "New York"], "America/New_York"),
        (["--audience", "img-generall"], "img-general"),
        (["--match-year", "soon"], "match_year"),
        (["--exam", "Step 1; done"], "passed"),
        (["--tie", "Ohio"], "Ohio: my family lives there"),
        (["--flag", "tired"], "no-home-program"),
        (["--name", ""], "name"),
    ],
)
def test_a_value_that_cannot_be_meant_is_refused_by_name(
    hallway: Hallway, words: list[str], names: str
) -> None:
    assert names in hallway.refuses("setup", *words)


def test_at_a_terminal_setup_asks_a_few_questions(tmp_path: Path) -> None:
    answers = [
        ("Your name", "Noor Ali"),
        ("Guide:", "9"),  # is refused, and asked again
        ("Guide:", "4"),
        ("Specialty", "internal medicine"),
        ("hope to match", "2028"),
        ("Your time zone", "Asia/Karatschi"),
        ("Your time zone", "Asia/Karachi"),
    ]

    code, seen = converse(tmp_path, ["setup"], answers)

    assert code == 0, seen
    assert "Type a number from 1 to 5." in seen
    assert "Did you mean Asia/Karachi" in seen
    assert "Welcome, Noor Ali." in seen
    applicant = Hallway(tmp_path / "hallway.db").tells("today")["applicant"]
    assert (applicant["audience"], applicant["zone"]) == ("img-general", "Asia/Karachi")
    assert (applicant["specialties"], applicant["match_year"]) == (["internal medicine"], 2028)


def test_the_zone_of_the_machine_is_proposed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", ":Asia/Karachi")

    assert zone_of_machine() == "Asia/Karachi"


@pytest.mark.parametrize("named", ["Mars/Olympus", "../../etc/passwd"])
def test_a_zone_that_is_none_is_not_proposed(monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    monkeypatch.setenv("TZ", named)

    assert zone_of_machine() != named


def test_questions_can_be_left_with_control_c(tmp_path: Path) -> None:
    code, seen = converse(tmp_path, ["setup"], [("Your name", CONTROL_C)])

    assert code == 130
    assert "Traceback" not in seen
    assert "applicant" not in Hallway(tmp_path / "hallway.db").dump()


def test_at_a_terminal_a_merge_asks_first(hallway: Hallway) -> None:
    hallway.does("person", "add", "A. Novak")
    words = ["person", "merge", "Ana Novak", "A. Novak"]

    declined, _ = converse(hallway.path.parent, words, [("Merge them?", "n")])
    assert (declined, hallway.tells("person", "list")["total"]) == (2, 3)

    agreed, _ = converse(hallway.path.parent, words, [("Merge them?", "y")])
    assert (agreed, hallway.tells("person", "list")["total"]) == (0, 2)

import json
import re
from datetime import datetime, timedelta

import pytest

from tests.cli.runner import Hallway

KEYS = [
    "id", "shown", "rule", "rows", "guides", "subject", "says", "because", "window", "state", "template",
    "minutes", "settles",
]  # fmt: skip
WINDOW = ["starts", "opens", "due", "closes", "last", "zone", "suggested"]
THURSDAY = "2026-10-01T10:00-04:00"


@pytest.fixture
def met(hallway: Hallway) -> Hallway:
    """Return the record after a meeting on Thursday, seen on Friday."""
    hallway.at(THURSDAY).does("log", "--with", "Ana", "--kind", "met", "--topic", "flaps")
    return hallway.at("2026-10-02T11:00-04:00")


def test_every_step_has_exactly_the_keys_that_programs_rely_on(met: Hallway) -> None:
    steps = met.tells("today")["steps"]

    assert steps
    for each in steps:
        assert list(each) == KEYS
        assert list(each["subject"]) == ["kind", "id", "name"]
        assert list(each["window"]) == WINDOW


def test_instants_are_iso_8601_with_an_offset(met: Hallway) -> None:
    answer = met.tells("today")

    instants = [each["window"][name] for each in answer["steps"] for name in WINDOW if name != "zone"]
    assert all(datetime.fromisoformat(each).utcoffset() is not None for each in [answer["now"], *instants])


def test_json_holds_what_opens_later_and_nothing_that_lapsed(met: Hallway) -> None:
    states = {each["state"] for each in met.tells("today")["steps"]}

    assert "later" in states
    assert "lapsed" not in states


def test_at_most_seven_steps_are_shown(hallway: Hallway) -> None:
    for number in range(9):
        hallway.does("capture", f"Person {number}", "--topic", "flaps")

    steps = hallway.at("2026-10-06T11:00-04:00").tells("today")["steps"]

    assert len([each for each in steps if each["shown"]]) == 7
    assert len([each for each in steps if each["state"] != "later"]) > 7


@pytest.mark.requirement("FUP-13")
def test_today_says_what_for_whom_until_when_why_and_which_rule_of_which_guide(met: Hallway) -> None:
    [step] = [each for each in met.tells("today")["steps"] if each["rule"] == "follow-up.after-meeting"]

    text = " ".join(met.does("today").split())

    assert f"1. {step['says']}" in text
    assert "Ana Novak" in step["says"]
    assert re.search(r"Due by Mon 5 Oct, \d+(:\d\d)? [ap]m in Chicago", text)
    assert f"Why: {step['because']}" in text
    assert f"IMG general, US-IMG pediatrics · follow-up.after-meeting · 10 minutes · id {step['id']}" in text


def test_all_adds_what_is_later(met: Hallway) -> None:
    later = [each for each in met.tells("today")["steps"] if each["state"] == "later"]

    text = " ".join(met.does("today", "--all").split())

    assert later
    assert all(each["says"] in text for each in later)
    assert f"{len(later)} later: hallway today --all" in met.does("today")


def test_before_setup_it_says_to_run_setup(empty: Hallway) -> None:
    assert "hallway setup" in empty.refuses("today")


def test_an_empty_record_says_how_to_begin(empty: Hallway) -> None:
    empty.does("setup", "--name", "Noor Ali", "--audience", "img-general", "--zone", "Asia/Karachi")
    for each in empty.tells("today")["steps"]:
        empty.does("settle", each["id"])

    assert "Nobody is in here yet." in empty.does("today")


def test_nothing_open_is_told_kindly(hallway: Hallway) -> None:
    for each in hallway.tells("today")["steps"]:
        hallway.does("settle", each["id"])

    assert "Nothing is open." in hallway.does("today")


def test_the_same_record_and_instant_give_the_same_answer(met: Hallway) -> None:
    assert met.does("today", "--json") == met.does("today", "--json")


# ------------------------------------------------------------------------------- settle and snooze


def _open(hallway: Hallway, rule: str) -> list[str]:
    return [
        each["id"]
        for each in hallway.tells("today")["steps"]
        if each["rule"] == rule and each["state"] != "later"
    ]


def test_a_settled_step_is_gone_and_undo_brings_it_back(met: Hallway) -> None:
    [step] = _open(met, "follow-up.after-meeting")

    assert "Settled: " in met.does("settle", step[:6])
    assert _open(met, "follow-up.after-meeting") == []

    met.does("undo")
    assert _open(met, "follow-up.after-meeting") == [step]


def test_settling_the_step_of_a_promise_keeps_the_promise(hallway: Hallway) -> None:
    hallway.does("promise", "--by", "me", "--person", "Ana", "send the poster", "--due", "2026-10-06")
    [step] = _open(hallway, "promise.mine.keep")

    settled = hallway.tells("settle", step)["settled"]

    assert (settled["text"], settled["state"], settled["closed_on"]) == (
        "send the poster",
        "kept",
        "2026-10-05",
    )


@pytest.mark.requirement("FUP-13")
def test_a_snoozed_step_sleeps_with_its_reason_until_its_day(met: Hallway) -> None:
    [step] = _open(met, "follow-up.after-meeting")

    snooze = met.tells("snooze", step, "--until", "2026-10-06", "--why", "she is away")["snooze"]

    assert (snooze["until"], snooze["why"]) == ("2026-10-06", "she is away")
    assert _open(met, "follow-up.after-meeting") == []
    assert _open(met.at("2026-10-06T11:00-04:00"), "follow-up.after-meeting") == [step]


def test_everything_about_a_person_can_sleep(met: Hallway) -> None:
    met.does("snooze", "--person", "Novak", "--until", "2026-11-02", "--why", "boards")

    assert [each for each in met.tells("today")["steps"] if each["subject"]["name"] == "Ana Novak"] == []


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["--until", "2026-10-06", "--why", "x"], "--person NAME"),
        (["abc", "--person", "Ana", "--until", "2026-10-06", "--why", "x"], "--person NAME"),
        (["zzzz", "--until", "2026-10-06", "--why", "x"], "zzzz"),
        (["--person", "Ana", "--until", "2026-10-01", "--why", "x"], "2026-10-01"),
        (["--person", "Ana", "--until", "next week", "--why", "x"], "next week"),
        (["--person", "Ana", "--until", "2026-10-06", "--why", " "], "why"),
        (["--person", "Ana", "--until", "2026-10-06"], "--why"),
    ],
)
def test_a_snooze_that_cannot_be_meant_is_refused(met: Hallway, words: list[str], names: str) -> None:
    assert names in met.refuses("snooze", *words)


def test_a_step_that_is_not_there_cannot_be_settled(met: Hallway) -> None:
    assert "hallway today --all" in met.refuses("settle", "zzzz")


def test_an_instant_without_an_offset_is_read_as_utc(met: Hallway) -> None:
    now = json.loads(met.does("today", "--json", "--at", "2026-10-02T11:00"))["now"]

    assert datetime.fromisoformat(now).utcoffset() == timedelta()

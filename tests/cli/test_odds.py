"""`hallway odds`: ranges, bands and reasons, in words and in JSON."""

import json
from math import exp

import pytest

from hallway.cli.odds_views import ends, spread
from hallway.facts.directory import units
from hallway.formats.chances import percent
from hallway.smartpick.factors import Range
from tests.cli.runner import Hallway

CODES = [each.code for each in units().values() if each.specialty == "Pediatrics" and each.open_tracks]


@pytest.fixture
def hallway(hallway: Hallway) -> Hallway:
    """Return Hallway of an applicant for pediatrics with three programs on the list."""
    hallway.does(
        *("setup", "--status", "non-us-img", "--specialty", "pediatrics", "--match-year", "2027"),
        *("--needs-visa", "yes", "--exam", "Step 2 CK; passed; 2026-03-02; 238"),
    )
    hallway.does("programs", "add", *CODES[:3])
    return hallway


def test_json_holds_the_whole_the_programs_and_what_to_find_out_next(hallway: Hallway) -> None:
    found = hallway.tells("odds")

    assert set(found["conditional"]) == set(found["unconditional"]) == {"low", "mid", "high"}
    assert found["basis"]["is_own_list"]
    assert found["basis"]["programs"] == 3
    assert {each["code"] for each in found["programs"]} == set(CODES[:3])
    for each in found["programs"]:
        assert each["band"] >= 1
        assert each["p_match_there"]["high"] <= each["p_interview"]["high"]
        for factor in each["factors"]:
            assert {"name", "value", "weight", "source", "year", "borrowed"} <= set(factor)
    assert "attempts at a Step" not in found["unknown"]
    assert {"fact", "field", "part"} == set(found["what_narrows"]["you"][0])
    assert found["what_narrows"]["programs"]
    assert len(found["input_hash"]) == 32
    assert hallway.tells("odds") == found


@pytest.mark.requirement("PICK-13")
def test_words_tell_both_chances_with_their_meaning_and_promise_nothing(hallway: Hallway) -> None:
    said = hallway.does("odds")

    assert said.startswith(
        "Pediatrics, Match 2027, as an IMG who is no US citizen\n  Over 3 programs on your list:"
    )
    whole = hallway.tells("odds")
    assert f"in the middle {percent(whole['unconditional']['mid'])}. All in all" in said
    assert "also if nobody invites you." in " ".join(said.split())
    assert "Once you are interviewed" in said
    assert "what published match rates mean" in " ".join(said.split())
    assert "Nothing here is a promise" in " ".join(said.split())
    assert "Band 1: " in said
    assert "Beside the number" in said
    assert "A parallel plan" in said
    assert "What would narrow it most" in said
    assert "img-share VALUE" in said


@pytest.mark.requirement("PICK-14")
def test_one_program_is_told_in_full(hallway: Hallway) -> None:
    hallway.does("programs", "fact", CODES[0], "img-share", "40", "--source", "website")
    hallway.does("programs", "fact", CODES[1], "visas", "none", "--source", "coordinator")

    said = hallway.does("odds", CODES[0])

    assert "What it is made of\n    - specialty and type of applicant: Pediatrics, non-us-img" in said
    assert "share of IMGs: 40%" in said
    assert "      website, 2026\n" in said
    assert "Not known: " in said
    assert "Step 2 CK: 238" in said
    factor = next(
        each
        for each in hallway.tells("odds", CODES[0])["programs"][0]["factors"]
        if each["name"] == "share of IMGs"
    )
    assert f"Odds times {exp(factor['weight']['mid']):.2g} (" in said

    closed = hallway.does("odds", CODES[1])
    assert "It sponsors no visa; you need J-1." in closed
    assert "Closed, or already answered: 1 program" in hallway.does("odds")


@pytest.mark.requirement("PICK-10")
def test_the_network_is_switched_off_by_one_word(hallway: Hallway) -> None:
    hallway.does("programs", "tie", CODES[0], "rotation", "--with", "Ana", "--on", "2026-09-01")

    tied, off = hallway.tells("odds"), hallway.tells("odds", "--no-network")

    assert tied["unconditional"]["mid"] > off["unconditional"]["mid"]
    assert "rotation there: Ana Novak" in hallway.does("odds", CODES[0])
    assert "rotation there" not in hallway.does("odds", CODES[0], "--no-network")
    assert "Your network and signals are left out" in hallway.does("odds", "--no-network")


def test_an_answer_of_a_program_is_told(hallway: Hallway) -> None:
    hallway.does("programs", "outcome", CODES[0], "--reply", "interview")
    said = hallway.does("odds")
    assert "At least one interview    100%." in said
    assert ": invited; " in said


def test_wishes_narrow_what_is_looked_at(hallway: Hallway) -> None:
    found = hallway.tells("odds", "--all", "--state", "Texas", "--specialty", "family medicine")
    states = {units()[each["code"]].state for each in found["programs"]}
    assert states == {"TX"}
    assert found["basis"]["specialties"] == ["Family Medicine"]
    text = hallway.does("odds", "--specialty", "family medicine", "--state", "Texas")
    assert "more programs: hallway odds --all" in text
    whole = hallway.does("odds", "--specialty", "family medicine", "--state", "Texas", "--all")
    assert all(each["code"] in whole for each in found["programs"])


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["1234567"], "hallway programs list"),
        (["--specialty", "astrology"], "Did you mean"),
        (["--specialty", "urology"], "lists no program of it"),
        (["--all", "--state", "Narnia"], "US state"),
        (["--all", "--kind", "castle"], "university, community"),
        (["--all", "--state", "Guam"], "fits your wishes"),
    ],
)
def test_what_cannot_be_meant_is_refused(hallway: Hallway, words: list[str], says: str) -> None:
    assert says in hallway.refuses("odds", *words)
    refused = hallway.type("odds", *words, "--json")
    assert refused.code == 2
    assert says in json.loads(refused.out)["error"]["message"]


def test_before_set_up_and_without_a_specialty_it_says_what_to_do(empty: Hallway) -> None:
    assert "hallway setup" in empty.refuses("odds")
    empty.does("setup", "--name", "Dana", "--audience", "img-general", "--zone", "UTC")
    assert 'hallway setup --specialty "internal medicine"' in empty.refuses("odds")


def test_numbers_are_no_more_exact_than_they_are_meant() -> None:
    told = [percent(each) for each in (0, 0.0004, 0.006, 0.236, 0.994, 0.997, 1)]
    assert told == ["0%", "under 0.1%", "0.6%", "24%", "99%", "over 99%", "100%"]
    assert spread(Range(0.04, 0.24, 0.59)) == "4% to 59%, in the middle 24%"
    assert ends(Range(0, 0, 0)) == spread(Range(0, 0, 0)) == "0%"

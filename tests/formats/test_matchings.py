"""A match as JSON and as a table."""

import csv
import io
import json

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hallway.engine.markets import NOBODY, Market, Reversion
from hallway.engine.matchings import Answer, Counts, Effort, Matching, Status
from hallway.formats.matchings import list_moves, shape_match, write_match_csv, write_match_json
from hallway.formats.texts import clean_line, restore
from tests.formats.rude import rude_text
from tests.strategies_markets import markets_with_a_match

KEYS = ["status", "matches", "unfilled", "blocking", "proof", "seconds"]

MARKET = Market.from_lists(
    {"Ana Novak": ["Mesa"], "Ben Ito": ["Harbor"], "=Cleo": []},
    {"Mesa": ["Ana Novak"], "Harbor": ["Ben Ito"], "City": ["Ana Novak"], "Hill": []},
    {"Mesa": 2, "Harbor": 0, "City": 3, "Hill": 0},
    supplemental={"Ana Novak": {"Mesa": ["City"]}},
    reversions=[Reversion("Mesa", "Harbor", 1), Reversion("City", "Hill", 0)],
    parity={"City": "odd"},
)
MATCHING = Matching(
    programs=np.array([0, 1, NOBODY], np.int32),
    supplemental=np.array([2, NOBODY, NOBODY], np.int32),
    seats=np.array([1, 1, 1, 0], np.int32),
    moved=np.array([1, 0], np.int32),
)


def answer(status: Status = Status.STABLE, counts: Counts = Counts()) -> Answer:  # noqa: B008 - a value
    return Answer(status, MATCHING, counts, "Verified.", Effort(proposals=3, retries=2, seconds=0.25))


def test_the_answer_has_the_promised_keys_first() -> None:
    shape = shape_match(MARKET, answer(), notes=["a note"])

    assert list(shape)[: len(KEYS)] == KEYS
    assert shape == {
        "status": "stable",
        "matches": {"Ana Novak": "Mesa", "Ben Ito": "Harbor", "=Cleo": None},
        "unfilled": {"City": 2},
        "blocking": 0,
        "proof": {"verifier": dict(Counts()._asdict()), "says": "Verified.", "exact": False},
        "seconds": 0.25,
        "supplemental": {"Ana Novak": "City"},
        "reversions": [{"from": "Mesa", "to": "Harbor", "moved": 1}],
        "closed": {"City": 2},
        "retries": 2,
        "notes": ["a note"],
    }


def test_what_blocks_is_told_only_of_a_match_that_is_not_stable() -> None:
    open_one = answer(Status.UNDECIDED, Counts(singles=1, couples=2))
    shape = shape_match(MARKET, open_one, is_exact=True, blocking_pairs=["Ana would rather be at Harbor."])

    assert (shape["status"], shape["blocking"]) == ("undecided", 3)
    assert shape["blocking_pairs"] == ["Ana would rather be at Harbor."]


def test_the_table_has_one_row_for_everybody_and_runs_no_formula() -> None:
    rows = list(csv.reader(io.StringIO(write_match_csv(MARKET, MATCHING).decode("utf-8-sig"))))

    assert rows == [
        ["applicant", "program", "supplemental"],
        ["Ana Novak", "Mesa", "City"],
        ["Ben Ito", "Harbor", ""],
        ["'=Cleo", "", ""],
    ]


def test_only_reversions_that_moved_positions_are_listed() -> None:
    assert list_moves(MARKET, MATCHING) == [("Mesa", "Harbor", 1)]


@given(
    markets_with_a_match(),
    st.lists(rude_text.map(clean_line).filter(bool), min_size=12, max_size=12, unique=True),
)
def test_both_forms_say_the_same_of_everybody(drawn: tuple[Market, Matching], some: list[str]) -> None:
    market, matching = drawn
    named = Market(
        **{
            each: getattr(market, each) for each in Market.__dataclass_fields__ if not each.endswith("_names")
        },
        applicant_names=tuple(some[: market.applicant_count]),
        program_names=tuple(some[: market.program_count]),
    )
    given_answer = Answer(Status.UNDECIDED, matching, Counts(faults=1), "")
    shape = json.loads(write_match_json(shape_match(named, given_answer)))
    table = list(csv.DictReader(io.StringIO(write_match_csv(named, matching).decode("utf-8-sig"))))

    assert {restore(row["applicant"]): restore(row["program"]) or None for row in table} == shape["matches"]
    assert {
        restore(row["applicant"]): restore(row["supplemental"]) for row in table if row["supplemental"]
    } == shape["supplemental"]
    assert sum(shape["unfilled"].values()) >= 0
    assert set(shape["unfilled"]) <= set(named.program_names)

"""Markets from JSON and from tables: read alike, written and read back equal, refused with the place."""

import json
import string
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.domain.errors import HallwayError
from hallway.engine.markets import Market
from hallway.formats.market_parts import LONGEST_NAME, MarketFile, clean_name
from hallway.formats.market_writing import write_market_csv, write_market_json
from hallway.formats.markets import read_market, read_market_csv, read_market_json
from tests.formats.rude import rude_text
from tests.strategies_markets import markets

GOLDEN = Path(__file__).parents[1] / "golden" / "match"

# The smallest market with everything in it; the tables of faults change one part.
WHOLE: Mapping[str, object] = {
    "applicants": {"Ana": ["Harbor", "City"], "Ben": ["Harbor"]},
    "programs": {"Harbor": ["Ana", "Ben", "Cleo"], "City": ["Dov", "Ana"]},
    "capacity": {"Harbor": 2, "City": 1},
    "couples": [{"members": ["Cleo", "Dov"], "ranks": [["Harbor", "City"], ["City", None]]}],
    "supplemental": {"Ana": {"Harbor": ["City"]}},
    "reversions": [{"from": "City", "to": "Harbor", "max": 1}],
    "parity": {"Harbor": "even"},
}
APPLICANTS = "applicant,rank,program\nAna,1,Harbor\nAna,2,City\nBen,1,Harbor\n"
PROGRAMS = "program,rank,applicant\nHarbor,1,Ana\nHarbor,2,Ben\nCity,1,Ana\n"
POSITIONS = "program,quota\nHarbor,2\nCity,1\n"
COUPLES = "applicant,partner\nAna,Ben\n"


def equal(one: Market, other: Market) -> bool:
    """Tell whether two markets say the same; supplemental lists have no order among each other."""
    plain = [each.name for each in fields(Market) if each.name not in {"advanced", "extra_starts", "extras"}]
    return supplemental(one) == supplemental(other) and all(
        np.array_equal(np.asarray(getattr(one, name)), np.asarray(getattr(other, name))) for name in plain
    )


def supplemental(market: Market) -> dict[tuple[int, ...], list[int]]:
    return {tuple(key): market.extras_of(row).tolist() for row, key in enumerate(market.advanced.tolist())}


def from_json(**changed: object) -> MarketFile:
    """Read the whole market with some parts changed; None takes a part out."""
    parts = {key: each for key, each in {**WHOLE, **changed}.items() if each is not None}
    return read_market({"market.json": json.dumps(parts).encode()})


def from_tables(
    applicants: str = APPLICANTS, programs: str = PROGRAMS, positions: str = POSITIONS, **more: str
) -> MarketFile:
    tables = {"applicants": applicants, "programs": programs, "positions": positions, **more}
    return read_market({f"{name}.csv": text.encode() for name, text in tables.items()})


def refused(data: bytes | str, name: str = "market.json") -> str:
    with pytest.raises(HallwayError) as told:
        read_market({name: data.encode() if isinstance(data, str) else data})
    return str(told.value)


# ------------------------------------------------------------------------------------------ what is read


def test_the_golden_json_and_the_golden_tables_are_the_same_market() -> None:
    """The tables mix signs, encodings, cases and the order of rows, as several people would save them."""
    one = read_market({"market.json": (GOLDEN / "market.json").read_bytes()})
    other = read_market({each.name: each.read_bytes() for each in (GOLDEN / "tables").iterdir()})

    assert equal(one.market, other.market)
    assert one.notes == other.notes == ()
    assert one.market.applicant_names[-2:] == ("Dana Reyes", "Emil Okafor")
    assert one.market.pairs.tolist() == [[0, 1], [0, 2], [-1, 1]]
    assert one.market.seats.tolist() == [2, 2, 2, 2]


names = st.lists(
    (rude_text | st.text(string.printable, max_size=8))
    .map(clean_name)
    .filter(lambda each: 0 < len(each) <= LONGEST_NAME),
    min_size=12,
    max_size=12,
    unique=True,
)


@given(markets(), names)
def test_a_market_written_as_json_reads_back_equal(market: Market, some: list[str]) -> None:
    named = with_names(market, some)

    assert equal(read_market_json(write_market_json(named)).market, named)


@given(markets(), names)
def test_a_market_written_as_tables_reads_back_equal(market: Market, some: list[str]) -> None:
    named = with_names(market, some)

    assert equal(read_market_csv(write_market_csv(named)).market, named)


def with_names(market: Market, some: list[str]) -> Market:
    return replace(
        market,
        applicant_names=tuple(some[: market.applicant_count]),
        program_names=tuple(some[: market.program_count]),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_json_is_read_in_whatever_way_it_was_saved(encoding: str) -> None:
    text = json.dumps({**WHOLE, "applicants": {"Zoë": ["Harbor"], "Ana": [], "Ben": []}}, ensure_ascii=False)

    assert read_market({"m": text.encode(encoding)}).market.applicant_names[0] == "Zoë"


def test_spaces_around_a_name_and_the_form_of_its_accents_do_not_count() -> None:
    decomposed, composed = "Jose\u0301", "Jos\u00e9"
    file = from_json(
        applicants={decomposed: [" Harbor ", "City"], "Ben": []},
        programs={"Harbor": [f"  {composed}"], "City": []},
        supplemental=None,
    )

    assert file.market.applicant_names == (composed, "Ben", "Cleo", "Dov")
    assert file.market.list_of(0).tolist() == [0, 1]
    assert file.market.ranks_of(0).tolist() == [0]


def test_one_sided_ranks_empty_lists_and_programs_nobody_ranks_are_legal() -> None:
    file = read_market_json(
        '{"applicants": {"Ana": ["City"]}, "programs": {"City": []}, "capacity": {"City": 0}}'
    )

    assert file.market.applicant_count == 1
    assert file.notes == ()


def test_an_empty_market_is_one() -> None:
    assert read_market_json('{"applicants": {}, "programs": {}, "capacity": {}}').market.program_count == 0
    empty = from_tables("applicant,rank,program\n", "program,rank,applicant\n", "program,quota\n")
    assert empty.market.applicant_count == 0


def test_a_list_beside_the_couples_pairs_is_left_out_and_told() -> None:
    file = from_json(applicants={"Ana": [], "Ben": [], "Cleo": ["City"]})

    assert file.market.lists.tolist() == []
    assert file.notes == ("'Cleo': a rank order list beside the couple's pairs; it was not used.",)


def test_positions_of_a_program_without_a_list_are_told() -> None:
    file = from_json(capacity={"Harbor": 2, "City": 1, "Mesa": 3, "Hill": 0})

    assert file.market.program_names == ("Harbor", "City", "Mesa", "Hill")
    assert file.notes == ("'Mesa': positions, but no rank order list; nobody can match there.",)


def test_rows_in_any_order_with_gaps_and_separators_below_are_read() -> None:
    shuffled = "applicant,rank,program\nBen,7,Harbor\nAna,90,City\nAna,8,Harbor\n\n,,\n"

    assert equal(from_tables(shuffled + "Ana,,\n").market, from_tables(APPLICANTS_OF_BEN_FIRST).market)


APPLICANTS_OF_BEN_FIRST = "applicant,rank,program\nBen,1,Harbor\nAna,1,Harbor\nAna,2,City\n"


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_sign_between_cells_and_every_line_end_is_read(sign: str, end: str) -> None:
    written = APPLICANTS.replace(",", sign).replace("\n", end)

    assert equal(from_tables(written).market, from_tables().market)
    assert equal(from_tables(f"sep={sign}{end}{written}").market, from_tables().market)


def test_a_name_with_the_sign_between_cells_stands_in_quotation_marks() -> None:
    file = from_tables(
        'applicant;rank;program\n"Novak; Ana";1;Harbor\n', 'program,rank,applicant\nHarbor,1,"Novak; Ana"\n'
    )

    assert file.market.applicant_names == ("Novak; Ana",)
    assert file.market.ranks_of(0).tolist() == [0]


def test_the_columns_have_more_than_one_name_and_others_are_told() -> None:
    file = from_tables(
        "Applicant,Choice,Hospital,Phone\nAna,1,Harbor,555\nAna,2,City,\nBen,1,Harbor,\n",
        positions="PROGRAM CODE,Seats\nHarbor,2\nCity,1\n",
    )

    assert equal(file.market, from_tables().market)
    assert file.notes == ("applicants.csv: the column 'Phone' was not read.",)


def test_partners_are_read_in_pairs_by_their_rank() -> None:
    rows = (
        "applicant,rank,program\nBen,5,\nAna,2,Harbor\nAna,5,City\nBen,2,City\nBen,9,City\nAna,9,No match\n"
    )
    file = from_tables(rows, more=COUPLES)

    assert file.market.couples.tolist() == [[1, 0]]
    assert file.market.pairs.tolist() == [[0, 1], [1, -1], [-1, 1]]
    assert file.market.lists.tolist() == []


def test_a_program_may_be_called_like_no_match_if_it_has_positions() -> None:
    rows = "applicant,rank,program\nAna,1,None\nBen,1,-\n"
    file = from_tables(rows, "program,rank,applicant\nNone,1,Ana\n", "program,quota\nNone,1\n", more=COUPLES)

    assert file.market.pairs.tolist() == [[0, -1]]


def test_the_further_tables_are_read() -> None:
    file = from_tables(
        supplemental="applicant,advanced_program,rank,program\nAna,Harbor,1,City\nBen,Harbor,,\n",
        reversions="from,to,max\nCity,Harbor,3\n",
        parity="program,parity\nCity,Odd\n",
    )

    assert file.market.advanced.tolist() == [[0, 0], [1, 0]]
    assert (file.market.extra_starts.tolist(), file.market.extras.tolist()) == ([0, 1, 1], [1])
    assert file.market.reversions.tolist() == [[1, 0, 3]]
    assert file.market.parity.tolist() == [0, 1]


def test_a_damaged_letter_is_told_with_its_line() -> None:
    damaged = b"\xef\xbb\xbfprogram,rank,applicant\nHarbor,1,Ana\nCity,1,Ann\xe9\n"
    applicants = APPLICANTS + "Ann\ufffd,1,City\n"
    file = read_market({"a.csv": applicants.encode(), "p.csv": damaged, "q.csv": POSITIONS.encode()})

    assert "p.csv, line 3: This line holds a character that is not UTF-8." in file.notes


# --------------------------------------------------------------------------------------- what is refused

FORM = "docs/how-to/run-a-match.md shows the form."
FAULTS: Mapping[str, tuple[Mapping[str, object], str]] = {
    "no applicants": ({"applicants": None}, "market.json: the key 'applicants' is missing. Add it; " + FORM),
    "misspelled part": (
        {"couple": []},
        "market.json: the key 'couple' is unknown. Did you mean 'couples'?",
    ),
    "list of lists": (
        {"applicants": [["Ana", "Harbor"]]},
        "market.json, applicants: a list stands where an object {...} belongs.",
    ),
    "one program, not a list": (
        {"applicants": {"Ana": "Harbor"}},
        "applicants > Ana: the text 'Harbor' stands where a list of programs belongs.",
    ),
    "null for a list": (
        {"applicants": {"Ana": None}},
        "applicants > Ana: null stands where a list of programs belongs.",
    ),
    "list in a list": (
        {"applicants": {"Ana": ["Harbor", ["City"]], "Ben": []}},
        "applicants > Ana > 2: a list stands where the name of the next program belongs.",
    ),
    "number as a name": (
        {"programs": {"Harbor": ["Ana", 7], "City": []}},
        "programs > Harbor > 2: the number 7 stands where the name of the next applicant belongs.",
    ),
    "unknown program": (
        {"applicants": {"Ana": ["Harbor", "Citi"], "Ben": []}},
        "applicants > Ana > 2: there is no program 'Citi'. Did you mean 'City'?",
    ),
    "unknown applicant": (
        {"programs": {"Harbor": ["Xenia"], "City": []}},
        "programs > Harbor > 1: there is no applicant 'Xenia'. Add it to the applicants, or take",
    ),
    "ranked twice": (
        {"applicants": {"Ana": ["Harbor", "City", "Harbor"], "Ben": []}},
        "applicants > Ana > 3: 'Harbor' is ranked twice. Keep the better rank only.",
    ),
    "ranked twice but for a space": (
        {"programs": {"Harbor": ["Ana", "Ana "], "City": []}},
        "programs > Harbor > 2: 'Ana' is ranked twice. Keep the better rank only.",
    ),
    "twice but for a space": (
        {"applicants": {"Ana": [], "Ben": [], " Ana": []}},
        "applicants > Ana: the name stands twice (spaces around it do not count). Keep one.",
    ),
    "empty name": (
        {"applicants": {"Ana": ["  "], "Ben": []}},
        "applicants > Ana > 1: the name of a program is empty. Write one, or take the entry out.",
    ),
    "endless name": (
        {"applicants": {"Ana": [], "Ben": [], "B" * 900: []}},
        "has 900 letters, a name at most 200. Shorten it.",
    ),
    "negative positions": (
        {"capacity": {"Harbor": -1, "City": 1}},
        "capacity > Harbor: -1 is no number of positions. Write one from 0 to 1,000,000.",
    ),
    "half a position": (
        {"capacity": {"Harbor": 1.5, "City": 1}},
        "capacity > Harbor: the number 1.5 stands where a whole number of positions belongs.",
    ),
    "true positions": (
        {"capacity": {"Harbor": True, "City": 1}},
        "capacity > Harbor: true stands where a whole number of positions belongs.",
    ),
    "quoted positions": (
        {"capacity": {"Harbor": "2", "City": 1}},
        "capacity > Harbor: the text '2' stands where a whole number of positions belongs.",
    ),
    "huge positions": (
        {"capacity": {"Harbor": 10**40, "City": 1}},
        "capacity > Harbor: a number of many digits is no number of positions.",
    ),
    "no positions": (
        {"capacity": {"Harbor": 1, "Citi": 1}},
        "capacity: it does not say how many positions 'City' has. Did you mean 'Citi'?",
    ),
    "a couple of one": (
        {"couples": [{"members": ["Cleo"], "ranks": []}]},
        "couples > 1 > members: there are 1 names. A couple has two members.",
    ),
    "a couple with herself": (
        {"couples": [{"members": ["Cleo", "Dov"], "ranks": []}, {"members": ["Ana", "Ana"], "ranks": []}]},
        "couples > 2: Ana and Ana: a couple is two people.",
    ),
    "in two couples": (
        {"couples": [{"members": ["Cleo", "Dov"], "ranks": []}, {"members": ["Ana", "Dov"], "ranks": []}]},
        "couples > 2: Dov: this applicant is in two couples; keep one.",
    ),
    "pair of three": (
        {"couples": [{"members": ["Cleo", "Dov"], "ranks": [["Harbor", "City", "City"]]}]},
        "couples > 1 > ranks > 1: a list of 3 stands where a pair [program, program] belongs.",
    ),
    "pair of nobody": (
        {"couples": [{"members": ["Cleo", "Dov"], "ranks": [["Harbor", "City"], [None, None]]}]},
        "couples > 1 > ranks > 2: Cleo and Dov: a pair needs at least one program.",
    ),
    "pair ranked twice": (
        {"couples": [{"members": ["Cleo", "Dov"], "ranks": [["Harbor", None], ["Harbor", None]]}]},
        "couples > 1 > ranks > 2: Cleo and Dov: this pair is ranked twice. Keep the better rank only.",
    ),
    "unknown program in a pair": (
        {"couples": [{"members": ["Cleo", "Dov"], "ranks": [["Harbor", "City"], [None, "Harbr"]]}]},
        "couples > 1 > ranks > 2: there is no program 'Harbr'. Did you mean 'Harbor'?",
    ),
    "supplemental list of nobody": (
        {"supplemental": {"Anna": {}}},
        "supplemental: there is no applicant 'Anna'. Did you mean 'Ana'?",
    ),
    "supplemental list of itself": (
        {"supplemental": {"Ana": {"Harbor": ["City", "Harbor"]}}},
        "supplemental > Ana > Harbor > 2: the advanced program cannot stand on its own supplemental list.",
    ),
    "reversion in place": (
        {"reversions": [{"from": "City", "to": "City", "max": 1}]},
        "reversions > 1: positions cannot revert to the same program.",
    ),
    "reversion twice": (
        {
            "reversions": [
                {"from": "City", "to": "Harbor", "max": 1},
                {"from": "City", "to": "Harbor", "max": 2},
            ]
        },
        "reversions > 2: this reversion is asked for twice.",
    ),
    "reversion without an end": (
        {"reversions": [{"from": "City", "to": "Harbor"}]},
        "reversions > 1: the key 'max' is missing.",
    ),
    "neither even nor odd": (
        {"parity": {"City": "uneven"}},
        "parity > City: 'uneven' is neither 'even' nor 'odd'.",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_market_that_cannot_be_meant_is_refused_with_its_place(name: str) -> None:
    changed, says = FAULTS[name]
    kept = {"couples": None} if "programs" in changed or "applicants" in changed else {}
    programs = (
        {"programs": {"Harbor": ["Ana", "Ben"], "City": ["Ana"]}} if kept or "couples" in changed else {}
    )

    with pytest.raises(HallwayError) as told:
        from_json(**{**kept, **programs, **changed})

    assert str(told.value).startswith("Cannot use market.json")
    assert says in str(told.value)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("", "market.json: it is empty."),
        ("{", "market.json, line 1, column 2: it is not JSON there"),
        ('{"applicants": {},\n "programs" {}}', "market.json, line 2, column 13: it is not JSON there"),
        (
            '{"applicants": {"Ana": [], "Ana": []}, "programs": {}, "capacity": {}}',
            "applicants: the name 'Ana' stands twice.",
        ),
        ('{"applicants": {}, "applicants": {}}', "market.json: the name 'applicants' stands twice."),
        ('{"capacity": {"City": NaN}}', "it holds NaN, which is no number of JSON."),
        ('{"capacity": {"City": -Infinity}}', "it holds -Infinity, which is no number of JSON."),
        ('{"capacity": {"City": ' + "9" * 5000 + "}}", "a number of thousands of digits"),
        ('{"applicants":' + "[" * 100_000, "lists in lists, hundreds deep"),
        ("[]", "a list stands where an object {...} belongs."),
        ("null", "no table of a market has the columns 'null'."),
        (b'{"a": "\x00"}', "binary data"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (
            b"PK\x03\x04xl/workbook",
            "an Excel workbook. Save each of its sheets as CSV, and name those files.",
        ),
        (b"\xff\xfe{\x00\x00", "is damaged at byte"),
    ],
    ids=[
        *("empty", "cut", "no-colon", "name-twice", "part-twice", "nan", "infinity", "digits", "deep"),
        *("list", "null", "nul", "picture", "workbook", "half-a-letter"),
    ],
)
def test_what_is_no_json_is_refused_with_its_place(data: bytes | str, says: str) -> None:
    assert says in refused(data)


@pytest.mark.parametrize(
    ("tables", "says"),
    [
        ({"applicants": APPLICANTS + "Ben,2,Citi\n"}, "applicants.csv, line 5: there is no program 'Citi'."),
        ({"applicants": APPLICANTS + "Ana,2,City\n"}, "line 5: 'Ana' has a rank 2 in line 3 already."),
        ({"applicants": APPLICANTS + "Ana,3,City\n"}, "line 5: 'City' is ranked twice."),
        ({"applicants": APPLICANTS + "Ben,two,City\n"}, "applicants.csv, line 5: 'two' is no rank."),
        ({"applicants": APPLICANTS + "Ben,0,City\n"}, "applicants.csv, line 5: '0' is no rank."),
        ({"applicants": APPLICANTS + "Ben,1.5,City\n"}, "applicants.csv, line 5: '1.5' is no rank."),
        ({"applicants": APPLICANTS + "Ben,,City\n"}, "line 5: the rank of 'City' is missing."),
        ({"applicants": APPLICANTS + "Ben,2,\n"}, "Only partners in a couple rank 'no program'."),
        ({"applicants": APPLICANTS + ",2,City\n"}, "line 5: a name of an applicant is empty."),
        ({"applicants": APPLICANTS + "Ben,2,City,x\n"}, "line 5: 4 cells for 3 columns; too many: 'x'."),
        ({"applicants": APPLICANTS + '"Ben,2,City\n'}, "line 5: a quotation mark is opened here"),
        ({"applicants": "applicant,rank\nAna,1\n"}, "applicants.csv: no table of a market has the columns"),
        ({"applicants": "applicant,rnk,program\nAna,1,City\n"}, "Did you mean 'rank'?"),
        ({"applicants": ""}, "applicants.csv: it is empty."),
        ({"applicants": "sep=;\n"}, "applicants.csv: its first line names no columns"),
        ({"applicants": '"'}, "applicants.csv: its first line names no columns"),
        ({"applicants": PROGRAMS}, "applicants.csv and programs.csv together: both are tables of program"),
        ({"programs": PROGRAMS + "City,2,Cleo\n"}, "Add a line with this name alone to applicants.csv"),
        ({"programs": PROGRAMS + "Hill,1,Ana\n"}, "positions.csv does not say how many positions 'Hill'"),
        ({"positions": POSITIONS + "City,1\n"}, "positions.csv, line 4: the program 'City' stands twice."),
        ({"positions": POSITIONS.replace("1", "-1")}, "positions.csv, line 3: '-1' is no number of"),
        ({"positions": POSITIONS.replace("1", "1.0")}, "line 3: '1.0' is no number of positions."),
        ({"positions": POSITIONS.replace("1", "9" * 5000)}, "line 3: '999"),
        ({"more": COUPLES}, "line 3: 'Ana' has a rank 2 and the partner 'Ben' has none."),
        ({"more": COUPLES + "Ben,Cleo\n", "applicants": APPLICANTS + "Ben,2,\n"}, "partner 'Cleo' has none"),
        ({"more": COUPLES + "Ben,Ana\n", "applicants": APPLICANTS + "Ben,2,\n"}, "more.csv, line 3: "),
        ({"more": COUPLES, "applicants": "applicant,rank,program\nAna,1,\nBen,1,\n"}, "at least one program"),
        ({"more": "from,to,max\nCity,Harbr,1\n"}, "more.csv, line 2: there is no program 'Harbr'."),
        ({"more": "from,to,max\nCity,City,1\n"}, "more.csv, line 2: positions cannot revert to the same"),
        ({"more": "program,parity\nCity,both\n"}, "more.csv, line 2: 'both' is neither 'even' nor 'odd'."),
        (
            {"more": "applicant,advanced_program,rank,program\nAna,Harbor,1,Harbor\n"},
            "more.csv, line 2: the advanced program cannot stand on its own supplemental list.",
        ),
    ],
)  # fmt: skip
def test_tables_that_cannot_be_meant_are_refused_with_the_line(tables: dict[str, str], says: str) -> None:
    with pytest.raises(HallwayError) as told:
        from_tables(**tables)

    assert says in str(told.value)


def test_a_missing_table_is_named_by_its_columns() -> None:
    assert "a table with the columns program,rank,applicant is missing" in refused(APPLICANTS, "a.csv")


def test_json_and_tables_do_not_mix() -> None:
    with pytest.raises(HallwayError, match=r"m\.json and a\.csv together"):
        read_market({"m.json": b"{}", "a.csv": APPLICANTS.encode()})


@given(st.binary(max_size=200) | rude_text.map(lambda each: each.encode("utf-8", "surrogatepass")))
def test_whatever_stands_in_a_file_is_read_or_refused(data: bytes) -> None:
    for files in (
        {"a": data},
        {"a": APPLICANTS.encode() + data, "p": PROGRAMS.encode(), "q": POSITIONS.encode()},
    ):
        with suppress(HallwayError):
            read_market(files)

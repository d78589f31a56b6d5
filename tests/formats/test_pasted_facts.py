"""Facts of programs as they are typed or pasted."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.domain.programs import FactKind
from hallway.formats.pasted_facts import PastedFacts, read_pasted_facts
from hallway.formats.problems import UnreadableFile
from hallway.formats.program_values import read_value
from tests.formats.rude import rude_text

DAY = date(2026, 8, 1)


def told(found: PastedFacts) -> list[tuple[str, str, str]]:
    return [(row.unit, row.kind.value, row.value) for row in found.rows]


def says(found: PastedFacts) -> list[str]:
    return [problem.says for problem in found.problems]


def test_one_fact_a_line_with_source_and_day() -> None:
    found = read_pasted_facts(
        "9991140 IMG share 60 % (website, 2026-08-01)\n"
        "- 9901120C0: Visas J-1, H-1B (a resident, by phone)\n"
        "2. 1209912345 Step 2 CK minimum: 225 (August 1, 2026)\n"
        "9901120C1 contact policy = asks not to write\n"
    )
    assert told(found) == [
        ("9991140", "img-share", "60"),
        ("9901120C0", "visas", "j-1, h-1b"),
        ("1209912345", "step2-min", "225"),
        ("9901120C1", "contact-policy", "asks not to write"),
    ]
    assert [(row.line, row.source, row.on) for row in found.rows] == [
        (1, "website", DAY),
        (2, "a resident, by phone", None),
        (3, "", DAY),
        (4, "", None),
    ]
    assert (found.problems, found.questions, found.empty) == ((), (), 0)


def test_a_block_for_each_program_with_one_source_for_all() -> None:
    found = read_pasted_facts(
        """
        9901120C0 Elderfield Family Medicine
        IMG share: 60 %
        Visas: J-1 (no H-1B)
        Most years since graduation: 5 (program coordinator)
        Source: website, 2026-08-01

        Harbor Light, Medicine, YY
        * IMG 20%
        * Note: kind people; long calls
        """
    )
    assert told(found) == [
        ("9901120C0", "img-share", "60"),
        ("9901120C0", "visas", "j-1"),
        ("9901120C0", "most-years", "5"),
        ("Harbor Light, Medicine, YY", "img-share", "20"),
        ("Harbor Light, Medicine, YY", "note", "kind people; long calls"),
    ]
    assert [(row.source, row.on) for row in found.rows[:3]] == [
        ("website", DAY),
        ("website", DAY),
        ("program coordinator", DAY),
    ]
    assert {(row.source, row.on) for row in found.rows[3:]} == {("", None)}
    assert found.problems == ()


def test_several_facts_may_stand_on_one_line() -> None:
    found = read_pasted_facts(
        "9901120C0: IMG share 60 %; visas J-1, H-1B; Step 2 min 230; H-1B yes (website, 2026-08-01)\n"
        "Harbor Light Medicine: IMG share 20 %; charm: much"
    )
    assert told(found)[:3] == [
        ("9901120C0", "img-share", "60"),
        ("9901120C0", "visas", "j-1, h-1b"),
        ("9901120C0", "step2-min", "230"),
    ]
    assert told(found)[-1] == ("Harbor Light Medicine", "img-share", "20")
    assert "'charm: much' is no fact that is known by name." in says(found)


def test_visas_one_a_line_are_joined() -> None:
    found = read_pasted_facts("9901120C0\nJ-1: yes\nH-1B: no\n9902140\nJ-1 no\nH-1B no\n")
    assert told(found) == [("9901120C0", "visas", "j-1"), ("9902140", "visas", "none")]


def test_lines_that_were_not_filled_in_are_counted_and_nothing_else() -> None:
    found = read_pasted_facts("9901120C0 IMG share: \n9901120C0 visas\n9901120C0 Step 2 minimum: n/a\n")
    assert (found.rows, found.problems, found.empty) == ((), (), 3)


@pytest.mark.parametrize(
    ("text", "says_so"),
    [
        ("IMG share 60 %", "This line names no program, and none above it does."),
        ("9901120C0 is a lovely place", "Nothing that is known by name is said of '9901120C0'."),
        (
            "Elderfield Family Medicine",
            "Nothing that is known by name is said of 'Elderfield Family Medicine'.",
        ),
        ("9901120C0 IMG share 120 %", "img-share: '120 %' is more than 100 percent."),
        ("9901120C0 visas yes", "visas: 'yes' names neither J-1 nor H-1B."),
        ("9901120C0 J-1 perhaps", "j-1: 'perhaps' is neither yes nor no."),
        ("9901120C0 IMG share 60 %\nDate: soon", "'soon' is not a date."),
    ],
)
def test_what_is_not_understood_is_told_with_a_remedy(text: str, says_so: str) -> None:
    found = read_pasted_facts(text)
    assert says_so in says(found)
    assert all(problem.remedy and problem.line for problem in found.problems)


def test_days_that_can_be_read_in_two_ways_are_asked_about() -> None:
    text = "9901120C0 IMG share 60 % (website, 03/04/2026)\n9902140 visas J-1\nDate: 05/06/2026"
    found = read_pasted_facts(text)
    assert [row.on for row in found.rows] == [None, None]
    assert [each.choices for each in found.questions] == [("mdy", "dmy")]
    answered = read_pasted_facts(text, date_order="dmy")
    assert [row.on for row in answered.rows] == [date(2026, 4, 3), date(2026, 6, 5)]
    assert answered.problems == ()


def test_the_usual_source_is_for_those_who_name_none() -> None:
    found = read_pasted_facts("9901120C0 IMG share 60 %\n9902140 IMG share 5 % (website)", source="you")
    assert [row.source for row in found.rows] == ["you", "website"]


def test_too_many_lines_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="at most 20,000 are read"):
        read_pasted_facts("x\n" * 20_001 + "y")


_pieces = st.sampled_from(
    [
        "9901120C0",
        "1209912345",
        "IMG share",
        "60 %",
        "visas",
        "J-1",
        "(website, 2026-08-01)",
        ":",
        ";",
        "\n",
        "-",
        "Source",
        "Date",
        "03/04/2026",
        "(",
        ")",
        "H-1B no",
        "note",
    ]
)


@settings(max_examples=300, deadline=None)
@given(text=st.lists(_pieces | rude_text, max_size=14).map(" ".join))
def test_any_text_is_read_and_every_row_is_whole(text: str) -> None:
    found = read_pasted_facts(text)
    for row in found.rows:
        assert row.unit
        assert row.unit == row.unit.strip()
        assert "\n" not in row.unit
        assert isinstance(row.kind, FactKind)
        assert read_value(row.kind, row.value) == row.value
        assert 1 <= row.line <= text.count("\n") + 1 or "\r" in text or not text.isprintable()
    assert all(problem.says and problem.remedy for problem in found.problems)


def test_lines_that_name_the_program_in_parts_are_one_name() -> None:
    found = read_pasted_facts(
        "Program: Elderfield Medical Center\nSpecialty: Family Medicine\nCity: Elderfield\nIMG share: 60 %\n"
        "State: YY\n\nProgram\tHarbor Light\nIMG share\t20 %\n"
    )
    assert told(found) == [
        ("Elderfield Medical Center, Family Medicine, Elderfield", "img-share", "60"),
        ("Harbor Light", "img-share", "20"),
    ]
    assert found.problems == ()


@pytest.mark.parametrize(
    "named",
    [
        "Program: Harbor Light\nCode: 9991140C0",
        "Code: 9991140C0\nProgram: Harbor Light\nCity: Elderfield",
        "NRMP code 9991140C0",
        "ACGME ID: 9991140C0",
    ],
)
def test_a_code_counts_more_than_the_words_beside_it(named: str) -> None:
    found = read_pasted_facts(f"{named}\nIMG share: 60 %\n")

    assert told(found) == [("9991140C0", "img-share", "60")]
    assert found.problems == ()

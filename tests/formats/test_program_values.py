"""Values as applicants write them down of programs: read, or refused with a way out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.domain.programs import FactKind
from hallway.formats.program_codes import read_code
from hallway.formats.program_values import LONGEST_VALUE, Unclear, read_value
from tests.formats.rude import rude_text


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        (FactKind.IMG_SHARE, "60 %", "60"),
        (FactKind.IMG_SHARE, "60", "60"),
        (FactKind.IMG_SHARE, "62,5 percent", "62.5"),
        (FactKind.IMG_SHARE, "~ 60% IMGs", "60"),
        (FactKind.IMG_SHARE, "about 60% of residents", "60"),
        (FactKind.IMG_SHARE, "12 of 30", "40"),
        (FactKind.IMG_SHARE, "0", "0"),
        (FactKind.IMG_SHARE, "0.6%", "1"),
        (FactKind.VISAS, "J1/H1b", "j-1, h-1b"),
        (FactKind.VISAS, "J-1 only", "j-1"),
        (FactKind.VISAS, "H1B", "h-1b"),
        (FactKind.VISAS, "J1, no H1B", "j-1"),
        (FactKind.VISAS, "J-1 (not H-1B)", "j-1"),
        (FactKind.VISAS, "J1: yes; H1B: no", "j-1"),
        (FactKind.VISAS, "No J1/H1B", "none"),
        (FactKind.VISAS, "no J-1, H-1B only", "h-1b"),
        (FactKind.VISAS, "Both", "j-1, h-1b"),
        (FactKind.VISAS, "None", "none"),
        (FactKind.VISAS, "does not sponsor", "none"),
        (FactKind.VISAS, "ECFMG-sponsored J-1 visas", "j-1"),
        (FactKind.STEP2_MIN, "≥ 230", "230"),
        (FactKind.STEP2_MIN, "230+", "230"),
        (FactKind.STEP2_MIN, "Step 2 CK 230 or higher", "230"),
        (FactKind.STEP2_MIN, "min 230.0", "230"),
        (FactKind.MOST_YEARS, "within 5 years", "5"),
        (FactKind.MOST_YEARS, "≤5 yrs", "5"),
        (FactKind.MOST_YEARS, "no more than 5 years since graduation", "5"),
        (FactKind.MOST_YEARS, "No limit", "50"),
        (FactKind.MOST_ATTEMPTS, "1", "1"),
        (FactKind.MOST_ATTEMPTS, "first attempt only", "1"),
        (FactKind.MOST_ATTEMPTS, "no failures", "1"),
        (FactKind.MOST_ATTEMPTS, "1 failed attempt", "2"),
        (FactKind.MOST_ATTEMPTS, "max 2 attempts", "2"),
        (FactKind.US_MONTHS, "3 months", "3"),
        (FactKind.US_MONTHS, "12 weeks", "3"),
        (FactKind.US_MONTHS, "none", "0"),
        (FactKind.US_MONTHS, "at least 2 months of US clinical experience", "2"),
        (FactKind.POSITIONS, "12 positions per year", "12"),
        (FactKind.INTERVIEWS, "~120", "120"),
        (FactKind.APPLICANTS, "1,800 applications", "1800"),
        (FactKind.SIGNALS_ONLY, "Only signaled", "yes"),
        (FactKind.SIGNALS_ONLY, "mostly", "mostly"),
        (FactKind.SIGNALS_ONLY, "No", "no"),
        (FactKind.KIND, "University-based", "university"),
        (FactKind.KIND, "Community-based university affiliated", "community"),
        (FactKind.KIND, "Army", "military"),
        (FactKind.WEBSITE, "example.org/fm", "https://example.org/fm"),
        (FactKind.NOTE, "  two\r\nlines ", "two\nlines"),
    ],
)
def test_values_as_people_write_them_are_read(kind: FactKind, written: str, value: str) -> None:
    assert read_value(kind, written) == value
    assert read_value(kind, value) == value  # what the record keeps can be typed again


@pytest.mark.parametrize("kind", list(FactKind))
@pytest.mark.parametrize("written", ["", " ", "N/A", "n/a", "--", "–", "?", "unknown", "Not listed", "TBD"])
def test_nothing_said_stays_unknown(kind: FactKind, written: str) -> None:
    assert read_value(kind, written) is None


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        (FactKind.IMG_SHARE, "50-60%"),
        (FactKind.IMG_SHARE, ">50%"),
        (FactKind.IMG_SHARE, "0.6"),
        (FactKind.IMG_SHARE, "101%"),
        (FactKind.IMG_SHARE, "30/12"),
        (FactKind.IMG_SHARE, "yes"),
        (FactKind.VISAS, "yes"),
        (FactKind.VISAS, "No J1, H1B"),
        (FactKind.VISAS, "no H-1B"),
        (FactKind.VISAS, "J-1, no J-1"),
        (FactKind.VISAS, "F-1"),
        (FactKind.STEP2_MIN, "220-230"),
        (FactKind.STEP2_MIN, "average 240"),
        (FactKind.STEP2_MIN, "230 preferred"),
        (FactKind.STEP2_MIN, "<230"),
        (FactKind.STEP2_MIN, "COMLEX 500"),
        (FactKind.STEP2_MIN, "999"),
        (FactKind.STEP2_MIN, "0"),
        (FactKind.MOST_YEARS, "2019"),
        (FactKind.MOST_YEARS, "5+"),
        (FactKind.MOST_YEARS, "-3"),
        (FactKind.MOST_ATTEMPTS, "0"),
        (FactKind.MOST_ATTEMPTS, "none"),
        (FactKind.US_MONTHS, "yes"),
        (FactKind.US_MONTHS, "5 weeks"),
        (FactKind.US_MONTHS, "3 months preferred"),
        (FactKind.POSITIONS, "8 categorical + 2 prelim"),
        (FactKind.POSITIONS, "9999999"),
        (FactKind.SIGNALS_ONLY, "blue"),
        (FactKind.KIND, "nice"),
        (FactKind.WEBSITE, "javascript:alert(1)"),
        (FactKind.NOTE, "x" * (LONGEST_VALUE + 1)),
    ],
)
def test_what_could_mean_several_things_is_not_guessed(kind: FactKind, written: str) -> None:
    refused = read_value(kind, written)
    assert isinstance(refused, Unclear)
    assert refused.says
    assert refused.remedy.endswith(".")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("9901120C0", "9901120C0"),
        (" 9901 120 c 0 ", "9901120C0"),
        ("#9901120C10", "9901120C10"),
        ("9901120", "9901120"),
        ("120-99-12345", "1209912345"),
        ("403512345", "0403512345"),
        ("Elderfield FM", None),
        ("99011200", None),
        ("9901120X0", None),
    ],
)
def test_codes_are_read_in_every_form(written: str, code: str | None) -> None:
    assert read_code(written) == code


@settings(max_examples=400, deadline=None)
@given(
    kind=st.sampled_from(list(FactKind)),
    text=rude_text | st.text("0123456789%.,+-<>≥ jh1b/yesnoc", max_size=16),
)
def test_a_value_that_was_read_reads_as_itself(kind: FactKind, text: str) -> None:
    value = read_value(kind, text)
    if isinstance(value, str):
        assert read_value(kind, value) == value

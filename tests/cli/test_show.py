import unicodedata
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.cli import show
from hallway.domain.ids import StepId
from hallway.playbooks.steps import Step, Subject, Tier, Window, WindowState

RUDE = st.text(st.characters(codec="utf-8"), max_size=200)
MONDAY = datetime(2026, 10, 5, 13, tzinfo=UTC)
HOME = "America/New_York"


@pytest.fixture(autouse=True)
def narrow() -> None:
    """Forget the width of an earlier terminal."""
    show.width.cache_clear()


# --------------------------------------------------------------------------------------------- lines


@given(RUDE, st.integers(0, 12))
def test_no_line_is_wider_than_the_terminal_unless_one_word_is(text: str, indent: int) -> None:
    longest = max((show.cells(word) for word in show.clean(text).split()), default=0)

    assert all(
        show.cells(line) <= max(show.width(), indent + longest) for line in show.wrap(text, indent=indent)
    )


@given(RUDE)
def test_wrapping_loses_no_word(text: str) -> None:
    assert " ".join(show.wrap(text, indent=2)).split() == show.clean(text).split()


@given(RUDE)
def test_nothing_shown_steers_the_terminal(text: str) -> None:
    """An imported name may hold escape sequences."""
    shown = "".join(show.wrap(text)) + show.clean(text)

    assert not [each for each in shown if unicodedata.category(each) == "Cc"]


@given(st.lists(st.tuples(RUDE, RUDE, RUDE), min_size=1, max_size=8))
def test_columns_stand_under_each_other_and_fit(rows: list[tuple[str, str, str]]) -> None:
    lines = list(show.table(rows))

    assert len(lines) == len(rows)
    assert all(show.cells(line) <= show.width() for line in lines)


@given(RUDE, st.integers(2, 40))
def test_a_cut_text_fits(text: str, room: int) -> None:
    assert show.cells(show.cut(show.clean(text), room)) <= room


def test_wide_scripts_take_two_cells_and_marks_none() -> None:
    assert show.cells("陳怡君") == 6
    assert show.cells("e\N{COMBINING ACUTE ACCENT}") == 1
    assert show.cells("Núñez") == 5


def test_no_color_in_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: False)

    assert show.bold("x") + show.faint("x") + show.alert("x") == "xxx"


@pytest.mark.parametrize(
    ("name", "value", "is_colored"),
    [("NO_COLOR", "1", False), ("TERM", "dumb", False), ("TERM", "xterm", True)],
)
def test_color_is_for_a_terminal_that_wants_it(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, *, is_colored: bool
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv(name, value)

    assert show.is_colored() is is_colored


@given(st.lists(st.uuids().map(str), max_size=30))
def test_short_ids_tell_ids_apart(ids: list[str]) -> None:
    short = show.short_ids(ids)

    assert len(set(short.values())) == len(set(ids))
    assert all(each.startswith(start) for each, start in short.items())


# --------------------------------------------------------------------------------------------- dates


def _shown(*numbers: int, zone: str = HOME) -> str:
    year, month, day, hour, minute = numbers
    at = datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(zone))
    return show.moment(at, now=MONDAY, zone=zone, home=HOME)


def test_moments_are_told_as_a_person_reads_them() -> None:
    buenos_aires = "America/Argentina/Buenos_Aires"

    assert _shown(2026, 10, 5, 18, 0, zone="America/Chicago") == "Mon 5 Oct, 6 pm in Chicago"
    assert _shown(2026, 10, 6, 8, 30) == "Tue 6 Oct, 8:30 am"
    assert _shown(2026, 10, 6, 12, 0) == "Tue 6 Oct, noon"
    assert _shown(2027, 1, 8, 9, 0, zone=buenos_aires) == "Fri 8 Jan 2027, 9 am in Buenos Aires"


def test_midnight_is_told_as_the_end_of_the_day_before() -> None:
    assert _shown(2026, 10, 6, 0, 0) == "the end of Mon 5 Oct"


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_is_told_with_its_number(day: date) -> None:
    text = show.day(day, date(2026, 10, 5))

    assert str(day.day) in text.split()
    assert (str(day.year) in text) == (day.year != 2026)


# --------------------------------------------------------------------------------------------- steps


def _step(state: WindowState, *, due: int, closes: int, zone: str = "America/Chicago") -> Step:
    there = ZoneInfo(zone)

    def hours(number: int) -> datetime:
        return (MONDAY + timedelta(hours=number)).astimezone(there)

    window = Window(hours(-48), hours(-48), hours(due), hours(closes), hours(240), zone, hours(1))
    return Step(
        id=StepId("3f2a91c0d1e2"),
        rule="follow-up.after-meeting",
        rows=("FUP-01",),
        guides=("img-general",),
        subject=Subject("person", "p1", "Ana Novak"),
        person=None,
        says="Write to Ana Novak.",
        because="A face fades.",
        window=window,
        state=state,
        template="",
        minutes=10,
        settles="a mail",
        tier=Tier.WINDOW,
        is_outreach=False,
    )


@pytest.mark.parametrize(
    ("state", "due", "closes", "says"),
    [
        (WindowState.LATER, 24, 48, "Opens Sat 3 Oct, 8 am in Chicago; due Tue 6 Oct, 8 am"),
        (WindowState.OPEN, 24, 48, "Due Tue 6 Oct, 8 am in Chicago; closes Wed 7 Oct, 8 am"),
        (WindowState.OPEN, 24, 24, "Due by Tue 6 Oct, 8 am in Chicago"),
        (WindowState.DUE, -1, 24, "Due; closes Tue 6 Oct, 8 am in Chicago"),
        (WindowState.CLOSING, -1, 2, "Closing: until Mon 5 Oct, 10 am in Chicago"),
        (
            WindowState.LATE,
            -48,
            -24,
            "Late since Sun 4 Oct, 8 am in Chicago; still worth doing until Thu 15 Oct, 8 am",
        ),
    ],
    ids=["later", "open", "same", "due", "closing", "late"],
)
def test_every_state_says_until_when_and_names_the_place_once(
    state: WindowState, due: int, closes: int, says: str
) -> None:
    assert show.until(_step(state, due=due, closes=closes), now=MONDAY, home=HOME) == says


def test_at_home_no_place_is_named() -> None:
    step = _step(WindowState.OPEN, due=24, closes=48, zone=HOME)

    assert show.until(step, now=MONDAY, home=HOME) == "Due Tue 6 Oct, 9 am; closes Wed 7 Oct, 9 am"


def test_outreach_names_the_next_good_moment() -> None:
    step = _step(WindowState.OPEN, due=24, closes=48)._replace(is_outreach=True)

    assert show.until(step, now=MONDAY, home=HOME).endswith("; a good moment is Mon 5 Oct, 9 am")

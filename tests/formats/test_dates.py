from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.formats.dates import DateOrder, KnownOrder, date_order, possible_orders, read_date
from tests.formats.rude import rude_text

ORDERS: tuple[DateOrder, ...] = ("dmy", "mdy", "ymd", "unclear", "mixed", "none")
days = st.dates(date(1970, 1, 1), date(2069, 12, 31))
lists_of_days = st.lists(days, min_size=1, max_size=6)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize(
    "written",
    [
        "2026-03-07",
        "2026/3/7",
        "2026.03.07",
        "2026. 3. 7.",
        "20260307",
        "2026-03-07T23:30:00Z",
        "2026-03-07T23:30:00.123456+05:30",
        "2026-03-07 09:15",
        "7 Mar 2026",
        "07 MAR 2026",
        "7-Mar-26",
        "7. March 2026",
        "Mar 7, 2026",
        "March 7 2026",
        "March 7th, 2026",
        "7 March 2026",
        "7th of March, 2026",
        "Saturday, March 7, 2026 at 9:15 PM",
        "Sat 7 Mar 2026, 09:15",
        "2026-Mar-07",
        "7 de marzo de 2026",
        "7. März 2026",
        "7 mars 2026",
        "  7 Mar 2026  ",
    ],
)
def test_dates_with_the_year_first_or_a_named_month_are_read_in_any_order(
    written: str, order: DateOrder
) -> None:
    assert read_date(written, order) == date(2026, 3, 7)


@pytest.mark.parametrize("sign", ["/", ".", "-"])
@pytest.mark.parametrize(
    ("written", "order", "day"),
    [
        ("07/03/2026", "dmy", date(2026, 3, 7)),
        ("07/03/2026", "mdy", date(2026, 7, 3)),
        ("7/3/26", "dmy", date(2026, 3, 7)),
        ("7/3/26", "mdy", date(2026, 7, 3)),
        ("7/3/26 14:05", "mdy", date(2026, 7, 3)),
        ("3/25/2026, 08:30 PM", "mdy", date(2026, 3, 25)),
    ],
)
def test_numbers_are_read_in_the_order_of_their_column(
    written: str, order: KnownOrder, day: date, sign: str
) -> None:
    assert read_date(written.replace("/", sign), order) == day


@pytest.mark.parametrize("order", ["unclear", "mixed", "none"])
def test_numbers_that_can_be_two_days_are_no_date_without_an_order(order: DateOrder) -> None:
    assert read_date("07/03/2026", order) is None


def test_numbers_that_are_one_day_in_every_order_are_that_day() -> None:
    assert read_date("05/05/2026", "unclear") == date(2026, 5, 5)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize(
    "written",
    [
        "",
        "31/02/2026",
        "2026-02-30",
        "31 Feb 2026",
        "Feb 30, 2026",
        "0/0/00",
        "32/13/2026",
        "2026-13-01",
        "1/2",
        "1/2/3",
        "1/2/345",
        "March 2026",
        "2026",
        "15 Jan",
        "next week",
        "45321",
        "Feb 7 7 2026",
        "7 Foo 2026",
        "Feb Mar 2026",
        "1 Jan 1492",
        "1/2-2026",
        "2026-03-07" + " " * 99 + "x",
    ],
)
def test_what_is_no_day_is_not_guessed(written: str, order: DateOrder) -> None:
    assert read_date(written, order) is None


def test_two_digit_years_mean_1970_to_2069() -> None:
    assert read_date("1 Jan 70", "none") == date(1970, 1, 1)
    assert read_date("1 Jan 69", "none") == date(2069, 1, 1)


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["25/03/2026", "01/02/2026"], "dmy"),
        (["01/02/2026", "03/25/2026"], "mdy"),
        (["25.3.26"], "dmy"),
        (["3-25-26"], "mdy"),
        (["99-03-25", "98-12-01"], "ymd"),
        (["2026-03-04", "2026/05/06"], "ymd"),
        (["01/02/2026", "03/04/2026", ""], "unclear"),
        (["05/05/2026"], "unclear"),
        (["24-01-15"], "unclear"),
        (["25/03/2026", "03/25/2026"], "mixed"),
        (["2026-03-04", "25/03/2026"], "dmy"),
        (["2026-03-04", "01/02/2026"], "unclear"),
        (["15 Jan 2026", "Feb 7, 2026"], "none"),
        (["", "never", "31/31/2026"], "none"),
        ([], "none"),
    ],
)
def test_an_order_is_decided_only_when_a_value_forces_it(values: list[str], order: DateOrder) -> None:
    assert date_order(values) == order


def test_the_orders_that_fit_are_offered() -> None:
    assert possible_orders(["01/02/2026", "03/04/2026"]) == ("mdy", "dmy")
    assert possible_orders(["01/02/2026", "25/03/2026"]) == ("dmy",)
    assert possible_orders(["24-01-15"]) == ("dmy", "ymd")
    assert possible_orders(["soon"]) == ()


@given(
    lists_of_days, st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%d.%m.%y", "%m-%d-%y", "%Y-%m-%d", "%d %b %Y"])
)
def test_a_column_is_never_read_as_other_days_than_were_written(column: list[date], form: str) -> None:
    written = [day.strftime(form) for day in column]
    order = date_order(written)
    assert order != "mixed"
    assert all(read_date(text, order) in {day, None} for text, day in zip(written, column, strict=True))


@given(lists_of_days, st.sampled_from(["%d/%m/%Y", "%d.%m.%y", "%d/%m/%y"]))
def test_a_day_over_twelve_decides_its_column(column: list[date], form: str) -> None:
    written = [day.strftime(form) for day in [*column, date(2026, 3, 25)]]
    assert date_order(written) == "dmy"
    assert [read_date(text, "dmy") for text in written] == [*column, date(2026, 3, 25)]


@given(rude_text, st.sampled_from(ORDERS))
def test_no_text_is_too_rude(text: str, order: DateOrder) -> None:
    assert read_date(text, order) is None or any(letter.isdigit() for letter in text)
    assert date_order([text]) in ORDERS

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from hallway.domain.errors import InvalidValue
from hallway.formats.calendars import CalendarEntry, ImpossibleEntry, write_calendar
from hallway.formats.texts import clean_line, clean_lines
from tests.formats.rude import rude_text

MADE = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
NEW_YORK = ZoneInfo("America/New_York")
ZONES = (
    "America/New_York",
    "Asia/Kolkata",
    "Europe/Dublin",
    "Africa/Casablanca",
    "Australia/Lord_Howe",
    "UTC",
)

ENTRY = CalendarEntry(
    uid="follow-up-1@hallway",
    title="Thank Ana Ruiz; mention flaps, burns",
    says="Met at the poster session.\nShe offered to read the draft.",
    starts=datetime(2026, 12, 1, 9, tzinfo=NEW_YORK),
    ends=datetime(2026, 12, 1, 9, 15, tzinfo=NEW_YORK),
    zone="America/New_York",
    url="https://example.org/people/1?a=1,2",
    alarm_minutes=30,
)


def write(*entries: CalendarEntry) -> bytes:
    return write_calendar(entries, name="Hallway", made=MADE)


def entry(uid: str, starts: datetime, *, zone: str = "UTC", minutes: int = 15) -> CalendarEntry:
    return CalendarEntry(uid, "Write", "", starts, starts + timedelta(minutes=minutes), zone)


# A second reader, written apart from the writer: lines, names, parameters and values as RFC 5545 has them.


def plain_lines(data: bytes) -> Iterator[tuple[str, dict[str, str], str]]:
    unfolded = re.sub(rb"\r\n[ \t]", b"", data).decode("utf-8")
    assert unfolded.endswith("\r\n")
    for line in unfolded.removesuffix("\r\n").split("\r\n"):
        head, _, value = line.partition(":")
        name, *parameters = head.split(";")
        yield name, dict(each.split("=", 1) for each in parameters), value


def plain_text(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else str(found[1]), value)


def plain_components(data: bytes, kind: str) -> list[list[tuple[str, dict[str, str], str]]]:
    found: list[list[tuple[str, dict[str, str], str]]] = []
    inside = False
    for name, parameters, value in plain_lines(data):
        if (name, value) == ("BEGIN", kind):
            inside = True
            found.append([])
        elif (name, value) == ("END", kind):
            inside = False
        elif inside:
            found[-1].append((name, parameters, value))
    return found


def plain_offset(value: str) -> timedelta:
    return (1 if value[0] == "+" else -1) * timedelta(hours=int(value[1:3]), minutes=int(value[3:5]))


def plain_zone(data: bytes, tzid: str) -> list[tuple[datetime, timedelta]]:
    """Return the onsets of a VTIMEZONE in UTC, each with the offset that begins there."""
    [lines] = [each for each in plain_components(data, "VTIMEZONE") if ("TZID", {}, tzid) in each]
    onsets: list[tuple[datetime, timedelta]] = []
    values: dict[str, list[str]] = {}
    for name, _, value in lines:
        if name == "BEGIN":
            values = {}
        elif name == "END":
            before, after = (plain_offset(values[each][0]) for each in ("TZOFFSETFROM", "TZOFFSETTO"))
            for written in [*values["DTSTART"], *values.get("RDATE", [])]:
                wall = datetime.strptime(written, "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
                onsets.append((wall - before, after))
        else:
            values.setdefault(name, []).extend(value.split(","))
    return sorted(onsets)


@pytest.mark.requirement("FUP-14")
def test_an_entry_is_read_back_by_the_library() -> None:
    calendar = Calendar.from_ical(write(ENTRY))
    [event] = calendar.events
    assert calendar.calendar_name == "Hallway"
    assert (event.uid, str(event["SUMMARY"]), str(event["DESCRIPTION"])) == (
        ENTRY.uid,
        ENTRY.title,
        ENTRY.says,
    )
    assert (event.start, event.end, event.DTSTAMP) == (ENTRY.starts, ENTRY.ends, MADE)
    assert event["URL"] == ENTRY.url
    [alarm] = event.alarms.times
    assert alarm.trigger == ENTRY.starts - timedelta(minutes=30)


@pytest.mark.requirement("FUP-14")
def test_an_entry_is_read_back_by_a_plain_line_reader() -> None:
    data = write(ENTRY)
    [event] = plain_components(data, "VEVENT")
    values = {name: (parameters, value) for name, parameters, value in event if name not in {"BEGIN", "END"}}
    assert values["UID"] == ({}, "follow-up-1@hallway")
    assert values["DTSTAMP"] == ({}, "20261122T093000Z")
    assert values["DTSTART"] == ({"TZID": "America/New_York"}, "20261201T090000")
    assert values["DTEND"] == ({"TZID": "America/New_York"}, "20261201T091500")
    assert plain_text(values["SUMMARY"][1]) == ENTRY.title
    assert values["URL"] == ({}, ENTRY.url)
    assert values["TRIGGER"] == ({}, "-PT30M")
    assert values["ACTION"] == ({}, "DISPLAY")
    header = list(plain_lines(data))[:3]
    assert header == [
        ("BEGIN", {}, "VCALENDAR"),
        ("VERSION", {}, "2.0"),
        ("PRODID", {}, "-//Hallway//Hallway//EN"),
    ]


def test_an_entry_without_alarm_text_or_address_has_none() -> None:
    [event] = plain_components(write(entry("a@hallway", MADE)), "VEVENT")
    assert [name for name, _, _ in event] == ["SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID"]


def test_a_calendar_without_entries_is_a_calendar() -> None:
    assert Calendar.from_ical(write()).events == []


def test_the_same_entries_give_the_same_bytes_in_any_order() -> None:
    entries = [
        entry(f"{each}@hallway", MADE + timedelta(days=9 - each), zone=ZONES[each]) for each in range(5)
    ]
    assert write(*entries) == write(*reversed(entries))


def rude_entry(starts: datetime, minutes: int, zone: str, texts: tuple[str, str, str]) -> CalendarEntry:
    starts = starts.replace(microsecond=0)
    title, says, url = texts
    return CalendarEntry(
        "x@hallway", title, says, starts, starts + timedelta(minutes=minutes), zone, url, minutes
    )


@given(
    st.builds(
        rude_entry,
        st.datetimes(datetime(1999, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - as asked for
        st.integers(0, 5000),
        st.sampled_from(ZONES),
        st.tuples(rude_text, rude_text, rude_text),
    )
)
def test_rude_text_survives_the_round_trip(rude: CalendarEntry) -> None:
    data = write(rude)
    [event] = Calendar.from_ical(data).events
    assert str(event["SUMMARY"]) == clean_line(rude.title)
    assert str(event.get("DESCRIPTION", "")) == clean_lines(rude.says)
    assert (event.start, event.end) == (rude.starts, rude.ends)
    assert len(event.alarms.times) == 1
    [lines] = plain_components(data, "VEVENT")
    assert plain_text(next(value for name, _, value in lines if name == "SUMMARY")) == clean_line(rude.title)
    assert [name for name, _, _ in lines].count("BEGIN") == 1


def test_lines_are_folded_at_75_bytes_and_no_letter_is_cut() -> None:
    long = CalendarEntry("x@hallway", "é陳" * 99, "word " * 99, MADE, MADE, "UTC")
    lines = write(long).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode("utf-8") for line in lines[:-1])


@pytest.mark.parametrize("zone", ZONES[:-1])
def test_zones_are_described_as_the_world_keeps_them(zone: str) -> None:
    data = write(entry("a@hallway", datetime(2026, 6, 1, tzinfo=UTC), zone=zone))
    onsets = plain_zone(data, zone)
    assert onsets[0][0] < datetime(2025, 6, 1, tzinfo=UTC)
    halves = [datetime(2025, 6, 1, tzinfo=UTC) + timedelta(minutes=30 * each) for each in range(365 * 2 * 48)]
    told = iter([*onsets, (datetime.max.replace(tzinfo=UTC), timedelta())])
    (_, offset), (until, coming) = next(told), next(told)
    for half in halves:
        while half >= until:
            offset, (until, coming) = coming, next(told)
        assert half.astimezone(ZoneInfo(zone)).utcoffset() == offset, half


def test_utc_needs_no_description() -> None:
    data = write(entry("a@hallway", MADE))
    assert plain_components(data, "VTIMEZONE") == []
    assert ("DTSTART", {}, "20261122T093000Z") in plain_components(data, "VEVENT")[0]


def test_the_hour_that_fall_repeats_stays_the_hour_it_was() -> None:
    hours = [datetime(2026, 11, 1, each, 30, tzinfo=UTC) for each in (4, 5, 6, 7)]
    data = write(*(entry(f"{each.hour}@hallway", each, zone="America/New_York") for each in hours))
    starts = [event.start for event in Calendar.from_ical(data).events]
    assert [start.astimezone(UTC) for start in starts if isinstance(start, datetime)] == hours


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"uid": ""}, "its id is empty"),
        ({"uid": "a\nb"}, "its id is empty or has"),
        ({"starts": datetime(2026, 1, 1)}, "has no time zone"),  # noqa: DTZ001 - what the test is about
        ({"ends": datetime(2026, 1, 1, tzinfo=UTC)}, "it ends before it starts"),
        ({"alarm_minutes": -1}, "its reminder comes after the start"),
    ],
)
def test_an_impossible_entry_is_refused(change: dict[str, object], why: str) -> None:
    values = {each: getattr(ENTRY, each) for each in CalendarEntry.__slots__}
    with pytest.raises(ImpossibleEntry, match=why):
        CalendarEntry(**{**values, **change})


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(InvalidValue, match="Mars/Olympus"):
        entry("a@hallway", MADE, zone="Mars/Olympus")


def test_two_entries_with_one_id_are_refused() -> None:
    with pytest.raises(ImpossibleEntry, match="2 entries share this id"):
        write(entry("a@hallway", MADE), entry("a@hallway", MADE + timedelta(days=1)))

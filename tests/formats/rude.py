"""Text as no polite person types it, for property tests."""

from datetime import date
from typing import Final
from zoneinfo import available_timezones

from hypothesis import strategies as st

from hallway.domain.people import Group
from hallway.formats.trackers import TrackerRow

_NASTY: Final = st.sampled_from(
    [
        "=1+1",
        "+1 555 0100",
        "-5",
        "@ana",
        "\t=cmd",
        "\rx",
        "\nx",
        "'=1",
        "''+2",
        "'",
        '"',
        '""',
        '"a";"b"',
        "a;b",
        "a,b",
        ";",
        ",",
        "sep=;",
        " lead",
        "trail ",
        "a  b",
        "a\r\nb",
        "a\x0bb",
        "a\u2028b",
        "\ufeffx",
        "\u202exyz",
        "e\u0301",
        "\u00e9",
        "\ud83d",
        "\x00",
        "\x1a",
        "\uff1d1",
        "محمد رضا",
        "陳怡君",
        "name",
        "Name,E-mail",
        "Groups: x",
        "x" * 5000,
    ]
)
rude_text: Final = (
    st.text(st.characters(), max_size=40) | _NASTY | st.tuples(_NASTY, st.text(max_size=9)).map("".join)
)

_optional = st.none() | rude_text
_days = st.none() | st.dates(date(1970, 1, 1), date(2069, 12, 31))
_emails = st.sampled_from(["ana@example.org", "o.haddad+x@mail.example.edu", "ÄÖ@example.org"])
_addresses = st.none() | st.sampled_from(
    ["https://example.org/in/ana?a=1,2", "www.example.org", "example.org/ana"]
)

tracker_rows: Final = st.builds(
    TrackerRow,
    name=rude_text,
    role=_optional,
    specialty=_optional,
    institution=_optional,
    how_met=_optional,
    last_contact=_days,
    topics=st.lists(rude_text, max_size=4).map(tuple),
    next_follow_up=_days,
    department=_optional,
    emails=st.lists(_emails, max_size=3, unique=True).map(tuple),
    phones=st.lists(rude_text, max_size=3).map(tuple),
    profile_url=_addresses,
    city=_optional,
    state=_optional,
    country=_optional,
    zone=st.none() | st.sampled_from(sorted(available_timezones())),
    introduced_by=_optional,
    groups=st.lists(st.sampled_from([group.value for group in Group]), unique=True).map(tuple),
    given=_optional,
    family=_optional,
    credentials=_optional,
    subspecialty=_optional,
    notes=_optional,
)

"""The page with everything one can take along, and the calendar's private address."""

import logging
import re
from pathlib import Path

import pytest
from icalendar import Calendar
from starlette.testclient import TestClient

from hallway.actions.archives import export_archive
from hallway.actions.history import list_history
from hallway.app import App, find_feed_token
from tests.web.conftest import Cast
from tests.web.tabs import Tab

FILES = {
    "workbook": ("hallway.xlsx", b"PK\x03\x04"),
    "tracker": ("hallway-tracker.csv", b"\xef\xbb\xbfName,"),
    "vcard": ("hallway.vcf", b"BEGIN:VCARD\r\nVERSION:4.0"),
    "vcard-3": ("hallway-3.vcf", b"BEGIN:VCARD\r\nVERSION:3.0"),
    "google": ("hallway-google.csv", b"\xef\xbb\xbfFirst Name,"),
    "calendar": ("hallway.ics", b"BEGIN:VCALENDAR"),
    "archive": ("hallway-archive.json", b"{"),
}


@pytest.mark.parametrize("what", FILES)
def test_every_file_is_offered_and_downloads(client: TestClient, tab: Tab, cast: Cast, what: str) -> None:
    del cast
    name, start = FILES[what]
    tab.open("/export")
    assert f'"/export/{what}"' in tab.html
    assert f"Download {name}" in tab.text

    answer = client.get(f"/export/{what}")

    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["cache-control"] == "no-store"
    assert answer.content.startswith(start)


def test_a_group_leaves_alone(client: TestClient, tab: Tab, cast: Cast) -> None:
    del tab, cast
    assert "Ana Novak" in client.get("/export/vcard?group=mentor").text
    assert "Ana Novak" not in client.get("/export/vcard?group=peer").text
    assert client.get("/export/vcard?group=friends").status_code == 422


def test_an_unknown_download_leads_back(client: TestClient, tab: Tab) -> None:
    del tab
    assert client.get("/export/everything").url.path == "/export"


# ---------------------------------------------------------------------------------------- the feed


def make_address(tab: Tab) -> str:
    """Press the button and return the path of the address."""
    tab.open("/export").send("/calendar/address")
    found = re.search(r'value="http://127\.0\.0\.1:8770(/calendar/[^"]+\.ics)"', tab.html)
    assert found
    return found[1]


def test_there_is_no_address_until_one_is_made(client: TestClient, tab: Tab, app: App) -> None:
    tab.open("/export")
    assert "/calendar/address" in [each.action for each in tab.forms]
    assert not re.search(r"/calendar/[^\"]+\.ics", tab.html)
    assert find_feed_token(app) is None
    assert client.get("/calendar/None.ics").status_code == 404


def test_a_calendar_program_reads_the_steps_at_the_address(client: TestClient, tab: Tab, cast: Cast) -> None:
    del cast
    path = make_address(tab)

    answer = client.get(path)

    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "private, no-cache"
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert any("Send the revised table" in str(each["SUMMARY"]) for each in events)
    assert not any("RRULE" in each for each in events)
    assert client.head(path).status_code == 200


def test_what_has_not_changed_is_not_sent_again(client: TestClient, tab: Tab, cast: Cast) -> None:
    path = make_address(tab)
    tag = client.get(path).headers["etag"]
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    tab.open(f"/people/{cast['ana']}/log").send(f"/people/{cast['ana']}/log", kind="met", topics="flaps")
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 200


def test_a_new_address_makes_the_old_one_lead_nowhere(client: TestClient, tab: Tab) -> None:
    old = make_address(tab)
    new = make_address(tab)
    assert old != new
    assert client.get(new).status_code == 200
    refused = client.get(old)
    assert refused.status_code == 404
    assert "VCALENDAR" not in refused.text


def test_the_secret_is_in_no_log_no_history_and_no_archive(
    client: TestClient, tab: Tab, app: App, caplog: pytest.LogCaptureFixture
) -> None:
    path = make_address(tab)
    secret = path.removeprefix("/calendar/").removesuffix(".ics")
    with caplog.at_level(logging.DEBUG, logger="hallway"):
        client.get(path)
        client.get(f"/calendar/{secret[:-1]}.ics")
    assert secret == find_feed_token(app)
    assert secret not in "".join(each.getMessage() for each in caplog.records if "hallway" in each.name)
    assert secret not in str(list_history(app.store))
    assert secret not in export_archive(app.store, app.clock).decode()
    database = [each for each in Path(app.path.parent).glob("hallway.db*") if each.suffix != ".feed"]
    assert not any(secret.encode() in each.read_bytes() for each in database)


def test_sample_data_has_no_address(tab: Tab, app: App) -> None:
    tab.open("/settings")
    tab._client.cookies.set("hallway_sample", "1")  # noqa: SLF001 -- as the browser keeps it
    assert "Sample data has none" in tab.open("/export").text
    tab._client.post("/calendar/address")  # noqa: SLF001 -- the button is not there
    assert find_feed_token(app) is None

"""Who may ask for what: this machine only, from our own pages only, within limits."""

import logging

import pytest
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from hallway.web import guards
from hallway.web.visits import own_path
from tests.web.tabs import Tab

OWN = {"Sec-Fetch-Site": "same-origin"}


@pytest.mark.parametrize("host", ["127.0.0.1:8770", "localhost:8770", "[::1]:8770", "LOCALHOST:8770"])
def test_this_machine_is_served_under_each_of_its_names(client: TestClient, host: str) -> None:
    assert client.get("/help", headers={"Host": host}, follow_redirects=False).status_code != 403


@pytest.mark.parametrize(
    "host",
    [
        "trap.example.org",
        "trap.example.org:8770",
        "127.0.0.1",
        "127.0.0.1:80",
        "127.0.0.1.example.org:8770",
        "",
    ],
)
def test_a_foreign_host_is_refused_so_that_dns_rebinding_finds_nothing(
    client: TestClient, tab: Tab, host: str
) -> None:
    del tab
    answer = client.get("/", headers={"Host": host})

    assert answer.status_code == 403
    assert "Nadia" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": "https://trap.example.org"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://127.0.0.1:3000"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://127.0.0.1:3000"},
        {"Origin": "null"},
        {},
    ],
)
def test_a_change_from_elsewhere_is_refused(site: FastAPI, tab: Tab, headers: dict[str, str]) -> None:
    with TestClient(site, base_url="http://127.0.0.1:8770", headers=headers) as foreign:
        answer = foreign.post("/people/new", data={"name": "Mallory"})

    assert answer.status_code == 403
    assert "nothing was changed" in answer.text
    assert "Mallory" not in tab.open("/people").text


@pytest.mark.parametrize("headers", [OWN, OWN | {"Origin": "null"}, {"Origin": "http://127.0.0.1:8770"}])
def test_a_change_from_our_own_page_is_taken(site: FastAPI, tab: Tab, headers: dict[str, str]) -> None:
    with TestClient(site, base_url="http://127.0.0.1:8770", headers=headers) as own:
        own.post("/people/new", data={"name": "Ana Novak"})

    assert "Ana Novak" in tab.open("/people").text


def test_every_page_says_what_it_may_load_and_is_kept_by_nobody(client: TestClient, tab: Tab) -> None:
    del tab
    headers = client.get("/").headers

    assert headers["content-security-policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
    )
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
    assert "server" not in headers


@pytest.mark.parametrize("length", ["61000000000", "-1", "many"])
def test_a_request_that_is_too_large_is_refused_with_a_clear_message(
    client: TestClient, tab: Tab, length: str
) -> None:
    del tab
    answer = client.post("/people/new", content=b"name=x", headers={"Content-Length": length})

    assert answer.status_code == 413
    assert "larger than 60 MB" in answer.text


def test_a_body_without_a_length_is_counted_while_it_comes(
    client: TestClient, tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guards, "LIMIT", 1000)
    parts = (b"name=" + b"x" * 300 for _ in range(8))

    answer = client.post(
        "/people/new", content=parts, headers={"Content-Type": "application/x-www-form-urlencoded"}
    )

    assert answer.status_code == 413
    assert "xxx" not in tab.open("/people").text


def test_a_failure_shows_no_traceback_and_logs_no_words(
    client: TestClient, tab: Tab, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("Ana Novak told me about her divorce")

    monkeypatch.setattr("hallway.web.people.list_people", fail)
    with caplog.at_level(logging.DEBUG):
        answer = client.get("/people?words=Ana+Novak")

    assert answer.status_code == 500
    assert "Traceback" not in answer.text
    assert "divorce" not in answer.text
    (line,) = [each.getMessage() for each in caplog.records if each.name.startswith("hallway")]
    assert line.split()[1].rstrip(":") in answer.text
    assert "GET /people: RuntimeError" in line
    assert "Novak" not in line
    assert "divorce" not in line
    assert tab.open("/help").status == 200


@given(st.text(max_size=30))
def test_a_form_never_leads_to_another_site(typed: str) -> None:
    path = own_path(typed, "/")

    assert path.startswith("/")
    assert not path.startswith(("//", "/\\"))
    assert "\n" not in path


@pytest.mark.parametrize(
    "typed", ["https://trap.example.org", "//trap.example.org", "/\\trap.example.org", ""]
)
def test_a_foreign_way_back_is_replaced(typed: str) -> None:
    assert own_path(typed, "/people") == "/people"


def test_a_guard_error_says_what_to_do() -> None:
    errors = (guards.ForeignHost(), guards.ForeignOrigin(), guards.RequestTooLarge())

    assert all(str(each).count(".") >= 2 for each in errors)

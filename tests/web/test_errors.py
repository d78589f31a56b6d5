"""Errors as pages: what, where, what to do; and nothing that was typed is lost."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from hallway.actions.person_fields import PERSON_FIELDS
from hallway.domain.errors import AmbiguousPerson, HallwayError, InvalidValue, NotFound, PersonNotFound
from hallway.web.errors import STATUSES, status_of
from tests.web.conftest import Cast
from tests.web.tabs import Tab


class Sudden(InvalidValue):
    """An error nobody put into the table."""


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (InvalidValue("name", "", "Type one."), 422),
        (Sudden("name", "", "Type one."), 422),
        (PersonNotFound("x"), 404),
        (NotFound("step", "x"), 404),
        (AmbiguousPerson("x", ["a", "b"]), 422),
        (HallwayError("It cannot be done now."), 409),
    ],
)
def test_an_error_has_the_status_of_its_nearest_parent(error: HallwayError, status: int) -> None:
    assert status_of(error) == status


def test_every_status_is_one_of_an_error() -> None:
    assert all(400 <= each < 600 for each in STATUSES.values())


@pytest.mark.parametrize("path", ["/nowhere", "/people/0199/x", "/static/abc/hallway.css", "/static/x/../y"])
def test_an_unknown_address_is_a_page_of_ours(tab: Tab, path: str) -> None:
    tab.open(path)

    assert tab.status == 404
    assert "Back to Today" in tab.text


@pytest.mark.parametrize(
    "path", ["/people/nobody", "/people/nobody/log", "/people/nobody/edit", "/guides/x.y"]
)
def test_somebody_or_something_unknown_is_not_here(tab: Tab, path: str) -> None:
    tab.open(path)

    assert tab.status == 404
    assert "Not here" in tab.text


@pytest.mark.parametrize("path", ["/people?page=abc", "/people?silent_days=-3", "/import/files/x?page=abc"])
def test_a_broken_address_is_told_and_not_a_crash(tab: Tab, path: str) -> None:
    assert tab.open(path).status == 422


def test_a_wrong_method_is_told(client: TestClient, tab: Tab) -> None:
    del tab
    assert client.post("/help").status_code == 405


def test_a_form_in_error_keeps_what_was_typed(tab: Tab) -> None:
    tab.open("/people/new")

    typed = {"name": "Ana Novak", "email": "not an address", "notes": "one\ntwo", "is_img": "yes"}
    tab.send_all("/people/new", typed)

    assert tab.status == 422
    kept = tab.form("/people/new").values
    assert {name: kept[name] for name in typed} == {name: [text] for name, text in typed.items()}
    assert "Write it like name@example.org" in tab.text
    assert 'aria-invalid="true"' in tab.html


def test_a_small_form_in_error_is_shown_again_to_be_corrected(tab: Tab, cast: Cast) -> None:
    tab.open(f"/people/{cast['ana']}")
    action = f"/people/{cast['ana']}/gives"

    tab.send(action, text="Edited her slides", on="2031-01-01")

    assert tab.status == 422
    assert tab.form(action).values["text"] == ["Edited her slides"]
    tab.send(action, on="2026-11-23")
    assert "Edited her slides" in tab.text
    assert tab.path.startswith(f"/people/{cast['ana']}")


def test_what_is_typed_is_never_markup(tab: Tab) -> None:
    rude = "<script>alert(1)</script> \" onfocus='x' {{ 7 * 7 }}"
    tab.open("/people/new")

    tab.send("/people/new", name=rude, institution=rude, notes=rude, topics=rude)

    assert tab.status == 200
    for path in (tab.path, "/people", "/history", "/", f"{tab.path}/edit", f"{tab.path}/brief"):
        tab.open(path)
        assert tab.status == 200
        assert "<script>alert" not in tab.html
        assert "49" not in tab.text.replace("2049", "")


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\nx"),
        ("multipart/form-data", b"nothing"),
        ("application/x-www-form-urlencoded", "&".join(f"a{n}=1" for n in range(900)).encode()),
    ],
)
def test_a_form_that_is_cut_off_or_endless_is_refused(
    client: TestClient, tab: Tab, kind: str, body: bytes
) -> None:
    del tab
    answer = client.post("/people/new", content=body, headers={"Content-Type": kind})

    assert answer.status_code == 400
    assert "did not arrive whole" in answer.text


@pytest.mark.parametrize("kind", ["application/json", "text/plain", ""])
def test_a_body_that_is_no_form_is_an_empty_form(client: TestClient, tab: Tab, kind: str) -> None:
    del tab
    answer = client.post("/people/new", content=b'{"name": "x"}', headers={"Content-Type": kind})

    assert answer.status_code == 422


@given(st.dictionaries(st.sampled_from(sorted(PERSON_FIELDS)), st.text(max_size=40), min_size=1))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_is_taken_or_refused_and_never_breaks_a_page(
    client: TestClient, tab: Tab, typed: dict[str, str]
) -> None:
    del tab
    answer = client.post("/people/new", data=typed)

    assert answer.status_code in {200, 404, 422}


@given(st.text(max_size=40))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_searched_gives_a_page(client: TestClient, cast: Cast, words: str) -> None:
    del cast

    assert client.get("/people", params={"words": words}).status_code == 200
    assert client.get("/search", params={"words": words}).status_code == 200

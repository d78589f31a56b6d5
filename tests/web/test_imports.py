"""Import: chosen, previewed, corrected, confirmed, undone; and the inbox."""

import json
from collections.abc import Callable
from pathlib import Path
from threading import Event
from time import monotonic

import pytest
from starlette.testclient import TestClient

from hallway.actions.imports import Imported, ImportPlan, apply_import
from hallway.actions.ports import Clock, Store
from hallway.domain.ids import make_id
from hallway.formats.captures import MARKER, VERSION
from hallway.storage.errors import DiskFull
from hallway.web import imports, uploads
from hallway.web.uploads import Upload, UploadGone, Uploads
from tests.cast import NOW
from tests.web.conftest import Cast
from tests.web.tabs import Tab

LIST = b"""\
Name,Title,Hospital,E-mail,Last talked,Remarks
Ana Novak,fellow,Harbor Medical Center,ana.novak@harbor.example.org,03/04/2026,
Elif Kaya,attending,Cedar Valley,elif@cedar.example.org,05/06/2026,a panel
Bolu Adeyemi,,Harbor Medical Center,bolu@elsewhere.example.org,,
,,,,,no name
"""


def choose(tab: Tab, data: bytes = LIST, name: str = "list.csv") -> Tab:
    """Choose a file on the import page."""
    return tab.open("/import").upload("/import", "file", name, data)


def test_a_preview_writes_nothing_and_says_what_would_happen(tab: Tab, cast: Cast) -> None:
    del cast
    choose(tab)

    assert tab.path.startswith("/import/files/")
    assert "Nothing is written yet" in tab.text
    assert "New: attending, Cedar Valley" in tab.text
    assert "Elif Kaya" not in tab.open("/people").text


def test_counts_are_filters(tab: Tab, cast: Cast) -> None:
    del cast
    choose(tab)

    tab.open(f"{tab.path}?verdict=create")

    assert "Elif Kaya" in tab.text
    assert "Ana Novak" not in tab.text


def test_an_unclear_order_of_dates_is_asked_with_examples(tab: Tab, cast: Cast) -> None:
    del cast
    choose(tab)
    assert "In Last talked there are dates such as 03/04/2026" in tab.text

    tab.send(tab.path, press=("dates", "mdy"))

    assert "One question about dates" not in tab.text
    assert "last contact: 2026-05-06" in tab.text


def test_a_column_can_be_read_as_something_else(tab: Tab, cast: Cast) -> None:
    del cast
    choose(tab)
    form = next(each for each in tab.forms if "column-5" in each.values)
    tab.forms = [form]

    tab.send_all(form.action, {"column-5": "how_met"})

    assert "how you met: a panel" in tab.text
    form = next(each for each in tab.forms if "column-5" in each.values)
    assert form.values["column-5"] == ["how_met"]


def test_one_confirmation_takes_the_file_over_and_one_click_undoes_it(tab: Tab, cast: Cast) -> None:
    del cast
    choose(tab)
    tab.send(tab.path, press=("dates", "mdy"))

    tab.send(f"{tab.path}/apply")

    assert "1 new person" in tab.text
    assert "Elif Kaya" in tab.open("/people").text
    tab.open("/history")
    undo = next(each.action for each in tab.forms if each.action.endswith("/undo"))
    tab.send(undo)
    assert "Elif Kaya" not in tab.open("/people").text


def test_the_result_offers_to_undo_the_whole_import(tab: Tab, cast: Cast) -> None:
    del cast
    choose(tab)
    tab.send(f"{tab.path}/apply")
    undo = next(each.action for each in tab.forms if each.action.endswith("/undo"))

    tab.send(undo)

    assert "Elif Kaya" not in tab.open("/people").text


def test_a_second_click_does_not_import_twice(tab: Tab, cast: Cast) -> None:
    del cast
    choose(tab)
    form = tab.form(f"{tab.path}/apply")
    tab.send(form.action)
    tab.forms.append(form)

    tab.send(form.action)

    assert "1 new person" in tab.text
    assert len([each for each in tab.open("/people?words=elif").links if each.startswith("/people/0")]) == 1


@pytest.mark.parametrize("into", ["new", "known"])
def test_a_held_row_is_taken_as_new_or_into_somebody(tab: Tab, cast: Cast, into: str) -> None:
    choose(tab)
    tab.send(f"{tab.path}/apply")
    tab.open("/import/inbox")
    take = next(each for each in tab.forms if each.action.endswith("/take") and len(each.buttons) > 2)
    wanted = next(
        value for name, value in take.buttons if name == "into" and bool(value) == (into == "known")
    )

    tab.send(take.action, press=("into", wanted))

    assert take.action not in [each.action for each in tab.forms]
    people = [each for each in tab.open("/people?words=bolu").links if each.startswith("/people/0")]
    assert len(people) == (2 if into == "new" else 1)
    assert f"/people/{cast['bolu']}" in people


def test_a_held_row_can_be_left_out(tab: Tab, cast: Cast) -> None:
    del cast
    choose(tab)
    tab.send(f"{tab.path}/apply")
    tab.open("/import/inbox")
    takes = [each for each in tab.forms if each.action.endswith("/take")]
    for take in takes:
        tab.forms.append(take)
        take.action = take.action.replace("/take", "/drop")
        tab.send(take.action)

    assert "The inbox is empty" in tab.text


@pytest.mark.parametrize(("data", "name"), [(b"", "empty.csv"), (b"\x00\xff\xfe\x00\x01", "picture.png")])
def test_a_file_that_cannot_be_read_is_told(tab: Tab, data: bytes, name: str) -> None:
    choose(tab, data, name)

    assert 400 <= tab.status < 500
    assert "Not saved yet" in tab.text


def test_a_preview_that_was_left_too_long_says_so(tab: Tab) -> None:
    tab.open("/import/files/not-a-token")

    assert tab.status == 410
    assert "Nothing was changed" in tab.text


def test_a_file_is_forgotten_after_half_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Uploads()
    token = kept.keep(Upload("a.csv", b"x"))
    later = monotonic() + uploads.LIFETIME + 1
    monkeypatch.setattr(uploads, "monotonic", lambda: later)

    with pytest.raises(UploadGone):
        kept.get(token)


def test_old_files_make_room_for_new_ones() -> None:
    kept = Uploads()
    tokens = [kept.keep(Upload(f"{number}.csv", bytes(30_000_000))) for number in range(6)]

    assert kept.get(tokens[-1]).name == "5.csv"
    with pytest.raises(UploadGone):
        kept.get(tokens[0])


def test_long_work_shows_how_far_it_has_come(tab: Tab, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    del cast
    may_go_on, has_begun = Event(), Event()

    def slowly(
        store: Store, clock: Clock, *, plan: ImportPlan, progress: Callable[[int, int], None]
    ) -> Imported:
        progress(2, 4)
        has_begun.set()
        may_go_on.wait(20)
        return apply_import(store, clock, plan=plan, progress=progress)

    monkeypatch.setattr("hallway.actions.imports.apply_import", slowly)
    monkeypatch.setattr(imports, "_PATIENCE", 0)
    choose(tab)
    tab.send(f"{tab.path}/apply")
    has_begun.wait(20)

    tab.open(tab.path)
    assert "2 of 4 rows" in tab.text
    assert '<noscript><meta http-equiv="refresh"' in tab.html
    may_go_on.set()
    while "Taking it over" in tab.open(tab.path).text:
        pass
    assert "1 new person" in tab.text


def test_a_fault_while_taking_over_is_told_and_can_be_tried_again(
    tab: Tab, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    del cast

    def fail(*_: object, **__: object) -> Imported:
        raise DiskFull(Path("hallway.db"))

    choose(tab)
    with monkeypatch.context() as patched:
        patched.setattr("hallway.actions.imports.apply_import", fail)
        preview, action = tab.path, f"{tab.path}/apply"
        tab.send(action)

    assert tab.status == 503
    assert "no room left" in tab.text
    tab.open(preview).send(action)
    assert "1 new person" in tab.text


def notes(*written: dict[str, str]) -> bytes:
    """Return notes as the page on a phone lets them out."""
    made = [
        {"id": make_id(NOW, bytes([number]) * 10), "at": NOW.isoformat(), "zone": "America/Chicago", **each}
        for number, each in enumerate(written)
    ]
    return json.dumps({"format": MARKER, "version": VERSION, "made": NOW.isoformat(), "notes": made}).encode()


def test_notes_from_a_phone_are_previewed_and_taken_over_once(tab: Tab, cast: Cast) -> None:
    data = notes(
        {"name": "Elif Kaya", "institution": "Cedar Valley"}, {"name": "Ana Novak", "topic": "flaps"}
    )
    choose(tab, data, "notes.json")
    assert tab.path.startswith("/import/notes/")
    assert "New: Elif Kaya, Cedar Valley" in tab.text
    assert "A meeting with Ana Novak" in tab.text

    tab.send(tab.path)

    assert "2 met, 1 of them new" in tab.text
    assert "flaps" in tab.open(f"/people/{cast['ana']}").text
    assert "already here" in choose(tab, data, "notes.json").text


def test_a_note_that_fits_several_people_is_decided_by_the_applicant(tab: Tab, cast: Cast) -> None:
    tab.open("/people/new").send("/people/new", name="Ana Novak", institution="Elsewhere")
    choose(tab, notes({"name": "Ana Novak", "topic": "flaps"}), "notes.json")
    assert "It can be about 2 people" in tab.text

    tab.send_all(tab.path, {"note-1": cast["ana"]})

    assert "flaps" in tab.open(f"/people/{cast['ana']}").text


def test_notes_that_cannot_be_read_are_told(tab: Tab) -> None:
    choose(tab, b'{"format": "hallway-notes", "version": 99, "notes": []}', "notes.json")

    assert 400 <= tab.status < 500
    assert "Not saved yet" in tab.text


def test_the_page_for_the_phone_can_be_saved(client: TestClient, tab: Tab) -> None:
    assert "/capture/offline.html" in tab.open("/capture").links
    answer = client.get("/capture/offline.html")

    assert answer.headers["content-disposition"].startswith("attachment")
    assert "script-src 'sha256-" in answer.headers["content-security-policy"]

"""Import: chosen, previewed, corrected, confirmed, undone; and the inbox."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Event
from time import monotonic, sleep

import pytest
from starlette.testclient import TestClient

from hallway.actions.imports import Imported, ImportPlan, apply_import, plan_import
from hallway.actions.ports import Clock, Store
from hallway.domain.ids import make_id
from hallway.formats.captures import MARKER, VERSION
from hallway.formats.tracker_workbooks import write_tracker_workbook
from hallway.formats.trackers import TrackerRow
from hallway.storage.errors import DiskFull
from hallway.web import imports, uploads
from hallway.web.uploads import Upload, UploadGone, Uploads
from tests.actions.test_import_files import LINKEDIN, two_sheets
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


class Gate:
    """Holds up the taking over of a file until a test lets it go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, heeds_stop: bool = True) -> None:
        self.heeds_stop = heeds_stop
        self.may_go_on, self.has_begun = Event(), Event()
        monkeypatch.setattr("hallway.actions.imports.apply_import", self._slowly)
        monkeypatch.setattr(imports, "_PATIENCE", 0)

    def _slowly(
        self,
        store: Store,
        clock: Clock,
        *,
        plan: ImportPlan,
        progress: Callable[[int, int], None],
        should_stop: Callable[[], bool],
    ) -> Imported:
        progress(2, 4)
        self.has_begun.set()
        self.may_go_on.wait(20)
        asks = should_stop if self.heeds_stop else None
        return apply_import(store, clock, plan=plan, progress=progress, should_stop=asks)


def until_it_is_done(tab: Tab, path: str) -> Tab:
    """Ask for a page until nobody works on the file any more."""
    while tab.open(path).path.endswith("/progress") and "Look again" in tab.text:
        sleep(0.02)
    return tab


def test_long_work_shows_how_far_it_has_come(tab: Tab, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    del cast
    choose(tab)
    gate = Gate(monkeypatch)
    tab.send(f"{tab.path}/apply")
    gate.has_begun.wait(20)

    tab.open(tab.path)
    assert "2 of 4 rows" in tab.text
    assert '<noscript><meta http-equiv="refresh"' in tab.html
    gate.may_go_on.set()
    assert "1 new person" in until_it_is_done(tab, tab.path).text


def test_an_import_can_be_canceled_and_leaves_nothing(
    tab: Tab, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    del cast
    choose(tab)
    preview = tab.path
    gate = Gate(monkeypatch)
    tab.send(f"{preview}/apply")
    gate.has_begun.wait(20)
    tab.open(tab.path).send(f"{preview}/stop")
    assert "Stopping" in tab.text

    gate.may_go_on.set()
    until_it_is_done(tab, f"{preview}/progress")

    assert tab.path == preview
    assert "Stopped. Nothing was imported." in tab.text
    assert "Elif Kaya" not in tab.open("/people").text
    tab.open(preview).send(f"{preview}/apply")
    assert "1 new person" in until_it_is_done(tab, tab.path).text


def test_a_cancel_that_comes_too_late_says_so_and_offers_undo(
    tab: Tab, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    del cast
    choose(tab)
    preview = tab.path
    gate = Gate(monkeypatch, heeds_stop=False)
    tab.send(f"{preview}/apply")
    gate.has_begun.wait(20)
    tab.open(tab.path).send(f"{preview}/stop")
    gate.may_go_on.set()

    until_it_is_done(tab, f"{preview}/progress")

    assert "It was finished before it could be canceled" in tab.text
    tab.send(next(each.action for each in tab.forms if each.action.endswith("/undo")))
    assert "Elif Kaya" not in tab.open("/people").text


def test_a_large_file_is_looked_at_in_the_background_and_can_be_left(
    tab: Tab, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    del cast
    may_go_on, has_begun = Event(), Event()

    def slowly(store: Store, clock: Clock, *, data: bytes, name: str, **_: object) -> ImportPlan:
        has_begun.set()
        may_go_on.wait(20)
        return plan_import(store, clock, data=data, name=name)

    with monkeypatch.context() as patched:
        patched.setattr("hallway.actions.imports.plan_import", slowly)
        patched.setattr(imports, "_PATIENCE", 0)
        choose(tab)
        assert tab.path.endswith("/progress")
        assert "Reading list.csv" in tab.text
        stopping = tab.path.replace("/progress", "/stop")
        has_begun.wait(20)
        tab.send(stopping)
    may_go_on.set()

    assert tab.path == "/import"
    assert "Stopped. Nothing was imported." in tab.text
    assert tab.open(stopping.replace("/stop", "")).status == 410


def test_a_look_that_takes_long_leads_to_its_preview(
    tab: Tab, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    del cast
    monkeypatch.setattr(imports, "_PATIENCE", 0)
    choose(tab)

    until_it_is_done(tab, tab.path)

    assert "New: attending, Cedar Valley" in tab.text


def test_a_file_that_cannot_be_read_is_told_from_the_background_too(
    tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "_PATIENCE", 0)
    choose(tab, b" \n", "empty.csv")

    if tab.path.endswith("/progress"):  # else it was told at once
        until_it_is_done(tab, tab.path)

    assert "Not saved yet" in tab.text
    assert "it is empty" in tab.text


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


KINDS: dict[str, tuple[str, bytes]] = {
    "contact cards (vCard)": (
        "cards.vcf",
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Elif Kaya\r\nEMAIL:elif@example.org\r\nEND:VCARD\r\n",
    ),
    "a workbook": (
        "people.xlsx",
        write_tracker_workbook(
            [TrackerRow(name="Elif Kaya", emails=("elif@example.org",))], made=date(2026, 11, 22)
        ),
    ),
    "LinkedIn’s Connections": (
        "Connections.csv",
        LINKEDIN.encode(),
    ),
    "one person a line": ("people.txt", b"Elif Kaya, attending, Cedar Valley\nOmar Haddad, fellow, Harbor\n"),
}


@pytest.mark.parametrize(("says", "file"), KINDS.items(), ids=[name for name, _ in KINDS.values()])
def test_one_upload_takes_every_kind(tab: Tab, cast: Cast, says: str, file: tuple[str, bytes]) -> None:
    del cast
    name, data = file
    choose(tab, data, name)
    assert f"read as {says}" in tab.text
    assert ("Which column is what" in tab.text) == (name not in {"cards.vcf", "people.txt"})

    tab.send(f"{tab.path}/apply")

    assert "Elif Kaya" in tab.open("/people").text


def test_a_pasted_list_goes_the_same_road(tab: Tab, cast: Cast) -> None:
    del cast
    form = next(each for each in tab.open("/import").forms if "text" in each.values)
    tab.forms = [form]
    tab.send(form.action, text="Elif Kaya, attending, Cedar Valley\nOmar Haddad, fellow, Harbor")
    assert "2 rows of Pasted text, read as one person a line" in tab.text

    form = next(each for each in tab.forms if "kind" in each.values)
    tab.forms.insert(0, form)
    tab.send(form.action, kind="card")
    assert "read as one card" in tab.text


@pytest.mark.parametrize("text", ["", " \n "])
def test_nothing_pasted_is_told(tab: Tab, text: str) -> None:
    form = next(each for each in tab.open("/import").forms if "text" in each.values)
    tab.forms = [form]
    tab.send(form.action, text=text)
    assert tab.status == 422
    assert "Paste one person a line" in tab.text


def test_another_sheet_of_a_workbook_can_be_read(tab: Tab, cast: Cast) -> None:
    del cast
    choose(tab, two_sheets(), "people.xlsx")
    assert "Hugo Almeida" not in tab.text
    form = next(each for each in tab.forms if "sheet" in each.values)
    assert form.values["sheet"] == ["Fellows"]
    tab.forms = [form]

    tab.send(form.action, sheet="Chairs")

    assert "Hugo Almeida" in tab.text
    tab.send(f"{tab.path}/apply")
    assert "Hugo Almeida" in tab.open("/people").text


def test_what_was_lost_is_visible_in_its_row_and_above(tab: Tab, cast: Cast) -> None:
    del cast
    choose(tab, b"Name,Last contact\nElif Kaya,2026-05-06\nOmar Haddad,soon\n")
    assert "with remarks 1" in tab.text

    tab.open(f"{tab.path}?verdict=remarks")

    assert "Omar Haddad" in tab.text
    assert "'soon'" in tab.text.replace("&#39;", "'")
    assert "Elif Kaya" not in tab.text


def test_a_preview_of_many_rows_is_paged_and_quick(tab: Tab, cast: Cast) -> None:
    del cast
    rows = "".join(f"Person {number},p{number}@example.org\n" for number in range(3_000))
    choose(tab, f"Name,E-mail\n{rows}".encode())
    until_it_is_done(tab, tab.path)
    assert "page 1 of 30" in tab.text
    began = monotonic()
    tab.open(f"{tab.path}?verdict=create&page=30")
    assert "Person 2999" in tab.text
    assert monotonic() - began < 1


def test_many_held_rows_are_paged(tab: Tab, cast: Cast) -> None:
    del cast
    rows = "".join(f",p{number}@example.org\n" for number in range(45))
    choose(tab, f"Name,E-mail\nAna Novak,\n{rows}".encode())
    tab.send(f"{tab.path}/apply")
    assert "page 1 of 2" in tab.open("/import/inbox").text
    assert "page 2 of 2" in tab.open("/import/inbox?page=2").text


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

"""Files and archives of the version before open with everything in them, and undo says where it ends."""

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from hallway.actions.applicants import get_applicant
from hallway.actions.archives import export_archive, load_archive, open_archive
from hallway.actions.people import find_person
from hallway.actions.program_facts import record_fact
from hallway.actions.program_notes import list_program_notes
from hallway.actions.programs import show_program
from hallway.domain.ids import ProgramWishId, UnitCode
from hallway.domain.people import Person
from hallway.domain.picks import Fate, ProgramWish
from hallway.domain.programs import FactKind, ProgramFact, ProgramNote, TieKind
from hallway.storage import sqlite
from hallway.storage.errors import CannotUndo
from hallway.storage.store import open_store
from tests.cast import NOW, FixedClock

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
PEOPLE, CONTACTS = 10, 11


@pytest.fixture
def old(path: Path) -> Path:
    """Return the sample record as Hallway 0.3.0 left it, with a note about a program."""
    with closing(sqlite3.connect(path)) as driver:
        driver.executescript((GOLDEN / "record_0_3.sql").read_text("utf-8"))
        sqlite.mark(driver, 3)
    return path


def test_a_record_of_0_3_opens_with_everything_in_it(old: Path, clock: FixedClock) -> None:
    with open_store(old, clock_now=clock.now) as store:
        applicant = get_applicant(store)
        (bayfront,) = list_program_notes(store)
        with store.reading() as reading:
            sizes = Counter({name: len(rows) for name, rows in reading.dump().items()})
            notes = reading.all(ProgramNote)
    assert (applicant.name, applicant.needs_visa, applicant.visa, applicant.publications) == (
        "Marisol Vega",
        False,
        None,
        None,
    )
    assert (sizes["person"], sizes["interaction"], sizes["program_fact"]) == (PEOPLE, CONTACTS, 0)
    assert [(each.note.text, each.source) for each in bayfront.notes] == [
        ("Every fifth night", "Priya Raman")
    ]
    assert [each.unit for each in notes] == [""]


def test_in_a_record_of_0_3_new_facts_are_kept_and_undone_and_older_actions_are_not(
    old: Path, clock: FixedClock
) -> None:
    with open_store(old, clock_now=clock.now) as store:
        record_fact(store, clock, unit="1001120", kind=FactKind.POSITIONS, text="8")
        store.undo(None, now=NOW)
        with store.reading() as reading:
            assert reading.all(ProgramFact) == ()
        with pytest.raises(CannotUndo, match="before an update of the file's structure"):
            store.undo(None, now=NOW)


def test_a_safety_copy_of_the_record_is_made_first(old: Path, clock: FixedClock) -> None:
    with open_store(old, clock_now=clock.now) as store:
        (copy,) = store.backups()
    with closing(sqlite3.connect(copy.path)) as driver:
        assert driver.execute("PRAGMA user_version").fetchone() == (3,)


def test_an_archive_of_0_3_loads_and_goes_out_with_the_new_tables(path: Path, clock: FixedClock) -> None:
    data = (GOLDEN / "archive_0_3.json").read_bytes()
    before = open_archive(data).tables
    with open_store(path, clock_now=clock.now) as store:
        load_archive(store, clock, data=data)
        after = open_archive(export_archive(store, clock)).tables
        assert find_person(store, "Helen Marsh").topics == ("trauma outcomes",)
        with store.reading() as reading:
            assert len(reading.all(Person)) == PEOPLE
    assert {name: len(rows) for name, rows in after.items()} == {
        **{name: len(rows) for name, rows in before.items()},
        **dict.fromkeys(after.keys() - before.keys(), 0),
    }
    assert sorted(after.keys() - before.keys()) == [
        "kept_pick",
        "kept_worth",
        "listed_program",
        "program_alias",
        "program_comment",
        "program_counts",
        "program_fact",
        "program_outcome",
        "program_tie",
        "program_wish",
        "tie_effort",
    ]


@pytest.fixture
def newer(path: Path) -> Path:
    """Return a record of structure 4: an applicant, somebody, and all that is kept of one program."""
    with closing(sqlite3.connect(path)) as driver:
        driver.executescript((GOLDEN / "record_4.sql").read_text("utf-8"))
        sqlite.mark(driver, 4)
    return path


def test_a_record_of_structure_4_opens_with_its_programs_and_takes_wishes(
    newer: Path, clock: FixedClock
) -> None:
    wish = ProgramWish(id=ProgramWishId("w"), unit=UnitCode("1001120"), level=2, fate=Fate.MUST)
    with open_store(newer, clock_now=clock.now) as store:
        with store.writing("test", "Wished", now=NOW) as writing:
            writing.add(wish)
        view = show_program(store, clock, unit="1001120")
        with store.reading() as reading:
            assert reading.all(ProgramWish) == (wish,)
    assert view.listed is not None
    assert view.listed.reasons == "My rotation was there"
    assert [each.value for each in (known.fact for known in view.facts.values())] == ["40"]
    assert [each.kind for each in view.ties] == [TieKind.ROTATION]
    assert [each.note.text for each in view.notes] == ["Every fifth night"]
    assert [each.season for each in view.outcomes] == [2028]


def test_an_archive_of_structure_4_loads_into_the_new_one(path: Path, clock: FixedClock) -> None:
    data = (GOLDEN / "archive_4.json").read_bytes()
    before = open_archive(data).tables
    with open_store(path, clock_now=clock.now) as store:
        load_archive(store, clock, data=data)
        after = open_archive(export_archive(store, clock)).tables
    assert {name: rows for name, rows in after.items() if rows} == {
        name: rows for name, rows in before.items() if rows
    }
    assert sorted(after.keys() - before.keys()) == [
        "kept_pick",
        "kept_worth",
        "program_comment",
        "program_wish",
        "tie_effort",
    ]

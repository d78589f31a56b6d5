"""Imports beside what Hallway guessed: the file's own words win over a guess and never over a correction."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.actions.applicants import set_up
from hallway.actions.held import held_rows, take_held
from hallway.actions.import_decisions import Verdict
from hallway.actions.imports import ImportPlan, apply_import, plan_import
from hallway.actions.people import add_person, edit_person, find_person
from hallway.domain.people import Person
from hallway.formats.problems import UnreadableFile
from hallway.storage.store import SqliteStore, open_store
from tests.cast import NADIA, FixedClock

LINKEDIN = """\
First Name,Last Name,URL,Email Address,Company,Position,Connected On
{given},{family},https://www.linkedin.com/in/somebody,s@example.org,Harbor,Fellow,03 Mar 2026
"""


def plan(store: SqliteStore, clock: FixedClock, text: str) -> ImportPlan:
    return plan_import(store, clock, data=text.encode(), name="people.csv")


def load(store: SqliteStore, clock: FixedClock, text: str) -> ImportPlan:
    planned = plan(store, clock, text)
    apply_import(store, clock, plan=planned)
    return planned


def verdicts(planned: ImportPlan) -> list[Verdict]:
    return [each.verdict for each in planned.rows]


def dump(store: SqliteStore) -> dict[str, list[dict[str, object]]]:
    with store.reading() as reading:
        return {table: [dict(row) for row in rows] for table, rows in reading.dump().items()}


class TestNames:
    def test_the_parts_of_a_file_are_kept_and_those_of_a_bare_name_are_guessed(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        load(store, clock, LINKEDIN.format(given="Juan Carlos", family="García López"))
        load(store, clock, 'Name\n"Elif Kaya, MD"\nDiego Núñez López\n')
        juan, elif_kaya = find_person(store, "juan"), find_person(store, "elif")
        assert (juan.name, juan.given, juan.family) == (
            "Juan Carlos García López",
            "Juan Carlos",
            "García López",
        )
        assert (elif_kaya.name, elif_kaya.given, elif_kaya.family, elif_kaya.credentials) == (
            "Elif Kaya",
            "Elif",
            "Kaya",
            "MD",
        )
        assert find_person(store, "diego").family == "López"

    def test_credentials_in_a_name_are_the_same_person_without_them(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        ana = add_person(store, clock, fields={"name": "Ana Novak, MD"}).person
        assert (ana.name, ana.credentials) == ("Ana Novak", "MD")
        assert verdicts(plan(store, clock, 'Name\n"Ana Novak, M.D."\n')) == [Verdict.SAME]
        assert verdicts(plan(store, clock, "Name,Credentials\nAna Novak,MD\n")) == [Verdict.SAME]

    def test_the_file_knows_better_than_a_guess(self, store: SqliteStore, clock: FixedClock) -> None:
        juan = add_person(
            store, clock, fields={"name": "Juan Carlos García López", "email": "s@example.org"}
        ).person
        text = LINKEDIN.format(given="Juan Carlos", family="García López")
        assert juan.family == "López"
        load(store, clock, text)
        now = find_person(store, juan.id)
        assert (now.given, now.family) == ("Juan Carlos", "García López")
        assert verdicts(plan(store, clock, text)) == [Verdict.SAME]

    @pytest.mark.parametrize("family", ["Nguyễn", "Thị Minh Khai"])
    def test_a_correction_survives_the_file_however_often_it_comes(
        self, store: SqliteStore, clock: FixedClock, family: str
    ) -> None:
        text = LINKEDIN.format(given="Nguyễn Thị Minh", family="Khai")
        load(store, clock, text)
        khai = find_person(store, "khai")
        corrected = edit_person(store, clock, person=khai.id, fields={"family": family})
        for _ in range(2):
            row = load(store, clock, text).rows[0]
            assert "Kept: family name is" in row.says
            assert find_person(store, khai.id) == corrected


class TestPhones:
    @pytest.fixture
    def ana(self, store: SqliteStore, clock: FixedClock) -> Person:
        fields = {"name": "Ana Novak", "email": "ana@example.org", "phone": "(915) 544-1234"}
        return add_person(store, clock, fields=fields).person

    def test_a_number_is_the_same_however_the_file_writes_it(
        self, store: SqliteStore, clock: FixedClock, ana: Person
    ) -> None:
        assert ana.phones == ("+1 915-544-1234",)
        text = "Name,E-mail,Phone\nAna Novak,ana@example.org,{}\n"
        assert verdicts(plan(store, clock, text.format("9155441234"))) == [Verdict.SAME]
        (row,) = plan(store, clock, text.format("915-544-9999")).rows
        assert "phone is '+1 915-544-1234' here" in row.says

    def test_a_number_is_written_in_one_form(self, store: SqliteStore, clock: FixedClock) -> None:
        load(store, clock, "Name,Phone,Country\nElif Kaya,0300 1234567,Pakistan\nBolu Adeyemi,555 0100,\n")
        assert find_person(store, "elif").phones == ("+92 300 1234567",)
        assert find_person(store, "bolu").phones == ("555 0100",)

    def test_the_same_phone_and_part_of_a_name_are_left_to_me_and_never_merged(
        self, store: SqliteStore, clock: FixedClock, ana: Person
    ) -> None:
        text = "Name,Institution,Phone\nAna Maria Novak,Bayfront,915.544.1234\n"
        (row,) = load(store, clock, text).rows
        assert row.verdict is Verdict.NEEDS_YOU
        assert row.says == "Perhaps the same as Ana Novak, with the same phone. Say whether it is."
        assert held_rows(store)[0].candidates == (ana.id,)
        take_held(store, clock, row=held_rows(store)[0].id)
        assert verdicts(plan(store, clock, text)) == [Verdict.SAME]

    def test_the_number_of_a_switchboard_tells_nobody_apart(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        lines = [f"G{each}den H{each}bert,+1 915 544 0100" for each in "abcdefghijklmnopqrstuvwxy"]
        load(store, clock, "\n".join(["Name,Phone", *lines]))
        [row] = plan(store, clock, "Name,Phone\nGaden Novak,+1 915 544 0100\n").rows
        assert row.verdict is Verdict.CREATE

    @pytest.mark.usefixtures("ana")
    def test_a_phone_shared_under_another_name_or_a_title_is_somebody_else(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        text = "Name,Phone\nGreta Lindqvist,(915) 544-1234\nDr. Bolu Adeyemi,(915) 544-1234\n"
        assert verdicts(plan(store, clock, text)) == [Verdict.CREATE, Verdict.CREATE]


class TestZones:
    def test_a_row_with_a_city_gets_its_zone_and_a_zone_of_the_file_wins(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        first = "Name,E-mail,City,State\nAna Novak,ana@example.org,El Paso,TX\n"
        load(store, clock, first)
        ana = find_person(store, "ana")
        assert (ana.zone, ana.zone_source) == ("America/Denver", "the city El Paso, TX")
        second = "Name,E-mail,Time zone\nAna Novak,ana@example.org,America/Chicago\n"
        assert load(store, clock, second).rows[0].changes == (("zone", "America/Chicago"),)
        now = find_person(store, "ana")
        assert (now.zone, now.zone_source) == ("America/Chicago", "")
        for again in (first, second):
            assert verdicts(plan(store, clock, again)) == [Verdict.SAME]

    def test_a_zone_that_was_typed_is_not_overwritten(self, store: SqliteStore, clock: FixedClock) -> None:
        add_person(
            store, clock, fields={"name": "Ana Novak", "email": "ana@example.org", "zone": "Asia/Tokyo"}
        )
        load(store, clock, "Name,E-mail,City,State,Zone\nAna Novak,ana@example.org,El Paso,TX,UTC\n")
        ana = find_person(store, "ana")
        assert (ana.zone, ana.zone_source, ana.city) == ("Asia/Tokyo", "", "El Paso")


CELLS: Mapping[str, st.SearchStrategy[str]] = {
    "Name": st.sampled_from(["Ana Novak", "Ana Novak, MD", "Nguyễn Văn An", "A. Novak", "陈伟", "Elif", ""]),
    "Given name": st.sampled_from(["", "", "Ana", "Nguyễn Văn", "An"]),
    "Family name": st.sampled_from(["", "", "Novak", "Nguyễn", "An"]),
    "Credentials": st.sampled_from(["", "MD", "M.D., PhD"]),
    "E-mail": st.sampled_from(["", "", "ana@example.org", "b@example.org"]),
    "Phone": st.sampled_from(["", "(915) 544-1234", "+1 915 544 1234", "0300 1234567", "555-0100 x1"]),
    "City": st.sampled_from(["", "El Paso", "Karachi"]),
    "State": st.sampled_from(["", "TX"]),
    "Country": st.sampled_from(["", "USA", "Pakistan", "Wakanda"]),
    "Zone": st.sampled_from(["", "", "Asia/Tokyo", "America/Denver"]),
}
TABLES = st.lists(st.fixed_dictionaries(dict(CELLS)), min_size=1, max_size=6)


def as_text(rows: list[dict[str, str]]) -> str:
    lines = (",".join(f'"{cell}"' for cell in row.values()) for row in rows)
    return "\n".join([",".join(CELLS), *lines]) + "\n"


@given(first=TABLES, second=TABLES, correction=st.sampled_from(["", "Nguyễn", "Novak", "Ana"]))
@settings(max_examples=40)
def test_importing_twice_is_importing_once(
    first: list[dict[str, str]], second: list[dict[str, str]], correction: str
) -> None:
    """Whatever was guessed, found or corrected between two files, the second one again changes nothing."""
    clock = FixedClock()
    with TemporaryDirectory() as folder, open_store(Path(folder) / "h.db", clock_now=clock.now) as store:
        set_up(store, clock, fields=NADIA)
        try:
            load(store, clock, as_text(first))
            if correction:
                someone = add_person(store, clock, fields={"name": "Nguyễn Thị Minh Khai"}).person
                edit_person(store, clock, person=someone.id, fields={"family": correction})
            load(store, clock, as_text(second))
        except UnreadableFile:
            return  # a table without one value is no table
        once = dump(store)
        again = plan(store, clock, as_text(second))
        apply_import(store, clock, plan=again)
        assert {each.verdict for each in again.rows} <= {Verdict.SAME, Verdict.PROBLEM}
        assert dump(store) == once

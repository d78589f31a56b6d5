"""Imports: what will happen is told first, nothing is overwritten, and twice is once."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.actions.applicants import set_up
from hallway.actions.exports import export_tracker
from hallway.actions.held import drop_held, held_rows, take_held
from hallway.actions.history import list_history, undo
from hallway.actions.import_decisions import Verdict
from hallway.actions.import_files import kind_of_file
from hallway.actions.import_watch import ImportStopped
from hallway.actions.imports import Imported, ImportPlan, apply_import, plan_import
from hallway.actions.people import add_person, edit_person, find_person, list_people
from hallway.actions.person_views import show_person
from hallway.actions.ports import PeopleFilter
from hallway.actions.standings import archive_person, trash_person
from hallway.domain.errors import HallwayError, InvalidValue
from hallway.domain.interactions import Kind
from hallway.domain.people import Group, Person
from hallway.formats.problems import UnreadableFile
from hallway.storage.store import SqliteStore, open_store
from tests.cast import ANA, NADIA, FixedClock

TRACKER = """\
Name,Role,Specialty,Institution,How met,Last contact,Topics,Next follow-up
Ana Novak,fellow,Plastic surgery,Harbor Medical Center,conference,2026-09-01,clefts; speech,2026-12-01
Diego Núñez,research director,General surgery,Lakeside University Hospital,e-mail,,data,
陈 伟,PGY-3,General surgery,Lakeside University Hospital,alumni list,2026-10-05,,
"""
LINKEDIN = """\
Notes:
"When exporting your connection data, you may notice that some of the email addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ana,Novak,https://www.linkedin.com/in/ana-novak,,Harbor Medical Center,Fellow,03 Mar 2026
Elif,Kaya,https://www.linkedin.com/in/elif-kaya,elif@example.org,Cedar Valley,Attending,14 Apr 2026
"""


def plan(
    store: SqliteStore, clock: FixedClock, text: str, *, kind: str = "auto", dates: str = ""
) -> ImportPlan:
    return plan_import(store, clock, data=text.encode(), name="people.csv", kind=kind, dates=dates)


def load(store: SqliteStore, clock: FixedClock, text: str, *, dates: str = "") -> Imported:
    return apply_import(store, clock, plan=plan(store, clock, text, dates=dates))


def verdicts(planned: ImportPlan) -> list[Verdict]:
    return [each.verdict for each in planned.rows]


def names(store: SqliteStore, clock: FixedClock) -> list[str]:
    return [each.name for each in list_people(store, clock, PeopleFilter()).lines]


@pytest.mark.requirement("CON-24")
def test_a_tracker_with_the_columns_of_the_guides_becomes_people(
    store: SqliteStore, clock: FixedClock
) -> None:
    planned = plan(store, clock, TRACKER)
    assert dict(planned.mapping) == {
        "Name": "name",
        "Role": "role",
        "Specialty": "specialty",
        "Institution": "institution",
        "How met": "how_met",
        "Last contact": "last_contact",
        "Topics": "topics",
        "Next follow-up": "next_follow_up",
    }
    assert verdicts(planned) == [Verdict.CREATE] * 3
    assert apply_import(store, clock, plan=planned) == Imported(
        created=3, filled=0, same=0, held=0, problems=0
    )
    view = show_person(store, clock, person=find_person(store, "novak").id)
    assert (view.person.role, view.person.specialty, view.institution) == (
        "fellow",
        "Plastic surgery",
        "Harbor Medical Center",
    )
    assert (view.person.how_met, view.person.topics) == ("conference", ("clefts", "speech"))
    assert view.person.next_follow_up == date(2026, 12, 1)
    assert [(each.kind, each.is_timed) for each in view.interactions] == [(Kind.IMPORTED, False)]
    assert view.timeline[0].on == date(2026, 9, 1)


def test_a_plan_writes_nothing(store: SqliteStore, clock: FixedClock) -> None:
    entries = list_history(store)
    plan(store, clock, TRACKER)
    assert (names(store, clock), list_history(store)) == ([], entries)


def test_an_import_is_one_action_that_can_be_undone(store: SqliteStore, clock: FixedClock) -> None:
    before = dump(store)
    entries = len(list_history(store))
    load(store, clock, TRACKER)
    assert list_history(store)[0].says == "Imported people.csv: 3 new, 0 filled, 0 held"
    assert len(list_history(store)) == entries + 1
    undo(store, clock)
    assert dump(store) == before


@pytest.mark.parametrize("text", [TRACKER, LINKEDIN], ids=["tracker", "linkedin"])
def test_the_same_file_again_changes_nothing(store: SqliteStore, clock: FixedClock, text: str) -> None:
    load(store, clock, text)
    before = dump(store)
    again = plan(store, clock, text)
    assert set(verdicts(again)) == {Verdict.SAME}
    apply_import(store, clock, plan=again)
    assert dump(store) == before


def test_a_linkedin_export_is_known_by_its_columns(store: SqliteStore, clock: FixedClock) -> None:
    planned = plan(store, clock, LINKEDIN)
    apply_import(store, clock, plan=planned)
    elif_kaya = show_person(store, clock, person=find_person(store, "kaya").id)
    assert (planned.kind, kind_of_file(LINKEDIN.encode(), name="x.csv")) == ("linkedin", "linkedin")
    assert (elif_kaya.person.how_met, elif_kaya.person.emails) == ("LinkedIn", ("elif@example.org",))
    assert elif_kaya.timeline[0].on == date(2026, 4, 14)


class TestExactMatches:
    @pytest.fixture
    def ana(self, store: SqliteStore, clock: FixedClock) -> Person:
        return add_person(
            store, clock, fields=ANA | {"profile_url": "https://de.linkedin.com/in/ana-novak/?trk=x"}
        ).person

    def test_the_same_address_fills_what_is_empty_and_overwrites_nothing(
        self, store: SqliteStore, clock: FixedClock, ana: Person
    ) -> None:
        text = (
            "Name,E-mail,Role,City,Phone,Institution\n"
            "Dr Novak,ANA.NOVAK@harbor.example.org,attending,Boston,555 0100,Bayfront General\n"
        )
        (row,) = plan(store, clock, text).rows
        assert (row.verdict, row.changes) == (Verdict.FILL, (("phone", "555 0100"), ("city", "Boston")))
        assert row.match is not None
        assert row.match.id == ana.id
        assert row.says.startswith(
            "Fills phone, city. Kept: name is 'Ana Novak' here and 'Dr Novak' in the file."
        )
        assert "role is 'fellow' here and 'attending' in the file" in row.says
        load(store, clock, text)
        view = show_person(store, clock, person=ana.id)
        assert (view.person.city, view.person.phones) == ("Boston", ("555 0100",))
        assert (view.person.name, view.person.role, view.institution) == (
            ANA["name"],
            "fellow",
            ANA["institution"],
        )

    def test_a_place_fills_somebody_who_has_none(self, store: SqliteStore, clock: FixedClock) -> None:
        bare = add_person(store, clock, fields={"name": "Bolu Adeyemi", "email": "bolu@example.org"}).person
        text = (
            "Name,E-mail,Institution,Department,Role,Introduced by\n"
            "Bolu Adeyemi,bolu@example.org,Bayfront General,Surgery,PD,A Stranger\n"
        )
        planned = plan(store, clock, text)
        assert "Left out: 'A Stranger', who introduced you, is not in here." in planned.rows[0].says
        apply_import(store, clock, plan=planned)
        view = show_person(store, clock, person=bare.id)
        assert (view.institution, view.department) == ("Bayfront General", "Surgery")
        assert (view.person.role, view.introduced_by) == ("program director", "")

    @pytest.mark.usefixtures("ana")
    def test_a_department_elsewhere_is_not_mixed_into_the_place(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        text = f"Name,E-mail,Institution,Department\nAna Novak,{ANA['email']},Bayfront General,Surgery\n"
        row = plan(store, clock, text).rows[0]
        assert (row.verdict, row.changes) == (Verdict.SAME, ())

    def test_the_same_profile_is_the_same_person_however_it_is_written(
        self, store: SqliteStore, clock: FixedClock, ana: Person
    ) -> None:
        planned = plan(store, clock, LINKEDIN)
        assert [each.verdict for each in planned.rows] == [Verdict.FILL, Verdict.CREATE]
        assert planned.rows[0].match is not None
        assert planned.rows[0].match.id == ana.id
        assert planned.rows[0].changes == (("last_contact", "2026-03-03"),)

    def test_an_older_last_contact_is_no_news(
        self, store: SqliteStore, clock: FixedClock, ana: Person
    ) -> None:
        known = {"given": "Ana", "family": "Novak", "last_contact": "2026-10-01"}
        edit_person(store, clock, person=ana.id, fields=known)
        assert plan(store, clock, LINKEDIN).rows[0].verdict is Verdict.SAME

    def test_an_archived_person_is_filled_and_one_in_the_trash_is_left_to_me(
        self, store: SqliteStore, clock: FixedClock, ana: Person
    ) -> None:
        archive_person(store, clock, person=ana.id)
        assert plan(store, clock, LINKEDIN).rows[0].verdict is Verdict.FILL
        trash_person(store, clock, person=ana.id)
        row = plan(store, clock, LINKEDIN).rows[0]
        assert (row.verdict, "in the trash" in row.says) == (Verdict.NEEDS_YOU, True)

    def test_a_mailbox_shared_under_another_name_is_left_to_me(
        self, store: SqliteStore, clock: FixedClock, ana: Person
    ) -> None:
        text = f"Name,E-mail\nGreta Lindqvist,{ana.emails[0]}\n"
        row = plan(store, clock, text).rows[0]
        assert (row.verdict, "another name" in row.says) == (Verdict.NEEDS_YOU, True)

    def test_addresses_of_two_people_are_left_to_me(
        self, store: SqliteStore, clock: FixedClock, ana: Person
    ) -> None:
        other = add_person(store, clock, fields={"name": "Ana N.", "email": "other@example.org"}).person
        text = "Name,E-mail,Profile\nAna Novak,other@example.org,linkedin.com/in/ana-novak\n"
        row = plan(store, clock, text).rows[0]
        assert (row.verdict, "belong to 2 people" in row.says) == (Verdict.NEEDS_YOU, True)
        load(store, clock, text)
        assert set(held_rows(store)[0].candidates) == {ana.id, other.id}


class TestLikelyMatches:
    @pytest.fixture
    def ana(self, store: SqliteStore, clock: FixedClock) -> Person:
        return add_person(store, clock, fields=ANA).person

    @pytest.mark.parametrize("institution", ["HARBOR medical center", ""])
    def test_the_same_name_at_the_same_place_is_left_to_me_and_never_merged(
        self, store: SqliteStore, clock: FixedClock, ana: Person, institution: str
    ) -> None:
        text = f"Name,Institution,Role\nANA NOVÁK,{institution},attending\n"
        row = plan(store, clock, text).rows[0]
        assert row.verdict is Verdict.NEEDS_YOU
        assert row.says == "Perhaps the same as Ana Novak, fellow, Harbor Medical Center. Say whether it is."
        assert load(store, clock, text) == Imported(created=0, filled=0, same=0, held=1, problems=0)
        assert find_person(store, "novak") == ana

    @pytest.mark.usefixtures("ana")
    def test_the_same_name_elsewhere_is_somebody_else(self, store: SqliteStore, clock: FixedClock) -> None:
        text = "Name,Institution\nAna Novak,Bayfront General\n"
        assert verdicts(plan(store, clock, text)) == [Verdict.CREATE]

    @pytest.mark.usefixtures("ana")
    def test_a_row_that_says_nothing_new_about_the_only_likely_person_is_the_same(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        text = "Name,Institution,Role\nana novak,Harbor Medical Center,Fellow\n"
        assert verdicts(plan(store, clock, text)) == [Verdict.SAME]


class TestOneFile:
    def test_rows_with_the_same_address_are_one_person(self, store: SqliteStore, clock: FixedClock) -> None:
        text = (
            "Name,E-mail,City,Role\nAna Novak,ana@example.org,,fellow\n"
            "Ana Novak,ANA@example.org,Boston,fellow\nA. Novak,ana@example.org,Chicago,\n"
        )
        planned = plan(store, clock, text)
        assert verdicts(planned) == [Verdict.CREATE, Verdict.FILL, Verdict.SAME]
        apply_import(store, clock, plan=planned)
        assert (names(store, clock), find_person(store, "novak").city) == (["Ana Novak"], "Boston")

    def test_rows_that_are_likely_the_same_person_are_left_to_me(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        text = "Name,Role\nAna Novak,fellow\nAna Novak,attending\n"
        planned = plan(store, clock, text)
        assert verdicts(planned) == [Verdict.CREATE, Verdict.NEEDS_YOU]
        assert "line 2 of the file" in planned.rows[1].says
        apply_import(store, clock, plan=planned)
        assert held_rows(store)[0].candidates == (find_person(store, "novak").id,)

    def test_the_very_same_row_twice_is_one(self, store: SqliteStore, clock: FixedClock) -> None:
        text = "Name,Role\nAna Novak,fellow\nAna Novak,fellow\n"
        assert verdicts(plan(store, clock, text)) == [Verdict.CREATE, Verdict.SAME]

    def test_who_introduced_somebody_may_stand_further_down_in_the_file(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        text = "Name,Introduced by\nAna Novak,bolu adeyemi\nBolu Adeyemi,Somebody Else\n"
        load(store, clock, text)
        bolu = find_person(store, "bolu")
        assert find_person(store, "novak").introduced_by == bolu.id
        assert (bolu.introduced_by, bolu.notes) == (None, "Also: introduced_by Somebody Else")
        assert set(verdicts(plan(store, clock, text))) == {Verdict.SAME}

    def test_an_introducer_can_fill_somebody_who_is_here(self, store: SqliteStore, clock: FixedClock) -> None:
        ana = add_person(store, clock, fields=ANA).person
        text = f"Name,E-mail,Introduced by\nAna Novak,{ANA['email']},Bolu Adeyemi\nBolu Adeyemi,,Ana Novak\n"
        assert verdicts(plan(store, clock, text)) == [Verdict.FILL, Verdict.CREATE]
        load(store, clock, text)
        assert find_person(store, ana.id).introduced_by == find_person(store, "bolu").id


class TestTroubledRows:
    def test_a_row_without_a_name_waits_and_one_without_anything_is_a_problem(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        text = "Name,E-mail,Role\n,ana@example.org,fellow\n,,attending\nBolu Adeyemi,,\n"
        planned = plan(store, clock, text)
        assert verdicts(planned) == [Verdict.NEEDS_YOU, Verdict.PROBLEM, Verdict.CREATE]
        assert apply_import(store, clock, plan=planned) == Imported(
            created=1, filled=0, same=0, held=1, problems=1
        )
        assert planned.counts == {
            Verdict.CREATE: 1,
            Verdict.FILL: 0,
            Verdict.SAME: 0,
            Verdict.NEEDS_YOU: 1,
            Verdict.PROBLEM: 1,
        }

    def test_what_cannot_be_used_goes_to_the_notes_with_a_problem(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        text = (
            "Name,Profile,Last contact,Department,Club\n"
            "Ana Novak,see her page,2027-05-05,Plastic Surgery,Chess\n"
        )
        planned = plan(store, clock, text)
        apply_import(store, clock, plan=planned)
        assert find_person(store, "novak").notes.split("\n") == [
            "Club: Chess",
            "Also: department Plastic Surgery",
            "Also: profile_url see her page",
            "Also: last_contact 2027-05-05",
        ]
        assert {each.field for each in planned.problems} >= {"profile_url", "last_contact", "department"}
        assert set(verdicts(plan(store, clock, text))) == {Verdict.SAME}

    def test_dates_that_can_be_read_in_two_ways_are_asked_about(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        text = "Name,Last contact\nAna Novak,03/04/2026\n"
        (question,) = plan(store, clock, text).questions
        assert (question.column, question.examples) == ("Last contact", ("03/04/2026",))
        answered = plan(store, clock, text, dates="dmy")
        assert (answered.questions, dict(answered.rows[0].changes)["last_contact"]) == ((), "2026-04-03")
        with pytest.raises(InvalidValue, match="dmy, mdy, ymd"):
            plan(store, clock, text, dates="german")

    def test_columns_can_be_named_by_the_applicant(self, store: SqliteStore, clock: FixedClock) -> None:
        planned = plan_import(
            store,
            clock,
            data=b"Who,Where they are\nAna Novak,Harbor\n",
            name="x.csv",
            mapping=["Who=name", "Where they are=institution"],
        )
        assert dict(planned.rows[0].changes) == {"name": "Ana Novak", "institution": "Harbor"}

    @pytest.mark.parametrize("data", [b"", b"\x00\x01\x02\xff", b"just one line"])
    def test_a_file_that_cannot_be_read_is_refused(
        self, store: SqliteStore, clock: FixedClock, data: bytes
    ) -> None:
        with pytest.raises(HallwayError, match=r"x\.csv|Cannot"):
            apply_import(store, clock, plan=plan_import(store, clock, data=data, name="x.csv"))
        assert names(store, clock) == []

    def test_an_unknown_kind_and_an_archive_are_refused(self, store: SqliteStore, clock: FixedClock) -> None:
        with pytest.raises(InvalidValue, match="auto, csv, linkedin"):
            plan(store, clock, TRACKER, kind="excel")
        with pytest.raises((InvalidValue, UnreadableFile)):
            plan(store, clock, TRACKER, kind="archive")


class TestHeldRows:
    TEXT = "Name,Institution,Role,City,Topics\nAna Novak,Harbor Medical Center,attending,Boston,clefts\n"

    @pytest.fixture(autouse=True)
    def ana(self, store: SqliteStore, clock: FixedClock) -> Person:
        return add_person(store, clock, fields=ANA).person

    def test_a_held_row_is_held_once_and_tells_where_it_came_from(
        self, store: SqliteStore, clock: FixedClock, ana: Person
    ) -> None:
        load(store, clock, self.TEXT)
        again = plan(store, clock, self.TEXT)
        assert (verdicts(again), "waits for you already" in again.rows[0].says) == ([Verdict.SAME], True)
        apply_import(store, clock, plan=again)
        (row,) = held_rows(store)
        assert (row.source, row.line, row.candidates, row.at) == ("people.csv", 2, (ana.id,), clock.now())

    def test_taken_into_somebody_it_fills_gaps_and_notes_the_rest(
        self, store: SqliteStore, clock: FixedClock, ana: Person
    ) -> None:
        load(store, clock, self.TEXT)
        taken = take_held(store, clock, row=held_rows(store)[0].id)
        assert (taken.id, taken.role, taken.city, taken.topics) == (ana.id, "fellow", "Boston", ("clefts",))
        assert taken.notes == "Also: role attending"
        assert held_rows(store) == ()
        assert verdicts(plan(store, clock, self.TEXT)) == [Verdict.SAME]

    def test_who_introduced_them_is_linked_when_known_and_noted_when_not(
        self, store: SqliteStore, clock: FixedClock, ana: Person
    ) -> None:
        bolu = add_person(store, clock, fields={"name": "Bolu Adeyemi"}).person
        header = "Name,Institution,Introduced by,Notes\n"
        load(store, clock, f"{header}Ana Novak,Harbor Medical Center,Bolu Adeyemi,Tall.\n")
        assert take_held(store, clock, row=held_rows(store)[0].id).introduced_by == bolu.id
        load(store, clock, f"{header}Ana Novak,Harbor Medical Center,A Stranger,Kind.\n")
        into = take_held(store, clock, row=held_rows(store)[0].id, into=ana.id)
        assert into.notes == "Tall.\nAlso: introduced_by A Stranger\nKind."
        load(store, clock, f"{header}Bolu Adeyemi,,A Stranger,\n")
        new = take_held(store, clock, row=held_rows(store)[0].id, as_new=True)
        assert (new.introduced_by, new.notes) == (None, "Also: introduced_by A Stranger")

    def test_taken_as_new_it_becomes_a_person(
        self, store: SqliteStore, clock: FixedClock, ana: Person
    ) -> None:
        load(store, clock, self.TEXT)
        taken = take_held(store, clock, row=held_rows(store)[0].id[:20], as_new=True)
        assert (taken.id != ana.id, taken.name, taken.role) == (True, "Ana Novak", "attending")
        undo(store, clock)
        assert len(held_rows(store)) == 1

    def test_dropped_it_is_gone(self, store: SqliteStore, clock: FixedClock) -> None:
        load(store, clock, self.TEXT)
        drop_held(store, clock, row=held_rows(store)[0].id)
        assert held_rows(store) == ()

    def test_without_a_name_it_needs_one(self, store: SqliteStore, clock: FixedClock) -> None:
        load(store, clock, "Name,E-mail\n,hugo@example.org\n")
        row = held_rows(store)[0].id
        with pytest.raises(InvalidValue, match="into whom"):
            take_held(store, clock, row=row)
        with pytest.raises(InvalidValue, match="no name"):
            take_held(store, clock, row=row, as_new=True)
        assert take_held(store, clock, row=row, as_new=True, name="Hugo Almeida").emails == (
            "hugo@example.org",
        )

    def test_nothing_is_taken_into_the_trash(
        self, store: SqliteStore, clock: FixedClock, ana: Person
    ) -> None:
        load(store, clock, self.TEXT)
        trash_person(store, clock, person=ana.id)
        with pytest.raises(InvalidValue, match="in the trash"):
            take_held(store, clock, row=held_rows(store)[0].id, into=ana.id)


def test_what_changed_since_the_plan_counts(store: SqliteStore, clock: FixedClock) -> None:
    planned = plan(store, clock, "Name,E-mail,City\nAna Novak,ana.novak@harbor.example.org,Boston\n")
    assert verdicts(planned) == [Verdict.CREATE]
    add_person(store, clock, fields=ANA)
    assert apply_import(store, clock, plan=planned) == Imported(
        created=0, filled=1, same=0, held=0, problems=0
    )


def test_progress_is_told_in_rows_and_ends_with_all_of_them(store: SqliteStore, clock: FixedClock) -> None:
    text = "Name\n" + "".join(f"Person {number}\n" for number in range(450))
    looked: list[tuple[int, int]] = []
    told: list[tuple[int, int]] = []
    planned = plan_import(
        store, clock, data=text.encode(), name="people.csv", progress=lambda *done: looked.append(done)
    )
    apply_import(store, clock, plan=planned, progress=lambda *done: told.append(done))
    for each in (looked, told):
        steps = [later[0] - earlier[0] for earlier, later in pairwise(each)]
        assert each[-1] == (450, 450)
        assert {whole for _, whole in each} == {450}
        assert min(steps) >= 0
        assert max(steps) <= 200


@pytest.mark.parametrize("after", [0, 1, 2, 3, 4, 6, 8])
def test_an_import_that_is_stopped_leaves_nothing(store: SqliteStore, clock: FixedClock, after: int) -> None:
    text = "Name\n" + "".join(f"Person {number}\n" for number in range(450))
    planned = plan(store, clock, text)
    before = dump(store)
    asked: list[None] = []

    def should_stop() -> bool:
        asked.append(None)
        return len(asked) > after

    with pytest.raises(ImportStopped, match=r"^Stopped. Nothing was imported.$"):
        apply_import(store, clock, plan=planned, should_stop=should_stop)
    assert dump(store) == before
    assert [each.action for each in list_history(store)] == ["applicant.set-up"]


def test_a_look_at_a_file_can_be_stopped(store: SqliteStore, clock: FixedClock) -> None:
    with pytest.raises(ImportStopped):
        plan_import(store, clock, data=TRACKER.encode(), name="people.csv", should_stop=lambda: True)


CELLS: Mapping[str, st.SearchStrategy[str]] = {
    "Name": st.sampled_from(["Ana Novak", "ANA NOVÁK", "Bolu Adeyemi", "陈 伟", "Elif", ""]),
    "E-mail": st.sampled_from(["", "", "ana@example.org", "ANA@example.org", "b@example.org", "not one"]),
    "Profile": st.sampled_from(["", "", "example.org/in/ana", "https://www.example.org/in/ANA/?x=1", "??"]),
    "Institution": st.sampled_from(["", "Harbor", "HARBOR", "Bayfront"]),
    "Department": st.sampled_from(["", "Surgery"]),
    "Role": st.sampled_from(["", "fellow", "PD"]),
    "Introduced by": st.sampled_from(["", "Ana Novak", "Bolu Adeyemi", "Nobody"]),
    "Last contact": st.sampled_from(["", "2026-01-01", "2026-10-10", "2028-01-01", "soon"]),
    "Next follow-up": st.sampled_from(["", "2026-12-24"]),
    "Topics": st.sampled_from(["", "clefts; hands", "a, b"]),
    "Groups": st.sampled_from(["", "mentor", "mentor; chess club"]),
    "Notes": st.sampled_from(["", "Kind.", '"Kind.\nTall."']),
}
TABLES = st.lists(st.fixed_dictionaries(dict(CELLS)), min_size=1, max_size=7)


def as_text(rows: list[dict[str, str]]) -> str:
    quoted = ([cell if cell.startswith('"') else f'"{cell}"' for cell in row.values()] for row in rows)
    return "\n".join([",".join(CELLS), *(",".join(cells) for cells in quoted)]) + "\n"


@given(first=TABLES, second=TABLES)
@settings(max_examples=40)
def test_importing_twice_is_importing_once(first: list[dict[str, str]], second: list[dict[str, str]]) -> None:
    clock = FixedClock()
    with TemporaryDirectory() as folder, open_store(Path(folder) / "h.db", clock_now=clock.now) as store:
        set_up(store, clock, fields=NADIA)
        try:
            load(store, clock, as_text(first))
            load(store, clock, as_text(second))
        except UnreadableFile:
            return  # a table without one value is no table
        once = dump(store)
        again = plan(store, clock, as_text(second))
        apply_import(store, clock, plan=again)
        assert {each.verdict for each in again.rows} <= {Verdict.SAME, Verdict.PROBLEM}
        assert dump(store) == once


@given(first=TABLES, second=TABLES)
@settings(max_examples=25)
def test_an_import_never_changes_a_value_that_was_there(
    first: list[dict[str, str]], second: list[dict[str, str]]
) -> None:
    clock = FixedClock()
    with TemporaryDirectory() as folder, open_store(Path(folder) / "h.db", clock_now=clock.now) as store:
        set_up(store, clock, fields=NADIA)
        try:
            load(store, clock, as_text(first))
            before = dump(store)
            load(store, clock, as_text(second))
        except UnreadableFile:
            return
        after = dump(store)
        for table in ("person", "affiliation", "institution", "department", "interaction"):
            now = {row["id"]: row for row in after[table]}
            for row in before[table]:
                kept = {name: value for name, value in row.items() if value not in ("", [], None)}
                changed = now[row["id"]]
                assert {name: changed[name] for name in kept if name not in _MAY_GROW} == {
                    name: value for name, value in kept.items() if name not in _MAY_GROW
                }


_MAY_GROW = {"changed_at", "notes"}


def dump(store: SqliteStore) -> dict[str, list[dict[str, object]]]:
    with store.reading() as reading:
        return {table: [dict(row) for row in rows] for table, rows in reading.dump().items()}


@pytest.mark.requirement("CON-24")
def test_a_tracker_goes_out_and_comes_back_as_the_same_people(store: SqliteStore, clock: FixedClock) -> None:
    add_person(
        store,
        clock,
        fields=ANA
        | {"phone": "+1 555 0100, ext. 12; 555 0199", "topics": "a, b;", "notes": "=SUM(A1)\n- tall"},
    )
    bolu = {"name": "Bolu Adeyemi", "introduced_by": "Ana Novak", "groups": "sponsor; mentor"}
    add_person(store, clock, fields=bolu | {"last_contact": "2026-02-03", "next_follow_up": "2027-01-07"})
    archive_person(store, clock, person=add_person(store, clock, fields={"name": "Gone Away"}).person.id)
    tracker = export_tracker(store, clock)
    header, *rows = tracker.decode("utf-8-sig").splitlines()
    for column in (
        "Name",
        "Role",
        "Specialty",
        "Institution",
        "How met",
        "Last contact",
        "Topics",
        "Next follow-up",
    ):
        assert column in header.split(",")
    assert "Gone Away" not in "".join(rows)
    again = plan_import(store, clock, data=tracker, name="tracker.csv")
    assert set(verdicts(again)) == {Verdict.SAME}
    with TemporaryDirectory() as folder, open_store(Path(folder) / "new.db", clock_now=clock.now) as fresh:
        set_up(fresh, clock, fields=NADIA)
        apply_import(fresh, clock, plan=plan_import(fresh, clock, data=tracker, name="tracker.csv"))
        assert export_tracker(fresh, clock) == tracker
        back = find_person(fresh, "bolu")
        assert (back.groups, back.next_follow_up) == ((Group.SPONSOR, Group.MENTOR), date(2027, 1, 7))

"""What ties the applicant to programs: from people, rotations, research, meetings, places, and by hand."""

from dataclasses import replace
from datetime import date

import pytest

from hallway.actions.applicants import change_applicant, set_up
from hallway.actions.asks import record_ask
from hallway.actions.connections import Connection, Sureness, find_connections
from hallway.actions.history import undo
from hallway.actions.interactions import record_interaction
from hallway.actions.people import add_person, edit_person
from hallway.actions.program_coverage import map_reach, measure_coverage, reach_of_person
from hallway.actions.program_places import say_place, take_back_place
from hallway.actions.program_ties import record_tie, withdraw_tie
from hallway.actions.programs import list_program
from hallway.actions.standings import archive_person, trash_person
from hallway.domain.asks import Answer, Rung
from hallway.domain.errors import InvalidValue, NotFound
from hallway.domain.ids import PersonId, UnitCode
from hallway.domain.institutions import Institution
from hallway.domain.interactions import Kind
from hallway.domain.programs import ProgramTie, TieKind
from hallway.storage.store import SqliteStore
from tests.cast import TOMAS, FixedClock

SURGERY, FAMILY = UnitCode("4404112279"), UnitCode("1600120")
"""General surgery and family medicine at one hospital of the directory."""
ROCHESTER = UnitCode("4402621163")
THERE = "Abington Mem Hosp"
CLINIC = "Mayo Clinic School of Grad Med Educ-MN"
DAY = date(2026, 11, 1)


@pytest.fixture
def store(empty_store: SqliteStore, clock: FixedClock) -> SqliteStore:
    """Return a file of somebody who aims for general surgery, with ties to Ohio and Iowa."""
    set_up(empty_store, clock, fields=TOMAS)
    return empty_store


def add(store: SqliteStore, clock: FixedClock, name: str = "Ana Novak", **fields: str) -> PersonId:
    usual = {"name": name, "institution": THERE, "state": "PA", "specialty": "General surgery"}
    return add_person(store, clock, fields=usual | fields).person.id


def talk(store: SqliteStore, clock: FixedClock, person: PersonId, **more: str) -> None:
    kind = Kind(more.get("kind", "met"))
    record_interaction(store, clock, people=[person], kind=kind, on=DAY, event=more.get("event", ""))


def at(store: SqliteStore, unit: UnitCode = SURGERY) -> list[tuple[str, str, int]]:
    """Return kind, reason and sureness of the connections of a program."""
    found = find_connections(store, unit=unit).by_unit[unit]
    return [(each.kind.value if each.kind else "", each.why, int(each.sureness)) for each in found]


class TestPeople:
    """Each tie is shown with the people behind it and why it is one."""

    @pytest.mark.requirement("APP-03")
    def test_every_sort_of_tie_is_told_with_its_people(self, store: SqliteStore, clock: FixedClock) -> None:
        rotated = add(store, clock, "Rosa Rotation")
        talk(store, clock, rotated, kind="rotation-ended", event="Trauma elective")
        worked = add(store, clock, "Rena Research", groups="collaborator")
        talk(store, clock, worked)
        alumna = add(store, clock, "Alma Alumna", is_alumnus="yes")
        talk(store, clock, alumna, kind="replied")
        mentor = add(store, clock, "Mira Mentor", institution="Elsewhere", groups="mentor", reach=THERE)
        talk(store, clock, mentor)
        met = add(store, clock, "Cora Conference")
        talk(store, clock, met, event="Spring meeting")
        host = add(store, clock, "Olga Open")
        talk(store, clock, host, event="Virtual open-house")
        writer = add(store, clock, "Lena Letter")
        record_ask(store, clock, person=writer, rung=Rung.LETTER, answer=Answer.GRANTED)
        change_applicant(store, clock, fields={"ties": "Pennsylvania: my sister lives there"})

        assert at(store) == [
            ("rotation", "You rotated with Rosa Rotation (Trauma elective)", Sureness.REAL),
            ("letter", "Lena Letter writes a letter for you", Sureness.REAL),
            ("research", "Rena Research works with you on research", Sureness.REAL),
            ("mentor-reach", f"Mira Mentor can speak to {THERE}", Sureness.REAL),
            ("conference", "You met Cora Conference at Spring meeting", Sureness.REAL),
            ("open-house", "You met Olga Open at Virtual open-house", Sureness.REAL),
            ("alumni", "Alma Alumna went to your school", Sureness.REAL),
            ("geography", "Pennsylvania: my sister lives there", Sureness.PLACE),
        ]
        first = find_connections(store, unit=SURGERY).by_unit[SURGERY][0]
        assert ([each.name for each in first.people], first.on) == (["Rosa Rotation"], DAY)

    def test_people_of_one_kind_are_told_together(self, store: SqliteStore, clock: FixedClock) -> None:
        for name in ("Ana Novak", "Ben Okoro"):
            talk(store, clock, add(store, clock, name), event="Spring meeting")
        (both,) = find_connections(store, unit=SURGERY).by_unit[SURGERY]
        assert sorted(each.name for each in both.people) == ["Ana Novak", "Ben Okoro"]

    def test_somebody_who_simply_knows_the_applicant_is_a_connection_without_a_kind(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        talk(store, clock, add(store, clock))
        assert at(store) == [("", "Ana Novak works there and knows you", Sureness.REAL)]

    def test_whom_nobody_has_talked_to_is_no_connection(self, store: SqliteStore, clock: FixedClock) -> None:
        ana = add(store, clock)
        talk(store, clock, ana, kind="mailed")
        assert find_connections(store, unit=SURGERY).by_unit[SURGERY] == ()
        edit_person(store, clock, person=ana, fields={"is_alumnus": "yes"})
        ((kind, why, sureness),) = at(store)
        assert (kind, sureness) == ("alumni", Sureness.ASKED)
        assert "not talked yet" in why

    def test_another_specialty_at_the_place_is_no_connection(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        talk(store, clock, add(store, clock, specialty="Family medicine"))
        assert find_connections(store, unit=SURGERY).by_unit[SURGERY] == ()
        assert at(store, FAMILY)[0][2] == Sureness.REAL

    def test_a_specialty_that_is_not_noted_is_asked_and_never_assumed(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        ana = add(store, clock, specialty="")
        talk(store, clock, ana)
        ((_, why, sureness),) = at(store)
        assert (sureness, "if Ana Novak belongs to General Surgery" in why) == (Sureness.ASKED, True)
        edit_person(store, clock, person=ana, fields={"department": "Surgery", "institution": THERE})
        assert at(store)[0][2] == Sureness.REAL

    def test_an_event_that_a_rotation_ended_with_is_no_meeting(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        ana = add(store, clock)
        talk(store, clock, ana, kind="rotation-ended", event="Open house rotation")
        assert [kind for kind, _, _ in at(store)] == ["rotation"]

    def test_a_promised_word_counts_and_a_stranger_who_knows_the_place_does_not(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        stranger = add(store, clock, "Sam Stranger", institution="Elsewhere", reach=THERE)
        assert at(store)[0][2] == Sureness.ASKED
        record_ask(store, clock, person=stranger, rung=Rung.ADVOCACY, answer=Answer.GRANTED)
        ((kind, why, sureness),) = at(store)
        assert (kind, sureness) == ("mentor-reach", Sureness.REAL)
        assert why == f"Sam Stranger has agreed to speak for you, and knows {THERE}"

    def test_the_archive_counts_and_the_trash_does_not(self, store: SqliteStore, clock: FixedClock) -> None:
        ana = add(store, clock)
        talk(store, clock, ana)
        archive_person(store, clock, person=ana)
        assert len(at(store)) == 1
        trash_person(store, clock, person=ana)
        assert find_connections(store).by_unit.get(SURGERY) is None


class TestPlaces:
    """A name means an institution by its whole name or by the applicant's word; else it is asked."""

    def test_a_whole_name_is_understood_whatever_its_case_and_signs(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        talk(store, clock, add(store, clock, institution="abington  mem. HOSP"))
        assert len(at(store)) == 1

    def test_a_near_name_is_a_question_until_it_is_answered(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        talk(store, clock, add(store, clock, institution="Abington Memorial Hospital"))
        before = find_connections(store)
        (question,) = before.questions
        assert (question.name, question.people) == ("Abington Memorial Hospital", ("Ana Novak",))
        assert [each.code for each in question.candidates] == ["1600"]
        assert SURGERY not in before.by_unit
        say_place(store, clock, name="abington memorial hospital", means="1600")
        after = find_connections(store)
        assert (after.questions, SURGERY in after.by_unit) == ((), True)
        undo(store, clock)
        assert find_connections(store) == before

    def test_a_name_can_mean_no_program_at_all(self, store: SqliteStore, clock: FixedClock) -> None:
        talk(store, clock, add(store, clock, institution="Abington Memorial Hospital"))
        say_place(store, clock, name="Abington Memorial Hospital", means="none")
        assert find_connections(store).questions == ()
        assert SURGERY not in find_connections(store).by_unit
        take_back_place(store, clock, name="Abington Memorial Hospital")
        assert len(find_connections(store).questions) == 1

    def test_a_name_can_mean_one_program_only(self, store: SqliteStore, clock: FixedClock) -> None:
        talk(store, clock, add(store, clock, institution="Toll Pavilion", specialty=""))
        say_place(store, clock, name="Toll Pavilion", means="1600440C0")
        assert at(store)[0][2] == Sureness.ASKED
        assert FAMILY not in find_connections(store).by_unit

    @pytest.mark.parametrize("means", ["0001", "9999999", "nowhere at all xyz"])
    def test_a_name_cannot_mean_what_there_is_not(
        self, store: SqliteStore, clock: FixedClock, means: str
    ) -> None:
        with pytest.raises((InvalidValue, NotFound)):
            say_place(store, clock, name="Toll Pavilion", means=means)

    def test_taking_back_what_was_not_said_is_refused(self, store: SqliteStore, clock: FixedClock) -> None:
        with pytest.raises(InvalidValue, match="Nothing was said"):
            take_back_place(store, clock, name="Toll Pavilion")

    def test_ones_own_school_is_the_home_program_in_ones_own_specialty(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        change_applicant(store, clock, fields={"school": THERE})
        assert SURGERY not in find_connections(store).by_unit  # a school abroad may have the same name
        change_applicant(store, clock, fields={"school_country": "US"})
        assert [kind for kind, _, _ in at(store)] == ["home"]
        assert FAMILY not in find_connections(store).by_unit

    @pytest.mark.parametrize(
        ("place", "is_there"),
        [
            ("Minnesota", True),
            ("mn", True),
            ("Rochester, Minnesota", True),
            ("Rochester", True),
            ("Rochester, New York", False),
            ("Duluth, Minnesota", False),
            ("Gondor", False),
        ],
    )
    def test_a_tie_to_a_place_reaches_the_programs_there(
        self, store: SqliteStore, clock: FixedClock, *, place: str, is_there: bool
    ) -> None:
        change_applicant(store, clock, fields={"ties": f"{place}: family"})
        assert (ROCHESTER in find_connections(store).by_unit) is is_there

    def test_a_place_abroad_is_no_institution_of_the_directory(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        talk(store, clock, add(store, clock, state="", country="Spain"))
        assert len(at(store)) == 1  # where a person lives says nothing of where they work
        with store.writing("test", "Moved", now=clock.now()) as writing:
            (place,) = writing.all(Institution)
            writing.replace(replace(place, country="Spain"))
        assert find_connections(store).by_unit.get(SURGERY) is None
        assert find_connections(store).questions == ()


class TestByHand:
    """Ties that the applicant records themselves."""

    def test_a_tie_is_kept_with_its_person_and_withdrawn(self, store: SqliteStore, clock: FixedClock) -> None:
        ana = add(store, clock, institution="Elsewhere")
        tie = record_tie(
            store, clock, unit="1600440C0", kind=TieKind.RESEARCH, person=ana, on=DAY, note="Liver"
        )
        (found,) = find_connections(store, unit=SURGERY).by_unit[SURGERY]
        assert (found.kind, found.why, found.recorded) == (
            TieKind.RESEARCH,
            "You noted research with them: Liver",
            tie,
        )
        assert [each.name for each in found.people] == ["Ana Novak"]
        withdraw_tie(store, clock, tie=tie.id)
        assert find_connections(store, unit=SURGERY).by_unit[SURGERY] == ()

    def test_the_same_tie_is_kept_once_and_a_signal_is_one(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        record_tie(store, clock, unit=SURGERY, kind=TieKind.ROTATION, on=DAY)
        record_tie(store, clock, unit=SURGERY, kind=TieKind.ROTATION, on=DAY)
        record_tie(store, clock, unit=SURGERY, kind=TieKind.SIGNAL)
        record_tie(store, clock, unit=SURGERY, kind=TieKind.SIGNAL, on=DAY, note="sent")
        with store.reading() as reading:
            kept = [(each.kind, each.on, each.note) for each in reading.all(ProgramTie)]
        assert kept == [(TieKind.ROTATION, DAY, ""), (TieKind.SIGNAL, DAY, "sent")]

    def test_whoever_lies_in_the_trash_is_not_named(self, store: SqliteStore, clock: FixedClock) -> None:
        ana = add(store, clock, institution="Elsewhere")
        record_tie(store, clock, unit=SURGERY, kind=TieKind.LETTER, person=ana)
        trash_person(store, clock, person=ana)
        (found,) = find_connections(store, unit=SURGERY).by_unit[SURGERY]
        assert found.people == ()


class TestReach:
    """Who could speak to which program."""

    @pytest.mark.requirement("CON-15")
    def test_what_a_person_can_speak_to_links_them_to_programs(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        friend = add(store, clock, "Dora Director", institution=CLINIC, role="program director")
        ana = add(store, clock, reach="1600120; Dora Director; Nowhere General")
        reach = reach_of_person(store, person=ana)
        assert dict(reach.reaches) == {
            SURGERY: "works there",
            FAMILY: "knows 1600120",
            ROCHESTER: "knows Dora Director",
        }
        assert (reach.unknown, friend != ana) == (("Nowhere General",), True)

    @pytest.mark.requirement("LOR-08")
    def test_a_letter_writers_reach_names_the_programs_and_directors_they_know(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        add(store, clock, "Dora Director", institution=CLINIC, role="program director")
        writer = add(store, clock, "Lena Letter", institution="Elsewhere", reach=f"{THERE}; Dora Director")
        record_ask(store, clock, person=writer, rung=Rung.LETTER, answer=Answer.GRANTED)
        talk(store, clock, writer)
        edit_person(store, clock, person=writer, fields={"groups": "mentor"})
        assert dict(reach_of_person(store, person=writer).reaches) == {
            SURGERY: f"knows {THERE}",
            ROCHESTER: "knows Dora Director",
        }
        assert at(store, ROCHESTER) == [
            ("mentor-reach", "Lena Letter can speak to Dora Director", Sureness.REAL)
        ]

    @pytest.mark.requirement("SPO-05")
    def test_sponsors_stand_beside_the_programs_of_the_list(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        list_program(store, clock, units=[SURGERY, ROCHESTER, FAMILY])
        add(store, clock, "Sola Sponsor", groups="sponsor", reach=CLINIC)
        add(store, clock, "Sia Silent", institution="Elsewhere", groups="sponsor")
        add(store, clock, "Otto Other", institution="Elsewhere", reach="1600120")
        found = map_reach(store)
        assert [(each.person.name, dict(each.reaches)) for each in found.sponsors] == [
            ("Sola Sponsor", {SURGERY: "works there", ROCHESTER: f"knows {CLINIC}"}),
            ("Sia Silent", {}),
        ]
        assert [each.name for each in found.silent] == ["Sia Silent"]
        assert [code for code, _ in found.alone] == [FAMILY]
        assert [(each.person.name, dict(each.reaches)) for each in found.others] == [
            ("Otto Other", {FAMILY: "knows 1600120"})
        ]

    def test_a_person_in_the_trash_reaches_nothing(self, store: SqliteStore, clock: FixedClock) -> None:
        ana = add(store, clock, reach="1600120")
        trash_person(store, clock, person=ana)
        assert dict(reach_of_person(store, person=ana).reaches) == {}


class TestCoverage:
    """Which programs of the list have a real connection."""

    def test_without_a_list_there_is_no_share(self, store: SqliteStore) -> None:
        assert (measure_coverage(store).listed, measure_coverage(store).share) == (0, None)

    @pytest.mark.requirement("APP-08")
    def test_the_share_counts_programs_with_a_real_connection_once(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        list_program(store, clock, units=[SURGERY, ROCHESTER, FAMILY, "1007140"])
        talk(store, clock, add(store, clock))
        talk(store, clock, add(store, clock, "Ben Okoro"), event="Spring meeting")
        add(store, clock, "Sam Stranger", institution="Elsewhere", reach="1007140")
        change_applicant(store, clock, fields={"ties": "Minnesota: family"})
        found = measure_coverage(store)
        assert found.share == pytest.approx(1 / 4)
        assert [[each.unit for each in group] for group in _groups(found)] == [
            [SURGERY],
            [UnitCode("1007140")],
            [ROCHESTER],
            [FAMILY],
        ]


def _groups(found: object) -> list[tuple[Connection, ...]]:
    return [getattr(found, name) for name in ("connected", "asked", "place", "none")]

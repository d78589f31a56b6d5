"""Notes taken offline become people, meetings and promises: all at once, and each note once."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.actions.applicants import set_up
from hallway.actions.captures import (
    Captured,
    CapturePlan,
    NoteVerdict,
    apply_captures,
    plan_captures,
)
from hallway.actions.history import list_history, undo
from hallway.actions.interactions import capture, remove_interaction
from hallway.actions.people import add_person, edit_person, find_person, list_people
from hallway.actions.person_views import PersonView, show_person
from hallway.actions.ports import PeopleFilter
from hallway.actions.standings import archive_person, trash_person
from hallway.actions.typed_text import LONGEST_LINE
from hallway.domain.errors import InvalidValue, NoApplicant, NotFound
from hallway.domain.ids import InteractionId, PersonId
from hallway.domain.interactions import Channel, Interaction, Kind
from hallway.domain.json_values import JsonValue
from hallway.domain.people import Person, Relationship
from hallway.domain.promises import By, Promise
from hallway.formats.captures import LONGEST
from hallway.formats.problems import UnreadableFile
from hallway.storage.store import SqliteStore, open_store
from tests.cast import ANA, NADIA, NOW, FixedClock
from tests.formats.rude import rude_text

IDS = [f"019aa300-7c3b-7a70-a681-{number:012x}" for number in range(20)]
AT = "2026-11-20T18:04:09.123-06:00"
ELIF: dict[str, JsonValue] = {
    "id": IDS[0],
    "at": AT,
    "zone": "America/Chicago",
    "name": "Elif Kaya",
    "institution": "Cedar Valley Children's Hospital",
    "role": "attending",
    "topic": "cooling after birth, registry",
    "next_step": "send the protocol",
    "i_promised": "send the protocol",
    "promised_me": "introduce me to the fellow",
    "event": "Western meeting",
    "due": "2026-11-27",
    "may_follow_up": True,
}


@pytest.fixture
def ana(store: SqliteStore, clock: FixedClock) -> Person:
    return add_person(store, clock, fields=ANA).person


def note(number: int, name: str, **fields: JsonValue) -> dict[str, JsonValue]:
    return {"id": IDS[number], "at": AT, "zone": "America/Chicago", "name": name, **fields}


def written(*notes: Mapping[str, JsonValue]) -> bytes:
    content = {"format": "hallway-notes", "version": 1, "made": "2026-11-20T19:00:00-06:00", "notes": notes}
    return json.dumps(content).encode()


def plan(
    store: SqliteStore,
    clock: FixedClock,
    *notes: Mapping[str, JsonValue],
    people: Mapping[int, PersonId | None] | None = None,
) -> CapturePlan:
    return plan_captures(store, clock, data=written(*notes), name="notes.json", people=people or {})


def load(
    store: SqliteStore,
    clock: FixedClock,
    *notes: Mapping[str, JsonValue],
    people: Mapping[int, PersonId | None] | None = None,
) -> Captured:
    return apply_captures(store, clock, plan=plan(store, clock, *notes, people=people))


def verdicts(planned: CapturePlan) -> list[str]:
    return [each.verdict.value for each in planned.rows]


def view(store: SqliteStore, clock: FixedClock, name: str) -> PersonView:
    return show_person(store, clock, person=find_person(store, name).id)


def names(store: SqliteStore, clock: FixedClock) -> list[str]:
    return [each.name for each in list_people(store, clock, PeopleFilter()).lines]


class TestOneNote:
    def test_everything_in_a_note_is_kept(self, store: SqliteStore, clock: FixedClock) -> None:
        assert load(store, clock, ELIF) == Captured(created=1, recorded=1, same=0, held=0)
        elif_ = view(store, clock, "Elif Kaya")
        at = datetime(2026, 11, 21, 0, 4, 9, 123_000, tzinfo=UTC)
        assert elif_.interactions == (
            Interaction(
                id=InteractionId(IDS[0]),
                person=elif_.person.id,
                at=at,
                zone="America/Chicago",
                kind=Kind.MET,
                channel=Channel.IN_PERSON,
                topics=("cooling after birth", "registry"),
                next_step="send the protocol",
                event="Western meeting",
            ),
        )
        assert [(each.by, each.text, each.due, each.made_at) for each in elif_.promises] == [
            (By.THEM, "introduce me to the fellow", date(2026, 11, 27), at),
            (By.ME, "send the protocol", date(2026, 11, 27), at),
        ]
        assert (elif_.person.role, elif_.institution, elif_.person.how_met) == (
            "attending",
            "Cedar Valley Children's Hospital",
            "Western meeting",
        )
        assert elif_.person.relationship is Relationship.KNOWS_ME
        assert (elif_.person.may_follow_up, elif_.person.may_follow_up_on) == (True, date(2026, 11, 20))

    def test_a_note_means_what_the_same_words_mean_on_the_capture_page(
        self, store: SqliteStore, clock: FixedClock, tmp_path: Path
    ) -> None:
        with open_store(tmp_path / "other.db", clock_now=clock.now) as other:
            set_up(other, clock, fields=NADIA)
            capture(
                other,
                clock,
                name="Elif Kaya",
                institution="Cedar Valley Children's Hospital",
                role="attending",
                topic="cooling after birth, registry",
                next_step="send the protocol",
                i_promised="send the protocol",
                promised_me="introduce me to the fellow",
                due=date(2026, 11, 27),
                event="Western meeting",
                may_follow_up=True,
                on=datetime.fromisoformat(AT),
            )
            load(store, clock, {**ELIF, "zone": ""})

            assert plainly(store) == plainly(other)

    def test_the_steps_after_a_meeting_count_from_the_note(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        load(store, clock, ELIF)
        steps = {each.rule: each.window.starts for each in view(store, clock, "Elif Kaya").steps}
        assert steps["follow-up.after-meeting"] == datetime(2026, 11, 21, 0, 4, 9, 123_000, tzinfo=UTC)

    def test_the_zone_is_mine_when_the_phone_did_not_say(self, store: SqliteStore, clock: FixedClock) -> None:
        load(store, clock, note(0, "Elif Kaya", zone=""))
        assert view(store, clock, "Elif Kaya").interactions[0].zone == "America/New_York"

    def test_a_phone_that_is_hours_ahead_has_met_them_now(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        load(store, clock, note(0, "Elif Kaya", at="2026-11-24T10:00:00-05:00"))
        assert view(store, clock, "Elif Kaya").interactions[0].at == NOW

    def test_a_note_from_days_ahead_is_a_problem(self, store: SqliteStore, clock: FixedClock) -> None:
        planned = plan(store, clock, note(0, "Elif Kaya", at="2026-11-25T10:00:00-05:00"))
        assert verdicts(planned) == ["problem"]
        assert planned.rows[0].says.startswith("It is dated 2026-11-25, which has not come yet.")
        assert apply_captures(store, clock, plan=planned) == Captured(0, 0, 0, 0)

    def test_what_the_page_lets_me_type_is_what_a_line_takes(self) -> None:
        assert LONGEST == LONGEST_LINE


def plainly(store: SqliteStore) -> list[object]:
    """Return the record without ids: names, contacts and promises."""
    with store.reading() as reading:
        people = [
            (each.name, each.role, each.how_met, each.relationship, each.may_follow_up, each.may_follow_up_on)
            for each in reading.all(Person)
        ]
        met = [
            (
                each.at,
                each.zone,
                each.kind,
                each.channel,
                each.topics,
                each.next_step,
                each.event,
                each.is_timed,
            )
            for each in reading.all(Interaction)
        ]
        promises = [(each.by, each.text, each.made_at, each.due) for each in reading.all(Promise)]
        return [people, met, promises, [each.institution for each in reading.identities()]]


class TestTwice:
    def test_the_same_file_twice_records_nothing_twice(self, store: SqliteStore, clock: FixedClock) -> None:
        notes = (ELIF, note(1, "Diego Núñez", i_promised="send data"))
        load(store, clock, *notes)
        before, entries = plainly(store), len(list_history(store))
        assert load(store, clock, *notes) == Captured(created=0, recorded=0, same=2, held=0)
        assert (plainly(store), len(list_history(store))) == (before, entries)

    def test_a_later_export_adds_only_what_is_new_in_it(self, store: SqliteStore, clock: FixedClock) -> None:
        load(store, clock, ELIF)
        planned = plan(store, clock, ELIF, note(1, "Elif Kaya", topic="again"), note(2, "Diego Núñez"))
        assert verdicts(planned) == ["same", "known", "create"]
        assert apply_captures(store, clock, plan=planned) == Captured(created=1, recorded=2, same=1, held=0)
        assert len(view(store, clock, "Elif Kaya").interactions) == 2

    def test_a_plan_that_waited_is_decided_anew(self, store: SqliteStore, clock: FixedClock) -> None:
        planned = plan(store, clock, ELIF)
        load(store, clock, ELIF)
        assert apply_captures(store, clock, plan=planned) == Captured(created=0, recorded=0, same=1, held=0)

    def test_a_note_changed_after_its_import_stays_as_it_is_here(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        load(store, clock, ELIF)
        rows = plan(store, clock, ELIF | {"topic": "something else"}).rows
        assert [each.says for each in rows] == ["Already here, and it reads otherwise. What is here stays."]
        assert [each.says for each in plan(store, clock, ELIF).rows] == ["Already here."]

    def test_an_import_is_undone_as_a_whole_and_can_come_again(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        before = plainly(store)
        load(store, clock, ELIF, note(1, "Diego Núñez"))
        assert list_history(store)[0].says == "Imported notes.json: 2 met, 2 of them new"
        undo(store, clock)
        assert plainly(store) == before
        assert load(store, clock, ELIF, note(1, "Diego Núñez")).recorded == 2

    def test_a_contact_removed_here_comes_back_when_it_is_imported_again(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        load(store, clock, ELIF)
        remove_interaction(store, clock, interaction=InteractionId(IDS[0]))
        assert load(store, clock, ELIF).recorded == 1


class TestWhomItIsAbout:
    @pytest.mark.parametrize("institution", ["", "harbor medical CENTER"])
    def test_somebody_known_is_met_again_and_keeps_what_stands_there(
        self, store: SqliteStore, clock: FixedClock, ana: Person, institution: str
    ) -> None:
        planned = plan(store, clock, note(0, "ana novák", institution=institution, role="attending"))
        assert [(each.verdict, each.says) for each in planned.rows] == [
            (NoteVerdict.KNOWN, "A meeting with Ana Novak, Harbor Medical Center.")
        ]
        apply_captures(store, clock, plan=planned)
        found = show_person(store, clock, person=ana.id)
        assert (found.person.role, found.institution, len(found.interactions)) == (
            "fellow",
            "Harbor Medical Center",
            1,
        )

    def test_what_is_empty_about_somebody_known_is_filled_in(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        add_person(store, clock, fields={"name": "Greta Lindqvist"})
        load(
            store,
            clock,
            note(0, "Greta Lindqvist", role="program coordinator"),
            note(1, "Greta Lindqvist", institution="Cedar Valley"),
            note(2, "Diego Núñez", institution="Cedar Valley"),
        )
        greta = view(store, clock, "Greta")
        assert (greta.person.role, greta.institution) == ("program coordinator", "Cedar Valley")
        assert [each.name for each in greta.others_there] == ["Diego Núñez"]

    @pytest.mark.usefixtures("ana")
    def test_the_same_name_elsewhere_is_somebody_new(self, store: SqliteStore, clock: FixedClock) -> None:
        assert verdicts(plan(store, clock, note(0, "Ana Novak", institution="Bayfront General"))) == [
            "create"
        ]

    def test_two_notes_about_somebody_new_make_one_person(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        later = note(0, "Elif Kaya", at="2026-11-21T09:00:00-06:00", institution="Cedar Valley", topic="b")
        first = note(1, "elif kaya", role="attending", topic="a", event="Western meeting")
        planned = plan(store, clock, later, first)
        assert verdicts(planned) == ["known", "create"]
        assert planned.rows[0].says == "A meeting with elif kaya, whom note 2 adds."
        assert apply_captures(store, clock, plan=planned) == Captured(created=1, recorded=2, same=0, held=0)
        found = view(store, clock, "Elif Kaya")
        assert [each.topics for each in found.interactions] == [("b",), ("a",)]
        assert (found.institution, found.person.role, found.person.how_met) == (
            "Cedar Valley",
            "attending",
            "Western meeting",
        )

    def test_a_name_of_several_people_is_left_out_and_named(
        self, store: SqliteStore, clock: FixedClock, ana: Person
    ) -> None:
        other = add_person(store, clock, fields={"name": "Ana Novak", "institution": "Bayfront"}).person
        planned = plan(store, clock, note(0, "Ana Novak"), ELIF | {"id": IDS[1]})
        assert verdicts(planned) == ["needs-you", "create"]
        assert planned.rows[0].says == (
            "It can be about 2 people: Ana Novak, fellow, Harbor Medical Center; Ana Novak, Bayfront. "
            "Say which of them, or write into the note on the phone where they work and export again."
        )
        assert {each.id for each in planned.rows[0].candidates} == {ana.id, other.id}
        assert apply_captures(store, clock, plan=planned) == Captured(created=1, recorded=1, same=0, held=1)
        assert show_person(store, clock, person=ana.id).interactions == ()

    def test_two_namesakes_of_one_file_leave_a_third_note_out(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        planned = plan(
            store,
            clock,
            note(0, "Ana Novak", institution="Harbor"),
            note(1, "Ana Novak", institution="Bayfront"),
            note(2, "Ana Novak"),
        )
        assert verdicts(planned) == ["create", "create", "needs-you"]
        assert planned.rows[2].candidates == ()
        apply_captures(store, clock, plan=planned)
        assert names(store, clock) == ["Ana Novak", "Ana Novak"]

    def test_i_can_say_whom_a_note_is_about(self, store: SqliteStore, clock: FixedClock, ana: Person) -> None:
        add_person(store, clock, fields={"name": "Ana Novak", "institution": "Bayfront"})
        notes = (note(0, "Ana Novak"), note(1, "Dr. N."), note(2, "Ana Novak"))
        people = {1: ana.id, 2: ana.id, 3: None}
        assert load(store, clock, *notes, people=people) == Captured(created=1, recorded=3, same=0, held=0)
        found = show_person(store, clock, person=ana.id)
        assert (found.person.name, len(found.interactions)) == ("Ana Novak", 2)

    def test_whom_i_name_must_be_here_and_so_must_the_note(
        self, store: SqliteStore, clock: FixedClock, ana: Person
    ) -> None:
        with pytest.raises(InvalidValue, match="has 1 notes"):
            plan(store, clock, ELIF, people={2: ana.id})
        with pytest.raises(NotFound):
            plan(store, clock, ELIF, people={1: PersonId("nobody")})
        trash_person(store, clock, person=ana.id)
        with pytest.raises(InvalidValue, match="Bring them back first"):
            plan(store, clock, ELIF, people={1: ana.id})

    def test_an_archived_person_is_found_and_one_in_the_trash_is_not(
        self, store: SqliteStore, clock: FixedClock, ana: Person
    ) -> None:
        archive_person(store, clock, person=ana.id)
        assert verdicts(plan(store, clock, note(0, "Ana Novak"))) == ["known"]
        trash_person(store, clock, person=ana.id)
        assert verdicts(plan(store, clock, note(0, "Ana Novak"))) == ["create"]


@pytest.mark.requirement("CON-13")
def test_an_old_note_does_not_take_back_what_they_said_since(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    edit_person(store, clock, person=ana.id, fields={"may_follow_up": "no"})
    load(store, clock, note(0, "Ana Novak", may_follow_up=True))
    assert find_person(store, ana.id).may_follow_up is False
    load(store, clock, note(1, "Ana Novak", may_follow_up=True, at="2026-11-23T09:00:00-05:00"))
    assert find_person(store, ana.id).may_follow_up is True


class TestAWholeFile:
    def test_faulty_notes_are_told_and_the_others_taken(self, store: SqliteStore, clock: FixedClock) -> None:
        planned = plan(store, clock, note(0, ""), ELIF | {"id": IDS[1]}, note(2, "Diego", due="soon"))
        assert verdicts(planned) == ["problem", "create", "problem"]
        assert planned.counts == {
            NoteVerdict.CREATE: 1,
            NoteVerdict.KNOWN: 0,
            NoteVerdict.SAME: 0,
            NoteVerdict.NEEDS_YOU: 0,
            NoteVerdict.PROBLEM: 2,
        }
        assert planned.rows[2].says == (
            "Note 3 about Diego: the day of its promises is not a day such as 2026-01-31. "
            "Change the note on the phone and export again."
        )
        apply_captures(store, clock, plan=planned)
        assert names(store, clock) == ["Elif Kaya"]

    def test_a_file_that_holds_no_notes_is_refused(self, store: SqliteStore, clock: FixedClock) -> None:
        with pytest.raises(UnreadableFile, match=r"Cannot read people\.csv"):
            plan_captures(store, clock, data=b"Name\nAna\n", name="people.csv")

    def test_notes_need_an_applicant(self, empty_store: SqliteStore, clock: FixedClock) -> None:
        with pytest.raises(NoApplicant):
            plan(empty_store, clock, ELIF)

    def test_planning_changes_nothing_and_says_what_would(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        before = plainly(store)
        planned = plan(store, clock, ELIF, note(1, "Diego Núñez"))
        assert [(each.name, each.says) for each in planned.rows] == [
            ("Elif Kaya", "New: Elif Kaya, attending, Cedar Valley Children's Hospital."),
            ("Diego Núñez", "New: Diego Núñez."),
        ]
        assert plainly(store) == before


rude_notes = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.sampled_from(IDS),
            "at": st.sampled_from([AT, "1900-01-01T00:00:00+14:00", "2199-12-31T23:59:59-12:00"]),
            "name": st.sampled_from(["Ana Novak", "ana novák", "陈 伟"]) | rude_text,
        },
        optional={
            "zone": st.sampled_from(["America/Chicago", "Asia/Kathmandu", "?"]),
            "institution": st.sampled_from(["Harbor", "Bayfront"]) | rude_text,
            "role": rude_text,
            "topic": rude_text,
            "next_step": rude_text,
            "i_promised": rude_text,
            "promised_me": rude_text,
            "event": rude_text,
            "due": st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(str),
            "may_follow_up": st.none() | st.booleans(),
        },
    ),
    max_size=6,
)


@given(rude_notes, st.data())
@settings(max_examples=25)
def test_whatever_is_in_it_twice_is_once_and_the_plan_says_what_comes(
    notes: list[dict[str, JsonValue]], data: st.DataObject
) -> None:
    clock = FixedClock()
    with TemporaryDirectory() as folder, open_store(Path(folder) / "h.db", clock_now=clock.now) as store:
        set_up(store, clock, fields=NADIA)
        earlier = data.draw(st.lists(st.sampled_from(notes), unique_by=id)) if notes else []
        load(store, clock, *earlier)
        planned = plan(store, clock, *notes)
        done = apply_captures(store, clock, plan=planned)

        assert done == Captured(
            created=planned.counts[NoteVerdict.CREATE],
            recorded=planned.counts[NoteVerdict.CREATE] + planned.counts[NoteVerdict.KNOWN],
            same=planned.counts[NoteVerdict.SAME],
            held=planned.counts[NoteVerdict.NEEDS_YOU],
        )
        before = plainly(store)
        again = load(store, clock, *notes)
        assert again.same == done.same + done.recorded
        if not done.held:  # a note that was held may be clear by now: another one said where somebody works
            assert plainly(store) == before

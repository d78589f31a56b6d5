"""Two records of one person become one, nothing is lost, and it can be undone."""

from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.actions.advice import record_advice
from hallway.actions.applicants import set_up
from hallway.actions.asks import record_ask
from hallway.actions.duplicates import tell_apart
from hallway.actions.fields import write_field
from hallway.actions.gives import record_give
from hallway.actions.history import undo
from hallway.actions.interactions import record_interaction
from hallway.actions.merges import Choices, merge, merge_people, plan_merge
from hallway.actions.people import add_person, add_work, edit_person, find_person
from hallway.actions.person_views import show_person
from hallway.actions.promises import make_promise
from hallway.actions.settling import snooze_person
from hallway.actions.standings import archive_person, trash_person
from hallway.domain.asks import Rung
from hallway.domain.errors import InvalidValue, NotFound
from hallway.domain.ids import (
    HeldRowId,
    KeptWorthId,
    PersonId,
    ProgramCommentId,
    ProgramNoteId,
    ProgramTieId,
    UnitCode,
)
from hallway.domain.institutions import Affiliation
from hallway.domain.interactions import Kind
from hallway.domain.people import (
    Group,
    Level,
    MentorMerit,
    MentorRole,
    NotSame,
    PeerGift,
    PeerKind,
    Person,
    Relationship,
    Standing,
)
from hallway.domain.picks import KeptWorth, ProgramComment, WorthRow
from hallway.domain.programs import ProgramNote, ProgramTie, ProgramTopic, TieKind
from hallway.domain.promises import By
from hallway.domain.settings import HeldRow
from hallway.domain.snoozes import Snooze
from hallway.formats.phones import same_phone_key
from hallway.storage.store import SqliteStore, open_store
from tests.cast import ANA, BOLU, CHEN, NADIA, FixedClock


@pytest.fixture
def ana(store: SqliteStore, clock: FixedClock) -> Person:
    return add_person(store, clock, fields=ANA | {"topics": "clefts", "notes": "Likes short mails."}).person


@pytest.fixture
def double(store: SqliteStore, clock: FixedClock) -> Person:
    return add_person(
        store,
        clock,
        fields={
            "name": "Ana M. Novak",
            "role": "attending",
            "institution": "Bayfront General",
            "email": "ana@example.org",
            "phone": "555 0101",
            "topics": "Clefts; speech",
            "groups": "sponsor",
            "city": "San Diego",
            "relationship": "trusts-me",
            "is_img": "no",
            "notes": "Likes short mails.\nPlays the cello.",
        },
    ).person


def test_what_the_kept_person_has_wins_and_the_other_fills_the_gaps(
    store: SqliteStore, clock: FixedClock, ana: Person, double: Person
) -> None:
    merged = merge_people(store, clock, keep=ana.id, other=double.id)
    assert (merged.id, merged.name, merged.role) == (ana.id, "Ana Novak", "fellow")
    assert (merged.city, merged.relationship, merged.is_img) == ("San Diego", Relationship.TRUSTS_ME, False)
    assert merged.emails == ("ana.novak@harbor.example.org", "ana@example.org")
    assert (merged.phones, merged.topics) == (("555 0101",), ("clefts", "speech"))
    assert merged.groups == (Group.MENTOR, Group.SPONSOR)
    assert merged.notes.split("\n") == [
        "Likes short mails.",
        "Plays the cello.",
        "Also: name Ana M. Novak",
        "Also: role attending",
    ]
    assert find_person(store, "novak") == merged
    with store.reading() as reading:
        assert reading.find(Person, double.id) is None


def test_everything_on_record_moves_and_what_both_have_stays_once(
    store: SqliteStore, clock: FixedClock, ana: Person, double: Person
) -> None:
    for person in (ana, double):
        edit_person(store, clock, person=person.id, fields={"last_contact": "2026-09-01"})
    record_interaction(store, clock, people=[ana.id, double.id], kind=Kind.MET, on=date(2026, 11, 2))
    record_interaction(store, clock, people=[double.id], kind=Kind.CALLED, on=date(2026, 11, 3))
    make_promise(store, clock, person=double.id, by=By.ME, text="send my CV")
    record_give(store, clock, person=double.id, text="Proofread")
    record_ask(store, clock, person=double.id, rung=Rung.ADVICE)
    record_advice(store, clock, person=double.id, text="Apply early")
    add_work(store, clock, person=double.id, title="Cleft outcomes")
    snooze_person(store, clock, person=double.id, until=date(2026, 12, 1), why="on leave")
    moves = plan_merge(store, keep=ana.id, other=double.id).moves
    merge_people(store, clock, keep=ana.id, other=double.id)
    view = show_person(store, clock, person=ana.id)
    assert moves == (
        "3 interactions",
        "1 promise",
        "1 give",
        "1 ask",
        "1 piece of advice",
        "1 work",
        "1 affiliation",
        "1 snooze",
    )
    assert [each.kind for each in view.interactions] == [Kind.CALLED, Kind.MET, Kind.IMPORTED]
    assert [len(each) for each in (view.promises, view.gives, view.asks, view.advice, view.works)] == [1] * 5
    with store.reading() as reading:
        assert [each.person for each in reading.all(Snooze)] == [ana.id]


def test_the_kept_persons_place_stays_the_main_one(
    store: SqliteStore, clock: FixedClock, ana: Person, double: Person
) -> None:
    merge_people(store, clock, keep=ana.id, other=double.id)
    assert show_person(store, clock, person=ana.id).institution == "Harbor Medical Center"
    with store.reading() as reading:
        places = reading.all(Affiliation, person=ana.id)
    assert sorted((each.role, each.is_main) for each in places) == [("attending", False), ("fellow", True)]


def test_a_place_that_both_have_stays_once(store: SqliteStore, clock: FixedClock, ana: Person) -> None:
    same = add_person(store, clock, fields=ANA | {"role": "attending"}).person
    merge_people(store, clock, keep=ana.id, other=same.id)
    with store.reading() as reading:
        assert [each.role for each in reading.all(Affiliation)] == ["fellow"]


def test_a_person_without_a_place_takes_the_others(
    store: SqliteStore, clock: FixedClock, double: Person
) -> None:
    bare = add_person(store, clock, fields={"name": "Ana Novak"}).person
    merge_people(store, clock, keep=bare.id, other=double.id)
    view = show_person(store, clock, person=bare.id)
    assert (view.institution, view.person.role) == ("Bayfront General", "attending")


def test_introductions_by_the_other_person_are_the_kept_persons_now(
    store: SqliteStore, clock: FixedClock, ana: Person, double: Person
) -> None:
    bolu = add_person(store, clock, fields=BOLU | {"introduced_by": double.id}).person
    edit_person(store, clock, person=ana.id, fields={"introduced_by": double.id})
    edit_person(store, clock, person=double.id, fields={"introduced_by": ana.id})
    merged = merge_people(store, clock, keep=ana.id, other=double.id)
    assert find_person(store, bolu.id).introduced_by == ana.id
    assert merged.introduced_by is None


def test_rows_of_an_import_that_wait_point_to_the_kept_person(
    store: SqliteStore, clock: FixedClock, ana: Person, double: Person
) -> None:
    with store.writing("test", "Held a row", now=clock.now()) as writing:
        writing.add(
            HeldRow(
                id=HeldRowId(writing.new_id()),
                source="people.csv",
                line=2,
                reason="Perhaps the same",
                fields=(("name", "Ana Novak"),),
                candidates=(double.id, ana.id),
                at=clock.now(),
            )
        )
    merge_people(store, clock, keep=ana.id, other=double.id)
    with store.reading() as reading:
        assert [each.candidates for each in reading.all(HeldRow)] == [(ana.id,)]


def test_a_preview_tells_the_result_and_the_conflicts_and_changes_nothing(
    store: SqliteStore, clock: FixedClock, ana: Person, double: Person
) -> None:
    preview = plan_merge(store, keep=ana.id, other=double.id)
    assert preview.conflicts == (("name", "Ana Novak", "Ana M. Novak"), ("role", "fellow", "attending"))
    assert (find_person(store, ana.id), find_person(store, double.id)) == (ana, double)
    assert merge_people(store, clock, keep=ana.id, other=double.id) == preview.result


def test_a_person_cannot_be_merged_with_themselves_or_into_the_trash(
    store: SqliteStore, clock: FixedClock, ana: Person, double: Person
) -> None:
    with pytest.raises(InvalidValue, match="with themselves"):
        merge_people(store, clock, keep=ana.id, other=ana.id)
    with pytest.raises(NotFound):
        plan_merge(store, keep=ana.id, other=PersonId("nobody"))
    trash_person(store, clock, person=ana.id)
    with pytest.raises(InvalidValue, match="in the trash"):
        merge_people(store, clock, keep=ana.id, other=double.id)


FIELDS = st.fixed_dictionaries(
    {"name": st.sampled_from(["Ana Novak", "A. Novak", "陈 伟"])},
    optional={
        "role": st.sampled_from(["fellow", "PGY-2", ""]),
        "institution": st.sampled_from(["Harbor Medical Center", "Bayfront General"]),
        "email": st.sampled_from(["a@example.org", "A@example.org; b@example.org"]),
        "topics": st.sampled_from(["clefts", "Clefts; hands"]),
        "groups": st.sampled_from(["mentor", "peer; mentor"]),
        "relationship": st.sampled_from(["knows-me", "advocates"]),
        "may_follow_up": st.sampled_from(["yes", "no"]),
        "notes": st.sampled_from(["One.", "One.\nTwo."]),
        "last_contact": st.sampled_from(["2026-01-01", "2026-10-10"]),
        "next_follow_up": st.sampled_from(["2026-12-12", "2027-01-01"]),
    },
)


@given(keep=FIELDS, other=FIELDS, kinds=st.lists(st.sampled_from([Kind.MET, Kind.HELPED_THEM]), max_size=3))
@settings(max_examples=12, deadline=None)
def test_merging_and_undoing_leaves_the_record_as_it_was(
    keep: dict[str, str], other: dict[str, str], kinds: list[Kind]
) -> None:
    clock = FixedClock()
    with TemporaryDirectory() as folder, open_store(Path(folder) / "h.db", clock_now=clock.now) as store:
        set_up(store, clock, fields=NADIA)
        one = add_person(store, clock, fields=keep).person.id
        two = add_person(store, clock, fields=other | {"introduced_by": one}).person.id
        for kind in kinds:
            record_interaction(store, clock, people=[two, one], kind=kind, i_promised=["more"])
        before = dump(store)
        merge_people(store, clock, keep=one, other=two)
        undo(store, clock)
        assert dump(store) == before


def dump(store: SqliteStore) -> dict[str, list[dict[str, object]]]:
    with store.reading() as reading:
        return {table: [dict(row) for row in rows] for table, rows in reading.dump().items()}


SURE = st.sampled_from(["", "x", "y"])
PEOPLE = st.builds(
    Person,
    id=st.just(PersonId("1")),
    name=st.sampled_from(["Ana Novak", "A. Novak", "陈 伟"]),
    given=st.sampled_from(["", "Ana", "伟"]),
    role=SURE,
    specialty=SURE,
    emails=st.lists(st.sampled_from(["a@example.org", "A@example.org", "b@example.org"]), max_size=2).map(
        tuple
    ),
    phones=st.lists(st.sampled_from(["212 555 0100", "+1 212-555-0100", "555 0101"]), max_size=2).map(tuple),
    profile_url=SURE,
    city=SURE,
    zone=st.sampled_from(["", "America/Chicago", "America/Denver"]),
    zone_source=st.sampled_from(["", "the city"]),
    groups=st.lists(st.sampled_from(Group), max_size=2, unique=True).map(tuple),
    mentor_roles=st.lists(st.sampled_from(MentorRole), max_size=2, unique=True).map(tuple),
    mentor_merits=st.lists(st.sampled_from(MentorMerit), max_size=2, unique=True).map(tuple),
    peer_kind=st.none() | st.sampled_from(PeerKind),
    peer_gifts=st.lists(st.sampled_from(PeerGift), max_size=2, unique=True).map(tuple),
    relationship=st.sampled_from(Relationship),
    is_img=st.none() | st.booleans(),
    level=st.none() | st.sampled_from(Level),
    reach=st.lists(SURE.filter(bool), max_size=2, unique=True).map(tuple),
    may_follow_up=st.none() | st.booleans(),
    may_follow_up_on=st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 3)),
    next_follow_up=st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 3)),
    notes=st.sampled_from(["", "One.", "One.\nTwo."]),
)


@given(
    keep=PEOPLE, other=PEOPLE, take=st.sets(st.sampled_from(["name", "role", "city", "zone", "peer_kind"]))
)
def test_no_value_of_either_record_is_lost_and_choices_are_respected(
    keep: Person, other: Person, take: set[str]
) -> None:
    other = replace(other, id=PersonId("2"))
    merged, conflicts = merge(keep, other, dict.fromkeys(sorted(take), "other"))
    lines = merged.notes.split("\n")
    whole = "\n".join([*lines, *(write_field(getattr(merged, each.name)) for each in fields(merged))])
    for person in (keep, other):
        for name in {each.name for each in fields(person)} - {
            "id",
            "zone_source",
            "may_follow_up_on",
            "phones",
        }:
            value = getattr(person, name)
            if value is Relationship.UNKNOWN:
                continue
            parts = value if isinstance(value, tuple) else write_field(value).split("\n")
            assert all(write_field(part).casefold() in whole.casefold() for part in parts), name
        assert {same_phone_key(each) for each in person.phones} <= {
            same_phone_key(each) for each in merged.phones
        }
        if person.may_follow_up_on and person.may_follow_up is not None:
            assert person.may_follow_up_on.isoformat() in whole
    for name in take:
        assert getattr(merged, name) == (getattr(other, name) or getattr(keep, name))
    assert (merged.zone, merged.zone_source) in {
        (keep.zone, keep.zone_source),
        (other.zone, other.zone_source),
        (keep.zone, ""),
    }
    for name, _, noted in conflicts:
        assert f"Also: {name} {noted}" in lines


# ------------------------------------------------------------------------------------------ choices


def test_the_values_that_are_chosen_stay_and_the_others_go_to_the_notes(
    store: SqliteStore, clock: FixedClock, ana: Person, double: Person
) -> None:
    merged = merge_people(
        store, clock, keep=ana.id, other=double.id, choices={"role": "other", "institution": "other"}
    )
    assert (merged.name, merged.role) == ("Ana Novak", "attending")
    assert {"Also: name Ana M. Novak", "Also: role fellow"} <= {*merged.notes.split("\n")}
    assert show_person(store, clock, person=ana.id).institution == "Bayfront General"
    with store.reading() as reading:
        places = reading.all(Affiliation, person=ana.id)
    assert sorted((each.role, each.is_main) for each in places) == [("attending", True), ("fellow", False)]


def test_a_preview_tells_every_field_in_which_they_differ_and_who_wins(
    store: SqliteStore, ana: Person, double: Person
) -> None:
    plan = plan_merge(store, keep=ana.id, other=double.id, choices={"role": "other"})
    assert [(each.field, each.ours, each.theirs, each.takes) for each in plan.differences] == [
        ("name", "Ana Novak", "Ana M. Novak", "keep"),
        ("role", "fellow", "attending", "other"),
        ("institution", "Harbor Medical Center, Plastic Surgery", "Bayfront General", "keep"),
    ]
    assert plan.conflicts == (("name", "Ana Novak", "Ana M. Novak"), ("role", "attending", "fellow"))


@pytest.mark.parametrize("choices", [{"role": "both"}, {"rolle": "keep"}, {"city": "other"}])
def test_a_choice_that_cannot_be_meant_is_refused(
    store: SqliteStore, clock: FixedClock, ana: Person, double: Person, choices: Choices
) -> None:
    with pytest.raises(InvalidValue, match="Choice"):
        merge_people(store, clock, keep=ana.id, other=double.id, choices=choices)
    assert find_person(store, double.id) == double


def test_who_introduced_them_is_chosen_too_and_the_other_one_is_noted(
    store: SqliteStore, clock: FixedClock, ana: Person, double: Person
) -> None:
    bolu, chen = (add_person(store, clock, fields=each).person for each in (BOLU, CHEN))
    edit_person(store, clock, person=ana.id, fields={"introduced_by": bolu.id})
    edit_person(store, clock, person=double.id, fields={"introduced_by": chen.id})
    merged = merge_people(store, clock, keep=ana.id, other=double.id, choices={"introduced_by": "other"})
    assert merged.introduced_by == chen.id
    assert f"Also: introduced_by {bolu.name}" in merged.notes


def test_a_place_without_a_department_is_part_of_the_one_with_it(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    bare = add_person(
        store, clock, fields={"name": "Ana Novak", "institution": ANA["institution"], "role": "chair"}
    ).person
    merged = merge_people(store, clock, keep=bare.id, other=ana.id)
    with store.reading() as reading:
        (place,) = reading.all(Affiliation)
    assert (place.role, place.department is None, place.is_main) == ("chair", False, True)
    assert "Also: role fellow" in merged.notes


def test_who_was_told_apart_from_the_other_stays_apart_from_the_kept_person(
    store: SqliteStore, clock: FixedClock, ana: Person, double: Person
) -> None:
    bolu = add_person(store, clock, fields=BOLU).person
    for one, other in ((ana, double), (double, bolu), (bolu, ana)):
        tell_apart(store, clock, one.id, other.id)
    merge_people(store, clock, keep=ana.id, other=double.id)
    with store.reading() as reading:
        assert [{each.person, each.other} for each in reading.all(NotSame)] == [{ana.id, bolu.id}]


def test_what_somebody_said_of_a_program_moves_with_them(
    store: SqliteStore, clock: FixedClock, ana: Person, double: Person
) -> None:
    with store.writing("test", "Noted", now=clock.now()) as writing:
        writing.add(
            ProgramNote(
                id=ProgramNoteId(writing.new_id()),
                program="Westmark",
                topic=ProgramTopic.CULTURE,
                text="Kind seniors",
                on=date(2026, 11, 1),
                person=double.id,
            )
        )
    assert "1 program note" in plan_merge(store, keep=ana.id, other=double.id).moves
    merge_people(store, clock, keep=ana.id, other=double.id)
    with store.reading() as reading:
        assert [each.person for each in reading.all(ProgramNote)] == [ana.id]


def test_ties_to_programs_move_along_and_those_both_have_stay_once(
    store: SqliteStore, clock: FixedClock, ana: Person, double: Person
) -> None:
    def tie(person: Person, kind: TieKind) -> ProgramTie:
        key = ProgramTieId(f"{person.id}-{kind}")
        return ProgramTie(id=key, unit=UnitCode("1001120"), kind=kind, person=person.id)

    both = tie(ana, TieKind.RESEARCH)
    with store.writing("test", "Noted", now=clock.now()) as writing:
        writing.add_all([both, tie(double, TieKind.RESEARCH), tie(double, TieKind.LETTER)])
    assert "2 ties to programs" in plan_merge(store, keep=ana.id, other=double.id).moves
    merge_people(store, clock, keep=ana.id, other=double.id)
    with store.reading() as reading:
        kept = {(each.kind, each.person) for each in reading.all(ProgramTie)}
    assert kept == {(TieKind.RESEARCH, ana.id), (TieKind.LETTER, ana.id)}


def test_comments_on_programs_move_along_and_so_do_places_where_they_could_help(
    store: SqliteStore, clock: FixedClock, ana: Person, double: Person
) -> None:
    unit = UnitCode("1001120")
    comment = ProgramComment(
        id=ProgramCommentId("c"), unit=unit, text="Too far", on=date(2026, 11, 1), person=double.id
    )
    row = WorthRow(
        unit=unit,
        kind=TieKind.ALUMNI,
        low=0.0,
        mid=0.01,
        high=0.02,
        is_measured=True,
        people=(double.id, ana.id),
    )
    with store.writing("test", "Noted", now=clock.now()) as writing:
        writing.add_all([comment, KeptWorth(id=KeptWorthId("w"), made_at=clock.now(), seen="", rows=(row,))])
    assert "1 comment on a program" in plan_merge(store, keep=ana.id, other=double.id).moves
    merge_people(store, clock, keep=ana.id, other=double.id)
    with store.reading() as reading:
        assert [each.person for each in reading.all(ProgramComment)] == [ana.id]
        assert [each.people for kept in reading.all(KeptWorth) for each in kept.rows] == [(ana.id,)]


def test_whoever_is_active_in_one_record_is_active(
    store: SqliteStore, clock: FixedClock, ana: Person, double: Person
) -> None:
    archive_person(store, clock, person=ana.id)
    merged = merge_people(store, clock, keep=ana.id, other=double.id)
    assert (merged.standing, merged.standing_since) == (Standing.ACTIVE, None)

"""Two records of one person become one, nothing is lost, and it can be undone."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.actions.advice import record_advice
from hallway.actions.applicants import set_up
from hallway.actions.asks import record_ask
from hallway.actions.gives import record_give
from hallway.actions.history import undo
from hallway.actions.interactions import record_interaction
from hallway.actions.merges import merge, merge_people, plan_merge
from hallway.actions.people import add_person, add_work, edit_person, find_person
from hallway.actions.person_views import show_person
from hallway.actions.promises import make_promise
from hallway.actions.settling import snooze_person
from hallway.actions.standings import trash_person
from hallway.domain.asks import Rung
from hallway.domain.errors import InvalidValue, NotFound
from hallway.domain.ids import HeldRowId, PersonId
from hallway.domain.institutions import Affiliation
from hallway.domain.interactions import Kind
from hallway.domain.people import Group, Person, Relationship
from hallway.domain.promises import By
from hallway.domain.settings import HeldRow
from hallway.domain.snoozes import Snooze
from hallway.storage.store import SqliteStore, open_store
from tests.cast import ANA, BOLU, NADIA, FixedClock


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
@settings(max_examples=25)
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


@given(keep=FIELDS, other=FIELDS)
def test_no_value_of_either_record_is_lost(keep: dict[str, str], other: dict[str, str]) -> None:
    clock = FixedClock()
    with TemporaryDirectory() as folder, open_store(Path(folder) / "h.db", clock_now=clock.now) as store:
        set_up(store, clock, fields=NADIA)
        one = add_person(store, clock, fields=keep).person
        two = add_person(store, clock, fields=other).person
    merged, conflicts = merge(one, two)
    for name, _, noted in conflicts:
        assert f"Also: {name} {noted}" in merged.notes.split("\n")
    for line in (*one.notes.split("\n"), *two.notes.split("\n")):
        assert line in merged.notes.split("\n") or not line
    assert {each.casefold() for each in (*one.emails, *two.emails)} == {
        each.casefold() for each in merged.emails
    }
    assert set(merged.groups) == {*one.groups, *two.groups}

"""People twice in the record are found with reasons; two people are left two."""

from collections import Counter
from dataclasses import replace
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.actions.duplicate_merges import merge_certain, plan_certain
from hallway.actions.duplicate_names import read_name
from hallway.actions.duplicate_pairs import Band
from hallway.actions.duplicate_search import search_people
from hallway.actions.duplicate_ties import Tie, tie_names
from hallway.actions.duplicates import find_duplicates, forget_apart, list_apart, tell_apart
from hallway.actions.history import undo
from hallway.actions.people import add_person, find_person
from hallway.actions.standings import archive_person, trash_person
from hallway.domain.errors import InvalidValue
from hallway.domain.ids import PersonId
from hallway.domain.people import Person
from hallway.storage.store import SqliteStore
from tests.actions.labeled_pairs import PAIRS, Labeled, person_of
from tests.cast import ANA, FixedClock

MAIL = "ana.novak@harbor.example.org"


# ------------------------------------------------------------------------------- the labeled pairs


def band_of(pair: Labeled) -> Band | None:
    """Return how sure the search is about a pair, alone in a record."""
    one, places = person_of(pair.one, "1")
    other, more = person_of(pair.other, "2")
    found = search_people([one, other], {one.id: places, other.id: more}).suspicions
    return found[0].verdict.band if found else None


@pytest.fixture(scope="module")
def bands() -> Counter[tuple[Band | None, bool]]:
    """Return how many labeled pairs are found in each band, by whether they are one person."""
    return Counter((band_of(each), each.is_same) for each in PAIRS)


def test_two_people_are_never_called_certainly_one(bands: Counter[tuple[Band | None, bool]]) -> None:
    assert [each for each in PAIRS if not each.is_same and band_of(each) is Band.CERTAIN] == []
    assert bands[Band.CERTAIN, True] >= 5


def test_most_of_what_is_called_likely_is_one_person(bands: Counter[tuple[Band | None, bool]]) -> None:
    right, wrong = bands[Band.LIKELY, True], bands[Band.LIKELY, False]
    assert right / (right + wrong) >= 0.95


def test_nearly_everybody_who_is_there_twice_is_found(bands: Counter[tuple[Band | None, bool]]) -> None:
    there = sum(each.is_same for each in PAIRS)
    sure = bands[Band.CERTAIN, True] + bands[Band.LIKELY, True]
    assert (sure + bands[Band.POSSIBLE, True]) / there >= 0.95
    assert sure / there >= 0.85


def test_few_of_two_people_are_suggested_at_all(bands: Counter[tuple[Band | None, bool]]) -> None:
    strangers = sum(not each.is_same for each in PAIRS)
    assert bands[None, False] / strangers >= 0.85


@pytest.mark.parametrize("pair", PAIRS, ids=lambda each: f"{each.one} + {each.other}")
def test_the_order_of_two_people_does_not_matter(pair: Labeled) -> None:
    assert band_of(pair) is band_of(pair._replace(one=pair.other, other=pair.one))


# -------------------------------------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("one", "other", "tie"),
    [
        ("Dr. Ana Novak, MD, PhD", "NOVAK, Ana", Tie.SAME),
        ("Jürgen Müller", "Juergen Mueller", Tie.SAME),
        ("陈伟", "陈 伟", Tie.SAME),
        ("Wei Chen", "Chen Wei", Tie.SWAPPED),
        ("Novak JR", "Jana Rose Novak", Tie.INITIAL),
        ("Ana Novak", "Ana Novak-Kaya", Tie.PART),
        ("Priya Raman (née Iyer)", "Priya Iyer", Tie.PART),
        ("Kim Do", "Kim Do MD", Tie.SAME),
        ("Jean Roy", "Jean-Luc Roy", Tie.SHORT),
        ("Yusuf Kaya", "Yousef Kaya", Tie.SPELLED),
        ("Mario Rossi", "Maria Rossi", Tie.FAMILY),
        ("Christian Weber", "Christina Weber", Tie.FAMILY),
        ("Jana R. Novak", "Jana T. Novak", Tie.CONFLICT),
        ("John Smith Jr.", "John Smith Sr.", Tie.CONFLICT),
        ("陈伟", "Wei Chen", Tie.SCRIPTS),
        ("Ana Novak", "Bolu Adeyemi", Tie.OTHER),
    ],
)
def test_names_belong_together_as_people_would_say(one: str, other: str, tie: Tie) -> None:
    assert tie_names(read_name(one), read_name(other)).tie is tie
    assert tie_names(read_name(other), read_name(one)).tie is tie


def test_the_given_and_family_name_of_the_record_are_believed() -> None:
    typed = read_name("Nguyen Van An", given="An", family="Nguyen")
    assert tie_names(typed, read_name("An Nguyen")).tie in {Tie.SAME, Tie.MIDDLE, Tie.SWAPPED}


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=8), st.text(max_size=8))
@settings(max_examples=200)
def test_any_two_names_can_be_compared(one: str, other: str, first: str, last: str) -> None:
    ours, theirs = read_name(one, given=first, family=last), read_name(other)
    assert tie_names(ours, theirs).tie is tie_names(theirs, ours).tie
    assert tie_names(ours, ours).tie in {Tie.SAME, Tie.SINGLE, Tie.SCRIPTS}


# ------------------------------------------------------------------------------------- whole records


def test_doubles_are_found_with_their_reasons_across_the_record(
    store: SqliteStore, clock: FixedClock
) -> None:
    ana = add_person(store, clock, fields=ANA).person
    double = add_person(store, clock, fields={"name": "NOVÁK, Ana", "email": MAIL.upper()}).person
    archive_person(store, clock, person=double.id)

    found = find_duplicates(store)

    pair = found.pairs[0]
    assert (pair.one.id, pair.other.id, pair.band) == (ana.id, double.id, Band.CERTAIN)
    assert pair.reasons == (f"the same e-mail address, {MAIL}", "the same name")
    assert (found.total, found.counts[Band.CERTAIN], found.people) == (1, 1, 2)


def test_who_lies_in_the_trash_is_no_double(store: SqliteStore, clock: FixedClock) -> None:
    add_person(store, clock, fields=ANA)
    trash_person(store, clock, person=add_person(store, clock, fields=ANA).person.id)
    assert find_duplicates(store).pairs == ()


def test_two_people_told_apart_are_never_suggested_again(store: SqliteStore, clock: FixedClock) -> None:
    one, other = (add_person(store, clock, fields=ANA).person for _ in range(2))
    made = tell_apart(store, clock, other.id, one.id)

    assert find_duplicates(store).pairs == ()
    assert tell_apart(store, clock, one.id, other.id) == made
    assert [{each.one.id, each.other.id} for each in list_apart(store)] == [{one.id, other.id}]
    assert forget_apart(store, clock, one.id, other.id)
    assert find_duplicates(store).total == 1
    assert not forget_apart(store, clock, one.id, other.id)


def test_telling_apart_can_be_undone_and_needs_two_people(store: SqliteStore, clock: FixedClock) -> None:
    one, other = (add_person(store, clock, fields=ANA).person for _ in range(2))
    with pytest.raises(InvalidValue, match="two different"):
        tell_apart(store, clock, one.id, one.id)
    tell_apart(store, clock, one.id, other.id)
    undo(store, clock)
    assert find_duplicates(store).total == 1


def test_a_mailbox_of_an_office_or_of_many_people_is_nobodys_own(
    store: SqliteStore, clock: FixedClock
) -> None:
    for name in ("Ana Novak", "Tom Albright", "Greta Lind", "Hugo Almeida"):
        add_person(store, clock, fields={"name": name, "email": "plastics@harbor.example.org"})
    add_person(store, clock, fields={"name": "Elif Kaya", "email": "residency@bay.example.org"})
    add_person(store, clock, fields={"name": "Nora Kaya", "email": "residency@bay.example.org"})
    assert find_duplicates(store).pairs == ()


def test_an_initial_that_fits_two_people_is_doubted(store: SqliteStore, clock: FixedClock) -> None:
    place = {"institution": "Harbor Medical Center", "specialty": "Surgery"}
    for name in ("J. Novak", "Jana Novak", "Jiri Novak"):
        add_person(store, clock, fields={"name": name} | place)
    found = find_duplicates(store)
    assert found.counts == {Band.CERTAIN: 0, Band.LIKELY: 0, Band.POSSIBLE: 2}
    assert all("but the initial fits somebody else here, too" in each.reasons for each in found.pairs)


def test_a_limit_and_a_band_choose_what_is_shown_and_the_counts_stay(
    store: SqliteStore, clock: FixedClock
) -> None:
    for _ in range(3):
        add_person(store, clock, fields=ANA)
    assert [len(find_duplicates(store, limit=each).pairs) for each in (0, 2, 9)] == [0, 2, 3]
    assert find_duplicates(store, limit=1).total == 3
    assert find_duplicates(store, band=Band.POSSIBLE).pairs == ()


def test_certain_pairs_without_differences_are_merged_one_action_each(
    store: SqliteStore, clock: FixedClock
) -> None:
    ana = add_person(store, clock, fields=ANA).person
    add_person(store, clock, fields={"name": "Ana Novak", "email": MAIL, "city": "New York"})
    add_person(store, clock, fields={"name": "Ana Novak", "email": MAIL, "city": "Boston"})
    other = add_person(store, clock, fields=ANA | {"name": "Ana M. Novak"}).person
    plans = plan_certain(store)

    merged = merge_certain(store, clock, plans)

    assert len(merged) == 1  # New York was filled in first, and Boston is a difference now
    assert find_person(store, ana.id).city == "New York"
    assert find_person(store, other.id).name == "Ana M. Novak"
    undo(store, clock)
    assert find_person(store, ana.id).city == ""


# ------------------------------------------------------------------------------------------- crowds


def crowd(number: int, emails: tuple[str, ...] = ()) -> list[Person]:
    """Return so many people of one name."""
    return [Person(id=PersonId(f"{each:05}"), name="Maria Garcia", emails=emails) for each in range(number)]


@pytest.mark.parametrize("mail", [(), (MAIL,)])
def test_a_thousand_people_of_one_name_end_and_are_told(mail: tuple[str, ...]) -> None:
    people = crowd(1000, emails=mail)
    began = process_time()
    found = search_people(people, {each.id: ["Harbor Medical Center"] for each in people})
    assert process_time() - began < 5
    assert found.crowds == (("Maria Garcia", 1000),)
    assert 0 < len(found.suspicions) < 10_000


def test_in_a_crowd_those_of_one_institution_are_still_found() -> None:
    people = crowd(100)
    places = {each.id: [f"Hospital {at // 2}"] for at, each in enumerate(people)}
    named = [replace(each, specialty="Surgery") for each in people]
    found = search_people(named, places)
    assert {(each.one, each.other) for each in found.suspicions if each.verdict.band is Band.LIKELY} >= {
        (at, at + 1) for at in range(0, 100, 2)
    }

"""What to look up next of the programs on the list, and what was said of places."""

from hallway.actions.applicants import set_up
from hallway.actions.odds import find_odds
from hallway.actions.ports import Store
from hallway.actions.program_facts import record_fact
from hallway.actions.program_gaps import FactsToFind, find_gaps, write_blank
from hallway.actions.program_meanings import list_meanings
from hallway.actions.program_places import say_place
from hallway.actions.programs import list_program
from hallway.domain.programs import FactKind
from hallway.facts.directory import search_units
from hallway.formats.pasted_facts import read_pasted_facts
from tests.cast import CLAIRE, NADIA, ZEYNEP, FixedClock

CODES = [each.code for each in search_units("", specialties=["Internal medicine"]) if each.open_tracks][:5]
UNCOUNTED = [
    each.code for each in search_units("", specialties=["Osteopathic Neuromusculoskeletal Medicine"])
][:3]


def missing(store: Store, clock: FixedClock, most: int = 15) -> dict[str, tuple[FactKind, ...]]:
    """Return what is to be looked up by program."""
    return {each.unit.code: each.missing for each in find_gaps(store, clock, most=most).programs}


def test_an_empty_list_asks_for_nothing(store: Store, clock: FixedClock) -> None:
    set_up(store, clock, fields=NADIA)

    assert find_gaps(store, clock) == FactsToFind((), 0, 0)


def test_the_order_is_that_of_what_would_tell_most_about_the_chances(store: Store, clock: FixedClock) -> None:
    set_up(store, clock, fields=ZEYNEP | {"status": "non-us-img"})
    list_program(store, clock, units=CODES)

    gaps = find_gaps(store, clock, most=7)
    answer = find_odds(store, clock)

    assert gaps.is_measured
    asked = {(each.unit.code, kind) for each in gaps.programs for kind in each.missing}
    assert asked == {(each.code, each.fact) for each in answer.wanted[:7]}
    assert len(gaps.programs) == len(CODES)  # one fact of each program before a second one of any
    firsts = [each.moves[each.missing[0]] for each in gaps.programs]
    assert firsts == sorted(firsts, reverse=True)
    assert all(moves > 0 for each in gaps.programs for moves in each.moves.values())
    assert gaps.more > 0


def test_what_is_known_or_closes_a_program_is_not_asked(store: Store, clock: FixedClock) -> None:
    set_up(store, clock, fields=ZEYNEP | {"status": "non-us-img", "needs_visa": "yes"})
    list_program(store, clock, units=CODES[:2])
    record_fact(store, clock, unit=CODES[0], kind=FactKind.IMG_SHARE, text="40")
    record_fact(store, clock, unit=CODES[1], kind=FactKind.VISAS, text="none")

    asked = missing(store, clock)

    assert set(asked) == set(CODES[:1])
    assert FactKind.IMG_SHARE not in asked[CODES[0]]


def test_programs_without_published_figures_are_asked_kind_after_kind(
    store: Store, clock: FixedClock
) -> None:
    """Nothing can be measured there; the measured facts of others come first."""
    set_up(store, clock, fields=ZEYNEP)
    list_program(store, clock, units=UNCOUNTED)

    gaps = find_gaps(store, clock, most=4)

    assert not gaps.is_measured
    assert gaps.more == 3 * 5 - 4
    first = gaps.programs[0].unit.code
    assert missing(store, clock, 4) == {
        each: (FactKind.IMG_SHARE, FactKind.VISAS) if each == first else (FactKind.IMG_SHARE,)
        for each in UNCOUNTED
    }
    list_program(store, clock, units=CODES[:1])
    assert find_gaps(store, clock).programs[0].unit.code == CODES[0]


def test_before_anything_was_said_the_list_is_asked_kind_after_kind(
    empty_store: Store, clock: FixedClock
) -> None:
    assert find_gaps(empty_store, clock) == FactsToFind((), 0, 0)


def test_what_does_not_concern_an_applicant_is_not_asked(store: Store, clock: FixedClock) -> None:
    set_up(store, clock, fields=CLAIRE | {"needs_visa": "no"})
    list_program(store, clock, units=CODES[:1])

    asked = missing(store, clock)[CODES[0]]

    assert asked
    assert {FactKind.IMG_SHARE, FactKind.VISAS}.isdisjoint(asked)


def test_the_lines_to_fill_in_are_read_back_as_they_are(store: Store, clock: FixedClock) -> None:
    """What is left empty stays unknown, and no line is a fault."""
    set_up(store, clock, fields=ZEYNEP | {"status": "non-us-img"})
    list_program(store, clock, units=CODES)

    blank = write_blank(find_gaps(store, clock, most=500))
    read = read_pasted_facts(blank)

    assert (read.rows, read.problems) == ((), ())
    assert read.empty == sum(map(len, missing(store, clock, 500).values()))


def test_what_was_said_of_places_is_told_by_name(store: Store, clock: FixedClock) -> None:
    set_up(store, clock, fields=NADIA)
    unit = search_units(CODES[0])[0]
    say_place(store, clock, name="Our hospital", means=unit.institution_code)
    say_place(store, clock, name="A clinic at home", means="none")
    say_place(store, clock, name="Their program", means=unit.code)

    said = dict(list_meanings(store))

    assert list(said) == ["A clinic at home", "Our hospital", "Their program"]
    assert said["A clinic at home"] == "no place with programs"
    assert said["Our hospital"].startswith(unit.institution)
    assert unit.specialty in said["Their program"]

"""What to look up next of the programs on the list, and what was said of places."""

from hallway.actions.applicants import set_up
from hallway.actions.ports import Store
from hallway.actions.program_facts import record_fact
from hallway.actions.program_gaps import find_gaps
from hallway.actions.program_meanings import list_meanings
from hallway.actions.program_places import say_place
from hallway.actions.programs import list_program
from hallway.domain.programs import FactKind
from hallway.facts.directory import search_units
from tests.cast import CLAIRE, NADIA, ZEYNEP, FixedClock

CODES = [each.code for each in search_units("", specialties=["Internal medicine"])[:5]]


def missing(store: Store, most: int = 15) -> dict[str, tuple[FactKind, ...]]:
    """Return what is to be looked up by program."""
    return {each.unit.code: each.missing for each in find_gaps(store, most=most).programs}


def test_an_empty_list_asks_for_nothing(store: Store, clock: FixedClock) -> None:
    set_up(store, clock, fields=NADIA)

    assert (find_gaps(store).programs, find_gaps(store).more, find_gaps(store).listed) == ((), 0, 0)


def test_one_kind_of_fact_is_asked_for_of_every_program_before_the_next(
    store: Store, clock: FixedClock
) -> None:
    set_up(store, clock, fields=ZEYNEP)
    list_program(store, clock, units=CODES)

    assert missing(store, 7) == {
        each: (FactKind.IMG_SHARE, FactKind.VISAS) if place < 2 else (FactKind.IMG_SHARE,)
        for place, each in enumerate(CODES)
    }
    assert find_gaps(store, most=7).more == 5 * 5 - 7


def test_what_is_known_or_does_not_concern_the_applicant_is_not_asked(
    store: Store, clock: FixedClock
) -> None:
    set_up(store, clock, fields=CLAIRE | {"needs_visa": "no"})
    list_program(store, clock, units=CODES[:1])
    record_fact(store, clock, unit=CODES[0], kind=FactKind.STEP2_MIN, text="225")

    assert missing(store) == {CODES[0]: (FactKind.MOST_YEARS, FactKind.MOST_ATTEMPTS)}


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

"""Counts of an official report: kept for reference, in the odds only on the applicant's word."""

import pytest

from hallway.actions.history import undo
from hallway.actions.program_counts import (
    ACKNOWLEDGMENT,
    Rows,
    forget_counts,
    import_counts,
    list_counts,
    stop_using_counts,
    use_counts,
)
from hallway.actions.programs import show_program
from hallway.domain.errors import InvalidValue
from hallway.domain.programs import ProgramCounts
from hallway.storage.store import SqliteStore
from tests.cast import FixedClock

ROWS: Rows = {"1600440C0": ((5, 5), (5, None)), "1600440P0": ((4, 1), (None, None))}


@pytest.fixture
def counts(store: SqliteStore, clock: FixedClock) -> ProgramCounts:
    return import_counts(store, clock, report="Program Results", years=(2025, 2024), rows=ROWS)


def test_counts_are_shown_at_their_program_and_stay_out_of_the_odds(
    store: SqliteStore, clock: FixedClock, counts: ProgramCounts
) -> None:
    (shown,) = show_program(store, clock, unit="4404112279").counts
    assert (shown.counts.in_odds, dict(shown.tracks)) == (False, dict(ROWS))
    assert show_program(store, clock, unit="1600120").counts == ()
    assert list_counts(store) == (counts,)


def test_they_enter_the_odds_only_after_the_acknowledgment(
    store: SqliteStore, clock: FixedClock, counts: ProgramCounts
) -> None:
    for said in ("", "yes", "I agree"):
        with pytest.raises(InvalidValue, match=r"permission.*I have read the terms of this report"):
            use_counts(store, clock, counts=counts.id, acknowledgment=said)
    assert use_counts(store, clock, counts="program results", acknowledgment=f"{ACKNOWLEDGMENT}.").in_odds
    undo(store, clock)
    assert not list_counts(store)[0].in_odds
    use_counts(store, clock, counts=counts.id, acknowledgment=ACKNOWLEDGMENT.lower())
    assert not stop_using_counts(store, clock, counts=counts.id).in_odds


def test_the_same_report_takes_the_place_of_the_first_switched_off(
    store: SqliteStore, clock: FixedClock, counts: ProgramCounts
) -> None:
    use_counts(store, clock, counts=counts.id, acknowledgment=ACKNOWLEDGMENT)
    same = import_counts(store, clock, report="Program Results", years=(2025, 2024), rows=ROWS)
    assert same.in_odds
    changed = import_counts(
        store, clock, report="PROGRAM RESULTS", years=(2025, 2024), rows={"1600440C0": ((6, 6), (5, 5))}
    )
    assert list_counts(store) == (changed,)
    assert (changed.id, changed.in_odds) == (counts.id, False)


def test_forgotten_counts_come_back_by_undo(
    store: SqliteStore, clock: FixedClock, counts: ProgramCounts
) -> None:
    forget_counts(store, clock, counts=counts.id)
    assert list_counts(store) == ()
    undo(store, clock)
    assert list_counts(store) == (counts,)


@pytest.mark.parametrize(
    ("years", "rows", "says"),
    [
        ((), {}, "No program was read"),
        ((2024, 2025), ROWS, "newest first"),
        ((2025, 1024), ROWS, "years of the Match"),
        ((2025,), ROWS, "quota and filled of 1 years"),
        ((2025,), {"1600440C0": ((-1, 2),)}, "quota and filled"),
    ],
)
def test_what_is_no_report_is_refused(
    store: SqliteStore, clock: FixedClock, years: tuple[int, ...], rows: Rows, says: str
) -> None:
    with pytest.raises(InvalidValue, match=says):
        import_counts(store, clock, report="Program Results", years=years, rows=rows)
    assert list_counts(store) == ()

"""What came of applications, season by season."""

from datetime import date

import pytest

from hallway.actions.applicants import change_applicant
from hallway.actions.history import list_history, undo
from hallway.actions.program_outcomes import count_season, record_outcome, remove_outcome, tell_outcome
from hallway.domain.errors import InvalidValue
from hallway.domain.programs import ProgramOutcome, Reply, Result
from hallway.storage.store import SqliteStore
from tests.cast import FixedClock

FAMILY, SURGERY = "1600120", "4404112279"


def kept(store: SqliteStore) -> tuple[ProgramOutcome, ...]:
    with store.reading() as reading:
        return reading.all(ProgramOutcome)


def test_one_application_comes_further_and_history_keeps_how(store: SqliteStore, clock: FixedClock) -> None:
    record_outcome(store, clock, unit=SURGERY, applied_on=date(2026, 9, 24))
    record_outcome(store, clock, unit=SURGERY, reply=Reply.WAITLIST, replied_on=date(2026, 10, 20))
    record_outcome(store, clock, unit="1600440C0", interviewed_on=date(2026, 11, 20))
    last = record_outcome(store, clock, unit=SURGERY, rank=3, result=Result.MATCHED)

    assert kept(store) == (last,)
    assert (last.season, last.applied_on, last.reply, last.rank) == (
        2028,
        date(2026, 9, 24),
        Reply.INTERVIEW,
        3,
    )
    assert [each.says.partition(":")[2].partition(" at ")[0] for each in list_history(store)[:4]] == [
        " matched",
        " interviewed",
        " on the waitlist",
        " applied",
    ]
    undo(store, clock)
    assert (kept(store)[0].rank, kept(store)[0].result) == (None, None)


def test_an_interview_held_says_that_one_was_given(store: SqliteStore, clock: FixedClock) -> None:
    assert (
        record_outcome(store, clock, unit=SURGERY, interviewed_on=date(2026, 11, 20)).reply is Reply.INTERVIEW
    )


def test_each_season_is_another_application(store: SqliteStore, clock: FixedClock) -> None:
    record_outcome(store, clock, unit=SURGERY, season=2026, reply=Reply.REJECTED)
    record_outcome(store, clock, unit=SURGERY, reply=Reply.INTERVIEW)
    record_outcome(store, clock, unit=FAMILY, applied_on=date(2026, 9, 24))
    now, before = count_season(store), count_season(store, season=2026)
    assert (now.season, now.applied, now.interviews, now.rejections, now.silent) == (2028, 2, 1, 0, 1)
    assert (before.season, before.applied, before.rejections) == (2026, 1, 1)


def test_a_part_is_taken_back_and_the_whole_removed(store: SqliteStore, clock: FixedClock) -> None:
    made = record_outcome(store, clock, unit=SURGERY, reply=Reply.REJECTED, applied_on=date(2026, 9, 24))
    cleared = record_outcome(store, clock, unit=SURGERY, clear=["reply"])
    assert (cleared.reply, cleared.applied_on, tell_outcome(cleared)) == (None, date(2026, 9, 24), "applied")
    remove_outcome(store, clock, outcome=made.id[:20])
    assert kept(store) == ()


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"rank": 0}, "1 to 300"),
        ({"season": 1890}, "match year"),
        ({"applied_on": date(2066, 1, 1)}, "Check the year"),
        ({"applied_on": date(2026, 10, 1), "replied_on": date(2026, 9, 1)}, "Check the two days"),
        ({"applied_on": date(2026, 10, 1), "interviewed_on": date(2026, 9, 1)}, "before the application"),
        ({"reply": Reply.REJECTED, "result": Result.MATCHED}, "Correct the reply first"),
        ({"reply": Reply.REJECTED, "interviewed_on": date(2026, 11, 1)}, "after it is a result"),
        ({"clear": ["unit"]}, "There are: applied_on"),
        ({"clear": ["rank"], "rank": 2}, "not both"),
    ],
)
def test_parts_that_contradict_each_other_are_refused(
    store: SqliteStore, clock: FixedClock, parts: dict[str, object], says: str
) -> None:
    with pytest.raises(InvalidValue, match=says):
        record_outcome(store, clock, unit=SURGERY, **parts)  # type: ignore[arg-type]  # wrong on purpose
    assert kept(store) == ()


def test_without_a_match_year_the_season_must_be_said(store: SqliteStore, clock: FixedClock) -> None:
    change_applicant(store, clock, fields={"match_year": ""})
    with pytest.raises(InvalidValue, match="Say the match year"):
        record_outcome(store, clock, unit=SURGERY, reply=Reply.INTERVIEW)

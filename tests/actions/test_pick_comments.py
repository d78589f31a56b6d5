"""Comments on programs: typed, and read back from a sheet."""

import pytest

from hallway.actions.people import add_person
from hallway.actions.pick_comments import (
    add_comment,
    apply_comments,
    list_comments,
    plan_comments,
    remove_comment,
)
from hallway.actions.standings import trash_person
from hallway.domain.errors import InvalidValue, NotFound
from hallway.domain.picks import ProgramComment, Verdict
from hallway.facts.directory import units
from hallway.formats.problems import UnreadableFile
from hallway.storage.store import SqliteStore
from tests.cast import FixedClock

ONE, OTHER, THIRD = [each.code for each in units().values() if each.specialty == "General Surgery"][:3]
SHEET = f"""Code,Name,Comment,Verdict,By
{ONE},x,Good place for IMGs,keep,Ana Novak
{OTHER},x,,drop,
{THIRD},x,,,
0000000,x,Which one?,keep,Ana Novak
{THIRD},x,Far away,perhaps,A resident
""".encode()


@pytest.mark.requirement("APP-02")
def test_comments_stay_with_each_program_and_whoever_made_them(store: SqliteStore, clock: FixedClock) -> None:
    ana = add_person(store, clock, fields={"name": "Ana Novak"}).person
    add_comment(store, clock, unit=ONE, text="They know IMGs", person=ana.id, verdict="keep")
    clock.wait(days=1)
    add_comment(store, clock, unit=ONE, text="Heavy call", who="a resident there")
    (found,) = list_comments(store)
    assert found.unit is units()[ONE]
    assert [(each.by, each.comment.verdict) for each in found.comments] == [
        ("a resident there", None),
        ("Ana Novak", Verdict.KEEP),
    ]
    assert list_comments(store, unit=OTHER) == ()
    trash_person(store, clock, person=ana.id)
    assert list_comments(store)[0].comments[1].by == "somebody who is no longer here"
    remove_comment(store, clock, comment=found.comments[0].comment.id)
    assert len(list_comments(store)[0].comments) == 1


def test_a_comment_needs_words_or_a_verdict_and_somebody(store: SqliteStore, clock: FixedClock) -> None:
    with pytest.raises(InvalidValue, match="Write what was said"):
        add_comment(store, clock, unit=ONE, who="a resident")
    with pytest.raises(InvalidValue, match="who said it"):
        add_comment(store, clock, unit=ONE, text="Good")
    with pytest.raises(InvalidValue, match="verdict"):
        add_comment(store, clock, unit=ONE, who="a resident", verdict="perhaps")
    with pytest.raises(NotFound):
        add_comment(store, clock, unit="0000000", text="Good", who="a resident")
    assert list_comments(store) == ()


def test_a_sheet_that_comes_back_is_shown_first_then_kept_and_undone(
    store: SqliteStore, clock: FixedClock
) -> None:
    ana = add_person(store, clock, fields={"name": "Ana Novak"}).person
    plan = plan_comments(store, data=SHEET, name="list.csv", by="Bolu Ade")
    assert [(each.code, each.verdict, each.by, each.person) for each in plan.rows] == [
        (ONE, Verdict.KEEP, "Ana Novak", ana.id),
        (OTHER, Verdict.DROP, "Bolu Ade", None),
        (THIRD, None, "A resident", None),
    ]
    assert [each.line for each in plan.problems] == [5, 6]
    with store.reading() as reading:
        assert reading.all(ProgramComment) == ()

    apply_comments(store, clock, plan)
    again = plan_comments(store, data=SHEET, by="Bolu Ade")
    assert (again.rows, again.known) == ((), 3)
    with pytest.raises(InvalidValue, match="Nothing in it can be kept"):
        apply_comments(store, clock, again)
    apply_comments(store, clock, plan)  # the same plan twice keeps each comment once
    with store.reading() as reading:
        assert len(reading.all(ProgramComment)) == 3
    store.undo(None, now=clock.now())
    store.undo(None, now=clock.now())
    assert list_comments(store) == ()


def test_rows_without_anybody_are_told(store: SqliteStore) -> None:
    plan = plan_comments(store, data=SHEET)
    assert [each.line for each in plan.problems] == [3, 5, 6]
    assert "who said it" in plan.problems[0].says


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no workbook", b"\x00\x01\x02"])
def test_what_is_no_sheet_is_refused(store: SqliteStore, data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        plan_comments(store, data=data)

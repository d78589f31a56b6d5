"""Whatever is done about programs, undoing all of it leads back through every state."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from typing import TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.actions.applicants import set_up
from hallway.actions.history import undo
from hallway.actions.people import add_person
from hallway.actions.program_counts import ACKNOWLEDGMENT, import_counts, list_counts, use_counts
from hallway.actions.program_facts import apply_facts, correct_kind, forget_fact, record_fact
from hallway.actions.program_imports import plan_pasted_facts
from hallway.actions.program_outcomes import record_outcome
from hallway.actions.program_places import say_place
from hallway.actions.program_ties import record_tie, withdraw_tie
from hallway.actions.programs import list_program, unlist_program
from hallway.domain.errors import HallwayError
from hallway.domain.institutions import InstitutionKind
from hallway.domain.programs import FactKind, ProgramFact, ProgramTie, Reply, Result, TieKind
from hallway.storage.store import SqliteStore
from tests.cast import ANA, TOMAS, FixedClock
from tests.storage.files import new_store

Act: TypeAlias = Callable[[SqliteStore, FixedClock], object]
UNITS = ("1600120", "4404112279", "1600440C0")


def _forget(store: SqliteStore, clock: FixedClock) -> None:
    with store.reading() as reading:
        facts = reading.all(ProgramFact)
    for each in facts[:1]:
        forget_fact(store, clock, fact=each.id)


def _withdraw(store: SqliteStore, clock: FixedClock) -> None:
    with store.reading() as reading:
        ties = reading.all(ProgramTie)
    for each in ties[:1]:
        withdraw_tie(store, clock, tie=each.id)


def _paste(text: str) -> Act:
    return lambda store, clock: apply_facts(
        store, clock, plan=plan_pasted_facts(store, clock, text=text).plan
    )


def _tie(unit: str, kind: TieKind) -> Act:
    def act(store: SqliteStore, clock: FixedClock) -> None:
        with store.reading() as reading:
            ana = reading.connections()[0].id
        record_tie(store, clock, unit=unit, kind=kind, person=ana)

    return act


def _read_report(store: SqliteStore, clock: FixedClock) -> None:
    import_counts(store, clock, report="Results", years=(2025,), rows={"1600440C0": ((5, 5),)})


def _use(store: SqliteStore, clock: FixedClock) -> None:
    for each in list_counts(store):
        use_counts(store, clock, counts=each.id, acknowledgment=ACKNOWLEDGMENT)


units = st.sampled_from(UNITS)
shares = st.integers(0, 100).map(str)
acts: st.SearchStrategy[Act] = st.one_of(
    st.builds(
        lambda unit, share, day: (
            lambda store, clock: record_fact(
                store, clock, unit=unit, kind=FactKind.IMG_SHARE, text=share, on=day
            )
        ),
        units,
        shares,
        st.sampled_from([None, date(2026, 1, 1)]),
    ),
    st.builds(
        lambda unit, everywhere: (
            lambda store, clock: correct_kind(
                store, clock, unit=unit, kind=InstitutionKind.UNIVERSITY, everywhere=everywhere
            )
        ),
        units,
        st.booleans(),
    ),
    st.builds(lambda unit, share: _paste(f"{unit} IMG share {share} %\n{unit} visas J-1"), units, shares),
    st.builds(
        lambda some, why: lambda store, clock: list_program(store, clock, units=some, reasons=why),
        st.lists(units, min_size=1),
        st.sampled_from([None, "", "near"]),
    ),
    st.builds(lambda unit: lambda store, clock: unlist_program(store, clock, unit=unit), units),
    st.builds(_tie, units, st.sampled_from(TieKind)),
    st.builds(
        lambda unit, reply, result: (
            lambda store, clock: record_outcome(store, clock, unit=unit, reply=reply, result=result)
        ),
        units,
        st.sampled_from([None, *Reply]),
        st.sampled_from([None, *Result]),
    ),
    st.builds(
        lambda means: lambda store, clock: say_place(store, clock, name="Harbor Medical Center", means=means),
        st.sampled_from(["1600", "none", "1600120"]),
    ),
    st.sampled_from([_forget, _withdraw, _read_report, _use]),
)


@settings(max_examples=15)
@given(st.lists(acts, max_size=6))
def test_undoing_everything_leads_back_through_every_earlier_state(steps: list[Act]) -> None:
    clock = FixedClock()
    with new_store() as store:
        set_up(store, clock, fields=TOMAS)
        add_person(store, clock, fields=ANA)
        states = [_dump(store)]
        for step in steps:
            with suppress(HallwayError):
                step(store, clock)
            if _dump(store) != states[-1]:
                states.append(_dump(store))
        for state in reversed(states[:-1]):
            undo(store, clock)
            assert _dump(store) == state


def _dump(store: SqliteStore) -> Mapping[str, object]:
    with store.reading() as record:
        return record.dump()

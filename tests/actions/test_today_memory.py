"""Today kept over actions is the Today that a fresh look gives, after whatever was done and whenever."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.actions.advice import record_advice
from hallway.actions.applicants import change_applicant, set_up
from hallway.actions.asks import record_ask
from hallway.actions.history import undo
from hallway.actions.imports import apply_import, plan_import
from hallway.actions.interactions import record_interaction
from hallway.actions.merges import merge_people
from hallway.actions.milestones import record_milestone
from hallway.actions.overrides import override, reset
from hallway.actions.people import add_person, edit_person
from hallway.actions.promises import make_promise
from hallway.actions.settling import settle_step, snooze_person, snooze_step
from hallway.actions.standings import archive_person, bring_back, purge_person, trash_person
from hallway.actions.today import TodayMemory, all_steps, today
from hallway.domain.asks import Rung
from hallway.domain.errors import HallwayError
from hallway.domain.ids import PersonId, StepId
from hallway.domain.institutions import Institution
from hallway.domain.interactions import Kind
from hallway.domain.milestones import MilestoneKind
from hallway.domain.people import Person
from hallway.domain.promises import By
from hallway.storage.store import SqliteStore
from tests.cast import ANA, NADIA, FixedClock
from tests.storage.files import new_store

Act = Callable[[SqliteStore, FixedClock, st.DataObject], object]

LIST = b"Name,Role,Hospital,Last contact\nMara Keller,fellow,Oak Hill,2026-08-01\nAna Novak,attending,,\n"


def _somebody(store: SqliteStore, data: st.DataObject) -> PersonId:
    with store.reading() as reading:
        known = [each.id for each in reading.all(Person)]
    return data.draw(st.sampled_from(known or [PersonId("nobody")]))


def _add(store: SqliteStore, clock: FixedClock, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["Ana Novak", "Ben Okoro", "Chen Wei", "Dia Rao"]))
    groups = data.draw(st.sampled_from(["", "mentor", "peer; mentor"]))
    fields = ANA | {"name": name, "groups": groups, "zone": data.draw(st.sampled_from(["", "Asia/Kolkata"]))}
    with suppress(HallwayError):
        fields["introduced_by"] = _somebody(store, data)
        add_person(store, clock, fields=fields)
        return
    fields.pop("introduced_by")
    add_person(store, clock, fields=fields)


def _log(store: SqliteStore, clock: FixedClock, data: st.DataObject) -> None:
    back = timedelta(days=data.draw(st.integers(0, 400)))
    record_interaction(
        store,
        clock,
        people=[_somebody(store, data)],
        kind=data.draw(st.sampled_from(Kind)),
        on=(clock.now() - back).date(),
        topics=data.draw(st.sampled_from([(), ("a topic",)])),
    )


def _change_place(store: SqliteStore, clock: FixedClock, data: st.DataObject) -> None:
    with store.writing("test", "Changed a place", now=clock.now()) as writing:
        for each in writing.all(Institution):
            writing.replace(replace(each, zone=data.draw(st.sampled_from(["", "America/Chicago"]))))


def _undo(store: SqliteStore, clock: FixedClock, data: st.DataObject) -> None:
    with store.reading() as reading:
        entries = [each.id for each in reading.history(limit=6) if each.action != "applicant.set-up"]
    undo(store, clock, entry=data.draw(st.sampled_from(entries)))


def _settle(store: SqliteStore, clock: FixedClock, data: st.DataObject) -> None:
    known = [each.id for each in all_steps(store, clock)] or [StepId("none")]
    step = data.draw(st.sampled_from(known))
    days = data.draw(st.integers(0, 30))
    if days:
        snooze_step(store, clock, step=step, until=clock.now().date() + timedelta(days=days), why="later")
    else:
        settle_step(store, clock, step=step)


def _import(store: SqliteStore, clock: FixedClock, _: st.DataObject) -> None:
    apply_import(store, clock, plan=plan_import(store, clock, data=LIST, name="list.csv"))


def _purge(store: SqliteStore, clock: FixedClock, data: st.DataObject) -> None:
    who = _somebody(store, data)
    with suppress(HallwayError):
        trash_person(store, clock, person=who)
    purge_person(store, clock, person=who)


ACTS: dict[str, Act] = {
    "add": _add,
    "log": _log,
    "log again": _log,
    "edit": lambda store, clock, data: edit_person(
        store,
        clock,
        person=_somebody(store, data),
        fields={"groups": data.draw(st.sampled_from(["", "mentor"])), "institution": "Oak Hill"},
    ),
    "place": _change_place,
    "promise": lambda store, clock, data: make_promise(
        store, clock, person=_somebody(store, data), by=data.draw(st.sampled_from(By)), text="it"
    ),
    "advice": lambda store, clock, data: record_advice(
        store, clock, person=_somebody(store, data), text="read it"
    ),
    "ask": lambda store, clock, data: record_ask(
        store, clock, person=_somebody(store, data), rung=data.draw(st.sampled_from(Rung))
    ),
    "milestone": lambda store, clock, data: record_milestone(
        store, clock, kind=data.draw(st.sampled_from(MilestoneKind)), text="news"
    ),
    "settle": _settle,
    "snooze": lambda store, clock, data: snooze_person(
        store, clock, person=_somebody(store, data), until=date(2027, 2, 1), why="busy"
    ),
    "archive": lambda store, clock, data: archive_person(store, clock, person=_somebody(store, data)),
    "trash": lambda store, clock, data: trash_person(store, clock, person=_somebody(store, data)),
    "restore": lambda store, clock, data: bring_back(store, clock, person=_somebody(store, data)),
    "purge": _purge,
    "merge": lambda store, clock, data: merge_people(
        store, clock, keep=_somebody(store, data), other=_somebody(store, data)
    ),
    "import": _import,
    "undo": _undo,
    "override": lambda store, clock, data: override(
        store, clock, key="revive.open", value=str(data.draw(st.integers(1, 5)))
    ),
    "reset": lambda store, clock, _: reset(store, clock, key="revive.open"),
    "move": lambda store, clock, data: change_applicant(
        store,
        clock,
        fields={
            "zone": data.draw(st.sampled_from(["America/New_York", "Europe/Istanbul"])),
            "audience": data.draw(st.sampled_from(["img-general", "us-img-plastics"])),
        },
    ),
}
waits = st.sampled_from([timedelta(0), timedelta(minutes=1), timedelta(hours=7), timedelta(days=11)])


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_today_with_a_memory_is_today_without_one(data: st.DataObject) -> None:
    clock, memory = FixedClock(), TodayMemory()
    with new_store() as store:
        set_up(store, clock, fields=NADIA)
        _add(store, clock, data)
        for _round in range(10):
            act = ACTS[data.draw(st.sampled_from(sorted(ACTS)))]
            with suppress(HallwayError):
                act(store, clock, data)
            assert today(store, clock, memory) == today(store, clock)
            clock.instant += data.draw(waits)

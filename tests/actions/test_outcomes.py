"""What networking became: counted this year and in all, with the people on record for it."""

from datetime import date

import pytest

from hallway.actions.asks import record_ask
from hallway.actions.interactions import record_interaction
from hallway.actions.milestones import record_milestone
from hallway.actions.outcomes import OutcomeGroup, OutcomeKind, look_at_outcomes
from hallway.actions.people import add_person
from hallway.domain.asks import Answer, Rung
from hallway.domain.interactions import Kind
from hallway.domain.milestones import MilestoneKind
from hallway.storage.store import SqliteStore
from tests.cast import ANA, BOLU, CHEN, DIEGO, HUGO, FixedClock


def groups(store: SqliteStore, clock: FixedClock) -> dict[OutcomeKind, OutcomeGroup]:
    return {each.kind: each for each in look_at_outcomes(store, clock).groups}


def test_nothing_on_record_is_nothing_made_up(store: SqliteStore, clock: FixedClock) -> None:
    found = groups(store, clock)

    assert list(found) == list(OutcomeKind)
    assert {each.all_time for each in found.values()} == {0}
    assert {each.outcomes for each in found.values()} == {()}


@pytest.mark.requirement("GOA-05")
def test_what_came_of_the_network_is_counted_this_year_and_in_all(
    store: SqliteStore, clock: FixedClock
) -> None:
    ana = add_person(store, clock, fields=ANA | {"relationship": "advocates"}).person
    hugo = add_person(store, clock, fields=HUGO | {"introduced_by": "Ana Novak"}).person
    for kind, text, day in (
        (MilestoneKind.RESEARCH, "Joined the registry", date(2025, 5, 2)),
        (MilestoneKind.PUBLICATION, "Abstract with Ana Novák accepted", date(2026, 5, 2)),
        (MilestoneKind.PRESENTATION, "Poster", date(2026, 9, 2)),
        (MilestoneKind.ROTATION, "Observership at Prairie State", date(2026, 8, 2)),
        (MilestoneKind.EXAM, "Step 1 passed", date(2026, 8, 3)),
    ):
        record_milestone(store, clock, kind=kind, text=text, on=day)
    record_ask(store, clock, person=hugo.id, rung=Rung.LETTER, answer=Answer.GRANTED, on=date(2026, 10, 2))

    found = groups(store, clock)

    assert {each.kind.value: (each.this_year, each.all_time) for each in found.values()} == {
        "research": (1, 2),
        "presentations": (1, 1),
        "clinical-experience": (1, 1),
        "us-letters": (1, 1),
        "advocates": (None, 1),
    }
    [letter] = found[OutcomeKind.LETTERS].outcomes
    assert [(each.person.id, each.how) for each in letter.ties] == [
        (hugo.id, "promised it"),
        (ana.id, "introduced you to Hugo Almeida"),
    ]
    accepted, joined = found[OutcomeKind.RESEARCH].outcomes
    assert [(each.person.name, each.how) for each in accepted.ties] == [("Ana Novak", "named in it")]
    assert joined.ties == ()


def test_a_letter_counts_as_one_of_the_us_only_when_the_record_says_so(
    store: SqliteStore, clock: FixedClock
) -> None:
    abroad = add_person(store, clock, fields={"name": "Lena Fischer", "country": "Germany"}).person
    unknown = add_person(store, clock, fields={"name": "Omar Haddad"}).person
    for each in (abroad, unknown):
        record_ask(store, clock, person=each.id, rung=Rung.LETTER, answer=Answer.GRANTED)

    letters = groups(store, clock)[OutcomeKind.LETTERS]

    assert (letters.all_time, [each.name for each in letters.maybe]) == (0, ["Omar Haddad"])


def test_who_opened_a_door_stands_beside_the_kind_of_outcome(store: SqliteStore, clock: FixedClock) -> None:
    diego = add_person(store, clock, fields=DIEGO).person
    bolu = add_person(store, clock, fields=BOLU).person
    record_ask(store, clock, person=diego.id, rung=Rung.TASK, answer=Answer.GRANTED, on=date(2026, 3, 2))
    record_ask(store, clock, person=diego.id, rung=Rung.ROTATION, answer=Answer.DECLINED)
    record_interaction(
        store, clock, people=[bolu.id], kind=Kind.ROTATION_ENDED, on=date(2026, 7, 31), event="Elective"
    )

    found = groups(store, clock)

    assert [(each.person.name, each.how) for each in found[OutcomeKind.RESEARCH].openers] == [
        ("Diego Núñez", "said yes to a task on 2026-03-02")
    ]
    assert [(each.person.name, each.how) for each in found[OutcomeKind.CLINICAL].openers] == [
        ("Bolu Adeyemi", "your rotation with them ended on 2026-07-31")
    ]


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("Paper with Diego Nunez", True),
        ("paper (DIEGO NÚÑEZ, first author)", True),
        ("Paper with Diego", False),
        ("Paper with San Diego Nunezia", False),
    ],
)
def test_somebody_is_tied_to_a_result_that_names_them_whole(
    store: SqliteStore, clock: FixedClock, text: str, *, is_named: bool
) -> None:
    add_person(store, clock, fields=DIEGO)
    add_person(store, clock, fields=CHEN)
    record_milestone(store, clock, kind=MilestoneKind.PUBLICATION, text=text)

    [outcome] = groups(store, clock)[OutcomeKind.RESEARCH].outcomes

    assert [each.person.name for each in outcome.ties] == ["Diego Núñez"] * is_named

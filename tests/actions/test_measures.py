"""What the record counts toward a goal: only what is on it, with whom and what stands behind the number."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest

from hallway.actions.applicants import get_in
from hallway.actions.asks import record_ask
from hallway.actions.interactions import record_interaction
from hallway.actions.measures import Count, Counting
from hallway.actions.milestones import record_milestone
from hallway.actions.people import add_person
from hallway.actions.standings import archive_person, trash_person
from hallway.actions.states import playbook_of
from hallway.domain.asks import Answer, Rung
from hallway.domain.goals import Measure
from hallway.domain.ids import PersonId
from hallway.domain.interactions import Kind
from hallway.domain.milestones import MilestoneKind
from hallway.storage.store import SqliteStore
from tests.cast import ANA, BOLU, CHEN, HUGO, FixedClock


def count(store: SqliteStore, measure: Measure) -> Count:
    with store.reading() as reading:
        applicant = get_in(reading)
        return Counting(reading, playbook_of(reading, applicant), applicant.zone).count(measure)


def add(store: SqliteStore, clock: FixedClock, fields: Mapping[str, str], **more: str) -> PersonId:
    return add_person(store, clock, fields={**fields, **more}).person.id


def meet(store: SqliteStore, clock: FixedClock, person: PersonId, on: date, event: str = "") -> None:
    record_interaction(store, clock, people=[person], kind=Kind.MET, on=on, topics=["flaps"], event=event)


def test_mentors_are_the_active_people_of_that_group(store: SqliteStore, clock: FixedClock) -> None:
    add(store, clock, ANA)
    add(store, clock, BOLU)
    archive_person(store, clock, person=add(store, clock, HUGO, groups="mentor"))

    mentors = count(store, Measure.MENTORS)

    assert (mentors.number, [each.says for each in mentors.behind]) == (1, ["Ana Novak"])


def test_where_nobody_is_in_a_group_the_number_of_mentors_is_unknown(
    store: SqliteStore, clock: FixedClock
) -> None:
    assert count(store, Measure.MENTORS).number == 0
    add(store, clock, HUGO)

    mentors = count(store, Measure.MENTORS)

    assert mentors.number is None
    assert "who is a mentor" in mentors.hint


def test_a_mentorship_lasts_when_its_talks_span_the_months_of_the_guides(
    store: SqliteStore, clock: FixedClock
) -> None:
    ana = add(store, clock, ANA)
    meet(store, clock, ana, date(2026, 5, 23))
    meet(store, clock, ana, date(2026, 11, 22))
    assert count(store, Measure.LONG_MENTORS).number == 0

    meet(store, clock, ana, date(2026, 11, 23))

    lasting = count(store, Measure.LONG_MENTORS)
    assert [(each.says, each.on) for each in lasting.behind] == [("Ana Novak", date(2026, 5, 23))]
    assert "6 months" in lasting.counts


def test_mails_alone_make_no_lasting_mentor(store: SqliteStore, clock: FixedClock) -> None:
    ana = add(store, clock, ANA)
    for day in (date(2026, 1, 5), date(2026, 11, 5)):
        record_interaction(store, clock, people=[ana], kind=Kind.MAILED, on=day)

    assert count(store, Measure.LONG_MENTORS).number is None


def test_a_reference_is_near_dealt_with_and_in_the_us(store: SqliteStore, clock: FixedClock) -> None:
    near = {"relationship": "trusts-me"}
    ana = add(store, clock, ANA, **near)
    far = add(store, clock, {"name": "Lena Fischer", "groups": "mentor", "country": "Germany"}, **near)
    unknown = add(store, clock, {"name": "Omar Haddad", "groups": "sponsor"}, **near)
    peer = add(store, clock, CHEN, **near)
    add(store, clock, BOLU, **near)  # never dealt with
    for each in (ana, far, unknown, peer):
        meet(store, clock, each, date(2026, 11, 2))

    references = count(store, Measure.REFERENCES)

    assert [each.says for each in references.behind] == ["Ana Novak"]
    assert [each.name for each in references.maybe] == ["Omar Haddad"]
    assert "country" in references.hint


def test_a_reference_whose_country_is_missing_leaves_the_number_unknown(
    store: SqliteStore, clock: FixedClock
) -> None:
    fields = {"name": "Omar Haddad", "groups": "sponsor", "relationship": "advocates"}
    meet(store, clock, add(store, clock, fields), date(2026, 11, 2))

    assert count(store, Measure.REFERENCES).number is None


@pytest.mark.requirement("GOA-06")
def test_programs_that_know_the_name_are_counted_with_who_knows_it(
    store: SqliteStore, clock: FixedClock
) -> None:
    meet(store, clock, add(store, clock, ANA, reach="Lakeside University Hospital"), date(2026, 11, 2))
    add(store, clock, BOLU, relationship="knows-me")
    add(store, clock, HUGO)  # does not know the applicant

    known = count(store, Measure.KNOWN_AT)

    assert known.number == 2
    assert [each.says for each in known.behind] == [
        "Harbor Medical Center: Ana Novak, Bolu Adeyemi",
        "Lakeside University Hospital: Ana Novak",
    ]


def test_conferences_are_events_each_once(store: SqliteStore, clock: FixedClock) -> None:
    ana, bolu = add(store, clock, ANA), add(store, clock, BOLU)
    meet(store, clock, ana, date(2026, 10, 2), event="ACAPS")
    meet(store, clock, bolu, date(2026, 10, 3), event="acaps")
    meet(store, clock, bolu, date(2026, 9, 3), event="Regional day")

    conferences = count(store, Measure.CONFERENCES)

    assert [(each.says, each.on) for each in conferences.behind] == [
        ("ACAPS", date(2026, 10, 2)),
        ("Regional day", date(2026, 9, 3)),
    ]


def test_results_count_by_their_kind(store: SqliteStore, clock: FixedClock) -> None:
    for kind, text in (
        (MilestoneKind.RESEARCH, "Joined the registry"),
        (MilestoneKind.PUBLICATION, "Abstract accepted"),
        (MilestoneKind.PRESENTATION, "Poster in Ohio"),
        (MilestoneKind.EXAM, "Step 2"),
    ):
        record_milestone(store, clock, kind=kind, text=text, on=date(2026, 10, 1))

    assert {each.says for each in count(store, Measure.RESEARCH).behind} == {
        "Joined the registry",
        "Abstract accepted",
    }
    assert count(store, Measure.PRESENTATIONS).number == 1
    assert count(store, Measure.ROTATIONS).number == 0


def test_letters_are_asks_that_were_granted_by_people_who_are_still_here(
    store: SqliteStore, clock: FixedClock
) -> None:
    ana, bolu, hugo = add(store, clock, ANA), add(store, clock, BOLU), add(store, clock, HUGO)
    for person, answer in ((ana, Answer.GRANTED), (bolu, Answer.PENDING), (hugo, Answer.GRANTED)):
        record_ask(store, clock, person=person, rung=Rung.LETTER, answer=answer, on=date(2026, 10, 1))
    record_ask(store, clock, person=bolu, rung=Rung.MEETING, answer=Answer.GRANTED)
    trash_person(store, clock, person=hugo)

    letters = count(store, Measure.LETTERS)

    assert [(each.says, each.on) for each in letters.behind] == [("Ana Novak", date(2026, 10, 1))]


@pytest.mark.parametrize("measure", Measure)
def test_an_empty_record_counts_to_nothing(store: SqliteStore, measure: Measure) -> None:
    found = count(store, measure)

    assert (found.number, found.behind) == (0, ())
    assert found.counts.endswith(".")


@pytest.mark.parametrize("measure", Measure)
def test_behind_every_number_stands_as_much_as_it_says(
    store: SqliteStore, clock: FixedClock, measure: Measure
) -> None:
    clock.instant = datetime(2026, 3, 2, 15, tzinfo=UTC)
    ana = add(store, clock, ANA, relationship="advocates", reach="Prairie State; Lakeside")
    meet(store, clock, ana, date(2026, 3, 1), event="Vault day")
    clock.instant = FixedClock().instant
    meet(store, clock, ana, date(2026, 11, 1))
    record_ask(store, clock, person=ana, rung=Rung.LETTER, answer=Answer.GRANTED)
    for kind in MilestoneKind:
        record_milestone(store, clock, kind=kind, text=f"{kind} result")

    found = count(store, measure)

    assert found.number == len(found.behind) > 0

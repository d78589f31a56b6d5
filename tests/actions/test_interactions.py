"""What happened, written down: once, in its zone, with what it changes."""

from datetime import UTC, date, datetime

import pytest

from hallway.actions.applicants import change_applicant
from hallway.actions.history import list_history, undo
from hallway.actions.interactions import capture, record_interaction, remove_interaction
from hallway.actions.people import add_person, find_person, list_people
from hallway.actions.person_views import show_person
from hallway.actions.ports import PeopleFilter
from hallway.actions.standings import trash_person
from hallway.domain.errors import AmbiguousPerson, InvalidValue, NoApplicant, NotFound
from hallway.domain.gives import Give
from hallway.domain.ids import InteractionId, PersonId
from hallway.domain.interactions import Channel, Interaction, Kind
from hallway.domain.people import Person, Relationship
from hallway.domain.promises import By
from hallway.domain.times import noon
from hallway.storage.store import SqliteStore
from tests.cast import ANA, BOLU, NOW, FixedClock


@pytest.fixture
def ana(store: SqliteStore, clock: FixedClock) -> Person:
    return add_person(store, clock, fields=ANA).person


@pytest.fixture
def bolu(store: SqliteStore, clock: FixedClock) -> Person:
    return add_person(store, clock, fields=BOLU).person


@pytest.mark.requirement("LOG-01")
def test_a_contact_is_kept_with_everything_said_about_it(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    recorded = record_interaction(
        store,
        clock,
        people=[ana.id],
        kind=Kind.MET,
        on=datetime(2026, 11, 20, 14, 5, tzinfo=UTC),
        channel=Channel.POSTER,
        topics=["cleft registry; speech", "Speech"],
        summary="Stood at her poster.\nShe had time.",
        learned="They need chart reviewers.",
        next_step="send my CV",
        event="Craniofacial congress",
    )
    kept = show_person(store, clock, person=ana.id).interactions
    assert kept == recorded.interactions
    assert (kept[0].at, kept[0].zone, kept[0].is_timed) == (
        datetime(2026, 11, 20, 14, 5, tzinfo=UTC),
        "America/New_York",
        True,
    )
    assert (kept[0].channel, kept[0].event) == (Channel.POSTER, "Craniofacial congress")
    assert kept[0].topics == ("cleft registry", "speech")
    assert (kept[0].summary, kept[0].learned) == (
        "Stood at her poster.\nShe had time.",
        "They need chart reviewers.",
    )
    assert kept[0].next_step == "send my CV"


@pytest.mark.requirement("LOG-01")
@pytest.mark.parametrize("channel", Channel)
def test_every_channel_of_the_guides_is_there(
    store: SqliteStore, clock: FixedClock, ana: Person, channel: Channel
) -> None:
    recorded = record_interaction(store, clock, people=[ana.id], kind=Kind.MET, channel=channel)
    assert recorded.interactions[0].channel is channel


@pytest.mark.requirement("LOG-01")
def test_a_dinner_with_two_people_is_two_contacts_of_one_occasion(
    store: SqliteStore, clock: FixedClock, ana: Person, bolu: Person
) -> None:
    recorded = record_interaction(
        store, clock, people=[ana.id, bolu.id, ana.id], kind=Kind.MET, i_promised=["send the paper"]
    )
    first, second = recorded.interactions
    assert (first.person, second.person) == (ana.id, bolu.id)
    assert first.occasion == second.occasion != ""
    assert [each.person for each in recorded.promises] == [ana.id]
    assert show_person(store, clock, person=ana.id).timeline[-1].says == "You met, with Bolu Adeyemi"
    assert list_history(store)[0].says == "Met Ana Novak and Bolu Adeyemi"


def test_a_contact_with_one_person_has_no_occasion(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    assert record_interaction(store, clock, people=[ana.id], kind=Kind.MET).interactions[0].occasion == ""


def test_no_date_means_now_and_a_day_alone_means_noon_where_the_applicant_is(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    timed = record_interaction(store, clock, people=[ana.id], kind=Kind.MET).interactions[0]
    change_applicant(store, clock, fields={"zone": "Asia/Kolkata"})
    daily = record_interaction(
        store, clock, people=[ana.id], kind=Kind.MET, on=date(2026, 11, 20)
    ).interactions[0]
    assert (timed.at, timed.is_timed) == (NOW, True)
    assert (daily.at, daily.is_timed) == (datetime(2026, 11, 20, 6, 30, tzinfo=UTC), False)
    assert daily.zone == "Asia/Kolkata"


def test_a_talk_of_this_morning_does_not_lie_ahead(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    recorded = record_interaction(store, clock, people=[ana.id], kind=Kind.MET, on=date(2026, 11, 23))
    assert (recorded.interactions[0].at, recorded.interactions[0].is_timed) == (NOW, False)
    assert [each.rule for each in recorded.steps] == ["follow-up.after-meeting", "follow-up.bare-encounter"]


def test_a_time_without_zone_is_meant_where_the_applicant_is(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    local = datetime(2026, 11, 20, 9, 0, 0, 123456)  # noqa: DTZ001 - a form sends no zone
    recorded = record_interaction(store, clock, people=[ana.id], kind=Kind.MET, on=local)
    assert recorded.interactions[0].at == datetime(2026, 11, 20, 14, 0, 0, 123000, tzinfo=UTC)


@pytest.mark.parametrize(
    "on", [date(2029, 12, 1), date(9999, 12, 31), datetime(2062, 11, 23, 15, 31, tzinfo=UTC), date(1, 1, 1)]
)
def test_a_contact_that_cannot_have_happened_is_refused_with_a_remedy(
    store: SqliteStore, clock: FixedClock, ana: Person, on: date
) -> None:
    with pytest.raises(InvalidValue, match=r"Check the year|1900 or later"):
        record_interaction(store, clock, people=[ana.id], kind=Kind.MET, on=on)
    assert show_person(store, clock, person=ana.id).interactions == ()


def test_a_day_ahead_is_kept_with_a_caution_since_clocks_are_set_back(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    clock.instant = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # still the 22nd in New York
    today = record_interaction(store, clock, people=[ana.id], kind=Kind.MET, on=date(2026, 11, 22))
    ahead = record_interaction(store, clock, people=[ana.id], kind=Kind.MET, on=date(2026, 11, 25))
    assert today.cautions == ()
    assert [each.says for each in ahead.cautions] == ["The day you gave lies 3 days ahead of the clock."]
    assert ahead.interactions[0].at == noon(date(2026, 11, 25), "America/New_York")


def test_a_clock_set_back_does_not_stop_the_log(store: SqliteStore, clock: FixedClock, ana: Person) -> None:
    clock.wait(days=-400)
    recorded = record_interaction(store, clock, people=[ana.id], kind=Kind.MET)
    assert recorded.interactions[0].at == clock.instant


def test_helping_them_is_a_give_too_and_being_helped_is_not(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    record_interaction(store, clock, people=[ana.id], kind=Kind.HELPED_ME, summary="Read my abstract")
    record_interaction(
        store,
        clock,
        people=[ana.id],
        kind=Kind.HELPED_THEM,
        on=date(2026, 11, 20),
        summary="Cleaned her data",
    )
    gives = show_person(store, clock, person=ana.id).gives
    assert [(each.text, each.on) for each in gives] == [("Cleaned her data", date(2026, 11, 20))]


@pytest.mark.parametrize(
    ("kind", "becomes"),
    [
        (Kind.MET, Relationship.KNOWS_ME),
        (Kind.CALLED, Relationship.KNOWS_ME),
        (Kind.REPLIED, Relationship.KNOWS_ME),
        (Kind.HELPED_ME, Relationship.KNOWS_ME),
        (Kind.ROTATION_ENDED, Relationship.KNOWS_ME),
        (Kind.MAILED, Relationship.UNKNOWN),
        (Kind.HELPED_THEM, Relationship.UNKNOWN),
        (Kind.NOTE, Relationship.UNKNOWN),
    ],
)
@pytest.mark.requirement("CON-08")
def test_whoever_took_part_knows_me_and_nobody_else_does(
    store: SqliteStore, clock: FixedClock, ana: Person, kind: Kind, becomes: Relationship
) -> None:
    record_interaction(store, clock, people=[ana.id], kind=kind)
    assert find_person(store, ana.id).relationship is becomes


def test_trust_does_not_move_by_itself(store: SqliteStore, clock: FixedClock) -> None:
    sponsor = add_person(store, clock, fields=BOLU | {"relationship": "advocates"}).person
    record_interaction(store, clock, people=[sponsor.id], kind=Kind.MET)
    assert find_person(store, sponsor.id).relationship is Relationship.ADVOCATES


@pytest.mark.requirement("CON-13")
def test_permission_to_follow_up_can_be_noted_with_the_talk(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    record_interaction(
        store, clock, people=[ana.id], kind=Kind.MET, on=date(2026, 11, 20), may_follow_up=True
    )
    kept = find_person(store, ana.id)
    assert (kept.may_follow_up, kept.may_follow_up_on) == (True, date(2026, 11, 20))


@pytest.mark.requirement("CON-14")
def test_promises_of_both_sides_are_noted_with_the_talk(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    recorded = record_interaction(
        store,
        clock,
        people=[ana.id],
        kind=Kind.MET,
        promised_me=["connect me with Dr. Osei"],
        i_promised=["send my poster", "share the data sheet"],
        due=date(2026, 11, 30),
    )
    assert [(each.by, each.text, each.due) for each in recorded.promises] == [
        (By.THEM, "connect me with Dr. Osei", date(2026, 11, 30)),
        (By.ME, "send my poster", date(2026, 11, 30)),
        (By.ME, "share the data sheet", date(2026, 11, 30)),
    ]
    assert set(show_person(store, clock, person=ana.id).promises) == set(recorded.promises)


def test_recording_answers_with_the_steps_that_are_open_now(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    recorded = record_interaction(store, clock, people=[ana.id], kind=Kind.MET, topics=["clefts"])
    assert [each.rule for each in recorded.steps] == ["follow-up.after-meeting"]


def test_two_mails_within_days_are_kept_with_a_caution(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    record_interaction(store, clock, people=[ana.id], kind=Kind.MAILED, on=date(2026, 11, 20))
    nudge = record_interaction(store, clock, people=[ana.id], kind=Kind.MAILED, on=date(2026, 11, 22))
    assert any("FUP-04" in each.rows for each in nudge.cautions)
    assert len(show_person(store, clock, person=ana.id).interactions) == 2


def test_a_contact_needs_somebody_who_is_here(store: SqliteStore, clock: FixedClock, ana: Person) -> None:
    with pytest.raises(InvalidValue, match="at least one person"):
        record_interaction(store, clock, people=[], kind=Kind.MET)
    with pytest.raises(NotFound):
        record_interaction(store, clock, people=[PersonId("nobody")], kind=Kind.MET)
    trash_person(store, clock, person=ana.id)
    with pytest.raises(InvalidValue, match="Bring them back first"):
        record_interaction(store, clock, people=[ana.id], kind=Kind.MET)


def test_a_contact_needs_an_applicant(empty_store: SqliteStore, clock: FixedClock) -> None:
    ana = add_person(empty_store, clock, fields=ANA).person
    with pytest.raises(NoApplicant):
        record_interaction(empty_store, clock, people=[ana.id], kind=Kind.MET)


def test_an_empty_promise_stops_everything(store: SqliteStore, clock: FixedClock, ana: Person) -> None:
    with pytest.raises(InvalidValue, match="what was promised"):
        record_interaction(store, clock, people=[ana.id], kind=Kind.MET, i_promised=["send it", "  "])
    view = show_person(store, clock, person=ana.id)
    assert (view.interactions, view.promises, view.person) == ((), (), ana)


def test_a_contact_can_be_removed_with_the_help_noted_by_it(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    recorded = record_interaction(
        store, clock, people=[ana.id], kind=Kind.HELPED_THEM, summary="Cleaned her data"
    )
    remove_interaction(store, clock, interaction=recorded.interactions[0].id)
    view = show_person(store, clock, person=ana.id)
    assert (view.interactions, view.gives) == ((), ())
    undo(store, clock)
    view = show_person(store, clock, person=ana.id)
    assert (len(view.interactions), len(view.gives)) == (1, 1)
    with pytest.raises(NotFound):
        remove_interaction(store, clock, interaction=InteractionId("nothing"))


def test_recording_is_undone_in_one_step(
    store: SqliteStore, clock: FixedClock, ana: Person, bolu: Person
) -> None:
    record_interaction(
        store, clock, people=[ana.id, bolu.id], kind=Kind.HELPED_THEM, i_promised=["more"], may_follow_up=True
    )
    undo(store, clock)
    assert (find_person(store, ana.id), find_person(store, bolu.id)) == (ana, bolu)
    with store.reading() as reading:
        assert (reading.all(Interaction), reading.all(Give)) == ((), ())


@pytest.mark.requirement("CON-18")
def test_somebody_just_met_is_captured_with_the_meeting_in_one_action(
    store: SqliteStore, clock: FixedClock
) -> None:
    before = len(list_history(store))
    recorded = capture(
        store,
        clock,
        name="Elif Kaya",
        institution="Cedar Valley Children's Hospital",
        topic="feeding tubes",
        promised_me="introduce me to her fellow",
        next_step="write on Monday",
        event="Regional meeting",
    )
    met = find_person(store, "Elif Kaya")
    view = show_person(store, clock, person=met.id)
    assert (view.institution, met.how_met) == ("Cedar Valley Children's Hospital", "Regional meeting")
    assert [(each.kind, each.topics, each.next_step) for each in view.interactions] == [
        (Kind.MET, ("feeding tubes",), "write on Monday")
    ]
    assert [(each.by, each.text) for each in recorded.promises] == [(By.THEM, "introduce me to her fellow")]
    assert len(list_history(store)) == before + 1


def test_capturing_somebody_known_adds_the_meeting_and_fills_gaps_only(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    capture(store, clock, name="ana novak", role="attending", institution="Harbor medical center")
    fresh = add_person(store, clock, fields={"name": "Greta Lindqvist"}).person
    capture(store, clock, name="Greta Lindqvist", role="program coordinator", institution="Cedar Valley")
    assert find_person(store, ana.id).role == "fellow"
    assert len(show_person(store, clock, person=ana.id).interactions) == 1
    view = show_person(store, clock, person=fresh.id)
    assert (view.person.role, view.institution) == ("program coordinator", "Cedar Valley")


def test_the_same_name_elsewhere_is_captured_as_somebody_new(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    recorded = capture(store, clock, name="Ana Novak", institution="Bayfront General")
    assert recorded.interactions[0].person != ana.id
    with pytest.raises(AmbiguousPerson, match="fits 2 people"):
        capture(store, clock, name="Ana Novak")
    again = capture(store, clock, name="Ana Novak", person=ana.id)
    assert again.interactions[0].person == ana.id


def test_a_capture_without_a_name_is_refused(store: SqliteStore, clock: FixedClock) -> None:
    with pytest.raises(InvalidValue, match="name"):
        capture(store, clock, name="  ", topic="clefts")


@pytest.mark.requirement("CON-25")
def test_an_encounter_without_a_next_step_is_shown_as_open_until_something_follows(
    store: SqliteStore, clock: FixedClock
) -> None:
    recorded = capture(store, clock, name="Hugo Almeida", topic="elevator talk")
    hugo = recorded.interactions[0].person
    assert show_person(store, clock, person=hugo).is_open_encounter
    assert [each.id for each in list_people(store, clock, PeopleFilter(is_open_encounter=True)).lines] == [
        hugo
    ]
    clock.wait(hours=1)
    record_interaction(store, clock, people=[hugo], kind=Kind.MET, next_step="send my question")
    assert not show_person(store, clock, person=hugo).is_open_encounter
    assert list_people(store, clock, PeopleFilter(is_open_encounter=True)).total == 0

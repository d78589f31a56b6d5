"""Digests gathered by the database agree with the plain and slow way of making them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings

from hallway.domain.digests import Digest, make_digest
from hallway.domain.ids import AffiliationId, InteractionId, PersonId
from hallway.domain.institutions import Affiliation, Institution
from hallway.domain.interactions import CONTACTS, Interaction, Kind
from hallway.domain.people import Group, Person, Standing
from hallway.domain.times import to_milliseconds
from hallway.storage.store import SqliteStore
from tests.cast import NOW
from tests.storage.files import ANA, BEN, HARBOR, new_store, put
from tests.strategies import records


@settings(max_examples=40)
@given(records(most=4))
def test_digests_agree_with_the_plain_way(values: tuple[object, ...]) -> None:
    with new_store() as store:
        put(store, *values)
        with store.reading() as record:
            people = record.all(Person)
            expected = {each.id: _plainly(each, values) for each in people}
            assert {each.id: record.digest(each.id) for each in people} == expected
            active = sorted(each.id for each in people if each.standing is Standing.ACTIVE)
            assert list(record.digests()) == [expected[key] for key in active]


def _plainly(person: Person, values: tuple[object, ...]) -> Digest:
    places = {each.id: each for each in values if isinstance(each, Institution)}
    main = [
        each for each in values if isinstance(each, Affiliation) and each.person == person.id and each.is_main
    ]
    place = places[min(each.institution for each in main)] if main else Institution(id=HARBOR.id, name="")
    theirs = [each for each in values if isinstance(each, Interaction) and each.person == person.id]
    found = make_digest(person, theirs, institution=place.name, added=to_milliseconds(NOW))
    return found._replace(
        zone=person.zone or place.zone,
        state=person.state or place.state,
        country=person.country or place.country,
    )


def test_a_digest_tells_who_and_where_somebody_is(store: SqliteStore) -> None:
    there = Affiliation(id=AffiliationId("a"), person=ANA.id, institution=HARBOR.id)
    ana = replace(
        ANA,
        zone="America/Chicago",
        groups=(Group.MENTOR, Group.SPONSOR),
        is_alumnus=False,
        next_follow_up=date(2026, 12, 1),
        next_follow_up_why="poster",
    )
    put(store, ana, HARBOR, there)
    with store.reading() as record:
        (digest,) = record.digests()
    assert digest[:14] == (
        *(ana.id, ana.name, "fellow", "Harbor Medical Center", "America/Chicago", "NY", "United States"),
        *("mentor sponsor", None, False, None, date(2026, 12, 1), "poster", to_milliseconds(NOW)),
    )
    assert digest.is_alumnus is False


def test_digests_of_an_earlier_revision_are_not_told_again(store: SqliteStore) -> None:
    put(store, ANA)
    with store.reading() as record:
        assert record.digests() is record.digests()
    put(store, _contact(ANA.id, NOW))
    with store.reading() as record:
        (digest,) = record.digests()
    assert digest.last_mailed == to_milliseconds(NOW)


def test_a_week_counts_new_people_and_silent_ones_revived(store: SqliteStore) -> None:
    week, half_a_year = NOW - timedelta(days=7), NOW - timedelta(days=180)
    people = [
        replace(ANA, id=PersonId(key)) for key in ("new", "revived", "regular", "old", "noted", "imported")
    ]
    contacts = [
        ("new", Kind.MAILED, NOW),
        ("new", Kind.MET, week),
        ("revived", Kind.MAILED, NOW),
        ("revived", Kind.MET, half_a_year - timedelta(days=1)),
        ("regular", Kind.MAILED, NOW),
        ("regular", Kind.MAILED, half_a_year),
        ("old", Kind.MAILED, week - timedelta(seconds=1)),
        ("noted", Kind.NOTE, NOW),
        ("imported", Kind.IMPORTED, NOW),
    ]
    put(store, *people, *(_contact(PersonId(key), at, kind) for key, kind, at in contacts))
    with store.reading() as record:
        assert record.week_count(week, silent_before=half_a_year) == (1, 1)


def test_somebody_known_from_an_import_is_revived_not_new(store: SqliteStore) -> None:
    long_ago = NOW - timedelta(days=700)
    put(store, ANA, _contact(ANA.id, long_ago, Kind.IMPORTED), _contact(ANA.id, NOW))
    with store.reading() as record:
        counted = record.week_count(NOW - timedelta(days=7), silent_before=NOW - timedelta(days=90))
    assert (counted.new, counted.revived) == (0, 1)


def test_cadence_counts_contacts_between_starts(store: SqliteStore) -> None:
    start = datetime(2026, 11, 1, tzinfo=UTC)
    at = [start - timedelta(days=1), start, start + timedelta(days=6), start + timedelta(days=7), NOW]
    put(store, ANA, *(_contact(ANA.id, each) for each in at), _contact(ANA.id, NOW, Kind.NOTE))
    with store.reading() as record:
        assert record.cadence([start, start + timedelta(days=7)]) == (2, 2)
        assert record.cadence([start]) == (4,)
        assert record.cadence([]) == ()


def test_every_kind_of_contact_has_its_place_in_a_digest(store: SqliteStore) -> None:
    days = {kind: NOW - timedelta(days=place) for place, kind in enumerate(Kind)}
    put(store, ANA, BEN, *(_contact(ANA.id, at, kind) for kind, at in days.items()))
    with store.reading() as record:
        digest = record.digest(ANA.id)
    assert digest is not None
    told = {kind: getattr(digest, f"last_{kind.name.lower()}") for kind in CONTACTS}
    assert told == {kind: to_milliseconds(days[kind]) for kind in CONTACTS}


def _contact(person: PersonId, at: datetime, kind: Kind = Kind.MAILED) -> Interaction:
    key = InteractionId(f"{person}-{kind}-{at.isoformat()}")
    return Interaction(id=key, person=person, at=at, zone="UTC", kind=kind, summary="s")

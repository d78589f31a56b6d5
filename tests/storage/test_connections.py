"""What a look for connections reads: one row for each person, their places, and contacts that tie."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hallway.actions.ports import ContactSeen, PlaceSeen
from hallway.domain.ids import AffiliationId, DepartmentId, InstitutionId, InteractionId
from hallway.domain.institutions import Affiliation, Department, Institution
from hallway.domain.interactions import TWO_WAY, Channel, Interaction, Kind
from hallway.domain.people import Group, MentorRole, Standing
from hallway.storage.store import SqliteStore
from tests.cast import NOW
from tests.storage.files import ANA, BEN, HARBOR, put

LAKE = Institution(id=InstitutionId("lake"), name="Lakeside")
SURGERY = Department(id=DepartmentId("s"), institution=HARBOR.id, name="Surgery")


def contact(
    key: str, kind: Kind, *, days: int = 0, event: str = "", channel: Channel | None = None
) -> Interaction:
    return Interaction(
        id=InteractionId(key),
        person=ANA.id,
        at=NOW - timedelta(days=days),
        zone="UTC",
        kind=kind,
        event=event,
        channel=channel,
    )


def test_a_row_has_every_place_the_main_one_first(store: SqliteStore) -> None:
    put(
        store,
        ANA,
        HARBOR,
        LAKE,
        SURGERY,
        Affiliation(id=AffiliationId("a"), person=ANA.id, institution=LAKE.id, is_main=False),
        Affiliation(id=AffiliationId("b"), person=ANA.id, institution=HARBOR.id, department=SURGERY.id),
    )

    with store.reading() as reading:
        (row,) = reading.connections()

    assert row.places == (
        PlaceSeen("Harbor Medical Center", "Surgery", "NY", "United States"),
        PlaceSeen("Lakeside", "", "", ""),
    )


def test_contacts_that_name_an_event_or_end_a_rotation_are_told_once_with_their_latest_day(
    store: SqliteStore,
) -> None:
    put(
        store,
        ANA,
        contact("1", Kind.MET, days=9, event="Spring meeting", channel=Channel.POSTER),
        contact("2", Kind.MET, days=4, event="Spring meeting", channel=Channel.POSTER),
        contact("3", Kind.ROTATION_ENDED, days=1),
        contact("4", Kind.MAILED, days=2),
    )

    with store.reading() as reading:
        (row,) = reading.connections()

    assert row.contacts == (
        ContactSeen("rotation-ended", "", "", NOW - timedelta(days=1)),
        ContactSeen("met", "Spring meeting", "poster", NOW - timedelta(days=4)),
    )


def test_a_row_says_what_the_record_says(store: SqliteStore) -> None:
    put(
        store,
        replace(
            ANA,
            specialty="Plastic surgery",
            how_met="rotation",
            groups=(Group.MENTOR, Group.SPONSOR),
            mentor_roles=(MentorRole.CAREER_SPONSOR,),
            is_alumnus=True,
            reach=("Lakeside", "Prairie"),
        ),
    )

    with store.reading() as reading:
        (row,) = reading.connections()

    assert (row.id, row.name, row.role, row.specialty, row.how_met) == (
        ANA.id,
        ANA.name,
        "fellow",
        "Plastic surgery",
        "rotation",
    )
    assert (row.groups, row.mentor_roles) == (("mentor", "sponsor"), ("career-sponsor",))
    assert (row.is_alumnus, row.reach, row.relationship, row.standing) == (
        True,
        ("Lakeside", "Prairie"),
        "unknown",
        "active",
    )


@pytest.mark.parametrize("kind", Kind)
def test_only_a_contact_both_ways_is_a_talk(store: SqliteStore, kind: Kind) -> None:
    put(store, ANA, contact("x", kind))

    with store.reading() as reading:
        assert [each.has_talked for each in reading.connections()] == [kind in TWO_WAY]


def test_what_was_read_is_not_kept_beyond_the_next_action(store: SqliteStore) -> None:
    put(store, ANA)
    with store.reading() as reading:
        assert [each.name for each in reading.connections()] == [ANA.name]
    put(store, BEN, HARBOR, Affiliation(id=AffiliationId("a"), person=ANA.id, institution=HARBOR.id))
    with store.reading() as reading:
        assert [len(each.places) for each in reading.connections()] == [1, 0]
    store.undo(None, now=NOW)
    with store.reading() as reading:
        assert [len(each.places) for each in reading.connections()] == [0]


def test_the_trash_is_left_out_and_the_archive_is_told(store: SqliteStore) -> None:
    put(store, replace(ANA, standing=Standing.ARCHIVED), replace(BEN, standing=Standing.TRASHED))

    with store.reading() as reading:
        assert [each.id for each in reading.connections()] == [ANA.id]

"""What a look at the network reads: one lean row for each person, told as the record keeps it."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hallway.domain.ids import AffiliationId, InstitutionId, InteractionId, PersonId
from hallway.domain.institutions import Affiliation, Institution, InstitutionKind
from hallway.domain.interactions import TWO_WAY, Interaction, Kind
from hallway.domain.people import MentorMerit, MentorRole, PeerKind, Person, Standing
from hallway.storage.store import SqliteStore
from tests.cast import NOW
from tests.storage.files import ANA, BEN, put

PLACE = Institution(
    id=InstitutionId("i"), name="Harbor", kind=InstitutionKind.COMMUNITY, state="NY", country="US"
)
WORKS_THERE = Affiliation(id=AffiliationId("a"), person=ANA.id, institution=PLACE.id)


def test_a_row_says_what_the_record_says_and_takes_the_place_of_the_institution(store: SqliteStore) -> None:
    ana = replace(
        ANA,
        country="",
        state="",
        zone="",
        mentor_roles=(MentorRole.CAREER, MentorRole.PEER),
        mentor_merits=(MentorMerit.HONEST,),
        peer_kind=PeerKind.JUNIOR_RESIDENT,
        reach=("Lakeside", "Prairie"),
        how_met="rotation",
    )
    put(store, ana, PLACE, WORKS_THERE)

    with store.reading() as reading:
        (row,) = reading.network()

    assert (row.institution, row.institution_kind, row.state, row.country) == (
        "Harbor",
        "community",
        "NY",
        "US",
    )
    assert (row.mentor_roles, row.mentor_merits) == (("career", "peer"), ("honest",))
    assert (row.peer_kind, row.reach, row.how_met) == ("junior-resident", ("Lakeside", "Prairie"), "rotation")
    assert (row.groups, row.is_img, row.has_talked) == (tuple(ana.groups), ana.is_img, False)


@pytest.mark.parametrize("kind", Kind)
def test_only_a_contact_both_ways_is_a_talk(store: SqliteStore, kind: Kind) -> None:
    put(store, ANA, BEN, Interaction(id=InteractionId("x"), person=ANA.id, at=NOW, zone="UTC", kind=kind))

    with store.reading() as reading:
        talked = {each.id: each.has_talked for each in reading.network()}

    assert talked == {ANA.id: kind in TWO_WAY, BEN.id: False}


def test_the_trash_is_left_out_and_the_archive_is_told(store: SqliteStore) -> None:
    put(store, replace(ANA, standing=Standing.ARCHIVED), replace(BEN, standing=Standing.TRASHED))

    with store.reading() as reading:
        assert [(each.id, each.standing) for each in reading.network()] == [(ANA.id, "archived")]


@given(
    st.lists(
        st.tuples(st.sampled_from(Standing), st.lists(st.sampled_from(MentorRole), unique=True)), max_size=5
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_filled_roles_are_those_of_active_people(
    store: SqliteStore, people: list[tuple[Standing, list[MentorRole]]]
) -> None:
    with store.reading() as reading:
        known = {each.id for each in reading.all(Person)}
    with store.writing("test", "Some", now=NOW) as writing:
        for key in known:
            writing.remove(Person, key)
        for standing, roles in people:
            person = replace(ANA, id=PersonId(writing.new_id()), standing=standing, mentor_roles=tuple(roles))
            writing.add(person)
        found = writing.mentor_roles()

    assert found == {role for standing, roles in people for role in roles if standing is Standing.ACTIVE}

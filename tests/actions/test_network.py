"""The network at a glance: spread, and beside what the guides ask for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.actions.applicants import change_applicant
from hallway.actions.network import Balance, balances_of, look_at_network
from hallway.actions.network_targets import Target, TargetState, is_attending, is_inside, is_trainee
from hallway.actions.overrides import override
from hallway.actions.people import add_person
from hallway.actions.ports import Clock, NetworkRow, Store
from hallway.actions.standings import archive_person
from hallway.domain.ids import PersonId
from hallway.storage.store import SqliteStore
from tests.cast import ANA, BOLU, CHEN, DIEGO, ELIF, HUGO, FixedClock

ROW = NetworkRow(
    id=PersonId("a"), name="A", role="", specialty="", institution="", institution_kind="", zone="", state="",
    country="", how_met="", groups=(), relationship="unknown", level="", is_img=None, worked_with_imgs=None,
    knows_story=None, mentor_roles=(), mentor_merits=(), peer_kind="", reach=(), standing="active",
    has_talked=False,
)  # fmt: skip


def add(store: Store, clock: Clock, name: str, **fields: str) -> PersonId:
    return add_person(store, clock, fields={"name": name, **fields}).person.id


def balance(store: Store, aspect: str) -> Balance:
    return next(each for each in look_at_network(store).balances if each.aspect == aspect)


def shares(store: Store, aspect: str) -> dict[str, int]:
    return {each.value: each.people for each in balance(store, aspect).shares}


def target(store: Store, key: str) -> Target:
    return next(each for each in look_at_network(store).targets if each.key == key)


def state(store: Store, key: str) -> tuple[str, int, int]:
    found = target(store, key)
    return found.state.value, found.counted, found.short_by


@pytest.mark.requirement("CON-23")
def test_people_are_counted_by_group_and_by_stage(store: SqliteStore, clock: FixedClock) -> None:
    for each in (ANA, BOLU, CHEN, DIEGO, ELIF):
        add_person(store, clock, fields=each)
    add(store, clock, "Ines", relationship="trusts-me")

    assert shares(store, "group") == {"mentor": 2, "sponsor": 1, "peer": 1, "collaborator": 1}
    assert balance(store, "group").unknown == 2
    assert shares(store, "stage") == {"unknown": 5, "knows-me": 0, "trusts-me": 1, "advocates": 0}


def test_specialties_that_fold_alike_are_one(store: SqliteStore, clock: FixedClock) -> None:
    for name, specialty in (("A", "Pediatrics"), ("B", "pediatrics"), ("C", "Pediatrics"), ("D", "")):
        add(store, clock, name, specialty=specialty)

    assert shares(store, "specialty") == {"Pediatrics": 3}
    assert balance(store, "specialty").unknown == 1


def test_regions_are_census_regions_else_countries(store: SqliteStore, clock: FixedClock) -> None:
    add(store, clock, "A", state="NY")
    add(store, clock, "B", state="Ohio", country="USA")
    add(store, clock, "C", country="Chile")
    add(store, clock, "D", zone="America/Chicago")
    add(store, clock, "E")

    assert shares(store, "region") == {
        "Chile": 1, "Midwest": 1, "Northeast": 1, "United States, state not known": 1
    }  # fmt: skip
    assert balance(store, "region").unknown == 1


def test_an_archived_person_is_not_in_the_balance(store: SqliteStore, clock: FixedClock) -> None:
    archive_person(store, clock, person=add(store, clock, "Ana", groups="mentor"))

    assert look_at_network(store).people == 0


@given(st.lists(st.builds(
    ROW._replace,
    specialty=st.sampled_from(["", "Surgery", "SURGERY", *(f"Field {each}" for each in range(14))]),
    groups=st.lists(st.sampled_from(["mentor", "peer"]), unique=True).map(tuple),
    level=st.sampled_from(["", "local"]),
)))  # fmt: skip
def test_everybody_stands_in_every_balance(rows: list[NetworkRow]) -> None:
    for each in balances_of(rows):
        counted = sum(share.people for share in each.shares) + each.others + each.unknown
        assert counted >= len(rows)
        if each.aspect != "group":  # somebody may be in several groups
            assert counted == len(rows)
        assert len(each.shares) <= 10


@pytest.mark.requirement("CON-23")
def test_without_data_every_target_is_unknown_and_says_why(store: SqliteStore, clock: FixedClock) -> None:
    assert {each.state for each in look_at_network(store).targets} == {TargetState.UNKNOWN}
    assert target(store, "mentors.target").why == "Nobody is here yet."

    add(store, clock, "Ana")

    assert target(store, "mentors.target").why == "Nobody is in a group yet."


@pytest.mark.requirement("MEN-03")
@pytest.mark.parametrize(
    ("audience", "wanted", "with_two"),
    [
        ("us-img-plastics", "1–2", "met"),
        ("us-img-general-surgery", "1", "met"),
        ("md-plastics", "2–3", "met"),
        ("img-general", "3–5", "short"),
        ("us-img-pediatrics", "2–4", "met"),
    ],
)
def test_the_number_of_mentors_is_measured_by_the_audiences_own_range(
    store: SqliteStore, clock: FixedClock, audience: str, wanted: str, with_two: str
) -> None:
    change_applicant(store, clock, fields={"audience": audience})
    add(store, clock, "Ana", groups="mentor")
    add(store, clock, "Bolu", groups="mentor")

    found = target(store, "mentors.target")

    assert (found.wanted, found.counted, found.state.value) == (wanted, 2, with_two)
    assert audience in found.guides
    assert {each.name for each in found.people} == {"Ana", "Bolu"}


def test_the_applicants_own_number_counts_instead_of_the_guides(
    store: SqliteStore, clock: FixedClock
) -> None:
    override(store, clock, key="mentors.target", value="4")
    add(store, clock, "Ana", groups="mentor")

    found = target(store, "mentors.target")

    assert (found.short_by, found.is_changed) == (3, True)


@pytest.mark.requirement("MEN-04")
def test_mentors_in_the_specialty_are_told_from_those_of_whom_it_is_not_noted(
    store: SqliteStore, clock: FixedClock
) -> None:
    key = "mentors.in_specialty.min"
    ana = add(store, clock, "Ana", groups="mentor", specialty="Pediatrics")
    assert state(store, key) == ("short", 0, 1)
    add(store, clock, "Bolu", groups="mentor")
    assert state(store, key) == ("unknown", 0, 0)
    assert "1 more may count: their specialty is not noted" in target(store, key).why
    add(store, clock, "Chen", groups="mentor", specialty="Plastic and reconstructive surgery")
    assert state(store, key) == ("met", 1, 0)
    assert ana not in {each.id for each in target(store, key).people}


@pytest.mark.requirement("MEN-04")
def test_a_resident_among_the_mentors_who_matched_as_an_img_is_asked_for(
    store: SqliteStore, clock: FixedClock
) -> None:
    change_applicant(store, clock, fields={"audience": "us-img-pediatrics"})
    key = "mentors.matched_img.min"
    add(store, clock, "Ana", groups="mentor", role="attending", is_img="yes")
    assert state(store, key) == ("short", 0, 1)
    add(store, clock, "Chen", groups="mentor", role="PGY-2", is_img="yes")
    assert state(store, key) == ("met", 1, 0)


def test_a_target_that_the_audience_does_not_have_is_not_shown(store: SqliteStore, clock: FixedClock) -> None:
    change_applicant(store, clock, fields={"audience": "md-plastics", "status": "us-md"})

    assert "mentors.matched_img.min" not in {each.key for each in look_at_network(store).targets}


def test_a_mentor_from_another_field_is_welcome_and_never_missing(
    store: SqliteStore, clock: FixedClock
) -> None:
    add(store, clock, "Ana", groups="mentor", specialty="Plastic surgery")
    assert state(store, "mentors.other_field.welcome")[0] == "welcome"
    add(store, clock, "Hugo", groups="mentor", specialty="Internal medicine")
    assert state(store, "mentors.other_field.welcome") == ("met", 1, 0)


@pytest.mark.requirement("SPO-09")
def test_one_core_mentor_and_one_sponsor_at_us_institutions_are_asked_for(
    store: SqliteStore, clock: FixedClock
) -> None:
    change_applicant(store, clock, fields={"audience": "us-img-general-surgery"})
    add(store, clock, "Ana", groups="mentor", knows_story="yes", country="Mexico")
    add(store, clock, "Bolu", groups="sponsor", country="Mexico")
    assert state(store, "mentors.core.min") == ("met", 1, 0)
    assert state(store, "mentors.us.min") == ("short", 0, 1)
    assert state(store, "sponsors.us.min") == ("short", 0, 1)

    add(store, clock, "Chen", groups="mentor; sponsor", knows_story="yes", state="NY")

    assert state(store, "mentors.us.min") == ("met", 1, 0)
    assert state(store, "sponsors.us.min") == ("met", 1, 0)


def test_a_sponsor_whose_country_is_not_noted_may_count(store: SqliteStore, clock: FixedClock) -> None:
    add(store, clock, "Bolu", groups="sponsor")

    assert state(store, "sponsors.us.min") == ("unknown", 0, 0)


def test_whom_one_met_on_rotations_is_counted_by_role(store: SqliteStore, clock: FixedClock) -> None:
    assert target(store, "rotation.residents").state is TargetState.UNKNOWN
    for name, role in (("A", "PGY-2"), ("B", "chief resident"), ("C", "attending"), ("D", "division chief")):
        add(store, clock, name, role=role, how_met="rotation", groups="collaborator")

    assert state(store, "rotation.residents") == ("short", 2, 1)
    assert state(store, "rotation.attendings") == ("met", 2, 0)


@pytest.mark.parametrize(
    ("role", "trainee", "attending"),
    [
        ("PGY-3", True, False),
        ("chief resident", True, False),
        ("fellow", True, False),
        ("division chief", False, True),
        ("associate program director", False, True),
        ("program coordinator", False, False),
        ("medical student", False, False),
    ],
)
def test_roles_are_told_apart(role: str, *, trainee: bool, attending: bool) -> None:
    assert (is_trainee(role), is_attending(role)) == (trainee, attending)


def test_a_specialty_is_inside_when_it_has_every_word_of_a_wanted_one() -> None:
    assert is_inside("Plastic and Reconstructive Surgery", ["Plastic surgery"])
    assert is_inside("Surgery", ["Plastic surgery"]) is False
    assert is_inside("", ["Plastic surgery"]) is None


def test_a_small_network_is_seen_whole(store: SqliteStore, clock: FixedClock) -> None:
    for each in (ANA, BOLU, CHEN, DIEGO, ELIF, HUGO):
        add_person(store, clock, fields=each)

    view = look_at_network(store)

    assert (view.people, view.audience) == (6, "us-img-plastics")
    assert not view.coverage.is_known
    assert view.known_at == ()

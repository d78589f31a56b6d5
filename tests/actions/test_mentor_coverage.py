"""Mentor roles against people, and the step that names open ones."""

from datetime import UTC, datetime

import pytest

from hallway.actions.applicants import change_applicant
from hallway.actions.history import undo
from hallway.actions.mentor_coverage import Coverage
from hallway.actions.network import look_at_network
from hallway.actions.overrides import override
from hallway.actions.people import add_person, edit_person
from hallway.actions.ports import Clock, Store
from hallway.actions.settling import settle_step
from hallway.actions.standings import archive_person
from hallway.actions.today import today
from hallway.domain.ids import PersonId
from hallway.playbooks.rules import OPEN_ROLES
from hallway.playbooks.steps import Step
from hallway.storage.store import SqliteStore
from tests.cast import FixedClock


def add(store: Store, clock: Clock, name: str, **fields: str) -> PersonId:
    return add_person(store, clock, fields={"name": name, **fields}).person.id


def cover(store: Store) -> Coverage:
    return look_at_network(store).coverage


def step(store: Store, clock: Clock) -> Step | None:
    return next((each.step for each in today(store, clock).steps if each.step.rule == OPEN_ROLES), None)


@pytest.mark.requirement("MEN-01", "MEN-02")
@pytest.mark.parametrize(
    ("audience", "roles"),
    [
        ("us-img-plastics", "career research clinical application"),
        ("us-img-general-surgery", "career career-sponsor"),
        ("md-plastics", "clinical research peer career-sponsor"),
        ("img-general", "career process peer research"),
        ("us-img-pediatrics", "clinical research career peer"),
    ],
)
def test_an_audience_sees_its_own_roles(
    store: SqliteStore, clock: FixedClock, audience: str, roles: str
) -> None:
    change_applicant(store, clock, fields={"audience": audience})

    assert [each.role.value for each in cover(store).roles] == roles.split()


@pytest.mark.requirement("MEN-02")
def test_one_person_may_fill_several_roles_and_the_others_are_open(
    store: SqliteStore, clock: FixedClock
) -> None:
    add(store, clock, "Ana", groups="mentor", mentor_roles="career; research")
    add(store, clock, "Bolu", mentor_roles="research")

    found = cover(store)

    assert {each.role.value: [one.person.name for one in each.holders] for each in found.roles} == {
        "career": ["Ana"],
        "research": ["Ana", "Bolu"],
        "clinical": [],
        "application": [],
    }
    assert [each.role.value for each in found.open] == ["clinical", "application"]
    assert all(each.sources for each in found.open)


def test_coverage_is_unknown_until_somebody_has_a_role(store: SqliteStore, clock: FixedClock) -> None:
    ana = add(store, clock, "Ana", groups="mentor")
    assert (cover(store).is_known, cover(store).open) == (False, ())
    assert [each.person.name for each in cover(store).mentors] == ["Ana"]

    edit_person(store, clock, person=ana, fields={"mentor_roles": "career"})

    assert cover(store).is_known


def test_a_role_beyond_the_guide_is_shown_when_somebody_fills_it(
    store: SqliteStore, clock: FixedClock
) -> None:
    add(store, clock, "Chen", mentor_roles="peer")

    peer = cover(store).roles[-1]

    assert (peer.role.value, peer.is_wanted, peer.is_open) == ("peer", False, False)


@pytest.mark.requirement("MEN-05")
def test_the_merits_of_a_mentor_are_a_score_of_four(store: SqliteStore, clock: FixedClock) -> None:
    add(store, clock, "Ana", groups="mentor", mentor_merits="honest; reachable; in-field")
    add(store, clock, "Bolu", groups="mentor")

    assert {each.person.name: each.merits for each in cover(store).mentors} == {"Ana": 3, "Bolu": 0}


@pytest.mark.requirement("MEN-06")
def test_a_career_mentor_who_knows_imgs_is_preferred(store: SqliteStore, clock: FixedClock) -> None:
    ana = add(store, clock, "Ana", mentor_roles="career")
    assert (cover(store).prefers_img, cover(store).career_knows_imgs) == (True, None)
    edit_person(store, clock, person=ana, fields={"worked_with_imgs": "no", "is_img": "no"})
    assert cover(store).career_knows_imgs is False
    add(store, clock, "Chen", mentor_roles="career", is_img="yes")
    assert cover(store).career_knows_imgs is True


def test_a_us_graduate_has_no_such_preference(store: SqliteStore, clock: FixedClock) -> None:
    change_applicant(store, clock, fields={"audience": "md-plastics", "status": "us-md"})

    assert not cover(store).prefers_img


@pytest.mark.requirement("MEN-02")
def test_open_roles_become_one_step_a_month(store: SqliteStore, clock: FixedClock) -> None:
    ana = add(store, clock, "Ana", mentor_roles="career")
    found = step(store, clock)
    assert found is not None
    assert found.says == (
        "Look for somebody to help you with what no mentor covers yet: research, clinical and application."
    )

    settle_step(store, clock, step=found.id)
    assert step(store, clock) is None

    clock.instant = datetime(2026, 12, 3, 15, tzinfo=UTC)
    assert step(store, clock) is not None
    edit_person(store, clock, person=ana, fields={"mentor_roles": "career; research; clinical; application"})
    assert step(store, clock) is None
    undo(store, clock)
    assert step(store, clock) is not None


def test_no_step_speaks_of_roles_while_none_is_noted(store: SqliteStore, clock: FixedClock) -> None:
    ana = add(store, clock, "Ana", groups="mentor")
    assert step(store, clock) is None
    edit_person(store, clock, person=ana, fields={"mentor_roles": "career"})
    archive_person(store, clock, person=ana)
    assert step(store, clock) is None


def test_the_applicant_chooses_the_roles_and_words_that_are_none_fall_away(
    store: SqliteStore, clock: FixedClock
) -> None:
    override(store, clock, key="mentors.roles", value="peer, hero, process")
    add(store, clock, "Chen", mentor_roles="peer")

    assert [each.role.value for each in cover(store).roles] == ["peer", "process"]
    found = step(store, clock)
    assert found is not None
    assert found.says.endswith(": process.")


@pytest.mark.requirement("PEE-01", "PEE-02")
def test_a_peer_is_of_a_sort_and_gives_several_things(store: SqliteStore, clock: FixedClock) -> None:
    chen = add_person(
        store, clock, fields={"name": "Chen", "peer_kind": "junior-resident", "peer_gifts": "culture; alerts"}
    ).person

    assert (chen.peer_kind, chen.peer_gifts) == ("junior-resident", ("culture", "alerts"))

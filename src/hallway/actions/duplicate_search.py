"""Searching people for those who may be one: made ready, put into blocks, judged pair by pair."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from hallway.actions.duplicate_blocks import find_blocks, know_crowd
from hallway.actions.duplicate_names import fold_words, read_name
from hallway.actions.duplicate_pairs import FREE_MAIL, Band, Traits, Verdict, judge
from hallway.actions.duplicate_ties import Tie
from hallway.actions.import_rows import bare_address
from hallway.actions.institution_names import PlaceName, read_place
from hallway.domain.ids import PersonId
from hallway.domain.names import fold
from hallway.domain.people import Person
from hallway.formats.phones import last_digits, same_phone_key

_MOST_PLACES = 5  # institutions that may write from one domain: a university with its hospitals
_STATES = frozenset(("us", "usa", "united states", "united states of america", "u.s.", "u.s.a."))
_CAREERS: Mapping[str, int] = {
    "medical student": 0,
    **{f"pgy-{year}": 2 for year in range(1, 8)},
    "resident": 2,
    "chief resident": 2,
    "fellow": 3,
    "attending": 3,
    "community physician": 3,
    "associate program director": 4,
    "research director": 4,
    "program director": 5,
    "division chief": 5,
    "chair": 5,
    "dean": 5,
    "program coordinator": 99,
}
"""How far roles are along a career; a coordinator is on another one."""


class Suspicion(NamedTuple):
    """Two people, as places in the list, and the verdict about them."""

    one: int
    other: int
    verdict: Verdict


class Searched(NamedTuple):
    """Every pair that may be one person, and the names that too many people bear to compare them all."""

    suspicions: tuple[Suspicion, ...]
    crowds: tuple[tuple[str, int], ...]


Places = Mapping[PersonId, Sequence[str]]
"""The names of the institutions of each person."""


def search_people(
    people: Sequence[Person],
    places: Places,
    apart: Collection[frozenset[PersonId]] = (),
    progress: Callable[[int, int], None] | None = None,
) -> Searched:
    """Return the pairs of people that may be one person, without those told `apart`."""
    traits = _traits(people, places)
    crowd = know_crowd(traits)
    blocks = find_blocks(traits, crowd, progress)
    found = [
        Suspicion(one, other, verdict)
        for one, other in blocks.pairs
        if (verdict := judge(traits[one], traits[other], crowd)) is not None
        and frozenset((traits[one].id, traits[other].id)) not in apart
    ]
    if progress:
        progress(len(people), len(people))
    crowds = sorted(blocks.crowds.items(), key=lambda each: -each[1])
    return Searched(tuple(_doubt_shared_initials(found, traits)), tuple(crowds))


def _traits(people: Sequence[Person], places: Places) -> list[Traits]:
    phones = _phone_keys(people)
    hosts = _hosts(people, places)
    return [
        _traits_of(each, places.get(each.id, ()), phones.get(each.id, frozenset()), hosts) for each in people
    ]


def _traits_of(
    person: Person, places: Sequence[str], phones: frozenset[str], hosts: frozenset[str]
) -> Traits:
    emails = frozenset(each.casefold() for each in person.emails)
    country = fold(person.country)
    return Traits(
        id=person.id,
        name=read_name(person.name, given=person.given, family=person.family),
        emails=emails,
        profile=bare_address(person.profile_url) if person.profile_url else "",
        phones=phones,
        places=tuple(dict.fromkeys(map(read_place, places))),
        domains=frozenset(each.rpartition("@")[2] for each in emails) - hosts,
        specialty=frozenset(fold_words(person.specialty.split())),
        subspecialty=frozenset(fold_words(person.subspecialty.split())),
        city=fold(person.city),
        state=fold(person.state),
        country="us" if country in _STATES else country,
        career=_CAREERS.get(fold(person.role)),
    )


def _hosts(people: Iterable[Person], places: Places) -> frozenset[str]:
    """Return the hosts that are no institution's own: everybody's, or used at many institutions."""
    users: dict[str, set[PlaceName]] = defaultdict(set)
    for person in people:
        for email in person.emails:
            users[email.casefold().rpartition("@")[2]].update(map(read_place, places.get(person.id, ())))
    return FREE_MAIL | {host for host, users_of in users.items() if len(users_of) > _MOST_PLACES}


def _phone_keys(people: Iterable[Person]) -> Mapping[PersonId, frozenset[str]]:
    """Return the numbers that more than one person has; only these are read whole, which takes its time."""
    by_end: dict[str, list[tuple[PersonId, str]]] = defaultdict(list)
    for person in people:
        for phone in person.phones:
            by_end[last_digits(phone)].append((person.id, phone))
    keys: dict[PersonId, set[str]] = defaultdict(set)
    for some in by_end.values():
        if len({owner for owner, _ in some}) > 1:
            for owner, phone in some:
                keys[owner].add(f"tel:{same_phone_key(phone)}")
    return {owner: frozenset(each) for owner, each in keys.items()}


def _doubt_shared_initials(found: Sequence[Suspicion], traits: Sequence[Traits]) -> list[Suspicion]:
    """Lower what an initial says where it fits two different people: J. Novak is Jana or Jan."""
    fits: dict[int, set[str]] = defaultdict(set)
    for one, other, verdict in found:
        if verdict.tie is Tie.INITIAL:
            short, long = (
                (one, other) if len(traits[one].name.whole) < len(traits[other].name.whole) else (other, one)
            )
            fits[short].add(traits[long].name.given)
    return [
        Suspicion(one, other, _doubt(verdict) if _is_doubtful(verdict, fits, one, other) else verdict)
        for one, other, verdict in found
    ]


def _is_doubtful(verdict: Verdict, fits: Mapping[int, set[str]], one: int, other: int) -> bool:
    is_shared = any(len(fits.get(each, ())) > 1 for each in (one, other))
    return verdict.tie is Tie.INITIAL and verdict.band is Band.LIKELY and is_shared


def _doubt(verdict: Verdict) -> Verdict:
    return replace(
        verdict,
        band=Band.POSSIBLE,
        reasons=(*verdict.reasons, "but the initial fits somebody else here, too"),
    )

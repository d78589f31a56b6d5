"""Which people are worth comparing: those who share an address, or whose names begin alike."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from hallway.actions.duplicate_names import is_initial
from hallway.actions.duplicate_pairs import Crowd, Traits, local_name, mailboxes
from hallway.actions.duplicate_ties import sound

CROWD = 60
"""So many people with one key are compared each with each."""
_NEIGHBORS = 4
_MOST_NAMES = 3
_SHORTEST = 2
_OFFICES = frozenset(
    (
        *("admin", "admissions", "applications", "clinic", "contact", "coordinator", "department", "dept"),
        *("education", "enquiries", "fellowship", "frontdesk", "gme", "hello", "help", "hr", "info", "mail"),
        *("medicaleducation", "noreply", "office", "pediatrics", "postmaster", "program", "reception"),
        *(
            "recruitment",
            "research",
            "residency",
            "residencyprogram",
            "secretary",
            "support",
            "surgery",
            "team",
        ),
        *("webmaster",),
    )
)
"""Mailboxes of offices, not of people."""


@dataclass(slots=True)
class Blocks:
    """Pairs to compare, as places in the list of people, and the crowds that were not compared whole."""

    pairs: set[tuple[int, int]] = field(default_factory=set)
    crowds: dict[str, int] = field(default_factory=dict)


def know_crowd(people: Sequence[Traits]) -> Crowd:
    """Return what only the whole record tells about addresses and names."""
    holders: dict[str, set[str]] = defaultdict(set)
    namesakes: dict[str, int] = defaultdict(int)
    domains: dict[str, set[str]] = defaultdict(set)
    for each in people:
        anagram = _anagram(each)
        namesakes[anagram] += 1
        for address in (*each.emails, *each.phones, *filter(None, (each.profile,))):
            holders[address].add(anagram)
        for place in each.places:
            domains[place.whole] |= each.domains
    personal = (each for each, names in holders.items() if len(names) <= _MOST_NAMES and not _is_office(each))
    return Crowd(
        personal=frozenset(personal),
        namesakes=dict(namesakes),
        domains_of={place: frozenset(each) for place, each in domains.items()},
    )


def _anagram(person: Traits) -> str:
    return "".join(sorted(person.name.whole))


def _is_office(address: str) -> bool:
    local, at, _ = address.partition("@")
    return bool(at) and local_name(local) in _OFFICES


def find_blocks(
    people: Sequence[Traits], crowd: Crowd, progress: Callable[[int, int], None] | None = None
) -> Blocks:
    """Return the pairs worth comparing; a crowd under one key is compared in parts, and told."""
    keyed: dict[str, list[int]] = defaultdict(list)
    by_mailbox = _mailboxes(people)
    singles = frozenset(each.name.whole for each in people if len(each.name.words) == 1)
    for at, person in enumerate(people):
        if progress and not at % 500:
            progress(at, len(people))
        for key in {*_keys(person, crowd, singles), *_mailbox_keys(person, at, crowd, by_mailbox)}:
            keyed[key].append(at)
    blocks = Blocks()
    for key, members in keyed.items():
        if len(members) > CROWD:
            _part_crowd(people, key, members, blocks)
        else:
            _pair_all(members, blocks)
    return blocks


def _keys(person: Traits, crowd: Crowd, singles: frozenset[str]) -> Iterator[str]:
    for address in (*person.emails, *person.phones, person.profile):
        if address in crowd.personal:
            yield f"address {address}"
    name = person.name
    if not name.words:
        return
    yield f"name {_anagram(person)}"
    firsts = {each[0] for each in (sound(name.given), *(sound(each) for each in name.middle[:1])) if each}
    families = {each for each in (*name.core, *name.born, name.surname) if len(each) >= _SHORTEST}
    families |= {each for each in name.middle[-1:] if not is_initial(each)}  # Garcia of Garcia Lopez
    for family in families:
        for first in firsts:
            yield f"family {sound(family)} {first}"
    if name.family and not is_initial(name.given):
        for letter in {name.surname[0], name.family[-1][0]}:
            yield f"given {sound(name.given)} {letter}"
    for word in singles.intersection((name.given, name.surname, *name.words)):
        yield f"word {word}"


def _mailboxes(people: Sequence[Traits]) -> Mapping[str, list[int]]:
    """Return whose mailbox is called what, at hosts that belong to an institution."""
    found: dict[str, list[int]] = defaultdict(list)
    for at, person in enumerate(people):
        for email in person.emails:
            local, _, domain = email.partition("@")
            if domain in person.domains:  # the host of an institution
                found[f"{local_name(local)}@{domain}"].append(at)
    return found


def _mailbox_keys(
    person: Traits, at: int, crowd: Crowd, by_mailbox: Mapping[str, list[int]]
) -> Iterator[str]:
    """Yield a key for each mailbox that is called as this person would be; its owner has it too."""
    for email in person.emails:
        local, _, domain = email.partition("@")
        if domain in person.domains:
            yield f"mailbox {local_name(local)}@{domain}"
    domains = person.domains.union(*(crowd.domains_of.get(each.whole, ()) for each in person.places))
    for box in mailboxes(person.name) if domains else ():
        for domain in domains:
            if any(each != at for each in by_mailbox.get(f"{box}@{domain}", ())):
                yield f"mailbox {box}@{domain}"


def _pair_all(members: Sequence[int], blocks: Blocks) -> None:
    for place, one in enumerate(members):
        for other in members[place + 1 :]:
            blocks.pairs.add((one, other) if one < other else (other, one))


def _part_crowd(people: Sequence[Traits], key: str, members: Sequence[int], blocks: Blocks) -> None:
    """Compare a crowd by institutions, and what is a crowd even there only with neighbors."""
    parts: dict[str, list[int]] = defaultdict(list)
    for each in members:
        for home in people[each].places:
            parts[home.whole].append(each)
        if not people[each].places:
            parts[""].append(each)
    for part in parts.values():
        if len(part) <= CROWD:
            _pair_all(part, blocks)
            continue
        ordered = sorted(part, key=lambda each: (people[each].name.words, people[each].id))
        for place, one in enumerate(ordered):
            _pair_all((one, *ordered[place + 1 : place + 1 + _NEIGHBORS]), blocks)
    if key.startswith("name "):
        name = people[members[0]].name
        blocks.crowds[" ".join(map(name.write, name.words))] = len(members)

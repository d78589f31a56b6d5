"""Greeting somebody, and naming them in a sentence; a title or name that is not on record is not made up."""

from hallway.domain.people import Group, Person
from hallway.playbooks.update_phrases import Phrases

_GUIDES = frozenset({Group.MENTOR, Group.SPONSOR})
_TITLES = ("dr. ", "dr ", "prof. ", "professor ")


def greet(person: Person, phrases: Phrases) -> tuple[str, tuple[str, ...]]:
    """Return the greeting, and what it had to do without.

    Peers are greeted by their given name, doctors by Dr. and family name, everybody else by the whole name.
    """
    name, had_title = _untitled(person.name)
    if is_peer(person):
        if person.given:
            return phrases.say("greeting.peer", given=person.given), ()
        return phrases.say("greeting.peer", given=name), ("Their given name is not noted apart.",)
    if had_title or phrases.is_doctor(person.role, person.credentials):
        if person.family:
            return phrases.say("greeting.doctor", family=person.family), ()
        return phrases.say("greeting.doctor", family=name), ("Their family name is not noted apart.",)
    lacks = () if person.role or person.credentials else ("Their role is not noted, so no title is used.",)
    return phrases.say("greeting.plain", name=name), lacks


def name_in_text(person: Person, phrases: Phrases) -> str:
    """Return how somebody is named to others in a sentence: Dr. and family name, else the whole name."""
    name, had_title = _untitled(person.name)
    if is_peer(person):
        return name
    if had_title or phrases.is_doctor(person.role, person.credentials):
        return f"Dr. {person.family or name}"
    return name


def is_peer(person: Person) -> bool:
    """Tell whether somebody is a peer, and neither mentor nor sponsor beside that."""
    return Group.PEER in person.groups and _GUIDES.isdisjoint(person.groups)


def _untitled(name: str) -> tuple[str, bool]:
    for title in _TITLES:
        if name.casefold().startswith(title):
            return name[len(title) :].strip(), True
    return name, False

"""What Hallway reads out of what was typed: the parts of a name, phones in one form, the time zone.

All of it is a guess, or follows from other fields: what the applicant typed themselves is never overwritten.
"""

from collections.abc import Collection
from dataclasses import replace

from hallway.actions.ports import Reading
from hallway.actions.typed_text import unite
from hallway.domain.names import fold
from hallway.domain.people import FamilyName, Person
from hallway.facts.places import HOME, find_country
from hallway.facts.zones import find_zone
from hallway.formats.names import beside, comes_first, part_credentials, split_name
from hallway.formats.phones import spell_phone


def family_first_in(reading: Reading) -> frozenset[str]:
    """Return the family names, folded, that the applicant said are written first."""
    return frozenset(fold(each.name) for each in reading.all(FamilyName))


def with_guesses(
    before: Person, after: Person, typed: Collection[str], family_first: Collection[str]
) -> Person:
    """Return a changed person with what follows from the change.

    Args:
        before: the person as they were; a new one has no name yet.
        after: the person with what was typed.
        typed: the attributes that were typed.
        family_first: family names that are written first.
    """
    person = _with_credentials_apart(before, after)
    person = _with_phones(before, person)
    person = _with_parts(before, person, typed, family_first)
    return with_zone(before, person, typed)


# -------------------------------------------------------------------------------------------- names


def _with_credentials_apart(before: Person, after: Person) -> Person:
    """Move credentials after the comma of a new name to their own field: "Ana Novak, MD" is Ana Novak."""
    if after.name == before.name or "," not in after.name:
        return after
    name, found = part_credentials(after.name)
    return replace(after, name=name, credentials=join_credentials(after.credentials, found))


def join_credentials(*some: str) -> str:
    """Return credentials in one line, each once, whatever their dots: "MD, PhD"."""
    known: dict[str, str] = {}
    for each in (one.strip() for text in some for one in text.split(",")):
        if each:
            known.setdefault(fold(each).replace(".", ""), each)
    return ", ".join(known.values())


def _with_parts(
    before: Person, after: Person, typed: Collection[str], family_first: Collection[str]
) -> Person:
    """Fill given and family name by the name, unless they are the applicant's own."""
    was, now = (before.given, before.family), (after.given, after.family)
    is_new, is_renamed = not before.name, after.name != before.name
    if not any(now) and (is_new or any(was)):
        return _split(before, after, typed, family_first)
    if now == was:
        is_ours = is_renamed and (not any(was) or is_guessed(before, family_first))
        return _split(before, after, typed, family_first) if is_ours else after
    return _with_other_part(before, after, family_first)


def _split(before: Person, after: Person, typed: Collection[str], family_first: Collection[str]) -> Person:
    parts = split_name(after.name, family_first=family_first)
    credentials = after.credentials
    is_old = bool(credentials) and credentials == split_name(before.name).credentials
    if "credentials" not in typed and (is_old or not credentials) and after.name != before.name:
        credentials = parts.credentials
    return replace(after, given=parts.given, family=parts.family, credentials=credentials)


def _with_other_part(before: Person, after: Person, family_first: Collection[str]) -> Person:
    """Let the given name follow when only the family name was corrected, and the other way round."""
    if before.name and any((before.given, before.family)) and not is_guessed(before, family_first):
        return after
    if after.given == before.given and after.family:
        return replace(after, given=beside(after.family, after.name) or after.given)
    if after.family == before.family and after.given:
        return replace(after, family=beside(after.given, after.name) or after.family)
    return after


def is_guessed(person: Person, family_first: Collection[str]) -> bool:
    """Tell whether given and family name are what the name alone says: nobody has corrected them."""
    parts = (person.given, person.family)
    return any(parts) and any(
        parts == split_name(person.name, family_first=each)[:2] for each in ((), family_first)
    )


def is_open_guess(person: Person, family_first: Collection[str]) -> bool:
    """Tell whether the parts are a guess that no word of the applicant stands behind."""
    guess = split_name(person.name)
    return (
        (person.given, person.family) == guess[:2] == split_name(person.name, family_first=family_first)[:2]
    )


def tell_parts(person: Person, family_first: Collection[str]) -> str:
    """Tell where given and family name come from, "" when they are the applicant's own or the source's."""
    if not is_guessed(person, family_first):
        return ""
    if (person.given, person.family) == split_name(person.name)[:2]:
        return "Guessed from the name."
    return f"From the name: you said that {person.family} is written first."


def find_lesson(before: Person, after: Person, family_first: Collection[str]) -> str:
    """Return the family name that a correction shows to be written first, "" when it shows nothing new."""
    family = after.family
    if not family or family == before.family or not comes_first(family, after.name):
        return ""
    guessed = split_name(after.name, family_first=family_first).family
    return "" if fold(guessed) == fold(family) else family


# ------------------------------------------------------------------------------------------- phones


def country_code(country: str) -> str:
    """Return the ISO code of the country whose numbers somebody writes; "" when it is not known.

    Without a country the United States are meant, as everywhere in Hallway.
    """
    if not country:
        return HOME
    found = find_country(country)
    return found.code if found else ""


def _with_phones(before: Person, after: Person) -> Person:
    """Write numbers in one form; a country that was typed later explains those that were not clear."""
    if not after.phones or (after.phones == before.phones and after.country == before.country):
        return after
    code = country_code(after.country)
    return replace(after, phones=unite(spell_phone(each, code) for each in after.phones))


# -------------------------------------------------------------------------------------------- zones


def with_zone(before: Person, after: Person, typed: Collection[str] = ()) -> Person:
    """Return a person with the zone that follows from where they work, unless the applicant typed one."""
    has_moved = _place(before) != _place(after)
    if "zone" in typed and after.zone:
        is_same = after.zone == before.zone and not has_moved
        return after if is_same else replace(after, zone_source="")
    is_own = bool(after.zone) and not after.zone_source
    if is_own or not (has_moved or "zone" in typed):
        return after
    return with_found_zone(after)


def with_found_zone(person: Person) -> Person:
    """Return a person with the zone that is found for them, and where it was found."""
    found = find_zone(city=person.city, state=person.state, country=person.country, phones=person.phones)
    zone, source = found or ("", "")
    return replace(person, zone=zone, zone_source=source)


def _place(person: Person) -> tuple[object, ...]:
    """Return what a zone is found by."""
    return person.city, person.state, person.country, person.phones

"""What was typed about a person, written into the record."""

from collections.abc import Callable
from dataclasses import replace

from hallway.actions.applicants import check_past, get_in, today_in
from hallway.actions.contacts import imported_contact, last_day
from hallway.actions.fields import with_values
from hallway.actions.lookups import choose_person
from hallway.actions.person_fields import TypedPerson
from hallway.actions.person_guesses import family_first_in, find_lesson, with_guesses
from hallway.actions.places import affiliate, known_places, main_affiliation
from hallway.actions.ports import Clock, Reading, Writing
from hallway.domain.errors import InvalidValue
from hallway.domain.ids import FamilyNameId, PersonId
from hallway.domain.institutions import Affiliation, Department, Institution
from hallway.domain.names import fold
from hallway.domain.people import FamilyName, Person


def write_new(writing: Writing, clock: Clock, typed: TypedPerson) -> Person:
    """Add a person with what was typed."""
    person = _changed(writing, clock, blank_person(writing.new_id), typed)
    writing.add(person)
    _write_around(writing, clock, person, typed)
    return person


def blank_person(new_id: Callable[[], str]) -> Person:
    """Return somebody of whom nothing is known yet, not even the name."""
    return Person(id=PersonId(new_id()), name="")


def write_changes(writing: Writing, clock: Clock, person: Person, typed: TypedPerson) -> Person:
    """Change the typed fields of a person and leave the others."""
    changed = _changed(writing, clock, person, typed)
    if changed != person:
        writing.replace(changed)
    _write_around(writing, clock, changed, typed)
    return changed


def learn_order(writing: Writing, before: Person | None, after: Person) -> str:
    """Remember a family name that a correction by hand shows to be written first; say so, or return ""."""
    whole = before or blank_person(lambda: after.id)
    learned = find_lesson(whole, after, family_first_in(writing))
    if not learned:
        return ""
    writing.add(FamilyName(id=FamilyNameId(writing.new_id()), name=learned))
    return f"; remembered that {learned} is written first"


def _changed(writing: Writing, clock: Clock, person: Person, typed: TypedPerson) -> Person:
    changed = with_guesses(person, with_values(person, typed.values), typed.values, family_first_in(writing))
    if changed.may_follow_up is not person.may_follow_up:
        since = None if changed.may_follow_up is None else today_in(writing, clock)
        changed = replace(changed, may_follow_up_on=since)
    if typed.introduced_by is not None:
        changed = replace(changed, introduced_by=_introducer(writing, person, typed.introduced_by))
    return changed


def _introducer(writing: Writing, person: Person, words: str) -> PersonId | None:
    if not words:
        return None
    introducer = choose_person(writing, words)
    if introducer == person.id:
        raise InvalidValue("introduced_by", words, "Nobody introduces themselves. Name somebody else.")
    return introducer


def _write_around(writing: Writing, clock: Clock, person: Person, typed: TypedPerson) -> None:
    _write_affiliation(writing, person, typed)
    if typed.last_contact is not None:
        check_past("last_contact", typed.last_contact, today_in(writing, clock))
        zone = get_in(writing).zone
        known = last_day(writing, person.id, zone)
        if known is None or typed.last_contact > known:
            writing.add(imported_contact(writing.new_id(), person.id, typed.last_contact, zone))


def _write_affiliation(writing: Writing, person: Person, typed: TypedPerson) -> None:
    now = main_affiliation(writing.all(Affiliation, person=person.id))
    if typed.institution is None and typed.department is None:
        if now and now.role != person.role:
            writing.replace(replace(now, role=person.role))
        return
    institution, department = place_names(writing, now)
    if typed.institution is not None:
        department = department if fold(typed.institution) == fold(institution) else ""
        institution = typed.institution
    if typed.department is not None:
        department = typed.department
    places = known_places(writing)
    wanted = affiliate(
        places,
        writing.new_id,
        person.id,
        role=person.role,
        institution=institution,
        department=department,
        now=now,
    )
    for each in places.made:
        writing.add(each)
    _put(writing, now, wanted)


def _put(writing: Writing, now: Affiliation | None, wanted: Affiliation | None) -> None:
    if wanted is None:
        if now is not None:
            writing.remove(Affiliation, now.id)
    elif now is None:
        writing.add(wanted)
    elif wanted != now:
        writing.replace(wanted)


def place_names(reading: Reading, affiliation: Affiliation | None) -> tuple[str, str]:
    """Return the names of institution and department, "" for none."""
    if affiliation is None:
        return "", ""
    institution = reading.get(Institution, affiliation.institution).name
    if affiliation.department is None:
        return institution, ""
    return institution, reading.get(Department, affiliation.department).name

"""The import inbox: rows that need the applicant, taken over or dropped."""

from collections.abc import Mapping

from hallway.actions.applicants import zone_of
from hallway.actions.contacts import last_days
from hallway.actions.import_gains import Difference, compare
from hallway.actions.import_matches import Known
from hallway.actions.import_rows import ImportRow
from hallway.actions.lookups import choose_person, get_by_start, get_person
from hallway.actions.notes import also, join_notes
from hallway.actions.person_changes import place_names, write_changes, write_new
from hallway.actions.person_fields import read_person
from hallway.actions.person_guesses import family_first_in
from hallway.actions.places import main_affiliation
from hallway.actions.ports import Clock, Reading, Store, Writing
from hallway.domain.errors import HallwayError, InvalidValue
from hallway.domain.ids import PersonId
from hallway.domain.institutions import Affiliation
from hallway.domain.people import Person
from hallway.domain.settings import HeldRow


def held_rows(store: Store) -> tuple[HeldRow, ...]:
    """Return the rows that wait for the applicant, oldest first."""
    with store.reading() as reading:
        return reading.all(HeldRow)


def take_held(
    store: Store,
    clock: Clock,
    *,
    row: str,
    as_new: bool = False,
    into: PersonId | None = None,
    name: str = "",
) -> Person:
    """Take a held row over: as a new person, or into somebody, whose empty fields it fills.

    Without either it goes into its only candidate. What differs goes to the notes.

    Raises:
        InvalidValue: it is not clear into whom, or the row has no name and none is given.
    """
    with store.writing("import.take", "Took a held row over", now=clock.now()) as writing:
        held = _get(writing, row)
        fields = dict(held.fields) | ({"name": name} if name.strip() else {})
        if as_new:
            person = take_as_new(writing, clock, fields)
        else:
            person = take_into(writing, clock, get_person(writing, into or _only_candidate(held)), fields)
        writing.remove(HeldRow, held.id)
        writing.says(f"Took a held row over: {person.name}")
        return person


def drop_held(store: Store, clock: Clock, *, row: str) -> None:
    """Leave a held row out."""
    with store.writing("import.drop", "Dropped a held row", now=clock.now()) as writing:
        held = _get(writing, row)
        writing.remove(HeldRow, held.id)
        writing.says(f"Dropped a held row: {_name(held) or held.source}")


def _get(reading: Reading, words: str) -> HeldRow:
    return get_by_start(reading, HeldRow, words, "held row", _name)


def _name(held: HeldRow) -> str:
    return dict(held.fields).get("name", "")


def _only_candidate(held: HeldRow) -> PersonId:
    if len(held.candidates) != 1:
        raise InvalidValue("held row", held.id, "Say into whom it goes, or take it as a new person.")
    return held.candidates[0]


def take_as_new(writing: Writing, clock: Clock, fields: Mapping[str, str]) -> Person:
    """Add a person with these fields; an introducer who is not here goes to the notes.

    Raises:
        InvalidValue: there is no name.
    """
    if not fields.get("name"):
        raise InvalidValue("name", "", "This row has no name. Type one to take it over.")
    introducer = fields.get("introduced_by", "")
    if introducer and not _is_known(writing, introducer):
        notes = join_notes(fields.get("notes", ""), also("introduced_by", introducer))
        fields = {**fields, "introduced_by": "", "notes": notes}
    return write_new(writing, clock, read_person(fields))


def take_into(writing: Writing, clock: Clock, person: Person, fields: Mapping[str, str]) -> Person:
    """Fill what is empty of a person with these fields; what differs goes to the notes."""
    place = main_affiliation(writing.all(Affiliation, person=person.id))
    institution, department = place_names(writing, place)
    introducer = writing.find(Person, person.introduced_by) if person.introduced_by else None
    known = Known(
        person=person,
        institution=institution,
        department=department,
        introducer=introducer.name if introducer else "",
    )
    row = ImportRow(0, tuple(fields.items()), read_person(fields), ())
    comparison = compare(
        row,
        known,
        last_day=last_days(writing, zone_of(writing)),
        is_known_name=lambda name: _is_known(writing, name),
        family_first=family_first_in(writing),
    )
    changes = dict(comparison.fills)
    if comparison.differs:
        notes = changes.get("notes", person.notes)
        changes["notes"] = join_notes(notes, *(_noted(each) for each in comparison.differs))
    return write_changes(writing, clock, person, read_person(changes))


def _noted(difference: Difference) -> str:
    return difference.there if difference.name == "notes" else also(difference.name, difference.there)


def _is_known(reading: Reading, name: str) -> bool:
    try:
        choose_person(reading, name)
    except HallwayError:
        return False
    return True

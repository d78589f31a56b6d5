"""People: found, added, edited, listed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from hallway.actions import typed_text
from hallway.actions.applicants import check_past, today_in
from hallway.actions.fields import choices_of
from hallway.actions.lookups import choose_person, get_person
from hallway.actions.person_changes import learn_order, place_names, write_changes, write_new
from hallway.actions.person_fields import person_as_text, read_person
from hallway.actions.person_guesses import family_first_in, tell_parts
from hallway.actions.places import main_affiliation
from hallway.actions.ports import Clock, IdentityRow, NameMatch, PeopleFilter, PersonLine, Reading, Store
from hallway.actions.warnings import on_note
from hallway.domain.errors import InvalidValue
from hallway.domain.ids import PersonId, WorkId
from hallway.domain.institutions import Affiliation
from hallway.domain.names import fold
from hallway.domain.people import Group, MentorRole, Person, Relationship, Standing, Work
from hallway.playbooks.cautions import Caution

ORDERS = ("name", "silence", "recent")
_MOST_PER_PAGE = 500


@dataclass(frozen=True, slots=True)
class Added:
    """A new person, people who may be the same one, and what to mind."""

    person: Person
    lookalikes: tuple[NameMatch, ...]
    cautions: tuple[Caution, ...]


@dataclass(frozen=True, slots=True)
class PeopleList:
    """One page of people, how many pages there are, and the values one can filter by."""

    lines: tuple[PersonLine, ...]
    total: int
    page: int
    pages: int
    facets: Mapping[str, tuple[tuple[str, int], ...]]


def find_person(store: Store, words: str) -> Person:
    """Return whom `words` mean: an id, the start of one, a name, or every word of part of a name.

    Raises:
        PersonNotFound: nobody fits; the nearest names are told.
        AmbiguousPerson: several fit; each is told with role, institution and id.
    """
    with store.reading() as reading:
        return reading.get(Person, choose_person(reading, words))


def add_person(store: Store, clock: Clock, *, fields: Mapping[str, str]) -> Added:
    """Add a person; likely doubles are told and never merged by themselves."""
    typed = read_person(fields)
    if "name" not in typed.values:
        raise InvalidValue("name", "", "Type a name with at least one letter.")
    with store.writing("person.add", "Added a person", now=clock.now()) as writing:
        person = write_new(writing, clock, typed)
        lookalikes = _lookalikes(writing, person)
        cautions = on_note(writing, person.notes)
        writing.says(f"Added {person.name}{learn_order(writing, None, person)}")
        return Added(person, lookalikes, cautions)


def _lookalikes(reading: Reading, person: Person) -> tuple[NameMatch, ...]:
    words = sorted(fold(person.name).replace(",", " ").split())
    emails = {each.casefold() for each in person.emails}
    return tuple(
        _match(reading, each)
        for each in reading.identities()
        if each.id != person.id
        and each.standing != Standing.TRASHED
        and (
            sorted(fold(each.name).replace(",", " ").split()) == words
            or not emails.isdisjoint(address.casefold() for address in each.emails)
        )
    )


def _match(reading: Reading, row: IdentityRow) -> NameMatch:
    return NameMatch(row.id, row.name, reading.get(Person, row.id).role, row.institution)


def edit_person(store: Store, clock: Clock, *, person: PersonId, fields: Mapping[str, str]) -> Person:
    """Change the typed fields of a person; empty text clears a field."""
    typed = read_person(fields)
    with store.writing("person.edit", "Edited a person", now=clock.now()) as writing:
        before = get_person(writing, person)
        changed = write_changes(writing, clock, before, typed)
        writing.says(f"Edited {changed.name}{learn_order(writing, before, changed)}")
        return changed


def describe_person(store: Store, *, person: PersonId) -> dict[str, str]:
    """Return every field of a person as text, as a form shows it; last contact is derived and left out."""
    with store.reading() as reading:
        found = reading.get(Person, person)
        institution, department = place_names(
            reading, main_affiliation(reading.all(Affiliation, person=person))
        )
        introducer = reading.find(Person, found.introduced_by) if found.introduced_by else None
        return person_as_text(found) | {
            "institution": institution,
            "department": department,
            "introduced_by": _unmistakable(reading, introducer) if introducer else "",
        }


def tell_guesses(store: Store, *, person: PersonId) -> dict[str, str]:
    """Return where the values of a person come from that nobody typed, by field."""
    with store.reading() as reading:
        found = reading.get(Person, person)
        parts = tell_parts(found, family_first_in(reading))
    told = {"given": parts, "family": parts}
    if found.zone_source:
        told["zone"] = f"Found from {found.zone_source}. Type another one to keep yours."
    return {name: says for name, says in told.items() if says}


def _unmistakable(reading: Reading, person: Person) -> str:
    """Return the name of a person, or the id when others have the same name."""
    same = [each for each in reading.identities() if fold(each.name) == fold(person.name)]
    return person.name if len(same) == 1 else person.id


def list_people(
    store: Store, clock: Clock, wanted: PeopleFilter, *, page: int = 1, per_page: int = 50
) -> PeopleList:
    """Return one page of the people that fit, and the filters in use; a page too far is the last one."""
    checked = _check(wanted)
    size = min(max(per_page, 1), _MOST_PER_PAGE)
    with store.reading() as reading:
        now = clock.now()
        found = reading.people(checked, now=now, limit=size, offset=(max(page, 1) - 1) * size)
        pages = max(1, -(-found.total // size))
        at = min(max(page, 1), pages)
        if at != max(page, 1):
            found = reading.people(checked, now=now, limit=size, offset=(at - 1) * size)
        return PeopleList(found.lines, found.total, at, pages, reading.facets())


def _check(wanted: PeopleFilter) -> PeopleFilter:
    if wanted.silent_days is not None and wanted.silent_days < 0:
        raise InvalidValue("silent_days", str(wanted.silent_days), "Type a number of days from 0.")
    return replace(
        wanted,
        group=typed_text.read_choice("group", wanted.group, choices_of(Group)),
        relationship=typed_text.read_choice("relationship", wanted.relationship, choices_of(Relationship)),
        mentor_role=typed_text.read_choice("mentor_role", wanted.mentor_role, choices_of(MentorRole)),
        standing=typed_text.read_choice("standing", wanted.standing, choices_of(Standing)) or "active",
        order=typed_text.read_choice("order", wanted.order, ORDERS) or "name",
    )


def add_work(
    store: Store,
    clock: Clock,
    *,
    person: PersonId,
    title: str,
    kind: str = "paper",
    link: str = "",
    read_on: date | None = None,
    insight: str = "",
) -> Work:
    """Note a paper, talk or interest of a person, when it was read, and what stayed with the applicant.

    The same title changes what is known of it (CON-10).
    """
    title = typed_text.read_needed("title", title, "Type the title of the paper or talk.")
    with store.writing("work.add", "Noted a work", now=clock.now()) as writing:
        author = get_person(writing, person)
        check_past("read_on", read_on, today_in(writing, clock))
        known = next(
            (each for each in writing.all(Work, person=person) if fold(each.title) == fold(title)), None
        )
        work = Work(
            id=known.id if known else WorkId(writing.new_id()),
            person=person,
            title=title,
            kind=typed_text.read_line("kind", kind) or "paper",
            link=typed_text.read_link("link", link) or (known.link if known else ""),
            read_on=read_on or (known.read_on if known else None),
            insight=typed_text.read_line("insight", insight) or (known.insight if known else ""),
        )
        if known is None:
            writing.add(work)
        elif work != known:
            writing.replace(work)
        writing.says(f"Noted {work.kind} of {author.name}: {work.title}")
        return work

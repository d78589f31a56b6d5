"""Asking offices of one's own school for lists: a text to copy, and a word that one has asked (CON-22)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches

from hallway.actions import typed_text
from hallway.actions.applicants import check_past, find_in, get_in
from hallway.actions.lookups import get_person
from hallway.actions.person_changes import write_new
from hallway.actions.person_fields import read_person
from hallway.actions.ports import Clock, NameMatch, Reading, Store, Writing
from hallway.actions.warnings import after_interaction
from hallway.domain.applicants import Applicant
from hallway.domain.errors import AmbiguousPerson, HallwayError, InvalidValue
from hallway.domain.ids import InteractionId, PersonId, PromiseId
from hallway.domain.interactions import Channel, Interaction, Kind
from hallway.domain.ladder import after_contact
from hallway.domain.names import fold
from hallway.domain.people import Person, Standing
from hallway.domain.promises import By, Promise
from hallway.domain.times import day_of, noon
from hallway.playbooks.cautions import Caution
from hallway.playbooks.worksheets import SLOTS, Office, fill, missing_slots, worksheets

WAYS: Mapping[str, tuple[Kind, Channel]] = {
    "e-mail": (Kind.MAILED, Channel.E_MAIL),
    "in-person": (Kind.MET, Channel.IN_PERSON),
    "phone": (Kind.CALLED, Channel.PHONE),
}
"""How an office is asked, and what sort of contact that is."""


class UnknownOffice(HallwayError):
    """No office has this id."""

    def __init__(self, wanted: str) -> None:
        known = [each.id for each in worksheets().offices]
        near = get_close_matches(wanted, known, n=1, cutoff=0.4) or known
        super().__init__(f"There is no office {wanted!r}. Did you mean {' or '.join(near)}?")


@dataclass(frozen=True, slots=True)
class AskedBefore:
    """Whom at an office the applicant asked, and when."""

    person: NameMatch
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeKit:
    """One office with the text filled from the applicant, what that still lacks, and who was asked."""

    office: Office
    subject: str
    text: str
    missing: tuple[str, ...]
    asked: tuple[AskedBefore, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOffice:
    """What was written down: the person, new or known, the contact, and what they promised."""

    office: Office
    person: Person
    is_new: bool
    interaction: Interaction
    promises: tuple[Promise, ...]
    cautions: tuple[Caution, ...]


def list_offices(store: Store) -> tuple[OfficeKit, ...]:
    """Return every office with its text, filled as far as the applicant is known."""
    with store.reading() as reading:
        applicant = find_in(reading)
        known = _slots(applicant) if applicant else {}
        return tuple(_kit(reading, each, known) for each in worksheets().offices)


def get_office(words: str) -> Office:
    """Return the office of this id.

    Raises:
        UnknownOffice: there is none.
    """
    found = next((each for each in worksheets().offices if each.id == words.strip()), None)
    if found is None:
        raise UnknownOffice(words)
    return found


def _slots(applicant: Applicant) -> dict[str, str]:
    return {
        "name": applicant.name,
        "school": applicant.school,
        "specialty": applicant.specialties[0] if applicant.specialties else "",
        "match_year": str(applicant.match_year or ""),
    }


def _kit(reading: Reading, office: Office, known: Mapping[str, str]) -> OfficeKit:
    asked = []
    for each in reading.all(Interaction, summary=office.records):
        person = reading.get(Person, each.person)
        if person.standing is not Standing.TRASHED:
            match = NameMatch(person.id, person.name, person.role, "")
            asked.append(AskedBefore(match, day_of(each.at, each.zone)))
    missing = missing_slots(f"{office.subject} {office.text}", known)
    return OfficeKit(
        office=office,
        subject=fill(office.subject, known),
        text=fill(office.text, known),
        missing=tuple(SLOTS[each] for each in missing),
        asked=tuple(sorted(asked, key=lambda each: each.on, reverse=True)),
    )


def ask_office(
    store: Store,
    clock: Clock,
    *,
    office: str,
    who: str = "",
    way: str = "e-mail",
    on: date | None = None,
    promised: str = "",
    due: date | None = None,
) -> AskedOffice:
    """Write down that an office was asked, and what it promised, in one action.

    Args:
        store: the record.
        clock: tells the day.
        office: the id of the office.
        who: somebody's name; whoever is not in the record yet is added, and without a name the office itself.
        way: e-mail, in-person or phone.
        on: the day; today when left out.
        promised: what they said they would send or do, "" for nothing.
        due: by when.

    Raises:
        UnknownOffice: there is no such office.
        AmbiguousPerson: several people have this name.
        InvalidValue: the way is unknown, or the day lies years ahead.
    """
    wanted = get_office(office)
    kind, channel = WAYS[typed_text.read_choice("way", way, tuple(WAYS)) or "e-mail"]
    promise = typed_text.read_line("promised", promised)
    if due and not promise:
        raise InvalidValue("due", due.isoformat(), "Say what they promised, too.")
    with store.writing("office.ask", "Asked an office", now=clock.now()) as writing:
        applicant = get_in(writing)
        today = day_of(clock.now(), applicant.zone)
        check_past("on", on, today)
        person, is_new = _person_there(writing, clock, wanted, who)
        at = clock.now() if on is None or on == today else noon(on, applicant.zone)
        said = Interaction(
            id=InteractionId(writing.new_id()),
            person=person.id,
            at=at,
            zone=applicant.zone,
            kind=kind,
            is_timed=on is None,
            channel=channel,
            summary=wanted.records,
        )
        writing.add(said)
        person = _now_known(writing, person, kind)
        promises = _promises(writing, said, promise, due)
        writing.says(f"Asked the {_inside(wanted.title)}: {person.name}")
        return AskedOffice(
            office=wanted,
            person=person,
            is_new=is_new,
            interaction=said,
            promises=promises,
            cautions=tuple(after_interaction(writing, said, clock.now())),
        )


def _person_there(writing: Writing, clock: Clock, office: Office, who: str) -> tuple[Person, bool]:
    """Return whoever has this name, else somebody new of the applicant's school."""
    school = get_in(writing).school
    name = typed_text.read_line("who", who) or office.title
    same = [each for each in writing.match_names(name) if fold(each.name) == fold(name)]
    if len(same) > 1:
        raise AmbiguousPerson(name, [f"{each.name}, {each.role} (id {each.id})" for each in same])
    if same:
        return get_person(writing, same[0].id), False
    known = writing.find(Person, PersonId(name))
    if known is not None:
        return get_person(writing, known.id), False
    typed = {"name": name, "role": office.role, "institution": school, "how_met": _inside(office.title)}
    return write_new(writing, clock, read_person({key: text for key, text in typed.items() if text})), True


def _now_known(writing: Writing, person: Person, kind: Kind) -> Person:
    moved = replace(person, relationship=after_contact(person.relationship, kind))
    if moved != person:
        writing.replace(moved)
    return moved


def _promises(writing: Writing, said: Interaction, text: str, due: date | None) -> tuple[Promise, ...]:
    if not text:
        return ()
    made = Promise(
        id=PromiseId(writing.new_id()), person=said.person, by=By.THEM, text=text, made_at=said.at, due=due
    )
    writing.add(made)
    return (made,)


def _inside(title: str) -> str:
    """Return a title as it stands inside a sentence."""
    return title[:1].lower() + title[1:]

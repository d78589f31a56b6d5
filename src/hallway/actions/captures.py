"""Notes taken offline: decided note by note, and taken over in one action (CON-18).

A note brings its own id, which becomes the id of the contact: however often it is imported, it counts once.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from hallway.actions import typed_text
from hallway.actions.applicants import get_in
from hallway.actions.fields import with_values
from hallway.actions.lookups import describe, get_person
from hallway.actions.person_changes import blank_person, place_names, write_changes
from hallway.actions.person_fields import read_person
from hallway.actions.person_guesses import family_first_in, with_guesses
from hallway.actions.places import Places, affiliate, known_places, main_affiliation
from hallway.actions.ports import Clock, NameMatch, Reading, Store, Writing
from hallway.domain.errors import InvalidValue
from hallway.domain.ids import PersonId, PromiseId
from hallway.domain.institutions import Affiliation
from hallway.domain.interactions import Channel, Interaction, Kind
from hallway.domain.ladder import after_contact
from hallway.domain.names import fold
from hallway.domain.people import Person, Standing
from hallway.domain.promises import By, Promise
from hallway.domain.times import day_of
from hallway.formats.captures import CapturedNote, read_captures
from hallway.formats.problems import Problem

_PATIENCE = timedelta(days=1)
"""How far a phone's clock may run ahead; a zone set wrongly makes up to a day."""

_NOBODY_SAID: Mapping[int, PersonId | None] = MappingProxyType({})


class NoteVerdict(StrEnum):
    """What becomes of a note."""

    CREATE = "create"
    KNOWN = "known"
    SAME = "same"
    NEEDS_YOU = "needs-you"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class NotePlan:
    """What will happen to one note, and why; `candidates` are the people it may be about."""

    number: int
    name: str
    verdict: NoteVerdict
    says: str
    candidates: tuple[NameMatch, ...] = ()


@dataclass(frozen=True, slots=True)
class CapturePlan:
    """What an import of notes will do; `notes` and `people` are what it was made of."""

    source: str
    rows: tuple[NotePlan, ...]
    counts: Mapping[NoteVerdict, int]
    problems: tuple[Problem, ...]
    notes: tuple[CapturedNote, ...]
    people: Mapping[int, PersonId | None]


class Captured(NamedTuple):
    """What an import of notes did: people added, meetings recorded, notes that were here, notes left out.

    `held` notes are about one of several people; they stay on the phone until the applicant says about whom.
    """

    created: int
    recorded: int
    same: int
    held: int


def plan_captures(
    store: Store,
    clock: Clock,
    *,
    data: bytes,
    name: str,
    people: Mapping[int, PersonId | None] = _NOBODY_SAID,
) -> CapturePlan:
    """Return what taking over the notes in the file `data` called `name` will do; nothing is written.

    `people` says whom a note is about, by its number: somebody of the record, or None for somebody new.

    Raises:
        UnreadableFile: the file as a whole holds no notes.
        NoApplicant: nobody has been set up.
        InvalidValue: `people` names a note that the file does not have, or somebody in the trash.
        NotFound: `people` names somebody who is not here.
    """
    file = read_captures(data, name=name)
    with store.reading() as reading:
        get_in(reading)  # the notes need somebody whose contacts they are
        rows = [each.plan for each in _Decider(reading, clock.now(), people).decide(file.notes)]
    rows += [_unusable(each) for each in file.problems]
    if strange := sorted(people.keys() - {each.number for each in rows}):
        raise InvalidValue("note", str(strange[0]), f"{name} has {len(rows)} notes, counted from 1.")
    counts = Counter(each.verdict for each in rows)
    return CapturePlan(
        source=name,
        rows=tuple(sorted(rows, key=lambda each: each.number)),
        counts={each: counts[each] for each in NoteVerdict},
        problems=file.problems,
        notes=file.notes,
        people=people,
    )


def apply_captures(store: Store, clock: Clock, *, plan: CapturePlan) -> Captured:
    """Take over the notes of a plan in one action: people, meetings and promises.

    The notes are decided anew inside of the action, so that what changed since the plan was made counts.
    """
    with store.writing("capture.import", f"Imported {plan.source}", now=clock.now()) as writing:
        decisions = list(_Decider(writing, clock.now(), plan.people).decide(plan.notes))
        _Writer(writing, clock).write(decisions)
        counts = Counter(each.plan.verdict for each in decisions)
        captured = Captured(
            created=counts[NoteVerdict.CREATE],
            recorded=counts[NoteVerdict.CREATE] + counts[NoteVerdict.KNOWN],
            same=counts[NoteVerdict.SAME],
            held=counts[NoteVerdict.NEEDS_YOU],
        )
        writing.says(f"Imported {plan.source}: {captured.recorded} met, {captured.created} of them new")
        return captured


def _unusable(problem: Problem) -> NotePlan:
    says = f"{problem.says} {problem.remedy}"
    return NotePlan(problem.line or 0, "", NoteVerdict.PROBLEM, says)


@dataclass(slots=True, eq=False)
class _Known:
    """Somebody a note can be about; `id` is "" for somebody new, and `institution` what will stand there."""

    id: PersonId
    name: str
    institution: str
    number: int | None = None  # of the note that adds them


@dataclass(frozen=True, slots=True)
class _Decision:
    note: CapturedNote
    plan: NotePlan
    known: _Known | None = None


class _Decider:
    """Decides note by note, oldest first; whom earlier notes add is known to later ones."""

    def __init__(self, reading: Reading, now: datetime, people: Mapping[int, PersonId | None]) -> None:
        self._reading = reading
        self._latest = now + _PATIENCE
        self._people = people
        self._by_name: dict[str, list[_Known]] = defaultdict(list)
        self._by_id: dict[PersonId, _Known] = {}
        for each in reading.identities():
            known = _Known(each.id, each.name, each.institution)
            self._by_id[each.id] = known
            if each.standing != Standing.TRASHED:
                self._by_name[fold(each.name)].append(known)

    def decide(self, notes: Iterable[CapturedNote]) -> Iterator[_Decision]:
        for each in sorted(notes, key=lambda note: (note.at, note.number)):
            yield self._decide(each)

    def _decide(self, note: CapturedNote) -> _Decision:
        if (here := self._reading.find(Interaction, note.id)) is not None:
            return _decided(note, NoteVerdict.SAME, _says_of_known(here, note))
        if note.at > self._latest:
            day = day_of(note.at, note.zone or "UTC")
            says = f"It is dated {day}, which has not come yet. Set the phone's clock, and note it anew."
            return _decided(note, NoteVerdict.PROBLEM, says)
        fits = self._fits(note)
        if len(fits) > 1:
            return self._ask(note, fits)
        if fits:
            return self._meet(note, fits[0])
        known = _Known(PersonId(""), note.name, note.institution, note.number)
        self._by_name[fold(note.name)].append(known)
        details = ", ".join(each for each in (note.name, note.role, note.institution) if each)
        return _decided(note, NoteVerdict.CREATE, f"New: {details}.", known)

    def _fits(self, note: CapturedNote) -> Sequence[_Known]:
        """Return whom a note can be about: the one who was said, else everybody of that name there."""
        if note.number in self._people:
            said = self._people[note.number]
            return [] if said is None else [self._by_id[get_person(self._reading, said).id]]
        return [
            each
            for each in self._by_name[fold(note.name)]
            if not (note.institution and each.institution) or fold(each.institution) == fold(note.institution)
        ]

    def _meet(self, note: CapturedNote, known: _Known) -> _Decision:
        known.institution = known.institution or note.institution
        whom = ", ".join(each for each in (known.name, known.institution) if each)
        whom = f"{known.name}, whom note {known.number} adds" if known.number else whom
        return _decided(note, NoteVerdict.KNOWN, f"A meeting with {whom}.", known)

    def _ask(self, note: CapturedNote, fits: Sequence[_Known]) -> _Decision:
        matches = tuple(self._match(each) for each in fits)
        told = "; ".join(describe(each) for each in matches)
        says = (
            f"It can be about {len(fits)} people: {told}. Say which of them, "
            "or write into the note on the phone where they work and export again."
        )
        here = tuple(each for each in matches if each.id)  # whom a note of this file adds cannot be named yet
        return _Decision(note, NotePlan(note.number, note.name, NoteVerdict.NEEDS_YOU, says, here))

    def _match(self, known: _Known) -> NameMatch:
        role = self._reading.get(Person, known.id).role if known.id else ""
        return NameMatch(known.id, known.name, role, known.institution)


def _decided(note: CapturedNote, verdict: NoteVerdict, says: str, known: _Known | None = None) -> _Decision:
    return _Decision(note, NotePlan(note.number, note.name, verdict, says), known)


def _says_of_known(here: Interaction, note: CapturedNote) -> str:
    """Tell whether a note that was imported before reads otherwise by now, here or on the phone."""
    is_same = (here.topics, here.next_step, here.event) == (_topics(note), note.next_step, note.event)
    return "Already here." if is_same else "Already here, and it reads otherwise. What is here stays."


def _topics(note: CapturedNote) -> tuple[str, ...]:
    return typed_text.read_list("topics", note.topic)


class _Writer:
    """Writes what was decided: each person once, with all the notes about them."""

    def __init__(self, writing: Writing, clock: Clock) -> None:
        self._writing = writing
        self._clock = clock
        self._zone = get_in(writing).zone
        self._fresh: list[object] = []

    def write(self, decisions: Iterable[_Decision]) -> None:
        """Write everybody who is here already, then the new ones in bulk."""
        whole: dict[_Known, list[CapturedNote]] = defaultdict(list)
        for each in decisions:
            if each.known is not None:
                whole[each.known].append(each.note)
        for known, notes in whole.items():
            if known.id:
                self._meet_again(known, notes)
        places = known_places(self._writing)  # with those that the people before have brought
        for known, notes in whole.items():
            if not known.id:
                self._meet_new(known, notes, places)
        self._writing.add_all([*places.made, *self._fresh])

    def _meet_again(self, known: _Known, notes: Sequence[CapturedNote]) -> None:
        """Note the meetings with somebody, and fill in what is empty."""
        person = get_person(self._writing, known.id)
        now = main_affiliation(self._writing.all(Affiliation, person=person.id))
        place, _ = place_names(self._writing, now)
        wanted = {"institution": known.institution} if known.institution and not place else {}
        if not person.role and (role := _first(each.role for each in notes)):
            wanted["role"] = role
        filled = write_changes(self._writing, self._clock, person, read_person(wanted)) if wanted else person
        moved = self._note(filled, notes)
        if moved != filled:
            self._writing.replace(moved)

    def _meet_new(self, known: _Known, notes: Sequence[CapturedNote], places: Places) -> None:
        typed = {"name": known.name, "role": _first(each.role for each in notes), "how_met": notes[0].event}
        blank = blank_person(self._writing.new_id)
        values = read_person(typed).values
        person = with_guesses(blank, with_values(blank, values), values, family_first_in(self._writing))
        place = affiliate(
            places,
            self._writing.new_id,
            person.id,
            role=person.role,
            institution=known.institution,
            department="",
            now=None,
        )
        self._fresh += [self._note(person, notes), *([place] if place else [])]

    def _note(self, person: Person, notes: Iterable[CapturedNote]) -> Person:
        """Note meetings and promises; return the person as they are afterwards."""
        for each in notes:
            met = self._meeting(person, each)
            self._fresh += [met, *self._promises(met, each)]
            person = _moved(person, met, may_follow_up=each.may_follow_up)
        return person

    def _meeting(self, person: Person, note: CapturedNote) -> Interaction:
        return Interaction(
            id=note.id,
            person=person.id,
            at=min(note.at, self._clock.now()),  # a phone's clock may run ahead
            zone=note.zone or self._zone,
            kind=Kind.MET,
            channel=Channel.IN_PERSON,
            topics=_topics(note),
            next_step=note.next_step,
            event=note.event,
        )

    def _promises(self, met: Interaction, note: CapturedNote) -> Iterator[Promise]:
        for by, text in ((By.THEM, note.promised_me), (By.ME, note.i_promised)):
            if text:
                yield Promise(
                    id=PromiseId(self._writing.new_id()),
                    person=met.person,
                    by=by,
                    text=text,
                    made_at=met.at,
                    due=note.due,
                )


def _first(texts: Iterable[str]) -> str:
    return next(filter(None, texts), "")


def _moved(person: Person, met: Interaction, *, may_follow_up: bool | None) -> Person:
    """Return a person after a meeting; an old note does not take back what they have said since (CON-13)."""
    moved = replace(person, relationship=after_contact(person.relationship, met.kind))
    day = day_of(met.at, met.zone)
    is_news = person.may_follow_up_on is None or day >= person.may_follow_up_on
    if may_follow_up is None or not is_news:
        return moved
    return replace(moved, may_follow_up=may_follow_up, may_follow_up_on=day)

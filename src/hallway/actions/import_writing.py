"""Writing what an import has decided, in bulk."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from hallway.actions.applicants import zone_of
from hallway.actions.contacts import imported_contact
from hallway.actions.fields import with_values
from hallway.actions.import_decisions import Decision, Verdict
from hallway.actions.import_matches import Index, Known
from hallway.actions.notes import also, join_notes
from hallway.actions.person_changes import blank_person
from hallway.actions.person_guesses import family_first_in, with_guesses
from hallway.actions.places import affiliate, known_places
from hallway.actions.ports import Clock, Writing
from hallway.domain.ids import HeldRowId
from hallway.domain.institutions import Affiliation
from hallway.domain.people import Person
from hallway.domain.settings import HeldRow

_CHUNK = 200


class ImportWriter:
    """Writes decisions in bulk, chunk by chunk."""

    def __init__(self, writing: Writing, clock: Clock, source: str, index: Index) -> None:
        self._writing = writing
        self._clock = clock
        self._source = source
        self._index = index
        self._zone = zone_of(writing)
        self._places = known_places(writing)
        self._main_places = {each.person: each for each in writing.all(Affiliation, is_main=True)}
        self._family_first = family_first_in(writing)
        self._written: set[int] = set()

    def write(self, decisions: Sequence[Decision], progress: Callable[[int, int], None] | None) -> None:
        """Write everything, and tell how far it has come after every chunk."""
        left = iter(decisions)
        done = 0
        while chunk := list(islice(left, _CHUNK)):
            self._write_chunk(chunk)
            done += len(chunk)
            if progress:
                progress(done, len(decisions))

    def _write_chunk(self, chunk: Iterable[Decision]) -> None:
        fresh: list[object] = []
        for each in chunk:
            if each.plan.verdict is Verdict.NEEDS_YOU:
                fresh.append(self._held(each))
            elif each.known is not None and id(each.known) not in self._written:
                self._written.add(id(each.known))
                fresh += self._new(each.known) if each.known.is_new else self._changed(each.known)
        self._writing.add_all([*self._places.made, *fresh])
        self._places.made.clear()

    def _new(self, known: Known) -> list[object]:
        blank = blank_person(lambda: known.person.id)
        person = with_guesses(blank, with_values(known.person, known.gains), (), self._family_first)
        person = self._introduced(person, known)
        place = self._affiliation(known, person, None)
        return [
            person,
            *([place] if place else []),
            *self._contacts(known, known.gained_day or known.last_day),
        ]

    def _changed(self, known: Known) -> list[object]:
        if not known.is_changed:
            return []
        gained = with_values(known.person, known.gains)
        person = with_guesses(known.person, gained, known.gains, self._family_first)
        person = self._introduced(person, known) if known.gained_introducer else person
        if person != known.person:
            self._writing.replace(person)
        fresh = self._contacts(known, known.gained_day)
        now = self._main_places.get(person.id)
        place = self._affiliation(known, person, now)
        if place and now is None:
            fresh.append(place)
        elif place and place != now:
            self._writing.replace(place)
        return fresh

    def _introduced(self, person: Person, known: Known) -> Person:
        """Link whoever introduced this person; a name that is not one person's goes to the notes."""
        if not known.introducer:
            return person
        named = [each for each in self._index.named(known.introducer) if each.person.id != person.id]
        if len(named) == 1:
            return replace(person, introduced_by=named[0].person.id)
        return replace(person, notes=join_notes(person.notes, also("introduced_by", known.introducer)))

    def _affiliation(self, known: Known, person: Person, now: Affiliation | None) -> Affiliation | None:
        return affiliate(
            self._places,
            self._writing.new_id,
            person.id,
            role=person.role,
            institution=known.institution,
            department=known.department,
            now=now,
        )

    def _contacts(self, known: Known, day: date | None) -> list[object]:
        if day is None:
            return []
        return [imported_contact(self._writing.new_id(), known.person.id, day, self._zone)]

    def _held(self, decision: Decision) -> HeldRow:
        row = decision.row
        return HeldRow(
            id=HeldRowId(self._writing.new_id()),
            source=self._source,
            line=row.line,
            reason=decision.plan.says,
            fields=row.fields,
            candidates=tuple(each.person.id for each in decision.candidates),
            at=self._clock.now(),
        )

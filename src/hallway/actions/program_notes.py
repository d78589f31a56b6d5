"""What the applicant hears about programs: private, each note with its source and day (PEE-05)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from hallway.actions import typed_text
from hallway.actions.applicants import check_past, today_in
from hallway.actions.lookups import get_by_start, get_person
from hallway.actions.ports import Clock, Reading, Store
from hallway.actions.program_lookups import choose_unit, name_of
from hallway.domain.errors import InvalidValue
from hallway.domain.ids import PersonId, ProgramNoteId
from hallway.domain.names import fold
from hallway.domain.people import Person, Standing
from hallway.domain.programs import NO_UNIT, ProgramNote, ProgramTopic

_WHOSE = "Say who told you: somebody who is in here, or the source in words."


@dataclass(frozen=True, slots=True)
class ToldNote:
    """A note with who said it, in words."""

    note: ProgramNote
    source: str


@dataclass(frozen=True, slots=True)
class ProgramNotes:
    """One program and what was said of it, the latest first."""

    program: str
    notes: tuple[ToldNote, ...]


def add_program_note(
    store: Store,
    clock: Clock,
    *,
    topic: ProgramTopic,
    text: str,
    program: str = "",
    unit: str = "",
    person: PersonId | None = None,
    source: str = "",
    on: date | None = None,
) -> ProgramNote:
    """Note what somebody says of a program; without a day it was said today.

    `unit` is a code or words of a program of the directory, which then gives its name where none is typed.

    Raises:
        InvalidValue: program, text or source is missing, or the day lies years ahead.
        NotFound: `unit` names no program.
    """
    meant = choose_unit(unit) if unit.strip() else None
    program = program if program.strip() or meant is None else name_of(meant)
    with store.writing("program-note.add", "Noted something about a program", now=clock.now()) as writing:
        today = today_in(writing, clock)
        note = ProgramNote(
            id=ProgramNoteId(writing.new_id()),
            program=_usual(writing, _program(program)),
            topic=topic,
            text=_text(text),
            on=on or today,
            person=get_person(writing, person).id if person else None,
            source=typed_text.read_line("source", source),
            unit=meant.code if meant else NO_UNIT,
        )
        _check(note, today)
        writing.add(note)
        writing.says(f"Noted something about {note.program}")
        return note


def change_program_note(
    store: Store,
    clock: Clock,
    *,
    note: str,
    program: str | None = None,
    unit: str | None = None,
    topic: ProgramTopic | None = None,
    text: str | None = None,
    person: PersonId | None = None,
    source: str | None = None,
    on: date | None = None,
) -> ProgramNote:
    """Change what is given of a note, and leave the rest; an empty source in words, or unit, clears it."""
    meant = choose_unit(unit).code if unit and unit.strip() else NO_UNIT
    with store.writing("program-note.change", "Changed a note", now=clock.now()) as writing:
        before = _get(writing, note)
        changed = replace(
            before,
            program=before.program if program is None else _usual(writing, _program(program)),
            topic=topic or before.topic,
            text=before.text if text is None else _text(text),
            person=get_person(writing, person).id if person else before.person,
            source=before.source if source is None else typed_text.read_line("source", source),
            on=on or before.on,
            unit=before.unit if unit is None else meant,
        )
        _check(changed, today_in(writing, clock))
        if changed != before:
            writing.replace(changed)
        writing.says(f"Changed a note about {changed.program}")
        return changed


def remove_program_note(store: Store, clock: Clock, *, note: str) -> ProgramNote:
    """Remove a note."""
    with store.writing("program-note.remove", "Removed a note", now=clock.now()) as writing:
        found = _get(writing, note)
        writing.remove(ProgramNote, found.id)
        writing.says(f"Removed a note about {found.program}")
        return found


def list_program_notes(store: Store, *, words: str = "") -> tuple[ProgramNotes, ...]:
    """Return the programs whose name holds these words, by name, each with what was said of it."""
    with store.reading() as reading:
        told = tell(reading, reading.all(ProgramNote))
    programs: dict[str, list[ToldNote]] = {}
    for each in told:
        programs.setdefault(fold(each.note.program), []).append(each)
    wanted = fold(words)
    return tuple(
        ProgramNotes(programs[key][0].note.program, tuple(programs[key]))
        for key in sorted(programs)
        if wanted in key
    )


def tell(reading: Reading, notes: Iterable[ProgramNote]) -> tuple[ToldNote, ...]:
    """Return notes with their source in words, the latest first; who lies in the trash is not named."""
    names: dict[PersonId, str] = {}
    told = []
    for each in notes:
        if each.person and each.person not in names:
            found = reading.find(Person, each.person)
            names[each.person] = found.name if found and found.standing is not Standing.TRASHED else ""
        source = ", ".join(filter(None, [names.get(each.person, "") if each.person else "", each.source]))
        told.append(ToldNote(each, source or "somebody who is no longer here"))
    return tuple(sorted(told, key=lambda each: (each.note.on, each.note.id), reverse=True))


def _get(reading: Reading, words: str) -> ProgramNote:
    return get_by_start(reading, ProgramNote, words, "note", lambda each: f"{each.program}: {each.text}")


def _program(text: str) -> str:
    return typed_text.read_needed("program", text, "Name the program, such as Harbor Medical Center.")


def _text(text: str) -> str:
    read = typed_text.read_text("text", text)
    if not read:
        raise InvalidValue("text", "", "Write what was said.")
    return read


def _usual(reading: Reading, program: str) -> str:
    """Return a program as it was written before, when only accents and case differ."""
    known = (each.program for each in reading.all(ProgramNote) if fold(each.program) == fold(program))
    return next(known, program)


def _check(note: ProgramNote, today: date) -> None:
    if note.person is None and not note.source:
        raise InvalidValue("source", "", _WHOSE)
    check_past("on", note.on, today)

"""The applicant of this file: set up, changed, and asked for their day."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from hallway.actions.applicant_fields import APPLICANT_FIELDS, applicant_as_text, read_applicant
from hallway.actions.fields import with_values
from hallway.actions.ports import Clock, Reading, Store, Writing
from hallway.domain.applicants import Applicant, Status
from hallway.domain.errors import InvalidValue, NoApplicant
from hallway.domain.ids import ApplicantId
from hallway.domain.settings import AudienceFile
from hallway.domain.times import day_of
from hallway.playbooks.values import AUDIENCES

EARLIEST = 1900
SLIP = timedelta(days=1100)
"""A day further ahead than this was not meant."""


def find_applicant(store: Store) -> Applicant | None:
    """Return the applicant, or None before set-up."""
    with store.reading() as reading:
        return find_in(reading)


def get_applicant(store: Store) -> Applicant:
    """Return the applicant.

    Raises:
        NoApplicant: nobody has been set up.
    """
    with store.reading() as reading:
        return get_in(reading)


def find_in(reading: Reading) -> Applicant | None:
    """Return the applicant within a look at the record, or None."""
    return next(iter(reading.all(Applicant)), None)


def get_in(reading: Reading) -> Applicant:
    """Return the applicant within a look at the record, or raise NoApplicant."""
    applicant = find_in(reading)
    if applicant is None:
        raise NoApplicant
    return applicant


def zone_of(reading: Reading) -> str:
    """Return the applicant's zone, UTC before set-up: showing a record needs no applicant."""
    applicant = find_in(reading)
    return applicant.zone if applicant else "UTC"


def today_in(reading: Reading, clock: Clock) -> date:
    """Return the applicant's present day."""
    return day_of(clock.now(), zone_of(reading))


def check_past(field: str, day: date | None, today: date) -> None:
    """Raise when `day` lies years ahead or before living memory: a slip of the finger.

    A day shortly ahead is taken: clocks are set back, zones differ, and a caution says so where it matters.
    """
    if day is None:
        return
    if day > today + SLIP:
        raise InvalidValue(field, day.isoformat(), f"Today is {today}. Check the year.")
    if day.year < EARLIEST:
        raise InvalidValue(field, day.isoformat(), f"The year must be {EARLIEST} or later.")


def set_up(store: Store, clock: Clock, *, fields: Mapping[str, str]) -> Applicant:
    """Make the applicant of this file, or change them when they are there already."""
    with store.writing("applicant.set-up", "Set up the applicant", now=clock.now()) as writing:
        applicant = find_in(writing)
        if applicant is not None:
            return _change(writing, applicant, fields)
        applicant = _fresh(writing, fields)
        writing.add(applicant)
        writing.says(f"Set up {applicant.name}")
        return applicant


def change_applicant(store: Store, clock: Clock, *, fields: Mapping[str, str]) -> Applicant:
    """Change the typed fields of the applicant and leave the others."""
    with store.writing("applicant.change", "Changed the applicant", now=clock.now()) as writing:
        return _change(writing, get_in(writing), fields)


def describe_applicant(store: Store) -> dict[str, str]:
    """Return every field of the applicant as text, as a form shows it."""
    return applicant_as_text(get_applicant(store))


def _audiences(reading: Reading) -> tuple[str, ...]:
    return (*AUDIENCES, *(each.name for each in reading.all(AudienceFile)))


def _fresh(writing: Writing, fields: Mapping[str, str]) -> Applicant:
    values = read_applicant(fields, _audiences(writing))
    for needed in (each for each in APPLICANT_FIELDS.values() if each.is_needed):
        if needed.name not in values:
            raise InvalidValue(needed.name, "", f"It is needed. {needed.help}")
    blank = Applicant(id=ApplicantId(writing.new_id()), name="", audience="", zone="UTC")
    return _settle_visa(with_values(blank, values), values)


def _change(writing: Writing, applicant: Applicant, fields: Mapping[str, str]) -> Applicant:
    values = read_applicant(fields, _audiences(writing))
    changed = _settle_visa(with_values(applicant, values), values)
    if changed != applicant:
        writing.replace(changed)
        names = ", ".join(APPLICANT_FIELDS[each].label.lower() for each in values)
        writing.says(f"Changed your {names}")
    return changed


def _settle_visa(applicant: Applicant, typed: Mapping[str, object]) -> Applicant:
    """Return the applicant with the visa need that follows from citizenship and the visa named (PRO-11)."""
    if applicant.status is not Status.US_CITIZEN_IMG:
        return _settle_named(applicant, typed)
    if typed.get("visa"):
        raise InvalidValue(
            "visa", str(typed["visa"]), "A US citizen needs none. Change the status or leave this empty."
        )
    if typed.get("needs_visa"):
        raise InvalidValue(
            "needs_visa", "yes", "A US citizen needs none. Change the status or leave this empty."
        )
    return replace(applicant, needs_visa=False, visa=None)


def _settle_named(applicant: Applicant, typed: Mapping[str, object]) -> Applicant:
    """Return the applicant with need and visa in agreement: what was typed counts."""
    if applicant.visa is None or applicant.needs_visa:
        return applicant
    if typed.get("needs_visa") is False and not typed.get("visa"):
        return replace(applicant, visa=None)
    if applicant.needs_visa is False:
        raise InvalidValue(
            "visa", applicant.visa.value, "You said that you need none. Change one of the two."
        )
    return replace(applicant, needs_visa=True)

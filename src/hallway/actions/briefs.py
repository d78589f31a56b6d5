"""What to read before meeting a person: a few lines, the most telling first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hallway.actions.timelines import Dealings, headline
from hallway.domain.interactions import CONTACTS
from hallway.domain.names import with_credentials
from hallway.domain.people import Person
from hallway.domain.promises import By, PromiseState
from hallway.domain.times import day_of

_MOST_TOLD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a brief says about a person besides what happened."""

    institution: str
    introduced_by: str
    rung_says: str
    zone: str
    today: date


def brief(person: Person, dealings: Dealings, frame: Frame) -> tuple[str, ...]:
    """Return the lines to read before meeting this person; lines that would say nothing are left out."""
    lines = (
        *_who(person, frame),
        *_last_talk(dealings, frame),
        *_open_words(dealings),
        *_their_side(person, dealings),
        *_ledger(dealings),
        frame.rung_says,
    )
    return tuple(lines)


def _who(person: Person, frame: Frame) -> Iterator[str]:
    field = " / ".join(filter(None, (person.specialty, person.subspecialty)))
    name = with_credentials(person.name, person.credentials)
    yield ", ".join(filter(None, (name, person.role, field, frame.institution))) + "."
    how = [person.how_met and f"You met through: {person.how_met}"]
    how.append(frame.introduced_by and f"introduced by {frame.introduced_by}")
    if any(how):
        yield "; ".join(filter(None, how)) + "."
    if person.may_follow_up is False:
        yield "They asked not to be followed up."


def _last_talk(dealings: Dealings, frame: Frame) -> Iterator[str]:
    latest = next((each for each in dealings.interactions if each.kind in CONTACTS), None)
    if latest is None:
        yield "No contact yet."
        return
    day = day_of(latest.at, frame.zone if latest.is_timed else latest.zone)
    about = f", about {', '.join(latest.topics)}" if latest.topics else ""
    yield f"Last contact on {day}, {_ago((frame.today - day).days)}: {headline(latest)}{about}."
    for name, text in (
        ("In short", latest.summary),
        ("You learned", latest.learned),
        ("Next", latest.next_step),
    ):
        if text:
            yield f"{name}: {text}"


def _ago(days: int) -> str:
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")


def _open_words(dealings: Dealings) -> Iterator[str]:
    for each in dealings.promises:
        if each.state is PromiseState.OPEN:
            due = f", by {each.due}" if each.due else ""
            yield f"{'You' if each.by is By.ME else 'They'} promised: {each.text}{due}."
    for advised in dealings.advice:
        if advised.reported is None:
            done = "not yet reported back" if advised.acted_on else "not yet acted on"
            yield f"They advised: {advised.text} ({done})."


def _their_side(person: Person, dealings: Dealings) -> Iterator[str]:
    if person.topics:
        yield f"Shared topics: {', '.join(person.topics)}."
    for each in dealings.works[:_MOST_TOLD]:
        read = f"read on {each.read_on}" if each.read_on else "not read yet"
        yield f"Their {each.kind}: {each.title} ({read})."


def _ledger(dealings: Dealings) -> Iterator[str]:
    given, asked = len(dealings.gives), len(dealings.asks)
    if given or asked:
        yield f"Help given: {given}. Asks made: {asked}."

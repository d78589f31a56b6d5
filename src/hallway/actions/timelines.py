"""Everything that happened with one person, in one line of time."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from hallway.domain.advice import Advice
from hallway.domain.asks import Ask, Rung
from hallway.domain.gives import Give
from hallway.domain.interactions import Interaction, Kind
from hallway.domain.people import Work
from hallway.domain.promises import By, Promise
from hallway.domain.times import day_of, noon

RUNG_WORDS: Mapping[Rung, str] = {
    Rung.ADVICE: "advice",
    Rung.MEETING: "a short meeting",
    Rung.TASK: "a small task or research",
    Rung.LETTER: "a letter",
    Rung.ROTATION: "a rotation",
    Rung.ADVOCACY: "advocacy",
}

_KIND_WORDS: Mapping[Kind, str] = {
    Kind.MET: "You met",
    Kind.MAILED: "You wrote",
    Kind.CALLED: "You talked on the phone",
    Kind.REPLIED: "They replied",
    Kind.HELPED_ME: "They helped you",
    Kind.HELPED_THEM: "You helped them",
    Kind.ROTATION_ENDED: "Your rotation ended",
    Kind.NOTE: "You noted",
    Kind.IMPORTED: "Earlier contact, from a list",
}


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One thing that happened: when, what, and the record it comes from."""

    at: datetime
    on: date
    kind: str
    says: str
    detail: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dealings:
    """All that is on record between the applicant and one person, each sort newest first."""

    interactions: tuple[Interaction, ...] = ()
    promises: tuple[Promise, ...] = ()
    gives: tuple[Give, ...] = ()
    asks: tuple[Ask, ...] = ()
    advice: tuple[Advice, ...] = ()
    works: tuple[Work, ...] = ()
    companions: Mapping[str, str] = field(default_factory=dict)  # occasion: names of the others


def timeline(dealings: Dealings, zone: str) -> tuple[TimelineItem, ...]:
    """Return everything, the newest first, with days as the applicant's zone has them."""
    items = [
        *(_of_interaction(each, dealings.companions, zone) for each in dealings.interactions),
        *_of_promises(dealings.promises, zone),
        *(_on(each.on, zone, "give", f"You helped: {each.text}", key=each.id) for each in dealings.gives),
        *(_of_ask(each, zone) for each in dealings.asks),
        *_of_advice(dealings.advice, zone),
        *(
            _on(
                each.read_on,
                zone,
                "read",
                f"You read their {each.kind}: {each.title}",
                key=each.id,
                detail=each.link,
            )
            for each in dealings.works
            if each.read_on
        ),
    ]
    return tuple(sorted(items, key=lambda each: (each.at, each.key, each.kind), reverse=True))


def _on(day: date, zone: str, kind: str, says: str, *, key: str, detail: str = "") -> TimelineItem:
    return TimelineItem(noon(day, zone), day, kind, says, detail, key)


def headline(interaction: Interaction) -> str:
    """Return what sort of contact it was, by which way and where."""
    channel = f" ({interaction.channel.value})" if interaction.channel else ""
    event = f", {interaction.event}" if interaction.event else ""
    return f"{_KIND_WORDS[interaction.kind]}{channel}{event}"


def _of_interaction(each: Interaction, companions: Mapping[str, str], zone: str) -> TimelineItem:
    others = companions.get(each.occasion, "")
    detail = [
        f"About: {'; '.join(each.topics)}" if each.topics else "",
        each.summary,
        f"Learned: {each.learned}" if each.learned else "",
        f"Next: {each.next_step}" if each.next_step else "",
    ]
    says = f"{headline(each)}, with {others}" if others else headline(each)
    day = day_of(each.at, zone if each.is_timed else each.zone)
    return TimelineItem(each.at, day, each.kind.value, says, "\n".join(filter(None, detail)), each.id)


def _of_promises(promises: Iterable[Promise], zone: str) -> Iterator[TimelineItem]:
    for each in promises:
        who = "You" if each.by is By.ME else "They"
        due = f" (by {each.due})" if each.due else ""
        says = f"{who} promised: {each.text}{due}"
        yield TimelineItem(each.made_at, day_of(each.made_at, zone), "promise", says, "", each.id)
        if each.closed_on:
            did = f"{who} {'kept' if each.state == 'kept' else 'withdrew'} the promise: {each.text}"
            yield _on(each.closed_on, zone, f"promise-{each.state.value}", did, key=each.id, detail=each.why)


def _of_ask(each: Ask, zone: str) -> TimelineItem:
    what = f": {each.text}" if each.text else ""
    says = f"You asked for {RUNG_WORDS[each.rung]}{what} ({each.answer.value})"
    return _on(each.on, zone, "ask", says, key=each.id)


def _of_advice(advice: Iterable[Advice], zone: str) -> Iterator[TimelineItem]:
    for each in advice:
        yield _on(each.given, zone, "advice", f"They advised: {each.text}", key=each.id)
        if each.acted_on:
            yield _on(
                each.acted_on,
                zone,
                "advice-acted",
                f"You acted on: {each.text}",
                key=each.id,
                detail=each.result,
            )
        if each.reported:
            yield _on(
                each.reported, zone, "advice-reported", f"You reported back on: {each.text}", key=each.id
            )

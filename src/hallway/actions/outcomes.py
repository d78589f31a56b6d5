"""What networking became: research, presentations, clinical experience, letters, advocates (GOA-05)."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from hallway.actions.applicants import get_in
from hallway.actions.goals import GoalsView, look_at_goals, start_counting
from hallway.actions.measures import Counting
from hallway.actions.ports import Clock, NameMatch, Reading, Store
from hallway.actions.whereabouts import is_in_us
from hallway.domain.asks import Answer, Ask, Rung
from hallway.domain.digests import Digest
from hallway.domain.ids import PersonId
from hallway.domain.milestones import Milestone, MilestoneKind
from hallway.domain.names import fold
from hallway.domain.people import Person, Relationship, Standing
from hallway.domain.times import day_of

_TITLES = frozenset({"dr", "prof", "professor", "mr", "mrs", "ms"})
_LONGEST_NAME = 6
_SHORTEST_NAME = 2


class OutcomeKind(StrEnum):
    """What a relationship may turn into; nothing else counts."""

    RESEARCH = "research"
    PRESENTATIONS = "presentations"
    CLINICAL = "clinical-experience"
    LETTERS = "us-letters"
    ADVOCATES = "advocates"


@dataclass(frozen=True, slots=True)
class Tie:
    """Somebody whom the record ties to an outcome, and how it shows that."""

    person: NameMatch
    how: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """One thing that came of the network; without a tie the record does not say through whom."""

    says: str
    on: date | None
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeGroup:
    """All outcomes of one kind.

    `this_year` is None where the record keeps no days; `openers` are people tied to the kind rather than to
    one outcome; `maybe` are people of whom the country is missing.
    """

    kind: OutcomeKind
    counts: str
    this_year: int | None
    all_time: int
    outcomes: tuple[Outcome, ...]
    openers: tuple[Tie, ...] = ()
    maybe: tuple[NameMatch, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What the network became, this year and in all."""

    year: int
    groups: tuple[OutcomeGroup, ...]


def look_at_outcomes(store: Store, clock: Clock) -> Outcomes:
    """Return what came of the network, with the people whom the record ties to it.

    Raises:
        NoApplicant: nobody is set up yet.
    """
    with store.reading() as reading:
        return _Look(reading, clock.now(), start_counting(reading)).outcomes()


def look_at_both(store: Store, clock: Clock) -> tuple[GoalsView, Outcomes]:
    """Return the goals and what came of the network, of one look at the record."""
    with store.reading() as reading:
        counting = start_counting(reading)
        goals = look_at_goals(reading, clock.now(), counting)
        return goals, _Look(reading, clock.now(), counting).outcomes()


class _Look:
    """One look at the record for outcomes."""

    def __init__(self, reading: Reading, now: datetime, counting: Counting) -> None:
        self.reading = reading
        self.counting = counting
        self.year = day_of(now, get_in(reading).zone).year
        results = (each for some in self.counting.milestones.values() for each in some)
        self.named = find_named(results, self.counting.people)

    def outcomes(self) -> Outcomes:
        """Return every kind of outcome, in the order of the enum."""
        research = self._results(
            OutcomeKind.RESEARCH,
            "Projects, papers and abstracts.",
            (MilestoneKind.RESEARCH, MilestoneKind.PUBLICATION),
            self._granted(Rung.TASK, "said yes to a task"),
        )
        talks = self._results(
            OutcomeKind.PRESENTATIONS, "Talks and posters.", (MilestoneKind.PRESENTATION,), ()
        )
        openers = (*self._granted(Rung.ROTATION, "said yes to a rotation"), *self._rotations())
        clinical = self._results(
            OutcomeKind.CLINICAL,
            "Rotations, observerships and electives as you noted them.",
            (MilestoneKind.ROTATION,),
            openers,
        )
        return Outcomes(self.year, (research, talks, clinical, self._letters(), self._advocates()))

    def _results(
        self, kind: OutcomeKind, counts: str, of: Sequence[MilestoneKind], openers: Iterable[Tie]
    ) -> OutcomeGroup:
        found = sorted(
            (each for one in of for each in self.counting.milestones[one]),
            key=lambda each: (each.on, each.id),
            reverse=True,
        )
        return OutcomeGroup(
            kind=kind,
            counts=counts,
            this_year=sum(each.on.year == self.year for each in found),
            all_time=len(found),
            outcomes=tuple(Outcome(each.text, each.on, self._named_in(each)) for each in found),
            openers=tuple(openers),
        )

    def _named_in(self, result: Milestone) -> tuple[Tie, ...]:
        named = self.named.get(result.id, ())
        ties = [Tie(_match(each), "named in it") for each in named]
        return (*ties, *(tie for each in named for tie in self._introducer(each.introduced_by, each.name)))

    def _granted(self, rung: Rung, how: str) -> tuple[Tie, ...]:
        """Return who said yes to an ask on a rung, and who introduced them."""
        ties: list[Tie] = []
        for ask in self.reading.all(Ask, rung=rung, answer=Answer.GRANTED):
            person = self.reading.get(Person, ask.person)
            if person.standing is not Standing.TRASHED:
                ties.append(Tie(self._who(person), f"{how} on {ask.on}"))
                ties += self._introducer(person.introduced_by, person.name)
        return tuple(dict.fromkeys(ties))

    def _rotations(self) -> Iterator[Tie]:
        for each in self.counting.people:
            if each.last_rotation_ended:
                day = self.counting.day(each.last_rotation_ended)
                yield Tie(_match(each), f"your rotation with them ended on {day}")

    def _introducer(self, key: PersonId | None, name: str) -> Iterator[Tie]:
        known = self.counting.by_id.get(key) if key else None
        person = self.reading.find(Person, key) if key and known is None else None
        if known is not None:
            yield Tie(_match(known), f"introduced you to {name}")
        elif person is not None and person.standing is not Standing.TRASHED:
            yield Tie(self._who(person), f"introduced you to {name}")

    def _who(self, person: Person) -> NameMatch:
        known = self.counting.by_id.get(person.id)
        return _match(known) if known else NameMatch(person.id, person.name, person.role, "")

    def _letters(self) -> OutcomeGroup:
        """Return the letters promised by people in the US; where the country is missing, it is said."""
        found: list[Outcome] = []
        maybe: list[NameMatch] = []
        for ask, person in self.counting.letters:
            digest = self.counting.by_id.get(person.id) or self.reading.digest(person.id)
            is_us = is_in_us(digest) if digest else None
            if is_us is None:
                maybe.append(self._who(person))
            elif is_us:
                ties = (
                    Tie(self._who(person), "promised it"),
                    *self._introducer(person.introduced_by, person.name),
                )
                found.append(Outcome(f"Letter by {person.name}", ask.on, ties))
        return OutcomeGroup(
            kind=OutcomeKind.LETTERS,
            counts="Letters promised by people in the US.",
            this_year=sum(each.on is not None and each.on.year == self.year for each in found),
            all_time=len(found),
            outcomes=tuple(found),
            maybe=tuple(dict.fromkeys(maybe)),
        )

    def _advocates(self) -> OutcomeGroup:
        """Return who speaks for the applicant; since when, the record does not keep."""
        people = sorted(self.counting.at_stage(Relationship.ADVOCATES), key=lambda each: fold(each.name))
        outcomes = (
            Outcome(
                f"{each.name} advocates for you",
                None,
                (Tie(_match(each), "advocates"), *self._introducer(each.introduced_by, each.name)),
            )
            for each in people
        )
        return OutcomeGroup(
            kind=OutcomeKind.ADVOCATES,
            counts="People who know your name and speak for you.",
            this_year=None,
            all_time=len(people),
            outcomes=tuple(outcomes),
        )


def find_named(results: Iterable[Milestone], people: Iterable[Digest]) -> Mapping[str, tuple[Digest, ...]]:
    """Return by result the people whose whole name stands in its text, accents and case aside.

    A name of one word is not looked for: it may be any word.
    """
    texts = {each.id: _words(each.text) for each in results}
    if not texts:
        return {}
    wanted: dict[str, list[str]] = {}
    for key, words in texts.items():
        for size in range(_SHORTEST_NAME, _LONGEST_NAME + 1):
            for start in range(len(words) - size + 1):
                wanted.setdefault(" ".join(words[start : start + size]), []).append(key)
    found: dict[str, list[Digest]] = {}
    for each in people:
        for result in dict.fromkeys(wanted.get(" ".join(_bare_name(each.name)), ())):
            found.setdefault(result, []).append(each)
    return {key: tuple(some) for key, some in found.items()}


def _bare_name(name: str) -> list[str]:
    words = _words(name)
    return words[1:] if words and words[0] in _TITLES else words


def _words(text: str) -> list[str]:
    folded = text.casefold() if text.isascii() else fold(text)
    return re.findall(r"[\w'-]+", folded)


def _match(each: Digest) -> NameMatch:
    return NameMatch(each.id, each.name, each.role, each.institution)

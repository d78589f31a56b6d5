"""What the record itself counts toward a goal, with the people and results behind each number."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from hallway.actions.known_at import programs_of
from hallway.actions.ports import EventSeen, NameMatch, NetworkRow, Reading
from hallway.actions.whereabouts import is_in_us
from hallway.domain.asks import Answer, Ask, Rung
from hallway.domain.digests import Digest
from hallway.domain.goals import Measure
from hallway.domain.ids import PersonId
from hallway.domain.milestones import Milestone, MilestoneKind
from hallway.domain.people import Group, Person, Relationship, Standing
from hallway.domain.times import day_of, from_milliseconds, noon
from hallway.playbooks.rules import Playbook
from hallway.playbooks.windows import later_by

_CLOSE = (Relationship.TRUSTS_ME, Relationship.ADVOCATES)


@dataclass(frozen=True, slots=True)
class Behind:
    """One thing that counts: a person, a result or an event, with its day when it has one."""

    says: str
    on: date | None = None
    person: NameMatch | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number of the record: `number` is None when the record does not show it.

    `counts` says what counts; `hint` what would make an unknown number known, or who may belong to it;
    `maybe` are the people of whom a fact is missing.
    """

    measure: Measure
    number: int | None
    counts: str
    behind: tuple[Behind, ...] = ()
    hint: str = ""
    maybe: tuple[NameMatch, ...] = ()


class Counting:
    """Counts measures in one look at the record; what several of them need is read once."""

    def __init__(self, reading: Reading, playbook: Playbook, zone: str) -> None:
        self._reading = reading
        self._playbook = playbook
        self._zone = zone

    def count(self, measure: Measure) -> Count:
        """Return what the record shows toward one measure."""
        return _COUNTS[measure](self)

    @cached_property
    def people(self) -> Sequence[Digest]:
        """Return everybody active."""
        return self._reading.digests()

    @cached_property
    def milestones(self) -> Mapping[MilestoneKind, tuple[Milestone, ...]]:
        """Return the results by kind, the latest first."""
        found = sorted(self._reading.all(Milestone), key=lambda each: (each.on, each.id), reverse=True)
        return {kind: tuple(each for each in found if each.kind is kind) for kind in MilestoneKind}

    @cached_property
    def letters(self) -> tuple[tuple[Ask, Person], ...]:
        """Return the letters that were promised, the latest first; those of people in the trash are gone."""
        asks = self._reading.all(Ask, rung=Rung.LETTER, answer=Answer.GRANTED)
        told = ((each, self._reading.get(Person, each.person)) for each in asks)
        kept = [pair for pair in told if pair[1].standing is not Standing.TRASHED]
        return tuple(sorted(kept, key=lambda pair: (pair[0].on, pair[0].id), reverse=True))

    @cached_property
    def events(self) -> Sequence[EventSeen]:
        """Return the conferences and other events that contacts name."""
        return self._reading.events()

    @cached_property
    def network(self) -> Sequence[NetworkRow]:
        """Return everybody who is not in the trash, as a look at the whole network needs them."""
        return self._reading.network()

    @cached_property
    def by_id(self) -> Mapping[PersonId, Digest]:
        """Return everybody active by id."""
        return {each.id: each for each in self.people}

    def at_stage(self, *stages: Relationship) -> tuple[Digest, ...]:
        """Return everybody active whose relationship has come to one of these stages."""
        near = (each.id for each in self.network if each.relationship in stages)
        return tuple(self.by_id[each] for each in near if each in self.by_id)

    def day(self, stamp: int) -> date:
        """Return the applicant's day of an instant in milliseconds."""
        return day_of(from_milliseconds(stamp), self._zone)

    def mentors(self) -> Count:
        """Count active people in the group mentor."""
        found = [each for each in self.people if Group.MENTOR in each.groups.split()]
        is_known = any(each.groups for each in self.people) or not self.people
        return Count(
            measure=Measure.MENTORS,
            number=len(found) if is_known else None,
            counts="People in your group of mentors.",
            behind=_people(found),
            hint="" if is_known else "Nobody is in a group yet. Say on a person's page who is a mentor.",
        )

    def long_mentors(self) -> Count:
        """Count mentors whose talks with the applicant span so many months."""
        span = self._playbook.values["goals.long_mentor.months"]
        mentors = [each for each in self.people if Group.MENTOR in each.groups.split()]
        found = []
        for each in mentors:
            last = last_talk(each)
            if each.first_talk and last:
                begun, latest = self.day(each.first_talk), self.day(last)
                if later_by(noon(begun, "UTC"), span) <= noon(latest, "UTC"):  # days are compared, not hours
                    found.append(Behind(each.name, begun, _match(each)))
        is_known = bool(found) or not mentors or any(each.talks for each in mentors)
        return Count(
            measure=Measure.LONG_MENTORS,
            number=len(found) if is_known else None,
            counts=f"Mentors with whom your meetings, calls and replies span {span.number} months or more.",
            behind=tuple(found),
            hint="" if is_known else "No meeting, call or reply with a mentor is noted yet.",
        )

    def references(self) -> Count:
        """Count mentors and sponsors in the US who trust the applicant and have dealt with them."""
        wanted = {Group.MENTOR.value, Group.SPONSOR.value}
        near = [
            each
            for each in self.at_stage(*_CLOSE)
            if wanted & set(each.groups.split()) and each.talks and is_in_us(each) is not False
        ]
        found = [each for each in near if is_in_us(each)]
        maybe = tuple(_match(each) for each in near if is_in_us(each) is None)
        return Count(
            measure=Measure.REFERENCES,
            number=None if maybe and not found else len(found),
            counts="Mentors and sponsors in the US who trust or advocate for you and have dealt with you.",
            behind=_people(found),
            hint="Note the country of these people to know whether they count." if maybe else "",
            maybe=maybe,
        )

    def known_at(self) -> Count:
        """Count programs where somebody would recognize the applicant's name."""
        found = programs_of(self.network)
        has_place = any(each.institution for each in self.people) or not self.people
        return Count(
            measure=Measure.KNOWN_AT,
            number=len(found) if found or has_place else None,
            counts="Programs where somebody who knows you works, or to whom they can speak.",
            behind=tuple(
                Behind(f"{each.program}: {', '.join(one.name for one in each.people)}") for each in found
            ),
            hint="" if has_place else "No institution is noted with anybody yet.",
        )

    def conferences(self) -> Count:
        """Count events that contacts name."""
        behind = (Behind(each.name, day_of(each.first, self._zone)) for each in self.events)
        return Count(
            measure=Measure.CONFERENCES,
            number=len(self.events),
            counts="Events at which you noted a contact, each once.",
            behind=tuple(behind),
        )

    def letters_promised(self) -> Count:
        """Count the asks for a letter that were answered with yes."""
        return Count(
            measure=Measure.LETTERS,
            number=len(self.letters),
            counts="Letters you asked for and were promised.",
            behind=tuple(
                Behind(who.name, ask.on, NameMatch(who.id, who.name, who.role, ""))
                for ask, who in self.letters
            ),
        )

    def results(self, measure: Measure, counts: str, *kinds: MilestoneKind) -> Count:
        """Count the results of some kinds."""
        found = [each for kind in kinds for each in self.milestones[kind]]
        found.sort(key=lambda each: (each.on, each.id), reverse=True)
        return Count(
            measure=measure,
            number=len(found),
            counts=counts,
            behind=tuple(Behind(each.text, each.on) for each in found),
        )


def _results(measure: Measure, counts: str, *kinds: MilestoneKind) -> Callable[[Counting], Count]:
    return lambda counting: counting.results(measure, counts, *kinds)


_COUNTS: Mapping[Measure, Callable[[Counting], Count]] = {
    Measure.MENTORS: Counting.mentors,
    Measure.LONG_MENTORS: Counting.long_mentors,
    Measure.REFERENCES: Counting.references,
    Measure.KNOWN_AT: Counting.known_at,
    Measure.ROTATIONS: _results(
        Measure.ROTATIONS,
        "Rotations, observerships and electives that you noted as good news, arranged ones included.",
        MilestoneKind.ROTATION,
    ),
    Measure.RESEARCH: _results(
        Measure.RESEARCH,
        "Projects, papers and abstracts that you noted as good news.",
        MilestoneKind.RESEARCH,
        MilestoneKind.PUBLICATION,
    ),
    Measure.PRESENTATIONS: _results(
        Measure.PRESENTATIONS,
        "Talks and posters that you noted as good news.",
        MilestoneKind.PRESENTATION,
    ),
    Measure.CONFERENCES: Counting.conferences,
    Measure.LETTERS: Counting.letters_promised,
}


def last_talk(person: Digest) -> int | None:
    """Return the latest instant at which somebody took part themselves, in milliseconds."""
    talks = (
        person.last_met,
        person.last_called,
        person.last_replied,
        person.last_helped_me,
        person.last_rotation_ended,
    )
    return max((each for each in talks if each), default=None)


def _people(found: Iterable[Digest]) -> tuple[Behind, ...]:
    ordered = sorted(found, key=lambda each: (each.name.casefold(), each.id))
    return tuple(Behind(each.name, None, _match(each)) for each in ordered)


def _match(each: Digest) -> NameMatch:
    return NameMatch(each.id, each.name, each.role, each.institution)

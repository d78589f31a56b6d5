"""What starts a window: one function for each word of the `starts` vocabulary."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import cast

from hallway.domain.asks import Answer, Rung
from hallway.domain.digests import Digest
from hallway.domain.ids import PersonId
from hallway.domain.promises import By, Promise, PromiseState
from hallway.domain.times import get_zone, noon, to_milliseconds
from hallway.playbooks.rules import KINDS, Playbook, Rule
from hallway.playbooks.state import Cause, State, ids_of
from hallway.playbooks.values import Value

DAY = 86_400_000
"""Milliseconds in a day."""

_A_YEAR = 365
_DAYS_AT_LEAST = {"hours": 1 / 24, "days": 1, "weeks": 7, "months": 28}
_DAYS_AT_MOST = {"hours": 1 / 24, "days": 1, "weeks": 7, "months": 31}
_FIRST_LAST = Digest._fields.index("last_met")
_PAST_LAST = Digest._fields.index("last_imported") + 1
_PLACES = {kind: place for place, kind in enumerate(KINDS)}


@dataclass(slots=True)
class Scene:
    """The state, with what several rules look up made ready once."""

    state: State
    playbook: Playbook
    now: datetime
    stamp: int = 0
    people: Mapping[PersonId, Digest] = field(default_factory=dict)
    contacts: Sequence[tuple[int, Digest]] = ()
    silent: int = 0

    def __post_init__(self) -> None:
        """Gather people by id, and all by their latest contact (0 for none), the longest silent first."""
        self.stamp = to_milliseconds(self.now)
        self.people = ids_of(self.state.people)
        known = [(last_contact(each), each) for each in self.state.people]
        self.contacts = sorted(known, key=_by_contact)

    def in_touch_since(self, oldest: int, newest: int | None = None) -> Sequence[tuple[int, Digest]]:
        """Return latest contact and person, for everybody whose latest contact lies in this span.

        A window that starts with some contact cannot have started after the latest one: most rules need to
        look at the few people of the last weeks only.
        """
        first = bisect_left(self.contacts, oldest, key=_contact_of)
        past = len(self.contacts) if newest is None else bisect_right(self.contacts, newest, key=_contact_of)
        return self.contacts[first:past]

    @property
    def today(self) -> date:
        """Return the applicant's calendar day."""
        return self.now.astimezone(get_zone(self.state.applicant.zone)).date()

    def oldest(self, rule: Rule) -> int:
        """Return the earliest start whose window may not have lapsed yet, generously."""
        days = _at_most(self.playbook.values[rule.last]) + _at_most(self.playbook.values[rule.due])
        if rule.not_before:
            days += _at_most(self.playbook.values[rule.not_before])
        return self.stamp - int((days + 10) * DAY)

    def newest(self, rule: Rule) -> int:
        """Return the latest start that may matter: a rule that is not foretold must be able to be open."""
        if rule.foretold:
            return self.stamp + _A_YEAR * DAY
        opens = self.playbook.values[rule.opens]
        return self.stamp - int((opens.number * _DAYS_AT_LEAST[opens.unit] - 2) * DAY)

    def morning(self, day: date) -> int:
        """Return the applicant's midnight before `day`, in milliseconds."""
        return to_milliseconds(datetime.combine(day, time(), tzinfo=get_zone(self.state.applicant.zone)))

    def noon(self, day: date) -> int:
        """Return the applicant's noon of `day`, in milliseconds."""
        return to_milliseconds(noon(day, self.state.applicant.zone))


def _at_most(value: Value) -> float:
    return value.number * _DAYS_AT_MOST[value.unit]


def last_contact(person: Digest) -> int:
    """Return a person's latest contact of any kind in milliseconds, 0 when there was none."""
    return max(filter(None, _stamps(person)), default=0)


def _contact_of(known: tuple[int, Digest]) -> int:
    return known[0]


def _by_contact(known: tuple[int, Digest]) -> tuple[int, str]:
    return known[0], known[1].id


def _stamps(person: Digest) -> tuple[int | None, ...]:
    """Return the latest instants of every kind of contact, in the order of KINDS."""
    return cast("tuple[int | None, ...]", person[_FIRST_LAST:_PAST_LAST])


def is_cold(person: Digest) -> bool:
    """Tell whether a mail to this person is a cold one: no talk on record, and in no group of the network."""
    return not person.talks and not person.groups


def is_closed_kindly(person: Digest, playbook: Playbook) -> bool:
    """Tell whether a thread got its follow-ups without ever an answer: it rests from then on."""
    return is_cold(person) and person.mails > playbook.number("followup.noreply.max_nudges")


def is_for(rule: Rule, groups: str) -> bool:
    """Tell whether a rule concerns somebody in these groups of the network."""
    if not groups or rule.who_also:  # with who_also, the kind of result decides
        return not rule.who or bool(rule.who_also)
    if rule.who and not any(group in groups for group in rule.who):
        return False
    return not any(group in groups for group in rule.who_not)


def is_settled(person: Digest, kinds: Sequence[str], since: int) -> bool:
    """Tell whether a contact of one of these kinds lies at or after an instant."""
    stamps = _stamps(person)
    for kind in kinds:  # a loop, not any(): this runs for every person and rule
        at = stamps[_PLACES[kind]]
        if at is not None and at >= since:
            return True
    return False


def causes(rule: Rule, scene: Scene) -> Iterator[Cause]:
    """Yield every cause that a rule has in this state; lapsed ones may be among them."""
    return _CAUSES[rule.starts](rule, scene)


def _of_person(
    person: Digest,
    start: int,
    words: Mapping[str, str] = MappingProxyType({}),
    *,
    key: str = "",
    not_before: int = 0,
    from_morning: bool = False,
) -> Cause:
    return Cause(
        kind="person",
        subject=person.id,
        name=person.name,
        person=person,
        key=key or str(start),
        start=start,
        not_before=not_before,
        from_morning=from_morning,
        words=words,
    )


def _clock(*kinds: str) -> Callable[[Rule, Scene], Iterator[Cause]]:
    """Return causes from the latest contact of some kinds, unless a settling contact came at or after it."""
    places = [_PLACES[kind] for kind in kinds]

    def found(rule: Rule, scene: Scene) -> Iterator[Cause]:
        oldest = scene.oldest(rule)
        for _, person in scene.in_touch_since(oldest):
            stamps = _stamps(person)
            start = max(stamps[place] or 0 for place in places)
            if start < oldest:
                continue
            if rule.settled_from == "start" and is_settled(person, rule.settled_by, start):
                continue
            yield _of_person(person, start)

    return found


def _contact(rule: Rule, scene: Scene) -> Iterator[Cause]:
    """Start at the last contact of any kind; a thread that never was answered has no clock."""
    for start, person in scene.in_touch_since(scene.oldest(rule), scene.newest(rule)):
        if is_for(rule, person.groups) and not (person.mails and is_cold(person)):
            yield _of_person(person, start)


def _cold_mail(rule: Rule, scene: Scene) -> Iterator[Cause]:
    oldest, nudges = scene.oldest(rule), scene.playbook.number("followup.noreply.max_nudges")
    for _, person in scene.in_touch_since(oldest):
        start = person.last_mailed
        if start and start >= oldest and is_cold(person) and person.mails <= nudges:
            yield _of_person(person, start)


def _planned(rule: Rule, scene: Scene) -> Iterator[Cause]:
    oldest = scene.oldest(rule)
    for person in scene.state.people:
        if person.next_follow_up is None:
            continue
        start = scene.morning(person.next_follow_up)
        if start >= oldest and not is_settled(person, rule.settled_by, start):
            why = f": {person.next_follow_up_why}" if person.next_follow_up_why else ""
            yield _of_person(person, start, {"why": why}, from_morning=True)


def _bare_meeting(rule: Rule, scene: Scene) -> Iterator[Cause]:
    oldest = scene.oldest(rule)
    busy = {each.person for each in scene.state.promises if each.state is PromiseState.OPEN}
    for _, person in scene.in_touch_since(oldest):
        start = person.topicless
        if not start or start < oldest or person.next_follow_up or person.id in busy:
            continue
        if start >= max(person.last_met or 0, person.last_called or 0) and not is_settled(
            person, ("mailed",), start
        ):
            yield _of_person(person, start)


def _introduction(rule: Rule, scene: Scene) -> Iterator[Cause]:
    oldest = scene.oldest(rule)
    for person in scene.state.people:
        if person.introduced_by and person.first_contact is None and person.added >= oldest:
            other = scene.people.get(person.introduced_by)
            yield _of_person(person, person.added, {"other": other.name if other else "someone you know"})


def _introduced_contact(rule: Rule, scene: Scene) -> Iterator[Cause]:
    oldest = scene.oldest(rule)
    made: defaultdict[PersonId, list[tuple[int, str]]] = defaultdict(list)
    for person in scene.state.people:
        if person.introduced_by and person.first_contact and person.first_contact >= oldest:
            made[person.introduced_by].append((person.first_contact, person.name))
    for introducer, contacts in made.items():
        person_who = scene.people.get(introducer)
        if person_who is None:
            continue
        waiting = sorted(each for each in contacts if not is_settled(person_who, rule.settled_by, each[0]))
        if waiting:
            yield _of_person(person_who, waiting[-1][0], {"other": _join(name for _, name in waiting)})


def _milestone(rule: Rule, scene: Scene) -> Iterator[Cause]:
    oldest, gap = (
        scene.oldest(rule),
        _at_most(scene.playbook.values[rule.not_before]) if rule.not_before else 0,
    )
    recent = [(scene.noon(each.on), each) for each in scene.state.milestones]
    recent = sorted(
        ((at, each) for at, each in recent if oldest <= at), key=lambda pair: (pair[0], pair[1].id)
    )
    for person in scene.state.people if recent else ():
        groups = person.groups.split()
        news = [
            (at, each)
            for at, each in recent
            if set(groups) & {*rule.who, *rule.who_also.get(each.kind, ())}
            and not is_settled(person, rule.settled_by, at)
        ]
        if news:
            pause = (person.last_mailed or 0) + int(gap * DAY) if person.last_mailed and person.talks else 0
            text = "; ".join(each.text for _, each in news[-3:])
            yield _of_person(person, news[-1][0], {"text": text}, key=news[-1][1].id, not_before=pause)


def _of_promise(each: Promise, person: Digest, start: int, *, deadline: date | None) -> Cause:
    when = f", by {each.due:%a} {each.due.day} {each.due:%b %Y}" if each.due else ""
    return Cause(
        kind="promise",
        subject=each.id,
        name=person.name,
        person=person,
        key=str(start),
        start=start,
        deadline=deadline,
        words={"text": each.text, "when": when},
    )


def _promised(by: By) -> Callable[[Rule, Scene], Iterator[Cause]]:
    def found(_: Rule, scene: Scene) -> Iterator[Cause]:
        for each in scene.state.promises:
            person = scene.people.get(each.person)
            if person and each.by is by and each.state is PromiseState.OPEN:
                yield _of_promise(each, person, to_milliseconds(each.made_at), deadline=each.due)

    return found


def _overdue(rule: Rule, scene: Scene) -> Iterator[Cause]:
    for each in scene.state.promises:
        person = scene.people.get(each.person)
        if person is None or each.by is not By.ME or each.state is not PromiseState.OPEN or not each.due:
            continue
        start = scene.morning(each.due + timedelta(days=1))
        if start <= scene.stamp and not is_settled(person, rule.settled_by, start):
            yield _of_promise(each, person, start, deadline=None)


def _withdrawn(rule: Rule, scene: Scene) -> Iterator[Cause]:
    for each in scene.state.promises:
        person = scene.people.get(each.person)
        if (
            person is None
            or each.by is not By.ME
            or each.state is not PromiseState.WITHDRAWN
            or not each.closed_on
        ):
            continue
        start = scene.noon(each.closed_on)
        if not is_settled(person, rule.settled_by, start):
            yield _of_promise(each, person, start, deadline=None)


def _advised(*, is_acted: bool) -> Callable[[Rule, Scene], Iterator[Cause]]:
    def found(_: Rule, scene: Scene) -> Iterator[Cause]:
        for each in scene.state.advice:
            person = scene.people.get(each.person)
            if person is None or each.reported or (each.acted_on is not None) is not is_acted:
                continue
            start = scene.noon(each.acted_on or each.given)
            yield Cause(
                kind="advice",
                subject=each.id,
                name=person.name,
                person=person,
                key=str(start),
                start=start,
                words={"text": each.text},
            )

    return found


def _open_questions(rule: Rule, scene: Scene) -> Iterator[Cause]:
    least = scene.playbook.number(rule.limit)
    asked: defaultdict[PersonId, list[tuple[date, str]]] = defaultdict(list)
    for each in scene.state.asks:
        if each.answer is Answer.PENDING and each.rung is Rung.ADVICE:
            asked[each.person].append((each.on, each.id))
    for who, questions in asked.items():
        person = scene.people.get(who)
        if person and len(questions) >= least:
            latest = max(questions)
            yield _of_person(person, scene.noon(latest[0]), {"count": str(len(questions))}, key=latest[1])


def _of_applicant(scene: Scene, day: date, key: str, words: Mapping[str, str]) -> Cause:
    who = scene.state.applicant
    return Cause(
        kind="applicant",
        subject=who.id,
        name=who.name,
        person=None,
        key=key,
        start=scene.morning(day),
        from_morning=True,
        words=words,
    )


def _week(*, is_new: bool) -> Callable[[Rule, Scene], Iterator[Cause]]:
    def found(rule: Rule, scene: Scene) -> Iterator[Cause]:
        done = scene.state.new_this_week if is_new else scene.state.revived_this_week
        target = scene.playbook.number(rule.limit)
        if done >= target or not (is_new or scene.silent):
            return
        monday = scene.today - timedelta(days=scene.today.weekday())
        yield _of_applicant(scene, monday, f"{monday:%G-W%V}", {"target": str(target), "done": str(done)})

    return found


def _month(_: Rule, scene: Scene) -> Iterator[Cause]:
    first = scene.today.replace(day=1)
    yield _of_applicant(scene, first, f"{first:%Y-%m}", {})


def _join(names: Iterator[str]) -> str:
    *others, final = names
    return f"{', '.join(others)} and {final}" if others else final


_CAUSES: Mapping[str, Callable[[Rule, Scene], Iterator[Cause]]] = {
    "meeting": _clock("met", "called"),
    "help": _clock("helped-me"),
    "reply": _clock("replied"),
    "cold-mail": _cold_mail,
    "rotation-end": _clock("rotation-ended"),
    "contact": _contact,
    "planned": _planned,
    "bare-meeting": _bare_meeting,
    "introduction": _introduction,
    "introduced-contact": _introduced_contact,
    "promise-mine": _promised(By.ME),
    "promise-mine-overdue": _overdue,
    "promise-withdrawn": _withdrawn,
    "promise-theirs": _promised(By.THEM),
    "advice-given": _advised(is_acted=False),
    "advice-acted": _advised(is_acted=True),
    "milestone": _milestone,
    "open-questions": _open_questions,
    "week-new": _week(is_new=True),
    "week-revive": _week(is_new=False),
    "month": _month,
}

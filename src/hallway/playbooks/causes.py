"""What starts a window: one function for each word of the `starts` vocabulary."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from hallway.domain.asks import Answer, Rung
from hallway.domain.digests import Digest
from hallway.domain.ids import PersonId
from hallway.domain.promises import By, Promise, PromiseState
from hallway.domain.times import get_zone, noon, to_milliseconds
from hallway.playbooks.clocks import CLOCKS, cause_of, is_cold, is_for, is_settled, last_contact
from hallway.playbooks.mentor_roles import open_roles
from hallway.playbooks.rules import Playbook, Rule
from hallway.playbooks.state import Cause, State, ids_of
from hallway.playbooks.values import Value

DAY = 86_400_000
"""Milliseconds in a day."""

_SMALL = frozenset({Rung.ADVICE, Rung.MEETING})
_DAYS_AT_LEAST = {"hours": 1 / 24, "days": 1, "weeks": 7, "months": 28}
_DAYS_AT_MOST = {"hours": 1 / 24, "days": 1, "weeks": 7, "months": 31}


@dataclass(slots=True)
class Scene:
    """The state, with what several rules look up made ready once."""

    state: State
    playbook: Playbook
    now: datetime
    stamp: int = 0
    people: Mapping[PersonId, Digest] = field(default_factory=dict)
    silent: int = 0
    _contacts: Sequence[tuple[int, Digest]] | None = None

    def __post_init__(self) -> None:
        """Gather people by id."""
        self.stamp = to_milliseconds(self.now)
        self.people = ids_of(self.state.people)

    @property
    def contacts(self) -> Sequence[tuple[int, Digest]]:
        """Return all by their latest contact (0 for none), the longest silent first; made when asked for."""
        if self._contacts is None:
            known = [(last_contact(each), each) for each in self.state.people]
            self._contacts = sorted(known, key=_by_contact)
        return self._contacts

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

    def newest(self, rule: Rule) -> int | None:
        """Return the latest start that may matter, None for any: what is not foretold must be open."""
        if rule.foretold:
            return None
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


def _contact_of(known: tuple[int, Digest]) -> int:
    return known[0]


def _by_contact(known: tuple[int, Digest]) -> tuple[int, str]:
    return known[0], known[1].id


def causes(rule: Rule, scene: Scene) -> Iterator[Cause]:
    """Yield every cause that a rule has in this state; lapsed ones may be among them."""
    return _CAUSES[rule.starts](rule, scene)


def _clock(rule: Rule, scene: Scene) -> Iterator[Cause]:
    """Start where `clocks` says, for everybody whose window may not have lapsed yet."""
    oldest, start_of = scene.oldest(rule), CLOCKS[rule.starts]
    newest = scene.newest(rule) if rule.starts == "contact" else None  # others may start earlier
    fits: dict[str, bool] = {}  # few different groups stand with thousands of people
    for _, person in scene.in_touch_since(oldest, newest):
        fit = fits.get(person.groups)
        if fit is None:
            fit = fits[person.groups] = is_for(rule, person.groups)
        if fit:
            start = start_of(rule, person, scene.playbook)
            if start and start >= oldest:
                yield cause_of(person, start)


def _planned(rule: Rule, scene: Scene) -> Iterator[Cause]:
    oldest = scene.oldest(rule)
    for person in scene.state.people:
        if person.next_follow_up is None:
            continue
        start = scene.morning(person.next_follow_up)
        if start >= oldest and not is_settled(person, rule.settled_by, start):
            why = f": {person.next_follow_up_why}" if person.next_follow_up_why else ""
            yield cause_of(person, start, {"why": why}, from_morning=True)


def _bare_meeting(rule: Rule, scene: Scene) -> Iterator[Cause]:
    oldest = scene.oldest(rule)
    busy = {each.person for each in scene.state.promises if each.state is PromiseState.OPEN}
    for person in scene.state.people:
        start = person.topicless
        if not start or start < oldest or person.next_follow_up or person.id in busy:
            continue
        if start >= max(person.last_met or 0, person.last_called or 0) and not is_settled(
            person, ("mailed",), start
        ):
            yield cause_of(person, start)


def _introduction(rule: Rule, scene: Scene) -> Iterator[Cause]:
    oldest = scene.oldest(rule)
    for person in scene.state.people:
        if person.introduced_by and person.first_contact is None and person.added >= oldest:
            other = scene.people.get(person.introduced_by)
            yield cause_of(person, person.added, {"other": other.name if other else "someone you know"})


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
            yield cause_of(person_who, waiting[-1][0], {"other": _join(name for _, name in waiting)})


def _milestone(rule: Rule, scene: Scene) -> Iterator[Cause]:
    oldest, gap = (
        scene.oldest(rule),
        _at_most(scene.playbook.values[rule.not_before]) if rule.not_before else 0,
    )
    # The window starts at noon of the day; whoever was told that morning has been told.
    dated = sorted((scene.noon(each.on), each.id, each) for each in scene.state.milestones)
    recent = [(at, scene.morning(each.on), each) for at, _, each in dated if oldest <= at]
    for person in scene.state.people if recent else ():
        groups = person.groups.split()
        news = [
            (at, each)
            for at, morning, each in recent
            if set(groups) & {*rule.who, *rule.who_also.get(each.kind, ())}
            and not is_settled(person, rule.settled_by, morning)
        ]
        if news:
            pause = (person.last_mailed or 0) + int(gap * DAY) if person.last_mailed and person.talks else 0
            text = "; ".join(each.text for _, each in news[-3:])
            yield cause_of(person, news[-1][0], {"text": text}, key=news[-1][1].id, not_before=pause)


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
            yield cause_of(person, scene.noon(latest[0]), {"count": str(len(questions))}, key=latest[1])


def _open_ask(rule: Rule, scene: Scene) -> Iterator[Cause]:
    """Start at the mail that carried a small request, while nothing came back and nothing went after it.

    Whoever never took part is left to the rule on cold mails.
    """
    oldest = scene.oldest(rule)
    for each in scene.state.asks:
        person = scene.people.get(each.person)
        if person is None or is_cold(person) or each.answer is not Answer.PENDING or each.rung not in _SMALL:
            continue
        start = person.last_mailed or 0
        is_that_mail = scene.morning(each.on) <= start < scene.morning(each.on + timedelta(days=1))
        if is_that_mail and start >= oldest and not is_settled(person, rule.settled_by, start):
            yield cause_of(person, start)


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


def _roles_open(_: Rule, scene: Scene) -> Iterator[Cause]:
    """Start with the month; while nobody has a role noted, coverage is unknown and nothing is said."""
    missing = open_roles(scene.playbook, scene.state.mentor_roles)
    if missing and scene.state.mentor_roles:
        first = scene.today.replace(day=1)
        roles = _join(iter(each.replace("-", " ") for each in missing))
        yield _of_applicant(scene, first, f"{first:%Y-%m}", {"text": roles})


def _program_worth(rule: Rule, scene: Scene) -> Iterator[Cause]:
    """Start when the worth was worked out, for the first few programs where somebody could be talked with.

    One person is asked about one program at a time, and nobody who was talked with since.
    """
    taken: set[PersonId] = set()
    for each in scene.state.worths:
        if len(taken) >= scene.playbook.number(rule.limit):
            return
        start = scene.noon(each.made_on)
        people = (scene.people.get(who) for who in each.people)
        person = next((one for one in people if one and one.may_follow_up is not False), None)
        if person is None or person.id in taken or is_settled(person, rule.settled_by, start):
            continue
        taken.add(person.id)
        day = f"{each.made_on.day} {each.made_on:%b}"
        words = {
            "program": each.program,
            "tie": each.tie,
            "points": each.points,
            "old": f" Worked out on {day}; your record has changed since." if each.is_old else "",
        }
        yield Cause("program", each.unit, person.name, person, each.kind, start, words=words)


def _dated(event: str) -> Callable[[Rule, Scene], Iterator[Cause]]:
    """Start on the day from which something can be done for the list; it is due when the season says."""

    def found(_: Rule, scene: Scene) -> Iterator[Cause]:
        for each in scene.state.list_dates:
            if each.event == event:
                words = {
                    "count": str(each.count),
                    "when": f"{each.closes.day} {each.closes:%b %Y}",
                    "why": each.source,
                }
                cause = _of_applicant(scene, each.opens, each.closes.isoformat(), words)
                yield cause._replace(deadline=each.closes)

    return found


def _join(names: Iterator[str]) -> str:
    *others, final = names
    return f"{', '.join(others)} and {final}" if others else final


_CAUSES: Mapping[str, Callable[[Rule, Scene], Iterator[Cause]]] = {
    **dict.fromkeys(CLOCKS, _clock),
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
    "open-ask": _open_ask,
    "open-questions": _open_questions,
    "week-new": _week(is_new=True),
    "week-revive": _week(is_new=False),
    "month": _month,
    "roles-open": _roles_open,
    "program-worth": _program_worth,
    "applications-open": _dated("apply"),
    "ranking-opens": _dated("rank"),
}

"""From the record and the playbook to the steps: pure, total, and the same for the same input."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from hashlib import blake2b
from math import inf

from hallway.domain.digests import Digest
from hallway.domain.ids import StepId
from hallway.domain.times import to_milliseconds
from hallway.playbooks.causes import Scene, causes
from hallway.playbooks.clocks import CLOCKS, cause_of, is_for, is_settled
from hallway.playbooks.keeping import StepMemory, Told
from hallway.playbooks.rules import REVIVE, Playbook, Rule
from hallway.playbooks.state import Cause, State
from hallway.playbooks.steps import Step, Subject, WindowState
from hallway.playbooks.windows import Windows

_LATER, _LAPSED = WindowState.LATER, WindowState.LAPSED
"""Asked for thousands of times a page: looking a member up in its enum costs more than comparing it."""


def steps(
    state: State, playbook: Playbook, now: datetime, memory: StepMemory | None = None
) -> tuple[Step, ...]:
    """Return every step that is open, or lies ahead, for this record at this moment.

    Lapsed, settled and snoozed steps are left out; there is at most one step for a rule and a subject. They
    come in no order that means something; `actions.today` puts them into the order of the day.

    Args:
        state: the record; people are active ones only.
        playbook: what the guides say to this applicant.
        now: an aware instant.
        memory: spares telling anew what still holds since it was last given; the steps are the same.
    """
    scene = Scene(state, playbook, now)
    windows = Windows(playbook, now, state.applicant.zone)
    found: dict[tuple[str, str], Step] = {}
    if memory is not None:
        clocks = _Clocks(scene, windows)
        for step in memory.recall(state.people, windows, clocks.tell, (playbook, windows.home, state.zones)):
            found[step.rule, step.subject.id] = step
    for rule in sorted(playbook.rules, key=lambda each: each.starts == "week-revive"):
        if memory is not None and rule.starts in CLOCKS:
            continue
        if rule.starts == "week-revive":  # comes last: it needs to know whether anybody is silent
            scene.silent = sum(name == REVIVE for name, _ in found)
        for step in _steps_of(rule, scene, windows):
            known = found.get((rule.id, step.subject.id))
            if known is None or known.window.starts < step.window.starts:
                found[rule.id, step.subject.id] = step
    speaking = {key for key, step in found.items() if step.state is not _LATER}
    yields = {rule.id: rule.yields_to for rule in playbook.rules if rule.yields_to}
    kept = (
        step for key, step in found.items() if key[0] not in yields or not _is_silenced(key, yields, speaking)
    )
    hidden = _Hidden(scene)
    return tuple(step for step in kept if not hidden.hides(step))


class _Clocks:
    """Tells what the rules say about one person whose windows start with contacts."""

    def __init__(self, scene: Scene, windows: Windows) -> None:
        self._scene = scene
        self._windows = windows
        rules = (rule for rule in scene.playbook.rules if rule.starts in CLOCKS)
        self._rules = [(rule, CLOCKS[rule.starts], scene.playbook.template(rule)) for rule in rules]

    def tell(self, person: Digest) -> tuple[tuple[Told, ...], float]:
        """Return the steps about somebody, and until when they stay so, in seconds since 1970."""
        told: list[Told] = []
        until = inf
        for rule, start_of, template in self._rules:
            if not _concerns(rule, person):
                continue
            start = start_of(rule, person, self._scene.playbook)
            if not start:
                continue
            cause = cause_of(person, start)
            zone, country = _place(person, self._scene)
            frame = self._windows.frame(rule, cause, zone, country)
            until = min(until, self._windows.until(frame))
            step = _step(rule, cause, (zone, country), self._windows, template)
            if step is not None:
                told.append(Told(step, frame[1], country))
        return tuple(told), until


def _is_silenced(
    key: tuple[str, str], yields: Mapping[str, tuple[str, ...]], speaking: set[tuple[str, str]]
) -> bool:
    """Tell whether a rule gives way to another one that speaks about the same subject."""
    rule, subject = key
    return any((other, subject) in speaking for other in yields[rule])


def _steps_of(rule: Rule, scene: Scene, windows: Windows) -> Iterator[Step]:
    template, home = scene.playbook.template(rule), (scene.state.applicant.zone, "")
    for cause in causes(rule, scene):
        person = cause.person
        if person is None:
            place = home
        elif _concerns(rule, person):
            place = _place(person, scene)
        else:
            continue
        step = _step(rule, cause, place, windows, template)
        if step is not None:
            yield step


def _concerns(rule: Rule, person: Digest) -> bool:
    if rule.outreach and person.may_follow_up is False:
        return False
    return is_for(rule, person.groups)


def _place(person: Digest, scene: Scene) -> tuple[str, str]:
    """Return the zone and country of somebody; the applicant's zone when nothing is known."""
    home = scene.state.applicant.zone
    return person.zone or scene.state.zones.get(person.state, home), person.country


def _step(rule: Rule, cause: Cause, place: tuple[str, str], windows: Windows, template: str) -> Step | None:
    """Return what a rule says for a cause; None when its window has lapsed or is not told of yet."""
    window, state = windows.look(rule, cause, *place)
    if state is _LAPSED or (state is _LATER and not rule.foretold):
        return None
    person = cause.person
    if (
        rule.settled_from == "opens"
        and person
        and is_settled(person, rule.settled_by, to_milliseconds(window.opens))
    ):
        return None
    # By place, not by name: thousands are made for every page.
    return Step(
        step_id(rule.id, cause),
        rule.id,
        rule.rows,
        rule.guides,
        Subject(cause.kind, cause.subject, cause.name),
        person.id if person else None,
        _fill(rule.says, cause),
        rule.because,
        window,
        state,
        template,
        rule.minutes,
        rule.settles,
        rule.tier,
        rule.outreach,
    )


def step_id(rule: str, cause: Cause) -> StepId:
    """Return the id of a step: short, and the same as long as rule, subject and cause are the same."""
    text = f"{rule}\x1f{cause.kind}\x1f{cause.subject}\x1f{cause.key}"
    return StepId(blake2b(text.encode(), digest_size=6).hexdigest())


def _fill(says: str, cause: Cause) -> str:
    text = says.replace("{name}", cause.name)
    if cause.words:
        for slot, word in cause.words.items():
            text = text.replace("{" + slot + "}", word)
    return text


class _Hidden:
    """What the applicant settled or put off; a snooze ends on its day, or when something new happens."""

    def __init__(self, scene: Scene) -> None:
        self._settled = scene.state.settled
        today = scene.today
        live = [each for each in scene.state.snoozes if today < each.until]
        self._steps = {each.step for each in live if each.step}
        news = {person.id: at for at, person in scene.contacts} if any(each.person for each in live) else {}
        promises = {each.person: to_milliseconds(each.made_at) for each in scene.state.promises}
        self._people = {
            each.person
            for each in live
            if each.person
            and max(news.get(each.person, 0), promises.get(each.person, 0)) <= to_milliseconds(each.made_at)
        }

    def hides(self, step: Step) -> bool:
        return step.id in self._settled or step.id in self._steps or step.person in self._people

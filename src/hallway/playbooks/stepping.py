"""From the record and the playbook to the steps: pure, total, and the same for the same input."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from hashlib import blake2b

from hallway.domain.ids import StepId
from hallway.domain.times import to_milliseconds
from hallway.playbooks.causes import Scene, causes, is_for, is_settled
from hallway.playbooks.rules import REVIVE, Playbook, Rule
from hallway.playbooks.state import Cause, State
from hallway.playbooks.steps import Step, Subject, WindowState
from hallway.playbooks.windows import Windows


def steps(state: State, playbook: Playbook, now: datetime) -> tuple[Step, ...]:
    """Return every step that is open, or lies ahead, for this record at this moment.

    Lapsed, settled and snoozed steps are left out; there is at most one step for a rule and a subject. The
    order is that of the playbook's rules, then of closing; `actions.today` puts it into the order of the day.

    Args:
        state: the record; people are active ones only.
        playbook: what the guides say to this applicant.
        now: an aware instant.
    """
    scene = Scene(state, playbook, now)
    windows = Windows(playbook, now, state.applicant.zone)
    found: dict[tuple[str, str], Step] = {}
    for rule in sorted(playbook.rules, key=lambda each: each.starts == "week-revive"):
        if rule.starts == "week-revive":  # comes last: it needs to know whether anybody is silent
            scene.silent = sum(name == REVIVE for name, _ in found)
        for step in _steps_of(rule, scene, windows):
            known = found.get((rule.id, step.subject.id))
            if known is None or known.window.starts < step.window.starts:
                found[rule.id, step.subject.id] = step
    speaking = {key for key, step in found.items() if step.state is not WindowState.LATER}
    yields = {rule.id: rule.yields_to for rule in playbook.rules}
    kept = (step for key, step in found.items() if not _is_silenced(key, yields, speaking))
    hidden = _Hidden(scene)
    return tuple(step for step in kept if not hidden.hides(step))


def _is_silenced(
    key: tuple[str, str], yields: Mapping[str, tuple[str, ...]], speaking: set[tuple[str, str]]
) -> bool:
    """Tell whether a rule gives way to another one that speaks about the same subject."""
    rule, subject = key
    return any((other, subject) in speaking for other in yields[rule])


def _steps_of(rule: Rule, scene: Scene, windows: Windows) -> Iterator[Step]:
    home = scene.state.applicant.zone
    template = scene.playbook.template(rule)
    for cause in causes(rule, scene):
        person = cause.person
        zone, country = home, ""
        if person is not None:
            if rule.outreach and person.may_follow_up is False:
                continue
            if not is_for(rule, person.groups):
                continue
            zone, country = person.zone or scene.state.zones.get(person.state, home), person.country
        window = windows.window(rule, cause, zone, country)
        state = windows.state(window, cause.deadline)
        if state is WindowState.LAPSED or (state is WindowState.LATER and not rule.foretold):
            continue
        if (
            rule.settled_from == "opens"
            and person
            and is_settled(person, rule.settled_by, to_milliseconds(window.opens))
        ):
            continue
        yield Step(
            id=step_id(rule.id, cause),
            rule=rule.id,
            rows=rule.rows,
            guides=rule.guides,
            subject=Subject(cause.kind, cause.subject, cause.name),
            person=person.id if person else None,
            says=_fill(rule.says, cause),
            because=rule.because,
            window=window,
            state=state,
            template=template,
            minutes=rule.minutes,
            settles=rule.settles,
            tier=rule.tier,
            is_outreach=rule.outreach,
        )


def step_id(rule: str, cause: Cause) -> StepId:
    """Return the id of a step: short, and the same as long as rule, subject and cause are the same."""
    text = f"{rule}\x1f{cause.kind}\x1f{cause.subject}\x1f{cause.key}"
    return StepId(blake2b(text.encode(), digest_size=6).hexdigest())


def _fill(says: str, cause: Cause) -> str:
    text = says.replace("{name}", cause.name)
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

"""What to do today: all steps in the order of the day, at most seven shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from hallway.actions.ports import Clock, NameMatch, Reading, Store, WeekCount
from hallway.actions.states import gather, gather_around, laid_over, week_start
from hallway.domain.applicants import Applicant
from hallway.domain.digests import Digest
from hallway.domain.errors import NotFound
from hallway.domain.ids import PersonId
from hallway.domain.names import fold
from hallway.domain.promises import Reliability, reliability
from hallway.domain.settings import HeldRow
from hallway.domain.times import day_of
from hallway.playbooks.clocks import is_closed_kindly
from hallway.playbooks.keeping import StepMemory
from hallway.playbooks.layers import Laid
from hallway.playbooks.rules import REVIVE, Playbook
from hallway.playbooks.state import State
from hallway.playbooks.stepping import steps
from hallway.playbooks.steps import Step, Tier, WindowState

CADENCE_WEEKS = 8

_URGENCY = {
    WindowState.CLOSING: 0,
    WindowState.DUE: 1,
    WindowState.LATE: 2,
    WindowState.OPEN: 3,
    WindowState.LATER: 4,
}
_PLACES = {Tier.PROMISE: 1, Tier.WINDOW: 1, Tier.HABIT: 2}
_PRESSING = frozenset({WindowState.CLOSING, WindowState.DUE, WindowState.LATE})
_GUIDES_OF_NEWCOMERS = (
    "program director",
    "chair",
    "research director",
    "chief",
    "fellow",
    "resident",
    "attending",
)


class Counts(NamedTuple):
    """How much there is: people, steps that are open now, rows of an import that wait."""

    people: int
    open_steps: int
    held_rows: int


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step, and whether it is among the few shown at once."""

    step: Step
    is_shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """Everything Today shows.

    `cadence` counts the contacts of the last eight weeks, oldest first; `notices` say what of the applicant's
    own numbers or audience no longer fits and is set aside.
    """

    now: datetime
    applicant: Applicant
    steps: tuple[ShownStep, ...]
    week: WeekCount
    week_targets: tuple[int, int]
    cadence: tuple[int, ...]
    reliability: Reliability
    counts: Counts
    suggestions: tuple[NameMatch, ...]
    revivals: tuple[NameMatch, ...]
    notices: tuple[str, ...] = ()

    @property
    def shown(self) -> tuple[Step, ...]:
        """Return the steps to show at once."""
        return tuple(each.step for each in self.steps if each.is_shown)

    @property
    def rest(self) -> tuple[Step, ...]:
        """Return the open steps that are one click away."""
        return tuple(
            each.step for each in self.steps if not each.is_shown and each.step.state is not WindowState.LATER
        )

    @property
    def later(self) -> tuple[Step, ...]:
        """Return the steps whose window has not opened yet."""
        return tuple(each.step for each in self.steps if each.step.state is WindowState.LATER)


class TodayMemory:
    """The latest Today of an open record: the same until an action is committed or the minute ends.

    `steps` keeps what still holds of it afterwards.
    """

    def __init__(self) -> None:
        self._kept: tuple[tuple[int, int], Today] | None = None
        self.steps = StepMemory()

    def recall(self, key: tuple[int, int]) -> Today | None:
        """Return the Today of this revision and minute, if it is the one kept."""
        kept = self._kept
        return kept[1] if kept and kept[0] == key else None

    def keep(self, key: tuple[int, int], found: Today) -> Today:
        """Keep a Today in the place of the last one."""
        self._kept = (key, found)
        return found


def today(store: Store, clock: Clock, memory: TodayMemory | None = None) -> Today:
    """Return what to do today, and for whom, until when and why.

    Args:
        store: the record.
        clock: tells the moment.
        memory: spares the work when nothing was committed within the same minute; for faces that stay open.

    Raises:
        NoApplicant: nobody is set up yet.
    """
    now = clock.now()
    with store.reading() as reading:
        key = reading.revision(), int(now.timestamp() // 60)
        if memory and (known := memory.recall(key)):
            return known
        found = _look(reading, now, memory.steps if memory else None)
    return memory.keep(key, found) if memory else found


def _look(reading: Reading, now: datetime, memory: StepMemory | None = None) -> Today:
    state, playbook = gather(reading, now)
    monday = week_start(now, state.applicant.zone)
    cadence = reading.cadence([monday - timedelta(weeks=back) for back in reversed(range(CADENCE_WEEKS))])
    ordered = sorted(steps(state, playbook, now, memory), key=_order)
    shown = {each.id for each in _choose(ordered, playbook, state)}
    wanted = playbook.number("outreach.week.new"), playbook.number("outreach.week.revive")
    revivals = _silent(ordered, state, wanted[1])
    open_now = sum(each.state is not WindowState.LATER for each in ordered)
    return Today(
        now=now,
        applicant=state.applicant,
        steps=tuple(ShownStep(each, each.id in shown) for each in ordered),
        week=WeekCount(state.new_this_week, state.revived_this_week),
        week_targets=wanted,
        cadence=cadence,
        reliability=reliability(state.promises, day_of(now, state.applicant.zone)),
        counts=Counts(len(state.people), open_now, len(reading.all(HeldRow))),
        suggestions=_newcomers(state, playbook, wanted[0], {each.id for each in revivals}),
        revivals=revivals,
        notices=_notices(laid_over(reading, state.applicant.audience)),
    )


def _notices(laid: Laid) -> tuple[str, ...]:
    found = [laid.refused.why + " Until then another guide holds."] if laid.refused else []
    if laid.aside:
        number = len(laid.aside)
        what = "One of your own numbers is" if number == 1 else f"{number} of your own numbers are"
        found.append(f"{what} kept and not used.")
    return tuple(found)


def steps_of(store: Store, clock: Clock, person: PersonId) -> tuple[Step, ...]:
    """Return one person's steps in the order of the day."""
    with store.reading() as reading:
        state, playbook = gather_around(reading, person)
    found = steps(state, playbook, clock.now())
    return tuple(sorted((each for each in found if each.person == person), key=_order))


def all_steps(store: Store, clock: Clock) -> tuple[Step, ...]:
    """Return every step in the order of the day."""
    with store.reading() as reading:
        state, playbook = gather(reading, clock.now())
    return tuple(sorted(steps(state, playbook, clock.now()), key=_order))


def find_step(store: Store, clock: Clock, words: str) -> Step:
    """Return the step with this id, or with the only id that starts so.

    Raises:
        NotFound: no open step, or several, fit.
    """
    wanted = words.strip().lower()
    fits = [each for each in all_steps(store, clock) if wanted and each.id.startswith(wanted)]
    if len(fits) == 1:
        return fits[0]
    if fits:
        raise NotFound("single step", words, "Several ids start so; type more of it.")
    raise NotFound(
        "step", words, "It may be settled, snoozed or lapsed; `hallway today --all` lists every id."
    )


def _order(step: Step) -> tuple[object, ...]:
    """Put promises that press first, then windows by urgency, then habits; what lies ahead comes last."""
    is_later = step.state is WindowState.LATER
    place = _PLACES[step.tier]
    if step.tier is Tier.PROMISE and step.state in _PRESSING:
        place = 0
    is_revival = step.rule == REVIVE
    when = step.window.opens if is_later else step.window.closes
    return is_later, place, is_revival, _URGENCY[step.state], when.timestamp(), step.says, step.id


def _choose(ordered: Iterable[Step], playbook: Playbook, state: State) -> list[Step]:
    """Pick the steps to show: the first few, with no more revivals than the week asks for."""
    revivals = max(playbook.number("outreach.week.revive") - state.revived_this_week, 0)
    chosen: list[Step] = []
    for each in ordered:
        if len(chosen) >= playbook.number("today.shown") or each.state is WindowState.LATER:
            break
        if each.rule == REVIVE:
            if not revivals:
                continue
            revivals -= 1
        chosen.append(each)
    return chosen


def _match(each: Digest) -> NameMatch:
    return NameMatch(each.id, each.name, each.role, each.institution)


def _newcomers(state: State, playbook: Playbook, target: int, silent: set[PersonId]) -> tuple[NameMatch, ...]:
    """Suggest whom to reach first: alumni, and those whose role lets them guide."""
    open_to = [
        each
        for each in state.people
        if each.first_contact is None
        and each.may_follow_up is not False
        and each.id not in silent
        and not is_closed_kindly(each, playbook)
    ]
    missing = max(target - state.new_this_week, 0)
    return tuple(_match(each) for each in sorted(open_to, key=_nearness)[:missing])


def _nearness(person: Digest) -> tuple[object, ...]:
    role = fold(person.role)
    guiding = next(
        (rank for rank, word in enumerate(_GUIDES_OF_NEWCOMERS) if word in role), len(_GUIDES_OF_NEWCOMERS)
    )
    return not person.is_alumnus, person.introduced_by is None, guiding, fold(person.name), person.id


def _silent(ordered: Iterable[Step], state: State, target: int) -> tuple[NameMatch, ...]:
    missing = max(target - state.revived_this_week, 0)
    people = {each.id: each for each in state.people}
    silent = [each.person for each in ordered if each.rule == REVIVE and each.person in people]
    return tuple(_match(people[each]) for each in silent[:missing] if each)

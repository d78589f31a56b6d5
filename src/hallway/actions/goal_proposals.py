"""Starting with the goals of the guides: proposed, chosen, added in one action."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from hallway.actions.applicants import get_in
from hallway.actions.ports import Clock, Reading, Store
from hallway.actions.states import playbook_of
from hallway.domain.applicants import Applicant
from hallway.domain.errors import InvalidValue
from hallway.domain.goals import Goal, GoalState, Horizon, Measure
from hallway.domain.ids import GoalId
from hallway.domain.names import fold
from hallway.domain.times import day_of, noon
from hallway.playbooks.goal_plans import SLOT, PlannedGoal, planned_goals
from hallway.playbooks.rules import Playbook
from hallway.playbooks.windows import later_by

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A goal of the guides, ready to be taken: `taken` names the applicant's own goal that it would double.

    `least` is the number at which it is reached, the lower end where the guide gives a range.
    """

    id: str
    horizon: Horizon
    measure: Measure
    text: str
    because: str
    least: int
    by: date | None
    guides: tuple[str, ...]
    rows: tuple[str, ...]
    is_own_guide: bool
    is_suggested: bool
    taken: str


def propose_goals(store: Store, clock: Clock) -> tuple[Proposal, ...]:
    """Return the goals that the guides name, with the numbers that hold for this applicant.

    Suggested are those of the applicant's own guide; where it names none, all that fit.

    Raises:
        NoApplicant: nobody is set up yet.
    """
    with store.reading() as reading:
        return _propose(reading, clock.now())


def take_goals(store: Store, clock: Clock, *, chosen: Collection[str]) -> tuple[Goal, ...]:
    """Add the chosen goals of the guides in one action; those that are there already are left out.

    Raises:
        InvalidValue: nothing is chosen, or something that is no goal of the guides.
    """
    with store.writing("goal.take", "Took goals of the guides", now=clock.now()) as writing:
        applicant = get_in(writing)
        proposals = {each.id: each for each in _propose(writing, clock.now())}
        for each in chosen:
            if each not in proposals:
                raise InvalidValue("goal", each, f"Choose among: {', '.join(proposals)}.")
        if not chosen:
            raise InvalidValue("goal", "", "Choose at least one.")
        goals = tuple(
            Goal(
                id=GoalId(writing.new_id()),
                horizon=each.horizon,
                text=each.text,
                made_on=day_of(clock.now(), applicant.zone),
                measure=each.measure,
                target=each.least,
                by=each.by,
            )
            for each in proposals.values()
            if each.id in chosen and not each.taken
        )
        writing.add_all(goals)
        writing.says(f"Took {len(goals)} goal{'s' * (len(goals) != 1)} of the guides")
        return goals


def _propose(reading: Reading, now: datetime) -> tuple[Proposal, ...]:
    applicant = get_in(reading)
    playbook = playbook_of(reading, applicant)
    goals = [each for each in reading.all(Goal) if each.state is not GoalState.DROPPED]
    has_own = any(playbook.base in each.guides for each in planned_goals())
    return tuple(
        _proposal(each, playbook, applicant, now, goals, has_own=has_own) for each in planned_goals()
    )


def _proposal(
    plan: PlannedGoal,
    playbook: Playbook,
    applicant: Applicant,
    now: datetime,
    goals: Collection[Goal],
    *,
    has_own: bool,
) -> Proposal:
    text = say_goal(plan, playbook)
    same = (
        each
        for each in goals
        if fold(each.text) == fold(text) or (each.horizon, each.measure) == (plan.horizon, plan.measure)
    )
    taken = next(same, None)
    is_own = playbook.base in plan.guides
    return Proposal(
        id=plan.id,
        horizon=plan.horizon,
        measure=plan.measure,
        text=text,
        because=plan.because,
        least=_ends(plan, playbook)[0],
        by=_by(plan, playbook, applicant, now),
        guides=plan.guides,
        rows=plan.rows,
        is_own_guide=is_own,
        is_suggested=taken is None and (is_own if has_own else playbook.base not in plan.not_for),
        taken=taken.text if taken else "",
    )


def say_goal(plan: PlannedGoal, playbook: Playbook) -> str:
    """Return a goal of the guides with its number in words."""
    low, high = _ends(plan, playbook)
    text = plan.text if high == 1 else plan.text_many
    number = _word(low) if low == high else f"{_word(low)} to {_word(high)}"
    return text.replace(SLOT, number)


def _ends(plan: PlannedGoal, playbook: Playbook) -> tuple[int, int]:
    content = playbook.values[plan.target].content
    ends = content if isinstance(content, tuple) else (content,)
    return max(int(ends[0]), 1), max(int(ends[-1]), 1)


def _word(number: int) -> str:
    return _WORDS[number] if number < len(_WORDS) else str(number)


def _by(plan: PlannedGoal, playbook: Playbook, applicant: Applicant, now: datetime) -> date | None:
    """Return the day until which a goal is meant: the far end of the guide's span."""
    if not plan.within:
        return None
    today = noon(day_of(now, applicant.zone), "UTC")
    return later_by(today, playbook.values[plan.within]).date()

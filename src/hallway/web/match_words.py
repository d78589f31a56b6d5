"""What happens in a match, in sentences."""

from collections.abc import Iterable

from hallway.actions.match_lessons import YOU, Lesson, Standing, Trial, TrialKind
from hallway.engine.stepping import MatchStep, Reply

STANDINGS: dict[Standing, str] = {
    Standing.DRAWN: "I do not know: draw it",
    Standing.TOP: "At the top of its list",
    Standing.MIDDLE: "In the middle",
    Standing.LOW: "At the end of its list",
    Standing.NEVER: "It does not rank me",
}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


def ordinal(rank: int) -> str:
    """Return "first" for 1, up to "eighth"."""
    return _ORDINALS[rank - 1]


def names(items: Iterable[str], none: str = "nobody") -> str:
    """Return "Ana, Ben and you"."""
    *most, last = items or ("",)
    return f"{', '.join(most)} and {last}" if most else last or none


def say_people(lesson: Lesson, applicants: Iterable[int]) -> str:
    """Return applicants in a sentence; the user is "you"."""
    return names([_whom(lesson, each) for each in applicants] or [""])


def say_picture(lesson: Lesson, number: int) -> str:
    """Return what a picture shows, from 0, the beginning, to `lesson.last`, the end."""
    if number == 0:
        return "Nobody has proposed yet. Everybody waits in the hallway, and you go first."
    if number <= len(lesson.steps):
        return say_step(lesson, lesson.steps[number - 1])
    final = "Nobody is left to propose, so what was held for now is final."
    if lesson.place is None:
        return f"{final} Among these invented people you stay without a position."
    return f"{final} You match with {lesson.market.programs[lesson.place]}, {say_place(lesson.place)}."


def say_place(place: int | None) -> str:
    """Return a program's place on the true list: "your second choice"."""
    return "no position" if place is None else f"your {ordinal(place + 1)} choice"


def say_step(lesson: Lesson, step: MatchStep) -> str:
    """Return one proposal and what came of it."""
    program = lesson.market.programs[step.program]
    is_you = step.applicant == YOU
    who, whose, whom = (
        _who(lesson, step.applicant),
        _whose(lesson, step.applicant),
        _whom(lesson, step.applicant),
    )
    choice = f"{whose} {ordinal(step.rank)} choice"
    if is_you and lesson.trial:
        choice = f"number {step.rank} on the list you try"
    proposes = f"{who} {'propose' if is_you else 'proposes'} to {program}, {choice}."
    match step.reply:
        case Reply.FREE:
            came = f"It has a free position and holds {whom} for now."
        case Reply.REPLACES if step.released is not None:
            other = _whom(lesson, step.released)
            came = f"It is full, but ranks {whom} above {other}: it holds {whom} for now and lets {other} go."
            came = f"{came} {_goes_on(lesson, step, step.released)}"
        case Reply.FULL:
            higher = "somebody" if lesson.market.seats[step.program] == 1 else "people"
            came = f"It is full, with {higher} it ranks higher. {_goes_on(lesson, step, step.applicant)}"
        case _:
            came = f"It did not rank {whom}, so nothing comes of it. {_goes_on(lesson, step, step.applicant)}"
    return f"{proposes} {came}"


def say_trial(lesson: Lesson, trial: Trial) -> str:
    """Return how the list is changed: "with your first two programs swapped"."""
    if trial.kind is TrialKind.SWAP:
        return "with your first two programs swapped"
    if trial.kind is TrialKind.TURN:
        return "with your list turned upside down"
    return f"without {lesson.choices[trial.program].program}"


def say_verdict(lesson: Lesson) -> str:
    """Return what the list that is tried brings, beside the true one."""
    tried, real = lesson.place, lesson.real_place
    if tried == real:
        return f"It changes nothing for you: both lists end with {_named(lesson, real)}."
    better = tried is not None and (real is None or tried < real)
    end = f"This list ends with {_named(lesson, tried)}, your true order with {_named(lesson, real)}."
    return f"{end} {'It brings you further' if better else 'You lose by it'}."


def _named(lesson: Lesson, place: int | None) -> str:
    if place is None:
        return "no position"
    return f"{lesson.choices[place].program}, {say_place(place)}"


def _goes_on(lesson: Lesson, step: MatchStep, refused: int) -> str:
    is_you = refused == YOU
    if refused in step.after.without:
        return f"That was the last program on {_whose(lesson, refused)} list."
    if is_you:
        return "You go on to the next program on your list."
    return f"{_who(lesson, refused)} goes on to the next program on the list."


def _who(lesson: Lesson, applicant: int) -> str:
    return lesson.market.applicants[applicant]


def _whom(lesson: Lesson, applicant: int) -> str:
    return "you" if applicant == YOU else lesson.market.applicants[applicant]


def _whose(lesson: Lesson, applicant: int) -> str:
    return "your" if applicant == YOU else f"{lesson.market.applicants[applicant]}’s"

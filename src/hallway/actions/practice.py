"""Practice: rehearsals with the watch, and small steps out of the corridor, each written down when done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hallway.actions.applicants import check_past, get_in, today_in
from hallway.actions.lookups import get_by_start, near_names
from hallway.actions.materials import material_for
from hallway.actions.pitches import PitchView, get_pitch
from hallway.actions.ports import Clock, Reading, Store
from hallway.actions.typed_text import read_line
from hallway.desk.confidence import Card, ConfidencePath, SmallStep, encouragement
from hallway.desk.pitch_forms import pitch_forms
from hallway.desk.pitches import Length, tell_try
from hallway.domain.errors import InvalidValue, NotFound
from hallway.domain.ids import PracticeId
from hallway.domain.messages import PitchUse, Practice
from hallway.playbooks.rules import Playbook

PITCH, STEP = "pitch:", "step:"
"""How exercises begin: a pitch said aloud, or a step of a confidence path."""
MOST_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Try:
    """One rehearsal, and how its time lies against the window; None where it was not timed."""

    practice: Practice
    length: Length | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """A pitch with its window in seconds and what was said aloud so far, the newest first."""

    view: PitchView
    least: int
    most: int
    tries: tuple[Try, ...]

    @property
    def within(self) -> int:
        """Return how many timed tries lay within the window."""
        return sum(each.length is not None and each.length.over == 0 for each in self.tries)


@dataclass(frozen=True, slots=True)
class StepView:
    """A step of a path, and when it was done, the newest first."""

    step: SmallStep
    done: tuple[Practice, ...]


@dataclass(frozen=True, slots=True)
class PathView:
    """A path with its steps; `is_mine` tells that the applicant's own circumstances ask for it."""

    path: ConfidencePath
    is_mine: bool
    steps: tuple[StepView, ...]

    @property
    def next_step(self) -> StepView | None:
        """Return the first step that was never done."""
        return next((each for each in self.steps if not each.done), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfidenceView:
    """Cards to think of, the paths with the applicant's own first, and how often pitches were said aloud."""

    today: date
    cards: tuple[Card, ...]
    paths: tuple[PathView, ...]
    rehearsals: int


def log_practice(
    store: Store,
    clock: Clock,
    *,
    exercise: str,
    seconds: int | None = None,
    note: str = "",
    on: date | None = None,
) -> Practice:
    """Write down that something was practiced; a step may be done as often as one likes.

    Args:
        store: the record.
        clock: tells the day.
        exercise: a use of a pitch, or the id of a step; see `find_exercise`.
        seconds: how long it took, 1 to 3600; None when it was not timed.
        note: what to mind the next time.
        on: the day; today when left out.

    Raises:
        NotFound: there is no such exercise.
        InvalidValue: the day lies ahead, or the seconds cannot be meant.
    """
    known = find_exercise(exercise)
    if seconds is not None and not 1 <= seconds <= MOST_SECONDS:
        raise InvalidValue("seconds", str(seconds), f"It must lie between 1 and {MOST_SECONDS}.")
    with store.writing("practice.log", f"Practiced: {exercise_name(known)}", now=clock.now()) as writing:
        today = today_in(writing, clock)
        check_past("on", on, today)
        made = Practice(
            id=PracticeId(writing.new_id()),
            exercise=known,
            on=on or today,
            seconds=seconds,
            note=read_line("note", note),
        )
        writing.add(made)
        return made


def remove_practice(store: Store, clock: Clock, *, practice: str) -> Practice:
    """Remove one entry, by its id or the start of it.

    Raises:
        NotFound: there is none.
    """
    with store.writing("practice.remove", "Removed a practice", now=clock.now()) as writing:
        known = get_by_start(
            writing, Practice, practice, "practice", lambda each: exercise_name(each.exercise)
        )
        writing.remove(Practice, known.id)
        writing.says(f"Removed a practice: {exercise_name(known.exercise)}")
        return known


def list_practice(store: Store, *, exercise: str = "") -> tuple[Practice, ...]:
    """Return what was practiced, the newest first; of one exercise when it is named.

    Raises:
        NotFound: there is no such exercise.
    """
    wanted = find_exercise(exercise) if exercise else ""
    with store.reading() as reading:
        return _practiced(reading, wanted)


def rehearse(store: Store, clock: Clock, use: PitchUse) -> Rehearsal:
    """Return a pitch to be said aloud, its window, and the tries so far."""
    view = get_pitch(store, clock, use)
    with store.reading() as reading:
        playbook = material_for(reading, clock).playbook
        done = _practiced(reading, f"{PITCH}{use.value}")
    least, most = _window(use, playbook)
    return Rehearsal(
        view=view,
        least=least,
        most=most,
        tries=tuple(
            Try(each, tell_try(each.seconds, least or None, most) if each.seconds else None) for each in done
        ),
    )


def _window(use: PitchUse, playbook: Playbook) -> tuple[int, int]:
    """Return the seconds that a version may take: its own, else those of a pitch."""
    if use is not PitchUse.BASE:
        form = pitch_forms().form(use)
        if form.unit == "seconds":
            return playbook.number(form.least) if form.least else 0, playbook.number(form.most)
    return playbook.number("pitch.seconds.min"), playbook.number("pitch.seconds.max")


def look_at_confidence(store: Store, clock: Clock, *, path: str = "") -> ConfidenceView:
    """Return the cards and the paths, those of the applicant's own circumstances first.

    Args:
        store: the record.
        clock: tells the day.
        path: only this one; all when left out.

    Raises:
        NotFound: there is no such path.
    """
    every = encouragement()
    ids = [each.id for each in every.paths]
    wanted = path.strip().casefold()
    if wanted and wanted not in ids:
        raise NotFound("path", path, f"Choose one of: {', '.join(ids)}")
    with store.reading() as reading:
        applicant = get_in(reading)
        done = _practiced(reading)
        today = today_in(reading, clock)
    by_exercise: dict[str, list[Practice]] = {}
    for each in done:
        by_exercise.setdefault(each.exercise, []).append(each)
    views = [
        PathView(each, each.flag in applicant.flags, _steps(each, by_exercise))
        for each in every.paths
        if wanted in {"", each.id}
    ]
    return ConfidenceView(
        today=today,
        cards=every.cards,
        paths=tuple(sorted(views, key=lambda each: not each.is_mine)),
        rehearsals=sum(each.exercise.startswith(PITCH) for each in done),
    )


def _steps(path: ConfidencePath, done: Mapping[str, list[Practice]]) -> tuple[StepView, ...]:
    return tuple(StepView(each, tuple(done.get(f"{STEP}{each.id}", ()))) for each in path.steps)


def find_exercise(typed: str) -> str:
    """Return the exercise that is meant: "conference" is "pitch:conference", "rest" is "step:rest".

    Raises:
        NotFound: there is none; the nearest are told.
    """
    wanted = typed.strip().casefold()
    known = exercises()
    for each in (wanted, f"{PITCH}{wanted}", f"{STEP}{wanted}"):
        if each in known:
            return each
    bare = [each.partition(":")[2] for each in known]
    near = near_names(wanted.partition(":")[2] or wanted, bare) or bare
    raise NotFound("exercise", typed, f"Choose one of: {', '.join(near)}")


def exercises() -> Mapping[str, str]:
    """Return every exercise with its name."""
    pitches = {f"{PITCH}{PitchUse.BASE.value}": "Your base statement, aloud"}
    pitches |= {f"{PITCH}{each.use.value}": f"{each.name}, aloud" for each in pitch_forms().forms}
    return pitches | {f"{STEP}{step.id}": step.title for path in encouragement().paths for step in path.steps}


def exercise_name(exercise: str) -> str:
    """Return how an exercise is called; one that was left out of a later edition keeps its id."""
    return exercises().get(exercise, exercise)


def _practiced(reading: Reading, exercise: str = "") -> tuple[Practice, ...]:
    kept = reading.all(Practice, exercise=exercise) if exercise else reading.all(Practice)
    return tuple(sorted(kept, key=lambda each: (each.on, each.id), reverse=True))

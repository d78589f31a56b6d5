"""How the Match works: a small match, step by step, on the applicant's own rank order list.

Everything is in the address: nothing that is typed here is kept, and a step can be shared or gone back to.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.datastructures import QueryParams
from starlette.responses import RedirectResponse, Response

from hallway.actions import match_lessons as lessons
from hallway.actions.match_lessons import (
    SAMPLE,
    SAMPLE_SEED,
    SEEDS,
    Choice,
    Lesson,
    Standing,
    Trial,
    TrialKind,
    UnfitLesson,
    look_at_end,
    read_choices,
    read_seed,
    read_trial,
    teach_match,
    write_trial,
)
from hallway.domain.errors import HallwayError
from hallway.domain.names import fold
from hallway.formats.texts import shorten
from hallway.web import match_pictures, match_words
from hallway.web.forms import Form, Typed
from hallway.web.visits import Here, Visit

router = APIRouter()

_UNFIT = 422


class TypedRow(NamedTuple):
    """What was typed about one program."""

    program: str
    standing: str
    positions: str


@dataclass(frozen=True, slots=True)
class TypedLesson:
    """A list as it was typed, or as an address holds it; without one the sample is meant."""

    programs: str
    rows: tuple[TypedRow, ...]
    seed: str

    @property
    def is_sample(self) -> bool:
        """Tell whether nothing was typed yet."""
        return not self.programs.strip() and not self.rows

    def read(self) -> tuple[tuple[Choice, ...], int]:
        """Return the list and the number that the others are drawn from.

        Raises:
            HallwayError: it cannot be shown; the message says why.
        """
        supposed = {fold(each.program): (each.standing, each.positions) for each in self.rows}
        seed = read_seed(self.seed)
        return (SAMPLE if self.is_sample else read_choices(self.programs, supposed)), seed


class Place(NamedTuple):
    """Where in which match a browser is: what an address of this page holds."""

    choices: tuple[Choice, ...]
    seed: int
    trial: Trial | None = None

    def at(self, step: int | str, anchor: str = "story") -> str:
        """Return the address of a step; without an anchor it goes to the top of the page."""
        pairs: list[tuple[str, str]] = []
        if self.choices != SAMPLE:
            for each in self.choices:
                pairs += [
                    ("program", each.program),
                    ("standing", each.standing.value),
                    ("positions", str(each.positions)),
                ]
        if self.seed != SAMPLE_SEED:
            pairs.append(("seed", str(self.seed)))
        if self.trial:
            pairs.append(("try", write_trial(self.trial)))
        pairs.append(("step", str(step)))
        return f"/match?{urlencode(pairs)}{'#' if anchor else ''}{anchor}"

    def trying(self, trial: Trial | None) -> "Place":
        """Return the same match with another list of the applicant."""
        return self._replace(trial=trial)

    def drawing_others(self) -> "Place":
        """Return the same list among other invented people."""
        return Place(self.choices, self.seed % SEEDS[-1] + 1)


@router.get("/match")
def show(visit: Here) -> Response:
    """Show one step."""
    query = visit.request.query_params
    typed = _typed_in(query)
    try:
        choices, seed = typed.read()
    except HallwayError as fault:
        return _show_form(visit, typed, fault)
    try:
        lesson = teach_match(choices, seed, read_trial(query.get("try", ""), len(choices)))
    except HallwayError as fault:
        return _show_lesson(visit, typed, teach_match(choices, seed), 0, fault)
    number, fault_of_step = _read_step(query.get("step", ""), lesson)
    return _show_lesson(visit, typed, lesson, number, fault_of_step)


@router.post("/match")
def take(visit: Here, form: Typed) -> Response:
    """Read a list that was typed, and lead to its first step."""
    typed = _typed_from(form)
    try:
        choices, seed = _no_sample(typed).read()
    except HallwayError as fault:
        return _show_form(visit, typed, fault)
    return RedirectResponse(Place(choices, seed).at(0), status_code=303)


def _typed_in(query: QueryParams) -> TypedLesson:
    programs = query.getlist("program")
    rows = _rows(programs, query.getlist("standing"), query.getlist("positions"))
    return TypedLesson("\n".join(programs), rows, query.get("seed", ""))


def _typed_from(form: Form) -> TypedLesson:
    rows = (
        TypedRow(*(form.text(f"{name}-{number}") for name in ("named", "standing", "positions")))
        for number in range(1, lessons.MOST + 1)
    )
    named = tuple(each for each in rows if each.program)
    return TypedLesson(form.text("programs"), named, form.text("seed"))


def _rows(
    programs: Iterable[str], standings: Iterable[str], positions: Iterable[str]
) -> tuple[TypedRow, ...]:
    """Join columns; what is missing at the end of a shortened address is as if it had been left empty."""
    standing, number = iter(standings), iter(positions)
    return tuple(TypedRow(each, next(standing, ""), next(number, "")) for each in programs)


def _no_sample(typed: TypedLesson) -> TypedLesson:
    if not typed.programs.strip():
        raise UnfitLesson("programs", "Write at least two programs, one a line, your first choice first.")
    return typed


def _read_step(text: str, lesson: Lesson) -> tuple[int, HallwayError | None]:
    """Return the step to show, the nearest there is, and what is to be said if it is another one."""
    if not text:
        return 0, None
    if text == "last":
        return lesson.last, None
    bare = text.removeprefix("-")
    if not (bare.isascii() and bare.isdecimal()):
        return 0, UnfitLesson("step", f"“{shorten(text)}” is no step. This is the beginning.")
    is_beyond = text == bare and (len(bare) > len(str(SEEDS[-1])) or int(bare) > lesson.last)
    if is_beyond:
        says = f"There is no step {shorten(text, 12)}: this list takes {lesson.last}. This is the last one."
        return lesson.last, UnfitLesson("step", says)
    if text != bare:
        return 0, UnfitLesson("step", f"There is no step {shorten(text, 12)}. This is the beginning.")
    return int(bare), None


def _show_form(visit: Visit, typed: TypedLesson, fault: HallwayError) -> Response:
    """Show what was typed with what is wrong with it, and no match."""
    return visit.show(
        "match.html",
        _UNFIT,
        fault=fault,
        typed=typed,
        rows=_rows_to_show(typed),
        standings=_standings(),
        lesson=None,
        default_seed=SAMPLE_SEED,
        known=(),
        number=0,
        title="How the Match works",
    )


def _show_lesson(
    visit: Visit, typed: TypedLesson, lesson: Lesson, number: int, fault: HallwayError | None
) -> Response:
    here = Place(lesson.choices, lesson.seed, lesson.trial)
    is_end = number == lesson.last
    known = lessons.programs_in_record(visit.store) if typed.is_sample and not number else ()
    return visit.show(
        "match.html",
        _UNFIT if fault else 200,
        fault=fault,
        typed=typed,
        rows=() if typed.is_sample else _rows_read(lesson),
        standings=_standings(),
        lesson=lesson,
        default_seed=SAMPLE_SEED,
        known=known,
        known_at=_address_of(known),
        number=number,
        spot=here,
        state=lesson.state_at(number),
        scene=match_pictures.draw_scene(lesson, number),
        says=match_words.say_picture(lesson, number),
        sentences=[match_words.say_picture(lesson, each) for each in range(1, lesson.last + 1)],
        speak=match_words,
        ending=look_at_end(lesson) if is_end else None,
        trials=_trials(lesson) if is_end else (),
        title=f"How the Match works{f', step {number}' if number else ''}",
    )


def _trials(lesson: Lesson) -> dict[str, tuple[Trial, ...]]:
    """Return what can be tried, by lesson."""
    left = tuple(Trial(TrialKind.WITHOUT, each) for each in range(len(lesson.choices)))
    return {"order": (Trial(TrialKind.SWAP),), "length": left, "secret": (Trial(TrialKind.TURN),)}


def _address_of(programs: tuple[str, ...]) -> str:
    """Return the address that takes these programs as they stand; what they might do is drawn."""
    return f"/match?{urlencode([('program', each) for each in programs])}#yours"


def _rows_read(lesson: Lesson) -> tuple[TypedRow, ...]:
    return tuple(TypedRow(each.program, each.standing.value, str(each.positions)) for each in lesson.choices)


def _rows_to_show(typed: TypedLesson) -> tuple[TypedRow, ...]:
    """Return what was typed about programs, with no more rows than a list may have."""
    return typed.rows[: lessons.MOST]


def _standings() -> list[tuple[str, str]]:
    return [(each.value, match_words.STANDINGS[each]) for each in Standing]

"""The picture of one moment of a match as geometry; a template draws it, with a table beneath.

Above are the programs, a row each, with an arch for every position; below is the hallway, where everybody
has a place that stays empty while a program holds them. Lengths are units of a picture 360 wide.
"""

from textwrap import wrap
from typing import NamedTuple

from hallway.actions.match_lessons import YOU, Lesson
from hallway.engine.stepping import MatchState, MatchStep, Reply

WIDTH = 360
TOKEN = 42
TOKEN_HEIGHT = 24
ARCH_HEIGHT = 38
_ROW = 56
_ROW_BOX = 50
_ARCHES = 170  # where the first arch begins
_PITCH = 47
_HOMES_A_ROW = 7
_HOME_PITCH = 51.4
_HOME_ROW = 34
_HALL_HEAD = 40
_LETTERS = 21  # that fit before the arches
_LINES = 2
_ASIDE = 8  # so that the way up and the way back do not cover one another


class Row(NamedTuple):
    """A program: its box, the lines of its name, and where each of its arches begins."""

    y: float
    height: float
    lines: tuple[tuple[float, str], ...]
    note: tuple[float, str]
    arches: tuple[tuple[float, float], ...]
    is_asked: bool


class Token(NamedTuple):
    """An applicant: where they are, where their place in the hallway is, and how they are doing."""

    id: int
    name: str
    x: float
    y: float
    home_x: float
    home_y: float
    kind: str


class Arrow(NamedTuple):
    """A proposal, or the way back of somebody who was let go."""

    path: str
    kind: str
    cross: tuple[float, float] | None = None


class Scene(NamedTuple):
    """Everything there is to draw."""

    height: float
    hall_y: float
    rows: tuple[Row, ...]
    tokens: tuple[Token, ...]
    arrows: tuple[Arrow, ...]


def draw_scene(lesson: Lesson, number: int) -> Scene:
    """Draw one picture, from 0, the beginning, to `lesson.last`, the end."""
    state = lesson.state_at(number)
    step = lesson.steps[number - 1] if 0 < number <= len(lesson.steps) else None
    hall = _ROW * len(lesson.choices)
    lines_of_homes = -(-len(lesson.market.applicants) // _HOMES_A_ROW)
    return Scene(
        height=hall + _HALL_HEAD + _HOME_ROW * lines_of_homes + 2,
        hall_y=hall + 16,
        rows=tuple(_row(lesson, each, step) for each in range(len(lesson.choices))),
        tokens=_tokens(lesson, state, step, hall),
        arrows=_arrows(lesson, state, step, hall) if step else (),
    )


def _row(lesson: Lesson, program: int, step: MatchStep | None) -> Row:
    top = _ROW * program
    lines = wrap(lesson.choices[program].program, _LETTERS)
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], lines[_LINES - 1][: _LETTERS - 1].rstrip() + "…"]
    middle = top + _ROW_BOX / 2
    first = middle - 2 - 7 * (len(lines) - 1)
    return Row(
        y=top,
        height=_ROW_BOX,
        lines=tuple((first + 14 * each, line) for each, line in enumerate(lines)),
        note=(first + 14 * len(lines), f"your {_short_ordinal(program + 1)}"),
        arches=tuple((_ARCHES + _PITCH * each, top + 6) for each in range(lesson.market.seats[program])),
        is_asked=step is not None and step.program == program,
    )


def _tokens(lesson: Lesson, state: MatchState, step: MatchStep | None, hall: float) -> tuple[Token, ...]:
    seats = {
        applicant: _seat(program, place)
        for program, holders in enumerate(state.held)
        for place, applicant in enumerate(holders)
    }
    tokens = []
    for applicant, name in enumerate(lesson.market.applicants):
        home = _home(applicant, hall)
        kinds = [
            "you" if applicant == YOU else "",
            "out" if applicant in state.without else "",
            "turn" if step and step.applicant == applicant else "",
        ]
        kind = " ".join(filter(None, kinds))
        tokens.append(Token(applicant, name, *seats.get(applicant, home), *home, kind))
    return tuple(tokens)


def _arrows(lesson: Lesson, state: MatchState, step: MatchStep, hall: float) -> tuple[Arrow, ...]:
    """Draw the proposal, and the way back of whoever is let go; arches hide what passes behind them."""
    home = _home(step.applicant, hall)
    if step.reply in {Reply.FULL, Reply.UNRANKED}:
        stop = (_ARCHES - 7, _ROW * step.program + _ROW_BOX / 2)
        return (Arrow(_way_up(home, stop, hall), "no", stop),)
    place = state.held[step.program].index(step.applicant)
    x, y = _seat(step.program, place)
    foot = y + TOKEN_HEIGHT / 2 + 6
    arrows = [Arrow(_way_up(home, (x - _ASIDE, foot), hall), "yes")]
    if step.released is not None:
        x, _ = _seat(step.program, lesson.market.seats[step.program] - 1)
        arrows.append(Arrow(_way_down((x + _ASIDE, foot), _home(step.released, hall), hall), "back"))
    return tuple(arrows)


def _seat(program: int, place: int) -> tuple[float, float]:
    """Return the middle of a token in an arch."""
    x = _ARCHES + _PITCH * place + TOKEN / 2
    return x, _ROW * program + 6 + ARCH_HEIGHT - TOKEN_HEIGHT / 2 - 2


def _home(applicant: int, hall: float) -> tuple[float, float]:
    """Return the middle of an applicant's place in the hallway."""
    line, column = divmod(applicant, _HOMES_A_ROW)
    x = 4 + TOKEN / 2 + _HOME_PITCH * column
    return round(x, 1), hall + _HALL_HEAD + _HOME_ROW * line + TOKEN_HEIGHT / 2


def _way_up(home: tuple[float, float], stop: tuple[float, float], hall: float) -> str:
    """Return the way from a place in the hallway: sideways below the programs, then straight up."""
    (from_x, from_y), (to_x, to_y) = home, stop
    from_y -= TOKEN_HEIGHT / 2
    return f"M{from_x:g} {from_y:g}C{from_x:g} {hall + 4:g} {to_x:g} {hall + 30:g} {to_x:g} {hall:g}V{to_y:g}"


def _way_down(start: tuple[float, float], home: tuple[float, float], hall: float) -> str:
    """Return the way back to a place in the hallway."""
    (from_x, from_y), (to_x, to_y) = start, home
    to_y -= TOKEN_HEIGHT / 2 + 5
    return f"M{from_x:g} {from_y:g}V{hall:g}C{from_x:g} {hall + 26:g} {to_x:g} {hall + 2:g} {to_x:g} {to_y:g}"


def _short_ordinal(number: int) -> str:
    return f"{number}{({1: 'st', 2: 'nd', 3: 'rd'}).get(number, 'th')}"

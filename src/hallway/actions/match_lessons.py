"""A Match small enough to look at: the applicant's own rank order list among invented applicants."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import blake2b
from typing import NamedTuple

from hallway.actions.known_at import known_at
from hallway.actions.ports import Store
from hallway.actions.typed_text import read_number, read_text
from hallway.domain.errors import HallwayError, InvalidValue
from hallway.domain.names import fold
from hallway.domain.programs import ProgramNote
from hallway.engine.stepping import (
    MatchState,
    MatchStep,
    Places,
    Tries,
    can_be_had,
    find_blocking,
    first_state,
    places_of,
    steps_of_match,
    try_other_lists,
    wanted_more,
)
from hallway.formats.texts import shorten

FEWEST, MOST = 2, 8
"""How many programs a list may have here: more than eight are no picture any longer."""
MOST_POSITIONS = 4
MOST_IN_ALL = 16
LONGEST_NAME = 60
SEEDS = range(1, 10_000)
YOU = 0

_OTHERS = (
    "Amara",
    "Ben",
    "Chloe",
    "Dana",
    "Emil",
    "Farah",
    "Goran",
    "Hana",
    "Ivan",
    "Jing",
    "Kofi",
    "Lena",
    "Mateo",
    "Noor",
    "Omar",
    "Priya",
)
"""Invented; as many as there can be positions."""
_LEFT_OFF = 0.12  # how often a program leaves somebody off who ranks it
_NOISE = 0.7  # against how much everybody agrees: enough of it that lists differ
_LONGEST_OF_OTHERS = 5
_FEW = 4  # up to so many programs have two positions unless something else is typed
_ALL_LISTS = 5  # up to so many programs every other list is tried: 324; for six it would be 1,956
_NUMBERING = re.compile(r"(?:[0-9]{1,2}[.)]|[-*•])\s+")


class UnfitLesson(HallwayError):
    """A list that cannot be shown step by step; `field` names the field that it concerns."""

    def __init__(self, field: str, says: str) -> None:
        super().__init__(says)
        self.field = field


class Standing(StrEnum):
    """Where a program might rank the applicant."""

    DRAWN = "drawn"
    TOP = "top"
    MIDDLE = "middle"
    LOW = "low"
    NEVER = "never"


class Choice(NamedTuple):
    """A program on the applicant's list, and what is supposed of it."""

    program: str
    standing: Standing
    positions: int


class TrialKind(StrEnum):
    """How the applicant's list is changed to see what comes of it."""

    SWAP = "swap"
    TURN = "turn"
    WITHOUT = "without"


class Trial(NamedTuple):
    """A change of the list to try; `program` is the one left off."""

    kind: TrialKind
    program: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallMarket:
    """Applicants by number, the user first, and programs by number in the order of the user's true list."""

    applicants: tuple[str, ...]
    programs: tuple[str, ...]
    lists: tuple[tuple[int, ...], ...]
    ranks: tuple[tuple[int, ...], ...]
    seats: tuple[int, ...]

    def handing_in(self, mine: Sequence[int]) -> "SmallMarket":
        """Return the same market with another list of the user."""
        return replace(self, lists=(tuple(mine), *self.lists[1:]))


class Reason(NamedTuple):
    """Why the user is not in a program that they would rather have: whom it holds instead."""

    program: int
    is_ranked: bool
    holders: tuple[int, ...]
    even_alone: bool
    """Whether the program would take them if they handed in nothing but it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A match, step by step, and how it ends.

    `place` is the user's program, `real_place` the one that their true list leads to; they differ only while
    another list is tried. `tries` is None where there are too many other lists.
    """

    choices: tuple[Choice, ...]
    seed: int
    trial: Trial | None
    market: SmallMarket
    first: MatchState
    steps: tuple[MatchStep, ...]
    places: Places
    place: int | None
    real_place: int | None

    @property
    def last(self) -> int:
        """Return the number of the last picture: 0 is the beginning, and the end follows the proposals."""
        return len(self.steps) + 1

    def state_at(self, number: int) -> MatchState:
        """Return where everybody is in a picture, 0 to `last`."""
        return self.steps[min(number, len(self.steps)) - 1].after if number and self.steps else self.first


class Ending(NamedTuple):
    """What is to be said of the end of the true list: why it is stable, and what other lists would bring."""

    reasons: tuple[Reason, ...]
    blocking: int
    tries: Tries | None


SAMPLE = (
    Choice("Harbor Medical Center", Standing.MIDDLE, 1),
    Choice("Lakeside University Hospital", Standing.TOP, 2),
    Choice("Cedar Valley Hospital", Standing.MIDDLE, 2),
    Choice("Northgate Clinic", Standing.NEVER, 1),
)
SAMPLE_SEED = 4


def read_choices(text: str, supposed: Mapping[str, tuple[str, str]]) -> tuple[Choice, ...]:
    """Read a rank order list, one program a line, the first choice first.

    Args:
        text: as it was typed or pasted; numbers and dashes before the names fall away.
        supposed: for names as `fold` writes them where that program might rank the applicant, and its
            positions, both as typed.

    Raises:
        UnfitLesson: it cannot be shown; the message names the line or the program.
    """
    names = [_NUMBERING.sub("", each.strip(), count=1) for each in read_text("programs", text).splitlines()]
    names = [bare for each in names if (bare := " ".join(each.split()))]
    _refuse_names(names)
    usual = 2 if len(names) <= _FEW else 1
    choices = tuple(_choice(each, *supposed.get(fold(each), ("", "")), usual) for each in names)
    total = sum(each.positions for each in choices)
    if total > MOST_IN_ALL:
        says = f"These programs have {total} positions together, and the picture has room for {MOST_IN_ALL}."
        raise UnfitLesson("positions", f"{says} Give some of them fewer.")
    return choices


def read_seed(text: str) -> int:
    """Read the number from which the others are drawn; none is the one of the sample.

    Raises:
        UnfitLesson: it is no such number.
    """
    try:
        return read_number("seed", text, SEEDS) or SAMPLE_SEED
    except InvalidValue as cause:
        says = f"The others cannot be drawn from “{shorten(text)}”."
        raise UnfitLesson("seed", f"{says} Type any whole number from {SEEDS[0]} to {SEEDS[-1]}.") from cause


def read_trial(text: str, programs: int) -> Trial | None:
    """Read a change of the list from an address: "swap", "turn", "without-2"; "" is none.

    Raises:
        UnfitLesson: it is none of these.
    """
    kind, _, number = text.partition("-")
    if not text:
        return None
    if text in {TrialKind.SWAP, TrialKind.TURN}:
        return Trial(TrialKind(text))
    if kind == TrialKind.WITHOUT and number in {str(each) for each in range(1, programs + 1)}:
        return Trial(TrialKind.WITHOUT, int(number) - 1)
    raise UnfitLesson("try", f"“{shorten(text)}” is nothing to be tried here. Choose one below, at the end.")


def write_trial(trial: Trial | None) -> str:
    """Return a change of the list as `read_trial` reads it."""
    if trial is None:
        return ""
    return f"{trial.kind}-{trial.program + 1}" if trial.kind is TrialKind.WITHOUT else trial.kind.value


def teach_match(choices: tuple[Choice, ...], seed: int, trial: Trial | None = None) -> Lesson:
    """Run the match on the user's list, or on the changed one that they try."""
    true = draw_market(choices, seed)
    market = true.handing_in(tried_list(true.lists[YOU], trial))
    lists, ranks, seats = market.lists, market.ranks, market.seats
    places = places_of(lists, ranks, seats)
    return Lesson(
        choices=choices,
        seed=seed,
        trial=trial,
        market=market,
        first=first_state(lists, seats),
        steps=steps_of_match(lists, ranks, seats),
        places=places,
        place=places[YOU],
        real_place=places_of(true.lists, ranks, seats)[YOU] if trial else places[YOU],
    )


def tried_list(mine: Sequence[int], trial: Trial | None) -> tuple[int, ...]:
    """Return a list with a change to try."""
    if trial is None:
        return tuple(mine)
    if trial.kind is TrialKind.SWAP:
        return (mine[1], mine[0], *mine[2:])
    if trial.kind is TrialKind.TURN:
        return tuple(reversed(mine))
    return tuple(each for each in mine if each != trial.program)


def look_at_end(lesson: Lesson) -> Ending:
    """Return what is to be said of how a match ended."""
    market = lesson.market
    lists, ranks, seats = market.lists, market.ranks, market.seats
    reasons = tuple(
        Reason(
            program,
            YOU in ranks[program],
            tuple(each for each, place in enumerate(lesson.places) if place == program),
            can_be_had(program, lists, ranks, seats, YOU),
        )
        for program in wanted_more(lists[YOU], lesson.place)
    )
    is_short = len(lesson.choices) <= _ALL_LISTS
    tries = try_other_lists(lists, ranks, seats, YOU) if is_short and not lesson.trial else None
    return Ending(reasons, len(find_blocking(lists, ranks, seats, lesson.places)), tries)


def draw_market(choices: Sequence[Choice], seed: int) -> SmallMarket:
    """Draw as many other applicants as there are positions.

    What is drawn for a program hangs on its name and the seed alone: whoever reorders their list meets the
    same others.
    """
    programs = [fold(each.program) for each in choices]
    others = range(1, 1 + min(len(_OTHERS), sum(each.positions for each in choices)))
    theirs = {each: _list_of(seed, each, programs) for each in others}
    ranks = tuple(
        _ranks_of(seed, name, each, [who for who in others if place in theirs[who]])
        for place, (name, each) in enumerate(zip(programs, choices, strict=True))
    )
    return SmallMarket(
        applicants=("You", *_OTHERS[: len(others)]),
        programs=tuple(each.program for each in choices),
        lists=(tuple(range(len(choices))), *theirs.values()),
        ranks=ranks,
        seats=tuple(each.positions for each in choices),
    )


def programs_in_record(store: Store) -> tuple[str, ...]:
    """Return programs of the record to begin with: where the name is known, then those with a note."""
    with store.reading() as reading:
        names = [each.program for each in known_at(reading)]
        names += [each.program for each in reading.all(ProgramNote)]
    fit = {fold(each): each for each in reversed(names) if each and len(each) <= LONGEST_NAME}
    return tuple(reversed(fit.values()))[:MOST]


def _refuse_names(names: Sequence[str]) -> None:
    for line, name in enumerate(names, 1):
        if len(name) > LONGEST_NAME:
            says = f"Line {line} is {len(name):,} characters long; a name has at most {LONGEST_NAME} here."
            raise UnfitLesson("programs", f"{says} Write one program a line, and shorten its name.")
        if not any(each.isalnum() for each in name):
            raise UnfitLesson("programs", f"Line {line}, “{name}”, has no letter. Write a program’s name.")
    if len(names) > MOST:
        says = f"These are {len(names):,} programs, and the picture has room for {MOST}."
        raise UnfitLesson("programs", f"{says} Keep the first {MOST}: the rest would go the same way.")
    if len(names) < FEWEST:
        says = "One program is" if names else "Without a program there is"
        tail = " no list to walk down." if names else " nothing to show."
        raise UnfitLesson(
            "programs", f"{says}{tail} Write at least {FEWEST}, one a line, your first choice first."
        )
    seen: dict[str, int] = {}
    for line, name in enumerate(names, 1):
        if (first := seen.setdefault(fold(name), line)) != line:
            says = f"“{name}” stands there twice, as number {first} and as number {line}."
            raise UnfitLesson(
                "programs", f"{says} A rank order list holds a program once; remove one of them."
            )


def _choice(name: str, standing: str, positions: str, usual: int) -> Choice:
    if standing and standing not in set(Standing):
        says = f"Where {name} might rank you: “{shorten(standing)}” is no answer."
        raise UnfitLesson("standing", f"{says} Choose one from the list.")
    try:
        number = read_number("positions", positions, range(1, MOST_POSITIONS + 1)) or usual
    except InvalidValue as cause:
        says = f"“{shorten(positions)}” positions at {name} cannot be shown."
        raise UnfitLesson("positions", f"{says} Type a whole number from 1 to {MOST_POSITIONS}.") from cause
    return Choice(name, Standing(standing) if standing else Standing.DRAWN, number)


def _list_of(seed: int, who: int, programs: Sequence[str]) -> tuple[int, ...]:
    """Draw an invented applicant's list: programs that many like come early, and not for everybody."""
    liked = {
        place: _draw(seed, "liked", name) + _NOISE * _draw(seed, "likes", who, name)
        for place, name in enumerate(programs)
    }
    most = min(len(programs), _LONGEST_OF_OTHERS)
    length = FEWEST + int(_draw(seed, "length", who) * (most - FEWEST + 1))
    return tuple(sorted(liked, key=lambda each: (-liked[each], each))[:length])


def _ranks_of(seed: int, name: str, choice: Choice, others: Sequence[int]) -> tuple[int, ...]:
    """Draw an invented program's list of those who rank it, and put the user where they suppose."""
    kept = [each for each in others if _draw(seed, "off", name, each) >= _LEFT_OFF]
    worth = {each: _draw(seed, "worth", each) + _NOISE * _draw(seed, "ranks", name, each) for each in kept}
    order = sorted(kept, key=lambda each: (-worth[each], each))
    if choice.standing is Standing.NEVER:
        return tuple(order)
    shares = {Standing.TOP: 0.0, Standing.MIDDLE: 0.5, Standing.LOW: 1.0}
    share = shares.get(choice.standing, _draw(seed, "you", name))
    order.insert(round(share * len(order)), YOU)
    return tuple(order)


def _draw(seed: int, *about: object) -> float:
    """Draw a number from 0 to 1 that is the same for the same question on every machine."""
    digest = blake2b(repr((seed, *about)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64

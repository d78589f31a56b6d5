"""What ties and actions are associated with, by published studies, and our cautious reading in log-odds."""

import importlib.resources
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import TypedDict, cast

from hallway.domain.programs import TieKind
from hallway.facts.figures import Confidence, Sourced, read_rows, sourced, sources


class Stage(StrEnum):
    """What an effect is about."""

    INTERVIEW = "interview"  # an offer from that program
    RANK = "rank"  # ranked there to match, given an interview
    ANYWHERE = "anywhere"  # matching at all: for checking only


@dataclass(frozen=True, slots=True)
class Shift:
    """A shift of log-odds: about the 5th, 50th and 95th percentile."""

    low: float
    central: float
    high: float


@dataclass(frozen=True, slots=True)
class TieEffect:
    """What a tie is worth at one stage; `is_unknown` where nobody measured it, and `shift` is then a belief.

    `shift` is None where there is not even a belief, and for a gate, which multiplies: without it the chance
    lies within `without`.
    """

    id: str
    tie: TieKind | None
    stage: Stage
    says: str
    shift: Shift | None
    is_unknown: bool
    is_gate: bool
    without: tuple[float, float] | None
    strength: str
    published: str
    confounders: str
    studies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Joint:
    """How ties to one program are taken together.

    `most` caps the sum of their log-odds; `inflated` bounds one factor shared by all; `img_low` is the part
    of the low end that holds for international graduates. Up to `few_signals` in a season a signal shifts the
    odds, from `many_signals` on it is a gate; between them nobody measured it.
    """

    most: float
    inflated: tuple[float, float]
    img_low: float
    few_signals: int
    many_signals: int
    says: str


@dataclass(frozen=True, slots=True)
class Study:
    """One finding as it was printed; its numbers stay text: many are ranges or words, none is used."""

    id: str
    action: str
    outcome: str
    people: str
    specialties: tuple[str, ...]
    measure: str
    with_it: str
    without_it: str
    effect: str
    low: str
    high: str
    n: str


class _EffectRow(TypedDict, total=False):
    id: str
    tie: str
    stage: str
    says: str
    low: float
    central: float
    high: float
    unknown: bool
    gate: bool
    without: list[float]
    strength: str
    published: str
    confounders: str
    studies: list[str]


class _Joint(TypedDict):
    most: float
    inflated: list[float]
    img_low: float
    few_signals: int
    many_signals: int
    says: str


class _Warning(TypedDict):
    id: str
    says: str


class _Ties(TypedDict):
    source: str
    year: str
    joint: _Joint
    effect: list[_EffectRow]
    warning: list[_Warning]


@cache
def tie_effects() -> Mapping[str, Sourced[TieEffect]]:
    """Return every effect by its id."""
    ties = _ties()
    source = sources()[ties["source"]]
    return MappingProxyType(
        {
            row["id"]: Sourced(
                _effect(row), source.cited, ties["year"], Confidence.OURS, row["published"], source.url
            )
            for row in ties["effect"]
        }
    )


def effects_of(tie: TieKind, stage: Stage) -> tuple[Sourced[TieEffect], ...]:
    """Return what a tie is worth at a stage; several where it depends, as on how many signals there are."""
    return tuple(
        each for each in tie_effects().values() if each.value.tie is tie and each.value.stage is stage
    )


@cache
def joint_rules() -> Joint:
    """Return how ties to one program are taken together."""
    row = _ties()["joint"]
    low, high = row["inflated"]
    return Joint(
        row["most"], (low, high), row["img_low"], row["few_signals"], row["many_signals"], row["says"]
    )


@cache
def warnings() -> tuple[str, ...]:
    """Return what must be said wherever an effect is shown."""
    return tuple(each["says"] for each in _ties()["warning"])


@cache
def studies() -> Mapping[str, Sourced[Study]]:
    """Return every finding by its id, those too that contradict the others or found nothing."""
    return MappingProxyType({row["id"]: sourced(_study(row), row) for row in read_rows("studies.csv")})


def studies_of(effect: TieEffect) -> tuple[Sourced[Study], ...]:
    """Return the findings that an effect was judged from."""
    return tuple(studies()[each] for each in effect.studies)


@cache
def _ties() -> _Ties:
    text = (importlib.resources.files("hallway.facts") / "data" / "ties.toml").read_text("utf-8")
    return cast("_Ties", tomllib.loads(text))


def _effect(row: _EffectRow) -> TieEffect:
    shift = Shift(row["low"], row["central"], row["high"]) if "central" in row else None
    return TieEffect(
        row["id"],
        TieKind(row["tie"]) if "tie" in row else None,
        Stage(row["stage"]),
        row["says"],
        shift,
        row.get("unknown", False),
        row.get("gate", False),
        _pair(row["without"]) if "without" in row else None,
        row["strength"],
        row["published"],
        row["confounders"],
        tuple(row["studies"]),
    )


def _pair(numbers: Sequence[float]) -> tuple[float, float]:
    low, high = numbers
    return low, high


def _study(row: Mapping[str, str]) -> Study:
    return Study(
        row["id"],
        row["action"],
        row["outcome"],
        row["people"],
        tuple(row["specialties"].split("|")),
        row["measure"],
        row["with"],
        row["without"],
        row["effect"],
        row["low"],
        row["high"],
        row["n"],
    )

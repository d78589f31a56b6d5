"""What no published figure tells, and what we take instead: packaged, each with its reason and source."""

import importlib.resources
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

from hallway.domain.programs import FactKind, TieKind
from hallway.facts.evidence import Shift

Pair: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a number is taken, whence, and of which year."""

    says: str
    source: str
    year: str


@dataclass(frozen=True, slots=True)
class ByType:
    """A number by applicant type; `sd` is that of its logarithm."""

    value: Mapping[str, float]
    sd: float
    reason: Reason
    reach: float = 1.0
    known: float = 0.0


@dataclass(frozen=True, slots=True)
class Years:
    """What a year since graduation costs, and how many years applicants usually have behind them."""

    each: Shift
    middle: float
    spread: float
    most: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class Attempts:
    """What a failed attempt costs, how many count, and how many applicants failed once."""

    each: Shift
    most: int
    failed: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class Publications:
    """From how many publications on they count, and how many applicants have so many."""

    from_: int
    usual: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class Kinds:
    """What the kind of institution does to an IMG's odds, and how much of it holds in which case."""

    odds: float
    part: Pair
    sure: Pair
    elsewhere: Pair
    reason: Reason


@dataclass(frozen=True, slots=True)
class Part:
    """How much of an effect holds for one application, drawn evenly between two ends."""

    part: Pair
    reason: Reason


@dataclass(frozen=True, slots=True)
class Share:
    """How a program's own share of IMGs counts."""

    part: Pair
    residents: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Size:
    """How the number of positions counts."""

    part: Pair
    middle: float
    ranks: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class SignalsOnly:
    """Which part of a chance is left without a signal where only those who signaled are interviewed."""

    yes: Pair
    mostly: Pair
    reason: Reason


@dataclass(frozen=True, slots=True)
class Association:
    """What a tie goes along with, as log-odds: for prediction only, never for what an action adds."""

    interview: Shift
    rank: Shift | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class Judgments:
    """All of them."""

    applications: ByType
    mix: ByType
    rest: ByType
    link_sd: float
    link_reason: Reason
    links: tuple[float, ...]
    bends: tuple[float, ...]
    bend_reason: Reason
    attempts: Attempts
    years: Years
    graduate: Part  # of the gap to seniors that holds where the score is known
    publications: Publications
    kinds: Kinds
    state: Part
    share: Share
    size: Size
    signals_only: SignalsOnly
    ties: Mapping[TieKind, Association]
    asking: Mapping[FactKind, float]  # how far facts of a program may put its chance off
    asking_reason: Reason


@cache
def judgments() -> Judgments:
    """Return the packaged judgments."""
    text = (importlib.resources.files("hallway.smartpick") / "data" / "judgments.toml").read_text("utf-8")
    tree: dict[str, Any] = tomllib.loads(text)
    assumption, profile, program = tree["assumption"], tree["profile"], tree["program"]
    years, attempts, publications = profile["years"], profile["attempts"], profile["publications"]
    kind, share, size = program["kind"], program["share"], program["size"]
    return Judgments(
        applications=_by_type(assumption["applications"]),
        mix=_by_type(assumption["mix"]),
        rest=_by_type(assumption["rest"]),
        link_sd=assumption["link"]["sd"],
        link_reason=_reason(assumption["link"]),
        links=tuple(assumption["link"]["choices"]),
        bends=tuple(assumption["bend"]["choices"]),
        bend_reason=_reason(assumption["bend"]),
        attempts=Attempts(Shift(*attempts["each"]), attempts["most"], attempts["failed"], _reason(attempts)),
        years=Years(Shift(*years["each"]), years["middle"], years["spread"], years["most"], _reason(years)),
        graduate=Part(_pair(profile["graduate"]["part"]), _reason(profile["graduate"])),
        publications=Publications(publications["from"], publications["usual"], _reason(publications)),
        kinds=Kinds(
            kind["odds"], _pair(kind["part"]), _pair(kind["sure"]), _pair(kind["elsewhere"]), _reason(kind)
        ),
        state=Part(_pair(program["state"]["part"]), _reason(program["state"])),
        share=Share(_pair(share["part"]), share["residents"], _reason(share)),
        size=Size(_pair(size["part"]), size["middle"], size["ranks"], _reason(size)),
        signals_only=SignalsOnly(
            _pair(program["signals_only"]["yes"]),
            _pair(program["signals_only"]["mostly"]),
            _reason(program["signals_only"]),
        ),
        ties={TieKind(name): _association(row) for name, row in tree["tie"].items()},
        asking={FactKind(name): value for name, value in tree["asking"]["weight"].items()},
        asking_reason=_reason(tree["asking"]),
    )


def _reason(row: Mapping[str, Any]) -> Reason:
    return Reason(row["says"], row["source"], row["year"])


def _pair(row: list[float]) -> Pair:
    low, high = row
    return low, high


def _by_type(row: Mapping[str, Any]) -> ByType:
    return ByType(row["value"], row["sd"], _reason(row), row.get("reach", 1.0), row.get("known", 0.0))


def _association(row: Mapping[str, Any]) -> Association:
    rank = Shift(*row["rank"]) if "rank" in row else None
    return Association(Shift(*row["interview"]), rank, _reason(row))

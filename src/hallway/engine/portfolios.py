"""A list of applications as a problem: what may be done at each unit, its chances, and what it may cost.

Given the latent quality at a node, units answer independently, so for a choice of options x in {0, 1}, at
most one for each unit, with a = -ln(1 - chance):

    value(x) = sum over levels t of (v_t - v_t+1) * [1 - sum over nodes q of w_q exp(-A_tq)]
    A_tq = sum of a_oq x_o over the options o whose level is at most t

which is concave in the relaxed choice. One level of value 1 is the chance to match.
"""

from dataclasses import dataclass
from math import inf

import numpy as np
import numpy.typing as npt

Doubles = npt.NDArray[np.float64]
Longs = npt.NDArray[np.int64]


SLACK = 1e-9
"""By which part of itself a sum may exceed its limit, as sums of fractions round."""


class InvalidPortfolio(ValueError):
    """Arrays that do not belong together, or hold what cannot be meant."""


@dataclass(frozen=True, slots=True)
class Options:
    """What may be done, in the order in which equals are taken.

    Args:
        unit: (options,) 0..units-1; at most one option of a unit is chosen.
        chance: (options, nodes) in [0, 1]: of matching there, were it the only one, given the node.
        level: (options,) index into `values` of the portfolio; 0 is liked best.
    """

    unit: Longs
    chance: Doubles
    level: Longs


@dataclass(frozen=True, slots=True)
class Limit:
    """One linear limit: least <= sum of `uses` of the chosen options <= most."""

    name: str
    uses: Doubles  # (options,), >= 0
    least: float = 0.0
    most: float = inf


@dataclass(frozen=True, slots=True)
class Fees:
    """What applications cost: each group (specialty) has its own count, that starts at `already`.

    Args:
        group: (options,) index of the group; -1 for options that cost no fee (already paid).
        tiers: (applications in the tier, dollars for each), from the first on; the last is endless (inf).
            Prices do not fall.
        already: (groups,) applications paid before.
        extra: (options,) dollars beside the fee, >= 0.
        budget: dollars, or inf.
    """

    group: Longs
    tiers: tuple[tuple[float, float], ...]
    already: tuple[int, ...]
    extra: Doubles
    budget: float = inf


@dataclass(frozen=True, slots=True)
class Portfolio:
    """A whole problem; `values` (levels,) fall strictly and are > 0; `weights` (nodes,) sum to 1."""

    weights: Doubles
    values: Doubles
    options: Options
    limits: tuple[Limit, ...]
    fees: Fees


@dataclass(frozen=True, slots=True)
class Choice:
    """A feasible list with its certificate: no feasible list has a value above `upper_bound`.

    `chosen` are option numbers, ascending. `greedy` is the value of the greedy list alone.
    """

    chosen: tuple[int, ...]
    value: float
    upper_bound: float
    cost: float
    greedy: float

    @property
    def gap(self) -> float:
        """Return how far the value may be from the best, as a part of the bound."""
        return max(0.0, self.upper_bound - self.value) / self.upper_bound if self.upper_bound > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Binding:
    """A limit that cannot be kept beside the others, and by how much it would have to give way."""

    name: str
    by: float


class Infeasible(ValueError):
    """No list keeps all limits; any one of `bindings`, moved so far, would let one."""

    def __init__(self, bindings: tuple[Binding, ...]) -> None:
        super().__init__(", ".join(f"{each.name} by {each.by:g}" for each in bindings))
        self.bindings = bindings


def check(portfolio: Portfolio) -> None:
    """Refuse what cannot be meant.

    Raises:
        InvalidPortfolio: shapes differ, a chance is not in 0..1, values do not fall, prices fall...
    """
    options, fees = portfolio.options, portfolio.fees
    count, nodes = len(options.unit), len(portfolio.weights)
    _check_options(portfolio, count, nodes)
    for limit in portfolio.limits:
        if limit.uses.shape != (count,) or not (np.isfinite(limit.uses) & (limit.uses >= 0)).all():
            raise InvalidPortfolio(
                f"limit {limit.name}: one finite use of 0 or more for each option is needed"
            )
        if not (0 <= limit.least < inf and limit.most >= 0):
            raise InvalidPortfolio(f"limit {limit.name}: its ends are numbers of 0 or more")
    if fees.group.shape != (count,) or fees.extra.shape != (count,):
        raise InvalidPortfolio("fees: one group and one extra for each option are needed")
    if not (np.isfinite(fees.extra) & (fees.extra >= 0)).all() or not fees.budget >= 0:
        raise InvalidPortfolio("fees: extras and the budget are dollars of 0 or more")
    if count and not (fees.group.min() >= -1 and fees.group.max() < len(fees.already)):
        raise InvalidPortfolio("fees: a group is named of which is not known what was paid")
    _check_tiers(fees)


def _check_options(portfolio: Portfolio, count: int, nodes: int) -> None:
    options, weights, values = portfolio.options, portfolio.weights, portfolio.values
    if options.chance.shape != (count, nodes) or options.level.shape != (count,):
        raise InvalidPortfolio("options: unit, chance and level differ in shape")
    if not ((options.chance >= 0) & (options.chance <= 1)).all():
        raise InvalidPortfolio("options: a chance is a number from 0 to 1")
    if weights.ndim != 1 or not (weights >= 0).all() or not abs(float(weights.sum()) - 1) <= SLACK:
        raise InvalidPortfolio("weights: numbers of 0 or more that sum to 1 are needed")
    if not len(values) or not np.isfinite(values).all() or not (values > 0).all():
        raise InvalidPortfolio("values: at least one level is needed, each above 0")
    if (np.diff(values) >= 0).any():
        raise InvalidPortfolio("values: each level is worth less than the one before")
    if count and not (
        options.unit.min() >= 0 and 0 <= options.level.min() <= options.level.max() < len(values)
    ):
        raise InvalidPortfolio("options: a unit or level is named that is not there")


def _check_tiers(fees: Fees) -> None:
    if not fees.already:
        return
    if min(fees.already) < 0:
        raise InvalidPortfolio("fees: nobody has sent fewer than no applications")
    if not fees.tiers or fees.tiers[-1][0] != inf:
        raise InvalidPortfolio("fees: the last tier must be endless")
    before = 0.0
    for place, (size, price) in enumerate(fees.tiers):
        if not size > 0 or (place < len(fees.tiers) - 1 and size != round(size)):
            raise InvalidPortfolio("fees: a tier holds a whole number of applications")
        if not before <= price < inf:
            raise InvalidPortfolio("fees: prices are dollars that do not fall from tier to tier")
        before = price

"""What is known of every specialty, to guess from: how many ranking it hold a place, and what US MDs hold."""

from collections.abc import Mapping
from math import exp

import numpy as np
import numpy.typing as npt

from tools.odds_figures import Published, logit

Floats = npt.NDArray[np.float64]
AS_MANY = 8.0
"""People by whom a share is drawn to what is usual: shares lie 0.7 log-odds apart, our estimate."""
RANKED = 20  # people behind a share, to learn from it what is usual
FEW_PROGRAMS = 30
"""Programs below which a specialty is ranked beside others, and lists of it say nothing by their length."""
LEAST, MOST = -2.0, 2.5  # log-odds beyond which nothing is told apart
_HELD_CENTER = {"non-us-img": -0.5, "us-img": -0.5, "us-md": 1.5, "us-do": 1.5}
_MD_CENTER = 0.8


def predictors_of(published: Published, kind: str) -> Mapping[str, Floats]:
    """Return 1, the share of those ranking a specialty who hold a place, and the share that US MDs hold.

    Shares are log-odds, less their middle. Where few rank a specialty, or nobody tells how many, the first is
    what is usual where US MDs hold as many places.
    """
    share = {each: _within(logit(value)) - _MD_CENTER for each, value in published.md_share.items()}
    known = {
        specialty: (held, ranking)
        for specialty in published.specialties
        for held, ranking in [published.filled.get((specialty, kind), (0.0, None))]
        if ranking is not None and ranking >= held
    }
    usual = _usual(published, share, known, _HELD_CENTER[kind])
    rows = {}
    for specialty in published.specialties:
        middle = 1 / (1 + exp(-usual[specialty]))
        held, ranking = known.get(specialty, (0.0, 0.0))
        seen = _within(logit((held + AS_MANY * middle) / (ranking + AS_MANY)))
        rows[specialty] = np.array([1.0, seen - _HELD_CENTER[kind], share[specialty]])
    return rows


def _usual(
    published: Published, share: Mapping[str, float], known: Mapping[str, tuple[float, float]], center: float
) -> Mapping[str, float]:
    """Return the log-odds to hold a place that are usual at each specialty's share of US MDs."""
    enough = [
        specialty
        for specialty, (_, ranking) in known.items()
        if ranking >= RANKED and published.programs[specialty] >= FEW_PROGRAMS
    ]
    if len({share[each] for each in enough}) < 2:  # noqa: PLR2004 - a line needs two points
        return dict.fromkeys(share, center)
    held = [logit((known[each][0] + 1) / (known[each][1] + 2)) for each in enough]
    slope, level = np.polyfit([share[each] for each in enough], held, 1)
    return {each: _within(float(level + slope * value)) for each, value in share.items()}


def _within(value: float) -> float:
    return float(np.clip(value, LEAST, MOST))

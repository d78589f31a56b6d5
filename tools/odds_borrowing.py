"""Say what a specialty without figures is likely to show, from those that have some: empirical Bayes.

Each target (a match rate, a list length ...) is a normal regression on a few predictors that are known of
every specialty, with a spread of its own between specialties. A specialty with figures is drawn towards the
line as far as its figures are weak; one without stands on the line, with the whole spread as its error.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
SPREADS = np.arange(0.05, 1.55, 0.05)


@dataclass(frozen=True, slots=True)
class Seen:
    """A figure of one specialty on the scale of the regression, and its standard error."""

    value: float
    error: float


@dataclass(frozen=True, slots=True)
class Line:
    """A fitted regression: coefficients with their covariance, and the spread between specialties."""

    coefficients: Floats
    covariance: Floats
    spread: float

    def expect(self, predictors: Floats) -> Seen:
        """Return what a specialty without figures is likely to show."""
        value = float(predictors @ self.coefficients)
        variance = float(predictors @ self.covariance @ predictors) + self.spread**2
        return Seen(value, variance**0.5)


def fit_line(
    seen: Mapping[str, Seen], predictors: Mapping[str, Floats], *, scale: float, unit: float = 1
) -> Line:
    """Fit the line; the spread is averaged over its posterior on a grid.

    Args:
        seen: figures by specialty.
        predictors: rows that begin with 1, the rest centered; in the same order for all.
        scale: standard deviation expected of a coefficient, in units of the target.
        unit: what a spread of 1 is in units of the target (for score points, say, 10).
    """
    names = sorted(seen)
    rows = np.array([predictors[each] for each in names])
    values = np.array([seen[each].value for each in names])
    errors = np.array([seen[each].error for each in names])
    prior = np.full(rows.shape[1], 1 / scale**2)
    prior[0] = 1 / (100 * unit) ** 2
    fits, weights = [], []
    for spread in SPREADS * unit:
        variance = errors**2 + spread**2
        precision = rows.T @ (rows / variance[:, None]) + np.diag(prior)
        covariance = np.linalg.inv(precision)
        coefficients = covariance @ (rows.T @ (values / variance))
        rest = values - rows @ coefficients
        # Marginal likelihood of the spread; a half-normal prior keeps few specialties from extremes.
        fit = -0.5 * (np.log(variance).sum() + (rest**2 / variance).sum() + (prior * coefficients**2).sum())
        fit += 0.5 * np.linalg.slogdet(covariance)[1] - 0.5 * (spread / unit) ** 2
        fits.append((coefficients, covariance, spread))
        weights.append(fit)
    weight = np.exp(np.array(weights) - max(weights))
    weight /= weight.sum()
    coefficients = np.einsum("k,ki->i", weight, np.array([each[0] for each in fits]))
    covariance = np.einsum("k,kij->ij", weight, np.array([each[1] for each in fits]))
    spread = float((weight @ np.array([each[2] for each in fits]) ** 2) ** 0.5)
    return Line(coefficients, covariance, spread)


def shrink(figure: Seen | None, expected: Seen) -> Seen:
    """Join a figure with what its specialty was expected to show, each by its precision."""
    if figure is None:
        return expected
    own, line = figure.error**-2, expected.error**-2
    return Seen((own * figure.value + line * expected.value) / (own + line), (own + line) ** -0.5)

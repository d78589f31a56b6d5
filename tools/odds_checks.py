"""How well the calibrated odds say what was published, of what they have seen and of what was held out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import comb, exp, sqrt

import numpy as np
import numpy.typing as npt

from hallway.engine.cohorts import figures_of, matched_by_score
from tools.odds_borrowing import Seen
from tools.odds_figures import CellFigures, Published, logit
from tools.odds_fitting import Fit, cohort_of, fit_cohort
from tools.odds_model import Model, assumed_for
from tools.odds_targets import Key, Wanted, band_middle, band_scores, filled_bands, rate_of, wanted_of

Floats = npt.NDArray[np.float64]
DRAWS = 200
ENOUGH_PEOPLE, ENOUGH_LISTS, ENOUGH_SCORES = 100, 30, 50
LOW, HIGH = 0.1, 0.9
MISSED = 0.2  # what an 80 % range may miss


@dataclass(frozen=True, slots=True)
class Check:
    """One published figure beside the model's, with the range that counts as met."""

    key: Key
    figure: str
    people: int
    published: float
    model: float
    low: float
    high: float
    wanted: bool  # whether a tolerance was set for it; else it is shown only

    @property
    def met(self) -> bool:
        """Whether the model lies within the tolerance."""
        return self.low <= self.model <= self.high

    @property
    def miss(self) -> float:
        """Return by how much the model lies outside."""
        return max(self.low - self.model, self.model - self.high, 0.0)


@dataclass(frozen=True, slots=True)
class Guess:
    """An 80 % range for the match rate of a specialty, beside the published one."""

    key: Key
    people: int
    published: float
    low: float
    middle: float
    high: float

    @property
    def score(self) -> float:
        """Return the interval score: the width, and ten times what the truth lies outside; less is better."""
        outside = max(self.low - self.published, self.published - self.high, 0.0)
        return self.high - self.low + 2 / MISSED * outside


def checks_of(published: Published, wanted: Mapping[Key, Wanted], fits: Mapping[Key, Fit]) -> Iterator[Check]:
    """Yield every target beside the model."""
    for key, figures in sorted(published.cells.items()):
        fit = fits[key]
        if figures.bands:
            yield from _band_checks(key, figures, wanted[key], fit)
        else:
            yield from _outcome_checks(key, figures, wanted[key], fit)


def _outcome_checks(key: Key, figures: CellFigures, wanted: Wanted, fit: Fit) -> Iterator[Check]:
    matched, unmatched = figures.matched or 0, figures.unmatched or 0
    people = matched + unmatched
    rate = matched / people
    low, high = (rate - 0.02, rate + 0.02) if people >= ENOUGH_PEOPLE else binomial_range(matched, people)
    yield Check(key, "match rate", people, rate, fit.figures.matched, low, high, wanted=True)
    both = figures.ranks_matched is not None and figures.ranks_unmatched is not None
    enough = both and min(matched, unmatched) >= ENOUGH_LISTS
    for name, mean, model in (
        ("ranks, matched", figures.ranks_matched, fit.figures.ranks_matched),
        ("ranks, not matched", figures.ranks_unmatched, fit.figures.ranks_unmatched),
    ):
        if mean is not None:
            yield Check(key, name, mean.n, mean.mean, model, mean.mean * 0.9, mean.mean * 1.1, wanted=enough)
    good, bad = figures.score_matched, figures.score_unmatched
    if good is not None and bad is not None:
        gap = good.mean - bad.mean
        model = (fit.figures.score_matched - fit.figures.score_unmatched) * wanted.scores.sd
        enough = min(good.n, bad.n) >= ENOUGH_SCORES
        yield Check(key, "Step 2 CK gap", min(good.n, bad.n), gap, model, gap - 2, gap + 2, wanted=enough)


def _band_checks(key: Key, figures: CellFigures, wanted: Wanted, fit: Fit) -> Iterator[Check]:
    seen = rate_of(figures)
    if seen is None:
        return
    people = sum(each.n for each in filled_bands(figures.bands))
    rate = 1 / (1 + exp(-seen.value))
    yield Check(key, "match rate", people, rate, fit.figures.matched, rate - 0.02, rate + 0.02, wanted=False)
    mean, sd, _ = band_scores(figures.bands)
    for each in figures.bands:
        if not each.n:
            continue
        z = (band_middle(each, mean, sd) - wanted.scores.mean.value) / wanted.scores.sd + fit.figures.score
        model = float(matched_by_score(fit.cohort, np.array([z]))[0])
        allowed = max(0.06, 2 * sqrt(each.rate * (1 - each.rate) / each.n))
        name = f"Step 2 CK {each.low or ''}-{each.high or ''}"
        enough = each.n >= ENOUGH_SCORES
        yield Check(
            key, name, each.n, each.rate, model, each.rate - allowed, each.rate + allowed, wanted=enough
        )


def binomial_range(count: int, people: int) -> tuple[float, float]:
    """Return the 80 % interval (Clopper and Pearson) of a share."""
    low = _solve(lambda p: 1 - _below(count - 1, people, p), 0.1) if count else 0.0
    high = _solve(lambda p: 1 - _below(count, people, p), 0.9) if count < people else 1.0
    return low, high


def _below(count: int, people: int, share: float) -> float:
    """Return the chance of at most `count` among `people`."""
    return sum(comb(people, k) * share**k * (1 - share) ** (people - k) for k in range(count + 1))


def _solve(rising: Callable[[float], float], level: float) -> float:
    low, high = 0.0, 1.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < level else (low, middle)
    return (low + high) / 2


# -------------------------------------------------------------------------------------------- held out


def guesses_of(
    published: Published, model: Model, fits: Mapping[Key, Fit], *, kind: str
) -> tuple[Sequence[Guess], Sequence[Guess], Sequence[Guess], Sequence[Check]]:
    """Return 80 % ranges of match rates: in the sample, held out, and by the baseline held out.

    The fourth are other figures of the held-out specialties, beside what the model said of them.
    """
    inside: list[Guess] = []
    outside: list[Guess] = []
    plain: list[Guess] = []
    others: list[Check] = []
    for number, (key, figures) in enumerate(sorted(published.cells.items())):
        seen = rate_of(figures)
        if key[1] != kind or seen is None:
            continue
        people = _people(figures)
        rate = _raw_rate(figures)
        inside.append(_guess(key, people, rate, _drawn(fits[key], model, key, number), number))
        wanted = wanted_of(published, without=(key,), slope=model.slope, usual=model.usual)[key]
        fit = fit_cohort(wanted.targets, assumed_for(published, model, key))
        outside.append(_guess(key, people, rate, _drawn(fit, model, key, number), number))
        plain.append(_guess(key, people, rate, _baseline(published, key, number), number))
        if figures.ranks_matched is not None:
            others.extend(_outcome_checks(key, figures, wanted, fit))
    return inside, outside, plain, others


def _people(figures: CellFigures) -> int:
    if figures.matched is not None:
        return figures.matched + (figures.unmatched or 0)
    return sum(each.n for each in filled_bands(figures.bands))


def _raw_rate(figures: CellFigures) -> float:
    if figures.matched is not None:
        return figures.matched / (figures.matched + (figures.unmatched or 0))
    bands = filled_bands(figures.bands)
    return sum(each.n * each.rate for each in bands) / sum(each.n for each in bands)


def _drawn(fit: Fit, model: Model, key: Key, number: int) -> Floats:
    """Return match rates of cohorts drawn from a fit."""
    generator = np.random.Generator(np.random.Philox(key=[model.draw_key, number]))
    normal = generator.standard_normal((DRAWS, 4))
    root = np.linalg.cholesky(fit.covariance)
    assumed = model.assumed[key]
    return np.array([figures_of(cohort_of(fit.values + root @ each, assumed)).matched for each in normal])


def _baseline(published: Published, key: Key, number: int) -> Floats:
    """Return the pooled rate of the type's other specialties, spread as far as they lie apart."""
    others = [each for other, each in published.cells.items() if other[1] == key[1] and other != key]
    rates = [rate_of(each) for each in others]
    seen = [each for each in rates if each is not None]
    people = np.array([_people(each) for each in others], np.float64)
    pooled = float(people @ np.array([_raw_rate(each) for each in others]) / people.sum())
    apart = np.array([each.value for each in seen]) - logit(pooled)
    noise = np.array([each.error**2 for each in seen])
    spread = sqrt(max(float((apart**2 - noise).mean()), 0.01))
    generator = np.random.Generator(np.random.Philox(key=[7, number]))
    drawn: Floats = 1 / (1 + np.exp(-(logit(pooled) + spread * generator.standard_normal(DRAWS))))
    return drawn


def _guess(key: Key, people: int, rate: float, drawn: Floats, number: int) -> Guess:
    """Return the range of a rate among so many people: what is not known of it, and chance."""
    generator = np.random.Generator(np.random.Philox(key=[11, number]))
    counts = generator.binomial(people, np.repeat(np.clip(drawn, 0, 1), 20))
    low, middle, high = (float(each) for each in np.quantile(counts / people, (LOW, 0.5, HIGH)))
    return Guess(key, people, rate, low, middle, high)


def borrowed_of(
    wanted: Mapping[Key, Wanted], fits: Mapping[Key, Fit], model: Model
) -> Mapping[Key, tuple[float, float, float]]:
    """Return 80 % ranges of the match rate wherever nothing was published: low, middle, high."""
    answer: dict[Key, tuple[float, float, float]] = {}
    for number, key in enumerate(sorted(wanted)):
        if wanted[key].borrowed:
            rates = _drawn(fits[key], model, key, number)
            low, middle, high = (float(each) for each in np.quantile(rates, (LOW, 0.5, HIGH)))
            answer[key] = (low, middle, high)
    return answer


def pooled_lists(published: Published, fits: Mapping[Key, Fit], kind: str) -> tuple[float, float, float]:
    """Return the model's match rate and list lengths over all specialties, by how many rank each."""
    weights = {
        each: published.filled.get((each, kind), (0.0, None))[1] or 0.0 for each in published.specialties
    }
    matched = unmatched = long = short = 0.0
    for specialty, people in weights.items():
        figures = fits[specialty, kind].figures
        matched += people * figures.matched
        unmatched += people * (1 - figures.matched)
        long += people * figures.matched * figures.ranks_matched
        short += people * (1 - figures.matched) * figures.ranks_unmatched
    return matched / (matched + unmatched), long / matched, short / unmatched


def spread_of(seen: Sequence[float]) -> Seen:
    """Return the mean and standard deviation of numbers, as what one more of them is likely to be."""
    values = np.array(seen)
    return Seen(float(values.mean()), max(float(values.std()), 0.1))

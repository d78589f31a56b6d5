"""What an applicant's own facts add to their strength; the unknown is drawn, so that it widens the range."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hallway.engine.cohorts import score_term
from hallway.facts.evidence import Shift, tie_effects
from hallway.facts.figures import ApplicantType
from hallway.smartpick.drawing import between, evenly, normals, split_normal
from hallway.smartpick.factors import Factor, Term, range_of_draws
from hallway.smartpick.parameters import Cell, Parameters
from hallway.smartpick.profiles import Profile

Doubles = npt.NDArray[np.float64]

SCORE, ATTEMPTS, YEARS, VISA, PUBLICATIONS = (
    "Step 2 CK",
    "attempts at a Step",
    "years since graduation",
    "visa",
    "publications",
)
"""What a profile may leave unknown, as it is called."""


@dataclass(frozen=True, slots=True)
class Person:
    """The applicant in each draw: what is known is the same in all."""

    scores: Mapping[str, Doubles]  # Step 2 CK by specialty; unknown: drawn from who applies there
    attempts: Doubles
    years: Doubles
    needs_visa: npt.NDArray[np.bool_]
    terms: tuple[Term, ...]  # that hold in all specialties
    unknown: tuple[str, ...]


def draw_person(profile: Profile, cells: Iterable[Cell], parameters: Parameters) -> Person:
    """Return the applicant in each draw."""
    draws = parameters.draws
    unknown = [
        name
        for name, value in (
            (SCORE, profile.step2),
            (ATTEMPTS, profile.attempts),
            (YEARS, profile.years_since),
            (VISA, profile.visa),
            (PUBLICATIONS, profile.publications),
        )
        if value is None and not (name == VISA and profile.type is not ApplicantType.NON_US_IMG)
    ]
    attempts, years = _attempts(profile, parameters), _years(profile, parameters)
    visa = _needs_visa(profile, parameters)
    terms = [_attempts_term(profile, attempts, parameters)]
    if profile.is_img:
        terms.append(_years_term(profile, years, parameters))
    elif profile.years_since:
        terms.append(_graduate_term(profile, parameters))
    if profile.type is ApplicantType.NON_US_IMG:
        terms.append(_visa_term(profile, visa, parameters))
    terms.append(_publications_term(profile, parameters))
    return Person(
        scores={each.specialty: _scores(profile, each, draws) for each in cells},
        attempts=attempts,
        years=years,
        needs_visa=visa,
        terms=tuple(terms),
        unknown=tuple(unknown),
    )


def score_factor(
    profile: Profile, cell: Cell, slope: Doubles, parameters: Parameters
) -> tuple[Doubles, Factor]:
    """Return what the score adds in one specialty, and the factor that says so."""
    draws = parameters.draws
    if profile.step2 is None:
        added = slope * score_term(normals("unknown score", draws), parameters.bend)
        value = "unknown"
    else:
        middle = cell.score_mean + cell.score_error * normals("score level", draws)
        added = slope * score_term((profile.step2 - middle) / cell.score_sd, parameters.bend)
        value = f"{profile.step2}, where those who apply have {cell.score_mean:.0f} on average"
    return added, Factor(SCORE, value, range_of_draws(added), cell.source, cell.year, borrowed=cell.borrowed)


def _scores(profile: Profile, cell: Cell, draws: int) -> Doubles:
    if profile.step2 is not None:
        return np.full(draws, float(profile.step2))
    return cell.score_mean + cell.score_sd * normals("unknown score", draws)


def _attempts(profile: Profile, parameters: Parameters) -> Doubles:
    if profile.attempts is not None:
        return np.full(parameters.draws, float(profile.attempts))
    failed = evenly("unknown attempts", parameters.draws) < parameters.judgments.attempts.failed
    return np.where(failed, 2.0, 1.0)


def _years(profile: Profile, parameters: Parameters) -> Doubles:
    if profile.years_since is not None:
        return np.full(parameters.draws, float(profile.years_since))
    if not profile.is_img:
        return np.zeros(parameters.draws)  # published figures are those of seniors
    judged = parameters.judgments.years
    return np.maximum(0.0, judged.middle + judged.spread * normals("unknown years", parameters.draws))


def _needs_visa(profile: Profile, parameters: Parameters) -> npt.NDArray[np.bool_]:
    if profile.visa is not None or profile.type is not ApplicantType.NON_US_IMG:
        return np.full(parameters.draws, profile.visa not in {None, "none"})
    return evenly("unknown visa", parameters.draws) < parameters.visa.parts["part_needed"]


def _attempts_term(profile: Profile, attempts: Doubles, parameters: Parameters) -> Term:
    judged = parameters.judgments.attempts
    each = split_normal("failed attempt", _not_above_zero(judged.each), parameters.draws)
    added = np.minimum(each, 0.0) * (np.minimum(attempts - 1, judged.most) - judged.failed)
    value = "unknown" if profile.attempts is None else _attempts_words(profile.attempts)
    return _term(ATTEMPTS, value, added, judged.reason.source, judged.reason.year)


def _attempts_words(attempts: int) -> str:
    return "passed the first time" if attempts == 1 else f"{attempts} at one Step"


def _not_above_zero(shift: Shift) -> Shift:
    return Shift(shift.low, shift.central, min(shift.high, 0.0))


def _years_term(profile: Profile, years: Doubles, parameters: Parameters) -> Term:
    judged = parameters.judgments.years
    each = np.minimum(split_normal("year since graduation", judged.each, parameters.draws), 0.0)
    added = each * (np.minimum(years, judged.most) - judged.middle)
    value = "unknown" if profile.years_since is None else str(profile.years_since)
    return _term(YEARS, value, added, judged.reason.source, judged.reason.year)


def _graduate_term(profile: Profile, parameters: Parameters) -> Term:
    shift = parameters.graduate
    added = np.minimum(shift.parts["value"] + shift.sd * normals("graduate", parameters.draws), 0.0)
    if profile.step2 is not None:  # a part of the gap are lower scores, which count already
        added = added * between("part of graduate", parameters.judgments.graduate.part, parameters.draws)
    return _term(YEARS, f"{profile.years_since}: no senior any more", added, shift.source, shift.year)


def _visa_term(profile: Profile, needs: npt.NDArray[np.bool_], parameters: Parameters) -> Term:
    shift = parameters.visa
    apart = shift.parts["none"] - shift.parts["needed"]
    factor = np.maximum(0.0, 1 + shift.sd / apart * normals("visa", parameters.draws))
    added = np.where(needs, shift.parts["needed"], shift.parts["none"]) * factor
    value = {None: "unknown", "none": "none needed"}.get(profile.visa, f"{profile.visa} needed".upper())
    return _term(VISA, value.replace("NEEDED", "needed"), added, shift.source, shift.year)


def _publications_term(profile: Profile, parameters: Parameters) -> Term:
    judged = parameters.judgments.publications
    effect = tie_effects()["publications"].value
    shift = effect.shift or Shift(0.0, 0.0, 0.0)
    low = min(shift.low, 0.5 * shift.central) if profile.is_img else shift.low
    each = np.maximum(
        split_normal("publications", Shift(low, shift.central, shift.high), parameters.draws), 0.0
    )
    if profile.publications is None:
        many = evenly("unknown publications", parameters.draws) < judged.usual
        value = "unknown"
    else:
        many = np.full(parameters.draws, profile.publications >= judged.from_)
        value = str(profile.publications)
    return _term(PUBLICATIONS, value, each * (many - judged.usual), judged.reason.source, judged.reason.year)


def _term(name: str, value: str, added: Doubles, source: str, year: str) -> Term:
    return Term(Factor(name, value, range_of_draws(added), source, year), shift=added)

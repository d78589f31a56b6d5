"""Fit the odds to published figures: `./run calibrate` writes parameters and report; the app only reads.

Deterministic: the same figures and judgments give the same files, on the same machine to the last digit.
`--check` writes nothing and ends with 1 when the files are not what would be written.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import fmean

import numpy as np

from hallway.domain.institutions import InstitutionKind
from hallway.engine.cohorts import figures_of
from hallway.facts.directory import units
from hallway.facts.figures import ApplicantType
from hallway.facts.match_figures import specialty_sizes
from hallway.facts.state_openness import state_effect
from hallway.smartpick.judgments import judgments
from hallway.smartpick.parameters import inputs_hash
from tools.odds_borrowing import Seen, fit_line
from tools.odds_checks import Check, Guess, borrowed_of, checks_of, guesses_of, pooled_lists
from tools.odds_figures import Graduates, Published, logit, read_published
from tools.odds_fitting import Fit, cohort_of
from tools.odds_formulas import Shifts, write_formulas
from tools.odds_model import Model, calibrate
from tools.odds_report import Report, write_report
from tools.odds_results import write_results
from tools.odds_targets import Key, Wanted

ROOT = Path(__file__).resolve().parents[1]
PARAMETERS = ROOT / "src" / "hallway" / "smartpick" / "data" / "parameters.toml"
FORMULAS = ROOT / "docs" / "reference" / "how-smartpick-works.md"
PAGE = ROOT / "docs" / "reference" / "calibration.md"
RESULTS = ROOT / "src" / "hallway" / "smartpick" / "data" / "calibration.toml"
BORROWED = ("our estimate, borrowed from NRMP figures of other specialties and types", "2020-2026")
STEP = 0.05
ENOUGH_GRADUATES = 10  # of earlier years who rank a specialty


def main() -> int:
    """Calibrate, write the files and say how it went."""
    words = argparse.ArgumentParser(prog="./run calibrate", description=__doc__)
    words.add_argument("--check", action="store_true", help="write nothing; fail when the files would change")
    check = words.parse_args().check
    begin = time.perf_counter()
    published = read_published()
    print(f"Fitting {4 * len(published.specialties)} cohorts to the figures of {len(published.cells)} ...")
    model, wanted, fits = calibrate(published, judgments())
    print("Holding out one specialty at a time ...")
    held: dict[str, tuple[list[Guess], list[Guess], list[Guess]]] = {}
    others: list[Check] = []
    for kind in ("non-us-img", "us-md"):
        inside, outside, plain, other = guesses_of(published, model, fits, kind=kind)
        held[kind] = (list(inside), list(outside), list(plain))
        others.extend(other)
    report = Report(
        model=model,
        national=published.national,
        pooled={kind: pooled_lists(published, fits, kind) for kind in published.national},
        checks=tuple(checks_of(published, wanted, fits)),
        held=held,
        others=tuple(others),
        fits=fits,
        wanted=wanted,
        borrowed=borrowed_of(wanted, fits, model),
    )
    shifts = {"visa": _visa(published, fits, model), "graduate": _graduate(published, fits, model)}
    files = {
        PARAMETERS: "".join(parameters(published, model, wanted, fits, shifts)),
        PAGE: write_report(report),
        FORMULAS: write_formulas(model, shifts),
        RESULTS: write_results(report),
    }
    changed = [path for path, text in files.items() if not path.exists() or path.read_text("utf-8") != text]
    for path in changed:
        if not check:
            path.write_text(text := files[path], "utf-8")
            print(f"Wrote {path.relative_to(ROOT)} ({len(text):,} characters).")
    met = [each.met for each in report.checks if each.wanted]
    print(f"{sum(met)} of {len(met)} targets met; {time.perf_counter() - begin:.0f} s.")
    if check and changed:
        print("These files are not what would be written: run ./run calibrate.", file=sys.stderr)
        return 1
    return 0


def parameters(
    published: Published, model: Model, wanted: Mapping[Key, Wanted], fits: Mapping[Key, Fit], shifts: Shifts
) -> Iterator[str]:
    """Yield the text of the parameter file."""
    yield "# Written by ./run calibrate from the packaged figures and judgments.toml. Do not edit.\n\n"
    yield f'inputs = "{inputs_hash()}"\nlink = {model.link}\nbend = {model.bend}\n\n'
    for name, rows in shifts.items():
        yield from _shift(name, rows)
    for specialty in published.specialties:
        yield from _specialty(specialty)
    for (specialty, kind), fit in sorted(fits.items()):
        yield from _cell(published, specialty, kind, fit, wanted[specialty, kind])


def _shift(name: str, rows: Mapping[str, str | float]) -> Iterator[str]:
    yield f"[shift.{name}]\n"
    for key, value in rows.items():
        yield f'{key} = "{value}"\n' if isinstance(value, str) else f"{key} = {value:.4f}\n"
    yield "\n"


def _steepness(fit: Fit, model: Model, key: Key) -> float:
    """Return how much the log-odds of the match rate grow with strength that all of a cohort share."""
    assumed = model.assumed[key]
    moved = fit.values.copy()
    moved[0] += STEP
    moved[1] += STEP * assumed.link
    return (logit(figures_of(cohort_of(moved, assumed)).matched) - logit(fit.figures.matched)) / STEP


def _visa(published: Published, fits: Mapping[Key, Fit], model: Model) -> dict[str, str | float]:
    key = ("Internal Medicine", "non-us-img")
    needed, none, everybody = published.visa_rates
    part = (none - everybody) / (none - needed)  # of applicants who need one
    apart = (logit(none) - logit(needed)) / _steepness(fits[key], model, key)
    return {
        "needed": -(1 - part) * apart,
        "none": part * apart,
        "part_needed": part,
        "sd": 0.25 * apart,
        "says": "Among IMGs who are no US citizens, those who need a visa match less often; turned into "
        "strength at the steepness of internal medicine.",
        "source": "NRMP press release, 2026 Main Residency Match",
        "year": "2026",
    }


def _graduate(published: Published, fits: Mapping[Key, Fit], model: Model) -> dict[str, str | float]:
    """Return the shift of US graduates of earlier years, from specialty to specialty.

    Not from national rates: these count any position, which most seniors find elsewhere when their specialty
    does not take them.
    """
    seen: dict[str, Seen] = {}
    for specialty, each in published.graduates.items():
        if each.ranking >= ENOUGH_GRADUATES:
            apart = _apart(each)
            shift = _strength_for(apart.value, fits[specialty, "us-md"], model, (specialty, "us-md"))
            seen[specialty] = Seen(shift, abs(apart.error * shift / apart.value))
    line = fit_line(seen, {each: np.ones(1) for each in seen}, scale=1)
    middle = line.expect(np.ones(1))
    return {
        "value": middle.value,
        "sd": middle.error,
        "says": "Of US graduates of earlier years who rank a specialty, fewer hold a place in it than of "
        f"seniors: compared in {len(seen)} specialties, each turned into strength there. A part of it are "
        "lower scores and failed attempts; where you have told your score, only the rest counts.",
        "source": "our estimate from NRMP: positions held and applicants ranking, by specialty",
        "year": "2025",
    }


def _strength_for(apart: float, fit: Fit, model: Model, key: Key) -> float:
    """Return the strength that moves the log-odds of a cohort's match rate by so much, -5 to 0."""
    assumed, wanted = model.assumed[key], logit(fit.figures.matched) + apart
    low, high = -5.0, 0.0
    for _ in range(30):
        middle = (low + high) / 2
        moved = fit.values + np.array([middle, middle * assumed.link, 0, 0])
        below = logit(figures_of(cohort_of(moved, assumed)).matched) < wanted
        low, high = (middle, high) if below else (low, middle)
    return (low + high) / 2


def _apart(each: Graduates) -> Seen:
    """Return the log-odds of graduates to hold a place, less those of seniors."""
    parts = ((each.held, each.ranking), (each.seniors_held, each.seniors_ranking))
    values = [logit((held + 0.5) / (ranking + 1)) for held, ranking in parts]
    variance = sum(1 / (held + 0.5) + 1 / (ranking - held + 0.5) for held, ranking in parts)
    return Seen(values[0] - values[1], variance**0.5)


def _specialty(specialty: str) -> Iterator[str]:
    """Yield what a program of the specialty is compared with: the middle of its programs."""
    known = [each for each in units().values() if each.specialty == specialty and each.open_tracks]
    effects = [found.value.log_odds for each in known if (found := state_effect(each.state))]
    kinds = [each.kind_guess for each in known]
    decided = [each for each in kinds if each in {InstitutionKind.UNIVERSITY, InstitutionKind.COMMUNITY}]
    community = sum(each is InstitutionKind.COMMUNITY for each in decided) / len(decided) if decided else 0.5
    sizes = [each.value for each in specialty_sizes(specialty)]
    training = [each for each in sizes if each.kind in {"categorical", "advanced", "primary-care"}]
    offered = sum(each.offered or 0 for each in training)
    by_kind = {each.kind: each for each in sizes}
    categorical = by_kind.get("categorical")
    years = [by_kind.get("pgy-1"), by_kind.get("pgy-2")]
    if categorical and categorical.filled_by[ApplicantType.NON_US_IMG] is not None:
        years = [categorical]
    filled = [each for each in years if each and each.filled]
    total = sum(each.filled or 0 for each in filled)
    abroad = sum(each.filled_by[ApplicantType.NON_US_IMG] or 0 for each in filled)
    citizens = sum(each.filled_by[ApplicantType.US_IMG] or 0 for each in filled)
    yield f'[specialty."{specialty}"]\n'
    yield f"programs = {len(known)}\n"
    yield f"state = {fmean(effects) if effects else 0.0:.4f}\n"
    yield f"community = {community:.4f}\n"
    yield f"positions = {offered / len(known) if known and offered else 0.0:.2f}\n"
    yield f"img_share = {(abroad + citizens + 0.5) / (total + 1):.4f}\n"
    yield f"us_img_share = {(citizens + 0.5) / (total + 1):.4f}\n\n"


def _cell(published: Published, specialty: str, kind: str, fit: Fit, wanted: Wanted) -> Iterator[str]:
    figures = published.cells.get((specialty, kind))
    deviations = fit.covariance.diagonal() ** 0.5
    related = fit.covariance / deviations[:, None] / deviations[None, :]
    low = [f"{related[i, j]:.4f}" for i in range(1, len(deviations)) for j in range(i)]
    scores = wanted.scores
    mean = scores.mean.value - scores.sd * fit.figures.score  # of all who apply, not of those who ranked
    yield f'[[cell]]\nspecialty = "{specialty}"\ntype = "{kind}"\n'
    yield f"borrowed = {'true' if wanted.borrowed else 'false'}\n"
    source, year = (figures.source, figures.year) if figures is not None else BORROWED
    yield f'source = "{source}"\nyear = "{year}"\n'
    yield f"values = [{', '.join(f'{each:.4f}' for each in fit.values)}]\n"
    yield f"sd = [{', '.join(f'{each:.4f}' for each in deviations)}]\n"
    yield f"related = [{', '.join(low)}]\n"
    yield f"score = [{mean:.2f}, {scores.mean.error:.2f}, {scores.sd:.2f}]\n"
    yield f"rate = {fit.figures.matched:.4f}\ninterviewed = {fit.figures.interviewed:.4f}\n\n"


if __name__ == "__main__":
    sys.exit(main())

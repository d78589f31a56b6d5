"""The calibration report: every target beside the model, what misses, what was held out, and the baseline."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from tools.odds_checks import Check, Guess
from tools.odds_figures import National
from tools.odds_fitting import Fit
from tools.odds_lists import LENGTHS, matched_by_ranks
from tools.odds_model import Model
from tools.odds_targets import Key, Wanted

Held = Mapping[str, tuple[Sequence[Guess], Sequence[Guess], Sequence[Guess]]]
SHOWN = (
    "Internal Medicine",
    "Family Medicine",
    "Pediatrics",
    "Psychiatry",
    "General Surgery",
    "Orthopaedic Surgery",
    "Dermatology",
)
"""The specialties of which the report shows what was not fitted."""
NAMES = {
    "non-us-img": "IMGs, not US citizens",
    "us-img": "IMGs, US citizens",
    "us-md": "US MD seniors",
    "us-do": "US DO seniors",
}


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that the page tells."""

    model: Model
    national: Mapping[str, National]
    pooled: Mapping[str, tuple[float, float, float]]
    checks: Sequence[Check]
    held: Held
    others: Sequence[Check]
    fits: Mapping[Key, Fit]
    wanted: Mapping[Key, Wanted]
    borrowed: Mapping[Key, tuple[float, float, float]]


def write_report(report: Report) -> str:
    """Return the page."""
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    met = [each.met for each in report.checks if each.wanted]
    missed = [each for each in report.checks if each.wanted and not each.met]
    yield "# How well the odds say what was published"
    yield ""
    yield "<!-- Written by ./run calibrate. Run it again after a change of figures or judgments. -->"
    yield ""
    yield "The model is described in [How SmartPick works](how-smartpick-works.md). Its parameters are"
    yield "chosen so that cohorts of applicants show what was published of them, among those who ranked a"
    yield "program."
    yield ""
    yield f"**{sum(met)} of {len(met)} targets are met.** Missed:"
    yield ""
    yield from [f"* {_miss(each)}" for each in missed] or ["* none."]
    yield ""
    yield from _beside_baseline(report.held)
    yield from _assumptions(report)
    yield from _held_out(report)
    yield from _national(report)
    yield from _by_length(report.fits)
    yield from _scores(report)
    yield from _borrowed(report.borrowed)
    yield from _all_targets(report.checks)


def _miss(each: Check) -> str:
    shown = _shown(each)
    return (
        f"{each.key[0]}, {NAMES[each.key[1]]}, {each.figure}: published {shown(each.published)}, "
        f"model {shown(each.model)}, outside its tolerance by {shown(each.miss)} (n = {each.people:,})."
    )


def _beside_baseline(held: Held) -> Iterator[str]:
    yield "## Ranges beside a plain baseline"
    yield ""
    yield "Each specialty with figures was left out in turn, the rest fitted again, and the 80 % range of its"
    yield "match rate compared with what was published. The baseline is the pooled rate of the type's other"
    yield "specialties, with a range as wide as these lie apart. Chance among so few people is part of all"
    yield "ranges. The interval score is the width plus ten times what the truth lies outside: less is"
    yield "better, and wide-open ranges do not pass. No parameter was chosen by its score on what was held"
    yield "out."
    yield ""
    yield "| type | specialties | range | mean width | interval score | inside | mean error |"
    yield "|---|---|---|---|---|---|---|"
    verdicts = []
    for kind, (inside, outside, plain) in held.items():
        for name, guesses in (
            ("fitted with it", inside),
            ("**held out**", outside),
            ("baseline, held out", plain),
        ):
            width = fmean(each.high - each.low for each in guesses)
            score = fmean(each.score for each in guesses)
            hit = sum(each.low <= each.published <= each.high for each in guesses)
            error = fmean(abs(each.middle - each.published) for each in guesses)
            yield (
                f"| {NAMES[kind]} | {len(guesses)} | {name} | {_points(width)} | {score:.3f} | "
                f"{hit} of {len(guesses)} | {_points(error)} |"
            )
        ours, theirs = (fmean(each.score for each in guesses) for guesses in (outside, plain))
        verb = "beats" if ours < theirs else "does not beat"
        verdicts.append(f"For {NAMES[kind]} the model {verb} the baseline: {ours:.3f} against {theirs:.3f}.")
    yield ""
    yield " ".join(verdicts)
    yield ""


def _assumptions(report: Report) -> Iterator[str]:
    words = report.model.judgments
    yield "## Chosen and assumed"
    yield ""
    yield f"* Link between invitation and rank list: {report.model.link} (of {_list(words.links)}),"
    yield "  by the published spreads of list lengths."
    yield f"* Bend of the score below one standard deviation under the mean: {report.model.bend}"
    yield f"  (of {_list(words.bends)}), by the score bands of US MDs."
    yield "* Applications sent, spread of programs and link are varied inside every range; applications by as"
    yield "  much as an even spread of +-40 %."
    for kind, name in NAMES.items():
        yield (
            f"* {name}: {words.applications.value[kind]:.0f} applications in a specialty, or "
            f"{words.applications.reach:.0%} of its programs if that is less; "
            f"programs {words.mix.value[kind]} log-odds apart."
        )
    yield ""


def _list(values: Sequence[float]) -> str:
    return ", ".join(str(each) for each in values)


def _held_out(report: Report) -> Iterator[str]:
    yield "## Leave one specialty out"
    yield ""
    for kind, (_, outside, plain) in report.held.items():
        yield f"### {NAMES[kind]}: match rate"
        yield ""
        yield "| specialty | n | published | held out: middle | 80 % range | error | baseline's range |"
        yield "|---|---|---|---|---|---|---|"
        for ours, theirs in zip(outside, plain, strict=True):
            mark = "" if ours.low <= ours.published <= ours.high else " (outside)"
            yield (
                f"| {ours.key[0]} | {ours.people:,} | {ours.published:.1%} | {ours.middle:.1%} | "
                f"{ours.low:.0%} to {ours.high:.0%}{mark} | {_signed(ours.middle - ours.published)} | "
                f"{theirs.low:.0%} to {theirs.high:.0%} |"
            )
        yield ""
    yield "### IMGs who are not US citizens: list lengths and scores, held out"
    yield ""
    yield "| specialty | figure | n | published | held out |"
    yield "|---|---|---|---|---|"
    for each in report.others:
        if each.figure != "match rate":
            shown = _shown(each)
            yield (
                f"| {each.key[0]} | {each.figure} | {each.people:,} | {shown(each.published)} | "
                f"{shown(each.model)} |"
            )
    yield ""


def _national(report: Report) -> Iterator[str]:
    yield "## National figures, for comparison"
    yield ""
    yield "National rates count a match in any specialty, the model's one in the preferred one: it is to lie"
    yield "below. National lists hold ranks of all specialties, too."
    yield ""
    yield "| type | national rate | model | ranks, matched | model | ranks, not matched | model |"
    yield "|---|---|---|---|---|---|---|"
    for kind, (rate, matched, unmatched) in report.pooled.items():
        whole = report.national[kind]
        yield (
            f"| {NAMES[kind]} | {whole.rate:.1%} ({whole.year}) | {rate:.1%} | {whole.ranks_matched:.1f} | "
            f"{matched:.1f} | {whole.ranks_unmatched:.1f} | {unmatched:.1f} |"
        )
    yield ""


def _by_length(fits: Mapping[Key, Fit]) -> Iterator[str]:
    yield "## By length of the list"
    yield ""
    yield "What the model says of people with just so many ranks. Nothing here was fitted to match rates by"
    yield "length of the list: it is to be held beside them."
    yield ""
    yield f"| type | specialty | {' | '.join(f'{each}' for each in LENGTHS)} |"
    yield f"|---|---|{'---|' * len(LENGTHS)}"
    for kind, name in NAMES.items():
        for specialty in SHOWN:
            if (specialty, kind) in fits:
                rates = matched_by_ranks(fits[specialty, kind].cohort)
                yield f"| {name} | {specialty} | {' | '.join(f'{each:.0%}' for each in rates)} |"
    yield ""


def _scores(report: Report) -> Iterator[str]:
    yield "## Scores and lists of who matched and who did not"
    yield ""
    yield "What the model says, to be held beside published means. What is marked was fitted to its own"
    yield "figures; the packaged ones hold no such means of the other types."
    yield ""
    yield "| type | specialty | Step 2 CK, matched | not matched | ranks, matched | not matched | |"
    yield "|---|---|---|---|---|---|---|"
    for kind, name in NAMES.items():
        for specialty in SHOWN:
            fit, wanted = report.fits.get((specialty, kind)), report.wanted.get((specialty, kind))
            if fit is None or wanted is None:
                continue
            shown, scores = fit.figures, wanted.scores
            good, bad = (
                scores.mean.value + scores.sd * (each - shown.score)
                for each in (shown.score_matched, shown.score_unmatched)
            )
            fitted = "fitted" if kind == "non-us-img" and not wanted.borrowed else ""
            yield (
                f"| {name} | {specialty} | {good:.0f} | {bad:.0f} | {shown.ranks_matched:.1f} | "
                f"{shown.ranks_unmatched:.1f} | {fitted} |"
            )
    yield ""


def _borrowed(borrowed: Mapping[Key, tuple[float, float, float]]) -> Iterator[str]:
    yield "## Borrowed"
    yield ""
    yield "Nothing was published of these, so they stand on what other specialties and types show; the app"
    yield 'says "borrowed". Match rates are those of people who rank a program there. Where a specialty has'
    yield "but a handful of programs, each of them is taken to answer as programs of the type do elsewhere:"
    yield "who ranks one of them matches in it seldom, and most who apply rank none."
    yield ""
    yield "| type | specialty | match rate | 80 % range |"
    yield "|---|---|---|---|"
    for (specialty, kind), (low, middle, high) in sorted(borrowed.items(), key=lambda row: row[0][::-1]):
        yield f"| {NAMES[kind]} | {specialty} | {middle:.0%} | {low:.0%} to {high:.0%} |"
    yield ""


def _all_targets(checks: Sequence[Check]) -> Iterator[str]:
    yield "## Every target"
    yield ""
    yield "Figures of too few people have no tolerance and are shown only."
    yield ""
    yield "| specialty | type | figure | n | published | model | tolerance | |"
    yield "|---|---|---|---|---|---|---|---|"
    for each in checks:
        shown = _shown(each)
        allowed = f"{shown(each.low)} to {shown(each.high)}" if each.wanted else ""
        verdict = (
            ("met" if each.met else f"**missed by {shown(each.miss)}**") if each.wanted else "shown only"
        )
        yield (
            f"| {each.key[0]} | {NAMES[each.key[1]]} | {each.figure} | {each.people:,} | "
            f"{shown(each.published)} | {shown(each.model)} | {allowed} | {verdict} |"
        )


class _shown:  # noqa: N801 - reads as the verb it is
    """How a figure of a check is written: a share in percent, a list length or points as they are."""

    def __init__(self, check: Check) -> None:
        self.share = check.figure == "match rate" or (
            check.figure.startswith("Step 2 CK ") and "gap" not in check.figure
        )

    def __call__(self, value: float) -> str:
        return f"{value:.1%}" if self.share else f"{value:.1f}"


def _points(share: float) -> str:
    return f"{100 * share:.1f} points"


def _signed(share: float) -> str:
    return f"{100 * share:+.1f}"

"""How calibration went, in short, as a packaged table: the page "How SmartPick works" shows it."""

import json
from collections.abc import Iterator
from statistics import fmean

from hallway.smartpick.parameters import inputs_hash
from tools.odds_report import Report

HEAD = "# Written by ./run calibrate: how well the parameters say what was published. Do not edit.\n\n"


def write_results(report: Report) -> str:
    """Return the text of the file."""
    return HEAD + "".join(f"{line}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    wanted = [each for each in report.checks if each.wanted]
    yield f'inputs = "{inputs_hash()}"'
    yield f"targets = {len(wanted)}"
    for miss in (each for each in wanted if not each.met):
        specialty, kind = miss.key
        yield ""
        yield "[[missed]]"
        yield f"specialty = {json.dumps(specialty)}"
        yield f'type = "{kind}"'
        yield f"figure = {json.dumps(miss.figure)}"
        yield f"people = {miss.people}"
        yield f"published = {miss.published:.3f}"
        yield f"model = {miss.model:.3f}"
        yield f"low = {miss.low:.3f}"
        yield f"high = {miss.high:.3f}"
    for kind, (_, guesses, plain) in report.held.items():
        outside = [each.key[0] for each in guesses if not each.low <= each.published <= each.high]
        yield ""
        yield "[[held]]"
        yield f'type = "{kind}"'
        yield f"specialties = {len(guesses)}"
        yield f"width = {fmean(each.high - each.low for each in guesses):.3f}"
        yield f"score = {fmean(each.score for each in guesses):.3f}"
        yield f"error = {fmean(abs(each.middle - each.published) for each in guesses):.3f}"
        yield f"outside = {_texts(outside)}"
        yield f"baseline_width = {fmean(each.high - each.low for each in plain):.3f}"
        yield f"baseline_score = {fmean(each.score for each in plain):.3f}"
        yield f"baseline_outside = {sum(not each.low <= each.published <= each.high for each in plain)}"


def _texts(texts: list[str]) -> str:
    """Return a TOML array: JSON strings are TOML strings."""
    return json.dumps(texts, ensure_ascii=False)

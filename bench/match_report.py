"""The page that tells what the bench of the match engine found: written from the figures, never by hand."""

from collections.abc import Iterable, Sequence
from textwrap import fill

from bench.match_figures import (
    SEARCH_SECONDS,
    Family,
    Figure,
    Measured,
    PeerRun,
    Point,
    Spread,
    show,
    spread_of,
)
from bench.match_peers import DIFFERS, OURS, PEERS, middle
from bench.plots import Line, draw_log_log
from hallway.engine.matchings import Status

HEADS = ("what", "runs", "p5", "p50", "p95", "most", "budget", "of it")
SLOWEST = 5


BEGINNING = """\
`./run bench match` draws markets from seeds, times the engine and its peers on them in one thread, and
writes this page with `--write`.{short} Times vary with the machine and what else it does: nine of ten runs
lie between p5 and p95."""
SHORT = " This was the short run: fewer markets, fewer rounds."
PLAIN = """\
{market} The loop's inputs are the joined lists. The verifier, which shares nothing with the solvers, found
nothing against any result."""
COUPLES = """\
`solve_match` from the market's arrays to the verified answer: joining, chaining, counting. Chaining alone,
for {seconds:.0f} s at most; where it left a market open, the exact fallback was asked, outside of these
times."""
PROCESSES = """\
From the start of Python to the end of the process; the kernels are found compiled on the disk unless it says
otherwise."""
PEERS_BESIDE = """\
The same markets as dictionaries of names, which are made before the clock runs: from them to the match,
each program in a process of its own, in turns. All lists are mutual here, because `matching` stops at an
entry that is not returned, and whoever ranks nobody is left out. `matching` recurses as deep as the market is
long and got a limit and a stack to do so. `algmatch` brings a solver with a license of its own, which
hospitals and residents do not need. Ours from names ends verified; ours from arrays is joining and matching.
Whole processes read the market and make the dictionaries, too. {agreeing}"""
AGREEING = "All programs that answered gave the same match, person by person."
GROWING = """\
The middle time in milliseconds. Ours is `solve_match` with joining and counting, couples in the same share as
nationally; the others as above."""


def write_report(measured: Measured, *, plot: str) -> str:
    """Return the page as Markdown; `plot` is the picture's file name."""
    differ = any(DIFFERS in each.failure for each in measured.peers)
    parts = [
        "# How fast the Match engine is",
        "<!-- Written by `./run bench match --write`. Run it again instead of changing it. -->",
        _fill(BEGINNING.format(short=SHORT if measured.quick else "")),
        _table(("", ""), measured.machine),
        "## Against the budgets",
        _budgets(measured),
        "## The national market without couples",
        _fill(PLAIN.format(market=measured.market)),
        figure_table(measured.plain),
        "## The national market with couples",
        _fill(COUPLES.format(seconds=SEARCH_SECONDS)),
        figure_table([each.figure() for each in measured.families]),
        *(_family(each) for each in measured.families),
        "## Whole processes",
        PROCESSES,
        figure_table(measured.processes),
        "## Other programs",
        _fill(PEERS_BESIDE.format(agreeing="" if differ else AGREEING)),
        peer_table(measured.peers),
        "## How cost grows",
        f"![Time over the number of applicants, both axes logarithmic]({plot})",
        GROWING,
        growth_table(measured.growth),
    ]
    return "\n\n".join(part.strip() for part in parts if part) + "\n"


def _budgets(measured: Measured) -> str:
    rows = [
        (
            f"{each.what}, {name}",
            f"{show(value)} {each.unit}",
            f"{show(budget)} {each.unit}",
            f"{value / budget:.2f}",
        )
        for each in measured.figures()
        for name, value, budget in each.budgets()
    ]
    missed = measured.missed()
    table = _table(("what", "measured", "budget", "of it"), rows) if rows else ""
    fine = "Every budget was kept." if rows else "No budget is set for markets of this size."
    lines = ["Missed:", "", *(f"* {each}" for each in missed)] if missed else [fine]
    notes = [f"* {each}" for each in measured.notes]
    return "\n\n".join(part for part in (table, "\n".join(lines), "\n".join(notes)) if part)


def figure_table(figures: Iterable[Figure]) -> str:
    """Return figures as a table."""
    return _table(HEADS, [_figure_row(each) for each in figures])


def _figure_row(figure: Figure) -> tuple[str, ...]:
    spread = figure.spread
    budgets = figure.budgets()
    return (
        f"{figure.what} ({figure.unit})",
        str(spread.runs),
        *(show(each) for each in spread[:4]),
        "; ".join(f"{name} {show(budget)}" for name, _, budget in budgets),
        "; ".join(f"{measured / budget:.2f}" for _, measured, budget in budgets),
    )


def _family(family: Family) -> str:
    cases = family.cases
    told = _ends([each.status for each in cases])
    if any(each.exact for each in cases):
        told += (
            f"; with the exact fallback {_ends([each.exact.split(',')[0] or each.status for each in cases])}"
        )
    if len(cases) < family.planned:
        told += f" ({family.planned} were planned, and the time was up)"
    is_wrong = any(each.blocking for each in cases if each.status == "stable")
    checked = (
        "**Some that were called stable are not.**" if is_wrong else "Every stable one was counted again."
    )
    retries, proposals = (
        spread_of(getattr(each, name) for each in cases) for name in ("retries", "proposals")
    )
    slowest = sorted(cases, key=lambda each: -each.milliseconds)[:SLOWEST]
    times = ", ".join(f"{each.seed} ({show(each.milliseconds)} ms)" for each in slowest)
    lines = [
        f"### {family.what}",
        _fill(f"Of {len(cases)} markets (seeds {cases[0].seed} to {cases[-1].seed}): {told}. {checked}"),
        _fill(
            f"Put aside in loops: {_short(retries)}. Proposals: {_short(proposals)}. Slowest seeds: {times}."
        ),
    ]
    left = [each for each in cases if each.status != "stable" or each.blocking]
    if left:
        heads = ("seed", "chaining ended", "against it", "retries", "ms", "with the exact fallback", "s")
        rows = [
            (
                str(each.seed),
                each.status,
                str(each.blocking),
                f"{each.retries:,}",
                show(each.milliseconds),
                each.exact or "not asked",
                show(each.exact_seconds) if each.exact else "",
            )
            for each in left
        ]
        lines.append(_table(heads, rows))
    return "\n\n".join(lines)


def _ends(statuses: Sequence[str]) -> str:
    return ", ".join(f"{statuses.count(each)} {each}" for each in Status)


def _fill(text: str) -> str:
    return fill(text, 110, break_long_words=False, break_on_hyphens=False)


def _short(spread: Spread) -> str:
    return f"p50 {spread.p50:,.0f}, p95 {spread.p95:,.0f}, most {spread.most:,.0f}"


def peer_table(runs: Sequence[PeerRun]) -> str:
    """Return every program at every size: milliseconds and how many times ours, or why no answer."""
    heads = (
        "applicants",
        "matched",
        "program",
        "inside (ms)",
        "times ours from names",
        "times ours from arrays",
        "whole process (ms)",
        "times ours",
    )
    sizes = sorted({each.applicants for each in runs})
    return _table(heads, [row for size in sizes for row in _peer_rows(runs, size)])


def _peer_rows(runs: Sequence[PeerRun], size: int) -> Iterable[tuple[str, ...]]:
    ours = middle(runs, OURS, size)
    if ours:
        start = (f"{size:,}", f"{ours.matched:,}")
        yield *start, "Hallway, from arrays", show(ours.arrays), "", "", "", ""
        yield *start, "Hallway, from names", show(ours.milliseconds), "", "", show(ours.process), ""
    for program in PEERS:
        theirs = middle(runs, program, size)
        failed = next((e.failure for e in runs if (e.program, e.applicants) == (program, size)), "not run")
        if theirs is None:
            yield f"{size:,}", "", program, failed, "", "", "", ""
        elif ours:
            inside = theirs.milliseconds
            yield (
                f"{size:,}",
                f"{theirs.matched:,}",
                program,
                show(inside),
                f"**{inside / ours.milliseconds:,.0f}**",
                f"**{inside / ours.arrays:,.0f}**",
                show(theirs.process),
                f"{theirs.process / ours.process:.2f}",
            )


def growth_table(points: Sequence[Point]) -> str:
    """Return the numbers of the plot."""
    series = list(dict.fromkeys(each.series for each in points))
    at = {(each.series, each.applicants): each.milliseconds for each in points}
    rows = [
        (f"{size:,}", *(show(at[name, size]) if (name, size) in at else "" for name in series))
        for size in sorted({each.applicants for each in points})
    ]
    return _table(("applicants", *series), rows)


def draw_growth(points: Sequence[Point]) -> str:
    """Return the plot of how cost grows, as SVG."""
    series = list(dict.fromkeys(each.series for each in points))
    lines = [
        Line(name, [(each.applicants, each.milliseconds) for each in points if each.series == name])
        for name in series
    ]
    ends = (max(line.points) for line in lines)
    words = "; ".join(
        f"{line.name} takes {show(time)} ms for {size:,.0f} applicants"
        for line, (size, time) in zip(lines, ends, strict=True)
    )
    return draw_log_log(
        lines,
        title="How the cost of a match grows",
        x_label="applicants",
        y_label="milliseconds",
        words=f"{words}.",
    )


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(each.replace("|", "/") for each in line) + " |" for line in lines)

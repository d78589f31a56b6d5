"""The page "How SmartPick works": every formula, parameter and source, with the numbers that are used."""

from collections.abc import Iterator, Mapping
from textwrap import wrap

from hallway.facts.evidence import Shift, joint_rules, tie_effects, warnings
from hallway.smartpick.bands import SURE
from hallway.smartpick.explained import Point, Topic
from hallway.smartpick.explained_lists import list_topic
from hallway.smartpick.explained_worths import worth_topic
from hallway.smartpick.judgments import Judgments, Reason
from hallway.smartpick.parameter_names import named_parameters
from hallway.smartpick.parameters import DRAWS
from hallway.smartpick.ties import NAMES, WIDER
from tools.odds_model import Model
from tools.odds_predictors import AS_MANY, FEW_PROGRAMS
from tools.odds_targets import ALIKE, CLOSENESS, OTHER_SCORES

Shifts = Mapping[str, Mapping[str, str | float]]
WIDTH = 105

HEAD = """\
# How SmartPick works

<!-- Written by ./run calibrate. Change judgments, figures or tools/odds_formulas.py, then run it. -->

SmartPick says what your chance is at each program and at a list of them: as a range, with every reason
beside it. It promises nothing. How well it says what was published stands in [the calibration
report](calibration.md), why it is made so in [why/odds.md](../why/odds.md) and
[why/the-list.md](../why/the-list.md), and which figures it uses in [facts.md](facts.md).

## The model

One application goes to one unit: an ACGME program where its id is known, else a specialty at an
institution. For your type (US MD, US DO, IMG with US citizenship, other IMG) and each specialty:

    strength = slope * score + your other facts + spread * latent
    log-odds of an interview there = base + program + ties + strength
    log-odds of being ranked to match there, given an interview = base' + ties' + link * strength

* `score` is Step 2 CK in standard deviations from the mean of those who apply. One standard deviation
  below the mean and lower it counts {bend_more} times as much, as cut-offs lie there.
* `latent` is what no figure shows of an applicant: letters, interviews, luck of fit. It is the same for
  all your programs, standard normal, and held on 21 Gauss-Hermite nodes with weights w.
* Given the latent part, programs answer independently. Over it they do not: if one rejects you, the
  others are a little less likely, too.
* The link is {link}.

With p the chance of an interview and of being ranked to match there, the chance to match at one of your
programs is

    unconditional = 1 - sum over nodes of w * product over programs of (1 - p)

and, as published rates count only people who ranked a program,

    conditional = unconditional / (chance of at least one interview)

**Gates** multiply: a visa that a program does not sponsor, a score below its cut-off, too many attempts
or years, no signal where only those who signaled are interviewed. They give zero, or nearly, and say why.

**What programs answer** counts at once: each interview multiplies the nodes' weights by its chance there,
each rejection by the chance of none. An interview never lowers the chance to match, a rejection never
raises it. A waiting list counts neither way.

**Ranges.** Everything uncertain is drawn {draws} times from fixed keys, so the same input gives the same
answer, in any order: the parameters with their errors, ties, what a state or a kind of institution is
worth, what nobody knows of a program, and *what you have not said of yourself*. Low, mid and high are
what 10 %, 50 % and 90 % of the draws lie below. An unknown score is drawn from those who apply: it widens
the range and does not shift it.

**No false order.** Programs share a band until the first of it is better in {sure:.0%} of the draws, what
nobody knows of both included.
"""


def write_formulas(model: Model, shifts: Shifts) -> str:
    """Return the page."""
    head = HEAD.format(bend_more=1 + model.bend, link=model.link, draws=DRAWS, sure=SURE)
    lines = (*_tables(model.judgments, shifts), *explained_lines())
    return head + "".join(f"{line}\n" for line in lines)


def explained_lines() -> Iterator[str]:
    """Yield the list, the worth of a relationship and all parameters, in the words of the app's own page."""
    for topic in (list_topic(), worth_topic()):
        yield from _topic(topic)
    yield ""
    yield "## Every parameter by its name"
    yield ""
    yield "The first word is the file in `smartpick/data`; a star stands for a tie, a type of applicant, a"
    yield "specialty or a number."
    yield ""
    yield "| name | value | what it does | source |"
    yield "|---|---|---|---|"
    for each in named_parameters():
        yield f"| `{each.name}` | {each.value} | {each.says} | {each.source} |"


def _topic(topic: Topic) -> Iterator[str]:
    yield ""
    yield f"## {topic.title}"
    yield ""
    yield from wrap(topic.lead, WIDTH)
    for point in topic.points:
        yield from _point(point)


def _point(point: Point) -> Iterator[str]:
    yield ""
    yield f"### {point.name}"
    yield ""
    yield from wrap(point.says, WIDTH)
    if point.formulas:
        yield ""
        yield from (f"    {each}" for each in point.formulas)
    if point.table:
        yield ""
        yield f"| {' | '.join(point.table.heads)} |"
        yield f"|{'---|' * len(point.table.heads)}"
        yield from (f"| {' | '.join(row)} |" for row in point.table.rows)
    if point.sources:
        yield ""
        yield from wrap(f"Source: {'; '.join(point.sources)}.", WIDTH)


def _tables(words: Judgments, shifts: Shifts) -> Iterator[str]:
    yield ""
    yield "## Of you"
    yield ""
    yield "| fact | log-odds | why | source |"
    yield "|---|---|---|---|"
    visa, graduate = shifts["visa"], shifts["graduate"]
    yield (
        f"| visa | needed {visa['needed']:+.2f}, none needed {visa['none']:+.2f} (sd {visa['sd']:.2f}) | "
        f"{visa['says']} | {visa['source']} ({visa['year']}) |"
    )
    yield (
        f"| no senior any more (US schools) | {graduate['value']:+.2f} (sd {graduate['sd']:.2f}) | "
        f"{graduate['says']} | {graduate['source']} ({graduate['year']}) |"
    )
    earlier = words.graduate
    yield _row("of that, where the score is known", _parts(earlier.part), earlier.reason)
    attempts, years, publications = words.attempts, words.years, words.publications
    yield _row(f"failed attempt, at most {attempts.most}", _three(attempts.each), attempts.reason)
    yield _row("year since graduation (IMGs)", _three(years.each), years.reason)
    effect = tie_effects()["publications"].value.shift
    worth = _three(effect) if effect else "unknown"
    yield _row(f"{publications.from_} publications or more", worth, publications.reason)
    yield ""
    yield "## Of programs"
    yield ""
    yield "Your own facts about a program outweigh our guesses: with its share of IMGs, state and kind are"
    yield "left out. For US graduates nothing was published of how programs differ."
    yield ""
    yield "| fact | how it counts | why | source |"
    yield "|---|---|---|---|"
    kinds, signals = words.kinds, words.signals_only
    yield _row(
        "community or university (IMGs)",
        f"{_parts(kinds.part)} of the logarithm of {kinds.odds}, shared around the specialty's middle; "
        f"{_parts(kinds.elsewhere)} outside internal medicine; times {_parts(kinds.sure)} where guessed",
        kinds.reason,
    )
    yield _row(
        "state (IMGs)",
        f"{_parts(words.state.part)} of its effect, less the specialty's mean",
        words.state.reason,
    )
    yield _row(
        "its share of IMGs",
        f"{_parts(words.share.part)} of the difference in log-odds, as if among {words.share.residents}",
        words.share.reason,
    )
    yield _row(
        "positions a year",
        f"{_parts(words.size.part)} of the logarithm of the ratio to the mean",
        words.size.reason,
    )
    yield _row("interviews only who signaled", f"{_parts(signals.yes)} of the chance is left", signals.reason)
    yield _row("mostly", f"{_parts(signals.mostly)} is left", signals.reason)
    yield _row(
        "what nobody knows",
        _by_type(words.rest.value) + f"; {words.rest.known} with its share",
        words.rest.reason,
    )
    yield ""
    yield from _ties(words)
    yield "## Assumed"
    yield ""
    yield "| what | value | why | source |"
    yield "|---|---|---|---|"
    yield _row("applications sent", _by_type(words.applications.value), words.applications.reason)
    yield _row("programs lie apart", _by_type(words.mix.value), words.mix.reason)
    yield _row("link", " or ".join(str(each) for each in words.links), words.link_reason)
    yield _row("bend", " or ".join(str(each) for each in words.bends), words.bend_reason)
    yield ""
    yield from _borrowing()
    yield "What to look up first is ordered by how far an unknown fact may put a chance off; these weights"
    yield "enter no odds:"
    yield "; ".join(f"{kind.value} {weight}" for kind, weight in words.asking.items()) + "."


def _borrowing() -> Iterator[str]:
    yield "## What has no figures"
    yield ""
    yield "* A match rate follows a line: how many of those who rank a specialty hold a place in it, and how"
    yield "  many of its places US MD seniors hold. Shares of few people are drawn to what is usual where US"
    yield f"  MDs hold as many, as by {AS_MANY:.0f} people."
    yield f"* Where one type stands off its line, its neighbor does by {ALIKE} of that: US IMGs by other IMGs"
    yield f"  and DOs by MDs. Their level is that of national rates, with an error of {CLOSENESS} log-odds."
    points = ", ".join(f"{kind} {each.value:+g} (sd {each.error:g})" for kind, each in OTHER_SCORES.items())
    yield f"* Their Step 2 CK is that of the neighbor, moved by our estimate in points: {points}."
    yield f"* In specialties of fewer than {FEW_PROGRAMS} programs each answers as programs of the type do"
    yield "  elsewhere: lists of a specialty with three programs say nothing by their length."
    yield ""


def _ties(words: Judgments) -> Iterator[str]:
    rules = joint_rules()
    yield "## Ties, and the two questions about them"
    yield ""
    yield "*What is my chance as things stand?* takes what was seen to go along with a tie. *What would one"
    yield "more tie add?* takes less: people tie themselves to where they fit. The two are never mixed."
    yield "Low, middle and high are about the 5th, 50th and 95th percentile. One factor between"
    yield f"{_parts(rules.inflated)} deflates all ties together; at one program they add at most {rules.most}"
    yield "to each of the two log-odds. For IMGs, whom nearly nobody studied, the low end is halved and the"
    yield f"high end lies {WIDER} times as far. Up to {rules.few_signals} signals a season shift the odds,"
    yield f"from {rules.many_signals} on no signal closes nearly; between them the range is wider."
    yield ""
    yield "| tie | goes along with (interview) | (rank list) | would add (interview) | (rank list) | source |"
    yield "|---|---|---|---|---|---|"
    effects = [each.value for each in tie_effects().values() if not each.value.is_gate]
    for kind, name in NAMES.items():
        seen = words.ties.get(kind)
        by_stage = {each.stage.value: each for each in effects if each.tie is kind}
        interview, rank = by_stage.get("interview"), by_stage.get("rank")
        unknown = " (nobody measured it)" if interview is not None and interview.is_unknown else ""
        shrunken = _three(interview.shift) if interview and interview.shift else "nothing"
        later = _three(rank.shift) if rank and rank.shift else "nothing"
        now = _three(seen.interview) if seen else shrunken
        now_later = (_three(seen.rank) if seen.rank else "nothing") if seen else later
        source = seen.reason.source if seen else "our belief"
        yield f"| {name} | {now} | {now_later} | {shrunken}{unknown} | {later} | {source} |"
    yield ""
    yield from (f"* {each}" for each in warnings())
    yield ""


def _row(name: str, value: str, reason: Reason) -> str:
    return (
        f"| {name} | {value} | {reason.says} | {reason.source}{f' ({reason.year})' if reason.year else ''} |"
    )


def _three(shift: Shift) -> str:
    return f"{shift.low:+g} / {shift.central:+g} / {shift.high:+g}"


def _parts(ends: tuple[float, float]) -> str:
    return f"{ends[0]:g} to {ends[1]:g}"


def _by_type(values: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {value:g}" for name, value in values.items())

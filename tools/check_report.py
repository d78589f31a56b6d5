"""Measure the checks on the labelled drafts; write docs/reference/checks.md, or tell where they disagree."""

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # started by path: the labelled drafts lie with the tests

from hallway.desk.check_rules import CheckRule, shipped_rules  # noqa: E402 - after the path is set
from hallway.domain.messages import Request  # noqa: E402 - as above
from hallway.playbooks.cautions import Severity  # noqa: E402 - as above
from hallway.playbooks.values import AUDIENCES  # noqa: E402 - as above
from tests.desk.corpus_judging import (  # noqa: E402 - as above
    Score,
    Verdict,
    asks_confused,
    by_fault,
    by_rule,
    by_severity,
    misread_asks,
    overall,
    owners_of_faults,
    verdicts,
)
from tests.desk.corpus_reading import PARTS, TAGS, Label, faults  # noqa: E402 - as above

PAGE = ROOT / "docs" / "reference" / "checks.md"

_LAST = ("i-", "j-")
"""How the names of the drafts begin that were written last, and that nobody who tuned has read."""

_LONGEST_EXAMPLE = 200  # characters; longer ones are whole mails

INTRODUCTION = """\
# What the checks look for, and how often they are right

<!-- Written by tools/check_report.py from rules and labelled drafts. Change those, then run it again. -->

`hallway check` and the writing page read a text and say what to mind in it. Nothing here blocks: a check
gives a reason and a remedy, and you decide. **strong** is surely worth changing, **warn** is worth a look,
**note** is good to know. The rows are those of [the requirements](../requirements.md).

## How this was measured

{spread}

The labels were made from the requirements alone, without looking at the rules. The rules were then improved
on the part called *tuning*. The part called *kept* was set aside. It grew in rounds: twice, when its figures
fell short, a whole set of kept drafts was given to tuning, and new ones were written by somebody who had
seen no rule. Of the older kept drafts the names of missed faults, and a few words, became known to those who
tuned; of the last {last} nothing but the totals and one quote: the column *last* is the honest guess for
texts that nobody here wrote. Where a finding and a label disagreed in the first round, the writer of the
labels read the draft once more, and changed a label only where it was wrong by the requirements or marked
too few of the words that it is about.

A first look before any mending, to show how far such rules carry: of 173 new drafts 32 of 35 strong
findings were right and 79 of 109 faults were found. The table shows the present.

A finding is **right** when it enforces a row of a labelled fault and stands where the fault stands, **wrong**
when no fair reader would share it; where readers may differ, the draft says so, and such findings count
neither way. *Precision* is the share of findings that are right, *recall* the share of labelled faults that
were found. Several findings about one fault count one by one.

What these figures do not say: the same small group wrote the drafts and the rules, every person in them is
invented, and most faults have fewer than six drafts in each part, so that one draft moves a figure by a lot.
Read them as "no known trouble" or "known trouble", not as odds for your own mail.
"""


def page(judged: Sequence[Verdict]) -> str:
    """Return the whole page."""
    parts = {part: [each for each in judged if each.draft.part == part] for part in PARTS}
    last = [each for each in parts["kept"] if each.draft.id.startswith(_LAST)]
    intro = INTRODUCTION.format(spread=_spread(parts), last=len(last))
    lines = [intro, *_totals({**parts, "last": last})]
    lines += ["## Figures for each rule", "", *_rule_figures(parts, owners_of_faults(judged))]
    lines += ["## Figures for each fault", "", *_fault_figures(parts)]
    lines += ["## The request a text makes", "", *_asks()]
    lines += ["## The rules", ""]
    for rule in sorted(shipped_rules(), key=lambda each: each.id):
        lines += _describe(rule)
    return "\n".join(lines).rstrip() + "\n"


def _spread(parts: Mapping[str, Sequence[Verdict]]) -> str:
    every = [each.draft for judged in parts.values() for each in judged]
    good = sum(each.is_good for each in every)
    counts = ", ".join(f"{len(judged)} in {part}" for part, judged in parts.items())
    tags = ", ".join(f"{sum(tag in each.tags for each in every)} {tag}" for tag in TAGS)
    media = sum(each.medium not in {None, "mail"} for each in every)
    return "\n".join(
        (
            f"{len(every)} drafts with invented people were written and labelled: {counts}. {good} of them",
            f"have no fault, the others one or several of {len(faults())} sorts. {media} are notes, posts,",
            "profiles, papers or words to be spoken; the others are mails. Marked as special:",
            f"{tags}.",
        )
    )


def _totals(parts: Mapping[str, Sequence[Verdict]]) -> Iterator[str]:
    yield "| | " + " | ".join(parts) + " |"
    yield "|---" * (len(parts) + 1) + "|"
    scores = {part: by_severity(judged) for part, judged in parts.items()}
    for each in reversed(Severity):
        cells = [f"{_share(scores[part][each].precision)} {_of(scores[part][each])}" for part in parts]
        yield f"| precision, {each} | " + " | ".join(cells) + " |"
    totals = {part: overall(judged) for part, judged in parts.items()}
    cells = [
        f"{_share(totals[part].recall)} ({totals[part].right} of {totals[part].right + totals[part].missed})"
        for part in parts
    ]
    yield "| recall, all faults | " + " | ".join(cells) + " |"
    cells = [
        f"{sum(not each.wrong for each in judged if each.draft.is_good)} of "
        f"{sum(each.draft.is_good for each in judged)}"
        for judged in parts.values()
    ]
    yield "| good drafts without any false alarm | " + " | ".join(cells) + " |"
    yield ""


def _rule_figures(parts: Mapping[str, Sequence[Verdict]], owners: Mapping[str, str]) -> Iterator[str]:
    scores = {part: by_rule(judged, owners) for part, judged in parts.items()}
    yield "*Missed* counts faults of the sort that the rule finds most often of all rules."
    yield ""
    yield (
        "| Rule | "
        + " | ".join(f"{part}: right, wrong, missed | precision | recall" for part in parts)
        + " |"
    )
    yield "|---" * (3 * len(parts) + 1) + "|"
    none = Score(0, 0, 0)
    rules = sorted(
        {*(each.id for each in shipped_rules()), *(name for each in scores.values() for name in each)}
    )
    for rule in rules:
        cells = [cell for part in parts for cell in _cells(scores[part].get(rule, none))]
        yield f"| `{rule}` | " + " | ".join(cells) + " |"
    yield ""


def _cells(score: Score) -> tuple[str, str, str]:
    return f"{score.right}, {score.wrong}, {score.missed}", _share(score.precision), _share(score.recall)


def _fault_figures(parts: Mapping[str, Sequence[Verdict]]) -> Iterator[str]:
    scores = {part: by_fault(judged) for part, judged in parts.items()}
    yield "| Fault | Rows | " + " | ".join(f"{part}: found" for part in parts) + " |"
    yield "|---" * (len(parts) + 2) + "|"
    none = Score(0, 0, 0)
    for each in faults().values():
        found = [scores[part].get(each.id, none) for part in parts]
        cells = " | ".join(f"{one.right} of {one.right + one.missed}" for one in found)
        yield f"| {each.says} | {', '.join(each.rows)} | {cells} |"
    yield ""


def _asks() -> Iterator[str]:
    yield "Down: as labelled; across: as recognized. To the drafts that make one request come texts of a"
    yield "sentence or two that do nothing else."
    yield ""
    names = [str(each) for each in Request]
    for part in PARTS:
        counts = asks_confused(part)
        right = sum(count for (label, got), count in counts.items() if label == got)
        yield f"{part}: {right} of {sum(counts.values())} as labelled"
        yield ""
        yield "| | " + " | ".join(names) + " |"
        yield "|---" * (len(names) + 1) + "|"
        for label in names:
            cells = [str(counts.get((label, got), "")) for got in names]
            yield f"| **{label}** | " + " | ".join(cells) + " |"
        yield ""


def _describe(rule: CheckRule) -> Iterator[str]:
    guides = "; ".join(AUDIENCES[each] for each in rule.guides) or "ours"
    if len(rule.guides) == len(AUDIENCES):
        guides = "all five guides"
    yield f"### `{rule.id}`"
    yield ""
    yield f"{rule.severity} · {', '.join(rule.rows)} · {guides}"
    yield ""
    yield f"{_plain(rule.says)} {_plain(rule.because)}"
    yield ""
    yield f"What to do: {_plain(rule.remedy)}"
    yield ""
    example = min(rule.speaks, key=len, default="")
    if example and len(example) <= _LONGEST_EXAMPLE:
        yield f"Speaks at: `{' '.join(example.replace('`', '').split())}`"
        yield ""


def _plain(text: str) -> str:
    """Return a sentence with its gaps shown as gaps, in one line."""
    return " ".join(re.sub(r"\{\w+\}", "…", text).split())


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.2f}"


def _of(score: Score) -> str:
    return f"({score.right} of {score.right + score.wrong})"


# --------------------------------------------------------------------------------- disagreements


def disagreements(judged: Iterable[Verdict]) -> Iterator[str]:
    """Yield every false alarm, missed fault, doubled finding and misread request, draft by draft."""
    for each in judged:
        draft = each.draft
        lines = [
            f"  wrong   {found.severity:<6} {found.rule} {','.join(found.rows)} {found.quote[:70]!r}"
            for found in each.wrong
        ]
        lines += [
            f"  missed  {label.fault.id} {','.join(label.fault.rows)} {' | '.join(label.quotes)[:70]!r}"
            for label in each.missed
        ]
        lines += [
            f"  doubled {label.fault.id}: {', '.join(rules)}"
            for label in draft.expect
            if len(rules := _doubled(each, label)) > 1
        ]
        if draft.ask is not None and draft.ask is not each.report.ask:
            lines.append(f"  ask     {draft.ask} taken for {each.report.ask}")
        if lines:
            yield f"{draft.part}/{draft.id}"
            yield from lines


def _doubled(verdict: Verdict, label: Label) -> list[str]:
    """Return the rules that told one fault."""
    return sorted({found.rule for found, about in verdict.right if about == label})


def figures(judged: Sequence[Verdict]) -> Iterator[str]:
    """Yield the totals of each part; for the tuning part also the sorts of fault that are not all found."""
    parts = {part: [each for each in judged if each.draft.part == part] for part in PARTS}
    for part, members in parts.items():
        total = overall(members)
        strong = by_severity(members)[Severity.STRONG]
        asks = asks_confused(part)
        right = sum(count for (label, got), count in asks.items() if label == got)
        yield (
            f"{part}: {len(members)} drafts; strong precision {_share(strong.precision)} {_of(strong)}, "
            f"all precision {_share(total.precision)} ({total.wrong} wrong), "
            f"recall {_share(total.recall)} ({total.missed} missed), asks {right} of {sum(asks.values())}"
        )
        if part != PARTS[0]:
            continue  # whoever tunes sees of the part set aside nothing but totals
        doubled = sum(len(_doubled(each, label)) > 1 for each in members for label in each.draft.expect)
        yield f"  faults that several rules tell: {doubled}"
        weak = [
            f"{name} {score.right}/{score.right + score.missed}"
            for name, score in by_fault(members).items()
            if score.missed
        ]
        yield f"  not all found: {', '.join(weak) or '-'}"


def main() -> int:
    """Write the page, check it, or print figures and disagreements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="tell whether the page is fresh")
    parser.add_argument("--figures", action="store_true", help="print figures of both parts, write nothing")
    parser.add_argument("--list", action="store_true", help="print disagreements on the tuning part")
    parser.add_argument(
        "--show-kept", action="store_true", help="with --list: those on the kept part as well"
    )
    parser.add_argument("--rule", default="", help="with --list: only lines that hold this word")
    asked = parser.parse_args()
    judged = verdicts()
    if asked.list or asked.figures:
        if asked.list:
            shown = [each for each in judged if each.draft.part == PARTS[0] or asked.show_kept]
            lines = list(disagreements(shown))
            for part in PARTS[: 2 if asked.show_kept else 1]:
                lines += [
                    f"  ask     {each.ask} taken for {got}: {each.text.splitlines()[2]}"
                    for each, got in misread_asks(part)
                ]
            print("\n".join(each for each in lines if not asked.rule or asked.rule in each))
        print("\n".join(figures(judged)))
        return 0
    text = page(judged)
    if not asked.check:
        PAGE.write_text(text, encoding="utf-8")
        return 0
    if not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != text:
        sys.stderr.write(f"{PAGE} is stale: run python tools/check_report.py\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

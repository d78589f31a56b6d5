"""Comparing what the checks found with the labels, and counting: by rule, by fault, by part."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from hallway.desk.checking import Report, check
from hallway.desk.drafts import read_draft
from hallway.desk.findings import Finding
from hallway.desk.requests import recognize
from hallway.domain.messages import Request
from hallway.playbooks.cautions import Severity
from tests.desk.corpus_reading import Asked, Label, Labelled, asks, context_of, corpus


@dataclass(frozen=True, slots=True)
class Verdict:
    """One draft as the checks saw it beside its labels.

    `right` pairs findings with the label they are about; `open` are findings that a reader may share or not;
    `wrong` are false alarms; `missed` are labels that no finding is about.
    """

    draft: Labelled
    report: Report
    right: tuple[tuple[Finding, Label], ...]
    open: tuple[Finding, ...]
    wrong: tuple[Finding, ...]
    missed: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """How often a rule was right, wrong, and silent where it should have spoken."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float | None:
        """Return the share of what was flagged that is a fault, None when nothing was flagged."""
        flagged = self.right + self.wrong
        return self.right / flagged if flagged else None

    @property
    def recall(self) -> float | None:
        """Return the share of the faults that was flagged, None when there are none."""
        there = self.right + self.missed
        return self.right / there if there else None


def judge(draft: Labelled) -> Verdict:
    """Check one draft and compare."""
    report = check(draft.text, context_of(draft))
    right: list[tuple[Finding, Label]] = []
    others: list[Finding] = []
    wrong: list[Finding] = []
    for finding in report.findings:
        about = [each for each in draft.expect if _is_about(finding, each, draft.text)]
        if about:
            right += [(finding, each) for each in about]
        elif set(finding.rows) & set(draft.may):
            others.append(finding)
        else:
            wrong.append(finding)
    found = {each.fault.id + "".join(each.quotes) for _, each in right}
    missed = tuple(each for each in draft.expect if each.fault.id + "".join(each.quotes) not in found)
    return Verdict(draft, report, tuple(right), tuple(others), tuple(wrong), missed)


def _is_about(finding: Finding, label: Label, text: str) -> bool:
    if not set(finding.rows) & set(label.fault.rows):
        return False
    return not label.quotes or any(_overlaps(finding, quote, text) for quote in label.quotes)


def _overlaps(finding: Finding, quote: str, text: str) -> bool:
    start = text.find(quote)
    while start >= 0:
        if finding.start < start + len(quote) and start < max(finding.end, finding.start + 1):
            return True
        start = text.find(quote, start + 1)
    return False


@cache
def verdicts() -> tuple[Verdict, ...]:
    """Return the verdict on every draft of the corpus, judged once."""
    return tuple(judge(each) for each in corpus())


# ------------------------------------------------------------------------------------------ counts


def by_severity(judged: Iterable[Verdict]) -> Mapping[Severity, Score]:
    """Count findings, each once, by how loud they are; `missed` stays 0, as a label has no loudness."""
    right, wrong = Counter[Severity](), Counter[Severity]()
    for each in judged:
        right.update(Severity(finding.severity) for finding in _once(each.right))
        wrong.update(finding.severity for finding in each.wrong)
    return {each: Score(right[each], wrong[each], 0) for each in Severity}


def overall(judged: Iterable[Verdict]) -> Score:
    """Count labels found and missed, and false alarms."""
    every = list(judged)
    return Score(
        sum(len(each.draft.expect) - len(each.missed) for each in every),
        sum(len(each.wrong) for each in every),
        sum(len(each.missed) for each in every),
    )


def by_fault(judged: Iterable[Verdict]) -> Mapping[str, Score]:
    """Count labels by sort of fault; a false alarm belongs to no fault."""
    found, missed = Counter[str](), Counter[str]()
    for each in judged:
        missed.update(label.fault.id for label in each.missed)
        found.update(label.fault.id for label in each.draft.expect if label not in each.missed)
    return {name: Score(found[name], 0, missed[name]) for name in sorted({*found, *missed})}


def by_rule(judged: Sequence[Verdict], owners: Mapping[str, str]) -> Mapping[str, Score]:
    """Count by rule; a missed label counts against the rule that `owners` names for its fault."""
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    for each in judged:
        right.update(finding.rule for finding in _once(each.right))
        wrong.update(finding.rule for finding in each.wrong)
        missed.update(owners.get(label.fault.id, "(no rule)") for label in each.missed)
    rules = sorted({*right, *wrong, *missed})
    return {rule: Score(right[rule], wrong[rule], missed[rule]) for rule in rules}


def owners_of_faults(judged: Iterable[Verdict]) -> Mapping[str, str]:
    """Return which rule found each sort of fault most often."""
    counts = Counter((label.fault.id, finding.rule) for each in judged for finding, label in each.right)
    owners: dict[str, str] = {}
    for (fault, rule), _ in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
        owners.setdefault(fault, rule)
    return owners


def asks_confused(part: str) -> Mapping[tuple[str, str], int]:
    """Count texts of a part by the request that was labelled and the one that was recognized."""
    of_drafts = [
        (str(each.draft.ask), str(each.report.ask))
        for each in verdicts()
        if each.draft.part == part and each.draft.ask is not None
    ]
    return Counter([*of_drafts, *((str(each.ask), str(got)) for each, got in _recognized(part))])


def misread_asks(part: str) -> Iterable[tuple[Asked, Request]]:
    """Return the single requests that were taken for another, with what they were taken for."""
    return [(each, got) for each, got in _recognized(part) if got is not each.ask]


@cache
def _recognized(part: str) -> tuple[tuple[Asked, Request], ...]:
    return tuple((each, recognize(read_draft(each.text))) for each in asks() if each.part == part)


def _once(right: Iterable[tuple[Finding, Label]]) -> list[Finding]:
    """Return every finding once, though it may be about two labels."""
    return list(dict.fromkeys(finding for finding, _ in right))

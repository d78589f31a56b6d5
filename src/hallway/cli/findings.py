"""How what a check found looks in a terminal and in JSON."""

from collections.abc import Iterator

from hallway.cli import show
from hallway.desk.checking import Report
from hallway.desk.findings import Finding
from hallway.domain.json_values import JsonValue
from hallway.domain.messages import Medium, Request
from hallway.playbooks.cautions import Severity

_WORDS = {Severity.NOTE: "Note", Severity.WARN: "Careful", Severity.STRONG: "Stop and think"}
_LONGEST_QUOTE = 70
_ASKS = {
    Request.ADVICE: "asks for advice",
    Request.MEETING: "asks for a meeting",
    Request.TASK: "asks for a task",
    Request.LETTER: "asks for a letter",
    Request.ROTATION: "asks for a rotation",
    Request.ADVOCACY: "asks for support",
    Request.INFORM: "tells news",
    Request.NONE: "asks for nothing",
}


def counts(report: Report, medium: Medium | None = None) -> str:
    """Return "142 words, 11 lines, 9 sentences; asks for a meeting", with seconds for what is said."""
    parts = [
        show.count(report.words, "word"),
        show.count(report.lines, "line"),
        show.count(report.sentences, "sentence"),
    ]
    if medium is Medium.SPOKEN:
        parts.append(f"about {show.count(report.seconds, 'second')} to say")
    return f"{', '.join(parts)}; {_ASKS[report.ask]}"


def findings(report: Report, *, is_numbered: bool = False) -> Iterator[str]:
    """Return what was found, in the text's order, each with its line, its words, the reason and a way out."""
    for number, each in enumerate(report.findings, 1):
        yield ""
        yield from _shown(each, report.draft.text, number if is_numbered else None)


def _shown(each: Finding, text: str, number: int | None) -> Iterator[str]:
    line = text.count("\n", 0, each.start) + 1
    place = f"line {line}: " if each.end > each.start else ""
    says = f"{f'{number}. ' if number else ''}{_WORDS[each.severity]}, {place}{each.says}"
    yield from (show.alert(one) for one in show.wrap(says, indent=2))
    yield from _quoted(each, text)
    yield from show.wrap(f"Why: {each.because}", indent=4)
    yield from show.wrap(f"Instead: {each.remedy}", indent=4)
    if each.replacement is not None and number:
        does = f"writes “{each.replacement}” instead" if each.replacement else "takes these words out"
        yield from show.wrap(f"Ready: --fix {number} {does}", indent=4)
    elif each.replacement:
        yield from show.wrap(f"Such as: {each.replacement}", indent=4)
    sources = [each.guide] if each.guide else []
    yield from (show.faint(one) for one in show.wrap(f"{show.guides(sources)} · {each.rule}", indent=4))


def _quoted(each: Finding, text: str) -> Iterator[str]:
    """Return the line in which it stands, its words underlined; a long stretch by its first words."""
    first = text.rfind("\n", 0, each.start) + 1
    quote = show.clean(each.quote.split("\n", 1)[0]).rstrip()
    if not quote:
        return
    if len(each.quote) > _LONGEST_QUOTE or "\n" in each.quote.rstrip():
        yield f"    “{show.cut(quote, _LONGEST_QUOTE)}”"
        return
    before = show.clean(text[first : each.start]).lstrip()
    line_end = text.find("\n", each.end)
    end = each.start + len(each.quote.rstrip())
    after = show.clean(text[end : line_end if line_end >= 0 else None]).rstrip()
    room = max(show.width() - 4 - show.cells(quote), 0) // 2
    left = before if show.cells(before) <= room else "…" + before[-max(room - 1, 0) :]
    yield f"    {left}{quote}{show.cut(after, max(room, 1)) if after else ''}"
    yield f"    {' ' * show.cells(left)}{'^' * max(show.cells(quote), 1)}"


def as_json(report: Report) -> dict[str, JsonValue]:
    """Return a report in the shape that programs rely on."""
    return {
        "words": report.words,
        "lines": report.lines,
        "sentences": report.sentences,
        "seconds": report.seconds,
        "ask": report.ask.value,
        "findings": [_finding(each) for each in report.findings],
    }


def _finding(each: Finding) -> dict[str, JsonValue]:
    return {
        "rule": each.rule,
        "rows": list(each.rows),
        "severity": each.severity.value,
        "start": each.start,
        "end": each.end,
        "quote": each.quote,
        "says": each.says,
        "because": each.because,
        "guide": each.guide,
        "remedy": each.remedy,
        "replacement": each.replacement,
    }

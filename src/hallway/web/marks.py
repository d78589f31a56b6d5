"""A checked text as a page shows it: its words with numbers on them, and beside them the notes."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from hallway.desk.findings import Finding
from hallway.playbooks.cautions import Severity

_BREAK = re.compile(r"\n(?:[ \t]*\n)+")
_LOUDEST = {Severity.NOTE: 0, Severity.WARN: 1, Severity.STRONG: 2}


class Field(NamedTuple):
    """A part of the checked text that the applicant types into a field of its own; code points."""

    name: str
    start: int
    end: int


class Piece(NamedTuple):
    """Words that the same findings concern; `closes` are the notes whose words end here."""

    text: str
    degree: str
    closes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One finding with the number that leads from its words to it and back.

    `start` and `end` are code points of the field named; `key` finds it again in a later check.
    """

    number: int
    finding: Finding
    field: str
    start: int
    end: int

    @property
    def key(self) -> str:
        """Return what a button sends to have this remedy applied."""
        return key_of(self.finding)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or the subject, with its words in pieces and the notes that concern them."""

    field: str
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A text laid out with its notes; `whole` are those about the text as a whole."""

    blocks: tuple[Block, ...]
    whole: tuple[Note, ...]

    @property
    def notes(self) -> tuple[Note, ...]:
        """Return all notes by their numbers."""
        return (*self.whole, *(note for block in self.blocks for note in block.notes))


def key_of(finding: Finding) -> str:
    """Return what tells a finding from the others of the same check."""
    return f"{finding.rule}:{finding.start}:{finding.end}"


def mark(text: str, findings: Sequence[Finding], fields: Sequence[Field] = ()) -> Marked:
    """Lay a checked text out.

    Args:
        text: as it was checked.
        findings: of that check.
        fields: the parts that are typed apart, in the text's order; by default all is one field.
    """
    parts = fields or (Field("text", 0, len(text)),)
    spans = [(each.name, each.start, *span) for each in parts for span in _paragraphs(text, each)]
    homes: list[list[Finding]] = [[] for _ in spans]
    whole: list[Finding] = []
    for finding in findings:
        home = _home(finding, spans)
        (whole if home is None else homes[home]).append(finding)
    notes = _numbered([(whole, "", 0), *((own, spans[at][0], spans[at][1]) for at, own in enumerate(homes))])
    return Marked(
        blocks=tuple(
            Block(name, _pieces(text, start, end, own), tuple(own))
            for (name, _, start, end), own in zip(spans, notes[1:], strict=True)
        ),
        whole=tuple(notes[0]),
    )


def _paragraphs(text: str, field: Field) -> Iterator[tuple[int, int]]:
    """Return where the paragraphs of a field begin and end; empty ones are left out."""
    at = field.start
    for gap in (*_BREAK.finditer(text, field.start, field.end), None):
        end = gap.start() if gap else field.end
        if text[at:end].strip():
            yield at, end
        at = gap.end() if gap else field.end


def _home(finding: Finding, spans: Sequence[tuple[str, int, int, int]]) -> int | None:
    """Return the paragraph that a finding concerns, None when it is about more than one, or about none."""
    if finding.start >= finding.end:
        return None
    return next(
        (at for at, (_, _, start, end) in enumerate(spans) if start <= finding.start and finding.end <= end),
        None,
    )


def _numbered(groups: Sequence[tuple[Sequence[Finding], str, int]]) -> list[list[Note]]:
    number = 0
    found: list[list[Note]] = []
    for findings, name, base in groups:
        notes = []
        for each in findings:
            number += 1
            start, end = each.start - base, each.end - base
            notes.append(Note(number=number, finding=each, field=name, start=start, end=end))
        found.append(notes)
    return found


def _pieces(text: str, start: int, end: int, notes: Sequence[Note]) -> tuple[Piece, ...]:
    """Cut a paragraph where a finding begins or ends."""
    cuts = sorted({start, end, *(at for each in notes for at in (each.finding.start, each.finding.end))})
    pieces = []
    for here, there in itertools.pairwise(cuts):
        over = [each for each in notes if each.finding.start <= here and there <= each.finding.end]
        degree = max((each.finding.severity for each in over), key=_LOUDEST.__getitem__, default=None)
        closes = tuple(each.number for each in over if each.finding.end == there)
        pieces.append(Piece(text[here:there], degree.value if degree else "", closes))
    return tuple(pieces)

"""The anatomy of a draft: subject, salutation, body, closing, signature, and what is quoted from others.

Every part is a span of the text as it was given, so that a finding points at the very letters.
"""

import textwrap
from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from hallway.desk.folding import fold_letters
from hallway.desk.mail_parts import (
    Line,
    closing_line,
    header_lines,
    mark_quoted,
    salutation_end,
    signature_line,
    split_lines,
)
from hallway.desk.sentences import split_sentences

WIDTH = 76
"""Columns at which mail programs wrap a line."""

_OPENING_SENTENCES = 2


class Span(NamedTuple):
    """Code points of a text, the end excluded."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A text and its parts; `folded` is as long as `text`, in lower case, without accents and curly quotes.

    `closing` is the line such as "Best regards,", `name` the name under it, `signature` what follows.
    `words` and `lines` count from the salutation to the name; empty lines are left out.
    """

    text: str
    folded: str
    sender: str
    to: str
    subject: Span | None
    salutation: Span | None
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    closing: Span | None
    name: Span | None
    signature: Span | None
    quoted: tuple[Span, ...]
    words: int
    lines: int

    @property
    def body(self) -> Span:
        """Return what stands between salutation and closing, from the first to the last sentence."""
        if not self.paragraphs:
            end = self.salutation.end if self.salutation else 0
            return Span(end, end)
        return Span(self.paragraphs[0].start, self.paragraphs[-1].end)

    @property
    def body_lines(self) -> int:
        """Return how many lines the body has, as a mail program wraps them."""
        return sum(count_lines(self.text[each.start : each.end]) for each in self.paragraphs)

    def places(self, place: str) -> tuple[Span, ...]:
        """Return where to look: all (of the applicant's own), subject, salutation, opening, body, closing."""
        one = {"subject": self.subject, "salutation": self.salutation, "closing": self.closing}
        if place in one:
            found = one[place]
            return (found,) if found else ()
        if place == "opening":
            return self.sentences[:_OPENING_SENTENCES]
        if place == "body":
            return self.paragraphs
        everything = (self.subject, self.salutation, *self.paragraphs, self.closing)
        return tuple(each for each in everything if each)

    def sentence_at(self, position: int) -> Span | None:
        """Return the sentence around a position, None outside the body."""
        at = bisect_right(self.sentences, position, key=lambda each: each.start) - 1
        return self.sentences[at] if at >= 0 and position < self.sentences[at].end else None

    def words_of(self, span: Span) -> str:
        """Return the folded text of a span."""
        return self.folded[span.start : span.end]


def read_draft(text: str) -> Draft:
    """Take a plain text apart: a mail with or without head, a note, something to say."""
    folded = fold_letters(text)
    lines = split_lines(text)
    head, rest = header_lines(lines)
    own = mark_quoted(text, rest)
    starts = {each.start for each in own}
    quoted = _spans([each for each in rest if each.start not in starts])
    filled = [each for each in own if each.text.strip()]
    salutation = _salutation(text, folded, filled)
    is_alone = salutation is not None and salutation.end >= _span(filled[0]).end
    end_at, signature_from = _ending(filled, least=2 if is_alone else 1)
    body_lines = filled[:end_at]
    paragraphs = _paragraphs(text, own, body_lines, salutation)
    closing = _span(filled[end_at]) if end_at < len(filled) and end_at < signature_from else None
    under = [each for each in filled[end_at:signature_from] if closing is None or _span(each) != closing]
    name = _span(under[0]) if under else None
    signed = filled[signature_from:]
    signature = Span(_span(signed[0]).start, _span(signed[-1]).end) if signed else None
    counted = [each for each in (salutation, *paragraphs, closing, name) if each]
    said = [text[each.start : each.end] for each in counted]
    return Draft(
        text=text,
        folded=folded,
        sender=head.get("from", Line(0, "")).value(),
        to=head.get("to", Line(0, "")).value(),
        subject=head["subject"].value_span(Span) if "subject" in head else None,
        salutation=salutation,
        paragraphs=paragraphs,
        sentences=tuple(
            Span(*each) for part in paragraphs for each in split_sentences(text, part.start, part.end)
        ),
        closing=closing,
        name=name,
        signature=signature,
        quoted=quoted,
        words=sum(count_words(each) for each in said),
        lines=sum(count_lines(each) for each in said),
    )


def count_words(text: str) -> int:
    """Return how many words a text has: what stands between spaces and has a letter or a digit."""
    return sum(any(sign.isalnum() for sign in word) for word in text.split())


def count_lines(text: str) -> int:
    """Return how many lines a text takes in a mail program, empty ones left out."""
    return sum(
        len(textwrap.wrap(line, WIDTH, break_on_hyphens=False)) for line in text.splitlines() if line.strip()
    )


def _ending(filled: list[Line], *, least: int) -> tuple[int, int]:
    """Return at which filled line the closing begins, and at which the signature does."""
    signed = signature_line(filled)
    closed = closing_line(filled[:signed], least=least)
    if closed is None:
        return signed, signed
    is_bare = closed.has_closing
    after_name = closed.index + (2 if is_bare else 1)
    return closed.index, min(after_name, signed)


def _span(line: Line) -> Span:
    bare = line.text.strip()
    start = line.start + line.text.index(bare) if bare else line.start
    return Span(start, start + len(bare))


def _spans(lines: list[Line]) -> tuple[Span, ...]:
    """Return lines as spans; neighbors are put together."""
    found: list[Span] = []
    for each in lines:
        start, end = each.start, each.start + len(each.text)
        if found and start - found[-1].end <= 2:  # noqa: PLR2004 - a line break has two letters at most
            found[-1] = Span(found[-1].start, end)
        else:
            found.append(Span(start, end))
    return tuple(each for each in found if each.end > each.start)


def _salutation(text: str, folded: str, lines: list[Line]) -> Span | None:
    if not lines:
        return None
    first = _span(lines[0])
    length = salutation_end(text[first.start : first.end], folded[first.start : first.end])
    return Span(first.start, first.start + length) if length else None


def _paragraphs(
    text: str, own: tuple[Line, ...], filled: list[Line], salutation: Span | None
) -> tuple[Span, ...]:
    """Return the blocks of the body that empty or quoted lines set apart."""
    wanted = {each.start for each in filled}
    found: list[Span] = []
    is_open = False
    for each in own:
        if each.start not in wanted:
            is_open = False
            continue
        here = _span(each)
        if salutation and here.start == salutation.start:
            here = _after(text, salutation, here)
            is_open = False
        if here.start == here.end:
            continue
        if is_open:
            found[-1] = Span(found[-1].start, here.end)
        else:
            found.append(here)
        is_open = True
    return tuple(found)


def _after(text: str, salutation: Span, line: Span) -> Span:
    """Return what follows a salutation on its own line."""
    start = salutation.end
    while start < line.end and not (text[start].isalnum() or text[start] in "[{<("):
        start += 1
    return Span(start, line.end)

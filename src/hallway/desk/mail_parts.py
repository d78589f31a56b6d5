"""The parts of a mail by their lines: head, salutation, closing, signature, what is quoted from others."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

S = TypeVar("S")

_HEADERS = ("subject", "to", "from", "cc", "bcc", "date", "reply-to", "sent")
_HEADER = re.compile(r"(?i)\s*(subject|to|from|cc|bcc|date|reply-to|sent)[ \t]*:[ \t]*")
_QUOTES = re.compile(r"\s*>")
_GREETING = re.compile(
    r"(?:dear|dearest|respected|esteemed|honou?rable|hi|hiya|hello|hey|heya|yo|greetings|salutations|howdy"
    r"|good (?:morning|afternoon|evening|day)|to whom(?: it)? may concern|to whomsoever it may concern"
    r"|hola|bonjour|salam|namaste|merhaba)\b"
)
_TITLED = re.compile(r"(?:dr|doctor|prof|professor|mr|mrs|ms|mx|sir|madam|ma'am)\b\.?")
_STOP = re.compile(r"[,:;!]|\s-+\s|\.\s+(?=(?:i|my|we|thank|it|this|as|hope)\b)")
_ABBREVIATED = re.compile(r"\b(?:dr|prof|mr|mrs|ms|mx)\.")
_LONGEST_GREETING = 80
_MOST_GREETING_WORDS = 12
_CLOSING = re.compile(
    r"(?:(?:with )?(?:my |our )?(?:very |most )?(?:best|kind(?:est)?|warm(?:est)?|sincere|respectful|many)?\s*"
    r"(?:regards?|wishes|thanks|gratitude|appreciation|respects?)"
    r"|best|all (?:the|my) best|(?:yours |very )?(?:sincerely|truly|faithfully|respectfully|cordially|gratefully)(?: yours)?"
    r"|warmly|cheers|thank you(?: (?:so|very) much| again| kindly| in advance| for your time(?: and consideration)?)?"
    r"|thanks(?: again| so much| a lot| in advance| very much)?|thx|ty|xoxo|love|take care|see you(?: soon)?|ciao|later"
    r"|talk soon|yours|looking forward|with (?:sincere |deep |much )?(?:gratitude|appreciation|respect|thanks))"
    r"(?: and (?:best |kind |warm )?(?:regards|wishes|thanks|best))?"
)
_DELIMITER = re.compile(r"--\s*$|_{4,}\s*$|-{5,}\s*$")
_FROM_PHONE = re.compile(r"(?i)\s*(?:sent from my|sent from|get outlook for|sent via)\b")
_MOST_NAME_WORDS = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text, where it starts, without its line break."""

    start: int
    text: str

    def value(self) -> str:
        """Return what a head line says after its colon."""
        return self.text.split(":", 1)[-1].strip()

    def value_span(self, make: Callable[[int, int], S]) -> S:
        """Return where that stands."""
        found = _HEADER.match(self.text)
        skip = found.end() if found else 0
        return make(self.start + skip, self.start + skip + len(self.text[skip:].rstrip()))


@dataclass(frozen=True, slots=True)
class Closing:
    """The line at which a mail takes leave; `has_closing` is False when it is only a name."""

    index: int
    has_closing: bool


def split_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of a text with their places."""
    found, position = [], 0
    for each in re.split(r"(\r\n|\r|\n)", text):
        if each not in {"\n", "\r", "\r\n"}:
            found.append(Line(position, each))
        position += len(each)
    return tuple(found)


def header_lines(lines: Sequence[Line]) -> tuple[dict[str, Line], tuple[Line, ...]]:
    """Return the head lines by their names, and the lines after them."""
    first = next((at for at, each in enumerate(lines) if each.text.strip()), len(lines))
    head: dict[str, Line] = {}
    at = first
    while at < len(lines) and (found := _HEADER.match(lines[at].text)):
        head.setdefault(found[1].lower(), lines[at])
        at += 1
    return head, tuple(lines[at:]) if head else tuple(lines)


def mark_quoted(text: str, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the lines that are the writer's own: no quoted line, nothing from a "wrote:" line on."""
    if not lines:
        return lines
    own = [each for each in lines if not _QUOTES.match(each.text)]
    start = lines[0].start
    found = _answer_head().search(text, start) if ":" in text[start:] or "--" in text[start:] else None
    if found is None or not text[found.start() : found.end()].strip():
        return tuple(own)
    first, last = found.start(), found.end()
    first += len(found[0]) - len(found[0].lstrip())
    behind = [each for each in lines if each.start >= last and each.text.strip()]
    if behind and _QUOTES.match(behind[0].text):  # marked line by line: an answer may stand below
        return tuple(each for each in own if not first <= each.start < last)
    return tuple(each for each in own if each.start < first)


@cache
def _answer_head() -> re.Pattern[str]:
    """Return what begins a quoted mail in the languages that mail programs speak."""
    from mailparser_reply.parser import MAIL_LANGUAGES, EmailMessage  # noqa: PLC0415 - only a check needs it

    pattern: re.Pattern[str] = EmailMessage(text="", languages=sorted(MAIL_LANGUAGES)).HEADER_REGEX
    return pattern


def salutation_end(folded: str) -> int:
    """Return how long the salutation at the start of a folded line is, its mark included; 0 when there is none."""
    greets, titled = _GREETING.match(folded), _TITLED.match(folded)
    if not greets and not titled:
        return 0
    masked = _ABBREVIATED.sub(lambda each: each[0][:-1] + " ", folded)
    stop = _STOP.search(masked)
    end = stop.start() + 1 if stop else len(folded)
    if end > _LONGEST_GREETING or len(folded[:end].split()) > _MOST_GREETING_WORDS:
        return 0
    if stop is None and ((titled and not greets) or folded.rstrip().endswith((".", "?"))):
        return 0
    return end


def closing_line(filled: Sequence[Line]) -> Closing | None:
    """Return the line at which the writer takes leave, looked for from the end."""
    for back, each in enumerate(reversed(filled[1:]), start=1):
        index = len(filled) - back
        bare = each.text.strip().casefold().rstrip(" ,.!-–—")
        if _CLOSING.fullmatch(bare):
            return Closing(index, has_closing=True)
        if back > _MOST_NAME_WORDS or len(each.text.split()) > _MOST_NAME_WORDS:
            break
    last = len(filled) - 1
    return Closing(last, has_closing=False) if last > 0 and _is_name(filled[last].text) else None


def _is_name(line: str) -> bool:
    words = line.replace(",", " ").split()
    return (
        0 < len(words) <= _MOST_NAME_WORDS // 2
        and line.strip()[-1:] not in {".", "?", "!", ":", ";"}
        and all(not each[0].islower() and each[0].isalpha() for each in words)
    )


def signature_line(filled: Sequence[Line]) -> int:
    """Return at which filled line a marked signature begins; their number when none does."""
    for index, each in enumerate(filled):
        if index and (_DELIMITER.match(each.text.strip()) or _FROM_PHONE.match(each.text)):
            return index
    return len(filled)

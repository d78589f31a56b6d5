"""The parts of a mail by their lines: head, salutation, closing, signature, what is quoted from others."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from hallway.desk.word_lists import phrase_lists

S = TypeVar("S")

_HEADERS = ("subject", "to", "from", "cc", "bcc", "date", "reply-to", "sent")
_HEADER = re.compile(r"(?i)\s*(subject|to|from|cc|bcc|date|reply-to|sent)[ \t]*:[ \t]*")
_QUOTES = re.compile(r"\s*>")
_MAY_BE_HEAD = re.compile(r":\s*$|^\W*(?:\w+\W{0,3}){1,2}:|-{3}|_{5}")
_LONGEST_HEAD = 300
_HEAD_BEFORE, _HEAD_AFTER = 2, 6
_ATTRIBUTION = re.compile(r"(?:\d|@).{0,200}:$")
_STOP = re.compile(r"[,:;!]|\s-+\s|\.\s+(?=(?:i|my|we|thank|it|this|as|hope)\b)")
_LONGEST_GREETING = 80
_SURE_GREETING_WORDS = 5
_WORD = re.compile(r"\S+")
_MOST_GREETING_WORDS = 12
_DELIMITER = re.compile(r"--\s*$|_{4,}\s*$|-{5,}\s*$")
_MOST_NAME_WORDS = 8


@cache
def _any_of(*lists: str) -> re.Pattern[str]:
    """Return a pattern for the words of these lists; the longer come first, so that they win."""
    words = {word for name in lists for word in phrase_lists("mail_parts")[name]}
    return re.compile(f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})(?!\\w)")


@cache
def _leave() -> re.Pattern[str]:
    first, second = _any_of("leaves").pattern, _any_of("leaves_too").pattern
    return re.compile(f"{first}(?: and {second})?")


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
    own = _without_attributions(lines)
    found = _find_answer_head(text, lines)
    if found is None or not text[found.start() : found.end()].strip():
        return tuple(own)
    first, last = found.start(), found.end()
    first += len(found[0]) - len(found[0].lstrip())
    behind = [each for each in lines if each.start >= last and each.text.strip()]
    if behind and _QUOTES.match(behind[0].text):  # marked line by line: an answer may stand below
        return tuple(each for each in own if not first <= each.start < last)
    return tuple(each for each in own if each.start < first)


def _without_attributions(lines: tuple[Line, ...]) -> list[Line]:
    """Return the lines that are not quoted, nor say directly above quoted ones who wrote them."""
    own: list[Line] = []
    for each in lines:
        if _QUOTES.match(each.text):
            _drop_attribution(own)
            continue
        own.append(each)
    return own


def _drop_attribution(own: list[Line]) -> None:
    """Take away the last filled line, or the last two, when they say who wrote what is quoted below."""
    filled = [at for at, each in enumerate(own) if each.text.strip()]
    for count in (1, 2):
        last = filled[-count:]
        if len(last) == count and _ATTRIBUTION.search(" ".join(own[at].text.strip() for at in last)):
            del own[last[0] :]
            return


def _find_answer_head(text: str, lines: tuple[Line, ...]) -> re.Match[str] | None:
    """Return where a quoted mail begins: looked for around lines that may say so, for the pattern is slow."""
    for index, each in enumerate(lines):
        if len(each.text) > _LONGEST_HEAD or not _MAY_BE_HEAD.search(each.text):
            continue
        near = lines[max(0, index - _HEAD_BEFORE) : index + _HEAD_AFTER]
        found = _answer_head().search(text, near[0].start, near[-1].start + len(near[-1].text))
        if found:
            return found
    return None


@cache
def _answer_head() -> re.Pattern[str]:
    """Return what begins a quoted mail in the languages that mail programs speak."""
    from mailparser_reply.parser import MAIL_LANGUAGES, EmailMessage  # noqa: PLC0415 - only a check needs it

    pattern: re.Pattern[str] = EmailMessage(text="", languages=sorted(MAIL_LANGUAGES)).HEADER_REGEX
    return pattern


def salutation_end(line: str, folded: str) -> int:
    """Return how long the salutation at the start of a line is, its mark included; 0 for none.

    A long one ends where the name does: "hi dr can you help me" greets with two words.
    """
    greets, titled = _any_of("greetings").match(folded), _any_of("titles").match(folded)
    if not greets and not titled:
        return 0
    short = rf"\b{_any_of('abbreviated_titles').pattern}\."
    masked = re.sub(short, lambda each: each[0][:-1] + " ", folded)
    stop = _STOP.search(masked)
    end = stop.start() + 1 if stop else len(folded)
    if end > _LONGEST_GREETING or len(folded[:end].split()) > _MOST_GREETING_WORDS:
        return 0
    if len(folded[:end].split()) > _SURE_GREETING_WORDS:
        is_nameless = titled is not None and titled[0] in phrase_lists("mail_parts")["nameless_titles"]
        return _end_of_name(line[:end], len(greets[0]) if greets else 0) if greets or is_nameless else 0
    if stop is None and ((titled and not greets) or folded.rstrip().endswith((".", "?"))):
        return 0
    return len(folded[:end].rstrip())


def _end_of_name(line: str, begins: int) -> int:
    """Return where the greeting and the name after it end: at the first plain word of a sentence."""
    lists = phrase_lists("mail_parts")
    end = begins
    for word in _WORD.finditer(line, begins):
        bare = word[0].casefold().strip(".,'’")
        if not (word[0][0].isupper() or bare in lists["titles"] or bare in lists["in_names"]) or bare == "i":
            return end
        end = word.end()
    return len(line.rstrip())


def closing_line(filled: Sequence[Line], *, least: int = 1) -> Closing | None:
    """Return the line at which the writer takes leave, looked for from the end down to line `least`."""
    for back, each in enumerate(reversed(filled[least:]), start=1):
        index = len(filled) - back
        bare = each.text.strip().casefold().rstrip(" ,.!-–—")
        if _leave().fullmatch(bare):
            return Closing(index, has_closing=True)
        if back > _MOST_NAME_WORDS or len(each.text.split()) > _MOST_NAME_WORDS:
            break
    last = len(filled) - 1
    return Closing(last, has_closing=False) if last >= least and _is_name(filled[last].text) else None


def _is_name(line: str) -> bool:
    words = line.replace(",", " ").split()
    return (
        0 < len(words) <= _MOST_NAME_WORDS // 2
        and line.strip()[-1:] not in {".", "?", "!", ":", ";", "。", "！", "？"}  # noqa: RUF001 - full-width marks
        and all(not each[0].islower() and each[0].isalpha() for each in words)
    )


def signature_line(filled: Sequence[Line]) -> int:
    """Return at which filled line a marked signature begins; their number when none does."""
    for index, each in enumerate(filled):
        if index and (
            _DELIMITER.match(each.text.strip()) or _any_of("sent_from").match(each.text.strip().casefold())
        ):
            return index
    return len(filled)

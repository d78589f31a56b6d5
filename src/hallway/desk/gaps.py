"""Gaps that were left open in a text: brackets that wait for an answer, greetings that wait for a name."""

import re
from collections.abc import Iterator, Mapping

from hallway.desk.check_rules import CheckRule
from hallway.desk.context import Detector, Reading
from hallway.desk.findings import Hit
from hallway.desk.phrases import pattern_of

_BRACKETS = re.compile(
    r"\[(?P<square>[^\[\]\n]{0,200})\](?!\()|\{\{?(?P<curly>[^{}\n]{1,80})\}\}?"
    r"|<{1,2}(?P<angle>[^<>\n]{1,80})>{1,2}|%(?P<percent>[A-Z_]{3,30})%|\$(?P<dollar>[a-z_]{3,30})\b"
)
_BOX = "[ ]"
"""What stands before something to be done."""

_QUOTED_KEY = re.compile(r"[\"']|:\s*\d|=")
_NOBODY = re.compile(
    r"(?:dear|hi|hello|respected|hey|good (?:morning|afternoon|evening|day))"
    r"(?:\s+(?:dr|prof|mr|ms|mrs|null|undefined|none|nan|n/a|name|recipient|user))?\s*\.?\s*[,:;]*"
)
_ENDS = re.compile(r"[ \t]*(?:[,.:;!]|\n|$)")
_NEEDS_NAME = re.compile(
    r"dear|(?:dr|prof|mr|ms|mrs|null|undefined|none|nan|n/a|name|recipient|user|first ?name)\b"
)
_TAGS = frozenset(
    {"a", "b", "i", "u", "p", "br", "hr", "li", "ul", "ol", "em", "div", "span", "strong", "table"}
)


def find_gaps(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Find every gap; the rule's phrases say what stands between brackets that wait for an answer."""
    draft = reading.draft
    filler = pattern_of(rule.phrases)
    told = -1
    greeting = draft.salutation
    if greeting:
        said = draft.words_of(greeting)
        is_whole = said.endswith((",", ":", ";", ".")) or _ENDS.match(draft.folded, greeting.end)
        if is_whole and _NOBODY.fullmatch(said) and _NEEDS_NAME.search(said):
            yield Hit(start=greeting.start, end=greeting.end)
            told = greeting.end
    for place in draft.places("all"):
        for each in _BRACKETS.finditer(draft.text, place.start, place.end):
            if each.start() >= told and _waits(each, filler):
                yield Hit(start=each.start(), end=each.end())


def _waits(found: re.Match[str], filler: re.Pattern[str]) -> bool:
    """Tell whether brackets hold a question or a name for what should stand there."""
    kind, inside = found.lastgroup, found[found.lastgroup or 0].strip()
    folded = inside.casefold().strip(" _")
    if kind in {"percent", "dollar"}:
        return filler.fullmatch(folded.replace("_", " ")) is not None
    if kind == "square":
        is_open = "?" in folded or folded.endswith((" ...", " …", ":")) or (not folded and found[0] != _BOX)
        return is_open or filler.fullmatch(folded) is not None
    if _QUOTED_KEY.search(inside) or "@" in inside or "/" in inside or folded in _TAGS:
        return False
    return filler.fullmatch(folded.replace("_", " ")) is not None


DETECTORS: Mapping[str, Detector] = {"gaps": find_gaps}
"""Detectors of gaps by the names that rules give them."""

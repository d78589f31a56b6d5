"""Profiles: the address, the bio, the LinkedIn headline and About."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from hallway.desk.check_rules import CheckRule
from hallway.desk.context import Detector, Reading
from hallway.desk.drafts import Draft, Span, count_words
from hallway.desk.findings import Hit
from hallway.desk.word_lists import phrase_lists
from hallway.domain.messages import Medium
from hallway.domain.names import fold
from hallway.playbooks.cautions import Severity

_ADDRESS = re.compile(r"(?<![\w.+-])(?P<local>[\w.+-]{1,64})@(?P<domain>[\w-]{1,63}(?:\.[\w-]{1,63}){1,6})")
_BETWEEN = re.compile(r"[._+-]+")
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")
_LEAST_PART = 3
_MOST_EXTRA = 2
_MOST_DIGITS = 1
_HEADLINE_WORDS = 30
_FIRST_PERSON = re.compile(r"\b(?:i|i'm|my|me)\b")
_LABEL = re.compile(r"(?:headline|about|bio)\s*:\s*")
_FAR = 1.2
_BIO, _LINKEDIN = "TPL-45", "TPL-28"


@dataclass(frozen=True, slots=True)
class AddressFault:
    """What is wrong with an e-mail address, in words, and which one would do."""

    says: str
    suggestion: str


def check_address(address: str, name: str = "") -> AddressFault | None:
    """Return why an e-mail address does not look like a professional's, None when it does.

    Args:
        address: as typed; one that is no address has no fault here.
        name: of whom it belongs to; without one only nicknames and long numbers are told.
    """
    found = _ADDRESS.fullmatch(address.strip())
    if found is None:
        return None
    local, domain = fold(found["local"].split("+")[0]), fold(found["domain"])
    if _is_given(domain) or local in _list("offices"):
        return None
    names = [each for each in _WORD.findall(fold(name.partition(",")[0])) if each not in _list("credentials")]
    says = _fault(local, names)
    return AddressFault(says, _suggestion(names, domain)) if says else None


def _is_given(domain: str) -> bool:
    """Tell whether a school or a hospital gave the address: then nobody chose it."""
    return bool(_list("schools") & set(domain.split(".")))


def _fault(local: str, names: list[str]) -> str:
    parts = [each for each in _BETWEEN.split(local) if each]
    letters = [word for each in parts for word in _WORD.findall(each) if word not in _list("credentials")]
    nickname = _nickname(local, letters, names)
    if nickname:
        return f"“{nickname}” is a nickname, not a name"
    if names and letters and all(each.isascii() for each in (*names, *letters)):
        left = _unexplained("".join(letters), names)
        if left:
            return f"“{left}” is not part of your name"
    digits = "".join(_DIGITS.findall(local))
    return (
        f"the number {digits} says a birth year or that others came first"
        if len(digits) > _MOST_DIGITS
        else ""
    )


def _nickname(local: str, letters: list[str], names: list[str]) -> str:
    """Return a nickname in an address; the applicant's own names are none."""
    bare = "".join(letters)
    explained = bool(names) and not _unexplained(bare, names)
    if explained:
        return ""
    squeezed = _BETWEEN.sub("", local)
    alone = next((each for each in letters if each in _list("short-nicknames") and each not in names), "")
    has_title = len(letters) == 1 and squeezed != letters[0]  # "dr.love", but not somebody called Love
    if alone and (names or has_title):
        return alone
    long = (each for each in phrase_lists("addresses")["nicknames"] if len(each) > _LEAST_PART)
    return next((each for each in long if each in squeezed and not any(each in name for name in names)), "")


def _unexplained(letters: str, names: list[str]) -> str:
    """Return the letters of an address that names, their beginnings and initials do not explain."""
    for credential in sorted(_list("credentials"), key=len, reverse=True):
        for rest in (letters.removeprefix(credential), letters.removesuffix(credential)):
            if rest != letters and _explains(rest, tuple(names)):
                return ""
    if _explains(letters, tuple(names)):
        return ""
    rest = letters
    for each in sorted(names, key=len, reverse=True):
        if len(each) >= _LEAST_PART and each in rest:
            rest = rest.replace(each, "", 1)
    return rest if len(rest) > _MOST_EXTRA or rest == letters else ""


def _explains(letters: str, names: tuple[str, ...]) -> bool:
    """Tell whether letters are names, their beginnings or their initials put together, each used once."""
    if not letters:
        return True
    for at, name in enumerate(names):
        rest = names[:at] + names[at + 1 :]
        for length in range(min(len(name), len(letters)), 0, -1):
            if (
                name[:length] == letters[:length]
                and (length == 1 or length >= _LEAST_PART or length == len(name))
                and _explains(letters[length:], rest)
            ):
                return True
    return False


def _suggestion(names: list[str], domain: str) -> str:
    if len(names) < 2 or not all(each.isascii() for each in names):  # noqa: PLR2004 - a first and a last name
        return "first.last (or first.last.md)"
    return f"{names[0]}.{names[-1]}@{domain} (or {names[0]}.{names[-1]}.md)"


def find_odd_address(_rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell when the sender's address is a nickname or a number."""
    draft, applicant = reading.draft, reading.context.material.applicant
    name = applicant.name if applicant else ""
    for where in _addresses(draft, reading.medium):
        shown = name or _shown_name(draft)
        fault = check_address(draft.text[where.start : where.end], shown)
        if fault:
            yield Hit(
                start=where.start, end=where.end, words={"fault": fault.says, "suggestion": fault.suggestion}
            )
        return
    if applicant and applicant.email and reading.medium is Medium.MAIL:
        fault = check_address(applicant.email, name)
        if fault:
            where = draft.name or draft.closing or Span(draft.body.end, draft.body.end)
            words = {"quote": applicant.email, "fault": fault.says, "suggestion": fault.suggestion}
            yield Hit(start=where.start, end=where.end, words=words, severity=Severity.NOTE)


def _addresses(draft: Draft, medium: Medium) -> Iterator[Span]:
    """Yield where the sender's address stands: in the head, under the name, anywhere on a card."""
    text = draft.text
    if draft.sender:
        start = text.find(draft.sender)
        found = _ADDRESS.search(text, start, start + len(draft.sender)) if start >= 0 else None
        if found:
            yield Span(found.start(), found.end())
    ends = [each for each in (draft.name, draft.signature) if each]
    if medium in {Medium.PROFILE, Medium.PAPER}:
        ends = [Span(0, len(text))]
    for each in ends:
        for found in _ADDRESS.finditer(text, each.start, each.end):
            yield Span(found.start(), found.end())


def _shown_name(draft: Draft) -> str:
    """Return the name that a mail shows of its sender: in its head, else under its closing."""
    if "<" in draft.sender:
        return draft.sender.split("<")[0].strip(' "')
    first = (
        draft.signature
        and draft.text[draft.signature.start : draft.signature.end].strip("-_ \n").split("\n")[0]
    )
    under = draft.text[draft.name.start : draft.name.end] if draft.name else ""
    shown = f"{under} {first or ''}".split(",")[0]
    is_whole = len(set(_WORD.findall(fold(shown)))) > 1 and "@" not in shown and not _DIGITS.search(shown)
    return shown if is_whole else ""  # a first name alone explains no address


def find_bio_length(_rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell when a short bio has more or fewer words than the guide gives it."""
    if not _is_bio(reading):
        return
    least, most = _range(reading, "bio.words")
    words = count_words(reading.draft.text)
    if least <= words <= most:
        return
    is_far = words > most * _FAR or words * _FAR < least
    told = {"words": str(words), "least": str(least), "most": str(most)}
    yield _whole(reading.draft, told, Severity.WARN if is_far else Severity.NOTE)


def _is_bio(reading: Reading) -> bool:
    template = reading.context.template
    if template is not None:
        return template.id == _BIO
    if _ADDRESS.search(reading.draft.text):
        return False  # a signature or a card
    return len(reading.draft.sentences) > 1 and not _FIRST_PERSON.search(reading.draft.folded)


def find_about_length(_rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell when a LinkedIn About has more or fewer sentences than the guides give it."""
    if not _is_linkedin(reading):
        return
    least, most = _range(reading, "linkedin.about.sentences")
    sentences = len(_about(reading.draft))
    if sentences > most or (0 < sentences < least and reading.context.template is not None):
        told = {"sentences": str(sentences), "least": str(least), "most": str(most)}
        yield _whole(reading.draft, told, Severity.WARN if sentences > most else Severity.NOTE)


def find_headline_length(_rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell when a headline is cut off by its page."""
    where = _headline(reading.draft) if _is_linkedin(reading) else None
    most = reading.context.material.playbook.number("headline.characters")
    if where is not None and where.end - where.start > most:
        characters = {"characters": str(where.end - where.start), "most": str(most)}
        yield Hit(start=where.start + most, end=where.end, words=characters)


def _is_linkedin(reading: Reading) -> bool:
    template = reading.context.template
    if template is not None:
        return template.id == _LINKEDIN
    return bool(_FIRST_PERSON.search(reading.draft.folded))


def _headline(draft: Draft) -> Span | None:
    """Return the headline above an About: one line without an end of a sentence, before other paragraphs."""
    if not draft.paragraphs:
        return None
    first = draft.paragraphs[0]
    label = _LABEL.match(draft.folded, first.start, first.end)
    line = draft.text[first.start : first.end].split("\n", 1)[0].rstrip()
    where = Span(label.end() if label else first.start, first.start + len(line))
    if label and draft.folded[first.start : first.start + len("headline")] == "headline":
        return where
    is_short = count_words(line) <= _HEADLINE_WORDS and not line.endswith((".", "!", "?"))
    has_more = first.end > where.end or len(draft.paragraphs) > 1
    return where if is_short and has_more and not label else None


def _about(draft: Draft) -> list[Span]:
    headline = _headline(draft)
    return [each for each in draft.sentences if headline is None or each.start >= headline.end]


def _range(reading: Reading, key: str) -> tuple[int, int]:
    value = reading.context.material.playbook.values[key]
    if isinstance(value.content, tuple):
        return int(value.content[0]), int(value.content[-1])
    return 0, value.number


def _whole(draft: Draft, words: Mapping[str, str], severity: Severity) -> Hit:
    body = draft.body
    return Hit(start=body.start, end=body.end, words=words, severity=severity)


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(phrase_lists("addresses")[name])


DETECTORS: Mapping[str, Detector] = {
    "odd-address": find_odd_address,
    "bio-length": find_bio_length,
    "about-length": find_about_length,
    "headline-length": find_headline_length,
}

"""Likeness: nobody in one department gets the words that a neighbor got, and no thank-you is a copy."""

import re
from collections.abc import Iterable, Iterator, Mapping

from hallway.desk.check_rules import CheckRule
from hallway.desk.context import Detector, Reading
from hallway.desk.drafts import read_draft
from hallway.desk.findings import Hit
from hallway.desk.folding import fold_letters
from hallway.desk.material import Gone, Recipient
from hallway.domain.messages import Request

_THANKS = re.compile(r"\b(?:thank you|thanks|grateful|appreciate)\b")
_LEAST_WORDS = 12  # shorter texts are alike by nature
_FAR = 25  # points below the limit at which a closer look is still worth it


def find_alike_nearby(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Speak where somebody of the same department, or of the same house when none is known, got this text."""
    other = reading.context.material.recipient
    if other is None or other.institution is None or _is_thanks(reading):
        return
    unit = unit_of(other)
    near = (
        each
        for each in reading.context.gone
        if each.unit == unit
        or (
            each.institution == other.institution.id
            and (other.department is None or each.unit == each.institution)
        )
    )
    yield from _alike(rule, reading, near)


def find_alike_thanks(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Speak where a thank-you says what another one said."""
    if _is_thanks(reading):
        thanks = (each for each in reading.context.gone if _THANKS.search(fold_letters(each.text[:400])))
        yield from _alike(rule, reading, thanks)


def unit_of(other: Recipient) -> str:
    """Return what stands for a recipient's department: the house when the department is not known."""
    if other.institution is None:
        return ""
    return f"{other.institution.id}/{other.department.id}" if other.department else str(other.institution.id)


def _is_thanks(reading: Reading) -> bool:
    opening = (*reading.draft.places("subject"), *reading.draft.places("opening"))
    return reading.request is Request.NONE and any(
        _THANKS.search(reading.draft.words_of(each)) for each in opening
    )


def _alike(rule: CheckRule, reading: Reading, gone: Iterable[Gone]) -> Iterator[Hit]:
    """Yield the message that is most like this one, when it is too much like it."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only where messages have gone

    draft, limit = reading.draft, reading.context.material.playbook.number(rule.limits[0])
    body = draft.text[draft.body.start : draft.body.end]
    others = list(gone)
    if not others or len(body.split()) < _LEAST_WORDS:
        return
    mine = _bare(body, _own_words(reading))
    whole = fold_letters(draft.text)
    rough = process.extract(
        whole,
        [fold_letters(each.text) for each in others],
        scorer=fuzz.ratio,
        score_cutoff=limit - _FAR,
        limit=20,
    )
    best, name = 0.0, ""
    for _, _, index in rough:
        there = read_draft(others[index].text)
        theirs = _bare(there.text[there.body.start : there.body.end], others[index].words)
        score = fuzz.ratio(mine, theirs)
        if score > best:
            best, name = score, others[index].name
    if best >= limit:
        words = {"name": name, "percent": str(round(best))}
        yield Hit(start=draft.body.start, end=draft.body.end, words=words)


def _own_words(reading: Reading) -> tuple[str, ...]:
    other = reading.context.material.recipient
    if other is None:
        return ()
    person = other.person
    named = (person.name, person.given, person.family, other.institution.name if other.institution else "")
    return (*named, *(each.title for each in other.works), *person.topics)


def _bare(text: str, words: Iterable[str]) -> str:
    """Return a text without what fills its slots, and without spacing: what two texts have in common."""
    folded = fold_letters(text)
    for each in sorted({fold_letters(word) for word in words if word.strip()}, key=len, reverse=True):
        folded = re.sub(rf"(?<!\w){re.escape(each)}(?!\w)", "", folded)
    return " ".join(folded.split())


DETECTORS: Mapping[str, Detector] = {"alike-nearby": find_alike_nearby, "alike-thanks": find_alike_thanks}

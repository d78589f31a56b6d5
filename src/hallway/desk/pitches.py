"""Pitches: one base statement taken apart, and its version for a mail, a conference, a note and so on."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from hallway.desk.composing import Question
from hallway.desk.drafts import count_words
from hallway.desk.folding import fold_letters
from hallway.desk.material import Material
from hallway.desk.pitch_forms import PitchForm, PitchSlot
from hallway.desk.sentences import split_sentences
from hallway.desk.sources import look_up
from hallway.desk.templates import SLOT
from hallway.desk.word_lists import wordings
from hallway.playbooks.rules import Playbook

_CLAUSE = re.compile(r"(?:;\s+(?:and\s+)?|,\s+and\s+)(?=I(?:\s|'|’))")
_ARTICLE = re.compile(r"I(?:\s+am|'m|’m)\s+(?=an?\s)")
_WORD = re.compile(r"[^\W\d_]+")
_BASE = "base."
_ENDS = (".", "!", "?")
_MINUTE = 60
_NEAR = 120
"""Within so many characters a clause says that it is about what one looks for."""


@dataclass(frozen=True, slots=True)
class BaseParts:
    """A base statement in its parts: who the applicant is, what interests them, and what they look for."""

    who: str
    body: tuple[str, ...]
    seeking: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """A version made from the base; `questions` stand in it as `[question]`."""

    text: str
    questions: tuple[Question, ...]
    filled: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """How long a text is in its own unit, and what it may have; `least` and `most` are None without a bound.

    `over` is by how much it is too long, below zero by how much it is too short; `says` is the same in words.
    """

    unit: str
    has: int
    least: int | None
    most: int | None
    over: int
    says: str


# ------------------------------------------------------------------------------- the base


def take_apart(text: str) -> BaseParts:
    """Return the parts of a base statement; a greeting at its beginning is left out."""
    sentences = list(_clauses(" ".join(text.split())))
    if not sentences:
        return BaseParts("", (), "")
    sentences[0] = _ungreeted(sentences[0])
    who, *others = [each for each in sentences if each] or [""]
    seeking = [each for each in others if _seeks(each)]
    return BaseParts(who, tuple(each for each in others if each not in seeking), " ".join(seeking))


def _clauses(text: str) -> Iterator[str]:
    """Yield sentences; a clause that says what one looks for stands for itself."""
    for start, end in split_sentences(text, 0, len(text)):
        begin = start
        for found in _CLAUSE.finditer(text, start, end):
            if found[0].startswith(";") or _seeks(text[found.end() : min(end, found.end() + _NEAR)]):
                yield _as_sentence(text[begin : found.start()])
                begin = found.end()
        yield _as_sentence(text[begin:end])


def _as_sentence(words: str) -> str:
    bare = words.strip().rstrip(",;")
    return bare if not bare or bare.endswith(_ENDS) else f"{bare}."


def _ungreeted(sentence: str) -> str:
    greeting = wordings("pitches", "greeting").match(fold_letters(sentence))
    rest = sentence[greeting.end() :].lstrip(" ,.!") if greeting else sentence
    return rest[:1].upper() + rest[1:]


def _seeks(sentence: str) -> bool:
    return wordings("pitches", "seeking").search(fold_letters(sentence)) is not None


def _named(who: str, name: str) -> str:
    """Return who the applicant is together with their name, which is not said twice."""
    has_name = not set(_WORD.findall(name)).isdisjoint(
        _WORD.findall(who)
    )  # capitals and all: Young, but young
    if not name or has_name or wordings("pitches", "named").search(fold_letters(who)):
        return who
    article = _ARTICLE.match(who)
    return f"I am {name}, {who[article.end() :]}" if article else f"I am {name}. {who}".strip()


# ------------------------------------------------------------------------------- versions


def derive(form: PitchForm, base: str, material: Material, answers: Mapping[str, str]) -> Derived:
    """Return the version of a base statement for one use; nothing in it is made up.

    Args:
        form: what the version is made of, and how long it may be.
        base: the base statement.
        material: what the record says, and whose guide counts.
        answers: slot to answer; they win over the record.
    """
    parts = take_apart(base)
    values = {each.name: _value(each, material, answers) for each in form.slots}
    name = material.applicant.name if material.applicant else ""
    said = _said(form, parts, name, values, len(parts.body))
    for kept in range(len(parts.body) - 1, -1, -1):
        if measure(form, said, material.playbook).over <= 0:
            break
        said = _said(form, parts, name, values, kept)
    return Derived(
        text=said,
        questions=tuple(_question(each) for each in form.slots if not values[each.name]),
        filled=tuple((each.name, values[each.name]) for each in form.slots if values[each.name]),
    )


def _value(slot: PitchSlot, material: Material, answers: Mapping[str, str]) -> str:
    typed = " ".join(answers.get(slot.name, "").split()).rstrip(".!?,; ")
    return typed or (look_up(slot.source, material) if slot.source else "")


def _question(slot: PitchSlot) -> Question:
    return Question(slot=slot.name, ask=slot.ask, kind="line", choices=(), example=slot.example, value="")


def _said(form: PitchForm, parts: BaseParts, name: str, values: Mapping[str, str], kept: int) -> str:
    """Return the version with so many sentences of the middle."""
    asks = {each.name: f"[{each.ask}]" for each in form.slots}
    return " ".join(
        SLOT.sub(lambda found: values.get(found[1]) or asks.get(found[1], found[0]), part)
        for part in _standing(form, parts, name, kept)
    )


def _standing(form: PitchForm, parts: BaseParts, name: str, kept: int) -> list[str]:
    """Return the parts of a version that stand, filled from the base; its own slots are still open."""
    base = {
        "base.who": parts.who,
        "base.named": _named(parts.who, name),
        "base.body": " ".join(parts.body[:kept]),
        "base.seeking": parts.seeking,
    }
    stand = [part for part in form.parts if all(base.get(each, "said") for each in SLOT.findall(part))]
    return [SLOT.sub(lambda found: base.get(found[1], found[0]), part) for part in stand]


def recover_answers(form: PitchForm, text: str, base: str, name: str = "") -> dict[str, str]:
    """Return what stands in the slots of a version.

    Args:
        form: of the version.
        text: the version as it is kept.
        base: the base that it was made from.
        name: of the applicant.
    """
    flat = " ".join(text.split())
    parts = take_apart(base)
    for kept in range(len(parts.body), -1, -1):
        whole = " ".join(_standing(form, parts, name, kept))
        found = _pattern(whole).fullmatch(flat)
        if found:
            return _answered(SLOT.findall(whole), found.groups())
    answers: dict[str, str] = {}
    for part in form.parts:  # it was rewritten: what is left of each part by itself
        slots = [each for each in SLOT.findall(part) if not each.startswith(_BASE)]
        found = _pattern(part).search(flat) if slots and _BASE not in part else None
        if found:
            answers |= _answered(slots, found.groups())
    return answers


def _pattern(skeleton: str) -> re.Pattern[str]:
    """Return what a filled skeleton looks like; each slot is a group."""
    parts, begin = [], 0
    for slot in SLOT.finditer(skeleton):
        parts.append(re.escape(skeleton[begin : slot.start()]))
        begin = slot.end()
    return re.compile("(.+?)".join((*parts, re.escape(skeleton[begin:]))))


def _answered(slots: Sequence[str], values: Sequence[str]) -> dict[str, str]:
    return {name: value for name, value in zip(slots, values, strict=True) if not value.startswith("[")}


# ------------------------------------------------------------------------------- lengths


def measure(form: PitchForm, text: str, playbook: Playbook) -> Length:
    """Return how long a version is against what its use gives it."""
    least = playbook.number(form.least) if form.least else None
    most = playbook.number(form.most) if form.most else None
    rate = playbook.number("speaking.rate")
    return tell_length(form.unit, _COUNTS[form.unit](text, rate), least, most, rate)


def spoken_length(text: str, playbook: Playbook) -> Length:
    """Return how long it takes to say a text, against the window that the guides give a pitch."""
    rate = playbook.number("speaking.rate")
    least, most = playbook.number("pitch.seconds.min"), playbook.number("pitch.seconds.max")
    return tell_length("seconds", _seconds(text, rate), least, most, rate)


def tell_length(unit: str, has: int, least: int | None, most: int | None, rate: int) -> Length:
    """Return a length with its bounds, and in words what to do about it.

    Args:
        unit: seconds, sentences or characters.
        has: how many of them.
        least: at least so many, None for no bound.
        most: at most so many, None for no bound.
        rate: words said in a minute.
    """
    over = _over(has, least, most)
    said = f"About {has} seconds to say" if unit == "seconds" else f"{has} {_noun(unit, has)}"
    says = f"{said}{_against(over, least, most)}"
    if over > 0:
        says += f" {_take_out(unit, over, rate)}"
    elif over < 0:
        room = _words(-over, rate)
        says += f" There is room for about {room} {_noun('words', room)}."
    return Length(unit=unit, has=has, least=least, most=most, over=over, says=says)


def tell_try(seconds: int, least: int | None, most: int | None) -> Length:
    """Return how a rehearsal lies against its window, and in words what to do about it."""
    over = _over(seconds, least, most)
    says = f"{seconds} {_noun('seconds', seconds)}{_against(over, least, most)}"
    if over > 0:
        says += " Take something out rather than speak faster."
    elif over < 0:
        says += " Speak more slowly, or say one thing more."
    return Length(unit="seconds", has=seconds, least=least, most=most, over=over, says=says)


def _over(has: int, least: int | None, most: int | None) -> int:
    if most is not None and has > most:
        return has - most
    return has - least if least is not None and has < least else 0


def _against(over: int, least: int | None, most: int | None) -> str:
    """Return how a length lies against its bounds, as the end of a sentence."""
    if most is None:
        return "."
    window = f"{least} to {most}" if least is not None else f"limit of {most}"
    distance = f"{abs(over)} {'over' if over > 0 else 'under'}" if over else "within"
    return f": {distance} your {window}."


def _take_out(unit: str, over: int, rate: int) -> str:
    words = _words(over, rate)
    if unit == "seconds":
        return f"Take out about {words} {_noun('words', words)}."
    return f"Take out {over} {_noun(unit, over)}."


def _noun(unit: str, number: int) -> str:
    return unit.removesuffix("s") if number == 1 else unit


def _words(seconds: int, rate: int) -> int:
    return max(1, round(seconds * rate / _MINUTE))


def _seconds(text: str, rate: int) -> int:
    return round(count_words(text) * _MINUTE / rate)


def _sentences(text: str, _rate: int) -> int:
    flat = " ".join(text.split())
    return sum(1 for _ in split_sentences(flat, 0, len(flat)))


def _characters(text: str, _rate: int) -> int:
    return len(text.strip())


_COUNTS: Mapping[str, Callable[[str, int], int]] = {
    "seconds": _seconds,
    "sentences": _sentences,
    "characters": _characters,
}

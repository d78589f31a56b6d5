"""Composing a text from a template: answers first, then the record, and a question where both are silent."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from hallway.desk.material import Material
from hallway.desk.news import bare, say_day
from hallway.desk.sources import look_up, sources
from hallway.desk.templates import CV, GROUP, SLOT, Part, Slot, Template
from hallway.domain.documents import DocumentKind, DocumentVersion
from hallway.domain.messages import Medium, Request

_ENDS = (".", "!", "?")
_ABBREVIATED = re.compile(r"(?:\b\w|\b(?:inc|ltd|co|jr|sr|etc|al|dr|prof|st))\.$", re.IGNORECASE)
_SENTENCE_START = re.compile(r"(?:^|[.!?][\"”’)]?\s+)$")
_ARTICLE = "the "
_NO_SENTENCES = frozenset({"greeting", "signature"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something that a text needs and neither the applicant nor the record has said yet."""

    slot: str
    ask: str
    kind: str
    choices: tuple[str, ...]
    example: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A text as far as it is known.

    A question that is open stands in the text as `[question]`. `facts` are the personal facts about the
    recipient that it uses; `filled` gives every slot of it that has a value; `cv` goes along when it is set.
    """

    template: Template
    subject: str
    text: str
    questions: tuple[Question, ...]
    facts: tuple[str, ...]
    filled: tuple[tuple[str, str], ...]
    request: Request
    medium: Medium
    cv: DocumentVersion | None


def compose(template: Template, material: Material, answers: Mapping[str, str]) -> Composed:
    """Return the text of a template for a recipient; nothing in it is made up.

    Args:
        template: the skeleton.
        material: what the record says; the guide of its playbook chooses among the variants.
        answers: slot to answer; they win over the record. Others than the template's are left aside.
    """
    audience = material.playbook.base
    slots = template.slots_for(audience)
    values = {each.name: _value(each, material, answers) for each in slots}
    cv = _cv(template, material)
    writer = _Writer({each.name: each for each in slots}, values, has_cv=cv is not None)
    text = writer.text(template, audience)
    subject = writer.fill(template.subject_for.get(audience, template.subject), is_sentence=False)
    used = [each for each in slots if each.name in writer.used]
    return Composed(
        template=template,
        subject=_as_sentence(" ".join(subject.split())),
        text=text,
        questions=tuple(_question(each) for each in used if each.name in writer.open),
        facts=tuple(dict.fromkeys(_facts(used, values))),
        filled=tuple((each.name, values[each.name]) for each in used if values[each.name]),
        request=template.request,
        medium=template.medium,
        cv=cv,
    )


def _value(slot: Slot, material: Material, answers: Mapping[str, str]) -> str:
    """Return what fills a slot: the answer as it reads in a sentence, else what the record has, else ""."""
    typed = answers.get(slot.name, "").strip()
    if typed and slot.kind == "choice":  # another answer decides nothing: it is asked again
        return next((each for each in slot.choices if each.casefold() == typed.casefold()), "")
    if typed and slot.kind == "day":
        return _day_in_words(typed, material.today)
    if typed and slot.kind == "text":
        return "\n".join(line.rstrip() for line in typed.splitlines())
    if typed:
        return " ".join(typed.split())
    return look_up(slot.source, material) if slot.source else ""


def _day_in_words(typed: str, today: date) -> str:
    try:
        return say_day(date.fromisoformat(typed), today)
    except ValueError:  # written in words already
        return bare(typed)


def _cv(template: Template, material: Material) -> DocumentVersion | None:
    """Return the short CV that goes along, the newest version; None where the guide sends none."""
    if not template.cv or material.playbook.values[template.cv].content is not True:
        return None
    short = [each for each in material.documents if each.kind is DocumentKind.CV_SHORT]
    return max(short, key=lambda each: each.on, default=None)


def _question(slot: Slot) -> Question:
    return Question(
        slot=slot.name, ask=slot.ask, kind=slot.kind, choices=slot.choices, example=slot.example, value=""
    )


def _facts(used: list[Slot], values: Mapping[str, str]) -> Iterator[str]:
    for each in used:
        label = sources()[each.source].fact if each.source else ""
        if label and values[each.name]:
            yield f"{label}: {values[each.name]}"


class _Writer:
    """Puts one text together, and remembers which slots it used and which of them are open questions."""

    def __init__(self, slots: Mapping[str, Slot], values: Mapping[str, str], *, has_cv: bool) -> None:
        self.slots = slots
        self.values = {**values, CV: "yes" if has_cv else ""}
        self.used: set[str] = set()
        self.open: set[str] = set()

    def text(self, template: Template, audience: str) -> str:
        """Return the paragraphs that stand, with an empty line between them."""
        paragraphs: list[str] = []
        for part in template.parts:
            skeleton = part.said_to(audience)
            if not skeleton or not self._stands(part, skeleton):
                if skeleton and (question := self._undecided(part)):
                    paragraphs.append(question)
                continue
            said = self.fill(skeleton, is_sentence=part.role not in _NO_SENTENCES).strip()
            if part.role == "greeting" and said[-1:].isalnum():
                said += ","
            if said and part.joins and paragraphs:
                paragraphs[-1] = f"{paragraphs[-1]} {said}"
            elif said:
                paragraphs.append(said)
        return "\n\n".join(paragraphs)

    def fill(self, skeleton: str, *, is_sentence: bool) -> str:
        """Return a skeleton with its slots filled; what in brackets has an empty slot is left out."""
        kept = GROUP.sub(lambda group: group[1] if self._is_full(group[1]) else "", skeleton)
        pieces: list[str] = []
        at = 0
        for found in SLOT.finditer(kept):
            pieces.append(kept[at : found.start()])
            before, after = "".join(pieces), kept[found.end() :]
            pieces.append(self._word(found[1], before, after, is_sentence=is_sentence))
            at = found.end()
        return "".join([*pieces, kept[at:]])

    def _stands(self, part: Part, skeleton: str) -> bool:
        """Tell whether a part is said: what it needs is there, and nothing that rules it out."""
        self.used.update(name for name in part.when if name in self.slots)
        if any(self.values.get(name, "").casefold() != each.casefold() for name, each in part.when.items()):
            return False
        if any(self.values.get(name) for name in part.unless):
            return False
        if not all(self.values.get(name) for name in part.needs):
            return False
        outside = SLOT.findall(GROUP.sub("", skeleton))
        return all(self.values[name] or self.slots[name].is_needed for name in outside)

    def _undecided(self, part: Part) -> str:
        """Return the question on which a part depends, once; "" where nothing is undecided."""
        if any(self.values.get(name, answer) not in {"", answer} for name, answer in part.when.items()):
            return ""
        for name in part.when:
            if not self.values.get(name) and self.slots[name].is_needed and name not in self.open:
                self.open.add(name)
                return f"[{self.slots[name].ask}]"
        return ""

    def _is_full(self, group: str) -> bool:
        return all(self.values[name] for name in SLOT.findall(group))

    def _word(self, name: str, before: str, after: str, *, is_sentence: bool) -> str:
        """Return what stands for a slot, as its place in the sentence wants it."""
        self.used.add(name)
        value = self.values[name]
        if not value:
            self.open.add(name)
            return f"[{self.slots[name].ask}]"
        slot = self.slots[name]
        if slot.source == "them.greeting":
            return value
        if after.startswith(_ENDS):  # the sentence sets its own mark
            value = value.rstrip(".!?,; ") or value
        elif slot.kind != "text" and not _ABBREVIATED.search(value):
            value = value.rstrip(".,; ") or value
        if before.casefold().endswith(_ARTICLE) and value.casefold().startswith(_ARTICLE):
            value = value[len(_ARTICLE) :]
        return _as_sentence(value) if is_sentence and _SENTENCE_START.search(before) else value


def _as_sentence(text: str) -> str:
    return text[:1].upper() + text[1:]

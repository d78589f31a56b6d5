"""Recognizing what a text asks for: things that can be asked for, under words that ask.

The highest rung that the text asks for now is its request. A stretch of somebody's time is a meeting; a call
is advice where advice, an opinion or an answer is named as what the time is for, in the same sentence or the
one beside it. What a talk is to be about, what was asked or given before, what is offered or refused, polite
formulas and quoted mail are no requests.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from hallway.desk.context import Reading
from hallway.desk.drafts import Draft, Span
from hallway.desk.word_lists import wordings
from hallway.domain.messages import Medium, Request

_WORDS = "requests"


class Thing(StrEnum):
    """What can be asked for; several things may stand on one rung."""

    LETTER = "letter"
    ADVOCACY = "advocacy"
    POSITION = "position"  # a place in a program, a job, an interview
    ROTATION = "rotation"
    REVIEW = "review"  # reading or mending what the applicant wrote
    JOIN = "join"  # taking part in somebody's work
    MEETING = "meeting"
    MENTOR = "mentor"
    ADVICE = "advice"


REQUESTS = {
    Thing.LETTER: Request.LETTER,
    Thing.ADVOCACY: Request.ADVOCACY,
    Thing.POSITION: Request.ADVOCACY,
    Thing.ROTATION: Request.ROTATION,
    Thing.REVIEW: Request.TASK,
    Thing.JOIN: Request.TASK,
    Thing.MEETING: Request.MEETING,
    Thing.MENTOR: Request.ADVICE,
    Thing.ADVICE: Request.ADVICE,
}
"""The rung of each thing. A place or an interview is asked of somebody's influence: advocacy."""

_SELDOM_PLANS = frozenset({Thing.POSITION})
_OFTEN_PLANS = frozenset({Thing.ROTATION, Thing.POSITION})
_NEVER = frozenset({Thing.LETTER, Thing.ADVOCACY, Thing.POSITION, Thing.ROTATION, Thing.REVIEW})
_NEVER |= {Thing.JOIN, Thing.MEETING, Thing.ADVICE}
_LOOSELY = (
    Thing.LETTER,
    Thing.ROTATION,
    Thing.ADVOCACY,
    Thing.POSITION,
    Thing.REVIEW,
    Thing.JOIN,
    Thing.MEETING,
)
"""What a sentence that surely asks may be about when its words are none of the usual ones."""
_LOOSELY_WANTED = (Thing.LETTER, Thing.ROTATION, Thing.REVIEW, Thing.JOIN)
"""The same for a statement, which asks less surely."""
_TELLING = frozenset({Medium.SPOKEN, Medium.PROFILE, Medium.POST})
_TO_NOBODY = frozenset({Medium.POST, Medium.PAPER})
_ASKING = ("frame", "frame.search", "frame.wish", "frame.after", "offered")
_FREE_PLACES = ("slot", "spot", "place", "room", "opening", "vacanc", "space")
_MISSING = ("need", "require", "want")
_GREETING_WORDS = 5
_MOST_OF_SENTENCE = 2_000  # letters
_MOST_LETTERS = 40_000
_FAR = 120  # letters after news in which an open wish is still part of it
_NEAR = 22  # letters after a thing in which "you" shows whose it is: "an elective on your ward"


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that a sentence asks for.

    `is_other_way` tells that it is named as an alternative to what was asked before: "or", "if not".
    """

    thing: Thing
    request: Request
    span: Span
    sentence: Span
    is_other_way: bool = False


def recognize(draft: Draft, medium: Medium = Medium.MAIL) -> Request:
    """Return the highest request that a text makes; the first of those on one rung.

    A post asks nobody by name, and the questions of an agenda were asked when the talk was.
    """
    if medium in _TO_NOBODY:
        return Request.NONE
    asked = find_requests(draft, medium)
    if asked:
        return max(asked, key=lambda each: _height(each.request)).request
    return Request.INFORM if _informs(draft) else Request.NONE


def _height(request: Request) -> int:
    return request.rung.height if request.rung else 0


def requests_in(reading: Reading) -> tuple[Asked, ...]:
    """Return everything that a text asks for, in its order."""
    return find_requests(reading.draft, reading.medium)


@lru_cache(maxsize=16)
def find_requests(draft: Draft, medium: Medium = Medium.MAIL) -> tuple[Asked, ...]:
    """Return everything that the applicant's own words ask for, in the text's order.

    Whoever introduces themselves, aloud or in a profile, and says what they look for asks nobody for it.
    """
    is_told = medium in _TELLING
    found = [
        each for sentence in _sentences(draft) for each in _asked_in(draft.folded, sentence, is_told=is_told)
    ]
    if not found and draft.subject is not None:
        found = list(_asked_by_subject(draft.folded, draft.subject))
    found = _without_needs(draft, _with_referring(draft, found))
    return tuple(_meant(draft, each, found) for each in found)


def _with_referring(draft: Draft, found: list[Asked]) -> list[Asked]:
    """Add a letter that one sentence names and a later one asks for: "do it", "write one"."""
    if any(each.thing is Thing.LETTER for each in found):
        return found
    refers = wordings(_WORDS, "refers")
    named = False
    for sentence in _sentences(draft):
        look = _Sentence(draft.folded, sentence, is_told=False)
        is_past = wordings(_WORDS, "letter.had").search(draft.folded, *sentence) or look.has_thanks()
        here = None if is_past else next(look.things(Thing.LETTER), None) or look.letter()
        again = refers.search(draft.folded, *sentence)
        if again and (named or (here is not None and here.end <= again.start())):
            asked = Asked(Thing.LETTER, Request.LETTER, Span(*again.span()), sentence)
            return sorted([*(each for each in found if each.sentence != sentence), asked], key=_place)
        named = named or here is not None
    return found


def _place(asked: Asked) -> Span:
    return asked.span


def _without_needs(draft: Draft, found: list[Asked]) -> list[Asked]:
    """Leave out what is only missing: a rotation beside a request, a letter asked for elsewhere."""
    lack = wordings(_WORDS, "lack")
    needs = [
        each
        for each in found
        if each.thing is Thing.ROTATION and lack.match(draft.folded, each.sentence.start, each.span.start)
    ]
    letters = [each for each in found if each.thing is Thing.LETTER]
    missing = [each for each in letters if draft.folded.startswith(_MISSING, each.span.start)]
    if len(missing) < len(letters):
        needs += missing
    return [each for each in found if each not in needs] or found


def _sentences(draft: Draft) -> Iterator[Span]:
    """Yield the sentences; words that run on from a greeting are one ("hi dr can you help me").

    Nobody asks in letter 2,000 of a sentence or in letter 40,000 of a mail: what lies beyond is not read.
    """
    greeting = draft.salutation
    runs_on = greeting is not None and len(draft.words_of(greeting).split()) > _GREETING_WORDS
    left = _MOST_LETTERS
    for each in (greeting, *draft.sentences) if greeting and runs_on else draft.sentences:
        if left <= 0:
            return
        yield Span(each.start, min(each.end, each.start + _MOST_OF_SENTENCE))
        left -= each.end - each.start


def _asked_by_subject(text: str, subject: Span) -> Iterator[Asked]:
    """Yield what a subject line names and asks for, where the body only refers to it."""
    look = _Sentence(text, subject, is_told=False)
    if wordings(_WORDS, "subject").search(text, *subject):
        for thing in (Thing.LETTER, Thing.ROTATION, Thing.REVIEW, Thing.JOIN, Thing.MEETING):
            for where in look.things(thing):
                if not look.only_tells(thing, where, subject.start):
                    yield Asked(thing, REQUESTS[thing], where, subject)
                    return


def _asked_in(text: str, sentence: Span, *, is_told: bool) -> Iterator[Asked]:
    """Yield what one sentence asks for, from the first thing to the last, each thing once."""
    look = _Sentence(text, sentence, is_told=is_told)
    taken: list[Span] = []
    found: list[tuple[Span, Thing]] = []
    for thing in Thing if look.may_ask() else ():
        for where in look.things(thing):
            if any(where.start < each.end and each.start < where.end for each in taken):
                continue
            if look.is_asked(thing, where):
                taken.append(where)
                found.append((where, thing))
                break
    found = _without_topics(text, sorted(found))
    if any(thing is not Thing.ADVICE for _, thing in found):
        found = [each for each in found if each[1] is not Thing.ADVICE]
    hours = look.offered_hours()
    if hours is not None and all(thing is Thing.ADVICE for _, thing in found):
        found = [(hours, Thing.JOIN)]
    if not found:
        loosely = look.loosely_asked() if look.asks_something() else look.loosely_wanted()
        found = [(sentence, loosely)] if loosely else []
    for index, (where, thing) in enumerate(found):
        yield Asked(
            thing, REQUESTS[thing], where, sentence, _is_other_way(text, sentence, found[:index], where)
        )


def _without_topics(text: str, found: Sequence[tuple[Span, Thing]]) -> list[tuple[Span, Thing]]:
    """Leave out what a talk that is asked for is only to be about."""
    talk = next((where for where, thing in found if thing is Thing.MEETING), None)
    if talk is None:
        return list(found)
    topic = wordings(_WORDS, "topic")
    kept = []
    for where, thing in found:
        is_topic = where.start >= talk.end and topic.search(text, talk.end, where.start)
        if thing is Thing.MEETING or not is_topic or _asks_anew(text, talk.end, where.start):
            kept.append((where, thing))
    return kept


def _asks_anew(text: str, start: int, end: int) -> bool:
    between = text[start:end]
    return any(
        each in between for each in (" also ", " could you", " would you", " can you", ";", " please ")
    )


def _is_other_way(text: str, sentence: Span, before: Sequence[tuple[Span, Thing]], where: Span) -> bool:
    opening = text[sentence.start : sentence.start + 40].split()
    if opening[:1] in (
        ["or"],
        ["alternatively"],
        ["alternatively,"],
        ["otherwise"],
        ["otherwise,"],
        ["even"],
    ):
        return True
    if opening[:2] in (["if", "not,"], ["if", "not"], ["if", "so,"], ["if", "that"], ["if", "this"]):
        return True
    return bool(before) and " or " in text[before[-1][0].start : where.end]


def _meant(draft: Draft, asked: Asked, others: Sequence[Asked]) -> Asked:
    """Return a talk as advice where advice is what it is for."""
    if asked.thing is not Thing.MEETING:
        return asked
    sentence = draft.words_of(asked.sentence)
    if wordings(_WORDS, "in-person").search(sentence):
        return asked
    beside = [
        each
        for each in others
        if each.thing is Thing.ADVICE
        and _are_neighbors(draft, each.sentence, asked.sentence)
        and _is_purpose(draft.words_of(each.sentence))
    ]
    if beside or wordings(_WORDS, "purpose").search(sentence):
        return Asked(asked.thing, Request.ADVICE, asked.span, asked.sentence, asked.is_other_way)
    return asked


def _is_purpose(beside: str) -> bool:
    """Tell whether a sentence beside a talk says what the talk is for: advice, or a question put at once."""
    return beside.endswith("?") or wordings(_WORDS, "purpose.beside").search(beside) is not None


def _are_neighbors(draft: Draft, one: Span, other: Span) -> bool:
    places = draft.sentences
    return one in places and other in places and abs(places.index(one) - places.index(other)) == 1


class _Sentence:
    """One sentence with the words in it that ask, and those that make it no request."""

    def __init__(self, text: str, span: Span, *, is_told: bool) -> None:
        self.text, self.span, self.is_told = text, span, is_told
        self.is_question = text[span.start : span.end].rstrip("\"') ").endswith("?")
        self._frames: dict[str, tuple[Span, ...]] = {}

    def _of(self, name: str) -> tuple[Span, ...]:
        if name not in self._frames:
            found = wordings(_WORDS, name).finditer(self.text, self.span.start, self.span.end)
            self._frames[name] = tuple(Span(*each.span()) for each in found)
        return self._frames[name]

    def may_ask(self) -> bool:
        """Tell whether any word of the sentence asks: without one, no thing in it needs to be looked for."""
        return self.is_question or any(self._of(name) for name in _ASKING) or self._command() is not None

    def letter(self) -> Span | None:
        """Return where a letter is named by that word alone."""
        return next(iter(self._of("loose.letter")), None)

    def has_thanks(self) -> bool:
        """Tell whether the sentence thanks for something."""
        return "thank" in self.text[self.span.start : self.span.end]

    def _command(self) -> Span | None:
        found = wordings(_WORDS, "frame.command").match(self.text, self.span.start, self.span.end)
        return Span(*found.span()) if found else None

    def things(self, thing: Thing) -> Iterator[Span]:
        """Yield where the thing is named, and not only in words that sound alike."""
        for where in self._of(thing.value):
            never = self._of(f"{thing}.never") if thing in _NEVER else ()
            if not any(each.start < where.end and where.start < each.end for each in never):
                yield where

    def offered_hours(self) -> Span | None:
        """Return where hours a week are offered: work to take part in, whatever it is called."""
        found = self._of("hours")
        return None if self.is_told or not found or self._of("hours.never") else found[0]

    def asks_something(self) -> bool:
        """Tell whether the sentence wants an answer, whatever it is about; formulas want none."""
        if self._of("formula"):
            return False
        return self.is_question or any(
            not any(each.start - _FAR <= block.start <= each.start for block in self._of("block"))
            for each in self._of("open")
        )

    def loosely_asked(self) -> Thing:
        """Return what a sentence that asks is about by looser words; advice where it wants to be told."""
        action = self._of("loose.action")
        return (self._loose(action[0].start, _LOOSELY) if action else None) or Thing.ADVICE

    def loosely_wanted(self) -> Thing | None:
        """Return what a statement asks for by looser words after those that ask; None for most statements."""
        if self.is_told or self._of("formula"):
            return None
        hindering = (*self._of("block"), *self._of("offer"))
        asking = [
            each
            for each in self._of("frame.strong")
            if not any(block.start <= each.start < block.end for block in hindering)
        ]
        if not asking:
            return None
        start = min(each.start for each in asking)
        if any(each.start < start for each in hindering):
            return None
        return self._loose(start, _LOOSELY_WANTED)

    def _loose(self, start: int, things: Sequence[Thing]) -> Thing | None:
        """Return the first of these things named from `start` on and before words that ask to be told."""
        told = (*self._of("loose.told"), *self._of("info"))
        end = min((each.start for each in told), default=self.span.end)
        for thing in things:
            never = self._of(f"{thing}.never")
            for each in self._of(f"loose.{thing}"):
                if start <= each.start < end and not any(
                    other.start < each.end and each.start < other.end for other in never
                ):
                    return thing
        return None

    def is_asked(self, thing: Thing, where: Span) -> bool:
        """Tell whether a thing that is named is asked for."""
        frames = [
            each
            for each in self._asking(thing, where)
            if not any(block.start < each.start < block.end for block in self._of("block"))
        ]
        before = [each for each in frames if each.start <= where.start]
        blocks = [
            each
            for each in self._blocking(thing)
            if each.start <= where.start and not any(f.start < each.start < f.end for f in frames)
        ]
        last_block = max((each.start for each in blocks), default=-1)
        is_wanted_still = self.is_question and thing in {Thing.JOIN, Thing.MEETING}
        if not is_wanted_still and wordings(_WORDS, "block.after").match(
            self.text, self._next_word(where.end), self.span.end
        ):
            return False
        if before and max(each.start for each in before) > last_block:
            return not self.only_tells(thing, where, max(each.start for each in before))
        has_after = any(each.start >= where.end for each in self._of("frame.after"))
        if thing is Thing.MEETING and "you" not in self.text[self.span.start : self.span.end]:
            return False
        if thing is Thing.ADVICE and not self.text.startswith("your ", where.start):
            return False
        return has_after and not blocks and not self.only_tells(thing, where, -1)

    def _next_word(self, position: int) -> int:
        while position < self.span.end and self.text[position].isspace():
            position += 1
        return position

    def _asking(self, thing: Thing, where: Span) -> list[Span]:
        frames = list(self._of("frame"))
        is_theirs = self._is_theirs(where)
        if is_theirs or (thing not in _SELDOM_PLANS and not self.is_told):
            frames += self._of("frame.search")
        if is_theirs or (thing not in _OFTEN_PLANS and not self.is_told):
            frames += self._of("frame.wish")
        if thing is Thing.JOIN and not self.is_told:
            frames += self._of("offered")
        command = self._command()
        if command:
            frames.append(command)
        if self.is_question and not frames:
            frames.append(self.span)
        return frames

    def _is_theirs(self, where: Span) -> bool:
        words = self.text[where.start : min(where.end + _NEAR, self.span.end)].replace(",", " ").split()
        return any(word.rstrip(".;:!?") in {"you", "your", "yours", "u", "ur"} for word in words)

    def _blocking(self, thing: Thing) -> tuple[Span, ...]:
        return self._of("block") if thing is Thing.JOIN else (*self._of("block"), *self._of("offer"))

    def only_tells(self, thing: Thing, where: Span, asking: int) -> bool:
        """Tell whether the words before a thing ask to be told something about it."""
        if thing in {Thing.ADVICE, Thing.MEETING}:
            return False
        start = max(asking, self.span.start)
        if thing is Thing.ROTATION and self.text.startswith(_FREE_PLACES, where.start):
            return False  # whether there is room is asked to be let in
        if thing in _OFTEN_PLANS and self._of("choice"):
            return True
        offered = self._of("offered") if thing is Thing.JOIN else ()
        return any(
            start <= each.start < where.start
            and not any(other.start < each.end and each.start < other.end for other in offered)
            for each in self._of("info")
        )


def _informs(draft: Draft) -> bool:
    return _says(draft, "inform") or (_says(draft, "inform.news") and _says(draft, "inform.tell"))


def _says(draft: Draft, name: str) -> bool:
    pattern = wordings(_WORDS, name)
    return any(pattern.search(draft.folded, each.start, each.end) for each in draft.sentences)

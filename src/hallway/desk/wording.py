"""Checks on single words: greetings, casual words, raised voices, stock sentences, gaps left open."""

import re
from collections.abc import Iterator, Mapping

from hallway.desk.check_rules import CheckRule, shipped_rules
from hallway.desk.context import Detector, Reading
from hallway.desk.drafts import Draft, Span, count_words
from hallway.desk.findings import Hit
from hallway.desk.personal import first_fact
from hallway.desk.phrases import find_phrases, find_places, make_hit, pattern_of
from hallway.domain.messages import Medium
from hallway.domain.people import Group
from hallway.playbooks.cautions import Severity

_FACES = re.compile(
    "[\U0001f300-\U0001f4cb\U0001f4cf-\U0001f4dd\U0001f4e3\U0001f4e8-\U0001f4f0\U0001f525-\U0001faff"
    "\u2639\u263a\u2665\u2763\u2764\u2b50\u2728\u270c\u270a\u270b\u270d]+[\ufe0f\u200d]*"
)
_CAPITALS = re.compile(r"(?<!\w)[A-Z][A-Z'’]*(?:[ ,.!\n]+[A-Z][A-Z'’]*)*(?![\w-])")
_WORD = re.compile(r"[A-Za-z'’]+")
_MARKS = re.compile(r"[!?]{2,}")
_RUDELY_MANY_MARKS = 3
_STUDY = re.compile(r"[ -](?:trial|study|score|criteria|guideline|registry|group|tool)")
_NAMED_AFTER = re.compile(r"[\s,]*(?:dr|prof|professor|doctor|mr|mrs|ms)\b\.? \w")
_LEADS_NAME = re.compile(
    r"(?:\(|\b(?:the|an?|of|in|with|for|on|your|our|their|and|or|to|from|by|against|called|named|between)\s+)$"
)
_FOLLOWS_NAME = re.compile(
    r"[-/]\w|\)|\s+(?:cohort|patients?|trial|stud|regist|paper|score|group|data|clinic|model|criteria)"
)
_SHORT = 2
_ABBREVIATED = 4
"""Letters that an abbreviation has at most."""

_GREETING_LINE = 6
_LINE = 60
_NEAR = 12
_TITLE = re.compile(r"\b(?:dr|prof|mr|mrs|ms|mx)\.?$")


def is_peer(reading: Reading) -> bool:
    """Tell whether the record knows the reader as an equal, whom a first name and a plain word suit."""
    other = reading.context.material.recipient
    if other is None:
        return False
    equals = reading.context.material.playbook.values["greeting.peers"].content
    roles = (
        {each.casefold() for each in equals if isinstance(each, str)} if isinstance(equals, tuple) else set()
    )
    return Group.PEER in other.person.groups or other.person.role.casefold() in roles


def is_named(reading: Reading) -> bool:
    """Tell whether the greeting names somebody."""
    where = reading.draft.salutation
    if where is None:
        return False
    said = _bare(reading.draft.words_of(where))
    nameless = (rule for rule in shipped_rules() if rule.detects == "nameless-greeting")
    return " " in said and not any(pattern_of(rule.phrases).fullmatch(said) for rule in nameless)


def _bare(said: str) -> str:
    return said.strip().rstrip(" ,:;!.-")


def find_casual_greeting(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Find a greeting between friends where none is known; with a title it surely goes to faculty."""
    draft = reading.draft
    where = draft.salutation or next((_first_line(draft, each) for each in draft.paragraphs), None)
    if where is None or is_peer(reading):
        return
    said = draft.words_of(where)
    if pattern_of(rule.phrases).match(said):
        to_faculty = re.search(r"\b(?:dr|doctor|doc|prof|professor|sir|madam|ma'am)\b", said)
        sure = Severity.STRONG if to_faculty and reading.is_cold else None
        yield Hit(start=where.start, end=where.end, severity=sure)


def _first_line(draft: Draft, where: Span) -> Span:
    line = draft.text[where.start : where.end].split("\n", 1)[0]
    return Span(where.start, where.start + min(len(line), _LINE))


def find_no_greeting(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Find a mail that begins without a greeting; without head and leave it may be a piece only."""
    del rule
    draft = reading.draft
    least = reading.context.material.playbook.number("mail.greeting.words.min")
    if draft.salutation or draft.quoted or not draft.sentences or draft.words < least or is_peer(reading):
        return
    first = draft.sentences[0]
    line = draft.words_of(first).split("\n", 1)[0].strip()
    greets_otherwise = line.endswith((",", ":", "!")) and len(line.split()) <= _GREETING_LINE
    if greets_otherwise or re.search(r"\b(?:dr|prof|professor|doctor)\b", line):
        return
    if draft.subject or draft.closing or reading.context.medium is Medium.MAIL:
        yield Hit(
            start=first.start,
            end=first.end,
            severity=None if draft.subject or draft.closing else Severity.NOTE,
        )


def find_casual_words(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Find words of chats; a name or an initial that is spelled like one is none."""
    if is_peer(reading):
        return
    for where in find_places(rule, reading.draft):
        if not _is_name(reading.draft, where):
            yield make_hit(rule, reading.draft, where)


def _is_name(draft: Draft, where: Span) -> bool:
    quote = draft.text[where.start : where.end]
    if quote.isupper():
        return len(quote) <= _SHORT or (len(quote) <= _ABBREVIATED and _is_abbreviation(draft, where))
    before = draft.text[max(where.start - _NEAR, 0) : where.start].rstrip(" \"'(\u201c\u2018")
    begins = (not before or before[-1] in ".!?\n:,") and not _TITLE.search(before.casefold())
    return quote.istitle() and " " not in quote and not begins


def _is_abbreviation(draft: Draft, where: Span) -> bool:
    """Tell whether letters in capitals are a disease, a study or a tool, by the words around them."""
    before = draft.folded[max(where.start - _NEAR, 0) : where.start]
    after = draft.folded[where.end : where.end + _NEAR]
    return bool(_LEADS_NAME.search(before) or _FOLLOWS_NAME.match(after))


def find_faces(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Find the first smiling face, drawn or typed."""
    if is_peer(reading):
        return
    typed = pattern_of(rule.phrases)
    for place in reading.draft.places(rule.place):
        found = _FACES.search(reading.draft.text, place.start, place.end)
        found = found or typed.search(reading.draft.folded, place.start, place.end)
        if found:
            yield Hit(start=found.start(), end=found.end(), replacement="")
            return


def find_exclamations(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Find the first heap of marks, or else the mark that is one too many."""
    draft = reading.draft
    places = [each for each in draft.places(rule.place) if each != draft.subject]
    for place in places:
        if found := _MARKS.search(draft.text, place.start, place.end):
            loud = Severity.WARN if len(found[0]) >= _RUDELY_MANY_MARKS else None
            yield Hit(start=found.start(), end=found.end(), severity=loud, replacement=found[0][0])
            return
    marks = [at for each in places for at in range(each.start, each.end) if draft.text[at] == "!"]
    most = reading.context.material.playbook.number("mail.exclamations.max")
    if len(marks) > most:
        yield Hit(start=marks[most], end=marks[most] + 1, replacement=".")


def find_shouting(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Find the first run of plain words in capitals, or one pressing word; names are none."""
    draft = reading.draft
    least = reading.context.material.playbook.number("mail.capitals.words")
    for place in draft.places(rule.place):
        if place == draft.subject:
            continue
        for found in _CAPITALS.finditer(draft.text, place.start, place.end):
            words = [each.casefold() for each in _WORD.findall(found[0])]
            plain = [each for each in words if each in rule.phrases]
            presses = len(words) == 1 and words[0] in rule.unless and not _has_name_around(draft, found)
            if len(plain) >= least or presses:
                small = found[0].lower() if presses else None
                yield Hit(start=found.start(), end=found.end(), replacement=small)
                return


def _has_name_around(draft: Draft, found: re.Match[str]) -> bool:
    """Tell whether it is a study's name, such as "the NEED trial"."""
    return _STUDY.match(draft.folded, found.end()) is not None


def find_nameless_greeting(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Find a greeting that is, as a whole, one that names nobody."""
    where = reading.draft.salutation
    if where is None or reading.draft.quoted or is_peer(reading):
        return
    said = _bare(reading.draft.words_of(where))
    if pattern_of(rule.phrases).fullmatch(said) and not _NAMED_AFTER.match(reading.draft.folded, where.end):
        yield Hit(start=where.start, end=where.start + len(said))


def find_mass_mail(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Find sentences of mass mail: less surely under a greeting with a name, never to people one knows."""
    if not reading.is_cold:
        return
    named = is_named(reading)
    lower = Severity.WARN if rule.severity is Severity.STRONG else Severity.NOTE
    for each in find_phrases(rule, reading):
        yield Hit(start=each.start, end=each.end, severity=lower if named else None)


def find_many_recipients(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Find a To line with more people than the guides' value."""
    del rule
    most = reading.context.material.playbook.number("mail.recipients.max")
    times = reading.draft.to.count("@")
    if times > most:
        start = max(reading.draft.text.find(reading.draft.to), 0)
        yield Hit(start=start, end=start + len(reading.draft.to), words={"times": str(times)})


def find_default_invitation(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Find a stock sentence in a note that has little else to say."""
    draft = reading.draft
    is_mail = draft.words > _MAIL_SIZED or draft.subject is not None
    if reading.medium is not Medium.NOTE and is_mail:
        return
    if any(pattern_of(rule.unless).search(draft.words_of(each)) for each in draft.paragraphs):
        return
    found = next(iter(find_places(rule, draft)), None)
    if found is None:
        return
    own = sum(count_words(draft.text[each.start : each.end]) for each in draft.paragraphs)
    own -= count_words(draft.text[found.start : found.end])
    enough = reading.context.material.playbook.number("note.own.words")
    yield (
        make_hit(rule, draft, found)
        if own < enough
        else Hit(start=found.start, end=found.end, severity=Severity.WARN)
    )


_MAIL_SIZED = 60
"""Words from which a text is no invitation any more, whatever it says."""


def find_bare_note(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Find a first note without a named person or a reason; the rule's phrases are signs of a reason."""
    draft = reading.draft
    if not reading.is_cold or not draft.paragraphs or _has_default_invitation(reading):
        return
    lacks = [] if is_named(reading) or _names_somebody(draft) else ["their name"]
    says_why = any(pattern_of(rule.phrases).search(draft.words_of(each)) for each in draft.paragraphs)
    if not says_why and first_fact(draft) is None:
        lacks.append("a paper, talk, meeting or other reason")
    if lacks:
        where = draft.salutation if draft.salutation and lacks == ["their name"] else draft.body
        quiet = Severity.NOTE if lacks == ["their name"] else None
        yield Hit(start=where.start, end=where.end, words={"lacks": " and ".join(lacks)}, severity=quiet)


def _has_default_invitation(reading: Reading) -> bool:
    rules = (rule for rule in shipped_rules() if rule.detects == "default-invitation")
    return any(True for rule in rules for _ in find_default_invitation(rule, reading))


def _names_somebody(draft: Draft) -> bool:
    return bool(re.search(r"\b(?:Dr|Prof|Professor|Doctor|Mr|Ms|Mrs)\b\.? +\w", draft.text))


def find_citizenship(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Find the first sentence that says again what was said before; sentences are counted, not words."""
    most = reading.context.material.playbook.number("citizenship.mentions")
    body = reading.draft.paragraphs
    found = [
        each
        for each in find_places(rule, reading.draft)
        if any(one.start <= each.start < one.end for one in body)
    ]
    if len(found) > most:
        again = found[most]
        yield Hit(start=again.start, end=again.end, words={"times": str(len(found))})


def find_unless_said_anywhere(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Find the first phrase, where nothing in the whole text speaks for it, such as a patient's consent."""
    draft = reading.draft
    if not any(pattern_of(rule.unless).search(draft.words_of(each)) for each in draft.places("all")):
        pattern = pattern_of(rule.phrases)
        found = (pattern.search(draft.folded, each.start, each.end) for each in draft.places(rule.place))
        first = next((each for each in found if each), None)
        if first:
            yield Hit(start=first.start(), end=first.end())


def find_public_complaint(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Find complaints where everybody can read them; whoever is named and shamed is told once."""
    del rule
    rules = {each.id: each for each in shipped_rules()}
    sentence_at = reading.draft.sentence_at
    shamed = {sentence_at(each.start) for each in find_phrases(rules[_SHAMING], reading)}
    for each in find_phrases(rules[_COMPLAINT], reading):
        if sentence_at(each.start) not in shamed:
            yield each


_COMPLAINT, _SHAMING = "tone.complaint", "post.naming"
"""Rules whose phrases are looked for in posts as well."""


DETECTORS: Mapping[str, Detector] = {
    "casual-greeting": find_casual_greeting,
    "no-greeting": find_no_greeting,
    "casual-words": find_casual_words,
    "emoji": find_faces,
    "exclamations": find_exclamations,
    "shouting": find_shouting,
    "nameless-greeting": find_nameless_greeting,
    "mass-mail": find_mass_mail,
    "many-recipients": find_many_recipients,
    "default-invitation": find_default_invitation,
    "bare-note": find_bare_note,
    "citizenship": find_citizenship,
    "unless-said-anywhere": find_unless_said_anywhere,
    "public-complaint": find_public_complaint,
}
"""Detectors of words by the names that rules give them."""

"""Does the mail fit the person it goes to: their name, their title, their place, who is named beside them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from functools import cache, lru_cache

from hallway.desk.check_rules import CheckRule
from hallway.desk.context import Detector, Reading
from hallway.desk.drafts import Draft, Span, count_words
from hallway.desk.findings import Hit
from hallway.desk.material import Recipient
from hallway.desk.word_lists import phrase_lists, wordings
from hallway.domain.names import fold
from hallway.domain.people import Group
from hallway.playbooks.cautions import Severity
from hallway.playbooks.update_phrases import update_phrases

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_TITLED = re.compile(
    r"\b(?:Dr|Drs|Prof|Professor|Doctor)\b\.? (?P<name>[^\W\d_a-z][\w'’-]*(?: [^\W\d_a-z][\w'’.-]*){0,2})"
)
_PLACE = re.compile(
    r"\byour (?:(?!with |from |on |by |and )[\w'-]+ ){0,3}"
    r"(?:program|department|division|hospital|clinic|lab|laboratory|team|group|residency|colleagues|service|work|research)"
    r"(?: [\w'-]+){0,2}? (?:at|in|of) (?:the )?"
    r"(?P<place>[A-Z][\w'’.&-]*(?: (?:of|the|and|at|for|in|[A-Z][\w'’.&-]*)){0,7})"
)
_WHERE_YOU = re.compile(
    r"\b(?:at|in|of) (?:the )?(?P<place>[A-Z][\w'’.&-]*(?: (?:of|the|and|at|for|in|[A-Z][\w'’.&-]*)){0,7}),?"
    r" where you (?:\w+ly )?(?:work|are|practi[cs]e|lead|teach|train|operate|serve|see)\b"
)
_YOU_BUILT = re.compile(
    r"\byou (?:(?:have|all|both|and|your|team|colleagues) ){0,4}"
    r"(?:built|build|created|lead|run|do|offer|started)(?: [\w'-]+){0,3}? at (?:the )?"
    r"(?P<place>[A-Z][\w'’.&-]*(?: (?:of|the|and|at|for|in|[A-Z][\w'’.&-]*)){0,7})"
)
_WISH_TO_JOIN = re.compile(
    r"\b(?:hope|like|love|wish|dream|dreamed|dreamt|want|apply|eager|proud|honou?r|honored|privilege)\b[^.!?\n]{0,40}?"
    r" (?:join|joining|train with|training with|belong to"
    r"|(?:do|complete|start|have|pursue|spend|finish) (?:my|an?|the|some) (?:[\w'-]+ ){0,3}?(?:at|in)"
    r"|(?:work|learn|train|rotate|stand)(?: \w+)? (?:beside|with|alongside|under|from) you"
    r" (?:there )?(?:at|in))"
    r" (?:(?:the|your) )?(?:(?:residents|team|faculty|program|residency|department) (?:of|at) )?(?:the )?"
    r"(?P<place>[A-Z][\w'’.&-]*(?: (?:of|the|and|at|for|in|[A-Z][\w'’.&-]*)){0,7})"
)
_THEIR_GOOD = re.compile(
    r"\b(?:interested in|impressed by|drawn to|attracted to|love|admire|excited about|inspired by"
    r"|fit for|part of) (?:the )?(?P<place>[A-Z][\w'’.&-]*(?: (?:of|the|and|at|for|in|[A-Z][\w'’.&-]*)){0,7})"
    r" (?:[\w-]+ ){0,2}?(?:program|residency|commitment|mission|curriculum|training|department|faculty"
    r"|team|track)\b"
)
_AS_HEAD = re.compile(
    r"\b(?:[Aa]s|you are|You are) (?:the |a )?(?:chief|director|chair|head|dean|professor)\b"
    r"[^.!?\n]{0,40}? (?:at|of|in) (?:the )?(?P<place>[A-Z][\w'’.&-]*"
    r"(?: (?:of|the|and|at|for|in|[A-Z][\w'’.&-]*)){0,7}), you\b"
)
_ALIKE = 0.75
_FORMS_OF_PLACE = (_PLACE, _WHERE_YOU, _YOU_BUILT, _WISH_TO_JOIN, _THEIR_GOOD, _AS_HEAD)
_LEAST_LETTERS = 2
_NEAR = 60
_DROPPED = 3
_GREETING_WORDS = 5


def find_wrong_name(_rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell when the greeting names somebody else, or misspells the name."""
    other, where = reading.context.material.recipient, reading.draft.salutation
    if other is None or where is None:
        return
    greeted = _greeted(reading.draft, where)
    known = _names_of(other)
    if not greeted or not known or any(_is_called(each, known) for each in greeted):
        return
    if not _share_script(greeted, known):
        return
    if not reading.is_cold and any(one[:2] == two[:2] for one in greeted for two in known):
        return  # a short form between people who know each other
    nearest = max((_likeness(one, two), two) for one in greeted for two in known)
    is_slip = nearest[0] >= _ALIKE
    words = {
        "name": other.person.name,
        "which": "is spelled otherwise" if is_slip else "is somebody else's name",
    }
    yield Hit(
        start=where.start, end=where.end, words=words, severity=Severity.WARN if is_slip else Severity.STRONG
    )


def _greeted(draft: Draft, where: Span) -> list[str]:
    """Return the words of a greeting that can be a name, folded."""
    nameless = _set("nameless")
    words = (fold(each) for each in _WORD.findall(draft.text[where.start : where.end]))
    return [each for each in words if len(each) >= _LEAST_LETTERS and each.removesuffix("'s") not in nameless]


def _names_of(other: Recipient) -> frozenset[str]:
    person = other.person
    parts = (each for text in (person.name, person.given, person.family) for each in _WORD.findall(text))
    whole = [fold(each) for each in parts]
    pieces = [piece for each in whole for piece in re.split(r"['’-]", each)]
    return frozenset(each for each in (*whole, *pieces) if len(each) >= _LEAST_LETTERS)


def _is_called(greeted: str, known: Iterable[str]) -> bool:
    """Tell whether a greeted word is one of the names: itself, a part, a short form, romanized otherwise."""
    pieces = {greeted, *re.split(r"['’-]", greeted)}
    names = set(known)
    if names & pieces or names & {each.replace("'", "") for each in pieces} or greeted == "".join(names):
        return True
    if any(
        each.replace("'", "").replace("-", "") == greeted.replace("-", "").replace("'", "") for each in names
    ):
        return True
    if any(group & pieces and group & names for group in _short_forms()):
        return True
    plain = _romanized(greeted)
    return any(_romanized(each) == plain for each in names)


def _romanized(name: str) -> str:
    """Return a name with the letters that umlauts become, and doubled letters, taken together."""
    for long, short in (
        ("ae", "a"),
        ("oe", "o"),
        ("ue", "u"),
        ("ss", "s"),
        ("aa", "a"),
        ("sch", "sh"),
        ("ou", "u"),
        ("y", "i"),
    ):
        name = name.replace(long, short)
    return re.sub(r"(.)\1", r"\1", name)


@cache
def _short_forms() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(each.split()) for each in phrase_lists("recipients")["short-forms"])


def _share_script(some: Iterable[str], others: Iterable[str]) -> bool:
    def latin(names: Iterable[str]) -> bool:
        return any(each.isascii() for each in names)

    return latin(some) == latin(others)


def _likeness(one: str, two: str) -> float:
    return SequenceMatcher(None, one, two).ratio()


def find_low_title(_rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell when a physician is greeted with less than their title, or faculty by the first name alone."""
    other, where = (
        reading.context.material.recipient,
        reading.draft.salutation or _short_opening(reading.draft),
    )
    if other is None or where is None:
        return
    person = other.person
    if not update_phrases().is_doctor(person.role, f"{person.credentials} {_degree(person.name)}"):
        return
    words = {fold(each) for each in _WORD.findall(reading.draft.text[where.start : where.end])}
    if words & _set("titles.high"):
        return
    family = fold(person.family or next(iter(person.name.split(",")[0].split()[-1:]), ""))
    due = {"name": f"Dr. {person.family}" if person.family else f"Dr. {person.name}"}
    if words & _set("titles.plain") or (
        _is_faculty(other) and reading.is_cold and _is_first_name(words, other, family)
    ):
        yield Hit(start=where.start, end=where.end, words=due)


def _short_opening(draft: Draft) -> Span | None:
    """Return a first line such as "Sarah, good morning!", which greets though it reads like a sentence."""
    if not draft.sentences:
        return None
    first = draft.sentences[0]
    is_greeting = re.search(
        r"\b(?:good (?:morning|afternoon|evening|day)|hello|hi|greetings)\b", draft.words_of(first)
    )
    return (
        first if is_greeting and count_words(draft.text[first.start : first.end]) <= _GREETING_WORDS else None
    )


def _degree(name: str) -> str:
    return name.split(",", 1)[1] if "," in name else ""


def _is_faculty(other: Recipient) -> bool:
    role = fold(other.person.role)
    is_peer = Group.PEER in other.person.groups
    return bool(role) and not is_peer and not any(each in role for each in _set("first-name-roles"))


def _is_first_name(words: set[str], other: Recipient, family: str) -> bool:
    given = {
        fold(each) for each in _WORD.findall(other.person.given or next(iter(other.person.name.split()), ""))
    }
    return bool(words & given) and family not in words


def find_wrong_place(_rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell when "your program at X" names another institution than the recipient's."""
    other = reading.context.material.recipient
    if other is None or other.institution is None:
        return
    draft, own = reading.draft, other.institution.name
    known = {fold(each) for each in (own, other.institution.city, other.institution.state) if each}
    for place in draft.paragraphs:
        said = (each for form in _FORMS_OF_PLACE for each in form.finditer(draft.text, *place))
        for found in said:
            named = found["place"]
            if wordings("recipients", "places").search(fold(named)) and not _is_same_place(
                fold(named), known
            ):
                start = found.start("place")
                yield Hit(start=start, end=start + len(named), words={"place": own})
                return


def _is_same_place(named: str, known: Iterable[str]) -> bool:
    filler = _set("place-filler")
    said = {each for each in _WORD.findall(named) if each not in filler}
    if not said:
        return True  # "the University Hospital" is anybody's
    for name in known:
        words = _WORD.findall(name)
        letters = "".join(each[0] for each in words if each not in {"of", "the", "and", "at"})
        if said & set(words) or letters in said:
            return True
    return False


def find_dropped_name(_rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell when somebody is named as a supporter whom the record does not know, or when names pile up."""
    draft, material = reading.draft, reading.context.material
    named = _dropped(draft)
    if material.recipient is not None:
        other = material.recipient
        others = _folded_words((*material.known_names, other.introduced_by)) if named else frozenset()
        named = [each for each in named if not _known(each[1], others | _names_of(other))]
        if named:
            where, name = named[0]
            yield Hit(start=where.start, end=where.end, words={"name": name})
        return
    if len({name for _, name in named}) >= _DROPPED:
        where, _ = named[0]
        names = ", ".join(dict.fromkeys(name for _, name in named))
        yield Hit(start=where.start, end=named[-1][0].end, words={"name": names})


def find_leaning(_rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell when somebody's rank, or being close to it, is held out instead of one's own work."""
    draft = reading.draft
    leans, spared = wordings("recipients", "leans"), wordings("recipients", "leans.not")
    for sentence in draft.sentences:
        found = leans.search(draft.folded, sentence.start, sentence.end)
        if found and not spared.search(draft.folded, sentence.start, sentence.end):
            yield Hit(start=found.start(), end=found.end())


@lru_cache(maxsize=4)
def _folded_words(names: tuple[str, ...]) -> frozenset[str]:
    """Return the words of many names, folded once for all texts that are checked against one record."""
    return frozenset(fold(each) for name in names for each in _WORD.findall(name))


def _known(name: str, known: Iterable[str]) -> bool:
    return any(fold(each) in known for each in _WORD.findall(name))


def _dropped(draft: Draft) -> list[tuple[Span, str]]:
    """Return who is said to know, suggest or support, with the words that say so."""
    found = []
    for sentence in draft.sentences:
        for titled in _TITLED.finditer(draft.text, sentence.start, sentence.end):
            start, end = titled.start(), titled.end()
            after = wordings("recipients", "led-by").search(draft.folded, end, min(sentence.end, end + _NEAR))
            before = wordings("recipients", "near-to").search(
                draft.folded, max(sentence.start, start - _NEAR), start
            )
            if after and not re.search(r"\byou\b", draft.folded[end : after.start()]):
                found.append((Span(start, after.end()), titled["name"]))
            elif (
                before
                and not _only_read(draft, end)
                and not draft.folded[before.end() : start].strip(" ,:").count(" ") > _LEAST_LETTERS
            ):
                found.append((Span(before.start(), end), titled["name"]))
    return found


def _only_read(draft: Draft, end: int) -> bool:
    """Tell whether somebody is known by what they wrote: "I know Dr. Hale from her book"."""
    is_owner = draft.folded.startswith("'s ", end)
    return is_owner or wordings("recipients", "only-read").match(draft.folded, end) is not None


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(phrase_lists("recipients")[name])


DETECTORS: Mapping[str, Detector] = {
    "wrong-name": find_wrong_name,
    "low-title": find_low_title,
    "wrong-place": find_wrong_place,
    "dropped-name": find_dropped_name,
    "leaning": find_leaning,
}

"""Two names side by side: the same, swapped, shortened, spelled otherwise, or of two people."""

import re
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from rapidfuzz.distance import OSA

from hallway.actions.duplicate_names import ReadName, is_initial

_SOUNDS = (
    *(
        ("x", "ks"),
        ("sch", "s"),
        ("ph", "f"),
        ("ck", "k"),
        ("sh", "s"),
        ("ch", "k"),
        ("kh", "k"),
        ("th", "t"),
        ("dj", "j"),
    ),
    *(("c", "k"), ("q", "k"), ("w", "v"), ("z", "s"), ("y", "i"), ("j", "i")),
)
_QUIET = re.compile("(?<![aeiou])h|h$|[aeiou]")
_TWICE = re.compile(r"(.)\1+")
_HEARD_ALIKE = frozenset(
    one + other
    for one, other in ("ck", "kc", "kq", "qk", "vw", "wv", "yj", "jy", "sz", "zs", "fp", "pf", "iy", "yi")
)
_ENDINGS = frozenset("aeio")
_SHORTEST_SPELLED = 5
_SHORTEST_FIRST = 3
_LONG = 7
_TWO = 2
_MOST_STEPS = 3


class Tie(Enum):
    """How two names belong together."""

    SAME = "same"
    SWAPPED = "swapped"
    MIDDLE = "middle"
    INITIAL = "initial"
    PART = "part"
    SPELLED = "spelled"
    SHORT = "short"
    SINGLE = "single"  # one is a single word, which the other has too
    GIVEN = "given"  # the same first name, another family name
    FAMILY = "family"  # the same family name, another first name
    WORDS = "words"  # the words of one are all in the other, in another order
    CONFLICT = "conflict"
    SCRIPTS = "scripts"  # nothing to compare
    OTHER = "other"


FULL = frozenset((Tie.SAME, Tie.SWAPPED, Tie.MIDDLE))


@dataclass(frozen=True, slots=True)
class NameTie:
    """How two names belong together: a word for the program, a sentence for the applicant."""

    tie: Tie
    says: str = ""
    is_strong: bool = False  # more agrees than this tie needs


_OTHER = NameTie(Tie.OTHER)


def tie_names(one: ReadName, other: ReadName) -> NameTie:
    """Return how two names belong together; the order of the two does not matter for the tie."""
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return NameTie(Tie.CONFLICT, f"{one.suffix} and {other.suffix} are two people")
    if not one.words or not other.words or _script(one.words[0]) != _script(other.words[0]):
        return NameTie(Tie.SCRIPTS, "the names are written in different scripts")
    if not (one.is_whole and other.is_whole):
        return _tie_single(one, other)
    if _is_same(one, other):
        return NameTie(Tie.SAME, "the same name", is_strong=len(one.words) > _TWO)
    if _is_swapped(one, other):
        return NameTie(Tie.SWAPPED, "the same name, with given and family name swapped")
    tie = _tie_parts(one, other)
    return (
        NameTie(Tie.WORDS, "all words of one name are in the other")
        if _has_all_words(tie, one, other)
        else tie
    )


def _has_all_words(tie: NameTie, one: ReadName, other: ReadName) -> bool:
    """Tell whether names that do not fit as they stand do so in another order, as Vietnamese names do."""
    short, long = (one, other) if len(one.words) < len(other.words) else (other, one)
    return (
        tie.tie in {Tie.OTHER, Tie.GIVEN} and len(long.words) > _TWO and set(short.words) <= set(long.words)
    )


def _script(word: str) -> str:
    """Return which script a word begins in, roughly: alphabets by blocks, Han, kana and Hangul as one."""
    code = ord(word[0])
    for limit, name in ((0x0370, "latin"), (0x0400, "greek"), (0x0530, "cyrillic"), (0x2E80, "eastern")):
        if code < limit:
            return name if name != "eastern" else f"block {code >> 8}"
    return "han"


def _is_same(one: ReadName, other: ReadName) -> bool:
    ours, theirs = one.whole, other.whole
    return theirs in {ours, one.wide_whole} or ours == other.wide_whole


def _is_swapped(one: ReadName, other: ReadName) -> bool:
    if len(one.whole) != len(other.whole) or sorted(one.whole) != sorted(other.whole):
        return False
    if sorted(one.words) == sorted(other.words):
        return True
    turns = ("".join((*one.words[at:], *one.words[:at])) for at in range(1, len(one.words)))
    return other.whole in turns


def _tie_single(one: ReadName, other: ReadName) -> NameTie:
    if one.whole == other.whole:
        return NameTie(Tie.SINGLE, "the same single name", is_strong=True)
    for short, long in ((one, other), (other, one)):
        if not short.is_whole and short.whole in {long.given, long.surname, *long.words}:
            return NameTie(Tie.SINGLE, f"“{short.write(short.words[0])}” is part of the other name")
    return _OTHER


def _tie_parts(one: ReadName, other: ReadName) -> NameTie:
    family = _tie_families(one, other)
    given = _tie_givens(one, other)
    if family is None:
        return (
            NameTie(Tie.GIVEN, "the same first name, another family name")
            if _has_same_first(given, one)
            else _OTHER
        )
    if given is None:
        if family.tie is Tie.SAME:
            return NameTie(Tie.FAMILY, "the same family name, but different first names")
        return _OTHER
    clash = _middle_clash(one, other) if given.says != _MIDDLE_NAME else ""
    if clash and family.tie is not Tie.PART:
        return NameTie(Tie.CONFLICT, f"the middle names differ: {clash}")
    return _join(one, other, given, family)


def _has_same_first(given: NameTie | None, one: ReadName) -> bool:
    return given is not None and given.tie is Tie.SAME and not is_initial(one.given)


def _join(one: ReadName, other: ReadName, given: NameTie, family: NameTie) -> NameTie:
    if family.tie is Tie.SAME:
        return _join_first(one, other, given)
    if family.tie is Tie.PART and given.tie in {Tie.SAME, Tie.INITIAL}:
        return replace(family, is_strong=family.is_strong and given.tie is Tie.SAME)
    if given.tie is Tie.SAME:
        return family
    if given.tie is Tie.SPELLED and family.is_strong:
        return NameTie(Tie.SPELLED, f"{given.says}, and {family.says}")
    return _OTHER


def _join_first(one: ReadName, other: ReadName, given: NameTie) -> NameTie:
    """Return the tie of two people with one family name."""
    middles = [*zip(one.middle, other.middle, strict=False)]
    if given.tie is Tie.INITIAL and middles and given.says != _MIDDLE_NAME:
        return NameTie(Tie.INITIAL, "the initials fit the other name", is_strong=True)
    if given.tie is not Tie.SAME:
        return given
    if middles:
        return NameTie(Tie.MIDDLE, _fits(one, middles[0][0], other, middles[0][1]), is_strong=True)
    if one.hyphened != other.hyphened:
        short, long = (other, one) if one.hyphened else (one, other)
        return NameTie(Tie.SHORT, f"“{short.write(short.given)}” may be short for “{long.hyphened}”")
    if one.middle or other.middle:
        return NameTie(Tie.MIDDLE, "the same name, once with a middle name and once without")
    return NameTie(Tie.SAME, "the same name")


_MIDDLE_NAME = "one may go by the middle name of the other"


def _tie_givens(  # noqa: PLR0911 -- one line for each way in which two first names can be one
    one: ReadName, other: ReadName
) -> NameTie | None:
    """Return how the first names belong together, or None when they are two."""
    ours, theirs = one.given, other.given
    if not ours or not theirs:
        return None
    if ours == theirs or _equals_wide(one, ours, other, theirs) or one.given_whole == other.given_whole:
        return NameTie(Tie.SAME)
    if is_initial(ours) != is_initial(theirs):
        if ours[0] == theirs[0]:
            return NameTie(Tie.INITIAL, _fits(one, ours, other, theirs))
        short, long = (one, other) if is_initial(ours) else (other, one)
        return NameTie(Tie.INITIAL, _MIDDLE_NAME) if long.given in short.middle else None
    if is_initial(ours):
        return None
    if ours in other.middle or theirs in one.middle:
        return NameTie(Tie.INITIAL, _MIDDLE_NAME)
    brief, whole = sorted((ours, theirs), key=len)
    if len(brief) >= _SHORTEST_FIRST and whole.startswith(brief) and len(whole) - len(brief) >= _TWO:
        return NameTie(
            Tie.SHORT, f"“{_written(one, other, brief)}” may be short for “{_written(one, other, whole)}”"
        )
    if _differ_by_gender(ours, theirs) or not _is_near(ours, theirs, least=_SHORTEST_FIRST + 1):
        return None
    says = f"“{one.write(ours)}” and “{other.write(theirs)}” are spelled nearly alike"
    return NameTie(Tie.SPELLED, says, is_strong=len(brief) >= _LONG and sound(ours) == sound(theirs))


def _tie_families(  # noqa: PLR0911 -- as above, for family names
    one: ReadName, other: ReadName
) -> NameTie | None:
    """Return how the family names belong together, or None when they are two."""
    ours, theirs = one.surname, other.surname
    if not ours or not theirs:
        return None
    if ours == theirs or _is_wide_surname(one, other) or _is_wide_surname(other, one):
        return NameTie(Tie.SAME)
    if one.core == other.core:
        return NameTie(Tie.SAME)
    is_longer = len(one.middle) + len(one.family) > len(other.middle) + len(other.family)
    short, long = (other, one) if is_longer else (one, other)
    is_hyphened = short.core < long.core
    if is_hyphened or short.core == {*long.middle[-1:]}:
        return NameTie(Tie.PART, f"“{_show(short)}” is part of “{_show_long(long)}”", is_strong=is_hyphened)
    for bearer, married in ((one, other), (other, one)):
        if married.core.intersection(bearer.born):
            return NameTie(Tie.PART, f"“{_show(married)}” is the earlier name of the other", is_strong=True)
    if _is_near(ours, theirs, least=_SHORTEST_SPELLED):
        is_long = min(len(ours), len(theirs)) >= _LONG
        says = f"“{_show(one)}” and “{_show(other)}” are spelled nearly alike"
        return NameTie(Tie.SPELLED, says, is_strong=is_long)
    return None


def _equals_wide(one: ReadName, ours: str, other: ReadName, theirs: str) -> bool:
    return theirs in _wides(one, ours) or ours in _wides(other, theirs)


def _wides(name: ReadName, word: str) -> list[str]:
    return [wide for plain, wide in zip(name.words, name.wide, strict=False) if plain == word]


def _is_wide_surname(one: ReadName, other: ReadName) -> bool:
    if not one.wide:
        return False
    wide = dict(zip(one.words, one.wide, strict=False))
    return "".join(wide.get(each, each) for each in one.family) == other.surname


def _middle_clash(one: ReadName, other: ReadName) -> str:
    """Return the first two middle names that exclude one another, "" for none."""
    for ours, theirs in zip(one.middle, other.middle, strict=False):
        if ours == theirs or ((is_initial(ours) or is_initial(theirs)) and ours[0] == theirs[0]):
            continue
        if not (is_initial(ours) or is_initial(theirs)) and _is_near(ours, theirs, least=_SHORTEST_FIRST + 1):
            continue
        return f"{one.write(ours)} and {other.write(theirs)}"
    return ""


def _fits(one: ReadName, ours: str, other: ReadName, theirs: str) -> str:
    if ours == theirs:
        return "the same name, and the same middle name"
    short, long = (
        (one.write(ours), other.write(theirs)) if is_initial(ours) else (other.write(theirs), one.write(ours))
    )
    return f"the initial “{short}” fits “{long}”"


def _written(one: ReadName, other: ReadName, word: str) -> str:
    return one.write(word) if word in one.words else other.write(word)


def _show(name: ReadName) -> str:
    return " ".join(name.write(each) for each in name.family)


def _show_long(name: ReadName) -> str:
    return " ".join(
        name.write(each) for each in (*(name.middle if len(name.family) == 1 else ()), *name.family)
    )


def _differ_by_gender(ours: str, theirs: str) -> bool:
    """Tell whether the endings make two people of it, as of Mario and Maria, Louis and Louise."""
    if ours.rstrip("h").endswith("a") != theirs.rstrip("h").endswith("a"):
        return True
    short, long = sorted((ours, theirs), key=len)
    if len(long) == len(short):
        return short[:-1] == long[:-1] and {short[-1], long[-1]} <= _ENDINGS
    return long[:-1] == short and long[-1] in _ENDINGS


def _is_near(ours: str, theirs: str, *, least: int) -> bool:
    """Tell whether two words are one, misspelled or written down by ear."""
    shorter = min(len(ours), len(theirs))
    if shorter < least or not (ours[0] == theirs[0] or ours[0] + theirs[0] in _HEARD_ALIKE):
        return False
    steps = OSA.distance(ours, theirs, score_cutoff=_MOST_STEPS)
    if steps > _MOST_STEPS:
        return False
    if steps == 1:
        is_long = shorter >= _SHORTEST_SPELLED  # Mark and Mary are two
        return (is_long and ours[0] == theirs[0]) or sound(ours) == sound(theirs)
    if sound(ours) == sound(theirs):
        return len(sound(ours)) > _TWO and (steps == _TWO or len(sound(ours)) > _MOST_STEPS)
    return steps == _TWO and shorter > _LONG and ours[0] == theirs[0]


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """Return how a word sounds, roughly: without inner vowels, doubled and confused letters."""
    text = word
    for written, heard in _SOUNDS:
        if written in text:
            text = text.replace(written, heard)
    return _TWICE.sub(r"\1", text[:1] + _QUIET.sub("", text[1:]))

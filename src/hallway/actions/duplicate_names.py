"""A name taken apart for comparing: given, middle and family name, without titles, degrees and signs."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from hallway.domain.names import fold

_TITLES = frozenset(("dr", "dra", "prof", "professor", "doctor", "mr", "mrs", "ms", "miss", "mx", "sir"))
_SUFFIXES = {"jr": "Jr.", "junior": "Jr.", "sr": "Sr.", "senior": "Sr.", "ii": "II", "iii": "III", "iv": "IV"}
PARTICLES = frozenset(
    (
        *("al", "el", "ad", "as", "bin", "bint", "ibn", "abu", "ben"),
        *(
            "da",
            "das",
            "de",
            "del",
            "dela",
            "della",
            "di",
            "do",
            "dos",
            "du",
            "la",
            "las",
            "le",
            "los",
            "san",
        ),
        *("den", "der", "ter", "ten", "van", "vander", "von", "vom", "zu", "zum"),
    )
)
"""Small words of a family name that its bearers often leave out."""
_DEGREES = frozenset(
    (
        *("md", "do", "mbbs", "mbchb", "mbbch", "bmbs", "mbs", "dds", "dmd", "pharmd", "dnb", "jd"),
        *(
            "phd",
            "dphil",
            "drph",
            "dnp",
            "msc",
            "ms",
            "mph",
            "mha",
            "mhs",
            "mshs",
            "mba",
            "mpa",
            "ma",
            "mmed",
        ),
        *("med", "ba", "bs", "bsc", "rn", "np", "pa", "pac", "ms1", "ms2", "ms3", "ms4", "esq"),
        *(
            "facs",
            "facp",
            "faap",
            "faafp",
            "facog",
            "fccp",
            "faaos",
            "fasn",
            "frcs",
            "frcsc",
            "frcp",
            "frcpc",
        ),
        *("mrcp", "mrcs"),
    )
)
_BORN = re.compile(
    r"\((?:n[eé]e|born|geb\.?|formerly)?\s*([^()]*)\)|\b(?:n[eé]e|formerly)\s+(\S+)", re.IGNORECASE
)
_BREAKS = re.compile(r"[\s._/\u00b7\u30fb]+")
_HYPHENS = re.compile(r"[-\u2010-\u2015]+")
_APOSTROPHES = re.compile("['\u2018\u2019`\u00b4\u02bc\u02bb]")
_WIDE = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae"}  # as passports write them
_WIDENED = str.maketrans(_WIDE | {each.upper(): wide for each, wide in _WIDE.items()})
_LAST_ALPHABET = 0x0590  # beyond it one sign can be a whole name
_PAIR = 2


@dataclass(frozen=True, slots=True)
class ReadName:
    """A name taken apart and folded; what comparing needs again and again is made once."""

    given: str = ""
    middle: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    born: tuple[str, ...] = ()
    suffix: str = ""
    words: tuple[str, ...] = ()
    wide: tuple[str, ...] = ()  # the words with umlauts written out, () when there are none
    whole: str = ""  # all words in one piece: blanks and hyphens differ from writer to writer
    wide_whole: str = ""
    given_whole: str = ""  # all given names without initials
    surname: str = ""  # the family name in one piece
    core: frozenset[str] = frozenset()  # the family name without its small words
    is_whole: bool = False  # more than one word, or more than one sign of a script without blanks
    hyphened: str = ""  # the first name as it was written, if it has a hyphen: Jean-Luc is not Jean
    raw: tuple[str, ...] = ()

    def write(self, word: str) -> str:
        """Return a word as it was written, an initial with its dot."""
        if is_initial(word):
            return f"{word.upper()}."
        parts = (part for each in self.raw for part in _HYPHENS.split(each))
        return next((part for part in parts if fold_words([part]) == [word]), word)


def read_name(name: str, *, given: str = "", family: str = "") -> ReadName:
    """Return a name taken apart; the given and family name of the record are believed where they fit it."""
    born, text = _take_born(name)
    first_raw, family_raw, suffix = _halves(text)
    raw = [*first_raw, *family_raw]
    words = fold_words(raw)
    first, last = _parts(words, first_raw, family_raw, given, family)
    is_wide = not name.isascii() and any(each in name.casefold() for each in _WIDE)
    wide = tuple(fold_words(each.translate(_WIDENED) for each in raw)) if is_wide else ()
    whole, middle = "".join(words), tuple(first[1:])
    return ReadName(
        given=first[0] if first else "",
        middle=middle,
        family=tuple(last),
        born=tuple(born),
        suffix=suffix,
        words=tuple(words),
        wide=wide,
        whole=whole,
        wide_whole="".join(wide) or whole,
        given_whole="".join((*first[:1], *(each for each in middle if not is_initial(each)))),
        surname="".join(last),
        core=frozenset(each for each in last if each not in PARTICLES) or frozenset(last),
        is_whole=len(words) > 1 or (len(whole) > 1 and ord(whole[0]) >= _LAST_ALPHABET),
        hyphened=next(
            (each for each in raw if first and fold_words([each])[:1] == first[:1] and _HYPHENS.search(each)),
            "",
        ),
        raw=tuple(raw),
    )


def _parts(
    words: Sequence[str], first_raw: Sequence[str], family_raw: Sequence[str], given: str, family: str
) -> tuple[list[str], list[str]]:
    """Return the given and family names, as the record, the comma or the order of the words says."""
    if given or family:
        typed_given, typed_family = fold_words(_BREAKS.split(given)), fold_words(_BREAKS.split(family))
        rest = _without(words, typed_family)
        if typed_family and rest is not None:
            return _first_of(rest, typed_given), typed_family
        if typed_given and typed_family:  # the whole name stands in another script
            return typed_given, typed_family
    if family_raw:
        return fold_words(first_raw), fold_words(family_raw)
    return _guess(first_raw)


def is_initial(word: str) -> bool:
    """Tell whether a word is one letter of an alphabet; in other scripts one sign can be a whole name."""
    return len(word) == 1 and ord(word) < _LAST_ALPHABET


def fold_words(pieces: Iterable[str]) -> list[str]:
    """Return the folded words that hold letters or digits, parted at hyphens, without other signs."""
    words: list[str] = []
    for each in pieces:
        if each.isascii() and each.isalnum():
            words.append(each.lower())
        else:
            words += _fold_parts(each)
    return words


@lru_cache(maxsize=50_000)
def _fold_parts(piece: str) -> tuple[str, ...]:
    parts = _HYPHENS.split(_APOSTROPHES.sub("", piece))
    return tuple(word for part in parts if (word := "".join(filter(str.isalnum, fold(part)))))


def _take_born(name: str) -> tuple[list[str], str]:
    """Return what stands in brackets or behind née, and the name without it."""
    if "(" not in name and "ée" not in name and "ormerly" not in name and " nee " not in name:
        return [], name
    text = _BORN.sub(" ", name)
    if not fold_words(_BREAKS.split(text)):
        return [], name
    found = (each for both in _BORN.findall(name) for each in both if each)
    return [word for each in found for word in fold_words(_BREAKS.split(each))], text


def _halves(text: str) -> tuple[list[str], list[str], str]:
    """Return given names, family name if a comma sets it first, and suffix, as they were written."""
    head, *tails = (each for each in text.split(",") if each.strip()) if "," in text else [text]
    suffix, others = "", []
    for tail in tails:
        words = fold_words(_BREAKS.split(tail))
        suffix = suffix or next((_SUFFIXES[each] for each in words if each in _SUFFIXES), "")
        if not all(each in _DEGREES or each in _SUFFIXES for each in words):
            others.append(tail)
    first, more = _pieces(head, least=1 if others else _PAIR)
    if not others:
        return first, [], suffix or more
    given, other = _pieces(others[0], least=1)
    return given, first, suffix or more or other


def _pieces(text: str, *, least: int) -> tuple[list[str], str]:
    """Return the words of a text as they were written, without titles, degrees and suffix, and the suffix."""
    pieces = [each for each in _BREAKS.split(text) if fold_words([each])]
    while len(pieces) > 1 and _bare(pieces[0]) in _TITLES:
        pieces = pieces[1:]
    suffix = ""
    while len(pieces) > least and (_is_degree(pieces[-1]) or _bare(pieces[-1]) in _SUFFIXES):
        suffix = _SUFFIXES.get(_bare(pieces[-1]), suffix)
        pieces = pieces[:-1]
    if not all(each.isupper() for each in pieces):
        pieces = [part for each in pieces for part in (each if _is_run(each) else (each,))]
    return pieces, suffix


def _bare(word: str) -> str:
    return "".join(filter(str.isalnum, word)).casefold()


def _is_degree(word: str) -> bool:
    """Tell whether a word is a degree as it is written behind a name: Do and Ma are family names."""
    return _bare(word) in _DEGREES and sum(map(str.isupper, word)) > 1


def _is_run(word: str) -> bool:
    """Tell whether a word is two initials: the JR of JR Novak."""
    return len(word) == _PAIR and word.isupper() and word.isascii() and word.isalpha()


def _without(words: Sequence[str], some: Sequence[str]) -> list[str] | None:
    """Return the words without some others, or None unless all of these are among them, in any spacing."""
    if set(some) <= set(words):
        left = list(words)
        for each in some:
            if each in left:
                left.remove(each)
        return left
    joined = "".join(some)
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            if "".join(words[start:end]) == joined:
                return [*words[:start], *words[end:]]
    return None


def _first_of(rest: list[str], given: list[str]) -> list[str]:
    """Return the given names with the typed one first: a person may go by a middle name."""
    left = _without(rest, given) if given else None
    return [*given, *left] if left is not None else rest or given


def _guess(pieces: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return given and family name as initials, hyphens and small words suggest."""
    words = [fold_words([each]) for each in pieces]
    alone = [len(each) == 1 and is_initial(each[0]) for each in words]
    at = len(words) - 1
    if at > 0 and alone[-1] and not alone[0]:  # "Novak J R", as papers cite
        at = alone.index(True)
        if all(alone[at:]):
            return _flat(words[at:]), _flat(words[:at])
        at = len(words) - 1
    while at > 1 and words[at - 1][0] in PARTICLES:
        at -= 1
    return (_flat(words[:at]), _flat(words[at:])) if at > 0 else (_flat(words), [])


def _flat(words: Iterable[Iterable[str]]) -> list[str]:
    return [part for each in words for part in each]

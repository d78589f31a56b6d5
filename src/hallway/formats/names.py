"""Names, split into their parts: a guess, which the applicant corrects."""

import re
from collections.abc import Collection, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from hallway.domain.names import fold

if TYPE_CHECKING:
    from nameparser import ParsedName, Parser

# What the parser does not know: degrees and memberships of doctors, many of them of British pattern.
_CREDENTIALS: Final = """
    mbbs mbchb mbbch mbbchir bmbs bmbch bmed bmedsci mdcm dnb dch dgo dlo dmrd dtmh dobst
    mrcp mrcpch mrcpsych mrcs mrcog mrcem mrcgp mrcophth frcp frcpc frcpch frcpath frcpsych
    frcr frca frcs frcsc frcsed frcog frcem frcophth fracs fracp fanzca fcps mcps fics fcs
    fccp fccm fhm sfhm faaos facr fasn fidsa fapa fscai fase faaem facmg fascrs facg fache
    msph msci mha mhs mhsa mspt drph mmed mmedsci mchir mch
"""
_YEAR_OF_TRAINING: Final = re.compile(r"\bPGY[\s-]?\d{1,2}\b", re.IGNORECASE)
_UNSPACED: Final = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f\u3005\u30fc]+"
)
_PLAIN: Final = re.compile(r"([A-Z][a-z]{2,}) ([A-Z][a-z]{2,})")
"""Two plain words, as most names are: the parser takes a sixth of a millisecond, and a file has thousands."""

_CAPITALS: Final = 2  # "MD" and "PhD" are credentials, "Md" and "Do" are names
_FULL_NAME: Final = 2  # words; of "Lee, DO" nobody can tell which DO is


class NameParts(NamedTuple):
    """The parts of a name; "" for what it does not have or what nobody can tell."""

    given: str = ""
    family: str = ""
    credentials: str = ""
    title: str = ""


def split_name(name: str, *, family_first: Collection[str] = ()) -> NameParts:
    """Return what the parts of a name most likely are.

    Args:
        name: the name as it is shown, in any script, with or without titles and credentials.
        family_first: family names that the applicant knows to be written first.

    A name in a script without blanks stays whole unless its family name is among those.
    """
    bare = " ".join(_YEAR_OF_TRAINING.sub(" ", name).strip(" ,").split())
    if not any(each.isalnum() for each in bare):
        return NameParts()
    if (plain := _PLAIN.fullmatch(bare)) and not _has_vocabulary(plain[1], plain[2]):
        return NameParts(*(_as_remembered((plain[1], plain[2]), family_first) or (plain[1], plain[2])))
    parsed = _parser().parse(bare)
    words = _words(parsed)
    given, family = _as_remembered(words, family_first) or _as_parsed(words, parsed)
    return NameParts(given, family, _credentials(parsed), parsed.title)


def _has_vocabulary(*words: str) -> bool:
    """Tell whether one of these words can be more than a name: a title, a credential, a particle."""
    return not _vocabulary().isdisjoint(each.casefold() for each in words)


@cache
def _vocabulary() -> frozenset[str]:
    lexicon = _parser().lexicon
    return frozenset[str]().union(
        lexicon.titles,
        lexicon.given_name_titles,
        lexicon.after_given_titles,
        lexicon.suffix_acronyms,
        lexicon.suffix_words,
        lexicon.particles,
        lexicon.conjunctions,
        lexicon.conjunctions_ambiguous,
        lexicon.bound_given_names,
        lexicon.maiden_markers,
    )


def _words(parsed: "ParsedName") -> list[str]:
    """Return the words that are the name itself, in the order they are written."""
    from nameparser import Role  # noqa: PLC0415 -- a tenth of a second that most commands do without

    own = {Role.GIVEN, Role.MIDDLE, Role.FAMILY}
    return [each.text for each in parsed.tokens if each.role in own]


def _as_remembered(words: Sequence[str], family_first: Collection[str]) -> tuple[str, str] | None:
    known = {fold(each) for each in family_first}
    if not known or not words:
        return None
    if len(words) == 1:
        # The longest wins: a family name of two signs can begin with one of one sign.
        whole = words[0] if _UNSPACED.fullmatch(words[0]) else ""
        found = next((at for at in range(len(whole) - 1, 0, -1) if fold(whole[:at]) in known), 0)
        return (whole[found:], whole[:found]) if found else None
    for count in range(len(words) - 1, 0, -1):
        if fold(" ".join(words[:count])) in known:
            return " ".join(words[count:]), " ".join(words[:count])
    return None


def _as_parsed(words: Sequence[str], parsed: "ParsedName") -> tuple[str, str]:
    is_whole = len(words) == 1 and _UNSPACED.fullmatch(words[0])
    return ("", "") if is_whole else (parsed.given_names, parsed.family)


def _credentials(parsed: "ParsedName") -> str:
    generations = _parser().lexicon.suffix_words
    entries = (
        " ".join(each for each in entry.split() if each.casefold().rstrip(".") not in generations)
        for entry in parsed.suffix.split(",")
    )
    return ", ".join(filter(None, entries))


def comes_first(family: str, name: str) -> bool:
    """Tell whether a name begins with this family name and has more to it."""
    wanted = fold(family)
    return any(fold(before) == wanted for before, _ in _cuts(name)) if wanted else False


def beside(part: str, name: str) -> str:
    """Return what a name holds beside its family or given name, "" when it neither begins nor ends so."""
    wanted = fold(part)
    for before, after in _cuts(name) if wanted else ():
        if fold(before) == wanted:
            return after
        if fold(after) == wanted:
            return before
    return ""


def _cuts(name: str) -> list[tuple[str, str]]:
    """Return every way to part a name in two: between words, or between signs where there are no blanks."""
    words = [each for each in _words(_parser().parse(name)) if fold(each)]
    if len(words) == 1 and _UNSPACED.fullmatch(words[0]):
        return [(words[0][:at], words[0][at:]) for at in range(1, len(words[0]))]
    return [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]


def part_credentials(name: str) -> tuple[str, str]:
    """Return a name without the credentials after its comma, and those: "Ana Novak, MD, PhD".

    Only what is surely a credential goes: a known one, in capitals, after a whole name. Everything else
    stays in the name.
    """
    bare, *segments = name.split(",")
    kept = len(segments)
    while kept and _are_credentials(segments[kept - 1]):
        kept -= 1
    rest = ",".join([bare, *segments[:kept]]).strip()
    is_whole = len(rest.split()) >= _FULL_NAME or _UNSPACED.fullmatch(rest)
    if kept == len(segments) or not is_whole:
        return name, ""
    return rest, ", ".join(" ".join(each.split()) for each in segments[kept:])


def _are_credentials(segment: str) -> bool:
    words = segment.split()
    return bool(words) and all(_is_credential(each) for each in words)


def _is_credential(word: str) -> bool:
    plain = word.partition("(")[0].replace(".", "")
    is_capital = sum(each.isupper() for each in plain) >= _CAPITALS
    return is_capital and plain.casefold() in _parser().lexicon.suffix_acronyms


@cache
def _parser() -> "Parser":
    """Return the parser, which knows our credentials and leaves Korean names unsplit as it leaves Chinese."""
    from nameparser import Lexicon, Parser, Policy  # noqa: PLC0415 -- as above

    lexicon = Lexicon.default().add(suffix_acronyms=_CREDENTIALS.split())
    return Parser(lexicon=lexicon, policy=Policy(segment_scripts=frozenset()))

"""Recognize the letters behind a name, such as MD, PhD and FACS, however people write them."""

import re
from typing import Final

from hallway.domain.names import fold

_LETTERS_BEHIND_NAMES: Final = """
ab acnp acnpbc agacnp agaf aprn arnp aud ba bao bch bchir bmbch bmbs bpharm bs bsc bsn cafp cccslp ccfp
ccrc ccrp cmpe cnm cns cnsc cpc cpe cphq cpnp cpnppc crna crnp cscst cst dba dc dch dds dfapa dgo dm dmd
dnb dnp do dphil dpm dpt drmed drph dsc dtmh dvm edd esq faaaai faad faaem faafp faahpm faan faans faaos
faap faapm faapmr faasld fabpn facaai facc face facep facg fachc fache fachpm facmg facms facnp facoep
facofp facog facoi facos facp facpm facr facs facsm faha fanzca faopa fapa fapm fapsa fapsr fasa fasam
fasco fascp fascrs fase fasge fasmbs fasn faspn fast fastro fawm fcap fccm fccp fcpc fcps feb febo febs
febu ffarcsi ffsem fhea fhfsa fhm fhrs fics fidsa fnla fnp fnpbc fnpc fracgp fracp fracs franzcog franzcr
frca frcog frcp frcpath frcpc frcpch frcpe frcped frcr frcs frcsc frcsed frcseng frcsglasg frcsi fscai
fsir fssci fsso fsvs jd lcsw ldn lmcc lpc ma maap mach macp mas mb mba mbbch mbbchbao mbbchir mbbs mbchb
mbe mcc mch mcpath mcps md mdcm mds med mha mhpe mhs mhsa mhsc mme mmed mmm mmsc mpa mph mphil mpp mrcgp
mrcog mrcp mrcpch mrcpi mrcpsych mrcs ms msc msce msci mscr mscs msed mshp mshs msn msph mstr msw mtr nd
np od ot otr otrl pa pac pharmd phd psyd pt rd rdn rn scd scm sfhm slp sm
"""
_CREDENTIALS: Final = frozenset(_LETTERS_BEHIND_NAMES.split())
# These are names and words, too: taken only where they are written as letters.
_WORDS_TOO: Final = """
ab ba bao bch bs cns dc dm do face fast feb ma mach mas mb mcc mch mds med ms mtr nd np od ot pa pt rd sm
"""
_NAMES_TOO: Final = frozenset(_WORDS_TOO.split())
_COMPOUND: Final = re.compile(r"[/+&\-\u2010\u2011\u2013]")
_NOT_LETTERS: Final = re.compile(r"[^a-z0-9]")
_FELLOWSHIP: Final = re.compile(r"[FM][A-Z]{2,6}")  # FAxx, FRCx, MRCx: no list of societies is complete
_BETWEEN: Final = re.compile(r"\s*[,;]\s*")
_PARENTHESES: Final = re.compile(r"\(([^()]{1,20})\)")
_OPEN_DEGREES: Final = frozenset({"c", "hons", "ed", "eng", "glasg", "i", "edin", "us", "ny", "india", "uk"})
_LONGEST_CREDENTIAL: Final = 24  # characters
_LONGEST_NAME: Final = 400  # characters; what is longer is no name


def is_credential(word: str, *, shouted: bool = False) -> bool:
    """Tell whether one word is a credential such as MD, M.D., Ph.D., MD/MPH, PA-C or FRCS(C).

    Args:
        word: the word.
        shouted: the words around it are written in capitals, so that capitals tell nothing.
    """
    word = _PARENTHESES.sub(lambda inner: "" if fold(inner[1]) in _OPEN_DEGREES else inner[0], word)
    bare = word.strip(".,;()[] ")
    if not bare or len(bare) > _LONGEST_CREDENTIAL:
        return False
    letters = _NOT_LETTERS.sub("", fold(bare))
    if letters in _CREDENTIALS:
        return letters not in _NAMES_TOO or _is_written_as_letters(bare, shouted=shouted)
    parts = [each for each in _COMPOUND.split(bare) if each]
    return len(parts) > 1 and all(is_credential(each, shouted=shouted) for each in parts)


def _is_written_as_letters(word: str, *, shouted: bool) -> bool:
    """Tell "DO", "D.O." and "Pa-C" from the family names Do, Ma and Pa."""
    inside = any(letter.isupper() for letter in word[1:])
    return "." in word or "-" in word or (inside and not (shouted and word.isupper()))


def find_credentials(text: str) -> tuple[str, str]:
    """Return a name without the credentials behind it, and the credentials; "" when there are none.

    "Ana Novak, MD, PhD" and "Ana Novak MD PhD" both give ("Ana Novak", "MD, PhD"). What stands behind commas
    and is no credential stays with the name: "Novak, Ana, MD" gives "Novak, Ana".
    """
    if len(text) > _LONGEST_NAME:
        return text, ""
    first, *others = _BETWEEN.split(text.strip())
    found: list[str] = []
    first, behind = _strip_end(first)
    found += behind
    kept = [first]
    for part in others:
        words = part.split()
        shouted = _is_shouted([first])
        if words and all(_is_behind_comma(word, shouted=shouted) for word in words):
            found += words if len(words) > 1 and not _is_spaced_degree(words) else [" ".join(words)]
        elif words and not kept[1:] and (inner := _strip_end(part))[1]:
            # "Novak, Ana MD"
            kept.append(inner[0])
            found += inner[1]
        elif part:
            kept.append(part)
    name = ", ".join(filter(None, kept))
    credentials = ", ".join(dict.fromkeys(map(_out_of_parentheses, found)))
    return (name, credentials) if name and credentials else (text.strip(), "")


def _out_of_parentheses(word: str) -> str:
    return word[1:-1].strip() if word.startswith("(") and word.endswith(")") else word


def _strip_end(part: str) -> tuple[str, list[str]]:
    """Return a part of a name without the credentials at its end, and those; one word always stays."""
    words = part.split()
    behind: list[str] = []
    while len(words) > 1 and is_credential(words[-1], shouted=_is_shouted(words)):
        behind.insert(0, words.pop())
    if _is_spaced_degree(behind):
        behind = [" ".join(behind)]
    return (" ".join(words), behind) if behind else (part, [])


def _is_shouted(words: list[str]) -> bool:
    """Tell whether a name is written in capitals: then "LI MA" is a person, not a Master of Arts."""
    plain = [
        word
        for word in words
        if _NOT_LETTERS.sub("", fold(word)) not in _CREDENTIALS and len(word.strip(".")) > 1
    ]
    return not plain or all(word.isupper() for word in plain)


def _is_spaced_degree(words: list[str]) -> bool:
    """Tell whether words are one degree written apart: "MB BS", "MB BCh BAO", "M D"."""
    together = "".join(_NOT_LETTERS.sub("", fold(word)) for word in words)
    return len(words) > 1 and together in {"mbbs", "mbbch", "mbbchbao", "mbchb", "bmbs", "bmbch", "mbbchir"}


def _is_behind_comma(word: str, *, shouted: bool) -> bool:
    bare = word.strip(".,;() ")
    return is_credential(word, shouted=False) or (not shouted and _FELLOWSHIP.fullmatch(bare) is not None)

"""Read the value of each kind of fact as applicants write it down of a program."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, TypeAlias

from hallway.domain.names import fold
from hallway.domain.programs import FactKind
from hallway.formats.texts import clean_line, clean_lines, shorten


@dataclass(frozen=True, slots=True)
class Unclear:
    """A value that cannot be meant, or that could mean several things."""

    says: str
    remedy: str


Value: TypeAlias = str | Unclear | None
"""One value in its form, why there is none, or None where nothing is said."""


def _words(*texts: str) -> frozenset[str]:
    return frozenset(word for text in texts for word in text.split())


LONGEST_VALUE: Final = 5_000  # characters; whatever is longer is no note about a program
_NOTHING: Final = _words("""
    - -- --- – — ? ?? ??? . n/a na n.a. #n/a nan null nil tbd tba unknown unsure idk not-listed not-stated
    not-specified not-given not-available not-applicable not-published unspecified no-info no-information
    """)


def read_value(kind: FactKind, text: str) -> Value:
    """Return the value that `text` gives for one kind of fact, in the form that the record keeps."""
    if len(text) > LONGEST_VALUE:
        return Unclear(f"it has more than {LONGEST_VALUE:,} characters", "Shorten it.")
    whole = clean_lines(text)
    folded = fold(whole)
    if not folded or folded.replace(" ", "-") in _NOTHING:
        return None
    if kind in {FactKind.NOTE, FactKind.CONTACT_POLICY}:
        return whole
    if kind is FactKind.WEBSITE:
        return _read_website(whole)
    return _READERS[kind](folded)


_HOST: Final = re.compile(r"[^\s/:@.]+(?:\.[^\s/:@.]+)+(?::[0-9]+)?(?:[/?#]\S*)?")
_LONGEST_ADDRESS: Final = 500  # characters


def _read_website(text: str) -> Value:
    scheme, divider, rest = clean_line(text).partition("://")
    if not divider:
        scheme, rest = "https", scheme
    scheme = scheme.casefold()
    if (
        scheme in {"http", "https"}
        and _HOST.fullmatch(rest)
        and len(rest) < _LONGEST_ADDRESS - len("https://")
    ):
        return f"{scheme}://{rest}"
    return Unclear(f"{shorten(text)!r} is not a web address", "Write it like https://example.org/residency.")


# --------------------------------------------------------------------------------------------- percent

_NUMBER: Final = r"(\d{1,3}(?:[.,]\d{1,6})?)"
_PERCENT: Final = re.compile(
    rf"(?:about |approx\.? |approximately |around |circa |ca\.? |~ ?)?{_NUMBER} ?(%|percent|per cent|pct)?"
    r"(?: (?:of (?:all |the )?(?:current )?residents|imgs?|are imgs?|img))?"
)
_RATIO: Final = re.compile(r"(\d{1,3}) ?(?:/|of|out of) ?(\d{1,3})(?: residents| imgs?)?")
_ALL: Final = 100
_SAY_PERCENT: Final = "Write one number from 0 to 100 with its sign, such as 60 %."


def read_share(text: str) -> float | None:
    """Return a bare number from 0 to 1 as a cell formatted as percent stores it, or None."""
    bare = clean_line(text)
    return float(bare) if re.fullmatch(r"0?\.\d{1,17}|[01](?:\.0+)?", bare) else None


def _read_percent(text: str) -> Value:
    ratio = _RATIO.fullmatch(text)
    if ratio is not None:
        some, every = int(ratio[1]), int(ratio[2])
        if every > 0 and some <= every:
            return _show_number(some * _ALL / every)
        return Unclear(f"{shorten(text)!r} is no share", _SAY_PERCENT)
    found = _PERCENT.fullmatch(text)
    if found is None:
        return Unclear(f"{shorten(text)!r} gives no single percentage", _SAY_PERCENT)
    number = float(found[1].replace(",", "."))
    if 0 < number < 1 and not found[2]:
        return Unclear(f"{shorten(text)!r} may be a share or a percentage", _SAY_PERCENT)
    if number > _ALL:
        return Unclear(f"{shorten(text)!r} is more than 100 percent", _SAY_PERCENT)
    return _show_number(number)


def _show_number(number: float) -> str:
    """Return percent with one decimal; below one percent a whole number, which is never taken for a share."""
    return str(round(number)) if number < 1 else f"{number:.1f}".removesuffix(".0")


# --------------------------------------------------------------------------------------------- numbers


@dataclass(frozen=True, slots=True)
class _Count:
    """A whole number that may stand among words which say no more than the column's name does.

    Args:
        allowed: what it can be.
        words: that may stand beside it.
        against: words and signs that turn the meaning around.
        unlimited: what stands for no limit at all, where there is such a value.
        help: what to write.
    """

    allowed: range
    words: frozenset[str]
    help: str
    against: frozenset[str] = frozenset("≥>+≤<")
    unlimited: str | None = None


_SMALL_WORDS: Final = (
    "a an the of is are about approx approximately around circa ca roughly total per year annually each and"
)
_MINIMUM: Final = (
    "at least min minimum or higher above over more greater than cut cutoff off score required require"
)
_MAXIMUM: Final = (
    "at most max maximum up to or less fewer under within the last past than cut cutoff off limit only no"
)
_WORD: Final = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*|[^\s\w]|_")
_ASIDES: Final = re.compile(
    r"\bstep ?2(?: ?ck)?\b|\bpgy-? ?1\b|\bu\.s\.?|\b(?:no|not) (?:more|less|older|fewer) than\b|\bcut-?off\b"
)
_GROUPED: Final = re.compile(r"\d{1,3}(?:,\d{3})+")
_ZEROS: Final = re.compile(r"[.,]0+$")
_MOST_DIGITS: Final = 5
_WEEKS: Final = frozenset({"week", "weeks", "wk", "wks"})
_SIGNS: Final = frozenset("=~≈:.,()≥>+≤<")
_NO_LIMIT: Final = re.compile(
    r"no (?:hard |strict |set |official )?(?:limits?|minimum|min|maximum|max|cut ?-?offs?|requirements?)"
    r"|no yog(?: limit)?|unlimited|any"
)
_NONE: Final = frozenset({"none", "no", "not required", "no requirement", "none required", "not needed", "0"})


_UP_TO: Final = frozenset("≤<")
_OR_MORE: Final = frozenset("≥>+") | {"above", "over", "more", "higher", "greater"}
_COUNTS: Final[Mapping[FactKind, _Count]] = MappingProxyType(
    {
        FactKind.STEP2_MIN: _Count(
            range(1, 301),
            _words(_SMALL_WORDS, _MINIMUM, "ck step points usmle"),
            "Write the lowest score that is looked at, such as 225.",
            _UP_TO,
        ),
        FactKind.MOST_ATTEMPTS: _Count(
            range(1, 7),
            _words(_SMALL_WORDS, _MAXIMUM, "attempt attempts try tries times allowed step steps any"),
            "Write how many attempts at any Step are taken, from 1 (passed at the first) to 6.",
            _OR_MORE,
        ),
        FactKind.MOST_YEARS: _Count(
            range(51),
            _words(
                _SMALL_WORDS,
                _MAXIMUM,
                "years yrs yr y since graduation graduating graduated grad yog ago old",
            ),
            "Write how many years since graduation are taken, such as 5.",
            _OR_MORE,
            "50",
        ),
        FactKind.US_MONTHS: _Count(
            range(61),
            _words(
                _SMALL_WORDS,
                _MINIMUM,
                "months month mo mos us usce clinical experience hands on weeks week wks wk",
            ),
            "Write how many months of US clinical experience are asked for, such as 3; 0 for none.",
            _UP_TO,
            "0",
        ),
        FactKind.POSITIONS: _Count(
            range(501),
            _words(_SMALL_WORDS, "positions position spots spot seats seat slots slot residents categorical"),
            "Write one number of first-year positions a year, such as 12.",
        ),
        FactKind.INTERVIEWS: _Count(
            range(5001),
            _words(_SMALL_WORDS, "interviews interview interviewed interviewees applicants invites invited"),
            "Write how many applicants are interviewed a year, such as 120.",
        ),
        FactKind.APPLICANTS: _Count(
            range(20_001),
            _words(_SMALL_WORDS, "applicants applicant applications application received"),
            "Write how many applications come in a year, such as 1800.",
        ),
    }
)


def _read_count(kind: FactKind, text: str) -> Value:
    plan = _COUNTS[kind]
    if plan.unlimited is not None and _NO_LIMIT.fullmatch(text):
        return plan.unlimited
    if kind is FactKind.US_MONTHS and text in _NONE:
        return "0"
    failures = _read_failures(text) if kind is FactKind.MOST_ATTEMPTS else None
    number = _find_number(kind, text) if failures is None else failures
    if number is None:
        return Unclear(f"{shorten(text)!r} gives no single number", plan.help)
    if kind is FactKind.MOST_YEARS and number in range(1900, 2200):
        return Unclear(f"{number} is a year, and how many years are asked for", plan.help)
    if number not in plan.allowed:
        return Unclear(f"{shorten(text)!r} is not from {plan.allowed[0]} to {plan.allowed[-1]:,}", plan.help)
    return str(number)


def _find_number(kind: FactKind, text: str) -> int | None:
    """Return the one whole number of a text whose words say no more than the kind itself."""
    plan = _COUNTS[kind]
    tokens = _WORD.findall(_ASIDES.sub(" ", text))
    numbers = [token for token in tokens if token[0].isdigit()]
    others = {token for token in tokens if not token[0].isdigit()}
    if len(numbers) != 1 or others - plan.words - _SIGNS or others & plan.against:
        return None
    bare = numbers[0].replace(",", "") if _GROUPED.fullmatch(numbers[0]) else _ZEROS.sub("", numbers[0])
    if not (bare.isascii() and bare.isdecimal()) or len(bare) > _MOST_DIGITS:
        return None
    if kind is not FactKind.US_MONTHS or not others & _WEEKS:
        return int(bare)
    months, left = divmod(int(bare), 4)
    return None if left else months


_FIRST_ONLY: Final = re.compile(
    r"(?:pass(?:ed|es)?(?: on| at)? )?(?:the )?(?:first|1st)(?: (?:attempts?|try|time))?(?: pass)?"
    r"(?: only| required)?"
)
_FAILURES: Final = re.compile(
    r"(?:up to |max |maximum |at most )?(no|none|0|zero|one|two|[1-5])"
    r" (?:failed attempts?|fail(?:s|ures?|ed)?)(?: allowed)?"
)
_FEW: Final = {"no": 0, "none": 0, "zero": 0, "one": 1, "two": 2}


def _read_failures(text: str) -> int | None:
    """Return attempts where failures are counted: none failed means one attempt."""
    if _FIRST_ONLY.fullmatch(text):
        return 1
    found = _FAILURES.fullmatch(text)
    if found is None:
        return None
    return 1 + (_FEW[found[1]] if found[1] in _FEW else int(found[1]))


# ----------------------------------------------------------------------------------------------- visas

_CLAUSE: Final = re.compile(r"[,;()\n]| but ")
_J1: Final = re.compile(r"\bj ?-? ?1\b")
_H1B: Final = re.compile(r"\bh ?-? ?1 ?-? ?b?\b")
_NOT: Final = re.compile(
    r"\b(?:no|not|non|without|neither|except|doesnt|does not|dont|never)\b|\bdoesn.t\b|\bdon.t\b"
)
_YES: Final = re.compile(r"\b(?:yes|ok|only|accepts?|accepted|sponsors?|sponsored)\b")
_BOTH: Final = frozenset({"both", "all", "j and h", "j & h", "j/h"})
_NO_VISA: Final = _words("""
    none no neither no-visa no-visas no-sponsorship no-visa-sponsorship not-sponsored does-not-sponsor
    doesn't-sponsor us-citizens-only citizens-only us-citizens/gc-only us-citizens-or-green-card-only
    green-card-only gc-only
    """)
_SAY_VISAS: Final = "Write j-1, h-1b, both with a comma, or none."


def _read_visas(text: str) -> Value:
    if text.rstrip(".") in _BOTH:
        return "j-1, h-1b"
    if text.rstrip(".").replace(" ", "-") in _NO_VISA:
        return "none"
    told: dict[str, bool] = {}
    was_refused = False
    for clause in _CLAUSE.split(text):
        named = [visa for visa, form in (("j-1", _J1), ("h-1b", _H1B)) if form.search(clause)]
        is_refused = _NOT.search(clause) is not None
        # "No J-1, H-1B" may deny one or both; "no J-1, H-1B only" does not.
        if named and was_refused and not is_refused and not _YES.search(clause):
            return Unclear(f"{shorten(text)!r} can be read in two ways", _SAY_VISAS)
        for visa in named:
            if told.setdefault(visa, not is_refused) == is_refused:
                return Unclear(f"{shorten(text)!r} contradicts itself", _SAY_VISAS)
        was_refused = was_refused or (bool(named) and is_refused)
    return join_visas(told, text)


def join_visas(told: Mapping[str, bool], text: str) -> Value:
    """Return the value for what is told of each visa: sponsored or not; None of one leaves it unknown."""
    sponsored = [visa for visa in ("j-1", "h-1b") if told.get(visa)]
    if sponsored:
        return ", ".join(sponsored)
    if len(told) > 1:
        return "none"
    if told:
        only, other = ("J-1", "H-1B") if "j-1" in told else ("H-1B", "J-1")
        return Unclear(f"{shorten(text)!r} denies {only} and says nothing of {other}", _SAY_VISAS)
    return Unclear(f"{shorten(text)!r} names neither J-1 nor H-1B", _SAY_VISAS)


# --------------------------------------------------------------------------------------------- choices

_SAYS_YES: Final = _words("yes y true 1 x ✓ ✔ only signals-only only-signaled required always")
_SAYS_NO: Final = _words("no n false 0 none not-required not-needed never")
_SAYS_MOSTLY: Final = _words("mostly mainly usually often partly prefers preferred strongly-preferred")
_ACADEMIC: Final = _words("university academic university-based academic-center academic-medical-center")
_COMMUNITY: Final = _words("""
    community community-based community-hospital community-based-university-affiliated
    community-based-university-affiliated-hospital university-affiliated community-university-affiliated
    university-affiliated-community
    """)
_MILITARY: Final = _words("military military-based army navy air-force uniformed-services")


def read_yes_no(text: str) -> bool | None:
    """Return what a cell of a yes-or-no column says, or None when it says neither."""
    word = _hyphened(fold(text))
    return True if word in _SAYS_YES else False if word in _SAYS_NO else None


def _hyphened(folded: str) -> str:
    return "-".join(re.findall(r"[^\s,/;()-]+", folded))


def _read_choice(text: str, choices: Mapping[str, frozenset[str]], remedy: str) -> Value:
    word = _hyphened(text)
    fits = next((choice for choice, words in choices.items() if word in words), None)
    return fits or Unclear(f"{shorten(text)!r} is none of {', '.join(choices)}", remedy)


def _read_kind(text: str) -> Value:
    choices = {"university": _ACADEMIC, "community": _COMMUNITY, "military": _MILITARY}
    return _read_choice(text, choices, "Write university, community or military.")


def _read_signals(text: str) -> Value:
    choices = {"yes": _SAYS_YES, "mostly": _SAYS_MOSTLY, "no": _SAYS_NO}
    return _read_choice(text, choices, "Write yes, mostly or no.")


def _counter(kind: FactKind) -> Callable[[str], Value]:
    return lambda text: _read_count(kind, text)


_READERS: Final[Mapping[FactKind, Callable[[str], Value]]] = MappingProxyType(
    {
        FactKind.KIND: _read_kind,
        FactKind.IMG_SHARE: _read_percent,
        FactKind.US_IMG_SHARE: _read_percent,
        FactKind.VISAS: _read_visas,
        FactKind.SIGNALS_ONLY: _read_signals,
        **{kind: _counter(kind) for kind in _COUNTS},
    }
)

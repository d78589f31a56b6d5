"""Names of hospitals and schools side by side: abbreviations written out, small words left out."""

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from rapidfuzz.distance import OSA

from hallway.actions.duplicate_names import fold_words

_WRITTEN_OUT = {
    "univ": "university",
    "uni": "university",
    "universidad": "university",
    "universitat": "university",
    "universita": "university",
    "universite": "university",
    "universidade": "university",
    "hosp": "hospital",
    "hospitals": "hospital",
    "hsp": "hospital",
    "med": "medical",
    "medicine": "medical",
    "medicina": "medical",
    "ctr": "center",
    "cntr": "center",
    "cent": "center",
    "centre": "center",
    "centro": "center",
    "centers": "center",
    "st": "saint",
    "ste": "saint",
    "sch": "school",
    "coll": "college",
    "clin": "clinic",
    "clinics": "clinic",
    "inst": "institute",
    "mem": "memorial",
    "meml": "memorial",
    "gen": "general",
    "natl": "national",
    "intl": "international",
    "hlth": "health",
    "sys": "system",
    "systems": "system",
    "reg": "regional",
    "childrens": "children",
    "veterans": "va",
    "mt": "mount",
    "ft": "fort",
    "dept": "department",
    "assn": "association",
    "assoc": "association",
}
_SMALL = frozenset(
    ("a", "an", "and", "at", "de", "del", "der", "des", "di", "for", "in", "la", "of", "the", "inc", "llc")
)
_KINDS = frozenset(
    (
        *("university", "hospital", "medical", "center", "health", "system", "school", "college", "clinic"),
        *("healthcare", "care", "institute", "department", "campus", "general", "regional", "memorial"),
    )
)
"""Words that tell what sort of place it is, not which."""
_SHORTEST_SPELLED = 7


class Likeness(Enum):
    """How two names of institutions belong together."""

    SAME = "same"  # one name, whatever its abbreviations
    PART = "part"  # one says less: the university and its hospital
    SPELLED = "spelled"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PlaceName:
    """The name of an institution as words: which place, and what sort of place."""

    own: frozenset[str]
    kinds: frozenset[str]
    whole: str


@lru_cache(maxsize=20_000)
def read_place(name: str) -> PlaceName:
    """Return the name of an institution taken apart."""
    words = [
        _WRITTEN_OUT.get(each, each) for each in fold_words(name.replace("&", " ").replace(",", " ").split())
    ]
    words = [each for each in words if each not in _SMALL] or words
    return PlaceName(
        own=frozenset(each for each in words if each not in _KINDS),
        kinds=frozenset(each for each in words if each in _KINDS),
        whole="".join(words),
    )


def compare_places(one: PlaceName, other: PlaceName) -> Likeness:
    """Return how two names of institutions belong together."""
    if (one.own, one.kinds) == (other.own, other.kinds):
        return Likeness.SAME
    if one.own and one.own == other.own:
        is_part = one.kinds <= other.kinds or other.kinds <= one.kinds
        return Likeness.PART if is_part else Likeness.OTHER
    if (
        one.kinds == other.kinds
        and min(len(one.whole), len(other.whole)) >= _SHORTEST_SPELLED
        and one.own
        and other.own
    ):
        return Likeness.SPELLED if _is_misspelled(one, other) else Likeness.OTHER
    return Likeness.OTHER


def _is_misspelled(one: PlaceName, other: PlaceName) -> bool:
    """Tell whether a single word differs, by a single letter inside of it."""
    ours, theirs = one.own - other.own, other.own - one.own
    if len(ours) != 1 or len(theirs) != 1:
        return False
    mine, yours = *ours, *theirs
    is_long = min(len(mine), len(yours)) >= _SHORTEST_SPELLED - 2
    return is_long and mine[0] == yours[0] and OSA.distance(mine, yours, score_cutoff=1) == 1

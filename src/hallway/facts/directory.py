"""The directory: which programs there are and where, as the units that one application goes to.

A unit is an ACGME program where its id is known, else one specialty at one institution; its tracks are
choices inside it. A preliminary track without an id of its own belongs to the program of its institution, or
of the place it is named for. Kinds of institutions are guesses from name and breadth, to be corrected.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from hallway.domain.ids import UnitCode
from hallway.domain.institutions import InstitutionKind
from hallway.facts.figures import Sourced, read_rows, sources, tables
from hallway.facts.name_words import SMALL_WORDS, long_forms, spread, words_of
from hallway.facts.places import HOME, find_region
from hallway.facts.specialties import find_specialty
from hallway.facts.specialties import specialties as all_specialties

TrackKind = Literal["categorical", "preliminary", "advanced", "primary-care", "physician-reserved"]

KIND_OF_LETTER: Mapping[str, TrackKind] = MappingProxyType(
    {
        "C": "categorical",
        "P": "preliminary",
        "A": "advanced",
        "M": "primary-care",
        "R": "physician-reserved",
    }
)
"""What the letter of an NRMP code means; it follows four digits of institution and three of specialty."""

NO_NAME = "(name not listed)"
"""What stands for an institution whose name the listing leaves out."""

LISTED_SINCE = 2014
"""The first year that the listings were compared: `first_listed` of this year means then or before."""

_INSTITUTION = slice(0, 4)
_SPECIALTY = slice(4, 7)
_LETTER = 7
_TRACKS = "tracks.csv"

_WHOLE = 2  # letters: so short a word must stand as it is, a longer one may be the beginning of one
_MOST_WORDS = 12  # of a search: nobody types more, and a pasted page must not take seconds
_NEAR = 0.72  # as difflib measures likeness
_LAST = "\uffff"  # after every word

Ways = tuple[tuple[str, ...], ...]
"""What a word may stand for: any one of these, with every part of it."""


@dataclass(frozen=True, slots=True)
class Track:
    """One line of the Match: positions of one kind in a program."""

    code: str
    kind: TrackKind
    name: str
    first_listed: int

    @property
    def is_military(self) -> bool:
        """Whether it is kept for members of the armed forces."""
        return "military" in self.name.casefold()


@dataclass(frozen=True, slots=True)
class Unit:
    """What one application goes to; `first_listed` is that of its oldest track."""

    code: UnitCode
    specialty: str
    specialty_code: str
    institution: str
    institution_code: str
    city: str
    state: str
    zone: str
    kind_guess: InstitutionKind | None
    first_listed: int
    tracks: tuple[Track, ...]

    @property
    def is_military(self) -> bool:
        """Whether it is a hospital of the armed forces, or has tracks for their members only."""
        return self.kind_guess is InstitutionKind.MILITARY or all(each.is_military for each in self.tracks)

    @property
    def training_tracks(self) -> tuple[Track, ...]:
        """The tracks in which one trains in the specialty: a preliminary year never counts as one."""
        return tuple(each for each in self.tracks if each.kind != "preliminary")

    @property
    def open_tracks(self) -> tuple[Track, ...]:
        """The tracks that train in the specialty and are kept neither for physicians nor for the military."""
        if self.kind_guess is InstitutionKind.MILITARY:
            return ()
        return tuple(
            each
            for each in self.training_tracks
            if each.kind != "physician-reserved" and not each.is_military
        )


class _Place(NamedTuple):
    """An institution as every unit of it repeats it."""

    name: str
    city: str
    state: str
    zone: str
    kind_guess: InstitutionKind | None


class _Index(NamedTuple):
    """Every word that a unit is found by, in order, and the units that hold it."""

    words: tuple[str, ...]
    holders: Mapping[str, Collection[UnitCode]]


@cache
def units() -> Mapping[UnitCode, Unit]:
    """Return every unit by its code, in the order of institution and specialty."""
    tracks: defaultdict[str, list[Track]] = defaultdict(list)
    for row in read_rows(_TRACKS):
        code = row["code"]
        kind = KIND_OF_LETTER[code[_LETTER]]
        tracks[row["acgme"] or code[:_LETTER]].append(
            Track(code, kind, row["name"], int(row["first_listed"]))
        )
    made = sorted(_units(tracks), key=_order)
    return MappingProxyType({each.code: each for each in made})


def _order(unit: Unit) -> tuple[bool, str, str, str]:
    return unit.institution == NO_NAME, unit.institution.casefold(), unit.specialty, unit.code


def listing() -> Sourced[int]:
    """Return how many tracks there are, with where and for which Match they were listed."""
    table = next(each for each in tables() if each.file == _TRACKS)
    source = sources()[table.source]
    count = sum(len(each.tracks) for each in units().values())
    return Sourced(count, source.cited, table.year, table.confidence, url=source.url)


def find_unit(text: str) -> Unit | None:
    """Return the unit that a code names: its own, or that of any of its tracks."""
    wanted = "".join(text.upper().split())
    code = _units_of_tracks().get(wanted)
    return units().get(UnitCode(wanted) if code is None else code)


def search_units(
    words: str,
    *,
    specialties: Collection[str] = (),
    states: Collection[str] = (),
    kinds: Collection[InstitutionKind] = (),
    tracks: Collection[TrackKind] = (),
) -> tuple[Unit, ...]:
    """Return the units that every word is found in, in the order of institution and specialty.

    Accents, case, signs and small words do not matter; "U", "Univ" and "University" are one word, as are the
    usual short forms of hospitals, and states are found by code and name.

    Args:
        words: anything typed; empty for all units.
        specialties: names, usual abbreviations or codes; of any one of them. An unknown one finds nothing.
        states: names or postal codes; of any one of them. An unknown one finds nothing.
        kinds: guessed kinds of institutions; of any one of them.
        tracks: kinds of tracks; with any one of them.
    """
    named = {each.code for text in specialties if (each := find_specialty(text))}
    lying = {place.code for text in states if (place := find_region(text, HOME))}
    ways = _wanted(words)
    found = _found(ways) if ways else None
    return tuple(
        unit
        for unit in units().values()
        if (found is None or unit.code in found)
        and (not specialties or unit.specialty_code in named)
        and (not states or unit.state in lying)
        and (not kinds or unit.kind_guess in kinds)
        and (not tracks or any(each.kind in tracks for each in unit.tracks))
    )


def nearest_units(text: str, count: int = 5) -> tuple[Unit, ...]:
    """Return the units most like what was typed, for a question such as "did you mean"."""
    exact = find_unit(text)
    if exact:
        return (exact,)
    ways = _wanted(" ".join(_mended(words_of(text)[:_MOST_WORDS])))
    hits: Counter[UnitCode] = Counter()
    for each in ways:
        found = _found((each,))
        rarity = len(units()) // max(len(found), 1)  # "university" tells less than the name of a city
        hits.update(dict.fromkeys(found, rarity))
    places = {code: place for place, code in enumerate(units())}
    best = sorted(hits, key=lambda code: (-hits[code], places[code]))
    return tuple(units()[code] for code in best[:count])


def _found(ways: Iterable[Ways]) -> frozenset[UnitCode]:
    """Return the units in which each word is found, in one of its ways."""
    sets = (
        frozenset().union(*(frozenset.intersection(*map(_with_word, way)) for way in each)) for each in ways
    )
    return frozenset.intersection(*sets)


@lru_cache(maxsize=1024)
def _with_word(word: str) -> frozenset[UnitCode]:
    """Return the units that hold a word, or for more than two letters one that begins with it."""
    index = _index()
    if len(word) <= _WHOLE:
        return frozenset(index.holders.get(word, ()))
    first = bisect_left(index.words, word)
    after = bisect_left(index.words, word + _LAST)
    return frozenset(code for each in index.words[first:after] for code in index.holders[each])


@lru_cache(maxsize=256)
def _wanted(text: str) -> tuple[Ways, ...]:
    """Return what to look for: each word as it is, or what it is short for."""
    words = [each for each in words_of(text) if each not in SMALL_WORDS][:_MOST_WORDS]
    return tuple(((word,), *long_forms().get(word, ())) for word in words)


def _mended(words: Iterable[str]) -> Iterator[str]:
    """Yield each word, or the word of the directory that it is most like."""
    index = _index()
    for word in words:
        if word in index.holders or word in long_forms() or word in SMALL_WORDS or _with_word(word):
            yield word
        else:
            alike = [each for each in index.words if each.isalpha() is word.isalpha() and each[0] == word[0]]
            yield next(iter(get_close_matches(word, alike, n=1, cutoff=_NEAR)), word)


@cache
def _index() -> _Index:
    places: dict[str, frozenset[str]] = {}
    fields = {each.code: spread(each.name, *each.aliases) for each in all_specialties().values() if each.code}
    holders: defaultdict[str, list[UnitCode]] = defaultdict(list)
    for unit in units().values():
        place = places.get(unit.institution_code)
        if place is None:
            region = find_region(unit.state, HOME)
            name = unit.institution.removesuffix(f"-{unit.state}")  # -VA is no hospital of veterans
            words = spread(name, unit.city, region.name if region else "")
            place = places[unit.institution_code] = words | {unit.state.lower()}
        codes = (unit.code.lower(), *(each.code.lower() for each in unit.tracks))
        tracks = spread(*(each.name for each in unit.tracks))
        for word in place.union(fields[unit.specialty_code], codes, tracks):
            holders[word].append(unit.code)
    return _Index(tuple(sorted(holders)), holders)


@cache
def _units_of_tracks() -> Mapping[str, UnitCode]:
    return {track.code: unit.code for unit in units().values() for track in unit.tracks}


def _units(tracks: Mapping[str, list[Track]]) -> Iterator[Unit]:
    places = {
        row["code"]: _Place(
            row["name"] or NO_NAME,
            row["city"],
            row["state"],
            row["zone"],
            InstitutionKind(row["kind_guess"]) if row["kind_guess"] else None,
        )
        for row in read_rows("institutions.csv")
    }
    names = {each.code: each.name for each in all_specialties().values()}
    for code, inside in tracks.items():
        institution, specialty = inside[0].code[_INSTITUTION], inside[0].code[_SPECIALTY]
        place = places[institution]
        yield Unit(
            UnitCode(code),
            names[specialty],
            specialty,
            place.name,
            institution,
            place.city,
            place.state,
            place.zone,
            place.kind_guess,
            min(each.first_listed for each in inside),
            tuple(inside),
        )

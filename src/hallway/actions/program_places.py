"""Which institution of the directory a name of the record means: known for sure, or asked, never assumed."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log

from hallway.actions import typed_text
from hallway.actions.institution_names import read_place
from hallway.actions.ports import Clock, Reading, Store
from hallway.actions.program_lookups import choose_unit, find_coded, name_of
from hallway.domain.errors import InvalidValue
from hallway.domain.ids import ProgramAliasId
from hallway.domain.names import fold
from hallway.domain.programs import ProgramAlias
from hallway.facts.directory import Unit, units
from hallway.facts.name_words import SMALL_WORDS, long_forms, words_of
from hallway.facts.places import HOME, find_region

_SIGNS = re.compile(r"[^a-z0-9]+")
_ENOUGH = 0.6  # of what sets a name apart must be found again, before the two are worth a question
_MOST_ASKED = 3
_INSTITUTION_CODE = re.compile(r"[0-9]{4}")


@dataclass(frozen=True, slots=True)
class Listed:
    """An institution of the directory with its programs."""

    code: str
    name: str
    city: str
    state: str
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class PlaceQuestion:
    """A name of the record that may be one of these institutions, with the people it stands for."""

    name: str
    people: tuple[str, ...]
    candidates: tuple[Listed, ...]


@cache
def listed_institutions() -> Mapping[str, Listed]:
    """Return every institution of the directory by its four digits."""
    inside: dict[str, list[Unit]] = defaultdict(list)
    for unit in units().values():
        inside[unit.institution_code].append(unit)
    return {
        code: Listed(code, found[0].institution, found[0].city, found[0].state, tuple(found))
        for code, found in inside.items()
    }


class Places:
    """Tells what names mean: by the applicant's own word, else by the whole name of the directory."""

    def __init__(self, aliases: Iterable[ProgramAlias]) -> None:
        self._aliases = {_key(each.name): each.code for each in aliases}
        self._known: dict[tuple[str, str], tuple[Unit, ...]] = {}

    def units_of(self, name: str, state: str = "") -> tuple[Unit, ...]:
        """Return the programs that a name means: all of an institution, the one of a code, or none.

        A name that two institutions share means the one in `state`, or none while that is not known.
        """
        known = self._known.get((name, state))
        if known is None:
            known = self._known[name, state] = self._look_up(name, state)
        return known

    def _look_up(self, name: str, state: str) -> tuple[Unit, ...]:
        key = _key(name)
        code = self._aliases.get(key)
        if code is None:
            unit = find_coded(name) if any(map(str.isdigit, name)) else None
            if unit is not None:
                return (unit,)
            return _exact(key, _state(state))
        if _INSTITUTION_CODE.fullmatch(code):
            found = listed_institutions().get(code)
            return found.units if found else ()
        unit = find_coded(code) if code else None
        return (unit,) if unit else ()

    def candidates(self, name: str, state: str = "") -> tuple[Listed, ...]:
        """Return which institutions a name may mean that is not understood, the likeliest first."""
        key = _key(name)
        if not key or key in self._aliases or self.units_of(name, state):
            return ()
        return _near(name, _state(state))


def places_of(reading: Reading) -> Places:
    """Return what the names of a record mean."""
    return Places(reading.all(ProgramAlias))


def say_place(store: Store, clock: Clock, *, name: str, means: str) -> ProgramAlias:
    """Say what a name of the record means: a program's or an institution's code, or "none" of the directory.

    Raises:
        NotFound, InvalidValue: there is no such program or institution.
    """
    typed = typed_text.read_needed("name", name, "Say which name you mean.")
    code, says = _read_meaning(means)
    with store.writing("program-alias.say", "Said what a name means", now=clock.now()) as writing:
        known = next((each for each in writing.all(ProgramAlias) if _key(each.name) == _key(typed)), None)
        alias = ProgramAlias(
            id=known.id if known else ProgramAliasId(writing.new_id()), name=typed, code=code
        )
        if known is None:
            writing.add(alias)
        elif (known.name, known.code) != (alias.name, alias.code):
            writing.replace(alias)
        writing.says(f"{typed} is {says}")
        return alias


def take_back_place(store: Store, clock: Clock, *, name: str) -> ProgramAlias:
    """Take back what a name means: it is looked up again, or asked about."""
    with store.writing("program-alias.remove", "Took back what a name means", now=clock.now()) as writing:
        known = next((each for each in writing.all(ProgramAlias) if _key(each.name) == _key(name)), None)
        if known is None:
            raise InvalidValue("name", name[:60], "Nothing was said about this name.")
        writing.remove(ProgramAlias, known.id)
        writing.says(f"Took back what {known.name} means")
        return known


def _read_meaning(means: str) -> tuple[str, str]:
    line = typed_text.read_line("means", means)
    if fold(line) in {"none", "no"}:
        return "", "no place with programs"
    found = listed_institutions().get(line)
    if found is not None:
        return found.code, f"{found.name} ({found.state})"
    if _INSTITUTION_CODE.fullmatch(line):
        raise InvalidValue("means", line, "No institution of the directory has this code.")
    unit = choose_unit(line)
    return unit.code, name_of(unit)


def ask_places(
    places: Places, named: Iterable[tuple[str, str, str]], *, most: int | None = None
) -> tuple[PlaceQuestion, ...]:
    """Return the names that may mean an institution of the directory, those of most people first.

    Args:
        places: what is known of names.
        named: name, state ("" when unknown) and the person it stands for, in any order.
        most: how many questions at most.
    """
    people: dict[str, dict[str, None]] = defaultdict(dict)
    spelled: dict[str, tuple[str, str]] = {}
    for name, state, person in named:
        key = _key(name)
        known, where = spelled.get(key, (name, ""))
        spelled[key] = (known, where or state)
        people[key][person] = None
    questions = []
    for key in sorted(people, key=lambda each: (-len(people[each]), each)):
        name, state = spelled[key]
        candidates = places.candidates(name, state)
        if candidates:
            questions.append(PlaceQuestion(name, tuple(people[key]), candidates))
        if most is not None and len(questions) == most:
            break
    return tuple(questions)


# ------------------------------------------------------------------------------------------ whole names


@lru_cache(maxsize=16_384)
def _key(name: str) -> str:
    """Return a name without accents, case and signs."""
    return _SIGNS.sub(" ", fold(name)).strip() or fold(name)


def _state(text: str) -> str:
    found = find_region(text, HOME)
    return found.code if found else ""


@cache
def _by_key() -> Mapping[str, tuple[Listed, ...]]:
    found: dict[str, list[Listed]] = defaultdict(list)
    for each in listed_institutions().values():
        whole = _key(each.name)
        bare = whole.removesuffix(f" {each.state.casefold()}")  # as in "Abington Mem Hosp-PA"
        for key in {whole, bare}:
            found[key].append(each)
    return {key: tuple(same) for key, same in found.items()}


def _exact(key: str, state: str) -> tuple[Unit, ...]:
    same = [each for each in _by_key().get(key, ()) if not state or each.state == state]
    return same[0].units if len(same) == 1 else ()


# ------------------------------------------------------------------------------------------- near names


@lru_cache(maxsize=8192)
def _near(name: str, state: str) -> tuple[Listed, ...]:
    """Return the institutions in which most of what sets a name apart is found again, the likeliest first."""
    words = tuple(dict.fromkeys(_own_words(name)))
    every = listed_institutions()
    scores: dict[str, float] = defaultdict(float)
    total = 0.0
    for word in words:
        codes = _holding(word)
        weight = log(len(every) / max(len(codes), 1)) + 1  # a word that few share tells more
        total += weight
        for code in codes:
            scores[code] += weight
    fits = [
        (-score, _surplus(code, words), every[code].name, code)
        for code, score in scores.items()
        if score >= _ENOUGH * total and (not state or every[code].state == state)
    ]
    return tuple(every[code] for *_, code in sorted(fits)[:_MOST_ASKED])


def _surplus(code: str, words: Sequence[str]) -> int:
    """Return how many words of its own an institution's name has beside these."""
    return len(set(_own_words(listed_institutions()[code].name)) - set(words))


@lru_cache(maxsize=8192)
def _holding(word: str) -> frozenset[str]:
    """Return the institutions whose name, city or state has a word, or all words it is short for."""
    holds = _index()
    found = set(holds.get(word, ()))
    for long in long_forms().get(word, ()):
        own = [holds.get(each, frozenset()) for each in long if _is_own(each)]
        if own:
            found |= frozenset.intersection(*own)
    return frozenset(found)


@cache
def _index() -> Mapping[str, frozenset[str]]:
    holds: dict[str, set[str]] = defaultdict(set)
    for code, each in listed_institutions().items():
        region = find_region(each.state, HOME)
        for word in words_of(f"{each.name} {each.city} {region.name if region else ''}"):
            holds[word].add(code)
            for long in long_forms().get(word, ()):
                for part in long:
                    holds[part].add(code)
    return {word: frozenset(codes) for word, codes in holds.items()}


def _own_words(name: str) -> Iterator[str]:
    """Yield the words of a name that tell which place it is, not what sort of place."""
    return (each for each in words_of(name) if len(each) > 1 and _is_own(each))


@lru_cache(maxsize=8192)
def _is_own(word: str) -> bool:
    return bool(read_place(word).own) and word not in SMALL_WORDS

"""Odds that pages share: reckoned once, kept while record and day are the same, told program by program."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode
from weakref import WeakKeyDictionary

from hallway.actions.ports import Store
from hallway.domain.errors import HallwayError, NoApplicant
from hallway.domain.ids import UnitCode
from hallway.web.days import days_of
from hallway.web.odds_words import scale_for
from hallway.web.visits import Visit

if TYPE_CHECKING:  # it brings numpy, which the server does without until somebody asks for odds
    from hallway.actions.odds import OddsAnswer, ProgramAnswer, Unasked

_ANSWERS_KEPT = 8
_MOST_TOLD = 3
"""Of how many specialties a list of programs tells the odds: each takes a moment, and they do not compare."""


class Asked(NamedTuple):
    """Which odds an address asks for."""

    specialties: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    everything: bool = False
    network: bool = True

    def at(self, **changes: object) -> str:
        """Return the address of the same odds with something changed."""
        asked = Asked(**{**self._asdict(), **changes})
        pairs = [
            *(("specialty", each) for each in asked.specialties),
            *(("state", each) for each in asked.states),
            *(("kind", each) for each in asked.kinds),
            *([("all", "yes")] if asked.everything else []),
            *([] if asked.network else [("network", "off")]),
        ]
        return f"/odds?{urlencode(pairs)}" if pairs else "/odds"

    @property
    def is_narrowed(self) -> bool:
        """Tell whether only some specialties, states or kinds are asked for."""
        return bool(self.specialties or self.states or self.kinds)

    @property
    def query(self) -> str:
        """Return the address to which the number of a page is appended."""
        address = self.at()
        return address if "?" in address else f"{address}?"


_kept: "WeakKeyDictionary[Store, dict[tuple[object, ...], OddsAnswer]]" = WeakKeyDictionary()
"""The latest answers by record: the same revision on the same day has the same odds."""
_lock = Lock()
_reckoning = Lock()
"""One answer at a time: whoever asks for the same one meanwhile finds it kept."""


def answer_to(visit: Visit, asked: Asked) -> "OddsAnswer":
    """Return the odds, from memory while record and day are the same.

    Raises:
        HallwayError: there are none, or something asked for cannot be meant; the message says why.
    """
    if (kept := find_kept(visit, asked)) is not None:
        return kept
    with _reckoning:
        return find_kept(visit, asked) or _reckon(visit, asked)


def find_kept(visit: Visit, asked: Asked) -> "OddsAnswer | None":
    """Return the odds if they are at hand and hold still."""
    key = _key(visit, asked)
    with _lock:
        return _kept.get(visit.store, {}).get(key)


def _key(visit: Visit, asked: Asked) -> tuple[object, ...]:
    with visit.store.reading() as reading:
        return reading.revision(), days_of(visit).today, asked


def _reckon(visit: Visit, asked: Asked) -> "OddsAnswer":
    from hallway.actions.odds import find_odds  # noqa: PLC0415 - numpy, which no other page needs at start

    key = _key(
        visit, asked
    )  # before it is reckoned: a change meanwhile makes it an old one, never a wrong one
    answer = find_odds(
        visit.store,
        visit.app.clock,
        specialties=asked.specialties,
        states=asked.states,
        kinds=asked.kinds,
        everything=asked.everything,
        network=asked.network,
    )
    with _lock:
        kept = _kept.setdefault(visit.store, {})
        for old in [each for each in kept if each[:2] != key[:2]]:
            del kept[old]
        while len(kept) >= _ANSWERS_KEPT:
            del kept[next(iter(kept))]
        kept[key] = answer
    return answer


def find_narrows(visit: Visit) -> tuple["Unasked", ...]:
    """Return what would narrow the applicant's odds most, nothing where there are no odds yet."""
    try:
        return answer_to(visit, Asked()).narrows
    except NoApplicant:
        raise
    except HallwayError:
        return ()


# ------------------------------------------------------------------------------------ program by program


@dataclass(frozen=True, slots=True, kw_only=True)
class Chances:
    """Odds of programs among all of their specialty.

    `is_waiting` while some are still to be reckoned; `fault` says why there are none. `sizes` counts the
    programs of each band of a specialty, `scale` is the share at which their bars end.
    """

    answers: Mapping[str, "OddsAnswer"]
    programs: Mapping[UnitCode, "ProgramAnswer"]
    sizes: Mapping[tuple[str, int | None], int]
    bands: Mapping[str, int]
    scale: float
    is_waiting: bool
    fault: HallwayError | None


def among_specialty(name: str) -> Asked:
    """Return which odds compare every program of a specialty."""
    return Asked(specialties=(name,), everything=True)


def find_chances(visit: Visit, specialties: Iterable[str], *, reckon: bool) -> Chances:
    """Return the odds at every program of some specialties; of too many nothing is told.

    Without `reckon` only what is at hand: a page comes at once, and asks again for the rest.
    """
    names = tuple(dict.fromkeys(specialties))
    answers: dict[str, OddsAnswer] = {}
    is_waiting, fault = False, None
    for name in names if len(names) <= _MOST_TOLD else ():
        asked = among_specialty(name)
        kept = find_kept(visit, asked)
        if kept is None and reckon:
            try:
                kept = answer_to(visit, asked)
            except NoApplicant:
                raise
            except HallwayError as error:
                fault = fault or error
                continue
        if kept is None:
            is_waiting = True
        else:
            answers[name] = kept
    every = [each for name, answer in answers.items() for each in answer.programs if _is_of(each, name)]
    sizes = Counter((each.odds.specialty, each.odds.band) for each in every)
    return Chances(
        answers=answers,
        programs={each.odds.code: each for each in every},
        sizes=sizes,
        bands={name: max((band or 0 for one, band in sizes if one == name), default=0) for name in answers},
        scale=scale_for(max((each.odds.p_match_there.high for each in every), default=1.0)),
        is_waiting=is_waiting,
        fault=fault if not answers else None,
    )


def _is_of(program: "ProgramAnswer", specialty: str) -> bool:
    return program.odds.specialty == specialty

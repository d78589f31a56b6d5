"""What one more tie to one program adds to the chance to match over a whole list, as a range.

What a tie adds is shrunken for selection (`ties.added`), on top of the prediction with the ties there are:
the question is what doing it changes, not what goes along with it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from hallway.domain.ids import UnitCode
from hallway.domain.picks import Action
from hallway.domain.programs import TieKind
from hallway.engine.odds import range_of
from hallway.smartpick.efforts import usual_efforts
from hallway.smartpick.factors import Range, range_of_draws
from hallway.smartpick.parameters import Parameters
from hallway.smartpick.profiles import Profile
from hallway.smartpick.standing_list import PLANNED, SAME, StandingList, limit_of
from hallway.smartpick.ties import SIGNALS, is_measured
from hallway.smartpick.views import ProgramView

Doubles = npt.NDArray[np.float64]

TOGETHER = 5
"""How many further ties are taken together to show what ties do at one score."""


class Standing(StrEnum):
    """What the applicant can do about a tie."""

    ACTION = "action"
    TRUTH = "truth"  # it cannot be made: told where it is so
    SPENT = "spent"  # a signal, when all that one has are sent or planned


@dataclass(frozen=True, slots=True, kw_only=True)
class TieWorth:
    """One tie that is not there yet, and what it would add to the chance to match over the whole list.

    At a program that is not on the list, `added` is applying with the tie, in the place of `instead` where
    the list is full; `applying` is the middle of the same without the tie. `is_measured` is False where
    nobody measured what it does: `added` is then a belief, and 0 where there is not even one (`is_blank`).
    `alike` counts further programs where the same tie adds as much, as far as anybody knows; `best` is the
    share of draws in which no measured action but it and those alike adds more.
    """

    code: UnitCode
    kind: TieKind
    added: Range
    is_listed: bool
    is_measured: bool
    is_blank: bool
    standing: Standing
    applying: float | None = None
    instead: UnitCode | None = None
    alike: int = 0
    best: float = 0.0


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """What ties do at one score: the chance without them, with those there are, and what further ones add."""

    score: int
    is_own: bool
    bare: Range
    now: Range
    more: Range


@dataclass(frozen=True, slots=True)
class Worths:
    """All ties that could be made, those that add most first, measured ones before beliefs.

    `chance` is that of the list as it stands, `bare` without any tie; `tied` counts ties that are there, and
    `planned` signals and rotations that the list plans. `closed` are programs that no tie opens, `without`
    those of specialties that nothing was published of.
    """

    rows: tuple[TieWorth, ...]
    chance: Range
    bare: Range
    tied: int
    planned: int
    instead: UnitCode | None
    closed: tuple[UnitCode, ...]
    without: tuple[UnitCode, ...]
    by_score: tuple[ScoreLine, ...]


def worth_of(
    profile: Profile,
    views: Iterable[ProgramView],
    parameters: Parameters,
    listed: Mapping[UnitCode, Action],
    *,
    is_full: bool = False,
    network: bool = True,
) -> Worths:
    """Return what each tie that is not there yet would add.

    Args:
        profile: the applicant.
        views: the programs of the list, and others that may be applied to.
        parameters: the calibrated ones.
        listed: the programs of the list and what is planned there.
        is_full: whether a further program takes the place of the weakest one of the list.
        network: without it the ties there are count nothing, and so could be made anew.
    """
    look = StandingList(profile, tuple(views), parameters, listed, network=network)
    bare = look if not network else StandingList(profile, look.on_list, parameters, listed, network=False)
    weakest = look.weakest if is_full else None
    rows = _ordered(look, weakest)
    return Worths(
        rows=rows,
        chance=range_of_draws(look.chance),
        bare=range_of_draws(bare.chance),
        tied=sum(len(each.ties) for each in look.on_list),
        planned=sum(each in PLANNED for each in listed.values()),
        instead=None if weakest is None else look.codes[weakest],
        closed=tuple(code for number, code in enumerate(look.codes) if look.is_closed(number)),
        without=look.ready.without,
        by_score=tuple(_by_score(look, rows)),
    )


# ----------------------------------------------------------------------------------------- the rows


def _ordered(look: StandingList, weakest: int | None) -> tuple[TieWorth, ...]:
    spent = look.spent()
    rows: list[TieWorth] = []
    drawn: list[Doubles] = []
    for number, code in enumerate(look.codes):
        kinds = [] if look.is_closed(number) else list(look.missing(number))
        if not kinds:
            continue
        is_listed = number in look.own
        instead = None if is_listed else weakest
        applying = None if is_listed else look.applying(number, instead=instead)
        gains = look.gains(number, kinds, instead=instead)
        for kind, gained, added in zip(kinds, gains, range_of(gains).tolist(), strict=True):
            measured, blank = is_measured(kind)
            specialty = look.ready.views[number].unit.specialty
            rows.append(
                TieWorth(
                    code=code,
                    kind=kind,
                    added=Range(*added),
                    is_listed=is_listed,
                    is_measured=measured,
                    is_blank=blank,
                    standing=_standing(kind, specialty, spent.get(specialty, Counter())),
                    applying=applying,
                    instead=None if instead is None else look.codes[instead],
                )
            )
            drawn.append(gained)
    return tuple(sorted(_beside(rows, drawn), key=_by_chance))


def _beside(rows: Sequence[TieWorth], drawn: Sequence[Doubles]) -> Iterator[TieWorth]:
    """Yield the rows with what only a look at all of them tells."""
    alike = Counter(map(_likeness, rows))
    actions = [
        place for place, each in enumerate(rows) if each.is_measured and each.standing is Standing.ACTION
    ]
    best: Counter[tuple[object, ...]] = Counter()
    if actions:
        tops = np.argmax(np.array([drawn[place] for place in actions]), axis=0)
        best.update(_likeness(rows[actions[each]]) for each in tops.tolist())
    for place, row in enumerate(rows):
        likeness = _likeness(row)
        yield replace(row, alike=alike[likeness] - 1, best=best[likeness] / len(drawn[place]))


def _likeness(row: TieWorth) -> tuple[object, ...]:
    return row.kind, row.is_listed, row.standing, round(row.added.mid, SAME)


def _by_chance(row: TieWorth) -> tuple[object, ...]:
    return not row.is_measured, -round(row.added.mid, SAME), list(TieKind).index(row.kind), row.code


def _standing(kind: TieKind, specialty: str, spent: Counter[TieKind]) -> Standing:
    if not usual_efforts()[kind].is_action:
        return Standing.TRUTH
    limit = limit_of(specialty)
    if kind not in SIGNALS or limit is None:
        return Standing.ACTION
    if limit.gold is None:
        has_left = spent.total() < limit.total
    elif kind is TieKind.GOLD_SIGNAL:
        has_left = spent[kind] < limit.gold
    else:
        has_left = spent[kind] < (limit.silver if limit.silver is not None else limit.total - limit.gold)
    return Standing.ACTION if has_left else Standing.SPENT


# ------------------------------------------------------------------------------------- by the score


def _by_score(look: StandingList, rows: Sequence[TieWorth]) -> Iterator[ScoreLine]:
    """Yield what ties do at a low, a middling and a high score, and at the applicant's own (ACC-08)."""
    more = _strongest(rows)
    for score, is_own in _scores(look):
        profile = replace(look.profile, step2=score)
        lines = [
            StandingList(profile, look.on_list, look.parameters, look.listed, network=each)
            for each in ((False, True) if look.network else (False,))
        ]
        bare, now = lines[0], lines[-1]
        yield ScoreLine(
            score,
            is_own,
            range_of_draws(bare.chance),
            range_of_draws(now.chance),
            range_of_draws(now.together(more) - now.chance),
        )


def _strongest(rows: Iterable[TieWorth]) -> dict[UnitCode, tuple[TieKind, ...]]:
    """Return the measured actions that add most, one for each of a few programs of the list; no signals."""
    found: dict[UnitCode, tuple[TieKind, ...]] = {}
    for row in rows:
        is_meant = row.is_listed and row.is_measured and row.standing is Standing.ACTION
        if is_meant and row.kind not in SIGNALS and row.code not in found:
            found[row.code] = (row.kind,)
        if len(found) == TOGETHER:
            break
    return found


def _scores(look: StandingList) -> Sequence[tuple[int, bool]]:
    """Return scores to look at: the mean of those who apply, and 1.5 standard deviations beside it."""
    specialty = next((each for each in look.profile.specialties if each in look.ready.rows), None)
    specialty = specialty or next(iter(look.ready.rows), None)
    cell = look.parameters.cell(specialty, look.profile.type.value) if specialty else None
    if cell is None or not look.numbers:
        return ()
    usual = {
        min(300, max(100, round((cell.score_mean + part * cell.score_sd) / 5) * 5))
        for part in (-1.5, 0.0, 1.5)
    }
    own = look.profile.step2
    return [(each, each == own) for each in sorted(usual | ({own} if own is not None else set()))]

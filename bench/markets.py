"""Markets like the national one, drawn from a seed: sizes, specialties, regions, prestige, couples.

The shape is that of the published Match: 0.140 programs and 0.917 positions an applicant, log-normal
quotas, rank order lists of gamma length with mean 12, 40 specialties in 8 regions, and both sides leaning
toward the better-known, so that lists compete.
"""

from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hallway.engine.markets import NOBODY, Market

NATIONAL = 47_208
"""Applicants of the 2025 Main Match who ranked a program."""
NATIONAL_COUPLES = 1_200
PROGRAMS_EACH, POSITIONS_EACH = 0.1403475, 0.9158829
"""Programs and positions an applicant: 6,626 and 43,237 at national size."""
SPECIALTIES, REGIONS = 40, 8
LIST_MEAN, LIST_SHAPE = 12.2, 2.0
"""Drawn; small specialties have no more programs, and 12.0 remain."""
MOST_RANKED = 60
MOST_PAIRS = 150

Floats = NDArray[np.float64]
Wholes = NDArray[np.int64]


class _Sides(NamedTuple):
    """What applicants and programs are like before they rank each other."""

    specialty: Wholes
    region: Wholes
    quality: Floats
    program_specialty: Wholes
    program_region: Wholes
    prestige: Floats


def make_market(
    applicants: int,
    *,
    seed: int,
    couples: int = 0,
    advanced: float = 0.0,
    reversions: int = 0,
    parity: float = 0.0,
    one_sided: float = 0.05,
) -> Market:
    """Draw a market; the same arguments give the same one.

    Args:
        applicants: members of couples among them, >= 1.
        seed: key of the counter-based generator.
        couples: how many pairs of applicants rank together.
        advanced: part of the programs that are advanced positions, whose applicants have supplemental lists.
        reversions: how many programs give unfilled positions to another one of their specialty.
        parity: part of the programs that ask for an even or odd number.
        one_sided: part of the entries that the other side does not return.
    """
    rng = np.random.Generator(np.random.Philox(key=seed))
    sides = _draw_sides(rng, applicants, max(1, round(PROGRAMS_EACH * applicants)))
    seats = _draw_seats(rng, len(sides.prestige), round(POSITIONS_EACH * applicants), sides.program_specialty)
    lists = _draw_lists(rng, sides, seats)
    kept_here = [each[rng.random(len(each)) >= one_sided / 2] for each in lists]
    kept_there = [each[rng.random(len(each)) >= one_sided / 2] for each in lists]
    members = rng.permutation(applicants)[: 2 * couples].reshape(couples, 2)
    members = members[np.argsort(sides.region[members[:, 0]], kind="stable")] if couples else members
    pairs = [_draw_pairs(rng, sides, kept_here[one], kept_here[two]) for one, two in members.tolist()]
    rows, extras = _draw_supplemental(rng, sides, kept_here, advanced)
    ranks = _rank_applicants(rng, sides, kept_there, rows, extras)
    for one in members.ravel().tolist():
        kept_here[one] = kept_here[one][:0]
    return Market(
        seats=seats.astype(np.int32),
        list_starts=_starts(kept_here),
        lists=_joined(kept_here),
        rank_starts=_starts(ranks),
        ranks=_joined(ranks),
        couples=members.astype(np.int32),
        pair_starts=_starts(pairs),
        pairs=np.concatenate([*pairs, np.zeros((0, 2))]).astype(np.int32),
        advanced=np.array(rows, np.int32).reshape(-1, 2),
        extra_starts=_starts(extras),
        extras=_joined(extras),
        reversions=_draw_reversions(rng, sides, reversions),
        parity=np.where(
            rng.random(len(seats)) < parity, rng.integers(1, 3, len(seats)), np.zeros(len(seats), np.int64)
        ).astype(np.int32),
    )


def _draw_sides(rng: np.random.Generator, applicants: int, programs: int) -> _Sides:
    specialties = min(
        SPECIALTIES, max(1, programs // 15)
    )  # few programs in many specialties: no lists to draw
    weights = 1.0 / np.arange(1, specialties + 1) ** 0.8  # a few large specialties, many small ones
    weights /= weights.sum()
    return _Sides(
        specialty=rng.choice(specialties, applicants, p=weights),
        region=rng.integers(0, REGIONS, applicants),
        quality=rng.normal(size=applicants),
        program_specialty=rng.choice(specialties, programs, p=weights),
        program_region=rng.integers(0, REGIONS, programs),
        prestige=rng.normal(size=programs),
    )


def _draw_seats(rng: np.random.Generator, programs: int, positions: int, specialty: Wholes) -> Wholes:
    """Draw log-normal quotas >= 1 that sum to `positions`; specialties differ in size."""
    raw = rng.lognormal(0.0, 0.7, programs) * (0.6 + rng.random(SPECIALTIES))[specialty]
    seats: Wholes = np.maximum(1, np.floor(raw / raw.sum() * positions)).astype(np.int64)
    order = rng.permutation(programs)
    missing = positions - int(seats.sum())
    if missing > 0:
        np.add.at(seats, order[np.arange(missing) % programs], 1)
    while missing < 0:
        able = order[seats[order] > 1][:-missing]
        if not len(able):
            break
        seats[able] -= 1
        missing += len(able)
    return seats


def _draw_lists(rng: np.random.Generator, sides: _Sides, seats: Wholes) -> list[Wholes]:
    """Draw each applicant's programs: of one specialty, large ones and near ones first, sorted by taste."""
    by_specialty = [np.flatnonzero(sides.program_specialty == each) for each in range(SPECIALTIES)]
    pull = [np.cumsum(seats[each] / max(1, seats[each].sum())) for each in by_specialty]
    lengths = np.clip(
        np.rint(rng.gamma(LIST_SHAPE, LIST_MEAN / LIST_SHAPE, len(sides.quality))), 1, MOST_RANKED
    )
    lists = []
    for one, length in enumerate(lengths.astype(np.int64).tolist()):
        mine = by_specialty[sides.specialty[one]]
        if not len(mine):
            lists.append(np.zeros(0, np.int64))
            continue
        draws = np.searchsorted(pull[sides.specialty[one]], rng.random(6 * length + 16))
        found = mine[np.unique(np.minimum(draws, len(mine) - 1))]
        near = (sides.program_region[found] == sides.region[one]) * 1.5
        fit = -np.abs(sides.prestige[found] - sides.quality[one])
        chosen = found[np.argsort(-(near + fit + rng.gumbel(size=len(found))))[:length]]
        liking = sides.prestige[chosen] + (sides.program_region[chosen] == sides.region[one]) * 0.8
        lists.append(chosen[np.argsort(-(liking + rng.normal(0.0, 0.8, len(chosen))), kind="stable")])
    return lists


def _draw_pairs(rng: np.random.Generator, sides: _Sides, one: Wholes, two: Wholes) -> Wholes:
    """Draw a couple's list: pairs in one region before others, in the order of both ranks, then lone ones."""
    if not len(one) or not len(two):
        return np.zeros((0, 2), np.int64)
    first, second = np.meshgrid(np.arange(len(one)), np.arange(len(two)), indexing="ij")
    apart = sides.program_region[one[first]] != sides.program_region[two[second]]
    cost = (first + second + 6.0 * apart + rng.normal(0.0, 0.5, first.shape)).ravel()
    order = np.argsort(cost, kind="stable")[:MOST_PAIRS]
    both = np.column_stack([one[first.ravel()[order]], two[second.ravel()[order]]])
    alone = [[program, NOBODY] for program in one[:3].tolist()] + [
        [NOBODY, each] for each in two[:3].tolist()
    ]
    return np.concatenate([both, np.array(alone, np.int64)])


def _draw_supplemental(
    rng: np.random.Generator, sides: _Sides, lists: list[Wholes], part: float
) -> tuple[list[tuple[int, int]], list[Wholes]]:
    """Draw PGY-1 lists, of the largest specialty, for everybody who ranks an advanced program."""
    rows: list[tuple[int, int]] = []
    extras: list[Wholes] = []
    if part <= 0:
        return rows, extras
    is_advanced = (rng.random(len(sides.prestige)) < part) & (sides.program_specialty != 0)
    first_year = np.flatnonzero((sides.program_specialty == 0) & ~is_advanced)
    for one, programs in enumerate(lists):
        for program in programs[is_advanced[programs]].tolist():
            if len(first_year):
                rows.append((one, program))
                extras.append(rng.choice(first_year, min(len(first_year), 4), replace=False))
    return rows, extras


def _rank_applicants(
    rng: np.random.Generator,
    sides: _Sides,
    lists: list[Wholes],
    rows: list[tuple[int, int]],
    extras: list[Wholes],
) -> list[Wholes]:
    """Return each program's list: whoever ranks it, by quality, region and the program's own eye."""
    people = np.repeat(np.arange(len(lists)), [len(each) for each in lists])
    programs = np.concatenate([*lists, np.zeros(0, np.int64)]).astype(np.int64)
    if rows:
        sought = np.repeat([one for one, _ in rows], [len(each) for each in extras])
        people, programs = np.concatenate([people, sought]), np.concatenate([programs, *extras])
        keep = np.unique(programs * len(lists) + people, return_index=True)[1]
        people, programs = people[keep], programs[keep]
    near = (sides.region[people] == sides.program_region[programs]) * 0.4
    score = sides.quality[people] + near + rng.normal(0.0, 0.8, len(people))
    order = np.lexsort((-score, programs))
    return np.split(people[order], np.searchsorted(programs[order], np.arange(1, len(sides.prestige))))


def _draw_reversions(rng: np.random.Generator, sides: _Sides, count: int) -> NDArray[np.int32]:
    donors = rng.permutation(len(sides.prestige))[:count]
    rows = []
    for donor in donors.tolist():
        same = np.flatnonzero(sides.program_specialty == sides.program_specialty[donor])
        receiver = int(rng.choice(same))
        if receiver != donor:
            rows.append((donor, receiver, int(rng.integers(1, 4))))
    return np.array(rows, np.int32).reshape(-1, 3)


def _starts(lists: list[Wholes]) -> NDArray[np.int32]:
    return np.fromiter(accumulate((len(each) for each in lists), initial=0), np.int32, len(lists) + 1)


def _joined(lists: list[Wholes]) -> NDArray[np.int32]:
    return np.concatenate([*lists, np.zeros(0, np.int64)]).astype(np.int32)

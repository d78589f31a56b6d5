from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hallway.engine.additions import Additions, Changed, without
from hallway.engine.odds import INTERVIEWED, OPEN, Cells, Units, chances
from tests.engine.test_odds import DRAWS, a_season, seasons


def as_it_is(units: Units, unit: int) -> Changed:
    return Changed(units.shift[unit], units.rank_shift[unit], units.gate[unit])


def list_of(cells: Cells, units: Units) -> tuple[Additions, dict[int, np.ndarray]]:
    look = Additions(cells, units)
    return look, {
        int(unit): look.at(int(unit), as_it_is(units, int(unit))) for unit in np.flatnonzero(units.counted)
    }


@given(seasons)
def test_the_chance_over_a_list_is_that_of_the_odds(season: tuple[Cells, Units]) -> None:
    cells, units = season
    look, own = list_of(cells, units)
    np.testing.assert_allclose(
        look.chance(look.unmatched(list(own.values()))), chances(cells, units).matched, atol=1e-9
    )


@given(st.integers(0, 10_000), st.integers(1, 8), st.floats(-3, 3), st.floats(-3, 3))
def test_what_a_change_adds_is_the_difference_of_two_whole_answers(
    seed: int, count: int, shift: float, rank_shift: float
) -> None:
    cells, units = a_season(seed, count)
    units = replace(units, counted=np.ones(count, np.bool_))
    look, own = list_of(cells, units)
    unmatched = look.unmatched(list(own.values()))
    for unit in range(count):
        shifts, rank_shifts = units.shift.copy(), units.rank_shift.copy()
        if units.state[unit] == OPEN:
            shifts[unit] += shift
        if units.state[unit] in {OPEN, INTERVIEWED}:
            rank_shifts[unit] += rank_shift
        after = replace(units, shift=shifts, rank_shift=rank_shifts)
        then = look.at(unit, as_it_is(after, unit))

        added = look.added(without(unmatched, own[unit]), own[unit], then)

        wanted = chances(cells, after).matched - chances(cells, units).matched
        np.testing.assert_allclose(added, wanted, atol=1e-8)


def test_several_changes_are_told_one_beside_the_other() -> None:
    cells, units = a_season(7, 4)
    units = replace(units, state=np.full(4, OPEN, np.int8))
    look = Additions(cells, units)
    more = np.array([units.shift[0], units.shift[0] + 1])
    ranks, gates = np.array([units.rank_shift[0]] * 2), np.ones((2, DRAWS))

    both = look.at(0, Changed(more, ranks, gates))

    for place in range(2):
        one = look.at(0, Changed(more[place], ranks[place], gates[place]))
        np.testing.assert_array_equal(both[place], one)
    assert (both[1] > both[0]).all()

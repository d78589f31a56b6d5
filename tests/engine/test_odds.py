from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from hallway.engine.cohorts import NODES, normal_nodes
from hallway.engine.odds import (
    INTERVIEWED,
    MATCHED,
    NOT_MATCHED,
    OPEN,
    REJECTED,
    Cells,
    InvalidOdds,
    Units,
    chances,
    range_of,
)

DRAWS = 5
ROUNDING = 1e-9


def a_season(seed: int, units: int, cells: int = 2) -> tuple[Cells, Units]:
    """Return arrays as rude as odds may be: nearly certain, nearly impossible, closed, answered."""
    rng = np.random.default_rng(seed)
    shape = (cells, DRAWS)
    made = Cells(
        interview=rng.normal(-3, 2, shape),
        rank=rng.normal(-1.5, 1, shape),
        known=rng.normal(0, 1, shape),
        spread=np.exp(rng.normal(-0.3, 0.5, shape)),
        link=rng.choice([0.0, 0.1, 0.6], DRAWS),
    )
    gate = rng.choice([0.0, 0.01, 1.0], (units, DRAWS), p=[0.1, 0.1, 0.8])
    return made, Units(
        cell=rng.integers(0, cells, units),
        shift=rng.normal(0, 2, (units, DRAWS)),
        rank_shift=rng.choice([0.0, 0.5], (units, 1)) * np.ones((units, DRAWS)),
        gate=gate,
        state=rng.choice([OPEN, OPEN, OPEN, INTERVIEWED, REJECTED], units).astype(np.int8),
        counted=rng.random(units) < 0.9,
    )


seasons = st.builds(a_season, st.integers(0, 10_000), st.integers(1, 12))


def slowly(cells: Cells, units: Units, draw: int) -> tuple[float, float]:
    """Return the chances of an interview and of a match in one draw, by plain loops."""
    nodes, weights = normal_nodes(NODES)
    posterior = weights.copy()
    none, unmatched = np.ones(NODES), np.ones(NODES)
    for q in range(NODES):
        for u, row in enumerate(units.cell):
            strength = cells.known[row, draw] + cells.spread[row, draw] * nodes[q]
            invited = 1 / (1 + np.exp(-(cells.interview[row, draw] + units.shift[u, draw] + strength)))
            shifted = cells.rank[row, draw] + units.rank_shift[u, draw] + cells.link[draw] * strength
            match = 1 / (1 + np.exp(-shifted))
            open_chance = units.gate[u, draw] * invited
            if units.state[u] == INTERVIEWED:
                posterior[q] *= invited
            elif units.state[u] == REJECTED:
                posterior[q] *= 1 - open_chance
            chance = {OPEN: open_chance, INTERVIEWED: 1.0, REJECTED: 0.0}[int(units.state[u])]
            if units.counted[u]:
                none[q] *= 1 - chance
                unmatched[q] *= 1 - chance * match
    posterior /= posterior.sum()
    return float(1 - posterior @ none), float(1 - posterior @ unmatched)


@given(seasons)
@settings(max_examples=25)
def test_the_arrays_say_what_plain_loops_say(season: tuple[Cells, Units]) -> None:
    cells, units = season
    found = chances(cells, units)
    for draw in range(DRAWS):
        interviewed, matched = slowly(cells, units, draw)
        assert_allclose(found.interviewed[draw], interviewed, atol=1e-9)
        assert_allclose(found.matched[draw], matched, atol=1e-9)


@given(seasons)
def test_chances_lie_between_nothing_and_certainty_and_conditions_only_raise_them(
    season: tuple[Cells, Units],
) -> None:
    found = chances(*season)
    for each in (found.interview, found.there, found.interviewed, found.matched):
        assert ((each >= 0) & (each <= 1)).all()
    assert (found.there <= found.interview + ROUNDING).all()
    assert (found.matched <= found.interviewed + ROUNDING).all()
    assert (found.matched_if_interviewed >= found.matched - ROUNDING).all()


@given(seasons, st.floats(0, 5))
def test_more_strength_never_lowers_a_chance_where_nothing_was_answered(
    season: tuple[Cells, Units], more: float
) -> None:
    cells, units = season
    units = replace(units, state=np.zeros(len(units.state), np.int8))
    weaker, stronger = chances(cells, units), chances(replace(cells, known=cells.known + more), units)
    assert (stronger.interview >= weaker.interview - ROUNDING).all()
    assert (stronger.there >= weaker.there - ROUNDING).all()
    assert (stronger.matched >= weaker.matched - ROUNDING).all()
    assert (stronger.interviewed >= weaker.interviewed - ROUNDING).all()


@given(seasons, st.data())
def test_a_rejection_never_raises_and_an_interview_never_lowers(
    season: tuple[Cells, Units], data: st.DataObject
) -> None:
    cells, units = season
    units = replace(units, gate=np.ones_like(units.gate), counted=np.ones(len(units.cell), np.bool_))
    which = data.draw(st.integers(0, len(units.cell) - 1))

    def after(state: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        states = units.state.copy()
        states[which] = state
        found = chances(cells, replace(units, state=states))
        others = np.arange(len(states)) != which
        return np.concatenate([found.matched, found.interviewed, found.there[others].ravel()])

    assert (after(REJECTED) <= after(OPEN) + ROUNDING).all()
    assert (after(OPEN) <= after(INTERVIEWED) + ROUNDING).all()


@given(seasons, st.randoms(use_true_random=False))
def test_the_order_of_units_and_of_draws_does_not_matter(season: tuple[Cells, Units], random: object) -> None:
    cells, units = season
    rng = np.random.default_rng(random.randint(0, 999))  # type: ignore[attr-defined] # hypothesis' own Random
    mixed, dealt = rng.permutation(len(units.cell)), rng.permutation(DRAWS)
    found = chances(cells, units)
    other = chances(
        Cells(
            cells.interview[:, dealt],
            cells.rank[:, dealt],
            cells.known[:, dealt],
            cells.spread[:, dealt],
            cells.link[dealt],
        ),
        Units(
            units.cell[mixed],
            units.shift[mixed][:, dealt],
            units.rank_shift[mixed][:, dealt],
            units.gate[mixed][:, dealt],
            units.state[mixed],
            units.counted[mixed],
        ),
    )
    assert_allclose(other.matched, found.matched[dealt], atol=1e-9)
    assert_allclose(range_of(other.there), range_of(found.there)[mixed], atol=1e-9)


def test_single_precision_says_the_same_of_long_lists() -> None:
    cells, units = a_season(3, 12)
    long = Units(
        np.tile(units.cell, 220),
        np.tile(units.shift - 6, (220, 1)),
        np.tile(units.rank_shift, (220, 1)),
        np.tile(units.gate, (220, 1)),
        np.zeros(12 * 220, np.int8),
        np.tile(units.counted, 220),
    )
    whole = chances(cells, long)
    assert whole.interview.dtype == np.float32
    for draw in range(DRAWS):
        interviewed, matched = slowly(cells, long, draw)
        assert_allclose([whole.interviewed[draw], whole.matched[draw]], [interviewed, matched], atol=1e-4)


def test_what_came_of_an_interview_counts() -> None:
    cells, units = a_season(1, 3)
    units = replace(
        units, state=np.array([MATCHED, NOT_MATCHED, REJECTED], np.int8), counted=np.ones(3, np.bool_)
    )
    found = chances(cells, units)
    assert_allclose(found.there, np.array([[1.0], [0.0], [0.0]]) * np.ones(DRAWS))
    assert_allclose(found.matched, 1)


def test_no_programs_give_no_chance() -> None:
    cells, units = a_season(1, 1)
    none = Units(
        units.cell[:0],
        units.shift[:0],
        units.rank_shift[:0],
        units.gate[:0],
        units.state[:0],
        units.counted[:0],
    )
    found = chances(cells, none)
    assert (found.matched == 0).all()
    assert (found.matched_if_interviewed == 0).all()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"cell": np.array([7])}, "not there"),
        ({"gate": np.full((1, DRAWS), 1.5)}, "from 0 to 1"),
        ({"shift": np.full((1, DRAWS), np.nan)}, "not finite"),
        ({"shift": np.zeros((2, DRAWS))}, "a row for each unit"),
        ({"state": np.zeros(2, np.int8)}, "one state"),
    ],
    ids=["cell", "gate", "nan", "shape", "state"],
)
def test_what_cannot_be_meant_is_refused(
    change: dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float64]]], says: str
) -> None:
    cells, units = a_season(1, 1)
    with pytest.raises(InvalidOdds, match=says):
        chances(cells, replace(units, **change))  # type: ignore[arg-type] # wrong on purpose


def test_cells_without_spread_or_with_a_negative_link_are_refused() -> None:
    cells, units = a_season(1, 1)
    with pytest.raises(InvalidOdds, match="spreads must be positive"):
        chances(replace(cells, spread=cells.spread * 0), units)
    with pytest.raises(InvalidOdds, match="links must not"):
        chances(replace(cells, link=cells.link - 1), units)

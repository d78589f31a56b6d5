"""A chosen list in words and ranges: what each program adds, why, and why the others are not on it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from hallway.domain.ids import UnitCode
from hallway.engine.odds import Chances, Units, chances, range_of
from hallway.engine.portfolio import cost_of, gains, losses, path
from hallway.engine.portfolios import Choice
from hallway.smartpick.bands import bands_of
from hallway.smartpick.drawing import normals
from hallway.smartpick.ends import classes_of
from hallway.smartpick.factors import Factor, Range, range_of_draws
from hallway.smartpick.limits import BUDGET, full_limits, price_of_last
from hallway.smartpick.options import Offered
from hallway.smartpick.parameters import Parameters
from hallway.smartpick.picked import CurvePoint, LeftOut, Picked, PickedProgram
from hallway.smartpick.picking_choices import picking_choices
from hallway.smartpick.preparing import base_factor
from hallway.smartpick.problems import Problem
from hallway.smartpick.program_terms import SIGNAL_GATE

Doubles = npt.NDArray[np.float64]


def drawn_list(offered: Offered, chosen: Sequence[int]) -> Chances:
    """Return the chances of a list in every draw, with each program's own draws of what nobody knows."""
    own = np.array(
        [normals(f"program {offered.options[each].code}", _draws(offered)) for each in chosen]
    ).reshape(len(chosen), _draws(offered))
    return chances(offered.ready.cells, _units(offered, chosen, own))


def tell(
    problem: Problem,
    choice: Choice,
    parameters: Parameters,
    *,
    whole: Chances,
    robust: frozenset[UnitCode],
    assumptions: tuple[str, ...],
) -> Picked:
    """Return the answer."""
    offered, chosen = problem.offered, list(choice.chosen)
    bands = bands_of(offered.ready)
    return Picked(
        p_match=range_of_draws(whole.matched),
        conditional=range_of_draws(whole.matched_if_interviewed),
        interviewed=range_of_draws(whole.interviewed),
        value=max(0.0, choice.value),  # of nothing it may be a rounding below
        upper_bound=max(0.0, choice.upper_bound),
        gap=choice.gap,
        greedy=max(0.0, choice.greedy),
        cost=choice.cost,
        programs=tuple(_programs(problem, chosen, bands, robust, parameters)),
        left_out=tuple(_left_out(problem, chosen, bands)),
        curve=tuple(_curve(problem, len(chosen))),
        without=offered.ready.without,
        drawn=tuple(whole.matched.tolist()),
        assumptions=assumptions,
    )


def _units(offered: Offered, chosen: Sequence[int], own: Doubles) -> Units:
    ready, shifts, picked = offered.ready, offered.shifts, list(chosen)
    rows = shifts.row[picked]
    return Units(
        cell=ready.units.cell[rows],
        shift=shifts.interview[picked] + ready.rest[rows] * own,
        rank_shift=shifts.rank[picked],
        gate=shifts.gate[picked],
        state=ready.units.state[rows],
        counted=ready.units.counted[rows]
        & np.array([offered.options[each].value > 0 for each in picked], np.bool_),
    )


def _draws(offered: Offered) -> int:
    return int(offered.shifts.interview.shape[1])


def _programs(
    problem: Problem,
    chosen: Sequence[int],
    bands: Sequence[int | None],
    robust: frozenset[UnitCode],
    parameters: Parameters,
) -> Iterator[PickedProgram]:
    if not chosen:
        return
    offered, portfolio = problem.offered, problem.portfolio
    drawn = normals("any program", parameters.draws)  # the same for all: equal facts give equal odds
    each = chances(offered.ready.cells, _units(offered, chosen, drawn))
    interview, there = range_of(each.interview).tolist(), range_of(each.there).tolist()
    lost = losses(portfolio, tuple(chosen)).tolist()
    alike = _alike(offered, chosen, bands)
    bases = {name: base_factor(offered.ready, name, parameters) for name in offered.ready.rows}
    found = [
        PickedProgram(
            code=option.code,
            specialty=option.specialty,
            action=option.action,
            p_interview=Range(*interview[place]),
            p_match_there=Range(*there[place]),
            marginal=lost[place],
            band=bands[option.row],
            robust=option.code in robust,
            alike=alike[bands[option.row], option.value, option.preliminary],
            is_sent=option.is_sent,
            cost=price_of_last(portfolio.fees, chosen, number),
            factors=tuple(_factors(offered, number, bases)),
            unknown=tuple(kind.value for kind in offered.ready.terms[option.row].unknown),
        )
        for place, number in enumerate(chosen)
        for option in (offered.options[number],)
    ]
    order = {number: place for place, number in enumerate(taken_in_order(offered, chosen))}
    yield from sorted(found, key=lambda one: (-round(one.marginal, 9), order[one.code]))


def _alike(
    offered: Offered, chosen: Sequence[int], bands: Sequence[int | None]
) -> Counter[tuple[int | None, float, float]]:
    """Return how many programs left out share a band and are worth as much: nobody can tell them apart."""
    taken = {offered.options[number].code for number in chosen}
    cases = {
        each.code: (bands[each.row], each.value, each.preliminary)
        for each in offered.options
        if each.code not in taken and bands[each.row] is not None
    }
    return Counter(cases.values())


def taken_in_order(offered: Offered, chosen: Sequence[int]) -> list[UnitCode]:
    """Return the programs of a list in the order in which equals are taken."""
    return [offered.options[each].code for each in sorted(chosen)]


def _factors(offered: Offered, number: int, bases: Mapping[str, Factor]) -> Iterator[Factor]:
    option = offered.options[number]
    opens = offered.opens(number)
    yield bases[option.specialty]
    for term in offered.ready.terms[option.row].terms:
        if not (opens and term.factor.name == SIGNAL_GATE):
            yield term.factor
    yield from offered.ready.tie_factors[option.row]
    yield from offered.action_factors(number)
    first_year = offered.first_year
    if first_year is not None and number in first_year.numbers:
        yield first_year.factors[option.specialty]


# --------------------------------------------------------------------------------- what is not on it


def _left_out(problem: Problem, chosen: Sequence[int], bands: Sequence[int | None]) -> Iterator[LeftOut]:
    offered, portfolio = problem.offered, problem.portfolio
    taken = {offered.options[each].code for each in chosen}
    classes = classes_of(problem)
    on_list = {bands[offered.options[each].row] for each in chosen} - {None}
    gained = gains(portfolio, tuple(chosen)).tolist() if offered.options else []
    found: dict[UnitCode, LeftOut] = {}
    known_whys: dict[tuple[bytes, bool], str] = {}
    for number, option in enumerate(offered.options):
        if option.code in taken or option.code in found:  # the first option of a unit is to apply
            continue
        gain, is_alike = gained[number], bands[option.row] in on_list
        case = (classes[option.code], is_alike)
        if case not in known_whys:
            known_whys[case] = _why(problem, chosen, number, gain, is_alike=is_alike)
        found[option.code] = LeftOut(option.code, known_whys[case], gain)
    order = {code: place for place, code in enumerate(found)}
    yield from sorted(found.values(), key=lambda each: (-round(each.gain or 0.0, 9), order[each.code]))
    yield from (LeftOut(code, why, None) for code, why in sorted(offered.shut.items()))


def _why(problem: Problem, chosen: Sequence[int], number: int, gain: float, *, is_alike: bool) -> str:
    portfolio = problem.portfolio
    adds = (
        "It would add next to nothing"
        if gain < picking_choices().waste
        else f"It would add {100 * gain:.2f} points"
    )
    full = [*full_limits(portfolio.limits, chosen, number)]
    if cost_of(portfolio, (*chosen, number)) > portfolio.fees.budget:
        full.append(BUDGET)
    reached = "this limit is reached" if len(full) == 1 else "these limits are reached"
    said = f"{adds}, but {reached}: {', '.join(full)}." if full else f"{adds}."
    return f"{said} Nobody can tell it apart from others on the list." if is_alike else said


# ---------------------------------------------------------------------------------------- the curve


def _curve(problem: Problem, length: int) -> Iterator[CurvePoint]:
    curve = picking_choices().curve
    most = min(curve.most, max(curve.least, round(curve.beyond * length)))
    for place, (_, value, cost) in enumerate(path(problem.portfolio, most), start=1):
        yield CurvePoint(place, value, cost)

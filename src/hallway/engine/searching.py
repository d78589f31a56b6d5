"""Formulas put to CP-SAT, the solver of OR-tools: the one module of this room that loads it."""

import time
from typing import NamedTuple

from ortools.sat.python import cp_model

from hallway.engine.formulas import Formula, Literal


class Found(NamedTuple):
    """What the solver said.

    Args:
        values: one for each variable, or None where none were found.
        is_impossible: proven: there are none.
    """

    values: list[bool] | None
    is_impossible: bool


def search(formula: Formula, ends: float, *, most: int) -> Found:
    """Find values that make all sentences true, and all wishes but at most so many.

    Asking for one failing wish, then two and so on is much faster than asking for the fewest: where only one
    may fail, nearly all conclusions can still be drawn.

    Args:
        formula: what to make true.
        ends: reading of `time.monotonic()` when to give up.
        most: wishes that may fail, >= 0: of the loose ones, where there are any.
    """
    model = cp_model.CpModel()
    variables = [model.new_bool_var("") for _ in formula.guesses]
    opposites = [each.negated() for each in variables]

    def literals(clause: list[Literal]) -> list[cp_model.LiteralT]:
        return [variables[each] if each >= 0 else opposites[~each] for each in clause]

    for clause in formula.clauses:
        model.add_bool_or(literals(clause))
    for choice in formula.choices:
        model.add_at_most_one(literals(choice))
    for total in formula.sums:
        held = cp_model.LinearExpr.sum(literals(total.variables))
        bounded = model.add_linear_constraint(held, total.low, total.high)
        if total.only_if is not None:
            bounded.only_enforce_if(variables[total.only_if])
    for variable, guess in zip(variables, formula.guesses, strict=True):
        model.add_hint(variable, guess)
    may_fail = set(formula.loose or range(len(formula.wishes))) if most else set()
    failing = []
    for number, wish in enumerate(formula.wishes):
        mark = []
        if number in may_fail:
            failing.append(model.new_bool_var(""))
            mark = failing[-1:]
            model.add_hint(mark[0], formula.fails(wish, formula.guesses))
        model.add_bool_or([*literals(wish), *mark])
    if failing:
        model.add_linear_constraint(cp_model.LinearExpr.sum(failing), 0, most)
    return _ask(model, variables, ends)


def _ask(model: cp_model.CpModel, variables: list[cp_model.IntVar], ends: float) -> Found:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1  # more give another answer each time
    solver.parameters.random_seed = 0
    solver.parameters.linearization_level = 0  # yes-or-no questions: no linear program helps
    solver.parameters.catch_sigint_signal = False
    solver.parameters.max_time_in_seconds = max(0.0, ends - time.monotonic())
    status = solver.solve(model)
    if status in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return Found([solver.boolean_value(each) for each in variables], is_impossible=False)
    return Found(None, is_impossible=status == cp_model.INFEASIBLE)

"""Facts of programs as a page shows them."""

from dataclasses import replace

from hallway.actions.program_fact_forms import FACT_FORMS, write_fact
from hallway.domain.programs import FactKind, TieKind
from hallway.formats.problems import Problem

TIE_NAMES: dict[TieKind, str] = {
    TieKind.HOME: "home program",
    TieKind.ROTATION: "rotation",
    TieKind.RESEARCH: "research",
    TieKind.ALUMNI: "your school",
    TieKind.MENTOR_REACH: "mentor’s reach",
    TieKind.CONFERENCE: "conference",
    TieKind.OPEN_HOUSE: "open house",
    TieKind.GEOGRAPHY: "the place",
    TieKind.SIGNAL: "signal",
    TieKind.GOLD_SIGNAL: "gold signal",
    TieKind.LETTER: "letter",
}


def name_tie(kind: TieKind | None) -> str:
    """Return what sort of tie a connection is; without a kind somebody there simply knows the applicant."""
    return TIE_NAMES[kind] if kind else "knows you"


def show_fact(kind: FactKind, value: str) -> str:
    """Return a value with what it counts; visas as everybody writes them: J-1, H-1B."""
    if kind is FactKind.VISAS:
        return value.replace("j-1", "J-1").replace("h-1b", "H-1B")
    return write_fact(kind, value)


def say_problem(problem: Problem) -> Problem:
    """Return a problem whose fact is called by the name that the page has for it."""
    kind = next((each for each in FactKind if each.value == problem.field), None)
    if kind is None:
        return problem
    label = FACT_FORMS[kind].label
    return replace(problem, says=problem.says.replace(f"{kind.value}: ", f"{label}: ", 1))

"""What a list takes for granted, in words."""

from collections.abc import Iterator, Sequence

from hallway.domain.picks import Action
from hallway.engine.portfolio import cost_of, losses
from hallway.facts.directory import Unit
from hallway.smartpick.options import is_must
from hallway.smartpick.picking_choices import picking_choices
from hallway.smartpick.preliminary_names import specialty_of
from hallway.smartpick.problems import Problem


def assumptions_of(problem: Problem, chosen: Sequence[int], *, network: bool) -> tuple[str, ...]:
    """Return what was taken for granted beside the limits that were named."""
    offered, wishes = problem.offered, problem.wishes
    units = [offered.ready.views[offered.options[each].row].unit for each in chosen]
    found = [*problem.assumptions, *_beside(units), *_of_wishes(problem, units)]
    if not network:
        found.append(
            "The network is off: recorded ties and signals count nothing, and all signals are taken as still"
            " to be sent."
        )
    if any(offered.options[each].action is Action.ROTATE for each in chosen):
        found.append("A rotation counts as if there were a place and time for it before the interviews.")
    wanted = {code for code in (*wishes.fates, *wishes.actions) if is_must(code, wishes)}
    if lost := sorted(wanted & set(offered.ready.without)):
        found.append(f"Nothing was published of these, so they cannot be weighed: {', '.join(lost)}.")
    return (*found, *_waste(problem, chosen))


def _beside(units: Sequence[Unit]) -> Iterator[str]:
    """Yield a word on positions that begin in the second year."""
    tracks = [each.open_tracks for each in units]
    count = sum(bool(each) and all(track.kind == "advanced" for track in each) for each in tracks)
    if count:
        programs = "1 program" if count == 1 else f"{count} programs"
        yield (
            f"{programs} of the list with advanced positions only, which begin in the second year: a first"
            " year elsewhere is needed beside them, and the chance to find one is no part of these numbers."
        )


def _of_wishes(problem: Problem, units: Sequence[Unit]) -> Iterator[str]:
    wishes, choices = problem.wishes, picking_choices()
    specialties = {each.specialty for each in units}
    if wishes.objective == "preference":
        values = ", ".join(f"{each:.0%}" for each in choices.levels.values)
        reason = choices.levels.reason
        yield f"Worth of a match from level 1 to 5: {values} ({reason.source}, {reason.year})."
    elif len(specialties) > 1:
        yield "A match counts the same in each specialty: only the chance to match at all is looked at."
    named = sorted(name for name in wishes.specialty_values if specialty_of(name))
    for name in named:
        if wishes.objective == "chance":
            yield f"{name}: no match in the specialty, so it counts in a list by preference only."
        elif problem.offered.first_year is None:
            yield f"{name}: nothing was published that its chance could be reckoned from; it counts nothing."
        else:
            reason = choices.preliminary.reason
            yield (
                f"{name}: one application to a program reaches both. It counts in the value, not in the"
                f" chance to match; how easily one is had is a guess ({reason.source}, {reason.year})."
            )


def _waste(problem: Problem, chosen: Sequence[int]) -> Iterator[str]:
    """Yield a word on applications that buy next to nothing, and what they cost together."""
    if not chosen:
        return
    least = picking_choices().waste
    lost = losses(problem.portfolio, chosen).tolist()
    idle = [
        number
        for number, each in zip(chosen, lost, strict=True)
        if each < least and not problem.offered.options[number].is_sent
    ]
    if idle:
        kept = [each for each in chosen if each not in set(idle)]
        saved = cost_of(problem.portfolio, chosen) - cost_of(problem.portfolio, kept)
        programs = "1 program adds" if len(idle) == 1 else f"{len(idle)} programs of the list add"
        yield (
            f"{programs} less than {100 * least:.2g} points each, ${saved:,.0f} in all: leaving them out"
            " costs next to nothing."
        )

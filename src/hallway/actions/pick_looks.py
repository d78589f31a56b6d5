"""One look at the record for lists: several can be worked out from it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from hallway.actions.odds import NoFigures, sources_of
from hallway.actions.odds_inputs import Assumption, hash_inputs
from hallway.actions.odds_paths import fallback_for
from hallway.actions.pick_answers import LeftOutAnswer, PickAnswer, PickedAnswer, ToldComment
from hallway.actions.pick_asked import PickAsked
from hallway.actions.pick_comments import comments_in
from hallway.actions.pick_inputs import Inputs, read_inputs
from hallway.actions.ports import Clock, Store
from hallway.actions.program_lookups import name_of, name_of_code
from hallway.domain.errors import HallwayError
from hallway.domain.ids import UnitCode
from hallway.domain.picks import Action
from hallway.engine.portfolios import Binding, Choice, Infeasible
from hallway.facts.directory import units as all_units
from hallway.smartpick.limits import BUDGET, MUST, SENT
from hallway.smartpick.parameters import Parameters, read_parameters
from hallway.smartpick.picked import Picked
from hallway.smartpick.picking import evaluate, never, pick

Proving = Callable[[Choice], bool]


class NoList(HallwayError):
    """No list keeps all limits; the message says which would have to give way, and by how much."""

    def __init__(self, bindings: Iterable[Binding]) -> None:
        self.bindings = tuple(bindings)
        movable = [each for each in self.bindings if each.name != SENT] or self.bindings
        ways = "".join(f"\n  {_way(each)}" for each in movable)
        super().__init__(f"No list keeps all your limits. Any one of these would let one:{ways}")


def _way(binding: Binding) -> str:
    """Return how one limit would have to give way; what was sent cannot be taken back."""
    name, by = binding.name, binding.by
    if name == BUDGET:
        return f"a budget higher by ${by:,.0f}" if by >= 1 else f"a budget higher by ${by:,.2f}"
    if name.endswith(MUST):
        code = name.removeprefix("program ").removesuffix(MUST).strip()
        return f"without {name_of_code(UnitCode(code))}, which must be on it"
    if name == SENT or name.startswith("at least "):
        return f"{name}: {_count(by)} fewer"
    return f"{name}: {_count(by)} more"


def _count(by: float) -> str:
    return f"{by:,.0f}" if by == round(by) else f"{by:,.1f}"


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at the record found for a list; several lists may be worked out from it."""

    inputs: Inputs
    parameters: Parameters
    comments: Mapping[UnitCode, tuple[ToldComment, ...]]

    def find(self, *, go_on: Proving = never) -> PickAnswer:
        """Return the best list.

        Raises:
            NoList: no list keeps all limits.
            NoFigures: nothing was published to start from.
        """
        inputs = self.inputs
        try:
            picked = pick(
                inputs.asker.profile,
                inputs.views,
                self.parameters,
                inputs.wishes,
                network=inputs.asked.network,
                go_on=go_on,
                preferred=inputs.known.listed,
            )
        except Infeasible as cause:
            raise NoList(cause.bindings) from None
        return self._answer(picked)

    def weigh(self, programs: Mapping[UnitCode, Action]) -> PickAnswer:
        """Return what a given list is worth; its programs must be among those of the inputs."""
        inputs = self.inputs
        picked = evaluate(
            inputs.asker.profile,
            inputs.views,
            self.parameters,
            inputs.wishes,
            programs,
            network=inputs.asked.network,
            preferred=inputs.known.listed,
        )
        return self._answer(picked)

    def _answer(self, picked: Picked) -> PickAnswer:
        inputs, asker = self.inputs, self.inputs.asker
        if len(picked.without) == len(inputs.units):
            raise NoFigures({each.specialty for each in inputs.units}, asker.profile.type.value)
        specialties = asker.specialties or tuple(sorted({each.specialty for each in inputs.units}))
        return PickAnswer(
            asked=inputs.asked,
            profile=asker.profile,
            specialties=specialties,
            match_year=asker.match_year,
            picked=picked,
            programs=tuple(
                PickedAnswer(
                    unit=(unit := all_units()[each.code]),
                    name=name_of(unit),
                    is_listed=each.code in inputs.known.listed,
                    people=self.people(each.code),
                    comments=self.comments.get(each.code, ()),
                    wish=inputs.kept.get(each.code),
                    pick=each,
                )
                for each in picked.programs
            ),
            left_out=tuple(
                LeftOutAnswer(unit := all_units()[each.code], name_of(unit), each) for each in picked.left_out
            ),
            looked_at=len(inputs.units),
            fallback=fallback_for(asker.profile, specialties[0], picked.p_match, self.parameters),
            assumptions=(*inputs.assumptions, *map(Assumption, picked.assumptions)),
            sources=sources_of(factor for each in picked.programs for factor in each.factors),
            without=tuple(map(name_of_code, picked.without)),
            wishes=inputs.wishes,
            input_hash=hash_inputs(
                asker.profile,
                sorted(inputs.views, key=lambda each: each.unit.code),
                inputs.wishes,
                self.parameters.inputs,
                inputs.asked.network,
                sorted(inputs.known.listed),
            ),
        )

    def people(self, code: UnitCode) -> tuple[str, ...]:
        """Return who ties the applicant to a program, the closest first."""
        connections = self.inputs.known.connections.get(code, ())
        return tuple(dict.fromkeys(each.name for one in connections for each in one.people))


def look(store: Store, clock: Clock, asked: PickAsked) -> Look:
    """Return what a list is worked out from; the record is read once."""
    with store.reading() as reading:
        inputs = read_inputs(reading, clock, asked)
        comments = comments_in(reading)
    return Look(inputs, read_parameters(), comments)

"""What a change of the numbers would do to the steps, told before it is made."""

from dataclasses import dataclass
from datetime import datetime

from hallway.playbooks.rules import Playbook
from hallway.playbooks.state import State
from hallway.playbooks.stepping import steps
from hallway.playbooks.steps import Step, WindowState


@dataclass(frozen=True, slots=True, kw_only=True)
class StepChanges:
    """The steps that would be open and are not, that are and would not be, and whose window would move.

    `moved` pairs each step as it is with how it would be.
    """

    opened: tuple[Step, ...]
    gone: tuple[Step, ...]
    moved: tuple[tuple[Step, Step], ...]

    @property
    def count(self) -> int:
        """Return how many steps are concerned."""
        return len(self.opened) + len(self.gone) + len(self.moved)


def compare_steps(state: State, now: Playbook, then: Playbook, at: datetime) -> StepChanges:
    """Return how the open steps of a record would differ under another playbook."""
    before, after = (_open(state, playbook, at) for playbook in (now, then))
    both = before.keys() & after.keys()
    return StepChanges(
        opened=tuple(each for key, each in after.items() if key not in both),
        gone=tuple(each for key, each in before.items() if key not in both),
        moved=tuple(
            (each, after[key])
            for key, each in before.items()
            if key in both and each.window != after[key].window
        ),
    )


def _open(state: State, playbook: Playbook, at: datetime) -> dict[str, Step]:
    found = steps(state, playbook, at)
    return {each.id: each for each in found if each.state is not WindowState.LATER}

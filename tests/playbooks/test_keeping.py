"""Steps given with a memory are the steps, whatever was asked before, and whenever."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from math import inf

from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.domain.applicants import Applicant
from hallway.domain.digests import Digest
from hallway.domain.ids import ApplicantId
from hallway.playbooks.keeping import StepMemory, Told
from hallway.playbooks.library import make_playbook
from hallway.playbooks.state import State
from hallway.playbooks.stepping import steps
from hallway.playbooks.steps import Step
from hallway.playbooks.windows import Windows
from tests.playbooks.strategies import instants, people, states, zones

PLAYBOOKS = {
    name: make_playbook(name, overrides={}) for name in ("img-general", "us-img-plastics", "md-plastics")
}
ME = Applicant(id=ApplicantId("me"), name="Me", audience="img-general", zone="America/New_York")
spans = st.sampled_from(
    [timedelta(0), timedelta(milliseconds=1), timedelta(minutes=1), timedelta(hours=9), timedelta(days=3)]
) | st.timedeltas(timedelta(days=-40), timedelta(days=200))


def in_order(some: Sequence[Step]) -> list[Step]:
    return sorted(some, key=lambda each: each.id)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_memory_changes_nothing(data: st.DataObject) -> None:
    """People come, change and go, the guides and the applicant's zone change, and time moves both ways."""
    memory = StepMemory()
    state, now = data.draw(states()), data.draw(instants)
    playbook = PLAYBOOKS["img-general"]
    for _round in range(5):
        whole = in_order(steps(state, playbook, now))
        assert in_order(steps(state, playbook, now, memory)) == whole
        if data.draw(st.booleans()):
            now = data.draw(st.sampled_from(_edges(whole, now)))
        else:
            now += data.draw(spans)
        match data.draw(st.sampled_from(["time", "person", "state", "guides", "zone"])):
            case "person" if state.people:
                gone = data.draw(st.sampled_from(state.people))
                others = [each for each in state.people if each is not gone]
                state = replace(state, people=[*others, data.draw(people(gone.id))])
            case "state":
                state = data.draw(states())
            case "guides":
                playbook = PLAYBOOKS[data.draw(st.sampled_from(sorted(PLAYBOOKS)))]
            case "zone":
                state = replace(state, applicant=replace(state.applicant, zone=data.draw(zones)))


def _edges(some: Sequence[Step], now: datetime) -> list[datetime]:
    """Return the very instants at which something changes, and those beside them."""
    at = [
        instant for each in some for instant in (*each.window[1:5], each.window.closes - timedelta(hours=24))
    ]
    near = [each + timedelta(milliseconds=shift) for each in at for shift in (-1, 0, 1)]
    return [each.astimezone(now.tzinfo) for each in near] or [now]


@given(instants, people("a"))
def test_somebody_unchanged_is_not_told_about_again_before_an_edge(now: datetime, person: Digest) -> None:
    """Else the memory would be right, and of no use."""
    memory = StepMemory()
    state = State(applicant=ME, people=[person])
    steps(state, PLAYBOOKS["img-general"], now, memory)
    asked: list[Digest] = []

    def tell(who: Digest) -> tuple[tuple[Told, ...], float]:
        asked.append(who)
        return (), inf

    windows = Windows(PLAYBOOKS["img-general"], now, ME.zone)
    under = (PLAYBOOKS["img-general"], ME.zone, state.zones)
    list(memory.recall([person], windows, tell, under))
    assert asked == []
    list(memory.recall([person._replace(name="Another")], windows, tell, under))
    assert len(asked) == 1

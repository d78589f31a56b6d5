"""One applicant of each of the five audiences asks for a list: from four answers, with and without a network.

The list keeps to its limits, proves itself, says why each program is on it, and grows with a relationship.
"""

from math import log
from pathlib import Path

import pytest

from hallway.actions.applicants import change_applicant, set_up
from hallway.actions.pick_answers import PickAnswer
from hallway.actions.pick_asked import PickAsked
from hallway.actions.pick_lists import apply_list, plan_list
from hallway.actions.picks import find_pick
from hallway.actions.program_ties import record_tie
from hallway.actions.programs import ProgramFilter, list_programs
from hallway.domain.programs import TieKind
from hallway.storage.store import open_store
from tests.cast import APPLICANTS, FixedClock

FOUR = ("name", "audience", "zone", "match_year", "specialties")
ASKED = PickAsked(applications=25)


@pytest.mark.requirement("PICK-04", "PICK-08", "PICK-10")
@pytest.mark.parametrize("audience", sorted(APPLICANTS))
def test_an_applicant_gets_a_list_from_four_answers_and_a_relationship_improves_it(
    audience: str, tmp_path: Path
) -> None:
    clock, applicant = FixedClock(), APPLICANTS[audience]
    with open_store(tmp_path / "hallway.db", clock_now=clock.now) as store:
        set_up(store, clock, fields={name: applicant[name] for name in FOUR})
        first = find_pick(store, clock, ASKED)
        check(first)
        assert first.assumptions  # what four answers leave open is told

        own = {"status": applicant["status"], "exams": "Step 2 CK; passed; 2026-08-01; 246"}
        change_applicant(store, clock, fields={**own, "graduation_year": applicant["match_year"]})
        known = find_pick(store, clock, ASKED)
        check(known)
        assert width(known) < width(first)

        # A rotation at a program that was left out: with the network it counts, without it nothing changes.
        left = next(each for each in known.left_out if each.left_out.gain and not each.unit.is_military)
        record_tie(store, clock, unit=left.unit.code, kind=TieKind.ROTATION)
        tied = find_pick(store, clock, ASKED)
        bare = find_pick(store, clock, PickAsked(applications=25, network=False))
        check(tied)
        check(bare)
        assert left.unit.code in {each.unit.code for each in tied.programs}
        assert tied.picked.value > bare.picked.value
        assert [each.unit.code for each in bare.programs] == [each.unit.code for each in known.programs]

        # It becomes the applicant's own list.
        apply_list(store, clock, plan_list(store, tied))
        listed = list_programs(store, ProgramFilter(is_listed=True), per_page=100)
        assert {each.unit.code for each in listed.lines} == {each.unit.code for each in tied.programs}


def check(answer: PickAnswer) -> None:
    picked = answer.picked
    assert 0 < len(answer.programs) <= 25
    assert picked.value <= picked.upper_bound <= picked.value * 1.0002 + 1e-9
    assert picked.greedy <= picked.value + 1e-12
    assert 0 <= picked.p_match.low <= picked.p_match.mid <= picked.p_match.high <= 1
    assert picked.p_match.mid <= picked.conditional.mid + 1e-9
    for each in answer.programs:
        assert each.pick.marginal >= 0
        assert each.pick.factors
        assert all(factor.source for factor in each.pick.factors[:1])
    assert all(each.left_out.why for each in answer.left_out)


def width(answer: PickAnswer) -> float:
    """Return how wide the range is in log-odds: near 0 and 1 all are short."""
    low, high = (log(each / (1 - each)) for each in (answer.picked.p_match.low, answer.picked.p_match.high))
    return high - low

"""One applicant of each of the five audiences asks for odds: at first with four answers, then with a record.

Ranges are wide at first and say what would narrow them; the record narrows them, ties count until they are
switched off, and what programs answer moves all the rest.
"""

from collections.abc import Mapping
from datetime import date
from math import log
from pathlib import Path

import pytest

from hallway.actions.applicants import change_applicant, set_up
from hallway.actions.history import undo
from hallway.actions.odds import OddsAnswer, find_odds
from hallway.actions.people import add_person
from hallway.actions.program_facts import record_fact
from hallway.actions.program_outcomes import record_outcome
from hallway.actions.program_ties import record_tie
from hallway.actions.programs import list_program
from hallway.domain.programs import FactKind, Reply, TieKind
from hallway.facts.figures import ApplicantType
from hallway.smartpick.factors import Range
from hallway.storage.store import open_store
from tests.cast import APPLICANTS, FixedClock

FOUR = ("name", "audience", "zone", "match_year", "specialties")
MEANT: Mapping[str, tuple[ApplicantType, str]] = {
    "us-img-plastics": (ApplicantType.US_IMG, "Plastic Surgery (Integrated)"),
    "us-img-general-surgery": (ApplicantType.US_IMG, "General Surgery"),
    "md-plastics": (ApplicantType.US_MD, "Plastic Surgery (Integrated)"),
    "img-general": (ApplicantType.NON_US_IMG, "Internal Medicine"),
    "us-img-pediatrics": (ApplicantType.US_IMG, "Pediatrics"),
}


@pytest.mark.requirement("PICK-01", "PICK-10", "PICK-15")
@pytest.mark.parametrize("audience", sorted(MEANT))
def test_an_applicant_gets_odds_from_four_answers_and_better_ones_from_a_record(
    audience: str, tmp_path: Path
) -> None:
    clock, applicant = FixedClock(), APPLICANTS[audience]
    with open_store(tmp_path / "hallway.db", clock_now=clock.now) as store:
        set_up(store, clock, fields={name: applicant[name] for name in FOUR})
        first = find_odds(store, clock)
        assert (first.profile.type, first.specialties[0]) == MEANT[audience]
        assert "status" in {each.field for each in first.assumptions}
        assert (first.otherwise is not None) == (audience == "img-general")
        check(first)
        assert first.narrows[0].fact == "Step 2 CK"
        assert first.narrows[0].part > 0.05

        # The record: who they are, and a list of twenty programs.
        own = {"status": applicant["status"], "exams": "Step 2 CK; passed; 2026-08-01; 252"}
        change_applicant(store, clock, fields={**own, "graduation_year": applicant["match_year"]})
        chosen = [each.unit.code for each in first.programs if not each.odds.closed][:60:3]
        list_program(store, clock, units=chosen)
        listed = find_odds(store, clock)
        check(listed)
        assert {each.unit.code for each in listed.programs} == set(chosen)
        assert all(width(at(listed, each)) < width(at(first, each)) for each in chosen)

        # A rotation and its director, whom the network answers for.
        director = add_person(store, clock, fields={"name": "Dr. Lena Fischer", "role": "attending"}).person
        record_tie(
            store, clock, unit=chosen[0], kind=TieKind.ROTATION, person=director.id, on=date(2026, 9, 30)
        )
        record_fact(store, clock, unit=chosen[1], kind=FactKind.POSITIONS, text="9", source="website")
        tied, bare = find_odds(store, clock), find_odds(store, clock, network=False)
        check(tied)
        check(bare)
        assert tied.whole.unconditional.mid > bare.whole.unconditional.mid
        assert at(tied, chosen[0]).mid > at(bare, chosen[0]).mid
        assert at(tied, chosen[2]) == at(bare, chosen[2])

        # The season answers.
        record_outcome(store, clock, unit=chosen[0], reply=Reply.INTERVIEW)
        invited = find_odds(store, clock)
        check(invited)
        assert at(invited, chosen[2]).mid > at(tied, chosen[2]).mid
        undo(store, clock)
        assert find_odds(store, clock) == tied


def check(found: OddsAnswer) -> None:
    """Hold that chances are ranges in order, nothing stands without its source, and bands are in order."""
    whole = found.whole
    for each in (whole.conditional, whole.unconditional, whole.interviewed):
        assert 0 <= each.low <= each.mid <= each.high <= 1
    assert whole.unconditional.low < whole.unconditional.high
    assert whole.unconditional.mid <= whole.conditional.mid
    bands = [each.odds.band or 10_000 for each in found.programs]
    assert bands == sorted(bands)
    for one in found.programs:
        assert 0 <= one.odds.p_match_there.mid <= one.odds.p_interview.mid <= 1
        assert all(each.source and each.year for each in one.odds.factors)
    assert all(each.source and each.year for each in found.factors)


def at(found: OddsAnswer, code: str) -> Range:
    return next(each.odds.p_interview for each in found.programs if each.unit.code == code)


def width(each: Range) -> float:
    """Return how wide a range is in log-odds: a chance that rises widens by itself."""
    return log(each.high / (1 - each.high)) - log(each.low / (1 - each.low))

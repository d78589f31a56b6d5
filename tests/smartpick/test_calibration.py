import math

from hallway.smartpick.parameters import inputs_hash, read_parameters
from tools.calibrate import PAGE


def test_the_parameters_are_those_of_the_figures_and_judgments_that_ship() -> None:
    """When this fails, run ./run calibrate."""
    assert read_parameters().inputs == inputs_hash()


def test_every_specialty_of_the_match_has_parameters_for_every_type() -> None:
    parameters = read_parameters()
    kinds = {"us-md", "us-do", "us-img", "non-us-img"}
    by_specialty: dict[str, set[str]] = {}
    for specialty, kind in parameters.cells:
        by_specialty.setdefault(specialty, set()).add(kind)
    assert len(by_specialty) == 39
    assert all(each == kinds for each in by_specialty.values())
    assert by_specialty.keys() == parameters.specialties.keys()


def test_what_was_never_published_is_borrowed_and_wider() -> None:
    parameters = read_parameters()
    assert all(each.borrowed for each in parameters.cells.values() if each.type in {"us-img", "us-do"})
    own, borrowed = (
        parameters.cells["Internal Medicine", "non-us-img"],
        parameters.cells["Internal Medicine", "us-img"],
    )
    assert not own.borrowed
    assert (borrowed.root**2).sum() > (own.root**2).sum()


def test_the_report_says_how_the_model_stands_to_the_baseline() -> None:
    page = PAGE.read_text("utf-8")
    assert "beat the baseline" in page or "beats the baseline" in page
    assert "targets are met.** Missed:" in page


def test_no_cohort_is_made_of_the_hopeless_and_the_certain_alone() -> None:
    """Specialties of three programs once got lists as long as medicine's: interviews for all, or for none."""
    parameters = read_parameters()
    for cell in parameters.cells.values():
        _, _, slope, spread = cell.values
        assert math.exp(spread) < 2.5, cell.specialty
        assert math.exp(slope) < 2, cell.specialty
    few = {name for name, each in parameters.specialties.items() if each.programs < 30}
    assert len(few) == 16
    abroad = [each for each in parameters.cells.values() if each.specialty in few and "img" in each.type]
    assert all(each.interviewed < 0.5 for each in abroad)


def test_a_specialty_that_stands_off_the_line_of_one_type_does_so_for_its_neighbor() -> None:
    rate = {key: each.rate for key, each in read_parameters().cells.items()}
    for one, other in (("non-us-img", "us-img"), ("us-md", "us-do")):
        assert rate["Pediatrics", other] > rate["General Surgery", other] > rate["Orthopaedic Surgery", other]
        gap = rate["Pediatrics", one] - rate["General Surgery", one]
        assert 0.3 * gap < rate["Pediatrics", other] - rate["General Surgery", other] < 2 * gap

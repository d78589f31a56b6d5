"""One list of specialties, whatever a table, a program or an applicant calls them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.facts.figures import read_rows
from hallway.facts.specialties import find_specialty, near_specialties, specialties

EVERYTHING = "all"
COLUMNS = {
    "match_sizes.csv": "specialty",
    "match_outcomes.csv": "specialty",
    "match_bands.csv": "specialty",
    "applications.csv": "specialties",
    "director_surveys.csv": "specialty",
    "signal_limits.csv": "specialty",
    "signal_results.csv": "specialties",
    "studies.csv": "specialties",
}
"""Every table that names specialties."""


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Surgery-General", "General Surgery"),
        ("general surgery", "General Surgery"),
        ("440", "General Surgery"),
        ("Interventional Radiology (Integrated)", "Interventional Radiology (Integrated)"),
        ("interventional radiology", "Interventional Radiology (Integrated)"),
        ("Radiology-Diagnostic", "Diagnostic Radiology"),
        ("Medicine/Pediatrics", "Internal Medicine/Pediatrics"),
        ("Med-Peds", "Internal Medicine/Pediatrics"),
        ("Internal Medicine - Pediatrics", "Internal Medicine/Pediatrics"),
        ("OB/GYN", "Obstetrics and Gynecology"),
        ("obstetrics & gynecology", "Obstetrics and Gynecology"),
        ("PM & R", "Physical Medicine and Rehabilitation"),
        ("  Plastics ", "Plastic Surgery (Integrated)"),
        ("orthopedic surgery", "Orthopaedic Surgery"),
        ("ENT", "Otolaryngology"),
        ("Pédiatrics", "Pediatrics"),
        ("Anesthesiolgy", "Anesthesiology"),
        ("Opthalmology", "Ophthalmology"),
        ("040", "Anesthesiology"),
    ],
)
def test_a_specialty_is_found_by_any_of_its_names(words: str, name: str) -> None:
    found = find_specialty(words)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "words", ["", " ", "Surg-Prelim", "Surgery-Preliminary", "astrology", "44", "441", "1001120", "x" * 5000]
)
def test_what_names_no_specialty_finds_none(words: str) -> None:
    assert find_specialty(words) is None


def test_something_like_a_specialty_brings_suggestions() -> None:
    assert near_specialties("emergancy medecin")[0] == "Emergency Medicine"
    assert near_specialties("") == ()


def test_every_specialty_of_every_table_is_one_of_the_list() -> None:
    named = {
        (file, name)
        for file, column in COLUMNS.items()
        for row in read_rows(file)
        for name in row[column].split("|")
    }
    assert len(named) > 150
    assert {each for each in named if each[1] not in specialties() and each[1] != EVERYTHING} == set()


def test_no_name_means_two_specialties() -> None:
    for each in specialties().values():
        for name in (each.name, each.code, *each.aliases):
            assert not name or find_specialty(name) == each, name


@given(st.text(max_size=30))
def test_any_text_names_a_specialty_or_none(text: str) -> None:
    found = find_specialty(text)
    assert found is None or specialties()[found.name] == found
    assert set(near_specialties(text)) <= specialties().keys()

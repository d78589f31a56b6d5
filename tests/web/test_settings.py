"""Settings: the applicant, documents, copies, downloads, looks."""

import pytest

from hallway.actions.applicant_fields import APPLICANT_FIELDS
from hallway.web.settings import SECTIONS
from tests.web.conftest import Cast
from tests.web.tabs import Tab

PROFILE: dict[str, str | list[str]] = {
    "name": "Nadia Brandt",
    "zone": "America/Chicago",
    "status": "non-us-img",
    "flags": ["still-abroad", "low-funds"],
    "specialties": "Plastic surgery; General surgery",
    "sub_interests": "hand",
    "school": "Universidad del Mar Austral",
    "school_country": "Chile",
    "degree": "MBBS",
    "graduation_year": "2027",
    "stage": "final-year",
    "location": "Valparaíso, Chile",
    "match_year": "2028",
    "exams": "Step 1; passed; 2026-03-02\nStep 2 CK; planned; 2027-02-10",
    "strengths": "outcomes research; teaching",
    "why_specialty": "Form and function.",
    "experiences": "A winter in the burn unit.",
    "why_abroad": "Family and language.",
    "mentor_values": "global health",
    "languages": "Spanish; English",
    "offers_translation": "yes",
    "research_skills": "statistics; chart review",
    "hours_per_week": "12",
    "works_remotely": "yes",
    "ties": "Ohio: my family lives there",
    "needs_visa": "yes",
}


def test_every_field_of_the_applicant_stands_in_one_group() -> None:
    shown = [name for _, names in SECTIONS for name in names]

    assert sorted(shown) == sorted(APPLICANT_FIELDS)


@pytest.mark.requirement("PRO-02", "PRO-09", "PRO-10")
def test_the_whole_profile_is_typed_and_kept(tab: Tab) -> None:
    tab.open("/settings").send_all("/settings/applicant", PROFILE)

    assert tab.status == 200
    kept = tab.form("/settings/applicant").values
    assert [each for each in kept["flags"] if each] == ["still-abroad", "low-funds"]
    plain = {name: "; ".join(kept[name]) for name in PROFILE.keys() - {"flags"}}
    assert plain == {name: text for name, text in PROFILE.items() if name in plain}


def test_a_fault_in_the_profile_keeps_everything_else(tab: Tab) -> None:
    tab.open("/settings").send("/settings/applicant", match_year="soon", location="Valparaíso")

    assert tab.status == 422
    assert tab.form("/settings/applicant").values["match_year"] == ["soon"]
    assert tab.form("/settings/applicant").values["location"] == ["Valparaíso"]


def test_documents_are_listed_by_version(tab: Tab) -> None:
    documents = "/settings/documents"
    tab.open(documents).send(documents, kind="cv-short", label="October, with the poster", pages="1")

    assert "CV, one page October, with the poster Nov 23 1" in tab.text


def test_a_safety_copy_is_written_now(tab: Tab) -> None:
    tab.open("/settings").send("/settings/backup")

    assert "Wrote a checked safety copy" in tab.text
    assert "1 copy in all" in tab.text


def test_the_health_of_the_file_is_shown(tab: Tab) -> None:
    tab.open("/settings/health")

    assert "Fine" in tab.text
    assert "Traceback" not in tab.text


@pytest.mark.parametrize(("theme", "shown"), [("dark", 'data-theme="dark"'), ("light", 'data-theme="light"')])
def test_light_and_dark_can_be_chosen(tab: Tab, theme: str, shown: str) -> None:
    tab.open("/settings")
    tab.forms = [each for each in tab.forms if ("theme", theme) in each.buttons]
    tab.send("/settings/look", press=("theme", theme))

    assert shown in tab.html
    assert shown in tab.open("/nowhere").html


def test_names_are_blurred_on_request(tab: Tab, cast: Cast) -> None:
    tab.open("/settings")
    tab.forms = [each for each in tab.forms if ("hide_names", "yes") in each.buttons]
    tab.send("/settings/look", press=("hide_names", "yes"))

    tab.open(f"/people/{cast['ana']}")

    assert 'class="veiled"' in tab.html
    assert "<title>Person · Hallway</title>" in tab.html


def test_a_document_in_error_keeps_what_was_typed(tab: Tab) -> None:
    documents = "/settings/documents"
    tab.open(documents).send(documents, kind="cv-full", label="October", pages="many")

    assert tab.status == 422
    assert tab.form(documents).values["pages"] == ["many"]
    assert tab.form(documents).values["label"] == ["October"]


def test_nothing_changed_writes_nothing(tab: Tab) -> None:
    tab.open("/settings").send("/settings/applicant")

    assert "Changed your" not in tab.text

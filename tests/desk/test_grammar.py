"""Grammar is an extra: it speaks under its own name, softly, and knows the words of medicine."""

from dataclasses import replace
from datetime import date

import pytest

from hallway.desk.checking import check
from hallway.desk.context import Context
from hallway.desk.grammar import find_grammar
from hallway.desk.material import Material
from hallway.playbooks.library import make_playbook

CONTEXT = Context(
    material=Material(playbook=make_playbook("img-general", overrides={}), today=date(2026, 11, 23)),
    grammar=find_grammar(),
)


def quotes(text: str) -> list[str]:
    return [each.quote for each in check(text, CONTEXT).findings if each.rule.startswith("grammar.")]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("I would of liked to stay.", "would of"),
        ("I am an final-year student.", "an"),
        ("I saw the hosptal on Monday.", "hosptal"),
    ],
    ids=["would of", "article", "spelling"],
)
def test_plain_slips_are_found_where_they_stand(text: str, quote: str) -> None:
    assert quotes(f"Dear Dr. Novak,\n\n{text}\n\nBest regards,\nZeynep Şahin\n") == [quote]


def test_names_and_words_of_medicine_are_left_alone() -> None:
    text = (
        "Dr. Adeyemi and Zeynep Şahin studied neonatology, amyloidosis, cardiogenic shock and sarcopenia "
        "during the observership before PGY-1 and the USMLE in their craniofacial sub-internship."
    )
    assert quotes(text) == []


def test_grammar_is_a_note_of_its_own_name_and_never_louder() -> None:
    found = [each for each in check("I would of gone.", CONTEXT).findings if each.rule.startswith("grammar.")]
    assert [(each.severity, each.rows, each.guide, each.replacement) for each in found] == [
        ("note", (), "", "would have")
    ]


def test_without_the_extra_nothing_is_said_about_grammar() -> None:
    report = check("I would of gone.", replace(CONTEXT, grammar=None))
    assert not [each for each in report.findings if each.rule.startswith("grammar.")]

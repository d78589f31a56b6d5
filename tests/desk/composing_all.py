"""Every template composed with the cast: what the record does not know, the examples of the slots answer."""

from collections.abc import Mapping
from functools import cache

from hallway.desk.checking import Report, check
from hallway.desk.composing import Composed, compose
from hallway.desk.context import Context
from hallway.desk.material import Material
from hallway.desk.template_reading import shipped_templates
from hallway.desk.templates import Template
from hallway.domain.messages import Medium
from tests.desk.full_record import empty_material, full_material

TEMPLATES: Mapping[str, Template] = {each.id: each for each in shipped_templates()}
NUDGE = "TPL-15"


def material_of(template: Template, audience: str) -> Material:
    """Return a record with a history that suits the template."""
    return full_material(
        audience,
        is_cold=template.is_cold,
        is_followed_up=template.id == NUDGE,
    )


@cache
def composed(template: str, audience: str, *, is_short: bool = False) -> Composed:
    """Return a text in which nothing is missing.

    Args:
        template: an id.
        audience: whose guide, and which applicant of the cast.
        is_short: leave out what is not needed.
    """
    chosen = TEMPLATES[template]
    material = material_of(chosen, audience)
    known = dict(compose(chosen, material, {}).filled)
    answers = {
        each.name: each.example
        for each in chosen.slots
        if each.name not in known and (each.is_needed or not is_short)
    }
    return compose(chosen, material, answers)


@cache
def unanswered(template: str, audience: str) -> Composed:
    """Return a text of which nothing is known."""
    return compose(TEMPLATES[template], empty_material(audience), {})


@cache
def report(template: str, audience: str, *, is_short: bool = False) -> Report:
    """Return what a check says about a full text, with the record beside it."""
    chosen = TEMPLATES[template]
    whole = composed(template, audience, is_short=is_short)
    if is_short and whole.text == composed(template, audience).text:
        return report(template, audience)
    context = Context(
        material=material_of(chosen, audience),
        medium=chosen.medium,
        template=chosen,
        has_cv=whole.cv is not None if chosen.medium is Medium.MAIL else None,
        cv_pages=whole.cv.pages if whole.cv else None,
    )
    return check(text_of(whole), context)


def text_of(whole: Composed) -> str:
    """Return a text with its subject line, as it would be pasted."""
    is_mail = whole.template.medium is Medium.MAIL
    return f"Subject: {whole.subject}\n\n{whole.text}" if is_mail else whole.text

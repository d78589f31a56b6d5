"""How closed vocabularies read on a page."""

import re
from collections.abc import Mapping

from markupsafe import Markup, escape

GUIDES: Mapping[str, str] = {
    "us-img-plastics": "US-IMG plastics",
    "us-img-general-surgery": "US-IMG general surgery",
    "md-plastics": "MD plastics",
    "img-general": "IMG general",
    "us-img-pediatrics": "US-IMG pediatrics",
}

AUDIENCES: Mapping[str, str] = {
    "us-img-plastics": "US citizen, school abroad, aiming for integrated plastic surgery",
    "us-img-general-surgery": "US citizen, school abroad, aiming for general surgery",
    "md-plastics": "US medical school, aiming for integrated plastic surgery",
    "img-general": "School abroad, any specialty",
    "us-img-pediatrics": "US citizen, school abroad, aiming for pediatrics",
}
"""The five audiences, in the words somebody would use about themselves."""

_LABELS: Mapping[str, str] = {
    **GUIDES,
    "mentor": "mentor",
    "unknown": "does not know me yet",
    "knows-me": "knows me",
    "trusts-me": "trusts me",
    "advocates": "advocates for me",
    "apd": "associate program director",
    "clinical": "clinical skills",
    "in-field": "in or close to the specialty",
    "knows-match": "knows US residency and this Match",
    "honest": "gives honest feedback",
    "reachable": "reachable for check-ins",
    "us-student": "US student in the specialty",
    "img-applicant": "fellow IMG applicant",
    "junior-resident": "junior resident",
    "matched-classmate": "classmate who matched lately",
    "alerts": "alerts on posts and projects",
    "support": "moral support",
    "img-support": "IMG support",
    "us-citizen-img": "US citizen, school abroad",
    "non-us-img": "not a US citizen, school abroad",
    "us-md": "US medical school",
    "met": "met or talked",
    "mailed": "wrote to them",
    "called": "called",
    "replied": "they replied",
    "helped-me": "they helped me",
    "helped-them": "I helped them",
    "rotation-ended": "rotation ended",
    "note": "note to myself",
    "imported": "from an import",
    "in-person": "in person",
    "e-mail": "e-mail",
    "linkedin": "LinkedIn",
    "poster": "at a poster",
    "fill-empty": "fills blanks",
    "create": "new",
    "same": "already here",
    "needs-you": "needs you",
    "advice": "advice",
    "meeting": "a short meeting",
    "task": "a small task or research",
    "letter": "a letter",
    "rotation": "a rotation",
    "advocacy": "advocacy",
    "cv-short": "CV, one page",
    "cv-full": "CV, full",
    "personal-statement": "personal statement",
    "dmy": "day, month, year",
    "mdy": "month, day, year",
    "ymd": "year, month, day",
}


def label(value: str) -> str:
    """Return how a value of a closed vocabulary reads; anything else stays as it was written."""
    text = str(value)
    return _LABELS.get(text, text.replace("-", " ") if text.islower() else text)


def pair(value: str) -> tuple[str, str]:
    """Return a value with its label, for a choice."""
    return value, label(value)


def mark_slots(text: str) -> Markup:
    """Return a rule's sentence with its slots set apart: "Thank {name}" names nobody yet."""
    return Markup(re.sub(r"\{(\w+)\}", r"<i>\1</i>", str(escape(text))))  # noqa: S704 -- escaped just before

"""What can be known of a program: each kind of fact, how it is asked for, and the one form its value has."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from hallway.actions import typed_text
from hallway.actions.fields import choices_of
from hallway.domain.errors import InvalidValue
from hallway.domain.institutions import InstitutionKind
from hallway.domain.names import fold
from hallway.domain.programs import FactKind
from hallway.formats.program_values import Unclear, read_value
from hallway.formats.texts import shorten

KINDS: tuple[InstitutionKind, ...] = (
    InstitutionKind.UNIVERSITY,
    InstitutionKind.COMMUNITY,
    InstitutionKind.MILITARY,
)
"""The kinds of institutions that tell programs apart."""


@dataclass(frozen=True, slots=True)
class FactForm:
    """How one kind of fact is shown and asked for: label, help, example, and what follows its number."""

    kind: FactKind
    label: str
    help: str
    example: str
    suffix: str = ""
    choices: tuple[str, ...] = ()


FACT_FORMS: Mapping[FactKind, FactForm] = MappingProxyType(
    {
        each.kind: each
        for each in (
            FactForm(
                FactKind.KIND,
                "Kind of institution",
                "University, community or military.",
                "community",
                choices=tuple(each.value for each in KINDS),
            ),
            FactForm(
                FactKind.IMG_SHARE,
                "IMG share",
                "How many of its residents studied abroad, in percent.",
                "60",
                "%",
            ),
            FactForm(
                FactKind.US_IMG_SHARE,
                "US-citizen IMG share",
                "How many of its residents are US citizens who studied abroad, in percent.",
                "15",
                "%",
            ),
            FactForm(
                FactKind.VISAS,
                "Visas",
                "Which visas it sponsors: j-1, h-1b, both with a comma, or none.",
                "j-1, h-1b",
            ),
            FactForm(FactKind.STEP2_MIN, "Step 2 CK minimum", "Below it nobody is invited.", "225"),
            FactForm(
                FactKind.MOST_ATTEMPTS,
                "Most attempts",
                "How many attempts at any Step it takes; 1 means passed at the first.",
                "1",
            ),
            FactForm(
                FactKind.MOST_YEARS,
                "Most years since graduation",
                "A number of years, not the year itself.",
                "5",
                "years",
            ),
            FactForm(
                FactKind.US_MONTHS,
                "US clinical experience asked for",
                "In months; 0 when it asks for none.",
                "3",
                "months",
            ),
            FactForm(FactKind.POSITIONS, "Positions", "First-year positions a year.", "12", "a year"),
            FactForm(FactKind.INTERVIEWS, "Interviews", "Applicants it interviews a year.", "120", "a year"),
            FactForm(FactKind.APPLICANTS, "Applicants", "Applications it receives a year.", "1800", "a year"),
            FactForm(
                FactKind.SIGNALS_ONLY,
                "Signals needed",
                "Whether it interviews only applicants who signaled it: yes, mostly or no.",
                "mostly",
                choices=("yes", "mostly", "no"),
            ),
            FactForm(
                FactKind.CONTACT_POLICY,
                "Contact policy",
                "What it says about mails and calls from applicants.",
                "Asks applicants not to write before interviews",
            ),
            FactForm(FactKind.WEBSITE, "Website", "The program's own page.", "https://example.org/residency"),
            FactForm(FactKind.NOTE, "Note", "Anything else that you read about it.", "New program director"),
        )
    }
)
"""Every kind of fact, in the order in which they are asked for."""


def fact_name(kind: str) -> str:
    """Return what a kind of fact is called; a word that is none is called as it is."""
    return FACT_FORMS[FactKind(kind)].label if kind in set(FactKind) else kind


def read_kind(text: str) -> FactKind:
    """Return the kind of fact that a text names by its word or its label.

    Raises:
        InvalidValue: there is no such kind; all of them are told.
    """
    line = typed_text.read_line("fact", text)
    for kind, form in FACT_FORMS.items():
        if _bare(line) in {_bare(kind.value), _bare(form.label)}:
            return kind
    chosen = typed_text.read_choice("fact", line, choices_of(FactKind))
    if not chosen:
        raise InvalidValue("fact", "", f"Say what you know: {', '.join(choices_of(FactKind))}.")
    return FactKind(chosen)


def read_fact(kind: FactKind, text: str) -> str:
    """Return the one form of a value as it was typed or read from a sheet.

    Raises:
        InvalidValue: it cannot be meant; the message says what can.
    """
    form = FACT_FORMS[kind]
    typed = typed_text.read_text(form.label, text)
    read = read_value(kind, typed)
    if read is None:
        raise InvalidValue(form.label, typed[:40], f"Type a value, such as {form.example}.")
    if isinstance(read, Unclear):
        raise InvalidValue(
            form.label, shorten(typed, 40), f"{read.says[:1].upper()}{read.says[1:]}. {read.remedy}"
        )
    return read


def write_fact(kind: FactKind, value: str) -> str:
    """Return a value as it is shown, with what it counts."""
    suffix = FACT_FORMS[kind].suffix
    if not suffix:
        return value
    return f"{value}{suffix}" if suffix == "%" else f"{value} {suffix}"


def _bare(text: str) -> str:
    return "".join(each for each in fold(text) if each.isalnum())

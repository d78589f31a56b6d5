"""Every field of an applicant as text, both ways."""

import re
from collections.abc import Mapping, Sequence

from hallway.actions import typed_text
from hallway.actions.fields import Field, FieldKind, choices_of, get_field, read_field, table, write_field
from hallway.domain.applicants import Applicant, Exam, ExamState, Flag, Stage, Status, Tie, Visa
from hallway.domain.errors import InvalidValue
from hallway.domain.names import fold
from hallway.playbooks.values import AUDIENCES

APPLICANT_FIELDS: dict[str, Field] = table(
    [
        Field(
            name="name", label="Name", help="As it stands on your CV.", kind=FieldKind.NAME, is_needed=True
        ),
        Field(
            name="audience",
            label="Which guide fits you",
            help="Sets every window, count and length; each can be changed later.",
            choices=tuple(AUDIENCES),
            is_needed=True,
        ),
        Field(
            name="zone",
            label="Time zone",
            help="Where you are now, such as America/New_York.",
            kind=FieldKind.ZONE,
            is_needed=True,
        ),
        Field(
            name="status",
            label="Citizenship and school",
            help="As program directors sort applicants. Of a US school: the degree tells MD from DO.",
            kind=FieldKind.CHOICE,
            choices=choices_of(Status),
            of=Status,
        ),
        Field(
            name="flags",
            label="What else is true of you",
            help="Circumstances that change the advice.",
            kind=FieldKind.CHOICES,
            choices=choices_of(Flag),
            of=Flag,
        ),
        Field(
            name="specialties",
            label="Specialties",
            help="The one you apply for first, then others.",
            kind=FieldKind.LIST,
        ),
        Field(
            name="sub_interests",
            label="Interests within them",
            help="Such as hand; burn; global child health.",
            kind=FieldKind.LIST,
        ),
        Field(name="school", label="School", help="Your medical school."),
        Field(name="school_country", label="Country of the school", help="Where the school is."),
        Field(name="degree", label="Degree", help="Such as MD, MBBS or DO."),
        Field(
            name="graduation_year",
            label="Graduation year",
            help="The year of your degree, past or expected.",
            kind=FieldKind.NUMBER,
            allowed=range(1950, 2101),
        ),
        Field(
            name="stage",
            label="Stage of training",
            help="Where you stand today.",
            kind=FieldKind.CHOICE,
            choices=choices_of(Stage),
            of=Stage,
        ),
        Field(name="location", label="Where you are", help="City and country, and what you do there."),
        Field(
            name="match_year",
            label="Match year",
            help="The year in whose March you hope to match.",
            kind=FieldKind.NUMBER,
            allowed=range(2000, 2101),
        ),
        Field(
            name="exams",
            label="Exams",
            help="One a line: Step 1; passed; 2025-03-02; 240. A second try: attempt 2.",
            kind=FieldKind.ENTRIES,
        ),
        Field(
            name="strengths",
            label="Strengths",
            help="Such as outcomes research; teaching; devices.",
            kind=FieldKind.LIST,
        ),
        Field(
            name="why_specialty",
            label="Why this specialty",
            help="In your own words.",
            kind=FieldKind.TEXT,
        ),
        Field(
            name="experiences",
            label="Formative experiences",
            help="The two or three that made you.",
            kind=FieldKind.TEXT,
        ),
        Field(
            name="why_abroad",
            label="Why you studied abroad",
            help="The deliberate reasons, if you did.",
            kind=FieldKind.TEXT,
        ),
        Field(
            name="mentor_values",
            label="What you look for in mentors",
            help="Such as outcomes research; global health.",
            kind=FieldKind.LIST,
        ),
        Field(name="languages", label="Languages", help="All you work in.", kind=FieldKind.LIST),
        Field(
            name="offers_translation",
            label="Offers translation",
            help="Patient education or interpreting as help you can give.",
            kind=FieldKind.YES_NO,
        ),
        Field(
            name="research_skills",
            label="Research skills",
            help="Such as data entry; statistics; chart review.",
            kind=FieldKind.LIST,
        ),
        Field(
            name="hours_per_week",
            label="Hours a week for research",
            help="What you can promise and keep.",
            kind=FieldKind.NUMBER,
            allowed=range(169),
        ),
        Field(
            name="works_remotely",
            label="Works remotely",
            help="Whether you can help from afar.",
            kind=FieldKind.YES_NO,
        ),
        Field(
            name="ties",
            label="Ties to places",
            help="One a line, each with a reason you could tell a program: Ohio: my family lives there.",
            kind=FieldKind.ENTRIES,
        ),
        Field(
            name="needs_visa",
            label="Needs a visa",
            help="US citizens need none.",
            kind=FieldKind.YES_NO,
        ),
        Field(
            name="visa",
            label="Which visa",
            help="The one you would train on; leave it empty while that is open.",
            kind=FieldKind.CHOICE,
            choices=choices_of(Visa),
            of=Visa,
        ),
        Field(
            name="publications",
            label="Publications and presentations",
            help="Abstracts, talks, posters and papers together, as applications count them.",
            kind=FieldKind.NUMBER,
            allowed=range(1001),
        ),
        Field(
            name="us_months",
            label="Months of US clinical experience",
            help="Rotations, electives and observerships in the United States, in months.",
            kind=FieldKind.NUMBER,
            allowed=range(241),
        ),
        Field(name="email", label="E-mail", help="Stands under your letters, and as their sender."),
        Field(name="phone", label="Phone", help="Stands under your letters."),
        Field(
            name="profile_url",
            label="Profile page",
            help="Such as your LinkedIn page; stands under your letters.",
            kind=FieldKind.LINK,
        ),
    ]
)

_ATTEMPT = re.compile(r"attempts? *:? *(\S+)")
_ATTEMPTS = range(1, 11)
_STEP_SCORES = range(100, 301)  # always three digits, and none above
_SCORES = range(1, 1000)


def read_applicant(typed: Mapping[str, str], audiences: Sequence[str]) -> dict[str, object]:
    """Return the typed fields as values of an applicant.

    Raises:
        InvalidValue: an unknown field, or a value that cannot be meant.
    """
    values: dict[str, object] = {}
    for name, text in typed.items():
        field = get_field(APPLICANT_FIELDS, name)
        value = _read_value(field, text, audiences)
        if field.is_needed and not value:
            raise InvalidValue(field.name, text[:40], f"It is needed. {field.help}")
        values[field.name] = value
    return values


def _read_value(field: Field, text: str, audiences: Sequence[str]) -> object:
    match field.name:
        case "audience":
            return typed_text.read_choice(field.name, text, audiences)
        case "exams":
            return read_exams(text)
        case "ties":
            return read_ties(text)
        case _:
            return read_field(field, text)


def applicant_as_text(applicant: Applicant) -> dict[str, str]:
    """Return every field as text that reads back as the same value."""
    written = {name: write_field(getattr(applicant, name)) for name in APPLICANT_FIELDS}
    written["exams"] = "\n".join(_write_exam(each) for each in applicant.exams)
    written["ties"] = "\n".join(f"{each.place}: {each.reason}" for each in applicant.ties)
    return written


def _entries(field: str, text: str) -> list[str]:
    lines = re.split(r"[|\n]", typed_text.read_text(field, text))
    return [each for each in (typed_text.read_line(field, line) for line in lines) if each]


def read_exams(text: str) -> tuple[Exam, ...]:
    """Return the exams written one a line, or between | marks (PRO-04)."""
    exams: list[Exam] = []
    for entry in _entries("exams", text):
        exam = _read_exam(entry, exams)
        if any((exam.name, exam.attempt) == (each.name, each.attempt) for each in exams):
            raise InvalidValue("exams", entry, "This attempt is there already. Number each one: attempt 2.")
        exams.append(exam)
    return tuple(exams)


def _read_exam(entry: str, before: Sequence[Exam]) -> Exam:
    name, *parts = [each.strip() for each in entry.split(";")]
    if not name:
        raise InvalidValue("exams", entry, "Begin with the exam: Step 1; passed; 2025-03-02; 240.")
    state, on, score = ExamState.PLANNED, None, None
    attempt = 1 + sum(each.name == name for each in before)
    for part in filter(None, parts):
        if part.lstrip("+-").isdecimal():
            score = typed_text.read_number("exams", part, _STEP_SCORES if is_step(name) else _SCORES)
        elif part[0].isdecimal():
            on = typed_text.read_date("exams", part)
        elif numbered := _ATTEMPT.fullmatch(part.casefold()):
            attempt = typed_text.read_number("exams", numbered[1], _ATTEMPTS) or 1
        else:
            state = ExamState(typed_text.read_choice("exams", part, choices_of(ExamState)))
    if score is not None and state in {ExamState.PLANNED, ExamState.AWAITING}:
        raise InvalidValue("exams", entry, "With a score, say passed or failed.")
    return Exam(name=name, state=state, on=on, score=score, attempt=attempt)


def is_step(name: str) -> bool:
    """Tell whether an exam is one of the USMLE Steps."""
    return fold(name).removeprefix("usmle").strip().startswith("step")


def _write_exam(exam: Exam) -> str:
    day = exam.on.isoformat() if exam.on else ""
    score = "" if exam.score is None else str(exam.score)
    parts = (exam.name, exam.state.value, day, score, f"attempt {exam.attempt}" if exam.attempt != 1 else "")
    return "; ".join(each for each in parts if each)


def read_ties(text: str) -> tuple[Tie, ...]:
    """Return the ties written one a line; each has a reason to tell a program there (PRO-10)."""
    return tuple(_read_tie(each) for each in _entries("ties", text))


def _read_tie(entry: str) -> Tie:
    place, _, reason = (each.strip() for each in entry.partition(":"))
    if not place or not reason:
        raise InvalidValue("ties", entry, "Write place and reason, such as Ohio: my family lives there.")
    return Tie(place=place, reason=reason)

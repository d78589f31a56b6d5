"""Profile: what the odds know of the applicant, why each of it matters, and what to say next."""

from typing import NamedTuple

from fastapi import APIRouter
from starlette.responses import Response

from hallway.actions.applicant_fields import APPLICANT_FIELDS, is_step
from hallway.actions.applicants import change_applicant, describe_applicant
from hallway.actions.fields import choices_of
from hallway.domain.applicants import Applicant, ExamState
from hallway.domain.errors import HallwayError, InvalidValue
from hallway.web.errors import status_of
from hallway.web.forms import EMPTY, Form, Typed
from hallway.web.odds_answers import find_narrows
from hallway.web.odds_words import part
from hallway.web.visits import Here, Visit

router = APIRouter()

STEPS = ("Step 2 CK", "Step 1", "Step 3")


class Question(NamedTuple):
    """One thing that the odds ask for, and why it matters."""

    fields: tuple[str, ...]
    because: str


QUESTIONS: tuple[tuple[str, tuple[Question, ...]], ...] = (
    (
        "Where everything starts",
        (
            Question(
                ("specialties",),
                "Every odd begins with what was published of your specialty. Write the one you prefer first: "
                "published rates are about that one.",
            ),
            Question(
                ("status",),
                "Match rates differ more by school and citizenship than by anything else that is published.",
            ),
            Question(("match_year",), "The years since your degree are counted up to it."),
        ),
    ),
    (
        "Exams",
        (
            Question(
                ("exams",),
                "Your Step 2 CK is compared with those who apply in the specialty, and with the cut-offs of "
                "programs. Attempts count at every Step. Without a score we draw one from those who apply: "
                "your range gets wider, not lower.",
            ),
        ),
    ),
    (
        "School and visa",
        (
            Question(
                ("graduation_year",),
                "For graduates of schools abroad each year counts a little, and many programs set a limit.",
            ),
            Question(
                ("needs_visa", "visa"),
                "Those who need a visa match less often, and a program that sponsors none is closed to them.",
            ),
        ),
    ),
    (
        "What you have done",
        (
            Question(
                ("publications",),
                "They count a little, and for graduates of schools abroad nobody has measured how much.",
            ),
            Question(
                ("us_months",), "They count where a program asks for a number of months, and only there."
            ),
        ),
    ),
    (
        "Where you belong",
        (
            Question(
                ("ties",),
                "A tie to a place goes along with more interviews there. The reason is for you to tell.",
            ),
        ),
    ),
)
"""What the page asks, in the order it asks it."""

FIELDS = tuple(name for _, asked in QUESTIONS for each in asked for name in each.fields)


@router.get("/profile")
def show(visit: Here) -> Response:
    """Show what the odds know of the applicant."""
    return _page(visit)


@router.post("/profile")
def change(visit: Here, form: Typed) -> Response:
    """Change what was typed anew."""
    before = describe_applicant(visit.store)
    changed = {name: text for name, text in form.fields(FIELDS).items() if text != before[name]}
    if not changed:
        return visit.leave("/profile")
    try:
        change_applicant(visit.store, visit.app.clock, fields=changed)
    except HallwayError as fault:
        return _page(visit, form, fault)
    return visit.done("/profile")


@router.post("/profile/exam")
def add_exam(visit: Here, form: Typed) -> Response:
    """Write down one exam below those that are known; an attempt that is there already is corrected."""
    try:
        line = _exam_line(form)
        kept = [each for each in describe_applicant(visit.store)["exams"].splitlines() if each]
        fields = {"exams": "\n".join([*(each for each in kept if _key(each) != _key(line)), line])}
        change_applicant(visit.store, visit.app.clock, fields=fields)
    except HallwayError as fault:
        return _page(visit, form, fault)
    return visit.done("/profile#exams")


def _exam_line(form: Form) -> str:
    name = " ".join(form.text("exam").replace(";", " ").replace("|", " ").split())
    if not name:
        raise InvalidValue("exam", "", "Say which exam it is, such as Step 2 CK.")
    state, score = form.need("state", ExamState).value, form.text("score")
    if score and not score.isdecimal():
        raise InvalidValue("score", score[:20], "Write the number alone, such as 245.")
    day, attempt = form.day("on"), form.text("attempt") or "1"
    if not attempt.isdecimal():
        raise InvalidValue("attempt", attempt[:20], "Write a number: 1 for the first attempt.")
    return "; ".join(filter(None, (name, state, day.isoformat() if day else "", score, f"attempt {attempt}")))


def _key(line: str) -> tuple[str, str]:
    """Return which attempt at which exam a line is about."""
    name, *parts = (each.strip() for each in line.split(";"))
    return name.casefold(), next((each for each in parts if each.startswith("attempt ")), "attempt 1")


def _page(visit: Visit, form: Form = EMPTY, fault: HallwayError | None = None) -> Response:
    values = describe_applicant(visit.store) | form.fields(FIELDS)
    is_exam = "exam" in form.values
    return visit.show(
        "profile.html",
        status_of(fault) if fault else 200,
        form=form if is_exam else EMPTY,
        fault=fault,
        is_exam=is_exam,
        questions=QUESTIONS,
        fields=APPLICANT_FIELDS,
        values=values,
        missing=_missing(visit.applicant),
        narrows=find_narrows(visit),
        part=part,
        steps=STEPS,
        states=choices_of(ExamState),
    )


def _missing(applicant: Applicant) -> frozenset[str]:
    """Return which fields say nothing yet; exams do once a Step 2 CK was passed with a score."""
    values = {name: getattr(applicant, name) for name in FIELDS}
    empty = {name for name, value in values.items() if value is None or value in {"", ()}}
    if not any(is_step(each.name) and "2" in each.name and each.score for each in applicant.exams):
        empty.add("exams")
    if applicant.needs_visa is False:
        empty.discard("visa")
    return frozenset(empty)

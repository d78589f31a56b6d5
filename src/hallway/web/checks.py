"""Checking any text: looked at on the spot, and never kept."""

from fastapi import APIRouter
from starlette.responses import Response

from hallway.actions import desk
from hallway.actions.people import find_person
from hallway.desk.checking import Report
from hallway.desk.context import Grammar
from hallway.desk.findings import Finding
from hallway.desk.grammar import find_built_grammar, find_grammar
from hallway.desk.remedies import apply_remedy
from hallway.domain.errors import AmbiguousPerson, HallwayError, InvalidValue, PersonNotFound
from hallway.domain.messages import Medium
from hallway.web.errors import status_of
from hallway.web.forms import EMPTY, Form, Typed
from hallway.web.marks import key_of, mark
from hallway.web.recent import recent_names
from hallway.web.visits import Here, Visit

router = APIRouter()

MEDIA: tuple[tuple[str, str], ...] = (
    (Medium.MAIL, "A mail"),
    (Medium.NOTE, "A short note, as on LinkedIn"),
    (Medium.POST, "A post for everybody"),
    (Medium.SPOKEN, "Something to say"),
    (Medium.PROFILE, "A profile, a bio"),
)


@router.get("/check")
def show(visit: Here) -> Response:
    """Show where to paste a text."""
    return _page(visit, "")


@router.post("/check")
def check(visit: Here, form: Typed) -> Response:
    """Show what to mind in a text."""
    return _checked(visit, form, form.text("text"))


@router.post("/check/fix")
def fix(visit: Here, form: Typed) -> Response:
    """Put a remedy into the text, and show what is left to mind."""
    text = form.text("text")
    try:
        report = _check(visit, form, text, form.text("to"), find_grammar())
        mended = apply_remedy(text, chosen(report, form.text("fix")))
    except HallwayError as error:
        return _page(visit, text, form=form, fault=error)
    return _checked(visit, form, mended)


def chosen(report: Report, key: str) -> Finding:
    """Return the finding whose remedy was pressed.

    Raises:
        InvalidValue: the text has changed since, so that it is not there any more.
    """
    for each in report.findings:
        if each.replacement is not None and key_of(each) == key:
            return each
    raise InvalidValue("Remedy", key, "The text has changed since. Check it again, then choose.")


def _check(visit: Visit, form: Form, text: str, to: str, grammar: Grammar | None) -> Report:
    return desk.check_text(
        visit.store,
        visit.app.clock,
        text=text,
        person=find_person(visit.store, to).id if to else None,
        template=form.text("template"),
        medium=form.choice("medium", Medium) or Medium.MAIL,
        grammar=grammar,
    )


def _checked(visit: Visit, form: Form, text: str) -> Response:
    is_typing = "hx-request" in visit.request.headers  # then the first use would keep one waiting
    grammar = find_built_grammar() if is_typing else find_grammar()
    try:
        report = _check(visit, form, text, form.text("to"), grammar)
    except (PersonNotFound, AmbiguousPerson) as error:  # half a name, while one types it
        return _page(visit, text, _check(visit, form, text, "", grammar), form, error)
    except HallwayError as error:
        return _page(visit, text, form=form, fault=error)
    return _page(visit, text, report, form)


def _page(
    visit: Visit,
    text: str,
    report: Report | None = None,
    form: Form = EMPTY,
    fault: HallwayError | None = None,
) -> Response:
    return visit.show(
        "check.html",
        status_of(fault) if fault else 200,
        form=form,
        fault=fault,
        typed=text,
        medium=form.text("medium", Medium.MAIL),
        media=MEDIA,
        templates=[(each.id, each.name) for each in desk.templates(visit.store)],
        report=report,
        marked=mark(text, report.findings) if report else None,
        known=recent_names(visit),
    )

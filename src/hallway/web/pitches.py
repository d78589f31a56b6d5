"""The pitch studio: one base statement, its versions, and the watch to say them aloud by."""

from collections.abc import Mapping

from fastapi import APIRouter
from starlette.responses import Response

from hallway.actions import pitches, practice
from hallway.actions.pitches import PitchView
from hallway.actions.typed_text import read_number
from hallway.desk.composing import Composed
from hallway.desk.remedies import apply_remedy
from hallway.domain.errors import HallwayError
from hallway.domain.messages import PitchUse
from hallway.web.checks import chosen
from hallway.web.days import days_of
from hallway.web.errors import status_of
from hallway.web.forms import EMPTY, Form, Typed
from hallway.web.marks import mark
from hallway.web.visits import Here, Visit

router = APIRouter()

SLOT = "slot-"
"""How the fields of slots begin: a slot may be called as a field of the page is."""


@router.get("/pitch")
def show_all(visit: Here) -> Response:
    """Show the base statement and every version."""
    return visit.show(
        "pitches.html", view=pitches.list_pitches(visit.store, visit.app.clock), days=days_of(visit)
    )


@router.get("/pitch/{use}")
def show(visit: Here, use: str) -> Response:
    """Show one version to be changed, with what the base of now would give."""
    return _page(visit, pitches.find_use(use))


@router.post("/pitch/{use}")
def save(visit: Here, form: Typed, use: str) -> Response:
    """Keep a text for one use."""
    wanted = pitches.find_use(use)
    try:
        pitches.set_pitch(visit.store, visit.app.clock, wanted, text=form.text("text"))
    except HallwayError as error:
        return _page(visit, wanted, form.text("text"), form, error)
    return visit.done(f"/pitch/{wanted.value}")


@router.post("/pitch/{use}/check")
def check(visit: Here, form: Typed, use: str) -> Response:
    """Show what to mind in a text that is being typed; nothing is kept."""
    return _page(visit, pitches.find_use(use), form.text("text"), form)


@router.post("/pitch/{use}/fix")
def fix(visit: Here, form: Typed, use: str) -> Response:
    """Put a remedy into the text that is being typed; nothing is kept yet."""
    wanted, text = pitches.find_use(use), form.text("text")
    try:
        report, _, _ = pitches.check_pitch(visit.store, visit.app.clock, wanted, text=text)
        mended = apply_remedy(text, chosen(report, form.text("fix")))
    except HallwayError as error:
        return _page(visit, wanted, text, form, error)
    return _page(visit, wanted, mended, form)


@router.post("/pitch/{use}/preview")
def preview(visit: Here, form: Typed, use: str) -> Response:
    """Show what a version would become with these answers; nothing is kept."""
    return _page(visit, pitches.find_use(use), form=form)


@router.post("/pitch/{use}/derive")
def derive(visit: Here, form: Typed, use: str) -> Response:
    """Make a version from the base, or the base from the record; the page has shown both before."""
    wanted = pitches.find_use(use)
    try:
        pitches.derive_pitch(
            visit.store,
            visit.app.clock,
            wanted,
            answers=_answers(form),
            template=form.text("form"),
            replaces=form.text("replaces") == "yes",
        )
    except HallwayError as error:
        return _page(visit, wanted, form=form, fault=error)
    return visit.done(f"/pitch/{wanted.value}")


@router.post("/pitch/{use}/keep")
def keep(visit: Here, use: str) -> Response:
    """Say that a version still fits the base of now."""
    wanted = pitches.find_use(use)
    pitches.keep_pitch(visit.store, visit.app.clock, wanted)
    return visit.done(f"/pitch/{wanted.value}")


@router.post("/pitch/{use}/remove")
def remove(visit: Here, use: str) -> Response:
    """Remove the text for one use."""
    pitches.remove_pitch(visit.store, visit.app.clock, pitches.find_use(use))
    return visit.done("/pitch")


@router.get("/pitch/{use}/rehearse")
def show_rehearsal(visit: Here, use: str) -> Response:
    """Show a text to be said aloud, with a watch and the tries so far."""
    return _rehearsal(visit, pitches.find_use(use))


@router.post("/pitch/{use}/rehearse")
def log_rehearsal(visit: Here, form: Typed, use: str) -> Response:
    """Write down how long it took."""
    wanted = pitches.find_use(use)
    try:
        practice.log_practice(
            visit.store,
            visit.app.clock,
            exercise=f"{practice.PITCH}{wanted.value}",
            seconds=read_number("seconds", form.text("seconds"), range(1, practice.MOST_SECONDS + 1)),
            note=form.text("note"),
        )
    except HallwayError as error:
        return _rehearsal(visit, wanted, form, error)
    return visit.done(f"/pitch/{wanted.value}/rehearse")


def _rehearsal(
    visit: Visit, use: PitchUse, form: Form = EMPTY, fault: HallwayError | None = None
) -> Response:
    return visit.show(
        "rehearsal.html",
        status_of(fault) if fault else 200,
        form=form,
        fault=fault,
        found=practice.rehearse(visit.store, visit.app.clock, use),
        days=days_of(visit),
    )


def _answers(form: Form) -> dict[str, str]:
    return {name.removeprefix(SLOT): text for name, text in form.rows() if name.startswith(SLOT)}


def _page(
    visit: Visit,
    use: PitchUse,
    text: str | None = None,
    form: Form = EMPTY,
    fault: HallwayError | None = None,
) -> Response:
    answers = _answers(form)
    try:
        view, composed = _look(visit, use, answers, form.text("form"))
    except HallwayError as error:  # answers to slots that the chosen form does not have
        view, composed = _look(visit, use, {}, "")
        fault = fault or error
    typed = text if text is not None else view.pitch.text if view.pitch else ""
    judged = pitches.check_pitch(visit.store, visit.app.clock, use, text=typed) if typed else None
    return visit.show(
        "pitch.html",
        status_of(fault) if fault else 200,
        form=form,
        fault=fault,
        view=view,
        composed=composed,
        fields=_fields(view, composed, answers),
        forms=[(each.id, each.name) for each in pitches.list_base_templates(visit.store, visit.app.clock)],
        typed=typed,
        report=judged[0] if judged else None,
        spoken=judged[1] if judged else None,
        length=judged[2] if judged else None,
        marked=mark(typed, judged[0].findings) if judged else None,
        days=days_of(visit),
    )


def _look(
    visit: Visit, use: PitchUse, answers: Mapping[str, str], template: str
) -> tuple[PitchView, Composed | None]:
    """Return one pitch, and for the base what the record would make of it."""
    if use is not PitchUse.BASE:
        return pitches.get_pitch(visit.store, visit.app.clock, use, answers=answers), None
    composed = pitches.propose_base(visit.store, visit.app.clock, template=template)
    fits = {each.name for each in composed.template.slots}  # another form may have been chosen since
    kept = {name: each for name, each in answers.items() if name in fits}
    return pitches.get_pitch(visit.store, visit.app.clock, use), pitches.propose_base(
        visit.store, visit.app.clock, template=template, answers=kept
    )


def _fields(
    view: PitchView, composed: Composed | None, answers: Mapping[str, str]
) -> list[tuple[str, str, str, str]]:
    """Return name, question, example and answer of every slot that the applicant fills."""
    if composed:
        open_slots = {each.slot for each in composed.questions}
        known = dict(composed.filled)
        return [
            (each.name, each.ask, each.example, answers.get(each.name, known.get(each.name, "")))
            for each in composed.template.slots
            if each.name in open_slots or not each.name.startswith("me.")
        ]
    if view.form is None or view.proposal is None:
        return []
    known = dict(view.proposal.filled)
    return [(each.name, each.ask, each.example, known.get(each.name, "")) for each in view.form.slots]

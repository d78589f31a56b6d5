"""One person: seen whole, read up on, edited, put aside."""

from collections.abc import Mapping
from dataclasses import replace

from fastapi import APIRouter
from starlette.responses import Response

from hallway.actions.advice import change_advice, record_advice
from hallway.actions.gives import record_give
from hallway.actions.name_orders import find_others
from hallway.actions.people import add_work, describe_person, edit_person, tell_guesses
from hallway.actions.person_fields import PERSON_FIELDS
from hallway.actions.person_views import show_person
from hallway.actions.program_coverage import reach_of_person
from hallway.actions.program_lookups import name_of_code
from hallway.actions.settling import snooze_person
from hallway.actions.standings import archive_person, bring_back, trash_person
from hallway.domain.errors import HallwayError, InvalidValue
from hallway.domain.ids import PersonId
from hallway.web.days import days_of
from hallway.web.errors import status_of
from hallway.web.forms import EMPTY, Form, Typed
from hallway.web.name_orders import preview_address
from hallway.web.people import AS_MENTOR, find_offered, sections_of
from hallway.web.visits import Here, Visit, own_path
from hallway.web.zones import list_zones

router = APIRouter()

_ITEMS_SHOWN = 25
_DERIVED = frozenset({"last_contact"})  # of somebody who is here already it comes from the log


@router.get("/people/{person}")
def show(visit: Here, person: str, whole: str = "") -> Response:
    """Show everything about one person."""
    view = show_person(visit.store, visit.app.clock, person=PersonId(person))
    return visit.show(
        "person.html",
        view=view,
        days=days_of(visit),
        speaker=reach_of_person(visit.store, person=view.person.id) if view.person.reach else None,
        name_of_program=name_of_code,
        initials=initials_of(view.person.name),
        shown_items=len(view.timeline) if whole else _ITEMS_SHOWN,
        removable={each.id for each in view.interactions},
    )


_TITLES = frozenset({"dr", "prof", "professor", "md", "do", "phd", "mph", "facs", "mr", "mrs", "ms", "mx"})


def initials_of(name: str) -> str:
    """Return the first letters of the first and the last word of a name, titles left out."""
    words = [each for each in name.replace(",", " ").split() if each[0].isalnum()]
    words = [each for each in words if each.lower().rstrip(".") not in _TITLES] or words
    ends = (words[0], words[-1]) if len(words) > 1 else tuple(words)
    return "".join(each[0].upper() for each in ends)


@router.get("/people/{person}/brief")
def show_brief(visit: Here, person: str) -> Response:
    """Show what to read before a meeting, ready to print."""
    view = show_person(visit.store, visit.app.clock, person=PersonId(person))
    return visit.show("brief.html", view=view, days=days_of(visit))


@router.get("/people/{person}/edit")
def show_edit(visit: Here, person: str) -> Response:
    """Show all fields of a person."""
    return _form(visit, PersonId(person))


@router.post("/people/{person}/edit")
def edit(visit: Here, form: Typed, person: str) -> Response:
    """Change the fields that were typed anew; emptied ones are cleared."""
    key = PersonId(person)
    before = describe_person(visit.store, person=key)
    typed = form.fields(before.keys() - _DERIVED)
    changed = {name: text for name, text in typed.items() if text != before[name]}
    if not changed:
        return visit.leave(f"/people/{person}")
    try:
        edit_person(visit.store, visit.app.clock, person=key, fields=changed)
    except HallwayError as error:
        return _form(visit, key, form, error)
    others = find_others(visit.store, person=key) if "family" in changed else None
    if others is None:
        return visit.done(f"/people/{person}")
    return visit.done(
        f"/people/{person}",
        link=preview_address(others.word),
        link_says=f"{others.says.rstrip('.')}: change them too?",
    )


def _form(visit: Visit, person: PersonId, form: Form = EMPTY, fault: HallwayError | None = None) -> Response:
    before = describe_person(visit.store, person=person)
    says = tell_guesses(visit.store, person=person)
    fields = {name: replace(each, help=says.get(name, each.help)) for name, each in PERSON_FIELDS.items()}
    sections = sections_of(frozenset(PERSON_FIELDS) - _DERIVED, fields)
    return visit.show(
        "person_form.html",
        status_of(fault) if fault else 200,
        form=form,
        fault=fault,
        title=before["name"],
        person=person,
        action=f"/people/{person}/edit",
        button="Save",
        groups=[
            (heading, fields, heading != AS_MENTOR or _guides(before)) for heading, fields, _ in sections
        ],
        values=before | form.fields(before),
        known=find_offered(visit).names,
        zones=list_zones(),
    )


def _guides(fields: Mapping[str, str]) -> bool:
    """Tell whether somebody is a mentor or peer, or has something noted as one."""
    groups = fields["groups"].split("; ")
    noted = ("mentor_roles", "mentor_merits", "peer_kind", "peer_gifts")
    return "mentor" in groups or "peer" in groups or any(fields[each] for each in noted)


@router.post("/people/{person}/gives")
def give(visit: Here, form: Typed, person: str) -> Response:
    """Note help that the applicant gave."""
    record_give(
        visit.store, visit.app.clock, person=PersonId(person), text=form.text("text"), on=form.day("on")
    )
    return visit.done(f"/people/{person}#give-and-ask")


@router.post("/people/{person}/advice")
def advise(visit: Here, form: Typed, person: str) -> Response:
    """Note advice that the applicant was given."""
    record_advice(
        visit.store, visit.app.clock, person=PersonId(person), text=form.text("text"), given=form.day("given")
    )
    return visit.done(f"/people/{person}#advice")


@router.post("/advice/{advice}")
def follow_advice(visit: Here, form: Typed, advice: str) -> Response:
    """Note what became of advice, and that the giver was told."""
    change_advice(
        visit.store,
        visit.app.clock,
        advice=advice,
        acted_on=form.day("acted_on"),
        result=form.text("result"),
        reported=form.day("reported"),
    )
    return visit.done(own_path(form.text("back"), "/"))


@router.post("/people/{person}/works")
def note_work(visit: Here, form: Typed, person: str) -> Response:
    """Note a paper or talk, and when it was read."""
    add_work(
        visit.store,
        visit.app.clock,
        person=PersonId(person),
        title=form.text("title"),
        kind=form.text("kind"),
        link=form.text("link"),
        read_on=form.day("read_on"),
        insight=form.text("insight"),
    )
    return visit.done(f"/people/{person}#works")


@router.post("/people/{person}/snooze")
def snooze(visit: Here, form: Typed, person: str) -> Response:
    """Hide everything about a person until a day."""
    until = form.day("until")
    if until is None:
        raise InvalidValue("until", "", "Choose the day on which they should come back.")
    snooze_person(visit.store, visit.app.clock, person=PersonId(person), until=until, why=form.text("why"))
    return visit.done(f"/people/{person}")


@router.post("/people/{person}/archive")
def archive(visit: Here, person: str) -> Response:
    """Put a person aside."""
    archive_person(visit.store, visit.app.clock, person=PersonId(person))
    return visit.done(f"/people/{person}")


@router.post("/people/{person}/trash")
def trash(visit: Here, person: str) -> Response:
    """Put a person into the trash."""
    trash_person(visit.store, visit.app.clock, person=PersonId(person))
    return visit.done("/people")


@router.post("/people/{person}/bring-back")
def restore(visit: Here, person: str) -> Response:
    """Bring a person back from the archive or the trash."""
    bring_back(visit.store, visit.app.clock, person=PersonId(person))
    return visit.done(f"/people/{person}")

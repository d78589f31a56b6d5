"""Two records of one person: chosen, compared field by field, made one."""

from typing import cast

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from hallway.actions.duplicate_pairs import MEANINGS
from hallway.actions.duplicates import list_apart
from hallway.actions.merges import Choices, merge_people, plan_merge
from hallway.actions.people import describe_person, list_people
from hallway.actions.person_fields import PERSON_FIELDS
from hallway.actions.person_views import show_person
from hallway.actions.ports import PeopleFilter
from hallway.domain.errors import HallwayError, InvalidValue
from hallway.domain.ids import PersonId
from hallway.web.duplicates import duplicates_in, next_address, pairs_behind
from hallway.web.errors import status_of
from hallway.web.forms import EMPTY, Form, Typed
from hallway.web.visits import Here, Visit

router = APIRouter()

_OFFERED = 12
_TAKE = "take_"
_THEN = "duplicates"


@router.get("/people/{person}/merge")
def show(visit: Here, person: str, other: str = "", words: str | None = None, then: str = "") -> Response:
    """Show whom this person could be merged with, or the two records side by side."""
    keep = PersonId(person)
    if other:
        return _compare(visit, keep, PersonId(other), then=then)
    view = show_person(visit.store, visit.app.clock, person=keep)
    wanted = (view.person.family or next(iter(view.person.name.split()[-1:]), "")) if words is None else words
    found = list_people(visit.store, visit.app.clock, PeopleFilter(words=wanted), per_page=_OFFERED + 1)
    others = [each for each in found.lines if each.id != keep][:_OFFERED]
    return visit.show("merge_choice.html", person=view.person, words_typed=wanted, others=others)


@router.post("/people/{person}/merge")
def merge(visit: Here, form: Typed, person: str) -> Response:
    """Make one person of two, with the values that were chosen."""
    keep, other = PersonId(person), PersonId(form.text("other"))
    if not other:
        return RedirectResponse(f"/people/{person}/merge", status_code=303)
    then = form.text("then")
    behind = pairs_behind(visit.store, keep, other) if then == _THEN else ()
    try:
        kept = merge_people(visit.store, visit.app.clock, keep=keep, other=other, choices=_choices(form))
    except InvalidValue as error:  # a value changed in another window since the page was shown
        if error.field != "Choice":
            raise
        return _compare(visit, keep, other, then=then, form=form, fault=error)
    if then == _THEN:
        return visit.done(next_address(visit.store, behind, merged={other: keep}))
    return visit.done(f"/people/{kept.id}")


def _choices(form: Form) -> Choices:
    picked = {name.removeprefix(_TAKE): form.text(name) for name in form.values if name.startswith(_TAKE)}
    return cast("Choices", picked)


def _compare(
    visit: Visit,
    keep: PersonId,
    other: PersonId,
    *,
    then: str,
    form: Form = EMPTY,
    fault: HallwayError | None = None,
) -> Response:
    plan = plan_merge(visit.store, keep=keep, other=other)
    both = {keep, other}
    told = any({each.one.id, each.other.id} == both for each in list_apart(visit.store))
    pair = None
    if then == _THEN:
        found = duplicates_in(visit.store).pairs
        pair = next((each for each in found if {each.one.id, each.other.id} == both), None)
    ours, theirs = (describe_person(visit.store, person=each) for each in (keep, other))
    differing = {each.field for each in plan.differences}
    rest = [
        (field.label, ours[name], theirs[name])
        for name, field in PERSON_FIELDS.items()
        if name not in differing and (ours.get(name) or theirs.get(name)) and name in ours
    ]
    return visit.show(
        "merge.html",
        status_of(fault) if fault else 200,
        form=form,
        fault=fault,
        plan=plan,
        pair=pair,
        meanings=MEANINGS,
        is_told_apart=told,
        rest=rest,
        then=then,
        take=_TAKE,
        views=[show_person(visit.store, visit.app.clock, person=each) for each in (keep, other)],
    )

"""Two records of one person: chosen, previewed, made one."""

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from hallway.actions.merges import merge_people, plan_merge
from hallway.actions.people import list_people
from hallway.actions.person_views import show_person
from hallway.actions.ports import PeopleFilter
from hallway.domain.ids import PersonId
from hallway.web.forms import Typed
from hallway.web.visits import Here

router = APIRouter()

_OFFERED = 12


@router.get("/people/{person}/merge")
def show(visit: Here, person: str, other: str = "", words: str | None = None) -> Response:
    """Show whom this person could be merged with, or what merging the chosen one would do."""
    keep = PersonId(person)
    if other:
        return visit.show("merge.html", plan=plan_merge(visit.store, keep=keep, other=PersonId(other)))
    view = show_person(visit.store, visit.app.clock, person=keep)
    wanted = (view.person.family or view.person.name.split()[-1]) if words is None else words
    found = list_people(visit.store, visit.app.clock, PeopleFilter(words=wanted), per_page=_OFFERED + 1)
    others = [each for each in found.lines if each.id != keep][:_OFFERED]
    return visit.show("merge_choice.html", person=view.person, words_typed=wanted, others=others)


@router.post("/people/{person}/merge")
def merge(visit: Here, form: Typed, person: str) -> Response:
    """Make one person of two."""
    if not form.text("other"):
        return RedirectResponse(f"/people/{person}/merge", status_code=303)
    kept = merge_people(
        visit.store, visit.app.clock, keep=PersonId(person), other=PersonId(form.text("other"))
    )
    return visit.done(f"/people/{kept.id}")

"""People: searched, filtered, listed, added."""

from collections.abc import Mapping
from typing import Annotated, NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from starlette.responses import Response

from hallway.actions.fields import Field, choices_of
from hallway.actions.people import add_person, list_people
from hallway.actions.person_fields import PERSON_FIELDS
from hallway.actions.ports import PeopleFilter
from hallway.actions.typed_text import read_number
from hallway.domain.errors import HallwayError
from hallway.domain.people import Group, MentorRole, Relationship
from hallway.web.days import days_of
from hallway.web.errors import status_of
from hallway.web.forms import EMPTY, Form, Typed
from hallway.web.visits import Here, Visit
from hallway.web.zones import list_zones

router = APIRouter()

AS_MENTOR = "As a mentor or peer"
"""The section that says little about most people: folded in for who is neither."""

SECTIONS: tuple[tuple[str, tuple[str, ...], bool], ...] = (
    ("Who", ("name", "role", "specialty", "institution"), True),
    (
        "How you know them",
        ("how_met", "introduced_by", "groups", "relationship", "topics", "may_follow_up"),
        True,
    ),
    ("Next", ("next_follow_up", "next_follow_up_why", "last_contact"), True),
    (AS_MENTOR, ("mentor_roles", "mentor_merits", "peer_kind", "peer_gifts"), False),
    ("Where to reach them", ("email", "phone", "profile_url", "city", "state", "country", "zone"), False),
    (
        "More about them",
        (
            "given",
            "family",
            "credentials",
            "department",
            "subspecialty",
            "is_img",
            "worked_with_imgs",
            "is_alumnus",
            "offices",
            "level",
            "knows_story",
            "reach",
            "notes",
        ),
        False,
    ),
)
"""How the fields of a person stand on a form: heading, fields, open from the start."""

_SILENCES = range(10_000)
_PAGES = range(1, 1_000_000)
_NAMES_OFFERED = 150


class Offered(NamedTuple):
    """Names and places that a form offers while one types."""

    names: tuple[str, ...]
    places: tuple[str, ...]


@router.get("/people")
def show(  # noqa: PLR0917 -- one parameter for each filter of the address
    visit: Here,
    words: str = "",
    group: str = "",
    relationship: str = "",
    mentor_role: str = "",
    institution: str = "",
    specialty: str = "",
    silent_days: str = "",
    standing: str = "active",
    order: str = "name",
    open_encounter: Annotated[str, Query()] = "",
    page: str = "1",
) -> Response:
    """Show the people who fit."""
    wanted = PeopleFilter(
        words=words.strip(),
        group=group,
        relationship=relationship,
        mentor_role=mentor_role,
        institution=institution.strip(),
        specialty=specialty.strip(),
        silent_days=read_number("silent_days", silent_days, _SILENCES),
        standing=standing,
        is_open_encounter=open_encounter == "yes",
        order=order,
    )
    found = list_people(visit.store, visit.app.clock, wanted, page=read_number("page", page, _PAGES) or 1)
    given = {
        "words": wanted.words,
        "group": group,
        "relationship": relationship,
        "mentor_role": mentor_role,
        "institution": wanted.institution,
        "specialty": wanted.specialty,
        "silent_days": silent_days,
        "standing": "" if standing == "active" else standing,
        "order": "" if order == "name" else order,
        "open_encounter": "yes" if wanted.is_open_encounter else "",
    }
    filters = {name: value for name, value in given.items() if value}
    return visit.show(
        "people.html",
        found=found,
        wanted=wanted,
        silent=silent_days,
        is_filtered=bool(filters.keys() - {"words"}),
        query=urlencode(filters),
        groups=choices_of(Group),
        relationships=choices_of(Relationship),
        mentor_roles=choices_of(MentorRole),
        days=days_of(visit),
    )


@router.get("/people/new")
def show_new(visit: Here, name: str = "") -> Response:
    """Show the form for a new person."""
    return _form(visit, Form({"name": (name,)}))


@router.post("/people/new")
def add(visit: Here, form: Typed) -> Response:
    """Add a person; likely doubles are told on their page."""
    typed = {name: text for name, text in form.fields(PERSON_FIELDS).items() if text or name == "name"}
    try:
        added = add_person(visit.store, visit.app.clock, fields=typed)
    except HallwayError as error:
        return _form(visit, form, error)
    return visit.done(
        f"/people/{added.person.id}",
        cautions=added.cautions,
        people=added.lookalikes,
        people_say="Somebody like this is here already. If it is the same person, merge the two:",
    )


def sections_of(
    names_shown: frozenset[str], fields: Mapping[str, Field] = PERSON_FIELDS
) -> list[tuple[str, list[object], bool]]:
    """Return the sections of a form with these fields as they are described."""
    return [
        (heading, [fields[each] for each in names if each in names_shown], is_open)
        for heading, names, is_open in SECTIONS
    ]


def find_offered(visit: Visit) -> Offered:
    """Return what to offer where a person or place is typed: the latest people, the largest places."""
    found = list_people(visit.store, visit.app.clock, PeopleFilter(order="recent"), per_page=_NAMES_OFFERED)
    places = found.facets.get("institution", ())[:_NAMES_OFFERED]
    return Offered(tuple(each.name for each in found.lines), tuple(name for name, _ in places))


def _form(visit: Visit, form: Form = EMPTY, fault: HallwayError | None = None) -> Response:
    return visit.show(
        "person_form.html",
        status_of(fault) if fault else 200,
        form=form,
        fault=fault,
        title="A new person",
        person=None,
        action="/people/new",
        button="Add",
        groups=sections_of(frozenset(PERSON_FIELDS)),
        values={name: form.text(name) for name in PERSON_FIELDS},
        known=find_offered(visit).names,
        zones=list_zones(),
    )

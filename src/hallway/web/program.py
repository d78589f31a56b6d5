"""One program: what is known of it, who ties the applicant to it, and what came of applying."""

from typing import TYPE_CHECKING

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from hallway.actions import program_notes, program_outcomes, program_ties, programs
from hallway.actions.connections import Sureness
from hallway.actions.people import find_person
from hallway.actions.program_counts import TERMS
from hallway.actions.program_fact_forms import FACT_FORMS, KINDS, read_kind
from hallway.actions.program_facts import correct_kind, forget_fact, record_fact
from hallway.actions.program_lookups import name_of
from hallway.actions.program_places import listed_institutions
from hallway.actions.programs import ProgramView
from hallway.actions.typed_text import read_number
from hallway.domain.errors import HallwayError, InvalidValue, NotFound
from hallway.domain.ids import PersonId
from hallway.domain.institutions import InstitutionKind
from hallway.domain.programs import FactKind, ProgramOutcome, ProgramTopic, Reply, Result, TieKind
from hallway.facts.directory import LISTED_SINCE, nearest_units, search_units
from hallway.facts.employers import employers_named_like
from hallway.web import odds_words
from hallway.web.days import days_of
from hallway.web.errors import status_of
from hallway.web.forms import EMPTY, Form, Typed
from hallway.web.odds_answers import among_specialty, find_chances
from hallway.web.odds_pictures import WIDTH as PICTURE_WIDTH
from hallway.web.odds_pictures import Picture, draw_ranges
from hallway.web.people import find_offered
from hallway.web.program_words import TIE_NAMES, name_tie, show_fact
from hallway.web.visits import Here, Visit, own_path

if TYPE_CHECKING:  # it brings numpy, which the server does without until somebody asks for odds
    from hallway.actions.odds import ProgramAnswer

router = APIRouter()

_NUMBERS = range(-1_000_000, 1_000_000)
"""Any number: the action says which one can be meant."""

_NEAR = 6
_LONGEST = 200
_ON_THEIR_OWN = frozenset({FactKind.KIND, FactKind.CONTACT_POLICY, FactKind.NOTE})
"""Facts that the page shows in a place of their own."""


@router.get("/programs/{code}")
def show(visit: Here, code: str, odds: str = "") -> Response:
    """Show everything about one program; a track's code or a name leads to it, too; `odds` are waited for."""
    try:
        view = programs.show_program(visit.store, visit.app.clock, unit=code[:_LONGEST])
    except (NotFound, InvalidValue) as fault:
        return _missing(visit, code[:_LONGEST], fault)
    if view.unit.code != code:
        return RedirectResponse(f"/programs/{view.unit.code}", status_code=303)
    return _page(visit, view, reckon=bool(odds))


def _missing(visit: Visit, wanted: str, fault: HallwayError) -> Response:
    """Show which programs may have been meant."""
    near = search_units(wanted)[:_NEAR] or nearest_units(wanted, _NEAR)
    return visit.show("program_missing.html", status_of(fault), fault=fault, wanted=wanted, near=near)


def _page(
    visit: Visit,
    view: ProgramView,
    form: Form = EMPTY,
    fault: HallwayError | None = None,
    at: str = "",
    *,
    reckon: bool = False,
) -> Response:
    chances = find_chances(visit, [view.unit.specialty], reckon=reckon)
    here = chances.programs.get(view.unit.code)
    return visit.show(
        "program.html",
        status_of(fault) if fault else 200,
        form=form,
        fault=fault,
        opened=at,
        view=view,
        unit=view.unit,
        known=[each for kind, each in view.facts.items() if kind not in _ON_THEIR_OWN],
        missing=[FACT_FORMS[kind] for kind in view.missing if kind not in _ON_THEIR_OWN],
        policy=view.facts.get(FactKind.CONTACT_POLICY),
        remark=view.facts.get(FactKind.NOTE),
        by_sureness=[(each, [one for one in view.connections if one.sureness is each]) for each in _SURENESS],
        sureness=Sureness,
        forms=FACT_FORMS,
        show_fact=show_fact,
        tell_outcome=program_outcomes.tell_outcome,
        kinds=[each.value for each in KINDS],
        topics=[each.value for each in ProgramTopic],
        ties=[(each.value, TIE_NAMES[each]) for each in TieKind],
        name_tie=name_tie,
        replies=[each.value for each in Reply],
        results=[each.value for each in Result],
        terms=TERMS,
        employers=employers_named_like(view.unit.institution_code),
        siblings=_siblings(view),
        listed_since=LISTED_SINCE,
        people=find_offered(visit).names,
        days=days_of(visit),
        chances=chances,
        chance=here,
        picture=_draw(here) if here else None,
        picture_width=PICTURE_WIDTH,
        every_odd=among_specialty(view.unit.specialty).at(),
        speak=odds_words,
    )


def _draw(answer: "ProgramAnswer") -> Picture:
    """Draw the chances at a program; an invitation leaves only the rank open."""
    one = answer.odds
    rows = [("To match there", one.p_match_there)]
    if not odds_words.is_invited(one):
        rows.insert(0, ("An interview", one.p_interview))
    return draw_ranges(rows, odds_words.scale_for(max(each.high for _, each in rows)))


_SURENESS = (Sureness.REAL, Sureness.PLACE, Sureness.ASKED)


def _siblings(view: ProgramView) -> int:
    """Return how many programs the institution has in all."""
    return len(listed_institutions()[view.unit.institution_code].units)


def _again(visit: Visit, code: str, form: Form, fault: HallwayError, at: str) -> Response:
    """Show the page with what was typed and what is wrong with it, at the form it came from."""
    view = programs.show_program(visit.store, visit.app.clock, unit=code[:_LONGEST])
    return _page(visit, view, form, fault, at)


# ------------------------------------------------------------------------------------------ the list


@router.post("/programs/{code}/list")
def put_on_list(visit: Here, form: Typed, code: str) -> Response:
    """Put a program on the list, or write down anew why it is there."""
    reasons = form.text("reasons") if "reasons" in form.values else None
    programs.list_program(visit.store, visit.app.clock, units=[code], reasons=reasons)
    return visit.done(own_path(form.text("back"), f"/programs/{code}"))


@router.post("/programs/{code}/unlist")
def take_off_list(visit: Here, form: Typed, code: str) -> Response:
    """Take a program off the list."""
    programs.unlist_program(visit.store, visit.app.clock, unit=code)
    return visit.done(own_path(form.text("back"), f"/programs/{code}"))


# ------------------------------------------------------------------------------------------ facts


@router.post("/programs/{code}/facts")
def note_fact(visit: Here, form: Typed, code: str) -> Response:
    """Write down one thing known of a program."""
    try:
        kind = read_kind(form.text("kind"))
        record_fact(
            visit.store,
            visit.app.clock,
            unit=code,
            kind=kind,
            text=form.text("value"),
            source=form.text("source"),
            on=form.day("on"),
        )
    except InvalidValue as fault:
        return _again(visit, code, form, fault, form.text("kind"))
    return visit.done(f"/programs/{code}#{'policy' if kind is FactKind.CONTACT_POLICY else 'facts'}")


@router.post("/programs/{code}/kind")
def correct(visit: Here, form: Typed, code: str) -> Response:
    """Say what kind of institution a program is at, there only or of all programs of the institution."""
    try:
        kind = form.need("institution_kind", InstitutionKind)
        everywhere = form.text("everywhere") == "yes"
        correct_kind(visit.store, visit.app.clock, unit=code, kind=kind, everywhere=everywhere)
    except InvalidValue as fault:
        return _again(visit, code, form, fault, "institution_kind")
    return visit.done(f"/programs/{code}")


@router.post("/program-facts/{fact}/forget")
def forget(visit: Here, form: Typed, fact: str) -> Response:
    """Remove a fact; what was known before counts again."""
    gone = forget_fact(visit.store, visit.app.clock, fact=fact)
    return visit.done(own_path(form.text("back"), f"/programs/{gone.unit}#facts"))


# ------------------------------------------------------------------------------------------ ties


@router.post("/programs/{code}/ties")
def note_tie(visit: Here, form: Typed, code: str) -> Response:
    """Write down a tie to a program."""
    try:
        program_ties.record_tie(
            visit.store,
            visit.app.clock,
            unit=code,
            kind=form.need("tie", TieKind),
            person=_person(visit, form),
            on=form.day("on"),
            note=form.text("note"),
        )
    except HallwayError as fault:
        return _again(visit, code, form, fault, "tie")
    return visit.done(f"/programs/{code}#connections")


@router.post("/program-ties/{tie}/withdraw")
def withdraw(visit: Here, form: Typed, tie: str) -> Response:
    """Remove a tie that was written down by hand."""
    gone = program_ties.withdraw_tie(visit.store, visit.app.clock, tie=tie)
    return visit.done(own_path(form.text("back"), f"/programs/{gone.unit}#connections"))


def _person(visit: Visit, form: Form) -> PersonId | None:
    words = form.text("person")
    return find_person(visit.store, words).id if words else None


# ------------------------------------------------------------------------------------------ notes


@router.post("/programs/{code}/notes")
def note(visit: Here, form: Typed, code: str) -> Response:
    """Note what somebody said of a program."""
    try:
        found = programs.show_program(visit.store, visit.app.clock, unit=code).unit
        program_notes.add_program_note(
            visit.store,
            visit.app.clock,
            program=name_of(found),
            unit=found.code,
            topic=form.need("topic", ProgramTopic),
            text=form.text("text"),
            person=_person(visit, form),
            source=form.text("source"),
            on=form.day("on"),
        )
    except HallwayError as fault:
        return _again(visit, code, form, fault, "topic")
    return visit.done(f"/programs/{code}#notes")


# ------------------------------------------------------------------------------------------ outcomes


@router.post("/programs/{code}/outcomes")
def note_outcome(visit: Here, form: Typed, code: str) -> Response:
    """Write down how far one application has come; an emptied field of a known season is taken back."""
    try:
        program_outcomes.record_outcome(
            visit.store,
            visit.app.clock,
            unit=code,
            season=read_number("season", form.text("season"), _NUMBERS),
            applied_on=form.day("applied_on"),
            reply=form.choice("reply", Reply),
            replied_on=form.day("replied_on"),
            interviewed_on=form.day("interviewed_on"),
            rank=read_number("rank", form.text("rank"), _NUMBERS),
            result=form.choice("result", Result),
            clear=_emptied(visit, form, code),
        )
    except HallwayError as fault:
        return _again(visit, code, form, fault, f"season-{form.text('season')}")
    return visit.done(f"/programs/{code}#outcomes")


def _emptied(visit: Visit, form: Form, code: str) -> list[str]:
    """Return which parts of an outcome of this season stood in the form and are empty now."""
    outcomes = programs.show_program(visit.store, visit.app.clock, unit=code).outcomes
    before = next((each for each in outcomes if str(each.season) == form.text("known_season")), None)
    return [] if before is None else [name for name in _parts(before, form) if not form.text(name)]


def _parts(outcome: ProgramOutcome, form: Form) -> list[str]:
    known = [each for each in program_outcomes.CLEARABLE if getattr(outcome, each) is not None]
    held = bool(form.text("interviewed_on"))  # an interview held says what the reply was
    return [each for each in known if each in form.values and not (each == "reply" and held)]


@router.post("/program-outcomes/{outcome}/remove")
def remove_outcome(visit: Here, form: Typed, outcome: str) -> Response:
    """Remove what was noted of one application."""
    gone = program_outcomes.remove_outcome(visit.store, visit.app.clock, outcome=outcome)
    return visit.done(own_path(form.text("back"), f"/programs/{gone.unit}#outcomes"))

"""Import: a file is looked at, corrected and confirmed; rows that need a decision wait in the inbox."""

import threading
from collections.abc import Mapping
from types import MappingProxyType

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from hallway.actions import held as inbox
from hallway.actions import imports as actions
from hallway.actions.history import list_history
from hallway.actions.import_decisions import Verdict
from hallway.actions.imports import ImportPlan
from hallway.actions.people import describe_person
from hallway.actions.person_fields import PERSON_FIELDS
from hallway.domain.errors import HallwayError, InvalidValue
from hallway.domain.ids import EntryId, PersonId
from hallway.domain.settings import HeldRow
from hallway.formats.captures import is_captures
from hallway.formats.dates import KNOWN_ORDERS
from hallway.formats.headers import IMPORT_FIELDS
from hallway.web.captures import plan_notes
from hallway.web.errors import status_of
from hallway.web.forms import Form, Typed
from hallway.web.uploads import Upload
from hallway.web.visits import Here, Visit

router = APIRouter()

_ROWS_A_PAGE = 100
_ENTRIES_LOOKED_AT = 20
_PATIENCE = 1.5
"""Seconds that a confirmation waits for its result before it shows progress."""

FIELD_NAMES: Mapping[str, str] = MappingProxyType(
    {name: PERSON_FIELDS[name].label for name in IMPORT_FIELDS} | {"ignore": "leave out"}
)


@router.get("/import")
def show(visit: Here) -> Response:
    """Show where to choose a file."""
    return _start(visit)


@router.post("/import")
def upload(visit: Here, form: Typed) -> Response:
    """Look at a file; nothing is written."""
    try:
        if form.file is None or not form.file.data:
            raise InvalidValue(
                "file", "", "Choose a file that holds a list (CSV, or LinkedIn's Connections) or notes."
            )
        waiting = Upload(name=form.file.name, data=form.file.data)
        if is_captures(waiting.data):
            plan_notes(visit, waiting, {})
            return RedirectResponse(f"/import/notes/{visit.site.uploads.keep(waiting)}", status_code=303)
        _look(visit, waiting)
    except HallwayError as error:
        return _start(visit, error)
    return RedirectResponse(f"/import/files/{visit.site.uploads.keep(waiting)}", status_code=303)


def _start(visit: Visit, fault: HallwayError | None = None) -> Response:
    held = inbox.held_rows(visit.store)
    return visit.show("import.html", status_of(fault) if fault else 200, fault=fault, held=len(held))


def _look(visit: Visit, waiting: Upload) -> ImportPlan:
    waiting.plan = actions.plan_import(
        visit.store,
        visit.app.clock,
        data=waiting.data,
        name=waiting.name,
        mapping=waiting.mapping,
        dates=waiting.dates,
    )
    return waiting.plan


@router.get("/import/files/{token}")
def preview(visit: Here, token: str, verdict: str = "", page: int = 1) -> Response:
    """Show row by row what would happen."""
    waiting = visit.site.uploads.get(token)
    if waiting.worker is not None:
        return RedirectResponse(f"/import/files/{token}/progress", status_code=303)
    return _preview(visit, token, waiting, verdict=verdict, page=page)


@router.post("/import/files/{token}")
def correct(visit: Here, form: Typed, token: str) -> Response:
    """Look again with columns and date order as the applicant says."""
    waiting = visit.site.uploads.get(token)
    before = waiting.mapping, waiting.dates
    try:
        waiting.mapping = _mapping(form, waiting)
        waiting.dates = form.text("dates", waiting.dates)
        _look(visit, waiting)
    except HallwayError as error:
        waiting.mapping, waiting.dates = before
        return _preview(visit, token, waiting, fault=error)
    return RedirectResponse(f"/import/files/{token}", status_code=303)


def _mapping(form: Form, waiting: Upload) -> tuple[str, ...]:
    """Return what was chosen for each column, where it differs from what stands there."""
    if waiting.plan is None:
        return waiting.mapping
    chosen = {
        column: form.text(f"column-{place}", field)
        for place, (column, field) in enumerate(waiting.plan.mapping)
    }
    standing = dict(waiting.plan.mapping)
    kept = [each for each in waiting.mapping if each.rpartition("=")[0] not in chosen]
    earlier = {each.rpartition("=")[0] for each in waiting.mapping}
    changed = [
        f"{column}={field}"
        for column, field in chosen.items()
        if field != standing[column] or (column in earlier and field)
    ]
    return (*kept, *changed)


def _preview(
    visit: Visit,
    token: str,
    waiting: Upload,
    *,
    verdict: str = "",
    page: int = 1,
    fault: HallwayError | None = None,
) -> Response:
    plan = waiting.plan or _look(visit, waiting)
    wanted = next((each for each in Verdict if each.value == verdict), None)
    rows = [each for each in plan.rows if wanted is None or each.verdict is wanted]
    pages = max(1, -(-len(rows) // _ROWS_A_PAGE))
    at = min(max(page, 1), pages)
    return visit.show(
        "import_preview.html",
        status_of(fault) if fault else 200,
        fault=fault,
        token=token,
        name=waiting.name,
        plan=plan,
        rows=rows[(at - 1) * _ROWS_A_PAGE : at * _ROWS_A_PAGE],
        wanted=wanted.value if wanted else "",
        verdicts=[(each.value, plan.counts.get(each, 0)) for each in Verdict],
        will_change=plan.counts.get(Verdict.CREATE, 0) + plan.counts.get(Verdict.FILL, 0),
        page=at,
        pages=pages,
        fields=FIELD_NAMES,
        orders=KNOWN_ORDERS,
    )


@router.post("/import/files/{token}/apply")
def apply(visit: Here, token: str) -> Response:
    """Take the file over; a second click does not do it twice."""
    waiting = visit.site.uploads.get(token)
    if waiting.worker is None:
        plan = waiting.plan or _look(visit, waiting)
        waiting.total = len(plan.rows)
        waiting.worker = threading.Thread(target=_take_over, args=(visit, waiting, plan), daemon=True)
        waiting.worker.start()
    waiting.worker.join(_PATIENCE)
    return RedirectResponse(f"/import/files/{token}/progress", status_code=303)


def _take_over(visit: Visit, waiting: Upload, plan: ImportPlan) -> None:
    def note(done: int, total: int) -> None:
        waiting.done, waiting.total = done, total

    try:
        waiting.result = actions.apply_import(visit.store, visit.app.clock, plan=plan, progress=note)
    except Exception as error:  # noqa: BLE001 -- kept, and raised again in the request that asks for the result
        waiting.fault = error


@router.get("/import/files/{token}/progress")
def progress(visit: Here, token: str) -> Response:
    """Show how far it has come, and what came of it."""
    waiting = visit.site.uploads.get(token)
    if waiting.worker is None:
        return RedirectResponse(f"/import/files/{token}", status_code=303)
    if waiting.fault is not None:
        waiting.worker = None
        fault, waiting.fault = waiting.fault, None
        raise fault
    if waiting.result is None:
        return visit.show("import_progress.html", waiting=waiting)
    waiting.data, waiting.plan = b"", None
    return visit.show("import_result.html", result=waiting.result, entry=_entry_of(visit, waiting.name))


def _entry_of(visit: Visit, name: str) -> EntryId | None:
    """Return the entry of history that took this file over, as long as it can be undone."""
    for each in list_history(visit.store, limit=_ENTRIES_LOOKED_AT):
        if each.action == "import.apply" and name in each.says:
            return None if each.undone_by else each.id
    return None


@router.get("/import/inbox")
def show_inbox(visit: Here) -> Response:
    """Show the rows that need a decision."""
    held = inbox.held_rows(visit.store)
    names = _names_of(visit, held)
    return visit.show("import_inbox.html", held=held, names=names, fields=FIELD_NAMES)


def _names_of(visit: Visit, held: tuple[HeldRow, ...]) -> dict[PersonId, str]:
    wanted = {each for row in held for each in row.candidates}
    found: dict[PersonId, str] = {}
    for each in wanted:
        try:
            known = describe_person(visit.store, person=each)
        except HallwayError:  # purged or merged away since
            continue
        found[each] = ", ".join(filter(None, (known["name"], known["role"], known["institution"])))
    return found


@router.post("/import/inbox/{row}/take")
def take(visit: Here, form: Typed, row: str) -> Response:
    """Take a row over as somebody new, or into somebody who is here."""
    into = form.text("into")
    inbox.take_held(
        visit.store,
        visit.app.clock,
        row=row,
        as_new=not into,
        into=PersonId(into) if into else None,
        name=form.text("name"),
    )
    return visit.done("/import/inbox")


@router.post("/import/inbox/{row}/drop")
def drop(visit: Here, row: str) -> Response:
    """Leave a row out."""
    inbox.drop_held(visit.store, visit.app.clock, row=row)
    return visit.done("/import/inbox")

"""Import: a file or a pasted text is looked at, corrected and confirmed, and can be stopped at any moment."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from hallway.actions import held as inbox
from hallway.actions.history import list_history
from hallway.actions.import_decisions import RowPlan, Verdict
from hallway.actions.import_files import TABLES, ImportRequest
from hallway.actions.import_watch import ImportStopped
from hallway.actions.imports import ImportPlan
from hallway.actions.person_fields import PERSON_FIELDS
from hallway.domain.errors import HallwayError, InvalidValue
from hallway.domain.ids import EntryId
from hallway.formats.captures import is_captures
from hallway.formats.dates import KNOWN_ORDERS
from hallway.formats.headers import IMPORT_FIELDS
from hallway.web import import_work
from hallway.web.captures import plan_notes
from hallway.web.errors import status_of
from hallway.web.forms import EMPTY, Form, Typed
from hallway.web.notices import Notice
from hallway.web.uploads import Upload
from hallway.web.visits import Here, Visit

router = APIRouter()

_ROWS_A_PAGE = 100
_ENTRIES_LOOKED_AT = 20
_TOLD = 30
_PATIENCE = 1.5
"""Seconds that a click waits for its result before it shows progress."""

_REMARKS = "remarks"
_PASTED = "Pasted text"

FIELD_NAMES: Mapping[str, str] = MappingProxyType(
    {name: PERSON_FIELDS[name].label for name in IMPORT_FIELDS} | {"ignore": "leave out"}
)
KIND_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "csv": "a table",
        "linkedin": "LinkedIn’s Connections",
        "google": "Google Contacts",
        "outlook": "Outlook’s contacts",
        "vcard": "contact cards (vCard)",
        "xlsx": "a workbook",
        "text": "one person a line",
        "card": "one card",
    }
)


@router.get("/import")
def show(visit: Here) -> Response:
    """Show where to choose a file or paste a list."""
    return _start(visit)


@router.post("/import")
def upload(visit: Here, form: Typed) -> Response:
    """Look at a file or a pasted text; nothing is written."""
    try:
        waiting = _received(form)
        if is_captures(waiting.data):
            plan_notes(visit, waiting, {})
            return RedirectResponse(f"/import/notes/{visit.site.uploads.keep(waiting)}", status_code=303)
        token = visit.site.uploads.keep(waiting)
        import_work.look(visit, waiting, waiting.request, patience=_PATIENCE)
        if waiting.work.fault is not None:
            visit.site.uploads.forget(token)
            raise waiting.work.fault
    except HallwayError as error:
        return _start(visit, form, error)
    return RedirectResponse(f"/import/files/{token}", status_code=303)


def _received(form: Form) -> Upload:
    if form.file is not None and form.file.data:
        return Upload(name=form.file.name, data=form.file.data)
    if text := form.text("text"):
        return Upload(_PASTED, text.encode("utf-8", "replace"), ImportRequest(is_pasted=True))
    field = "text" if "text" in form.values else "file"
    remedy = "Paste one person a line." if field == "text" else "Choose a file that holds people or notes."
    raise InvalidValue(field, "", remedy)


def _start(visit: Visit, form: Form = EMPTY, fault: HallwayError | None = None) -> Response:
    held = inbox.held_rows(visit.store)
    status = status_of(fault) if fault else 200
    return visit.show("import.html", status, form=form, fault=fault, held=len(held))


@router.get("/import/files/{token}")
def preview(visit: Here, token: str, verdict: str = "", page: int = 1) -> Response:
    """Show row by row what would happen."""
    waiting = visit.site.uploads.get(token)
    if waiting.work.is_busy or waiting.is_applying:
        return RedirectResponse(f"/import/files/{token}/progress", status_code=303)
    fault = waiting.work.take_fault()
    if waiting.plan is None:
        return _leave(visit, token, fault)
    if fault is not None and not isinstance(fault, HallwayError):
        raise fault
    return _preview(visit, token, waiting, waiting.plan, verdict=verdict, page=page, fault=fault)


def _leave(visit: Visit, token: str, fault: Exception | None) -> Response:
    """Go back to where files are chosen, with the reason why there is nothing to show."""
    visit.site.uploads.forget(token)
    if isinstance(fault, HallwayError):
        return _start(visit, fault=fault)
    if fault is not None:
        raise fault
    return visit.leave("/import", Notice(says=str(ImportStopped())))


@router.post("/import/files/{token}")
def correct(visit: Here, form: Typed, token: str) -> Response:
    """Look again with the columns, dates, sheet and kind that the applicant says."""
    waiting = visit.site.uploads.get(token)
    import_work.look(visit, waiting, _corrected(form, waiting), patience=_PATIENCE)
    fault = waiting.work.fault
    if isinstance(fault, HallwayError) and waiting.plan is not None:
        waiting.work.take_fault()
        return _preview(visit, token, waiting, waiting.plan, fault=fault)
    return RedirectResponse(f"/import/files/{token}", status_code=303)


def _corrected(form: Form, waiting: Upload) -> ImportRequest:
    """Return what is asked now; another sheet or kind has other columns, so older words about them go."""
    before = waiting.request
    sheet, kind = form.text("sheet", before.sheet), form.text("kind", before.kind)
    if (sheet, kind) != (before.sheet, before.kind):
        return replace(before, sheet=sheet if kind == before.kind else "", kind=kind, mapping=(), dates="")
    return replace(before, mapping=_mapping(form, waiting), dates=form.text("dates", before.dates))


def _mapping(form: Form, waiting: Upload) -> tuple[str, ...]:
    """Return what was chosen for each column, where it differs from what stands there."""
    words = waiting.request.mapping
    if waiting.plan is None:
        return words
    chosen = {
        column: form.text(f"column-{place}", field)
        for place, (column, field) in enumerate(waiting.plan.mapping)
    }
    standing = dict(waiting.plan.mapping)
    kept = [each for each in words if each.rpartition("=")[0] not in chosen]
    earlier = {each.rpartition("=")[0] for each in words}
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
    plan: ImportPlan,
    *,
    verdict: str = "",
    page: int = 1,
    fault: HallwayError | None = None,
) -> Response:
    rows = _wanted_rows(plan, waiting, verdict)
    pages = max(1, -(-len(rows) // _ROWS_A_PAGE))
    at = min(max(page, 1), pages)
    general = [each for each in plan.problems if each.line is None]
    kinds = {name: says for name, says in KIND_NAMES.items() if (name == "xlsx") == (plan.kind == "xlsx")}
    return visit.show(
        "import_preview.html",
        status_of(fault) if fault else 200,
        fault=fault,
        token=token,
        name=waiting.name,
        plan=plan,
        rows=rows[(at - 1) * _ROWS_A_PAGE : at * _ROWS_A_PAGE],
        remarks=waiting.remarks,
        general=general[:_TOLD],
        more_general=max(0, len(general) - _TOLD),
        wanted=verdict,
        verdicts=[(each.value, plan.counts.get(each, 0)) for each in Verdict],
        will_change=plan.counts.get(Verdict.CREATE, 0) + plan.counts.get(Verdict.FILL, 0),
        will_wait=plan.counts.get(Verdict.NEEDS_YOU, 0),
        page=at,
        pages=pages,
        fields=FIELD_NAMES,
        orders=KNOWN_ORDERS,
        kinds=kinds,
        is_table=plan.kind in TABLES and bool(plan.mapping),
    )


def _wanted_rows(plan: ImportPlan, waiting: Upload, verdict: str) -> tuple[RowPlan, ...]:
    if verdict == _REMARKS:
        return tuple(each for each in plan.rows if each.line in waiting.remarks)
    wanted = next((each for each in Verdict if each.value == verdict), None)
    return plan.rows if wanted is None else tuple(each for each in plan.rows if each.verdict is wanted)


@router.post("/import/files/{token}/apply")
def apply(visit: Here, token: str) -> Response:
    """Take the file over; a second click does not do it twice."""
    waiting = visit.site.uploads.get(token)
    if waiting.plan is not None:
        import_work.take_over(visit, waiting, patience=_PATIENCE)
    return RedirectResponse(f"/import/files/{token}/progress", status_code=303)


@router.post("/import/files/{token}/stop")
def stop(visit: Here, token: str) -> Response:
    """Stop the work on a file; what it had begun to write is gone with it."""
    waiting = visit.site.uploads.get(token)
    waiting.work.stop(patience=_PATIENCE)
    if not waiting.is_applying:  # nothing is written while it is looked at, so nobody has to wait for the end
        return _leave(visit, token, None)
    return RedirectResponse(f"/import/files/{token}/progress", status_code=303)


@router.get("/import/files/{token}/progress")
def progress(visit: Here, token: str) -> Response:
    """Show how far it has come, and what came of it."""
    waiting = visit.site.uploads.get(token)
    if waiting.work.is_busy:
        return visit.show("import_progress.html", waiting=waiting, token=token)
    if "hx-request" in visit.request.headers:  # the page as a whole has changed
        return Response(headers={"HX-Redirect": f"/import/files/{token}/progress"})
    if not waiting.is_applying:
        return RedirectResponse(f"/import/files/{token}", status_code=303)
    if waiting.result is not None:
        waiting.data, waiting.plan, waiting.remarks = b"", None, {}
        entry = _entry_of(visit, waiting.name)
        came_too_late = waiting.work.is_stopping
        return visit.show(
            "import_result.html", result=waiting.result, entry=entry, came_too_late=came_too_late
        )
    waiting.is_applying = False
    if (fault := waiting.work.take_fault()) is not None:
        raise fault
    return visit.leave(f"/import/files/{token}", Notice(says=str(ImportStopped())))


def _entry_of(visit: Visit, name: str) -> EntryId | None:
    """Return the entry of history that took this file over, as long as it can be undone."""
    for each in list_history(visit.store, limit=_ENTRIES_LOOKED_AT):
        if each.action == "import.apply" and name in each.says:
            return None if each.undone_by else each.id
    return None

"""Facts of programs that come in many at once: what to look up first, pasted lines, tables, a report."""

from collections.abc import Mapping
from types import MappingProxyType

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from hallway.actions import program_counts
from hallway.actions.program_fact_forms import FACT_FORMS
from hallway.actions.program_facts import FactVerdict, apply_facts
from hallway.actions.program_gaps import find_gaps, write_blank
from hallway.actions.program_imports import FactsImport, keep_program_results
from hallway.actions.typed_text import read_number
from hallway.domain.errors import HallwayError, InvalidValue
from hallway.formats.dates import KNOWN_ORDERS
from hallway.formats.pdf_pages import ReadingStopped, refuse_size
from hallway.formats.program_facts import PROGRAM_FIELDS
from hallway.web import program_work
from hallway.web.days import days_of
from hallway.web.errors import status_of
from hallway.web.forms import EMPTY, Form, Typed, UploadedFile
from hallway.web.notices import Notice
from hallway.web.program_words import say_problem, show_fact
from hallway.web.program_work import FactsUpload, ReportUpload
from hallway.web.uploads import Upload, UploadGone
from hallway.web.visits import Here, Visit

router = APIRouter()

_PATIENCE = 1.5
"""Seconds that a click waits for its result before it shows progress."""

_CHANGES_A_PAGE = 100
_TOLD = 60
_PAGES = range(1, 1_000_000)

_START = "/programs/facts"
VERDICTS: Mapping[FactVerdict, str] = MappingProxyType(
    {
        FactVerdict.NEW: "new",
        FactVerdict.CHANGES: "changes what counts",
        FactVerdict.CONFIRMS: "confirms",
        FactVerdict.OLDER: "older than what counts",
        FactVerdict.SAME: "already here",
    }
)
FIELD_NAMES: Mapping[str, str] = MappingProxyType(
    {
        **{each: str(each) for each in PROGRAM_FIELDS},
        **{kind.value: form.label for kind, form in FACT_FORMS.items()},
        "code": "Program code",
        "institution": "Institution or program",
        "specialty": "Specialty",
        "city": "City",
        "state": "State",
        "j-1": "J-1: yes or no",
        "h-1b": "H-1B: yes or no",
        "fact": "Which fact (its value stands beside it)",
        "value": "Value of that fact",
        "source": "Source",
        "date": "Date",
        "ignore": "Leave out",
    }
)


@router.get("/programs/facts")
def show(visit: Here) -> Response:
    """Show what to look up first, where to paste it, and what was read from reports."""
    return _start(visit)


def _start(visit: Visit, form: Form = EMPTY, fault: HallwayError | None = None, at: str = "") -> Response:
    gaps = find_gaps(visit.store, visit.app.clock)
    return visit.show(
        "program_facts.html",
        status_of(fault) if fault else 200,
        form=form,
        fault=fault,
        opened=at,
        gaps=gaps,
        blank=write_blank(gaps),
        forms=FACT_FORMS,
        counts=program_counts.list_counts(visit.store),
        terms=program_counts.TERMS,
        acknowledgment=program_counts.ACKNOWLEDGMENT,
        days=days_of(visit),
    )


# ------------------------------------------------------------------------------------- texts and tables


@router.post("/programs/facts/text")
def paste(visit: Here, form: Typed) -> Response:
    """Look at pasted lines; nothing is written."""
    text = form.text("text")
    if not text:
        fault = InvalidValue("text", "", "Paste one fact a line, such as 9991140 IMG share 60 % (website).")
        return _start(visit, form, fault, "text")
    upload = FactsUpload("Pasted text", text.encode("utf-8", "replace"), is_text=True)
    upload.asked = {"source": form.text("source")}
    return _look(visit, upload, form, "text")


@router.post("/programs/facts/file")
def upload_table(visit: Here, form: Typed) -> Response:
    """Look at a table of the applicant's own; nothing is written."""
    try:
        file = _need_file(form, "Choose a CSV file or a workbook with your programs.")
    except HallwayError as fault:
        return _start(visit, form, fault, "file")
    upload = FactsUpload(file.name, file.data)
    upload.asked = {"source": form.text("source")}
    return _look(visit, upload, form, "file")


def _need_file(form: Form, remedy: str) -> UploadedFile:
    if form.file is None or not form.file.data:
        raise InvalidValue("file", form.file.name if form.file else "", remedy)
    return form.file


def _look(visit: Visit, upload: FactsUpload, form: Form, at: str) -> Response:
    token = visit.site.uploads.keep(upload)
    program_work.look(visit, upload, patience=_PATIENCE)
    if isinstance(upload.work.fault, HallwayError):
        visit.site.uploads.forget(token)
        return _start(visit, form, upload.work.fault, at)
    return RedirectResponse(f"/programs/facts/files/{token}", status_code=303)


def _get_facts(visit: Visit, token: str) -> FactsUpload:
    found = visit.site.uploads.get(token)
    if not isinstance(found, FactsUpload):
        raise UploadGone
    return found


@router.get("/programs/facts/files/{token}")
def preview(visit: Here, token: str, verdict: str = "", page: str = "1") -> Response:
    """Show fact by fact what would happen."""
    upload = _get_facts(visit, token)
    if upload.work.is_busy:
        return _progress(visit, upload, token, "files")
    if _is_polled(visit):
        return _anew(f"/programs/facts/files/{token}")
    fault = upload.work.take_fault()
    if upload.found is None:
        return _leave(visit, token, fault)
    if fault is not None and not isinstance(fault, HallwayError):
        raise fault
    return _preview(
        visit,
        upload,
        upload.found,
        address=f"/programs/facts/files/{token}",
        verdict=verdict,
        page=read_number("page", page, _PAGES) or 1,
        fault=fault,
    )


def _preview(
    visit: Visit,
    upload: FactsUpload,
    found: FactsImport,
    *,
    address: str,
    verdict: str,
    page: int,
    fault: HallwayError | None,
) -> Response:
    plan = found.plan
    rows = [each for each in plan.changes if not verdict or each.verdict.value == verdict]
    pages = max(1, -(-len(rows) // _CHANGES_A_PAGE))
    at = min(page, pages)
    written = len(plan.changes) - plan.counts[FactVerdict.SAME]
    return visit.show(
        "program_facts_preview.html",
        status_of(fault) if fault else 200,
        fault=fault,
        address=address,
        name=upload.name,
        found=found,
        plan=plan,
        rows=rows[(at - 1) * _CHANGES_A_PAGE : at * _CHANGES_A_PAGE],
        problems=[say_problem(each) for each in plan.problems[:_TOLD]],
        more_problems=max(0, len(plan.problems) - _TOLD),
        wanted=verdict,
        verdicts=VERDICTS,
        written=written,
        page=at,
        pages=pages,
        fields=FIELD_NAMES,
        sheets=[(each, each) for each in found.sheets],
        orders=KNOWN_ORDERS,
        forms=FACT_FORMS,
        show_fact=show_fact,
        days=days_of(visit),
    )


@router.post("/programs/facts/files/{token}")
def correct(visit: Here, form: Typed, token: str) -> Response:
    """Look again with the columns, dates and sheet that the applicant says."""
    upload = _get_facts(visit, token)
    if not upload.work.is_busy:
        upload.asked = {**upload.asked, **form.fields(("dates", "sheet", "source"))}
        if "sheet" in form.values:
            upload.mapping = ()
        elif upload.found is not None:
            upload.mapping = _mapping(form, upload)
        program_work.look(visit, upload, patience=_PATIENCE)
    return RedirectResponse(f"/programs/facts/files/{token}", status_code=303)


def _mapping(form: Form, upload: FactsUpload) -> tuple[str, ...]:
    """Return what is said of each column, where it is not what stood there before."""
    columns = upload.found.columns if upload.found else ()
    said = dict(each.rpartition("=")[::2] for each in upload.mapping)
    for place, column in enumerate(columns):
        chosen = form.text(f"column-{place}", column.field or "")
        if chosen != (column.field or ""):
            said[column.header] = chosen or "ignore"
    return tuple(f"{header}={field}" for header, field in said.items())


@router.post("/programs/facts/files/{token}/apply")
def apply(visit: Here, token: str) -> Response:
    """Take the facts over; a second click finds them there."""
    upload = _get_facts(visit, token)
    if upload.found is None:
        raise UploadGone
    apply_facts(visit.store, visit.app.clock, plan=upload.found.plan)
    visit.site.uploads.forget(token)
    return visit.done(_START)


# ------------------------------------------------------------------------------------------ the report


@router.post("/programs/facts/report")
def upload_report(visit: Here, form: Typed) -> Response:
    """Read an official report; nothing is written."""
    try:
        file = _need_file(form, "Choose the PDF file of the report.")
        refuse_size(len(file.data), file.name)
    except HallwayError as fault:
        return _start(visit, form, fault, "report")
    upload = ReportUpload(file.name, file.data)
    token = visit.site.uploads.keep(upload)
    program_work.read_report(upload, patience=_PATIENCE)
    if isinstance(upload.work.fault, HallwayError):
        visit.site.uploads.forget(token)
        return _start(visit, form, upload.work.fault, "report")
    return RedirectResponse(f"/programs/facts/reports/{token}", status_code=303)


def _get_report(visit: Visit, token: str) -> ReportUpload:
    found = visit.site.uploads.get(token)
    if not isinstance(found, ReportUpload):
        raise UploadGone
    return found


@router.get("/programs/facts/reports/{token}")
def show_report(visit: Here, token: str) -> Response:
    """Show how far the reading is, then what was read and whether its sums agree."""
    upload = _get_report(visit, token)
    if upload.work.is_busy:
        return _progress(visit, upload, token, "reports")
    if _is_polled(visit):
        return _anew(f"/programs/facts/reports/{token}")
    if upload.results is None:
        return _leave(visit, token, upload.work.fault)
    return visit.show(
        "program_report.html",
        token=token,
        name=upload.name,
        results=upload.results,
        problems=upload.results.problems[:_TOLD],
        terms=program_counts.TERMS,
    )


@router.post("/programs/facts/reports/{token}/keep")
def keep_report(visit: Here, token: str) -> Response:
    """Keep the counts of a report for reference; they enter no odds by that."""
    upload = _get_report(visit, token)
    if upload.results is None:
        raise UploadGone
    keep_program_results(visit.store, visit.app.clock, results=upload.results)
    visit.site.uploads.forget(token)
    return visit.done(f"{_START}#reports")


@router.post("/programs/facts/{kind}/{token}/stop")
def stop(visit: Here, kind: str, token: str) -> Response:
    """Stop reading a file; nothing was written."""
    del kind
    upload = visit.site.uploads.get(token)
    upload.work.stop(patience=_PATIENCE)
    return _leave(visit, token, None)


def _progress(visit: Visit, upload: Upload, token: str, kind: str) -> Response:
    unit = "page" if kind == "reports" else "row"
    address = f"/programs/facts/{kind}/{token}"
    return visit.show("program_progress.html", upload=upload, address=address, unit=unit)


def _is_polled(visit: Visit) -> bool:
    """Tell whether the page of the progress asks, and not a person."""
    return "hx-request" in visit.request.headers


def _anew(address: str) -> Response:
    """Have the page as a whole come anew: there is no progress to show any more."""
    return Response(headers={"HX-Redirect": address})


def _leave(visit: Visit, token: str, fault: Exception | None) -> Response:
    """Go back to where files are chosen, with the reason why there is nothing to show."""
    visit.site.uploads.forget(token)
    if isinstance(fault, HallwayError):
        return _start(visit, fault=fault)
    if fault is not None:
        raise fault
    return visit.leave(_START, Notice(says=str(ReadingStopped())))


@router.post("/program-counts/{counts}/use")
def use(visit: Here, form: Typed, counts: str) -> Response:
    """Let the counts of a report enter the odds, once its terms were read."""
    try:
        program_counts.use_counts(
            visit.store, visit.app.clock, counts=counts, acknowledgment=form.text("acknowledgment")
        )
    except InvalidValue as fault:
        return _start(visit, form, fault, "reports")
    return visit.done(f"{_START}#reports")


@router.post("/program-counts/{counts}/stop")
def stop_using(visit: Here, counts: str) -> Response:
    """Keep the counts of a report out of the odds again."""
    program_counts.stop_using_counts(visit.store, visit.app.clock, counts=counts)
    return visit.done(f"{_START}#reports")


@router.post("/program-counts/{counts}/forget")
def forget(visit: Here, counts: str) -> Response:
    """Remove the counts of a report."""
    program_counts.forget_counts(visit.store, visit.app.clock, counts=counts)
    return visit.done(f"{_START}#reports")

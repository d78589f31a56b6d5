"""The long work on files about programs, beside the requests that ask how far it is."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from hallway.actions.program_imports import FactsImport, plan_fact_sheet, plan_pasted_facts
from hallway.formats.pdf_pages import ReadingStopped
from hallway.formats.program_results import ProgramResults, read_program_results
from hallway.web.uploads import Upload
from hallway.web.visits import Visit


@dataclass(slots=True, kw_only=True)
class FactsUpload(Upload):
    """A text or a table of facts, what was answered about it, and what taking it over would do.

    `asked` holds source, dates and sheet as they were typed.
    """

    is_text: bool = False
    asked: Mapping[str, str] = field(default_factory=dict)
    mapping: tuple[str, ...] = ()
    found: FactsImport | None = None


@dataclass(slots=True, kw_only=True)
class ReportUpload(Upload):
    """An official report, and what was read of it."""

    results: ProgramResults | None = None


def look(visit: Visit, upload: FactsUpload, *, patience: float) -> None:
    """Begin to look at facts as the applicant says, and wait up to `patience` seconds for what comes of it.

    What was found before stays until there is something new, so that a slip of the hand costs nothing.
    """

    def work() -> None:
        upload.found = _plan(visit, upload)

    _begin(upload, work, patience)


def _plan(visit: Visit, upload: FactsUpload) -> FactsImport:
    asked = upload.asked
    if upload.is_text:
        return plan_pasted_facts(
            visit.store,
            visit.app.clock,
            text=upload.data.decode(),
            source=asked.get("source", ""),
            dates=asked.get("dates", ""),
        )
    return plan_fact_sheet(
        visit.store,
        visit.app.clock,
        data=upload.data,
        name=upload.name,
        mapping=upload.mapping,
        dates=asked.get("dates", ""),
        sheet=asked.get("sheet", ""),
        source=asked.get("source", ""),
    )


def read_report(upload: ReportUpload, *, patience: float) -> None:
    """Begin to read a report, and wait up to `patience` seconds for the end."""

    def work() -> None:
        upload.results = read_program_results(
            upload.data, name=upload.name, should_stop=upload.stop.is_set, tell=upload.note
        )
        upload.data = b""

    _begin(upload, work, patience)


def _begin(upload: Upload, work: Callable[[], None], patience: float) -> None:
    """Begin some work, unless there is some already: a second click does nothing twice."""

    def run() -> None:
        try:
            work()
        except ReadingStopped:
            return
        except Exception as error:  # noqa: BLE001 -- kept, and raised again in the request that asks for the result
            upload.fault = error

    with upload.lock:
        if upload.is_busy:
            return
        upload.fault = None
        upload.done = upload.total = 0
        upload.stop.clear()
        worker = upload.worker = threading.Thread(target=run, daemon=True)
        worker.start()
    worker.join(patience)


def stop(upload: Upload, *, patience: float) -> None:
    """Ask the work on a file to stop, and wait up to `patience` seconds until it has."""
    upload.stop.set()
    if upload.worker is not None:
        upload.worker.join(patience)

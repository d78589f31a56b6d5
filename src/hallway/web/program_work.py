"""The long work on files about programs, beside the requests that ask how far it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hallway.actions.program_imports import FactsImport, plan_fact_sheet, plan_pasted_facts
from hallway.formats.program_results import ProgramResults, read_program_results
from hallway.web.uploads import Upload
from hallway.web.visits import Visit
from hallway.web.work import Progress, ShouldStop, Task


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

    def work(_progress: Progress, _should_stop: ShouldStop) -> None:
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
            mapping=upload.mapping,
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

    def work(progress: Progress, should_stop: ShouldStop) -> None:
        upload.results = read_program_results(
            upload.data, name=upload.name, should_stop=should_stop, tell=progress
        )
        upload.data = b""

    _begin(upload, work, patience)


def _begin(upload: Upload, task: Task[None], patience: float) -> None:
    if upload.work.begin(task):
        upload.work.wait(patience)

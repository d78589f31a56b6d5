"""The long work on a file: looking at it and taking it over, beside the requests that ask how far it is."""

import threading
from collections import defaultdict
from collections.abc import Callable

from hallway.actions import imports as actions
from hallway.actions.import_files import ImportRequest
from hallway.actions.import_watch import ImportStopped
from hallway.formats.problems import Problem
from hallway.web.uploads import Upload
from hallway.web.visits import Visit


def look(visit: Visit, upload: Upload, request: ImportRequest, *, patience: float) -> None:
    """Begin to look at a file as `request` says, and wait up to `patience` seconds for what comes of it.

    The plan there was stays until there is a new one, so that a slip of the hand costs nothing.
    """
    _begin(upload, lambda: _look(visit, upload, request), patience, is_applying=False)


def _look(visit: Visit, upload: Upload, request: ImportRequest) -> None:
    plan = actions.plan_import(
        visit.store,
        visit.app.clock,
        data=upload.data,
        name=upload.name,
        kind=request.kind,
        mapping=request.mapping,
        dates=request.dates,
        sheet=request.sheet,
        is_pasted=request.is_pasted,
        progress=upload.note,
        should_stop=upload.stop.is_set,
    )
    remarks: dict[int, list[Problem]] = defaultdict(list)
    for each in plan.problems:
        if each.line is not None:
            remarks[each.line].append(each)
    upload.remarks, upload.request, upload.plan = dict(remarks), request, plan


def take_over(visit: Visit, upload: Upload, *, patience: float) -> None:
    """Begin to take a file over as its plan says, and wait up to `patience` seconds for the result."""
    _begin(upload, lambda: _take_over(visit, upload), patience, is_applying=True)


def _take_over(visit: Visit, upload: Upload) -> None:
    if upload.plan is not None:
        upload.result = actions.apply_import(
            visit.store,
            visit.app.clock,
            plan=upload.plan,
            progress=upload.note,
            should_stop=upload.stop.is_set,
        )


def _begin(upload: Upload, work: Callable[[], None], patience: float, *, is_applying: bool) -> None:
    """Begin some work, unless there is some already: a second click does nothing twice."""

    def run() -> None:
        try:
            work()
        except ImportStopped:
            return
        except Exception as error:  # noqa: BLE001 -- kept, and raised again in the request that asks for the result
            upload.fault = error

    with upload.lock:
        if upload.is_busy or upload.is_applying:
            return
        upload.is_applying, upload.fault = is_applying, None
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

"""The long work on a file: looking at it and taking it over, beside the requests that ask how far it is."""

from collections import defaultdict

from hallway.actions import imports as actions
from hallway.actions.import_files import ImportRequest
from hallway.formats.problems import Problem
from hallway.web.uploads import Upload
from hallway.web.visits import Visit
from hallway.web.work import Progress, ShouldStop, Task


def look(visit: Visit, upload: Upload, request: ImportRequest, *, patience: float) -> None:
    """Begin to look at a file as `request` says, and wait up to `patience` seconds for what comes of it.

    The plan there was stays until there is a new one, so that a slip of the hand costs nothing.
    """

    def work(progress: Progress, should_stop: ShouldStop) -> None:
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
            progress=progress,
            should_stop=should_stop,
        )
        remarks: dict[int, list[Problem]] = defaultdict(list)
        for each in plan.problems:
            if each.line is not None:
                remarks[each.line].append(each)
        upload.remarks, upload.request, upload.plan = dict(remarks), request, plan

    _begin(upload, work, patience, is_applying=False)


def take_over(visit: Visit, upload: Upload, *, patience: float) -> None:
    """Begin to take a file over as its plan says, and wait up to `patience` seconds for the result."""

    def work(progress: Progress, should_stop: ShouldStop) -> None:
        if upload.plan is not None:
            upload.result = actions.apply_import(
                visit.store, visit.app.clock, plan=upload.plan, progress=progress, should_stop=should_stop
            )

    _begin(upload, work, patience, is_applying=True)


def _begin(upload: Upload, task: Task[None], patience: float, *, is_applying: bool) -> None:
    """Begin some work, unless there is some already, or the file is taken over and nobody has seen it yet."""
    with upload.lock:
        if upload.is_applying or not upload.work.begin(task):
            return
        upload.is_applying = is_applying
    upload.work.wait(patience)

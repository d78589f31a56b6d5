"""Measure the budgets on generated records and print each beside its budget.

Figures depend on the machine and on what else it does; a ratio above 1.00 is over budget. `--quick`
measures the smaller record only. `./run bench match` measures the Match engine instead: see match.py;
`./run bench odds` the odds at programs, `./run bench pick` the list: see odds.py and pick.py.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple, NoReturn

sys.path.insert(0, str(Path(__file__).resolve().parent))  # started by path: `records` lies beside this file

from contacts import mixed_rows
from messages import DRAFT, add_messages
from records import make_record
from starlette.testclient import TestClient

from hallway.actions.applicants import set_up
from hallway.actions.desk import check_text
from hallway.actions.duplicates import find_duplicates
from hallway.actions.gives import record_give
from hallway.actions.imports import apply_import, plan_import
from hallway.actions.messages import save_message
from hallway.app import App, SetClock, open_app
from hallway.domain.ids import PersonId
from hallway.web.server import collect_less_often, make_site

NOW = datetime(2026, 11, 24, 15, tzinfo=UTC)
AT = NOW.isoformat()
MEGABYTE = 1024


class Size(NamedTuple):
    """How large a record is."""

    people: int
    interactions: int

    def __str__(self) -> str:
        """Write it as the budgets do: people / interactions."""
        return f"{self.people:,} / {self.interactions:,}"


SMALL, LARGE = Size(2_000, 20_000), Size(10_000, 100_000)
PAGES = (
    "/people",
    "/people?words=an",
    "/capture",
    "/import",
    "/export",
    "/network",
    "/network/roles",
    "/goals",
    "/goals/review",
    "/duplicates",
    "/institutions",
    "/guides",
    "/guides/disagreements",
    "/history",
    "/trash",
    "/settings",
    "/help",
)


class Figure(NamedTuple):
    """One measurement beside its budget."""

    what: str
    measured: float
    budget: float
    unit: str


def main() -> int:
    """Print every figure; return 1 when one is over budget."""
    if sys.argv[1:2] in (["match"], ["odds"], ["pick"]):
        measure_apart(sys.argv[1], sys.argv[2:])
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--quick", action="store_true", help="measure the smaller record only")
    quick = words.parse_args().quick
    collect_less_often()  # as the server does
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="hallway-bench-") as folder:
        small = filled(Path(folder) / "small.db", SMALL)
        figures += process_figures(small)
        figures += page_figures(small, SMALL, today_budget=60)
        figures += import_figures(Path(folder))
        figures += mixed_figures(Path(folder))
        figures += duplicate_figures(Path(folder))
        figures += check_figures(Path(folder))
        if not quick:
            figures += page_figures(filled(Path(folder) / "large.db", LARGE), LARGE, today_budget=250)
    for each in figures:
        ratio = each.measured / each.budget
        figure = f"{each.measured:>9.1f} {each.unit} of {each.budget:>5.0f}"
        print(f"{each.what:<58} {figure}  ratio {ratio:.2f}")
    return int(any(each.measured > each.budget for each in figures))


def measure_apart(name: str, words: list[str]) -> NoReturn:
    """Become the bench of one part (match, odds, pick): a process that holds nothing imported here."""
    os.chdir(Path(__file__).resolve().parents[1])
    python = [sys.executable, "-m", f"bench.{name}", *words]
    os.execv(python[0], python)  # noqa: S606 - our own program


def filled(path: Path, size: Size) -> Path:
    """Write a record of a size, its applicant included."""
    with opened(path) as app:
        fields = {"name": "Marisol Vega", "audience": "img-general", "zone": "America/New_York"}
        set_up(app.store, app.clock, fields=fields)
        make_record(app.store, people=size.people, interactions=size.interactions, seed=7, now=NOW)
    return path


@contextmanager
def opened(path: Path) -> Iterator[App]:
    """Open a record at the benchmark's moment."""
    yield open_app(path, clock=SetClock(NOW))


def process_figures(path: Path, runs: int = 9) -> list[Figure]:
    """Time `hallway today` and the start to the first page as whole processes."""
    words = ["--file", str(path), "--at", AT]
    python = [sys.executable, "-m", "hallway", *words]
    todays = [run_process([*python, "today"]) for _ in range(runs + 1)][1:]
    serve = [*python, "serve", "--once", "--no-browser", "--port", "8791"]
    starts = [run_process(serve) for _ in range(4)][1:]
    peak = peak_of([*words, "today"])
    return [
        Figure(f"hallway today, whole process, {SMALL}", statistics.median(todays), 600, "ms"),
        Figure(f"hallway today, peak memory, {SMALL}", peak, 120, "MB"),
        Figure("start to first page, whole process", statistics.median(starts), 2000, "ms"),
    ]


def run_process(command: list[str]) -> float:
    """Run a command and return its milliseconds."""
    begin = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return (time.perf_counter() - begin) * 1000


def peak_of(words: list[str]) -> float:
    """Return the peak memory of a command in MB, as Linux tells it of the process itself; 0 elsewhere."""
    # A child's peak as its parent is told includes what the parent held when it forked.
    code = (
        "import atexit, pathlib, sys\n"
        "status = pathlib.Path('/proc/self/status')\n"
        "atexit.register(lambda: status.exists() and sys.stderr.write(status.read_text()))\n"
        "from hallway.cli.main import main\n"
        "main()\n"
    )
    command = [sys.executable, "-c", code, *words]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    peaks = [int(line.split()[1]) for line in done.stderr.splitlines() if line.startswith("VmHWM")]
    return max(peaks, default=0) / MEGABYTE


def page_figures(path: Path, size: Size, *, today_budget: float) -> list[Figure]:
    """Time pages inside one process, as the server answers them."""
    with opened(path) as app:
        client = TestClient(make_site(app), base_url="http://127.0.0.1:8770")
        person = first_person(app)
        figures = [
            Figure(f"Today page p95, {size}", p95(lambda: fetch(client, "/")), today_budget, "ms"),
            Figure(
                f"Today page after an action p95, {size}",
                p95(after_an_action(app, client), 20),
                today_budget,
                "ms",
            ),
        ]
        for page in (*PAGES, f"/people/{person}"):
            shown = "/people/ID" if person in page else page
            figures.append(
                Figure(f"{shown} p95, {size}", p95(lambda page=page: fetch(client, page), 20), 100, "ms")
            )
    return figures if size == SMALL else figures[:2]


def after_an_action(app: App, client: TestClient) -> Callable[[], float]:
    """Return the work of showing Today when something has just been written, the writing itself left out."""
    person = first_person(app)

    def work() -> float:
        record_give(app.store, app.clock, person=person, text="Read a draft")
        begin = time.perf_counter()
        fetch(client, "/")
        return time.perf_counter() - begin

    return work


def first_person(app: App) -> PersonId:
    """Return the id of somebody with interactions."""
    with app.store.reading() as reading:
        return max(reading.digests(), key=lambda each: each.talks).id


def fetch(client: TestClient, page: str) -> None:
    """Get a page and insist that it is there."""
    answer = client.get(page)
    if answer.status_code != 200:  # noqa: PLR2004 - the page is there
        raise SystemExit(f"{page} answered {answer.status_code}")


def p95(work: Callable[[], float | None], runs: int = 40) -> float:
    """Return the 95th percentile of `runs` after three that do not count, in milliseconds.

    Work that measures a part of itself returns its seconds.
    """
    times = []
    for _ in range(runs + 3):
        begin = time.perf_counter()
        measured = work()
        times.append((measured if measured is not None else time.perf_counter() - begin) * 1000)
    return statistics.quantiles(times[3:], n=20)[-1]


def import_figures(folder: Path, rows: int = 5_000) -> list[Figure]:
    """Time the preview of a LinkedIn export, and applying it."""
    head = 'Notes:\r\n"Some e-mail addresses are missing."\r\n\r\n'
    head += "First Name,Last Name,URL,Email Address,Company,Position,Connected On\r\n"
    lines = (
        f"Given{i},Family{i % 977},https://linkedin.com/in/p-{i},,Hospital {i % 211},Resident,15 Jan 2024\r\n"
        for i in range(rows)
    )
    data = (head + "".join(lines)).encode()
    with opened(filled(folder / "import.db", SMALL)) as app:
        begin = time.perf_counter()
        plan = plan_import(app.store, app.clock, data=data, name="Connections.csv")
        middle = time.perf_counter()
        apply_import(app.store, app.clock, plan=plan)
        end = time.perf_counter()
    return [
        Figure("import preview of 5,000 LinkedIn rows", (middle - begin) * 1000, 2000, "ms"),
        Figure("import of 5,000 LinkedIn rows, applied (no budget: 5 s)", (end - middle) * 1000, 5000, "ms"),
    ]


def mixed_figures(folder: Path, rows: int = 20_000) -> list[Figure]:
    """Time the preview of a long, mixed spreadsheet beside a record, and applying it."""
    with opened(filled(folder / "mixed.db", SMALL)) as app:
        with app.store.reading() as reading:
            known = [each.name for each in reading.digests()]
        data = mixed_rows(rows, seed=11, known=known)
        begin = time.perf_counter()
        plan = plan_import(app.store, app.clock, data=data, name="people.csv")
        middle = time.perf_counter()
        apply_import(app.store, app.clock, plan=plan)
        end = time.perf_counter()
    return [
        Figure(f"import preview of {rows:,} mixed rows", (middle - begin) * 1000, 8000, "ms"),
        Figure(
            f"import of {rows:,} mixed rows, applied (no budget: 20 s)", (end - middle) * 1000, 20_000, "ms"
        ),
    ]


def duplicate_figures(folder: Path, people: int = 10_000) -> list[Figure]:
    """Time the search for doubles over a whole record."""
    with opened(filled(folder / "doubles.db", Size(people, 0))) as app:
        times = []
        for _ in range(3):
            begin = time.perf_counter()
            find_duplicates(app.store)
            times.append((time.perf_counter() - begin) * 1000)
    return [Figure(f"search for doubles among {people:,} people", statistics.median(times), 3000, "ms")]


def check_figures(folder: Path, gone: int = 1_000) -> list[Figure]:
    """Time the check of one draft in a record from which messages have gone, half of them to one house."""
    with opened(filled(folder / "desk.db", SMALL)) as app:
        person = add_messages(app.store, count=gone, seed=7, now=NOW)

        def check() -> None:
            check_text(app.store, app.clock, text=DRAFT, person=person, at=NOW)

        check()  # the rules are read once
        figures = [Figure(f"one draft checked against {gone:,} that went, p95", p95(check), 30, "ms")]
        draft = save_message(app.store, app.clock, text=DRAFT, person=person).id
        client = TestClient(make_site(app), base_url="http://127.0.0.1:8770")
        for page, shown in (("/outbox", "/outbox"), (f"/messages/{draft}", "/messages/ID")):
            measured = p95(lambda page=page: fetch(client, page))
            figures.append(Figure(f"{shown} p95, {gone:,} that went", measured, 60, "ms"))
        return figures


if __name__ == "__main__":
    sys.exit(main())

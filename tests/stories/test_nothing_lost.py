"""Nothing is lost: an import killed half way, browser and terminal side by side, everything taken along."""

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from threading import Thread

import httpx2
import uvicorn

from hallway.app import SystemClock, open_app
from hallway.domain.interactions import Interaction
from hallway.domain.people import Person
from hallway.storage.health import examine
from hallway.web.server import make_site

ROWS = 5_000
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
PORT = 8793


def hallway(record: Path, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "hallway", "--file", str(record), *words]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ
    )


def does(record: Path, *words: str) -> str:
    with hallway(record, *words) as process:
        out, err = process.communicate()
    assert process.returncode == 0, err
    return out


def set_up(record: Path) -> None:
    does(record, "setup", "--audience", "img-general", "--name", "Marisol Vega", "--zone", "America/New_York")


def write_connections(path: Path, rows: int) -> Path:
    lines = [
        f"Given{n},Family{n},https://example.org/in/{n},,Hospital {n % 97},Resident,15 Jan 2024"
        for n in range(rows)
    ]
    path.write_text("\n".join([HEADER, *lines]), encoding="utf-8")
    return path


def count_people(record: Path) -> int:
    with open_app(record).store.reading() as reading:
        return len(reading.all(Person))


def test_an_import_of_5000_rows_killed_at_any_moment_leaves_all_or_nothing(tmp_path: Path) -> None:
    """Twenty times, at moments drawn anew each time; the seed is printed when it fails."""
    connections = write_connections(tmp_path / "Connections.csv", ROWS)
    seed = random.SystemRandom().randrange(10**6)
    draw = random.Random(seed)  # noqa: S311 - moments to kill at, no secrets
    whole = tmp_path / "whole.db"
    set_up(whole)
    begin = time.perf_counter()
    does(whole, "import", str(connections), "--yes")
    span = time.perf_counter() - begin
    assert count_people(whole) == ROWS
    left: list[int] = []
    for turn in range(20):
        record = tmp_path / f"killed-{turn}.db"
        set_up(record)
        with hallway(record, "import", str(connections), "--yes") as process:
            time.sleep(draw.uniform(0.3, 1.0) * span)
            process.kill()
        left.append(count_people(record))
        assert left[-1] in {0, ROWS}, f"seed {seed}, turn {turn}"
        faults = [each.says for each in examine(record, now=SystemClock().now()) if not each.is_fine]
        assert not [each for each in faults if "copy" not in each], f"seed {seed}, turn {turn}"
        for each in tmp_path.glob(f"killed-{turn}.db*"):
            each.unlink()
    assert left.count(0) >= 5, f"seed {seed}: it was killed before the end"


def test_browser_and_terminal_writing_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    """One server takes captures while two terminals add people; all of them are there, and in history."""
    record = tmp_path / "hallway.db"
    set_up(record)
    app = open_app(record)
    server = uvicorn.Server(uvicorn.Config(make_site(app, port=PORT), port=PORT, log_level="error"))
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        terminals = [Thread(target=add_people, args=(record, f"Terminal{which}", 8)) for which in "AB"]
        for each in terminals:
            each.start()
        capture_people("Browser", 40)
        for each in terminals:
            each.join()
    finally:
        server.should_exit = True
        thread.join()
    with app.store.reading() as reading:
        names = Counter(each.name.rsplit(" ", 1)[0] for each in reading.all(Person))
        meetings = len(reading.all(Interaction))
        entries = reading.history(limit=200)
    assert names == {"TerminalA": 8, "TerminalB": 8, "Browser": 40}
    assert meetings == 40
    assert len(entries) == 1 + 8 + 8 + 40


def add_people(record: Path, name: str, count: int) -> None:
    for each in range(count):
        does(record, "person", "add", f"{name} {each}")


def capture_people(name: str, count: int) -> None:
    origin = f"http://127.0.0.1:{PORT}"
    with httpx2.Client(
        base_url=origin, headers={"Origin": origin, "Sec-Fetch-Site": "same-origin"}
    ) as client:
        for each in range(count):
            fields = {"name": f"{name} {each}", "institution": "", "topic": "a talk", "next_step": ""}
            answer = client.post("/capture", data=fields)
            assert answer.status_code in {200, 303}, answer.text


def test_everything_can_be_taken_along_and_brought_back(tmp_path: Path) -> None:
    """The JSON file of the sample record, loaded into an empty file, gives an equal JSON file."""
    record, other = tmp_path / "one.db", tmp_path / "two.db"
    set_up(record)
    does(record, "import", str(write_connections(tmp_path / "Connections.csv", 20)), "--yes")
    does(record, "log", "--with", "Given3", "--kind", "met", "--topic", "flaps", "--i-promised", "slides")
    does(record, "export", "--kind", "json", str(tmp_path / "one.json"))
    does(other, "import", str(tmp_path / "one.json"), "--yes")
    does(other, "export", "--kind", "json", str(tmp_path / "two.json"))
    first, second = (json.loads((tmp_path / name).read_text("utf-8")) for name in ("one.json", "two.json"))
    assert first["tables"] == second["tables"]

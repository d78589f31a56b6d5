"""Several programs on one file lose nothing, and neither does one that is killed."""

import random
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from hallway.domain.people import Person
from hallway.storage import sqlite
from hallway.storage.store import open_store
from tests.cast import FixedClock

WRITER = Path(__file__).parent / "writer.py"
PEOPLE = 5_000
KILLS = 20


def start_writer(path: Path, prefix: str, *, actions: int, people: int) -> subprocess.Popen[str]:
    """Start a program that writes, and return when it is about to begin."""
    program = subprocess.Popen(
        [sys.executable, WRITER, path, prefix, str(actions), str(people)], stdout=subprocess.PIPE, text=True
    )
    assert _say(program) == "ready"
    return program


def test_two_programs_that_write_at_the_same_time_lose_nothing(path: Path) -> None:
    open_store(path, clock_now=FixedClock().now).close()
    writers = [start_writer(path, prefix, actions=100, people=1) for prefix in ("one", "two")]
    assert [_say(each) for each in writers] == ["done", "done"]
    assert [_end(each) for each in writers] == [0, 0]
    expected = {f"{prefix}-{action}" for prefix in ("one", "two") for action in range(100)}
    with open_store(path, clock_now=FixedClock().now) as store, store.reading() as record:
        assert {each.id for each in record.all(Person)} == {f"{each}-0" for each in expected}
        assert {each.says for each in record.history(limit=1_000)} == expected
        assert record.revision() == 200


def test_two_programs_may_create_the_file_at_the_same_time(path: Path) -> None:
    programs = [
        subprocess.Popen([sys.executable, WRITER, path, prefix, "1", "1"], stdout=subprocess.DEVNULL)
        for prefix in ("one", "two", "three")
    ]
    assert [each.wait() for each in programs] == [0, 0, 0]
    with open_store(path, clock_now=FixedClock().now) as store, store.reading() as record:
        assert len(record.all(Person)) == 3


def test_a_program_killed_at_any_moment_leaves_all_of_an_action_or_nothing(
    path: Path, tmp_path: Path
) -> None:
    open_store(path, clock_now=FixedClock().now).close()
    moments = random.Random(7)  # noqa: S311 - no secret: the moments of dying
    length = _seconds_of_one_action(path, tmp_path / "whole.db")
    outcomes: list[int] = []
    for turn in range(KILLS):
        victim = tmp_path / f"victim{turn}.db"
        shutil.copy(path, victim)
        program = start_writer(victim, "x", actions=1, people=PEOPLE)
        time.sleep(moments.uniform(0, length * 1.1))
        program.kill()
        _end(program)
        outcomes.append(_people_in(victim))
    assert set(outcomes) <= {0, PEOPLE}
    assert outcomes.count(0) >= 3  # it was killed in the middle, not only before and after


def _seconds_of_one_action(path: Path, copy: Path) -> float:
    shutil.copy(path, copy)
    program = start_writer(copy, "x", actions=1, people=PEOPLE)
    begun = time.monotonic()
    assert _say(program) == "done"
    length = time.monotonic() - begun
    _end(program)
    return length


def _people_in(path: Path) -> int:
    """Open a file as a user would, look for damage, and count."""
    with open_store(path, clock_now=FixedClock().now) as store, store.reading() as record:
        people, entries = len(record.all(Person)), len(record.history())
    assert entries == people // PEOPLE
    with closing(sqlite3.connect(path)) as driver:
        assert sqlite.find_faults(driver) == sqlite.find_broken_links(driver) == []
        assert driver.execute("SELECT count(*) FROM change").fetchone() == (people,)
    return people


def _say(program: subprocess.Popen[str]) -> str:
    assert program.stdout is not None
    return program.stdout.readline().strip()


def _end(program: subprocess.Popen[str]) -> int:
    assert program.stdout is not None
    program.stdout.close()
    return program.wait()

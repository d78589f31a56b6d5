"""The exact solver in a process of its own: the same answers, and no process left behind."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

from hallway.engine.exact import Aim, ExactAnswer, ExactSolver, solve_exactly
from hallway.engine.markets import Couple, Market, Reversion
from hallway.engine.matchings import Matching, Status, empty_matching
from hallway.engine.verify import count_blocking
from hallway.workers import exact_matches
from hallway.workers.exact_matches import (
    ExactInSubprocess,
    ExactSolverDied,
    ExactSolverMissing,
    find_exact,
)
from hallway.workers.parcels import Question, read_answer, read_question, write_answer, write_question
from tests.strategies_markets import markets_with_a_match

CHASED = Market.from_lists(
    {"Omar": ["Harbor", "Mesa"]},
    {"Harbor": ["Dana", "Omar"], "Mesa": ["Omar", "Iris"]},
    {"Harbor": 1, "Mesa": 1},
    couples=[Couple("Dana", "Iris", [("Harbor", "Mesa")])],
)
SETTLED = Market.from_lists({"Noor": ["Harbor"]}, {"Harbor": ["Noor"]}, {"Harbor": 1})


def ask(solver: ExactSolver, market: Market, seconds: float = 30.0) -> ExactAnswer:
    return solver(market, seats=market.seats, hint=None, seconds=seconds, least=True)


def child(program: str) -> ExactInSubprocess:
    """Return the solver with another program in place of the child's own."""
    return ExactInSubprocess((sys.executable, "-c", program))


def is_running(process: int) -> bool:
    state = Path(f"/proc/{process}/stat")
    return state.exists() and state.read_text().split()[2] != "Z"


def test_another_process_answers_as_this_one_does() -> None:
    there, here = ask(ExactInSubprocess(), CHASED), ask(solve_exactly, CHASED)

    assert (there.status, there.blocking, there.bound) == (Status.NONE, 1, 1)
    assert (here.status, here.blocking, here.bound) == (Status.NONE, 1, 1)
    assert there.matching is not None
    assert count_blocking(CHASED, there.matching).blocking == 1


def test_what_is_settled_without_a_search_starts_no_process() -> None:
    answer = ask(ExactInSubprocess(("/nonexistent/program",)), SETTLED)

    assert answer.status is Status.STABLE
    assert answer.matching is not None
    assert answer.matching.programs.tolist() == [0]


def test_a_child_that_hears_nobody_is_ended_when_its_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exact_matches, "_GRACE", 0.2)

    answer = ask(child("import time; time.sleep(60)"), CHASED, seconds=0.2)

    assert (answer.status, answer.matching) == (Status.UNDECIDED, None)


def test_whoever_wants_to_stop_is_heard_while_the_child_searches(tmp_path: Path) -> None:
    note = tmp_path / "child"
    program = f"import os, time; open({str(note)!r}, 'w').write(str(os.getpid())); time.sleep(60)"

    answer = child(program)(
        CHASED,
        seats=CHASED.seats,
        hint=None,
        seconds=60,
        least=True,
        should_stop=lambda: note.exists() and note.read_text() != "",
    )

    assert answer.status is Status.UNDECIDED
    assert not is_running(int(note.read_text()))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_an_interrupt_ends_the_child_and_goes_on_to_the_caller(tmp_path: Path) -> None:
    note = tmp_path / "child"
    program = f"import os, time; open({str(note)!r}, 'w').write(str(os.getpid())); time.sleep(60)"

    def interrupt() -> None:
        while not (note.exists() and note.read_text()):
            time.sleep(0.01)
        os.kill(os.getpid(), signal.SIGINT)

    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in a run from the background
    try:
        threading.Thread(target=interrupt, daemon=True).start()
        with pytest.raises(KeyboardInterrupt):
            ask(child(program), CHASED)
    finally:
        signal.signal(signal.SIGINT, before)

    assert not is_running(int(note.read_text()))


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for the process in /proc")
def test_a_child_ends_when_its_parent_is_killed() -> None:
    """The parent asks a question whose search takes long, and dies without a word."""
    searching = (
        "import sys, time; from hallway.workers import exact_child as child\n"
        "child.search_exactly = lambda *_, **__: (print('searching', flush=True), time.sleep(60))\n"
        "child.main()"
    )
    parent = (
        "import subprocess, sys, time\n"
        "from hallway.engine.exact import Aim\n"
        "from hallway.workers.parcels import Question, send, write_question\n"
        "from tests.workers.test_exact_matches import CHASED\n"
        f"child = subprocess.Popen([sys.executable, '-c', {searching!r}], stdin=subprocess.PIPE)\n"
        "send(write_question(Question(CHASED, None, 60.0, Aim())), child.stdin)\n"
        "print(child.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", parent],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as started:
        assert started.stdout is not None
        said = {started.stdout.readline().strip(), started.stdout.readline().strip()}
        started.kill()
    number = next(int(each) for each in said if each != "searching")

    until = time.monotonic() + 10
    while is_running(number) and time.monotonic() < until:
        time.sleep(0.02)

    assert not is_running(number)


@pytest.mark.parametrize(
    ("program", "says"),
    [
        ("import sys; sys.exit('the library is broken')", "It said: the library is broken"),
        ("import sys; sys.exit(3)", "there was not enough memory"),
        ("print('no parcel')", "ended with code 0"),
        ("import sys; sys.stdout.buffer.write(b'\\0' * 7 + b'\\5 half')", "ended with code 0"),
        ("import sys; sys.stdout.buffer.write(b'\\0' * 7 + b'\\4none'); sys.exit(1)", "ended with code 1"),
        ("", "ended with code 0"),
    ],
)
def test_a_child_that_dies_is_told_of_in_one_message(program: str, says: str) -> None:
    with pytest.raises(ExactSolverDied, match=says):
        ask(child(program), CHASED)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_a_child_that_the_system_kills_had_no_memory() -> None:
    with pytest.raises(ExactSolverDied, match="not enough memory"):
        ask(child("import os; os.kill(os.getpid(), 9)"), CHASED)


def test_a_program_that_is_not_there_is_told_of_in_one_message() -> None:
    with pytest.raises(ExactSolverDied, match="could not be started"):
        ask(ExactInSubprocess(("/nonexistent/program",)), CHASED)


def test_without_the_library_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exact_matches, "find_spec", lambda _name: None)

    assert find_exact() is None
    with pytest.raises(ExactSolverMissing, match=r"pip install \"hallway\[exact\]\""):
        ask(ExactInSubprocess(), CHASED)


def test_with_the_library_there_is_an_exact_solver() -> None:
    assert isinstance(find_exact(), ExactInSubprocess)


def test_only_the_child_loads_the_library() -> None:
    loaded = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, hallway.workers.exact_matches; print('ortools' in sys.modules)",
        ],
        capture_output=True,
        text=True,
        check=True,
    )

    assert loaded.stdout.strip() == "False"


@settings(max_examples=30)
@given(markets_with_a_match())
def test_questions_and_answers_come_out_of_their_parcels_as_they_went_in(
    drawn: tuple[Market, Matching],
) -> None:
    market, match = drawn
    question = read_question(write_question(Question(market, match, 1.5, Aim(least=True, loose=(3, 1)))))
    answer = read_answer(write_answer(ExactAnswer(Status.NONE, match, None, 1)))

    assert question.hint is not None
    assert answer.matching is not None
    assert (question.seconds, question.aim) == (1.5, Aim(least=True, loose=(3, 1)))
    assert (answer.status, answer.blocking, answer.bound) == (Status.NONE, None, 1)
    for name in ("seats", "lists", "ranks", "couples", "pairs", "advanced", "extras", "reversions", "parity"):
        assert np.array_equal(getattr(question.market, name), getattr(market, name))
    for name in ("programs", "supplemental", "seats", "moved"):
        assert np.array_equal(getattr(question.hint, name), getattr(match, name))
        assert np.array_equal(getattr(answer.matching, name), getattr(match, name))


@pytest.mark.parametrize("parcel", [b"", b"PK", b"PK\x03\x04 half a parcel", b"\x93NUMPY"])
def test_what_is_no_parcel_is_refused(parcel: bytes) -> None:
    with pytest.raises(ValueError, match="not whole"):
        read_answer(parcel)


def test_an_answer_without_a_match_has_none_in_its_parcel() -> None:
    answer = read_answer(write_answer(ExactAnswer(Status.UNDECIDED, None, None, 0)))

    assert answer.matching is None


def test_a_hint_comes_with_what_reversions_moved() -> None:
    market = Market.from_lists(
        {"Noor": ["Harbor"]},
        {"Harbor": ["Noor"], "Mesa": []},
        {"Harbor": 0, "Mesa": 1},
        reversions=[Reversion("Mesa", "Harbor", 1)],
    )
    hint = empty_matching(market)
    hint.moved[0] = 1

    answer = ExactInSubprocess()(market, seats=np.array([1, 0], np.int32), hint=hint, seconds=10, least=False)

    assert answer.matching is not None
    assert answer.matching.moved.tolist() == [1]
    assert count_blocking(market, answer.matching).blocking == 0

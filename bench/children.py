"""Processes of their own: what one costs from its start to its end, and what it told."""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
ONE_THREAD = dict.fromkeys(("NUMBA_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")


class Ended(NamedTuple):
    """How a process ended: milliseconds by the clock and of the processor, what it told, or why nothing."""

    wall: float
    processor: float
    told: Mapping[str, Any]
    failure: str = ""


def run_module(words: Sequence[str], *, seconds: float, **environment: str) -> Ended:
    """Run `python -m` with words, one thread wide, so many seconds at most; its faults are a result."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.perf_counter()
    with started([sys.executable, "-m", *words], os.environ | ONE_THREAD | environment) as child:
        try:
            out, err = child.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            return Ended(seconds * 1000, 0.0, {}, f"no answer in {seconds:.0f} s")
    wall = (time.perf_counter() - begin) * 1000
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = (now.ru_utime + now.ru_stime - spent.ru_utime - spent.ru_stime) * 1000
    if child.returncode < 0:
        return Ended(wall, processor, {}, f"ended by signal {-child.returncode}")
    if child.returncode:
        return Ended(wall, processor, {}, (err.strip().splitlines() or ["it failed"])[-1][:200])
    told = json.loads(out.strip().splitlines()[-1])
    return Ended(wall, processor, told, str(told.get("failure", "")))


@contextmanager
def started(command: Sequence[str], environment: Mapping[str, str]) -> Iterator[subprocess.Popen[str]]:
    """Start a process, and leave none behind: not after an error, and not after Ctrl-C."""
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, cwd=ROOT, env=environment) as child:
        try:
            yield child
        finally:
            if child.poll() is None:
                child.kill()

"""Fuzz the readers: `./run fuzz [--seconds N] [TARGET ...]`.

Every target gets its share of the time in a process of its own, guided by which lines its inputs reach, and
begins with the files of fuzz/corpus. What it finds is kept in fuzz/found, and the exit code is 1. A find that
is mended moves to the corpus, whose files the tests read every time.
"""

import argparse
import io
import os
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stderr
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

HERE = Path(__file__).resolve().parent
LONGEST = 4096
"""Bytes of an input: enough for every rule of every format, and quick to try."""
SLOWEST = 10
"""Seconds after which an input counts as a hang."""


def main() -> int:
    """Fuzz, and return 1 when something was found."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--seconds", type=int, default=60, help="for all targets together (60)")
    words.add_argument("target", nargs="*", help="which ones; else all")
    meant = words.parse_args()
    if find_spec("atheris") is None:
        print("Fuzzing is left out: atheris has no build for this machine.")
        return 0
    targets = meant.target or known_targets()
    for wrong in set(targets) - set(known_targets()):
        print(f"There is no target {wrong!r}. There are: {', '.join(known_targets())}.")
        return 2
    share = max(meant.seconds // len(targets), 1)
    readers = load_readers()
    found = [each for each in targets if not is_clean(each, readers[each], share)]
    return int(bool(found))


def known_targets() -> Sequence[str]:
    """Return the names of the targets: each has a folder of first inputs."""
    return sorted(each.name for each in (HERE / "corpus").iterdir() if each.is_dir())


def load_readers() -> Mapping[str, Callable[[bytes], None]]:
    """Return all readers, watched: what takes seconds, and is done once for the processes of all targets."""
    import atheris  # noqa: PLC0415 - has no build for every machine

    sys.path.insert(0, str(HERE.parent))
    os.environ["HALLWAY_PLAIN"] = "1"  # what is compiled cannot be watched
    listed = redirect_stderr(io.StringIO())  # it names every module
    with listed, atheris.instrument_imports(exclude=["numba", "numpy"]):
        from fuzz.targets import TARGETS  # noqa: PLC0415 - watched while it is imported
    return TARGETS


def is_clean(target: str, reader: Callable[[bytes], None], seconds: int) -> bool:
    """Fuzz one target in a process of its own, print how it went, and tell whether nothing was found."""
    sys.stdout.flush()
    with tempfile.TemporaryFile("w+", errors="replace") as saying:
        child = os.fork()
        if child == 0:
            os.dup2(saying.fileno(), sys.stdout.fileno())
            os.dup2(saying.fileno(), sys.stderr.fileno())
            fuzz(target, reader, seconds)
        _, status = os.waitpid(child, 0)
        saying.seek(0)
        said = saying.read().splitlines()
    runs = next((line.split()[-1] for line in said if line.startswith("stat::number_of_executed_units")), "?")
    lines = next((each.partition("cov: ")[2].split()[0] for each in reversed(said) if "cov: " in each), "?")
    clean = status == 0
    print(f"{target:<15} {seconds:>5} s {runs:>10} inputs {lines:>6} places {'clean' if clean else 'FOUND'}")
    if not clean:
        print("\n".join(line for line in said if not line.startswith(("#", "INFO", "stat::"))))
    sys.stdout.flush()
    return clean


def fuzz(target: str, reader: Callable[[bytes], None], seconds: int) -> NoReturn:
    """Fuzz one target here; the process ends with it."""
    import atheris  # noqa: PLC0415 - as above

    found = HERE / "found"
    found.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="hallway-fuzz-") as folder:
        arguments = [
            f"-max_total_time={seconds}",
            f"-max_len={LONGEST}",
            f"-timeout={SLOWEST}",
            "-rss_limit_mb=1500",
            "-print_final_stats=1",
            f"-artifact_prefix={found}/{target}-",
            folder,
            str(HERE / "corpus" / target),
        ]
        atheris.Setup([sys.argv[0], *arguments], reader)
        atheris.Fuzz()
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())

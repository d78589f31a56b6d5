"""`./run` sets a bare machine up by itself, once, and says what it lacks in one line."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TO_BUILD = {"editables", "hatchling", "packaging", "pathspec", "pluggy", "tomlkit", "trove-classifiers"}
NEEDED_TOOLS = (
    "apt-get",
    "basename",
    "cat",
    "cksum",
    "dirname",
    "flock",
    "mkdir",
    "readlink",
    "rm",
    "rmdir",
    "sh",
)
MAIN = '''
"""A stand-in that says what it was asked, and where."""
import os
import sys


def main() -> None:
    print(os.getcwd(), *sys.argv[1:], sep="|")
    sys.exit(3 if "fail" in sys.argv else 0)
'''

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(300),  # with a cold package cache
    pytest.mark.skipif(os.name == "nt", reason="a POSIX script"),
]


@dataclass(frozen=True, slots=True)
class Told:
    """What a command said."""

    code: int
    out: str
    err: str


def environment(**changes: str) -> dict[str, str]:
    """Return the environment of a shell that knows nothing of this test run."""
    ours = {"HALLWAY_VENV", "PYTHON", "PYTHONPATH", "VIRTUAL_ENV"}
    return {each: value for each, value in os.environ.items() if each not in ours} | changes


def run(script: Path, *words: str, cwd: Path, **changes: str) -> Told:
    done = subprocess.run(
        [script, *words], cwd=cwd, env=environment(**changes), capture_output=True, text=True, check=False
    )
    return Told(done.returncode, done.stdout, done.stderr)


def make_bin(folder: Path, **programs: Path | str) -> Path:
    """Make a folder to be the whole PATH: shell tools, and the named programs (a file, or a script)."""
    folder.mkdir()
    for each in NEEDED_TOOLS:
        if found := shutil.which(each):
            (folder / each).symlink_to(found)
    for name, program in programs.items():
        if isinstance(program, Path):
            (folder / name).symlink_to(program)
        else:
            (folder / name).write_text(program, encoding="utf-8")
            (folder / name).chmod(0o755)
    return folder


def make_small(root: Path) -> Path:
    """Make a project with our `run` and pyproject, a stand-in for Hallway, and only the build locked."""
    (root / "src/hallway/cli").mkdir(parents=True)
    (root / "src/hallway/__init__.py").touch()
    (root / "src/hallway/cli/main.py").write_text(MAIN, encoding="utf-8")
    for each in ("run", "pyproject.toml", "LICENSE", "README.md"):
        shutil.copy(ROOT / each, root)
    locked = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.split(r"^(?=[\w.-]+==)", locked, flags=re.MULTILINE)
    lock = "".join(each for each in entries if each.split("==")[0] in TO_BUILD)
    (root / "requirements.lock").write_text(lock, encoding="utf-8")
    (root / "requirements-test.lock").write_text(lock, encoding="utf-8")
    return root


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return a small project that was never run."""
    return make_small(tmp_path / "small Hällway")


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small project that is set up; leave it as it is."""
    root = make_small(tmp_path_factory.mktemp("ready") / "small Hällway")
    assert run(root / "run", cwd=root).code == 0
    return root


def test_a_fresh_copy_runs_with_one_command_and_sets_up_once(
    project_files: tuple[Path, ...], tmp_path: Path
) -> None:
    copy = tmp_path / "fresh copy"
    for each in project_files:
        (copy / each).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / each, copy / each)

    first = run(copy / "run", "version", cwd=tmp_path)
    second = run(copy / "run", "version", cwd=tmp_path)

    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert (first.code, second.code) == (0, 0), first.err
    assert first.err == f"Setting up Hallway in {copy}/.venv (first run only) ...\n"
    assert second.err == ""
    assert version in first.out
    assert second.out == first.out


def test_plain_pip_will_do(small: Path, tmp_path: Path) -> None:
    path = make_bin(tmp_path / "bin", python3=Path(sys.executable).resolve())

    told = run(small / "run", "today", "a b.csv", cwd=tmp_path, PATH=str(path))

    assert told.out == f"{tmp_path}|today|a b.csv\n", told.err
    assert (small / ".venv/.hallway").read_text(encoding="utf-8") == f"{small} in {small}/.venv\n"


def test_the_words_and_the_exit_code_are_those_of_the_command(ready: Path, tmp_path: Path) -> None:
    told = run(ready / "run", "fail", "a  b", cwd=tmp_path)

    assert (told.code, told.out) == (3, f"{tmp_path}|fail|a  b\n")


def test_no_word_means_serve(ready: Path, tmp_path: Path) -> None:
    assert run(ready / "run", cwd=tmp_path).out == f"{tmp_path}|serve\n"


def test_a_link_from_elsewhere_starts_it_too(ready: Path, tmp_path: Path) -> None:
    (tmp_path / "hallway").symlink_to(ready / "run")

    assert run(tmp_path / "hallway", "today", cwd=tmp_path).out == f"{tmp_path}|today\n"


def test_a_change_of_what_is_locked_updates_the_set_up(small: Path, tmp_path: Path) -> None:
    run(small / "run", cwd=tmp_path)
    with (small / "requirements.lock").open("a", encoding="utf-8") as lock:
        lock.write("# changed\n")

    told = run(small / "run", "today", cwd=tmp_path)
    again = run(small / "run", "today", cwd=tmp_path)

    assert (told.code, told.err) == (0, f"Updating the set-up in {small}/.venv ...\n")
    assert again.err == ""


def test_a_set_up_that_was_interrupted_is_repeated(small: Path, tmp_path: Path) -> None:
    half = small / ".venv"
    (half / "bin").mkdir(parents=True)
    (half / ".hallway").touch()  # written first; the rest never came
    (half / "bin/python").symlink_to("/nowhere/python3")

    told = run(small / "run", "today", cwd=tmp_path)

    assert told.out == f"{tmp_path}|today\n", told.err


def test_a_project_that_was_moved_is_set_up_again(small: Path, tmp_path: Path) -> None:
    run(small / "run", cwd=tmp_path)
    moved = small.rename(tmp_path / "moved")

    told = run(moved / "run", "today", cwd=tmp_path)

    assert told.out == f"{tmp_path}|today\n", told.err


def test_two_runs_at_the_same_time_both_arrive(small: Path, tmp_path: Path) -> None:
    if shutil.which("flock") is None:
        pytest.skip("without flock one of them has to be started again")
    both = [
        subprocess.Popen(
            [small / "run", each], cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, text=True
        )
        for each in ("one", "two")
    ]

    said = [each.communicate()[0] for each in both]

    assert said == [f"{tmp_path}|one\n", f"{tmp_path}|two\n"]


def test_the_environment_may_lie_elsewhere(small: Path, tmp_path: Path) -> None:
    told = run(small / "run", "today", cwd=tmp_path, HALLWAY_VENV="my env")

    assert told.out == f"{tmp_path}|today\n", told.err
    assert (tmp_path / "my env/bin/hallway").exists()
    assert not (small / ".venv").exists()


def test_a_folder_that_is_not_ours_is_left_alone(small: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "letters"
    theirs.mkdir()
    (theirs / "draft.txt").write_text("Dear Dr. Okafor", encoding="utf-8")

    told = run(small / "run", "today", cwd=tmp_path, HALLWAY_VENV=str(theirs))

    assert (told.code, told.out) == (2, "")
    assert "did not make it" in told.err
    assert [each.name for each in theirs.iterdir()] == ["draft.txt"]


def test_a_python_that_will_not_do_gives_one_line(small: Path, tmp_path: Path) -> None:
    told = run(small / "run", "today", cwd=tmp_path, PYTHON="/nowhere/python")

    assert (told.code, told.out) == (2, "")
    assert told.err == (
        "hallway: PYTHON=/nowhere/python is not Python 3.11 or newer. Name one that is, or unset PYTHON.\n"
    )
    assert not (small / ".venv").exists()


@pytest.mark.parametrize(
    ("python", "line"),
    [
        pytest.param(None, "Python 3.11 or newer is missing", id="missing"),
        pytest.param("#!/bin/sh\nexit 1\n", "Python 3.11 or newer is missing", id="too-old"),
        pytest.param(
            '#!/bin/sh\ncase $2 in *ensurepip*) exit 1 ;; *) echo "$0" ;; esac\n',
            "Python's venv module is missing",
            id="no-venv",
        ),
    ],
)
def test_what_is_missing_is_named_with_the_one_package_to_install(
    small: Path, tmp_path: Path, python: str | None, line: str
) -> None:
    programs = {} if python is None else {"python3": python}
    path = make_bin(tmp_path / "bin", **programs, **{"apt-get": "#!/bin/sh\n"})

    told = run(small / "run", "today", cwd=tmp_path, PATH=str(path))

    assert (told.code, told.out) == (2, "")
    assert told.err.count("\n") == 1
    assert line in told.err
    assert re.search(r"Install one package and run this again: sudo apt install python3\S*-venv\n", told.err)

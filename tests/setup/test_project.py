"""What must hold for the project's files, whatever they contain."""

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-test.lock", "requirements-bench.lock")
ONE_MEGABYTE = 1_000_000
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def name_of(requirement: str) -> str:
    """Return `python-multipart` for `python_multipart[extra]>=1`."""
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def versions_in(lock: str) -> dict[str, set[str]]:
    """Return the locked versions of each package: more than one where markers tell them apart."""
    versions: dict[str, set[str]] = {}
    for name, version in re.findall(
        r"^([\w.-]+)==(\S+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE
    ):
        versions.setdefault(name, set()).add(version)
    return versions


def test_the_license_is_the_whole_apache_license() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")

    assert PROJECT["project"]["license"] == "Apache-2.0"
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_neither_addresses_nor_paths_nor_options(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")

    assert re.findall(r"://|^-.*|(?<=[\s=])/\S*|file:\S*| @ .*", text, re.MULTILINE) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_its_hashes(lock: str) -> None:
    entries = re.split(r"^(?=[\w.-]+==)", (ROOT / lock).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]

    assert entries
    assert [each.split("==")[0] for each in entries if "--hash=sha256:" not in each] == []


def test_every_dependency_is_locked() -> None:
    groups = PROJECT["dependency-groups"]
    to_run = {name_of(each) for each in [*PROJECT["project"]["dependencies"], *groups["build"]]}
    to_test = to_run | {name_of(each) for each in groups["test"]}

    assert to_run - versions_in("requirements.lock").keys() == set()
    assert to_test - versions_in("requirements-test.lock").keys() == set()


def test_the_tests_run_on_the_versions_that_applicants_run_on() -> None:
    runs, tests = versions_in("requirements.lock"), versions_in("requirements-test.lock")

    assert {each: tests.get(each) for each in runs} == runs


def test_the_build_back_end_is_the_locked_one() -> None:
    backend = f"hatchling=={''.join(versions_in('requirements.lock')['hatchling'])}"

    assert PROJECT["build-system"]["requires"] == [backend]
    assert backend in PROJECT["dependency-groups"]["build"]


def test_an_init_file_holds_a_docstring_only() -> None:
    """Import from the module itself: a package that imports through its own face becomes a circle."""
    inits = sorted((ROOT / "src").rglob("__init__.py"))
    bodies = {each: ast.parse(each.read_text(encoding="utf-8")).body for each in inits}

    assert inits
    assert [each for each, body in bodies.items() if not _is_docstring(body)] == []


def _is_docstring(body: list[ast.stmt]) -> bool:
    return len(body) == 1 and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)


def test_the_domain_needs_the_standard_library_only() -> None:
    modules = sorted((ROOT / "src/hallway/domain").rglob("*.py"))
    imported = {
        name.split(".")[0]
        for module in modules
        for each in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        for name in _imported_by(each)
    }

    assert modules
    assert imported - sys.stdlib_module_names - {"hallway"} == set()


def _imported_by(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [each.name for each in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def test_no_file_is_larger_than_one_megabyte(project_files: tuple[Path, ...]) -> None:
    assert [each for each in project_files if (ROOT / each).stat().st_size > ONE_MEGABYTE] == []


def test_whoever_silences_a_tool_says_why(project_files: tuple[Path, ...]) -> None:
    silencer = re.compile(r"# *(?:noqa|type: *ignore|pragma: no (?:cover|branch))\b(?P<rest>.*)")
    bare = [
        f"{path}:{number}"
        for path in project_files
        if path.suffix == ".py" and path != Path(__file__).relative_to(ROOT)
        for number, line in enumerate((ROOT / path).read_text(encoding="utf-8").splitlines(), start=1)
        if (found := silencer.search(line)) and not _has_reason(found["rest"])
    ]

    assert bare == []


def _has_reason(rest: str) -> bool:
    words = re.sub(r"^[:\s]*(\[[\w, -]+\]|[A-Z]+\d+(, *[A-Z]+\d+)*)?", "", rest)
    return re.search(r"[a-z]{3}", words) is not None


@pytest.mark.parametrize(
    ("rest", "is_reasoned"),
    [
        pytest.param(": PLC0415 - numpy would slow every command down", True, id="noqa"),
        pytest.param("[attr-defined]  # the stubs lag behind", True, id="type"),
        pytest.param(": PLC0415, BLE001", False, id="bare-noqa"),
        pytest.param("[attr-defined]", False, id="bare-type"),
    ],
)
def test_a_reason_is_more_than_a_code(rest: str, is_reasoned: bool) -> None:  # noqa: FBT001 - named in the table
    assert _has_reason(rest) is is_reasoned


def test_the_wheel_carries_every_file_of_the_package(project_files: tuple[Path, ...], tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path], cwd=ROOT, check=True
    )

    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        carried = set(wheel.namelist())
    package = {
        each.relative_to("src").as_posix() for each in project_files if each.is_relative_to("src/hallway")
    }
    assert package - carried == set()
    assert any(each.endswith("licenses/LICENSE") for each in carried)

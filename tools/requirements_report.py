"""Tell which rows of docs/requirements.md a test proves, by reading the tests without running them."""

import argparse
import ast
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TypeGuard

ROOT = Path(__file__).resolve().parents[1]
ROW_COUNT = 373
LAST_SECTION = 24  # the later ones hold defaults and constants, not rows
MOST_ROWS_OF_A_TEST = 3
UNPROVING = frozenset({"skip", "skipif", "xfail", "skipIf", "skipUnless", "expectedFailure"})


class ReportRefused(Exception):
    """The rows or the claims cannot be believed; the message holds one fault a line."""

    def __init__(self, faults: Iterable[str]) -> None:
        super().__init__("\n".join(faults))


@dataclass(frozen=True, slots=True)
class Row:
    """One requirement."""

    id: str
    section: str
    what: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A test's word that it proves some rows."""

    test: str
    place: str  # tests/room/test_noun.py:12
    rows: tuple[str, ...]
    is_counted: bool  # False: the test is skipped, or expected to fail


# ------------------------------------------------------------------------------------------- rows


def read_rows(text: str) -> tuple[Row, ...]:
    """Return the rows of sections 1 to 24, in their order.

    Raises:
        ReportRefused: an id stands twice, or there are more or fewer rows than there must be.
    """
    rows = tuple(_rows_in(text.splitlines()))
    ids = [each.id for each in rows]
    twice = sorted({each for each in ids if ids.count(each) > 1})
    faults = [f"docs/requirements.md: {each} stands twice" for each in twice]
    if len(rows) != ROW_COUNT:
        faults.append(f"docs/requirements.md: {len(rows)} rows instead of {ROW_COUNT}; was the page cut?")
    if faults:
        raise ReportRefused(faults)
    return rows


def _rows_in(lines: Iterable[str]) -> Iterator[Row]:
    section, column = "", 0
    for line in lines:
        if heading := re.match(r"## (\d+)\. ", line):
            section = line.removeprefix("## ") if int(heading[1]) <= LAST_SECTION else ""
        cells = [each.strip() for each in line.split("|")[1:-1]]
        if cells and cells[0] == "ID":
            column = 2 if cells[1] == "Type" else 1
        elif section and cells and re.fullmatch(r"[A-Z]{3,4}-\d{2}", cells[0]):
            yield Row(cells[0], section, cells[column])


# ----------------------------------------------------------------------------------------- claims


def find_claims(source: str, path: str) -> tuple[Claim, ...]:
    """Return what the tests in one file claim.

    Raises:
        ReportRefused: a mark stands elsewhere than on a test, or its rows are not plain words.
    """
    tree = ast.parse(source, path)
    strays = [each for each in ast.walk(tree) if _is_claim(each)]
    claims: list[Claim] = []
    faults: list[str] = []
    for test, is_counted in _tests_in(tree.body, is_counted=not _gives_up(tree.body)):
        marks = [each for each in test.decorator_list if _is_claim(each)]
        strays = [each for each in strays if each not in marks]
        rows = [row for each in marks for row in _rows_of(each)]
        place = f"{path}:{test.lineno}"
        if None in rows:
            faults.append(f"{place}: {test.name} must name its rows as plain words")
        elif marks:
            claims.append(Claim(test.name, place, tuple(each for each in rows if each), is_counted))
    faults += [f"{path}:{each.lineno}: a claim belongs on one test, as its decorator" for each in strays]
    if faults:
        raise ReportRefused(faults)
    return tuple(claims)


def _tests_in(body: Sequence[ast.stmt], *, is_counted: bool) -> Iterator[tuple[ast.FunctionDef, bool]]:
    for each in body:
        if isinstance(each, ast.ClassDef):
            is_run = is_counted and not _is_unproving(each.decorator_list) and not _gives_up(each.body)
            yield from _tests_in(each.body, is_counted=is_run)
        elif isinstance(each, ast.FunctionDef) and each.name.startswith("test_"):
            is_run = is_counted and not _is_unproving(each.decorator_list) and not _gives_up(each.body)
            yield each, is_run


def _is_claim(node: ast.AST) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and _last_name(node) == "requirement"


def _rows_of(mark: ast.Call) -> list[str | None]:
    words = [*mark.args, *(each.value for each in mark.keywords)]
    return [
        each.value if isinstance(each, ast.Constant) and isinstance(each.value, str) else None
        for each in words
    ]


def _last_name(node: ast.AST) -> str:
    """Return `skipif` for `pytest.mark.skipif(...)`, or nothing."""
    if isinstance(node, ast.Call):
        return _last_name(node.func)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _is_unproving(decorators: Iterable[ast.expr]) -> bool:
    return any(_last_name(each) in UNPROVING for each in decorators)


def _gives_up(body: Sequence[ast.stmt]) -> bool:
    """Tell whether a module, class or test skips itself: by a bare call, or in its `pytestmark`."""
    for each in body:
        if isinstance(each, ast.Expr) and isinstance(each.value, ast.Call) and _is_unproving([each.value]):
            return True
        if isinstance(each, ast.Assign) and _last_name(each.targets[0]) == "pytestmark":
            marks = each.value.elts if isinstance(each.value, ast.List | ast.Tuple) else [each.value]
            if _is_unproving(marks):
                return True
    return False


def gather_claims(tests: Path, rows: Sequence[Row]) -> tuple[Claim, ...]:
    """Return the claims of every file below `tests`.

    Raises:
        ReportRefused: a test claims an unknown row, or none, or too many.
    """
    known = {each.id for each in rows}
    claims: list[Claim] = []
    faults: list[str] = []
    for path in sorted(tests.rglob("*.py")):
        name = path.relative_to(tests.parent).as_posix()
        try:
            claims += find_claims(path.read_text(encoding="utf-8"), name)
        except ReportRefused as refusal:
            faults.append(str(refusal))
        except SyntaxError as error:
            faults.append(f"{name}:{error.lineno}: {error.msg}")
    for claim in claims:
        faults += [f"{claim.place}: {claim.test} {each}" for each in faults_of(claim.rows, known)]
    if faults:
        raise ReportRefused(faults)
    return tuple(claims)


def faults_of(rows: Sequence[str], known: Iterable[str]) -> list[str]:
    """Return what is wrong with one test's claim, as the ends of sentences."""
    faults = [
        f"claims {each}, which docs/requirements.md does not have" for each in rows if each not in known
    ]
    if not rows:
        faults.append("claims no row; name one, or take the mark away")
    if len(set(rows)) > MOST_ROWS_OF_A_TEST:
        faults.append(f"claims {len(set(rows))} rows; {MOST_ROWS_OF_A_TEST} is the most one test can prove")
    return faults


# ----------------------------------------------------------------------------------------- report


def as_text(rows: Sequence[Row], claims: Sequence[Claim]) -> str:
    """Return the totals, then the open rows of each section, then the claims that do not count."""
    proven = _proven(claims)
    done = sum(each.id in proven for each in rows)
    lines = [f"{done} proven, {len(rows) - done} open of {len(rows)}"]
    for section, group in groupby(rows, key=lambda each: each.section):
        members = list(group)
        waiting = [each for each in members if each.id not in proven]
        lines += ["", f"{section}: {len(members) - len(waiting)} of {len(members)} proven"]
        lines += [f"  {each.id:<8} {each.what}" for each in waiting]
    uncounted = [each for each in claims if not each.is_counted]
    if uncounted:
        lines += ["", "Not counted, as the test is skipped or expected to fail:"]
        lines += [f"  {each.place} {each.test}: {', '.join(each.rows)}" for each in uncounted]
    return "\n".join(lines)


def as_json(rows: Sequence[Row], claims: Sequence[Claim]) -> str:
    """Return every row with the tests that prove it."""
    proven = _proven(claims)
    done = sum(each.id in proven for each in rows)
    told = [
        {"id": each.id, "section": each.section, "what": each.what, "proven_by": proven.get(each.id, [])}
        for each in rows
    ]
    counts = {"proven": done, "open": len(rows) - done, "of": len(rows)}
    return json.dumps({**counts, "rows": told}, indent=2, ensure_ascii=False)


def _proven(claims: Iterable[Claim]) -> dict[str, list[str]]:
    proven: dict[str, list[str]] = {}
    for claim in claims:
        for row in claim.rows if claim.is_counted else ():
            proven.setdefault(row, []).append(f"{claim.place} {claim.test}")
    return proven


def main(words: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Print the report and return 0, or say what cannot be believed and return 2."""
    parser = argparse.ArgumentParser(prog="./run requirements", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print every row and the tests that prove it")
    asked = parser.parse_args(words)
    try:
        rows = read_rows((root / "docs" / "requirements.md").read_text(encoding="utf-8"))
        claims = gather_claims(root / "tests", rows)
    except ReportRefused as refusal:
        print(refusal, file=sys.stderr)
        return 2
    print(as_json(rows, claims) if asked.json else as_text(rows, claims))
    return 0


if __name__ == "__main__":
    sys.exit(main())

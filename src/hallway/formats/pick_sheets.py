"""Write a list of programs for mentors to look through, and read what they say of it."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final

from hallway.domain.picks import Verdict
from hallway.formats.headers import fold_header
from hallway.formats.problems import Problem
from hallway.formats.program_codes import read_code
from hallway.formats.program_values import Unclear
from hallway.formats.tables import Row, Table
from hallway.formats.texts import clean_line, clean_lines, make_writable, neutralize, restore
from hallway.formats.workbook_parts import (
    Value,
    clean_cell,
    date_parts,
    fill,
    fit,
    suggest,
    write_headers,
    write_lists,
)

if TYPE_CHECKING:
    from openpyxl import Workbook

HEADERS: Final = (
    "Code",
    "Program",
    "City",
    "State",
    "Action",
    "Interview, low",
    "Interview, middle",
    "Interview, high",
    "Match there, low",
    "Match there, middle",
    "Match there, high",
    "Adds",
    "Band",
    "Stays whatever turns out",
    "As good, not listed",
    "Dollars",
    "Why",
    "Not known",
    "Comment",
    "Verdict",
    "By",
)
_PARTS: Final = frozenset(HEADERS[5:12])
_WRAPPED: Final = frozenset({"Program", "Why", "Not known", "Comment"})
_WIDE, _WIDEST = 24, 48  # characters
_COMMENT_NAMES: Final = {
    "code": frozenset({"code", "program code", "acgme", "acgme id", "acgme code"}),
    "comment": frozenset({"comment", "comments", "remark", "remarks", "what you think"}),
    "verdict": frozenset({"verdict", "keep or drop", "your verdict"}),
    "by": frozenset({"by", "who", "your name", "reviewer", "mentor"}),
}
_VERDICTS: Final = {
    Verdict.KEEP: frozenset({"keep", "k", "yes", "y", "good", "apply", "+"}),
    Verdict.DOUBT: frozenset({"doubt", "doubtful", "unsure", "maybe", "?"}),
    Verdict.DROP: frozenset({"drop", "d", "no", "n", "remove", "skip", "-", "'-"}),
}
_ABOUT: Final = (
    "This is a list of residency programs that somebody thinks of applying to, and asks you to look through.",
    "Made with Hallway on {made}. Chances are ranges from published figures; nothing in them is a promise.",
    "Please write what you think under Comment, and choose keep, doubt or drop under Verdict.",
    "Put your name under By, and send the file back as it is.",
    '"Adds" is what the whole list would lose without the program, on average over what nobody knows yet.',
    '"As good, not listed" counts programs left out that are as good as far as anybody knows.',
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PickRow:
    """One program of the list; chances lie in 0..1 as (low, middle, high), `adds` is in 0..1, dollars in US.

    `comment`, `verdict` and `by` stay empty for whoever is asked.
    """

    code: str
    name: str
    city: str
    state: str
    action: str
    interview: tuple[float, float, float]
    there: tuple[float, float, float]
    adds: float
    band: int | None
    robust: bool
    alike: int
    dollars: float
    why: str
    unknown: str
    comment: str = ""
    verdict: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class CommentRow:
    """What somebody wrote beside one program; `line` is that of the file."""

    line: int
    code: str
    text: str
    verdict: Verdict | None
    by: str


@dataclass(frozen=True, slots=True)
class CommentSheet:
    """All comments of one file, and what in it could not be understood."""

    rows: tuple[CommentRow, ...]
    problems: tuple[Problem, ...]


# -------------------------------------------------------------------------------------------- writing


def write_pick_sheet(rows: Iterable[PickRow]) -> bytes:
    """Return the list as a CSV file that spreadsheets open: UTF-8 with a mark, and no cell that would run."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(HEADERS)
    for row in rows:
        writer.writerow([_text(each) for each in _cells(row)])
    return made.getvalue().encode("utf-8-sig")


def write_pick_workbook(rows: Iterable[PickRow], *, made: date) -> bytes:
    """Return the list as a workbook (xlsx) with a list of verdicts to choose from, and no formula."""
    from openpyxl import Workbook  # noqa: PLC0415 - slow to load, and only workbooks need it

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "Hallway"
    book.properties.title = "Programs to look through"
    book.properties.created = datetime.combine(made, time())
    _write_programs(book, [_cells(row) for row in rows])
    about = book.create_sheet("About")
    about.column_dimensions["A"].width = 110
    for line, text in enumerate(_ABOUT, start=1):
        fill(about.cell(line, 1), text.format(made=made.isoformat()))
    write_lists(book, {"Verdict": [each.value for each in Verdict]})
    saved = io.BytesIO()
    book.save(saved)
    return date_parts(saved.getvalue(), made)


def _cells(row: PickRow) -> tuple[Value | None, ...]:
    return (
        row.code,
        row.name,
        row.city,
        row.state,
        row.action,
        *row.interview,
        *row.there,
        row.adds,
        row.band,
        "yes" if row.robust else "no",
        row.alike,
        row.dollars,
        row.why,
        row.unknown,
        row.comment,
        row.verdict,
        row.by,
    )


def _text(value: Value | None) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return neutralize(make_writable(value))
    return f"{value:.4f}" if isinstance(value, float) else str(value)


def _write_programs(book: "Workbook", table: Sequence[Sequence[Value | None]]) -> None:
    from openpyxl.styles import Alignment  # noqa: PLC0415 - as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    sheet = book.create_sheet("Programs")
    top, wrapped = Alignment(vertical="top"), Alignment(vertical="top", wrap_text=True)
    write_headers(sheet, HEADERS)
    for line, cells in enumerate(table, start=2):
        for place, raw in enumerate(cells, start=1):
            value = clean_cell(raw) if isinstance(raw, str) else raw
            if value is None:
                continue
            cell = sheet.cell(line, place)
            header = HEADERS[place - 1]
            fill(cell, value, "0.0%" if header in _PARTS else "")
            cell.alignment = wrapped if header in _WRAPPED else top
    for place, header in enumerate(HEADERS):
        letter = get_column_letter(place + 1)
        column = [cells[place] for cells in table]
        most = _WIDEST if header in _WRAPPED else _WIDE
        width = _WIDEST if header == "Comment" else fit(header, column, most=most)
        sheet.column_dimensions[letter].width = width
        if header == "Verdict":
            suggest(sheet, f"{letter}2:{letter}{len(table) + 1}", "A", len(Verdict))
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(HEADERS))}{len(table) + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0


# -------------------------------------------------------------------------------------------- reading


def read_comments(table: Table) -> CommentSheet:
    """Read what was written beside programs; rows without a comment and a verdict say nothing."""
    places = {name: place for name in _COMMENT_NAMES if (place := _find(table.headers, name)) is not None}
    missing = [name for name in ("code", "comment") if name not in places]
    if missing:
        says = f"No column is called {' or '.join(each.capitalize() for each in missing)}"
        remedy = "Send back the sheet that Hallway wrote, or name the columns Code, Comment, Verdict and By."
        return CommentSheet((), (*table.problems, Problem(None, None, f"{says}.", remedy)))
    rows: list[CommentRow] = []
    problems = list(table.problems)
    for row in table.rows:
        cells = {name: restore(row.cells[place]) for name, place in places.items()}
        if not (cells["comment"].strip() or cells.get("verdict", "").strip()):
            continue
        code = read_code(cells["code"])
        problems += _doubts(row, cells, code)
        if isinstance(code, str):
            verdict = _read_verdict(cells.get("verdict", ""))
            text, by = clean_lines(cells["comment"]), clean_line(cells.get("by", ""))
            rows.append(CommentRow(row.line, code, text, verdict, by))
    return CommentSheet(tuple(rows), tuple(problems))


def _find(headers: Sequence[str], name: str) -> int | None:
    folded = (fold_header(each) for each in headers)
    return next((place for place, each in enumerate(folded) if each in _COMMENT_NAMES[name]), None)


def _doubts(row: Row, cells: dict[str, str], code: str | Unclear | None) -> Iterator[Problem]:
    if isinstance(code, Unclear):
        yield Problem(row.line, "code", f"{code.says}.", code.remedy)
    elif code is None:
        says = f"No program has the code {clean_line(cells['code'])!r}."
        yield Problem(row.line, "code", says, "Write the code as it stood in the list.")
    verdict = cells.get("verdict", "")
    if verdict.strip() and _read_verdict(verdict) is None:
        says = f"The verdict {clean_line(verdict)!r} is none of {', '.join(Verdict)}."
        yield Problem(row.line, "verdict", says, "The comment is read without it.")


def _read_verdict(text: str) -> Verdict | None:
    word = clean_line(text).casefold()
    return next((verdict for verdict, words in _VERDICTS.items() if word in words), None)

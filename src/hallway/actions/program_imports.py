"""Facts of programs that come in many at once: pasted, from a sheet, from an official report."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hallway.actions import typed_text
from hallway.actions.ports import Clock, Store
from hallway.actions.program_counts import import_counts
from hallway.actions.program_facts import FactsPlan, plan_facts
from hallway.domain.errors import InvalidValue
from hallway.domain.programs import ProgramCounts
from hallway.formats.contacts import DateQuestion
from hallway.formats.dates import KNOWN_ORDERS, KnownOrder
from hallway.formats.pasted_facts import read_pasted_facts
from hallway.formats.problems import UnreadableFile
from hallway.formats.program_results import ProgramResults
from hallway.formats.program_sheets import (
    ProgramColumn,
    choose_program_columns,
    find_pasted_table,
    guess_program_columns,
    read_program_sheet,
)
from hallway.formats.tables import Table, read_table
from hallway.formats.workbooks import read_workbook

_ZIP = b"PK\x03\x04"  # what a workbook begins with
_PDF = b"%PDF-"
PASTED = "what you pasted"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsImport:
    """What an import of facts will do, how its columns were read, and what it asks about days."""

    plan: FactsPlan
    questions: tuple[DateQuestion, ...]
    columns: tuple[ProgramColumn, ...] = ()
    sheet: str = ""
    sheets: tuple[str, ...] = ()


def plan_pasted_facts(
    store: Store,
    clock: Clock,
    *,
    text: str,
    source: str = "",
    dates: str = "",
    mapping: Sequence[str] = (),
) -> FactsImport:
    """Return what taking over pasted lines will do, such as "9991140 IMG share 60 % (website)".

    Args:
        store: the record.
        clock: tells the day, for facts that have none.
        text: one fact a line, a block for each program, or rows of a spreadsheet with their column names.
        source: who says so, for facts that do not say it themselves.
        dates: dmy, mdy or ymd, for days that can be read in two ways.
        mapping: words of the applicant about columns, each "Their column=field"; only of rows.

    Raises:
        InvalidValue, UnknownColumn, UnknownProgramField, MalformedOverride: there is nothing, or what is said
            does not fit it.
        UnreadableFile: it has too many lines.
    """
    if not text.strip():
        raise InvalidValue("text", "", "Paste one fact a line, such as 9991140 IMG share 60 % (website).")
    told = typed_text.read_line("source", source)
    table = find_pasted_table(text, name=PASTED)
    if table is not None:
        return _plan_table(
            store, clock, table, name=PASTED, mapping=mapping, order=_read_order(dates), source=told
        )
    if mapping:
        raise InvalidValue("map", mapping[0], "Only rows with column names above them have columns.")
    read = read_pasted_facts(text, name=PASTED, source=told, date_order=_read_order(dates))
    plan = plan_facts(store, clock, rows=read.rows, name=PASTED, problems=read.problems)
    return FactsImport(plan=plan, questions=read.questions)


def plan_fact_sheet(
    store: Store,
    clock: Clock,
    *,
    data: bytes,
    name: str,
    mapping: Sequence[str] = (),
    dates: str = "",
    sheet: str = "",
    source: str = "",
) -> FactsImport:
    """Return what taking over a table of the applicant's own, CSV or xlsx, will do.

    Args:
        store: the record.
        clock: tells the day, for facts that have none.
        data: the file.
        name: what it is called, for messages and history.
        mapping: words of the applicant about columns, each "Their column=field".
        dates: dmy, mdy or ymd, for days that can be read in two ways.
        sheet: which sheet of a workbook; "" takes the one that fits best.
        source: who says so, for rows that do not say it themselves; "" takes the file's name.

    Raises:
        UnreadableFile: the file cannot be read at all.
        InvalidValue, UnknownColumn, UnknownProgramField, MalformedOverride: what is said does not fit it.
    """
    if data.startswith(_PDF):
        remedy = "The official Program Results report is read by: hallway programs import-nrmp FILE."
        raise UnreadableFile("it is a PDF document, no table", name, f"Save it as CSV first. {remedy}")
    order = _read_order(dates)
    chosen = ""
    sheets: tuple[str, ...] = ()
    if data.startswith(_ZIP):
        book = read_workbook(data, sheet or None, name=name)
        table, chosen, sheets = book.table, book.chosen, tuple(each.name for each in book.sheets)
    elif sheet:
        raise InvalidValue("sheet", sheet, "Only a workbook (xlsx) has sheets. Leave it out.")
    else:
        table = read_table(data, name=name)
    told = typed_text.read_line("source", source) or name
    found = _plan_table(store, clock, table, name=name, mapping=mapping, order=order, source=told)
    return replace(found, sheet=chosen, sheets=sheets)


def _plan_table(
    store: Store,
    clock: Clock,
    table: Table,
    *,
    name: str,
    mapping: Sequence[str],
    order: KnownOrder | None,
    source: str,
) -> FactsImport:
    columns = choose_program_columns(guess_program_columns(table.headers), mapping)
    read = read_program_sheet(table, columns, source=source, date_order=order)
    plan = plan_facts(store, clock, rows=read.rows, name=name, problems=read.problems)
    return FactsImport(plan=plan, questions=read.questions, columns=read.columns)


def keep_program_results(store: Store, clock: Clock, *, results: ProgramResults) -> ProgramCounts:
    """Keep what was read of an official report; it enters the odds only when that is switched on."""
    return import_counts(store, clock, report=results.report, years=results.years, rows=results.rows)


def _read_order(dates: str) -> KnownOrder | None:
    if not dates:
        return None
    order = next((each for each in KNOWN_ORDERS if each == dates.strip().lower()), None)
    if order is None:
        raise InvalidValue("dates", dates, f"Choose one of: {', '.join(KNOWN_ORDERS)}.")
    return order

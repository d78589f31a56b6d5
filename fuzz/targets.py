"""What is fuzzed: every reader of what comes from outside, each as a function of bytes.

A target returns quietly when the reader read the bytes or refused them with its one error; anything else
that it raises is a find. Where a law is at hand it is checked, too.
"""

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from types import MappingProxyType

from hallway.desk.checking import check
from hallway.desk.composing import compose
from hallway.desk.context import Context
from hallway.desk.material import Material
from hallway.desk.template_reading import read_own_template
from hallway.formats.archives import read_archive, write_archive
from hallway.formats.captures import read_captures
from hallway.formats.cards import read_card
from hallway.formats.contacts import ContactFile, read_contacts
from hallway.formats.dates import date_order, read_date
from hallway.formats.detect import detect_kind
from hallway.formats.google import read_google
from hallway.formats.linkedin import read_linkedin
from hallway.formats.mail_texts import read_mail_text
from hallway.formats.mappings import guess_mapping
from hallway.formats.market_parts import UnusableMarket
from hallway.formats.market_writing import write_market_csv, write_market_json
from hallway.formats.markets import is_json, read_market
from hallway.formats.names import split_name
from hallway.formats.outlook import read_outlook
from hallway.formats.pasted import read_pasted
from hallway.formats.pasted_facts import read_pasted_facts
from hallway.formats.pdf_pages import PdfPage
from hallway.formats.phones import read_phone
from hallway.formats.problems import Problem, UnreadableFile
from hallway.formats.program_facts import FactRow
from hallway.formats.program_results import find_results, read_program_results
from hallway.formats.program_sheets import guess_program_columns, read_program_sheet, write_program_sheet
from hallway.formats.program_values import read_value
from hallway.formats.tables import Limits, Table, read_table
from hallway.formats.vcards import read_vcards
from hallway.formats.workbooks import read_sheet, sheets_of
from hallway.playbooks.library import check_audience_file, make_playbook

SMALL = Limits(size=200_000, rows=200, lines=2_000, columns=60, cell=5_000)
"""Limits that a fuzzer can reach."""


class BrokenLaw(AssertionError):
    """A reader returned something that it never should."""


def _read_table(data: bytes) -> Table | None:
    try:
        return read_table(data, limits=SMALL)
    except UnreadableFile:
        return None


def _require_people(file: ContactFile) -> None:
    """Check what every reader of contacts promises: somebody in every row, and clean lines."""
    for row in file.rows:
        if row.name is None and not row.emails and not row.phones:
            raise BrokenLaw(row)
        if row.name is not None and (row.name != row.name.strip() or "\n" in row.name or "\x00" in row.name):
            raise BrokenLaw(row.name)
    for problem in file.problems:
        if not problem.says:
            raise BrokenLaw(problem)


def table(data: bytes) -> None:
    """Read a table as contacts, by the kind its columns tell."""
    found = _read_table(data)
    detect_kind(data, found)
    if found is not None:
        _require_people(read_contacts(found, guess_mapping(found.headers)))


def linkedin(data: bytes) -> None:
    """Read a table as a LinkedIn export."""
    found = _read_table(b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\r\n" + data)
    if found is not None:
        _require_people(read_linkedin(found))


def google(data: bytes) -> None:
    """Read a table as Google Contacts, whatever columns it has."""
    found = _read_table(data)
    if found is not None:
        _require_people(read_google(found))


def outlook(data: bytes) -> None:
    """Read a table as Outlook contacts, whatever columns it has."""
    found = _read_table(data)
    if found is not None:
        _require_people(read_outlook(found))


def vcard(data: bytes) -> None:
    """Read cards."""
    try:
        _require_people(read_vcards(data))
    except UnreadableFile:
        return


def card(data: bytes) -> None:
    """Read the text of one card."""
    try:
        read_card(data.decode("utf-8", "surrogateescape"))
    except UnreadableFile:
        return


def pasted(data: bytes) -> None:
    """Read a pasted list."""
    try:
        _require_people(read_pasted(data.decode("utf-8", "surrogateescape")))
    except UnreadableFile:
        return


_PARTS = (
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/workbook.xml",
    "xl/styles.xml",
    "[Content_Types].xml",
    "xl/_rels/workbook.xml.rels",
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_WORKBOOK: Mapping[str, str] = MappingProxyType(
    {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_KIND}.sharedStrings+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_LINKS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{_LINKS}/sharedStrings" Target="sharedStrings.xml"/>'
        f'<Relationship Id="r3" Type="{_LINKS}/styles" Target="styles.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>'
        '<sheet name="People" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>'
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
        '<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" s="1"><v>46000</v></c></row>'
        "</sheetData></worksheet>",
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}"><si><t>Name</t></si><si><t>Last contact</t></si>'
        "<si><t>Ana Novak</t></si></sst>",
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>'
        "</cellXfs></styleSheet>",
    }
)
"""A small workbook, part by part."""


def make_workbook(data: bytes) -> bytes:
    """Return a workbook of which one part, told by the first byte, is the rest of `data`; else `data`."""
    if not data or data[0] >= len(_PARTS):
        return data
    broken = _PARTS[data[0]]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        for name, text in _WORKBOOK.items():
            book.writestr(name, data[1:] if name == broken else text)
    return made.getvalue()


def workbook(data: bytes) -> None:
    """Read every sheet of a workbook, and its best one as contacts."""
    book = make_workbook(data)
    try:
        for each in sheets_of(book, name="the file", limits=SMALL):
            read_sheet(book, each.name, name="the file", limits=SMALL)
        found = read_sheet(book, None, name="the file", limits=SMALL)
    except UnreadableFile:
        return
    _require_people(read_contacts(found, guess_mapping(found.headers)))


def archive(data: bytes) -> None:
    """Read an archive; what was read is written and read again as the same."""
    try:
        found = read_archive(data, largest=SMALL.size)
    except UnreadableFile:
        return
    written = write_archive(found.tables, made=found.made, version=found.version)
    if read_archive(written).tables != found.tables:
        raise BrokenLaw(found)


def captures(data: bytes) -> None:
    """Read notes that a phone took."""
    try:
        read_captures(data)
    except UnreadableFile:
        return


def audience(data: bytes) -> None:
    """Check a custom audience."""
    check_audience_file(data.decode("utf-8", "replace"))


def words(data: bytes) -> None:
    """Read single values: dates, phones and names."""
    text = data.decode("utf-8", "replace")
    order = date_order([text])
    read_date(text, order)
    read_phone(text)
    split_name(text)


_CONTEXT = Context(
    material=Material(playbook=make_playbook("img-general", overrides={}), today=date(2026, 11, 23)),
    at=datetime(2026, 11, 21, 3, tzinfo=UTC),
)


def mail(data: bytes) -> None:
    """Read a message and check it; every finding points at what it quotes."""
    try:
        text = read_mail_text(data).text
    except UnreadableFile:
        return
    for each in check(text, _CONTEXT).findings:
        if each.quote != text[each.start : each.end] or not (each.says and each.because and each.remedy):
            raise BrokenLaw(each)


def template(data: bytes) -> None:
    """Read a template of the applicant's own; one without faults is composed."""
    found, problems = read_own_template(data.decode("utf-8", "replace"), set())
    if found is not None and not problems:
        compose(found, _CONTEXT.material, {})


def market(data: bytes) -> None:
    """Read a market, from JSON or from tables with ==== between them; what was read reads back equal."""
    files = {"market": data} if is_json(data) else dict(enumerated(data.split(b"\n====\n")))
    try:
        found = read_market(files).market
    except (UnreadableFile, UnusableMarket):
        return
    written = write_market_json(found)
    for again in (read_market({"market": written.encode()}), read_market(write_market_csv(found))):
        if write_market_json(again.market) != written:
            raise BrokenLaw(written)


_REPORT = b"BT /F 8 Tf 36 700 Td (Program Results: Main Residency Match 2021-2025) Tj ET "
_PDF = (
    b"%%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
    b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 5 0 R"
    b"/Resources<</Font<</F 4 0 R>>>>>>\nendobj\n"
    b"4 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\n"
    b"5 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n"
    b"trailer\n<</Root 1 0 R/Size 6>>\nstartxref\n0\n%%%%EOF\n"
)
"""A report of one page, without what it draws."""


def program_results(data: bytes) -> None:
    """Read a report: as text after a "t", as the steps that draw a page after a "d", else as a file."""
    steps = _REPORT + data[1:]
    try:
        if data.startswith(b"t"):
            text = data[1:].decode("utf-8", "replace")
            found = find_results([PdfPage(1, text, tuple(text.split("\n")))])
        else:
            found = read_program_results(_PDF % (len(steps), steps) if data.startswith(b"d") else data)
    except UnreadableFile:
        return
    for counts in found.rows.values():
        over = any(filled is not None and (quota is None or filled > quota) for quota, filled in counts)
        if len(counts) != len(found.years) or over:
            raise BrokenLaw(counts)


def _require_facts(rows: Iterable[FactRow], problems: Iterable[Problem]) -> None:
    """Check what readers of facts promise: a program in every row, and values that read as themselves."""
    for row in rows:
        if not row.unit or read_value(row.kind, row.value) != row.value:
            raise BrokenLaw(row)
    for problem in problems:
        if not (problem.says and problem.remedy):
            raise BrokenLaw(problem)


def program_sheet(data: bytes) -> None:
    """Read a table of programs; what was read is written and read again as the same."""
    found = _read_table(data)
    if found is None:
        return
    sheet = read_program_sheet(found, guess_program_columns(found.headers))
    _require_facts(sheet.rows, sheet.problems)
    if sheet.rows:
        again = read_table(write_program_sheet(sheet.rows, {}))
        written = read_program_sheet(again, guess_program_columns(again.headers))
        if [(row.kind, row.value) for row in written.rows] != [(row.kind, row.value) for row in sheet.rows]:
            raise BrokenLaw(sheet.rows)


def pasted_facts(data: bytes) -> None:
    """Read facts of programs that were typed."""
    try:
        found = read_pasted_facts(data.decode("utf-8", "surrogateescape"))
    except UnreadableFile:
        return
    _require_facts(found.rows, found.problems)


def enumerated(tables: Iterable[bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield tables with names."""
    for number, each in enumerate(tables, start=1):
        yield f"{number}.csv", each


TARGETS: Mapping[str, Callable[[bytes], None]] = MappingProxyType(
    {
        each.__name__: each
        for each in (
            table,
            linkedin,
            google,
            outlook,
            vcard,
            card,
            pasted,
            workbook,
            archive,
            captures,
            audience,
            words,
            mail,
            template,
            market,
            program_results,
            program_sheet,
            pasted_facts,
        )
    }
)
"""Every target by name."""

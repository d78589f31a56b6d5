"""Turn the rows of a table into contacts, and lose nothing on the way."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, TypeAlias, TypeVar

from hallway.domain.names import fold
from hallway.formats.dates import DateOrder, KnownOrder, date_order, possible_orders, read_date
from hallway.formats.fields import (
    find_emails,
    is_web_address,
    near_zones,
    read_zone,
    split_groups,
    split_list,
    split_phones,
)
from hallway.formats.headers import IMPORT_FIELDS, ImportField, NamePart
from hallway.formats.mappings import Column, ColumnMapping, find_column, name_part_of
from hallway.formats.problems import Problem
from hallway.formats.tables import Row, Table
from hallway.formats.texts import clean_line, clean_lines, restore, shorten

ContactKind: TypeAlias = Literal["csv", "linkedin", "google", "outlook", "vcard", "xlsx", "text", "card"]
DateField: TypeAlias = Literal["last_contact", "next_follow_up"]
Value = TypeVar("Value")

_NAME_FIELDS: Final[tuple[ImportField, ...]] = ("name", "given", "family")
_NAME_ORDER: Final[dict[NamePart | None, int]] = {"given": 0, "middle": 1, None: 2, "family": 3, "whole": 4}
_NOTHING: Final = frozenset({"0/0/00", "0/0/0000", "00/00/00", "00/00/0000"})  # how Outlook writes no date
_NO_DAY: Final = _NOTHING | {"", "-", "\N{EN DASH}", "\N{EM DASH}", "n/a", "na", "none", "never"}
_EXAMPLES: Final = 3
_ADD_NAME: Final = "Add the name in the file, or here before you take the row over."
_LEFT_OUT: Final = "Nothing: it was left out."
_SAY_ORDER: Final = (
    "Say which comes first in that column, or write the dates like 2026-01-31; until then the notes keep it."
)
_WRITE_DATE: Final = "Write it like 2026-01-31; until then the notes keep it."


@dataclass(frozen=True, slots=True)
class DateQuestion:
    """A column of dates that can be read in several orders: the applicant must say in which."""

    column: str
    examples: tuple[str, ...]
    choices: tuple[KnownOrder, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRow:
    """What one row of a file says about one person.

    `name` is the whole name as it is shown; the parts stand beside it only when the file tells them.
    """

    line: int
    name: str | None = None
    given: str | None = None
    family: str | None = None
    credentials: str | None = None
    role: str | None = None
    specialty: str | None = None
    subspecialty: str | None = None
    institution: str | None = None
    department: str | None = None
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    profile_url: str | None = None
    city: str | None = None
    state: str | None = None
    country: str | None = None
    zone: str | None = None
    how_met: str | None = None
    introduced_by: str | None = None
    last_contact: date | None = None
    topics: tuple[str, ...] = ()
    next_follow_up: date | None = None
    groups: tuple[str, ...] = ()
    notes: str | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class ContactFile:
    """The contacts of one file; `problems` holds those of its rows too, in the order of lines.

    A file without columns has an empty mapping and asks nothing.
    """

    kind: ContactKind
    mapping: ColumnMapping
    rows: tuple[ContactRow, ...]
    problems: tuple[Problem, ...]
    questions: tuple[DateQuestion, ...]


def read_contacts(
    table: Table,
    mapping: ColumnMapping,
    *,
    date_orders: Mapping[str, KnownOrder] | None = None,
    how_met: str | None = None,
) -> ContactFile:
    """Read every row of `table` as a contact.

    Args:
        table: the rows.
        mapping: which column is which field; a column it does not name goes to the notes.
        date_orders: the applicant's answers to earlier questions, by column name.
        how_met: where all of them were met, for rows that do not say it themselves.

    Raises:
        UnknownColumn: an answer is about a column that the file does not have.
    """
    plan = _make_plan(table, mapping, date_orders or {}, how_met)
    problems = [*table.problems, *plan.problems]
    rows: list[ContactRow] = []
    empty: list[int] = []
    for row in table.rows if plan.has_names else ():
        if not any(cell and not cell.isspace() for cell in row.cells):
            empty.append(row.line)
            continue
        contact = _Reader(plan, row).read()
        problems += contact.problems
        if contact.name is None and not contact.emails and not contact.phones:
            problems.append(tell_nobody(row.line, row.cells))
        else:
            rows.append(contact)
    if empty:
        more = f", and {len(empty) - 1} more below" if len(empty) > 1 else ""
        problems.append(Problem(empty[0], None, f"Empty row{more}.", _LEFT_OUT))
    problems.sort(key=lambda problem: problem.line or 0)
    return ContactFile("csv", mapping, tuple(rows), tuple(problems), plan.questions)


def tell_nobody(line: int, texts: Iterable[str]) -> Problem:
    """Return the problem of a row that names nobody and gives no address: it is left out."""
    holds = shorten(" | ".join(filter(None, map(clean_line, texts))))
    says = "Empty row: neither a name nor an e-mail address"
    return Problem(line, "name", f"{says}, only {holds}." if holds else f"{says}.", _ADD_NAME)


def tell_nameless(line: int, emails: Sequence[str], phones: Sequence[str]) -> Problem:
    """Return the problem of a contact that has an address but no name."""
    what = f"the e-mail address {shorten(emails[0])}" if emails else f"the phone {shorten(phones[0])}"
    return Problem(line, "name", f"No name, only {what}.", _ADD_NAME)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What to do with each column of one file."""

    headers: tuple[str, ...]
    places: Mapping[ImportField, tuple[int, ...]]
    unknown: tuple[int, ...]
    orders: Mapping[int, DateOrder]
    problems: tuple[Problem, ...]
    questions: tuple[DateQuestion, ...]
    how_met: str | None
    parts: Mapping[int, NamePart | None]  # of a name, by place

    @property
    def has_names(self) -> bool:
        """Tell whether any column holds names or parts of them."""
        return bool(self.parts)

    @property
    def tells_parts(self) -> bool:
        """Tell whether given and family names stand in columns of their own."""
        return {"given", "family"} <= set(self.parts.values())


def _make_plan(
    table: Table, mapping: ColumnMapping, answers: Mapping[str, KnownOrder], how_met: str | None
) -> _Plan:
    known = {column.header: column for column in mapping.columns}
    columns = [known.get(header, Column(header, None)) for header in table.headers]
    # What the applicant chose comes before what was guessed.
    ranked = sorted(range(len(columns)), key=lambda place: not columns[place].chosen)
    places = {
        each: tuple(place for place in ranked if columns[place].field == each) for each in IMPORT_FIELDS
    }
    unknown = tuple(place for place, column in enumerate(columns) if column.field is None)
    orders: dict[int, DateOrder] = {
        find_column(table.headers, each): order for each, order in answers.items()
    }
    problems: list[Problem] = []
    questions: list[DateQuestion] = []
    parts = {place: name_part_of(columns[place]) for each in _NAME_FIELDS for place in places[each]}
    if not parts:
        says = f"No column holds names; the columns are {shorten(', '.join(table.headers), 200)}."
        problems.append(Problem(None, "name", says, 'Say which one does, for example "Attending=name".'))
    for each in ("last_contact", "next_follow_up"):
        for place in places[each]:
            values = [restore(row.cells[place]).strip() for row in table.rows]
            order = orders.setdefault(place, date_order(values))
            doubt = _doubt_dates(table.headers[place], values, order)
            if isinstance(doubt, DateQuestion):
                questions.append(doubt)
            elif doubt is not None:
                problems.append(Problem(None, each, doubt, _SAY_ORDER))
    return _Plan(table.headers, places, unknown, orders, tuple(problems), tuple(questions), how_met, parts)


def _doubt_dates(header: str, values: Sequence[str], order: DateOrder) -> DateQuestion | str | None:
    """Return what must be asked about a column of dates, what contradicts itself in it, or None."""
    if order not in {"unclear", "mixed"}:
        return None
    unread = [value for value in values if possible_orders([value]) and read_date(value, order) is None]
    if order == "mixed":
        first_of_kind = {possible_orders([value]): shorten(value) for value in reversed(unread)}
        against = ", ".join(value for kind, value in first_of_kind.items() if len(kind) == 1)
        return f"The column {header!r} has dates that contradict each other in their order: {against}."
    examples = tuple(dict.fromkeys(map(shorten, unread)))[:_EXAMPLES]
    return DateQuestion(header, examples, possible_orders(unread)) if unread else None


@dataclass(slots=True)
class _Reader:
    """Reads one row; what finds no place elsewhere is kept for the notes, by column."""

    plan: _Plan
    row: Row
    kept: dict[int, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def read(self) -> ContactRow:
        """Return the row as a contact."""
        name, given, family = self._names()
        emails, phones = self._emails(), self._phones()
        if name is None and (emails or phones):
            self.problems.append(tell_nameless(self.row.line, emails, phones))
        groups = self._groups()
        return ContactRow(
            line=self.row.line,
            name=name,
            given=given,
            family=family,
            credentials=self._text("credentials"),
            role=self._text("role"),
            specialty=self._text("specialty"),
            subspecialty=self._text("subspecialty"),
            institution=self._text("institution"),
            department=self._text("department"),
            emails=emails,
            phones=phones,
            profile_url=self._first("profile_url", _read_web_address, _refuse_web_address),
            city=self._text("city"),
            state=self._text("state"),
            country=self._text("country"),
            zone=self._first("zone", read_zone, _refuse_zone),
            how_met=self._text("how_met") or self.plan.how_met,
            introduced_by=self._text("introduced_by"),
            last_contact=self._date("last_contact"),
            topics=self._topics(),
            next_follow_up=self._date("next_follow_up"),
            groups=groups,
            notes=self._notes(),
            problems=tuple(self.problems),
        )

    def _filled(self, wanted: ImportField) -> Iterator[tuple[int, str]]:
        """Yield place and text of the columns of a field that are not empty in this row."""
        for place in self.plan.places[wanted]:
            text = clean_line(restore(self.row.cells[place]))
            if text:
                yield place, text

    def _keep(self, place: int) -> None:
        text = clean_lines(restore(self.row.cells[place]))
        if text and text not in _NOTHING:
            self.kept[place] = f"{self.plan.headers[place]}: {text}"

    def _refuse(self, place: int, wanted: ImportField, says: str, remedy: str) -> None:
        header = self.plan.headers[place]
        self.problems.append(Problem(self.row.line, wanted, f"{says} (column {header!r}).", remedy))
        self._keep(place)

    def _first(
        self,
        wanted: ImportField,
        read: Callable[[str], Value | None],
        refuse: Callable[[str], tuple[str, str]],
    ) -> Value | None:
        """Return the first value that can be read; the others go to the notes."""
        first: Value | None = None
        for place, text in self._filled(wanted):
            value = read(text)
            if value is None:
                self._refuse(place, wanted, *refuse(text))
            elif first is None:
                first = value
            elif value != first:
                self._keep(place)
        return first

    def _text(self, wanted: ImportField) -> str | None:
        if not self.plan.places[wanted]:
            return None
        filled = self._filled(wanted)
        _, first = next(filled, (0, None))
        for place, text in filled:
            if text != first:
                self._keep(place)
        return first

    def _names(self) -> tuple[str | None, str | None, str | None]:
        """Return the whole name, and the given and family names where the file tells them."""
        found: dict[NamePart | None, list[str]] = {}
        for place in sorted(self.plan.parts, key=lambda place: (_NAME_ORDER[self.plan.parts[place]], place)):
            text = clean_line(restore(self.row.cells[place]))
            if text:
                found.setdefault(self.plan.parts[place], []).append(text)
        given, family = " ".join(found.get("given", ())), " ".join(found.get("family", ()))
        whole = " ".join(dict.fromkeys(found.pop("whole", ())))
        if not whole:
            name = " ".join(text for texts in found.values() for text in texts)
            return (
                name or None,
                *((given or None, family or None) if self.plan.tells_parts else (None, None)),
            )
        missing = [text for text in found.get("given", ()) if fold(text) not in fold(whole)]
        if missing and "family" not in self.plan.parts.values():
            # "Name" beside a first name alone is the family name, as on German lists.
            return " ".join([*missing, whole]), given, whole
        self._keep_other_names(whole)
        return whole, given or None, family or None

    def _keep_other_names(self, whole: str) -> None:
        """Keep for the notes what stands beside a whole name without being in it."""
        for place, part in self.plan.parts.items():
            if part in {"middle", None} and fold(clean_line(restore(self.row.cells[place]))) not in fold(
                whole
            ):
                self._keep(place)

    def _emails(self) -> tuple[str, ...]:
        found: dict[str, str] = {}
        for place, text in self._filled("email"):
            addresses, others = find_emails(text)
            for address in addresses:
                found.setdefault(address.casefold(), address)
            if others:
                says = f"{shorten(text)!r} is not an e-mail address"
                if addresses:
                    says = f"{shorten(others[0])!r} is not an e-mail address"
                self._refuse(
                    place, "email", says, "Write it like ana@example.org; until then the notes keep it."
                )
        return tuple(found.values())

    def _phones(self) -> tuple[str, ...]:
        cells = (restore(self.row.cells[place]) for place in self.plan.places["phone"])
        return tuple(dict.fromkeys(phone for cell in cells for phone in split_phones(clean_lines(cell))))

    def _date(self, wanted: DateField) -> date | None:
        first: date | None = None
        for place, text in self._filled(wanted):
            if text.casefold() in _NO_DAY:
                continue
            order = self.plan.orders[place]
            day = read_date(text, order)
            if day is None:
                self._refuse(place, wanted, *_refuse_date(text, order))
            elif first is None:
                first = day
            elif day != first:
                self._keep(place)
        return first

    def _topics(self) -> tuple[str, ...]:
        cells = (restore(self.row.cells[place]) for place in sorted(self.plan.places["topics"]))
        return tuple(dict.fromkeys(topic for cell in cells for topic in split_list(clean_lines(cell))))

    def _groups(self) -> tuple[str, ...]:
        groups: list[str] = []
        for place in sorted(self.plan.places["groups"]):
            known, others = split_groups(clean_lines(restore(self.row.cells[place])))
            groups += known
            if others:
                self.kept[place] = f"Groups: {'; '.join(others)}"
        return tuple(dict.fromkeys(groups))

    def _notes(self) -> str | None:
        for place in self.plan.unknown:
            self._keep(place)
        written = (clean_lines(restore(self.row.cells[place])) for place in sorted(self.plan.places["notes"]))
        others = (self.kept[place] for place in sorted(self.kept))
        return "\n".join(filter(None, [*written, *others])) or None


def _read_web_address(text: str) -> str | None:
    return text if is_web_address(text) else None


def _refuse_web_address(text: str) -> tuple[str, str]:
    return (
        f"{shorten(text)!r} is not a web address",
        "Write it like https://example.org; until then the notes keep it.",
    )


def _refuse_zone(text: str) -> tuple[str, str]:
    near = ", ".join(near_zones(text)) or "a name such as America/Chicago"
    return f"{shorten(text)!r} is not a time zone", f"Did you mean {near}? Until then the notes keep it."


def _refuse_date(text: str, order: DateOrder) -> tuple[str, str]:
    if order in {"unclear", "mixed"} and possible_orders([text]):
        return f"{shorten(text)!r} may be day first or month first", _SAY_ORDER
    return f"{shorten(text)!r} is not a date", _WRITE_DATE

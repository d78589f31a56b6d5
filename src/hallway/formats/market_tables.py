"""Read a market from tables, as they are commonly exchanged: applicant, rank, program."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from hallway.engine.kernels import Ints
from hallway.engine.markets import NOBODY, PARITIES
from hallway.formats.market_layouts import Kind, MarketTable, read_market_table, read_positions, read_ranks
from hallway.formats.market_parts import (
    UNKNOWN,
    Draft,
    MarketFile,
    Names,
    Numbers,
    Rows,
    UnusableMarket,
    count_up,
    did_you_mean,
    quote,
    tell_silent,
)
from hallway.formats.texts import clean_line, restore

_REQUIRED: Final = (Kind.APPLICANTS, Kind.PROGRAMS, Kind.QUOTAS)
_WITHOUT: Final = frozenset({"", "-", "no match", "none", "unmatched"})
"""What stands in a couple's list where this partner stays without a program."""


def read_market_tables(files: Mapping[str, bytes]) -> MarketFile:
    """Read a market from tables, each known by its column names.

    Raises:
        UnreadableFile: a file is no table.
        UnusableMarket: what they say cannot be meant.
    """
    tables: dict[Kind, MarketTable] = {}
    for name, data in files.items():
        table = read_market_table(name, data)
        if twin := tables.get(table.kind):
            columns = ",".join(table.kind.value)
            raise UnusableMarket(
                f"{twin.name} and {name} together", f"both are tables of {columns}. Keep one of them."
            )
        tables[table.kind] = table
    for kind in _REQUIRED:
        if kind not in tables:
            read = ", ".join(f"{each.name} ({','.join(each.kind.value)})" for each in tables.values())
            raise UnusableMarket(
                read or "no file",
                f"a table with the columns {','.join(kind.value)} is missing. Name its file, too.",
            )
    return _TableMarket(tables).read()


@dataclass(frozen=True, slots=True)
class _Entries:
    """The entries of one table, sorted by owner and rank.

    `owners`, `ranks` and `rows` (of the table) fit each other; `numbers` has -1 where a cell names nobody.
    """

    owners: Ints
    ranks: Ints
    numbers: Ints
    rows: NDArray[np.intp]


Pair: TypeAlias = tuple[int, int]


class _TableMarket:
    """Makes one market of tables, and knows in which line everything stands."""

    def __init__(self, tables: Mapping[Kind, MarketTable]) -> None:
        self.tables = tables
        self.applicants, self.programs = Names("applicant"), Names("program")
        self.places: dict[str, tuple[MarketTable, Sequence[int]]] = {}
        """Of each part: in which row of which table each of its rows stands."""
        self.entries: dict[str, tuple[MarketTable, Rows]] = {}
        """The same for its entries: rows of the table, in the shape of the lists."""

    def read(self) -> MarketFile:
        """Return the market and notes."""
        lists, ranks = self.tables[Kind.APPLICANTS], self.tables[Kind.PROGRAMS]
        seats = self._seats(self.tables[Kind.QUOTAS])
        owners = self._enter(self.applicants, lists, "applicant")
        couples = self._couples()
        self._note_owners(lists, owners)
        members = np.zeros(len(self.applicants.names), np.bool_)
        members[[each for couple in couples for each in couple]] = True
        chosen = self._sorted(lists, owners, "program", self.programs, may_be_without=members)
        ranked = self._sorted(ranks, self._known_programs(ranks), "applicant", self.applicants)
        own = ~members[chosen.owners]
        advanced, extras = self._supplemental()
        draft = Draft(
            applicants=self.applicants,
            programs=self.programs,
            seats=seats,
            lists=self._rows("applicants", lists, chosen, own, len(members)),
            ranks=self._rows("programs", ranks, ranked, np.ones(len(ranked.rows), np.bool_), len(seats)),
            couples=couples,
            pairs=self._pairs(lists, chosen, couples),
            advanced=advanced,
            extras=extras,
            reversions=self._reversions(),
            parity=self._parity(),
            where=self._where,
        )
        heard = set(ranked.owners.tolist())
        silent = [each for each, number in enumerate(seats) if number and each not in heard]
        remarks = [each for table in self.tables.values() for each in table.remarks]
        return MarketFile(draft.finish(), (*remarks, *tell_silent(self.programs, silent)))

    # -------------------------------------------------------------------------------------- who is there

    def _seats(self, table: MarketTable) -> list[int]:
        seats: list[int] = []
        for row, (raw, number) in enumerate(
            zip(table.columns["program"], table.columns["quota"], strict=True)
        ):
            _, is_new = self._enter_one(self.programs, table, row, raw)
            if not is_new:
                raise table.refusal(row, f"the program {quote(raw)} stands twice. Keep one line.")
            seats.append(read_positions(table, row, number))
        self.places["capacity"] = (table, range(len(seats)))
        return seats

    def _enter(self, names: Names, table: MarketTable, column: str) -> Ints:
        """Give all owners of lists their numbers, (rows,)."""
        raws = table.columns[column]

        def enter(raw: str | None) -> int:
            try:
                return names.enter(restore(raw or ""))[0]
            except ValueError as wrong:
                raise table.refusal(raws.index(raw or ""), str(wrong)) from None

        return Numbers(enter).of(raws)

    def _enter_one(self, names: Names, table: MarketTable, row: int, raw: str) -> tuple[int, bool]:
        try:
            return names.enter(restore(raw))
        except ValueError as wrong:
            raise table.refusal(row, str(wrong)) from None

    def _numbered(self, names: Names, raws: Sequence[str]) -> Ints:
        """Return the numbers of names, UNKNOWN where nobody has one, -1 where the cell names nobody."""

        def find(raw: str | None) -> int:
            number = names.find(restore(raw or ""))
            is_nobody = number == UNKNOWN and clean_line(raw or "").casefold() in _WITHOUT
            return NOBODY if is_nobody else number

        return Numbers(find).of(raws)

    def _known_programs(self, table: MarketTable) -> Ints:
        raws = table.columns["program"]
        owners = self._numbered(self.programs, raws)
        for row in np.flatnonzero(owners < 0).tolist():
            quotas = self.tables[Kind.QUOTAS].name
            if not clean_line(raws[row]):
                raise table.refusal(row, self.programs.unknown(raws[row]))
            otherwise = "Add it there, 0 if it has none."
            guess = did_you_mean(raws[row], self.programs.names, otherwise)
            reason = f"{quotas} does not say how many positions {quote(raws[row])} has. {guess}"
            raise table.refusal(row, reason)
        return owners

    def _couples(self) -> list[Pair]:
        table = self.tables.get(Kind.COUPLES)
        if table is None:
            return []
        couples = [
            (self._enter_one(self.applicants, table, row, first)[0],
             self._enter_one(self.applicants, table, row, second)[0])
            for row, (first, second) in enumerate(
                zip(table.columns["applicant"], table.columns["partner"], strict=True)
            )
        ]  # fmt: skip
        self.places["couples"] = (table, range(len(couples)))
        return couples

    # -------------------------------------------------------------------------------------------- lists

    def _sorted(
        self,
        table: MarketTable,
        owners: Ints,
        column: str,
        names: Names,
        *,
        may_be_without: NDArray[np.bool_] | None = None,
    ) -> _Entries:
        """Return the entries of one table by owner and rank; a row that names an owner alone is none."""
        raws = table.columns[column]
        numbers = self._numbered(names, raws)
        ranks = read_ranks(table)
        is_bare = (ranks == 0) & (numbers == NOBODY)
        without = ~is_bare & (numbers == NOBODY)
        if may_be_without is not None:
            without &= ~may_be_without[owners]
        for row in np.flatnonzero((numbers == UNKNOWN) | without | (~is_bare & (ranks == 0))).tolist():
            if numbers[row] != UNKNOWN and not without[row]:
                raise table.refusal(row, f"the rank of {quote(raws[row])} is missing. Write 1 for the first.")
            reason = names.unknown(raws[row], self._how_to_add(names))
            if may_be_without is not None and without[row]:
                reason += " Only partners in a couple rank 'no program'."
            raise table.refusal(row, reason)
        rows = np.flatnonzero(~is_bare)
        rows = rows[np.lexsort((ranks[rows], owners[rows]))]
        found = _Entries(owners[rows], ranks[rows], numbers[rows], rows)
        _refuse_equal_ranks(table, found)
        return found

    def _how_to_add(self, names: Names) -> str:
        if names is self.programs:
            return f"Add it to {self.tables[Kind.QUOTAS].name}, or take this line out."
        return (
            f"Add a line with this name alone to {self.tables[Kind.APPLICANTS].name}, or take this line out."
        )

    def _note_owners(self, table: MarketTable, owners: Ints) -> None:
        first = np.full(len(self.applicants.names), 0, np.intp)
        first[owners[::-1]] = np.arange(len(owners))[::-1]
        self.places["applicants"] = (table, first.tolist())

    def _rows(
        self, part: str, table: MarketTable, found: _Entries, kept: NDArray[np.bool_], count: int
    ) -> Rows:
        starts = count_up(np.bincount(found.owners[kept], minlength=count).astype(np.int32))
        self.entries[part] = (table, Rows(starts, found.rows[kept].astype(np.int32)))
        return Rows(starts, found.numbers[kept])

    def _pairs(self, table: MarketTable, found: _Entries, couples: Sequence[Pair]) -> Rows:
        """Put the rows of two partners together, by their equal rank."""
        starts = count_up(np.bincount(found.owners, minlength=len(self.applicants.names)).astype(np.int32))
        pieces: list[Ints] = [np.zeros((0, 2), np.int32)]
        rows: list[NDArray[np.intp]] = [np.zeros(0, np.intp)]
        lengths: list[int] = []
        for first, second in couples:
            one, two = (slice(starts[who], starts[who + 1]) for who in (first, second))
            self._refuse_unequal(table, found, (first, one), (second, two))
            pieces.append(np.column_stack((found.numbers[one], found.numbers[two])))
            rows.append(found.rows[one])
            lengths.append(one.stop - one.start)
        counted = count_up(lengths)
        self.entries["couples"] = (table, Rows(counted, np.concatenate(rows).astype(np.int32)))
        return Rows(counted, np.concatenate(pieces))

    def _refuse_unequal(
        self, table: MarketTable, found: _Entries, one: tuple[int, slice], two: tuple[int, slice]
    ) -> None:
        ranks = [found.ranks[each].tolist() for _, each in (one, two)]
        if ranks[0] == ranks[1]:
            return
        alone = min(set(ranks[0]) ^ set(ranks[1]))
        has, lacks = (one, two) if alone in ranks[0] else (two, one)
        row = int(found.rows[has[1]][found.ranks[has[1]].tolist().index(alone)])
        names = self.applicants.names
        reason = (
            f"{quote(names[has[0]])} has a rank {alone} and the partner {quote(names[lacks[0]])} has none. "
            f"The lists of a couple are read in pairs (here {len(ranks[0])} and {len(ranks[1])} rows): "
            "add the row, with no program where this partner stays without one."
        )
        raise table.refusal(row, reason)

    # ----------------------------------------------------------------------------------- further tables

    def _supplemental(self) -> tuple[list[Pair], Rows]:
        table = self.tables.get(Kind.SUPPLEMENTAL)
        if table is None:
            empty = np.zeros(0, np.int32)
            return [], Rows(count_up([]), empty)
        keys: dict[Pair, int] = {}
        places: list[int] = []
        owners: list[int] = []
        pairs = zip(table.columns["applicant"], table.columns["advanced_program"], strict=True)
        for row, (who, program) in enumerate(pairs):
            key = (
                self._known(self.applicants, table, row, who),
                self._known(self.programs, table, row, program),
            )
            if key not in keys:
                keys[key] = len(keys)
                places.append(row)
            owners.append(keys[key])
        found = self._sorted(table, np.array(owners, np.int32), "program", self.programs)
        self.places["supplemental"] = (table, places)
        kept = np.ones(len(found.rows), np.bool_)
        return list(keys), self._rows("supplemental", table, found, kept, len(keys))

    def _known(self, names: Names, table: MarketTable, row: int, raw: str) -> int:
        number = names.find(restore(raw))
        if number == UNKNOWN:
            raise table.refusal(row, names.unknown(raw, self._how_to_add(names)))
        return number

    def _reversions(self) -> list[tuple[int, int, int]]:
        table = self.tables.get(Kind.REVERSIONS)
        if table is None:
            return []
        cells = zip(*(table.columns[each] for each in ("from", "to", "max")), strict=True)
        found = [
            (
                self._known(self.programs, table, row, donor),
                self._known(self.programs, table, row, receiver),
                read_positions(table, row, most),
            )
            for row, (donor, receiver, most) in enumerate(cells)
        ]
        self.places["reversions"] = (table, range(len(found)))
        return found

    def _parity(self) -> dict[int, str]:
        table = self.tables.get(Kind.PARITY)
        asked: dict[int, str] = {}
        if table is None:
            return asked
        for row, (raw, wanted) in enumerate(
            zip(table.columns["program"], table.columns["parity"], strict=True)
        ):
            number = self._known(self.programs, table, row, raw)
            word = clean_line(wanted).casefold()
            if number in asked:
                raise table.refusal(row, f"the program {quote(raw)} stands twice. Keep one line.")
            if word not in PARITIES:
                raise table.refusal(row, f"{quote(wanted)} is neither 'even' nor 'odd'.")
            asked[number] = word
        return asked

    def _where(self, part: str, row: int, rank: int | None) -> str:
        """Name the line of an entry, or of its owner."""
        if rank is not None and part in self.entries and row >= 0:
            table, rows = self.entries[part]
            return table.at(int(rows.entries[rows.starts[row] + rank]))
        table, places = self.places.get(part, self.places["capacity"])
        return table.at(places[row]) if 0 <= row < len(places) else table.name


def _refuse_equal_ranks(table: MarketTable, found: _Entries) -> None:
    """Refuse two entries of one list with the same rank; the later line is the one too many."""
    same = np.flatnonzero((np.diff(found.owners) == 0) & (np.diff(found.ranks) == 0))
    if not same.size:
        return
    later = [max(found.rows[at], found.rows[at + 1]) for at in same]
    at = int(same[int(np.argmin(later))])
    rows = sorted((int(found.rows[at]), int(found.rows[at + 1])))
    owner = quote(table.columns[table.kind.value[0]][rows[1]])
    reason = (
        f"{owner} has a rank {found.ranks[at]} in line {table.lines[rows[0]]} already. "
        "Give every entry of a list a rank of its own."
    )
    raise table.refusal(rows[1], reason)

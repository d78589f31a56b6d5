"""Read a market of applicants, programs and couples from JSON, or from tables as they are exchanged."""

import json
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Final, TypeAlias, cast

import numpy as np

from hallway.engine.markets import PARITIES
from hallway.formats.market_parts import (
    MOST_POSITIONS,
    UNKNOWN,
    Draft,
    MarketFile,
    Names,
    Rows,
    UnusableMarket,
    count_up,
    did_you_mean,
    quote,
    read_text,
    tell_left_out,
    tell_silent,
)
from hallway.formats.market_tables import read_market_tables
from hallway.formats.strict_json import Twice, parse_json

REQUIRED: Final = ("applicants", "programs", "capacity")
OPTIONAL: Final = ("couples", "supplemental", "reversions", "parity")
_FORM: Final = "docs/how-to/run-a-match.md shows the form."
_MEND: Final = f"Mend it there; {_FORM}"
_NOT_USED: Final = "a rank order list beside the couple's pairs; it was not used."

Place: TypeAlias = tuple[str | int, ...]
"""Keys and numbers (from 1) on the way to a value."""


def read_market(files: Mapping[str, bytes]) -> MarketFile:
    """Read a market from one JSON file, or from several tables, by what is in them.

    Args:
        files: what each file holds, by its name.

    Raises:
        UnreadableFile: a file is no JSON and no table.
        UnusableMarket: what they say cannot be meant.
    """
    jsons = [name for name, data in files.items() if is_json(data)]
    if not jsons:
        return read_market_csv(files)
    if len(files) > 1:
        other = next(name for name in files if name != jsons[0])
        raise UnusableMarket(
            f"{jsons[0]} and {other} together",
            "a JSON file holds a whole market. Name it alone, or name tables alone.",
        )
    return read_market_json(files[jsons[0]], name=jsons[0])


def is_json(data: bytes) -> bool:
    """Tell whether data begin as JSON does, in any encoding; a table does not."""
    start = data[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
    return start.startswith((b"{", b"["))


def read_market_csv(files: Mapping[str, bytes]) -> MarketFile:
    """Read a market from tables: rank order lists of both sides, positions, and more where there is more.

    Args:
        files: what each table holds, by its name; which is which is told by the column names.

    Raises:
        UnreadableFile: a file is no table.
        UnusableMarket: what they say cannot be meant.
    """
    return read_market_tables(files)


def read_market_json(data: bytes | str, *, name: str = "the file") -> MarketFile:
    """Read a market from one JSON object.

    Raises:
        UnreadableFile: it is not JSON.
        UnusableMarket: what it says cannot be meant.
    """
    remarks: list[str] = []
    if isinstance(data, bytes):
        decoded = read_text(data, name)
        remarks = [f"{name}, line {each.line}: {each.says}" for each in decoded.problems]
        data = decoded.text
    return _JsonMarket(name, parse_json(data, name=name, remedy=_MEND)).read(remarks)


# -------------------------------------------------------------------------------------------- the parts


class _JsonMarket:
    """Reads one parsed market, and knows where in the file it is."""

    def __init__(self, file: str, content: object) -> None:
        self.file = file
        self.content = self._object(content, ())
        self._refuse_unknown_keys(self.content, (), REQUIRED, OPTIONAL)
        self.applicants, self.programs = Names("applicant"), Names("program")
        self.advanced: list[tuple[int, int]] = []

    def read(self, remarks: Sequence[str]) -> MarketFile:
        """Return the market and notes."""
        lists = self._enter(self.applicants, "applicants", "programs")
        ranks = self._enter(self.programs, "programs", "applicants")
        with_lists = len(self.programs.names)
        seats = self._seats()
        couples, pairs = self._couples()
        unused = self._leave_out(couples, lists)
        extras = self._supplemental()
        lists += [[]] * (len(self.applicants.names) - len(lists))
        ranks += [[]] * (len(self.programs.names) - len(ranks))
        draft = Draft(
            applicants=self.applicants,
            programs=self.programs,
            seats=seats,
            lists=self._number("applicants", self.programs, lists),
            ranks=self._number("programs", self.applicants, ranks),
            couples=couples,
            pairs=self._number_pairs(pairs),
            advanced=self.advanced,
            extras=self._number("supplemental", self.programs, extras),
            reversions=self._reversions(),
            parity=self._parity(),
            where=self._where,
        )
        silent = [each for each in range(with_lists, len(seats)) if seats[each]]
        return MarketFile(draft.finish(), (*remarks, *unused, *tell_silent(self.programs, silent)))

    def _enter(self, names: Names, part: str, others: str) -> list[list[str]]:
        """Give the owners of the lists of one side their numbers, and return the lists."""
        members = self._object(self.content[part], (part,))
        self._enter_names(names, members, (part,))
        lists = [self._list(each, (part, name), others) for name, each in members.items()]
        return cast("list[list[str]]", lists)  # the entries are looked at all at once

    def _enter_names(self, names: Names, members: Mapping[str, object], place: Place) -> None:
        for raw in members:
            try:
                _, is_new = names.enter(raw)
            except ValueError as wrong:
                raise self._refusal(place, str(wrong)) from None
            if not is_new:
                reason = "the name stands twice (spaces around it do not count). Keep one."
                raise self._refusal((*place, raw), reason)

    def _seats(self) -> list[int]:
        place = ("capacity",)
        written = self._object(self.content["capacity"], place)
        own = Names("program")
        self._enter_names(own, written, place)
        for program in self.programs.names:
            if own.find(program) == UNKNOWN:
                alone = [each for each in own.names if self.programs.find(each) == UNKNOWN]
                guess = did_you_mean(program, alone, f"Add {quote(program)} to 'capacity', 0 if it has none.")
                reason = f"it does not say how many positions {quote(program)} has. {guess}"
                raise self._refusal(place, reason)
        for program in own.names:
            self.programs.enter(program)
        seats = [0] * len(self.programs.names)
        for raw, number in written.items():
            seats[self.programs.find(raw)] = self._positions(number, ("capacity", raw))
        return seats

    def _positions(self, number: object, place: Place) -> int:
        if type(number) is not int:
            raise self._wrong(place, number, "a whole number of positions")
        if not 0 <= number <= MOST_POSITIONS:
            shown = number if abs(number) < 10**20 else "a number of many digits"
            raise self._refusal(
                place, f"{shown} is no number of positions. Write one from 0 to {MOST_POSITIONS:,}."
            )
        return number

    def _couples(self) -> tuple[list[tuple[int, int]], list[list[list[str | None]]]]:
        couples: list[tuple[int, int]] = []
        ranks: list[list[list[str | None]]] = []
        for row, each in enumerate(self._list(self.content.get("couples", []), ("couples",), "couples")):
            place: Place = ("couples", row + 1)
            couple = self._object(each, place)
            self._refuse_unknown_keys(couple, place, ("members", "ranks"), ())
            members = self._list(couple["members"], (*place, "members"), "two applicants")
            if len(members) != 2:  # noqa: PLR2004 - a couple
                reason = f"there are {len(members)} names. A couple has two members."
                raise self._refusal((*place, "members"), reason)
            first, second = (self._enter_member(who, (*place, "members")) for who in members)
            couples.append((first, second))
            ranks.append(self._read_pairs(couple["ranks"], (*place, "ranks")))
        return couples, ranks

    def _enter_member(self, who: object, place: Place) -> int:
        try:
            return self.applicants.enter(self._text(who, place, "the name of an applicant"))[0]
        except ValueError as wrong:
            raise self._refusal(place, str(wrong)) from None

    def _read_pairs(self, written: object, place: Place) -> list[list[str | None]]:
        pairs = self._list(written, place, "pairs of programs")
        for at, pair in enumerate(pairs, start=1):
            if type(pair) is not list or len(pair) != 2:  # noqa: PLR2004 - a pair
                found = f"a list of {len(pair)}" if isinstance(pair, list) else _kind_of(pair)
                reason = f"{found} stands where a pair [program, program] belongs. Write null for no program."
                raise self._refusal((*place, at), reason)
            for each in pair:
                if each is not None and type(each) is not str:
                    raise self._wrong((*place, at), each, "the name of a program, or null")
        return cast("list[list[str | None]]", pairs)

    def _leave_out(self, couples: Sequence[tuple[int, int]], lists: list[list[str]]) -> tuple[str, ...]:
        """Empty the lists of members of couples, who have none of their own; return a note about it."""
        own = [each for each in chain.from_iterable(couples) if each < len(lists) and lists[each]]
        for each in own:
            lists[each] = []
        return tell_left_out(len(own), [self.applicants.names[each] for each in own], _NOT_USED)

    def _supplemental(self) -> list[list[str]]:
        extras: list[list[str]] = []
        written = self._object(self.content.get("supplemental", {}), ("supplemental",))
        for raw, lists in written.items():
            who = self.applicants.find(raw)
            if who == UNKNOWN:
                raise self._refusal(("supplemental",), self.applicants.unknown(raw))
            for program, entries in self._object(lists, ("supplemental", raw)).items():
                number = self.programs.find(program)
                if number == UNKNOWN:
                    raise self._refusal(("supplemental", raw), self.programs.unknown(program))
                place = ("supplemental", raw, program)
                self.advanced.append((who, number))
                extras.append(cast("list[str]", self._list(entries, place, "programs")))
        return extras

    def _reversions(self) -> list[tuple[int, int, int]]:
        found: list[tuple[int, int, int]] = []
        for row, each in enumerate(
            self._list(self.content.get("reversions", []), ("reversions",), "reversions")
        ):
            place: Place = ("reversions", row + 1)
            reversion = self._object(each, place)
            self._refuse_unknown_keys(reversion, place, ("from", "to", "max"), ())
            ends = [self._program(reversion[key], (*place, key)) for key in ("from", "to")]
            found.append((ends[0], ends[1], self._positions(reversion["max"], (*place, "max"))))
        return found

    def _program(self, name: object, place: Place) -> int:
        text = self._text(name, place, "the name of a program")
        number = self.programs.find(text)
        if number == UNKNOWN:
            raise self._refusal(place, self.programs.unknown(text))
        return number

    def _parity(self) -> dict[int, str]:
        asked: dict[int, str] = {}
        for raw, wanted in self._object(self.content.get("parity", {}), ("parity",)).items():
            number = self._program(raw, ("parity",))
            if number in asked:
                raise self._refusal(("parity", raw), "the program stands twice. Keep one.")
            if not isinstance(wanted, str) or wanted not in PARITIES:
                raise self._refusal(("parity", raw), f"{_show(wanted)} is neither 'even' nor 'odd'.")
            asked[number] = wanted
        return asked

    # ------------------------------------------------------------------------------------ into numbers

    def _number(self, part: str, names: Names, lists: Sequence[list[str]]) -> Rows:
        entries = list(chain.from_iterable(lists))
        starts = count_up([len(each) for each in lists])
        if set(map(type, entries)) - {str}:
            self._refuse_entry(part, Rows(starts, starts), entries, names.noun)
        rows = Rows(starts, names.find_all(entries))
        self._refuse_unknown(part, rows, entries, names)
        return rows

    def _number_pairs(self, lists: Sequence[list[list[str | None]]]) -> Rows:
        entries = list(chain.from_iterable(chain.from_iterable(lists)))
        starts = count_up([len(each) for each in lists])
        numbers = self.programs.find_all(entries)
        for at in np.flatnonzero(numbers == UNKNOWN).tolist():
            row, rank = Rows(starts, numbers).place_of(at // 2)
            place = ("couples", row + 1, "ranks", rank + 1)
            raise self._refusal(place, self.programs.unknown(entries[at] or ""))
        return Rows(starts, numbers)

    def _refuse_unknown(self, part: str, rows: Rows, entries: Sequence[str], names: Names) -> None:
        for at in np.flatnonzero(rows.entries == UNKNOWN).tolist():
            row, rank = rows.place_of(at)
            raise UnusableMarket(self._where(part, row, rank), names.unknown(entries[at]))

    def _refuse_entry(self, part: str, rows: Rows, entries: Sequence[object], noun: str) -> None:
        at = next(at for at, each in enumerate(entries) if type(each) is not str)
        row, rank = rows.place_of(at)
        reason = f"{_kind_of(entries[at])} stands where the name of the next {noun} belongs. {_MEND}"
        raise UnusableMarket(self._where(part, row, rank), reason)

    # ------------------------------------------------------------------------------------------ places

    def _where(self, part: str, row: int, rank: int | None) -> str:
        end: Place = () if rank is None else (rank + 1,)
        place: Place
        if row == UNKNOWN:
            place = (part,)
        elif part == "applicants":
            place = (part, self.applicants.names[row], *end)
        elif part == "couples":
            place = (part, row + 1, *(("ranks", *end) if end else ()))
        elif part == "supplemental":
            who, program = self.advanced[row]
            place = (part, self.applicants.names[who], self.programs.names[program], *end)
        elif part == "reversions":
            place = (part, row + 1)
        else:
            place = (part, self.programs.names[row], *end)
        return self._named(place)

    def _named(self, place: Place) -> str:
        words = [str(each) if isinstance(each, int) else quote(each)[1:-1] for each in place]
        return f"{self.file}, {' > '.join(words)}" if words else self.file

    def _refusal(self, place: Place, reason: str) -> UnusableMarket:
        return UnusableMarket(self._named(place), reason)

    def _wrong(self, place: Place, found: object, wanted: str) -> UnusableMarket:
        return self._refusal(place, f"{_kind_of(found)} stands where {wanted} belongs. {_MEND}")

    # ------------------------------------------------------------------------------------------ shapes

    def _object(self, value: object, place: Place) -> dict[str, object]:
        if isinstance(value, Twice):
            raise self._refusal(place, f"the name {quote(value.name)} stands twice. Keep one of them.")
        if not isinstance(value, dict):
            raise self._wrong(place, value, "an object {...}")
        return value

    def _list(self, value: object, place: Place, of: str) -> list[object]:
        if not isinstance(value, list):
            raise self._wrong(place, value, f"a list of {of}")
        return value

    def _text(self, value: object, place: Place, what: str) -> str:
        if not isinstance(value, str):
            raise self._wrong(place, value, what)
        return value

    def _refuse_unknown_keys(
        self, members: Mapping[str, object], place: Place, required: Sequence[str], optional: Sequence[str]
    ) -> None:
        known = (*required, *optional)
        for key in members:
            if key not in known:
                guess = did_you_mean(key, known, f"Known are {', '.join(known)}.")
                raise self._refusal(place, f"the key {quote(key)} is unknown. {guess}")
        for key in required:
            if key not in members:
                raise self._refusal(place, f"the key {key!r} is missing. Add it; {_FORM}")


def _kind_of(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case int() | float():
            return f"the number {_show(value)}"
        case str():
            return f"the text {_show(value)}"
        case list():
            return "a list"
        case _:
            return "an object"


def _show(value: object) -> str:
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, int) and abs(value) >= 10**20:
        return "of many digits"
    return json.dumps(value)[:60]

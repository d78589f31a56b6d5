"""What every form of a market has in common: names that become numbers, and places that errors name."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

import numpy as np

from hallway.domain.errors import HallwayError
from hallway.engine.kernels import Ints
from hallway.engine.markets import NOBODY, PARITIES, InvalidMarket, Market
from hallway.formats.encodings import Decoded, decode
from hallway.formats.problems import UnreadableFile
from hallway.formats.texts import clean_line, shorten

UNKNOWN: Final = -2
"""In place of a number: nobody has this name. (-1 is nobody by intention.)"""
MOST_POSITIONS: Final = 1_000_000
"""Positions of one program; all of the national Match has 5 % of them."""
LONGEST_NAME: Final = 200  # characters
_NEAR: Final = 70  # per cent of likeness, from which on a name may have been meant
_TOLD: Final = 3  # names that a note gives as examples

Where: TypeAlias = Callable[[str, int, int | None], str]
"""Names a place in the file: by the part, the row in it, and the rank (from 0) where there is one."""


class UnusableMarket(HallwayError):
    """A file was read, but what it says of a market cannot be meant."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"Cannot use {where}: {reason}")
        self.where, self.reason = where, reason


@dataclass(frozen=True, slots=True)
class MarketFile:
    """The market that stood in a file, and what the one who made it should know."""

    market: Market
    notes: tuple[str, ...] = ()


def read_text(data: bytes, name: str) -> Decoded:
    """Return the text of a file.

    Raises:
        UnreadableFile: it is no text.
    """
    try:
        return decode(data, name=name)
    except UnreadableFile as other:
        if not data.startswith(b"PK"):
            raise
        remedy = "Save each of its sheets as CSV, and name those files."
        raise UnreadableFile(other.what, other.where, remedy) from None


def clean_name(raw: str) -> str:
    """Return a name as it is kept: composed (NFC), on one line, without spaces around it."""
    return clean_line(raw)


def quote(name: str) -> str:
    """Return a name for a message."""
    return repr(shorten(name, LONGEST_NAME))


def find_near(wanted: str, known: Iterable[str]) -> str | None:
    """Return the name that `wanted` was most likely meant to be, or None."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - loaded for a message only

    lowered = {name: name.casefold() for name in known}
    found = process.extractOne(
        clean_name(wanted[: 2 * LONGEST_NAME]).casefold(), lowered, scorer=fuzz.ratio, score_cutoff=_NEAR
    )
    return None if found is None else found[2]


def did_you_mean(wanted: str, known: Iterable[str], otherwise: str) -> str:
    """Return the end of a message about a word that is not known."""
    near = find_near(wanted, known)
    return otherwise if near is None else f"Did you mean {quote(near)}?"


class Numbers(dict[str | None, int]):
    """Remembers the number of every spelling it was asked for: a file repeats each name a hundred times."""

    def __init__(self, find: Callable[[str | None], int]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, raw: str | None) -> int:
        """Find a number for the first time."""
        number = self[raw] = self._find(raw)
        return number

    def of(self, raws: Sequence[str | None]) -> Ints:
        """Return the numbers of many, (len(raws),)."""
        return np.fromiter(map(self.__getitem__, raws), np.int32, len(raws))


@dataclass(slots=True)
class Names:
    """The names of one side, numbered in their order; spellings that mean the same name get its number."""

    noun: str
    names: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)

    def enter(self, raw: str) -> tuple[int, bool]:
        """Return the number of a name, which may be a new one, and tell whether it is.

        Raises:
            ValueError: it is no name; the message says why.
        """
        name = clean_name(raw)
        if not name:
            message = f"a name of {self._article()} is empty. Give it one."
            raise ValueError(message)
        if len(name) > LONGEST_NAME:
            message = (
                f"{quote(name[:60])} has {len(name):,} letters, a name at most {LONGEST_NAME}. Shorten it."
            )
            raise ValueError(message)
        found = self.numbers.get(name)
        if found is None:
            found = self.numbers[name] = len(self.names)
            self.names.append(name)
            self.numbers.setdefault(raw, found)
            return found, True
        self.numbers.setdefault(raw, found)
        return found, False

    def find(self, raw: str) -> int:
        """Return the number of a name, or UNKNOWN."""
        found = self.numbers.get(raw)
        return self.numbers.get(clean_name(raw), UNKNOWN) if found is None else found

    def find_all(self, raws: Sequence[str | None]) -> Ints:
        """Return the numbers of names, (len(raws),): UNKNOWN for a name nobody has, -1 for None."""
        return Numbers(lambda raw: NOBODY if raw is None else self.find(raw)).of(raws)

    def unknown(self, raw: str, otherwise: str = "") -> str:
        """Return the reason why an entry is refused: nobody has this name, and none is near it."""
        if not clean_name(raw):
            return f"the name of {self._article()} is empty. Write one, or take the entry out."
        otherwise = otherwise or f"Add it to the {self.noun}s, or take it out here."
        return f"there is no {self.noun} {quote(raw)}. {did_you_mean(raw, self.names, otherwise)}"

    def _article(self) -> str:
        return f"an {self.noun}" if self.noun[0] in "aeiou" else f"a {self.noun}"


@dataclass(frozen=True, slots=True)
class Rows:
    """Lists of numbers, one after the other: list i is `entries[starts[i]:starts[i + 1]]`."""

    starts: Ints
    entries: Ints

    def place_of(self, at: int) -> tuple[int, int]:
        """Return which list an entry stands in, and its rank (from 0)."""
        row = int(np.searchsorted(self.starts, at, "right")) - 1
        return row, at - int(self.starts[row])


def count_up(lengths: Sequence[int] | Ints) -> Ints:
    """Return where lists of these lengths start, and where the last one ends."""
    starts = np.zeros(len(lengths) + 1, np.int32)
    np.cumsum(lengths, out=starts[1:])
    return starts


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A market in numbers, before the door has looked at it, and where each entry stands in the file."""

    applicants: Names
    programs: Names
    seats: Sequence[int]
    lists: Rows
    ranks: Rows
    couples: Sequence[tuple[int, int]]
    pairs: Rows
    """The entries have two columns."""
    advanced: Sequence[tuple[int, int]]
    extras: Rows
    reversions: Sequence[tuple[int, int, int]]
    parity: Mapping[int, str]
    where: Where

    def finish(self) -> Market:
        """Return the market, or say where the file holds what cannot be meant.

        Raises:
            UnusableMarket: the door refuses it.
        """
        try:
            return Market(
                seats=np.array(self.seats, np.int32),
                list_starts=self.lists.starts,
                lists=self.lists.entries,
                rank_starts=self.ranks.starts,
                ranks=self.ranks.entries,
                couples=np.array(self.couples, np.int32).reshape(-1, 2),
                pair_starts=self.pairs.starts,
                pairs=self.pairs.entries.reshape(-1, 2),
                advanced=np.array(self.advanced, np.int32).reshape(-1, 2),
                extra_starts=self.extras.starts,
                extras=self.extras.entries,
                reversions=np.array(self.reversions, np.int32).reshape(-1, 3),
                parity=self._parities(),
                applicant_names=tuple(self.applicants.names),
                program_names=tuple(self.programs.names),
            )
        except InvalidMarket as refused:
            where = self.where(refused.part, self._row_of(refused), refused.index)
            whose = f"{refused.name}: " if refused.part == "couples" and refused.name else ""
            raise UnusableMarket(where, whose + refused.reason) from None

    def _parities(self) -> Ints:
        asked = np.zeros(len(self.seats), np.int32)
        for program, wanted in self.parity.items():
            asked[program] = PARITIES[wanted]
        return asked

    def _row_of(self, refused: InvalidMarket) -> int:
        """Return the row that the door names; of two equal ones the later, which is the one too many."""
        people, programs = self.applicants.names, self.programs.names
        labels: Iterable[tuple[str, ...]]
        match refused.part:
            case "applicants":
                return self.applicants.find(refused.name)
            case "couples":
                labels = (
                    (people[first], people[second], f"{people[first]} and {people[second]}")
                    for first, second in self.couples
                )
            case "supplemental":
                labels = ((f"{people[who]} > {programs[program]}",) for who, program in self.advanced)
            case "reversions":
                labels = ((f"{programs[donor]} to {programs[to]}",) for donor, to, _ in self.reversions)
            case _:
                return self.programs.find(refused.name)
        fitting = [row for row, names in enumerate(labels) if refused.name in names]
        return fitting[-1] if fitting else UNKNOWN


def tell_left_out(count: int, names: Sequence[str], says: str) -> tuple[str, ...]:
    """Return a note about some names, of which it gives the first few; none when there are none."""
    if not count:
        return ()
    more = f" and {count - _TOLD:,} more" if count > _TOLD else ""
    return (f"{', '.join(map(quote, names[:_TOLD]))}{more}: {says}",)


def tell_silent(programs: Names, silent: Sequence[int]) -> tuple[str, ...]:
    """Return a note about programs that have positions and rank nobody."""
    names = [programs.names[each] for each in silent]
    return tell_left_out(len(names), names, "positions, but no rank order list; nobody can match there.")

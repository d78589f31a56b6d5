"""The door: a market of applicants, couples and programs, refused when it cannot be meant."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from hallway.engine.kernels import Ints, kernel

NOBODY = -1
"""In place of an applicant or a program: none."""
ANY, ODD, EVEN = 0, 1, 2
"""What a program asks of the number it matches."""
PARITIES: Mapping[str, int] = {"odd": ODD, "even": EVEN}


class InvalidMarket(ValueError):
    """Lists that cannot be meant.

    `part` names the list of lists ("applicants", "programs", "capacity", "couples", "supplemental",
    "reversions", "parity"), `name` whose entry it is, `index` the place in it (from 0), where there is one.
    """

    def __init__(self, part: str, reason: str, *, name: str = "", index: int | None = None) -> None:
        place = part + (f" > {name}" if name else "") + ("" if index is None else f", rank {index + 1}")
        super().__init__(f"{place}: {reason}")
        self.part, self.name, self.index, self.reason = part, name, index, reason


class Couple(NamedTuple):
    """Two applicants with one rank order list of pairs; None: this one of them stays without a program."""

    first: str
    second: str
    ranks: Sequence[tuple[str | None, str | None]]


class Reversion(NamedTuple):
    """Positions that `donor` leaves unfilled go to `receiver`, at most `most` of them."""

    donor: str
    receiver: str
    most: int


def _none() -> Ints:
    return np.zeros(0, np.int32)


def _no_lists() -> Ints:
    return np.zeros(1, np.int32)


def _no_rows(columns: int) -> Ints:
    return np.zeros((0, columns), np.int32)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Market:
    """A market of A applicants, P programs, C couples, in arrays of int32.

    Lists of lists are written as one row of entries and where each list starts: list i is
    `entries[starts[i]:starts[i + 1]]`, best first. An entry that the other side does not rank is legal and
    simply unacceptable.

    Args:
        seats: (P,) positions of each program, >= 0.
        list_starts, lists: (A + 1,), (L,) programs, each applicant's rank order list; empty for members of a
            couple.
        rank_starts, ranks: (P + 1,), (R,) applicants, each program's rank order list.
        couples: (C, 2) applicants; nobody in two of them.
        pair_starts, pairs: (C + 1,), (K, 2) programs or -1 (this partner stays without one; not both).
        advanced: (S, 2) applicant and advanced program, each pair once; with
        extra_starts, extras: (S + 1,), (X,) programs, the supplemental list of PGY-1 programs for it.
        reversions: (V, 3) donor, receiver and the most positions that go over; each pair once.
        parity: (P,) 0, or 1 (asks for an odd number of matches) or 2 (even).
        applicant_names, program_names: for messages and answers; may be empty.

    Raises:
        InvalidMarket: shapes do not fit, an index is out of range, something is ranked twice, seats are
            negative, a person is in two couples or has a list beside the couple's, a reversion leads to
            itself.
    """

    seats: Ints
    list_starts: Ints
    lists: Ints
    rank_starts: Ints
    ranks: Ints
    couples: Ints = field(default_factory=lambda: _no_rows(2))
    pair_starts: Ints = field(default_factory=_no_lists)
    pairs: Ints = field(default_factory=lambda: _no_rows(2))
    advanced: Ints = field(default_factory=lambda: _no_rows(2))
    extra_starts: Ints = field(default_factory=_no_lists)
    extras: Ints = field(default_factory=_none)
    reversions: Ints = field(default_factory=lambda: _no_rows(3))
    parity: Ints = field(default_factory=_none)
    applicant_names: tuple[str, ...] = ()
    program_names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Bring the arrays into one shape and refuse what cannot be meant."""
        columns = {"couples": 2, "pairs": 2, "advanced": 2, "reversions": 3}
        for name in _ARRAYS:
            array = _whole_numbers(name, getattr(self, name))
            if name in columns and array.size == 0:
                array = array.reshape(0, columns[name])
            if name == "parity" and array.size == 0:
                array = np.zeros(len(self.seats), np.int32)
            if array.ndim != (2 if name in columns else 1) or array.shape[1:] not in (
                (),
                (columns.get(name),),
            ):
                raise InvalidMarket(name, f"an array of shape {array.shape} does not fit.")
            array.flags.writeable = False
            object.__setattr__(self, name, array)
        for name in ("applicant_names", "program_names"):
            object.__setattr__(self, name, tuple(getattr(self, name)))
        _refuse_what_cannot_be_meant(self)

    @property
    def applicant_count(self) -> int:
        """How many applicants there are, members of couples among them."""
        return len(self.list_starts) - 1

    @property
    def program_count(self) -> int:
        """How many programs there are."""
        return len(self.seats)

    @property
    def couple_count(self) -> int:
        """How many couples there are."""
        return len(self.couples)

    def name_applicant(self, applicant: int) -> str:
        """Return an applicant's name, or the number where there are no names."""
        return self.applicant_names[applicant] if self.applicant_names else f"#{applicant}"

    def name_program(self, program: int) -> str:
        """Return a program's name, or the number where there are no names."""
        return self.program_names[program] if self.program_names else f"#{program}"

    def list_of(self, applicant: int) -> Ints:
        """Return an applicant's rank order list."""
        return self.lists[self.list_starts[applicant] : self.list_starts[applicant + 1]]

    def ranks_of(self, program: int) -> Ints:
        """Return a program's rank order list."""
        return self.ranks[self.rank_starts[program] : self.rank_starts[program + 1]]

    def pairs_of(self, couple: int) -> Ints:
        """Return a couple's rank order list, (pairs, 2)."""
        return self.pairs[self.pair_starts[couple] : self.pair_starts[couple + 1]]

    def extras_of(self, supplemental: int) -> Ints:
        """Return a supplemental list, by its row in `advanced`."""
        return self.extras[self.extra_starts[supplemental] : self.extra_starts[supplemental + 1]]

    @classmethod
    def from_lists(
        cls,
        applicants: Mapping[str, Sequence[str]],
        programs: Mapping[str, Sequence[str]],
        seats: Mapping[str, int],
        *,
        couples: Sequence[Couple] = (),
        supplemental: Mapping[str, Mapping[str, Sequence[str]]] | None = None,
        reversions: Sequence[Reversion] = (),
        parity: Mapping[str, str] | None = None,
    ) -> "Market":
        """Build a market from lists by name, best first.

        Members of couples need no entry in `applicants`. `supplemental` maps an applicant and an advanced
        program to the list of PGY-1 programs; `parity` a program to "even" or "odd".

        Raises:
            InvalidMarket: as the class; also a name that is not there, or a program without seats.
        """
        namer = _Namer(applicants, programs, couples)
        advanced, extras = namer.supplemental(supplemental or {})
        return cls(
            seats=namer.seats(seats),
            **_rows("list_starts", "lists", namer.lists(applicants)),
            **_rows("rank_starts", "ranks", namer.ranks(programs)),
            couples=np.array([namer.members(each) for each in couples], np.int32),
            **_rows("pair_starts", "pairs", [namer.pairs(each) for each in couples]),
            advanced=np.array(advanced, np.int32),
            **_rows("extra_starts", "extras", extras),
            reversions=np.array([namer.reversion(each) for each in reversions], np.int32),
            parity=namer.parity(parity or {}),
            applicant_names=tuple(namer.applicants),
            program_names=tuple(namer.programs),
        )


_MOST = 2**31 - 1
_ARRAYS = (
    "seats",
    "list_starts",
    "lists",
    "rank_starts",
    "ranks",
    "couples",
    "pair_starts",
    "pairs",
    "advanced",
    "extra_starts",
    "extras",
    "reversions",
    "parity",
)


# ------------------------------------------------------------------------------------------- from names


class _Namer:
    """Turns names into numbers, and says where one is unknown."""

    def __init__(self, applicants: Iterable[str], programs: Iterable[str], couples: Sequence[Couple]) -> None:
        members = [name for each in couples for name in each[:2]]
        self.applicants = {name: number for number, name in enumerate(dict.fromkeys([*applicants, *members]))}
        self.programs = {name: number for number, name in enumerate(programs)}

    def applicant(self, part: str, name: str, index: int | None, wanted: object) -> int:
        """Return an applicant's number."""
        found = self.applicants.get(wanted) if isinstance(wanted, str) else None
        if found is None:
            raise _unknown(
                "applicant", wanted, self.applicants, InvalidMarket(part, "", name=name, index=index)
            )
        return found

    def program(self, part: str, name: str, index: int | None, wanted: object) -> int:
        """Return a program's number."""
        found = self.programs.get(wanted) if isinstance(wanted, str) else None
        if found is None:
            raise _unknown("program", wanted, self.programs, InvalidMarket(part, "", name=name, index=index))
        return found

    def lists(self, applicants: Mapping[str, Sequence[str]]) -> list[list[int]]:
        """Return every applicant's list in numbers; empty for one known from a couple only."""
        return [
            self._numbers("applicants", name, applicants.get(name, ()), self.programs, self.program)
            for name in self.applicants
        ]

    def ranks(self, programs: Mapping[str, Sequence[str]]) -> list[list[int]]:
        """Return every program's list in numbers."""
        return [
            self._numbers("programs", name, entries, self.applicants, self.applicant)
            for name, entries in programs.items()
        ]

    @staticmethod
    def _numbers(
        part: str,
        name: str,
        entries: Sequence[str],
        known: Mapping[str, int],
        number: Callable[[str, str, int, object], int],
    ) -> list[int]:
        if isinstance(entries, str):
            raise InvalidMarket(part, "a list of names belongs here, not one text.", name=name)
        try:
            return [known[each] for each in entries]
        except (KeyError, TypeError):  # once more, slowly, for the place and the guess
            return [number(part, name, at, each) for at, each in enumerate(entries)]

    def members(self, couple: Couple) -> tuple[int, int]:
        """Return who the two are."""
        return self.applicants[couple.first], self.applicants[couple.second]

    def pairs(self, couple: Couple) -> list[tuple[int, int]]:
        """Return a couple's pairs in numbers."""
        name = f"{couple.first} and {couple.second}"
        pairs = []
        for at, pair in enumerate(couple.ranks):
            if len(pair) != 2:  # noqa: PLR2004 - a pair; what is typed by hand need not be one
                raise InvalidMarket("couples", f"{pair!r} is no pair of programs.", name=name, index=at)
            first, second = (
                NOBODY if each is None else self.program("couples", name, at, each) for each in pair
            )
            pairs.append((first, second))
        return pairs

    def supplemental(
        self, supplemental: Mapping[str, Mapping[str, Sequence[str]]]
    ) -> tuple[list[tuple[int, int]], list[list[int]]]:
        """Return applicant and advanced program of each supplemental list, and the lists in numbers."""
        rows, extras = [], []
        for name, lists in supplemental.items():
            who = self.applicant("supplemental", "", None, name)
            for program, entries in lists.items():
                rows.append((who, self.program("supplemental", name, None, program)))
                place = f"{name} > {program}"
                extras.append(self._numbers("supplemental", place, entries, self.programs, self.program))
        return rows, extras

    def reversion(self, reversion: Reversion) -> tuple[int, int, int]:
        """Return donor, receiver and most."""
        return (
            self.program("reversions", "", None, reversion.donor),
            self.program("reversions", "", None, reversion.receiver),
            _whole("reversions", f"{reversion.donor} to {reversion.receiver}", reversion.most),
        )

    def seats(self, seats: Mapping[str, int]) -> Ints:
        """Return every program's positions."""
        numbers = np.zeros(len(self.programs), np.int32)
        for name in seats:
            self.program("capacity", "", None, name)
        for name, number in self.programs.items():
            if name not in seats:
                raise InvalidMarket("capacity", "say how many positions this program has.", name=name)
            numbers[number] = _whole("capacity", name, seats[name])
        return numbers

    def parity(self, parity: Mapping[str, str]) -> Ints:
        """Return what every program asks of its number."""
        asked = np.zeros(len(self.programs), np.int32)
        for name, wanted in parity.items():
            program = self.program("parity", "", None, name)
            if wanted not in PARITIES:
                raise InvalidMarket("parity", f"{wanted!r} is neither 'even' nor 'odd'.", name=name)
            asked[program] = PARITIES[wanted]
        return asked


def _unknown(noun: str, wanted: object, known: Iterable[str], place: InvalidMarket) -> InvalidMarket:
    near = get_close_matches(wanted, list(known)[:10_000], 1) if isinstance(wanted, str) else []
    guess = f" Did you mean {near[0]!r}?" if near else f" Add it to the {noun}s, or take it out here."
    reason = f"there is no {noun} {wanted!r}.{guess}"
    return InvalidMarket(place.part, reason, name=place.name, index=place.index)


def _whole(part: str, name: str, number: object) -> int:
    if isinstance(number, (int, np.integer)) and not isinstance(number, bool) and 0 <= number <= _MOST:
        return int(number)
    raise InvalidMarket(part, f"{number!r} is no number of positions (0 or more).", name=name)


def _whole_numbers(name: str, values: object) -> Ints:
    """Return a copy in int32: NumPy alone would cut 1.7 down to 1 and let 2**32 wrap around to 0."""
    try:
        array = np.array(values)
    except (ValueError, TypeError, OverflowError) as fault:
        raise InvalidMarket(name, "rows of unequal length do not fit.") from fault
    if array.size == 0:
        return np.zeros(array.shape, np.int32)
    if array.dtype.kind not in "iu":
        raise InvalidMarket(name, f"values of type {array.dtype} are no whole numbers.")
    if array.dtype != np.int32 and (array.max() > _MOST or array.min() < -_MOST - 1):
        raise InvalidMarket(name, f"a number is beyond {_MOST:,}.")
    return array.astype(np.int32, order="C", copy=False)


def _rows(starts_name: str, name: str, lists: Sequence[Sequence[object]]) -> "dict[str, Ints]":
    starts = np.fromiter(accumulate((len(each) for each in lists), initial=0), np.int32, len(lists) + 1)
    entries = [entry for each in lists for entry in each]
    return {starts_name: starts, name: np.array(entries, np.int32)}


# ---------------------------------------------------------------------------------------------- refusing


def _refuse_what_cannot_be_meant(market: Market) -> None:
    people, programs = market.applicant_count, market.program_count
    _refuse_odd_sizes(market, people, programs)
    _refuse_lists(market, "applicants", market.list_starts, market.lists, programs)
    _refuse_lists(market, "programs", market.rank_starts, market.ranks, people)
    _refuse_couples(market, people, programs)
    _refuse_supplemental(market, people, programs)
    _refuse_reversions(market, programs)
    for program in np.flatnonzero(market.seats < 0).tolist():
        reason = f"{market.seats[program]} is no number of positions (0 or more)."
        raise InvalidMarket("capacity", reason, name=market.name_program(program))
    if market.seats.sum(dtype=np.int64) > _MOST:  # then no reversion, however large, can overflow
        raise InvalidMarket("capacity", f"all positions together are more than {_MOST:,}.")
    for program in np.flatnonzero((market.parity < ANY) | (market.parity > EVEN)).tolist():
        reason = f"{market.parity[program]} is neither even (2) nor odd (1)."
        raise InvalidMarket("parity", reason, name=market.name_program(program))


def _refuse_odd_sizes(market: Market, people: int, programs: int) -> None:
    if not len(market.list_starts):
        raise InvalidMarket("applicants", "the places where lists start are missing; nobody's are [0].")
    if len(market.rank_starts) != programs + 1 or len(market.parity) != programs:
        raise InvalidMarket("programs", "seats, ranks and parity are of unequal length.")
    if len(market.pair_starts) != market.couple_count + 1:
        raise InvalidMarket("couples", "couples and their lists are of unequal length.")
    if len(market.extra_starts) != len(market.advanced) + 1:
        raise InvalidMarket("supplemental", "advanced programs and their lists are of unequal length.")
    for part, names, count in (
        ("applicants", market.applicant_names, people),
        ("programs", market.program_names, programs),
    ):
        if names and len(names) != count:
            raise InvalidMarket(part, f"there are {count} and {len(names)} names.")
        if len(set(names)) != len(names):
            twice = next(name for name, number in Counter(names).items() if number > 1)
            raise InvalidMarket(part, "two have this name; tell them apart.", name=twice)
    for part, starts, entries in (
        ("applicants", market.list_starts, market.lists),
        ("programs", market.rank_starts, market.ranks),
        ("couples", market.pair_starts, market.pairs),
        ("supplemental", market.extra_starts, market.extras),
    ):
        if starts[0] != 0 or starts[-1] != len(entries) or (starts[1:] < starts[:-1]).any():
            raise InvalidMarket(part, "the places where lists start do not fit the entries.")


def _whose(market: Market, part: str, row: int) -> str:
    if part == "applicants":
        return market.name_applicant(row)
    if part == "programs":
        return market.name_program(row)
    if part == "couples":
        return " and ".join(market.name_applicant(each) for each in market.couples[row])
    who, program = market.advanced[row]
    return f"{market.name_applicant(who)} > {market.name_program(program)}"


def _range(count: int) -> str:
    return f"they go from 0 to {count - 1}" if count else "there are none"


def _refuse_lists(market: Market, part: str, starts: Ints, entries: Ints, count: int) -> None:
    outside = np.flatnonzero((entries < 0) | (entries >= count))
    if outside.size:
        row = int(np.searchsorted(starts, outside[0], "right")) - 1
        reason = f"there is no number {entries[outside[0]]}; {_range(count)}."
        raise InvalidMarket(part, reason, name=_whose(market, part, row), index=int(outside[0] - starts[row]))
    twice = _find_repeated(starts, entries, np.full(count, NOBODY, np.int32))
    if twice >= 0:
        row = int(np.searchsorted(starts, twice, "right")) - 1
        name_of = market.name_applicant if part == "programs" else market.name_program
        reason = f"{name_of(entries[twice])!r} is ranked twice. Keep the better rank only."
        raise InvalidMarket(part, reason, name=_whose(market, part, row), index=int(twice - starts[row]))


@kernel
def _find_repeated(starts: Ints, entries: Ints, seen: Ints) -> int:
    """Return the first entry that its list holds already, or -1; `seen` holds -1 for every number."""
    for row in range(len(starts) - 1):
        for at in range(starts[row], starts[row + 1]):
            if seen[entries[at]] == row:
                return at
            seen[entries[at]] = row
    return -1


def _refuse_couples(market: Market, people: int, programs: int) -> None:
    members, pairs = market.couples, market.pairs
    if ((members < 0) | (members >= people)).any():
        raise InvalidMarket("couples", f"a member is no applicant; {_range(people)}.")
    for row in np.flatnonzero(members[:, 0] == members[:, 1]).tolist():
        raise InvalidMarket("couples", "a couple is two people.", name=_whose(market, "couples", row))
    for who in np.flatnonzero(np.bincount(members.ravel(), minlength=1) > 1).tolist():
        raise InvalidMarket(
            "couples", "this applicant is in two couples; keep one.", name=market.name_applicant(who)
        )
    for who in members.ravel()[np.diff(market.list_starts)[members.ravel()] > 0].tolist():
        reason = "a member of a couple has no rank order list beside the couple's pairs."
        raise InvalidMarket("applicants", reason, name=market.name_applicant(who))
    wrong = (pairs < NOBODY) | (pairs >= programs)
    for what, places in (
        (f"this is no program; {_range(programs)}, or -1 for none.", wrong.any(axis=1)),
        ("a pair needs at least one program.", (pairs == NOBODY).all(axis=1)),
    ):
        for at in np.flatnonzero(places).tolist():
            _refuse_pair(market, at, what)
    rows = np.repeat(np.arange(market.couple_count), np.diff(market.pair_starts)).astype(np.int64)
    keys = (rows * (programs + 1) + pairs[:, 0] + 1) * (programs + 1) + pairs[:, 1] + 1
    first = np.unique(keys, return_index=True)[1]
    for at in np.setdiff1d(np.arange(len(keys)), first).tolist():
        _refuse_pair(market, at, "this pair is ranked twice. Keep the better rank only.")


def _refuse_pair(market: Market, at: int, reason: str) -> None:
    row = int(np.searchsorted(market.pair_starts, at, "right")) - 1
    name = _whose(market, "couples", row)
    raise InvalidMarket("couples", reason, name=name, index=at - int(market.pair_starts[row]))


def _refuse_supplemental(market: Market, people: int, programs: int) -> None:
    who, advanced = market.advanced[:, 0], market.advanced[:, 1]
    if ((who < 0) | (who >= people) | (advanced < 0) | (advanced >= programs)).any():
        raise InvalidMarket("supplemental", "an applicant or an advanced program is out of range.")
    _refuse_lists(market, "supplemental", market.extra_starts, market.extras, programs)
    keys = who.astype(np.int64) * max(programs, 1) + advanced
    first = np.unique(keys, return_index=True)[1]
    for row in np.setdiff1d(np.arange(len(keys)), first).tolist():
        reason = "there are two lists for this advanced program."
        raise InvalidMarket("supplemental", reason, name=_whose(market, "supplemental", row))
    rows = np.repeat(np.arange(len(advanced)), np.diff(market.extra_starts))
    for at in np.flatnonzero(market.extras == advanced[rows]).tolist():
        row, reason = int(rows[at]), "the advanced program cannot stand on its own supplemental list."
        index = int(at - market.extra_starts[row])
        raise InvalidMarket("supplemental", reason, name=_whose(market, "supplemental", row), index=index)


def _refuse_reversions(market: Market, programs: int) -> None:
    seen = set()
    for donor, receiver, most in market.reversions.tolist():
        if not (0 <= donor < programs and 0 <= receiver < programs):
            raise InvalidMarket("reversions", f"donor or receiver is no program; {_range(programs)}.")
        name = f"{market.name_program(donor)} to {market.name_program(receiver)}"
        if donor == receiver:
            raise InvalidMarket("reversions", "positions cannot revert to the same program.", name=name)
        if most < 0:
            raise InvalidMarket("reversions", f"{most} is no number of positions (0 or more).", name=name)
        if (donor, receiver) in seen:
            raise InvalidMarket("reversions", "this reversion is asked for twice.", name=name)
        seen.add((donor, receiver))

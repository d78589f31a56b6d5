"""What a match is, and what is said of it."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from hallway.engine.kernels import Ints
from hallway.engine.markets import NOBODY, Market


class Status(StrEnum):
    """How a search for a stable match ended."""

    STABLE = "stable"
    NONE = "none"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, eq=False)
class Matching:
    """Who is where, in arrays of int32; -1 is nowhere.

    Args:
        programs: (A,) each applicant's program.
        supplemental: (A,) the PGY-1 program beside an advanced one.
        seats: (P,) positions in force at the end: those of the market, moved by reversions, and without the
            ones that an even or odd request closed.
        moved: (V,) positions that each reversion moved, 0 <= moved <= most.
    """

    programs: Ints
    supplemental: Ints
    seats: Ints
    moved: Ints

    def filled(self, program_count: int) -> Ints:
        """Return how many hold a seat in each program, (P,)."""
        held = np.concatenate([self.programs, self.supplemental])
        return np.bincount(held[held != NOBODY], minlength=program_count).astype(np.int32)

    def unfilled(self, market: Market) -> Ints:
        """Return the positions that stay empty in each program, (P,): a closed one is empty, too."""
        return offered(market, self.moved) - self.filled(market.program_count)


def offered(market: Market, moved: Ints) -> Ints:
    """Return each program's positions after reversions moved so many, (P,)."""
    seats = market.seats.copy()
    np.subtract.at(seats, market.reversions[:, 0], moved)
    np.add.at(seats, market.reversions[:, 1], moved)
    return seats


def empty_matching(market: Market) -> Matching:
    """Return the match in which nobody is anywhere."""
    nowhere = np.full(market.applicant_count, NOBODY, np.int32)
    return Matching(nowhere, nowhere.copy(), market.seats.copy(), np.zeros(len(market.reversions), np.int32))


class Counts(NamedTuple):
    """What a verifier counted; a match is stable when all are zero.

    Args:
        faults: seats, lists or limits that the match does not respect; then the rest means nothing.
        singles: applicant and program that would both rather have each other.
        couples: couple and pair of programs that would rather have each other.
        supplemental: applicant with an advanced position and PGY-1 program that would rather have each other.
        reversions: unfilled positions that should have gone over, and programs that would rather have their
            reverted position back.
        parity: programs that filled an odd number and asked for even, or the reverse.
    """

    faults: int = 0
    singles: int = 0
    couples: int = 0
    supplemental: int = 0
    reversions: int = 0
    parity: int = 0

    @property
    def blocking(self) -> int:
        """Everything that stands against the match."""
        return sum(self)


class Effort(NamedTuple):
    """What a search cost."""

    proposals: int = 0
    retries: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """How a search ended: the match, what the verifier counted in it, and what is proven."""

    status: Status
    matching: Matching
    counts: Counts
    proof: str
    effort: Effort = field(default_factory=Effort)

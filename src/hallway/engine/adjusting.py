"""What changes quotas while a match is made: reversions, and requests for an even or odd number."""

import numpy as np

from hallway.engine.couples import Chaining, Limits
from hallway.engine.kernels import Ints
from hallway.engine.markets import ANY, EVEN, ODD
from hallway.engine.matchings import offered

_TWO = 2
"""With two more, the number that a program matches stays even or odd."""


def settle(chaining: Chaining, limits: Limits) -> bool:
    """Run until nobody moves and no quota changes, and tell whether that was reached within the limits.

    Programs with the wrong parity close a position first, one after the other; then the reversions that are
    due; then donors that are wanted again get a position back. At last a program reopens two closed positions
    that would be filled. That is tried once for each: those who come may send others on their way until the
    number is wrong again, and no number of positions need be right.
    """
    while chaining.run(limits):
        if not adjust(chaining):
            return True
        chaining.adjustments += 1
        if chaining.adjustments >= limits.adjustments:
            chaining.run(limits)  # nobody may sit where there is no seat any more
            return False
    return False


def adjust(chaining: Chaining) -> bool:
    """Change the quotas that are due in a quiet match, and tell whether any was."""
    is_parity = bool(chaining.market.parity.any())
    if is_parity and _close_one(chaining):
        return True
    if len(chaining.market.reversions) and (_revert(chaining) or _give_back(chaining)):
        return True
    return is_parity and _reopen_two(chaining)


def _revert(chaining: Chaining) -> bool:
    """Move every unfilled position that may go over; one that arrives goes on only after the next run."""
    unfilled = offered(chaining.market, chaining.moved) - chaining.filled
    is_due = False
    for row, (donor, receiver, most) in enumerate(chaining.market.reversions.tolist()):
        number = min(most - int(chaining.moved[row]), int(unfilled[donor]))
        if number > 0:
            unfilled[donor] -= number
            _move(chaining, row, number)
            chaining.change_seats(receiver, int(chaining.seats[receiver]) + number)
            left = int(offered(chaining.market, chaining.moved)[donor])
            chaining.change_seats(donor, min(int(chaining.seats[donor]), left))
            is_due = True
    return is_due


def _move(chaining: Chaining, row: int, number: int) -> None:
    chaining.moved[row] += number


def _give_back(chaining: Chaining) -> bool:
    """Give one position back to a donor that somebody would now rather have."""
    reversions = chaining.market.reversions
    given = np.zeros(len(chaining.seats), np.int32)
    np.add.at(given, reversions[:, 0], chaining.moved)
    given[chaining.market.parity != ANY] = 0  # they turned the next one away themselves
    for donor in np.flatnonzero(given).tolist():
        if not chaining.is_wanted(donor) or next(chaining.comers(donor, int(given[donor])), None) is None:
            continue
        row = _find_row(chaining, donor)
        _move(chaining, row, -1)
        giver, receiver = reversions[row, :2].tolist()
        chaining.change_seats(receiver, max(0, int(chaining.seats[receiver]) - 1))
        chaining.change_seats(giver, int(chaining.seats[giver]) + 1)
        return True
    return False


def _find_row(chaining: Chaining, donor: int) -> int:
    """Return the reversion to undo for a donor; where the receiver gave it on, the one further on."""
    reversions, left = chaining.market.reversions, offered(chaining.market, chaining.moved)
    row = -1
    for _ in range(len(reversions)):
        rows = [each for each in np.flatnonzero(reversions[:, 0] == donor).tolist() if chaining.moved[each]]
        row = next((each for each in rows if left[reversions[each, 1]]), rows[0])
        if left[reversions[row, 1]]:
            return row
        donor = int(reversions[row, 1])
    return row


def _close_one(chaining: Chaining) -> bool:
    """Close a position of one program that fills an odd number and asked for even, or the reverse."""
    parity, filled = chaining.market.parity, chaining.filled
    wrong = ((parity == EVEN) & (filled % 2 == 1)) | ((parity == ODD) & (filled % 2 == 0) & (filled > 0))
    for program in np.flatnonzero(wrong)[:1].tolist():
        chaining.change_seats(program, int(filled[program]) - 1)
        return True
    return False


def _reopen_two(chaining: Chaining) -> bool:
    """Reopen two closed positions of one program where two more would come."""
    closed = _closed(chaining)
    for program in np.flatnonzero(closed >= _TWO).tolist():
        if program in chaining.reopened or not chaining.is_wanted(program):
            continue
        if (
            program not in chaining.reopened
            and sum(brings for _, brings in chaining.comers(program, _TWO)) >= _TWO
        ):
            chaining.reopened.add(program)
            chaining.change_seats(program, int(chaining.seats[program]) + _TWO)
            return True
    return False


def _closed(chaining: Chaining) -> Ints:
    return offered(chaining.market, chaining.moved) - chaining.seats

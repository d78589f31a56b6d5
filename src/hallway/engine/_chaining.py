"""The loops of instability chaining: six kinds of work, the most urgent first, until none is left.

A *unit* is an applicant (0 .. A - 1) or a couple (A + couple). A *place* is an index into the programs'
lists: the smaller of two places of one program is the better.
"""
# ruff: noqa: C901, PLR0912, PLR0917 - a kernel gets its arrays by position, and one loop chooses the work

from typing import NamedTuple

from hallway.engine.kernels import Bytes, Ints, Longs, helper, kernel
from hallway.engine.markets import NOBODY

PRIMARY, EXTRA = 1, 2
"""How a seat is held: by the rank order list, or by a supplemental one."""


class Lists(NamedTuple):
    """The joined lists of a market, as `Board` describes them; nothing here is written."""

    starts: Ints
    programs: Ints
    places: Ints
    extra_of: Ints
    rank_starts: Ints
    ranks: Ints
    back: Ints
    seeks: Ints
    couple_of: Ints
    members: Ints
    pair_starts: Ints
    pair_programs: Ints
    pair_places: Ints
    pair_extra_of: Ints
    extra_starts: Ints
    extras: Ints
    extra_places: Ints
    draws: Ints
    may_loop: Bytes


class Sitting(NamedTuple):
    """Who is where.

    Args:
        seats, filled, worst: (P,) positions, how many are held, the last place held or -1.
        held: (R,) 0, PRIMARY or EXTRA.
        at: (A,) index into the list of what an applicant has, or the end of the list; pair_at: (C,) likewise.
        place, program: (A,) the primary seat, or -1.
        extra_row, extra_at: (A,) the supplemental list that counts now, and the index in it, or -1.
    """

    seats: Ints
    filled: Ints
    worst: Ints
    held: Bytes
    at: Ints
    pair_at: Ints
    place: Ints
    program: Ints
    extra_row: Ints
    extra_at: Ints


class Work(NamedTuple):
    """What is still to do: stacks with what stands in them, and `sizes` of all (see below)."""

    leaving: Ints
    over: Ints
    walking: Ints
    is_walking: Bytes
    seeking: Ints
    is_seeking: Bytes
    opening: Ints
    is_opening: Bytes
    open_at: Ints
    waiting: Ints
    is_waiting: Bytes
    turns: Ints
    active: Ints
    sizes: Longs


# What `sizes` holds: depths of the stacks, ...
LEAVING, OVER, WALKING, SEEKING, OPENING, WAITING, FIRST_WAITING, ACTIVE = range(8)
# ... what was done, and who left all seats to go where.
RETRIES, TURNS, PROPOSALS, GOAL_UNIT, GOAL = range(8, 13)
SIZES = 13


@kernel
def chain(
    lists: Lists, sitting: Sitting, work: Work, most_turns_each: int, most_retries: int, most_turns: int
) -> int:
    """Move units until nobody has a reason to, and return 0; or 1 at a limit: called again, it goes on."""
    sizes = work.sizes
    while True:
        if sizes[LEAVING] > 0:
            _leave(lists, sitting, work)
        elif sizes[OVER] > 0:
            _let_go(lists, sitting, work)
        elif sizes[WALKING] > 0:
            unit = work.walking[sizes[WALKING] - 1]
            if work.is_waiting[unit] != 0:
                _stand_still(work, unit)
            elif unit == sizes[GOAL_UNIT]:  # it has left its seats and goes where it was going
                sizes[GOAL_UNIT] = NOBODY
                _stand_still(work, unit)
                _arrive(lists, sitting, work, unit, sizes[GOAL])
            elif sizes[TURNS] >= most_turns:
                return 1
            elif lists.may_loop[unit] != 0 and work.turns[unit] >= most_turns_each:
                if sizes[RETRIES] >= most_retries:
                    return 1
                _put_aside(lists, sitting, work, most_turns_each)
            else:
                _walk(lists, sitting, work, unit)
        elif sizes[SEEKING] > 0:
            _seek(lists, sitting, work)
        elif sizes[OPENING] > 0:
            _open(lists, sitting, work)
        elif sizes[WAITING] > 0:
            _bring_in(work)
        else:
            return 0


# ------------------------------------------------------------------------------------------------- seats


@helper
def _sit(sitting: Sitting, work: Work, program: int, place: int, kind: int) -> None:
    """Give a seat; a program that then holds too many lets go of the worst next."""
    sitting.held[place] = kind
    sitting.filled[program] += 1
    sitting.worst[program] = max(sitting.worst[program], place)
    if sitting.filled[program] > sitting.seats[program]:
        work.over[work.sizes[OVER]] = program
        work.sizes[OVER] += 1


@helper
def _stand_up(lists: Lists, sitting: Sitting, program: int, place: int) -> None:
    """Take a seat back, and find the last one held again."""
    sitting.held[place] = 0
    sitting.filled[program] -= 1
    if place == sitting.worst[program]:
        first = lists.rank_starts[program]
        place -= 1
        while place >= first and sitting.held[place] == 0:
            place -= 1
        sitting.worst[program] = place if place >= first else NOBODY


@helper
def _vacate(lists: Lists, sitting: Sitting, work: Work, program: int, place: int) -> None:
    """Take a seat back, and have the program asked who would like it, from the top of its list."""
    _stand_up(lists, sitting, program, place)
    work.open_at[program] = lists.rank_starts[program]
    if work.is_opening[program] == 0:
        work.is_opening[program] = 1
        work.opening[work.sizes[OPENING]] = program
        work.sizes[OPENING] += 1


@helper
def _takes(sitting: Sitting, program: int, place: int) -> bool:
    """Tell whether a program would choose the one at a place beside those it holds."""
    if program < 0 or sitting.held[place] != 0 or sitting.filled[program] < sitting.seats[program]:
        return True
    return bool(place < sitting.worst[program])


@helper
def _takes_both(sitting: Sitting, program: int, one: int, other: int) -> bool:
    """Tell whether a program would choose both of a couple: whoever gives way must be worse than both."""
    missing = sitting.filled[program] - sitting.seats[program]
    if sitting.held[one] == 0:
        missing += 1
    if sitting.held[other] == 0:
        missing += 1
    lower = max(one, other)
    place = sitting.worst[program]
    while missing > 0 and place > lower:
        missing -= 1
        place -= 1
        while place > lower and sitting.held[place] == 0:
            place -= 1
    return bool(missing <= 0)


# ------------------------------------------------------------------------------------------------ stacks


@helper
def _push_walker(work: Work, unit: int) -> None:
    if work.is_walking[unit] == 0:
        work.is_walking[unit] = 1
        work.walking[work.sizes[WALKING]] = unit
        work.sizes[WALKING] += 1


@helper
def _stand_still(work: Work, unit: int) -> None:
    """Take the unit on top of the walkers off."""
    work.sizes[WALKING] -= 1
    work.is_walking[unit] = 0


@helper
def _push_seeker(work: Work, one: int) -> None:
    if work.is_seeking[one] == 0:
        work.is_seeking[one] = 1
        work.seeking[work.sizes[SEEKING]] = one
        work.sizes[SEEKING] += 1


@helper
def _push_leaver(work: Work, one: int) -> None:
    work.leaving[work.sizes[LEAVING]] = one
    work.sizes[LEAVING] += 1


@helper
def _unseat(lists: Lists, sitting: Sitting, work: Work, unit: int) -> None:
    """Let a unit have nothing: its members leave their seats next."""
    couple = unit - len(lists.couple_of)
    if couple < 0:
        sitting.at[unit] = lists.starts[unit + 1]
        _push_leaver(work, unit)
    else:
        sitting.pair_at[couple] = lists.pair_starts[couple + 1]
        _push_leaver(work, lists.members[2 * couple])
        _push_leaver(work, lists.members[2 * couple + 1])


# -------------------------------------------------------------------------------------------------- work


@helper
def _leave(lists: Lists, sitting: Sitting, work: Work) -> None:
    """Have an applicant leave all seats: without the advanced one there is no supplemental one."""
    work.sizes[LEAVING] -= 1
    one = work.leaving[work.sizes[LEAVING]]
    if sitting.place[one] >= 0:
        _vacate(lists, sitting, work, sitting.program[one], sitting.place[one])
        sitting.place[one] = NOBODY
    if sitting.extra_at[one] >= 0:
        entry = sitting.extra_at[one]
        _vacate(lists, sitting, work, lists.extras[entry], lists.extra_places[entry])
        sitting.extra_at[one] = NOBODY
    sitting.extra_row[one] = NOBODY


@helper
def _let_go(lists: Lists, sitting: Sitting, work: Work) -> None:
    """Have a program that holds too many let go of the worst; a couple then loses both seats."""
    program = work.over[work.sizes[OVER] - 1]
    if sitting.filled[program] <= sitting.seats[program]:
        work.sizes[OVER] -= 1
        return
    place = sitting.worst[program]
    one = lists.ranks[place]
    kind = sitting.held[place]
    _stand_up(lists, sitting, program, place)
    if kind == EXTRA:
        sitting.extra_at[one] = NOBODY
        _push_seeker(work, one)
        return
    sitting.place[one] = NOBODY
    couple = lists.couple_of[one]
    unit = one if couple < 0 else len(lists.couple_of) + couple
    _unseat(lists, sitting, work, unit)
    _push_walker(work, unit)


@helper
def _walk(lists: Lists, sitting: Sitting, work: Work, unit: int) -> None:
    """Have a unit look down its list, from the top to just above what it has: seats may have reopened."""
    work.sizes[TURNS] += 1
    if lists.may_loop[unit] != 0:
        if work.turns[unit] == 0:
            work.active[work.sizes[ACTIVE]] = unit
            work.sizes[ACTIVE] += 1
        work.turns[unit] += 1
    people = len(lists.couple_of)
    if unit < people:
        found = _find_better(lists, sitting, work, unit)
        is_seated = sitting.place[unit] >= 0
        if found >= 0 and is_seated:
            _push_leaver(work, unit)
    else:
        found = _find_better_pair(lists, sitting, work, unit - people)
        is_seated = False
        for side in range(2):
            one = lists.members[2 * (unit - people) + side]
            if found >= 0 and sitting.place[one] >= 0:
                is_seated = True
                _push_leaver(work, one)
    if found >= 0 and is_seated:  # it goes on when the seats it had are empty
        work.sizes[GOAL_UNIT] = unit
        work.sizes[GOAL] = found
        return
    _stand_still(work, unit)
    if found >= 0:
        _arrive(lists, sitting, work, unit, found)


@helper
def _find_better(lists: Lists, sitting: Sitting, work: Work, one: int) -> int:
    for entry in range(lists.starts[one], sitting.at[one]):
        work.sizes[PROPOSALS] += 1
        if _takes(sitting, lists.programs[entry], lists.places[entry]):
            return entry
    return NOBODY


@helper
def _find_better_pair(lists: Lists, sitting: Sitting, work: Work, couple: int) -> int:
    for entry in range(lists.pair_starts[couple], sitting.pair_at[couple]):
        work.sizes[PROPOSALS] += 1
        program = lists.pair_programs[2 * entry]
        place = lists.pair_places[2 * entry]
        if not _takes(sitting, program, place):
            continue
        other = lists.pair_programs[2 * entry + 1]
        other_place = lists.pair_places[2 * entry + 1]
        if not _takes(sitting, other, other_place):
            continue
        if program != other or _takes_both(sitting, program, place, other_place):
            return entry
    return NOBODY


@helper
def _arrive(lists: Lists, sitting: Sitting, work: Work, unit: int, entry: int) -> None:
    """Give a unit the seat, or the seats, of an entry of its list."""
    people = len(lists.couple_of)
    if unit < people:
        sitting.at[unit] = entry
        _settle_in(sitting, work, unit, lists.programs[entry], lists.places[entry], lists.extra_of[entry])
        return
    couple = unit - people
    sitting.pair_at[couple] = entry
    for side in range(2):
        index = 2 * entry + side
        if lists.pair_programs[index] >= 0:
            _settle_in(
                sitting,
                work,
                lists.members[2 * couple + side],
                lists.pair_programs[index],
                lists.pair_places[index],
                lists.pair_extra_of[index],
            )


@helper
def _settle_in(sitting: Sitting, work: Work, one: int, program: int, place: int, extra_row: int) -> None:
    _sit(sitting, work, program, place, PRIMARY)
    sitting.place[one] = place
    sitting.program[one] = program
    sitting.extra_row[one] = extra_row
    if extra_row >= 0:
        _push_seeker(work, one)


@helper
def _seek(lists: Lists, sitting: Sitting, work: Work) -> None:
    """Have an applicant with an advanced position look for a PGY-1 year, or a better one."""
    work.sizes[SEEKING] -= 1
    one = work.seeking[work.sizes[SEEKING]]
    work.is_seeking[one] = 0
    row = sitting.extra_row[one]
    if row < 0:
        return
    now = sitting.extra_at[one]
    for entry in range(lists.extra_starts[row], lists.extra_starts[row + 1] if now < 0 else now):
        work.sizes[PROPOSALS] += 1
        program = lists.extras[entry]
        place = lists.extra_places[entry]
        if sitting.filled[program] < sitting.seats[program] or place < sitting.worst[program]:
            if now >= 0:
                _vacate(lists, sitting, work, lists.extras[now], lists.extra_places[now])
            sitting.extra_at[one] = entry
            _sit(sitting, work, program, place, EXTRA)
            return


@helper
def _open(lists: Lists, sitting: Sitting, work: Work) -> None:
    """Have the next one on a program's list walk who may rather be there.

    The list is read down to the last one held even when all seats are taken again: they may have gone to
    somebody worse than one who was passed over before.
    """
    program = work.opening[work.sizes[OPENING] - 1]
    if sitting.filled[program] < sitting.seats[program]:
        end = lists.rank_starts[program + 1]
    else:
        end = sitting.worst[program] + 1  # who may be there for a PGY-1 year, and rather train there
    people = len(lists.couple_of)
    for place in range(work.open_at[program], end):
        if sitting.held[place] == PRIMARY:
            continue
        one = lists.ranks[place]
        couple = lists.couple_of[one]
        unit = one if couple < 0 else people + couple
        now = sitting.at[one] if couple < 0 else sitting.pair_at[couple]
        is_wanted = 0 <= lists.back[place] < now and work.is_waiting[unit] == 0
        is_sought = lists.seeks[place] != 0 and sitting.held[place] == 0 and sitting.extra_row[one] >= 0
        if is_wanted:
            _push_walker(work, unit)
        if is_sought:
            _push_seeker(work, one)
        if is_wanted or is_sought:
            work.open_at[program] = place + 1
            return
    work.sizes[OPENING] -= 1
    work.is_opening[program] = 0


# ------------------------------------------------------------------------------------------------- loops


@helper
def _put_aside(lists: Lists, sitting: Sitting, work: Work, most_turns_each: int) -> None:
    """Put one of those who go round in a loop aside until the others are quiet; which one, a draw says."""
    sizes = work.sizes
    busy = 0
    for index in range(sizes[ACTIVE]):
        unit = work.active[index]
        if 2 * work.turns[unit] > most_turns_each and work.is_waiting[unit] == 0:
            busy += 1
    pick = lists.draws[sizes[RETRIES] % len(lists.draws)] % busy
    chosen = work.walking[sizes[WALKING] - 1]
    for index in range(sizes[ACTIVE]):
        unit = work.active[index]
        if 2 * work.turns[unit] > most_turns_each and work.is_waiting[unit] == 0:
            if pick == 0:
                chosen = unit
            pick -= 1
    sizes[RETRIES] += 1
    _forget_turns(work)
    work.is_waiting[chosen] = 1
    work.waiting[(sizes[FIRST_WAITING] + sizes[WAITING]) % len(work.waiting)] = chosen
    sizes[WAITING] += 1
    _unseat(lists, sitting, work, chosen)


@helper
def _bring_in(work: Work) -> None:
    """All is quiet: let the next one that was put aside walk."""
    _forget_turns(work)
    unit = work.waiting[work.sizes[FIRST_WAITING]]
    work.sizes[FIRST_WAITING] = (work.sizes[FIRST_WAITING] + 1) % len(work.waiting)
    work.sizes[WAITING] -= 1
    work.is_waiting[unit] = 0
    _push_walker(work, unit)


@helper
def _forget_turns(work: Work) -> None:
    for index in range(work.sizes[ACTIVE]):
        work.turns[work.active[index]] = 0
    work.sizes[ACTIVE] = 0

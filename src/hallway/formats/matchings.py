"""Write a match: who is where, what stays empty, and what is proven, as JSON or as a table."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from hallway.domain.json_values import JsonValue
from hallway.engine.kernels import Ints
from hallway.engine.markets import NOBODY, Market
from hallway.engine.matchings import Answer, Matching, Status, offered
from hallway.formats.market_writing import write_table
from hallway.formats.texts import make_writable, neutralize


def shape_match(
    market: Market,
    answer: Answer,
    *,
    is_exact: bool = False,
    notes: Sequence[str] = (),
    blocking_pairs: Sequence[str] = (),
) -> dict[str, JsonValue]:
    """Return an answer in the shape that programs rely on.

    Args:
        market: what was matched.
        answer: what came of it.
        is_exact: the exact solver was asked to decide what chaining left open.
        notes: what the reader of the file had to say.
        blocking_pairs: sentences about what blocks the match, told when it is not stable.
    """
    matching = answer.matching
    programs = [market.name_program(each) for each in range(market.program_count)]
    people = [market.name_applicant(each) for each in range(market.applicant_count)]
    shape: dict[str, JsonValue] = {
        "status": answer.status.value,
        "matches": dict(zip(people, _named(matching.programs, programs), strict=True)),
        "unfilled": _positive(programs, matching.unfilled(market)),
        "blocking": answer.counts.blocking,
        "proof": {
            "verifier": dict(answer.counts._asdict()),
            "says": answer.proof,
            "exact": is_exact,
        },
        "seconds": round(answer.effort.seconds, 6),
        "supplemental": {
            name: program
            for name, program in zip(people, _named(matching.supplemental, programs), strict=True)
            if program is not None
        },
        "reversions": [
            {"from": each.donor, "to": each.receiver, "moved": each.moved}
            for each in list_moves(market, matching)
        ],
        "closed": _positive(programs, offered(market, matching.moved) - matching.seats),
        "retries": answer.effort.retries,
        "notes": list(notes),
    }
    if answer.status is not Status.STABLE:
        shape["blocking_pairs"] = list(blocking_pairs)
    return shape


def write_match_json(shape: Mapping[str, JsonValue]) -> bytes:
    """Return an answer, shaped by `shape_match`, as a file."""
    return (json.dumps(shape, indent=2, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def write_match_csv(market: Market, matching: Matching) -> bytes:
    """Return who is where as a table: applicant, program, supplemental; an empty cell is no program.

    Cells that a spreadsheet would take for a formula get an apostrophe.
    """
    programs = [_cell(market.name_program(each)) for each in range(market.program_count)]
    rows = zip(
        (_cell(market.name_applicant(each)) for each in range(market.applicant_count)),
        (each or "" for each in _named(matching.programs, programs)),
        (each or "" for each in _named(matching.supplemental, programs)),
        strict=True,
    )
    return write_table([("applicant", "program", "supplemental"), *rows])


class Move(NamedTuple):
    """Positions that a reversion took from one program to another."""

    donor: str
    receiver: str
    moved: int


def list_moves(market: Market, matching: Matching) -> list[Move]:
    """Return the reversions that moved positions."""
    rows = zip(market.reversions.tolist(), matching.moved.tolist(), strict=True)
    return [
        Move(market.name_program(donor), market.name_program(receiver), moved)
        for (donor, receiver, _), moved in rows
        if moved
    ]


def list_matches(market: Market, matching: Matching, *, most: int) -> Iterator[tuple[str, str, str]]:
    """Yield the first applicants with program and supplemental program; "" is none."""
    for who in range(min(most, market.applicant_count)):
        held = (int(matching.programs[who]), int(matching.supplemental[who]))
        first, second = ("" if each == NOBODY else market.name_program(each) for each in held)
        yield market.name_applicant(who), first, second


def _named(numbers: Ints, names: Sequence[str]) -> list[str | None]:
    return [None if each == NOBODY else names[each] for each in numbers.tolist()]


def _positive(names: Sequence[str], numbers: Ints) -> dict[str, JsonValue]:
    return {name: number for name, number in zip(names, numbers.tolist(), strict=True) if number > 0}


def _cell(name: str) -> str:
    return neutralize(make_writable(name))

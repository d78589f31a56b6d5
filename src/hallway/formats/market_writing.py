"""Write a market: as one JSON object, or as tables that spreadsheets open."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from hallway.domain.json_values import JsonValue
from hallway.engine.kernels import Ints
from hallway.engine.markets import NOBODY, PARITIES, Market
from hallway.formats.texts import neutralize

_PARITY_WORDS = {number: word for word, number in PARITIES.items()}
Cells = Sequence[str | int]


def write_market_json(market: Market) -> str:
    """Return a market as JSON, which `read_market_json` reads as an equal one."""
    names = [market.name_program(each) for each in range(market.program_count)]
    people = [market.name_applicant(each) for each in range(market.applicant_count)]
    shape: dict[str, JsonValue] = {
        "applicants": {name: _named(market.list_of(each), names) for each, name in enumerate(people)},
        "programs": {name: _named(market.ranks_of(each), people) for each, name in enumerate(names)},
        "capacity": dict(zip(names, market.seats.tolist(), strict=True)),
    }
    if market.couple_count:
        shape["couples"] = [
            {
                "members": _named(members, people),
                "ranks": [
                    [None if each == NOBODY else names[each] for each in pair]
                    for pair in market.pairs_of(row).tolist()
                ],
            }
            for row, members in enumerate(market.couples)
        ]
    if len(market.advanced):
        lists: dict[str, dict[str, JsonValue]] = {}
        for row, (who, program) in enumerate(market.advanced.tolist()):
            lists.setdefault(people[who], {})[names[program]] = _named(market.extras_of(row), names)
        shape["supplemental"] = dict(lists)
    if len(market.reversions):
        shape["reversions"] = [
            {"from": names[donor], "to": names[receiver], "max": most}
            for donor, receiver, most in market.reversions.tolist()
        ]
    if market.parity.any():
        shape["parity"] = {names[each]: _PARITY_WORDS[asked] for each, asked in _asked(market)}
    return json.dumps(shape, ensure_ascii=False)


def write_market_csv(market: Market) -> Mapping[str, bytes]:
    """Return a market as tables by file name, which `read_market_csv` reads as an equal one.

    Cells that a spreadsheet would take for a formula get an apostrophe, which the reader takes away again.
    """
    names = [neutralize(market.name_program(each)) for each in range(market.program_count)]
    people = [neutralize(market.name_applicant(each)) for each in range(market.applicant_count)]
    tables: dict[str, Iterable[Cells]] = {
        "applicants.csv": [("applicant", "rank", "program"), *_choices(market, people, names)],
        "programs.csv": [
            ("program", "rank", "applicant"),
            *(
                (names[program], rank, people[who])
                for program in range(market.program_count)
                for rank, who in enumerate(market.ranks_of(program), start=1)
            ),
        ],
        "positions.csv": [("program", "quota"), *zip(names, market.seats.tolist(), strict=True)],
    }
    if market.couple_count:
        members = [[people[each] for each in couple] for couple in market.couples.tolist()]
        tables["couples.csv"] = [("applicant", "partner"), *members]
    if len(market.advanced):
        tables["supplemental.csv"] = [
            ("applicant", "advanced_program", "rank", "program"),
            *_supplemental(market, people, names),
        ]
    if len(market.reversions):
        moves = [(names[donor], names[to], most) for donor, to, most in market.reversions.tolist()]
        tables["reversions.csv"] = [("from", "to", "max"), *moves]
    if market.parity.any():
        asked = [(names[each], _PARITY_WORDS[wanted]) for each, wanted in _asked(market)]
        tables["parity.csv"] = [("program", "parity"), *asked]
    return {name: write_table(rows) for name, rows in tables.items()}


def write_table(rows: Iterable[Cells]) -> bytes:
    """Return rows as a table with commas, in UTF-8 with the mark that spreadsheets look for."""
    made = io.StringIO()
    csv.writer(made, lineterminator="\r\n").writerows(rows)
    return made.getvalue().encode("utf-8-sig")


def _named(numbers: Ints, names: Sequence[str]) -> list[JsonValue]:
    return [names[each] for each in numbers]


def _asked(market: Market) -> Iterator[tuple[int, int]]:
    for program, asked in enumerate(market.parity.tolist()):
        if asked:
            yield program, asked


def _choices(market: Market, people: Sequence[str], names: Sequence[str]) -> Iterator[Cells]:
    """Yield the rows of all applicants in their order: members of couples by their part of each pair."""
    pairs = {
        int(who): market.pairs_of(row)[:, place]
        for row, couple in enumerate(market.couples)
        for place, who in enumerate(couple)
    }
    for who, name in enumerate(people):
        entries = pairs.get(who, market.list_of(who))
        if not len(entries):
            yield name, "", ""
        for rank, program in enumerate(entries, start=1):
            yield name, rank, "" if program == NOBODY else names[program]


def _supplemental(market: Market, people: Sequence[str], names: Sequence[str]) -> Iterator[Cells]:
    for row, (who, advanced) in enumerate(market.advanced.tolist()):
        if not len(market.extras_of(row)):
            yield people[who], names[advanced], "", ""
        for rank, program in enumerate(market.extras_of(row), start=1):
            yield people[who], names[advanced], rank, names[program]

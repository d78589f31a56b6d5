"""Writes docs/reference/facts.md: every table of figures that ships, its sources, its right, its gaps."""

import argparse
import csv
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

from hallway.facts.directory import units
from hallway.facts.evidence import TieEffect, joint_rules, tie_effects, warnings
from hallway.facts.figures import Source, Table, gaps, rights, sources, tables

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reference" / "facts.md"
DATA = ROOT / "src" / "hallway" / "facts" / "data"

HEAD = """\
# Facts and figures

<!-- Written by tools/facts_reference.py from src/hallway/facts/data. Change that, then run it again. -->

Hallway ships {tracks:,} tracks of programs in {units:,} units, one unit being what one application goes to,
and published figures about the Match. Every figure keeps its source, its year and how surely it was read, and
Hallway shows them beside it. What is unknown stays unknown: no empty cell is ever read as nought.

| How surely | Means |
|---|---|
| primary | read in the publisher's own text |
| study | read in the paper or abstract that reports its own data |
| secondary | quoted by a third party |
| recalled | from memory, not checked |
| our estimate | computed or judged by us from what was published |

"""


def reference() -> str:
    """Return the whole page."""
    known = units().values()
    head = HEAD.format(tracks=sum(len(each.tracks) for each in known), units=len(known))
    parts = (*_gaps(), *_rights(), *_tables(), *_effects(), *_sources())
    return head + "\n".join(parts) + "\n"


def _gaps() -> Iterator[str]:
    yield "## What is missing"
    yield ""
    yield "| Gap | Says |"
    yield "|---|---|"
    for name, says in gaps().items():
        yield f"| {name} | {_cell(says)} |"
    yield ""


def _rights() -> Iterator[str]:
    yield "## What may be done with it"
    yield ""
    yield "| Right | Says |"
    yield "|---|---|"
    for name, says in rights().items():
        yield f"| {name} | {_cell(says)} |"
    yield ""


def _tables() -> Iterator[str]:
    yield "## Tables"
    yield ""
    for table in tables():
        rows = rows_of(table)
        yield f"### {table.file}"
        yield ""
        missing = f" Gaps: {', '.join(table.gaps)}." if table.gaps else ""
        yield f"{table.says} {len(rows):,} rows. Right: {table.right}.{missing}"
        yield ""
        counts = Counter(_origin(table, row) for row in rows)
        yield "| Source | Year | How surely | Rows |"
        yield "|---|---|---|---|"
        per_source: dict[tuple[str, str], list[tuple[str, int]]] = {}
        for (source, year, confidence), count in counts.items():
            per_source.setdefault((source, confidence), []).append((year, count))
        for (source, confidence), found in sorted(per_source.items()):
            years = sorted({year for year, _ in found if year})
            span = years[0] if len(years) == 1 else f"{years[0]} to {years[-1]}" if years else ""
            yield f"| {source} | {span} | {confidence} | {sum(count for _, count in found)} |"
        yield ""


def _effects() -> Iterator[str]:
    yield "## What ties are worth"
    yield ""
    yield joint_rules().says
    yield ""
    for each in warnings():
        yield f"- {each}"
    yield ""
    yield "| Tie or action | Stage | Log-odds, low / central / high | Evidence | Published | Confounders |"
    yield "|---|---|---|---|---|---|"
    for found in tie_effects().values():
        effect = found.value
        published, confounders = _cell(effect.published), _cell(effect.confounders)
        cells = (_cell(effect.says), effect.stage, _shift(effect), effect.strength, published, confounders)
        yield f"| {' | '.join(cells)} |"
    yield ""


def _shift(effect: TieEffect) -> str:
    if effect.is_gate and effect.without:
        low, high = effect.without
        return f"a gate: {100 * low:.0f} to {100 * high:.0f} % without it"
    if effect.shift is None:
        return "unknown"
    numbers = f"{effect.shift.low:g} / {effect.shift.central:g} / {effect.shift.high:g}"
    return f"unknown; a belief to start from: {numbers}" if effect.is_unknown else numbers


def _sources() -> Iterator[str]:
    yield "## Sources"
    yield ""
    yield "| Id | Source | Right |"
    yield "|---|---|---|"
    for each in sources().values():
        yield f"| {each.id} | {_cited(each)} | {each.right} |"


def _cited(source: Source) -> str:
    return f"{_cell(source.cited)} <{source.url}>" if source.url else _cell(source.cited)


def rows_of(table: Table) -> list[Mapping[str, str]]:
    """Return the rows of one table as they stand in its file; of TOML its effects."""
    path = DATA / table.file
    if path.suffix == ".toml":
        effects = cast("list[Mapping[str, str]]", tomllib.loads(path.read_text("utf-8"))["effect"])
        return list(effects)
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


def _origin(table: Table, row: Mapping[str, str]) -> tuple[str, str, str]:
    if table.source:
        return table.source, table.year, table.confidence
    return row["source"], row["year"], row["confidence"]


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main() -> int:
    """Write the page, or check it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="tell whether the page is fresh")
    text = reference()
    if not parser.parse_args().check:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(text, encoding="utf-8")
        return 0
    if not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != text:
        sys.stderr.write(f"{PAGE} is stale: run python tools/facts_reference.py\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

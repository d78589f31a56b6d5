"""Published figures: each with its source, its year and how surely it was read; and their tables."""

import csv
import importlib.resources
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Generic, TypeVar

T = TypeVar("T")


class Confidence(StrEnum):
    """How surely a figure was read."""

    PRIMARY = "primary"  # in the publisher's own text
    STUDY = "study"  # in the paper or abstract that reports its own data
    SECONDARY = "secondary"  # quoted by a third party
    RECALLED = "recalled"  # from memory, not checked
    OURS = "our estimate"  # computed or judged by us from what was published


class ApplicantType(StrEnum):
    """The kinds of applicants that published figures tell apart; seniors where it says US."""

    ALL = "all"
    US_MD = "us-md"
    US_DO = "us-do"
    US_IMG = "us-img"
    NON_US_IMG = "non-us-img"


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures were read, and what may be done with them."""

    id: str
    cited: str
    url: str
    right: str


@dataclass(frozen=True, slots=True)
class Sourced(Generic[T]):
    """A published value with what must be shown beside it; `year` is that of the data, as published."""

    value: T
    source: str
    year: str
    confidence: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table that ships: what it holds, and by their ids what may be done with it and what is missing.

    `source`, `year` and `confidence` are those of all its rows, or "" where each row has its own.
    """

    file: str
    says: str
    right: str
    gaps: tuple[str, ...]
    source: str
    year: str
    confidence: str


@cache
def sources() -> Mapping[str, Source]:
    """Return every source by its id."""
    rows = read_rows("sources.csv")
    return MappingProxyType({each["id"]: Source(**each) for each in rows})


@cache
def tables() -> tuple[Table, ...]:
    """Return every table of figures that ships."""
    return tuple(
        Table(
            row["file"],
            row["says"],
            row["right"],
            tuple(filter(None, row["gaps"].split("|"))),
            row["source"],
            row["year"],
            row["confidence"],
        )
        for row in read_rows("tables.csv")
    )


@cache
def rights() -> Mapping[str, str]:
    """Return what may be done with figures, in words, by the id of the right."""
    return MappingProxyType({each["id"]: each["says"] for each in read_rows("rights.csv")})


@cache
def gaps() -> Mapping[str, str]:
    """Return what nobody has published, or we have not found, in words to be shown, by its id."""
    return MappingProxyType({each["id"]: each["says"] for each in read_rows("gaps.csv")})


def read_rows(file: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one of our tables."""
    text = (importlib.resources.files("hallway.facts") / "data" / file).read_text("utf-8")
    yield from csv.DictReader(text.splitlines())


def sourced(value: T, row: Mapping[str, str]) -> Sourced[T]:
    """Return a value with the source, year, confidence and note of its row."""
    source = sources()[row["source"]]
    return Sourced(
        value, source.cited, row["year"], Confidence(row["confidence"]), row.get("note", ""), source.url
    )


def number(text: str) -> float | None:
    """Return a number, or None where nothing stands: unknown is never 0."""
    return float(text) if text else None


def whole(text: str) -> int | None:
    """Return a whole number, or None where nothing stands: unknown is never 0."""
    return int(text) if text else None

"""What the guides said in each released version, and what has changed from one to another.

A snapshot is written when a version is released (`tools/snapshot_guides.py`) and never edited afterwards.
"""

import importlib.resources
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache

from hallway.domain.errors import NotFound
from hallway.playbooks.library import shipped
from hallway.playbooks.reading import PlaybookFile
from hallway.playbooks.strict import mapping_of, strings_of
from hallway.playbooks.values import AUDIENCES, with_unit, write_content


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueThen:
    """A number as a version had it: what it says, its sources, and what each audience got, as typed."""

    key: str
    says: str
    unit: str
    guides: tuple[str, ...]
    by_audience: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleThen:
    """A rule or a caution as a version had it; `edges` are the keys its window or its limit depends on."""

    id: str
    says: str
    because: str
    settles: str
    guides: tuple[str, ...]
    edges: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Everything the guides said in one version."""

    values: Mapping[str, ValueThen]
    rules: Mapping[str, RuleThen]


def take_snapshot(file: PlaybookFile) -> Snapshot:
    """Return what a playbook says."""
    values = (
        ValueThen(
            key=each.key,
            says=each.says,
            unit=each.unit,
            guides=each.guides,
            by_audience={audience: write_content(each.shipped_for(audience)) for audience in AUDIENCES},
        )
        for each in file.values
    )
    rules = [
        RuleThen(
            id=each.id,
            says=each.says,
            because=each.because,
            settles=each.settles,
            guides=each.guides,
            edges=(
                each.opens,
                each.due,
                each.closes,
                each.last,
                *filter(None, (each.limit, each.not_before)),
            ),
        )
        for each in file.rules
    ]
    rules += [
        RuleThen(
            id=each.id,
            says=each.says,
            because=each.because,
            settles=each.remedy,
            guides=each.guides,
            edges=each.limits,
        )
        for each in file.cautions
    ]
    return Snapshot(values={each.key: each for each in values}, rules={each.id: each for each in rules})


def write_snapshot(snapshot: Snapshot) -> str:
    """Return a snapshot as JSON, in one order: by key and by id."""
    tree = {
        "values": [asdict(each) for _, each in sorted(snapshot.values.items())],
        "rules": [asdict(each) for _, each in sorted(snapshot.rules.items())],
    }
    return json.dumps(tree, indent=1, ensure_ascii=False) + "\n"


def read_snapshot(text: str) -> Snapshot:
    """Return the snapshot that `write_snapshot` wrote."""
    tree: object = json.loads(text)
    values, rules = (_tables(mapping_of(tree).get(name)) for name in ("values", "rules"))
    return Snapshot(
        values={
            str(each["key"]): ValueThen(
                key=str(each["key"]),
                says=str(each["says"]),
                unit=str(each["unit"]),
                guides=tuple(strings_of(each["guides"])),
                by_audience={name: str(text) for name, text in mapping_of(each["by_audience"]).items()},
            )
            for each in values
        },
        rules={
            str(each["id"]): RuleThen(
                id=str(each["id"]),
                says=str(each["says"]),
                because=str(each["because"]),
                settles=str(each["settles"]),
                guides=tuple(strings_of(each["guides"])),
                edges=tuple(strings_of(each["edges"])),
            )
            for each in rules
        },
    )


def _tables(found: object) -> Sequence[Mapping[str, object]]:
    return [mapping_of(each) for each in found] if isinstance(found, list) else []


@cache
def versions() -> tuple[str, ...]:
    """Return the versions whose guides are kept, oldest first; the last one is this version."""
    folder = importlib.resources.files("hallway.playbooks") / "versions"
    names = (each.name for each in folder.iterdir())
    found = [name.removesuffix(".json") for name in names if name.endswith(".json")]
    return tuple(sorted(found, key=lambda each: tuple(int(part) for part in each.split("."))))


@cache
def snapshot_of(version: str) -> Snapshot:
    """Return what the guides said in a version; in this one, what they say now.

    Raises:
        NotFound: its guides are not kept.
    """
    if version not in versions():
        raise NotFound("version of the guides", version, f"There are: {', '.join(versions())}.")
    if version == versions()[-1]:
        return take_snapshot(shipped())
    path = importlib.resources.files("hallway.playbooks") / "versions" / f"{version}.json"
    return read_snapshot(path.read_text("utf-8"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueChange:
    """A number that two versions have differently: None where a version has no such number.

    `audiences` are those for whom it changed, with old and new as typed.
    """

    key: str
    old: ValueThen | None
    new: ValueThen | None
    audiences: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChange:
    """A rule or caution that two versions have differently; `parts` names what: words, reason, window ..."""

    id: str
    old: RuleThen | None
    new: RuleThen | None
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What changed from one version of the guides to another."""

    values: tuple[ValueChange, ...]
    rules: tuple[RuleChange, ...]


_PARTS = (
    ("words", "says"),
    ("reason", "because"),
    ("what settles it", "settles"),
    ("sources", "guides"),
    ("window", "edges"),
)


def compare(old: Snapshot, new: Snapshot) -> Difference:
    """Return every number and rule that differs, by key and id; values whose words alone changed stay out."""
    values = (
        _compare_values(key, old.values.get(key), new.values.get(key))
        for key in sorted(old.values.keys() | new.values.keys())
    )
    rules = (
        _compare_rules(key, old.rules.get(key), new.rules.get(key))
        for key in sorted(old.rules.keys() | new.rules.keys())
    )
    return Difference(
        values=tuple(each for each in values if each.audiences),
        rules=tuple(each for each in rules if each.parts),
    )


def _compare_values(key: str, old: ValueThen | None, new: ValueThen | None) -> ValueChange:
    before, after = (_by_audience(each) for each in (old, new))
    pairs = {name: (before.get(name, ""), after.get(name, "")) for name in AUDIENCES}
    changed = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    return ValueChange(key=key, old=old, new=new, audiences=changed)


def _by_audience(value: ValueThen | None) -> Mapping[str, str]:
    """Return what each audience gets, with the unit: 2 days are not 2 hours."""
    return {name: with_unit(text, value.unit) for name, text in value.by_audience.items()} if value else {}


def _compare_rules(key: str, old: RuleThen | None, new: RuleThen | None) -> RuleChange:
    if old is None or new is None:
        parts: tuple[str, ...] = ("removed",) if new is None else ("added",)
    else:
        parts = tuple(word for word, name in _PARTS if getattr(old, name) != getattr(new, name))
    return RuleChange(id=key, old=old, new=new, parts=parts)

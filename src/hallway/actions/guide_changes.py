"""What the guides said in another version, and how the applicant's own differ from the shipped ones."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from hallway.actions.applicants import find_in
from hallway.actions.guides import Source, laid_here, view_values
from hallway.actions.ports import Clock, Reading, Store
from hallway.actions.states import gather
from hallway.domain.settings import Override
from hallway.playbooks.layers import Laid, SetAside
from hallway.playbooks.library import shipped
from hallway.playbooks.snapshots import RuleChange, ValueChange, compare, snapshot_of, versions
from hallway.playbooks.stepping import steps
from hallway.playbooks.steps import WindowState
from hallway.playbooks.values import with_unit, write_content


class Pair(NamedTuple):
    """Old and new, with units; "" where a version has no such number."""

    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueChangeView:
    """A number that changed: for whom, from what to what, and what it means here.

    `sort` is added, removed or changed; `is_yours` tells that the applicant's audience is among them, `own`
    is their own value ("" for none), and `steps` counts their open steps that depend on it.
    """

    key: str
    says: str
    sort: str
    audiences: Mapping[str, Pair]
    is_yours: bool
    own: str
    steps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChangeView:
    """A rule or caution that changed: which parts, how it read and reads, and how many open steps it made."""

    id: str
    sort: str
    parts: tuple[str, ...]
    says: Pair
    because: Pair
    steps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideChanges:
    """Everything that changed in the guides between two versions."""

    old: str
    new: str
    versions: tuple[str, ...]
    audience: str
    values: tuple[ValueChangeView, ...]
    rules: tuple[RuleChangeView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDifference:
    """A number that is not as shipped for the guide the applicant builds on; `steps` are open ones."""

    key: str
    says: str
    unit: str
    shipped: str
    yours: str
    source: Source
    steps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDifferences:
    """The applicant's own against the shipped: numbers, rules of their audience, what is set aside."""

    audience: str
    base: str
    values: tuple[OwnDifference, ...]
    rules: tuple[str, ...]
    aside: tuple[SetAside, ...]


def list_changes(store: Store, clock: Clock, *, old: str = "", new: str = "") -> GuideChanges:
    """Return what changed in the guides between two versions.

    Args:
        store: the record.
        clock: tells the moment.
        old: a version; "" for the one before `new`.
        new: a version; "" for this one.

    Raises:
        NotFound: the guides of such a version are not kept.
    """
    known = versions()
    new = new or known[-1]
    difference = compare(snapshot_of(old or _before(new, known)), snapshot_of(new))
    with store.reading() as reading:
        laid = laid_here(reading)
        own = {each.key: each.value for each in reading.all(Override)}
        made_by = _open_steps(reading, clock, laid)
    uses = _rules_by_key(laid)
    return GuideChanges(
        old=old or _before(new, known),
        new=new,
        versions=known,
        audience=laid.guides.base,
        values=tuple(
            _value_change(each, laid, own, _count(made_by, uses.get(each.key, ())))
            for each in difference.values
        ),
        rules=tuple(_rule_change(each, made_by[each.id]) for each in difference.rules),
    )


def list_own_differences(store: Store, clock: Clock) -> OwnDifferences:
    """Return where the applicant's numbers and rules are not the shipped ones."""
    with store.reading() as reading:
        laid = laid_here(reading)
        views = view_values(reading, laid)
        made_by = _open_steps(reading, clock, laid)
    base, uses = laid.playbook.base, _rules_by_key(laid)
    ours = {each.key: write_content(each.shipped_for(base)) for each in shipped().values}
    return OwnDifferences(
        audience=laid.playbook.audience,
        base=base,
        values=tuple(
            OwnDifference(
                key=each.key,
                says=each.says,
                unit=each.unit,
                shipped=ours.get(each.key, ""),
                yours=each.value,
                source=each.source if each.key in ours else Source.YOUR_AUDIENCE,
                steps=_count(made_by, uses.get(each.key, ())),
            )
            for each in sorted(views.values(), key=lambda each: each.key)
            if each.value != ours.get(each.key, "")
        ),
        rules=_own_rules(laid),
        aside=laid.aside,
    )


def _own_rules(laid: Laid) -> tuple[str, ...]:
    """Return the rules and cautions that the applicant's own audience brought."""
    if laid.custom is None:
        return ()
    return (*(each.id for each in laid.custom.rules), *(each.id for each in laid.custom.cautions))


def _before(version: str, known: tuple[str, ...]) -> str:
    """Return the version before this one; the first one has only itself."""
    place = known.index(version) if version in known else len(known)
    return known[max(place - 1, 0)]


def _open_steps(reading: Reading, clock: Clock, laid: Laid) -> Counter[str]:
    """Count the applicant's open steps by the rule that made them; before set-up there are none."""
    if find_in(reading) is None:
        return Counter()
    now = clock.now()
    state, _ = gather(reading, now)
    found = steps(state, laid.playbook, now)
    return Counter(each.rule for each in found if each.state is not WindowState.LATER)


def _rules_by_key(laid: Laid) -> Mapping[str, Collection[str]]:
    uses: dict[str, list[str]] = {}
    for rule in laid.playbook.rules:
        for key in rule.keys:
            uses.setdefault(key, []).append(rule.id)
    return uses


def _count(made_by: Counter[str], rules: Iterable[str]) -> int:
    return sum(made_by[each] for each in rules)


def _value_change(each: ValueChange, laid: Laid, own: Mapping[str, str], concerned: int) -> ValueChangeView:
    there = each.new or each.old
    unit = there.unit if there else ""
    return ValueChangeView(
        key=each.key,
        says=there.says if there else "",
        sort="added" if each.old is None else "removed" if each.new is None else "changed",
        audiences={name: Pair(*pair) for name, pair in each.audiences.items()},
        is_yours=laid.guides.base in each.audiences,
        own=with_unit(own.get(each.key, ""), unit),
        steps=concerned,
    )


def _rule_change(each: RuleChange, concerned: int) -> RuleChangeView:
    old, new = each.old, each.new
    return RuleChangeView(
        id=each.id,
        sort="added" if old is None else "removed" if new is None else "changed",
        parts=each.parts,
        says=Pair(old.says if old else "", new.says if new else ""),
        because=Pair(old.because if old else "", new.because if new else ""),
        steps=concerned,
    )

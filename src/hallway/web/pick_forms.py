"""What somebody asks of a list as the fields of a form: read from an address, and filled in again."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING, NamedTuple

from starlette.datastructures import QueryParams

from hallway.actions.pick_asked import PickAsked, from_query, to_query
from hallway.actions.program_lookups import find_coded, name_of
from hallway.domain.errors import HallwayError
from hallway.domain.ids import UnitCode
from hallway.domain.institutions import InstitutionKind
from hallway.domain.picks import Action, Fate
from hallway.facts.regions import region_states
from hallway.facts.signals import signal_limit

if TYPE_CHECKING:  # it brings numpy, which the server does without until somebody asks for a list
    from hallway.actions.pick_answers import PickAnswer

PATH = "/pick"

OBJECTIVES = (
    ("chance", "the best chance to match at all"),
    ("preference", "the places I like, weighed by their chance"),
)
REGIONS = tuple(region_states())
MIXED = (InstitutionKind.COMMUNITY, InstitutionKind.UNIVERSITY)
"""The kinds of institutions of which somebody may want at least or at most so many."""

_LISTS = frozenset(each.name for each in fields(PickAsked) if each.default == ())
_NAMES = tuple(each.name for each in fields(PickAsked))
_LONGEST = 2000
_LARGE = 1_000_000
_USUAL = PickAsked()
_SAYS: Mapping[str, str] = {
    "budget": "at most ${}",
    "rotation_cost": "${} for a rotation",
    "applications": "at most {} applications",
    "rotations": "at most {} rotations",
    "interviews": "at most {} interviews",
    "objective": "by what you like",
    "network": "without people",
    "use_counts": "without counts of reports",
    "signals": "signals {}",
}
"""How a wish reads; others are said as they were typed."""

_MIX = re.compile(r"\s*(\w+)\s*(>=|<=)\s*(\d+)\s*")


class SignalField(NamedTuple):
    """A field for a number of signals; `most` is the newest published limit."""

    name: str
    says: str
    most: int
    year: str


def read_asked(params: QueryParams) -> PickAsked:
    """Return what an address asks.

    Raises:
        HallwayError: something in it cannot be meant; the message says what.
    """
    given: dict[str, list[str]] = {
        name: [
            part
            for value in params.getlist(name)
            for part in (_parts(value) if name in _LISTS else [value[:_LONGEST]])
        ]
        for name in _NAMES
        if name in params
    }
    typed_mix = list(_mix_in(params))
    if any(name.startswith("mix-") for name in params):
        given["mix"] = typed_mix
    numbers = list(_signals_in(params))
    if numbers:
        given["signals"] = [*_other_signals(given.get("signals", ()), params), *numbers]
    return from_query(given)


def _parts(value: str) -> list[str]:
    return [bare for each in re.split(r"[;\n]", value[:_LONGEST]) if (bare := each.strip())]


def _mix_in(params: QueryParams) -> Iterator[str]:
    for kind in MIXED:
        for name, sign in (("least", ">="), ("most", "<=")):
            number = params.get(f"mix-{kind}-{name}", "").strip()
            if number:
                yield f"{kind}{sign}{number}"


def _signals_in(params: QueryParams) -> Iterator[str]:
    """Return the numbers of signals that were typed in fields, a specialty each."""
    typed: dict[str, dict[str, str]] = {}
    for name, value in params.items():
        head, _, specialty = name.partition(":")
        tier = head.removeprefix("signals-")
        if tier != head and value.strip() and specialty:
            typed.setdefault(specialty, {})[tier] = value.strip()
    for specialty, tiers in typed.items():
        if "all" in tiers:
            yield f"{specialty}:{tiers['all']}"
            continue
        limit = signal_limit(specialty)
        usual = {"gold": limit.value.gold, "silver": limit.value.silver} if limit else {}
        numbers = {tier: tiers.get(tier, usual.get(tier)) for tier in ("gold", "silver")}
        yield f"{specialty}:" + ",".join(
            f"{tier}={each}" for tier, each in numbers.items() if each is not None
        )


def _other_signals(given: Iterable[str], params: QueryParams) -> list[str]:
    """Return what is said of specialties that have no fields in this form."""
    with_fields = {name.partition(":")[2].casefold() for name in params if name.startswith("signals-")}
    return [each for each in given if ":" in each and each.partition(":")[0].casefold() not in with_fields]


def is_plain(params: QueryParams, asked: PickAsked) -> bool:
    """Tell whether an address says what is asked in the shortest way; the number of a page aside."""
    pairs = [(name, value) for name, value in params.multi_items() if name not in {"page", "left"}]
    return sorted(pairs) == sorted(QueryParams(to_query(asked)).multi_items())


def at(path: str, asked: PickAsked, **more: str) -> str:
    """Return the address of a page about what is asked."""
    query = "&".join(filter(None, [to_query(asked), str(QueryParams(more)) if more else ""]))
    return f"{path}?{query}" if query else path


def signal_fields(specialties: Sequence[str]) -> tuple[SignalField, ...]:
    """Return a field for each tier of signals that these specialties have."""
    found = []
    for specialty in specialties:
        limit = signal_limit(specialty)
        if limit is None or limit.value.total == 0:
            continue
        whose = f" in {specialty}" if len(specialties) > 1 else ""
        if limit.value.gold is None:
            found.append(
                SignalField(f"signals-all:{specialty}", f"Signals{whose}", limit.value.total, limit.year)
            )
            continue
        for tier, most in (("gold", limit.value.gold), ("silver", limit.value.silver or 0)):
            name = f"signals-{tier}:{specialty}"
            found.append(SignalField(name, f"{tier.capitalize()} signals{whose}", most, limit.year))
    return tuple(found)


def fill(asked: PickAsked, answer: "PickAnswer | None") -> dict[str, str]:
    """Return the fields of the form as they stand for what is asked."""
    filled = {name: _write(getattr(asked, name), name) for name in _NAMES}
    for each in asked.mix:
        found = _MIX.fullmatch(each)
        if found:
            name = "least" if found[2] == ">=" else "most"
            filled[f"mix-{found[1]}-{name}"] = found[3]
    if answer and asked.signals:
        for specialty, tiers in answer.wishes.signals.items():
            filled |= _signals_of(specialty, tiers)
    return filled


def _signals_of(specialty: str, tiers: Mapping[Action, int]) -> dict[str, str]:
    limit = signal_limit(specialty)
    if limit is None or limit.value.gold is None:
        return {f"signals-all:{specialty}": str(tiers.get(Action.SIGNAL, 0))}
    return {
        f"signals-gold:{specialty}": str(tiers.get(Action.GOLD_SIGNAL, 0)),
        f"signals-silver:{specialty}": str(tiers.get(Action.SIGNAL, 0)),
    }


def _write(value: object, name: str) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case tuple():
            return ("\n" if name in {"must", "never", "by_hand"} else "; ").join(str(each) for each in value)
        case float():
            return f"{value:g}" if value < _LARGE else f"{value:.0f}"  # :g writes 1e+06
        case _:
            return str(value)


def typed_in(params: QueryParams) -> dict[str, str]:
    """Return the fields of the form as they were typed, when they cannot be meant."""
    filled = fill(PickAsked(), None)
    for name in params:
        if name in filled or name.startswith(("signals-", "mix-")):
            separator = "\n" if name in {"must", "never", "by_hand"} else "; "
            filled[name] = separator.join(params.getlist(name))
    return filled


def with_change(asked: PickAsked, unit: UnitCode, fate: Fate | None, action: Action | None) -> PickAsked:
    """Return the same wishes with another one for a single program; None leaves that to the optimizer."""
    must = tuple(each for each in asked.must if each != unit)
    never = tuple(each for each in asked.never if each != unit)
    by_hand = tuple(each for each in asked.by_hand if each.partition("=")[0] != unit)
    return replace(
        asked,
        must=(*must, unit) if fate is Fate.MUST else must,
        never=(*never, unit) if fate is Fate.NEVER else never,
        by_hand=(*by_hand, f"{unit}={action}") if action else by_hand,
    )


def describe(asked: PickAsked) -> tuple[tuple[str, str], ...]:
    """Return what is asked for beside the usual: in words, each with the address without it."""
    return tuple((_say(name, text), at(PATH, rest)) for name, text, rest in _unusual(asked))


def _unusual(asked: PickAsked) -> Iterator[tuple[str, str, PickAsked]]:
    """Yield every wish that is not as usual: field, value as text, and what is asked without it."""
    for name in _NAMES:
        value, usual = getattr(asked, name), getattr(_USUAL, name)
        if value == usual:
            continue
        each: object
        for each in value if name in _LISTS else (value,):
            rest: object = tuple(other for other in value if other != each) if name in _LISTS else usual
            text = f"{each:,g}" if isinstance(each, float) and each < _LARGE else str(each)
            yield name, text, replace(asked, **{name: rest})  # type: ignore[arg-type] # the value of its field


def _say(name: str, text: str) -> str:
    if name in {"must", "never"}:
        return f"{name}: {_called(text)}"
    if name == "by_hand":
        code, _, action = text.rpartition("=")
        return f"by hand: {_called(code)}, {action.replace('-', ' ')}"
    if name == "signals" and text == "none":
        return "no signals"
    return _SAYS.get(name, "{}").format(text)


def _called(code: str) -> str:
    """Return a program's name, or the words that were typed for it."""
    unit = find_coded(UnitCode(code))
    return name_of(unit) if unit else code


def field_of(fault: HallwayError | None) -> str:
    """Return the field of the form that a fault is about, "" for none."""
    found = str(getattr(fault, "field", ""))
    names = {"value": "objective", "specialty": "specialties", "state": "states", "region": "regions"}
    return names.get(found, found.replace(" ", "_"))

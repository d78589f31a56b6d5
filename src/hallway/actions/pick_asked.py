"""What somebody asks of a list: as it is typed, and as the query of an address, which says the same."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from math import isfinite
from urllib.parse import parse_qsl, urlencode

from hallway.actions import typed_text
from hallway.domain.errors import InvalidValue

MOST_DOLLARS = 1_000_000
_MOST_VALUES = 10_000
_OBJECTIVES = ("chance", "preference")


@dataclass(frozen=True, slots=True, kw_only=True)
class PickAsked:
    """Everything that may be asked of a list; nothing of it is needed. Texts are as they were typed.

    Args:
        specialties: names, each with what a match in it is worth where that is said: "family medicine=0.5".
        budget: US dollars for fees of applications not sent yet, and for rotations.
        applications: the most, those already sent included.
        signals: "gold=3,silver=12", "internal medicine:gold=3,silver=12", "pathology:5", or "none".
        rotations: the most that the list may propose.
        rotation_cost: US dollars for one.
        interviews: the most that one could attend.
        states, regions, kinds: only programs there, and of these kinds of institutions.
        mix: "community>=10", "university<=20".
        must, never: codes or words of programs.
        by_hand: a program and what is done there: "9991140=gold-signal".
        objective: the chance to match at all, or the expected value over the applicant's own preference.
        network: whether ties count.
        use_counts: whether counts count that the applicant has let in.
    """

    specialties: tuple[str, ...] = ()
    budget: float | None = None
    applications: int | None = None
    signals: tuple[str, ...] = ()
    rotations: int = 0
    rotation_cost: float | None = None
    interviews: float | None = None
    states: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    mix: tuple[str, ...] = ()
    must: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    by_hand: tuple[str, ...] = ()
    objective: str = "chance"
    network: bool = True
    use_counts: bool = True


_LISTS = frozenset(
    {"specialties", "signals", "states", "regions", "kinds", "mix", "must", "never", "by_hand"}
)
_DOLLARS = frozenset({"budget", "rotation_cost"})
_COUNTS = frozenset({"applications", "rotations"})
_SWITCHES = frozenset({"network", "use_counts"})
_DEFAULTS = {each.name: each.default for each in fields(PickAsked) if each.default is not MISSING}


def to_query(asked: PickAsked) -> str:
    """Return what is asked as the query of an address; what is as usual is left out."""
    return urlencode(list(_pairs(asked)))


def _pairs(asked: PickAsked) -> Iterator[tuple[str, str]]:
    for name, usual in _DEFAULTS.items():
        value = getattr(asked, name)
        if value == usual:
            continue
        if name in _LISTS:
            yield from ((name, each) for each in value)
        elif name in _SWITCHES:
            yield name, "yes" if value else "no"
        else:
            yield name, f"{value!r}".removesuffix(".0") if isinstance(value, float) else str(value)


def from_query(query: str | Mapping[str, str | Sequence[str]]) -> PickAsked:
    """Return what a query asks; names that mean nothing here are passed over, the last of a pair counts.

    Raises:
        InvalidValue: a number or a switch cannot be read, is negative or too large.
    """
    given: dict[str, list[str]] = {}
    for name, value in _values(query):
        text = typed_text.read_text(name, value)
        if name in _DEFAULTS and text:
            given.setdefault(name, []).append(text)
    parts = {name: _read(name, values) for name, values in given.items()}
    return check_asked(PickAsked(**parts))  # type: ignore[arg-type] # each reader gives what its field takes


def _values(query: str | Mapping[str, str | Sequence[str]]) -> Iterator[tuple[str, str]]:
    if isinstance(query, str):
        try:
            pairs = parse_qsl(query.removeprefix("?"), max_num_fields=_MOST_VALUES)
        except ValueError:
            raise InvalidValue("address", query[:40], f"Ask for at most {_MOST_VALUES:,} things.") from None
        yield from pairs
        return
    for name, given in query.items():
        yield from ((name, each) for each in ([given] if isinstance(given, str) else given))


def _read(name: str, values: Sequence[str]) -> object:
    if name in _LISTS:
        return tuple(values)
    if name in _COUNTS:
        return typed_text.read_number(name, values[-1].replace(",", ""), range(_MOST_VALUES + 1))
    if name in _DOLLARS or name == "interviews":
        return read_amount(name, values[-1])
    if name in _SWITCHES:
        return typed_text.read_yes_no(name, values[-1])
    return values[-1]


def read_amount(field: str, text: str) -> float:
    """Return a number of dollars or of interviews, such as "1,200" or "$1200".

    Raises:
        InvalidValue: it is no number, or one that cannot be meant.
    """
    bare = text.strip().removeprefix("$").replace(",", "").strip()
    try:
        amount = float(bare)
    except ValueError:
        raise InvalidValue(_called(field), text[:40], "Type a number, such as 1200.") from None
    _check_amount(field, amount)
    return amount


def check_asked(asked: PickAsked) -> PickAsked:
    """Return the same, or say which number cannot be meant.

    Raises:
        InvalidValue: a number is negative, endless or too large, or there is no such objective.
    """
    for name in (*_DOLLARS, "interviews", *_COUNTS):
        value = getattr(asked, name)
        if value is not None:
            _check_amount(name, value)
    read_objective(asked.objective)
    return asked


def read_objective(text: str) -> str:
    """Return what the list is to be best at: "chance" or "preference".

    Raises:
        InvalidValue: there is no such objective.
    """
    chosen = typed_text.read_choice("value", text, _OBJECTIVES)
    if not chosen:
        raise InvalidValue("value", text[:40], "Choose chance or preference.")
    return chosen


def _check_amount(field: str, amount: float) -> None:
    most = MOST_DOLLARS if field in _DOLLARS else _MOST_VALUES
    if not isfinite(amount) or not 0 <= amount <= most:
        raise InvalidValue(_called(field), f"{amount:g}", f"Type a number from 0 to {most:,}.")


def _called(field: str) -> str:
    return field.replace("_", " ")

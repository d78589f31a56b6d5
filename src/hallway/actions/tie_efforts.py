"""What ties cost the applicant in hours and dollars: usual numbers, and their own in their place."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite

from hallway.actions.ports import Clock, Reading, Store
from hallway.actions.program_ties import TIE_WORDS
from hallway.domain.errors import InvalidValue
from hallway.domain.ids import TieEffortId
from hallway.domain.picks import TieEffort
from hallway.domain.programs import TieKind
from hallway.smartpick.efforts import usual_efforts

MOST_HOURS = 20_000
MOST_DOLLARS = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """What one tie of a kind costs; `own_hours` and `own_dollars` tell whose number it is.

    `says` is why we take the usual one.
    """

    kind: TieKind
    hours: float
    dollars: float  # US dollars
    own_hours: bool
    own_dollars: bool
    is_action: bool
    usual_hours: float
    usual_dollars: float
    says: str


def list_efforts(store: Store) -> tuple[Effort, ...]:
    """Return the effort for every kind of tie that one can make."""
    with store.reading() as reading:
        found = efforts_in(reading)
    return tuple(each for each in found.values() if each.is_action)


def efforts_in(reading: Reading) -> Mapping[TieKind, Effort]:
    """Return the effort for every kind of tie, the applicant's own numbers first."""
    own = {each.kind: each for each in reading.all(TieEffort)}
    return {kind: _effort(kind, own.get(kind)) for kind in TieKind}


def set_effort(
    store: Store, clock: Clock, *, kind: TieKind, hours: float | None = None, dollars: float | None = None
) -> Effort:
    """Keep what a tie of this kind costs the applicant; None leaves what is there.

    Raises:
        InvalidValue: neither is given, one is negative or endless, or nobody can make such a tie.
    """
    if not usual_efforts()[kind].is_action:
        raise InvalidValue("kind", kind.value, f"Nobody can make {TIE_WORDS[kind]}: it costs no effort.")
    if hours is None and dollars is None:
        raise InvalidValue("effort", "", "Say hours, dollars, or both.")
    _check("hours", hours, MOST_HOURS)
    _check("dollars", dollars, MOST_DOLLARS)
    with store.writing("tie-effort.set", f"Set what {TIE_WORDS[kind]} costs", now=clock.now()) as writing:
        known = writing.all(TieEffort, kind=kind)
        before = known[0] if known else None
        made = TieEffort(
            id=before.id if before else TieEffortId(writing.new_id()),
            kind=kind,
            hours=hours if hours is not None else before.hours if before else None,
            dollars=dollars if dollars is not None else before.dollars if before else None,
        )
        if before is None:
            writing.add(made)
        elif made != before:
            writing.replace(made)
        return _effort(kind, made)


def clear_effort(store: Store, clock: Clock, *, kind: TieKind) -> Effort:
    """Take the usual effort again."""
    with store.writing(
        "tie-effort.clear", f"Took the usual effort of {TIE_WORDS[kind]}", now=clock.now()
    ) as writing:
        for each in writing.all(TieEffort, kind=kind):
            writing.remove(TieEffort, each.id)
        return _effort(kind, None)


def _effort(kind: TieKind, own: TieEffort | None) -> Effort:
    usual = usual_efforts()[kind]
    hours = own.hours if own else None
    dollars = own.dollars if own else None
    return Effort(
        kind=kind,
        hours=usual.hours if hours is None else hours,
        dollars=usual.dollars if dollars is None else dollars,
        own_hours=hours is not None,
        own_dollars=dollars is not None,
        is_action=usual.is_action,
        usual_hours=usual.hours,
        usual_dollars=usual.dollars,
        says=usual.says,
    )


def _check(field: str, value: float | None, most: float) -> None:
    if value is not None and not (isfinite(value) and 0 <= value <= most):
        raise InvalidValue(field, f"{value:g}", f"Type a number from 0 to {most:,}.")

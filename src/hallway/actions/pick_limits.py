"""What was asked of a list, read: specialties with their worth, places, signals, the mix of institutions."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from hallway.actions import typed_text
from hallway.actions.fields import choices_of
from hallway.actions.odds_inputs import Wishes
from hallway.actions.program_filters import read_kind_of_place, read_specialty, read_state
from hallway.actions.program_lookups import choose_unit
from hallway.domain.errors import InvalidValue
from hallway.domain.ids import UnitCode
from hallway.domain.institutions import InstitutionKind
from hallway.domain.picks import Action
from hallway.facts.regions import region_states
from hallway.facts.signals import signal_limit
from hallway.smartpick.preliminary_names import preliminary_of, read_preliminary
from hallway.smartpick.wishes import Mix

_MIX = re.compile(r"(.+?)\s*(>=|<=|=|≥|≤)\s*([0-9]{1,5})")
_COUNT = re.compile(r"(?:([a-z -]+?)\s*[=:]?\s*)?([0-9]{1,3})")
_MOST_SIGNALS = 100
_TIERS = {"gold": Action.GOLD_SIGNAL, "silver": Action.SIGNAL, "signals": Action.SIGNAL, "": Action.SIGNAL}
_SIGNALS = "Write gold=3,silver=12, or family medicine:5, or none."


def read_specialties(texts: Iterable[str]) -> dict[str, float | None]:
    """Return the specialties that are named, each with what a match in it is worth, 0..1, where that is said.

    A preliminary year is one of them, by the name that wishes have for it.

    Raises:
        InvalidValue: there is no such specialty, or a worth that cannot be meant.
    """
    found: dict[str, float | None] = {}
    for text in texts:
        words, divider, worth = text.rpartition("=") if "=" in text else (text, "", "")
        first_year = read_preliminary(words)
        name = preliminary_of(first_year) if first_year else read_specialty(words)
        value = _worth(worth, text) if divider else None
        if found.get(name, value) != value:
            raise InvalidValue("specialty", text[:60], "It is named twice with another worth.")
        found[name] = value
    return found


def _worth(text: str, whole: str) -> float:
    try:
        worth = float(text)
    except ValueError:
        worth = -1.0
    if not 0 <= worth <= 1:
        raise InvalidValue(
            "specialty", whole[:60], "Write its worth as a number from 0 to 1, such as family medicine=0.5."
        )
    return worth


def read_places(states: Iterable[str], regions: Iterable[str], kinds: Iterable[str]) -> Wishes:
    """Return where the list may lie: in any of the states or regions, at any of the kinds of institutions.

    Raises:
        InvalidValue: there is no such state, region or kind.
    """
    known = region_states()
    codes = {read_state(each) for each in states}
    for text in regions:
        region = typed_text.read_choice("region", text, list(known))
        if not region:
            raise InvalidValue("region", text[:40], f"Choose one of: {', '.join(known)}.")
        codes |= known[region]
    return Wishes(frozenset(codes), frozenset(map(read_kind_of_place, kinds)))


def read_mix(texts: Iterable[str]) -> dict[InstitutionKind, Mix]:
    """Return how many programs of each kind of institution the list is to have.

    Raises:
        InvalidValue: it cannot be read, or asks for more than it allows.
    """
    found: dict[InstitutionKind, Mix] = {}
    for text in (part for each in texts for part in typed_text.read_list("mix", each)):
        read = _MIX.fullmatch(text)
        if read is None:
            raise InvalidValue("mix", text[:40], "Write it as community>=10 or university<=20.")
        kind, count = read_kind_of_place(read[1]), int(read[3])
        before = found.get(kind, Mix())
        least = count if read[2] in {">=", "=", "≥"} else before.least
        most = count if read[2] in {"<=", "=", "≤"} else before.most
        if most is not None and least > most:
            raise InvalidValue("mix", text[:40], f"At least {least} and at most {most} cannot both be.")
        found[kind] = Mix(least, most)
    return found


def read_signals(texts: Sequence[str], specialties: Sequence[str]) -> dict[str, dict[Action, int]]:
    """Return how many signals of each tier the list may spend in each specialty; those not named are missing.

    Raises:
        InvalidValue: it cannot be read, or is more than the specialty allows.
    """
    found: dict[str, dict[Action, int]] = {}
    for text in texts:
        whole = typed_text.read_line("signals", text).casefold()
        name, divider, rest = whole.rpartition(":")
        of = (read_specialty(name),) if divider else tuple(specialties)
        for specialty in of:
            found[specialty] = _tiers(rest, specialty, is_named=bool(divider) or len(of) == 1)
    return found


def _tiers(text: str, specialty: str, *, is_named: bool) -> dict[Action, int]:
    """Return the signals of one specialty; where all are meant, those it does not have fall away."""
    tiers = {Action.SIGNAL: 0, Action.GOLD_SIGNAL: 0}
    if text.strip() == "none":
        return tiers
    for part in filter(None, (each.strip() for each in re.split(r"[,;]", text))):
        read = _COUNT.fullmatch(part)
        word = (read[1] or "").strip() if read else "?"
        if read is None or word.rstrip("s") not in {each.rstrip("s") for each in _TIERS}:
            raise InvalidValue("signals", part[:40], _SIGNALS)
        tier = Action.GOLD_SIGNAL if word == "gold" else Action.SIGNAL
        tiers[tier] += int(read[2])
    if not any(tiers.values()) and not re.search("[0-9]", text):
        raise InvalidValue("signals", text[:40], _SIGNALS)
    return _within(tiers, specialty, is_named=is_named)


def _within(tiers: dict[Action, int], specialty: str, *, is_named: bool) -> dict[Action, int]:
    limit = signal_limit(specialty)
    if limit is None:
        if max(tiers.values()) > _MOST_SIGNALS:
            raise InvalidValue("signals", str(max(tiers.values())), f"No specialty has over {_MOST_SIGNALS}.")
        return tiers
    gold, total = limit.value.gold or 0, limit.value.total
    allowed = {Action.GOLD_SIGNAL: gold, Action.SIGNAL: total - gold}
    for tier, count in tiers.items():
        if count <= allowed[tier]:
            continue
        if not is_named and not allowed[tier]:
            tiers[tier] = 0
            continue
        kind = "gold signals" if tier is Action.GOLD_SIGNAL else "silver signals" if gold else "signals"
        has = f"at most {allowed[tier]} {kind}" if allowed[tier] else f"no {kind}"
        raise InvalidValue(
            "signals",
            str(count),
            f"{specialty} has {has} ({limit.source}, {limit.year}). Ask for no more, or name each"
            " specialty: --signals 'family medicine:5'.",
        )
    return tiers


def read_by_hand(texts: Iterable[str]) -> dict[UnitCode, Action]:
    """Return what is done by hand at single programs.

    Raises:
        InvalidValue: it cannot be read, there is no such action, or two for one program.
        NotFound: there is no such program.
    """
    found: dict[UnitCode, Action] = {}
    for text in texts:
        words, _, word = text.rpartition("=")
        chosen = typed_text.read_choice("action", word, choices_of(Action))
        if not (words.strip() and chosen):
            told = ", ".join(choices_of(Action))
            raise InvalidValue("by hand", text[:60], f"Write it as 9991140=signal, with one of: {told}.")
        unit, action = choose_unit(words), Action(chosen)
        if found.setdefault(unit.code, action) is not action:
            raise InvalidValue("by hand", text[:60], "Another action is named for the same program.")
    return found


def read_codes(texts: Iterable[str]) -> dict[UnitCode, str]:
    """Return the programs that texts name, several with commas where they are codes; each as it was typed.

    Raises:
        InvalidValue, NotFound: there is no such program, or several fit.
    """
    return {choose_unit(each).code: each for text in texts for each in _split_codes(text)}


def _split_codes(text: str) -> Iterator[str]:
    parts = [each.strip() for each in re.split(r"[,;\n]", text) if each.strip()]
    if len(parts) > 1 and all(re.fullmatch(r"[0-9][0-9A-Za-z -]{5,12}", each) for each in parts):
        yield from parts
    else:
        yield text


def refuse_contradictions(
    must: Mapping[UnitCode, str], never: Mapping[UnitCode, str], by_hand: Mapping[UnitCode, Action]
) -> None:
    """Refuse a program that must and must never be on the list.

    Raises:
        InvalidValue: there is one.
    """
    for code, typed in never.items():
        if code in must or code in by_hand:
            other = "must" if code in must else "by hand"
            raise InvalidValue("never", typed[:60], f"It is named under {other}, too: take one away.")

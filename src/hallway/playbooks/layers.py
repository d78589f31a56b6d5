"""Laying the applicant's own values over the guides when some of them fit no longer: they are set aside.

A later version may drop a number, measure it otherwise or move a window. What the applicant chose is kept as
they typed it; what still fits holds, and the rest waits with its reason. Nothing here raises.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from hallway.domain.errors import InvalidValue
from hallway.playbooks.library import (
    ANY_AUDIENCE,
    UnknownKey,
    based_on,
    check_audience_file,
    make_playbook,
    nearest_keys,
    override_value,
)
from hallway.playbooks.reading import PlaybookFile
from hallway.playbooks.rules import Playbook
from hallway.playbooks.values import AUDIENCES

_LET_GO = "Set another value, or let yours go."
_ADD_AGAIN = "Mend the file and add it again, or choose one of the five guides."


class SetAside(NamedTuple):
    """An own value that is kept and not used: why, and what to do."""

    key: str
    value: str
    why: str
    remedy: str


class RefusedAudience(NamedTuple):
    """A custom audience that cannot be used: why, and the guide whose numbers hold instead."""

    audience: str
    instead: str
    why: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """What holds for an applicant, and what of their own is set aside.

    `playbook` has the own values on top that are `used`; `guides` is the same without them; `custom` is the
    file of the audience, when it has one.
    """

    playbook: Playbook
    guides: Playbook
    used: Mapping[str, str]
    custom: PlaybookFile | None = None
    aside: tuple[SetAside, ...] = ()
    refused: RefusedAudience | None = None


def lay_over(audience: str, *, own: Mapping[str, str], file: str | None) -> Laid:
    """Return what the guides say to `audience`, with as many of the own values on top as fit together.

    Args:
        audience: one of the five guides, or a custom audience.
        own: key to typed text, in the order in which they were set; of two that clash the later one holds.
        file: the text of the custom audience's file, when there is one.
    """
    return _lay(audience, tuple(own.items()), file)


@lru_cache(maxsize=8)
def _lay(audience: str, own: tuple[tuple[str, str], ...], file: str | None) -> Laid:
    custom, refused = _find_custom(audience, file)
    name = refused.instead if refused else audience
    guides = make_playbook(name, overrides={}, custom=custom)
    used: dict[str, str] = {}
    aside: dict[str, SetAside] = {}
    for key, typed in own:
        fault = _misfit(guides, key, typed)
        if fault is None:
            used[key] = typed
        else:
            aside[key] = fault
    try:
        playbook = make_playbook(name, overrides=used, custom=custom)
    except InvalidValue:
        used, clashing = _choose(used, lambda some: make_playbook(name, overrides=some, custom=custom))
        aside |= clashing
        playbook = make_playbook(name, overrides=used, custom=custom)
    in_order = tuple(aside[key] for key, _ in own if key in aside)
    return Laid(playbook=playbook, guides=guides, used=used, custom=custom, aside=in_order, refused=refused)


def _find_custom(audience: str, file: str | None) -> tuple[PlaybookFile | None, RefusedAudience | None]:
    """Return the file of a custom audience as it is read today, or why it cannot be used."""
    if audience in AUDIENCES:
        return None, None
    if file is None:
        why = f"The file of your audience {audience!r} is not here."
        return None, RefusedAudience(audience, ANY_AUDIENCE, why, _ADD_AGAIN)
    found, problems = check_audience_file(file)
    if problems:
        lines = " ".join(f"Line {each.line}: {each.says} {each.remedy}" for each in problems)
        why = f"The file of your audience {audience!r} does not fit this version. {lines}"
        return None, RefusedAudience(audience, based_on(file), why, _ADD_AGAIN)
    if found.audience is None or found.audience.id != audience:
        why = f"The file kept under {audience!r} is about another audience."
        return None, RefusedAudience(audience, based_on(file), why, _ADD_AGAIN)
    return found, None


def _misfit(guides: Playbook, key: str, typed: str) -> SetAside | None:
    """Return why an own value means nothing by itself: its number is gone, or is of another sort now."""
    try:
        override_value(guides.values, key, typed)
    except UnknownKey:
        near = nearest_keys(key, guides.values)
        remedy = f"Perhaps {' or '.join(near)} took its place. " if near else ""
        return SetAside(key, typed, "The guides have no such number any more.", remedy + _LET_GO)
    except InvalidValue as cause:
        return SetAside(key, typed, str(cause), _LET_GO)
    return None


def _choose(
    own: Mapping[str, str], make: Callable[[Mapping[str, str]], Playbook]
) -> tuple[dict[str, str], dict[str, SetAside]]:
    """Return the own values that fit together, and the others with what each clashes with.

    The latest word goes first. One that only fits beside another (a window moves edge by edge) is tried
    again until nothing more can be taken.
    """
    used: dict[str, str] = {}
    waiting = dict(reversed(tuple(own.items())))
    aside: dict[str, SetAside] = {}
    is_moving = True
    while is_moving:
        is_moving, aside = False, {}
        for key, typed in tuple(waiting.items()):
            try:
                make({**used, key: typed})
            except InvalidValue as cause:
                aside[key] = SetAside(key, typed, str(cause), _LET_GO)
                continue
            used[key] = waiting.pop(key)
            is_moving = True
    return {key: typed for key, typed in own.items() if key in used}, aside

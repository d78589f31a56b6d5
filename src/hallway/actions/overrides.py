"""The applicant's own values: laid over the guides', kept when those move, and taken away again."""

from collections.abc import Mapping
from dataclasses import replace

from hallway.actions.guides import ValueView, laid_here, view_values
from hallway.actions.ports import Clock, Reading, Store, Writing
from hallway.domain.errors import InvalidValue, NotFound
from hallway.domain.ids import OverrideId
from hallway.domain.settings import Override
from hallway.playbooks.library import UnknownKey, make_playbook, nearest_keys
from hallway.playbooks.values import write_content


def override(store: Store, clock: Clock, *, key: str, value: str) -> ValueView:
    """Lay the applicant's own value over the guides'.

    Raises:
        UnknownKey: there is no such number.
        InvalidValue: it is of the wrong sort, or a window would close before it opens.
    """
    typed = value.strip()
    with store.writing("guides.override", f"Set {key} to {typed}", now=clock.now()) as writing:
        write_own(writing, {key: typed})
        return _shown(writing, key)


def reset(store: Store, clock: Clock, *, key: str) -> ValueView | None:
    """Take the applicant's own value away; the guides' holds again.

    Returns:
        The number as it is now; None when the guides have it no more, and only the own value was left of it.

    Raises:
        UnknownKey: there is no such number.
        InvalidValue: without it, another own value would turn a window upside down.
    """
    with store.writing("guides.reset", f"Reset {key}", now=clock.now()) as writing:
        has_own = bool(writing.all(Override, key=key))
        write_own(writing, {key: None})
        laid = laid_here(writing)
        if key not in laid.playbook.values and not has_own:
            raise UnknownKey(key, nearest_keys(key, laid.playbook.values))
        return view_values(writing, laid).get(key)


def keep(store: Store, clock: Clock, *, key: str) -> ValueView:
    """Keep the applicant's own value, knowing what the guides say by now.

    Raises:
        UnknownKey: there is no such number.
        NotFound: they have no value of their own for it.
    """
    with store.writing("guides.keep", f"Kept your {key}", now=clock.now()) as writing:
        guides = laid_here(writing).guides
        if key not in guides.values:
            raise UnknownKey(key, nearest_keys(key, guides.values))
        known = writing.all(Override, key=key)
        if not known:
            raise NotFound("own value", key, f"Set one: hallway guides override {key}=VALUE.")
        writing.replace(replace(known[-1], instead_of=write_content(guides.values[key].content)))
        return _shown(writing, key)


def write_own(writing: Writing, changes: Mapping[str, str | None]) -> None:
    """Set some of the applicant's own values and take others away, all or none of them.

    Args:
        writing: the action.
        changes: key to what was typed; None takes the own value away.

    Raises:
        UnknownKey, InvalidValue: as in `override`.
    """
    before = laid_here(writing)
    used = {key: typed for key, typed in before.used.items() if key not in changes}
    typed = {key: each for key, each in changes.items() if each is not None}
    if typed or any(key in before.used for key in changes):
        make_playbook(before.guides.audience, overrides=used | typed, custom=before.custom)
    for key, each in changes.items():
        for known in writing.all(Override, key=key):
            writing.remove(Override, known.id)
        if each is not None:
            guides = write_content(before.guides.values[key].content)
            writing.add(Override(id=OverrideId(writing.new_id()), key=key, value=each, instead_of=guides))
    after = laid_here(writing)
    for key in (used | typed).keys() - after.used.keys():
        blocking = next((each.key for each in before.aside), key)
        remedy = f"An own value that is set aside stands in its way: hallway guides reset {blocking}."
        raise InvalidValue(key, (used | typed)[key], remedy)


def _shown(reading: Reading, key: str) -> ValueView:
    return view_values(reading, laid_here(reading))[key]

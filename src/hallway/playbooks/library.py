"""The shipped playbook, and the layers that lie over it: custom audience, then the applicant's own values."""

import importlib.resources
from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from functools import cache

from hallway.domain.errors import HallwayError, InvalidValue
from hallway.playbooks.reading import PlaybookFile, read_playbook
from hallway.playbooks.rules import Playbook, check_windows
from hallway.playbooks.strict import Problem, mapping_of, read_tree
from hallway.playbooks.values import AUDIENCES, Value, read_content

ANY_AUDIENCE = "img-general"
"""The guide for whoever fits no other: it speaks to every specialty."""


class UnknownKey(HallwayError):
    """No value or rule of the guides has this name."""

    def __init__(self, key: str, near: tuple[str, ...]) -> None:
        guess = f"Did you mean {' or '.join(near)}?" if near else "See them all: hallway guides list."
        super().__init__(f"The guides have no {key!r}. {guess}")


class FaultyPlaybook(HallwayError):
    """A playbook file has faults; each is named with its line."""

    def __init__(self, name: str, problems: tuple[Problem, ...]) -> None:
        lines = "".join(f"\n  {name}, line {each.line}: {each.says} {each.remedy}" for each in problems)
        super().__init__(f"{name} cannot be used:{lines}")
        self.problems = problems


@cache
def shipped() -> PlaybookFile:
    """Return everything that ships in playbooks/data, read once.

    Raises:
        FaultyPlaybook: a shipped file has a fault.
    """
    folder = importlib.resources.files("hallway.playbooks") / "data"
    files = sorted(
        (each for each in folder.iterdir() if each.name.endswith(".toml")), key=lambda each: each.name
    )
    text = "\n".join(each.read_text("utf-8") for each in files)
    found, problems = read_playbook(text)
    if problems:
        raise FaultyPlaybook("The shipped playbook", problems)
    return found


def read_audience_file(text: str, name: str) -> PlaybookFile:
    """Read a custom audience.

    Raises:
        FaultyPlaybook: it has faults, or no [audience] table, or its windows close before they open.
    """
    found, problems = check_audience_file(text)
    if problems or found.audience is None:
        raise FaultyPlaybook(name, problems)
    return found


def check_audience_file(text: str) -> tuple[PlaybookFile, tuple[Problem, ...]]:
    """Return what a custom audience file holds, and its faults."""
    known = {each.key: each for each in shipped().values}
    found, problems = read_playbook(text, known=known)
    if problems:
        return found, problems
    if found.audience is None:
        fault = Problem(
            1,
            "audience",
            "A custom audience needs an [audience] table.",
            "Write [audience] with id, name, based_on.",
        )
        return found, (fault,)
    doubles = sorted(_names(found) & _names(shipped()))
    if doubles:
        return found, (
            Problem(1, "id", f"{doubles[0]!r} is a rule that ships.", "Give your rule a name of its own."),
        )
    taken = [each.key for each in found.values if each.key in known]
    if taken:
        return found, (
            Problem(
                1, "key", f"{taken[0]!r} is a number that ships.", "Set it under [values], as key = number."
            ),
        )
    try:
        make_playbook(found.audience.id, custom=found, overrides={})
    except InvalidValue as cause:
        return found, (Problem(1, cause.field, str(cause), "Mend the values."),)
    return found, ()


def _names(file: PlaybookFile) -> set[str]:
    return {each.id for each in file.rules} | {each.id for each in file.cautions}


def based_on(text: str) -> str:
    """Return the guide that a custom audience builds on, even in a faulty file; else the widest one."""
    tree = read_tree(text)
    found = {} if isinstance(tree, Problem) else mapping_of(tree.get("audience"))
    named = str(found.get("based_on", ""))
    return named if named in AUDIENCES else ANY_AUDIENCE


def make_playbook(
    audience: str, *, overrides: Mapping[str, str], custom: PlaybookFile | None = None
) -> Playbook:
    """Return what the guides say to `audience`, with the applicant's own values on top.

    Args:
        audience: one of the five guides, or the id of `custom`.
        overrides: key to typed text, as the applicant wrote it.
        custom: the file of the custom audience, when `audience` is one.

    Raises:
        UnknownKey: an override names no value.
        InvalidValue: an override is of the wrong sort, or turns a window upside down.
    """
    base, own = audience, {}
    rules, cautions = shipped().rules, shipped().cautions
    extra: tuple[Value, ...] = ()
    if custom is not None and custom.audience is not None and custom.audience.id == audience:
        base, own = custom.audience.based_on, dict(custom.audience.values)
        rules, cautions, extra = rules + custom.rules, cautions + custom.cautions, custom.values
    elif audience not in AUDIENCES:
        near = ", ".join(AUDIENCES)
        raise InvalidValue("Audience", audience, f"Use one of {near}, or add the file of your own audience.")
    values: dict[str, Value] = {}
    for each in (*shipped().values, *extra):
        content = own.get(each.key, each.shipped_for(base))
        values[each.key] = replace(each, content=content)
    for key, typed in overrides.items():
        values[key] = override_value(values, key, typed)
    playbook = Playbook(audience=audience, base=base, values=values, rules=rules, cautions=cautions)
    check_windows(playbook, {*own, *overrides, *(each.key for each in extra)})
    return playbook


def override_value(values: Mapping[str, Value], key: str, typed: str) -> Value:
    """Return the value under `key` as the applicant changed it.

    Raises:
        UnknownKey: there is no such key; the nearest are named.
        InvalidValue: it is of the wrong sort.
    """
    if key not in values:
        raise UnknownKey(key, nearest_keys(key, values))
    content = read_content(typed, values[key].default, key)
    return replace(values[key], content=content, is_changed=content != values[key].content)


def nearest_keys(key: str, values: Mapping[str, Value]) -> tuple[str, ...]:
    """Return the keys that may have been meant."""
    return tuple(get_close_matches(key, tuple(values), n=3, cutoff=0.4))

"""Values as JSON: one way for all of them, and one fixed shape for a step."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from pathlib import PurePath

from hallway.domain.json_values import JsonValue
from hallway.playbooks.steps import Step


def to_json(value: object) -> JsonValue:
    """Return a value of the domain, or a result of an action, as JSON.

    Raises:
        TypeError: the value is of no kind that an answer may hold.
    """
    answer: JsonValue
    match value:
        case Enum():
            answer = to_json(value.value)
        case None | bool() | int() | float() | str():
            answer = value
        case date():  # an instant is one, too
            answer = value.isoformat()
        case PurePath():
            answer = str(value)
        case Step():
            answer = step(value)
        case Mapping():
            answer = {str(to_json(key)): to_json(each) for key, each in value.items()}
        case tuple() if hasattr(value, "_asdict"):
            answer = to_json(value._asdict())
        case list() | tuple() | AbstractSet():
            answer = [to_json(each) for each in (sorted(value) if isinstance(value, AbstractSet) else value)]
        case _ if is_dataclass(value) and not isinstance(value, type):
            answer = {each.name: to_json(getattr(value, each.name)) for each in fields(value)}
        case _:
            message = f"{type(value).__name__} has no form in JSON"
            raise TypeError(message)
    return answer


def step(each: Step) -> dict[str, JsonValue]:
    """Return a step in the shape that programs rely on."""
    return {
        "id": each.id,
        "rule": each.rule,
        "rows": list(each.rows),
        "guides": list(each.guides),
        "subject": to_json(each.subject),
        "says": each.says,
        "because": each.because,
        "window": to_json(each.window),
        "state": each.state.value,
        "template": each.template,
        "minutes": each.minutes,
        "settles": each.settles,
    }


def shown_step(each: Step, *, is_shown: bool) -> dict[str, JsonValue]:
    """Return a step of Today, which also says whether it is among the few that are shown."""
    shape = step(each)
    return {"id": shape.pop("id"), "shown": is_shown, **shape}

"""One number of the guides: its value, unit, audience, source, and whether the applicant changed it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from hallway.domain.errors import InvalidValue

Content: TypeAlias = "int | bool | str | tuple[int, ...] | tuple[str, ...]"

AUDIENCES: Mapping[str, str] = {
    "us-img-plastics": "US-citizen IMG, integrated plastic surgery",
    "us-img-general-surgery": "US-citizen IMG, general surgery",
    "md-plastics": "US MD graduate, integrated plastic surgery",
    "img-general": "International graduate, any specialty",
    "us-img-pediatrics": "US-citizen IMG, pediatrics",
}
"""The five guides, each named by its audience."""

_DIGITS = 5
"""More digits than this are a slip of the finger."""

_UNSPOKEN = frozenset({"choice", "count", "list", "period", "weekdays", "words list", "yes or no"})

WINDOW_UNITS = ("hours", "days", "weeks", "months")
"""Units in which a window's edges may be written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A constant of the guides.

    `default` holds where no guide's own value applies; `per_audience` where a guide, or we, set another;
    `wording` keeps what a guide says without a number. `guides` is empty exactly when `is_ours`.
    """

    key: str
    says: str
    unit: str
    default: Content
    per_audience: Mapping[str, Content]
    wording: Mapping[str, str]
    guides: tuple[str, ...]
    is_ours: bool
    rows: tuple[str, ...]
    content: Content
    is_changed: bool = False

    def shipped_for(self, audience: str) -> Content:
        """Return what this audience gets when nobody changed anything."""
        return self.per_audience.get(audience, self.default)

    @property
    def number(self) -> int:
        """Return a single number: the upper end where the guide gives a range."""
        if isinstance(self.content, tuple):
            return int(self.content[-1])
        return int(self.content)


def write_content(content: Content) -> str:
    """Return a value as the applicant types it: `72`, `10-15`, `yes`, `mon, tue`."""
    if isinstance(content, bool):
        return "yes" if content else "no"
    if isinstance(content, tuple):
        return ("-" if is_numeric(content) else ", ").join(map(str, content))
    return str(content)


def with_unit(text: str, unit: str) -> str:
    """Return a written value as it is read: `48 hours`, but `3` for a count and `yes` for a yes or no."""
    return text if unit in _UNSPOKEN or not text else f"{text} {unit}"


def is_numeric(content: Content) -> bool:
    """Tell whether a value is a number or a range of numbers."""
    first = content[0] if isinstance(content, tuple) else content
    return isinstance(first, int) and not isinstance(first, bool)


def read_content(typed: str, like: Content, key: str) -> Content:
    """Read a typed value of the same sort as `like`.

    Raises:
        InvalidValue: it is of another sort, negative, or a range upside down.
    """
    text = typed.strip()
    if isinstance(like, bool):
        return _read_yes_no(text, key, typed)
    if is_numeric(like):
        return _read_numbers(text, key, typed)
    words = tuple(word.strip() for word in text.split(",") if word.strip())
    if not words:
        raise InvalidValue(key, typed, "Type a word, or words separated by commas.")
    return words if isinstance(like, tuple) else text


def _read_yes_no(text: str, key: str, typed: str) -> bool:
    if text.lower() in {"yes", "no", "true", "false"}:
        return text.lower() in {"yes", "true"}
    raise InvalidValue(key, typed, "Type yes or no.")


def _read_numbers(text: str, key: str, typed: str) -> int | tuple[int, int]:
    parts = [part.strip() for part in text.replace("–", "-").split("-")]
    if len(parts) not in {1, 2} or not all(_is_whole(part) for part in parts):
        raise InvalidValue(key, typed, "Type a whole number such as 72, or a range such as 10-15.")
    if len(parts) == 1:
        return int(parts[0])
    low, high = map(int, parts)
    if low > high:
        raise InvalidValue(key, typed, "A range goes from the smaller number to the larger.")
    return low, high


def _is_whole(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _DIGITS

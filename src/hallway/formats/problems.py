"""What can be wrong with a file or with words about it: a value, or a refusal."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from hallway.domain.errors import HallwayError


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing in a file that could not be understood, and what to do about it."""

    line: int | None
    field: str | None
    says: str
    remedy: str


class UnreadableFile(HallwayError):
    """A file cannot be read at all."""

    def __init__(self, what: str, where: str, remedy: str) -> None:
        super().__init__(f"Cannot read {where}: {what}. {remedy}")
        self.what = what
        self.where = where
        self.remedy = remedy


class UnknownColumn(HallwayError):
    """The file has no column of this name."""

    def __init__(self, wanted: str, headers: Sequence[str]) -> None:
        near = ", ".join(repr(header) for header in get_close_matches(wanted, headers) or headers[:5])
        super().__init__(f"The file has no column {wanted!r}. Did you mean {near}?")


class UnknownField(HallwayError):
    """A column is to be read as something that a contact does not have."""

    def __init__(self, wanted: str, fields: Sequence[str]) -> None:
        near = ", ".join(get_close_matches(wanted, fields) or fields)
        super().__init__(f"A contact has no field {wanted!r}. Did you mean {near}?")


class UnknownSheet(HallwayError):
    """The workbook has no sheet of this name."""

    def __init__(self, wanted: str, sheets: Sequence[str]) -> None:
        near = ", ".join(repr(sheet) for sheet in get_close_matches(wanted, sheets) or sheets[:5])
        super().__init__(f"The workbook has no sheet {wanted!r}. Did you mean {near}?")


class MalformedOverride(HallwayError):
    """A word about a column does not have the form COLUMN=FIELD."""

    def __init__(self, written: str) -> None:
        super().__init__(
            f"{written!r} is not of the form COLUMN=FIELD. Write for example 'Hospital=institution'."
        )

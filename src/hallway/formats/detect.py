"""Tell what kind of file somebody handed in."""

from typing import Literal, TypeAlias

from hallway.formats.archives import is_archive
from hallway.formats.linkedin import is_linkedin
from hallway.formats.tables import Table

Kind: TypeAlias = Literal["linkedin", "csv", "archive"]


def detect_kind(data: bytes, table: Table | None) -> Kind:
    """Tell what `data` is; `table` is how it reads as one, where it does."""
    if is_archive(data):
        return "archive"
    return "linkedin" if table is not None and is_linkedin(table) else "csv"

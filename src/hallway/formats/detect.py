"""Tell what kind of file somebody handed in."""

from collections.abc import Callable
from typing import Final, Literal, TypeAlias

from hallway.formats.archives import is_archive
from hallway.formats.google import is_google
from hallway.formats.linkedin import is_linkedin
from hallway.formats.outlook import is_outlook
from hallway.formats.tables import Table
from hallway.formats.vcards import is_vcard
from hallway.formats.workbooks import is_workbook

Kind: TypeAlias = Literal["archive", "xlsx", "vcard", "linkedin", "google", "outlook", "csv"]

_TABLES: Final[tuple[tuple[Kind, Callable[[Table], bool]], ...]] = (
    ("linkedin", is_linkedin),
    ("google", is_google),
    ("outlook", is_outlook),
)


def detect_kind(data: bytes, table: Table | None) -> Kind:
    """Tell what `data` is; `table` is how it reads as one, where it does."""
    if is_archive(data):
        return "archive"
    if is_workbook(data):
        return "xlsx"
    if is_vcard(data):
        return "vcard"
    return next((kind for kind, is_one in _TABLES if table is not None and is_one(table)), "csv")

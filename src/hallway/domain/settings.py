"""What the applicant changed in the guides, and rows that an import left for them to decide."""

from dataclasses import dataclass
from datetime import datetime

from hallway.domain.ids import AudienceFileId, HeldRowId, OverrideId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """The applicant's own value for one key of the guides, as they typed it.

    `instead_of` is what the guides said when it was typed, so that a later change of theirs can be told.
    """

    id: OverrideId
    key: str
    value: str
    instead_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AudienceFile:
    """A custom audience: its TOML text, checked before it was kept."""

    id: AudienceFileId
    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRow:
    """A row of an import that needs the applicant: kept as it was read, with the reason."""

    id: HeldRowId
    source: str
    line: int
    reason: str
    fields: tuple[tuple[str, str], ...]
    candidates: tuple[PersonId, ...]
    at: datetime

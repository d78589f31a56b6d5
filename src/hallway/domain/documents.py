"""Versions of the applicant's documents."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hallway.domain.ids import DocumentId


class DocumentKind(StrEnum):
    """Which paper of the toolkit it is."""

    CV_SHORT = "cv-short"
    CV_FULL = "cv-full"
    STATEMENT = "personal-statement"
    BIO = "bio"
    HEADSHOT = "headshot"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentVersion:
    """One version of one document, by its label; the file itself stays where the applicant keeps it."""

    id: DocumentId
    kind: DocumentKind
    label: str
    on: date
    pages: int | None = None
    note: str = ""

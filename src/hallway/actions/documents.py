"""Versions of the applicant's papers, by label; the files stay where they are."""

from datetime import date

from hallway.actions import typed_text
from hallway.actions.applicants import check_past, today_in
from hallway.actions.ports import Clock, Reading, Store
from hallway.domain.documents import DocumentKind, DocumentVersion
from hallway.domain.errors import InvalidValue
from hallway.domain.ids import DocumentId
from hallway.domain.names import fold

_MOST_PAGES = 500


def record_document(
    store: Store,
    clock: Clock,
    *,
    kind: DocumentKind,
    label: str,
    on: date | None = None,
    pages: int | None = None,
    note: str = "",
) -> DocumentVersion:
    """Write down a version of a paper; the same kind and label again changes it."""
    label = typed_text.read_needed("label", label, "Give the version a label, such as CV March.")
    if pages is not None and pages not in range(1, _MOST_PAGES + 1):
        raise InvalidValue("pages", str(pages), f"Type a number from 1 to {_MOST_PAGES}.")
    with store.writing("document.record", "Noted a document", now=clock.now()) as writing:
        today = today_in(writing, clock)
        check_past("on", on, today)
        known = _find(writing, kind, label)
        version = DocumentVersion(
            id=known.id if known else DocumentId(writing.new_id()),
            kind=kind,
            label=label,
            on=on or (known.on if known else today),
            pages=pages if pages is not None or known is None else known.pages,
            note=typed_text.read_text("note", note) or (known.note if known else ""),
        )
        if known is None:
            writing.add(version)
        elif version != known:
            writing.replace(version)
        writing.says(f"Noted {kind.value}: {label}")
        return version


def _find(reading: Reading, kind: DocumentKind, label: str) -> DocumentVersion | None:
    same = (each for each in reading.all(DocumentVersion) if each.kind is kind)
    return next((each for each in same if fold(each.label) == fold(label)), None)


def list_documents(store: Store) -> tuple[DocumentVersion, ...]:
    """Return every version, the newest first."""
    with store.reading() as reading:
        found = reading.all(DocumentVersion)
    return tuple(sorted(found, key=lambda each: (each.on, each.id), reverse=True))

"""Export: the record in forms that other programs read, and the calendar's private address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from hallway.actions import archives, exports
from hallway.actions.fields import choices_of
from hallway.domain.people import Group
from hallway.web.feeds import find_address
from hallway.web.visits import Here

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Download:
    """One file to take along: what it is for, what it carries, and what it leaves out."""

    title: str
    file: str
    media_type: str
    write: Callable[..., bytes]
    carries: str
    leaves_out: str = ""


DOWNLOADS: Mapping[str, Download] = MappingProxyType(
    {
        "workbook": Download(
            "Workbook",
            "hallway.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            exports.export_workbook,
            "One line a person with role, place, last contact, topics, next follow-up and your notes; days "
            "sort as days. Fill it in and import it again.",
        ),
        "tracker": Download(
            "Tracker",
            "hallway-tracker.csv",
            "text/csv; charset=utf-8",
            exports.export_tracker,
            "The same lines as plain CSV, for any other spreadsheet or program.",
        ),
        "vcard": Download(
            "Contact cards, vCard 4",
            "hallway.vcf",
            "text/vcard; charset=utf-8",
            partial(exports.export_vcards, version="4.0"),
            "Names, roles, places, addresses, groups and your notes, for phones and mail programs of today. "
            "What those have no place for goes along for Hallway to read again.",
        ),
        "vcard-3": Download(
            "Contact cards, vCard 3",
            "hallway-3.vcf",
            "text/vcard; charset=utf-8",
            partial(exports.export_vcards, version="3.0"),
            "The same in the older form, for programs that do not take the new one.",
        ),
        "google": Download(
            "Google Contacts",
            "hallway-google.csv",
            "text/csv; charset=utf-8",
            exports.export_google,
            "Names, roles, places, addresses, groups as labels and your notes, as Google imports them.",
        ),
    }
)
"""Files of people."""

WHOLE: Mapping[str, Download] = MappingProxyType(
    {
        "calendar": Download(
            "Calendar",
            "hallway.ics",
            "text/calendar; charset=utf-8",
            exports.export_calendar,
            "Every open step at a good moment, and every promise on its day, as they stand now.",
            "People you have merely not heard from for long: hundreds would bury the dated ones.",
        ),
        "archive": Download(
            "Everything",
            "hallway-archive.json",
            "application/json",
            archives.export_archive,
            "Every table of your record, private notes too. An empty Hallway becomes an equal one.",
            "History, so nothing in it can be undone afterwards; safety copies keep that.",
        ),
    }
)
"""Files of the record as a whole."""


@router.get("/export")
def show(visit: Here) -> Response:
    """Show every file one can take along, and what is in it."""
    return visit.show(
        "export.html",
        of_people=DOWNLOADS,
        whole=WHOLE,
        groups=choices_of(Group),
        address="" if visit.is_sample else find_address(visit),
    )


@router.get("/export/{what}")
def download(visit: Here, what: str, group: str = "") -> Response:
    """Hand over the record as a file."""
    wanted = DOWNLOADS.get(what) or WHOLE.get(what)
    if wanted is None:
        return RedirectResponse("/export", status_code=303)
    about = {"group": group} if what in DOWNLOADS else {}
    return Response(
        wanted.write(visit.store, visit.app.clock, **about),
        media_type=wanted.media_type,
        headers={"Content-Disposition": f'attachment; filename="{wanted.file}"'},
    )

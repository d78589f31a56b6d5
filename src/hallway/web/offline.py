"""The page to take along: one file for a phone that keeps notes without a network, and lets them out again.

It holds nothing of the record. It is saved once; what it exports is imported as a file.
"""

import hashlib
from base64 import b64encode
from functools import cache
from importlib.resources import files

from fastapi import APIRouter
from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from hallway.domain.people import ROLES
from hallway.formats.captures import LONGEST, MARKER, VERSION
from hallway.web.rendering import render

router = APIRouter()

FILE_NAME = "hallway-capture.html"


@router.get("/capture/offline.html")
def save() -> Response:
    """Hand out the page as a file to keep."""
    page, policy = _make()
    headers = {
        "Content-Disposition": f'attachment; filename="{FILE_NAME}"',
        "Content-Security-Policy": f"{policy}; frame-ancestors 'none'",  # the site's would stop its script
    }
    return HTMLResponse(page, headers=headers)


def offline_page() -> str:
    """Return the page as text: style, script and mark are in it, and its policy lets nothing else in."""
    page, _ = _make()
    return page


@cache
def _make() -> tuple[str, str]:
    style = f"{_read('hallway.css')}\n{_read('offline', 'capture.css')}"
    script = _read("offline", "capture.js")
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    mark = b64encode(_read("mark.svg").encode()).decode()
    page = render(
        "offline_capture.html",
        {
            "policy": policy,
            "style": Markup(style),  # noqa: S704 - our own files, as their hashes in the policy tell
            "script": Markup(script),  # noqa: S704 - as above
            "mark": f"data:image/svg+xml;base64,{mark}",
            "marker": MARKER,
            "version": VERSION,
            "longest": LONGEST,
            "roles": ROLES,
        },
    )
    return page, policy


def _read(*path: str) -> str:
    return files("hallway.web").joinpath("static", *path).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"

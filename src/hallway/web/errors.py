"""Every expected failure as a status and a page: the one table for the browser."""

from collections.abc import Mapping
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from hallway.actions.own_templates import FaultyTemplate
from hallway.domain.errors import (
    AmbiguousPerson,
    HallwayError,
    InvalidValue,
    NoApplicant,
    NotFound,
    PersonNotFound,
)
from hallway.playbooks.library import FaultyPlaybook, UnknownKey
from hallway.storage.errors import StorageError
from hallway.web.forms import EMPTY, Form, UnreadableForm
from hallway.web.guards import ForeignHost, ForeignOrigin, RequestTooLarge
from hallway.web.rendering import render
from hallway.web.uploads import UploadGone
from hallway.web.visits import THEME, THEMES

STATUSES: Mapping[type[HallwayError], HTTPStatus] = {
    HallwayError: HTTPStatus.CONFLICT,
    InvalidValue: HTTPStatus.UNPROCESSABLE_ENTITY,
    AmbiguousPerson: HTTPStatus.UNPROCESSABLE_ENTITY,
    PersonNotFound: HTTPStatus.NOT_FOUND,
    NotFound: HTTPStatus.NOT_FOUND,
    UnknownKey: HTTPStatus.NOT_FOUND,
    FaultyPlaybook: HTTPStatus.UNPROCESSABLE_ENTITY,
    FaultyTemplate: HTTPStatus.UNPROCESSABLE_ENTITY,
    StorageError: HTTPStatus.SERVICE_UNAVAILABLE,
    UploadGone: HTTPStatus.GONE,
    UnreadableForm: HTTPStatus.BAD_REQUEST,
    RequestTooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    ForeignHost: HTTPStatus.FORBIDDEN,
    ForeignOrigin: HTTPStatus.FORBIDDEN,
}
"""An error that is not named here has the status of its nearest parent."""

_TITLES: Mapping[int, str] = {
    400: "That did not arrive whole",
    403: "Not from here",
    404: "Not here",
    405: "Not that way",
    409: "That cannot be done now",
    410: "That has gone",
    413: "Too large",
    422: "That needs another look",
    500: "Something broke",
    503: "The file cannot be used",
}


def status_of(error: HallwayError) -> int:
    """Return the HTTP status of an expected failure."""
    return next(int(STATUSES[each]) for each in type(error).__mro__ if each in STATUSES)


def show_fault(request: Request, error: HallwayError) -> Response:
    """Answer with the error's own words and with what was typed, ready to be corrected and sent again."""
    if isinstance(error, NoApplicant):
        return RedirectResponse("/setup", status_code=303)
    form = getattr(request.state, "form", EMPTY)
    return _page(request, status_of(error), str(error), form)


def show_refusal(request: Request, error: HTTPException) -> Response:
    """Answer a path or method that does not exist."""
    says = (
        "There is no page at this address. It may have been purged or merged away, or was cut off."
        if error.status_code == HTTPStatus.NOT_FOUND
        else "This address is not read in that way. Go back to Today and start from there."
    )
    return _page(request, error.status_code, says, EMPTY)


def show_failure(request: Request, mark: str) -> Response:
    """Answer an unexpected failure: no traceback, and a mark that finds it in the log."""
    says = (
        f"Hallway could not finish this, and nothing was half-written. The log names the place under {mark}. "
        "Try again; if it comes back, run `hallway doctor`."
    )
    return _page(request, 500, says, EMPTY)


def _page(request: Request, status: int, says: str, form: Form) -> Response:
    theme = request.cookies.get(THEME, "")
    context = {
        "title": _TITLES.get(status, "That did not work"),
        "says": says,
        "status": status,
        "theme": theme if theme in THEMES else "",
        "action": request.url.path if request.method == "POST" else "",
        "rows": form.rows(),
    }
    return HTMLResponse(render("error.html", context), status_code=status)

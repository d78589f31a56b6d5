"""One request of one browser: which record it is about, how pages should look to it, and how to answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse, Response

from hallway.actions import history
from hallway.actions.applicants import get_applicant
from hallway.actions.ports import HistoryEntry, NameMatch, Store
from hallway.app import App
from hallway.domain.applicants import Applicant
from hallway.domain.errors import HallwayError
from hallway.domain.ids import EntryId
from hallway.playbooks.cautions import Caution
from hallway.web.forms import EMPTY, Form
from hallway.web.notices import Notice
from hallway.web.rendering import render
from hallway.web.site import Site

NOTICE = "hallway_notice"
SAMPLE = "hallway_sample"
THEME = "hallway_theme"
HIDES = "hallway_hides_names"

THEMES = ("", "light", "dark")
_YEAR = 365 * 24 * 60 * 60


@dataclass(slots=True)
class Visit:
    """A request, with the record it is about."""

    request: Request
    site: Site
    app: App
    before: EntryId | None = None
    """The newest entry of history when the request came: an action that had nothing to do adds none."""

    _applicant: Applicant | None = field(default=None, init=False)

    @property
    def store(self) -> Store:
        """Return the store of the record."""
        return self.app.store

    @property
    def applicant(self) -> Applicant:
        """Return the applicant; before set-up this raises NoApplicant, which leads to the four questions."""
        if self._applicant is None:
            self._applicant = get_applicant(self.store)
        return self._applicant

    @property
    def now(self) -> datetime:
        """Return the present instant."""
        return self.app.clock.now()

    @property
    def is_sample(self) -> bool:
        """Tell whether this browser is looking at sample data."""
        return self.app is not self.site.app

    @property
    def address(self) -> str:
        """Return the path of this page with its query, to come back to."""
        query = self.request.url.query
        return f"{self.request.url.path}?{query}" if query else self.request.url.path

    @property
    def theme(self) -> str:
        """Return the look the applicant chose, "" for the system's."""
        chosen = self.request.cookies.get(THEME, "")
        return chosen if chosen in THEMES else ""

    @property
    def hides_names(self) -> bool:
        """Tell whether names are blurred because others can see the screen."""
        return self.request.cookies.get(HIDES) == "1"

    def show(
        self,
        template: str,
        status: int = 200,
        /,
        *,
        form: Form = EMPTY,
        fault: HallwayError | None = None,
        **context: object,
    ) -> Response:
        """Answer with a page."""
        mark = self.request.cookies.get(NOTICE)
        notice = self.site.notices.take(mark) if mark else None
        body = render(
            template,
            {"visit": self, "now": self.now, "notice": notice, "form": form, "fault": fault, **context},
        )
        response = HTMLResponse(body, status_code=status)
        if mark:
            response.delete_cookie(NOTICE, httponly=True, samesite="strict")
        return response

    def leave(self, path: str, notice: Notice | None = None) -> Response:
        """Answer a change by leading on to a page, with a word about what was done."""
        response = RedirectResponse(path, status_code=303)
        if notice is not None:
            mark = self.site.notices.keep(notice)
            response.set_cookie(NOTICE, mark, max_age=60, httponly=True, samesite="strict")
        return response

    def done(
        self,
        path: str,
        *,
        cautions: Sequence[Caution] = (),
        people: Sequence[NameMatch] = (),
        people_say: str = "",
        link: str = "",
        link_says: str = "",
    ) -> Response:
        """Lead on after a change that history has just written down, and offer to undo it."""
        latest = _newest(self.store)
        if latest is None or latest.id == self.before:
            return self.leave(path)
        notice = Notice(
            says=latest.says,
            entry=latest.id,
            cautions=tuple(cautions),
            people=tuple(people),
            people_say=people_say,
            link=link,
            link_says=link_says,
        )
        return self.leave(path, notice)


def _newest(store: Store) -> HistoryEntry | None:
    return next(iter(history.list_history(store, limit=1)), None)


async def receive(request: Request) -> Visit:
    """Return the visit of a request; every route depends on it."""
    site: Site = request.app.state.site
    wants_sample = request.cookies.get(SAMPLE) == "1"
    app = await run_in_threadpool(site.sample) if wants_sample else site.app
    visit = Visit(request, site, app)
    if request.method == "POST":
        newest = await run_in_threadpool(_newest, app.store)
        visit.before = newest.id if newest else None
    request.state.visit = visit
    return visit


Here = Annotated[Visit, Depends(receive)]
"""The visit, for the parameters of a route."""


def remember(response: Response, name: str, value: str) -> None:
    """Keep a choice of this browser for a year, or forget it when it is empty."""
    if value:
        response.set_cookie(name, value, max_age=_YEAR, httponly=True, samesite="strict")
    else:
        response.delete_cookie(name, httponly=True, samesite="strict")


def own_path(typed: str, default: str) -> str:
    """Return a path of ours, or the default: a form must not lead to another site."""
    parts = urlsplit(typed)
    is_own = typed.startswith("/") and not typed.startswith(("//", "/\\")) and typed.isprintable()
    return typed if is_own and not parts.scheme and not parts.netloc else default

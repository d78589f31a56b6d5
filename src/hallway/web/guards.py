"""What every request must pass, and what every answer carries.

The server listens on this machine only, but any page open in the same browser can send requests to it.
The Host check stops a foreign name that was pointed at 127.0.0.1 (DNS rebinding); the Origin check stops
foreign forms.
"""

import logging
import secrets
import traceback
from collections.abc import Awaitable, Callable, Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hallway.domain.errors import HallwayError

LIMIT = 60 * 1024 * 1024
"""The largest request in bytes: an archive of twenty thousand contacts is a few megabytes."""

_POLICY = (
    "default-src 'none'; "
    "script-src 'self'; "
    "style-src 'self'; "
    "img-src 'self' data:; "
    "connect-src 'self'; "
    "form-action 'self'; "
    "base-uri 'none'; "
    "frame-ancestors 'none'; "
    "manifest-src 'self'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

_log = logging.getLogger("hallway.web")


class ForeignHost(HallwayError):
    """A request came under a name that is not this machine's."""

    def __init__(self) -> None:
        super().__init__(
            "This address does not belong to Hallway. Open it by the address that `hallway serve` printed."
        )


class ForeignOrigin(HallwayError):
    """A change was sent from another site."""

    def __init__(self) -> None:
        super().__init__(
            "Another site tried to change something here, so nothing was changed. "
            "If it was you: open Hallway in its own tab and send the form again from there."
        )


class RequestTooLarge(HallwayError):
    """A request is larger than anything Hallway reads."""

    def __init__(self) -> None:
        super().__init__(
            f"This file is larger than {LIMIT // 1024 // 1024} MB, so it was not read. "
            "Save it in two parts, or leave out the columns that Hallway does not use."
        )


class Guards:
    """Checks Host, Origin and size before a route runs, and sets the headers afterwards."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        hosts: Collection[str],
        refuse: Callable[[Request, HallwayError], Response],
        fail: Callable[[Request, str], Response],
    ) -> None:
        self._app = app
        self._hosts = frozenset(hosts)
        self._refuse = refuse
        self._fail = fail

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it with the reason why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        has_answered = False

        async def answer(message: Message) -> None:
            nonlocal has_answered
            if message["type"] == "http.response.start":
                has_answered = True
                _set_headers(message)
            await send(message)

        request = Request(scope)
        fault = _find_fault(scope, self._hosts)
        if fault is not None:
            if isinstance(fault, RequestTooLarge):
                await _drain(receive)
            await self._refuse(request, fault)(scope, receive, answer)
            return
        try:
            await self._app(scope, _limited(receive), answer)
        except RequestTooLarge as error:
            await _drain(receive)
            if not has_answered:
                await self._refuse(request, error)(scope, receive, answer)
        except Exception as error:  # noqa: BLE001 - the last resort: a page instead of a traceback, whatever happened
            mark = secrets.token_hex(4)
            _log_failure(request, mark, error)
            if not has_answered:
                await self._fail(request, mark)(scope, receive, answer)


def local_hosts(port: int) -> frozenset[str]:
    """Return every Host header that names this machine at this port."""
    names = ("127.0.0.1", "localhost", "[::1]")
    bare = names if port == 80 else ()  # noqa: PLR2004 - browsers leave out the port of http
    return frozenset(f"{each}:{port}" for each in names) | frozenset(bare)


def _find_fault(scope: Scope, hosts: Collection[str]) -> HallwayError | None:
    headers = Headers(scope=scope)
    host = headers.get("host", "").lower()
    if host not in hosts:
        return ForeignHost()
    if scope["method"] not in _SAFE_METHODS and not _is_own(headers, host):
        return ForeignOrigin()
    length = headers.get("content-length", "0")
    return RequestTooLarge() if not length.isdecimal() or int(length) > LIMIT else None


def _is_own(headers: Headers, host: str) -> bool:
    """Tell whether the browser says that one of our own pages sent this.

    Because of `no-referrer` browsers send "Origin: null" even with our own forms, so Sec-Fetch-Site decides
    where it is there.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    return headers.get("origin", "").lower() == f"http://{host}"


def _set_headers(start: Message) -> None:
    headers = MutableHeaders(scope=start)
    for name, value in _HEADERS.items():
        headers.setdefault(name, value)
    headers.setdefault("Cache-Control", "no-store")


def _limited(receive: Receive) -> Callable[[], Awaitable[Message]]:
    """Wrap `receive` so that a body without a length is counted while it comes."""
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > LIMIT:
            raise RequestTooLarge
        return message

    return counted


async def _drain(receive: Receive) -> None:
    """Read on for a while and keep nothing: a browser shows an answer only after it has sent its file."""
    seen = 0
    while seen < 4 * LIMIT:
        message = await receive()
        seen += len(message.get("body", b""))
        if message["type"] != "http.request" or not message.get("more_body"):
            return


def _log_failure(request: Request, mark: str, error: Exception) -> None:
    """Write where it failed, never what was in it: messages and values can hold names."""
    places = " < ".join(
        f"{each.filename.rpartition('/')[2]}:{each.lineno} {each.name}"
        for each in reversed(traceback.extract_tb(error.__traceback__)[-6:])
    )
    route = request.scope.get("route")
    path = getattr(route, "path", "?")
    _log.error("failure %s: %s %s: %s at %s", mark, request.method, path, type(error).__name__, places)

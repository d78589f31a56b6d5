"""The server: joins the pages to one site, guards it, and runs it on this machine only."""

import gc
import os
import socket
import threading
import time
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from urllib.request import ProxyHandler, build_opener

import uvicorn
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.telemetry import TelemetryConfig
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from hallway.actions.ports import Clock
from hallway.app import App, make_demo
from hallway.domain.errors import HallwayError, InvalidValue
from hallway.web import (
    asks,
    capture,
    captures,
    cards,
    checks,
    confidence,
    disagreements,
    duplicates,
    exports,
    feeds,
    goals,
    guide_changes,
    guides,
    history,
    imports,
    inbox,
    institutions,
    interactions,
    match,
    merges,
    messages,
    milestones,
    name_orders,
    network,
    odds,
    offline,
    outbox,
    own_templates,
    people,
    person,
    pick,
    pick_comments,
    pick_keeping,
    pick_programs,
    pitches,
    profile,
    program,
    program_facts,
    program_notes,
    programs,
    promises,
    relationships,
    search,
    settings,
    setup,
    smartpick,
    statics,
    today,
    updates,
    writing,
    zones_of_people,
)
from hallway.web import help as help_page
from hallway.web.errors import show_failure, show_fault, show_refusal
from hallway.web.guards import Guards, local_hosts
from hallway.web.site import Site

HOST = "127.0.0.1"
PORT = 8770

_PAGES = (
    today,
    setup,
    people,
    person,
    name_orders,
    zones_of_people,
    interactions,
    duplicates,
    institutions,
    merges,
    asks,
    capture,
    captures,
    cards,
    offline,
    promises,
    milestones,
    goals,
    updates,
    writing,
    messages,
    outbox,
    checks,
    own_templates,
    pitches,
    confidence,
    network,
    program_notes,
    programs,
    program_facts,
    program,
    odds,
    pick,
    pick_programs,
    pick_keeping,
    pick_comments,
    profile,
    relationships,
    smartpick,
    imports,
    inbox,
    exports,
    feeds,
    disagreements,
    guide_changes,
    guides,
    match,
    history,
    settings,
    help_page,
    search,
    statics,
)
_SILENT: TelemetryConfig = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,
}


class PortTaken(HallwayError):
    """Another program listens where Hallway should."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(
            f"Another program, perhaps Hallway itself, already uses {host}:{port}. "
            f"Open http://{host}:{port}/ to see, or choose another port: hallway serve --port {port + 1}"
        )


def make_site(app: App, *, port: int = PORT, make_sample: Callable[[Clock], App] = make_demo) -> FastAPI:
    """Return the web application over one record.

    Args:
        app: the record and its clock.
        port: where it will be reached; requests under any other address are refused.
        make_sample: makes the throw-away copy for looking around.
    """
    site = FastAPI(
        title="Hallway",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        telemetry=_SILENT,  # FastAPI's own is on by default and would record error texts
        redirect_slashes=False,
    )
    site.state.site = Site(app, make_sample)
    for each in _PAGES:
        site.include_router(each.router)
    site.add_exception_handler(HallwayError, _fault)
    site.add_exception_handler(HTTPException, _refusal)
    site.add_exception_handler(RequestValidationError, _unreadable)
    site.add_middleware(Guards, hosts=local_hosts(port), refuse=show_fault, fail=show_failure)
    return site


async def _fault(request: Request, error: Exception) -> Response:
    if not isinstance(error, HallwayError):
        raise error
    return show_fault(request, error)


async def _refusal(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    return show_refusal(request, error)


async def _unreadable(request: Request, error: Exception) -> Response:
    del error  # it repeats what was typed
    return show_fault(request, InvalidValue("Address", request.url.path, "Go back and choose again."))


def serve(
    app: App,
    host: str = HOST,
    port: int = PORT,
    *,
    open_browser: bool = True,
    once: bool = False,
    say: Callable[[str], object] = print,
) -> None:
    """Serve until interrupted; with `once`, ask for the first page, say what came, and stop.

    Raises:
        PortTaken: another program listens there.
    """
    collect_less_often()
    listener = listen(host, port)
    port = listener.getsockname()[1]
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    server = uvicorn.Server(configure(app, port))
    if once:
        _serve_once(server, listener, address, say)
        return
    helper = threading.Thread(target=_announce, args=(server, address, open_browser, say), daemon=True)
    helper.start()
    with suppress(KeyboardInterrupt):  # Ctrl-C is how it is meant to end
        server.run(sockets=[listener])


def collect_less_often() -> None:
    """Spare a server's pages the pauses in which Python looks through a record that stays anyway.

    A page makes many short-lived values; with the usual thresholds one page in ten takes twice its time.
    """
    gc.set_threshold(50_000, 20, 20)


def configure(app: App, port: int) -> uvicorn.Config:
    """Return how the server runs: quietly, because an address can hold the words of a search."""
    return uvicorn.Config(
        make_site(app, port=port),
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=2,
    )


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens at this place; port 0 takes any free one.

    Raises:
        PortTaken: another program listens there.
    """
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    if os.name == "posix":
        # Elsewhere this would let two programs share the port.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(64)
    except OSError as cause:
        listener.close()
        raise PortTaken(host, port) from cause
    return listener


def _await_start(server: uvicorn.Server, thread: threading.Thread | None = None) -> bool:
    while not server.started:
        if thread is not None and not thread.is_alive():
            return False
        time.sleep(0.01)
    return True


def _announce(server: uvicorn.Server, address: str, open_browser: bool, say: Callable[[str], object]) -> None:
    _await_start(server)
    say(f"Hallway is ready at {address}  (Ctrl-C stops it)")
    if open_browser:
        webbrowser.open(address)


def _serve_once(
    server: uvicorn.Server, listener: socket.socket, address: str, say: Callable[[str], object]
) -> None:
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        if _await_start(server, thread):
            say(f"Hallway is ready at {address}")
            direct = build_opener(ProxyHandler({}))  # a proxy could not reach this machine's own address
            with direct.open(address, timeout=30) as answer:
                say(f"GET / {answer.status} {len(answer.read())}")
    finally:
        server.should_exit = True
        thread.join()

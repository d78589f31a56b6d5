"""The server: started, asked once, stopped; a taken port; what it loads and keeps."""

import re
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from hallway.app import App
from hallway.web import server
from hallway.web.rendering import load_assets, load_templates
from tests.web.tabs import Tab


def test_once_asks_for_the_first_page_says_what_came_and_stops(app: App) -> None:
    said: list[object] = []

    server.serve(app, port=0, once=True, say=said.append)

    assert re.fullmatch(r"Hallway is ready at http://127\.0\.0\.1:\d+/", str(said[0]))
    assert re.fullmatch(r"GET / 200 \d{4,}", str(said[1]))
    assert len(said) == 2


def test_a_taken_port_is_told_with_a_way_out(app: App) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(server.PortTaken, match=f"hallway serve --port {port + 1}"):
            server.serve(app, port=port, once=True, say=lambda _: None)


def test_importing_the_front_door_loads_no_web_library() -> None:
    code = (
        "import sys, hallway.app; print(sys.modules.keys() & {'fastapi', 'starlette', 'jinja2', 'uvicorn'})"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "set()"


def test_no_description_of_the_interface_is_published(tab: Tab) -> None:
    assert [tab.open(path).status for path in ("/docs", "/redoc", "/openapi.json")] == [404, 404, 404]


def test_nothing_is_reported_about_requests(site: FastAPI) -> None:
    assert site._native_telemetry.enabled() is False  # noqa: SLF001 -- there is no public word for it


def test_static_files_are_kept_for_a_year_under_the_hash_of_their_content(
    client: TestClient, tab: Tab
) -> None:
    tab.open("/help")
    address = re.search(r'href="(/static/[0-9a-f]{12}/hallway\.css)"', tab.html)

    assert address
    answer = client.get(address[1])
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"].startswith("text/css")
    assert client.get(address[1].replace("/static/", "/static/0")).status_code == 404


def test_every_static_file_is_our_own_or_named() -> None:
    folder = Path(server.__file__).parent / "static"
    names = {each.name for each in folder.iterdir() if each.is_file()}

    assert names == {
        "hallway.css",
        "hallway.js",
        "hallway.webmanifest",
        "htmx.LICENSE.txt",
        "htmx.min.js",
        "mark.svg",
        "match.css",
        "match.js",
        "odds.css",
        "pick.css",
        "programs.css",
        "rehearsal.js",
    }
    assert load_assets().address("htmx.min.js")


def test_templates_hold_no_inline_style_or_script_and_load_nothing_from_elsewhere() -> None:
    environment = load_templates()
    pages = [each for each in environment.list_templates() if each != "offline_capture.html"]

    for name in pages:
        source = Path(server.__file__).parent.joinpath("templates", name).read_text(encoding="utf-8")
        assert " style=" not in source, name
        assert not re.search(r"<script(?![^>]*src=)", source), name
        assert not re.search(r"\son[a-z]+=", source), name
        assert not re.search(r'(?:src|href|action)="(?:https?:)?//', source), name


def test_it_serves_until_it_is_interrupted_and_leaves_quietly(app: App) -> None:
    command = [
        sys.executable,
        "-m",
        "hallway",
        "--file",
        str(app.path),
        "serve",
        "--port",
        "0",
        "--no-browser",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        line = running.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/", line)
        assert address, line
        with build_opener(ProxyHandler({})).open(address[0], timeout=30) as answer:
            assert answer.status == 200
        running.send_signal(signal.SIGINT)
        _, complaints = running.communicate(timeout=30)

    assert running.returncode == 0
    assert complaints == ""


def test_an_icon_is_there_for_browsers_that_ask_by_name(client: TestClient) -> None:
    assert client.get("/favicon.ico").headers["content-type"] == "image/svg+xml"

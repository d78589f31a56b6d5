import socket

import pytest

from tests.cli.runner import Hallway, start


def test_serve_once_answers_its_own_request_and_leaves(hallway: Hallway) -> None:
    done = start(hallway.path.parent, "serve", "--once", "--no-browser", "--port", "0")

    assert done.returncode == 0, done.stderr
    assert "http://127.0.0.1:" in done.stdout
    assert "GET / 200" in done.stdout


def test_a_port_that_is_taken_is_refused(hallway: Hallway) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()

        done = start(hallway.path.parent, "serve", "--once", "--port", str(taken.getsockname()[1]))

    assert done.returncode == 2
    assert done.stderr.startswith("hallway: Another program")


def test_a_port_that_cannot_be_is_refused(hallway: Hallway) -> None:
    assert "--port" in hallway.refuses("serve", "--port", "70000")


@pytest.mark.requirement("ACC-09")
def test_the_demo_runs_at_once_and_touches_no_record(empty: Hallway) -> None:
    text = empty.does("demo")

    assert "Marisol Vega" in text
    assert " 1. " in text
    assert not empty.path.exists()


def test_the_demo_is_told_as_json_like_today(empty: Hallway) -> None:
    answer = empty.tells("demo")

    assert answer["applicant"]["name"] == "Marisol Vega"
    assert any(each["shown"] for each in answer["steps"])


def test_the_demo_opens_in_the_browser_too(hallway: Hallway) -> None:
    done = start(hallway.path.parent, "demo", "--once")

    assert done.returncode == 0, done.stderr
    assert "GET / 200" in done.stdout

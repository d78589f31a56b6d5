"""`hallway write`: composed from the record, checked, and taken to where it is sent from."""

import shlex
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pyperclip
import pytest

from tests.cli.runner import Hallway
from tests.cli.test_outbox import TEMPLATE

WHAT = ("--set", "what=the hour you gave me")


@pytest.fixture
def ready(hallway: Hallway, tmp_path: Path) -> Hallway:
    """Return a record with an address, a CV, and a template of the applicant's own."""
    path = tmp_path / "thanks.toml"
    path.write_text(TEMPLATE, encoding="utf-8")
    hallway.does("templates", "add", str(path))
    hallway.does("person", "edit", "Novak", "--set", "email=ana.novak@harbor.example.org")
    hallway.does("document", "add", "--kind", "cv-short", "--label", "October", "--pages", "1")
    return hallway


def test_without_a_template_all_are_listed_by_the_moment_they_are_for(ready: Hallway) -> None:
    text = ready.does("write")
    known = ready.tells("write")["templates"]

    assert text.index("First contact") < text.index("TPL-01") < text.index("Follow-up") < text.index("TPL-15")
    assert "my-thanks" in text
    assert {each["id"] for each in known} >= {f"TPL-{number:02}" for number in range(1, 48)}
    assert set(known[0]) == {"id", "name", "says", "moment", "medium", "request", "is_own"}


def test_a_text_is_shown_with_open_questions_and_nothing_is_kept(ready: Hallway) -> None:
    before = ready.dump()
    text = ready.does("write", "my-thanks", "--to", "Novak")

    assert "To:      ana.novak@harbor.example.org" in text
    assert "Subject: Thank you, Dana Reyes" in text
    assert "Thank you for [What do you thank them for?]." in text
    assert "  What do you thank them for? Such as: the hour you gave me\n    --set what=...\n" in text
    assert "in Chicago" in text
    assert ready.dump() == before


def test_answers_fill_the_text(ready: Hallway) -> None:
    found = ready.tells("write", "my short", "--to", "Novak", *WHAT, "--subject", "Thanks")

    assert set(found) == {
        *("template", "person", "subject", "text", "questions", "facts", "filled", "request", "medium"),
        *("cv", "moment", "check", "message", "file", "mailto", "copied"),
    }
    assert found["template"] == "my-thanks"
    assert found["questions"] == []
    assert found["filled"]["what"] == "the hour you gave me"
    assert found["subject"] == "Thanks"
    assert "Thank you for the hour you gave me." in found["text"]
    assert found["check"]["words"] > 10
    assert (found["message"], found["copied"]) == (None, None)


def test_a_draft_may_have_open_questions(ready: Hallway) -> None:
    kept = ready.tells("write", "my-thanks", "--to", "Novak", "--save")["message"]

    assert (kept["state"], kept["way"], kept["template"]) == ("draft", None, "my-thanks")
    assert (
        kept["filled"] == [["me.name", "Dana Reyes"], ["them.greeting", "Dear Dr. Novak"]] or kept["filled"]
    )


@pytest.mark.requirement("OUT-23")
def test_a_draft_file_opens_in_the_mail_program(ready: Hallway, tmp_path: Path) -> None:
    file, cv = tmp_path / "letter.eml", tmp_path / "cv.pdf"
    cv.write_bytes(b"%PDF-1.7")
    done = ready.tells(
        *("write", "my-thanks", "--to", "Novak", *WHAT, "--cv", "october"),
        *("--eml", str(file), "--attach", str(cv)),
    )
    mail = message_from_bytes(file.read_bytes(), policy=default)

    assert (mail["X-Unsent"], mail["Subject"]) == ("1", "Thank you, Dana Reyes")
    assert [each.get_filename() for each in mail.iter_attachments()] == ["cv.pdf"]
    assert (done["message"]["state"], done["message"]["way"]) == ("ready", "eml")
    assert done["cv"]["label"] == "October"
    assert done["message"]["cv"] == done["cv"]["id"]


def test_a_file_that_is_there_is_not_written_over(ready: Hallway, tmp_path: Path) -> None:
    file = tmp_path / "letter.eml"
    file.write_text("mine", encoding="utf-8")
    words = ("write", "my-thanks", "--to", "Novak", *WHAT, "--eml", str(file))

    assert "is there already" in ready.refuses(*words)
    assert file.read_text(encoding="utf-8") == "mine"
    assert "When you have sent it: hallway outbox sent" in ready.does(*words, "--force")
    assert file.read_bytes().startswith(b"X-Unsent: 1")


@pytest.mark.requirement("OUT-23")
def test_the_record_itself_is_never_written_over(ready: Hallway) -> None:
    """Whoever mistypes a name with --force loses a letter at most."""
    message = ready.refuses("write", "my-thanks", "--to", "Novak", *WHAT, "--eml", str(ready.path), "--force")

    assert "is a database" in message
    assert ready.path.read_bytes().startswith(b"SQLite format 3")


def test_a_paper_that_is_not_there_leaves_nothing_behind(ready: Hallway, tmp_path: Path) -> None:
    file = tmp_path / "letter.eml"
    words = ["--eml", str(file), "--attach", str(tmp_path / "cv.pdf")]

    assert "no such file" in ready.refuses("write", "my-thanks", "--to", "Novak", *WHAT, *words)
    assert not file.exists()
    assert ready.tells("outbox")["messages"] == []


def test_an_address_opens_the_mail_program(ready: Hallway) -> None:
    done = ready.tells("write", "my-thanks", "--to", "Novak", *WHAT, "--mailto")
    parts = urlsplit(done["mailto"])

    assert parts.path == "ana.novak@harbor.example.org"
    assert parse_qs(parts.query)["subject"] == ["Thank you, Dana Reyes"]
    assert done["message"]["way"] == "mailto"


def test_without_a_clipboard_the_text_is_printed_and_said(
    ready: Hallway, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: str) -> None:
        raise pyperclip.PyperclipException

    monkeypatch.setattr(pyperclip, "copy", fail)
    answer = ready.type("write", "my-thanks", "--to", "Novak", *WHAT, "--copy")
    assert answer.code == 0
    assert "Thank you for the hour you gave me." in answer.out
    assert answer.err.startswith("hallway: there is no clipboard")

    copied: list[str] = []
    monkeypatch.setattr(pyperclip, "copy", copied.append)
    done = ready.tells("write", "my-thanks", "--to", "Novak", *WHAT, "--copy")
    assert (done["copied"], done["message"]["way"]) == (True, "copied")
    assert copied == [done["text"]]


@pytest.mark.parametrize("way", [["--eml", "x.eml"], ["--mailto"], ["--copy"]])
def test_an_open_question_keeps_it_here(ready: Hallway, way: list[str]) -> None:
    message = ready.refuses("write", "my-thanks", "--to", "Novak", *way)

    assert "--set what=...   What do you thank them for?" in message
    assert "--save" in message


def test_today_says_how_to_write_what_it_proposes(ready: Hallway) -> None:
    ready.does("log", "--with", "Menon", "--kind", "met", "--topic", "wards", "--event", "Open day")
    (line,) = [each for each in ready.does("today").split("\n") if "Write it: " in each and "Menon" in each]
    words = shlex.split(line.split("Write it: hallway ", 1)[1])

    assert words[:4] == ["write", "TPL-12", "--to", "Ravi Menon"]
    assert ready.tells(*words, "--save")["message"]["step"].startswith(words[-1])


def test_the_step_it_was_written_for_is_done_when_it_goes(ready: Hallway) -> None:
    ready.does(
        "log", "--with", "Novak", "--kind", "helped-me", "--on", "2026-10-04", "--summary", "read my CV"
    )
    (step,) = [each for each in ready.tells("today")["steps"] if each["rule"] == "follow-up.after-help"]
    kept = ready.tells("write", "my-thanks", "--to", "Novak", *WHAT, "--mailto", "--step", step["id"][:8])
    done = ready.tells("outbox", "sent", kept["message"]["id"])

    assert done["settled"] == step["says"]
    assert all(each["rule"] != "follow-up.after-help" for each in ready.tells("today")["steps"])


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["TPL-99"], "hallway write"),
        (["thanks for"], "It fits"),
        (["my-thanks", "--to", "Nobody"], "Nobody here is called"),
        (["my-thanks", "--set", "wat=x"], "It has: "),
        (["my-thanks", "--set", "what"], "FIELD=VALUE"),
        (["my-thanks", "--cv", "June"], "October"),
        (["my-thanks", "--mailto", "--copy"], "Take one way"),
        (["my-thanks", "--open"], "--mailto"),
        (["my-thanks", "--force"], "--eml"),
        (["my-thanks", "--save", "--step", "ffffffff"], "ffffffff"),
        (["my-thanks", "--to", "Novak", *WHAT, "--eml", "/nowhere/at/all.eml"], "There is no folder"),
        (["my-thanks", "--to", "Novak", *WHAT, "--eml", "/"], "/letter.eml"),
        (["my-thanks", "--to", "Novak", *WHAT, "--eml", "-"], "Name the file"),
        (["my-thanks", "--to", "Novak", *WHAT, "--eml", ""], "Name the file"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(ready: Hallway, words: list[str], names: str) -> None:
    assert names in ready.refuses("write", *words)

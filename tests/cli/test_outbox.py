"""`hallway outbox` and `hallway templates`: what was written, and what became of it."""

from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from tests.cli.runner import Hallway

TEMPLATE = """\
[[template]]
id = "my-thanks"
name = "My short thanks"
says = "Thanks for one thing."
medium = "mail"
request = "none"
moment = "follow-up"
records = "mailed"
subject = "Thank you, {me.name}"

[[template.slot]]
name = "what"
ask = "What do you thank them for?"
example = "the hour you gave me"

[[template.part]]
role = "greeting"
text = "{them.greeting}"

[[template.part]]
role = "thanks"
text = "Thank you for {what}. I have begun with the two papers that you named."

[[template.part]]
role = "closing"
text = "Kind regards,"

[[template.part]]
role = "signature"
text = "{me.name}"
"""


ASKING = """\
Dear Dr. Novak,

Your talk on flap monitoring has stayed with me. Could we talk for 15 minutes in the coming weeks?

Kind regards,
Nadia
"""


@pytest.fixture
def with_template(hallway: Hallway, tmp_path: Path) -> Hallway:
    """Return a record with a template of the applicant's own."""
    path = tmp_path / "thanks.toml"
    path.write_text(TEMPLATE, encoding="utf-8")
    hallway.does("templates", "add", str(path))
    hallway.does("person", "edit", "Novak", "--set", "email=ana.novak@harbor.example.org")
    return hallway


@pytest.fixture
def draft(with_template: Hallway) -> str:
    """Return the id of a draft to Ana."""
    kept = with_template.tells("write", "my-thanks", "--to", "Novak", "--set", "what=the hour", "--save")
    return str(kept["message"]["id"])


# ------------------------------------------------------------------------------------- own templates


def test_an_own_template_is_kept_listed_and_removed(with_template: Hallway) -> None:
    own = with_template.tells("templates", "list", "--own")["templates"]
    assert [(each["id"], each["is_own"]) for each in own] == [("my-thanks", True)]
    assert "    --set what=...\n" in with_template.does("templates", "show", "my short")

    with_template.does("templates", "remove", "my-thanks")
    assert with_template.tells("templates", "list", "--own") == {"templates": [], "faulty": []}


def test_adding_a_template_again_replaces_it(with_template: Hallway, tmp_path: Path) -> None:
    path = tmp_path / "again.toml"
    path.write_text(TEMPLATE.replace("My short thanks", "My warm thanks"), encoding="utf-8")
    with_template.does("templates", "add", str(path))

    own = with_template.tells("templates", "list", "--own")["templates"]
    assert [each["name"] for each in own] == ["My warm thanks"]


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ("medium =", "medum =", "line 5"),
        ("{what}", "{wat}", "wat"),
        ('id = "my-thanks"', 'id = "TPL-12"', "TPL-"),
        ("[[template]]", "[[template", "line 1"),
    ],
)
def test_a_faulty_template_is_refused_with_its_line_and_nothing_is_kept(
    hallway: Hallway, tmp_path: Path, old: str, new: str, names: str
) -> None:
    path = tmp_path / "faulty.toml"
    path.write_text(TEMPLATE.replace(old, new), encoding="utf-8")
    message = hallway.refuses("templates", "add", str(path))

    assert "faulty.toml, line " in message
    assert "nothing was kept" in message
    assert names in message


def test_the_sources_of_slots_are_listed(hallway: Hallway) -> None:
    assert "first.topic" in hallway.tells("templates", "sources")["sources"]


def test_a_template_of_ours_stays(with_template: Hallway) -> None:
    ours = with_template.tells("templates", "list")["templates"]
    for each in [one for one in ours if not one["is_own"]][:1]:
        assert "stays" in with_template.refuses("templates", "remove", each["id"])


# -------------------------------------------------------------------------------------------- outbox


def test_an_empty_outbox_says_how_to_begin(hallway: Hallway) -> None:
    assert hallway.does("outbox") == "Nothing here. Write something: hallway write\n"
    assert hallway.tells("outbox", "list") == {"messages": []}


def test_the_outbox_is_listed_by_state(with_template: Hallway, draft: str) -> None:
    assert "Ana Novak" in with_template.does("outbox")
    assert [
        each["message"]["id"]
        for each in with_template.tells("outbox", "list", "--state", "draft")["messages"]
    ] == [draft]
    assert with_template.tells("outbox", "list", "--state", "sent")["messages"] == []


def test_a_message_is_shown_with_its_findings_and_its_moment(with_template: Hallway, draft: str) -> None:
    text = with_template.does("outbox", "show", draft)
    assert "Thank you for the hour." in text
    assert f"When you have sent it: hallway outbox sent {draft}" in text
    assert "in Chicago" in text
    shown = with_template.tells("outbox", "show", draft)
    assert shown["moment"]["zone"] == "America/Chicago"
    assert shown["text"].startswith("Subject: Thank you, Dana Reyes\n\nDear Dr. Novak,")


def test_a_message_is_edited_until_it_goes(with_template: Hallway, draft: str, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_bytes(b"Dear Dr. Novak,\r\n\r\nThank you.\r\n")
    changed = with_template.tells("outbox", "edit", draft, "--text", str(letter), "--subject", "Thanks")[
        "message"
    ]
    assert (changed["text"], changed["subject"]) == ("Dear Dr. Novak,\n\nThank you.", "Thanks")

    with_template.does("outbox", "sent", draft)
    assert "stays as it went" in with_template.refuses("outbox", "edit", draft, "--subject", "No")


@pytest.mark.requirement("OUT-22")
def test_a_message_goes_and_is_answered(with_template: Hallway, draft: str) -> None:
    done = with_template.tells("outbox", "sent", draft)
    assert done["interaction"]["kind"] == "mailed"
    assert done["message"]["template"] == "my-thanks"
    assert "had gone already" in with_template.does("outbox", "sent", draft)

    answered = with_template.at("2026-10-07T10:00-04:00").tells(
        "outbox", "replied", draft, "--note", "Welcome"
    )
    assert (answered["message"]["state"], answered["message"]["note"]) == ("replied", "Welcome")
    kinds = [each["kind"] for each in with_template.tells("person", "show", "Novak")["interactions"]]
    assert kinds == ["replied", "mailed"]
    with_template.does("undo")
    assert with_template.tells("outbox", "show", draft)["message"]["state"] == "sent"


def test_a_message_is_closed_or_comes_back(with_template: Hallway, draft: str) -> None:
    assert "not gone yet" in with_template.refuses("outbox", "close", draft)
    with_template.does("outbox", "sent", draft)
    assert with_template.tells("outbox", "close", draft)["message"]["state"] == "closed"
    assert "ana.novak@harbor.example.org did not work" in with_template.does("outbox", "bounced", draft)
    assert with_template.tells("person", "show", "Novak")["interactions"] == []


def test_a_removed_message_comes_back_by_undo(with_template: Hallway, draft: str) -> None:
    assert "hallway undo" in with_template.does("outbox", "remove", draft)
    assert with_template.tells("outbox")["messages"] == []
    with_template.does("undo")
    assert len(with_template.tells("outbox")["messages"]) == 1


@pytest.mark.requirement("OUT-23")
def test_a_kept_message_leaves_in_three_ways(with_template: Hallway, draft: str, tmp_path: Path) -> None:
    file = tmp_path / "letter.eml"
    with_template.does("outbox", "eml", draft, str(file))
    mail = message_from_bytes(file.read_bytes(), policy=default)
    assert (mail["X-Unsent"], mail["To"]) == ("1", "Ana Novak <ana.novak@harbor.example.org>")

    assert "is there already" in with_template.refuses("outbox", "eml", draft, str(file))
    address = with_template.tells("outbox", "mailto", draft)["mailto"]
    assert address.startswith("mailto:ana.novak@harbor.example.org?subject=Thank%20you")
    assert with_template.tells("outbox", "copy", draft)["message"]["state"] == "ready"
    assert (
        with_template.tells("outbox", "ready", draft, "--way", "elsewhere")["message"]["way"] == "elsewhere"
    )


@pytest.mark.requirement("OUT-25", "ACC-07")
def test_rates_are_told_with_a_kind_word(with_template: Hallway, draft: str) -> None:
    assert "Nothing has gone yet" in with_template.does("outbox", "rates")
    with_template.does("outbox", "sent", draft)
    text = with_template.does("outbox", "rates")

    assert "1 message sent; 0 asked for something, 0 answered" in text
    assert "Most good messages get no answer" in text
    assert "%" not in text
    assert with_template.tells("outbox", "rates")["overall"]["percent"] is None


@pytest.mark.requirement("FUP-03")
def test_a_thread_past_its_follow_up_may_rest_and_nothing_presses(hallway: Hallway, tmp_path: Path) -> None:
    hallway.does("write", "TPL-06", "--to", "Novak", "--save")
    (draft,) = hallway.tells("outbox")["messages"]
    key = draft["message"]["id"]
    path = tmp_path / "letter.txt"
    path.write_text(ASKING, encoding="utf-8")
    hallway.does("outbox", "edit", key, "--text", str(path))
    hallway.does("outbox", "sent", key, "--on", "2026-09-01")
    (line,) = hallway.tells("outbox")["messages"]
    text = hallway.does("outbox")

    assert "you may close it kindly whenever you like" in line["rest"]
    assert f"hallway outbox close {key[:4]}" in text
    assert "must" not in text
    assert "close it kindly" in hallway.does("outbox", "show", key)
    hallway.does("outbox", "close", key)
    assert hallway.tells("outbox")["messages"][0]["rest"] == ""
    assert "close it kindly" not in hallway.does("outbox", "list")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["show", "ffffffff"], "ffffffff"),
        (["show", "ff"], "at least 4 characters"),
        (["edit", "ffffffff"], "--text"),
        (["list", "--state", "lost"], "draft, ready, sent"),
        (["eml", "ffffffff", "letter.eml"], "ffffffff"),
        (["sent"], "Missing argument"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(hallway: Hallway, words: list[str], names: str) -> None:
    assert names in hallway.refuses("outbox", *words)

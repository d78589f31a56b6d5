"""The outbox: what was written, how far it has come, who answers, and templates of one's own."""

import pytest

from hallway.app import App
from hallway.domain.interactions import Kind
from hallway.domain.messages import MessageState
from tests.web.conftest import Cast
from tests.web.tabs import Tab
from tests.web.test_pages import check as check_laws
from tests.web.test_writing import draft, kinds, only


def sent(tab: Tab, cast: Cast, name: str = "diego") -> str:
    """Send a message to somebody and return where its page is."""
    path = draft(tab, cast[name])
    tab.press(path, f"{path}/sent")
    return path


def test_an_empty_outbox_says_what_to_do(tab: Tab) -> None:
    tab.open("/outbox")

    check_laws(tab)
    assert "Nothing written yet" in tab.text
    assert "/write" in tab.links


@pytest.mark.requirement("OUT-22")
def test_messages_stand_with_their_person_template_and_state(tab: Tab, cast: Cast) -> None:
    draft(tab, cast["ana"])
    sent(tab, cast)

    tab.open("/outbox")
    check_laws(tab)
    assert "to Ana Novak" in tab.text
    assert "to Diego Núñez" in tab.text
    assert "All 2" in tab.text

    tab.open("/outbox?state=sent")
    assert "to Diego Núñez" in tab.text
    assert "to Ana Novak" not in tab.text
    assert tab.open("/outbox?state=lost").status == 422


@pytest.mark.requirement("OUT-25", "ACC-07")
def test_replies_are_counted_with_a_kind_word_and_no_share_of_few(tab: Tab, cast: Cast) -> None:
    path = sent(tab, cast)
    tab.open("/outbox").send(f"{path}/replied")

    assert "1 of 1 that asked for something was answered" in tab.text
    assert "A low share of answers is normal" in tab.text
    assert "%" not in tab.text
    assert "Who answers" in tab.text


def test_a_reply_is_noted_where_one_is(tab: Tab, cast: Cast, app: App) -> None:
    path = sent(tab, cast)

    tab.open("/outbox").send(f"{path}/replied")

    assert tab.path == "/outbox"
    assert only(app).state is MessageState.REPLIED
    assert kinds(app, cast["diego"])[0] is Kind.REPLIED


def test_closing_kindly_names_others_there(tab: Tab, cast: Cast, app: App) -> None:
    path = sent(tab, cast)

    tab.open(path).send(f"{path}/close")

    assert only(app).state is MessageState.CLOSED
    assert "陈 伟" in tab.text
    assert f"{path}/close" not in [each.action for each in tab.forms]


def test_a_bounce_takes_the_contact_back_and_leads_to_the_address(tab: Tab, cast: Cast, app: App) -> None:
    path = sent(tab, cast)

    tab.open(path).send(f"{path}/bounced")

    assert only(app).state is MessageState.BOUNCED
    assert Kind.MAILED not in kinds(app, cast["diego"])
    assert f"/people/{cast['diego']}/edit" in tab.links
    tab.send(next(each.action for each in tab.forms if each.action.endswith("/undo")))
    assert only(app).state is MessageState.SENT


def test_a_faulty_template_is_refused_with_its_lines_and_stays_typed(tab: Tab, app: App) -> None:
    text = 'id = "mine"\nnonsense = 3\n'

    tab.open("/templates").send("/templates", text=text)

    assert tab.status == 422
    assert "line 2" in tab.text
    assert tab.form("/templates").values["text"] == [text.strip()]
    with app.store.reading() as reading:
        assert reading.revision() == 1


def test_an_empty_template_is_asked_for(tab: Tab) -> None:
    check_laws(tab.open("/templates"))

    tab.send("/templates", text="")

    assert tab.status == 422


OWN = """
[[template]]
id = "my-thanks"
name = "My own thanks"
says = "Short and warm."
medium = "mail"
request = "none"
records = "mailed"
subject = "Thank you"

[[template.slot]]
name = "lesson"
ask = "What did you take with you?"

[[template.part]]
role = "greeting"
text = "{them.greeting}"

[[template.part]]
role = "thanks"
text = "Thank you. I took {lesson} with me."
"""


def test_an_own_template_stands_beside_ours_until_it_is_removed(tab: Tab, cast: Cast) -> None:
    tab.open("/templates").send("/templates", text=OWN)
    assert "My own thanks" in tab.text

    tab.open(f"/write/my-thanks?person={cast['ana']}")
    assert "What did you take with you?" in tab.text
    assert "Your own" in tab.open("/write").text
    remove = next(each.action for each in tab.open("/templates").forms if each.action.endswith("/remove"))
    tab.send(remove)

    assert "None of your own yet" in tab.text
    assert tab.open("/write/my-thanks").status == 404


def test_a_template_comes_as_a_file_too_and_a_picture_is_told_to_be_none(tab: Tab) -> None:
    tab.open("/templates").upload("/templates", "file", "thanks.toml", OWN.encode())
    assert "My own thanks" in tab.text

    tab.upload("/templates", "file", "thanks.png", b"\x89PNG\r\n\x1a\n\x00\x00")
    assert tab.status == 409
    assert "thanks.png" in tab.text

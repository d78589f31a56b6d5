"""From a template to a draft to a message that has gone: every page of it, and everything undone again."""

import re
from functools import cache

import pytest
from starlette.testclient import TestClient

from hallway.actions.documents import record_document
from hallway.actions.history import list_history
from hallway.actions.person_views import show_person
from hallway.app import App
from hallway.desk import grammar
from hallway.desk.grammar import find_grammar
from hallway.domain.documents import DocumentKind
from hallway.domain.ids import PersonId
from hallway.domain.interactions import Kind
from hallway.domain.messages import Message, MessageState, Way
from tests.cast import FixedClock
from tests.web.conftest import Cast
from tests.web.tabs import Tab
from tests.web.test_checks import notes, remedy
from tests.web.test_pages import check as check_laws


def draft(tab: Tab, person: PersonId, template: str = "TPL-01") -> str:
    """Keep a draft to somebody and return where its page is."""
    tab.open(f"/write/{template}?person={person}")
    tab.send(f"/write/{template}", press=("do", "keep"))
    assert tab.path.startswith("/messages/"), tab.text
    return tab.path.partition("#")[0]


def only(app: App) -> Message:
    """Return the one message of the record."""
    with app.store.reading() as reading:
        (found,) = reading.all(Message)
    return found


def kinds(app: App, person: PersonId) -> list[Kind]:
    """Return the contacts with somebody, the newest first."""
    return [each.kind for each in show_person(app.store, app.clock, person=person).interactions]


# ------------------------------------------------------------------------------------- choosing


def test_templates_stand_by_the_moment_they_are_for_and_are_found_by_words(tab: Tab) -> None:
    tab.open("/write")
    everything = [each for each in tab.links if each.startswith("/write/")]
    assert len(everything) >= 10

    tab.open("/write?words=no+such+thing+at+all")
    assert "No template fits these words" in tab.text
    tab.open("/write?words=elective")
    assert 0 < len([each for each in tab.links if each.startswith("/write/")]) < len(everything)


def test_a_name_that_was_typed_leads_to_that_person(tab: Tab, cast: Cast) -> None:
    tab.open("/write?to=ana")

    assert tab.path == f"/write?person={cast['ana']}"
    assert f"/write/TPL-01?person={cast['ana']}" in tab.links
    assert tab.open("/write?to=nobody+at+all").status == 404


def test_a_step_leads_to_its_template_and_settles_when_the_mail_has_gone(
    tab: Tab, cast: Cast, app: App
) -> None:
    tab.open("/")
    link = next(each for each in tab.links if each.startswith("/write/") and cast["ana"] in each)
    step = link.rpartition("step=")[2]

    tab.open(link)
    template = tab.path.partition("?")[0]
    tab.send(template, press=("do", "keep"))
    tab.press(tab.path, f"{tab.path}/sent")

    assert only(app).step == step
    assert f'data-step="{step}"' not in tab.open("/").html
    assert kinds(app, cast["ana"])[0] is Kind.MAILED


def test_what_fits_a_person_now_stands_first(tab: Tab, cast: Cast) -> None:
    tab.open(f"/write?person={cast['ana']}")

    assert "What fits now" in tab.text
    first = next(each for each in tab.links if each.startswith("/write/"))
    assert "step=" in first


# ------------------------------------------------------------------------------------- composing


def test_what_the_record_does_not_know_is_asked_and_never_invented(tab: Tab, cast: Cast) -> None:
    tab.open(f"/write/TPL-01?person={cast['diego']}")
    asked = re.findall(r'name="(slot-[\w-]+)"', tab.html)
    assert asked
    assert '<mark class="gap">' in tab.html

    tab.send_all("/write/TPL-01", {asked[0]: "A very special answer"})

    assert tab.status == 200
    assert "A very special answer" in tab.text


def test_showing_a_letter_keeps_nothing(tab: Tab, cast: Cast, app: App) -> None:
    before = list_history(app.store)

    tab.open(f"/write/TPL-01?person={cast['ana']}").send("/write/TPL-01", press=("do", "show"))

    assert tab.status == 200
    assert list_history(app.store) == before


def test_a_template_that_is_not_there_is_told(tab: Tab) -> None:
    assert tab.open("/write/TPL-99").status == 404


def test_a_person_who_is_not_there_is_told_and_the_answers_stay(tab: Tab, cast: Cast) -> None:
    tab.open(f"/write/TPL-01?person={cast['diego']}")
    slot = re.findall(r'name="(slot-[\w-]+)"', tab.html)[0]

    tab.send_all("/write/TPL-01", {"to": "Nobody Known", slot: "Kept"}, press=("do", "keep"))

    assert tab.status == 404
    assert "Nobody here is called" in tab.text
    assert "Kept" in str(tab.form("/write/TPL-01").values[slot])


# ------------------------------------------------------------------------------------- a draft


def test_a_draft_is_checked_when_it_is_saved_and_a_remedy_is_one_press(
    tab: Tab, cast: Cast, app: App
) -> None:
    path = draft(tab, cast["ana"])

    tab.send(
        path, subject="A question", text="Dear Dr. Novak,\n\nI wanna learn from you.\n\nBest regards,\nN"
    )
    assert "wanna</mark>" in tab.html
    assert notes(tab)
    tab.press(path, f"{path}/fix", fix=remedy(tab, "want to"))

    assert only(app).text.splitlines()[2] == "I want to learn from you."
    assert only(app).subject == "A question"
    tab.send(next(each.action for each in tab.forms if each.action.endswith("/undo")))
    assert only(app).text.splitlines()[2] == "I wanna learn from you."


def test_a_check_while_one_types_keeps_nothing(tab: Tab, cast: Cast, app: App) -> None:
    path = draft(tab, cast["ana"])
    before = only(app)

    tab.press_unseen(path, f"{path}/check", text="I wanna go.")

    assert "wanna</mark>" in tab.html
    assert "to mind" in tab.text
    assert only(app) == before


@pytest.mark.skipif(find_grammar() is None, reason="the extra `grammar` is not installed")
def test_while_one_types_grammar_waits_until_it_is_built(
    client: TestClient, tab: Tab, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Building it takes a second, which nobody waits for between two key strokes."""
    text = "Dear Dr. Novak,\n\nI am an final-year student.\n\nNadia"
    path = draft(tab, cast["ana"])
    monkeypatch.setattr(grammar, "_linter", cache(vars(grammar)["_linter"].__wrapped__))

    def typed(where: str) -> str:
        return str(client.post(where, data={"text": text}, headers={"HX-Request": "true"}).text)

    assert "Harper" not in typed("/check")
    assert "Harper" not in typed(f"{path}/check")
    client.get(path)
    assert "Harper" in typed("/check")
    assert "Harper" in typed(f"{path}/check")


def test_a_remedy_in_the_subject_changes_the_subject_alone(tab: Tab, cast: Cast, app: App) -> None:
    path = draft(tab, cast["ana"])
    text = only(app).text

    tab.send(path, subject="I wanna ask", text=text)
    tab.press(path, f"{path}/fix", fix=remedy(tab, "want to"))

    assert only(app).subject == "I want to ask"
    assert only(app).text == text


def test_an_empty_draft_is_refused_and_what_was_typed_stays(tab: Tab, cast: Cast) -> None:
    path = draft(tab, cast["ana"])

    tab.send(path, text="", subject="Still here")

    assert tab.status == 422
    assert tab.form(path).values["subject"] == ["Still here"]


def test_the_person_is_at_hand_with_the_moment_to_send(tab: Tab, cast: Cast) -> None:
    tab.open(draft(tab, cast["ana"]))

    for words in ("Vault remodeling", "Measure twice", "Send the revised table", "Reached:", "New York"):
        assert words in tab.text, words
    assert "now is a good moment" in tab.text.lower()


@pytest.mark.requirement("OUT-22")
def test_the_cv_that_goes_along_is_chosen_and_kept(tab: Tab, cast: Cast, app: App) -> None:
    short = record_document(app.store, app.clock, kind=DocumentKind.CV_SHORT, label="October", pages=1)
    path = draft(tab, cast["ana"], "TPL-12")

    tab.send(path, cv=short.id)

    assert only(app).cv == short.id
    assert "Attach it yourself" in tab.text


# ------------------------------------------------------------------------------------- on its way


@pytest.mark.requirement("OUT-23")
def test_a_message_is_taken_along_by_three_ways_and_never_sent_by_hallway(
    tab: Tab, cast: Cast, app: App
) -> None:
    path = draft(tab, cast["ana"])
    text = "Dear Dr. Novak,\n\nThank you for Grüße & 陈 伟.\n\nBest regards,\nNadia"

    tab.press(path, f"{path}/ready", way="mailto", subject="Thank you, ünïcode", text=text)
    link = next(each for each in tab.links if each.startswith("mailto:"))
    assert link.startswith("mailto:ana.novak@harbor.example.org?")
    assert "Thank%20you%2C%20%C3%BCn%C3%AFcode" in link
    assert (only(app).state, only(app).way) == (MessageState.READY, Way.MAILTO)

    tab.press(path, f"{path}/ready", way="eml")
    assert "X-Unsent: 1" in tab.html
    assert f"{path}/letter.eml" in tab.open(path).links

    tab.open(path).press(path, f"{path}/ready", way="copied")
    assert only(app).way is Way.COPIED
    assert text in tab.html.replace("&amp;", "&")
    assert Kind.MAILED not in kinds(app, cast["ana"])


def test_a_text_too_long_for_an_address_says_so(tab: Tab, cast: Cast) -> None:
    path = draft(tab, cast["ana"])

    tab.send(path, text="Dear Dr. Novak,\n\n" + "A long story. " * 200)

    assert "too long to hand over" in tab.text
    assert 'value="mailto"' not in tab.html


@pytest.mark.requirement("OUT-10")
def test_sending_logs_the_contact_and_looks_at_the_moment_once_more(
    tab: Tab, cast: Cast, app: App, clock: FixedClock
) -> None:
    path = draft(tab, cast["ana"])
    clock.wait(days=5, hours=8)  # a Saturday night in New York
    tab.open(path)
    assert "Best moment: Monday" in tab.text

    tab.press(path, f"{path}/sent")

    assert only(app).state is MessageState.SENT
    assert kinds(app, cast["ana"])[0] is Kind.MAILED
    assert "Sent a message to Ana Novak" in tab.text
    assert re.search(r"Think twice|Worth knowing|Please reconsider", tab.text)
    tab.send(next(each.action for each in tab.forms if each.action.endswith("/undo")))
    assert only(app).state is MessageState.DRAFT
    assert Kind.MAILED not in kinds(app, cast["ana"])


def test_a_message_that_has_gone_stays_as_it_went(tab: Tab, cast: Cast, app: App) -> None:
    path = draft(tab, cast["ana"])
    tab.press(path, f"{path}/sent")

    assert [each.action for each in tab.forms if each.action == path] == []
    tab.post(path, text="Changed")

    assert tab.status == 422
    assert "Changed" not in only(app).text


def test_removing_a_draft_is_undone(tab: Tab, cast: Cast, app: App) -> None:
    path = draft(tab, cast["ana"])

    tab.press(path, f"{path}/remove")
    assert tab.path == "/outbox"
    tab.send(next(each.action for each in tab.forms if each.action.endswith("/undo")))

    assert only(app).person == cast["ana"]


def test_a_text_to_nobody_is_written_too(tab: Tab, app: App) -> None:
    tab.open("/write/TPL-01")
    tab.send("/write/TPL-01", press=("do", "keep"))

    assert tab.status == 200
    assert only(app).person is None
    check_laws(tab)


def test_every_page_of_writing_keeps_the_laws(tab: Tab, cast: Cast) -> None:
    for path in ("/write", f"/write?person={cast['bolu']}", f"/write/TPL-02?person={cast['chen']}", "/check"):
        check_laws(tab.open(path))
    path = draft(tab, cast["bolu"])
    tab.send(path, text="hey, i wanna work. pls reply asap!!! my life is horrible.")
    check_laws(tab)
    tab.press(path, f"{path}/ready", way="copied")
    check_laws(tab)
    tab.press(path, f"{path}/sent")
    check_laws(tab)

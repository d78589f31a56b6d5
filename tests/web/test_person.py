"""One person: seen whole, changed, asked, helped, merged, put aside."""

import pytest

from tests.web.conftest import Cast
from tests.web.tabs import Tab


def test_a_person_is_shown_with_everything_on_record(tab: Tab, cast: Cast) -> None:
    tab.open(f"/people/{cast['ana']}")

    for words in (
        "Ana Novak",
        "Fellow · Plastic surgery · craniofacial",
        "Harbor Medical Center",
        "it is 10:30 am in New York",
        "mentor",
        "knows me",
        "Send the revised table",
        "Introduce you to Bolu",
        "Learned: Measure twice",
        "Read the checklist first",
        "not yet acted on",
        "Vault remodeling",
        "Last contact 3 days ago",
        "You helped them: never. You asked them: never.",
    ):
        assert words in tab.text


def test_only_what_was_changed_is_written(tab: Tab, cast: Cast) -> None:
    edit = f"/people/{cast['ana']}/edit"
    tab.open(edit).send(edit, city="Boston")

    assert "Edited Ana Novak" in tab.text
    assert "Boston" in tab.text
    tab.open(edit).send(edit)
    assert "Edited" not in tab.text


def test_an_emptied_field_is_cleared_and_every_choice_can_be_taken_away(tab: Tab, cast: Cast) -> None:
    edit = f"/people/{cast['ana']}/edit"
    tab.open(edit).send(edit, subspecialty="", groups=[""], email="")

    assert "craniofacial" not in tab.text.split("What happened")[0]
    kept = tab.open(edit).form(edit).values
    assert "".join(kept["groups"]) == ""
    assert kept["email"] == [""]


def test_a_log_writes_promises_and_permission_in_one_go(tab: Tab, cast: Cast) -> None:
    log = f"/people/{cast['bolu']}/log"
    tab.open(log).send(
        log,
        kind="met",
        channel="in-person",
        topics="calls; clinic",
        summary="Ten minutes after rounds",
        i_promised="Send my CV\nSend the abstract",
        promised_me="Ask about March",
        due="2026-12-01",
        may_follow_up="yes",
    )

    assert tab.path == f"/people/{cast['bolu']}"
    for words in (
        "Send my CV",
        "Send the abstract",
        "Ask about March",
        "welcomes follow-up",
        "calls; clinic",
    ):
        assert words in tab.text


def test_a_contact_that_was_not_so_can_be_taken_back(tab: Tab, cast: Cast) -> None:
    tab.open(f"/people/{cast['ana']}")
    remove = next(each.action for each in tab.forms if each.action.endswith("/remove"))

    tab.send(remove)

    assert "Measure twice" not in tab.text
    assert "No contact yet" in tab.text


@pytest.mark.parametrize(("button", "says"), [("keep", "None open."), ("withdraw", "None open.")])
def test_a_promise_is_kept_or_withdrawn(tab: Tab, cast: Cast, button: str, says: str) -> None:
    page = f"/people/{cast['ana']}"
    for _ in range(2):
        tab.open(page)
        action = next(each.action for each in tab.forms if each.action.endswith(f"/{button}"))
        tab.send_all(action, {"why": "out of time"} if button == "withdraw" else {})

    assert says in tab.open(page).text


def test_promises_stand_on_one_page_both_ways(tab: Tab, cast: Cast) -> None:
    del cast
    tab.open("/promises")

    assert "Send the revised table to Ana Novak · by tomorrow" in tab.text
    assert "Introduce you to Bolu from Ana Novak · no day set" in tab.text
    keep = next(each.action for each in tab.forms if each.action.endswith("/keep"))
    tab.send(keep)
    assert "On time 1" in tab.text


@pytest.mark.requirement("LOG-03")
def test_what_to_mind_is_said_before_an_ask_is_recorded(tab: Tab, cast: Cast) -> None:
    ask = f"/people/{cast['bolu']}/ask"
    tab.open(ask).send(ask, rung="letter", text="for March")

    assert tab.path == ask
    assert "Please reconsider" in tab.text
    assert "These are reasons, not locks" in tab.text
    assert "You asked them: never" in tab.open(f"/people/{cast['bolu']}").text
    tab.open(ask).send(ask, rung="letter", text="for March")
    tab.send(ask, press=("sure", "yes"))
    assert "You asked them: once" in tab.text
    assert "You asked for a letter" in tab.text


def test_an_answer_to_an_ask_is_noted(tab: Tab, cast: Cast) -> None:
    ask = f"/people/{cast['ana']}/ask"
    tab.open(ask).send(ask, rung="advice")
    tab.send(ask, press=("sure", "yes"))
    action = next(each.action for each in tab.forms if each.action.endswith("/answer"))

    tab.send(action, press=("answer", "granted"))

    assert "granted" in tab.text
    assert not any(each.action.endswith("/answer") for each in tab.forms)


def test_advice_is_acted_on_and_reported_back(tab: Tab, cast: Cast) -> None:
    page = f"/people/{cast['ana']}"
    action = next(each.action for each in tab.open(page).forms if each.action.startswith("/advice/"))

    tab.send(action, acted_on="2026-11-22", result="It was missing item 9", reported="")
    assert "acted on: It was missing item 9" in tab.text
    tab.send(action, acted_on="2026-11-22", reported="2026-11-23")
    assert "acted on and reported back" in tab.text


def test_works_and_help_are_noted(tab: Tab, cast: Cast) -> None:
    page = f"/people/{cast['ana']}"
    tab.open(page).send(
        f"{page}/works", title="Talk on flaps", kind="talk", link="example.org/flaps", read_on=""
    )
    assert "Talk on flaps" in tab.text
    assert "https://example.org/flaps" in tab.links

    tab.send(f"{page}/gives", text="Proofread her abstract")
    assert "You helped: Proofread her abstract" in tab.text
    assert "You helped them: once" in tab.text


def test_everything_about_a_person_can_be_snoozed(tab: Tab, cast: Cast) -> None:
    page = f"/people/{cast['ana']}"
    tab.open(page).send(f"{page}/snooze", why="On leave", until="2026-12-20")

    assert "Ana Novak" not in tab.open("/").text.partition("Your word")[0]


def test_a_brief_is_what_to_read_before_a_meeting(tab: Tab, cast: Cast) -> None:
    tab.open(f"/people/{cast['ana']}/brief")

    assert "Before you meet · Monday, November 23" in tab.text
    assert "You promised: Send the revised table" in tab.text


def test_two_records_become_one_after_a_preview(tab: Tab, cast: Cast) -> None:
    tab.open("/people/new").send("/people/new", name="Anna Novak", institution="Old Hospital", city="Boston")
    other = tab.path.rpartition("/")[2]
    tab.open(f"/people/{cast['ana']}/merge")
    assert f"/people/{cast['ana']}/merge?other={other}" in tab.links

    tab.open(f"/people/{cast['ana']}/merge?other={other}")
    assert "Make one of two" in tab.text
    tab.send(f"/people/{cast['ana']}/merge")

    assert "Boston" in tab.text
    assert "Anna Novak" not in tab.open("/people?words=anna").text.partition("Groups")[0]


def test_nobody_is_merged_with_themselves(tab: Tab, cast: Cast) -> None:
    assert tab.open(f"/people/{cast['ana']}/merge?other={cast['ana']}").status == 422


def test_an_archived_person_is_put_aside_and_comes_back(tab: Tab, cast: Cast) -> None:
    page = f"/people/{cast['chen']}"
    tab.open(page).send(f"{page}/archive")
    assert "Archived: found by search" in tab.text
    assert page in tab.open("/people?standing=archived").links

    tab.open(page).send(f"{page}/bring-back")
    assert page in tab.open("/people").links


def test_good_news_names_whom_to_tell(tab: Tab, cast: Cast) -> None:
    tab.open("/milestones").send("/milestones", kind="publication", text="Abstract accepted")

    assert "would like to hear" in tab.text
    assert f"/people/{cast['ana']}" in tab.links


def test_a_dinner_with_several_people_is_one_entry(tab: Tab, cast: Cast) -> None:
    log = f"/people/{cast['bolu']}/log"
    tab.open(log).send(log, kind="met", also="Ana Novak; diego nunez", event="Section dinner")

    assert "with Ana Novak and Diego Núñez" in tab.text
    assert "Section dinner" in tab.open(f"/people/{cast['diego']}").text


def test_an_unknown_companion_is_told_and_the_log_is_kept(tab: Tab, cast: Cast) -> None:
    log = f"/people/{cast['bolu']}/log"
    tab.open(log).send(log, kind="met", also="Nobody Known", summary="Long talk")

    assert tab.status == 404
    assert tab.form(log).values["summary"] == ["Long talk"]


def test_a_second_click_offers_no_undo_of_something_else(tab: Tab, cast: Cast) -> None:
    page = f"/people/{cast['chen']}"
    archive = tab.open(page).form(f"{page}/archive")
    tab.send(archive.action)
    tab.forms.append(archive)

    tab.send(archive.action)

    assert not any(each.action.endswith("/undo") for each in tab.forms)


def test_a_promise_is_written_down_on_the_persons_page(tab: Tab, cast: Cast) -> None:
    page = f"/people/{cast['chen']}"
    tab.open(page).send(f"{page}/promises", by="them", text="Share the study plan", due="2026-11-30")

    assert "They: Share the study plan · by Mon, Nov 30" in tab.text


@pytest.mark.parametrize(
    ("part", "typed"),
    [
        ("edit", {"email": "nowhere"}),
        ("log", {"kind": "met", "on": "2031-01-01"}),
        ("ask", {"rung": "letter", "needed_by": "soon"}),
        ("promises", {"by": "me", "text": ""}),
        ("advice", {"text": ""}),
        ("works", {"title": "A talk", "link": "javascript:alert(1)"}),
        ("snooze", {"why": "On leave", "until": "2026-01-01"}),
    ],
)
def test_no_form_of_a_person_loses_what_was_typed(
    tab: Tab, cast: Cast, part: str, typed: dict[str, str | list[str]]
) -> None:
    page = f"/people/{cast['ana']}"
    tab.open(f"{page}/{part}" if part in {"edit", "log", "ask"} else page)

    tab.send_all(f"{page}/{part}", typed)

    assert tab.status == 422
    kept = tab.form(f"{page}/{part}").values
    assert {name: kept.get(name) for name in typed} == {name: [each] for name, each in typed.items()}


def test_a_merge_without_a_choice_leads_to_choosing(tab: Tab, cast: Cast) -> None:
    merge = f"/people/{cast['ana']}/merge"
    tab.open(f"{merge}?other={cast['bolu']}")

    tab.send(merge, other="")

    assert tab.path == merge
    assert "Choose the other record" in tab.text


def test_good_news_needs_a_kind(tab: Tab) -> None:
    tab.open("/milestones").send("/milestones", text="Abstract accepted")

    assert tab.status == 422
    assert tab.form("/milestones").values["text"] == ["Abstract accepted"]

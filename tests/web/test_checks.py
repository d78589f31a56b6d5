"""Any text is checked on the spot: each thing to mind beside its words, and nothing kept."""

import re

import pytest

from hallway.actions.history import list_history
from hallway.app import App
from hallway.desk.grammar import find_grammar
from tests.web.conftest import Cast
from tests.web.tabs import Tab

SLOPPY = "Subject: Question\n\nDear Dr. Novak,\n\nI wanna work with you.\n\nBest regards,\nNadia"


def notes(tab: Tab) -> list[str]:
    """Return the numbers of the notes on a page."""
    return re.findall(r'id="note-(\d+)"', tab.html)


def remedy(tab: Tab, replacement: str) -> str:
    """Return the key of the remedy that writes these words."""
    for key, says in re.findall(r'name="fix" value="([^"]+)"[^>]*>([^<]+)<', tab.html):
        if replacement in says:
            return str(key)
    raise AssertionError(f"no remedy writes {replacement!r}")


@pytest.mark.requirement("OUT-13")
def test_each_note_leads_to_its_words_and_back(tab: Tab) -> None:
    tab.open("/check").send("/check", text=SLOPPY)

    assert "wanna</mark>" in tab.html
    assert notes(tab)
    for number in notes(tab):
        back = re.search(rf'class="number" href="#([\w-]+)"[^>]*>{number}<', tab.html)
        assert back
        assert f'id="{back[1]}"' in tab.html
        assert back[1] == "found" or f'id="words-{number}" href="#note-{number}"' in tab.html


def test_a_remedy_is_one_press_and_the_text_is_checked_anew(tab: Tab) -> None:
    tab.open("/check").send("/check", text=SLOPPY)

    tab.send("/check")  # what was typed stands in the form
    assert tab.form("/check").values["text"] == [SLOPPY]
    tab.press("/check", "/check/fix", fix=remedy(tab, "want to"))

    assert "I want to work with you." in tab.form("/check").values["text"][0]
    assert "wanna" not in tab.text


def test_a_remedy_for_words_that_have_gone_is_told(tab: Tab) -> None:
    tab.open("/check").send("/check", text=SLOPPY)
    key = remedy(tab, "want to")

    tab.press("/check", "/check/fix", fix=key, text="Dear Dr. Novak,\n\nThank you.")

    assert tab.status == 422
    assert "changed since" in tab.text


@pytest.mark.requirement("WEB-10", "PIT-08")
def test_a_post_is_screened_before_others_see_it(tab: Tab) -> None:
    tab.open("/check").send(
        "/check", medium="post", text="My program director is a total joke and so unfair."
    )

    assert notes(tab)


def test_nothing_of_a_checked_text_is_kept(tab: Tab, cast: Cast, app: App) -> None:
    del cast
    before = list_history(app.store)

    tab.open("/check").send("/check", text=SLOPPY, to="Ana Novak")

    assert tab.status == 200
    assert list_history(app.store) == before


def test_somebody_who_is_not_there_is_told_and_the_text_stays(tab: Tab) -> None:
    tab.open("/check").send("/check", text=SLOPPY, to="Nobody Known")

    assert tab.status == 404
    assert "Nobody here is called" in tab.text
    assert tab.form("/check").values["text"] == [SLOPPY]


def test_text_is_shown_as_text_whatever_stands_in_it(tab: Tab) -> None:
    tab.open("/check").send("/check", text="Hi,\n\nI wanna <script>alert(1)</script> & <b>so</b>.")

    assert "<script>alert" not in tab.html
    assert "<b>so" not in tab.html


@pytest.mark.skipif(find_grammar() is None, reason="the extra `grammar` is not installed")
def test_slips_of_grammar_stand_beside_the_rest_and_are_mended_alike(tab: Tab) -> None:
    tab.open("/check").send("/check", text="Dear Dr. Novak,\n\nI am an final-year student.\n\nNadia")
    assert "Harper" in tab.text

    tab.press("/check", "/check/fix", fix=remedy(tab, "“a”"))
    assert "I am a final-year student." in tab.form("/check").values["text"][0]


def test_an_empty_text_is_no_fault(tab: Tab) -> None:
    tab.open("/check").send("/check", text="")

    assert tab.status == 200

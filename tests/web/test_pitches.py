"""The pitch studio, the watch and the confidence page, without script."""

import re

import pytest

from hallway.actions.applicants import change_applicant
from hallway.actions.history import list_history
from hallway.app import App
from hallway.desk.confidence import PAGES
from hallway.web.confidence import WAYS
from tests.web.tabs import Tab

BASE = (
    "I am Nadia Brandt, a final-year student in Chile. I hope to train in plastic surgery. "
    "I am looking for a research year in cleft care."
)


def test_the_base_is_made_from_the_record_and_the_answers(tab: Tab) -> None:
    tab.open("/pitch")
    assert "/pitch/base" in tab.links

    tab.open("/pitch/base").press(
        "/pitch/base/derive", "/pitch/base/preview", **{"slot-seeking": "a year in cleft care"}
    )
    assert "I am looking for a year in cleft care." in tab.text
    assert tab.form("/pitch/base").values["text"] == [""]  # a preview keeps nothing
    tab.send("/pitch/base/derive")

    assert "I am looking for a year in cleft care." in tab.form("/pitch/base").values["text"][0]
    assert "seconds to say" in tab.text


def test_another_form_of_the_base_is_shown_with_its_own_questions(tab: Tab) -> None:
    tab.open("/pitch/base").press("/pitch/base/derive", "/pitch/base/preview", form="TPL-41-IDN-05")

    assert tab.status == 200
    assert "slot-exploring" in tab.form("/pitch/base/derive").values


@pytest.mark.requirement("IDN-07")
def test_old_and_new_stand_side_by_side_and_the_applicant_chooses(tab: Tab) -> None:
    tab.open("/pitch/base").send("/pitch/base", text=BASE)
    tab.open("/pitch/mail").send("/pitch/mail/derive")
    tab.open("/pitch/base").send("/pitch/base", text=BASE.replace("cleft", "burn"))

    tab.open("/pitch")
    assert "/pitch/mail#changed" in tab.links
    tab.open("/pitch/mail")
    assert tab.form("/pitch/mail").values["text"][0].endswith("a research year in cleft care.")
    assert "a research year in burn care." in tab.text
    tab.send("/pitch/mail/derive")

    assert tab.form("/pitch/mail").values["text"][0].endswith("a research year in burn care.")
    assert "has changed since" not in tab.text


def test_a_version_that_still_fits_is_left_alone(tab: Tab) -> None:
    tab.open("/pitch/base").send("/pitch/base", text=BASE)
    tab.open("/pitch/mail").send("/pitch/mail/derive")
    tab.open("/pitch/base").send("/pitch/base", text=BASE.replace("cleft", "burn"))

    tab.open("/pitch/mail").send("/pitch/mail/keep")

    assert "has changed since" not in tab.text
    assert tab.form("/pitch/mail").values["text"][0].endswith("cleft care.")


@pytest.mark.requirement("IDN-10")
def test_what_is_typed_is_checked_and_mended_and_not_kept(tab: Tab, app: App) -> None:
    tab.open("/pitch/base").send("/pitch/base", text=BASE)
    before = list_history(app.store)

    tab.open("/pitch/mail").press("/pitch/mail", "/pitch/mail/check", text="I am Nadia. I am just exploring.")
    assert "just exploring</mark>" in tab.html
    text = "Dear Dr. Novak, I wanna work with you on nerves."
    tab.open("/pitch/linkedin").press("/pitch/linkedin", "/pitch/linkedin/check", text=text)
    remedies = re.findall(r'name="fix" value="([^"]+)"[^>]*>([^<]+)<', tab.html)
    key = next(key for key, says in remedies if "want to" in says)
    tab.press_unseen("/pitch/linkedin", "/pitch/linkedin/fix", fix=key)

    assert "I want to work" in tab.form("/pitch/linkedin").values["text"][0]
    assert list_history(app.store) == before


def test_a_fault_keeps_what_was_typed(tab: Tab) -> None:
    tab.open("/pitch/base").send("/pitch/base", text="")
    assert tab.status == 422
    tab.open("/pitch/linkedin").post("/pitch/linkedin/derive")
    assert tab.status == 409
    assert "no base statement yet" in tab.text
    assert tab.open("/pitch/moon").status == 404


@pytest.mark.requirement("ACC-03")
def test_a_try_is_noted_without_script_and_taken_back(tab: Tab) -> None:
    tab.open("/pitch/base").send("/pitch/base", text=BASE)
    tab.open("/pitch/base/rehearse")
    assert "write the seconds down" in tab.text

    tab.send("/pitch/base/rehearse", seconds="26", note="slower")
    assert "26 seconds: within your 20 to 30." in tab.text
    assert "1 within your 20 to 30 seconds" in tab.text
    tab.send("/pitch/base/rehearse", seconds="soon")
    assert tab.status == 422
    tab.open("/pitch/base/rehearse")
    removal = next(each.action for each in tab.forms if each.action.endswith("/remove"))
    tab.send(removal)

    assert tab.path == "/pitch/base/rehearse"
    assert "None yet." in tab.text


@pytest.mark.requirement("ACC-01", "ACC-02", "ACC-08")
def test_thoughts_are_for_all_and_the_own_path_stands_first(tab: Tab, app: App) -> None:
    tab.open("/confidence")
    for says in (
        "You bring something",
        "Be curious",
        "Listen more",
        "Scores and people",
        "One person at a time",
    ):
        assert says in tab.text
    assert tab.text.index("You bring something") < tab.text.index("One person at a time")

    change_applicant(app.store, app.clock, fields={"flags": "introvert"})

    tab.open("/confidence")
    assert tab.text.index("One person at a time") < tab.text.index("You bring something")


def test_a_step_is_ticked_off_and_taken_back(tab: Tab) -> None:
    tab.open("/confidence?path=accent")
    tab.post("/practice", exercise="step:aloud-alone", back="/confidence?path=accent#step-aloud-alone")
    assert "Small steps: 1 of 8 done" in tab.text

    tab.send(next(each.action for each in tab.forms if each.action.endswith("/remove")))

    assert "Small steps: 0 of 8 done" in tab.text


def test_pitch_and_confidence_are_found_from_writing_settings_and_search(tab: Tab) -> None:
    assert "/pitch" in tab.open("/write").links
    assert {"/pitch", "/confidence"} <= set(tab.open("/settings").links)
    assert {"/pitch", "/confidence"} <= set(tab.open("/more").links)
    assert "/confidence" in tab.open("/search?words=shy").links
    assert "/confidence" in tab.open("/pitch").links


def test_every_step_knows_its_way() -> None:
    assert set(WAYS) == set(PAGES)

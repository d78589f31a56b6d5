import pytest

from tests.cli.runner import Hallway


@pytest.mark.requirement("LOG-01")
def test_a_contact_is_logged_with_everything_about_it(hallway: Hallway) -> None:
    logged = hallway.tells(
        *("log", "--with", "Ana", "--on", "2026-10-01", "--kind", "met", "--channel", "in-person"),
        *("--topic", "flaps", "--topic", "grafts", "--learned", "they fail early", "--event", "ACAPS"),
        *("--summary", "Coffee after the panel", "--next-step", "send the poster"),
    )

    assert set(logged) == {"interactions", "promises", "cautions", "steps"}
    [contact] = logged["interactions"]
    assert (contact["kind"], contact["channel"], contact["topics"]) == (
        "met",
        "in-person",
        ["flaps", "grafts"],
    )
    assert (contact["learned"], contact["event"]) == ("they fail early", "ACAPS")
    assert (contact["summary"], contact["next_step"]) == ("Coffee after the panel", "send the poster")
    assert (contact["at"], contact["is_timed"]) == ("2026-10-01T16:00:00+00:00", False)  # noon in New York


def test_a_dinner_with_two_is_one_occasion(hallway: Hallway) -> None:
    contacts = hallway.tells("log", "--with", "Ana", "--with", "Menon", "--kind", "met")["interactions"]

    assert len(contacts) == 2
    assert contacts[0]["occasion"] == contacts[1]["occasion"] != ""


@pytest.mark.requirement("CON-14")
def test_promises_of_both_sides_are_noted_with_their_day(hallway: Hallway) -> None:
    promises = hallway.tells(
        *("log", "--with", "Ana", "--kind", "met", "--i-promised", "send the poster"),
        *("--promised-me", "introduce me to Dr. Rao", "--due", "2026-10-09"),
    )["promises"]

    assert {(each["by"], each["text"], each["due"]) for each in promises} == {
        ("me", "send the poster", "2026-10-09"),
        ("them", "introduce me to Dr. Rao", "2026-10-09"),
    }


def test_a_due_day_without_a_promise_is_refused(hallway: Hallway) -> None:
    assert "--i-promised" in hallway.refuses("log", "--with", "Ana", "--kind", "met", "--due", "2026-10-09")
    assert "--i-promised" in hallway.refuses("capture", "Omar Haddad", "--due", "2026-10-09")


def test_the_answer_says_what_is_open_now(hallway: Hallway) -> None:
    steps = hallway.at("2026-10-05T11:00-04:00").tells(
        "log", "--with", "Ana", "--kind", "met", "--topic", "flaps"
    )["steps"]

    assert "follow-up.after-meeting" in [each["rule"] for each in steps]
    assert "shown" not in steps[0]


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("2026-10-02", "2026-10-02T16:00:00+00:00"),
        ("yesterday", "2026-10-04T16:00:00+00:00"),
        ("2026-10-02T18:30", "2026-10-02T22:30:00+00:00"),  # the applicant's own time
        ("2026-10-02 18:30", "2026-10-02T22:30:00+00:00"),
        ("2026-10-02T18:30-05:00", "2026-10-02T23:30:00+00:00"),
        ("2026-10-02T18:30Z", "2026-10-02T18:30:00+00:00"),
    ],
)
def test_a_day_or_an_instant_may_be_typed(hallway: Hallway, typed: str, at: str) -> None:
    [contact] = hallway.tells("log", "--with", "Ana", "--kind", "mailed", "--on", typed)["interactions"]

    assert contact["at"] == at
    assert contact["is_timed"] is (":" in typed)


def test_without_a_day_it_is_now(hallway: Hallway) -> None:
    [contact] = hallway.tells("log", "--with", "Ana", "--kind", "called")["interactions"]

    assert contact["at"] == "2026-10-05T13:00:00+00:00"


@pytest.mark.requirement("CON-13")
def test_permission_to_follow_up_is_kept(hallway: Hallway) -> None:
    hallway.does("log", "--with", "Ana", "--kind", "met", "--may-follow-up", "no", "--topic", "flaps")

    person = hallway.tells("person", "show", "Novak")["person"]
    assert (person["may_follow_up"], person["may_follow_up_on"]) == (False, "2026-10-05")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["--kind", "met"], "--with"),
        (["--with", "Ana"], "--kind"),
        (["--with", "Ana", "--kind", "lunch"], "met, mailed, called"),
        (["--with", "Ana", "--kind", "imported"], "last_contact"),
        (["--with", "Nobody", "--kind", "met"], "Nobody"),
        (["--with", "Ana", "--with", "Nobody", "--kind", "met"], "Nobody"),
        (["--with", "Ana", "--kind", "met", "--on", "10/5/2026"], "10/5/2026"),
        (["--with", "Ana", "--kind", "met", "--on", "2026-02-30"], "2026-02-30"),
        (["--with", "Ana", "--kind", "met", "--on", "2026-10-05T25:00"], "2026-10-05T25:00"),
        (["--with", "Ana", "--kind", "met", "--on", ""], "--on"),
        (["--with", "Ana", "--kind", "met", "--on", "0001-01-01"], "0001-01-01"),
        (["--with", "Ana", "--kind", "met", "--on", "9999-12-31T23:59-12:00"], "9999-12-31"),
        (["--with", "Ana", "--kind", "met", "--on", "2062-11-01"], "2062-11-01"),
        (["--with", "Ana", "--kind", "met", "--channel", "pigeon"], "in-person"),
        (["--with", "Ana", "--kind", "met", "--may-follow-up", "perhaps"], "yes or no"),
        (["--with", "Ana", "--kind", "met", "--i-promised", ""], "promise"),
        (["--remove", "0199"], "0199"),
        (["--remove", "0199", "--with", "Ana", "--kind", "met"], "--remove"),
    ],
)
def test_a_contact_that_cannot_be_meant_is_refused_by_name(
    hallway: Hallway, words: list[str], names: str
) -> None:
    assert names in hallway.refuses("log", *words)


def test_a_contact_logged_by_mistake_is_removed(hallway: Hallway) -> None:
    before = hallway.dump()
    key = hallway.tells("log", "--with", "Ana", "--kind", "note", "--summary", "x")["interactions"][0]["id"]

    hallway.does("log", "--remove", key)

    assert hallway.dump() == before


def test_somebody_just_met_is_captured_in_one_line(hallway: Hallway) -> None:
    captured = hallway.tells(
        *("capture", "Lena Fischer", "--institution", "Lakeside Hospital", "--topic", "flaps"),
        *("--next-step", "send my poster", "--event", "ACAPS"),
    )

    view = hallway.tells("person", "show", "Fischer")
    assert (view["institution"], view["interactions"]) == ("Lakeside Hospital", captured["interactions"])
    assert captured["interactions"][0]["next_step"] == "send my poster"


def test_somebody_known_is_found_again(hallway: Hallway) -> None:
    hallway.does("capture", "Ana Novak", "--topic", "flaps")

    assert hallway.tells("person", "list")["total"] == 2

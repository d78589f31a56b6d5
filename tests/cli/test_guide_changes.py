"""What changed in the guides, what is one's own, what is kept aside, and sharing it, at the terminal."""

from pathlib import Path

from hallway.app import open_app
from hallway.domain.ids import OverrideId
from hallway.domain.settings import Override
from tests.cast import NOW
from tests.cli.runner import Hallway

DUE = "followup.meeting.due"


def _older_version_set(hallway: Hallway, key: str, value: str, instead_of: str = "") -> None:
    store = open_app(hallway.path).store
    with store.writing("test", "An older version wrote", now=NOW) as writing:
        writing.add(Override(id=OverrideId(f"o-{key}"), key=key, value=value, instead_of=instead_of))


def test_changes_between_versions_are_listed(hallway: Hallway) -> None:
    latest = hallway.tells("guides", "diff")
    found = hallway.tells("guides", "diff", "0.2.0", "0.3.0")
    text = hallway.does("guides", "diff", "0.2.0", "0.3.0")

    assert (latest["old"], latest["new"], latest["audience"]) == ("0.4.0", "0.5.0", "img-general")
    yours = [each["key"] for each in found["values"] if each["is_yours"]]
    assert [key for key in yours if key not in text] == []
    assert "The guides from 0.2.0 to 0.3.0" in text
    assert "Nothing changed." in hallway.does("guides", "diff", "0.2.0", "0.2.0")
    assert "US-IMG plastics: none" in hallway.does("guides", "diff", "0.1.0", "0.2.0", "--all")


def test_own_numbers_are_listed_beside_the_shipped_ones(hallway: Hallway) -> None:
    assert "Nothing differs" in hallway.does("guides", "diff", "--mine")
    hallway.does("guides", "override", f"{DUE}=60")
    assert "48 hours -> 60 hours" in hallway.does("guides", "diff", "--mine")
    assert [each["key"] for each in hallway.tells("guides", "diff", "--mine")["values"]] == [DUE]


def test_a_comparison_that_cannot_be_made_is_refused(hallway: Hallway) -> None:
    assert "0.1.0, 0.2.0, 0.3.0, 0.4.0, 0.5.0" in hallway.refuses("guides", "diff", "0.0.1")
    assert "Leave FROM and TO out" in hallway.refuses("guides", "diff", "--mine", "0.1.0")


def test_what_is_set_aside_is_told_everywhere_and_let_go(hallway: Hallway) -> None:
    _older_version_set(hallway, "mentors.old", "3")

    assert hallway.tells("guides", "list")["aside"][0]["key"] == "mentors.old"
    assert "hallway guides reset mentors.old" in " ".join(hallway.does("guides", "list").split())
    assert hallway.tells("today")["notices"] == ["One of your own numbers is kept and not used."]
    assert "kept and not used. See: hallway guides list" in " ".join(hallway.does("today").split())
    assert "mentors.old" in hallway.does("guides", "diff", "--mine")

    assert hallway.tells("guides", "reset", "mentors.old") == {"value": None}
    assert hallway.tells("today")["notices"] == []


def test_a_guide_that_moved_is_told_and_answered(hallway: Hallway) -> None:
    _older_version_set(hallway, DUE, "60", "36")
    told = "has changed from 36 to 48 since you set yours"
    assert told in " ".join(hallway.does("guides", "show", DUE).split())
    assert told in " ".join(hallway.does("guides", "list").split())

    assert hallway.tells("guides", "keep", DUE)["value"]["value"] == "60"
    assert told not in " ".join(hallway.does("guides", "show", DUE).split())
    assert "nudge.days" in hallway.refuses("guides", "keep", "nudge.days")


def test_numbers_and_limits_carry_their_facts(hallway: Hallway) -> None:
    shown = " ".join(hallway.does("guides", "show", "mail.cold.words.warn").split())
    assert "Unit words For IMG general From our default: your guide states none, others do" in shown
    assert "Limit warn: Faculty read on a phone" in shown
    assert "careful from 200 words, strong from 250 words" in hallway.does("guides", "list", "--values")
    assert "Zone the recipient's time zone" in " ".join(
        hallway.does("guides", "show", "follow-up.after-meeting").split()
    )


def test_a_guide_is_shared_between_two_applicants(hallway: Hallway, tmp_path: Path) -> None:
    hallway.does("guides", "override", f"{DUE}=60")
    path = tmp_path / "img-circle.toml"
    hallway.does("guides", "export-audience", str(path), "--name", "Our circle")
    assert "is there already" in hallway.refuses("guides", "export-audience", str(path))
    hallway.does("guides", "export-audience", str(path), "--force")
    assert '"followup.meeting.due" = 60' in hallway.does(
        "guides", "export-audience", "-", "--id", "img-circle"
    )
    assert "letters, digits" in hallway.refuses("guides", "export-audience", "-", "--id", "Our Circle")

    friend = Hallway(tmp_path / "friend.db")
    friend.does("setup", "--name", "Ravi Menon", "--audience", "img-general", "--zone", "America/New_York")
    assert friend.tells("guides", "check", str(path))["problems"] == []
    friend.does("guides", "add", str(path))
    friend.does("setup", "--audience", "img-circle")
    assert friend.tells("guides", "show", DUE)["value"]["value"] == "60"

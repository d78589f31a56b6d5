"""`hallway check`: any text, with a record and without, from files of every kind."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from hallway.desk.grammar import find_grammar
from tests.cli.runner import Hallway

BLUNT = """Subject: hi

Hey doc!!! I wanna be a surgeon. Could you write me a letter of recommendation?

Thanks
Nadia
"""
KEYS = {"words", "lines", "sentences", "seconds", "ask", "findings"}
FINDING_KEYS = {
    *("rule", "rows", "severity", "start", "end", "quote", "says"),
    *("because", "guide", "remedy", "replacement"),
}


def put(tmp_path: Path, data: str | bytes, name: str = "letter.txt") -> str:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return str(path)


def test_a_text_is_checked_without_a_record_and_none_is_made(empty: Hallway, tmp_path: Path) -> None:
    found = empty.tells("check", put(tmp_path, BLUNT))

    assert set(found) == KEYS
    assert found["findings"]
    assert all(set(each) == FINDING_KEYS for each in found["findings"])
    assert all(BLUNT[each["start"] : each["end"]] == each["quote"] for each in found["findings"])
    assert found["ask"] == "letter"
    assert not empty.path.exists()


def test_the_text_says_what_stands_where_and_what_to_do(empty: Hallway, tmp_path: Path) -> None:
    text = empty.does("check", put(tmp_path, BLUNT))

    assert "; asks for a letter" in text.split("\n", 1)[0]
    assert "Careful, line 1: " in text
    assert "Subject: hi\n             ^^" in text
    assert "Why: " in text
    assert "Instead: " in text


def test_line_ends_of_other_systems_do_not_move_the_places(empty: Hallway, tmp_path: Path) -> None:
    text = BLUNT.replace("\n", "\r\n")
    found = empty.tells("check", put(tmp_path, text))

    assert found["findings"]
    assert all(text[each["start"] : each["end"]] == each["quote"] for each in found["findings"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_is_read_in_whatever_way_it_was_saved(empty: Hallway, tmp_path: Path, encoding: str) -> None:
    text = "Dear Dr. Núñez,\n\nI wanna “ask” you something — résumé attached.\n\nBest regards,\nNoël"
    found = empty.tells("check", put(tmp_path, text.encode(encoding)))

    assert "wanna" in [each["quote"] for each in found["findings"]]
    assert all(text[each["start"] : each["end"]] == each["quote"] for each in found["findings"])


def test_a_text_comes_in_by_a_pipe(empty: Hallway) -> None:
    answer = empty.type("check", "-", "--json", stdin=BLUNT)

    assert answer.code == 0
    assert json.loads(answer.out)["words"] > 5


def test_a_mail_file_and_a_web_page_are_taken_out_of_their_form(empty: Hallway, tmp_path: Path) -> None:
    page = "<html><body><p>Dear Dr. Novak,</p><p>I wanna ask you something.</p></body></html>"
    mail = (
        "From: a@example.org\nTo: b@example.org\nSubject: =?utf-8?q?A_question?=\nMIME-Version: 1.0\n"
        f"Content-Type: text/html; charset=utf-8\n\n{page}"
    )
    for name, data in (("page.html", page), ("mail.eml", mail)):
        found = empty.tells("check", put(tmp_path, data, name))
        assert set(found) == KEYS | {"text"}
        assert "wanna" in [each["quote"] for each in found["findings"]]
        assert all(found["text"][each["start"] : each["end"]] == each["quote"] for each in found["findings"])


@pytest.mark.requirement("OUT-10")
def test_without_a_moment_nothing_is_said_about_it(hallway: Hallway, empty: Hallway, tmp_path: Path) -> None:
    letter = put(tmp_path, BLUNT)
    with_record = ["--to", "Novak"]

    def rows(*words: str) -> set[str]:
        return {row for each in empty.tells("check", letter, *words)["findings"] for row in each["rows"]}

    plain = hallway.tells("check", letter, *with_record)  # the runner always names a moment
    assert "OUT-10" not in {row for each in plain["findings"] for row in each["rows"]}
    assert "OUT-10" not in rows()
    assert "OUT-10" in rows("--at", "2026-11-21T14:00-05:00")
    assert "OUT-10" in rows("--at", "2026-11-23T23:30-05:00")


def test_the_recipients_clock_counts(hallway: Hallway, tmp_path: Path) -> None:
    letter = put(tmp_path, BLUNT)
    early = hallway.at("2026-11-23T08:30-05:00").tells("check", letter, "--to", "Novak")  # 7:30 in Chicago
    late = hallway.at("2026-11-23T18:30-05:00").tells("check", letter, "--to", "Novak")  # 17:30 in Chicago

    assert any("OUT-10" in each["rows"] for each in early["findings"])
    assert not any("OUT-10" in each["rows"] for each in late["findings"])


def test_strict_leaves_with_one_when_something_is_to_mind(empty: Hallway, tmp_path: Path) -> None:
    blunt = empty.type("check", put(tmp_path, BLUNT), "--strict")
    plain = empty.type(
        "check", put(tmp_path, "I liked your talk on flaps.", "note.txt"), "--medium", "profile", "--strict"
    )

    assert (blunt.code, blunt.err) == (1, "")
    assert plain.code == 0, plain


PLAIN = "Dear Dr. Novak,\n\nI wanna ask you about flaps, and I gotta read more.\n\nKind regards,\nNadia"


def ready(empty: Hallway, letter: str) -> dict[str, int]:
    """Return the numbers of the findings that have a remedy ready, by their words."""
    found = empty.tells("check", letter)["findings"]
    return {each["quote"]: at for at, each in enumerate(found, 1) if each["replacement"] is not None}


def test_a_remedy_goes_into_the_text_on_stdout_and_the_file_stays(empty: Hallway, tmp_path: Path) -> None:
    letter = put(tmp_path, PLAIN)
    number = ready(empty, letter)["wanna"]
    shown = empty.does("check", letter)
    answer = empty.type("check", letter, "--fix", str(number))

    assert f"Ready: --fix {number} writes “want to” instead" in shown
    assert answer.out == PLAIN.replace("wanna", "want to")
    assert answer.err.startswith("hallway: 1 remedy written in; ")
    assert answer.code == 0
    assert Path(letter).read_bytes() == PLAIN.encode()


def test_every_ready_remedy_goes_in_at_once(empty: Hallway, tmp_path: Path) -> None:
    letter = put(tmp_path, PLAIN)
    numbers = [str(each) for each in ready(empty, letter).values()]
    everything = empty.type("check", letter, "--fix-all").out

    assert "wanna" not in everything
    assert "gotta" not in everything
    assert everything == empty.type("check", letter, *(f"--fix={each}" for each in numbers)).out
    found = empty.tells("check", letter, "--fix-all")
    assert set(found) == KEYS | {"text"}
    assert found["text"] == everything
    assert not any(each["quote"] == "wanna" for each in found["findings"])
    assert all(everything[each["start"] : each["end"]] == each["quote"] for each in found["findings"])


def test_a_text_without_a_ready_remedy_comes_back_as_it_was(empty: Hallway, tmp_path: Path) -> None:
    text = "I liked your talk on flaps."
    answer = empty.type("check", put(tmp_path, text), "--medium", "profile", "--fix-all")

    assert (answer.out, answer.code) == (text, 0)
    assert answer.err.startswith("hallway: 0 remedies written in")


def test_a_mended_text_keeps_its_own_line_ends(empty: Hallway, tmp_path: Path) -> None:
    letter = put(tmp_path, PLAIN.replace("\n", "\r\n"))
    command = [sys.executable, "-m", "hallway", "--file", str(empty.path), "check", letter, "--fix-all"]
    done = subprocess.run(command, capture_output=True, check=True)

    assert done.stdout.startswith(b"Dear Dr. Novak,\r\n\r\nI want to ask")
    assert done.stdout.endswith(b"\r\n\r\nKind regards,\r\nNadia")


def test_strict_looks_at_the_mended_text(empty: Hallway, tmp_path: Path) -> None:
    letter = put(tmp_path, BLUNT)

    assert empty.type("check", letter, "--fix-all", "--strict").code == 1  # a letter is still asked for


def test_a_remedy_that_is_not_ready_is_refused(empty: Hallway, tmp_path: Path) -> None:
    letter = put(tmp_path, BLUNT)
    found = empty.tells("check", letter)["findings"]
    own_words = next(at for at, each in enumerate(found, 1) if each["replacement"] is None)

    assert "needs your own words" in empty.refuses("check", letter, "--fix", str(own_words))
    assert f"1 to {len(found)}" in empty.refuses("check", letter, "--fix", "99")
    assert "1 to" in empty.refuses("check", letter, "--fix", "0")
    assert "Take one" in empty.refuses("check", letter, "--fix", "1", "--fix-all")
    assert "--fix" in empty.refuses("check", letter, "--fix", "two")


@pytest.mark.skipif(find_grammar() is None, reason="the extra `grammar` is not installed")
def test_slips_of_grammar_are_told_under_their_own_name(empty: Hallway, tmp_path: Path) -> None:
    text = "Dear Dr. Novak,\n\nI am an final-year student.\n\nKind regards,\nNadia\n"
    found = empty.tells("check", put(tmp_path, text))["findings"]
    (slip,) = [each for each in found if each["rule"].startswith("grammar.")]

    assert (slip["quote"], slip["rows"], slip["guide"], slip["severity"]) == ("an", [], "", "note")
    assert text[slip["start"] : slip["end"]] == "an"
    assert "grammar" in empty.does("check", put(tmp_path, text))


def test_what_is_said_aloud_is_measured_in_seconds(empty: Hallway, tmp_path: Path) -> None:
    pitch = put(tmp_path, "Hi, I am Nadia, and I study medicine. " * 5)

    assert "seconds to say" in empty.does("check", pitch, "--medium", "spoken")


def test_a_folder_is_no_text(empty: Hallway, tmp_path: Path) -> None:
    assert "it is a folder" in empty.refuses("check", str(tmp_path))


def test_nothing_of_a_check_is_kept(hallway: Hallway, tmp_path: Path) -> None:
    before = hallway.dump()
    hallway.does("check", put(tmp_path, BLUNT), "--to", "Novak")

    assert hallway.dump() == before


@pytest.mark.parametrize(
    ("data", "names"),
    [
        (b"", "nothing in it"),
        (b"  \n\n", "nothing in it"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG picture"),
        (b"Dear\x00Dr", "binary data"),
        (b"x" * 2_500_000, "too long for a message"),
        (b"x" * 50_000_001, "more than 50 MB"),
    ],
    ids=["empty", "blank", "picture", "binary", "long", "huge"],
)
def test_what_is_no_text_is_refused_in_one_sentence(
    empty: Hallway, tmp_path: Path, data: bytes, names: str
) -> None:
    message = empty.refuses("check", put(tmp_path, data))

    assert names in message
    assert message.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["missing.txt"], "no such file"),
        ([], "Missing argument"),
        (["--audience", "md-plastic"], "md-plastics"),
        (["--medium", "fax"], "mail, note, spoken"),
        (["--template", "nothing such"], "nothing such"),
        (["--to", "Novak"], "no record yet"),
        (["--at", "noon"], "--at"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(
    empty: Hallway, tmp_path: Path, words: list[str], names: str
) -> None:
    file = [] if words in ([], ["missing.txt"]) else [put(tmp_path, BLUNT)]

    assert names in empty.refuses("check", *file, *words)

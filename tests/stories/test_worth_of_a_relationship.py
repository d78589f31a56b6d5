"""The page on the worth of a relationship is true, with real codes in place of those that are nobody's."""

from pathlib import Path

from tests.stories.test_know_programs import CODES, PLACEHOLDERS
from tests.stories.test_tutorial import BLOCK, DOCS, commands, run


def test_every_command_of_the_page_runs_and_says_what_the_page_shows(tmp_path: Path) -> None:
    text = (DOCS / "how-to" / "worth-of-a-relationship.md").read_text("utf-8")
    for placeholder, code in zip(PLACEHOLDERS, CODES[::100], strict=False):
        text = text.replace(placeholder, code)
    ran = 0
    for _, argument, body in BLOCK.findall(text):
        for command in commands(body, argument):
            said = run(command, tmp_path)
            ran += 1
            for wanted in command.shows:
                assert wanted in said, (command.words, wanted, said)
    assert ran == text.count("$ hallway ")

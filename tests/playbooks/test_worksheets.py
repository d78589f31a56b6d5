"""The guided pages as data: what ships is whole, and a faulty file is refused with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.domain.people import MentorRole
from hallway.playbooks.values import AUDIENCES
from hallway.playbooks.worksheets import SLOTS, fill, missing_slots, read_worksheets, worksheets

SOURCE = """\
[[source]]
id = "alumni"
title = "Alumni"
look = ["Ask the office."]
note = ["name"]
how_met = "alumni list"
guides = ["img-general"]
rows = ["CON-20"]
checked = 2026-11-22
"""

ROLE = """\
[[role]]
id = "career"
title = "Advice"
does = "Weighs choices."
sources = []
guides = ["img-general"]
rows = ["MEN-01"]
checked = 2026-11-22
"""
OFFICE = """\
[[office]]
id = "dean"
title = "Dean"
asks_for = ["lists"]
subject = "{name}"
text = "Dear you"
role = ""
records = "Asked."
guides = ["img-general"]
rows = ["CON-22"]
checked = 2026-11-22
"""


@pytest.mark.requirement("CON-20")
def test_the_worksheet_has_every_source_that_the_guides_name() -> None:
    sources = worksheets().sources

    assert [each.id for each in sources] == [
        "home-faculty", "training-country", "alumni-list", "office-lists", "match-lists", "visiting-faculty",
        "pubmed-authors", "program-sites", "online-communities", "family-friends", "college-alumni",
        "community-physicians",
    ]  # fmt: skip
    assert all(each.look and each.note and each.how_met for each in sources)


@pytest.mark.requirement("CON-21")
def test_the_prompts_ask_for_all_whom_the_guides_name() -> None:
    assert [each.id for each in worksheets().prompts] == [
        "former-colleagues", "matched-classmates", "connected-professors", "course-acquaintances",
        "family-circle", "volunteer-physicians",
    ]  # fmt: skip


@pytest.mark.requirement("CON-22")
def test_the_offices_are_asked_for_match_lists_the_directory_and_visiting_faculty() -> None:
    offices = {each.id: each for each in worksheets().offices}
    asked = " ".join(" ".join(each.asks_for) for each in offices.values())

    assert set(offices) == {"dean", "alumni", "student-affairs"}
    assert all(words in asked for words in ("match lists", "alumni directory", "US faculty visit"))


@pytest.mark.requirement("MEN-01")
def test_every_mentor_role_says_what_it_is_for_and_where_to_look() -> None:
    assert [each.id for each in worksheets().roles] == [each.value for each in MentorRole]
    assert all(each.does and each.sources for each in worksheets().roles)


def test_every_entry_names_its_guides() -> None:
    data = worksheets()
    named = [(each.guides, each.rows) for each in data.sources]
    named += [(each.guides, each.rows) for each in data.prompts]
    named += [(each.guides, each.rows) for each in data.offices]
    named += [(each.guides, each.rows) for each in data.roles]

    assert all(guides and rows and set(guides) <= set(AUDIENCES) for guides, rows in named)


@pytest.mark.parametrize(
    ("text", "line", "key", "remedy"),
    [
        (SOURCE + 'notes = ["x"]', 10, "notes", "note"),
        (SOURCE.replace('how_met = "alumni list"\n', ""), 1, "how_met", "Write how_met"),
        (SOURCE.replace('["img-general"]', '["img-genral"]'), 7, "guides", "img-general"),
        (SOURCE + SOURCE, 11, "id", "Keep one of them."),
        ("[[sauce]]\nid = 'a'", 1, "sauce", "Did you mean source?"),
        ("[[source]\n", 1, "", "Mend this line first."),
        (ROLE.replace("career", "xyzzy"), 2, "id", "Valid: career"),
        (OFFICE.replace("{name}", "{nme}"), 5, "subject", "Did you mean name?"),
        (
            SOURCE
            + SOURCE.replace("[[source]]", "[[prompt]]").replace("note", "think").replace("look", "asks")
            .replace('asks = ["Ask the office."]', 'asks = "Who?"'),
            11,
            "id",
            "Give it another id.",
        ),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_line_and_a_way_out(text: str, line: int, key: str, remedy: str) -> None:
    _, problems = read_worksheets(text)

    assert [(each.line, each.key) for each in problems] == [(line, key)]
    assert remedy in problems[0].remedy


def test_a_role_may_only_point_to_sources_that_are_there() -> None:
    role = ROLE.replace("[]", '["alumny"]')

    _, problems = read_worksheets(SOURCE + role)

    assert [(each.line, each.remedy) for each in problems] == [(14, "Did you mean alumni?")]


@given(st.dictionaries(st.sampled_from(sorted(SLOTS)), st.text(max_size=20)))
def test_a_filled_text_has_no_open_slot_and_shows_what_is_missing(known: dict[str, str]) -> None:
    bare = {key: value.replace("{", "").replace("}", "") for key, value in known.items()}
    for office in worksheets().offices:
        text = fill(office.text, bare)

        assert "{" not in text
        assert all(f"[{SLOTS[each]}]" in text for each in missing_slots(office.text, bare))

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.formats.contacts import ContactRow
from hallway.formats.pasted import read_pasted
from hallway.formats.problems import UnreadableFile
from hallway.formats.tables import Limits
from hallway.formats.texts import clean_line
from tests.formats.rude import rude_text


def plain(row: ContactRow) -> dict[str, object]:
    """Return what a row says, without what it does not say."""
    return {
        each: value
        for each in row.__slots__
        if (value := getattr(row, each)) and each not in {"line", "problems"}
    }


def one(line: str) -> dict[str, object]:
    [row] = read_pasted(line).rows
    return plain(row)


CHIEF = {"name": "Ana Novak", "role": "Chief Resident", "institution": "Harbor Medical Center"}


@pytest.mark.parametrize(
    "line",
    [
        "Ana Novak, Chief Resident, Harbor Medical Center",
        "Ana Novak; Chief Resident; Harbor Medical Center",
        "Ana Novak\tChief Resident\tHarbor Medical Center",
        "Ana Novak | Chief Resident | Harbor Medical Center",
        "Ana Novak - Chief Resident - Harbor Medical Center",
        "Ana Novak – Chief Resident – Harbor Medical Center",
        "Dr. Ana Novak — Chief Resident, Harbor Medical Center",
        "Ana Novak (Chief Resident, Harbor Medical Center)",
        "Ana Novak / Chief Resident / Harbor Medical Center",
        "Ana Novak, Chief Resident @ Harbor Medical Center",
        "Ana Novak, Chief Resident at Harbor Medical Center",
        "Ana Novak: Chief Resident, Harbor Medical Center",
        "Chief Resident: Ana Novak (Harbor Medical Center)",
        "Chief Resident, Ana Novak, Harbor Medical Center",
        "Harbor Medical Center — Ana Novak, Chief Resident",
        "- Ana Novak, Chief Resident, Harbor Medical Center",
        "  • Ana Novak, Chief Resident, Harbor Medical Center",
        "12. Ana Novak, Chief Resident, Harbor Medical Center",
        "[ ] 3) Ana Novak, Chief Resident, Harbor Medical Center.",
    ],
)
def test_the_signs_between_the_parts_do_not_matter(line: str) -> None:
    assert one(line) == CHIEF
    assert read_pasted(line).problems == ()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (
            "Dr. Ana Novak — PGY-3, Harbor Medical Center <ana@example.org>",
            {
                "name": "Ana Novak",
                "role": "PGY-3",
                "institution": "Harbor Medical Center",
                "emails": ("ana@example.org",),
            },
        ),
        (
            "Ana Novak, MD, PhD, Chief Resident, Harbor Medical Center",
            CHIEF | {"credentials": "MD, PhD"},
        ),
        (
            "Ana Novak MD (ana@example.org)",
            {"name": "Ana Novak", "credentials": "MD", "emails": ("ana@example.org",)},
        ),
        (
            "Program Director of Harbor Medical Center, Lu Wang",
            {"name": "Lu Wang", "role": "Program Director", "institution": "Harbor Medical Center"},
        ),
        (
            "Prof. Omar Haddad, Chair of Surgery at University of Texas at Austin, Dallas, TX",
            {
                "name": "Omar Haddad",
                "role": "Chair of Surgery",
                "institution": "University of Texas at Austin",
                "city": "Dallas",
                "state": "TX",
                "notes": "Title: Prof.",
            },
        ),
        (
            "Di Ma, Department of Surgery, +1 (555) 010-0100 ext. 5, www.linkedin.com/in/dima",
            {
                "name": "Di Ma",
                "specialty": "Surgery",
                "department": "Department of Surgery",
                "phones": ("+1 (555) 010-0100 ext. 5",),
                "profile_url": "www.linkedin.com/in/dima",
            },
        ),
        (
            "Eva Sol, fellow, Salem OR, met at the poster session, introduced by Bo Li",
            {
                "name": "Eva Sol",
                "role": "fellow",
                "city": "Salem",
                "state": "OR",
                "how_met": "the poster session",
                "introduced_by": "Bo Li",
            },
        ),
        ("陳怡君, fellow", {"name": "陳怡君", "role": "fellow"}),
        ("Dean Smith, fellow", {"name": "Dean Smith", "role": "fellow"}),
        ("Kim", {"name": "Kim"}),
    ],
)
def test_a_line_is_understood(line: str, says: dict[str, object]) -> None:
    assert one(line) == says
    assert read_pasted(line).problems == ()


@pytest.mark.parametrize(
    "line",
    ["Novak, Ana, MD, Chief Resident, Mercy Hospital", '"Novak, Ana MD", Chief Resident, Mercy Hospital'],
)
def test_a_family_name_before_a_comma_is_turned_and_asked_to_be_checked(line: str) -> None:
    [row] = read_pasted(line).rows
    assert plain(row) == {
        "name": "Ana Novak",
        "given": "Ana",
        "family": "Novak",
        "credentials": "MD",
        "role": "Chief Resident",
        "institution": "Mercy Hospital",
    }
    [problem] = row.problems
    assert (problem.field, problem.says) == ("name", "Novak, Ana was read as Ana Novak.")
    assert "Check" in problem.remedy


def test_the_recipients_of_a_mail_stand_on_one_line() -> None:
    file = read_pasted('Bo Li <bo@example.org>, "Ruiz, Ana" <ana@example.org>; <eva@example.org>')
    assert [(row.line, row.name, row.emails) for row in file.rows] == [
        (1, "Bo Li", ("bo@example.org",)),
        (1, "Ana Ruiz", ("ana@example.org",)),
        (1, None, ("eva@example.org",)),
    ]


def test_a_heading_that_names_a_group_holds_for_the_lines_below_it() -> None:
    file = read_pasted("Kim\n\nMentors:\nBo Li\nEva Sol\n# Peers #\nLu Wang".replace("#", "*"))
    assert [(row.line, row.name, row.groups) for row in file.rows] == [
        (1, "Kim", ()),
        (4, "Bo Li", ("mentor",)),
        (5, "Eva Sol", ("mentor",)),
        (7, "Lu Wang", ("peer",)),
    ]
    assert (file.kind, file.mapping.columns, file.questions) == ("text", (), ())


def test_what_is_not_understood_goes_to_the_notes_and_is_asked_to_be_checked() -> None:
    [row] = read_pasted("Ana Novak, fellow, Mercy Hill, likes chess").rows
    assert plain(row) == {
        "name": "Ana Novak",
        "role": "fellow",
        "institution": "Mercy Hill",
        "notes": "likes chess",
    }
    assert [problem.says for problem in row.problems] == [
        "'Mercy Hill' was taken for the institution.",
        "'likes chess' was not understood; the notes keep it.",
    ]


def test_a_line_without_anybody_is_a_problem() -> None:
    file = read_pasted("Harbor Medical Center\n***\nBo Li\n" + "x" * 3000)
    assert [row.name for row in file.rows] == ["Bo Li"]
    assert [(problem.line, problem.field) for problem in file.problems] == [(1, "name"), (4, "name")]


def test_too_many_lines_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="it has 4 lines, and at most 3 are read"):
        read_pasted("a\nb\nc\nd", limits=Limits(rows=3))


@given(st.lists(rude_text | st.sampled_from(["Ana Novak", "MD", "fellow", " at ", ", ", " - ", "<a@b.org>"])))
def test_whatever_the_text_rows_are_people_and_letters_are_kept(parts: list[str]) -> None:
    text = "".join(parts)
    file = read_pasted(text)
    for row in file.rows:
        assert row.name or row.emails or row.phones
        assert row.name is None or (row.name == clean_line(row.name) and any(map(str.isalpha, row.name)))
    assert all(problem.says and problem.remedy for problem in file.problems)

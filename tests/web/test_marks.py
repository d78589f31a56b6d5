"""A text is laid out with its notes, and no letter of it is lost."""

from hypothesis import given
from hypothesis import strategies as st

from hallway.desk.findings import Finding
from hallway.playbooks.cautions import Severity
from hallway.web.marks import Field, mark


def finding(start: int, end: int, severity: Severity = Severity.WARN) -> Finding:
    """Return a finding about these letters."""
    return Finding(
        rule="a.rule",
        rows=("OUT-13",),
        severity=severity,
        start=start,
        end=end,
        quote="",
        says="Says so.",
        because="",
        guide="",
        remedy="",
    )


def test_words_are_marked_where_they_stand_and_numbered_in_order() -> None:
    text = "Dear Ana,\n\nI wanna ask, like, a lot.\n\nBest"

    marked = mark(text, [finding(13, 18), finding(24, 28, Severity.STRONG)])

    pieces = marked.blocks[1].pieces
    assert [each.text for each in pieces] == ["I ", "wanna", " ask, ", "like", ", a lot."]
    assert [each.degree for each in pieces] == ["", "warn", "", "strong", ""]
    assert [each.closes for each in pieces] == [(), (1,), (), (2,), ()]
    assert [each.number for each in marked.notes] == [1, 2]


def test_words_that_two_notes_concern_carry_both_and_look_as_the_louder_one() -> None:
    marked = mark("one two three", [finding(0, 7, Severity.NOTE), finding(4, 13, Severity.STRONG)])

    assert [(each.text, each.degree, each.closes) for each in marked.blocks[0].pieces] == [
        ("one ", "note", ()),
        ("two", "strong", (1,)),
        (" three", "strong", (2,)),
    ]


def test_what_concerns_several_paragraphs_or_no_words_is_about_the_whole_text() -> None:
    marked = mark("one\n\ntwo", [finding(0, 8), finding(3, 3), finding(5, 8)])

    assert [each.number for each in marked.whole] == [1, 2]
    assert [each.number for each in marked.blocks[1].notes] == [3]


def test_a_note_counts_its_letters_from_the_beginning_of_its_field() -> None:
    text = "Subject: Hey\n\nI wanna"
    fields = (Field("subject", 9, 12), Field("text", 14, 21))

    marked = mark(text, [finding(9, 12), finding(16, 21)], fields)

    assert [(each.field, each.start, each.end) for each in marked.notes] == [
        ("subject", 0, 3),
        ("text", 2, 7),
    ]


@given(
    st.text(alphabet="ab \n\té👩", max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6),
)
def test_no_letter_is_lost_and_every_finding_has_its_note(text: str, spans: list[tuple[int, int]]) -> None:
    ends = [sorted((min(a, len(text)), min(b, len(text)))) for a, b in spans]
    findings = [finding(start, end) for start, end in ends]

    marked = mark(text, findings)

    shown = "\n\n".join("".join(piece.text for piece in block.pieces) for block in marked.blocks)
    assert shown.split() == text.split()
    assert sorted(each.number for each in marked.notes) == list(range(1, len(findings) + 1))
    for block in marked.blocks:
        assert {n for piece in block.pieces for n in piece.closes} == {each.number for each in block.notes}

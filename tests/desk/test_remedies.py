"""Remedies put words in the place of words, and tidy up where words only go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.desk.findings import Finding
from hallway.desk.remedies import apply_remedies, apply_remedy
from hallway.playbooks.cautions import Severity


def finding(text: str, quote: str, replacement: str | None, severity: Severity = Severity.WARN) -> Finding:
    """Return a finding about these words of a text."""
    start = text.index(quote)
    return Finding(
        rule="tone.slang",
        rows=("OUT-13",),
        severity=severity,
        start=start,
        end=start + len(quote),
        quote=quote,
        says="",
        because="",
        guide="",
        remedy="",
        replacement=replacement,
    )


@pytest.mark.parametrize(
    ("text", "quote", "replacement", "becomes"),
    [
        ("I wanna learn.", "wanna", "want to", "I want to learn."),
        ("It was totally useful.", "totally", "", "It was useful."),
        ("Dear Dr. Novak,\n\nHonestly, I agree.", "Honestly", "", "Dear Dr. Novak,\n\nI agree."),
        ("Thank you. Honestly, it helped.", "Honestly, ", "", "Thank you. It helped."),
        ("Sadly I failed", "Sadly", "", "I failed"),
        ("So useful!!!", "!!!", "", "So useful"),
        ("Merhaba 👩🏽‍⚕️ wanna see 陈 伟?", "wanna see", "may I see", "Merhaba 👩🏽‍⚕️ may I see 陈 伟?"),
    ],
)
def test_a_remedy_leaves_a_text_that_reads_well(
    text: str, quote: str, replacement: str, becomes: str
) -> None:
    assert apply_remedy(text, finding(text, quote, replacement)) == becomes


@given(st.text(max_size=60), st.text(min_size=1, max_size=20), st.text(max_size=60), st.text(max_size=20))
def test_nothing_before_the_words_is_ever_touched(before: str, quote: str, after: str, new: str) -> None:
    text = before + quote + after
    start = text.index(quote)

    changed = apply_remedy(text, finding(text, quote, new))

    assert changed.startswith(text[:start] + new)
    assert (
        len(changed) <= len(text) - len(quote) + len(new) + 2
    )  # a capital may have more letters: "ß" to "SS"


def test_several_remedies_go_in_at_once_and_leave_each_other_alone() -> None:
    text = "Honestly, I wanna learn. It was totally awesome!!!"
    found = [
        finding(text, "Honestly, ", ""),
        finding(text, "wanna", "want to"),
        finding(text, "learn", None),
        finding(text, "totally", ""),
        finding(text, "!!!", "."),
    ]
    mended, done = apply_remedies(text, reversed(found))

    assert mended == "I want to learn. It was awesome."
    assert done == (found[0], found[1], found[3], found[4])


def test_of_two_remedies_for_the_same_words_the_louder_one_counts() -> None:
    text = "Hey doc, thank you."
    soft, loud = finding(text, "Hey doc", "Hello", Severity.NOTE), finding(text, "doc", "Dr. Novak")

    assert apply_remedies(text, [soft, loud]) == ("Hey Dr. Novak, thank you.", (loud,))
    assert apply_remedies(text, []) == (text, ())

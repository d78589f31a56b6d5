"""A draft is taken apart as a mail program and its reader see it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.desk.drafts import Draft, Span, count_words, read_draft

MAIL = """Subject: Question about your fetal surgery paper

Dear Dr. Núñez,

I read your paper on fetal surgery, e.g. the part on St. Elsewhere vs. others. The follow-up surprised me!

Would you have 15 minutes to talk?

Best regards,
Zeynep Şahin
MD, Boğaz Medical Faculty
+90 555 0100

On Mon, Nov 2, 2026 at 9:00 AM Diego Núñez <d@example.org> wrote:
> Please call me
> any time.
"""


def said(draft: Draft, span: Span | None) -> str:
    return "" if span is None else draft.text[span.start : span.end]


def test_a_mail_has_subject_salutation_body_closing_name_signature_and_quotes() -> None:
    draft = read_draft(MAIL)
    assert said(draft, draft.subject) == "Question about your fetal surgery paper"
    assert said(draft, draft.salutation) == "Dear Dr. Núñez,"
    assert [said(draft, each) for each in draft.sentences] == [
        "I read your paper on fetal surgery, e.g. the part on St. Elsewhere vs. others.",
        "The follow-up surprised me!",
        "Would you have 15 minutes to talk?",
    ]
    assert said(draft, draft.closing) == "Best regards,"
    assert said(draft, draft.name) == "Zeynep Şahin"
    assert said(draft, draft.signature) == "MD, Boğaz Medical Faculty\n+90 555 0100"
    assert [said(draft, each)[:6] for each in draft.quoted] == ["On Mon"]


def test_quoted_text_and_signature_are_not_counted() -> None:
    draft = read_draft(MAIL)
    body = 3 + 15 + 4 + 7 + 2 + 2  # salutation, three sentences, closing, name
    assert draft.words == body
    assert draft.lines == 1 + 2 + 1 + 1 + 1


@pytest.mark.parametrize(
    ("text", "salutation", "first"),
    [
        ("Hi Dr. Lee - I saw your talk.", "Hi Dr. Lee", "I saw your talk."),
        ("Dear Professor Kim, I read your paper.", "Dear Professor Kim,", "I read your paper."),
        ("Dr. Okafor:\nThank you.", "Dr. Okafor:", "Thank you."),
        ("Respected Sir,\nI am Ali.", "Respected Sir,", "I am Ali."),
        ("Hello, my name is Ali.", "Hello,", "my name is Ali."),
        ("Dear Dr. 陈\n\n谢谢。", "Dear Dr. 陈", "谢谢。"),
        ("I read your paper. Dear me!", "", "I read your paper."),
        ("hi dr can u help me get residency?", "hi dr", "can u help me get residency?"),
        (
            "Sir please give me one chance in your hospital, sir",
            "Sir",
            "please give me one chance in your hospital, sir",
        ),
        (
            "Dear Professor Maria del Carmen Núñez and Dr. Lee,\nHello.",
            "Dear Professor Maria del Carmen Núñez and Dr. Lee,",
            "Hello.",
        ),
    ],
    ids=["dash", "comma", "title", "sir", "hello", "Chinese", "none", "chat", "begging", "two"],
)
def test_a_salutation_is_found_with_or_without_a_line_of_its_own(
    text: str, salutation: str, first: str
) -> None:
    draft = read_draft(text)
    assert said(draft, draft.salutation) == salutation
    assert said(draft, draft.sentences[0]) == first


@pytest.mark.parametrize(
    "quote",
    [
        "On Tue, 3 Nov 2026, Ana wrote:\n> one\n> two",
        "-----Original Message-----\nFrom: Ana Novak\nSent: Monday\nTo: me\nSubject: Re: x\n\none two",
        "From: Ana Novak <a@example.org>\nSent: Monday, November 2, 2026\nTo: Me\nSubject: RE: x\n\none two",
        "Le lun. 2 nov. 2026 à 09:00, Ana <a@example.org> a écrit :\n> one\n> two",
        "Am 02.11.2026 um 09:00 schrieb Ana <a@example.org>:\n> one\n> two",
        "02.11.2026 14:20 пользователь Ana <a@example.org> написал:\n> one\n> two",
    ],
    ids=["plain", "Outlook old", "Outlook", "French", "German", "Russian"],
)
def test_what_others_wrote_is_left_out_in_many_programs(quote: str) -> None:
    draft = read_draft(f"Dear Dr. Novak,\n\nThank you.\n\nBest,\nZeynep\n\n{quote}\n")
    assert [said(draft, each) for each in draft.sentences] == ["Thank you."]
    assert draft.words == 3 + 2 + 1 + 1


def test_an_answer_below_the_quote_is_the_writers_own() -> None:
    draft = read_draft("On Mon, Nov 2, 2026 at 9:00 AM Ana <a@example.org> wrote:\n> When?\n\nOn Monday.\n")
    assert [said(draft, each) for each in draft.sentences] == ["On Monday."]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Dr. J. K. Lee of the U.S. Navy met Prof. Kim. They talked.", 2),
        ("See www.example.org/a.b?c=1. It costs 3.5 USD, i.e. little.", 2),
        ("I studied in the U.S. The school was small.", 2),
        ("Here is my list:\n- one. Two.\n- three\n1. four", 5),
        ("Really?! Yes... maybe. No", 4),
        ("We met at 9 a.m. on Monday. Jane Doe, M.D., spoke (cf. Fig. 2).", 2),
        ("A line that goes on\nover a line break. Another one", 2),
        ("Version 2.0 of e.g. the score vs. the old one etc. and so on.", 1),
        ("今日は。ありがとう。", 2),
        ('He said "Stop." She did.', 2),
    ],
    ids=["titles", "address", "U.S.", "list", "marks", "a.m.", "wrapped", "version", "Japanese", "quote"],
)
def test_sentences_are_counted_as_a_reader_does(text: str, sentences: int) -> None:
    assert len(read_draft(text).sentences) == sentences


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("one two", 2),
        ("well-known and/or e.g. 3.5 https://example.org/a b@example.org", 6),
        ("- a dash — and another - one", 5),
        ("don’t “quote” me…", 3),
        ("", 0),
    ],
    ids=["plain", "joined", "dashes", "curly", "nothing"],
)
def test_words_are_counted_as_a_word_processor_does(text: str, words: int) -> None:
    assert count_words(text) == words


def test_lines_are_wrapped_at_76_columns_and_empty_ones_left_out() -> None:
    assert read_draft("x" * 70 + " " + "y" * 70 + "\n\n\nend of it.").lines == 3


@given(st.text(max_size=400))
def test_every_part_lies_in_the_text_and_in_order(text: str) -> None:
    draft = read_draft(text)
    assert len(draft.folded) == len(text)
    one = [draft.subject, draft.salutation, *draft.paragraphs, draft.closing, draft.name, draft.signature]
    spans = [each for each in one if each]
    for each in (*spans, *draft.sentences, *draft.quoted):
        assert 0 <= each.start <= each.end <= len(text)
    for first, second in pairwise(spans):
        assert first.end <= second.start


@given(
    st.lists(st.sampled_from([*MAIL.splitlines(), "> x", "-- ", "", "Thanks,", "a:", "From: b"]), max_size=30)
)
def test_lines_of_mails_in_any_order_are_taken_apart_too(lines: list[str]) -> None:
    draft = read_draft("\n".join(lines))
    for each in draft.sentences:
        assert any(part.start <= each.start and each.end <= part.end for part in draft.paragraphs)

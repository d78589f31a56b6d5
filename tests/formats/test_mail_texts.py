"""What is given to be checked becomes a text: plain as it stands, mail files and HTML taken out."""

from contextlib import suppress
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.formats.mail_texts import from_html, read_mail_text
from hallway.formats.problems import UnreadableFile


def test_a_plain_text_stays_letter_for_letter() -> None:
    text = "\ufeffSubject: Ünal\r\n\r\nDear Dr. Novak,\r\n"
    found = read_mail_text(text.encode())
    assert found.text == text.removeprefix("\ufeff")
    assert not found.is_converted


def test_a_mail_file_becomes_its_head_and_its_plain_text() -> None:
    mail = EmailMessage()
    mail["Subject"] = "Your talk on grafts — thank you"
    mail["From"] = "Zeynep Şahin <zeynep.sahin@example.org>"
    mail["To"] = "Ana Novak <ana@example.edu>"
    mail.set_content("Dear Dr. Novak,\n\nthank you.\n")
    mail.add_alternative("<p>Something else</p>", subtype="html")
    found = read_mail_text(mail.as_bytes())
    assert found.is_converted
    assert found.text.splitlines() == [
        "Subject: Your talk on grafts — thank you",
        "From: Zeynep Şahin <zeynep.sahin@example.org>",
        "To: Ana Novak <ana@example.edu>",
        "",
        "Dear Dr. Novak,",
        "",
        "thank you.",
    ]


def test_html_becomes_lines_and_what_it_quotes_is_marked() -> None:
    html = (
        "<html><head><style>p {color: red}</style></head><body><p>Dear Dr.&nbsp;Novak,</p>"
        "<div>I read your\n paper.<br>Would you talk?</div><ul><li>one</li><li>two</li></ul>"
        "<script>alert(1)</script><blockquote><p>An old mail</p></blockquote></body></html>"
    )
    assert from_html(html).splitlines() == [
        "Dear Dr.\u00a0Novak,",
        "",
        "I read your paper.",
        "Would you talk?",
        "",
        "- one",
        "- two",
        "",
        "> An old mail",
    ]


def test_a_mail_with_html_alone_is_read_from_it() -> None:
    mail = EmailMessage()
    mail["Subject"] = "Hello"
    mail.set_content("<p>Dear Dr. Novak,</p><p>thank you.</p>", subtype="html")
    assert read_mail_text(mail.as_bytes()).text == "Subject: Hello\n\nDear Dr. Novak,\n\nthank you.\n"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "nothing in it"),
        (b" \r\n ", "nothing in it"),
        (b"%PDF-1.7 ...", "a PDF document"),
        (b"a\x00b\x01\x02\x03", "binary"),
        (b"x" * 2_000_001, "too long"),
    ],
    ids=["empty", "blank", "PDF", "binary", "huge"],
)
def test_what_is_no_message_is_refused_in_one_sentence(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says):
        read_mail_text(data)


_HEADS = st.sampled_from([b"", b"Content-Type: text/html; charset=nonsense\r\n\r\n", b"MIME-Version: 1.0\n"])


@given(_HEADS, st.binary(max_size=300))
def test_no_bytes_raise_anything_but_the_one_error(head: bytes, data: bytes) -> None:
    with suppress(UnreadableFile):
        assert read_mail_text(head + data).text

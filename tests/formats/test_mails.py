"""Drafts for a mail program: every letter arrives, nothing is injected, and a mailto says the same."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.domain.errors import InvalidValue
from hallway.formats.mail_texts import read_mail_text
from hallway.formats.mails import Attachment, Mail, name_file, write_mail, write_mailto
from hallway.formats.texts import clean_line, clean_lines

NAMES = [
    "Ana Novak",
    "陈 伟",
    "فرید رضایی",
    'Zeynep "Zey" Şahin, MD',
    "Núñez; Diego",
    "O'Neil <x>",
    "Dr. B@d",
]
TEXT = (
    """Dear Dr. Şahin,

I read your paper on “craniofacial outcomes” – it changed how I think about timing. Şimdi, 皮膚, سلام.

.
From here on a line begins with a point and a word that mail programs escape.
A paragraph that is never wrapped"""
    + " because the mail program does that" * 40
    + """

Kind regards,
Nadia"""
)


def read(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def body_of(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


@pytest.mark.requirement("OUT-23")
@pytest.mark.parametrize("name", NAMES)
def test_a_draft_opens_as_one_with_every_letter_in_its_place(name: str) -> None:
    subject = "A question on your 2025 paper — «craniofacial» 皮膚"
    data = write_mail(Mail(to_address="ana@example.org", to_name=name, subject=subject, text=TEXT))
    message = read(data)

    assert data.startswith(b"X-Unsent: 1\r\n")
    assert message["Subject"] == subject
    assert [(each.display_name, each.addr_spec) for each in message["To"].addresses] == [
        (name, "ana@example.org")
    ]
    assert body_of(message) == TEXT + "\n"
    assert data.isascii()
    assert max(len(line) for line in data.split(b"\r\n")) <= 998


def test_a_draft_without_an_address_is_left_for_the_applicant_to_fill_in() -> None:
    message = read(write_mail(Mail(text="Hello")))

    assert message["To"] is None
    assert message["From"] is None
    assert message["Subject"] is None
    assert message["Date"] is None


def test_the_same_mail_gives_the_same_bytes_with_its_papers() -> None:
    papers = (Attachment("Lebenslauf Şahin.pdf", b"%PDF-1.7 \x00\xff"), Attachment("a/b.docx", b"PK"))
    mail = Mail(to_address="ana@example.org", text="The CV is attached.", attachments=papers)
    message = read(write_mail(mail))

    assert write_mail(mail) == write_mail(mail)
    kept = [
        (each.get_filename(), each.get_content_type(), each.get_content())
        for each in message.iter_attachments()
    ]
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert kept == [
        ("Lebenslauf Şahin.pdf", "application/pdf", b"%PDF-1.7 \x00\xff"),
        ("a_b.docx", word, b"PK"),
    ]
    assert body_of(message) == "The CV is attached.\n"


@pytest.mark.parametrize(
    "mail",
    [
        Mail(subject="Hi\r\nBcc: everybody@example.org", to_address="a@example.org", text="x"),
        Mail(to_name="Ana\r\nBcc: everybody@example.org", to_address="a@example.org", text="x"),
        Mail(from_name="Me\nBcc: everybody@example.org", from_address="a@example.org", text="x"),
    ],
)
def test_nothing_typed_becomes_a_header(mail: Mail) -> None:
    assert read(write_mail(mail))["Bcc"] is None


@pytest.mark.parametrize(
    "address", ["nobody", "a@b@c", "a b@example.org", "a..b@example.org", "<a@example.org"]
)
def test_what_is_no_address_is_refused_by_name(address: str) -> None:
    for write in (write_mail, write_mailto):
        with pytest.raises(InvalidValue, match="Write an address"):
            write(Mail(to_address=address, text="x"))


def test_an_address_beyond_ascii_is_written_as_it_is() -> None:
    data = write_mail(Mail(to_address="ayşe@örnek.example", to_name="Ayşe", text="Merhaba"))

    assert "To: Ayşe <ayşe@örnek.example>\r\n" in data.decode("utf-8")


@given(text=st.text(max_size=400), subject=st.text(max_size=200), name=st.text(max_size=60))
def test_any_text_comes_back_as_it_went(text: str, subject: str, name: str) -> None:
    message = read(write_mail(Mail(to_address="a@example.org", to_name=name, subject=subject, text=text)))

    assert body_of(message) == clean_lines(text) + "\n"
    assert "".join(str(message["Subject"] or "").split()) == "".join(clean_line(subject).split())
    assert message["To"].addresses[0].addr_spec == "a@example.org"


@pytest.mark.requirement("OUT-23")
def test_a_mailto_address_says_the_same() -> None:
    address = write_mailto(Mail(to_address="ana+1@example.org", subject="50% & more?", text=TEXT))
    parts = urlsplit(address)
    asked = parse_qs(parts.query, strict_parsing=True)

    assert parts.scheme == "mailto"
    assert unquote(parts.path) == "ana+1@example.org"
    assert asked["subject"] == ["50% & more?"]
    assert asked["body"][0].replace("\r\n", "\n") == TEXT
    assert " " not in address
    assert address.isascii()


def test_a_mailto_address_for_nobody_opens_an_empty_mail() -> None:
    assert write_mailto(Mail()) == "mailto:"


@given(text=st.text(max_size=300), subject=st.text(max_size=100))
def test_a_mailto_address_loses_no_letter(text: str, subject: str) -> None:
    parts = urlsplit(write_mailto(Mail(to_address="a@example.org", subject=subject, text=text)))
    asked = parse_qs(parts.query)

    assert asked.get("subject", [""])[0] == clean_line(subject)
    assert asked.get("body", [""])[0].replace("\r\n", "\n") == clean_lines(text)


def test_a_draft_file_has_a_name_that_every_system_takes() -> None:
    assert name_file("A question: flaps/hands?", "Dr. Şahin") == "dr-sahin-a-question-flaps-hands.eml"
    assert name_file("", "") == "message.eml"
    assert name_file("皮膚") == "message.eml"


def test_a_draft_that_was_written_is_read_again_for_a_check() -> None:
    mail = Mail(to_address="ana@example.org", to_name="Ana Novak", subject="Şahin’s paper", text=TEXT)
    read_again = read_mail_text(write_mail(mail))

    assert read_again.is_converted
    assert read_again.text == f"Subject: Şahin’s paper\nTo: Ana Novak <ana@example.org>\n\n{TEXT}\n"

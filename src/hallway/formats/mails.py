"""Write a message for a mail program: a draft file (.eml), or an address that opens one (mailto)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from hashlib import sha256
from typing import Final
from urllib.parse import quote

from hallway.domain.errors import InvalidValue
from hallway.domain.names import fold
from hallway.formats.texts import clean_line, clean_lines, unify_line_ends

LONGEST_MAILTO: Final = 1800
"""Characters of a mailto address that every mail program and browser still takes whole."""

_ADDRESS: Final = re.compile(r"[^\s@<>(),;:\"\\\[\]]+@[^\s@<>(),;:\"\\\[\]]+")
_KINDS: Final = {
    "pdf": ("application", "pdf"),
    "docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "doc": ("application", "msword"),
    "txt": ("application", "octet-stream"),
}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along: its name as the reader sees it, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A mail to be written: addresses may be "", for the applicant to fill in."""

    to_address: str = ""
    to_name: str = ""
    from_address: str = ""
    from_name: str = ""
    subject: str = ""
    text: str = ""
    attachments: tuple[Attachment, ...] = ()


def write_mail(mail: Mail) -> bytes:
    """Return a mail as a file that mail programs open as a draft; the same mail gives the same bytes.

    Paragraphs stay in one piece, whatever their length: the mail program wraps them.

    Raises:
        InvalidValue: an address is none.
    """
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"  # opens ready to send, not as something received
    for header, name, address in (
        ("From", mail.from_name, mail.from_address),
        ("To", mail.to_name, mail.to_address),
    ):
        if address.strip():
            message[header] = _address(header, name, address)
    subject = clean_line(mail.subject)
    if subject:
        message["Subject"] = subject
    message.set_content(_body(mail.text), cte="quoted-printable")
    for each in mail.attachments:
        main, sub = _KINDS.get(each.name.rpartition(".")[2].lower(), ("application", "octet-stream"))
        name = clean_line(each.name).replace("/", "_").replace("\\", "_") or "attachment"
        message.add_attachment(each.data, maintype=main, subtype=sub, filename=name)
    if mail.attachments:
        message.set_boundary(f"=_{_fingerprint(mail.text, mail.attachments)}")
    is_plain = mail.to_address.isascii() and mail.from_address.isascii()
    return message.as_bytes(policy=SMTP if is_plain else SMTPUTF8)


def write_mailto(mail: Mail) -> str:
    """Return the address that opens a mail in the applicant's mail program (RFC 6068).

    Raises:
        InvalidValue: the address is none.
    """
    address = mail.to_address.strip()
    if address:
        address = quote(_bare(address, "To"), safe="@")
    body = _body(mail.text).rstrip("\n").replace("\n", "\r\n")
    asked = [("subject", clean_line(mail.subject)), ("body", body)]
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in asked if value)
    return f"mailto:{address}" + (f"?{query}" if query else "")


def name_file(subject: str, to: str = "") -> str:
    """Return a name for a draft file, of letters that every system takes."""
    words = re.sub(r"[^a-z0-9]+", "-", fold(f"{to} {subject}")).strip("-")
    return f"{words[:60].rstrip('-') or 'message'}.eml"


def _body(text: str) -> str:
    return clean_lines(unify_line_ends(text)) + "\n"


def _address(header: str, name: str, address: str) -> Address:
    user, _, domain = _bare(address, header).rpartition("@")
    return Address(clean_line(name), user, domain)


def _bare(address: str, header: str) -> str:
    found = clean_line(address)
    if not _ADDRESS.fullmatch(found) or found.startswith(".") or ".@" in found or ".." in found:
        raise InvalidValue(header, address, "Write an address such as ana@example.org.")
    return found


def _fingerprint(text: str, attachments: Sequence[Attachment]) -> str:
    """Return what parts a mail into pieces: of its own content, and so never found inside of it."""
    sums = [sha256(each.data).hexdigest() for each in attachments]
    return sha256("\n".join((text, *sums)).encode("utf-8", "replace")).hexdigest()[:40]

"""How a message leaves: a draft file, an address for the mail program, or the clipboard; never by itself."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hallway.actions.applicants import find_applicant
from hallway.actions.people import find_person
from hallway.cli.errors import NeedsMore
from hallway.cli.exports import check_place, write_whole
from hallway.cli.typed import read_bytes
from hallway.domain.ids import PersonId
from hallway.formats.mails import LONGEST_MAILTO, Attachment, Mail, write_mail, write_mailto

if TYPE_CHECKING:
    from hallway.app import App


def mail_of(record: "App", *, person: PersonId | None, address: str, subject: str, text: str) -> Mail:
    """Return a message as a mail program takes it."""
    applicant = find_applicant(record.store)
    return Mail(
        to_address=address,
        to_name=find_person(record.store, person).name if person else "",
        from_address=applicant.email if applicant else "",
        from_name=applicant.name if applicant else "",
        subject=subject,
        text=text,
    )


def write_eml(mail: Mail, file: str, attach: Sequence[str], *, force: bool) -> Path:
    """Write a draft file, with papers that go along.

    Raises:
        NeedsMore: no file is named.
        UnreadableFile: a paper cannot be read.
        NotWritten: the file is there and is not to be written over, or its place takes none.
    """
    if file.strip() in {"", "-"}:
        raise NeedsMore("Name the file to write, such as letter.eml.")
    path = Path(file).expanduser()
    check_place(path, is_forced=force, such_as="letter.eml")
    papers = tuple(Attachment(Path(each).name, read_bytes(each)) for each in attach)
    whole = Mail(
        to_address=mail.to_address,
        to_name=mail.to_name,
        from_address=mail.from_address,
        from_name=mail.from_name,
        subject=mail.subject,
        text=mail.text,
        attachments=papers,
    )
    write_whole(path, write_mail(whole), is_forced=force)
    return path


def address_of(mail: Mail) -> str:
    """Return the address that opens a mail; a very long one is told, for some programs cut it."""
    address = write_mailto(mail)
    if len(address) > LONGEST_MAILTO:
        sys.stderr.write(
            "hallway: this address is long, and some mail programs cut it; --eml or --copy keep all of it.\n"
        )
    return address


def open_address(address: str) -> None:
    """Open an address in the applicant's mail program."""
    import webbrowser  # noqa: PLC0415 - only for --open

    if not webbrowser.open(address):
        sys.stderr.write("hallway: no mail program opened; copy the address, or use --eml.\n")


def copy_text(text: str) -> bool:
    """Copy a text to the clipboard; where there is none, say so and return False."""
    import pyperclip  # noqa: PLC0415 - only for --copy

    try:
        pyperclip.copy(text)
    except pyperclip.PyperclipException:
        sys.stderr.write("hallway: there is no clipboard to copy to here, so the text is printed.\n")
        return False
    return True

"""Read one card that was scanned or photographed: a code's text, or the lines on the paper (CON-19)."""

import re
from dataclasses import replace
from typing import Final
from urllib.parse import unquote

from hallway.formats.contacts import ContactFile, ContactRow
from hallway.formats.credentials import find_credentials
from hallway.formats.drafts import Draft
from hallway.formats.mappings import ColumnMapping
from hallway.formats.mecards import is_bizcard, is_link, is_mecard, read_bizcard, read_link, read_mecard
from hallway.formats.photographed_cards import read_photographed
from hallway.formats.problems import Problem, UnreadableFile
from hallway.formats.texts import clean_line, clean_lines, shorten
from hallway.formats.vcards import is_vcard, read_vcards

_NAME: Final = "the card"
_LONGEST: Final = 20_000  # characters; the largest code holds 4,296, and no paper more
_ADD_NAME: Final = "Add the name before you save it."
_PROFILE: Final = re.compile(r"linkedin\.com/in/([^/?#\s]{3,100})", re.IGNORECASE)
_HAS_DIGIT: Final = re.compile(r"\d")
_MARK: Final = "\ufeff"


def is_card(text: str) -> bool:
    """Tell whether a text is what a code on a card holds: vCard, MECARD or BIZCARD."""
    return is_mecard(text) or is_bizcard(text) or is_vcard(_encode(text))


def read_card(text: str) -> ContactFile:
    """Read one card; what is unsure is told, and what was not understood stays in the notes.

    Raises:
        UnreadableFile: there is nothing on it, or far more than a card holds.
    """
    text = text.lstrip(_MARK)
    if is_vcard(_encode(text)):
        return replace(read_vcards(_encode(text), name=_NAME), kind="card")
    if len(text) > _LONGEST:
        what = f"it has {len(text):,} characters, and a card at most {_LONGEST:,}"
        raise UnreadableFile(what, _NAME, "Read a list of people as a list.")
    if not clean_lines(text):
        raise UnreadableFile("it is empty", _NAME, "Paste the text of a code or of a photographed card.")
    draft = _read(text)
    _guess_name(draft)
    if draft.is_person:
        row = draft.row()
    elif draft.profile_url is not None:
        row = ContactRow(
            line=draft.line,
            profile_url=draft.profile_url,
            notes="\n".join([*draft.notes, *draft.kept]) or None,
            problems=(
                *draft.problems,
                Problem(draft.line, "name", "No name, only a web address.", _ADD_NAME),
            ),
        )
    else:
        return ContactFile("card", ColumnMapping(()), (), (*draft.problems, draft.nobody()), ())
    return ContactFile("card", ColumnMapping(()), (row,), tuple(sorted(row.problems, key=_line_of)), ())


def _guess_name(draft: Draft) -> None:
    """Fill a missing name from the address of a LinkedIn profile, and say so."""
    found = _PROFILE.search(draft.profile_url or "")
    if "name" in draft.lines or found is None:
        return
    words = [each for each in unquote(found[1]).split("-") if each and not _HAS_DIGIT.search(each)]
    if len(words) > 1:
        name, credentials = find_credentials(" ".join(clean_line(each).capitalize() for each in words))
        draft.put("name", name, "Name")
        draft.put("credentials", credentials.upper(), "Credentials")
        says = f"The name {shorten(name)!r} was taken from the profile address."
        draft.problems.append(Problem(draft.line, "name", says, "Correct it if it is written differently."))


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _line_of(problem: Problem) -> int:
    return problem.line or 0


def _read(text: str) -> Draft:
    if is_mecard(text):
        return read_mecard(text)
    if is_bizcard(text):
        return read_bizcard(text)
    return read_link(text) if is_link(text) else read_photographed(clean_lines(text))

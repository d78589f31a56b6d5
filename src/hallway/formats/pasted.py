"""Read a list of people that somebody typed or pasted: one person a line, in whatever order and signs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from hallway.formats.card_words import (
    looks_like_department,
    looks_like_institution,
    looks_like_role,
    looks_like_specialty,
    specialty_in,
)
from hallway.formats.contacts import ContactFile, ContactRow, tell_nobody
from hallway.formats.credentials import find_credentials, is_credential
from hallway.formats.drafts import Draft, is_doctor
from hallway.formats.fields import split_groups
from hallway.formats.mappings import ColumnMapping
from hallway.formats.problems import Problem, UnreadableFile
from hallway.formats.tables import DEFAULT_LIMITS, Limits
from hallway.formats.texts import clean_line, clean_lines, shorten

Meaning: TypeAlias = Literal["role", "institution", "department", "specialty", "state"]

_LONGEST_LINE: Final = 2_000  # characters; whatever is longer is no line about one person
_LONGEST_NAME: Final = 6  # words
_BULLET: Final = re.compile(r"\s*(?:(?:[-*+>•‣▪◦·–—]+|\(?\d{1,4}[.)]|\[[ xX]?\])\s+)*")
_PERSON_WITH_ADDRESS: Final = re.compile(r"[^<>]*<[^<>\s]+@[^<>\s]+>")
_QUOTED: Final = re.compile(r'\s*"([^"]*)"')  # how mail programs write a name that holds a comma
_EMAIL: Final = re.compile(
    r"(?:\be-?mail:? *)?[<(\[]?(?:mailto:)?([\w.+%'-]{1,64}@[\w-]+(?:\.[\w-]+)+)[>)\]]?", re.IGNORECASE
)
_PAGE: Final = re.compile(
    r"[<(]?\b((?:https?://|www\.|(?:[a-z]{2,3}\.)?linkedin\.com/)[^\s<>()]+)[>)]?", re.IGNORECASE
)
_PHONE: Final = re.compile(
    r"(?:\b(?:tel|phone|cell|mobile|office|ph|t|m|p)\b[.:]* *)?"
    r"((?:\+|\(|\b)\d[\d ().\-]{5,24}\d(?: *(?:ext|x)\.? *\d{1,6})?)(?!\w)",
    re.IGNORECASE,
)
_FEWEST_DIGITS: Final = 7
_SIGNS: Final = re.compile(r"\t+| {3,}|\s*[|;•·]\s*|\s+[-–−/@]{1,3}\s+|\s*—\s*|[()\[\]{}]|:\s+|:$")
_COMMA: Final = re.compile(r"\s*,\s*")
_JOINT: Final = re.compile(r"\s+(?:at|from|with)\s+", re.IGNORECASE)
_OF: Final = re.compile(r"\s+of\s+(?:the\s+)?", re.IGNORECASE)
_TITLE: Final = re.compile(
    r"((?:(?:dr|prof|professor|doctor|mr|mrs|ms|mx|miss)\b\.?,? *)+)(?=\S)", re.IGNORECASE
)
_EDGES: Final = " ,.;:-–—|/\"'<>*"
_STATE_CODES: Final = """
    AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC
    ND OH OK OR PA PR RI SC SD TN TX UT VT VA WA WV WI WY
"""
_STATES: Final = frozenset(_STATE_CODES.split())
_MET: Final = re.compile(r"(?:we )?met +(?:(?:at|in|on|through|via|during) +)?(?P<how>\S.*)", re.IGNORECASE)
_INTRODUCED: Final = re.compile(r"(?:was )?(?:introduced|referred) +by +(?P<who>\S.*)", re.IGNORECASE)
_CITY_AND_STATE: Final = re.compile(r"([^\W\d_][^\d,]*?) +([A-Z]{2})(?: +\d{5}(?:-\d{4})?)?")
_CHECK: Final = "Check this row before you take it over."


def read_pasted(text: str, *, name: str = "the text", limits: Limits = DEFAULT_LIMITS) -> ContactFile:
    """Read a list that has no columns: "Name, role, hospital", one person a line, or `Name <mail>` each.

    A line that names one of the four groups alone ("Mentors:") holds for the lines below it. What is not
    understood goes to the notes, with a problem that asks to check it.

    Raises:
        UnreadableFile: it has too many lines.
    """
    lines = clean_lines(text.replace("\t", " | ")).split("\n")
    if len(lines) > limits.rows:
        what = f"it has {len(lines):,} lines, and at most {limits.rows:,} are read"
        raise UnreadableFile(what, name, "Paste it in several pieces.")
    rows: list[ContactRow] = []
    problems: list[Problem] = []
    groups: tuple[str, ...] = ()
    for number, line in enumerate(lines, start=1):
        heading = _read_heading(line)
        if heading:
            groups = heading
            continue
        for part in _people_in(line):
            draft = _LineReader(number, groups).read(part)
            if draft.is_person:
                rows.append(draft.row())
                problems += draft.problems
            else:
                problems.append(tell_nobody(number, [part]))
    return ContactFile("text", ColumnMapping(()), tuple(rows), tuple(problems), ())


def _read_heading(line: str) -> tuple[str, ...]:
    """Return the groups that a line names when it names nothing else."""
    known, others = split_groups(line.strip(_EDGES))
    return () if others else known


def _people_in(line: str) -> Iterator[str]:
    """Yield the part of a line about each person: mail programs put all recipients on one line."""
    bare = _BULLET.sub("", line.lstrip(" |"), count=1)
    several = _PERSON_WITH_ADDRESS.findall(bare) if bare.count("<") > 1 else []
    for part in several if len(several) > 1 else [bare]:
        if part.strip(_EDGES):
            yield part.strip(" ,;")


@dataclass(slots=True)
class _LineReader:
    """Reads one line about one person."""

    line: int
    groups: tuple[str, ...]
    draft: Draft = field(init=False)
    unknown: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.draft = Draft(self.line)

    def read(self, text: str) -> Draft:
        """Return what the line says."""
        if len(text) > _LONGEST_LINE:
            return self.draft
        self.draft.add_groups(self.groups)
        rest = self._take_addresses(_QUOTED.sub(r"\1", text, count=1) if text.startswith('"') else text)
        pieces = [piece for part in _SIGNS.split(rest) if (piece := clean_line(part).strip(_EDGES))]
        named = _find_named(pieces)
        parts: list[str] = []
        for place, piece in enumerate(pieces):
            found = _COMMA.split(piece)
            parts += self._read_name(found) if place == named else found
        self._place(list(_divide(parts)))
        return self.draft

    def _take_addresses(self, text: str) -> str:
        """Take mail and web addresses and telephone numbers out of a line, and return what is left."""
        for found in _EMAIL.finditer(text):
            self.draft.add_emails(found[1], "E-mail")
        text = _EMAIL.sub("\t", text)
        for found in _PAGE.finditer(text):
            self.draft.add_page(found[1].rstrip(".,;"), "Page")
        text = _PAGE.sub("\t", text)
        return _PHONE.sub(self._take_phone, text)

    def _take_phone(self, found: re.Match[str]) -> str:
        if sum(1 for letter in found[1] if letter.isdigit()) < _FEWEST_DIGITS:
            return found[0]
        self.draft.add_phones(found[1])
        return "\t"

    # ------------------------------------------------------------------------------------------ name

    def _read_name(self, parts: Sequence[str]) -> list[str]:
        """Take the name out of the first parts of a line, and return the others."""
        left = [part for part in parts if part.strip(_EDGES)]
        if not left:
            return []
        place = _find_name(left)
        if place is None:
            return left
        before = left[:place]
        name = self._take_title(left[place])
        after = left[place + 1 :]
        name, *joined = _JOINT.split(name, maxsplit=1)
        name, letters = find_credentials(name)
        while after and all(is_credential(word) for word in after[0].split()):
            letters = ", ".join(filter(None, (letters, after.pop(0))))
        if after and not joined and _is_given(name, after[0]):
            name, after = self._turn(name, after)
        if not any(letter.isalpha() for letter in name) or len(name.split()) > _LONGEST_NAME:
            return [*before, *([name] if name else []), *joined, *after]
        self.draft.put("name", name, "Name")
        self.draft.put("credentials", letters, "Credentials")
        return [*before, *joined, *after]

    def _take_title(self, name: str) -> str:
        title = _TITLE.match(name)
        if title is None:
            return name
        others = [word for word in title[1].replace(",", " ").split() if not is_doctor(word)]
        self.draft.keep("Title", " ".join(others))
        return name[title.end() :]

    def _turn(self, family: str, after: list[str]) -> tuple[str, list[str]]:
        """Read "Novak, Ana, MD" as Ana Novak, and ask to check it."""
        given, letters = find_credentials(self._take_title(after[0]))
        rest = after[1:]
        while rest and all(is_credential(word) for word in rest[0].split()):
            letters = ", ".join(filter(None, (letters, rest.pop(0))))
        self.draft.put("given", given, "Given name")
        self.draft.put("family", family, "Family name")
        self.draft.put("credentials", letters, "Credentials")
        self._doubt(
            "name", f"{shorten(family)}, {shorten(given)} was read as {shorten(given)} {shorten(family)}."
        )
        return f"{given} {family}", rest

    # ----------------------------------------------------------------------------------------- others

    def _place(self, parts: Sequence[str]) -> None:
        for number, part in enumerate(parts):
            meaning = _meaning_of(part)
            if meaning == "state":
                self.draft.put("state", part, "State")
                if self.unknown and self.unknown[-1] == parts[number - 1]:
                    self.draft.put("city", self.unknown.pop(), "City")
            elif meaning == "department":
                self.draft.put("department", part, "Department")
                self.draft.put("specialty", specialty_in(part), "Specialty")
            elif meaning is not None:
                self.draft.put(meaning, part, meaning.capitalize())
            elif not self._place_phrase(part):
                self.unknown.append(part)
        self._place_unknown()

    def _place_phrase(self, part: str) -> bool:
        """Place "met at rounds", "introduced by Bo Li" and "Dallas TX"; tell whether it was one of them."""
        if met := _MET.fullmatch(part):
            self.draft.put("how_met", met["how"], "How met")
        elif introduced := _INTRODUCED.fullmatch(part):
            self.draft.put("introduced_by", introduced["who"], "Introduced by")
        elif place := _CITY_AND_STATE.fullmatch(part):
            self.draft.put("city", place[1], "City")
            self.draft.put("state", place[2], "State")
        else:
            return False
        return True

    def _place_unknown(self) -> None:
        # "Name, role, hospital" is the order that everybody writes.
        is_open = "role" in self.draft.lines and "institution" not in self.draft.lines
        if self.unknown and is_open and not self.unknown[0][0].islower():
            guess = self.unknown.pop(0)
            self.draft.put("institution", guess, "Institution")
            self._doubt("institution", f"{shorten(guess)!r} was taken for the institution.")
        for part in self.unknown:
            self.draft.keep("", part)
            self._doubt(None, f"{shorten(part)!r} was not understood; the notes keep it.")

    def _doubt(self, name: str | None, says: str) -> None:
        self.draft.problems.append(Problem(self.line, name, says, _CHECK))


def _find_named(pieces: Sequence[str]) -> int:
    """Return which piece of a line names the person: the first, unless only a later one can."""
    for place, piece in enumerate(pieces):
        found = _find_name(_COMMA.split(piece))
        if found is not None and (place == 0 or _is_full_name(_COMMA.split(piece)[found])):
            return place
    return 0


def _find_name(parts: Sequence[str]) -> int | None:
    """Return the place of the part that is a name: the first, unless only a later one can be."""
    names = [_JOINT.split(_TITLE.sub("", part, count=1), maxsplit=1)[0] for part in parts]
    meaning = _meaning_of(names[0])
    if meaning is None:
        return 0
    later = (place for place, part in enumerate(names) if _meaning_of(part) is None and _is_full_name(part))
    # Some are called Dean or Bishop, but nobody is called Department of Surgery.
    return next(later, 0 if meaning == "role" and len(parts) > 1 else None)


def _is_full_name(part: str) -> bool:
    words = part.split()
    return 1 < len(words) <= _LONGEST_NAME and all(word[:1].isupper() for word in words)


def _is_given(family: str, part: str) -> bool:
    """Tell whether "Novak, Ana" can be a family name and a given one: one word, then words like a name."""
    given = find_credentials(_TITLE.sub("", part, count=1))[0]
    return (
        len(family.split()) == 1
        and 0 < len(given.split()) < _LONGEST_NAME // 2
        and all(word[:1].isupper() and word.strip(".").replace("-", "").isalpha() for word in given.split())
        and _meaning_of(given) is None
    )


def _divide(parts: Sequence[str]) -> Iterator[str]:
    """Yield the two parts of "Fellow at Mercy" and "Director of Mercy Hospital", and other parts whole."""
    for part in parts:
        for piece in _divide_one(part.strip(_EDGES)):
            bare = piece.strip(_EDGES)
            if bare:
                yield bare


def _divide_one(part: str) -> list[str]:
    joint = _JOINT.search(part)
    if joint is not None:
        before, after = part[: joint.start()], part[joint.end() :]
        is_place = looks_like_institution(after) and not looks_like_institution(before)
        if looks_like_role(before) or (is_place and not _MET.match(part)):
            return [before, *_divide_one(after)]
    of = _OF.search(part)
    if of is not None and looks_like_role(part[: of.start()]) and looks_like_institution(part[of.end() :]):
        return [part[: of.start()], part[of.end() :]]
    return [part]


@lru_cache(maxsize=4096)  # many people on one list share a role and a hospital
def _meaning_of(part: str) -> Meaning | None:
    if part in _STATES:
        return "state"
    if looks_like_specialty(part):
        return "specialty"
    if looks_like_department(part):
        return "department"
    if looks_like_role(part):
        return "role"
    return "institution" if looks_like_institution(part) else None

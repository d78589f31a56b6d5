"""Gather what a source says about one person: the first value of a field wins, and nothing is lost."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, TypeAlias

from hallway.formats.contacts import ContactRow, tell_nameless, tell_nobody
from hallway.formats.credentials import find_credentials
from hallway.formats.dates import read_date
from hallway.formats.fields import (
    find_emails,
    is_web_address,
    near_zones,
    read_zone,
    split_groups,
    split_list,
)
from hallway.formats.headers import find_field, fold_header
from hallway.formats.problems import Problem
from hallway.formats.tables import Row
from hallway.formats.texts import clean_line, clean_lines, restore, shorten

LineField: TypeAlias = Literal[
    "name",
    "given",
    "family",
    "credentials",
    "role",
    "specialty",
    "subspecialty",
    "institution",
    "department",
    "city",
    "state",
    "country",
    "how_met",
    "introduced_by",
]
DayField: TypeAlias = Literal["last_contact", "next_follow_up"]

NO_DAYS: Final = frozenset({"0/0/00", "0/0/0000", "00/00/00", "00/00/0000"})
"""How mail programs write that there is no day."""
_GENERATIONS: Final = frozenset({"jr", "sr", "ii", "iii", "iv", "v", "2nd", "3rd", "4th"})
_TITLES: Final = frozenset({"dr", "doctor"})
_UNTIL_THEN: Final = "until then the notes keep it."


class Cells:
    """The filled cells of one row, taken by their column name; what nobody takes is left for the notes."""

    __slots__ = ("_filled", "_headers", "_places")

    def __init__(self, headers: Sequence[str], places: Mapping[str, int], row: Row) -> None:
        self._headers = headers
        self._places = places
        self._filled = {place: cell for place, cell in enumerate(row.cells) if cell and not cell.isspace()}

    def take(self, *names: str) -> str:
        """Return the text of the first of these columns that is filled, on one line; names are folded."""
        return clean_line(self.take_lines(*names))

    def take_lines(self, *names: str) -> str:
        """Return the text of the first of these columns that is filled, with its line ends."""
        for name in names:
            text = self.take_at(self._places.get(name, -1))
            if text:
                return text
        return ""

    def take_at(self, place: int) -> str:
        """Return the text in this place, with its line ends."""
        return clean_lines(restore(self._filled.pop(place, "")))

    def drop(self, name: str, defaults: Collection[str]) -> None:
        """Leave out what stands in this column when it is what a program fills in by itself."""
        place = self._places.get(name, -1)
        if self._filled.get(place, "").strip().casefold() in defaults:
            del self._filled[place]

    def left(self) -> Iterator[tuple[str, str]]:
        """Yield the column name and the text of every cell that was not taken."""
        for place in tuple(self._filled):
            text = self.take_at(place)
            if text:
                yield self._headers[place], text


def index_headers(headers: Sequence[str]) -> dict[str, int]:
    """Return the place of each folded column name; of two that fold alike, the first."""
    places: dict[str, int] = {}
    for place, header in enumerate(headers):
        places.setdefault(fold_header(header), place)
    return places


@dataclass(slots=True)
class Draft:
    """What is known of one person so far."""

    line: int
    lines: dict[LineField, str] = field(default_factory=dict)
    days: dict[DayField, date] = field(default_factory=dict)
    emails: dict[str, str] = field(default_factory=dict)
    phones: dict[str, None] = field(default_factory=dict)
    topics: dict[str, None] = field(default_factory=dict)
    groups: dict[str, None] = field(default_factory=dict)
    profile_url: str | None = None
    profile_label: str = ""
    zone: str | None = None
    notes: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def put(self, name: LineField, text: str, label: str) -> None:
        """Fill a field; another value for a filled one goes to the notes under `label`."""
        if text and self.lines.setdefault(name, text) != text:
            self.keep(label, text)

    def keep(self, label: str, text: str) -> None:
        """Keep something for the notes under a label."""
        if text and text not in NO_DAYS:
            self.kept.append(f"{label}: {text}" if label else text)

    def refuse(self, name: str, label: str, text: str, why: tuple[str, str]) -> None:
        """Keep for the notes what a field cannot hold, with a problem: what it is not, and a remedy."""
        what, remedy = why
        self.problems.append(Problem(self.line, name, f"{shorten(text)!r} {what} ({label}).", remedy))
        self.keep(label, text)

    def add_emails(self, text: str, label: str) -> None:
        """Add every address in `text`; when something else stands beside them, the notes keep it all."""
        addresses, others = find_emails(text)
        for address in addresses:
            self.emails.setdefault(address.casefold(), address)
        if others:
            why = ("is not an e-mail address", f"Write it like ana@example.org; {_UNTIL_THEN}")
            self.refuse("email", label, text, why)

    def add_phones(self, *phones: str) -> None:
        """Add phone numbers as they are written."""
        self.phones.update(dict.fromkeys(each for each in map(clean_line, phones) if each))

    def add_groups(self, items: Iterable[str]) -> None:
        """Add the network groups among labels; the notes keep the other ones."""
        others: list[str] = []
        for item in map(clean_line, items):
            known, unknown = split_groups(item)
            self.groups.update(dict.fromkeys(known))
            others += unknown
        if others:
            self.keep("Groups", "; ".join(dict.fromkeys(others)))

    def add_page(self, text: str, label: str) -> None:
        """Add a page about the person: a LinkedIn profile comes before every other one."""
        if not is_web_address(text):
            why = ("is not a web address", f"Write it like https://example.org; {_UNTIL_THEN}")
            self.refuse("profile_url", label, text, why)
        elif self.profile_url is None:
            self.profile_url, self.profile_label = text, label
        elif _is_linkedin(text) and not _is_linkedin(self.profile_url):
            self.keep(self.profile_label, self.profile_url)
            self.profile_url, self.profile_label = text, label
        elif text != self.profile_url:
            self.keep(label, text)

    def put_zone(self, text: str, label: str) -> None:
        """Fill the time zone."""
        zone = read_zone(text)
        if zone is None:
            near = ", ".join(near_zones(text)) or "a name such as America/Chicago"
            why = ("is not a time zone", f"Did you mean {near}? Until then the notes keep it.")
            self.refuse("zone", label, text, why)
        elif self.zone not in {None, zone}:
            self.keep(label, text)
        else:
            self.zone = zone

    def put_day(self, name: DayField, text: str, label: str) -> None:
        """Fill a day that needs no question about its order."""
        day = read_date(text, "none")
        if day is None:
            why = (
                "is not a date that can be read in one way only",
                f"Write it like 2026-01-31; {_UNTIL_THEN}",
            )
            self.refuse(name, label, text, why)
        elif self.days.setdefault(name, day) != day:
            self.keep(label, text)

    def put_name(self, parts: Sequence[str], prefix: str, suffix: str) -> None:
        """Fill the whole name from its given, middle and family parts, and from what stands around them.

        A doctor's title is left out, other titles go to the notes; a suffix is a generation or credentials.
        """
        given, middle, family = parts
        is_generation = is_part_of_name(suffix)
        name = " ".join(filter(None, (given, middle, family)))
        if name:
            self.put("name", f"{name} {suffix}" if is_generation else name, "Name")
            if given and family:
                bare, letters = find_credentials(family)
                self.put("given", given, "First name")
                self.put("family", bare, "Last name")
                self.put("credentials", letters, "Last name")
        if suffix and not (is_generation and name):
            self.put("credentials", suffix, "Suffix")
        if not is_doctor(prefix):
            self.keep("Title", prefix)

    def put_labeled(self, label: str, text: str) -> None:
        """Put a value under a label of somebody's own in the field that the label names, or in the notes."""
        match find_field(label):
            case "last_contact" | "next_follow_up" as day:
                self.put_day(day, text, label)
            case "zone":
                self.put_zone(text, label)
            case "topics":
                self.topics.update(dict.fromkeys(split_list(clean_lines(text))))
            case "groups":
                self.add_groups(split_list(clean_lines(text)))
            case (
                "given"
                | "family"
                | "credentials"
                | "specialty"
                | "subspecialty"
                | "city"
                | "state"
                | "country"
                | "how_met"
                | "introduced_by"
            ) as line:
                self.put(line, clean_line(text), label)
            case _:
                self.keep(label, text)

    @property
    def is_person(self) -> bool:
        """Tell whether there is a name or an address at all."""
        return bool(self.lines.get("name") or self.emails or self.phones)

    def nobody(self) -> Problem:
        """Return the problem of a row that is no person: it is left out."""
        return tell_nobody(self.line, [*self.lines.values(), *self.kept, *self.notes])

    def row(self) -> ContactRow:
        """Return the contact."""
        emails, phones = tuple(self.emails.values()), tuple(self.phones)
        if "name" not in self.lines:
            self.problems.append(tell_nameless(self.line, emails, phones))
        said = self.lines.get
        return ContactRow(
            line=self.line,
            name=said("name"),
            given=said("given"),
            family=said("family"),
            credentials=said("credentials"),
            role=said("role"),
            specialty=said("specialty"),
            subspecialty=said("subspecialty"),
            institution=said("institution"),
            department=said("department"),
            city=said("city"),
            state=said("state"),
            country=said("country"),
            how_met=said("how_met"),
            introduced_by=said("introduced_by"),
            last_contact=self.days.get("last_contact"),
            next_follow_up=self.days.get("next_follow_up"),
            emails=emails,
            phones=phones,
            profile_url=self.profile_url,
            zone=self.zone,
            topics=tuple(self.topics),
            groups=tuple(self.groups),
            notes="\n".join([*self.notes, *self.kept]) or None,
            problems=tuple(self.problems),
        )


def is_part_of_name(suffix: str) -> bool:
    """Tell whether what follows a name tells the generation, such as Jr., and not a degree."""
    return _bare(suffix) in _GENERATIONS


def is_doctor(title: str) -> bool:
    """Tell whether a title says no more than that somebody is a doctor."""
    return _bare(title) in _TITLES


def _bare(text: str) -> str:
    return text.casefold().strip(" .,")


def _is_linkedin(address: str) -> bool:
    return "linkedin.com" in address.casefold()

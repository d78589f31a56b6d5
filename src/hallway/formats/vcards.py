"""Read vCards 2.1, 3.0 and 4.0 as telephones, mail programs and address books really write them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from hallway.formats.contacts import ContactFile, ContactRow, tell_nameless, tell_nobody
from hallway.formats.content_lines import ContentLine, read_content_lines, unescape
from hallway.formats.encodings import decode
from hallway.formats.fields import join_list, split_groups
from hallway.formats.mappings import ColumnMapping
from hallway.formats.problems import Problem, UnreadableFile
from hallway.formats.texts import shorten
from hallway.formats.vcard_people import is_person, make_row
from hallway.formats.vcard_properties import GatheredCard, gather
from hallway.formats.vcard_words import SKIPPED

_SAVE_AGAIN: Final = "Export the contacts again from the program they are in, as vCard (.vcf)."
_SPLIT: Final = "Split it into several files."
_LEFT_OUT: Final = "Nothing: it was left out."
_NOTHING_LOST: Final = "Nothing: they say nothing about the people."
_ADD_NAME: Final = "Add the name in the file, or here before you take the row over."
_BEGINNING: Final = re.compile(rb"\s*(?:[A-Za-z0-9_-]+\.)?BEGIN\s*:\s*VCARD\b", re.IGNORECASE)
_BOMS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_SAMPLE: Final = 4096  # bytes
_MEGABYTE: Final = 1_000_000
_BEGIN: Final = re.compile(r"\s*BEGIN\s*:\s*VCARD\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CardLimits:
    """The largest file of cards that is read; more than this is a mistake, or an attack."""

    size: int = 50_000_000  # bytes
    cards: int = 100_000
    line: int = 1_000_000  # characters of one property, after unfolding
    depth: int = 5  # cards inside of cards


DEFAULT_LIMITS: Final = CardLimits()


def is_vcard(data: bytes) -> bool:
    """Tell by its first line whether a file holds vCards."""
    start = data[:_SAMPLE]
    if start.startswith(_BOMS) or b"\x00" in start:  # UTF-16 of plain letters has a NUL beside each
        start = start.lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\x00", b"")
    return _BEGINNING.match(start) is not None


def read_vcards(data: bytes, *, name: str = "the file", limits: CardLimits = DEFAULT_LIMITS) -> ContactFile:
    """Read every card of a file as a contact.

    What has no field goes to the notes; pictures, keys and what only programs need are left out, and one
    problem says which. A group gives its name to its members; an organization is no person.

    Raises:
        UnreadableFile: it is too large, no text, or holds no card.
    """
    if len(data) > limits.size:
        what = f"it has {_megabytes(len(data))}, and at most {_megabytes(limits.size)} are read"
        raise UnreadableFile(what, name, _SPLIT)
    reading = _Reading(name, limits)
    for card in _split_cards(_as_bytes(data, name), limits, reading.problems):
        reading.take(card)
    if not reading.count:
        raise UnreadableFile("it holds no vCard (BEGIN:VCARD)", name, _SAVE_AGAIN)
    return reading.finish()


def _megabytes(size: int) -> str:
    return f"{size / _MEGABYTE:,.1f} MB"


def _as_bytes(data: bytes, name: str) -> bytes:
    """Return the bytes to read: UTF-8, or one byte a letter; what is no text is refused."""
    try:
        decoded = decode(data, name=name)
    except UnreadableFile as cause:
        raise UnreadableFile(cause.what, cause.where, _SAVE_AGAIN) from None
    if decoded.encoding.startswith(("utf-16", "utf-32")):
        return decoded.text.encode("utf-8")
    return data.removeprefix(_BOMS[0])


# -------------------------------------------------------------------------------- from lines to cards


@dataclass(slots=True)
class _Card:
    """One card while its lines come in, with the cards inside of it."""

    line: int
    properties: list[ContentLine] = field(default_factory=list)
    agents: list["_Card"] = field(default_factory=list)


class _Splitter:
    """Sorts lines into cards; a card that nobody ended ends where the next one begins."""

    def __init__(self, limits: CardLimits) -> None:
        self.limits = limits
        self.stack: list[_Card] = []  # the outer card first
        self.too_deep = 0
        self.deep: list[int] = []
        self.unended: list[int] = []
        self.strays: list[int] = []

    def feed(self, line: ContentLine) -> _Card | None:
        """Take in a line, and return the outer card that it ends."""
        if line.raw == "VCARD" and line.name == "BEGIN":
            return self._begin(line.line)
        if line.raw == "VCARD" and line.name == "END":
            return self._end()
        if not self.stack:
            if line.name not in {"BEGIN", "END"}:
                self.strays.append(line.line)
        elif not self.too_deep:
            self.stack[-1].properties.append(line)
            if line.name == "AGENT" and _BEGIN.fullmatch(line.raw):
                self._nest(line.line)
        return None

    def _begin(self, line: int) -> _Card | None:
        if self.too_deep:
            self.too_deep += 1
            return None
        if self.stack and self._awaits_agent():
            self._nest(line)
            return None
        done = self.finish()
        self.stack = [_Card(line)]
        return done

    def _awaits_agent(self) -> bool:
        """Tell whether a card that begins now stands inside of the open one, and not after it."""
        last = self.stack[-1].properties[-1:]
        return bool(last) and last[0].name == "AGENT" and not last[0].raw.strip()

    def _nest(self, line: int) -> None:
        if len(self.stack) > self.limits.depth:
            self.too_deep = 1
            self.deep.append(line)
            return
        inner = _Card(line)
        self.stack[-1].agents.append(inner)
        self.stack.append(inner)

    def _end(self) -> _Card | None:
        if self.too_deep:
            self.too_deep -= 1
            return None
        card = self.stack.pop() if self.stack else None
        return None if self.stack else card

    def finish(self) -> _Card | None:
        """End what is still open, and return the outer card."""
        self.unended += [card.line for card in self.stack]
        outer = self.stack[0] if self.stack else None
        self.stack = []
        self.too_deep = 0
        return outer

    def tell(self) -> Iterator[Problem]:
        """Yield what was wrong with the frames of cards."""
        if self.unended:
            says = f"A card has no end (END:VCARD){_and_more(self.unended)}; it was read as far as it goes."
            yield Problem(self.unended[0], None, says, "If the file is cut off, export it again.")
        if self.deep:
            says = f"A card inside of {self.limits.depth} others is not read{_and_more(self.deep)}."
            yield Problem(self.deep[0], None, says, "Look at it in the file, and add the person by hand.")
        if self.strays:
            yield Problem(
                self.strays[0], None, f"Text outside of any card{_and_more(self.strays)}.", _LEFT_OUT
            )


def _split_cards(data: bytes, limits: CardLimits, problems: list[Problem]) -> Iterator[_Card]:
    """Yield the outer cards of a file."""
    splitter = _Splitter(limits)
    for line in read_content_lines(data, longest=limits.line, skipped=SKIPPED):
        card = splitter.feed(line)
        if card is not None:
            yield card
    last = splitter.finish()
    if last is not None:
        yield last
    problems += splitter.tell()


def _and_more(lines: list[int]) -> str:
    return f" (and {len(lines) - 1} more below)" if len(lines) > 1 else ""


def _unfold_agents(card: _Card, limits: CardLimits, depth: int = 1) -> Iterator[_Card]:
    """Yield the cards inside of a card; vCard 3 writes one into a single escaped value."""
    yield from card.agents
    for line in card.properties if depth <= limits.depth else ():
        text = unescape(line.value()) if line.name == "AGENT" else ""
        if _BEGINNING.match(text[:_SAMPLE].encode("utf-8", "replace")) and not _BEGIN.fullmatch(text):
            for inner in _split_cards(text.encode("utf-8", "replace"), limits, []):
                inner.line = line.line
                inner.properties = [replace(each, line=line.line) for each in inner.properties]
                yield inner


# ------------------------------------------------------------------------------- from cards to a file


@dataclass(slots=True)
class _Reading:
    """What was read of a file so far."""

    name: str
    limits: CardLimits
    count: int = 0
    rows: list[ContactRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    places: dict[str, int] = field(default_factory=dict)  # which row has which UID
    groups: list[tuple[str, list[str]]] = field(default_factory=list)  # name, UIDs of its members

    def take(self, card: _Card, *, depth: int = 1, outer: str = "") -> str:
        """Read a card and those inside of it, and return the name that the card shows."""
        self.count += 1
        if self.count > self.limits.cards:
            what = f"it holds more than {self.limits.cards:,} cards"
            raise UnreadableFile(what, self.name, _SPLIT)
        read = gather(card.line, card.properties, self.left_out)
        row = make_row(read)
        shown = row.name or read.whole
        if depth <= self.limits.depth:
            inner = [
                self.take(each, depth=depth + 1, outer=shown)
                for each in _unfold_agents(card, self.limits, depth)
            ]
            row = _add_notes(row, (f"Agent: {each}" for each in inner if each))
        row = _add_notes(row, [f"Agent of {outer}"] if outer else ())
        self._keep(read, row)
        return shown

    def _keep(self, read: GatheredCard, row: ContactRow) -> None:
        """Keep a card as a row, or tell why it is none."""
        is_row = bool(row.name or row.emails or row.phones)
        problem: Problem | None = None
        if read.kind == "group":
            self.groups.append((read.whole, read.members))
            is_row = False
            says = f"A group, not a person: {shorten(read.whole) or 'without a name'}."
            problem = Problem(row.line, None, says, _LEFT_OUT)
        elif not is_person(read):
            is_row = bool(row.emails)  # an office that can be written to
            says = f"An organization, not a person: {_tell_row(row)}"
            row = replace(row, name=None, given=None, family=None)
            problem = Problem(row.line, "name", says, _ADD_NAME if is_row else _LEFT_OUT)
        elif row.name is None:
            problem = (
                tell_nameless(row.line, row.emails, row.phones)
                if is_row
                else tell_nobody(row.line, _texts(row))
            )
        if problem is not None:
            row = replace(row, problems=(*row.problems, problem))
        self.problems += row.problems
        if is_row:
            if read.uid:
                self.places.setdefault(_bare_uid(read.uid), len(self.rows))
            self.rows.append(row)

    def finish(self) -> ContactFile:
        """Return what was read, in the order of the lines."""
        self._apply_groups()
        if self.left_out:
            named = ", ".join(
                f"{each} ({times})" if times > 1 else each for each, times in sorted(self.left_out.items())
            )
            says = f"Left out, since they serve programs or hold no text: {shorten(named, 300)}."
            self.problems.append(Problem(None, None, says, _NOTHING_LOST))
        self.rows.sort(key=_line_of)
        self.problems.sort(key=_line_of)
        return ContactFile("vcard", ColumnMapping(()), tuple(self.rows), tuple(self.problems), ())

    def _apply_groups(self) -> None:
        """Write the names of group cards to their members: one of the four groups, or into the notes."""
        found: dict[int, list[str]] = {}
        for title, members in self.groups:
            for uid in dict.fromkeys(members) if title else ():
                place = self.places.get(_bare_uid(uid))
                if place is not None:
                    found.setdefault(place, []).append(title)
        for place, titles in found.items():
            row = self.rows[place]
            known, others = split_groups(join_list(titles) + ";")
            groups = tuple(dict.fromkeys((*row.groups, *known)))
            named = [f"Groups: {'; '.join(others)}"] if others else []
            self.rows[place] = _add_notes(replace(row, groups=groups), named)


def _line_of(item: ContactRow | Problem) -> int:
    return item.line or 0


def _bare_uid(uid: str) -> str:
    return uid.casefold().removeprefix("urn:uuid:").removeprefix("uid:")


def _add_notes(row: ContactRow, notes: Iterable[str]) -> ContactRow:
    more = [*notes]
    return replace(row, notes="\n".join(filter(None, (row.notes, *more)))) if more else row


def _tell_row(row: ContactRow) -> str:
    """Return what a card says, for a message about a card that is no person."""
    return f"{shorten(' | '.join(dict.fromkeys(_texts(row))), 200) or 'nothing else'}."


def _texts(row: ContactRow) -> Iterator[str]:
    """Yield what a card says."""
    reach = (*row.emails, *row.phones, row.profile_url, row.city)
    yield from filter(None, (row.name, row.institution, row.department, *reach, row.notes))

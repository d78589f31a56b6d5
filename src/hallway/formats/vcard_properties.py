"""Sort the properties of one vCard: into fields where there are some, else into lines of the notes."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from hallway.domain.names import fold
from hallway.formats.content_lines import ContentLine, split_value, unescape
from hallway.formats.fields import find_emails, is_web_address, join_list, read_zone, split_groups
from hallway.formats.problems import Problem
from hallway.formats.texts import clean_line, clean_lines, shorten
from hallway.formats.vcard_words import (
    INTRODUCED_BY,
    LONGEST_LABEL,
    OWN,
    OWN_NAMES,
    PLACES,
    SAME,
    SAY_NOTHING,
    SKIPPED,
    given_label,
    is_internal,
    is_machine_made,
    is_plain_label,
    label_of,
    name_property,
    read_android,
    read_day,
    read_tel,
)

_NO_PHONES: Final = ("fax", "facsimile", "pager", "telex", "modem", "bbs")
_CALLED_BY: Final = re.compile(r"referred|referrer|introduc", re.IGNORECASE)
_URI: Final = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)
LINKEDIN: Final = re.compile(r"(?:^|[/.])linkedin\.com/", re.IGNORECASE)
"""What the address of a LinkedIn profile holds."""
_NAME_PARTS: Final = 5  # family, given and middle name, prefix, suffix
# Lists that programs put everybody into.
_OWN_LISTS: Final = frozenset({"my contacts", "mycontacts", "starred", "all contacts", "unfiled"})
_BETWEEN_GROUPS: Final = re.compile(r"[,;\n]")
_CUT_REMEDY: Final = "Look it up in the file if you need it."
_KEPT: Final = "until then the notes keep it."


@dataclass(frozen=True, slots=True)
class Address:
    """One postal address: how near to work it is (0 is nearest), what to call it, and its seven parts."""

    rank: int
    label: str
    parts: tuple[str, ...]

    @property
    def place(self) -> tuple[str, str, str]:
        """Return city, state and country."""
        return self.parts[3], self.parts[4], self.parts[6]

    def has_more(self) -> bool:
        """Tell whether it holds more than city, state and country."""
        return any((*self.parts[:3], self.parts[5]))


@dataclass(slots=True)
class GatheredCard:
    """What the properties of one card say, each in its place; what finds none stands in the notes."""

    line: int
    left_out: Counter[str]
    kind: str = "individual"
    uid: str = ""
    members: list[str] = field(default_factory=list)
    whole: str = ""
    parts: list[str] = field(default_factory=list)
    nickname: str = ""
    titles: list[tuple[str, str]] = field(default_factory=list)  # label, text
    places: list[tuple[str, str]] = field(default_factory=list)  # institution, department
    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    webs: list[tuple[str, str]] = field(default_factory=list)  # label, address
    addresses: list[Address] = field(default_factory=list)
    mailing: list[tuple[str, str]] = field(default_factory=list)  # label, text
    groups: list[str] = field(default_factory=list)
    zone: str = ""
    introduced_by: str = ""
    own: dict[str, list[str]] = field(default_factory=dict)
    written: dict[str, None] = field(default_factory=dict)  # in order, each once
    notes: list[str] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def gather(line: int, properties: Sequence[ContentLine], left_out: Counter[str]) -> GatheredCard:
    """Sort the properties of one card; those of no use to people are counted in `left_out`."""
    card = GatheredCard(line, left_out)
    for each in properties:
        if each.name == "X-ABLABEL" and each.group:
            card.labels[each.group] = _text_of(each)[:LONGEST_LABEL]
    for each in properties:
        if each.is_cut:
            _tell(card, each, None, f"{each.name or 'A text'} is too long: its end is left out.", _CUT_REMEDY)
        _take(card, each)
    return card


def _take(card: GatheredCard, line: ContentLine) -> None:
    name = SAME.get(line.name, line.name)
    take = _TAKERS.get(name)
    if take is not None:
        take(card, line)
    elif not name:
        text = clean_line(line.value())
        if text and not is_machine_made(text):
            card.notes.append(text)
    elif name in SKIPPED or is_internal(name):
        _leave_out(card, line)
    elif name.startswith(OWN):
        _take_own(card, line)
    elif name not in SAY_NOTHING:
        _note(card, line)


def _leave_out(card: GatheredCard, line: ContentLine) -> None:
    card.left_out[line.name] += 1
    match line.name:
        case "UID":
            card.uid = _text_of(line)
        case "X-ABSHOWAS" if _text_of(line).upper() == "COMPANY":
            card.kind = "org"
        case "X-ADDRESSBOOKSERVER-KIND":
            card.kind = _text_of(line).lower()
        case "X-ADDRESSBOOKSERVER-MEMBER":
            card.members.append(_text_of(line))


def _tell(card: GatheredCard, line: ContentLine, where: str | None, says: str, remedy: str) -> None:
    card.problems.append(Problem(line.line, where, says, remedy))


def _label(card: GatheredCard, line: ContentLine, base: str) -> str:
    return label_of(line, base, card.labels)


def _note(card: GatheredCard, line: ContentLine) -> None:
    """Keep a property that has no field; one that no person wrote is left out."""
    base = name_property(SAME.get(line.name, line.name))
    parts = [each for each in _parts_of(line) if each]
    text = read_day(", ".join(parts))
    if line.name == "X-ANDROID-CUSTOM":
        base, text = read_android(parts)
    if line.name.startswith("X-") and is_machine_made(text):
        _leave_out(card, line)
    elif text:
        card.notes.append(f"{_label(card, line, base)}: {text}")


def _keep_label(card: GatheredCard, line: ContentLine, text: str) -> None:
    """Keep in the notes what a card calls an address or a number, when it is more than work or home."""
    label = given_label(line, card.labels)
    if not is_plain_label(label):
        card.notes.append(f"{label}: {text}")


def _take_own(card: GatheredCard, line: ContentLine) -> None:
    """Take in one of our own properties, or of another program that says the same."""
    name = SAME.get(line.name, line.name).removeprefix(OWN)
    text = _text_of(line)
    known = card.own.get(name, [])
    if text and name in OWN_NAMES and (name == "TOPIC" or not known):
        card.own.setdefault(name, []).append(text)
    elif text and text not in known:
        card.notes.append(f"{name_property(name)}: {text}")


def _take_fn(card: GatheredCard, line: ContentLine) -> None:
    text = _text_of(line)
    if not card.whole:
        card.whole = text
    elif text and text != card.whole:
        card.notes.append(f"Name: {text}")


def _take_n(card: GatheredCard, line: ContentLine) -> None:
    parts = _lists_of(line)
    known, others = (parts[:_NAME_PARTS], parts[_NAME_PARTS:]) if not any(card.parts) else ([], parts)
    card.parts = known or card.parts
    rest = " ".join(filter(None, others))
    if rest and parts != card.parts:
        card.notes.append(f"Name: {rest}")


def _take_nickname(card: GatheredCard, line: ContentLine) -> None:
    card.nickname = card.nickname or _text_of(line)
    _note(card, line)


def _take_org(card: GatheredCard, line: ContentLine) -> None:
    institution, department, *units = [*_parts_of(line), ""]
    card.notes += [f"Organization unit: {each}" for each in units if each]
    if institution or department:
        card.places.append((institution, department))


def _take_email(card: GatheredCard, line: ContentLine) -> None:
    text = _text_of(line)
    addresses, others = find_emails(text.removeprefix("mailto:"))
    card.emails += addresses
    if others:
        says = f"{shorten(text)!r} is not an e-mail address."
        _tell(card, line, "email", says, f"Write it like ana@example.org; {_KEPT}")
        card.notes.append(f"{_label(card, line, 'E-mail')}: {text}")
    elif text:
        _keep_label(card, line, text)


def _take_tel(card: GatheredCard, line: ContentLine) -> None:
    text = read_tel(_text_of(line))
    if not text:
        return
    label = given_label(line, card.labels)
    kinds = {*line.types(), *(fold(label).split() if label else ())}
    odd = next((each for each in _NO_PHONES if each in kinds or f"x-{each}" in kinds), "")
    if odd:
        called = "Fax" if odd == "facsimile" else odd.capitalize()
        card.notes.append(f"{_label(card, line, called)}: {text}")
    else:
        _keep_label(card, line, text)
    if not odd or {"voice", "msg"} <= kinds:  # a line that answers
        card.phones.append(text)


def _take_url(card: GatheredCard, line: ContentLine) -> None:
    text, label = _text_of(line), _label(card, line, "Web page")
    if text and is_web_address(text):
        card.webs.append((label, text))
    elif text:
        says = f"{shorten(text)!r} is not a web address."
        _tell(card, line, "profile_url", says, f"Write it like https://example.org; {_KEPT}")
        card.notes.append(f"{label}: {text}")


def _take_profile(card: GatheredCard, line: ContentLine) -> None:
    """Take in an address in a network, and a name in a chat: LinkedIn is the profile."""
    text = _text_of(line)
    kinds = [each for each in line.types() if each and each not in {"pref", *PLACES}]
    service = (line.params.get("SERVICE-TYPE") or line.params.get("X-SERVICE-TYPE") or kinds or [""])[0]
    if line.name == "X-LINKEDIN" and text and "/" not in text:
        text = f"https://www.linkedin.com/in/{text}"
    if LINKEDIN.search(text) and is_web_address(text):
        card.webs.append(("LinkedIn", text))
    elif text:
        named = service.capitalize() if service.islower() else service
        bare = text.partition(":")[2] or text if line.name == "IMPP" else text.removeprefix("x-apple:")
        card.notes.append(f"{named or _label(card, line, name_property(line.name))}: {bare}")


def _take_adr(card: GatheredCard, line: ContentLine) -> None:
    parts = _lists_of(line, between_lines=", ")
    kinds = line.types()
    rank = 0 if "work" in kinds else 2 if "home" in kinds and "pref" not in kinds else 1
    if any(parts):
        whole = (*parts[:6], ", ".join(filter(None, parts[6:])), *[""] * 7)[:7]
        card.addresses.append(Address(rank, _label(card, line, "Address"), whole))


def _take_label(card: GatheredCard, line: ContentLine) -> None:
    text = clean_lines(unescape(line.value(), keep_n=line.is_quoted()))
    on_one_line = ", ".join(filter(None, (each.strip(" ,") for each in text.split("\n"))))
    if on_one_line:
        card.mailing.append((_label(card, line, "Address"), on_one_line))


def _take_tz(card: GatheredCard, line: ContentLine) -> None:
    zone = read_zone(_text_of(line))
    if zone is not None and not card.zone:
        card.zone = zone
    elif zone is None or zone != card.zone:
        _note(card, line)


def _take_categories(card: GatheredCard, line: ContentLine) -> None:
    text = unescape(line.value(), keep_n=line.is_quoted())
    known, others = split_groups(join_list(map(clean_line, _BETWEEN_GROUPS.split(text))) + ";")
    card.groups += known
    named = [each for each in others if fold(each) not in _OWN_LISTS]
    card.left_out.update(each for each in others if fold(each) in _OWN_LISTS)
    if named:
        card.notes.append(f"Groups: {'; '.join(named)}")


def _take_note(card: GatheredCard, line: ContentLine) -> None:
    text = clean_lines(unescape(line.value(), keep_n=line.is_quoted()))
    if text:
        card.written[text] = None


def _take_title(card: GatheredCard, line: ContentLine) -> None:
    text = _text_of(line)
    if text:
        card.titles.append(("Title" if line.name == "TITLE" else "Role", text))


def _take_kind(card: GatheredCard, line: ContentLine) -> None:
    card.kind = _text_of(line).lower() or card.kind


def _take_member(card: GatheredCard, line: ContentLine) -> None:
    card.members.append(_text_of(line))


def _take_related(card: GatheredCard, line: ContentLine) -> None:
    text = _text_of(line)
    kinds = [each for each in line.types() if each and each not in {"pref", "text", "contact", *PLACES}]
    label = given_label(line, card.labels) or (kinds[0].capitalize() if kinds else "Related")
    is_name = _URI.fullmatch(text) is None or label == INTRODUCED_BY
    if text and is_name and not card.introduced_by and _CALLED_BY.search(label):
        card.introduced_by = text
    elif text.lower().startswith(("urn:", "uid:")):
        card.left_out[line.name] += 1
    elif text:
        card.notes.append(f"{label}: {text}")


def _take_agent(card: GatheredCard, line: ContentLine) -> None:
    text = _text_of(line)
    if text and not text.upper().startswith("BEGIN:"):
        card.notes.append(f"Agent: {text}")


def _text_of(line: ContentLine) -> str:
    return clean_line(unescape(line.value(), keep_n=line.is_quoted()))


def _parts_of(line: ContentLine) -> list[str]:
    keep_n = line.is_quoted()
    return [clean_line(unescape(each, keep_n=keep_n)) for each in split_value(line.value(), ";")]


def _lists_of(line: ContentLine, *, between_lines: str = " ") -> list[str]:
    """Return the parts of a value that may each list several words with commas between them."""
    value = line.value()
    if "\\" not in value and "," not in value and not line.is_quoted():
        return [clean_line(each) for each in value.split(";")]
    keep_n = line.is_quoted()
    parts: list[str] = []
    for part in split_value(value, ";"):
        words = (unescape(each, keep_n=keep_n) for each in split_value(part, ","))
        lines = (between_lines.join(filter(None, clean_lines(each).split("\n"))) for each in words)
        parts.append(", ".join(filter(None, map(clean_line, lines))))
    return parts


_TAKERS: Final[Mapping[str, Callable[[GatheredCard, ContentLine], None]]] = {
    "FN": _take_fn,
    "N": _take_n,
    "NICKNAME": _take_nickname,
    "ORG": _take_org,
    "EMAIL": _take_email,
    "TEL": _take_tel,
    "URL": _take_url,
    "X-SOCIALPROFILE": _take_profile,
    "IMPP": _take_profile,
    "ADR": _take_adr,
    "LABEL": _take_label,
    "TZ": _take_tz,
    "CATEGORIES": _take_categories,
    "NOTE": _take_note,
    "TITLE": _take_title,
    "ROLE": _take_title,
    "KIND": _take_kind,
    "MEMBER": _take_member,
    "RELATED": _take_related,
    "X-ABRELATEDNAMES": _take_related,
    "AGENT": _take_agent,
}

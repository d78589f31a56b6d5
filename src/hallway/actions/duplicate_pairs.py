"""Whether two people of the record may be one: what speaks for it, what against, and how sure that is."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import NamedTuple

from hallway.actions.duplicate_names import ReadName
from hallway.actions.duplicate_ties import FULL, NameTie, Tie, tie_names
from hallway.actions.institution_names import Likeness, PlaceName, compare_places
from hallway.domain.ids import PersonId

FREE_MAIL = frozenset(
    (
        *("gmail.com", "googlemail.com", "yahoo.com", "ymail.com", "hotmail.com", "outlook.com", "live.com"),
        *("msn.com", "icloud.com", "me.com", "mac.com", "aol.com", "proton.me", "protonmail.com", "gmx.com"),
        *("gmx.net", "gmx.de", "web.de", "mail.com", "mail.ru", "yandex.ru", "qq.com", "163.com", "126.com"),
        *("naver.com", "yahoo.co.uk", "yahoo.co.in", "rediffmail.com", "zoho.com", "fastmail.com", "hey.com"),
    )
)
"""Hosts where anybody can have a mailbox: sharing one says nothing."""
_FAR_APART = 3


class Band(StrEnum):
    """How sure it is that two records are one person."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


MEANINGS: dict[Band, str] = {
    Band.CERTAIN: "They share an address that only one person has, and the names fit.",
    Band.LIKELY: "Most such pairs are one person; look at the reasons before you merge.",
    Band.POSSIBLE: "Some such pairs are one person and many are two. Only you can tell.",
}
_RANK = {Band.CERTAIN: 0, Band.LIKELY: 1, Band.POSSIBLE: 2}


class Agreement(Enum):
    """Whether two people agree in something, differ, or nobody knows."""

    SAME = "same"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Traits:
    """What tells one person from another, made ready for comparing once."""

    id: PersonId
    name: ReadName
    emails: frozenset[str] = frozenset()
    profile: str = ""
    phones: frozenset[str] = frozenset()
    places: tuple[PlaceName, ...] = ()
    domains: frozenset[str] = frozenset()
    specialty: frozenset[str] = frozenset()
    subspecialty: frozenset[str] = frozenset()
    city: str = ""
    state: str = ""
    country: str = ""
    career: int | None = None  # how far, from student (0) to chair (5); None where a role does not tell

    @property
    def is_bare(self) -> bool:
        """Tell whether hardly more than a name is known."""
        return not (self.places or self.specialty or self.state or self.country or self.domains)


@dataclass(slots=True)
class Crowd:
    """What only the whole record tells: personal addresses, how many share a name, and whose a domain is."""

    personal: frozenset[str] = frozenset()
    namesakes: dict[str, int] = field(default_factory=dict)
    domains_of: dict[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How sure it is, and why."""

    band: Band
    reasons: tuple[str, ...]
    tie: Tie


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What two people share beside their names."""

    email: str
    profile: bool
    phone: bool
    mailbox: bool  # the e-mail address of one is made from the name of the other
    place: Agreement
    place_says: str
    field: Agreement

    @property
    def is_strong(self) -> bool:
        return bool(self.email) or self.profile


_TWO_PEOPLE = frozenset((Tie.OTHER, Tie.FAMILY, Tie.CONFLICT))


def judge(one: Traits, other: Traits, crowd: Crowd) -> Verdict | None:
    """Return how sure it is that two records are one person, or None when too little speaks for it."""
    tie = tie_names(one.name, other.name)
    if tie.tie in _TWO_PEOPLE and not (
        (one.profile and one.profile == other.profile) or one.emails & other.emails
    ):
        return None  # the usual answer, given before anything else is looked at
    found = _weigh(one, other, crowd, tie)
    band = _band(one, other, tie, found, crowd)
    if band is None:
        return None
    against = tuple(_against(one, other, found))
    for cap, _ in against:
        band = max(band, cap, key=_RANK.__getitem__)
    reasons = (*_reasons(tie, found), *(says for _, says in against))
    return Verdict(band, reasons, tie.tie)


# ------------------------------------------------------------------------------------ the evidence


def _weigh(one: Traits, other: Traits, crowd: Crowd, tie: NameTie) -> _Evidence:
    emails = sorted(one.emails & other.emails & crowd.personal)
    place, says = _compare_places(one, other)
    return _Evidence(
        email=emails[0] if emails else "",
        profile=bool(one.profile) and one.profile == other.profile and one.profile in crowd.personal,
        phone=not crowd.personal.isdisjoint(one.phones & other.phones),
        mailbox=tie.tie not in _TWO_PEOPLE | {Tie.SCRIPTS}
        and (_is_mailbox(one, other, crowd) or _is_mailbox(other, one, crowd)),
        place=place,
        place_says=says,
        field=_compare_fields(one, other),
    )


def _compare_places(one: Traits, other: Traits) -> tuple[Agreement, str]:
    if one.places and other.places:
        near = {Likeness.SAME, Likeness.PART}
        if any(compare_places(ours, theirs) in near for ours in one.places for theirs in other.places):
            return Agreement.SAME, "the same institution"
        if not one.domains & other.domains:
            return Agreement.DIFFERENT, "different institutions"
    if one.domains & other.domains:
        return Agreement.SAME, "addresses of the same institution"
    if one.country and other.country and one.country != other.country:
        return Agreement.DIFFERENT, "different countries"
    if one.state and other.state and one.state != other.state:
        return Agreement.DIFFERENT, "different states"
    return Agreement.UNKNOWN, ""


def _compare_fields(one: Traits, other: Traits) -> Agreement:
    if not (one.specialty and other.specialty):
        return Agreement.UNKNOWN
    if (
        one.specialty <= other.specialty | other.subspecialty
        or other.specialty <= one.specialty | one.subspecialty
    ):
        return Agreement.SAME
    return Agreement.DIFFERENT


def _is_mailbox(owner: Traits, namesake: Traits, crowd: Crowd) -> bool:
    """Tell whether an address of one is made from the other's name, at a place of the other."""
    names = set(mailboxes(namesake.name))
    if not names or not owner.emails:
        return False
    places = namesake.domains.union(*(crowd.domains_of.get(each.whole, ()) for each in namesake.places))
    return any(
        domain in places and local_name(local) in names
        for local, _, domain in (each.partition("@") for each in owner.emails)
    )


def mailboxes(name: ReadName) -> Iterator[str]:
    """Yield the names a mailbox of this person is likely to have, in one piece."""
    given, family = name.given, name.surname
    if len(given) < 2 or not family:  # noqa: PLR2004 -- an initial makes no mailbox of its own
        return
    yield from (given + family, family + given, given[0] + family, family + given[0])
    if name.middle:
        yield given[0] + name.middle[0][0] + family


def local_name(local: str) -> str:
    """Return the name in front of the @ in one piece, without a number behind it."""
    return "".join(filter(str.isalnum, local)).rstrip("0123456789")


# ---------------------------------------------------------------------------------------- how sure


def _band(one: Traits, other: Traits, tie: NameTie, found: _Evidence, crowd: Crowd) -> Band | None:
    if found.is_strong:
        return _band_of_address(one, other, tie, found)
    if found.phone and tie.tie not in _TWO_PEOPLE:
        return _band_of_phone(tie, found)
    if tie.tie in FULL:
        return _band_of_full_name(one, other, tie, found, crowd)
    return _band_of_part(one, other, tie, found)


def _band_of_address(one: Traits, other: Traits, tie: NameTie, found: _Evidence) -> Band:
    """Return how sure a shared personal address makes it: namesakes share none, spouses sometimes do."""
    is_apart = found.place is Agreement.DIFFERENT and found.field is Agreement.DIFFERENT
    if tie.tie in FULL:
        return Band.LIKELY if is_apart else Band.CERTAIN
    if tie.tie in {Tie.INITIAL, Tie.PART}:
        spoken = {*mailboxes(one.name), *mailboxes(other.name)}
        is_theirs = local_name(found.email.partition("@")[0]) in spoken
        return Band.CERTAIN if (found.profile or is_theirs) and not is_apart else Band.LIKELY
    if tie.tie in {Tie.SPELLED, Tie.SHORT, Tie.GIVEN, Tie.SCRIPTS, Tie.SINGLE, Tie.WORDS}:
        return Band.LIKELY
    return Band.POSSIBLE


def _band_of_phone(tie: NameTie, found: _Evidence) -> Band:
    """Return how sure a shared number makes it: families, offices and switchboards share theirs."""
    is_near = found.place is Agreement.SAME or found.field is Agreement.SAME
    if found.field is Agreement.DIFFERENT:
        return Band.POSSIBLE
    if tie.tie in {Tie.SAME, Tie.MIDDLE} and tie.is_strong and is_near:
        return Band.CERTAIN  # three names and a number agree
    if tie.tie in FULL or tie.tie is Tie.PART:
        return Band.LIKELY
    if tie.tie in {Tie.INITIAL, Tie.SPELLED, Tie.SHORT}:
        return Band.LIKELY if is_near else Band.POSSIBLE
    return Band.POSSIBLE


def _band_of_full_name(
    one: Traits, other: Traits, tie: NameTie, found: _Evidence, crowd: Crowd
) -> Band | None:
    """Return how sure a whole name makes it, by where and what, and by how many have the name."""
    namesakes = crowd.namesakes.get("".join(sorted(one.name.whole)), 1)
    if found.place is Agreement.SAME:
        is_common = namesakes > 2 and found.field is not Agreement.SAME  # noqa: PLR2004 -- more than these two
        return Band.POSSIBLE if found.field is Agreement.DIFFERENT or is_common else Band.LIKELY
    if found.place is Agreement.DIFFERENT:
        is_loose = tie.tie is not Tie.SAME and found.field is not Agreement.SAME and not tie.is_strong
        return None if found.field is Agreement.DIFFERENT or is_loose or found.mailbox else Band.POSSIBLE
    if found.mailbox:
        return Band.LIKELY
    if found.field is not Agreement.UNKNOWN:
        is_same = found.field is Agreement.SAME and namesakes <= 2  # noqa: PLR2004 -- as above
        return Band.LIKELY if is_same else Band.POSSIBLE
    is_unmistakable = namesakes <= 2 and (tie.tie is Tie.SAME or tie.is_strong)  # noqa: PLR2004 -- as above
    return Band.LIKELY if is_unmistakable and (one.is_bare or other.is_bare) else Band.POSSIBLE


def _band_of_part(one: Traits, other: Traits, tie: NameTie, found: _Evidence) -> Band | None:
    """Return how sure part of a name, or another spelling of it, makes it."""
    if found.field is Agreement.DIFFERENT:
        return None
    if found.mailbox and found.place is not Agreement.DIFFERENT:
        return Band.LIKELY
    is_field = found.field is Agreement.SAME
    row = _PARTS.get((tie.tie, tie.is_strong), _NOTHING)
    if found.place is Agreement.DIFFERENT:
        return row.neither if is_field else None
    if found.place is Agreement.SAME:
        return row.both if is_field else row.place
    return row.field if is_field or one.is_bare or other.is_bare else row.neither


class _Row(NamedTuple):
    """How sure a partial tie is where place and specialty agree, only one of them does, or neither."""

    both: Band | None
    place: Band | None
    field: Band | None
    neither: Band | None


_NOTHING = _Row(None, None, None, None)
_PARTS: dict[tuple[Tie, bool], _Row] = {
    (Tie.INITIAL, False): _Row(Band.LIKELY, Band.POSSIBLE, Band.POSSIBLE, None),
    (Tie.INITIAL, True): _Row(Band.LIKELY, Band.LIKELY, Band.POSSIBLE, Band.POSSIBLE),
    (Tie.PART, False): _Row(Band.LIKELY, Band.LIKELY, Band.POSSIBLE, None),
    (Tie.PART, True): _Row(Band.LIKELY, Band.LIKELY, Band.POSSIBLE, Band.POSSIBLE),
    (Tie.SPELLED, False): _Row(Band.POSSIBLE, Band.POSSIBLE, Band.POSSIBLE, None),
    (Tie.SPELLED, True): _Row(Band.LIKELY, Band.POSSIBLE, Band.POSSIBLE, None),
    (Tie.SHORT, False): _Row(Band.LIKELY, Band.POSSIBLE, Band.POSSIBLE, None),
    (Tie.WORDS, False): _Row(Band.POSSIBLE, Band.POSSIBLE, Band.POSSIBLE, None),
    (Tie.SINGLE, False): _Row(Band.POSSIBLE, None, None, None),
    (Tie.SINGLE, True): _Row(Band.POSSIBLE, Band.POSSIBLE, None, None),
}
"""By the tie, and whether it is a strong one."""


# ------------------------------------------------------------------------------------- the reasons


def _against(one: Traits, other: Traits, found: _Evidence) -> Iterator[tuple[Band, str]]:
    """Yield what speaks against it: how sure it can be at most, and why."""
    if found.place is Agreement.DIFFERENT:
        yield Band.CERTAIN, f"but {found.place_says}"
    if found.field is Agreement.DIFFERENT:
        yield Band.CERTAIN, "but different specialties"
    if bool(one.name.suffix) != bool(other.name.suffix) and not found.profile:
        suffix = one.name.suffix or other.name.suffix
        yield Band.LIKELY, f"but only one is “{suffix}”: it may be parent and child"
    if _have_two_profiles(one, other):
        yield (Band.LIKELY if found.is_strong else Band.POSSIBLE), "but two different profile pages"
    if not found.is_strong and _have_numbered_addresses(one, other):
        yield Band.POSSIBLE, "but their addresses at one place differ by a number, as those of namesakes do"
    if not found.is_strong and _are_careers_apart(one, other):
        yield Band.POSSIBLE, "but very different stages of a career"


def _have_two_profiles(one: Traits, other: Traits) -> bool:
    ours, _, mine = one.profile.partition("/")
    theirs, _, yours = other.profile.partition("/")
    return bool(ours) and ours == theirs and mine != yours


def _have_numbered_addresses(one: Traits, other: Traits) -> bool:
    return any(
        ours != theirs and here == there and local_name(ours) == local_name(theirs)
        for ours, _, here in (each.partition("@") for each in one.emails)
        for theirs, _, there in (each.partition("@") for each in other.emails)
        if here == there and (ours[-1:].isdigit() or theirs[-1:].isdigit())
    )


def _are_careers_apart(one: Traits, other: Traits) -> bool:
    if one.career is None or other.career is None:
        return False
    return abs(one.career - other.career) >= _FAR_APART


def _reasons(tie: NameTie, found: _Evidence) -> Iterator[str]:
    if found.email:
        yield f"the same e-mail address, {found.email}"
    if found.profile:
        yield "the same profile page"
    if found.phone:
        yield "the same phone number"
    if tie.tie is Tie.OTHER:
        yield "but different names: it may be a shared mailbox"
    elif tie.says:
        is_against = tie.tie in {Tie.FAMILY, Tie.CONFLICT, Tie.SCRIPTS}
        yield f"but {tie.says}" if is_against and not tie.says.startswith("the same") else tie.says
    if found.mailbox and not found.email and tie.tie is not Tie.SAME:
        yield "the e-mail address of one is made from the name of the other"
    if found.place is Agreement.SAME and not (found.email and "addresses" in found.place_says):
        yield found.place_says
    if found.field is Agreement.SAME:
        yield "the same specialty"

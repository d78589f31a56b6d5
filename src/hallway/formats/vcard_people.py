"""Make a contact of what one vCard says."""

import re
from contextlib import suppress
from datetime import date
from typing import Final

from hallway.domain.names import fold
from hallway.formats.card_places import find_place
from hallway.formats.contacts import ContactRow
from hallway.formats.fields import find_emails
from hallway.formats.vcard_properties import LINKEDIN, Address, GatheredCard
from hallway.formats.vcard_words import is_unsplit, name_property, split_suffix, write_address

_EAST_ASIAN: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_BETWEEN_WORDS: Final = re.compile(r"[\s,]+")


def make_row(card: GatheredCard) -> ContactRow:
    """Return a card as a contact; it has no name when the card is of an organization, or of nobody."""
    name, family, given, credentials = _name(card)
    role = _role(card)
    institution, department = _place(card)
    city, state, country = _address(card)
    own = {key: values[0] for key, values in card.own.items()}
    return ContactRow(
        line=card.line,
        name=own.get("NAME", name) or None,
        given=own.get("GIVEN", given) or None,
        family=own.get("FAMILY", family) or None,
        credentials=own.get("CREDENTIALS", credentials) or None,
        role=role or None,
        specialty=own.get("SPECIALTY"),
        subspecialty=own.get("SUBSPECIALTY"),
        institution=institution or None,
        department=department or own.get("DEPARTMENT"),
        emails=tuple(dict.fromkeys(card.emails)),
        phones=tuple(dict.fromkeys(card.phones)),
        profile_url=_profile(card) or None,
        city=city or None,
        state=state or None,
        country=country or None,
        zone=card.zone or None,
        how_met=own.get("HOW-MET"),
        introduced_by=card.introduced_by or None,
        last_contact=_day(card, "LAST-CONTACT"),
        topics=tuple(dict.fromkeys(card.own.get("TOPIC", ()))),
        next_follow_up=_day(card, "NEXT-FOLLOW-UP"),
        groups=tuple(dict.fromkeys(card.groups)),
        notes="\n".join([*card.written, *dict.fromkeys(card.notes)]) or None,
        problems=tuple(card.problems),
    )


def is_person(card: GatheredCard) -> bool:
    """Tell whether a card that was read is of a person: not of a group, a place or an organization."""
    if card.own.get("NAME"):
        return True
    institution = card.places[0][0] if card.places else ""
    if card.kind not in {"individual", "person"}:
        return False
    return not institution or any(card.parts[:2]) or fold(card.whole) not in {"", fold(institution)}


def _name(card: GatheredCard) -> tuple[str, str, str, str]:
    """Return the whole name, the family name, the given name and the credentials."""
    family, given, middle, prefix, suffix = [*card.parts, *[""] * 5][:5]
    behind, credentials = split_suffix(suffix)
    shown = _real_name(card, card.own.get("NAME", [""])[0] or card.whole)
    around = [("Name prefix", prefix)]
    if shown:
        around += [("Middle name", middle), ("Name suffix", behind)]
    elif _EAST_ASIAN.fullmatch(f"{family}{given}"):
        shown = f"{family}{given}"
    else:
        composed = " ".join(filter(None, (given, middle, family, behind)))
        shown = _real_name(card, composed) or card.nickname
    seen = _words_of(shown)
    card.notes += [f"{label}: {part}" for label, part in around if part and not _words_of(part) <= seen]
    if is_unsplit(shown, given, family):
        family = given = ""
    return shown, family, given, credentials


def _real_name(card: GatheredCard, text: str) -> str:
    """Return a name; "" for the address or number that programs show of somebody without one."""
    if card.own.get("NAME"):
        return text
    before, angle, _ = text.partition("<")
    addresses, others = find_emails(text)
    if addresses and not others:
        return before.strip(" \"'") if angle else ""
    return "" if text in card.phones else text


def _role(card: GatheredCard) -> str:
    """Return the title, or else what the card calls the role; the others go to the notes."""
    titles = sorted(card.titles, key=_is_not_title)
    role = titles[0][1] if titles else ""
    card.notes += [f"{label}: {text}" for label, text in titles[1:] if fold(text) != fold(role)]
    return role


def _is_not_title(titled: tuple[str, str]) -> bool:
    return titled[0] != "Title"


def _place(card: GatheredCard) -> tuple[str, str]:
    first, *others = dict.fromkeys(card.places or [("", "")])
    card.notes += [f"Organization: {', '.join(filter(None, each))}" for each in others]
    return first


def _profile(card: GatheredCard) -> str:
    """Return the LinkedIn address, or else the first web address; the others go to the notes."""
    called = {address: label for label, address in reversed(card.webs)}
    webs = list(dict.fromkeys(address for _, address in card.webs))
    chosen = next(filter(LINKEDIN.search, webs), webs[0] if webs else "")
    card.notes += [f"{called[each]}: {each}" for each in webs if each != chosen]
    return chosen


def _address(card: GatheredCard) -> tuple[str, str, str]:
    """Return city, state and country of the address at work, or else of the first; streets are noted."""
    chosen = min((each for each in card.addresses if any(each.place)), key=_rank, default=None)
    card.notes += [
        f"{each.label}: {write_address(each.parts)}"
        for each in card.addresses
        if each is not chosen or each.has_more()
    ]
    if card.mailing:
        # The same address once more, as it is printed on an envelope.
        seen = {word for each in card.addresses for word in _words_of(write_address(each.parts))}
        card.notes += [f"{label}: {text}" for label, text in card.mailing if not _words_of(text) <= seen]
    if chosen is not None:
        return chosen.place
    # Some programs write a whole address into its street, or print it on a label only.
    written = (*(write_address(each.parts) for each in card.addresses), *(text for _, text in card.mailing))
    found = next(filter(None, map(find_place, written)), None)
    return ("", "", "") if found is None else (found.city, found.state, found.country)


def _day(card: GatheredCard, name: str) -> date | None:
    for text in card.own.get(name, ()):
        with suppress(ValueError):
            return date.fromisoformat(text)
        card.notes.append(f"{name_property(name)}: {text}")
    return None


def _rank(address: Address) -> int:
    return address.rank


def _words_of(text: str) -> set[str]:
    return set(_BETWEEN_WORDS.split(fold(text)))

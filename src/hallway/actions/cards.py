"""A card somebody handed over: read, corrected, and saved with the meeting in one action (CON-19)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import quote, urlsplit

from hallway.actions import typed_text
from hallway.actions.applicants import check_past, get_in, today_in
from hallway.actions.held import take_as_new, take_into
from hallway.actions.import_decisions import Verdict
from hallway.actions.import_pasted import read_pasted_text
from hallway.actions.import_rows import Fields, ImportRow, read_row
from hallway.actions.imports import make_decider
from hallway.actions.lookups import get_person
from hallway.actions.person_fields import read_person
from hallway.actions.ports import Clock, NameMatch, Store, Writing
from hallway.actions.warnings import after_interaction, on_note
from hallway.domain.errors import InvalidValue
from hallway.domain.ids import InteractionId, PersonId
from hallway.domain.interactions import Channel, Interaction, Kind
from hallway.domain.ladder import after_contact
from hallway.domain.people import Person
from hallway.domain.times import day_of, noon
from hallway.formats.cards import read_card as read_text
from hallway.formats.problems import Problem
from hallway.playbooks.cautions import Caution

CARD_FIELDS = (
    "name",
    "credentials",
    "role",
    "specialty",
    "institution",
    "department",
    "email",
    "phone",
    "profile_url",
    "city",
    "state",
    "country",
    "how_met",
    "groups",
    "notes",
)
"""What a card says about a person, in the order of a form."""

_LINKEDIN = "linkedin.com"
_ADD_OTHERS = "Import it as a list to have them all."


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says, as typed text, and what to check."""

    fields: Mapping[str, str]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class CardPlan:
    """What saving a card would do: somebody new, or somebody here, whose empty fields it fills.

    `is_same` says that an address proves who it is; else `people` are those it could be.
    """

    says: str
    people: tuple[NameMatch, ...]
    fills: Fields
    is_same: bool


@dataclass(frozen=True, slots=True)
class Meeting:
    """The meeting at which a card was handed over; without a day it was now."""

    on: date | None = None
    event: str = ""
    topics: str = ""
    next_step: str = ""


@dataclass(frozen=True, slots=True)
class SavedCard:
    """Whom a card was saved as, the meeting, and what to mind."""

    person: Person
    is_new: bool
    meeting: Interaction | None
    cautions: tuple[Caution, ...]


def read_card(store: Store, clock: Clock, *, data: bytes, name: str = "the card") -> Card:
    """Return what a scanned code, a pasted text or a card file says about one person; nothing is written.

    Raises:
        UnreadableFile: it holds no text.
    """
    text = read_pasted_text(data, name=name)
    file = read_text(text)
    if not file.rows:
        nothing = Problem(None, None, "Nothing on it was understood.", "The notes hold the whole text.")
        return Card({"notes": text.strip()}, (*file.problems, nothing))
    with store.reading() as reading:
        row = read_row(file.rows[0], today_in(reading, clock))
    problems = dict.fromkeys((*file.problems, *row.problems))
    if others := len(file.rows) - 1:
        says = f"{others} more {'person stands' if others == 1 else 'people stand'} in it; this is the first."
        problems[Problem(None, None, says, _ADD_OTHERS)] = None
    return Card({name: text for name, text in row.fields if name in CARD_FIELDS}, tuple(problems))


def plan_card(store: Store, *, fields: Mapping[str, str]) -> CardPlan:
    """Return whether somebody in the record is on a card, and what it would fill; nothing is written.

    Raises:
        InvalidValue: a field holds what cannot be meant.
    """
    row = ImportRow(1, tuple(fields.items()), read_person(fields), ())
    with store.reading() as reading:
        decider = replace(make_decider(reading, [row], lambda: ""), held=frozenset())
        decision = next(decider.decide())
        is_same = bool(decider.index.by_address(row))
    plan = decision.plan
    if plan.verdict is Verdict.CREATE:
        return CardPlan("", (), (), is_same=False)
    if decision.known is None:
        return CardPlan(plan.says, tuple(each.match() for each in decision.candidates), (), is_same=False)
    known = decision.known.match()
    says = plan.says if plan.changes else "Nothing on the card is new."
    return CardPlan(f"{known.name} is here already. {says}", (known,), plan.changes, is_same=is_same)


def save_card(
    store: Store,
    clock: Clock,
    *,
    fields: Mapping[str, str],
    into: PersonId | None = None,
    meeting: Meeting | None = None,
) -> SavedCard:
    """Save a card as a new person, or into somebody whose empty fields it fills, with the meeting if any.

    Raises:
        InvalidValue: there is no name, or a field holds what cannot be meant.
        NotFound: `into` is not here.
    """
    told = {name: text for name, text in fields.items() if text.strip()}
    if meeting and meeting.event and "how_met" not in told and into is None:
        told["how_met"] = meeting.event
    with store.writing("card.save", "Saved a card", now=clock.now()) as writing:
        if into is None:
            person = take_as_new(writing, clock, told)
        else:
            person = take_into(writing, clock, get_person(writing, into), told)
        cautions = on_note(writing, told.get("notes", ""))
        met = None
        if meeting is not None:
            met = _meet(writing, clock, person, meeting)
            cautions += after_interaction(writing, met, clock.now())
        writing.says(f"{'Added' if into is None else 'Filled in'} {person.name} from a card")
        return SavedCard(person, into is None, met, tuple(dict.fromkeys(cautions)))


def _meet(writing: Writing, clock: Clock, person: Person, meeting: Meeting) -> Interaction:
    zone = get_in(writing).zone
    met = Interaction(
        id=InteractionId(writing.new_id()),
        person=person.id,
        at=_instant(meeting.on, zone, clock.now()),
        zone=zone,
        kind=Kind.MET,
        is_timed=meeting.on is None,
        channel=Channel.IN_PERSON,
        topics=typed_text.read_list("topics", meeting.topics),
        next_step=typed_text.read_line("next_step", meeting.next_step),
        event=typed_text.read_line("event", meeting.event),
    )
    writing.add(met)
    moved = replace(person, relationship=after_contact(person.relationship, met.kind))
    if moved != person:
        writing.replace(moved)
    return met


def _instant(on: date | None, zone: str, now: datetime) -> datetime:
    if on is None:
        return now
    check_past("on", on, day_of(now, zone))
    return min(noon(on, zone), now) if on == day_of(now, zone) else noon(on, zone)


def connect_link(fields: Mapping[str, str]) -> str:
    """Return where the applicant can connect on LinkedIn: the person's page, else a search by name; or ""."""
    try:
        profile = typed_text.read_link("profile_url", fields.get("profile_url", ""))
    except InvalidValue:
        profile = ""
    host = urlsplit(profile).hostname or ""
    if host == _LINKEDIN or host.endswith(f".{_LINKEDIN}"):
        return profile
    name = " ".join(fields.get("name", "").split())
    return f"https://www.{_LINKEDIN}/search/results/people/?keywords={quote(name, safe='')}" if name else ""

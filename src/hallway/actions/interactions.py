"""What happened between the applicant and people: recorded, captured in a hurry, removed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from hallway.actions import typed_text
from hallway.actions.applicants import check_past, get_in
from hallway.actions.lookups import describe, get_person
from hallway.actions.person_changes import place_names, write_changes, write_new
from hallway.actions.person_fields import read_person
from hallway.actions.places import main_affiliation
from hallway.actions.ports import Clock, Reading, Store, Writing
from hallway.actions.today import steps_of
from hallway.actions.warnings import after_interaction, on_note
from hallway.domain.errors import AmbiguousPerson, InvalidValue
from hallway.domain.gives import Give
from hallway.domain.ids import GiveId, InteractionId, PersonId, PromiseId
from hallway.domain.institutions import Affiliation
from hallway.domain.interactions import Channel, Interaction, Kind
from hallway.domain.ladder import after_contact
from hallway.domain.messages import GONE, Message, MessageState
from hallway.domain.names import fold
from hallway.domain.people import Person
from hallway.domain.promises import By, Promise
from hallway.domain.times import day_of, get_zone, noon
from hallway.playbooks.cautions import Caution
from hallway.playbooks.steps import Step, WindowState

_SAYS: dict[Kind, str] = {
    Kind.MET: "Met {}",
    Kind.MAILED: "Wrote to {}",
    Kind.CALLED: "Called {}",
    Kind.REPLIED: "Had a reply from {}",
    Kind.HELPED_ME: "Was helped by {}",
    Kind.HELPED_THEM: "Helped {}",
    Kind.ROTATION_ENDED: "Ended a rotation with {}",
    Kind.NOTE: "Noted something about {}",
    Kind.IMPORTED: "Noted an earlier contact with {}",
}


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was written down, what to mind about it, and the steps that are open now."""

    interactions: tuple[Interaction, ...]
    promises: tuple[Promise, ...]
    cautions: tuple[Caution, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outcome:
    """What both sides said at the end of a contact."""

    promised_me: Sequence[str] = ()
    i_promised: Sequence[str] = ()
    due: date | None = None
    may_follow_up: bool | None = None


def record_interaction(
    store: Store,
    clock: Clock,
    *,
    people: Sequence[PersonId],
    kind: Kind,
    on: date | datetime | None = None,
    channel: Channel | None = None,
    topics: Sequence[str] = (),
    summary: str = "",
    learned: str = "",
    next_step: str = "",
    event: str = "",
    promised_me: Sequence[str] = (),
    i_promised: Sequence[str] = (),
    due: date | None = None,
    may_follow_up: bool | None = None,
) -> Recorded:
    """Write down one contact with one or several people (LOG-01).

    Each person gets an interaction of their own; several share an occasion. Promises are noted with the
    person named first. A day alone means noon in the applicant's zone, or now while that noon lies ahead;
    without a day it is now.

    Raises:
        InvalidValue: nobody is named, or the contact lies years ahead.
    """
    outcome = _Outcome(promised_me=promised_me, i_promised=i_promised, due=due, may_follow_up=may_follow_up)
    with store.writing("interaction.record", "Recorded a contact", now=clock.now()) as writing:
        zone = get_in(writing).zone
        at = instant_of(on, zone, clock.now())
        said = Interaction(
            id=InteractionId(""),
            person=PersonId(""),
            at=at,
            zone=zone,
            kind=kind,
            is_timed=_is_timed(on),
            channel=channel,
            topics=typed_text.unite(*(typed_text.read_list("topics", each) for each in topics)),
            summary=typed_text.read_text("summary", summary),
            learned=typed_text.read_text("learned", learned),
            next_step=typed_text.read_line("next_step", next_step),
            event=typed_text.read_line("event", event),
        )
        met = [get_person(writing, each) for each in dict.fromkeys(people)]
        recorded = _write(writing, clock.now(), met, said, outcome)
    return _with_steps(store, clock, recorded)


def capture(
    store: Store,
    clock: Clock,
    *,
    name: str,
    institution: str = "",
    role: str = "",
    topic: str = "",
    next_step: str = "",
    i_promised: str = "",
    promised_me: str = "",
    due: date | None = None,
    event: str = "",
    channel: Channel | None = Channel.IN_PERSON,
    person: PersonId | None = None,
    may_follow_up: bool | None = None,
    on: date | datetime | None = None,
) -> Recorded:
    """Write down somebody just met, and the meeting, in one action (CON-18).

    The person is the one given, or the only one of this name there, or new.

    Raises:
        AmbiguousPerson: several people have this name; say which by `person`.
    """
    outcome = _Outcome(
        promised_me=[each for each in (promised_me,) if each.strip()],
        i_promised=[each for each in (i_promised,) if each.strip()],
        due=due,
        may_follow_up=may_follow_up,
    )
    with store.writing("interaction.capture", "Captured an encounter", now=clock.now()) as writing:
        zone = get_in(writing).zone
        said = Interaction(
            id=InteractionId(""),
            person=PersonId(""),
            at=instant_of(on, zone, clock.now()),
            zone=zone,
            kind=Kind.MET,
            is_timed=_is_timed(on),
            channel=channel,
            topics=typed_text.read_list("topics", topic),
            next_step=typed_text.read_line("next_step", next_step),
            event=typed_text.read_line("event", event),
        )
        typed = {"name": name, "institution": institution.strip(), "role": role.strip()}
        known = get_person(writing, person) if person else _find_captured(writing, name, typed["institution"])
        met = _fill_in(writing, clock, known, typed, event)
        recorded = _write(writing, clock.now(), [met], said, outcome)
    return _with_steps(store, clock, recorded)


def remove_interaction(store: Store, clock: Clock, *, interaction: InteractionId) -> None:
    """Remove a contact that did not happen so; help that was noted with it goes too."""
    with store.writing("interaction.remove", "Removed a contact", now=clock.now()) as writing:
        found = writing.get(Interaction, interaction)
        writing.remove(Interaction, found.id)
        if found.kind is Kind.HELPED_THEM:
            _remove_give(writing, _give_of(found))
        for each in writing.all(Message, interaction=found.id):
            writing.replace(replace(each, interaction=None))
        name = writing.get(Person, found.person).name
        writing.says(f"Removed: {_SAYS[found.kind].format(name)} on {day_of(found.at, found.zone)}")


def _remove_give(writing: Writing, gone: Give) -> None:
    for each in writing.all(Give, person=gone.person, on=gone.on, text=gone.text)[:1]:
        writing.remove(Give, each.id)


def instant_of(on: date | datetime | None, zone: str, now: datetime) -> datetime:
    """Return the instant of a contact, to the millisecond: a day alone means its noon, or now before noon."""
    if on is None:
        return now
    if isinstance(on, datetime):
        aware = on.replace(tzinfo=get_zone(zone)) if on.tzinfo is None else on
        check_past("on", day_of(aware, zone), day_of(now, zone))
        instant = aware.astimezone(UTC)
        return instant.replace(microsecond=instant.microsecond // 1000 * 1000)
    check_past("on", on, day_of(now, zone))
    if on == day_of(now, zone):
        return min(noon(on, zone), now)  # a talk of this morning did not happen at noon yet to come
    return noon(on, zone)


def _is_timed(on: date | datetime | None) -> bool:
    return on is None or isinstance(on, datetime)


def _write(
    writing: Writing, now: datetime, people: Sequence[Person], said: Interaction, outcome: _Outcome
) -> Recorded:
    if not people:
        raise InvalidValue("people", "", "Name at least one person.")
    occasion = writing.new_id() if len(people) > 1 else ""
    done = []
    cautions = list(on_note(writing, f"{said.summary}\n{said.learned}".strip()))
    for person in people:
        one = replace(said, id=InteractionId(writing.new_id()), person=person.id, occasion=occasion)
        write_contact(writing, person, one)
        _note_permission(writing, person.id, one, outcome)
        if one.kind is Kind.HELPED_THEM:
            writing.add(replace(_give_of(one), id=GiveId(writing.new_id())))
        cautions += after_interaction(writing, one, now)
        done.append(one)
    promises = _write_promises(writing, done[0], outcome)
    writing.says(_SAYS[said.kind].format(" and ".join(each.name for each in people)))
    return Recorded(tuple(done), promises, tuple(dict.fromkeys(cautions)), ())


def write_contact(
    writing: Writing, person: Person, contact: Interaction, answered: Message | None = None
) -> None:
    """Add a contact and what it changes: they know the applicant, and a reply answers what was sent.

    `answered` is the message that a reply is known to answer; left out, it is the last that was sent.
    """
    writing.add(contact)
    moved = replace(person, relationship=after_contact(person.relationship, contact.kind))
    if moved != person:
        writing.replace(moved)
    if contact.kind is Kind.REPLIED:
        for each in _answered_by(writing, contact, answered):
            writing.replace(replace(each, state=MessageState.REPLIED, settled_at=contact.at))


def _answered_by(reading: Reading, reply: Interaction, answered: Message | None) -> list[Message]:
    """Return the messages that still wait and that a reply can be a reply to.

    They are the one it answers, and those that asked for something since the person replied before.
    """
    went = [
        (each.sent_at, each)
        for each in reading.all(Message, person=reply.person)
        if each.state in GONE - {MessageState.BOUNCED} and each.sent_at and each.sent_at <= reply.at
    ]
    before = [
        each.at
        for each in reading.all(Interaction, person=reply.person)
        if each.kind is Kind.REPLIED and each.id != reply.id and each.at <= reply.at
    ]
    since = max(before, default=None)
    last = answered or max(went, key=lambda one: (one[0], one[1].id), default=(None, None))[1]
    return [
        each
        for at, each in went
        if each.state is MessageState.SENT
        and (
            (last is not None and each.id == last.id)
            or (each.asks.rung is not None and (since is None or at > since))
        )
    ]


def _note_permission(writing: Writing, person: PersonId, contact: Interaction, outcome: _Outcome) -> None:
    """Note what they said about following up (CON-13)."""
    if outcome.may_follow_up is not None:
        day = day_of(contact.at, contact.zone)
        known = writing.get(Person, person)
        writing.replace(replace(known, may_follow_up=outcome.may_follow_up, may_follow_up_on=day))


def _give_of(helped: Interaction) -> Give:
    text = helped.summary or "; ".join(helped.topics) or helped.next_step or "Helped"
    return Give(id=GiveId(""), person=helped.person, text=text, on=day_of(helped.at, helped.zone))


def _write_promises(writing: Writing, said: Interaction, outcome: _Outcome) -> tuple[Promise, ...]:
    both = [(By.THEM, each) for each in outcome.promised_me] + [(By.ME, each) for each in outcome.i_promised]
    promises = tuple(
        Promise(
            id=PromiseId(writing.new_id()),
            person=said.person,
            by=by,
            text=typed_text.read_needed("promise", text, "Say what was promised."),
            made_at=said.at,
            due=outcome.due,
        )
        for by, text in both
    )
    for each in promises:
        writing.add(each)
    return promises


def _with_steps(store: Store, clock: Clock, recorded: Recorded) -> Recorded:
    people = dict.fromkeys(each.person for each in recorded.interactions)
    steps = (step for each in people for step in steps_of(store, clock, each))
    return replace(recorded, steps=tuple(each for each in steps if each.state is not WindowState.LATER))


def _find_captured(reading: Reading, name: str, institution: str) -> Person | None:
    wanted = fold(typed_text.read_name("name", name))
    same = [each for each in reading.match_names(name) if fold(each.name) == wanted]
    there = [
        each
        for each in same
        if not (institution and each.institution) or _is_same(each.institution, institution)
    ]
    if len(there) > 1:
        raise AmbiguousPerson(name, [f"{describe(each)} (id {each.id})" for each in there])
    return reading.get(Person, there[0].id) if there else None


def _is_same(one: str, other: str) -> bool:
    return fold(one) == fold(other)


def _fill_in(
    writing: Writing, clock: Clock, known: Person | None, typed: dict[str, str], event: str
) -> Person:
    """Return the person met: new, or known with what was empty filled in."""
    if known is None:
        return write_new(writing, clock, read_person(typed | {"how_met": event}))
    place, _ = place_names(writing, main_affiliation(writing.all(Affiliation, person=known.id)))
    wanted = {} if place or not typed["institution"] else {"institution": typed["institution"]}
    if typed["role"] and not known.role:
        wanted["role"] = typed["role"]
    return write_changes(writing, clock, known, read_person(wanted)) if wanted else known

"""Every field of a person as text, both ways."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from hallway.actions import typed_text
from hallway.actions.fields import Field, FieldKind, choices_of, get_field, read_field, table, write_field
from hallway.domain.names import fold
from hallway.domain.people import (
    ROLES,
    Group,
    Level,
    MentorMerit,
    MentorRole,
    Office,
    PeerGift,
    PeerKind,
    Person,
    Relationship,
)

PERSON_FIELDS: dict[str, Field] = table(
    [
        Field(
            name="name",
            label="Name",
            help="The full name as they write it, in any script.",
            kind=FieldKind.NAME,
            is_needed=True,
        ),
        Field(name="role", label="Role", help="Such as fellow, PGY-3 or program director.", choices=ROLES),
        Field(name="specialty", label="Specialty", help="What they practice."),
        Field(name="institution", label="Institution", help="Hospital, school or society."),
        Field(name="department", label="Department", help="Their unit at the institution."),
        Field(name="email", label="E-mail", help="Several with ; between them.", kind=FieldKind.E_MAILS),
        Field(name="phone", label="Phone", help="Several with ; between them.", kind=FieldKind.LIST),
        Field(name="profile_url", label="Profile", help="A page about them.", kind=FieldKind.LINK),
        Field(name="city", label="City", help="Where they work."),
        Field(name="state", label="State", help="US state or region."),
        Field(name="country", label="Country", help="Where they work."),
        Field(
            name="zone",
            label="Time zone",
            help="Theirs, such as America/Chicago: nobody is written to at night.",
            kind=FieldKind.ZONE,
        ),
        Field(
            name="how_met",
            label="How you met",
            help="Conference, e-mail, rotation, alumni list, family, online group.",
        ),
        Field(
            name="introduced_by",
            label="Introduced by",
            help="Somebody who is in here.",
            kind=FieldKind.PERSON,
        ),
        Field(
            name="last_contact",
            label="Last contact",
            help="The day of your last contact before Hallway; later ones are counted by themselves.",
            kind=FieldKind.DATE,
        ),
        Field(
            name="topics",
            label="Topics",
            help="What you share: interests, projects.",
            kind=FieldKind.LIST,
        ),
        Field(
            name="next_follow_up",
            label="Next follow-up",
            help="A day; everybody active has one.",
            kind=FieldKind.DATE,
        ),
        Field(name="next_follow_up_why", label="Why then", help="The reason for the next follow-up."),
        Field(
            name="groups",
            label="Groups",
            help="Mentor, sponsor, peer, collaborator; several with ; between them.",
            kind=FieldKind.CHOICES,
            choices=choices_of(Group),
            of=Group,
        ),
        Field(
            name="mentor_roles",
            label="Mentor roles",
            help="What they help you with; one person may fill several.",
            kind=FieldKind.CHOICES,
            choices=choices_of(MentorRole),
            of=MentorRole,
        ),
        Field(
            name="mentor_merits",
            label="A good mentor for you",
            help="What makes a good mentor; four of four is rare.",
            kind=FieldKind.CHOICES,
            choices=choices_of(MentorMerit),
            of=MentorMerit,
        ),
        Field(
            name="peer_kind",
            label="Sort of peer",
            help="Who they are among your peers.",
            kind=FieldKind.CHOICE,
            choices=choices_of(PeerKind),
            of=PeerKind,
        ),
        Field(
            name="peer_gifts",
            label="What they give as a peer",
            help="What you hear or get from them.",
            kind=FieldKind.CHOICES,
            choices=choices_of(PeerGift),
            of=PeerGift,
        ),
        Field(
            name="relationship",
            label="Relationship",
            help="How far it has come, in your judgement.",
            kind=FieldKind.CHOICE,
            choices=choices_of(Relationship),
            of=Relationship,
        ),
        Field(
            name="may_follow_up",
            label="May you follow up?",
            help="Yes or no once you have asked; with no, Hallway suggests no outreach.",
            kind=FieldKind.YES_NO,
        ),
        Field(name="given", label="Given name", help="As you would greet a friend of yours."),
        Field(name="family", label="Family name", help="As it follows Dr."),
        Field(name="credentials", label="Credentials", help="Such as MD, PhD, FACS."),
        Field(name="subspecialty", label="Subspecialty", help="Such as hand or neonatology."),
        Field(name="is_img", label="Is an IMG", help="Graduated abroad.", kind=FieldKind.YES_NO),
        Field(
            name="worked_with_imgs",
            label="Has worked with IMGs",
            help="As residents, fellows or in research.",
            kind=FieldKind.YES_NO,
        ),
        Field(
            name="is_alumnus",
            label="Alumnus",
            help="Of your school or from your country.",
            kind=FieldKind.YES_NO,
        ),
        Field(
            name="offices",
            label="Education or research office",
            help="What makes them a likely guide.",
            kind=FieldKind.CHOICES,
            choices=choices_of(Office),
            of=Office,
        ),
        Field(
            name="level",
            label="Level of their network",
            help="How far their own network reaches.",
            kind=FieldKind.CHOICE,
            choices=choices_of(Level),
            of=Level,
        ),
        Field(
            name="knows_story",
            label="Knows your whole story",
            help="At least one mentor should.",
            kind=FieldKind.YES_NO,
        ),
        Field(
            name="reach",
            label="Programs they can speak to",
            help="Where they work, trained, or know a director.",
            kind=FieldKind.LIST,
        ),
        Field(name="notes", label="Notes", help="Keep them professional.", kind=FieldKind.TEXT),
    ]
)

ATTRIBUTES: dict[str, str] = {"email": "emails", "phone": "phones"}
"""Fields whose attribute of a person is called otherwise."""

_ELSEWHERE = frozenset({"institution", "department", "introduced_by", "last_contact"})
_ROLES = {fold(each): each for each in ROLES} | {
    "pd": "program director",
    "apd": "associate program director",
}


@dataclass(frozen=True, slots=True)
class TypedPerson:
    """What was typed about a person: plain values, and what the record has to find or derive.

    None means "not typed"; "" means "cleared".
    """

    values: Mapping[str, object] = field(default_factory=dict)
    institution: str | None = None
    department: str | None = None
    introduced_by: str | None = None
    last_contact: date | None = None


def read_person(typed: Mapping[str, str]) -> TypedPerson:
    """Return typed fields as what they mean.

    Raises:
        InvalidValue: an unknown field, or a value that cannot be meant.
    """
    values: dict[str, object] = {}
    lines: dict[str, str] = {}
    last_contact = None
    for name, text in typed.items():
        known = get_field(PERSON_FIELDS, name)
        if known.name == "last_contact":
            last_contact = typed_text.read_date(known.name, text)
        elif known.name in _ELSEWHERE:
            lines[known.name] = typed_text.read_line(known.name, text)
        else:
            values[ATTRIBUTES.get(known.name, known.name)] = _read_value(known, text)
    return TypedPerson(
        values,
        institution=lines.get("institution"),
        department=lines.get("department"),
        introduced_by=lines.get("introduced_by"),
        last_contact=last_contact,
    )


def _read_value(known: Field, text: str) -> object:
    if known.name == "role":
        role = typed_text.read_line(known.name, text)
        return _ROLES.get(fold(role), role)
    if known.name == "phone":
        return typed_text.read_list(known.name, text, has_commas=False)  # +1 555 0100, ext. 12
    return read_field(known, text)


def value_of(person: Person, name: str) -> object:
    """Return what a person carries under a field's name; elsewhere kept ones are not among them."""
    return getattr(person, ATTRIBUTES.get(name, name))


def plain_fields() -> tuple[str, ...]:
    """Return the names of the fields that a person carries itself."""
    return tuple(each for each in PERSON_FIELDS if each not in _ELSEWHERE)


def person_as_text(person: Person) -> dict[str, str]:
    """Return the fields a person carries as text that reads back as the same value."""
    return {name: write_field(value_of(person, name)) for name in plain_fields()}

"""Finding people of the record again in the rows of a file."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from hallway.actions.import_rows import ImportRow, bare_address, phone_keys
from hallway.actions.notes import also
from hallway.actions.ports import IdentityRow, NameMatch, Reading
from hallway.domain.ids import PersonId
from hallway.domain.institutions import Affiliation, Department
from hallway.domain.names import fold
from hallway.domain.people import Person, Standing
from hallway.formats.phones import last_digits

_SHORTEST_NUMBER = 5  # digits; shorter ones are extensions
_CROWD = 20  # people who share a number: it is a switchboard's and tells nobody apart


@dataclass(slots=True, eq=False)
class Known:
    """Somebody a row can be: a person of the record, or one that an earlier row makes.

    `gains` collects what the rows of the file add; the record is written once, at the end.
    """

    person: Person
    institution: str
    department: str = ""
    introducer: str = ""
    last_day: date | None = None
    line: int | None = None
    fields: tuple[tuple[str, str], ...] = ()
    gains: dict[str, object] = field(default_factory=dict)
    gained_place: bool = False
    gained_day: date | None = None
    gained_introducer: str = ""

    @property
    def is_new(self) -> bool:
        """Tell whether an earlier row of the file makes this person."""
        return self.line is not None

    @property
    def is_changed(self) -> bool:
        """Tell whether a row has added anything."""
        return bool(self.gains or self.gained_place or self.gained_day or self.gained_introducer)

    def value(self, attribute: str) -> object:
        """Return a value as it will be once the earlier rows are written."""
        return self.gains.get(attribute, getattr(self.person, attribute))

    def has_noted(self, name: str, text: str) -> bool:
        """Tell whether the notes already keep this value of a field."""
        return also(name, text) in str(self.value("notes")).split("\n")

    def match(self) -> NameMatch:
        """Return who this is, as it is told to the applicant."""
        return NameMatch(self.person.id, self.person.name, str(self.value("role")), self.institution)


class Index:
    """People by e-mail address, profile address, folded name and phone."""

    def __init__(self, people: Iterable[Known]) -> None:
        self._everybody: list[Known] = []
        self._by_digits: defaultdict[str, list[Known]] | None = None  # made when a row asks for it
        self._by_email: dict[str, list[Known]] = defaultdict(list)
        self._by_profile: dict[str, list[Known]] = defaultdict(list)
        self._by_name: dict[str, list[Known]] = defaultdict(list)
        for each in people:
            self.add(each)

    def add(self, known: Known) -> None:
        """Take in a person under everything they have now."""
        self._everybody.append(known)
        self._by_name[fold(known.person.name)].append(known)
        self.add_addresses(known)

    def add_addresses(self, known: Known) -> None:
        """Take in addresses that a row has added."""
        emails = known.value("emails")
        for email in emails if isinstance(emails, tuple) else ():
            _put(self._by_email[str(email).casefold()], known)
        if profile := str(known.value("profile_url")):
            _put(self._by_profile[bare_address(profile)], known)
        if self._by_digits is not None:
            self._add_phones(known, self._by_digits)

    def by_address(self, row: ImportRow) -> list[Known]:
        """Return everybody who has an e-mail address or the profile address of a row."""
        emails = row.typed.values.get("emails", ())
        profile = str(row.typed.values.get("profile_url", ""))
        found: list[Known] = []
        for each in emails if isinstance(emails, tuple) else ():
            _put(found, *self._by_email.get(str(each).casefold(), ()))
        if profile:
            _put(found, *self._by_profile.get(bare_address(profile), ()))
        return found

    def has_profile(self, known: Known, row: ImportRow) -> bool:
        """Tell whether a row has the profile address of a person: more personal than a mailbox."""
        profile = str(row.typed.values.get("profile_url", ""))
        return bool(profile) and known in self._by_profile.get(bare_address(profile), ())

    def by_phone(self, row: ImportRow) -> list[Known]:
        """Return everybody with a phone number of a row; a hospital's number is many people's."""
        phones = row.typed.values.get("phones", ())
        if not isinstance(phones, tuple) or not phones:
            return []
        if self._by_digits is None:
            self._by_digits = defaultdict(list)
            for each in self._everybody:
                self._add_phones(each, self._by_digits)
        near: list[Known] = []
        for each in phones:
            sharing = self._by_digits.get(last_digits(str(each)), ())
            if len(sharing) < _CROWD:
                _put(near, *sharing)
        theirs = str(row.typed.values.get("country", ""))
        return [each for each in near if _share_a_number(each, phones, theirs)]

    @staticmethod
    def _add_phones(known: Known, by_digits: defaultdict[str, list[Known]]) -> None:
        phones = known.value("phones")
        for each in phones if isinstance(phones, tuple) else ():
            digits = last_digits(str(each))
            if len(digits) >= _SHORTEST_NUMBER and len(by_digits[digits]) < _CROWD:
                _put(by_digits[digits], known)

    def by_name(self, row: ImportRow) -> list[Known]:
        """Return everybody with the folded name of a row whose institution is the same or not known."""
        there = fold(row.typed.institution or "")
        named = self._by_name.get(fold(row.name), ()) if row.name else ()
        return [
            each for each in named if not there or not each.institution or fold(each.institution) == there
        ]

    def named(self, name: str) -> list[Known]:
        """Return everybody with this folded name."""
        return self._by_name.get(fold(name), [])


def _share_a_number(known: Known, phones: tuple[object, ...], country: str) -> bool:
    """Tell whether somebody has one of these numbers; those without a country code belong where each is."""
    here = str(known.value("country"))
    return not phone_keys(known.value("phones"), here).isdisjoint(phone_keys(phones, country or here))


def _put(found: list[Known], *people: Known) -> None:
    found.extend(each for each in people if each not in found)


def known_people(
    identities: Iterable[IdentityRow], people: Iterable[Person], departments: dict[PersonId, str]
) -> list[Known]:
    """Return the people of the record, ready to be found again."""
    by_id = {each.id: each for each in people}
    return [
        Known(
            person=by_id[each.id],
            institution=each.institution,
            department=departments.get(each.id, ""),
            introducer=_name_of(by_id, by_id[each.id].introduced_by),
        )
        for each in identities
    ]


def departments_in(reading: Reading) -> dict[PersonId, str]:
    """Return the department of everybody whose main place has one."""
    names = {each.id: each.name for each in reading.all(Department)}
    return {
        each.person: names[each.department]
        for each in reading.all(Affiliation, is_main=True)
        if each.department
    }


def _name_of(by_id: dict[PersonId, Person], person: PersonId | None) -> str:
    return by_id[person].name if person in by_id else ""


def is_trashed(known: Known) -> bool:
    """Tell whether a person lies in the trash."""
    return known.person.standing is Standing.TRASHED


def new_known(person: Person, row: ImportRow) -> Known:
    """Return the person that a row makes."""
    return replace(
        Known(person=person, institution=row.typed.institution or ""),
        department=row.typed.department or "",
        introducer=row.typed.introduced_by or "",
        last_day=row.typed.last_contact,
        line=row.line,
        fields=row.fields,
    )

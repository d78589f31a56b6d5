"""Family names that are written first: remembered, laid over people who are here already, forgotten."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from hallway.actions import typed_text
from hallway.actions.person_guesses import family_first_in, is_guessed
from hallway.actions.ports import Clock, NameMatch, Reading, Store
from hallway.domain.errors import NotFound
from hallway.domain.ids import FamilyNameId, PersonId
from hallway.domain.names import fold
from hallway.domain.people import FamilyName, Person, Standing
from hallway.formats.names import comes_first, split_name


class NameChange(NamedTuple):
    """One person whose name would be read in the other order: the parts now, and then."""

    who: NameMatch
    given: str
    family: str
    new_given: str
    new_family: str


@dataclass(frozen=True, slots=True)
class FamilyFirst:
    """What it means that a family name is written first, and whether that is remembered already."""

    word: str
    is_remembered: bool
    people: tuple[NameChange, ...]

    @property
    def says(self) -> str:
        """Tell how many people it concerns."""
        count = len(self.people)
        other = "other " if self.is_remembered else ""
        if not count:
            return f"Nobody {'else ' if other else ''}here has a name that begins with {self.word}."
        who = f"1 {other}person" if count == 1 else f"{count} {other}people"
        return f"{who} here {'has' if count == 1 else 'have'} a name that begins with {self.word}."


def list_family_first(store: Store) -> tuple[FamilyName, ...]:
    """Return the family names that are written first, by name."""
    with store.reading() as reading:
        return tuple(sorted(reading.all(FamilyName), key=lambda each: (fold(each.name), each.name)))


def plan_family_first(store: Store, *, word: str) -> FamilyFirst:
    """Return whose name would be read in the other order; nothing is written.

    Somebody whose given or family name the applicant corrected is left out.

    Raises:
        InvalidValue: it is no word of a name.
    """
    wanted = typed_text.read_name("family name", word)
    with store.reading() as reading:
        return _plan(reading, wanted)


def find_others(store: Store, *, person: PersonId) -> FamilyFirst | None:
    """Return what a remembered family name of somebody means for others, or None when it means nothing."""
    with store.reading() as reading:
        family = reading.get(Person, person).family
        plan = _plan(reading, family) if family else None
    return plan if plan and plan.is_remembered and plan.people else None


def apply_family_first(
    store: Store, clock: Clock, *, word: str, people: Collection[PersonId] | None = None
) -> FamilyFirst:
    """Remember that a family name is written first, and read the names of people here so, in one action.

    `people` are those to change; without it everybody of the plan changes.
    """
    wanted = typed_text.read_name("family name", word)
    with store.writing("person.family-first", "Changed the order of names", now=clock.now()) as writing:
        plan = _plan(writing, wanted)
        chosen = tuple(each for each in plan.people if people is None or each.who.id in people)
        if not plan.is_remembered:
            writing.add(FamilyName(id=FamilyNameId(writing.new_id()), name=plan.word))
        for each in chosen:
            person = writing.get(Person, each.who.id)
            writing.replace(replace(person, given=each.new_given, family=each.new_family))
        count = f", and changed {len(chosen)} {'person' if len(chosen) == 1 else 'people'}" if chosen else ""
        writing.says(f"Remembered that {plan.word} is written first{count}")
        return FamilyFirst(plan.word, is_remembered=True, people=chosen)


def forget_family_first(store: Store, clock: Clock, *, word: str) -> str:
    """Forget that a family name is written first; names that were read so stay as they are.

    Raises:
        NotFound: it is not remembered.
    """
    wanted = typed_text.read_name("family name", word)
    with store.writing("person.family-first-forget", "Forgot a family name", now=clock.now()) as writing:
        known = [each for each in writing.all(FamilyName) if fold(each.name) == fold(wanted)]
        if not known:
            raise NotFound(
                "family name written first", wanted, "Those there are: hallway person family-first"
            )
        for each in known:
            writing.remove(FamilyName, each.id)
        writing.says(f"Forgot that {known[0].name} is written first")
        return known[0].name


def _plan(reading: Reading, wanted: str) -> FamilyFirst:
    known = {fold(each.name): each.name for each in reading.all(FamilyName)}
    changes = sorted(_changes(reading, wanted), key=lambda each: (fold(each.who.name), each.who.id))
    # Typed without accents, it is kept as its bearers write it.
    usual = Counter(each.new_family for each in changes).most_common(1)
    word = known.get(fold(wanted)) or (usual[0][0] if usual else wanted)
    return FamilyFirst(word, fold(wanted) in known, tuple(changes))


def _changes(reading: Reading, word: str) -> Iterator[NameChange]:
    family_first = family_first_in(reading)
    begins = fold(word)
    for row in reading.identities():
        # Most names do not hold the word at all: a look at the letters spares splitting them.
        if row.standing == Standing.TRASHED or begins not in fold(row.name):
            continue
        person = reading.get(Person, row.id)
        is_own = any((person.given, person.family)) and not is_guessed(person, family_first)
        if is_own or not comes_first(word, person.name):
            continue
        parts = split_name(person.name, family_first=(*family_first, word))
        if fold(parts.family) == begins and (person.given, person.family) != parts[:2]:
            who = NameMatch(row.id, person.name, person.role, row.institution)
            yield NameChange(who, person.given, person.family, parts.given, parts.family)

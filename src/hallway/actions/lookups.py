"""Finding what somebody means by part of a name or the start of an id."""

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Protocol, TypeVar

from hallway.actions.ports import NameMatch, Reading
from hallway.domain.errors import AmbiguousPerson, InvalidValue, NotFound, PersonNotFound
from hallway.domain.ids import PersonId
from hallway.domain.names import fold
from hallway.domain.people import Person, Standing

SHORTEST_START = 4
_MOST_NAMES = 500
_MOST_TOLD = 8


class HasId(Protocol):
    """Anything that is kept under an id."""

    @property
    def id(self) -> str:
        """Return the id."""
        ...


Kept = TypeVar("Kept", bound=HasId)


def choose_person(reading: Reading, words: str) -> PersonId:
    """Return whom `words` mean: an id, the start of one, a name, or every word of part of a name.

    A name written in full wins over longer ones that hold it, and words that begin a part of a name win over
    words inside one: "Ana" is Ana Novak and not Dana. The trash is looked through last.

    Raises:
        PersonNotFound: nobody fits; the nearest names are told.
        AmbiguousPerson: several fit; each is told with role, institution and id.
    """
    wanted = words.strip()
    known = reading.find(Person, wanted) if wanted else None
    if known is not None:
        return known.id
    fits = reading.match_names(wanted, limit=_MOST_NAMES) if wanted else ()
    fits = fits or _match_trash(reading, wanted)
    exact = tuple(each for each in fits if fold(each.name) == fold(wanted))
    begun = tuple(each for each in fits if _begins(each.name, wanted))
    chosen = exact or begun or fits
    if not chosen:
        raise PersonNotFound(wanted, near_names(wanted, (each.name for each in reading.identities())))
    if len(chosen) > 1:
        raise AmbiguousPerson(wanted, _tell(chosen))
    return chosen[0].id


def _begins(name: str, words: str) -> bool:
    """Tell whether every word begins a part of the name; a hyphen begins a part, too."""
    parts = fold(name).replace("-", " ").split()
    return all(any(part.startswith(word) for part in parts) for word in fold(words).replace("-", " ").split())


def _match_trash(reading: Reading, wanted: str) -> tuple[NameMatch, ...]:
    parts = fold(wanted).split()
    return tuple(
        NameMatch(each.id, each.name, "in the trash", each.institution)
        for each in reading.identities()
        if each.standing == Standing.TRASHED
        and parts
        and (all(part in fold(each.name) for part in parts) or each.id.startswith(wanted))
    )


def _tell(fits: tuple[NameMatch, ...]) -> list[str]:
    told = [f"{describe(each)} (id {each.id})" for each in fits[:_MOST_TOLD]]
    left = len(fits) - len(told)
    return [*told, f"and {left} more"] if left else told


def describe(match: NameMatch) -> str:
    """Return name, role and institution in one line: what tells two people apart."""
    return ", ".join(each for each in (match.name, match.role, match.institution) if each)


def near_names(wanted: str, names: Iterable[str]) -> list[str]:
    """Return up to three names that are spelled nearly like this one, or have a word that is."""
    spelled: dict[str, str] = {}
    for name in names:
        folded = fold(name)
        for each in (folded, *folded.split()):
            spelled.setdefault(each, name)
    near = get_close_matches(fold(wanted), list(spelled), n=6, cutoff=0.7)
    return list(dict.fromkeys(spelled[each] for each in near))[:3]


def get_person(reading: Reading, person: PersonId) -> Person:
    """Return a person who is not in the trash: what lies there does not change."""
    found = reading.get(Person, person)
    if found.standing is Standing.TRASHED:
        raise InvalidValue("person", found.name, "They are in the trash. Bring them back first.")
    return found


def get_by_start(
    reading: Reading, kind: type[Kept], words: str, noun: str, tell: Callable[[Kept], str]
) -> Kept:
    """Return the record of this id, or the only one whose id starts so.

    Raises:
        NotFound: there is none.
        InvalidValue: the start is too short, or fits several; each is told.
    """
    wanted = words.strip().lower()
    known = reading.find(kind, wanted)
    if known is not None:
        return known
    if len(wanted) < SHORTEST_START:
        raise InvalidValue(noun, wanted, f"Type at least {SHORTEST_START} characters of its id.")
    fits = [each for each in reading.all(kind) if each.id.startswith(wanted)]
    if not fits:
        raise NotFound(noun, wanted)
    if len(fits) > 1:
        lines = "".join(f"\n  {each.id}  {tell(each)}" for each in fits[:_MOST_TOLD])
        raise InvalidValue(noun, wanted, f"It fits {len(fits)}. Type more of the id:{lines}")
    return fits[0]

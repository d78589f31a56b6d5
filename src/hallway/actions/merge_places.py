"""Where one person of two works: their places put together, each once, one of them the main one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from hallway.actions.places import main_affiliation
from hallway.actions.ports import Reading
from hallway.domain.ids import AffiliationId, PersonId
from hallway.domain.institutions import Affiliation, Department, Institution
from hallway.domain.people import Person


@dataclass(frozen=True, slots=True)
class PlacesPlan:
    """What becomes of the affiliations of two people who are one, and which roles find no place in it."""

    changed: tuple[Affiliation, ...]
    removed: tuple[AffiliationId, ...]
    lost_roles: tuple[str, ...]
    ours: str
    theirs: str
    main_name: str

    @property
    def differs(self) -> bool:
        """Tell whether both have a main place, and not the same one."""
        return bool(self.ours and self.theirs and self.ours != self.theirs)


def plan_places(reading: Reading, result: Person, other: PersonId, *, takes_theirs: bool) -> PlacesPlan:
    """Return how the places of `other` join those of `result`, the person that a merge makes.

    The same place stays once, and one without a department is part of one with it.

    Args:
        reading: the record, with both people in it.
        result: the merged person, whose role the main place gets.
        other: who becomes part of them.
        takes_theirs: the main place of the other becomes the main one.
    """
    ours, theirs = reading.all(Affiliation, person=result.id), reading.all(Affiliation, person=other)
    our_main, their_main = main_affiliation(ours), main_affiliation(theirs)
    is_theirs = their_main is not None and (our_main is None or takes_theirs)
    chosen = their_main if is_theirs else our_main
    before = {each.id: each for each in (*ours, *theirs)}
    kept: dict[AffiliationId, Affiliation] = {}
    removed: list[Affiliation] = []
    for each in sorted(
        before.values(), key=lambda one: one is not chosen
    ):  # the main one takes in the others
        same = next((one for one in kept.values() if _is_same_place(one, each)), None)
        if same is None:
            kept[each.id] = replace(each, person=result.id, is_main=each is chosen)
            continue
        if each.id in {one.id for one in ours} and same.id in {one.id for one in ours}:
            kept[each.id] = replace(each, is_main=each is chosen)  # not for a merge to tidy
            continue
        removed.append(each)
        kept[same.id] = replace(
            same, department=same.department or each.department, role=same.role or each.role
        )
    if chosen:
        kept[chosen.id] = replace(kept[chosen.id], role=result.role)
    final = tuple(kept.values())
    return PlacesPlan(
        changed=tuple(each for each in final if each != before[each.id]),
        removed=tuple(each.id for each in removed),
        lost_roles=tuple(_lost_roles(before.values(), final, result.role)),
        ours=_name_of(reading, our_main),
        theirs=_name_of(reading, their_main),
        main_name=_name_of(reading, chosen),
    )


def _is_same_place(one: Affiliation, other: Affiliation) -> bool:
    return one.institution == other.institution and (
        one.department == other.department or one.department is None or other.department is None
    )


def _lost_roles(before: Iterable[Affiliation], after: Iterable[Affiliation], role: str) -> list[str]:
    kept = {each.role for each in after} | {role, ""}
    return list(dict.fromkeys(each.role for each in before if each.role not in kept))


def _name_of(reading: Reading, affiliation: Affiliation | None) -> str:
    """Return institution and department in one line, "" for none."""
    if affiliation is None:
        return ""
    institution = reading.get(Institution, affiliation.institution).name
    if affiliation.department is None:
        return institution
    return f"{institution}, {reading.get(Department, affiliation.department).name}"

"""Institutions and departments, found by folded name and made when they are new."""

from collections.abc import Callable, Iterable

from hallway.actions.ports import Writing
from hallway.domain.errors import InvalidValue
from hallway.domain.ids import AffiliationId, DepartmentId, InstitutionId, PersonId
from hallway.domain.institutions import Affiliation, Department, Institution
from hallway.domain.names import fold


class Places:
    """The institutions and departments of a record; new ones wait in `made` to be added."""

    def __init__(
        self,
        institutions: Iterable[Institution],
        departments: Iterable[Department],
        new_id: Callable[[], str],
    ) -> None:
        self._institutions = {_key(each.name): each for each in institutions}
        self._departments = {(each.institution, _key(each.name)): each for each in departments}
        self._new_id = new_id
        self.made: list[Institution | Department] = []

    def institution(self, name: str) -> Institution:
        """Return the institution of this name, made when there is none."""
        known = self._institutions.get(_key(name))
        if known is None:
            known = Institution(id=InstitutionId(self._new_id()), name=name)
            self._institutions[_key(name)] = known
            self.made.append(known)
        return known

    def department(self, institution: InstitutionId, name: str) -> Department:
        """Return the department of this name there, made when there is none."""
        known = self._departments.get((institution, _key(name)))
        if known is None:
            known = Department(id=DepartmentId(self._new_id()), institution=institution, name=name)
            self._departments[institution, _key(name)] = known
            self.made.append(known)
        return known


def _key(name: str) -> str:
    return fold(name) or name


def known_places(writing: Writing) -> Places:
    """Return the places of the record."""
    return Places(writing.all(Institution), writing.all(Department), writing.new_id)


def main_affiliation(affiliations: Iterable[Affiliation]) -> Affiliation | None:
    """Return the main one of a person's affiliations, or None."""
    return next((each for each in affiliations if each.is_main), None)


def affiliate(
    places: Places,
    new_id: Callable[[], str],
    person: PersonId,
    *,
    role: str,
    institution: str,
    department: str,
    now: Affiliation | None,
) -> Affiliation | None:
    """Return a person's main affiliation by these names, in the place of `now`; None for no institution.

    Raises:
        InvalidValue: a department without an institution.
    """
    if not institution:
        if department:
            raise InvalidValue(
                "department", department, "Say the institution too: a department is part of one."
            )
        return None
    where = places.institution(institution)
    return Affiliation(
        id=now.id if now else AffiliationId(new_id()),
        person=person,
        institution=where.id,
        department=places.department(where.id, department).id if department else None,
        role=role,
        is_main=True,
    )

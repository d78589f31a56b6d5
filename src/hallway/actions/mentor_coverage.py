"""Mentor roles against people: who fills which, and which are open (MEN-01, MEN-02)."""

from collections.abc import Sequence
from dataclasses import dataclass

from hallway.actions.ports import NameMatch, NetworkRow
from hallway.domain.names import fold
from hallway.domain.people import Group, MentorMerit, MentorRole
from hallway.playbooks.mentor_roles import roles_of
from hallway.playbooks.rules import Playbook
from hallway.playbooks.worksheets import RoleGuide, Source, worksheets

MERITS = len(MentorMerit)


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorLine:
    """One mentor as a line of the matrix; `knows_imgs` is None while the record does not say."""

    person: NameMatch
    roles: tuple[MentorRole, ...]
    merits: int
    knows_imgs: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleLine:
    """One role: what it is for, who fills it, where to look; roles that others need are not `is_wanted`."""

    role: MentorRole
    guide: RoleGuide
    holders: tuple[MentorLine, ...]
    sources: tuple[Source, ...]
    is_wanted: bool

    @property
    def is_open(self) -> bool:
        """Tell whether this audience needs the role and nobody fills it."""
        return self.is_wanted and not self.holders


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """All roles of this audience, others that somebody fills anyway, and all mentors.

    While nobody has a role noted, coverage is unknown. `career_knows_imgs` is about the career mentors, None
    while there are none or the record does not say; `prefers_img` tells whether it matters here (MEN-06).
    """

    roles: tuple[RoleLine, ...]
    mentors: tuple[MentorLine, ...]
    is_known: bool
    prefers_img: bool
    career_knows_imgs: bool | None

    @property
    def open(self) -> tuple[RoleLine, ...]:
        """Return the open roles; none while coverage is unknown."""
        return tuple(each for each in self.roles if each.is_open) if self.is_known else ()


def cover_roles(rows: Sequence[NetworkRow], playbook: Playbook) -> Coverage:
    """Return the matrix of roles and people; `rows` are active people."""
    mentors = sorted((_line(each) for each in rows if is_mentor(each)), key=_most_roles)
    wanted = roles_of(playbook)
    filled = {role for each in mentors for role in each.roles}
    others = [each for each in MentorRole if each in filled and each not in wanted]
    roles = tuple(_role(each, mentors, playbook, is_wanted=each in wanted) for each in (*wanted, *others))
    career = [each.knows_imgs for each in mentors if MentorRole.CAREER in each.roles]
    return Coverage(
        roles=roles,
        mentors=tuple(mentors),
        is_known=bool(filled),
        prefers_img=playbook.values["mentors.career.img_experience"].content is True,
        career_knows_imgs=_any(career),
    )


def is_mentor(row: NetworkRow) -> bool:
    """Tell whether somebody is in the group of mentors or fills a mentor role."""
    return Group.MENTOR in row.groups or bool(row.mentor_roles)


def knows_imgs(row: NetworkRow) -> bool | None:
    """Tell whether somebody is an IMG or has worked with IMGs, None while the record does not say."""
    return _any((row.is_img, row.worked_with_imgs))


def _any(answers: Sequence[bool | None]) -> bool | None:
    if True in answers:
        return True
    return None if None in answers or not answers else False


def _line(row: NetworkRow) -> MentorLine:
    return MentorLine(
        person=NameMatch(row.id, row.name, row.role, row.institution),
        roles=tuple(MentorRole(each) for each in row.mentor_roles),
        merits=len(row.mentor_merits),
        knows_imgs=knows_imgs(row),
    )


def _role(
    role: MentorRole, mentors: Sequence[MentorLine], playbook: Playbook, *, is_wanted: bool
) -> RoleLine:
    data = worksheets()
    near = {each.id: each for each in data.sources if playbook.base not in each.not_for}
    guide = next(each for each in data.roles if each.id == role)
    return RoleLine(
        role=role,
        guide=guide,
        holders=tuple(each for each in mentors if role in each.roles),
        sources=tuple(near[each] for each in guide.sources if each in near),
        is_wanted=is_wanted,
    )


def _most_roles(line: MentorLine) -> tuple[int, str, str]:
    return -len(line.roles), fold(line.person.name), line.person.id

"""Which mentor roles an audience should fill."""

from collections.abc import Set as AbstractSet

from hallway.domain.people import MentorRole
from hallway.playbooks.rules import Playbook

_KNOWN = frozenset(each.value for each in MentorRole)


def roles_of(playbook: Playbook) -> tuple[MentorRole, ...]:
    """Return the mentor roles that this audience should fill; words that are no role fall away."""
    content = playbook.values["mentors.roles"].content
    words = content if isinstance(content, tuple) else (content,)
    return tuple(dict.fromkeys(MentorRole(str(each)) for each in words if each in _KNOWN))


def open_roles(playbook: Playbook, filled: AbstractSet[str]) -> tuple[MentorRole, ...]:
    """Return the mentor roles of this audience that nobody fills, in the order of the guides."""
    return tuple(each for each in roles_of(playbook) if each not in filled)

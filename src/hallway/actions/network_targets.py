"""What the guides would have a network hold at least, beside what it holds (MEN-03, MEN-04, SPO-09)."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from hallway.actions.mentor_coverage import is_mentor
from hallway.actions.ports import NameMatch, NetworkRow
from hallway.actions.whereabouts import is_in_us
from hallway.domain.applicants import Applicant
from hallway.domain.names import fold
from hallway.domain.people import Group
from hallway.playbooks.rules import Playbook
from hallway.playbooks.values import Value, write_content

_TRAINEES = frozenset({"resident", "fellow", "intern"})
_ATTENDINGS = frozenset({"attending", "director", "chief", "chair", "professor", "faculty"})


class TargetState(StrEnum):
    """How a target stands; without data it is unknown, and never met or missed."""

    MET = "met"
    SHORT = "short"
    UNKNOWN = "unknown"
    WELCOME = "welcome"  # nobody yet, and nobody needed


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One number of the guides beside the record: who counts, and of how many it is not known."""

    key: str
    says: str
    wanted: str
    needed: int
    counted: int
    maybe: int
    state: TargetState
    why: str
    people: tuple[NameMatch, ...]
    guides: tuple[str, ...]
    wording: str
    is_changed: bool

    @property
    def short_by(self) -> int:
        """Return how many are missing, 0 unless that is known."""
        return self.needed - self.counted if self.state is TargetState.SHORT else 0


@dataclass(frozen=True, slots=True)
class _Count:
    """Who counts, who may, and what about them is not noted; `unknown` says why nothing can be counted."""

    found: Sequence[NetworkRow] = ()
    maybe: Sequence[NetworkRow] = ()
    lacks: str = ""
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class _Network:
    """Everybody active, and whose network it is."""

    rows: Sequence[NetworkRow]
    applicant: Applicant

    def among(self, group: Group) -> list[NetworkRow]:
        return [each for each in self.rows if group in each.groups]

    @property
    def nothing_known(self) -> str:
        if not self.rows:
            return "Nobody is here yet."
        return "" if any(each.groups for each in self.rows) else "Nobody is in a group yet."


def measure_targets(
    rows: Sequence[NetworkRow], applicant: Applicant, playbook: Playbook
) -> tuple[Target, ...]:
    """Return every target of this audience beside what active people show, what is short first.

    A target of 0 is none.
    """
    network = _Network(rows, applicant)
    values = ((playbook.values[key], count) for key, count in _COUNTS.items())
    found = [_target(value, count(network), applicant) for value, count in values if value.number]
    return tuple(sorted(found, key=lambda each: _ORDER.index(each.state)))


def _target(value: Value, count: _Count, applicant: Applicant) -> Target:
    needed = _least(value)
    maybe = len(count.maybe)
    state, why = TargetState.MET, ""
    if count.unknown:
        state, why = TargetState.UNKNOWN, count.unknown
    elif len(count.found) < needed:
        if maybe and len(count.found) + maybe >= needed:
            state = TargetState.UNKNOWN
        else:
            state = TargetState.WELCOME if value.key in _WELCOME else TargetState.SHORT
        if maybe:
            why = f"{maybe} more may count: {count.lacks}."
    return Target(
        key=value.key,
        says=value.says,
        wanted=write_content(value.content).replace("-", "–"),
        needed=needed,
        counted=len(count.found),
        maybe=maybe,
        state=state,
        why=why,
        people=tuple(NameMatch(each.id, each.name, each.role, each.institution) for each in count.found),
        guides=value.guides,
        wording=value.wording.get(applicant.audience, ""),
        is_changed=value.is_changed,
    )


def _least(value: Value) -> int:
    content = value.content
    return int(content[0]) if isinstance(content, tuple) else value.number


def _mentors(network: _Network) -> _Count:
    others = [each for each in network.rows if each.mentor_roles and Group.MENTOR not in each.groups]
    return _Count(
        network.among(Group.MENTOR),
        others,
        "a mentor role is noted, but not the group Mentor",
        "" if others else network.nothing_known,
    )


def _split(
    rows: Iterable[NetworkRow], tell: Callable[[NetworkRow], bool | None], lacks: str, unknown: str = ""
) -> _Count:
    told = [(each, tell(each)) for each in rows]
    return _Count(
        [each for each, answer in told if answer],
        [each for each, answer in told if answer is None],
        lacks,
        unknown,
    )


def _inside(network: _Network) -> _Count:
    wanted = network.applicant.specialties
    unknown = network.nothing_known or ("" if wanted else "Your own specialty is not set.")
    return _split(
        network.among(Group.MENTOR),
        lambda each: is_inside(each.specialty, wanted),
        "their specialty is not noted",
        unknown,
    )


def _outside(network: _Network) -> _Count:
    wanted = network.applicant.specialties
    unknown = network.nothing_known or ("" if wanted else "Your own specialty is not set.")
    return _split(
        network.among(Group.MENTOR),
        lambda each: _not(is_inside(each.specialty, wanted)),
        "their specialty is not noted",
        unknown,
    )


def _not(answer: bool | None) -> bool | None:  # noqa: FBT001 - an answer, not a switch
    return None if answer is None else not answer


def is_inside(specialty: str, wanted: Collection[str]) -> bool | None:
    """Tell whether a specialty has every word of one of the wanted; None while it is not noted."""
    words = set(fold(specialty).split())
    if not words:
        return None
    return any(set(fold(each).split()) <= words for each in wanted)


def _core(network: _Network) -> _Count:
    return _split(
        network.among(Group.MENTOR),
        lambda each: each.knows_story,
        "whether they know your whole story is not noted",
        network.nothing_known,
    )


def _core_in_us(network: _Network) -> _Count:
    def tell(each: NetworkRow) -> bool | None:
        if each.knows_story is False or is_in_us(each) is False:
            return False
        return True if each.knows_story and is_in_us(each) else None

    lacks = "their country, or whether they know your whole story, is not noted"
    return _split(network.among(Group.MENTOR), tell, lacks, network.nothing_known)


def _sponsors_in_us(network: _Network) -> _Count:
    lacks = "their country is not noted"
    return _split(network.among(Group.SPONSOR), is_in_us, lacks, network.nothing_known)


def _matched_imgs(network: _Network) -> _Count:
    def tell(each: NetworkRow) -> bool | None:
        if each.is_img is False or (each.role and not is_trainee(each.role)):
            return False
        return True if each.is_img and each.role else None

    mentors = filter(is_mentor, network.rows)
    return _split(
        mentors, tell, "their role, or whether they are an IMG, is not noted", network.nothing_known
    )


def _met_on_rotation(is_one: Callable[[str], bool]) -> Callable[[_Network], _Count]:
    def count(network: _Network) -> _Count:
        met = [each for each in network.rows if "rotation" in each.how_met.casefold()]
        unknown = "" if met else "Nobody is noted as met on a rotation yet."
        return _split(
            met, lambda each: is_one(each.role) if each.role else None, "their role is not noted", unknown
        )

    return count


def is_trainee(role: str) -> bool:
    """Tell whether a role is that of a resident or fellow."""
    words = fold(role).replace("-", " ").split()
    return "pgy" in words or not _TRAINEES.isdisjoint(words)


def is_attending(role: str) -> bool:
    """Tell whether a role is that of an attending or one above."""
    return not is_trainee(role) and not _ATTENDINGS.isdisjoint(fold(role).split())


_COUNTS: Mapping[str, Callable[[_Network], _Count]] = {
    "mentors.target": _mentors,
    "mentors.core.min": _core,
    "mentors.us.min": _core_in_us,
    "sponsors.us.min": _sponsors_in_us,
    "mentors.in_specialty.min": _inside,
    "mentors.matched_img.min": _matched_imgs,
    "mentors.other_field.welcome": _outside,
    "rotation.attendings": _met_on_rotation(is_attending),
    "rotation.residents": _met_on_rotation(is_trainee),
}
"""How each number is counted, in the order of importance."""

_WELCOME = frozenset({"mentors.other_field.welcome"})
_ORDER = (TargetState.SHORT, TargetState.UNKNOWN, TargetState.WELCOME, TargetState.MET)

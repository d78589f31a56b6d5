"""Windows that start with a contact and hang on that one person alone: most of the steps there are.

What is said here about somebody can be kept until something about them changes, see `keeping`.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from hallway.domain.digests import Digest
from hallway.playbooks.rules import KINDS, Playbook, Rule
from hallway.playbooks.state import Cause

_FIRST_LAST = Digest._fields.index("last_met")
_PAST_LAST = Digest._fields.index("last_imported") + 1
_PLACES = {kind: place for place, kind in enumerate(KINDS)}

Start = Callable[[Rule, Digest, Playbook], int]
"""When a window of this rule starts for somebody, in milliseconds; 0 for never."""


def stamps_of(person: Digest) -> tuple[int | None, ...]:
    """Return the latest instants of every kind of contact, in the order of KINDS."""
    return person[_FIRST_LAST:_PAST_LAST]  # type: ignore[return-value]  # these fields; a cast() takes time


def last_contact(person: Digest) -> int:
    """Return a person's latest contact of any kind in milliseconds, 0 when there was none."""
    latest = None
    for at in stamps_of(person):  # a loop, not max(): this runs for everybody
        if at and (latest is None or at > latest):
            latest = at
    return latest or 0


def is_cold(person: Digest) -> bool:
    """Tell whether a mail to this person is a cold one: no talk on record, and in no group of the network."""
    return not person.talks and not person.groups


def is_closed_kindly(person: Digest, playbook: Playbook) -> bool:
    """Tell whether a thread got its follow-ups without ever an answer: it rests from then on."""
    return is_cold(person) and person.mails > playbook.number("followup.noreply.max_nudges")


def is_for(rule: Rule, groups: str) -> bool:
    """Tell whether a rule concerns somebody in these groups of the network."""
    if not groups or rule.who_also:  # with who_also, the kind of result decides
        return not rule.who or bool(rule.who_also)
    if rule.who and not any(group in groups for group in rule.who):
        return False
    return not any(group in groups for group in rule.who_not)


def is_settled(person: Digest, kinds: Sequence[str], since: int) -> bool:
    """Tell whether a contact of one of these kinds lies at or after an instant."""
    stamps = stamps_of(person)
    for kind in kinds:  # a loop, not any(): this runs for every person and rule
        at = stamps[_PLACES[kind]]
        if at is not None and at >= since:
            return True
    return False


def cause_of(
    person: Digest,
    start: int,
    words: Mapping[str, str] = MappingProxyType({}),
    *,
    key: str = "",
    not_before: int = 0,
    from_morning: bool = False,
) -> Cause:
    """Return a cause that is about a person."""
    # By place, not by name: thousands are made for every page.
    return Cause(
        "person",
        person.id,
        person.name,
        person,
        key or str(start),
        start,
        None,
        not_before,
        from_morning,
        words,
    )


def _clock(*kinds: str) -> Start:
    """Start at the latest contact of some kinds, unless a settling contact came at or after it."""
    places = [_PLACES[kind] for kind in kinds]

    def start_of(rule: Rule, person: Digest, _: Playbook) -> int:
        stamps = stamps_of(person)
        start = max([stamps[place] or 0 for place in places])
        if start and rule.settled_from == "start" and is_settled(person, rule.settled_by, start):
            return 0
        return start

    return start_of


def _contact(_: Rule, person: Digest, __: Playbook) -> int:
    """Start at the last contact of any kind; a thread that never was answered has no clock."""
    return 0 if person.mails and is_cold(person) else last_contact(person)


def _cold_mail(_: Rule, person: Digest, playbook: Playbook) -> int:
    if not is_cold(person) or is_closed_kindly(person, playbook):
        return 0
    return person.last_mailed or 0


CLOCKS: Mapping[str, Start] = {
    "meeting": _clock("met", "called"),
    "help": _clock("helped-me"),
    "reply": _clock("replied"),
    "rotation-end": _clock("rotation-ended"),
    "contact": _contact,
    "cold-mail": _cold_mail,
}
"""The starts that are told from one digest alone, whatever the time and whoever else there is."""

"""How many messages were answered: by template, by kind of recipient, by week, with a kind word (OUT-25)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hallway.actions.applicants import zone_of
from hallway.actions.desk import templates_in
from hallway.actions.ports import AnswerRow, Store
from hallway.actions.warnings import playbook_in
from hallway.domain.messages import MessageState, Request
from hallway.domain.times import day_of
from hallway.playbooks.reply_notes import reply_notes

_TELLS = frozenset(each.value for each in Request if each.rung is None)
"""What asks for nothing: an update, a thank-you."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLine:
    """One line of counts.

    `asking` counts those that asked for something or were answered: the others told news or thanks, and
    nobody owes them an answer. `percent` is the share of them that was answered, None while too few asked
    for a share to mean anything.
    """

    name: str
    sent: int
    asking: int
    replied: int
    waiting: int
    percent: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyRates:
    """How many messages were answered; `says`, `because` and `guides` tell what to make of it.

    `volume` is a kind note once many have gone, "" before.
    """

    overall: RateLine
    by_template: tuple[RateLine, ...]
    by_kind: tuple[RateLine, ...]
    by_week: tuple[RateLine, ...]
    says: str
    because: str
    guides: tuple[str, ...]
    volume: str


def reply_rates(store: Store) -> ReplyRates:
    """Return the counts of messages to somebody that arrived; weeks begin on Monday, the latest first."""
    with store.reading() as reading:
        found = reading.answers()
        zone, playbook = zone_of(reading), playbook_in(reading)
        names = {each.id: f"{each.id} {each.name}" for each in templates_in(reading)}
    least, notes = playbook.number("reply_rate.least"), reply_notes()
    kinds = {role: notes.kind_of(role) for role in {each.role for each in found}}
    many = len(found) >= playbook.number("research_mail.volume.notice")
    return ReplyRates(
        overall=_line("All", found, least),
        by_template=_by(found, lambda each: _template(each, names), least),
        by_kind=_by(found, lambda each: kinds[each.role], least),
        by_week=tuple(
            sorted(
                _by(found, lambda each: _monday(day_of(each.at, zone)), least),
                key=lambda each: each.name,
                reverse=True,
            ),
        ),
        says=notes.counts.says,
        because=notes.counts.because,
        guides=notes.counts.guides,
        volume=_volume(len(found)) if many else "",
    )


def _volume(count: int) -> str:
    return f"You have sent {count} messages. Many are fine, while each is written for its reader."


def _template(row: AnswerRow, names: Mapping[str, str]) -> str:
    return names.get(row.template, row.template) or "Written freely"


def _monday(day: date) -> str:
    """Return the Monday of a day's week, as an ISO day."""
    return (day - timedelta(days=day.weekday())).isoformat()


def _by(found: Iterable[AnswerRow], name_of: Callable[[AnswerRow], str], least: int) -> tuple[RateLine, ...]:
    grouped: dict[str, list[AnswerRow]] = defaultdict(list)
    for each in found:
        grouped[name_of(each)].append(each)
    lines = (_line(name, some, least) for name, some in grouped.items())
    return tuple(sorted(lines, key=lambda each: (-each.sent, each.name)))


def _line(name: str, some: Sequence[AnswerRow], least: int) -> RateLine:
    replied = sum(each.state == MessageState.REPLIED for each in some)
    asked = [each for each in some if each.asks not in _TELLS and each.state != MessageState.REPLIED]
    asking = replied + len(asked)
    return RateLine(
        name=name,
        sent=len(some),
        asking=asking,
        replied=replied,
        waiting=sum(each.state == MessageState.SENT for each in asked),
        percent=round(100 * replied / asking) if asking and asking >= least else None,
    )

"""The ladder of asks, and how a relationship grows: derived from the record, never typed (LOG-03)."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from hallway.domain.asks import Answer, Ask, Rung
from hallway.domain.interactions import TWO_WAY, Channel, Interaction, Kind
from hallway.domain.people import Relationship

TOP = Rung.LETTER.height
_ARRANGED = frozenset({Channel.VIDEO, Channel.PHONE})


def height_reached(asks: Iterable[Ask], interactions: Iterable[Interaction]) -> int:
    """Return how high one person and the applicant have come on the ladder, 0 for not at all.

    What was granted counts, and what has happened anyway: any talk stands on the first rung, an arranged
    talk on the second, a rotation together on the third.
    """
    granted = (each.rung.height for each in asks if each.answer is Answer.GRANTED)
    happened = (_height_of(each) for each in interactions)
    return max((*granted, *happened), default=0)


def _height_of(interaction: Interaction) -> int:
    if interaction.kind is Kind.ROTATION_ENDED:
        return Rung.TASK.height
    if interaction.kind is Kind.CALLED or (interaction.kind is Kind.MET and interaction.channel in _ARRANGED):
        return Rung.MEETING.height
    return Rung.ADVICE.height if interaction.kind in TWO_WAY else 0


def is_sustained(interactions: Sequence[Interaction], asks: Iterable[Ask], *, talks: int, days: int) -> bool:
    """Tell whether two people worked together over time.

    A rotation or a granted task is such work, and so are several talks spread over weeks.

    Args:
        interactions: everything between the two.
        asks: everything asked of the one.
        talks: how many talks are several.
        days: how many days lie between the first and the last of them at least.
    """
    if any(each.kind is Kind.ROTATION_ENDED for each in interactions):
        return True
    if any(each.rung is Rung.TASK and each.answer is Answer.GRANTED for each in asks):
        return True
    moments = [each.at for each in interactions if each.kind in TWO_WAY]
    if not moments or len(moments) < talks:
        return False
    return max(moments) - min(moments) >= timedelta(days=days)


def rungs_at(height: int) -> tuple[Rung, ...]:
    """Return the rungs of this height; three kinds of ask stand on the highest."""
    return tuple(each for each in Rung if each.height == height)


def next_rungs(height: int) -> tuple[Rung, ...]:
    """Return what may be asked for next; at the top, the top again."""
    return rungs_at(min(height + 1, TOP))


def skipped(wanted: Rung, height: int) -> tuple[Rung, ...]:
    """Return the rungs that an ask would leap over from this height."""
    return tuple(each for each in Rung if height < each.height < wanted.height)


def after_contact(relationship: Relationship, kind: Kind) -> Relationship:
    """Return the relationship after one more contact: whoever took part knows the applicant.

    Nothing else moves by itself: trust is for the applicant to judge (CON-08).
    """
    if relationship is Relationship.UNKNOWN and kind in TWO_WAY:
        return Relationship.KNOWS_ME
    return relationship

"""Understanding a draft before it is checked: what sort of text it is, what it asks, whether it is cold."""

from hallway.desk.context import Context, Reading
from hallway.desk.drafts import Draft
from hallway.desk.requests import recognize
from hallway.domain.interactions import TWO_WAY
from hallway.domain.messages import Medium


def understand(draft: Draft, context: Context) -> Reading:
    """Return the draft with what was understood of it."""
    medium = context.medium or (context.template.medium if context.template else guess_medium(draft))
    return Reading(
        draft=draft,
        context=context,
        medium=medium,
        request=recognize(draft),
        is_cold=medium in {Medium.MAIL, Medium.NOTE} and _is_cold(draft, context),
    )


def guess_medium(draft: Draft) -> Medium:
    """Return what sort of text this is when nobody said: a mail, unless its own words show otherwise."""
    return Medium.SPOKEN if draft.text.startswith("Hi, I am") and draft.closing is None else Medium.MAIL


def _is_cold(draft: Draft, context: Context) -> bool:
    if context.material.answers is not None or draft.quoted:
        return False
    other = context.material.recipient
    if other is not None:
        return not other.person.groups and not any(each.kind in TWO_WAY for each in other.interactions)
    return context.template.is_cold if context.template else True

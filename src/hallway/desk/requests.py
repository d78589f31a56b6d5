"""Recognizing what a text asks for."""

from hallway.desk.drafts import Draft
from hallway.domain.messages import Request


def recognize(draft: Draft) -> Request:
    """Return the highest request that a text makes."""
    return Request.NONE if "?" not in draft.text else Request.ADVICE

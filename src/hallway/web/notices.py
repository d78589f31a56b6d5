"""What to say on the next page: what was done, how to undo it, and what to think about.

The browser gets a random mark in a cookie and nothing else; the words stay here and are shown once.
"""

import secrets
from collections import OrderedDict
from dataclasses import dataclass

from hallway.actions.ports import NameMatch
from hallway.domain.ids import EntryId
from hallway.playbooks.cautions import Caution

_MOST_KEPT = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One message about what was just done."""

    says: str
    entry: EntryId | None = None
    cautions: tuple[Caution, ...] = ()
    people: tuple[NameMatch, ...] = ()
    people_say: str = ""
    link: str = ""
    link_says: str = ""


class Notices:
    """Messages that wait for their page; the oldest make room for new ones."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Notice] = OrderedDict()

    def keep(self, notice: Notice) -> str:
        """Keep a notice and return the mark that fetches it."""
        mark = secrets.token_urlsafe(12)
        self._kept[mark] = notice
        while len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)
        return mark

    def take(self, mark: str) -> Notice | None:
        """Return a notice and forget it, or None when it was shown already."""
        return self._kept.pop(mark, None)

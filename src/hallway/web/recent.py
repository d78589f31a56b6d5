"""Names to offer where somebody is typed: those with whom something happened last."""

from heapq import nlargest

from hallway.domain.digests import Digest
from hallway.web.visits import Visit

_NAMES_OFFERED = 150


def recent_names(visit: Visit) -> tuple[str, ...]:
    """Return the names of active people, the latest contact first; the longest lists are cut."""
    with visit.store.reading() as reading:
        return tuple(each.name for each in nlargest(_NAMES_OFFERED, reading.digests(), key=_latest))


def _latest(digest: Digest) -> int:
    contacts = (digest.last_met, digest.last_mailed, digest.last_called, digest.last_replied)
    return max(digest.added, *(each or 0 for each in contacts))

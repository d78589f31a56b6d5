"""Good lists quickly: the best addition again and again, then the best one or two changes while any gains."""

from math import inf
from typing import NamedTuple

import numpy as np

from hallway.engine.portfolio_merging import NONE, Flags, Merged
from hallway.engine.portfolios import SLACK, Doubles, Longs

LEAST_GAIN = 1e-13
MOST_CHANGES = 400  # as many as are paired with each other
MOST_MOVES = 200


class Changes(NamedTuple):
    """Single changes of a list: one unit of `source` goes to `target`; the last variable + 1 is no option."""

    source: Longs
    target: Longs
    spare: Longs  # how many times the change could be made at most
    place: Longs  # whom it takes from: changes with the same place share `spare`


def greedy(merged: Merged, start: Longs, *, by_dollar: bool) -> Longs | None:
    """Return a list to which nothing can be added, or None where that keeps no least number.

    What the least numbers want comes first; then what gains most, for its price where `by_dollar`.
    """
    counts = start.copy()
    risks = merged.risks(counts)
    used = merged.uses @ counts
    sent = merged.sent(counts)
    while True:
        left = merged.left(risks)
        missed = np.cumsum(left[::-1], axis=0)[::-1]
        gain = np.einsum("vq,vq->v", missed[merged.level], merged.chance)
        price = _price(merged, sent)
        spent = float(merged.fee[np.arange(len(sent)), sent].sum() + merged.extra @ counts)
        can = _has_room(merged, counts) & _fits(merged, used, price + spent)
        wanted = np.minimum(np.maximum(merged.least - used, 0)[:, None], merged.uses).sum(axis=0)
        if (used < merged.least - SLACK * (1 + merged.least)).any():
            can &= wanted > 0
        else:
            can &= gain > LEAST_GAIN
        if not can.any():
            break
        score = gain / (price + 1) if by_dollar else gain
        best = int(np.argmax(np.where(can, score, -1.0)))
        counts[best] += 1
        risks[merged.level[best] :] += merged.risk[best]
        used = used + merged.uses[:, best]
        if merged.group[best] >= 0:
            sent[merged.group[best]] += 1
    return counts if merged.is_allowed(counts) else None


def round_off(merged: Merged, parts: Doubles) -> Longs | None:
    """Return a list near to parts of units: what is whole stays, what is largest of the rest comes first."""
    counts = np.floor(parts + LEAST_PART).astype(np.int64)
    rest = parts - counts
    for each in np.argsort(-rest, kind="stable")[: int((rest > LEAST_PART).sum())]:
        more = counts.copy()
        more[each] += 1
        if _keeps_most(merged, more):
            counts = more
    if not _keeps_most(merged, counts):
        return None
    return greedy(merged, counts, by_dollar=False)


LEAST_PART = 1e-6


def improve(merged: Merged, counts: Longs, loss: Doubles | None = None) -> Longs:
    """Return counts after the best one or two changes, again and again, until none gains.

    `loss` says for each variable what a bound loses when one unit gets it; those with the least are tried.
    """
    for _ in range(MOST_MOVES):
        changes = _changes(merged, counts, loss)
        pair = _best_pair(merged, counts, changes)
        if pair is None:
            return counts
        counts = counts.copy()
        for each in pair:
            if changes.source[each] < len(counts):
                counts[changes.source[each]] -= 1
            if changes.target[each] < len(counts):
                counts[changes.target[each]] += 1
    return counts


def _keeps_most(merged: Merged, counts: Longs) -> bool:
    in_kind = np.bincount(merged.kind, counts, len(merged.size))
    return bool(
        (in_kind <= merged.size).all()
        and (merged.uses @ counts <= merged.most).all()
        and (merged.budget == inf or merged.cost(counts) <= merged.budget)
    )


def _has_room(merged: Merged, counts: Longs) -> Flags:
    in_kind = np.bincount(merged.kind, counts, len(merged.size))
    answer: Flags = (in_kind < merged.size)[merged.kind]
    return answer


def _price(merged: Merged, sent: Longs) -> Doubles:
    """Return what one more of each variable costs."""
    after = np.minimum(sent + 1, merged.fee.shape[1] - 1)
    groups = np.arange(len(sent))
    step = np.append(merged.fee[groups, after] - merged.fee[groups, sent], 0.0)  # the last: no fee
    answer: Doubles = merged.extra + step[merged.group]
    return answer


def _fits(merged: Merged, used: Doubles, spent: Doubles) -> Flags:
    answer: Flags = spent <= merged.budget
    for uses, now, most in zip(merged.uses, used, merged.most, strict=True):
        answer &= now + uses <= most
    return answer


def _changes(merged: Merged, counts: Longs, loss: Doubles | None) -> Changes:
    """Return the single changes worth trying; the first changes nothing."""
    none = len(counts)
    in_kind = np.bincount(merged.kind, counts, len(merged.size)).astype(np.int64)
    room = merged.size - in_kind
    worth = np.zeros(none) if loss is None else -np.minimum(loss, 1.0)
    adds = np.flatnonzero(room[merged.kind] > 0)
    source, target = [none, *([none] * len(adds))], [none, *adds.tolist()]
    spare = [2, *room[merged.kind[adds]].tolist()]
    place = [-1, *(none + merged.kind[adds]).tolist()]
    score = [inf, *worth[adds].tolist()]
    for used in np.flatnonzero(counts).tolist():
        others = [each for each in merged.slots[merged.kind[used]].tolist() if each not in {NONE, used}]
        for other in (none, *others):
            source.append(used)
            target.append(other)
            spare.append(int(counts[used]))
            place.append(used)
            score.append((0.0 if other == none else worth[other]) - worth[used])
    keep = np.sort(np.argsort(-np.array(score), kind="stable")[:MOST_CHANGES])
    return Changes(*(np.array(each, np.int64)[keep] for each in (source, target, spare, place)))


def _best_pair(merged: Merged, counts: Longs, changes: Changes) -> tuple[int, int] | None:
    """Return the two changes that together gain most beside all limits; one of them may change nothing."""
    left = merged.left(merged.risks(counts))
    zero = np.zeros((1, left.shape[1]))
    risk = np.append(merged.risk, zero, axis=0)
    covers = np.append(merged.covers, np.zeros((1, left.shape[0]), np.bool_), axis=0)
    more = risk[changes.target, None, :] * covers[changes.target, :, None]
    less = risk[changes.source, None, :] * covers[changes.source, :, None]
    factor = np.exp(less - more).reshape(len(changes.source), -1)
    missed = (factor * left.reshape(-1)) @ factor.T
    gain = left.sum() - missed
    gain[~(gain > LEAST_GAIN)] = 0
    gain *= _are_allowed(merged, counts, changes)
    best = int(np.argmax(gain))
    if gain.flat[best] <= LEAST_GAIN:
        return None
    return best // len(gain), best % len(gain)


def _are_allowed(merged: Merged, counts: Longs, changes: Changes) -> Flags:
    """Return for each pair of changes whether both can be made and keep all limits."""
    can: Flags = (changes.place[:, None] != changes.place) | (changes.spare[:, None] > 1)
    used = merged.uses @ counts
    for uses, now, least, most in zip(merged.uses, used, merged.least, merged.most, strict=True):
        with_none = np.append(uses, 0.0)
        step = with_none[changes.target] - with_none[changes.source]
        if (now + 2 * min(0.0, step.min()) < least) or (now + 2 * step.max() > most):
            after = now + step[:, None] + step
            can &= (after <= most) & (after >= least - SLACK * (1 + least))
    if merged.budget < inf:
        can &= _spent(merged, counts, changes) <= merged.budget
    return can


def _spent(merged: Merged, counts: Longs, changes: Changes) -> Doubles:
    """Return what the list costs after each pair of changes."""
    extra = np.append(merged.extra, 0.0)
    step = extra[changes.target] - extra[changes.source]
    total: Doubles = merged.extra @ counts + step[:, None] + step
    group = np.append(merged.group, -1)
    top = merged.fee.shape[1] - 1
    for each, now in enumerate(merged.sent(counts)):
        more = (group[changes.target] == each).astype(np.int64) - (group[changes.source] == each)
        after = np.clip(now + more[:, None] + more, 0, top)  # beyond: not possible for want of units
        total = total + merged.fee[each][after]
    return total

"""The limits of a list and what it costs, as the optimizer takes them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from math import inf

import numpy as np
import numpy.typing as npt

from hallway.domain.picks import Action
from hallway.engine.odds import REJECTED
from hallway.engine.portfolios import Binding, Fees, Infeasible, Limit
from hallway.facts.fees import application_tiers
from hallway.smartpick.options import Offered, is_must, is_sent
from hallway.smartpick.parameters import Parameters
from hallway.smartpick.profiles import Profile
from hallway.smartpick.views import ProgramView
from hallway.smartpick.wishes import PickWishes

Doubles = npt.NDArray[np.float64]

APPLICATIONS, BUDGET, ROTATIONS, INTERVIEWS = "applications", "budget", "rotations", "interviews"
SENT = "applications already sent"
MUST = "(must)"
TIER_WORDS = {Action.SIGNAL: "signals", Action.GOLD_SIGNAL: "gold signals"}


def limits_of(offered: Offered, wishes: PickWishes, interviews: Doubles) -> tuple[Limit, ...]:
    """Return every limit under a name that a person understands; `interviews` is expected of each option.

    Raises:
        Infeasible: more was sent than the list may hold.
    """
    options = offered.options
    one = np.ones(len(options))
    limits: list[Limit] = []
    if wishes.applications is not None:
        gone = sum(
            offered.ready.units.state[row] == REJECTED and is_sent(view)
            for row, view in enumerate(offered.ready.views)
            if view.unit.code in offered.shut
        )
        if gone > wishes.applications:
            raise Infeasible((Binding(APPLICATIONS, gone - wishes.applications),))
        limits.append(Limit(APPLICATIONS, one, most=wishes.applications - gone))
    limits += _signals(offered)
    if any(each.action is Action.ROTATE for each in options):
        by_hand = sum(each is Action.ROTATE for each in wishes.actions.values())
        rotates = [each.action is Action.ROTATE and each.is_new for each in options]
        limits.append(Limit(ROTATIONS, np.array(rotates, np.float64), most=max(wishes.rotations, by_hand)))
    if wishes.interviews is not None:
        limits.append(Limit(INTERVIEWS, interviews, most=wishes.interviews))
    limits += _mix(offered, wishes)
    sent = np.array([each.is_sent for each in options], np.float64)
    if sent.any():
        limits.append(Limit(SENT, sent, least=float(sent.sum())))
    for code in sorted({each.code for each in options if not each.is_sent and is_must(each.code, wishes)}):
        uses = np.array([each.code == code for each in options], np.float64)
        limits.append(Limit(f"program {code} {MUST}", uses, least=1.0))
    return tuple(limits)


def fees_of(offered: Offered, wishes: PickWishes) -> Fees:
    """Return what applications cost: those of one specialty are counted together, and sent ones are paid."""
    ready, options = offered.ready, offered.options
    paid = [0] * len(ready.rows)
    for view in ready.views:
        if is_sent(view):
            paid[ready.rows[view.unit.specialty]] += 1
    extra = [
        wishes.rotation_cost if each.is_new and each.action is Action.ROTATE else 0.0 for each in options
    ]
    return Fees(
        group=np.array([-1 if each.is_sent else ready.rows[each.specialty] for each in options], np.int64),
        tiers=fee_tiers(),
        already=tuple(paid),
        extra=np.array(extra, np.float64),
        budget=inf if wishes.budget is None else wishes.budget,
    )


def fee_tiers() -> tuple[tuple[float, float], ...]:
    """Return (applications in the tier, US dollars for each) of the newest fees that are known whole."""
    tiers = sorted((each.value for each in application_tiers()), key=lambda each: each.tier_low or 0)
    return tuple(
        (
            inf if each.tier_high is None else each.tier_high - (each.tier_low or 1) + 1,
            each.amount or 0.0,
        )
        for each in tiers
    )


def with_usual_length(
    profile: Profile, views: Collection[ProgramView], parameters: Parameters, wishes: PickWishes
) -> tuple[PickWishes, tuple[str, ...]]:
    """Return the wishes with the usual length where neither length nor budget was named, and a word on it."""
    if wishes.applications is not None or wishes.budget is not None:
        return wishes, ()
    judged = parameters.judgments.applications
    usual = judged.value[profile.type.value]
    codes = {each.unit.code for each in views}
    first = {each.unit.code for each in views if is_sent(each) or is_must(each.unit.code, wishes)}
    count = max(1, round(min(usual, judged.reach * len(codes))), len(first))
    says = (
        f"You named neither a budget nor a number of applications: the list has at most {count}, about as"
        f" many as one usually sends ({judged.reason.source}, {judged.reason.year})."
    )
    return replace(wishes, applications=count), (says,)


def _signals(offered: Offered) -> Iterator[Limit]:
    for specialty, tiers in sorted(offered.allowed.items()):
        for action, most in tiers.items():
            uses = [
                each.is_new and each.action is action and each.specialty == specialty
                for each in offered.options
            ]
            if any(uses):
                name = f"{TIER_WORDS[action]} in {specialty}"
                yield Limit(name, np.array(uses, np.float64), most=most)


def _mix(offered: Offered, wishes: PickWishes) -> Iterator[Limit]:
    views = offered.ready.views
    for kind, mix in sorted(wishes.mix.items()):
        uses = np.array([_kind(views[each.row]) == kind for each in offered.options], np.float64)
        if mix.least:
            yield Limit(f"at least {mix.least} {kind.value} programs", uses, least=float(mix.least))
        if mix.most is not None:
            yield Limit(f"at most {mix.most} {kind.value} programs", uses, most=mix.most)


def _kind(view: ProgramView) -> object:
    return view.kind or view.unit.kind_guess


def full_limits(limits: Sequence[Limit], chosen: Sequence[int], option: int) -> tuple[str, ...]:
    """Return the limits that adding an option would break."""
    return tuple(
        each.name
        for each in limits
        if each.uses[option] > 0 and each.uses[list(chosen)].sum() + each.uses[option] > each.most + 1e-9
    )


def price_of_last(fees: Fees, chosen: Sequence[int], option: int) -> float:
    """Return the US dollars that leaving a chosen option out would save."""
    group = int(fees.group[option])
    saved = float(fees.extra[option])
    if group < 0:
        return saved
    place = fees.already[group] + int((fees.group[list(chosen)] == group).sum())
    for size, price in fees.tiers:
        if place <= size:
            return saved + price
        place -= int(size)
    return saved

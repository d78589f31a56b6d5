"""The list: the best one within what is asked, why a program is on it, and lists beside each other."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from hallway.actions.kept_picks import get_kept
from hallway.actions.pick_answers import Compared, Explained, LeftOutAnswer, PickAnswer
from hallway.actions.pick_asked import PickAsked
from hallway.actions.pick_inputs import with_units
from hallway.actions.pick_limits import read_by_hand, read_codes, refuse_contradictions
from hallway.actions.pick_looks import Look, NoList, Proving, look
from hallway.actions.pick_sides import compare_answers
from hallway.actions.ports import Clock, Store
from hallway.actions.program_lookups import choose_unit, current_code, name_of
from hallway.domain.ids import UnitCode
from hallway.domain.picks import Fate
from hallway.facts.directory import Unit
from hallway.smartpick.odds import ProgramOdds, odds_of
from hallway.smartpick.picked import LeftOut
from hallway.smartpick.picking import never


def find_pick(store: Store, clock: Clock, asked: PickAsked, *, go_on: Proving = never) -> PickAnswer:
    """Return the list that does best within what is asked, with the proof of how much better any could be.

    Args:
        store: the record.
        clock: tells which Match is the next one.
        asked: limits and wishes; those of the record for single programs count beside them.
        go_on: asked after the first answer and after each better proof; True closes the gap further.

    Raises:
        NoApplicant: nobody has been set up.
        NotFound, InvalidValue: something that was asked is not known, cannot be meant, or contradicts itself.
        NoList: no list keeps all limits.
        NoFigures: nothing was published to start from.
    """
    return look(store, clock, asked).find(go_on=go_on)


def explain_pick(store: Store, clock: Clock, asked: PickAsked, code: str) -> Explained:
    """Return why a program is on the list or not, who could help there, and what the opposite would do.

    Raises:
        NotFound, InvalidValue: there is no such program, or as `find_pick`.
    """
    unit = choose_unit(code)
    seen = look(store, clock, asked)
    return explain(seen, seen.find(), unit)


def explain(seen: Look, whole: PickAnswer, unit: Unit) -> Explained:
    """Return the same for a list that is known already."""
    picked = next((each for each in whole.programs if each.unit.code == unit.code), None)
    left_out = next((each for each in whole.left_out if each.unit.code == unit.code), None)
    if picked is None and left_out is None:
        left_out = LeftOutAnswer(
            unit, name_of(unit), LeftOut(unit.code, _why_beside(seen, whole, unit), None)
        )
    return Explained(
        unit=unit,
        name=name_of(unit),
        picked=picked,
        left_out=left_out,
        gain=picked.pick.marginal if picked else left_out.left_out.gain if left_out else None,
        people=seen.people(unit.code),
        comments=seen.comments.get(unit.code, ()),
        wish=seen.inputs.kept.get(unit.code),
        odds=_odds(seen, unit, band=picked.pick.band if picked else None),
        whole=whole,
        otherwise=_opposite(seen, whole, unit, is_on=picked is not None),
    )


def _why_beside(seen: Look, whole: PickAnswer, unit: Unit) -> str:
    """Return why a program is not even among those that were looked at."""
    if unit.code in whole.picked.without:
        return "Nothing was published that its odds could start from."
    if unit.specialty not in seen.inputs.asker.specialties:
        return f"The list is for {', '.join(whole.specialties)}."
    if not seen.inputs.places.fits(seen.inputs.known.view(unit)):
        return "It lies outside the states, regions or kinds of institutions that you named."
    return "No application there can be chosen."


def _odds(seen: Look, unit: Unit, *, band: int | None) -> ProgramOdds | None:
    """Return one program's odds; its band is that of the list, for alone it is told apart from nothing."""
    inputs = seen.inputs
    odds = odds_of(
        inputs.asker.profile,
        [inputs.known.view(unit)],
        seen.parameters,
        network=inputs.asked.network,
        ask=False,
    )
    found = odds.program(unit.code)
    return None if found is None else replace(found, band=band)


def _opposite(seen: Look, whole: PickAnswer, unit: Unit, *, is_on: bool) -> Compared | None:
    """Return the best list without a program that is on it, or with one that is not; None where none is."""
    inputs = seen.inputs
    fate = Fate.NEVER if is_on else Fate.MUST
    actions = {code: each for code, each in inputs.wishes.actions.items() if code != unit.code or not is_on}
    wishes = replace(inputs.wishes, fates={**inputs.wishes.fates, unit.code: fate}, actions=actions)
    units = tuple({each.code: each for each in (*inputs.units, unit)}.values())
    try:
        after = replace(seen, inputs=replace(inputs, wishes=wishes, units=units)).find()
    except NoList:
        return None
    names = ("The list", f"{'Without' if is_on else 'With'} {name_of(unit)}")
    return compare_answers(whole, after, names)


# ------------------------------------------------------------------------------- lists beside each other


def what_if(
    store: Store,
    clock: Clock,
    asked: PickAsked,
    *,
    add: Sequence[str] = (),
    drop: Sequence[str] = (),
    by_hand: Sequence[str] = (),
    budget: float | None = None,
    applications: int | None = None,
    signals: Sequence[str] | None = None,
    rotations: int | None = None,
    interviews: float | None = None,
) -> Compared:
    """Return the list as it is asked beside the best one if something were otherwise; nothing is kept.

    Args:
        store: the record.
        clock: tells which Match is the next one.
        asked: the list as it is.
        add: programs that must be on it then.
        drop: programs that must not.
        by_hand: what is done by hand then, such as "9991140=signal".
        budget: another one; as for all limits, None leaves what is asked.
        applications: another number at most.
        signals: other signals, as typed.
        rotations: another number at most.
        interviews: another number at most.

    Raises:
        NotFound, InvalidValue, NoList: as `find_pick`.
    """
    after = changed(asked, add=add, drop=drop, by_hand=by_hand)
    named = {
        "budget": budget,
        "applications": applications,
        "signals": None if signals is None else tuple(signals),
        "rotations": rotations,
        "interviews": interviews,
    }
    limits = {name: value for name, value in named.items() if value is not None}
    after = replace(after, **limits)  # type: ignore[arg-type] # each name goes with the value of its field
    return compare_asked(find_pick(store, clock, asked), find_pick(store, clock, after))


def changed(
    asked: PickAsked, *, add: Sequence[str] = (), drop: Sequence[str] = (), by_hand: Sequence[str] = ()
) -> PickAsked:
    """Return what is asked with programs added, dropped, or done by hand; the later word on each counts.

    Raises:
        NotFound, InvalidValue: there is no such program, or it is added and dropped at once.
    """
    more, less, hand = read_codes(add), read_codes(drop), read_by_hand(by_hand)
    refuse_contradictions(more, less, hand)
    return replace(
        asked,
        must=(*_but(asked.must, less), *more),
        never=(*_but(asked.never, {**more, **hand}), *less),
        by_hand=(
            *(each for each in asked.by_hand if not {*read_by_hand([each])} & {*hand, *less}),
            *(f"{code}={action.value}" for code, action in hand.items()),
        ),
    )


def _but(texts: Sequence[str], codes: Iterable[UnitCode]) -> tuple[str, ...]:
    """Return the programs of a wish without some."""
    gone = set(codes)
    return tuple(dict.fromkeys(code for code in read_codes(texts) if code not in gone))


def compare_asked(before: PickAnswer, after: PickAnswer) -> Compared:
    """Return how the list that was asked differs from another one."""
    return compare_answers(before, after, ("The list", "What if"))


def compare_picks(store: Store, clock: Clock, a: str, b: str, asked: PickAsked) -> Compared:
    """Return two kept lists beside each other, both worked out anew from the record of today.

    Args:
        store: the record.
        clock: tells which Match is the next one.
        a: the name of a kept list, its id or the start of it.
        b: the same of the other.
        asked: what counts: the objective, the network, the limits the best list would have.

    Raises:
        NotFound, InvalidValue: no list is called so, or as `find_pick`.
    """
    with store.reading() as reading:
        kept = (get_kept(reading, a), get_kept(reading, b))
    both = [{current_code(code): action for code, action in each.programs.items()} for each in kept]
    seen = look(store, clock, asked)
    seen = replace(seen, inputs=with_units(seen.inputs, {**both[0], **both[1]}))
    answers = [seen.weigh(each) for each in both]
    return compare_answers(answers[0], answers[1], (kept[0].name, kept[1].name), kept)


def compare_programs(
    store: Store, clock: Clock, asked: PickAsked, a: str, b: str
) -> tuple[Explained, Explained]:
    """Return two programs beside each other, with what each does for the list.

    Raises:
        NotFound, InvalidValue: there is no such program, or as `find_pick`.
    """
    units = (choose_unit(a), choose_unit(b))
    seen = look(store, clock, asked)
    whole = seen.find()
    return explain(seen, whole, units[0]), explain(seen, whole, units[1])

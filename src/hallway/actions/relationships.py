"""The worth of a relationship: what one more tie would add to the chance, and who could help."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from hallway.actions.odds import NoFigures
from hallway.actions.odds_inputs import (
    Asker,
    Assumption,
    Known,
    hash_inputs,
    read_asker,
    read_known,
)
from hallway.actions.ports import Clock, Store
from hallway.actions.program_lookups import choose_unit, find_coded, name_of_code
from hallway.actions.relationship_rows import BYS, By, Meant, Relationship
from hallway.actions.standing_lists import Basis, Standing, read_standing
from hallway.actions.tie_efforts import Effort, efforts_in
from hallway.domain.errors import InvalidValue
from hallway.domain.ids import UnitCode
from hallway.domain.picks import Fate, ProgramWish, WorthRow
from hallway.domain.programs import TieKind
from hallway.facts.directory import Unit
from hallway.facts.directory import units as all_units
from hallway.facts.evidence import Stage, effects_of, warnings
from hallway.smartpick.factors import Range
from hallway.smartpick.parameters import read_parameters
from hallway.smartpick.profiles import Profile
from hallway.smartpick.worth import ScoreLine, worth_of
from hallway.smartpick.worth import Standing as TieStanding

SHOWN = 20
_ASIDE = 2
"""Rows of one kind among what nobody measured or can make, while no kind is asked for."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one kind of tie: by whom, and how strongly."""

    kind: TieKind
    says: str
    strength: str
    published: str
    confounders: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationships:
    """The answer.

    `rows` are measured actions at programs of the list in the order asked for, `others` those elsewhere; with
    `mixed` beliefs stand among them, else in `beliefs`. `talks` are the best measured actions where somebody
    could help, one for each program. `truths` cannot be made: they count where they are so. `spent` counts
    signals for which none is left. `totals` counts all ties of each kind that could be made, shown or not.
    """

    profile: Profile
    specialties: tuple[str, ...]
    match_year: int
    basis: Basis
    chance: Range
    bare: Range
    tied: int
    planned: int
    network: bool
    mixed: bool
    by: By
    rows: tuple[Relationship, ...]
    others: tuple[Relationship, ...]
    talks: tuple[Relationship, ...]
    beliefs: tuple[Relationship, ...]
    truths: tuple[Relationship, ...]
    spent: int
    totals: Mapping[TieKind, int]
    instead: str
    by_score: tuple[ScoreLine, ...]
    efforts: tuple[Effort, ...]
    evidence: tuple[Evidence, ...]
    warnings: tuple[str, ...]
    closed: int
    without: tuple[str, ...]
    assumptions: tuple[Assumption, ...]
    input_hash: str


def find_relationships(
    store: Store,
    clock: Clock,
    *,
    program: str = "",
    kind: TieKind | None = None,
    by: str = "chance",
    limit: int = SHOWN,
    network: bool = True,
    mixed: bool = False,
) -> Relationships:
    """Return what one more tie to each program would add to the chance to match over the list.

    Args:
        store: the record.
        clock: tells which Match is the next one.
        program: code or words: only this program.
        kind: only ties of this kind.
        by: in the order of added chance, or of it for each hour or dollar.
        limit: at most so many rows of each group.
        network: without it the ties there are count nothing.
        mixed: beliefs, which nobody measured, stand among what was measured.

    Raises:
        NoApplicant: nobody has been set up.
        NotFound, InvalidValue: there is no such program or order, or no specialty was named anywhere.
        NoFigures: nothing was published to start from.
    """
    order = next((each for each in BYS if each == by), None)
    if order is None:
        raise InvalidValue("by", by[:20], f"Choose one of: {', '.join(BYS)}.")
    if limit < 1:
        raise InvalidValue("limit", str(limit), "Type a number from 1 on.")
    only = choose_unit(program) if program else None
    with store.reading() as reading:
        asker = read_asker(reading, clock)
        known = read_known(reading, match_year=asker.match_year, use_counts=True)
        standing = read_standing(reading, known)
        efforts = efforts_in(reading)
        never = {each.unit for each in reading.all(ProgramWish) if each.fate is Fate.NEVER}
    if standing is None:
        standing = _picked(store, clock, network=network)
    parameters = read_parameters()
    pool = _pool(asker, known, standing, only, never)
    found = worth_of(
        asker.profile,
        [known.view(each) for each in pool],
        parameters,
        standing.programs,
        is_full=standing.is_full,
        network=network,
    )
    if not found.by_score and not found.rows:
        raise NoFigures({each.specialty for each in pool}, asker.profile.type.value)
    meant = Meant(found, known, efforts, standing, only=only, kind=kind, by=order)
    return Relationships(
        profile=asker.profile,
        specialties=asker.specialties,
        match_year=asker.match_year,
        basis=standing.basis,
        chance=found.chance,
        bare=found.bare,
        tied=found.tied,
        planned=found.planned,
        network=network,
        mixed=mixed,
        by=order,
        rows=meant.first(limit, meant.actions(mixed=mixed, is_listed=True)),
        others=meant.first(limit, meant.actions(mixed=mixed, is_listed=False)),
        talks=meant.talks(limit),
        beliefs=() if mixed else meant.first(limit, meant.beliefs(), of_one_kind=_ASIDE),
        truths=meant.first(limit, meant.truths(), of_one_kind=_ASIDE),
        spent=sum(each.standing is TieStanding.SPENT for each in meant.wanted),
        totals=Counter(each.kind for each in meant.wanted),
        instead=name_of_code(found.instead) if found.instead else "",
        by_score=found.by_score,
        efforts=tuple(each for each in efforts.values() if each.is_action),
        evidence=tuple(_evidence()),
        warnings=warnings(),
        closed=len(found.closed),
        without=tuple(name_of_code(each) for each in found.without),
        assumptions=(*asker.assumptions, *standing.assumptions),
        input_hash=hash_inputs(
            asker.profile,
            [known.view(each) for each in sorted(pool, key=lambda each: each.code)],
            sorted(standing.programs.items()),
            standing.is_full,
            list(efforts.values()),
            parameters.inputs,
            network,
        ),
    )


def rows_for_today(found: Relationships) -> tuple[WorthRow, ...]:
    """Return the rows that Today may propose: measured, with somebody to talk with, one for each program."""
    return tuple(
        WorthRow(
            unit=each.unit.code,
            kind=each.worth.kind,
            low=each.worth.added.low,
            mid=each.worth.added.mid,
            high=each.worth.added.high,
            is_measured=True,
            people=tuple(one.person.id for one in each.people),
        )
        for each in found.talks
    )


# ------------------------------------------------------------------------------------ what is looked at


def _picked(store: Store, clock: Clock, *, network: bool) -> Standing:
    """Return the list that SmartPick would propose, where the applicant has none."""
    from hallway.actions.pick_asked import PickAsked  # noqa: PLC0415 - as below
    from hallway.actions.picks import find_pick  # noqa: PLC0415 - brings the solver; few records need it here

    found = find_pick(store, clock, PickAsked(network=network))
    return Standing(
        basis=Basis("proposed", "", len(found.programs)),
        programs={each.unit.code: each.pick.action for each in found.programs},
        is_full=True,
        assumptions=(
            Assumption(
                "You have no list yet: this is reckoned for the one that SmartPick proposes without wishes."
            ),
        ),
    )


def _pool(
    asker: Asker, known: Known, standing: Standing, only: Unit | None, never: Iterable[UnitCode]
) -> tuple[Unit, ...]:
    """Return the programs of the list, and those that one may apply to as well: all, or the one asked for."""
    own = [each for code in standing.programs if (each := find_coded(code))]
    if only is not None:
        return tuple({each.code: each for each in (*own, only)}.values())
    wanted = {*asker.specialties, *(each.specialty for each in own)} if asker.specialties else set()
    wanted = wanted or {each.specialty for each in own}
    refused = frozenset(never)
    others = [
        each
        for each in all_units().values()
        if each.specialty in wanted and each.code not in refused and standing.fits(known.view(each))
    ]
    if not own and not others:
        raise InvalidValue(
            "specialty", "", 'Say which one you aim for: hallway setup --specialty "internal medicine"'
        )
    return tuple({each.code: each for each in (*own, *others)}.values())


def _evidence() -> Iterator[Evidence]:
    for kind in TieKind:
        known = [*effects_of(kind, Stage.INTERVIEW), *effects_of(kind, Stage.RANK)]
        if known:
            first = known[0].value
            yield Evidence(kind, first.says, first.strength, first.published, first.confounders)


def read_kind(text: str) -> TieKind | None:
    """Return which kind of tie a text means, None for no text.

    Raises:
        InvalidValue: there is no such kind.
    """
    wanted = "-".join(text.casefold().split())
    if not wanted:
        return None
    fits = [each for each in TieKind if each.value == wanted] or [
        each for each in TieKind if each.value.startswith(wanted)
    ]
    if len(fits) != 1:
        raise InvalidValue("kind", text[:40], f"Choose one of: {', '.join(TieKind)}.")
    return fits[0]

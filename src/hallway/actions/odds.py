"""The applicant's odds: the record, the facts and SmartPick together, with what to say beside a number."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from hallway.actions.odds_inputs import (
    TYPE_WORDS,
    Asker,
    Assumption,
    Known,
    Wishes,
    hash_inputs,
    read_asker,
    read_known,
    read_wishes,
)
from hallway.actions.odds_paths import Fallback, fallback_for
from hallway.actions.ports import Clock, Store
from hallway.actions.program_lookups import choose_unit, find_coded, name_of, name_of_code
from hallway.domain.errors import HallwayError, InvalidValue
from hallway.domain.ids import UnitCode
from hallway.domain.programs import FactKind, ProgramOutcome
from hallway.facts.directory import NO_NAME, Unit
from hallway.facts.directory import units as all_units
from hallway.smartpick.factors import Factor, Range
from hallway.smartpick.odds import Odds, ProgramOdds, odds_of
from hallway.smartpick.parameters import Parameters, read_parameters
from hallway.smartpick.profiles import Profile
from hallway.smartpick.strength import ATTEMPTS, PUBLICATIONS, SCORE, VISA, YEARS

_FIELDS = {
    SCORE: "exams",
    ATTEMPTS: "exams",
    YEARS: "graduation_year",
    VISA: "needs_visa",
    PUBLICATIONS: "publications",
}
"""Which field of the applicant tells what a profile leaves unknown."""


class NoFigures(HallwayError):
    """Nothing was published that an odd of these programs could start from."""

    def __init__(self, specialties: Collection[str], kind: str) -> None:
        named = ", ".join(sorted(specialties)) or "these programs"
        super().__init__(
            f"Nothing was published that says how {kind} applicants fare in {named}, so there are no odds."
            " Name another specialty: hallway odds --specialty NAME."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramAnswer:
    """One program's odds, as it is called, and whether it is on the list and tied to the applicant."""

    unit: Unit
    name: str
    is_listed: bool
    is_connected: bool
    outcome: ProgramOutcome | None
    odds: ProgramOdds


@dataclass(frozen=True, slots=True)
class Whole:
    """The chance over `programs` applications together.

    `unconditional` knows that there may be no interview at all; `conditional` is given at least one, as
    published rates are.
    """

    conditional: Range
    unconditional: Range
    interviewed: Range
    programs: int
    is_own_list: bool


@dataclass(frozen=True, slots=True)
class Otherwise:
    """The whole if something that was taken for granted is otherwise."""

    says: str
    conditional: Range
    unconditional: Range


@dataclass(frozen=True, slots=True)
class Unasked:
    """An unknown of the applicant: the field that tells it, and the part of the range it would take away."""

    fact: str
    field: str
    part: float


@dataclass(frozen=True, slots=True)
class WantedFact:
    """A fact of a program worth looking up, and by how much the chance to match there may lie off."""

    code: UnitCode
    name: str
    fact: FactKind
    moves: float


@dataclass(frozen=True, slots=True)
class Source:
    """Where a number of the answer comes from."""

    source: str
    year: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OddsAnswer:
    """All odds that were asked for.

    `programs` stand by band, inside a band those that the applicant is tied to first; `looked_at` counts all
    that were compared. `factors` hold for the applicant at all programs. `without` names programs of which
    nothing was published.
    """

    profile: Profile
    specialties: tuple[str, ...]
    match_year: int
    network: bool
    whole: Whole
    otherwise: Otherwise | None
    programs: tuple[ProgramAnswer, ...]
    looked_at: int
    factors: tuple[Factor, ...]
    unknown: tuple[str, ...]
    narrows: tuple[Unasked, ...]
    wanted: tuple[WantedFact, ...]
    fallback: Fallback | None
    assumptions: tuple[Assumption, ...]
    sources: tuple[Source, ...]
    borrowed: bool
    without: tuple[str, ...]
    input_hash: str


@dataclass(frozen=True, slots=True)
class _Pools:
    """Which programs to compare, which to tell, and which make the whole (None: choose usual ones)."""

    compared: tuple[Unit, ...]
    told: frozenset[UnitCode]
    whole: tuple[Unit, ...] | None


def find_odds(
    store: Store,
    clock: Clock,
    *,
    specialties: Sequence[str] = (),
    units: Sequence[str] = (),
    states: Sequence[str] = (),
    kinds: Sequence[str] = (),
    everything: bool = False,
    network: bool = True,
    use_counts: bool = True,
) -> OddsAnswer:
    """Return the odds at the programs of the list, or, while there is none, at all of the specialty.

    Args:
        store: the record.
        clock: tells which Match is the next one.
        specialties: which to look at; without them the applicant's own.
        units: codes or words of programs to tell about; without them all that are compared.
        states: only programs there.
        kinds: only programs of these kinds of institutions, university, community or military.
        everything: compare every program of the specialties, not only those on the list.
        network: whether ties and signals count.
        use_counts: whether counts count that the applicant has let in; others never do.

    Raises:
        NoApplicant: nobody has been set up.
        NotFound, InvalidValue: a program or specialty is not known, or no specialty was named anywhere.
        NoFigures: nothing was published to start from.
    """
    named = tuple(dict.fromkeys(map(choose_unit, units)))
    wishes = read_wishes(states, kinds)
    with store.reading() as reading:
        asker = read_asker(reading, clock, specialties=specialties)
        known = read_known(reading, match_year=asker.match_year, use_counts=use_counts)
    parameters = read_parameters()
    pools = _pools(asker, known, named, wishes, everything=everything, is_chosen=bool(specialties))
    compared = odds_of(
        asker.profile, [known.view(each) for each in pools.compared], parameters, network=network
    )
    if not compared.programs:
        raise NoFigures({each.specialty for each in pools.compared}, asker.profile.type.value)
    assumptions = [*asker.assumptions, *_left_out(known, pools)]
    chosen = pools.whole
    if chosen is None:
        chosen, said = _usual(asker.profile, known, compared, parameters)
        assumptions += said
    else:
        assumptions += _short_list(asker, chosen, parameters)
    whole = _odds_together(asker.profile, chosen, known, parameters, compared, network=network)
    other = None
    if asker.other:
        theirs = pools.whole or _usual(asker.other, known, compared, parameters)[0]
        other = _odds_together(asker.other, theirs, known, parameters, None, network=network)
    told = [each for each in compared.programs if each.code in pools.told]
    return OddsAnswer(
        profile=asker.profile,
        specialties=tuple(dict.fromkeys([*asker.specialties, *sorted({each.specialty for each in told})])),
        match_year=asker.match_year,
        network=network,
        whole=Whole(
            conditional=whole.conditional,
            unconditional=whole.unconditional,
            interviewed=whole.interviewed,
            programs=sum(each.counted for each in whole.programs),
            is_own_list=pools.whole is not None,
        ),
        otherwise=_otherwise(asker, other),
        programs=tuple(_in_order(told, known)),
        looked_at=len(compared.programs),
        factors=compared.factors,
        unknown=compared.unknown,
        narrows=tuple(Unasked(each.fact, _FIELDS.get(each.fact, ""), each.part) for each in compared.narrows),
        wanted=tuple(
            WantedFact(each.code, name_of_code(each.code), each.fact, each.moves)
            for each in compared.wanted
            if not named or each.code in pools.told
        ),
        fallback=fallback_for(asker.profile, _preferred(asker, told), whole.unconditional, parameters),
        assumptions=tuple(assumptions),
        sources=sources_of((*compared.factors, *(factor for one in told for factor in one.factors))),
        borrowed=any(each.borrowed for each in told),
        without=tuple(map(name_of_code, compared.without)),
        input_hash=hash_inputs(
            asker.profile,
            asker.other,
            [known.view(each) for each in sorted(pools.compared, key=lambda each: each.code)],
            sorted(each.code for each in chosen),
            parameters.inputs,
            network,
        ),
    )


# ------------------------------------------------------------------------------- which programs count


def _pools(
    asker: Asker, known: Known, named: Sequence[Unit], wishes: Wishes, *, everything: bool, is_chosen: bool
) -> _Pools:
    wanted = frozenset(asker.specialties)
    own = [each for code in sorted(known.listed | known.applied) if (each := find_coded(code))]
    if is_chosen:
        own = [each for each in own if each.specialty in wanted]
    own = [each for each in own if wishes.fits(known.view(each))]
    has_list = any(each.code in known.listed for each in own)
    all_wanted: list[Unit] = []
    if everything or not has_list:
        meant = wanted or {each.specialty for each in (*own, *named)}
        all_wanted = [
            each for each in all_units().values() if each.specialty in meant and wishes.fits(known.view(each))
        ]
    compared = tuple({each.code: each for each in (*own, *named, *all_wanted)}.values())
    if not compared:
        if wishes != Wishes() and asker.specialties:
            raise InvalidValue(
                "state", ", ".join(sorted(wishes.states)), "No program there fits your wishes."
            )
        raise InvalidValue("specialty", ", ".join(asker.specialties), _no_programs(asker))
    told = frozenset(each.code for each in (named or compared))
    return _Pools(compared, told, tuple(own) if has_list else None)


def _no_programs(asker: Asker) -> str:
    if asker.specialties:
        return "The directory lists no program of it: it is matched elsewhere. Name another one."
    return 'Say which one you aim for: hallway setup --specialty "internal medicine"'


def _usual(
    profile: Profile, known: Known, compared: Odds, parameters: Parameters
) -> tuple[tuple[Unit, ...], list[Assumption]]:
    """Return as many programs as one usually applies to: those with ties or answers, and others evenly."""
    judged = parameters.judgments.applications
    open_ones = [each for each in compared.programs if each.counted and not each.closed]
    names = sorted({each.specialty for each in open_ones})
    first = known.applied | known.connected
    chosen: list[Unit] = []
    says: list[Assumption] = []
    for name in names:
        codes = sorted(each.code for each in open_ones if each.specialty == name)
        usual = judged.value[profile.type.value] / len(names)
        count = max(1, round(min(usual, judged.reach * len(codes))))
        kept = [each for each in codes if each in first]
        rest = [each for each in codes if each not in first]
        missing = min(len(rest), max(0, count - len(kept)))
        taken = kept + [rest[number * len(rest) // missing] for number in range(missing)]
        text = (
            f"You have no list yet: the chance is reckoned for {len(taken)} of the {len(codes)} open programs"
            f" of {name}, as many as one usually applies to, taken evenly from the directory."
        )
        says.append(Assumption(text, "", judged.reason.source, judged.reason.year))
        chosen += (all_units()[each] for each in taken)
    return tuple(chosen), says


def _left_out(known: Known, pools: _Pools) -> Iterator[Assumption]:
    """Yield a word about answers of programs that are not looked at: they would tell something, too."""
    count = len(known.applied - {each.code for each in pools.compared})
    if count:
        yield Assumption(f"Applications that are not looked at here, and what came of them: {count}.")


def _short_list(asker: Asker, chosen: Sequence[Unit], parameters: Parameters) -> Iterator[Assumption]:
    """Yield a word about a list shorter than usual: its length lowers the chance, not the applicant."""
    judged = parameters.judgments.applications
    usual = round(judged.value[asker.profile.type.value])
    if len(chosen) < usual:
        programs = "1 program" if len(chosen) == 1 else f"{len(chosen)} programs"
        says = (
            f"Only the {programs} of your list count. One usually applies to about {usual} programs of a"
            " specialty: a short list alone makes the chance small."
        )
        yield Assumption(says, "", judged.reason.source, judged.reason.year)


def _odds_together(
    profile: Profile,
    chosen: Sequence[Unit],
    known: Known,
    parameters: Parameters,
    compared: Odds | None,
    *,
    network: bool,
) -> Odds:
    codes = {each.code for each in chosen}
    if compared is not None and codes == {*(each.code for each in compared.programs), *compared.without}:
        return compared  # the same programs: nothing to reckon anew
    views = [known.view(each) for each in chosen]
    return odds_of(profile, views, parameters, network=network, ask=False)


# ----------------------------------------------------------------------------------------- the answer


def _in_order(told: Iterable[ProgramOdds], known: Known) -> Iterator[ProgramAnswer]:
    """Yield programs by band; inside one, where odds tell nothing apart, by what ties the applicant."""
    answers = [
        ProgramAnswer(
            unit=(unit := all_units()[each.code]),
            name=name_of(unit),
            is_listed=each.code in known.listed,
            is_connected=bool(known.view(unit).ties),
            outcome=known.view(unit).outcome,
            odds=each,
        )
        for each in told
    ]
    yield from sorted(
        answers,
        key=lambda each: (
            each.odds.band is None,
            each.odds.band or 0,
            not each.is_connected,
            not each.is_listed,
            each.unit.institution == NO_NAME,  # after those that can be told apart
            each.name.casefold(),
        ),
    )


def _preferred(asker: Asker, told: Sequence[ProgramOdds]) -> str:
    return asker.specialties[0] if asker.specialties else told[0].specialty if told else ""


def _otherwise(asker: Asker, other: Odds | None) -> Otherwise | None:
    if asker.other is None or other is None:
        return None
    return Otherwise(f"If you are {TYPE_WORDS[asker.other.type]}", other.conditional, other.unconditional)


def sources_of(factors: Iterable[Factor]) -> tuple[Source, ...]:
    """Return where factors come from, each source once, in the order of the alphabet."""
    found = {(each.source, each.year) for each in factors if each.source}
    return tuple(Source(*each) for each in sorted(found))

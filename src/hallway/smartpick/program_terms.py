"""What is known of a program, as shifts and gates; the applicant's own facts outweigh our guesses."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import log

import numpy as np
import numpy.typing as npt

from hallway.domain.institutions import InstitutionKind
from hallway.domain.programs import FactKind
from hallway.facts.figures import ApplicantType
from hallway.facts.state_openness import state_effect
from hallway.smartpick.drawing import between, normals
from hallway.smartpick.factors import Factor, Term, range_of_draws
from hallway.smartpick.judgments import judgments
from hallway.smartpick.parameters import Parameters
from hallway.smartpick.profiles import Profile
from hallway.smartpick.strength import Person
from hallway.smartpick.ties import OPENING, many_signals, without_signal
from hallway.smartpick.views import KnownFact, ProgramView

Doubles = npt.NDArray[np.float64]
YOURS = "you"
SIGNAL_GATE, POSITIONS_GATE = "signals", "positions"
"""The gates that a signal opens, and that is closed where nobody trains in the specialty who is like you."""
WITH_KIND_EFFECT = "Internal Medicine"
"""The specialty in which the effect of the institution's kind was measured."""


@dataclass(frozen=True, slots=True)
class ProgramTerms:
    """All terms of a program, how much of it nobody knows (standard deviations), and what would tell more."""

    terms: tuple[Term, ...]
    rest: Doubles
    unknown: tuple[FactKind, ...]
    counted: bool  # whether one trains in the specialty there, and is eligible

    @property
    def closed(self) -> tuple[str, ...]:
        """Return why there is no chance, in words."""
        return tuple(each.factor.note for each in self.terms if each.gate is not None and not each.gate.any())


def program_terms(
    view: ProgramView,
    profile: Profile,
    person: Person,
    parameters: Parameters,
    *,
    network: bool,
    signaling: bool,
) -> ProgramTerms:
    """Return the terms of a program.

    `signaling` says that the applicant has written down a signal in this specialty: then a program without
    one is known to have none. Without the network nothing that hangs on ties closes a gate either.
    """
    terms = [*_openness(view, profile, parameters), *_size(view, parameters)]
    terms += _cut_offs(view, profile, person, parameters)
    if network:
        terms += _signal_gate(view, parameters, signaling=signaling)
    rest = parameters.judgments.rest
    known_share = profile.is_img and _share(view, profile) is not None
    spread = rest.known if known_share else rest.value[profile.type.value]
    return ProgramTerms(
        terms=tuple(terms),
        rest=_rest(spread, rest.sd, parameters.draws),
        unknown=tuple(_unknown(view, profile)),
        counted=bool(view.unit.open_tracks),
    )


@lru_cache(maxsize=16)
def _rest(spread: float, sd: float, draws: int) -> Doubles:
    """Return the standard deviation of what nobody knows, as it is not known exactly either."""
    return spread * np.exp(sd * normals("spread of programs", draws))


def number_of(fact: KnownFact | None) -> float | None:
    """Return a fact's number, or None where there is none."""
    try:
        return float(fact.value.strip().rstrip("%")) if fact else None
    except ValueError:
        return None


# ------------------------------------------------------------------------------------- how open it is


def _share(view: ProgramView, profile: Profile) -> tuple[FactKind, KnownFact, float] | None:
    """Return the program's own share of IMGs (0-1): of US citizens for them, where it is known."""
    kinds = (FactKind.US_IMG_SHARE, FactKind.IMG_SHARE)
    for kind in kinds if profile.type is ApplicantType.US_IMG else kinds[1:]:
        fact = view.facts.get(kind)
        percent = number_of(fact)
        if fact is not None and percent is not None and 0 <= percent <= 100:  # noqa: PLR2004 - percent
            return kind, fact, percent / 100
    return None


def _openness(view: ProgramView, profile: Profile, parameters: Parameters) -> Iterator[Term]:
    if not profile.is_img:
        return  # nothing was published of how programs differ for US graduates
    middle = parameters.specialties.get(view.unit.specialty)
    own = _share(view, profile)
    judged = parameters.judgments
    if own is not None and middle is not None:
        kind, fact, share = own
        usual = middle.us_img_share if kind is FactKind.US_IMG_SHARE else middle.img_share
        people = judged.share.residents
        smooth = (share * people + 0.5) / (people + 1)
        part = between("part of share", judged.share.part, parameters.draws)
        added = part * (log(smooth / (1 - smooth)) - log(usual / (1 - usual)))
        value = f"{share:.0%}, {usual:.0%} in the specialty"
        yield _term("share of IMGs", value, added, fact.source or YOURS, _year(fact))
        return
    said = view.facts.get(FactKind.KIND)
    stated = view.kind or (_kind_of(said.value) if said else None)
    by_state = _state_term(view.unit.state, middle.state if middle else 0.0, parameters.draws)
    by_kind = _kind_term(
        stated or view.unit.kind_guess,
        middle.community if middle else 0.5,
        parameters.draws,
        is_guess=stated is None,
        is_measured=view.unit.specialty == WITH_KIND_EFFECT,
    )
    yield from (each for each in (by_state, by_kind) if each is not None)


@lru_cache(maxsize=4096)  # one for each state and specialty
def _state_term(state: str, middle: float, draws: int) -> Term | None:
    effect = state_effect(state)
    if effect is None:
        return None
    judged = judgments().state
    drawn = effect.value.log_odds + effect.value.standard_error * normals(
        f"state {effect.value.state}", draws
    )
    added = between("part of state", judged.part, draws) * (drawn - middle)
    value = f"{effect.value.state}: IMGs hold {effect.value.img_share:.0%} of filled positions"
    return _term("state", value, added, judged.reason.source, effect.year)


@lru_cache(maxsize=512)  # one for each kind and specialty
def _kind_term(
    kind: InstitutionKind | None, community: float, draws: int, *, is_guess: bool, is_measured: bool
) -> Term | None:
    if kind not in {InstitutionKind.COMMUNITY, InstitutionKind.UNIVERSITY}:
        return None
    judged = judgments().kinds
    part = between("part of kind", judged.part if is_measured else judged.elsewhere, draws)
    if is_guess:
        part = part * between("guess of kind", judged.sure, draws)
    sign = (1 - community) if kind is InstitutionKind.COMMUNITY else -community
    reason = judged.reason
    value = f"{kind.value} (a guess from the name)" if is_guess else kind.value
    added = part * sign * log(judged.odds)
    return _term("kind", value, added, reason.source, reason.year, borrowed=not is_measured)


def _kind_of(text: str) -> InstitutionKind | None:
    try:
        return InstitutionKind(text.strip().casefold())
    except ValueError:
        return None


def _size(view: ProgramView, parameters: Parameters) -> Iterator[Term]:
    middle = parameters.specialties.get(view.unit.specialty)
    judged = parameters.judgments.size
    positions = number_of(view.facts.get(FactKind.POSITIONS))
    interviews = number_of(view.facts.get(FactKind.INTERVIEWS))
    fact = view.facts.get(FactKind.POSITIONS if positions else FactKind.INTERVIEWS)
    size = positions or (interviews / judged.ranks if interviews else None)
    if not size or middle is None or not middle.positions or fact is None:
        return
    added = between("part of size", judged.part, parameters.draws) * log(size / middle.positions)
    value = f"{size:.0f} positions a year, {middle.positions:.0f} on average"
    if not positions:
        value = f"{interviews:.0f} interviews, as for {size:.0f} positions"
    yield _term("size", value, added, fact.source or YOURS, _year(fact), note=judged.reason.source)


# ---------------------------------------------------------------------------------------------- gates


def _cut_offs(view: ProgramView, profile: Profile, person: Person, parameters: Parameters) -> Iterator[Term]:
    facts, unit, draws = view.facts, view.unit, parameters.draws
    if not unit.open_tracks:
        yield _closed(POSITIONS_GATE, _why_not_counted(view), np.zeros(draws), "NRMP program listing", "2025")
    if not facts:
        return  # as of most programs: nothing was looked up
    scores = person.scores.get(unit.specialty)
    for kind, held, is_least, name, unit_of in (
        (FactKind.STEP2_MIN, scores, True, "least Step 2 CK", ""),
        (FactKind.MOST_ATTEMPTS, person.attempts, False, "most attempts", ""),
        (FactKind.MOST_YEARS, person.years, False, "most years since graduation", ""),
        (FactKind.US_MONTHS, _months(profile, draws), True, "months in the US asked for", " months"),
    ):
        fact, limit = facts.get(kind), number_of(facts.get(kind))
        if fact is None or limit is None or held is None:
            continue
        passes = held >= limit if is_least else held <= limit
        verb = "at least" if is_least else "at most"
        yours = f"you have {held[0]:.0f}" if held.min() == held.max() else "yours is unknown"
        says = f"Its {name}: {verb} {limit:.0f}{unit_of}; {yours}."
        yield _closed(name, says, passes.astype(np.float64), fact.source or YOURS, _year(fact))
    visas = facts.get(FactKind.VISAS)
    if visas is not None and profile.is_img:
        offered = {each.strip().casefold() for each in visas.value.split(",")} - {"none", ""}
        wanted = profile.visa if profile.visa not in {None, "none"} else None
        has = bool(offered) if wanted is None else wanted in offered
        passes = ~person.needs_visa | has
        words = " and ".join(sorted(each.upper() for each in offered)) or "no visa"
        need = (
            f"you need {wanted.upper()}"
            if wanted
            else "you need none"
            if profile.visa
            else "yours is unknown"
        )
        yield _closed(
            "visas",
            f"It sponsors {words}; {need}.",
            passes.astype(np.float64),
            visas.source or YOURS,
            _year(visas),
        )


def _months(profile: Profile, draws: int) -> Doubles | None:
    return None if profile.us_months is None else np.full(draws, float(profile.us_months))


def _why_not_counted(view: ProgramView) -> str:
    if view.unit.is_military:
        return "A military program: for members of the armed forces only."
    if not view.unit.training_tracks:
        return "Preliminary years only: they do not count as matching the specialty."
    return "Its positions are reserved for physicians who have trained before."


def _signal_gate(view: ProgramView, parameters: Parameters, *, signaling: bool) -> Iterator[Term]:
    if any(each.kind in OPENING for each in view.ties):
        return
    fact = view.facts.get(FactKind.SIGNALS_ONLY)
    word = fact.value.strip().casefold() if fact else ""
    judged = parameters.judgments.signals_only
    ends = {"yes": judged.yes, "mostly": judged.mostly}.get(word)
    if fact is not None and ends is not None:
        left = between(f"signals only {word}", ends, parameters.draws)
        says = f"It interviews {'mostly' if word == 'mostly' else 'only'} those who signaled; you have not."
        yield _closed(SIGNAL_GATE, says, left, fact.source or YOURS, _year(fact))
    elif word != "no" and signaling and many_signals(view.unit.specialty):
        ends, source, year = without_signal()
        left = between("without signal", ends, parameters.draws)
        says = "With so many signals, programs hardly look at who sent them none; you have not."
        yield _closed(SIGNAL_GATE, says, left, source, year)


# ---------------------------------------------------------------------------------------------- shared


def _unknown(view: ProgramView, profile: Profile) -> Iterator[FactKind]:
    """Yield which facts would tell more, the weightiest first."""
    wanted = [FactKind.IMG_SHARE] if profile.is_img and _share(view, profile) is None else []
    if profile.is_img and profile.visa != "none":
        wanted.append(FactKind.VISAS)
    if (
        profile.is_img
        and view.kind is None
        and FactKind.KIND not in view.facts
        and wanted[:1] == [FactKind.IMG_SHARE]
    ):
        wanted.append(FactKind.KIND)
    wanted += [FactKind.STEP2_MIN, FactKind.MOST_YEARS, FactKind.MOST_ATTEMPTS, FactKind.SIGNALS_ONLY]
    if FactKind.INTERVIEWS not in view.facts:
        wanted.append(FactKind.POSITIONS)
    if profile.is_img:
        wanted.append(FactKind.US_MONTHS)
    yield from (each for each in wanted if each not in view.facts)


def _year(fact: KnownFact) -> str:
    return str(fact.on.year) if fact.on else ""


def _term(
    name: str, value: str, added: Doubles, source: str, year: str, *, borrowed: bool = False, note: str = ""
) -> Term:
    return Term(Factor(name, value, range_of_draws(added), source, year, borrowed, note), shift=added)


def _closed(name: str, says: str, left: Doubles, source: str, year: str) -> Term:
    """Return a gate: `left` is the factor that it leaves of the chance, 1 where it stands open."""
    value = "open" if left.min() >= 1 else "closed" if left.max() <= 0 else "nearly closed"
    if 0 < left.mean() < 1 and set(np.unique(left)) <= {0.0, 1.0}:
        value = "unknown"
    return Term(Factor(name, value, None, source, year, note=says), gate=left)

"""What enters the odds: the applicant and the programs of the record, as SmartPick takes them."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from enum import Enum

from hallway.actions.applicants import get_in, today_in
from hallway.actions.connections import Connection, Sureness, connections_by_unit
from hallway.actions.ports import Clock, Reading
from hallway.actions.program_filters import read_kind_of_place, read_specialty, read_state
from hallway.actions.program_lookups import current_code, find_coded, kind_of, latest_facts
from hallway.domain.applicants import Applicant, Status
from hallway.domain.errors import InvalidValue
from hallway.domain.ids import UnitCode
from hallway.domain.institutions import InstitutionKind
from hallway.domain.programs import FactKind, ListedProgram, ProgramCounts, ProgramOutcome, TieKind
from hallway.domain.settings import AudienceFile
from hallway.facts.directory import Unit
from hallway.facts.figures import ApplicantType
from hallway.facts.match_figures import type_of
from hallway.facts.specialties import find_specialty
from hallway.playbooks.library import based_on
from hallway.playbooks.odds_notes import GuideReader, odds_notes
from hallway.playbooks.values import AUDIENCES
from hallway.smartpick.profiles import Profile, make_profile
from hallway.smartpick.views import KnownFact, ProgramView, TieView

_LAST_MONTH = 3  # the Match is in March: from April on the next one is meant
_SENT = frozenset({TieKind.SIGNAL, TieKind.GOLD_SIGNAL})


@dataclass(frozen=True, slots=True)
class Assumption:
    """Something taken for granted, and why or from where; `field` of the applicant settles it, "" if none."""

    says: str
    field: str = ""
    source: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: the profile, the one that may be meant just as well, and what was taken for granted."""

    profile: Profile
    other: Profile | None
    specialties: tuple[str, ...]
    match_year: int
    assumptions: tuple[Assumption, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What the record holds of programs, by their code of today."""

    listed: frozenset[UnitCode]
    applied: frozenset[UnitCode]  # in this season
    connections: Mapping[UnitCode, tuple[Connection, ...]]
    views: Mapping[UnitCode, ProgramView]  # only of programs that anything is known of

    def view(self, unit: Unit) -> ProgramView:
        """Return what is known of a program; of most it is nothing."""
        return self.views.get(unit.code) or ProgramView(unit)

    @property
    def connected(self) -> frozenset[UnitCode]:
        """The programs to which something real ties the applicant, or that they signaled."""
        return frozenset(
            code
            for code, every in self.connections.items()
            if any(each.sureness is Sureness.REAL or each.kind in _SENT for each in every)
        )


# ------------------------------------------------------------------------------------- the applicant


def read_asker(reading: Reading, clock: Clock, *, specialties: Iterable[str] = ()) -> Asker:
    """Return who asks; what they have not said yet follows from their guide, and is told.

    Raises:
        NoApplicant: nobody has been set up.
        InvalidValue: a specialty is not known, or something of the record cannot be meant.
    """
    applicant = get_in(reading)
    reader = _reader(reading, applicant)
    assumptions: list[Assumption] = []
    applicant, other = _with_status(applicant, reader, assumptions)
    chosen = _specialties(applicant, reader, tuple(specialties), assumptions)
    year = _match_year(reading, clock, applicant, assumptions)
    meant = replace(applicant, specialties=chosen)
    return Asker(
        profile=_profile(meant, year, assumptions),
        other=_profile(replace(meant, status=other), year, []) if other else None,
        specialties=chosen,
        match_year=year,
        assumptions=tuple(assumptions),
    )


def _reader(reading: Reading, applicant: Applicant) -> GuideReader:
    audience = applicant.audience
    if audience not in AUDIENCES:
        files = reading.all(AudienceFile, name=audience)
        audience = based_on(files[-1].text if files else "")
    return odds_notes().readers[audience]


def _with_status(
    applicant: Applicant, reader: GuideReader, assumptions: list[Assumption]
) -> tuple[Applicant, Status | None]:
    if applicant.status is not None or reader.status is None:
        return applicant, None
    meant = STATUS_WORDS[reader.status]
    says = f"You have not said your citizenship and school: taken as {meant}, as your guide."
    assumptions.append(Assumption(says, "status"))
    return replace(applicant, status=reader.status), reader.other


STATUS_WORDS: Mapping[Status, str] = {
    Status.US_MD: "a US MD graduate",
    Status.US_CITIZEN_IMG: "a US-citizen IMG",
    Status.NON_US_IMG: "an IMG who is no US citizen",
}
"""What a status is called in a sentence."""

TYPE_WORDS: Mapping[ApplicantType, str] = {
    **{type_of(status): words for status, words in STATUS_WORDS.items()},
    ApplicantType.US_DO: "a US DO graduate",
}
"""The same for the types that published figures know."""


def _specialties(
    applicant: Applicant, reader: GuideReader, wanted: tuple[str, ...], assumptions: list[Assumption]
) -> tuple[str, ...]:
    """Return the specialties that are meant: those asked for, else the applicant's, else their guide's."""
    if wanted:
        return tuple(dict.fromkeys(map(read_specialty, wanted)))
    known = {each: find_specialty(each) for each in applicant.specialties}
    found = tuple(dict.fromkeys(each.name for each in known.values() if each))
    left_out = [name for name, each in known.items() if each is None]
    if found and left_out:
        says = f"Left out, as no specialty of the Match has that name: {', '.join(left_out)}."
        assumptions.append(Assumption(says, "specialties"))
    if not found and left_out:
        return (read_specialty(left_out[0]),)  # which says what may be meant
    if not found and reader.specialty:
        says = f"You have not named a specialty: taken as {reader.specialty}, as your guide."
        assumptions.append(Assumption(says, "specialties"))
        return (reader.specialty,)
    return found


def _match_year(reading: Reading, clock: Clock, applicant: Applicant, assumptions: list[Assumption]) -> int:
    if applicant.match_year is not None:
        return applicant.match_year
    today = today_in(reading, clock)
    year = today.year + (today.month > _LAST_MONTH)
    assumptions.append(
        Assumption(f"You have not said your match year: taken as {year}, the next one.", "match_year")
    )
    return year


def _profile(applicant: Applicant, match_year: int, assumptions: list[Assumption]) -> Profile:
    profile = make_profile(
        applicant,
        match_year=match_year,
        publications=applicant.publications,
        us_months=applicant.us_months,
    )
    if profile is None:
        raise InvalidValue("status", "", "Say your citizenship and school: hallway setup --status.")
    if applicant.graduation_year is not None and applicant.graduation_year > match_year:
        says = f"You graduate in {applicant.graduation_year}, after that Match: taken as graduating in time."
        assumptions.append(Assumption(says, "match_year"))
    if profile.type is ApplicantType.US_MD and not applicant.degree:
        says = "You have not said your degree: taken as MD. The odds of a DO are others; settings take it."
        assumptions.append(Assumption(says))
    if profile.visa not in {None, "none"}:
        if applicant.visa is not None:
            return replace(profile, visa=applicant.visa.value)
        says = "You need a visa and have not said which: taken as J-1."
        assumptions.append(Assumption(says, "visa"))
    return profile


# ------------------------------------------------------------------------------------- the programs


@dataclass(frozen=True, slots=True)
class Wishes:
    """Where the applicant would go: states by code, kinds of institutions; without any, anywhere."""

    states: frozenset[str] = frozenset()
    kinds: frozenset[InstitutionKind] = frozenset()

    def fits(self, view: ProgramView) -> bool:
        """Tell whether a program lies where they would go; a guess of its kind counts until corrected."""
        kind = view.kind or view.unit.kind_guess
        return (not self.states or view.unit.state in self.states) and (not self.kinds or kind in self.kinds)


def read_wishes(states: Iterable[str], kinds: Iterable[str]) -> Wishes:
    """Return the wishes that are typed.

    Raises:
        InvalidValue: there is no such state or kind.
    """
    return Wishes(frozenset(map(read_state, states)), frozenset(map(read_kind_of_place, kinds)))


def read_known(reading: Reading, *, match_year: int, use_counts: bool) -> Known:
    """Return everything of the record that may enter the odds of programs in one season."""
    facts = latest_facts(reading)
    connections = connections_by_unit(reading)
    outcomes = {current_code(each.unit): each for each in reading.all(ProgramOutcome, season=match_year)}
    positions = _positions(reading) if use_counts else {}
    views: dict[UnitCode, ProgramView] = {}
    for code in {*facts, *connections, *outcomes, *positions}:
        unit = find_coded(code)
        if unit is None:
            continue
        said = facts.get(code, {})
        kind, is_guess = kind_of(unit, said)
        known = {each: KnownFact(fact.value, fact.source, fact.on) for each, fact in said.items()}
        if code in positions:
            known.setdefault(FactKind.POSITIONS, positions[code])
        views[unit.code] = ProgramView(
            unit=unit,
            kind=None if is_guess else kind,
            facts=known,
            ties=tuple(_ties(connections.get(code, ()))),
            outcome=outcomes.get(code),
        )
    return Known(
        listed=frozenset(current_code(each.unit) for each in reading.all(ListedProgram)),
        applied=frozenset(outcomes),
        connections=connections,
        views=views,
    )


def _ties(connections: Iterable[Connection]) -> Iterator[TieView]:
    """Yield what counts as a tie: what holds as it is, and that a study has looked at."""
    for each in connections:
        if each.kind is None or each.sureness is Sureness.ASKED:
            continue
        noted = each.recorded.note if each.recorded else ""
        people = ", ".join(one.name for one in each.people)
        yield TieView(each.kind, noted or ("" if people or each.recorded else each.why), each.on, people)


def _positions(reading: Reading) -> dict[UnitCode, KnownFact]:
    """Return positions from the reports whose counts the applicant has let in, the newest year first."""
    found: dict[UnitCode, KnownFact] = {}
    reports = [each for each in reading.all(ProgramCounts) if each.in_odds and each.years]
    for report in sorted(reports, key=lambda each: each.years):
        quotas: dict[UnitCode, int] = {}
        for code, years in report.rows.items():
            unit = find_coded(code)
            quota = years[0][0]
            if unit is None or quota is None or code not in {each.code for each in unit.open_tracks}:
                continue
            quotas[unit.code] = quotas.get(unit.code, 0) + quota
        read_on = date(report.years[0], 1, 1)
        found |= {code: KnownFact(str(quota), report.report, read_on) for code, quota in quotas.items()}
    return found


# ----------------------------------------------------------------------------------------- the hash


def hash_inputs(*parts: object) -> str:
    """Return a hash of everything that went in: the same input gives the same answer."""
    text = json.dumps([_plain(each) for each in parts], sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _plain(value: object) -> object:
    answer: object = value
    match value:
        case Unit():
            answer = value.code
        case Enum():
            answer = value.value
        case date():
            answer = value.isoformat()
        case Mapping():
            answer = {str(_plain(key)): _plain(each) for key, each in value.items()}
        case str():
            pass
        case Collection():
            answer = [_plain(each) for each in value]
        case _ if is_dataclass(value) and not isinstance(value, type):
            answer = {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    return answer

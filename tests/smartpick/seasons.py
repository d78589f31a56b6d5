"""Applicants and program views for the tests of odds: real programs, invented facts."""

from datetime import date

from hypothesis import strategies as st

from hallway.domain.ids import ProgramOutcomeId
from hallway.domain.programs import FactKind, ProgramOutcome, Reply, TieKind
from hallway.facts.directory import Unit, units
from hallway.facts.figures import ApplicantType
from hallway.smartpick.profiles import Profile
from hallway.smartpick.views import KnownFact, ProgramView, TieView

TYPES = (ApplicantType.US_MD, ApplicantType.US_DO, ApplicantType.US_IMG, ApplicantType.NON_US_IMG)
MEDICINE, SURGERY, PLASTICS, FAMILY = (
    "Internal Medicine",
    "General Surgery",
    "Plastic Surgery (Integrated)",
    "Family Medicine",
)
IMG = Profile(
    type=ApplicantType.NON_US_IMG,
    step2=245,
    attempts=1,
    years_since=3,
    visa="j-1",
    publications=4,
    us_months=3,
)


def programs(specialty: str, count: int, *, step: int = 7) -> list[Unit]:
    """Return open programs of a specialty, from all over the directory."""
    known = [each for each in units().values() if each.specialty == specialty and each.open_tracks]
    return known[::step][:count]


def views(specialty: str = MEDICINE, count: int = 8) -> list[ProgramView]:
    """Return programs of which nothing is known yet."""
    return [ProgramView(each) for each in programs(specialty, count)]


def with_fact(view: ProgramView, kind: FactKind, value: str) -> ProgramView:
    """Return a program of which one more fact is known."""
    fact = KnownFact(value, "the program's website", date(2026, 10, 1))
    return ProgramView(view.unit, view.kind, {**view.facts, kind: fact}, view.ties, view.outcome)


def with_tie(view: ProgramView, *kinds: TieKind) -> ProgramView:
    """Return a program with more ties."""
    ties = (*view.ties, *(TieView(each, person="Amara Okafor") for each in kinds))
    return ProgramView(view.unit, view.kind, view.facts, ties, view.outcome)


def answered(view: ProgramView, reply: Reply | None) -> ProgramView:
    """Return a program that has answered."""
    outcome = ProgramOutcome(id=ProgramOutcomeId("o"), unit=view.unit.code, season=2027, reply=reply)
    return ProgramView(view.unit, view.kind, view.facts, view.ties, outcome)


profiles = st.builds(
    Profile,
    type=st.sampled_from(TYPES),
    step2=st.none() | st.integers(190, 285),
    attempts=st.none() | st.integers(1, 4),
    years_since=st.none() | st.integers(0, 30),
    visa=st.none() | st.sampled_from(["none", "j-1", "h-1b"]),
    publications=st.none() | st.integers(0, 40),
    us_months=st.none() | st.integers(0, 24),
)

facts = st.dictionaries(
    st.sampled_from(FactKind),
    st.sampled_from(
        [
            "0",
            "12",
            "40 %",
            "100",
            "230",
            "260",
            "yes",
            "no",
            "mostly",
            "j-1",
            "j-1, h-1b",
            "none",
            "community",
            "",
            "?",
        ]
    ).map(KnownFact),
    max_size=6,
)

any_views = st.lists(
    st.builds(
        ProgramView,
        unit=st.sampled_from([*programs(MEDICINE, 6), *programs(PLASTICS, 4), *list(units().values())[:4]]),
        facts=facts,
        ties=st.lists(st.sampled_from(TieKind).map(TieView), max_size=3).map(tuple),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda view: view.unit.code,
)

"""How SmartPick works: every formula, parameter, assumption and source, and how well it all does."""

from collections.abc import Iterator
from typing import NamedTuple

from fastapi import APIRouter
from starlette.responses import Response

from hallway.facts.evidence import Shift, Stage, effects_of, joint_rules, tie_effects, warnings
from hallway.facts.figures import ApplicantType, gaps, rights, sources, tables
from hallway.facts.match_figures import type_of_applicant
from hallway.web import odds_words
from hallway.web.odds_words import TYPES, weight
from hallway.web.visits import Here, Visit

router = APIRouter()

_NOTHING = "nothing"


class TieRow(NamedTuple):
    """What one tie goes along with, and what it would add, for the interview and for the rank list."""

    name: str
    now: str
    now_rank: str
    adds: str
    adds_rank: str
    source: str
    is_unknown: bool


class CellRow(NamedTuple):
    """The fitted numbers of one specialty, for one type of applicant."""

    specialty: str
    rate: float
    score: str
    values: tuple[str, ...]
    borrowed: bool
    source: str
    year: str


@router.get("/how-smartpick-works")
def show(visit: Here, type: str = "") -> Response:  # noqa: A002 - the name that stands in the address
    """Show how the odds come about; `type` chooses whose fitted numbers are shown."""
    from hallway.engine.cohorts import NODES  # noqa: PLC0415 - numpy, which no other page needs at start
    from hallway.smartpick.bands import SURE  # noqa: PLC0415 - the same
    from hallway.smartpick.calibration import read_calibration  # noqa: PLC0415 - the same
    from hallway.smartpick.explained_lists import list_topic  # noqa: PLC0415 - the same
    from hallway.smartpick.explained_worths import worth_topic  # noqa: PLC0415 - the same
    from hallway.smartpick.parameter_names import named_parameters  # noqa: PLC0415 - the same
    from hallway.smartpick.parameters import read_parameters  # noqa: PLC0415 - the same
    from hallway.smartpick.ties import WIDER  # noqa: PLC0415 - the same

    parameters = read_parameters()
    kind = type if type in TYPES else _own_type(visit)
    publications = tie_effects()["publications"].value.shift
    return visit.show(
        "how_smartpick_works.html",
        parameters=parameters,
        judged=parameters.judgments,
        speak=odds_words,
        types=TYPES,
        kind=kind,
        nodes=NODES,
        sure=SURE,
        wider=WIDER,
        joint=joint_rules(),
        warnings=warnings(),
        publications=publications,
        ties=tuple(_ties()),
        cells=tuple(_cells(kind)),
        topics=(list_topic(), worth_topic()),
        named=named_parameters(),
        calibration=read_calibration(),
        gaps=gaps().values(),
        sources=sorted(sources().values(), key=lambda each: each.cited.casefold()),
        tables=tables(),
        rights=rights(),
    )


def _own_type(visit: Visit) -> str:
    """Return the applicant's own type, or that of most who look for a tool like this."""
    return (type_of_applicant(visit.applicant) or ApplicantType.NON_US_IMG).value


def _ties() -> Iterator[TieRow]:
    from hallway.smartpick.judgments import judgments  # noqa: PLC0415 - with numpy
    from hallway.smartpick.ties import NAMES  # noqa: PLC0415 - with numpy

    seen = judgments().ties
    for kind, name in NAMES.items():
        interview = next((each for each in effects_of(kind, Stage.INTERVIEW) if not each.value.is_gate), None)
        rank = next(iter(effects_of(kind, Stage.RANK)), None)
        adds = _shift(interview.value.shift if interview else None)
        adds_rank = _shift(rank.value.shift if rank else None)
        found = seen.get(kind)
        yield TieRow(
            name=name,
            now=_shift(found.interview) if found else adds,
            now_rank=_shift(found.rank) if found else adds_rank,
            adds=adds,
            adds_rank=adds_rank,
            source=f"{found.reason.source}, {found.reason.year}" if found else "our belief",
            is_unknown=interview is not None and interview.value.is_unknown,
        )


def _shift(shift: Shift | None) -> str:
    return weight(shift) if shift else _NOTHING


def _cells(kind: str) -> Iterator[CellRow]:
    """Yield the fitted numbers of one type; slope and spread are fitted as logarithms."""
    import numpy as np  # noqa: PLC0415 - heavy, and only this table needs it

    from hallway.smartpick.parameters import read_parameters  # noqa: PLC0415 - with numpy

    for (specialty, of), cell in sorted(read_parameters().cells.items()):
        if of != kind:
            continue
        errors = np.sqrt((cell.root**2).sum(1)).tolist()
        base, rank, slope, spread = cell.values.tolist()
        numbers = (
            (base, errors[0]),
            (rank, errors[1]),
            (float(np.exp(slope)), float(np.exp(slope)) * errors[2]),
            (float(np.exp(spread)), float(np.exp(spread)) * errors[3]),
        )
        yield CellRow(
            specialty=specialty,
            rate=cell.rate,
            score=f"{cell.score_mean:.0f} (sd {cell.score_sd:.0f})",
            values=tuple(f"{value:.2f} ± {error:.2f}".replace("-", "−") for value, error in numbers),
            borrowed=cell.borrowed,
            source=cell.source,
            year=cell.year,
        )

"""The calibrated parameters, as `./run calibrate` wrote them, and draws of them."""

import hashlib
import importlib.resources
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from hallway.smartpick.judgments import Judgments, judgments

Doubles = npt.NDArray[np.float64]
DRAWS = 200
FIGURES = (
    "match_bands.csv",
    "match_lists.csv",
    "match_outcomes.csv",
    "match_sizes.csv",
    "match_totals.csv",
    "state_openness.csv",
    "tracks.csv",
)
"""The packaged tables that parameters are calibrated to."""


@dataclass(frozen=True, slots=True)
class Shifted:
    """A shift of strength with its standard deviation; `parts` are its values by case."""

    parts: Mapping[str, float]
    sd: float
    says: str
    source: str
    year: str


@dataclass(frozen=True, slots=True)
class SpecialtyMiddle:
    """What a program is compared with: the middle of its specialty's programs."""

    programs: int
    state: float  # mean state effect, log-odds
    community: float  # part of programs that we guess to be community ones
    positions: float  # a program, 0: unknown
    img_share: float
    us_img_share: float


@dataclass(frozen=True, slots=True)
class Cell:
    """One specialty and applicant type.

    `values`: log-odds of an interview, of being ranked to match, log of the score's slope, log of the latent
    spread; `root` turns four standard normal numbers into their errors. Scores are those of all who apply.
    """

    specialty: str
    type: str
    borrowed: bool
    source: str
    year: str
    values: Doubles
    root: Doubles
    score_mean: float
    score_error: float
    score_sd: float
    rate: float
    interviewed: float


@dataclass(frozen=True, slots=True)
class Parameters:
    """Everything that odds are computed with."""

    inputs: str
    link: float
    bend: float
    visa: Shifted
    graduate: Shifted
    specialties: Mapping[str, SpecialtyMiddle]
    cells: Mapping[tuple[str, str], Cell]
    judgments: Judgments
    draws: int = DRAWS

    def cell(self, specialty: str, kind: str) -> Cell | None:
        """Return the parameters of a specialty and type, or None where there are none."""
        return self.cells.get((specialty, kind))


@cache
def read_parameters() -> Parameters:
    """Return the packaged parameters."""
    tree: dict[str, Any] = tomllib.loads(_packaged("hallway.smartpick", "parameters.toml").decode("utf-8"))
    shift = tree["shift"]
    return Parameters(
        inputs=tree["inputs"],
        link=tree["link"],
        bend=tree["bend"],
        visa=_shifted(shift["visa"]),
        graduate=_shifted(shift["graduate"]),
        specialties={name: SpecialtyMiddle(**row) for name, row in tree["specialty"].items()},
        cells={(row["specialty"], row["type"]): _cell(row) for row in tree["cell"]},
        judgments=judgments(),
    )


def inputs_hash() -> str:
    """Return a hash of all that calibration reads: figures, and judgments."""
    whole = hashlib.sha256()
    for each in FIGURES:
        whole.update(hashlib.sha256(_packaged("hallway.facts", each)).digest())
    whole.update(hashlib.sha256(_packaged("hallway.smartpick", "judgments.toml")).digest())
    return whole.hexdigest()[:32]


def _packaged(room: str, file: str) -> bytes:
    return (importlib.resources.files(room) / "data" / file).read_bytes().replace(b"\r\n", b"\n")


def _shifted(row: Mapping[str, Any]) -> Shifted:
    words = {"sd", "says", "source", "year"}
    parts = {name: value for name, value in row.items() if name not in words}
    return Shifted(parts, row["sd"], row["says"], row["source"], row["year"])


def _cell(row: Mapping[str, Any]) -> Cell:
    deviations = np.array(row["sd"])
    related = np.eye(len(deviations))
    related[np.tril_indices(len(deviations), -1)] = row["related"]
    related = related + related.T - np.eye(len(deviations))
    mean, error, sd = row["score"]
    return Cell(
        specialty=row["specialty"],
        type=row["type"],
        borrowed=row["borrowed"],
        source=row["source"],
        year=row["year"],
        values=np.array(row["values"]),
        root=np.linalg.cholesky(related + 1e-6 * np.eye(len(deviations))) * deviations[:, None],
        score_mean=mean,
        score_error=error,
        score_sd=sd,
        rate=row["rate"],
        interviewed=row["interviewed"],
    )

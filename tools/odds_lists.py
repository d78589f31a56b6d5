"""What a list of each length is worth in the model: beside published curves, whoever has them at hand."""

import numpy as np
import numpy.typing as npt

from hallway.engine.cohorts import MIX_NODES, NODES, SCORE_NODES, Cohort, normal_nodes, score_term

Floats = npt.NDArray[np.float64]
LENGTHS = (1, 2, 3, 5, 8, 10, 12, 15)
MOST = 256  # interviews told apart


def matched_by_ranks(cohort: Cohort) -> Floats:
    """Return the chance to match of those with just so many ranks, in the order of `LENGTHS`.

    How many interviews somebody gets is found from its generating function on the unit circle.
    """
    nodes, weights = normal_nodes(NODES)
    scores, score_weights = normal_nodes(SCORE_NODES)
    terms, share = normal_nodes(MIX_NODES)
    known = cohort.slope * score_term(scores, cohort.bend)
    strength = (known[:, None] + cohort.spread * nodes[None, :]).ravel()
    weight = (score_weights[:, None] * weights[None, :]).ravel()
    invited = 1 / (1 + np.exp(-(cohort.interview + strength[:, None] + cohort.mix * terms)))
    ranked = 1 / (1 + np.exp(-(cohort.rank + cohort.link * strength)))
    circle = np.exp(-2j * np.pi * np.arange(MOST) / MOST)
    powers = np.log(1 - invited[:, :, None] * (1 - circle)) * (cohort.applications * share)[:, None]
    counts = np.clip(np.fft.ifft(np.exp(powers.sum(1)), axis=1).real, 0, None)  # members, interviews
    lengths = np.array(LENGTHS)
    people = weight[:, None] * counts[:, lengths]
    answer: Floats = (people * (1 - (1 - ranked[:, None]) ** lengths)).sum(0) / people.sum(0)
    return answer

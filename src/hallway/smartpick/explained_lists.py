"""How the list is chosen and proven: the numbers that its words tell."""

from collections.abc import Mapping
from math import inf

from hallway.engine.portfolio_searching import ENOUGH, PROVEN
from hallway.facts.evidence import joint_rules
from hallway.facts.fees import application_tiers
from hallway.facts.figures import ApplicantType
from hallway.facts.match_figures import specialty_sizes
from hallway.facts.signals import signal_limits
from hallway.smartpick.bands import SURE
from hallway.smartpick.ends import PART
from hallway.smartpick.explained import Table, Topic, cited, listed, read_topic
from hallway.smartpick.judgments import judgments
from hallway.smartpick.limits import fee_tiers
from hallway.smartpick.options import MIDDLE
from hallway.smartpick.parameter_names import reason_of
from hallway.smartpick.parameters import DRAWS
from hallway.smartpick.picking_choices import picking_choices
from hallway.smartpick.preliminary_names import PRELIMINARY
from hallway.smartpick.problems import DIGITS
from hallway.smartpick.scenes import APART, COMMON_NODES, OWN_NODES, SCENES
from hallway.smartpick.ties import without_signal

_TYPES = {
    ApplicantType.NON_US_IMG: "IMGs who are not US citizens",
    ApplicantType.US_IMG: "US-citizen IMGs",
    ApplicantType.US_MD: "US MD seniors",
    ApplicantType.US_DO: "US DO seniors",
}
_WITH_PRELIMINARY = "General Surgery"
"""The specialty whose figures stand for where such figures are from."""


def list_topic() -> Topic:
    """Return everything about the list."""
    return read_topic("list", list_numbers(), {"signals": _signals()})


def list_numbers() -> Mapping[str, str]:
    """Return every number and source that the words name."""
    choices, usual = picking_choices(), judgments().applications
    left, left_source, left_year = without_signal()
    fees = dict.fromkeys(f"{each.source}, {each.year}" for each in application_tiers())
    return {
        "last_level": str(len(choices.levels.values)),
        "levels": listed([f"{each:.0%}" for each in choices.levels.values]),
        "levels_source": cited(choices.levels.reason),
        "middle_level": str(MIDDLE),
        "scenes": str(SCENES),
        "apart": f"{APART:g}",
        "draws": str(DRAWS),
        "own_nodes": str(OWN_NODES),
        "common_nodes": str(COMMON_NODES),
        "many_signals": str(joint_rules().many_signals),
        "left": f"{left[0]:.0%} to {left[1]:.0%}",
        "left_source": f"{left_source}, {left_year}",
        "tiers": _tiers(),
        "fees_source": "; ".join(fees),
        "reach": f"{usual.reach:.0%}",
        "usual": ", ".join(f"{name} {usual.value[kind]:g}" for kind, name in _TYPES.items()),
        "usual_says": usual.reason.says,
        "usual_source": cited(usual.reason),
        "enough": f"{ENOUGH:.2%}",
        "proven": f"{PROVEN:g}",
        "digits": str(DIGITS),
        "sure": f"{SURE:.0%}",
        "part": f"{PART:.0%}",
        "waste": f"{100 * choices.waste:g}",
        "waste_source": cited(reason_of("picking", "waste")),
        "beyond": f"{choices.curve.beyond:g}",
        "least": str(choices.curve.least),
        "most": str(choices.curve.most),
        "curve_source": cited(reason_of("picking", "curve")),
        "preliminary": f"{choices.preliminary.value:.0%}",
        "preliminary_apart": f"{choices.preliminary.apart:g}",
        "preliminary_most": f"{choices.preliminary.most:g}",
        "preliminary_source": "; ".join([cited(choices.preliminary.reason), *_first_years()]),
    }


def _tiers() -> str:
    """Return the fees of one specialty: "$11 each for programs 1 to 30 and ..."."""
    words, start = [], 1
    for size, price in fee_tiers():
        if size == inf:
            words.append(f"${price:g} each from program {start} on")
        else:
            end = start + int(size)
            words.append(f"${price:g} each for programs {start} to {end - 1} of a specialty")
            start = end
    return listed(words)


def _first_years() -> list[str]:
    sizes = [each for each in specialty_sizes(_WITH_PRELIMINARY) if each.value.kind == PRELIMINARY]
    return [f"{each.source}, {each.year}" for each in sizes[:1]]


def _signals() -> Table:
    newest: dict[str, tuple[str, ...]] = {}
    for each in signal_limits():
        limit = each.value
        rest = f"{limit.gold} gold, {limit.total - limit.gold} others" if limit.gold else str(limit.total)
        newest.setdefault(limit.specialty, (limit.specialty, rest, f"{each.source}, {each.year}"))
    return Table(
        "Signals that one applicant may send, by the newest limit",
        ("Specialty", "Signals", "Source"),
        tuple(row for row in newest.values() if row[1] != "0"),
    )

"""What one more relationship is worth: the numbers that its words tell."""

from collections.abc import Mapping

from hallway.facts.evidence import joint_rules, tie_effects
from hallway.smartpick.efforts import usual_efforts
from hallway.smartpick.explained import Table, Topic, listed, read_topic, sentence
from hallway.smartpick.parameters import DRAWS
from hallway.smartpick.standing_list import SAME
from hallway.smartpick.ties import NAMES, WIDER, is_measured
from hallway.smartpick.worth import TOGETHER


def worth_topic() -> Topic:
    """Return everything about the worth of a relationship."""
    return read_topic("worth", worth_numbers(), {"efforts": _efforts()})


def worth_numbers() -> Mapping[str, str]:
    """Return every number and source that the words name."""
    rules, first = joint_rules(), tie_effects()["rotation-interview"]
    effort = next(iter(usual_efforts().values()))
    unmeasured = {kind: blank for kind in NAMES for measured, blank in (is_measured(kind),) if not measured}
    return {
        "draws": str(DRAWS),
        "joint_says": rules.says,
        "joint_most": f"{rules.most:g}",
        "inflated": f"{rules.inflated[0]:g} and {rules.inflated[1]:g}",
        "img_low": f"{rules.img_low:g}",
        "wider": f"{WIDER:g}",
        "ties_source": f"{first.source}, {first.year}",
        "beliefs": listed([f"“{NAMES[kind]}”" for kind, blank in unmeasured.items() if not blank]),
        "blanks": listed([f"“{NAMES[kind]}”" for kind, blank in unmeasured.items() if blank]),
        "truths": sentence(
            listed([NAMES[kind] for kind, each in usual_efforts().items() if not each.is_action])
        ),
        "same": f"{100 * 10.0**-SAME:g}",
        "few_signals": str(rules.few_signals),
        "many_signals": str(rules.many_signals),
        "together": str(TOGETHER),
        "efforts_source": f"{effort.source}, {effort.year}",
    }


def _efforts() -> Table:
    return Table(
        "Usual effort for one tie",
        ("Tie", "Hours and dollars", "Why"),
        tuple(
            (sentence(NAMES[kind]), f"{each.hours:g} h, ${each.dollars:,.0f}", each.says)
            for kind, each in usual_efforts().items()
            if each.is_action
        ),
    )

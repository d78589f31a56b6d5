"""How the worth of relationships looks in a terminal and in JSON: ranges in points, and people."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from hallway.actions.kept_worths import points
from hallway.actions.program_ties import TIE_WORDS
from hallway.actions.tie_efforts import Effort
from hallway.cli import show

if TYPE_CHECKING:  # they bring numpy, which `effort` does without
    from hallway.actions.relationship_rows import Relationship
    from hallway.actions.relationships import Relationships
    from hallway.smartpick.factors import Range

_ONE = 0.01
_HOURS = 10
"""Hours that gains are told for: of one they would read as nothing."""
_MEANS = (
    "A point is one more match in a hundred such applicants. A range holds what we expect eight times in ten."
    " Nothing here is a promise."
)


def shape(found: "Relationships") -> dict[str, object]:
    """Return the whole answer for JSON."""
    return {
        "chance": found.chance,
        "bare": found.bare,
        "basis": found.basis,
        "by": found.by,
        "network": found.network,
        "mixed": found.mixed,
        "specialties": found.specialties,
        "match_year": found.match_year,
        "tied": found.tied,
        "planned": found.planned,
        "rows": [_row_shape(each) for each in found.rows],
        "others": [_row_shape(each) for each in found.others],
        "talks": [_row_shape(each) for each in found.talks],
        "beliefs": [_row_shape(each) for each in found.beliefs],
        "truths": [_row_shape(each) for each in found.truths],
        "spent": found.spent,
        "totals": found.totals,
        "instead": found.instead,
        "by_score": found.by_score,
        "efforts": found.efforts,
        "evidence": found.evidence,
        "warnings": found.warnings,
        "assumptions": found.assumptions,
        "closed": found.closed,
        "without": found.without,
        "input_hash": found.input_hash,
    }


def _row_shape(each: "Relationship") -> dict[str, object]:
    return {
        "code": each.unit.code,
        "name": each.name,
        "kind": each.worth.kind,
        "added": None if each.worth.is_blank else each.worth.added,
        "is_listed": each.worth.is_listed,
        "applying": each.worth.applying,
        "is_measured": each.worth.is_measured,
        "alike": each.worth.alike,
        "best": each.worth.best,
        "hours": each.hours,
        "dollars": each.dollars,
        "per_hour": each.per_hour,
        "per_100_dollars": each.per_dollar,
        "people": [
            {"id": one.person.id, "name": one.person.name, "why": one.why, "is_question": one.is_question}
            for one in each.people
        ],
    }


# ------------------------------------------------------------------------------------------------ text


def told(found: "Relationships", *, kept: int | None) -> Iterator[str]:
    """Return the answer for reading: the chance, whom to talk with, then what adds most."""
    yield show.bold(f"Worth of a relationship: {', '.join(found.specialties)}, Match {found.match_year}")
    yield from show.wrap(f"{_basis(found)} Chance to match: {_percents(found.chance)}.", indent=2)
    yield from show.wrap(_ties(found), indent=2)
    yield from show.wrap(_MEANS, indent=2)
    order = {"chance": "", "hour": ", by the hour", "dollar": ", by the dollar"}[found.by]
    for title, rows in (
        ("Where somebody could help", found.talks),
        (f"At programs of your list{order}", found.rows),
        (f"At other programs: applying with the tie{_instead(found)}{order}", found.others),
        ("Unknown: nobody measured these; what is told is only a belief", found.beliefs),
        ("Say it if it is so: hallway programs tie CODE KIND", found.truths),
    ):
        if rows:
            yield ""
            yield show.bold(title)
        for each in rows:
            yield from _row(each)
    if not found.talks:
        yield ""
        yield from show.wrap(
            "Nobody in your record could help there yet. Where to look: hallway network prospects",
        )
    if found.spent:
        yield from show.wrap(
            f"Signals left out, as all of them are sent or planned: at {show.count(found.spent, 'program')}."
        )
    yield from _scores(found)
    yield ""
    for assumption in found.assumptions:
        yield from (show.faint(line) for line in show.wrap(assumption.says))
    for says in found.warnings:
        yield from (show.faint(line) for line in show.wrap(says))
    if kept is not None:
        yield ""
        yield f"Today may propose {show.count(kept, 'program')} worth a conversation: hallway today"


def _basis(found: "Relationships") -> str:
    count = show.count(found.basis.programs, "program")
    return {
        "kept": f"For the list you kept, {found.basis.name!r}: {count}.",
        "listed": f"For your list: {count}.",
        "proposed": f"For the list that SmartPick would propose: {count}.",
    }[found.basis.kind]


def _ties(found: "Relationships") -> str:
    if not found.network:
        return "Your own ties count nothing here, as you asked: each could be made anew."
    if not found.tied:
        return "You have no tie to any of them yet."
    return f"Your {show.count(found.tied, 'tie')} there counted; without them: {_percents(found.bare)}."


def _instead(found: "Relationships") -> str:
    return f", in the place of {found.instead}" if found.instead else ""


def _row(each: "Relationship") -> Iterator[str]:
    worth = each.worth
    says = "unknown" if worth.is_blank else f"{points(worth.added.low, worth.added.high)}"
    if not worth.is_measured and not worth.is_blank:
        says = f"unknown; we believe {says}"
    yield from show.wrap(
        f"{each.name}: {TIE_WORDS[worth.kind]}: {says}{_applying(each)}", indent=4, first="  -"
    )
    costs = [f"{each.hours:g} h", f"${each.dollars:,.0f}"] if each.per_hour or each.per_dollar else []
    if each.per_hour:
        low, high = each.per_hour.low * _HOURS, each.per_hour.high * _HOURS
        costs.append(f"{points(low, high)} for {_HOURS} h")
    if each.per_dollar:
        costs.append(f"{points(each.per_dollar.low, each.per_dollar.high)} for $100")
    if worth.alike:
        costs.append(f"{worth.alike} more alike")
    if costs:
        yield from (show.faint(line) for line in show.wrap("; ".join(costs), indent=6))
    for one in each.people:
        mark = "Ask" if one.is_question else "Could help"
        yield from show.wrap(f"{mark}: {one.person.name} ({one.why})", indent=6)


def _applying(each: "Relationship") -> str:
    if each.worth.applying is None:
        return ""
    return f", of which applying alone about {points(each.worth.applying, each.worth.applying)}"


def _scores(found: "Relationships") -> Iterator[str]:
    if not found.by_score:
        return
    yield ""
    yield show.bold("Scores and relationships together: Step 2 CK, chance, what five further ties would add")
    rows = [("Score", "Chance", "Without ties", "Five more ties add")]
    for each in found.by_score:
        own = " (yours)" if each.is_own else ""
        rows.append(
            (
                f"{each.score}{own}",
                _percents(each.now),
                _percents(each.bare),
                points(each.more.low, each.more.high),
            )
        )
    yield from show.table(rows)


def _percents(chance: "Range") -> str:
    low, mid, high = (_percent(each) for each in (chance.low, chance.mid, chance.high))
    return f"{low} to {high}, in the middle {mid}"


def _percent(share: float) -> str:
    return f"{share:.0%}" if share >= _ONE else f"{share:.1%}"


def efforts(some: Sequence[Effort]) -> Iterator[str]:
    """Return what ties cost, whose number each is, and why we take the usual one."""
    for each in some:
        hours = f"{each.hours:g} h" + ("" if each.own_hours else " (usual)")
        dollars = f"${each.dollars:,.0f}" + ("" if each.own_dollars else " (usual)")
        yield from show.wrap(f"{each.kind.value}: {hours}, {dollars}", indent=4, first="  -")
        yield from (show.faint(line) for line in show.wrap(each.says, indent=4))

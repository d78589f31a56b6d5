"""How a list looks in a terminal and in JSON: the chance first, then its proof, then the programs."""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from hallway.actions.pick_exports import ACTION_WORDS, certificate_of, reasons_of
from hallway.actions.program_fact_forms import fact_name
from hallway.cli import odds_views, show
from hallway.formats.chances import percent, points
from hallway.smartpick.factors import Range

if TYPE_CHECKING:
    from hallway.actions.pick_answers import (
        Compared,
        Explained,
        PickAnswer,
        PickedAnswer,
        PickSide,
        SideProgram,
    )

_INDENT = 26
_LEFT_SHOWN = 5
_CURVE_STEPS = 6
_MEANS = (
    "A range holds what we expect eight times in ten, given what is known. It is no promise, and the list is"
    " only as good as what is known of the programs."
)


# ------------------------------------------------------------------------------------------------ JSON


def shape(found: "PickAnswer", seconds: float | None = None) -> dict[str, object]:
    """Return a whole list for JSON."""
    picked = found.picked
    return {
        "p_match": picked.p_match,
        "conditional": picked.conditional,
        "interviewed": picked.interviewed,
        "objective": found.asked.objective,
        "value": picked.value,
        "upper_bound": picked.upper_bound,
        "gap": picked.gap,
        "greedy": picked.greedy,
        "cost": picked.cost,
        "specialties": found.specialties,
        "match_year": found.match_year,
        "looked_at": found.looked_at,
        "asked": found.asked,
        "programs": [_program_shape(each) for each in found.programs],
        "excluded": [
            {
                "code": each.unit.code,
                "name": each.name,
                "why": each.left_out.why,
                "gain": each.left_out.gain,
            }
            for each in found.left_out
        ],
        "curve": picked.curve,
        "fallback": found.fallback,
        "assumptions": found.assumptions,
        "sources": found.sources,
        "without": found.without,
        "input_hash": found.input_hash,
        "seconds": seconds,
    }


def _program_shape(each: "PickedAnswer") -> dict[str, object]:
    return {
        "code": each.unit.code,
        "name": each.name,
        "city": each.unit.city,
        "state": each.unit.state,
        "specialty": each.pick.specialty,
        "action": each.pick.action,
        "p_interview": each.pick.p_interview,
        "p_match_there": each.pick.p_match_there,
        "marginal": each.pick.marginal,
        "band": each.pick.band,
        "robust": each.pick.robust,
        "alike": each.pick.alike,
        "is_sent": each.pick.is_sent,
        "is_listed": each.is_listed,
        "cost": each.pick.cost,
        "factors": each.pick.factors,
        "unknown": each.pick.unknown,
        "people": each.people,
        "comments": [each.comment for each in each.comments],
    }


# ------------------------------------------------------------------------------------------------ text


def told(found: "PickAnswer") -> Iterator[str]:
    """Return the list for reading."""
    yield from _whole(found)
    yield from _programs(found)
    yield from _curve(found)
    yield from _left_out(found)
    if found.fallback:
        yield from odds_views.beside(found.fallback)
    yield from odds_views.granted(found.assumptions)
    yield ""
    yield show.faint("  Why a program is on it, or not:  hallway pick explain CODE")
    yield show.faint("  Keep it, or put it on your list: hallway pick keep NAME, hallway pick put-on-list")
    yield show.faint("  Let mentors look it through:     hallway pick --print list.html")


def _whole(found: "PickAnswer") -> Iterator[str]:
    picked = found.picked
    who = ", ".join(found.specialties)
    count = show.count(len(found.programs), "program")
    yield show.bold(f"{who}, Match {found.match_year}: {count} of {found.looked_at}")
    rows: list[tuple[str, str]] = [
        ("Chance to match", _spread(picked.p_match)),
        ("Once you are interviewed", _spread(picked.conditional)),
        ("At least one interview", _spread(picked.interviewed)),
    ]
    if found.asked.objective != "chance":
        rows.append(("Value of the list", f"{picked.value:.3f}, where the best match is worth 1"))
    rows.append(("Costs", f"${picked.cost:,.0f}, still to pay"))
    for name, text in rows:
        yield from show.wrap(text, indent=_INDENT + 2, first=f"  {name}")
    yield from show.wrap(certificate_of(found), indent=2)
    if not found.asked.network:
        yield from show.wrap("Your network is left out: --no-network.", indent=2)
    yield from (show.faint(each) for each in show.wrap(_MEANS, indent=2))
    if found.without:
        yield from show.wrap(f"Nothing was published of: {'; '.join(found.without)}", indent=2)
    yield ""


def _programs(found: "PickAnswer") -> Iterator[str]:
    """Yield the programs, those together of which nothing known tells one from another."""
    if not found.programs:
        yield "  No program is on it."
        yield ""
        return
    of_one = len({each.pick.specialty for each in found.programs}) == 1
    for title, some in groupby(found.programs, key=_title):
        yield from show.wrap(title, indent=4, first="  ")
        for each in some:
            name = each.name.removeprefix(f"{each.pick.specialty}, ") if of_one else each.name
            known = f" (you know {', '.join(each.people)})" if each.people else ""
            yield from show.wrap(f"{name}{known}", indent=18, first=f"    {each.unit.code:<12}")
    depends = sum(not each.pick.robust and not each.pick.is_sent for each in found.programs)
    if 0 < depends < len(found.programs):
        text = (
            f"The other {len(found.programs) - depends} stay on the list whatever turns out of what nobody"
            " knows yet."
        )
        yield from (show.faint(each) for each in show.wrap(text, indent=2))
    alike = max((each.pick.alike for each in found.programs), default=0)
    if alike:
        text = (
            f"Of what was left out, {show.count(alike, 'program')} would do as well, as far as anybody knows:"
            " your wishes decide (hallway pick wish CODE --level 1)."
        )
        yield from (show.faint(each) for each in show.wrap(text, indent=2))
    yield ""


def _title(each: "PickedAnswer") -> str:
    pick = each.pick
    action = "Sent already" if pick.is_sent else ACTION_WORDS[pick.action].capitalize()
    sure = "" if pick.robust or pick.is_sent else "; depends on what nobody knows yet"
    return (
        f"{action}: interview {odds_views.ends(pick.p_interview)}, match there"
        f" {odds_views.ends(pick.p_match_there)}; each adds {points(pick.marginal)}{sure}"
    )


def _curve(found: "PickAnswer") -> Iterator[str]:
    """Yield how far shorter and longer lists get: where it flattens, more applications add little."""
    curve = found.picked.curve
    if len(curve) < 2:  # noqa: PLR2004 - one point is no curve
        return
    step = max(1, len(curve) // _CURVE_STEPS)
    shown = [*curve[step - 1 :: step]]
    if shown[-1] != curve[-1]:
        shown.append(curve[-1])
    yield show.bold("How it grows")
    is_chance = found.asked.objective == "chance"
    before = 0.0
    rows = []
    for point in shown:
        value = percent(point.value) if is_chance else f"{point.value:.3f}"
        more = points(point.value - before) if is_chance else f"{point.value - before:+.3f}"
        rows.append((f"{point.applications} applications", value, f"+{more}", f"${point.cost:,.0f}"))
        before = point.value
    yield from show.table([("Longest", "Chance" if is_chance else "Value", "More", "Fees"), *rows])
    yield ""


def _left_out(found: "PickAnswer") -> Iterator[str]:
    if not found.left_out:
        return
    yield show.bold(f"Left out: {show.count(len(found.left_out), 'program')}")
    for each in found.left_out[:_LEFT_SHOWN]:
        yield from show.wrap(f"{each.name}: {each.left_out.why}", indent=14, first=f"  {each.unit.code}")
    if len(found.left_out) > _LEFT_SHOWN:
        yield f"  and {len(found.left_out) - _LEFT_SHOWN} more: --json"
    yield ""


# -------------------------------------------------------------------------------------- one program


def shape_explained(found: "Explained") -> dict[str, object]:
    """Return one program's explanation for JSON."""
    return {
        "code": found.unit.code,
        "name": found.name,
        "is_picked": found.picked is not None,
        "program": _program_shape(found.picked) if found.picked else None,
        "why_not": found.left_out.left_out.why if found.left_out else None,
        "gain": found.gain,
        "odds": found.odds,
        "people": found.people,
        "comments": [each.comment for each in found.comments],
        "wish": found.wish,
        "p_match": found.whole.picked.p_match,
        "otherwise": shape_compared(found.otherwise) if found.otherwise else None,
    }


def explained(found: "Explained") -> Iterator[str]:
    """Return why one program is on the list, or why not, and what changes with the opposite."""
    yield show.bold(f"{show.clean(found.name)}  {found.unit.code}")
    if found.picked is not None:
        pick = found.picked.pick
        what = "You have applied there." if pick.is_sent else f"On the list: {ACTION_WORDS[pick.action]}."
        yield f"  {what}"
        yield from _lines(
            ("Interview there", _spread(pick.p_interview)),
            ("Match there", f"{_spread(pick.p_match_there)}, if you ranked it first"),
            ("Adds to the whole", points(pick.marginal)),
            ("Costs", f"${pick.cost:,.0f}"),
            (
                "Sure",
                "stays on the list whatever turns out" if pick.robust else "depends on what nobody knows",
            ),
        )
        for reason in reasons_of(found.picked):
            yield from show.wrap(reason, indent=6, first="    -")
        if pick.alike:
            text = f"{pick.alike} left out are as good as far as anybody knows: your wishes decide."
            yield from show.wrap(text, indent=2)
    elif found.left_out is not None:
        yield from show.wrap(f"Not on the list: {found.left_out.left_out.why}", indent=2)
        if found.gain is not None:
            yield from show.wrap(f"It would add {points(found.gain)} beside the others.", indent=2)
        if found.odds is not None:
            yield from _lines(
                ("Interview there", _spread(found.odds.p_interview)),
                ("Match there", f"{_spread(found.odds.p_match_there)}, if you ranked it first"),
            )
    yield from _beside_it(found)
    if found.otherwise is not None:
        yield ""
        yield show.bold(f"The best list {'without' if found.picked else 'with'} it")
        yield from _changes(found.otherwise)


def _beside_it(found: "Explained") -> Iterator[str]:
    """Yield what is not known of a program, and what people say of it."""
    unknown = found.picked.pick.unknown if found.picked else found.odds.unknown if found.odds else ()
    if unknown:
        yield from show.wrap(f"Not known: {', '.join(map(fact_name, unknown))}.", indent=2)
    if found.people:
        yield from show.wrap(f"You know there: {', '.join(found.people)}", indent=2)
    for each in found.comments:
        verdict = f" ({each.comment.verdict.value})" if each.comment.verdict else ""
        yield from show.wrap(f"{each.by or 'somebody'}{verdict}: {each.comment.text}", indent=2)


# ------------------------------------------------------------------------------------- two of them


def shape_compared(found: "Compared") -> dict[str, object]:
    """Return two lists beside each other for JSON."""
    return {
        "before": _side_shape(found.before),
        "after": _side_shape(found.after),
        "moves": found.moves,
        **{
            name: [_side_program(each) for each in some]
            for name, some in (
                ("added", found.added),
                ("dropped", found.dropped),
                ("changed", found.changed),
                ("kept", found.kept),
            )
        },
    }


def _side_shape(side: "PickSide") -> dict[str, object]:
    return {
        "name": side.name,
        "p_match": side.p_match,
        "conditional": side.conditional,
        "value": side.value,
        "upper_bound": side.upper_bound,
        "cost": side.cost,
        "programs": [{"code": code, "action": action} for code, action in side.actions],
        "seen": {
            "made_at": side.kept.made_at,
            "low": side.kept.low,
            "mid": side.kept.mid,
            "high": side.kept.high,
        }
        if side.kept
        else None,
    }


def _side_program(each: "SideProgram") -> dict[str, object]:
    return {"code": each.code, "name": each.name, "before": each.before, "after": each.after}


def compared(found: "Compared") -> Iterator[str]:
    """Return two lists beside each other for reading."""
    yield from show.table(
        [
            ("", show.clean(found.before.name) or "before", show.clean(found.after.name) or "after"),
            ("Chance to match", _spread(found.before.p_match), _spread(found.after.p_match)),
            ("Programs", str(len(found.before.actions)), str(len(found.after.actions))),
            ("Costs", f"${found.before.cost:,.0f}", f"${found.after.cost:,.0f}"),
        ]
    )
    yield from _changes(found)


def _changes(found: "Compared") -> Iterator[str]:
    if found.moves is not None:
        low, mid, high = (points(each) for each in (found.moves.low, found.moves.mid, found.moves.high))
        text = mid if low == high else f"{mid} ({low} to {high})"
        yield from show.wrap(f"The chance moves by {text}.", indent=2)
    for title, some in (
        ("Added", found.added),
        ("Dropped", found.dropped),
        ("Done otherwise", found.changed),
    ):
        if some:
            yield f"  {title}: {len(some)}"
            for each in some[:_LEFT_SHOWN]:
                yield from show.wrap(_told_side(each), indent=16, first=f"    {each.code}")
            if len(some) > _LEFT_SHOWN:
                yield f"    and {len(some) - _LEFT_SHOWN} more: --json"
    if not (found.added or found.dropped or found.changed):
        yield "  The same programs."


def _told_side(each: "SideProgram") -> str:
    if each.before and each.after:
        return f"{each.name}: {ACTION_WORDS[each.before]}, now {ACTION_WORDS[each.after]}"
    action = each.after or each.before
    return f"{each.name}: {ACTION_WORDS[action]}" if action else each.name


def beside(one: "Explained", other: "Explained") -> Iterator[str]:
    """Return two programs side by side."""
    rows = zip(("", "Program", *_SIDE), _column(one), _column(other), strict=True)
    yield from show.table(list(rows))


_SIDE = ("On the list", "Interview", "Match there", "Adds", "You know")


def _column(each: "Explained") -> tuple[str, ...]:
    odds = each.odds
    return (
        each.unit.code,
        each.name,
        "yes" if each.picked else "no",
        _spread(odds.p_interview) if odds else "not known",
        _spread(odds.p_match_there) if odds else "not known",
        points(each.gain) if each.gain is not None else "nothing",
        ", ".join(each.people) or "nobody yet",
    )


def _lines(*rows: tuple[str, str]) -> Iterator[str]:
    for name, text in rows:
        yield from show.wrap(text, indent=_INDENT + 2, first=f"  {name}")


def _spread(chance: Range) -> str:
    return odds_views.spread(chance)

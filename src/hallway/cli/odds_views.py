"""How odds look in a terminal and in JSON: ranges and bands, and never a promise."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import exp

from hallway.actions.odds import OddsAnswer, ProgramAnswer, Unasked
from hallway.actions.odds_inputs import TYPE_WORDS, Assumption
from hallway.actions.odds_paths import Fallback, OtherPath
from hallway.actions.program_fact_forms import fact_name
from hallway.actions.program_outcomes import tell_outcome
from hallway.cli import show
from hallway.formats import chances
from hallway.smartpick.factors import Factor, Range

_SHOWN = 15  # programs, while there is no list
_ASKED = 5  # facts of programs
_WORTH_SAYING = 0.01
_INDENT = 26

_MEANS = (
    "A range holds what we expect eight times in ten, given what is known; its middle is only the middle."
    " Nothing here is a promise."
)

_HOW: dict[str, str] = {
    "exams": 'hallway setup --exam "Step 2 CK; passed; DATE; SCORE"',
    "graduation_year": "hallway setup --graduation-year YEAR",
    "needs_visa": "hallway setup --needs-visa yes|no",
    "publications": "hallway setup --publications NUMBER",
    "status": "hallway setup --status us-md|us-citizen-img|non-us-img (a US DO: us-md --degree DO)",
    "match_year": "hallway setup --match-year YEAR",
    "specialties": "hallway setup --specialty NAME",
    "visa": "hallway setup --visa j-1|h-1b",
}


# ------------------------------------------------------------------------------------------------ JSON


def shape(found: OddsAnswer) -> dict[str, object]:
    """Return the whole answer for JSON."""
    return {
        "conditional": found.whole.conditional,
        "unconditional": found.whole.unconditional,
        "interviewed": found.whole.interviewed,
        "basis": {
            "programs": found.whole.programs,
            "is_own_list": found.whole.is_own_list,
            "looked_at": found.looked_at,
            "specialties": found.specialties,
            "match_year": found.match_year,
            "network": found.network,
        },
        "profile": found.profile,
        "programs": [_program_shape(each) for each in found.programs],
        "factors": found.factors,
        "unknown": found.unknown,
        "what_narrows": {"you": found.narrows, "programs": found.wanted},
        "otherwise": found.otherwise,
        "fallback": found.fallback,
        "assumptions": found.assumptions,
        "sources": found.sources,
        "borrowed": found.borrowed,
        "without": found.without,
        "input_hash": found.input_hash,
    }


def _program_shape(each: ProgramAnswer) -> dict[str, object]:
    return {
        "code": each.unit.code,
        "name": each.name,
        "specialty": each.odds.specialty,
        "is_listed": each.is_listed,
        "is_connected": each.is_connected,
        "outcome": each.outcome,
        "p_interview": each.odds.p_interview,
        "p_match_there": each.odds.p_match_there,
        "band": each.odds.band,
        "factors": each.odds.factors,
        "unknown": each.odds.unknown,
        "closed": each.odds.closed,
        "borrowed": each.odds.borrowed,
    }


# ------------------------------------------------------------------------------------------------ text


def told(found: OddsAnswer, *, everything: bool, is_named: bool) -> Iterator[str]:
    """Return the answer for reading: the whole first, then programs, then what to do about it."""
    if is_named:
        for each in found.programs:
            yield from _in_full(each)
        yield from _of_you(found)
    yield from _whole(found)
    if not is_named:
        yield from _programs(found, everything=everything or found.whole.is_own_list)
    yield from _narrowing(found)
    if found.fallback:
        yield from beside(found.fallback)
    yield from granted(found.assumptions)


def _whole(found: OddsAnswer) -> Iterator[str]:
    who = TYPE_WORDS[found.profile.type]
    yield show.bold(f"{', '.join(found.specialties)}, Match {found.match_year}, as {who}")
    whose = "on your list" if found.whole.is_own_list else "as you have no list yet"
    comma = "" if found.whole.is_own_list else ","
    yield f"  Over {show.count(found.whole.programs, 'program')}{comma} {whose}:"
    rows = (
        ("Chance to match", found.whole.unconditional, "All in all, also if nobody invites you."),
        (
            "Once you are interviewed",
            found.whole.conditional,
            "If at least one program invites you: what published match rates mean.",
        ),
        ("At least one interview", found.whole.interviewed, ""),
    )
    for name, chance, says in rows:
        yield from show.wrap(f"{spread(chance)}. {says}".rstrip(), indent=_INDENT + 2, first=f"  {name}")
    if found.otherwise:
        text = (
            f"{spread(found.otherwise.unconditional)} to match,"
            f" {spread(found.otherwise.conditional)} once interviewed."
        )
        yield from show.wrap(f"{found.otherwise.says}: {text}", indent=2)
    yield from (show.faint(each) for each in show.wrap(_MEANS, indent=2))
    if not found.network:
        yield from show.wrap("Your network and signals are left out: --no-network.", indent=2)
    if found.borrowed:
        says = "Partly borrowed from other specialties or types of applicants, with wider ranges."
        yield from (show.faint(each) for each in show.wrap(says, indent=2))
    if found.without:
        yield from show.wrap(f"Without odds, as nothing was published: {'; '.join(found.without)}", indent=2)
    yield ""


def _programs(found: OddsAnswer, *, everything: bool) -> Iterator[str]:
    shown = found.programs if everything else found.programs[:_SHOWN]
    for band, some in groupby(shown, key=lambda each: each.odds.band):
        these = tuple(some)
        count = sum(each.odds.band == band for each in found.programs)
        yield show.bold(_band_title(band, count))
        if band is None:
            for each in these:
                says = f"{each.name}: {_why_apart(each)}"
                yield from show.wrap(says, indent=14, first=f"  {each.unit.code}")
            continue
        of_one = len(found.specialties) == 1  # then no line has to repeat it
        rows = [_HEAD, *(_row(each, of_one=of_one) for each in these)]
        head, *body = show.table(rows)
        yield show.faint(head)
        yield from body
    left = len(found.programs) - len(shown)
    if left:
        yield f"  and {show.count(left, 'more program')}: hallway odds --all"
    yield show.faint("  Why, with every source: hallway odds CODE")
    yield ""


def _band_title(band: int | None, count: int) -> str:
    if band is None:
        return f"Closed, or already answered: {show.count(count, 'program')}"
    alike = "what is known does not tell them apart" if count > 1 else "apart from the others"
    return f"Band {band}: {show.count(count, 'program')}; {alike}"


def _why_apart(each: ProgramAnswer) -> str:
    """Return why a program has no band: it is closed, or it has answered."""
    if each.odds.closed:
        return " ".join(each.odds.closed)
    if each.outcome is None:
        return ""
    return f"{tell_outcome(each.outcome)}; {spread(each.odds.p_match_there)} to match there"


_HEAD = ("Code", "Program", "Interview", "Match there", "Yours")


def _row(each: ProgramAnswer, *, of_one: bool) -> tuple[str, ...]:
    yours = " ".join(
        word for word, holds in (("listed", each.is_listed), ("tied", each.is_connected)) if holds
    )
    return (
        each.unit.code,
        each.name.removeprefix(f"{each.unit.specialty}, ") if of_one else each.name,
        ends(each.odds.p_interview),
        ends(each.odds.p_match_there),
        yours,
    )


# ------------------------------------------------------------------------------------- one in full


def _in_full(each: ProgramAnswer) -> Iterator[str]:
    yield show.bold(f"{show.clean(each.name)}  {each.unit.code}")
    for says in each.odds.closed:
        yield from (show.alert(line) for line in show.wrap(says, indent=2))
    rows = (
        ("Interview there", spread(each.odds.p_interview)),
        ("Match there", f"{spread(each.odds.p_match_there)}, if you ranked it first"),
        ("Band", str(each.odds.band) if each.odds.band else f"none: {_no_band(each)}"),
    )
    for name, text in rows:
        yield from show.wrap(text, indent=_INDENT + 2, first=f"  {name}")
    yield "  What it is made of"
    for number, factor in enumerate(each.odds.factors):
        yield from _factor(factor, is_base=number == 0)
    if each.odds.unknown:
        names = ", ".join(fact_name(kind) for kind in each.odds.unknown)
        yield from show.wrap(f"Not known: {names}. Each widens the range.", indent=2)
    yield ""


def _no_band(each: ProgramAnswer) -> str:
    return "closed" if each.odds.closed or each.outcome is None else tell_outcome(each.outcome)


def _of_you(found: OddsAnswer) -> Iterator[str]:
    yield show.bold("You, at every program")
    for factor in found.factors:
        yield from _factor(factor)
    yield ""


def _factor(factor: Factor, *, is_base: bool = False) -> Iterator[str]:
    value = f": {factor.value}" if factor.value else ""
    yield from show.wrap(
        f"{factor.name}{value}. {_weight(factor, is_base=is_base)}".rstrip(), indent=6, first="    -"
    )
    if factor.note:
        yield from show.wrap(factor.note, indent=6)
    whence = ", ".join(filter(None, (factor.source, factor.year, "borrowed" if factor.borrowed else "")))
    yield from (show.faint(each) for each in show.wrap(whence, indent=6)) if whence else ()


def _weight(factor: Factor, *, is_base: bool) -> str:
    """Return what a factor adds, as a multiple of the odds; the first one of a program is where it starts."""
    weight = factor.weight
    if weight is None:
        return ""
    if is_base:
        chance = Range(*(1 / (1 + exp(-each)) for each in (weight.low, weight.mid, weight.high)))
        return f"The middling applicant at a middling program: {spread(chance)} for an interview."
    low, mid, high = (exp(each) for each in (weight.low, weight.mid, weight.high))
    if f"{low:.2f}" == f"{high:.2f}":
        return f"Odds times {mid:.2g}."
    return f"Odds times {mid:.2g} ({low:.2g} to {high:.2g})."


# ------------------------------------------------------------------------------ what to do about it


def _narrowing(found: OddsAnswer) -> Iterator[str]:
    asks = [each for each in found.narrows if each.part >= _WORTH_SAYING]
    if not asks and not found.wanted:
        return
    yield show.bold("What would narrow it most")
    for each in asks:
        says = f"{each.fact}: would take away about {each.part:.0%} of the range. {_how(each)}"
        yield from show.wrap(says, indent=4, first="  -")
    wanted = found.wanted[:_ASKED]
    for code, name in {each.code: each.name for each in wanted}.items():
        kinds = [each.fact for each in wanted if each.code == code]
        labels = ", ".join(map(fact_name, kinds))
        kind = kinds[0].value if len(kinds) == 1 else "KIND"
        says = f"{name}: {labels}. hallway programs fact {code} {kind} VALUE --source website"
        yield from show.wrap(says, indent=4, first="  -")
    if found.whole.is_own_list and len(found.wanted) > len(wanted):
        yield from show.wrap("More of them, ready to be filled in: hallway programs look-up", indent=4)
    yield ""


def _how(each: Unasked) -> str:
    return _HOW.get(each.field, "")


def beside(fallback: Fallback) -> Iterator[str]:
    """Return what to say where the goal is hard, and other ways there."""
    yield show.bold("Beside the number")
    for says in filter(None, (fallback.competitive, fallback.low)):
        yield from show.wrap(says, indent=2)
    for path in fallback.paths:
        yield from _path(path)
    yield ""


def _path(path: OtherPath) -> Iterator[str]:
    yield from show.wrap(f"{path.title}. {path.says}", indent=4, first="  -")
    yield from show.wrap(path.care, indent=4)
    if path.effect:
        low, mid, high = (exp(each) for each in (path.effect.low, path.effect.mid, path.effect.high))
        says = f"Odds of matching times {mid:.2g} ({low:.2g} to {high:.2g}): {path.source}, {path.year}"
        yield from (show.faint(each) for each in show.wrap(says, indent=4))


def granted(assumptions: Sequence[Assumption]) -> Iterator[str]:
    """Return what was taken for granted, and how to say otherwise."""
    if not assumptions:
        return
    yield show.bold("Taken for granted")
    for each in assumptions:
        how = f" {_HOW[each.field]}" if each.field in _HOW else ""
        source = f" ({each.source}, {each.year})" if each.source else ""
        yield from show.wrap(f"{each.says}{source}{how}", indent=4, first="  -")


# ----------------------------------------------------------------------------------------- numbers


def spread(chance: Range) -> str:
    """Return a range with its middle: "4% to 59%, in the middle 24%"."""
    return chances.spread(chance.low, chance.mid, chance.high)


def ends(chance: Range) -> str:
    """Return the ends of a range: "4% to 59%", or one number where they are the same."""
    return chances.ends(chance.low, chance.high)

"""How programs look in a terminal and in JSON: a page of the directory, and one program."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields

from hallway.actions.connections import Connection, Sureness
from hallway.actions.program_fact_forms import FACT_FORMS, write_fact
from hallway.actions.program_lookups import name_of
from hallway.actions.program_notes import ToldNote
from hallway.actions.program_outcomes import tell_outcome
from hallway.actions.programs import (
    KnownFact,
    ListedLine,
    ProgramFilter,
    ProgramLine,
    ProgramList,
    ProgramView,
    ReportedCounts,
)
from hallway.cli import show
from hallway.domain.ids import UnitCode
from hallway.domain.institutions import InstitutionKind
from hallway.domain.programs import FactKind, ProgramOutcome
from hallway.facts.directory import LISTED_SINCE, Unit, listing, nearest_units
from hallway.facts.employers import WHAT_IT_IS, Employer, employers_named_like
from hallway.facts.figures import Sourced
from hallway.facts.specialties import find_specialty
from hallway.facts.state_openness import StateEffect, state_effect

_INDENT = 18
_MOST_STATES = 8
_MOST_PEOPLE = 4
_MOST_NEAR = 3
KNOWN_AS = "somebody there knows you"
"""What a connection without a measured kind is called."""


# --------------------------------------------------------------------------------------------- a page


def list_shape(found: ProgramList, mine: Sequence[ListedLine]) -> dict[str, object]:
    """Return a page of programs for JSON; `lost` are those of the list that the directory has no longer."""
    why = _reasons(mine)
    return {
        "lines": [
            {
                **_parts(each),
                "reasons": why.get(each.unit.code, ""),
                "connections": _shapes(each.connections),
            }
            for each in found.lines
        ],
        "total": found.total,
        "page": found.page,
        "pages": found.pages,
        "by_state": found.by_state,
        "by_specialty": found.by_specialty,
        "lost": [each.listed for each in mine if each.unit is None],
    }


def _reasons(mine: Sequence[ListedLine]) -> dict[UnitCode, str]:
    return {each.unit.code: each.listed.reasons for each in mine if each.unit}


def _parts(value: ProgramLine | ProgramView | Connection | ReportedCounts) -> dict[str, object]:
    return {each.name: getattr(value, each.name) for each in fields(value)}


def listed(found: ProgramList, wanted: ProgramFilter, mine: Sequence[ListedLine]) -> Iterator[str]:
    """Return a page of programs, or what to do when there is none."""
    if found.lines:
        yield from _page(found, _reasons(mine) if wanted.is_listed else {})
    else:
        yield from _nothing(wanted)
    for each in mine if wanted.is_listed else ():
        if each.unit is None:
            why = f" ({each.listed.reasons})" if each.listed.reasons else ""
            yield from show.wrap(f"Also on your list: {each.name}{why}")


def _page(found: ProgramList, why: Mapping[UnitCode, str]) -> Iterator[str]:
    of_one = len(found.by_specialty) == 1  # then no column has to repeat it
    rows = [("Code", "Specialty", "Institution", "Place", "Kind", "Yours"), *map(_row, found.lines)]
    head, *body = show.table([(each[0], *each[2:]) if of_one else each for each in rows])
    if of_one:
        yield show.bold(found.lines[0].unit.specialty)
    yield show.bold(head)
    for each, row in zip(found.lines, body, strict=True):
        yield row
        reasons = why.get(each.unit.code)
        yield from show.wrap(reasons, indent=6) if reasons else ()
    last = f", page {found.page} of {found.pages}" if found.pages > 1 else ""
    more = f": --page {found.page + 1}" if found.page < found.pages else ""
    yield show.count(found.total, "program") + last + more
    if len(found.by_state) > 1:
        most = sorted(found.by_state.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_STATES]
        told = ", ".join(f"{state or 'no state'} {number}" for state, number in most)
        others = f", {len(found.by_state) - len(most)} more states" if len(found.by_state) > len(most) else ""
        yield from (show.faint(each) for each in show.wrap(f"Most in: {told}{others}"))
    if any(each.is_guess for each in found.lines):
        yield show.faint("A kind with ? is our guess: hallway programs correct CODE --kind KIND")


def _nothing(wanted: ProgramFilter) -> Iterator[str]:
    plain = ProgramFilter(is_listed=wanted.is_listed, is_connected=wanted.is_connected)
    if wanted.is_listed and wanted == plain:
        yield "Nothing is on your list yet. Find programs: hallway programs list WORDS"
        yield 'Put one on it: hallway programs add CODE --why "Takes IMGs"'
    elif wanted.is_connected and wanted == plain:
        yield "No connection yet. Say where people work and whom they know: hallway person edit NAME"
        yield "Names that may mean a program: hallway programs place"
    else:
        yield "No program fits. Fewer words or filters find more: hallway programs list"
        named = filter(None, map(find_specialty, wanted.specialties))
        elsewhere = ", ".join(each.name for each in named if not each.code)
        if elsewhere:
            yield from show.wrap(f"The directory is that of the NRMP's Main Match, without {elsewhere}.")
        near = nearest_units(wanted.words, _MOST_NEAR) if wanted.words else ()
        if near:
            yield "Near what you typed:"
            yield from show.table([(each.code, name_of(each)) for each in near])


def _row(line: ProgramLine) -> tuple[str, ...]:
    unit = line.unit
    return (
        unit.code,
        unit.specialty,
        unit.institution,
        ", ".join(filter(None, (unit.city, unit.state))),
        kind(line.kind, is_guess=line.is_guess),
        ", ".join(_marks(line)),
    )


def _marks(line: ProgramLine) -> Iterator[str]:
    if line.is_listed:
        yield "listed"
    if line.connections:
        yield show.count(len(line.connections), "tie")
    if line.facts:
        yield show.count(line.facts, "fact")
    if line.outcome:
        yield tell_outcome(line.outcome)


def kind(of: InstitutionKind | None, *, is_guess: bool) -> str:
    """Return a kind of institution, with a question mark for a guess."""
    return f"{of.value}{'?' * is_guess}" if of else "not known"


# ---------------------------------------------------------------------------------------- one program


def shape(view: ProgramView) -> dict[str, object]:
    """Return one program for JSON; of a report only its own tracks."""
    state, employers = _about_the_place(view.unit)
    return {
        **_parts(view),
        "connections": _shapes(view.connections),
        "counts": [
            {
                "id": each.counts.id,
                "report": each.counts.report,
                "years": each.counts.years,
                "in_odds": each.counts.in_odds,
                "tracks": each.tracks,
            }
            for each in view.counts
        ],
        "state": state,
        "employers": employers,
    }


def _shapes(connections: Iterable[Connection]) -> list[dict[str, object]]:
    return [connection_shape(each) for each in connections]


def connection_shape(each: Connection) -> dict[str, object]:
    """Return a connection for JSON, how sure it is as a word."""
    return {**_parts(each), "sureness": each.sureness.name.lower()}


def _about_the_place(unit: Unit) -> tuple[Sourced[StateEffect] | None, tuple[Sourced[Employer], ...]]:
    return state_effect(unit.state), employers_named_like(unit.institution_code)


def shown(view: ProgramView, *, with_ids: bool) -> Iterator[str]:
    """Return everything about one program."""
    yield show.bold(show.clean(view.name))
    yield from _head(view)
    yield from _tracks(view.unit)
    yield from _facts(view, with_ids=with_ids)
    yield from _connections(view, with_ids=with_ids)
    yield from _notes(view, with_ids=with_ids)
    yield from _outcomes(view.outcomes)
    yield from _counts(view)
    yield from _place(view.unit)


def _head(view: ProgramView) -> Iterator[str]:
    guess = " (our guess; correct it: hallway programs correct CODE --kind KIND)" if view.is_guess else ""
    reasons = f": {view.listed.reasons}" if view.listed and view.listed.reasons else ""
    rows = [
        ("Code", view.unit.code),
        ("Kind", f"{view.kind.value if view.kind else 'not known'}{guess.replace('CODE', view.unit.code)}"),
        ("Time zone", view.unit.zone),
        ("Your list", f"on it{reasons}" if view.listed else "not on it"),
    ]
    for label, text in rows:
        if text:
            yield from show.wrap(text, indent=_INDENT, first=f"  {label}")


def _tracks(unit: Unit) -> Iterator[str]:
    yield ""
    yield show.bold("Tracks")
    yield from show.table(
        [
            (
                each.code,
                each.kind,
                each.name,
                f"since {each.first_listed}" if each.first_listed > LISTED_SINCE else "",
            )
            for each in unit.tracks
        ]
    )
    told = listing()
    about = f"{told.source}. Year of the listing: {told.year}."
    yield from (show.faint(each) for each in show.wrap(about, indent=2))


def _facts(view: ProgramView, *, with_ids: bool) -> Iterator[str]:
    yield ""
    yield show.bold("What you know of it")
    indent = 4 + max((len(FACT_FORMS[each].label) for each in view.facts), default=0)
    for fact_kind, known in view.facts.items():
        label = FACT_FORMS[fact_kind].label
        yield from show.wrap(write_fact(fact_kind, known.fact.value), indent=indent, first=f"  {label}")
        yield from (show.faint(each) for each in show.wrap(_origin(known), indent=indent))
        if with_ids:
            yield show.faint(f"{'':{indent}}id {known.fact.id}")
    if not view.facts:
        yield "  Nothing yet."
    if view.missing:
        labels = ", ".join(FACT_FORMS[each].label for each in view.missing)
        yield from show.wrap(f"Not known: {labels}.", indent=2)
        example = view.missing[0]
        typed = FACT_FORMS[example].example
        code = view.unit.code
        yield f'  Note one: hallway programs fact {code} {example.value} "{typed}" --source website'


def _origin(known: KnownFact) -> str:
    fact = known.fact
    age = "today" if not known.days_old else f"{show.count(known.days_old, 'day')} old"
    parts = [fact.source or "source not noted", fact.on.isoformat(), age]
    if known.earlier and fact.kind is not FactKind.NOTE:
        before = known.earlier[0]
        value = show.cut(write_fact(fact.kind, before.value), 40)
        parts.append(f"before: {value} ({before.source or 'source not noted'}, {before.on.isoformat()})")
    elif known.earlier:
        parts.append(show.count(len(known.earlier), "earlier note"))
    return " · ".join(parts)


def _connections(view: ProgramView, *, with_ids: bool) -> Iterator[str]:
    yield ""
    yield show.bold("Connections")
    yield from connections(view.connections, with_ids=with_ids)
    if not view.connections:
        yield "  None that the record shows."
    for each in view.questions:
        people = _people(each.people)
        yield from show.wrap(
            f'"{each.name}" ({people}) may mean this institution: '
            f'hallway programs place "{each.name}" --means {view.unit.institution_code}',
            indent=4,
            first="  ? ",
        )


def connections(found: Sequence[Connection], *, with_ids: bool = False) -> Iterator[str]:
    """Return connections, each with why, the people behind it and how sure it is."""
    for each in found:
        sure = "to be asked" if each.sureness is Sureness.ASKED else ""
        day = each.on.isoformat() if each.on else ""
        names = _people([one.name for one in each.people if one.name not in each.why])
        aside = "; ".join(filter(None, (names, day, sure)))
        text = f"{each.why} ({aside})" if aside else each.why
        label = each.kind.value if each.kind else KNOWN_AS
        yield from show.wrap(f"{label}: {text}", indent=4, first="  - ")
        if with_ids and each.recorded:
            yield show.faint(f"    id {each.recorded.id}")


def _people(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST_PEOPLE} more" if len(names) > _MOST_PEOPLE else ""
    return ", ".join(names[:_MOST_PEOPLE]) + more


def _notes(view: ProgramView, *, with_ids: bool) -> Iterator[str]:
    for title, notes in (("What you heard", view.notes), ("What you heard of the place", view.notes_nearby)):
        if notes:
            yield ""
            yield show.bold(title)
        for each in notes:
            yield from _note(each, with_ids=with_ids)


def _note(each: ToldNote, *, with_ids: bool) -> Iterator[str]:
    about = f"{each.note.text} ({each.note.topic.value}; {each.source}, {each.note.on.isoformat()})"
    yield from show.wrap(about, indent=4, first="  - ")
    if with_ids:
        yield show.faint(f"    id {each.note.id}")


def _outcomes(outcomes: Sequence[ProgramOutcome]) -> Iterator[str]:
    if outcomes:
        yield ""
        yield show.bold("Your applications")
    for each in outcomes:
        yield from show.wrap(outcome(each), indent=8, first=f"  {each.season}")


def outcome(each: ProgramOutcome) -> str:
    """Return how far one application has come, with its days."""
    days: Mapping[str, object] = {
        "applied": each.applied_on,
        "answered": each.replied_on,
        "interviewed": each.interviewed_on,
        "ranked": each.rank,
    }
    told = ", ".join(f"{word} {value}" for word, value in days.items() if value is not None)
    return f"{tell_outcome(each)}" + (f" ({told})" if told else "")


def _counts(view: ProgramView) -> Iterator[str]:
    for each in view.counts:
        yield ""
        use = "used in the odds" if each.counts.in_odds else "for reference only"
        yield show.bold(f"{show.clean(each.counts.report)}, {use}")
        years = [str(year) for year in each.counts.years]
        rows = [("Filled of offered", *years)]
        rows += [(code, *(_pair(pair) for pair in pairs)) for code, pairs in each.tracks.items()]
        yield from show.table(rows)


def _pair(pair: tuple[int | None, int | None]) -> str:
    quota, filled = pair
    if quota is None and filled is None:
        return "-"
    return f"{'-' if filled is None else filled} of {'-' if quota is None else quota}"


def _place(unit: Unit) -> Iterator[str]:
    effect, employers = _about_the_place(unit)
    if effect is None and not employers:
        return
    yield ""
    yield show.bold("The place")
    if effect is not None:
        says = (
            f"Of {effect.value.filled:,} filled positions in {effect.value.state}, "
            f"{effect.value.img_share:.0%} went to international graduates, all specialties together."
        )
        yield from _sourced(says, effect.source, effect.year, effect.confidence)
    for each in employers:
        titles = ", ".join(each.value.titles[:3])
        says = (
            f"{each.value.name} had {show.count(each.value.positions, 'H-1B position')} of physicians "
            f"certified, {titles}: {WHAT_IT_IS}, not a program's visa policy."
        )
        yield from _sourced(says, each.source, each.year, each.confidence)


def _sourced(says: str, source: str, year: str, confidence: str) -> Iterator[str]:
    yield from show.wrap(says, indent=4, first="  - ")
    sure = "" if confidence in source.casefold() else f"; {confidence}"
    yield from (show.faint(each) for each in show.wrap(f"{source}, {year}{sure}", indent=4))

"""`hallway duplicates`: people who may be twice in the record, with reasons, told apart or merged."""

import sys
from collections.abc import Callable, Iterator

import typer

from hallway.actions import duplicates, people
from hallway.actions.duplicate_merges import merge_certain, plan_certain
from hallway.actions.duplicate_pairs import MEANINGS, Band
from hallway.actions.duplicates import DuplicatePair, Duplicates
from hallway.actions.ports import NameMatch
from hallway.cli import show
from hallway.cli.asking import confirm
from hallway.cli.errors import NeedsMore, refuse
from hallway.cli.frame import command, commands, is_json
from hallway.cli.opening import answer, is_terminal, open_record

app = commands()
group = commands("Find people who are twice in your record, and merge them or tell them apart.")
app.add_typer(group, name="duplicates")

_BAR = 30
_PERSON = typer.Argument(metavar="NAME", help="A name, part of it, or the id.")
_HEADINGS = {Band.CERTAIN: "Certain", Band.LIKELY: "Likely", Band.POSSIBLE: "Possible"}


@command(
    group,
    "list",
    examples=["hallway duplicates list", "hallway duplicates list --band certain"],
    json="{pairs: [{one, other, band, reasons}], counts: {certain, likely, possible}, crowds, people}",
)
def list_(
    context: typer.Context,
    band: Band | None = typer.Option(None, "--band", help="Only this sure."),
    most: int = typer.Option(50, "--most", metavar="NUMBER", min=1, max=100_000, help="How many to list."),
) -> None:
    """List pairs that may be one person, the surest first, each with its reasons. Nothing is changed."""
    record = open_record(context)
    found = duplicates.find_duplicates(record.store, progress=_progress(), limit=most, band=band)
    shape = {
        "pairs": found.pairs,
        "counts": found.counts,
        "crowds": [{"name": name, "people": number} for name, number in found.crowds],
        "people": found.people,
    }
    answer(context, shape, _listed(found, band))


def _listed(found: Duplicates, band: Band | None) -> Iterator[str]:
    if not found.pairs:
        yield f"No doubles found among {show.count(found.people, 'person', 'people')}."
    for heading in Band:
        pairs = [each for each in found.pairs if each.band is heading]
        if pairs:
            yield show.bold(f"{_HEADINGS[heading]}: {show.count(found.counts[heading], 'pair')}")
            yield from show.wrap(MEANINGS[heading], indent=2)
            for each in pairs:
                yield from _pair(each)
    total = found.counts[band] if band else found.total
    if len(found.pairs) < total:
        yield f"Shown are {len(found.pairs)} of {total:,}. To see more: --most {min(total, 100_000)}"
    for name, number in found.crowds:
        says = (
            f"{number:,} people are called {name}: only those with something else in common were compared, "
            "and not all of these. Look again after merging."
        )
        yield from show.wrap(says, indent=4, first="  ! ")


def _pair(pair: DuplicatePair) -> Iterator[str]:
    yield ""
    yield from show.wrap(_who(pair.one), indent=4, first="  =")
    yield from show.wrap(_who(pair.other), indent=4, first="  =")
    yield from show.wrap("; ".join(pair.reasons), indent=6)
    yield show.faint(f"      hallway person merge {pair.one.id} {pair.other.id}")
    yield show.faint(f"      hallway duplicates apart {pair.one.id} {pair.other.id}")


def _who(match: NameMatch) -> str:
    return ", ".join(filter(None, [match.name, match.role, match.institution]))


def _progress() -> Callable[[int, int], None] | None:
    """Return what draws a bar on a terminal, or None."""
    if not sys.stderr.isatty():
        return None

    def draw(done: int, of: int) -> None:
        filled = _BAR * done // max(of, 1)
        end = "\r\x1b[K" if done >= of else ""
        sys.stderr.write(f"\r  [{'#' * filled}{'.' * (_BAR - filled)}] {done:,} of {of:,}{end}")
        sys.stderr.flush()

    return draw


@command(
    group,
    "apart",
    examples=['hallway duplicates apart "Jana R. Novak" "Jana T. Novak"', "hallway duplicates apart"],
    json="{apart: [{id, one, other}]}",
)
def apart(
    context: typer.Context,
    one: str = typer.Argument("", metavar="NAME", help="A name, part of it, or the id.", show_default=False),
    other: str = typer.Argument("", metavar="OTHER", help="Somebody else.", show_default=False),
) -> None:
    """Say that two people are two: they are never suggested as one again. Without names, list who was."""
    record = open_record(context)
    if one and not other:
        raise NeedsMore("Name two people, or nobody to list who was told apart.")
    if one:
        first, second = (people.find_person(record.store, each) for each in (one, other))
        made = duplicates.tell_apart(record.store, record.clock, first.id, second.id)
        known = [each for each in duplicates.list_apart(record.store) if each.id == made.id]
        says = f"{show.clean(first.name)} and {show.clean(second.name)} are two people."
        answer(context, {"apart": known}, [f"{says} To take it back: hallway undo"])
        return
    known = [*duplicates.list_apart(record.store)]
    rows = [(_who(each.one), "is not", _who(each.other)) for each in known]
    answer(context, {"apart": known}, [*show.table(rows)] or ["Nobody was told apart yet."])


@command(
    group,
    "together",
    examples=['hallway duplicates together "Jana R. Novak" "Jana T. Novak"'],
    json="{forgotten}",
)
def together(context: typer.Context, one: str = _PERSON, other: str = _PERSON) -> None:
    """Take back that two people are two: they may be suggested as one again."""
    record = open_record(context)
    first, second = (people.find_person(record.store, each) for each in (one, other))
    forgotten = duplicates.forget_apart(record.store, record.clock, first.id, second.id)
    names = f"{show.clean(first.name)} and {show.clean(second.name)}"
    says = f"{names} may be suggested as one again." if forgotten else f"{names} had not been told apart."
    answer(context, {"forgotten": forgotten}, [says])


@command(
    group,
    "merge-certain",
    examples=["hallway duplicates merge-certain", "hallway duplicates merge-certain --yes"],
    json="{pairs: [{one, other, band, reasons}], merged: [person]}",
)
def merge_certain_(
    context: typer.Context,
    yes: bool = typer.Option(False, "--yes", help="Merge without asking."),
) -> None:
    """Merge the certain pairs that nowhere say something else; shows first which.

    Each merge is an action of its own, so that you can undo one and keep the others. Pairs that differ in any
    field are left for you.
    """
    record = open_record(context)
    plans = plan_certain(record.store, progress=_progress())
    if not plans:
        answer(context, {"pairs": [], "merged": []}, ["There is no certain pair without differences."])
        return
    asked = not yes and is_terminal() and not is_json(context)
    if asked:
        answer(context, plans, _certain(plans))
    if yes or (asked and confirm(f"Merge {show.count(len(plans), 'pair')}?")):
        merged = merge_certain(record.store, record.clock, plans)
        says = f"Merged {show.count(len(merged), 'pair')}. Each can be taken back: hallway history"
        answer(context, {"pairs": plans, "merged": merged}, [says])
        return
    if not asked:
        answer(context, {"pairs": plans, "merged": []}, _certain(plans))
    raise refuse("Nothing was merged. To merge them, add --yes.")


def _certain(plans: tuple[DuplicatePair, ...]) -> Iterator[str]:
    yield show.bold(f"{show.count(len(plans), 'pair')} would be merged")
    for each in plans:
        yield from show.wrap(f"{_who(each.other)}: {'; '.join(each.reasons)}", indent=4, first="  + ")

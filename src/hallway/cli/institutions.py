"""`hallway institution`: hospitals, schools and societies listed, renamed and merged."""

from collections.abc import Iterator

import typer

from hallway.actions import institutions
from hallway.actions.institutions import InstitutionMerge
from hallway.cli import show
from hallway.cli.asking import confirm
from hallway.cli.errors import refuse
from hallway.cli.frame import command, commands, is_json
from hallway.cli.opening import answer, is_terminal, open_record

app = commands()
group = commands("List, rename and merge hospitals, schools and societies.")
app.add_typer(group, name="institution")

_NAME = typer.Argument(metavar="NAME", help="A name, part of it, or the id.")


@command(
    group,
    "list",
    examples=[
        "hallway institution list",
        "hallway institution list westmark",
        "hallway institution list --doubles",
    ],
    json="{institutions: [{id, name, city, state, people, departments}]} or {pairs: [{one, other, says}]}",
)
def list_(
    context: typer.Context,
    words: str = typer.Argument(
        "", metavar="[WORDS]", help="Words of the name; none for all.", show_default=False
    ),
    doubles: bool = typer.Option(False, "--doubles", help="Only pairs that may be one institution."),
) -> None:
    """List institutions with how many people you know there."""
    record = open_record(context)
    if doubles:
        pairs = institutions.find_institution_doubles(record.store)
        answer(context, {"pairs": pairs}, _doubles(pairs))
        return
    found = institutions.list_institutions(record.store, words)
    rows = [
        (
            each.name,
            ", ".join(filter(None, [each.city, each.state])),
            show.count(each.people, "person", "people"),
        )
        for each in found
    ]
    answer(context, {"institutions": found}, [*show.table(rows)] or ["No institution is called so."])


def _doubles(pairs: tuple[institutions.InstitutionPair, ...]) -> Iterator[str]:
    if not pairs:
        yield "No two institutions look like one."
    for each in pairs:
        yield from show.wrap(f"{each.one.name} ({show.count(each.one.people, 'person', 'people')})", indent=4)
        yield from show.wrap(
            f"{each.other.name} ({show.count(each.other.people, 'person', 'people')})", indent=4
        )
        yield from show.wrap(each.says, indent=6)
        yield show.faint(f"      hallway institution merge {each.one.id} {each.other.id}")


@command(
    group,
    "rename",
    examples=['hallway institution rename "Univ. of Westmark" "University of Westmark"'],
    json="{institution}",
)
def rename(
    context: typer.Context,
    institution: str = _NAME,
    name: str = typer.Argument(metavar="NEW", help="What it is called."),
) -> None:
    """Give an institution another name; everybody there follows."""
    record = open_record(context)
    known = institutions.find_institution(record.store, institution)
    renamed = institutions.rename_institution(record.store, record.clock, institution=known.id, name=name)
    answer(
        context, {"institution": renamed}, [f"{show.clean(known.name)} is {show.clean(renamed.name)} now."]
    )


@command(
    group,
    "merge",
    examples=[
        'hallway institution merge "University of Westmark" "Univ. of Westmark"',
        'hallway institution merge "University of Westmark" "Univ. of Westmark" --yes',
    ],
    json="{keep, other, result, people, departments, left_out, applied}",
)
def merge(
    context: typer.Context,
    keep: str = typer.Argument(metavar="KEEP", help="Which stays."),
    other: str = typer.Argument(metavar="OTHER", help="Which becomes part of it."),
    yes: bool = typer.Option(False, "--yes", help="Merge without asking."),
) -> None:
    """Make one institution of two; shows first what would happen, and undo brings both back."""
    record = open_record(context)
    first, second = (institutions.find_institution(record.store, each) for each in (keep, other))
    plan = institutions.plan_institution_merge(record.store, keep=first.id, other=second.id)
    asked = not yes and is_terminal() and not is_json(context)
    if asked:
        answer(context, plan, _preview(plan))
    if yes or (asked and confirm("Merge them?")):
        merged = institutions.merge_institutions(record.store, record.clock, keep=first.id, other=second.id)
        says = f"Merged into {show.clean(merged.name)}. To take it back: hallway undo"
        answer(context, _shape(plan, applied=True), [says])
        return
    if not asked:
        answer(context, _shape(plan, applied=False), _preview(plan))
    raise refuse("Nothing was merged. To merge them, add --yes.")


def _shape(plan: InstitutionMerge, *, applied: bool) -> dict[str, object]:
    return {
        "keep": plan.keep,
        "other": plan.other,
        "result": plan.result,
        "people": plan.people,
        "departments": plan.departments,
        "left_out": plan.left_out,
        "applied": applied,
    }


def _preview(plan: InstitutionMerge) -> Iterator[str]:
    yield show.bold(f"{show.clean(plan.other.name)} would become {show.clean(plan.keep.name)}")
    moved = [show.count(plan.people, "person", "people"), show.count(plan.departments, "department")]
    yield f"  + {' and '.join(moved)} move"
    for field, kept, left in plan.left_out:
        yield from show.wrap(f"{field}: {kept} stays; {left} is left out", indent=4, first="  ! ")

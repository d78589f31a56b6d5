"""`hallway person`: add, find, show, change, merge and put away people; `hallway trash`."""

from collections.abc import Collection, Iterator
from typing import cast

import typer

from hallway.actions import merges, people, standings
from hallway.actions.merges import MergePreview
from hallway.actions.name_orders import find_others
from hallway.actions.people import Added, PeopleList
from hallway.actions.person_fields import PERSON_FIELDS
from hallway.actions.person_views import PersonView, show_person
from hallway.actions.ports import PeopleFilter, Store
from hallway.actions.standings import Purged
from hallway.cli import name_orders, show, zones_of_people
from hallway.cli.asking import confirm
from hallway.cli.errors import NeedsMore, refuse
from hallway.cli.fields import takes_fields, typed_fields
from hallway.cli.frame import command, commands, is_json
from hallway.cli.opening import answer, is_terminal, open_record
from hallway.cli.typed import find_day, read_pairs
from hallway.domain.names import with_credentials
from hallway.domain.people import Group, MentorMerit, MentorRole, Person, Relationship, Standing

app = commands()
person = commands("Add, find, show, change, merge and put away people.")
app.add_typer(person, name="person")
name_orders.hang_on(person)
zones_of_people.hang_on(person)

NAME = typer.Argument(metavar="NAME", help="A name, part of it, or the id.")


@command(
    person,
    "add",
    examples=[
        'hallway person add "Ana Novak" --role fellow --institution "Harbor Medical Center"',
        'hallway person add "Ravi Menon" --group mentor --group sponsor --zone America/Chicago',
    ],
    json="{person, lookalikes, cautions}",
)
@takes_fields(PERSON_FIELDS, but={"name"})
def add(
    context: typer.Context,
    name: str = typer.Argument(metavar="NAME", help="The full name as they write it."),
    **typed: object,
) -> None:
    """Add a person. Somebody who may be there already is named, and never merged by itself."""
    record = open_record(context)
    fields = {"name": name, **typed_fields(PERSON_FIELDS, typed)}
    added = people.add_person(record.store, record.clock, fields=fields)
    answer(context, added, _added(added))


def _added(added: Added) -> Iterator[str]:
    yield f"Added {show.clean(added.person.name)}."
    for each in added.lookalikes:
        about = ", ".join(filter(None, [each.name, each.role, each.institution]))
        yield from show.wrap(f"Is it the same person as {about}? Then:")
        yield f"  hallway person merge {each.id} {added.person.id}"
    yield from show.cautions(added.cautions)


@command(
    person,
    "list",
    examples=[
        "hallway person list",
        "hallway person list novak --group mentor",
        "hallway person list --silent 90 --order silence",
        "hallway person list --mentor-role research",
        "hallway person list --standing archived",
    ],
    json="{lines: [{id, name, role, specialty, institution, groups, ...}], total, page, pages, facets}",
)
def list_(
    context: typer.Context,
    words: str = typer.Argument(
        "", metavar="[WORDS]", help="Words of the name; none for everybody.", show_default=False
    ),
    group: Group | None = typer.Option(None, "--group", help="Only this group."),
    relationship: Relationship | None = typer.Option(None, "--relationship", help="Only this far."),
    mentor_role: MentorRole | None = typer.Option(None, "--mentor-role", help="Only who fills this role."),
    institution: str = typer.Option("", "--institution", metavar="TEXT", help="Only there."),
    specialty: str = typer.Option("", "--specialty", metavar="TEXT", help="Only this specialty."),
    silent: int | None = typer.Option(
        None, "--silent", metavar="DAYS", min=0, help="Without contact this long."
    ),
    standing: Standing = typer.Option(Standing.ACTIVE, "--standing", help="Where they are kept."),
    open_encounters: bool = typer.Option(
        False, "--open-encounters", help="Only meetings without a next step."
    ),
    order: str = typer.Option("name", "--order", metavar="name|silence|recent", help="What comes first."),
    page: int = typer.Option(1, "--page", metavar="NUMBER", min=1, help="Which page."),
    per_page: int = typer.Option(50, "--per-page", metavar="NUMBER", min=1, max=500, help="How many on it."),
) -> None:
    """List people by any mix of filters."""
    record = open_record(context)
    wanted = PeopleFilter(
        words=words,
        group=group or "",
        relationship=relationship or "",
        mentor_role=mentor_role or "",
        institution=institution,
        specialty=specialty,
        silent_days=silent,
        standing=standing.value,
        is_open_encounter=open_encounters,
        order=order,
    )
    found = people.list_people(record.store, record.clock, wanted, page=page, per_page=per_page)
    answer(context, found, _listed(found))


def _listed(found: PeopleList) -> Iterator[str]:
    if not found.lines:
        yield "Nobody fits. Fewer filters find more; or add somebody: hallway person add NAME"
        return
    rows = [("Name", "Role", "Where", "Last contact", "Next")]
    for each in found.lines:
        last = f"{each.last_contact:%Y-%m-%d}" if each.last_contact else "-"
        follow_up = each.next_follow_up.isoformat() if each.next_follow_up else ""
        rows.append((each.name, each.role, each.institution, last, follow_up))
    head, *body = show.table(rows)
    yield show.bold(head)
    yield from body
    yield show.count(found.total, "person", "people") + (
        f", page {found.page} of {found.pages}: --page {found.page + 1}" if found.page < found.pages else ""
    )


@command(
    person,
    "show",
    examples=["hallway person show Novak", "hallway person show Novak --brief"],
    json="all there is: {person, institution, last_contact, interactions, promises, timeline, steps, ...}",
)
def show_(
    context: typer.Context,
    name: str = NAME,
    brief: bool = typer.Option(False, "--brief", help="Only what to read before you meet."),
    ids: bool = typer.Option(False, "--ids", help="With the id of everything that happened."),
) -> None:
    """Show everything about one person, newest first."""
    record = open_record(context)
    found = people.find_person(record.store, name)
    view = show_person(record.store, record.clock, person=found.id)
    answer(context, view, _brief(view) if brief else _shown(view, with_ids=ids))


def _brief(view: PersonView) -> Iterator[str]:
    yield show.bold(show.clean(view.person.name))
    for each in view.brief:
        yield from show.wrap(each, indent=2)


def _shown(view: PersonView, *, with_ids: bool) -> Iterator[str]:
    who = view.person
    yield show.bold(show.clean(with_credentials(who.name, who.credentials)))
    place = ", ".join(filter(None, [who.role, view.department, view.institution]))
    where = ", ".join(filter(None, [who.city, who.state, who.country]))
    facts = [
        ("", place),
        ("Specialty", " / ".join(filter(None, [who.specialty, who.subspecialty]))),
        ("Name parts", _parts(view)),
        ("Where", where),
        ("Time zone", f"{who.zone}, from {who.zone_source}" if who.zone_source else who.zone),
        ("Write to", "; ".join([*who.emails, *who.phones, who.profile_url]).strip("; ")),
        (
            "Met",
            " · ".join(
                filter(None, [who.how_met, f"through {view.introduced_by}" * bool(view.introduced_by)])
            ),
        ),
        ("Groups", ", ".join(each.value for each in who.groups)),
        ("Mentor for", ", ".join(each.value for each in who.mentor_roles)),
        ("Good mentor", _merits(who)),
        ("Peer", " · ".join(filter(None, [who.peer_kind or "", ", ".join(who.peer_gifts)]))),
        (
            "Standing",
            who.relationship.value + (f" · {who.standing.value}" * (who.standing is not Standing.ACTIVE)),
        ),
        ("May follow up", show.yes_no(who.may_follow_up)),
        (
            "Silent",
            show.count(view.days_silent, "day") if view.days_silent is not None else "never in contact",
        ),
        ("Ladder", view.rung_says.removeprefix("On the ladder: ")),
        ("Gave / asked", f"{view.given} / {view.asked}"),
        ("Thread", view.thread),
        ("Topics", ", ".join(who.topics)),
        ("Also there", ", ".join(each.name for each in view.others_there)),
        ("Notes", who.notes),
        ("Next", view.next_says),
    ]
    for label, text in facts:
        if text:
            yield from show.wrap(text, indent=16, first=f"  {label}")
    yield show.faint(f"  id {who.id}")
    yield from _timeline(view, with_ids=with_ids)


def _parts(view: PersonView) -> str:
    who = view.person
    parts = [f"given {who.given}" * bool(who.given), f"family {who.family}" * bool(who.family)]
    told = " · ".join(filter(None, parts))
    return f"{told}. {view.parts_say}" if told and view.parts_say else told


def _merits(who: Person) -> str:
    if not who.mentor_merits:
        return ""
    return f"{len(who.mentor_merits)} of {len(MentorMerit)}: {', '.join(who.mentor_merits)}"


def _timeline(view: PersonView, *, with_ids: bool) -> Iterator[str]:
    if not view.timeline:
        return
    yield ""
    yield show.bold("So far")
    newest = view.timeline[0].on
    for each in view.timeline:
        text = f"{each.says}. {each.detail}" if each.detail else each.says
        yield from show.wrap(text, indent=18, first=f"  {show.day(each.on, newest)}")
        if with_ids:
            yield show.faint(f"{'':18}{each.key}")


@command(
    person,
    "edit",
    examples=[
        'hallway person edit Novak --set "role=program director" --set state=TX',
        "hallway person edit Novak --set next_follow_up=2026-12-01 --set may_follow_up=yes",
        "hallway person edit Novak --set phone=",
    ],
    json="{person}",
)
def edit(
    context: typer.Context,
    name: str = NAME,
    set_: list[str] = typer.Option(
        ..., "--set", metavar="FIELD=VALUE", help="A field and its new value; repeat it."
    ),
) -> None:
    """Change fields of a person; an empty value clears one."""
    fields = read_pairs("--set", set_)
    record = open_record(context)
    found = people.find_person(record.store, name)
    changed = people.edit_person(record.store, record.clock, person=found.id, fields=fields)
    answer(context, {"person": changed}, _edited(record.store, changed, fields))


def _edited(store: Store, changed: Person, fields: Collection[str]) -> Iterator[str]:
    yield f"Changed {show.clean(changed.name)}: {', '.join(fields)}."
    others = find_others(store, person=changed.id) if "family" in fields else None
    if others:
        yield from show.wrap(f"{others.says} To read them so, too:")
        yield f"  hallway person family-first {show.clean(others.word)}"


@command(
    person,
    "merge",
    examples=[
        'hallway person merge "Ana Novak" "A. Novak"',
        'hallway person merge "Ana Novak" "A. Novak" --take role=other --take institution=other --yes',
    ],
    json="{keep, other, result, moves, conflicts, differences, institution, applied}",
)
def merge(
    context: typer.Context,
    keep: str = typer.Argument(metavar="KEEP", help="Who stays."),
    other: str = typer.Argument(metavar="OTHER", help="Who becomes part of them."),
    take: list[str] | None = typer.Option(
        None, "--take", metavar="FIELD=keep|other", help="Whose value stays where both differ; repeat it."
    ),
    yes: bool = typer.Option(False, "--yes", help="Merge without asking."),
) -> None:
    """Make two records of one person one; shows first what would happen, and undo brings both back.

    Lists are put together. Where both say something else, KEEP's value stays unless you take the other's; the
    one that does not stay goes into the notes.
    """
    choices = cast("merges.Choices", read_pairs("--take", take or []))
    record = open_record(context)
    first = people.find_person(record.store, keep)
    second = people.find_person(record.store, other)
    plan = merges.plan_merge(record.store, keep=first.id, other=second.id, choices=choices)
    asked = not yes and is_terminal() and not is_json(context)
    if asked:
        answer(context, plan, _merge_preview(plan))
    if yes or (asked and confirm("Merge them?")):
        merged = merges.merge_people(
            record.store, record.clock, keep=first.id, other=second.id, choices=choices
        )
        shape = {**_shape(plan), "result": merged, "applied": True}
        answer(context, shape, [f"Merged into {show.clean(merged.name)}. To take it back: hallway undo"])
        return
    if not asked:
        answer(context, {**_shape(plan), "applied": False}, _merge_preview(plan))
    raise refuse("Nothing was merged. To merge them, add --yes.")


def _shape(plan: MergePreview) -> dict[str, object]:
    return {
        "keep": plan.keep,
        "other": plan.other,
        "result": plan.result,
        "moves": plan.moves,
        "conflicts": plan.conflicts,
        "differences": plan.differences,
        "institution": plan.institution,
    }


def _merge_preview(plan: MergePreview) -> Iterator[str]:
    yield show.bold(f"{show.clean(plan.other.name)} would become part of {show.clean(plan.keep.name)}")
    for each in plan.moves:
        yield from show.wrap(each, indent=4, first="  + ")
    for field, kept, noted in plan.conflicts:
        yield from show.wrap(f"{field}: {kept} stays; {noted} goes into the notes", indent=4, first="  ! ")
    for difference in plan.differences:
        if difference.field == "institution":
            both = (difference.ours, difference.theirs)
            stays, second = both if difference.takes == "keep" else both[::-1]
            says = f"institution: {stays} stays the main one, beside {second}"
            yield from show.wrap(says, indent=4, first="  ! ")
    open_ones = [each.field for each in plan.differences if each.takes == "keep"]
    if open_ones:
        yield from show.wrap(f"To take the other value: --take {open_ones[0]}=other", indent=2)


def _put(context: typer.Context, name: str, verb: str) -> None:
    record = open_record(context)
    act, says = {
        "archive": (standings.archive_person, "is archived: no more steps, still found by a search"),
        "trash": (standings.trash_person, "is in the trash"),
    }[verb]
    found = people.find_person(record.store, name)
    changed = act(record.store, record.clock, person=found.id)
    answer(
        context,
        {"person": changed},
        [f"{show.clean(changed.name)} {says}. To take it back: hallway person bring-back {changed.id}"],
    )


@command(person, "archive", examples=["hallway person archive Novak"], json="{person}")
def archive(context: typer.Context, name: str = NAME) -> None:
    """Put a person aside: no more steps, still found by a search."""
    _put(context, name, "archive")


@command(person, "trash", examples=["hallway person trash Novak"], json="{person}")
def trash_(context: typer.Context, name: str = NAME) -> None:
    """Move a person to the trash, from where they can be brought back or purged."""
    _put(context, name, "trash")


@command(person, "bring-back", examples=["hallway person bring-back Novak"], json="{person}")
def bring_back(context: typer.Context, name: str = NAME) -> None:
    """Bring a person back from the archive or the trash."""
    record = open_record(context)
    found = people.find_person(record.store, name)
    changed = standings.bring_back(record.store, record.clock, person=found.id)
    answer(context, {"person": changed}, [f"{show.clean(changed.name)} is back."])


@command(person, "purge", examples=["hallway person purge Novak --yes"], json="{name, rows, backups}")
def purge(
    context: typer.Context,
    name: str = NAME,
    yes: bool = typer.Option(False, "--yes", help="Purge without asking."),
) -> None:
    """Remove a person in the trash for good, from history too; this cannot be undone.

    Names the safety copies that still hold them. At a terminal it asks first.
    """
    record = open_record(context)
    found = people.find_person(record.store, name)
    question = f"Remove {show.clean(found.name)} for good? It cannot be undone."
    if not yes and is_terminal() and not confirm(question):
        raise NeedsMore("Nothing was removed.")
    purged = standings.purge_person(record.store, record.clock, person=found.id)
    answer(
        context, {"name": found.name, "rows": purged.rows, "backups": purged.backups}, _purged(found, purged)
    )


def _purged(who: Person, purged: Purged) -> Iterator[str]:
    yield f"{show.clean(who.name)} is gone: {show.count(purged.rows, 'row')} removed."
    if purged.backups:
        yield "These safety copies still hold them; delete the files if they must go, too:"
        for each in purged.backups:
            yield f"  {each.path}"


@command(
    person,
    "work",
    examples=['hallway person work Novak "Wound healing after burns" --kind paper --read-on 2026-10-01'],
    json="{work}",
)
def work(
    context: typer.Context,
    name: str = NAME,
    title: str = typer.Argument(metavar="TITLE", help="A paper, talk or interest of theirs."),
    kind: str = typer.Option("paper", "--kind", metavar="TEXT", help="Such as paper, talk or interest."),
    link: str = typer.Option("", "--link", metavar="URL", help="Where it is."),
    read_on: str | None = typer.Option(None, "--read-on", metavar="DATE", help="When you read it."),
    insight: str = typer.Option(
        "", "--insight", metavar="TEXT", help="What stayed with you, for your letters.", show_default=False
    ),
) -> None:
    """Note a paper or talk of theirs, when you read it, and what stayed with you."""
    record = open_record(context)
    found = people.find_person(record.store, name)
    made = people.add_work(
        record.store,
        record.clock,
        person=found.id,
        title=title,
        kind=kind,
        link=link,
        read_on=find_day(record, "--read-on", read_on),
        insight=insight,
    )
    answer(context, {"work": made}, [f"Noted for {show.clean(found.name)}: {show.clean(made.title)}"])


@command(app, "trash", examples=["hallway trash"], json="{people}")
def trash(context: typer.Context) -> None:
    """List who is in the trash."""
    record = open_record(context)
    some = standings.trash(record.store)
    lines = [*show.table([(each.name, each.role, each.id) for each in some])] or ["The trash is empty."]
    answer(context, {"people": some}, lines)

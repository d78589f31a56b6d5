"""`hallway network`, `hallway prospect`: the network at a glance, and where new people are found."""

from collections.abc import Iterator, Sequence

import typer

from hallway.actions import network as actions
from hallway.actions import offices, prospects
from hallway.actions.known_at import KnownAt
from hallway.actions.mentor_coverage import MERITS, Coverage, MentorLine
from hallway.actions.network import Balance, Network
from hallway.actions.network_targets import Target, TargetState
from hallway.actions.offices import AskedOffice, OfficeKit
from hallway.actions.prospects import AddedProspects, Place
from hallway.cli import show
from hallway.cli.frame import command, commands
from hallway.cli.opening import answer, open_record
from hallway.cli.typed import find_day
from hallway.playbooks.worksheets import Prompt

app = commands()
network = commands("See who is in your network, what it lacks, and where to look.")
app.add_typer(network, name="network")
prospect = commands("Add people you found, several at once.")
app.add_typer(prospect, name="prospect")

_ASPECTS = {
    "group": "Groups",
    "stage": "How far it has come",
    "specialty": "Specialties",
    "region": "Regions",
    "level": "Reach of their own network",
}
_BAR = 20
_FEW = 5


@command(
    network,
    "show",
    examples=["hallway network show"],
    json="{audience, people, balances: [{aspect, shares, others, unknown}], targets, coverage, ...}",
)
def show_(context: typer.Context) -> None:
    """Show how your network is spread, and how it stands beside what the guides ask for."""
    view = actions.look_at_network(open_record(context).store)
    answer(context, view, _shown(view))


def _shown(view: Network) -> Iterator[str]:
    yield show.bold(f"Your network: {show.count(view.people, 'person', 'people')}")
    if not view.people:
        yield "Nobody is here yet. Questions that bring names back: hallway network prompts"
        return
    for each in view.balances:
        yield ""
        yield from _balance(each)
    yield ""
    yield show.bold("What the guides ask for")
    for target in view.targets:
        yield from _target(target)
    yield ""
    yield from _gaps(view.coverage)
    yield f"Known at {show.count(len(view.known_at), 'program')}: hallway network known-at"


def _balance(balance: Balance) -> Iterator[str]:
    yield show.bold(_ASPECTS[balance.aspect])
    rows = [(each.value, each.people) for each in balance.shares]
    rows += [("others", balance.others)] * bool(balance.others)
    rows += [("not noted", balance.unknown)] * bool(balance.unknown)
    largest = max((people for _, people in rows), default=0) or 1
    yield from show.table(
        [(value, f"{people:,}", "=" * round(_BAR * people / largest)) for value, people in rows]
    )


def _target(target: Target) -> Iterator[str]:
    words = {
        TargetState.MET: "met",
        TargetState.SHORT: f"short by {target.short_by}",
        TargetState.UNKNOWN: "not known",
        TargetState.WELCOME: "would be welcome",
    }
    text = f"{target.says} {target.counted} here, wanted: {target.wanted}. {target.why}"
    yield from show.wrap(text, indent=20, first=f"  {words[target.state]}")
    source = "your own number" if target.is_changed else show.guides(target.guides)
    yield show.faint(f"{'':20}{source} · {target.key}")


def _gaps(cover: Coverage) -> Iterator[str]:
    if not cover.is_known:
        yield "Mentor roles: none is noted yet. Note one: hallway person edit NAME --set mentor_roles=career"
    elif cover.open:
        yield f"Open mentor roles: {', '.join(each.role.value for each in cover.open)}"
    else:
        yield "Every mentor role that your guide names is filled."


@command(
    network,
    "roles",
    examples=["hallway network roles"],
    json="{roles: [{role, guide, holders, sources, is_wanted}], mentors, is_known, prefers_img, ...}",
)
def roles(context: typer.Context) -> None:
    """Show which mentor fills which role, and which roles are open."""
    cover = actions.look_at_network(open_record(context).store).coverage
    answer(context, cover, _roles(cover))


def _roles(cover: Coverage) -> Iterator[str]:
    if not cover.mentors:
        yield "No mentors yet. Put somebody into the group: hallway person edit NAME --set groups=mentor"
        yield from _gaps(cover)
        return
    for each in cover.roles:
        holders = ", ".join(one.person.name for one in each.holders)
        state = holders or ("open" if cover.is_known else "not known")
        beyond = "" if each.is_wanted else " (beyond your guide)"
        yield from show.wrap(f"{state}{beyond}", indent=20, first=f"  {each.role.value}")
        if not each.holders:
            yield from show.wrap(f"Look among: {', '.join(one.id for one in each.sources)}", indent=20)
    yield ""
    yield from show.table([("Mentor", "Roles", "Knows IMGs", "Good mentor"), *map(_mentor, cover.mentors)])
    yield ""
    if cover.prefers_img and not cover.career_knows_imgs:
        yield "Preferred: a career mentor who is an IMG or has worked with IMGs."
    yield from _gaps(cover)


def _mentor(line: MentorLine) -> tuple[str, str, str, str]:
    return (
        line.person.name,
        ", ".join(each.value for each in line.roles) or "none noted",
        show.yes_no(line.knows_imgs) or "not noted",
        f"{line.merits} of {MERITS}" if line.merits else "not noted",
    )


@command(
    network,
    "known-at",
    examples=["hallway network known-at"],
    json="{programs: [{program, people: [{id, name, role, works_there}]}]}",
)
def known_at(context: typer.Context) -> None:
    """List the programs where somebody would recognize your name, and who that is."""
    found = actions.look_at_network(open_record(context).store).known_at
    answer(context, {"programs": found}, _known_at(found))


def _known_at(found: Sequence[KnownAt]) -> Iterator[str]:
    if not found:
        yield "No program yet. It counts where somebody who knows you works, or to which they can speak."
        return
    yield show.bold(f"Known at {show.count(len(found), 'program')}")
    for each in found:
        people = "; ".join(
            f"{one.name}{'' if one.works_there else ' (can speak to it)'}" for one in each.people
        )
        yield from show.wrap(f"{each.program}: {people}", indent=4, first="  ")


@command(
    network,
    "prompts",
    examples=["hallway network prompts"],
    json="{places: [{entry: {id, title, asks, think, how_met, ...}, people}]}",
)
def prompts(context: typer.Context) -> None:
    """Ask the questions that bring names back: your network is broader than you think."""
    found = [each for each in prospects.list_places(open_record(context).store) if each.is_prompt]
    answer(context, {"places": found}, _places(found))


@command(
    network,
    "prospects",
    examples=["hallway network prospects"],
    json="{places: [{entry: {id, title, look, note, how_met, ...}, people}]}",
)
def prospects_(context: typer.Context) -> None:
    """List where new people are found, and how many came from each so far."""
    found = [each for each in prospects.list_places(open_record(context).store) if not each.is_prompt]
    answer(context, {"places": found}, _places(found))


def _places(found: Sequence[Place]) -> Iterator[str]:
    for each in found:
        so_far = show.count(each.people, "person", "people") if each.people else "not tried yet"
        yield show.bold(f"{each.entry.title} ({so_far})")
        if isinstance(each.entry, Prompt):
            yield from show.wrap(each.entry.asks, indent=2)
        for line in each.entry.think if isinstance(each.entry, Prompt) else each.entry.look:
            yield from show.wrap(line, indent=4, first="  -")
        yield show.faint(f'  hallway prospect add --source {each.entry.id} "Name, role, hospital"')
        yield ""


@command(
    network,
    "offices",
    examples=["hallway network offices", "hallway network offices dean"],
    json="{offices: [{office, subject, text, missing, asked: [{person, on}]}]}",
)
def offices_(
    context: typer.Context,
    office: str = typer.Argument(
        "", metavar="[OFFICE]", help="Only this one: dean, alumni or student-affairs.", show_default=False
    ),
) -> None:
    """Show what to ask offices of your school for, with a text to copy."""
    only = offices.get_office(office).id if office else ""
    kits = [each for each in offices.list_offices(open_record(context).store) if only in {"", each.office.id}]
    answer(context, {"offices": kits}, _kits(kits))


def _kits(kits: Sequence[OfficeKit]) -> Iterator[str]:
    for kit in kits:
        yield show.bold(f"{kit.office.title} ({kit.office.id})")
        for each in kit.asked:
            yield f"  Asked {each.person.name} on {each.on.isoformat()}"
        if kit.missing:
            yield from show.wrap(f"Still missing: {', '.join(kit.missing)}", indent=2)
        yield f"  Subject: {kit.subject}"
        yield ""
        for line in kit.text.splitlines():
            yield f"  {show.clean(line)}".rstrip()
        yield ""
    if kits:
        yield "When you have asked: hallway network asked OFFICE --who NAME"


@command(
    network,
    "asked",
    examples=[
        'hallway network asked alumni --who "Greta Lindqvist"',
        'hallway network asked dean --way in-person --promised "send the match lists" --due 2026-12-01',
    ],
    json="{office, person, is_new, interaction, promises, cautions}",
)
def asked(
    context: typer.Context,
    office: str = typer.Argument(metavar="OFFICE", help="Such as dean, alumni or student-affairs."),
    who: str = typer.Option(
        "", "--who", metavar="NAME", help="Whom; somebody new is added, nobody means the office itself."
    ),
    way: str = typer.Option("e-mail", "--way", metavar="e-mail|in-person|phone", help="How."),
    on: str | None = typer.Option(None, "--on", metavar="DATE", help="The day; today when left out."),
    promised: str = typer.Option("", "--promised", metavar="TEXT", help="What they said they would do."),
    due: str | None = typer.Option(None, "--due", metavar="DATE", help="By when."),
) -> None:
    """Write down that you asked an office, and what it promised."""
    record = open_record(context)
    done = offices.ask_office(
        record.store,
        record.clock,
        office=office,
        who=who,
        way=way,
        on=find_day(record, "--on", on),
        promised=promised,
        due=find_day(record, "--due", due),
    )
    answer(context, done, _asked(done))


def _asked(done: AskedOffice) -> Iterator[str]:
    new = ", who is new here" if done.is_new else ""
    yield from show.wrap(f"Written down: you asked {done.person.name}{new}.")
    for each in done.promises:
        yield from show.wrap(f"They promised: {each.text}")
    yield from show.cautions(done.cautions)


@command(
    prospect,
    "add",
    examples=[
        'hallway prospect add --source alumni-list "Ana Novak, fellow, Harbor Medical Center"',
        'hallway prospect add --source matched-classmates "Chen Wei, PGY-1" "Farid Rezai"',
    ],
    json="{place, imported: {created, filled, same, held, problems}, problems}",
)
def add(
    context: typer.Context,
    lines: list[str] = typer.Argument(metavar="LINE...", help='One person each: "Name, role, hospital".'),
    source: str = typer.Option(
        ..., "--source", metavar="ID", help="Where you found them: see hallway network prospects and prompts."
    ),
) -> None:
    """Add people you found, each noted as met through the source."""
    record = open_record(context)
    added = prospects.add_prospects(record.store, record.clock, source=source, text="\n".join(lines))
    answer(context, added, _added(added))


def _added(added: AddedProspects) -> Iterator[str]:
    done = added.imported
    yield f"Added {show.count(done.created, 'person', 'people')} from: {added.place.title}."
    if done.same or done.filled:
        yield f"Already here: {done.same + done.filled}, of whom {done.filled} got something filled in."
    if done.held:
        yield f"{show.count(done.held, 'line waits', 'lines wait')} for your decision: hallway inbox list"
    for each in added.problems[:_FEW]:
        yield from show.wrap(f"Line {each.line}: {each.says} {each.remedy}", indent=2)

"""`hallway goals`: what to reach, how far it has come, the monthly look at it, and what networking became."""

from collections.abc import Iterator

import typer

from hallway.actions import goals as actions
from hallway.actions.goal_proposals import Proposal, propose_goals, take_goals
from hallway.actions.goal_reviews import ReviewPlan, ReviewView, list_reviews, plan_review, save_review
from hallway.actions.goals import GOAL_FIELDS, GoalsView, GoalView
from hallway.actions.outcomes import OutcomeGroup, Outcomes, look_at_outcomes
from hallway.cli import show
from hallway.cli.errors import NeedsMore
from hallway.cli.fields import takes_fields, typed_fields
from hallway.cli.frame import command, commands
from hallway.cli.opening import answer, open_record
from hallway.domain.errors import InvalidValue
from hallway.domain.goals import Goal, Horizon

app = commands()
goals = commands("Name goals, see how far they have come, look at them once a month.")
app.add_typer(goals, name="goals")

ID = typer.Argument(metavar="ID", help="The goal's id, or its start, as `hallway goals list` shows it.")
_HORIZONS = {
    Horizon.EARLY: "The least to have early on",
    Horizon.SHORT: "Within a year",
    Horizon.MEDIUM: "Within one to three years",
}


@command(
    goals,
    "list",
    examples=["hallway goals list", "hallway goals list --closed"],
    json="{today, open: [[horizon, [{goal, progress: {number, target, count, says}}]]], closed, week,\n"
    "  last_review, is_reviewed}; number is null when nobody knows",
)
def list_(
    context: typer.Context,
    closed: bool = typer.Option(False, "--closed", help="List those reached or dropped, too."),
) -> None:
    """List your goals with what the record shows toward each, and who stands behind the number."""
    record = open_record(context)
    view = actions.list_goals(record.store, record.clock)
    answer(context, view, _listed(view, with_closed=closed))


def _listed(view: GoalsView, *, with_closed: bool) -> Iterator[str]:
    every = [each.goal for _, some in view.open for each in some]
    short = show.short_ids([each.id for each in (*every, *view.closed)])
    if not view.open:
        yield "No open goal. See what the guides name: hallway goals propose"
    for horizon, some in view.open:
        yield show.bold(_HORIZONS[horizon])
        for each in some:
            yield from _goal(each, short[each.goal.id], view)
    if with_closed and view.closed:
        yield show.bold("Reached or dropped")
        yield from show.table(
            [(short[each.id], each.state.value, str(each.closed_on or ""), each.text) for each in view.closed]
        )
    week = view.week
    yield ""
    yield (
        f"This week: {week.done.new} of {week.targets[0]} new people, "
        f"{week.done.revived} of {week.targets[1]} silent ones. "
        f"Contacts in the last {len(week.cadence)} weeks: {' '.join(map(str, week.cadence))}."
    )
    if not view.is_reviewed and view.open:
        yield "This month's look at them: hallway goals review"


def _goal(each: GoalView, short: str, view: GoalsView) -> Iterator[str]:
    by = f" (by {show.day(each.goal.by, view.today)})" if each.goal.by else ""
    says = f": {each.progress.says}" if each.progress.says else ""
    yield from show.wrap(f"{each.goal.text}{says}{by}", indent=4 + len(short), first=f"  {short}")
    count = each.progress.count
    if count:
        behind = "; ".join(one.says for one in count.behind[:5])
        more = f" and {len(count.behind) - 5} more" if len(count.behind) > 5 else ""  # noqa: PLR2004 -- as above
        told = f"{behind}{more}" if behind else count.hint or f"Counted: {count.counts}"
        yield from (show.faint(line) for line in show.wrap(told, indent=4 + len(short)))
    if each.goal.note:
        yield from show.wrap(f"Note: {each.goal.note}", indent=4 + len(short))
    if each.progress.is_met:
        yield from show.wrap(f"Reached? hallway goals reach {short}", indent=4 + len(short))


@command(
    goals,
    "add",
    examples=[
        'hallway goals add "Present in Ohio" --horizon short --measure presentations --target 1',
        'hallway goals add "Read one paper a week" --horizon early --target 12 --counted 0',
    ],
    json="{goal}",
)
@takes_fields(GOAL_FIELDS, but={"text"})
def add(
    context: typer.Context,
    text: str = typer.Argument(metavar="TEXT", help="What you want to have reached."),
    **typed: object,
) -> None:
    """Add a goal of your own: counted by your record where it can, else by your hand."""
    record = open_record(context)
    fields = {"horizon": "short", "text": text, **typed_fields(GOAL_FIELDS, typed)}
    made = actions.add_goal(record.store, record.clock, fields=fields)
    answer(context, {"goal": made}, _told("Added", made))


@command(
    goals,
    "change",
    examples=[
        "hallway goals change 0199ab12 --target 2 --by 2027-06-01",
        "hallway goals change 0199ab12 --counted 5",
    ],
    json="{goal}",
)
@takes_fields(GOAL_FIELDS)
def change(context: typer.Context, goal: str = ID, **typed: object) -> None:
    """Change a goal; an empty value clears a field."""
    fields = typed_fields(GOAL_FIELDS, typed)
    if not fields:
        raise NeedsMore("Say what to change, such as: hallway goals change 0199ab12 --target 2")
    record = open_record(context)
    changed = actions.change_goal(record.store, record.clock, goal=goal, fields=fields)
    answer(context, {"goal": changed}, _told("Changed", changed))


@command(goals, "reach", examples=["hallway goals reach 0199ab12"], json="{goal}")
def reach(context: typer.Context, goal: str = ID) -> None:
    """Mark a goal as reached; Hallway never does that by itself."""
    record = open_record(context)
    closed = actions.reach_goal(record.store, record.clock, goal=goal)
    answer(context, {"goal": closed}, _told("Reached", closed))


@command(goals, "drop", examples=["hallway goals drop 0199ab12"], json="{goal}")
def drop(context: typer.Context, goal: str = ID) -> None:
    """Let a goal go; it stays on record."""
    record = open_record(context)
    closed = actions.drop_goal(record.store, record.clock, goal=goal)
    answer(context, {"goal": closed}, _told("Dropped", closed))


@command(goals, "bring-back", examples=["hallway goals bring-back 0199ab12"], json="{goal}")
def bring_back(context: typer.Context, goal: str = ID) -> None:
    """Open a goal again that was reached or dropped."""
    record = open_record(context)
    opened = actions.bring_goal_back(record.store, record.clock, goal=goal)
    answer(context, {"goal": opened}, _told("Brought back", opened))


def _told(did: str, goal: Goal) -> Iterator[str]:
    yield from show.wrap(f"{did}: {goal.text} (id {goal.id})")


@command(
    goals,
    "propose",
    examples=[
        "hallway goals propose",
        "hallway goals propose --take short.mentors --take short.research",
        "hallway goals propose --take suggested",
    ],
    json="{proposals: [{id, horizon, measure, text, least, by, guides, is_suggested, taken, ...}], goals}",
)
def propose(
    context: typer.Context,
    take: list[str] | None = typer.Option(
        None, "--take", metavar="NAME", help="Add this one; repeat it. `suggested` means all suggested ones."
    ),
) -> None:
    """See the goals that the guides name, and add those you choose in one action."""
    record = open_record(context)
    proposals = propose_goals(record.store, record.clock)
    if not take:
        answer(context, {"proposals": proposals, "goals": []}, _proposed(proposals))
        return
    chosen = [each for each in take if each != "suggested"]
    if len(chosen) < len(take):
        chosen += [each.id for each in proposals if each.is_suggested]
    if not chosen:
        answer(context, {"proposals": proposals, "goals": []}, ["The suggested ones are all yours already."])
        return
    made = take_goals(record.store, record.clock, chosen=chosen)
    lines = [line for each in made for line in _told("Added", each)] or ["You have these already."]
    answer(context, {"proposals": proposals, "goals": made}, lines)


def _proposed(proposals: tuple[Proposal, ...]) -> Iterator[str]:
    for horizon in Horizon:
        yield show.bold(_HORIZONS[horizon])
        for each in (one for one in proposals if one.horizon is horizon):
            mark = "yours already" if each.taken else "suggested" if each.is_suggested else ""
            says = f"{each.text}{f' [{mark}]' if mark else ''}"
            yield from show.wrap(says, indent=22, first=f"  {each.id}")
            yield from show.wrap(each.because, indent=22)
            yield from (show.faint(line) for line in show.wrap(show.guides(each.guides), indent=22))
    yield "Add them: hallway goals propose --take NAME, or --take suggested"


@command(
    goals,
    "review",
    examples=[
        "hallway goals review",
        'hallway goals review --text "Two mentors are enough until spring."',
        'hallway goals review --text "Fewer, better." --change 0199ab12:target=1',
        "hallway goals review --history",
    ],
    json="{today, lines: [{view, moved, news}], last, is_done}; with --text {review, conclusion,\n"
    "  standings}; with --history {reviews}",
)
def review(
    context: typer.Context,
    text: str | None = typer.Option(None, "--text", metavar="TEXT", help="Your conclusion, in one sentence."),
    change: list[str] | None = typer.Option(
        None,
        "--change",
        metavar="ID:FIELD=VALUE",
        help="Adjust a goal with the review: target, counted, by, note or state. Repeat it for several.",
    ),
    history: bool = typer.Option(False, "--history", help="List earlier reviews."),
) -> None:
    """Look at every goal and what moved since the last time; with --text, keep the review.

    A review settles this month's step; undo brings both back.
    """
    if history and (text is not None or change):
        raise NeedsMore("--history stands alone.")
    if change and text is None:
        raise NeedsMore('A change is kept with a review: add --text "your conclusion".')
    record = open_record(context)
    if history:
        found = list_reviews(record.store)
        answer(context, {"reviews": found}, _history(found))
        return
    if text is None:
        plan = plan_review(record.store, record.clock)
        answer(context, plan, _plan(plan))
        return
    kept = save_review(record.store, record.clock, text=text, changes=_read_changes(change or []))
    answer(context, kept, ["Kept. The step of this month is settled.", *_review(kept)])


def _read_changes(words: list[str]) -> dict[str, dict[str, str]]:
    changes: dict[str, dict[str, str]] = {}
    for each in words:
        goal, colon, rest = each.partition(":")
        field, sign, value = rest.partition("=")
        if not (goal and colon and field and sign):
            raise InvalidValue("--change", each, "Write it as ID:FIELD=VALUE, such as 0199ab12:target=2.")
        changes.setdefault(goal.strip(), {})[field.strip()] = value.strip()
    return changes


def _plan(plan: ReviewPlan) -> Iterator[str]:
    if plan.last:
        last = plan.last
        yield from show.wrap(f"Last time, {show.day(last.review.on, plan.today)}: {last.conclusion}")
    if not plan.lines:
        yield "No open goal. See what the guides name: hallway goals propose"
    short = show.short_ids([each.view.goal.id for each in plan.lines])
    for each in plan.lines:
        goal, progress = each.view.goal, each.view.progress
        says = f"{goal.text}{f': {progress.says}' if progress.says else ''}. {each.moved}".rstrip()
        yield from show.wrap(says, indent=12, first=f"  {short[goal.id]}")
        for one in each.news:
            yield from show.wrap(f"New: {one.says}", indent=12)
    done = "You have reviewed them this month already." if plan.is_done else "Keep your review:"
    yield f"{done}  hallway goals review --text TEXT [--change ID:FIELD=VALUE]"


def _history(found: tuple[ReviewView, ...]) -> Iterator[str]:
    if not found:
        yield "No review yet."
    for each in found:
        yield show.bold(f"{each.review.on}")
        yield from _review(each)


def _review(view: ReviewView) -> Iterator[str]:
    yield from show.wrap(view.conclusion, indent=2)
    yield from show.table([(each.says or "-", each.text) for each in view.standings], indent=4)


@command(
    goals,
    "outcomes",
    examples=["hallway goals outcomes"],
    json="{year, groups: [{kind, counts, this_year, all_time, outcomes: [{says, on, ties}], openers,\n"
    "  maybe}]}; this_year is null where no days are kept",
)
def outcomes(context: typer.Context) -> None:
    """See what networking became: research, presentations, clinical experience, letters, advocates."""
    record = open_record(context)
    found = look_at_outcomes(record.store, record.clock)
    answer(context, found, _outcomes(found))


def _outcomes(found: Outcomes) -> Iterator[str]:
    for each in found.groups:
        this_year = "" if each.this_year is None else f", {each.this_year} in {found.year}"
        yield show.bold(f"{each.kind.value.replace('-', ' ').capitalize()}: {each.all_time}{this_year}")
        yield from (show.faint(line) for line in show.wrap(each.counts, indent=2))
        yield from _group(each)


def _group(group: OutcomeGroup) -> Iterator[str]:
    for each in group.outcomes:
        on = f" ({each.on})" if each.on else ""
        yield from show.wrap(f"{each.says}{on}", indent=4)
        for tie in each.ties:
            yield from show.wrap(f"{tie.person.name}: {tie.how}", indent=6)
    for tie in group.openers:
        yield from show.wrap(f"Beside them: {tie.person.name}, {tie.how}", indent=4)
    for one in group.maybe:
        yield from show.wrap(f"{one.name}: their country is not noted, so it is not counted.", indent=4)

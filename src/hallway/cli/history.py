"""`hallway history`, `undo`, `backup`, `restore`: what was done, and the way back."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import typer

from hallway.actions import history as actions
from hallway.actions.applicants import find_applicant
from hallway.actions.ports import HistoryEntry
from hallway.cli import show
from hallway.cli.asking import confirm
from hallway.cli.errors import NeedsMore
from hallway.cli.frame import command, commands, is_json
from hallway.cli.opening import answer, is_terminal, named_clock, named_path, open_record

app = commands()


@command(
    app,
    "history",
    examples=["hallway history", "hallway history --limit 200"],
    json="{entries: [{id, action, says, at, rows, undone_by, undoes, is_before_migration}]}",
)
def history(
    context: typer.Context,
    limit: int = typer.Option(50, "--limit", metavar="NUMBER", min=1, max=10_000, help="How many."),
    offset: int = typer.Option(
        0, "--offset", metavar="NUMBER", min=0, help="Leave out so many of the newest."
    ),
) -> None:
    """List what was done, newest first; each entry can be undone by its id."""
    record = open_record(context)
    entries = actions.list_history(record.store, limit=limit, offset=offset)
    applicant = find_applicant(record.store)
    answer(context, {"entries": entries}, _listed(entries, home=applicant.zone if applicant else "UTC"))


def _listed(entries: Sequence[HistoryEntry], *, home: str) -> Iterator[str]:
    if not entries:
        yield "Nothing was done yet."
        return
    short = show.short_ids([each.id for each in entries])
    newest = entries[0].at
    rows = [
        (
            short[each.id],
            show.stamp(each.at, now=newest, home=home),
            each.says,
            "undone" if each.undone_by else "",
        )
        for each in entries
    ]
    yield from show.table(rows)


@command(app, "undo", examples=["hallway undo", "hallway undo 0199ab12"], json="{entry}")
def undo(
    context: typer.Context,
    entry: str | None = typer.Argument(
        None, metavar="[ENTRY]", help="The id from the history, or its start."
    ),
) -> None:
    """Undo the latest action, or the one you name; an import or a merge as a whole, too."""
    record = open_record(context)
    undone = actions.undo(record.store, record.clock, entry=entry)
    answer(context, {"entry": undone}, [f"{show.clean(undone.says)}."])


@command(
    app,
    "backup",
    examples=["hallway backup", "hallway backup --list"],
    json="{backup: {path, made, size, is_automatic}}; with --list {backups}",
)
def backup(
    context: typer.Context,
    list_: bool = typer.Option(False, "--list", help="List the safety copies there are."),
) -> None:
    """Write a checked safety copy beside the record, or list those there are."""
    record = open_record(context)
    if list_:
        copies = actions.list_backups(record.store)
        rows = [
            (f"{each.made:%Y-%m-%d %H:%M} UTC", f"{each.size:,} bytes", str(each.path)) for each in copies
        ]
        answer(context, {"backups": copies}, [*show.table(rows)] or ["No safety copies yet: hallway backup"])
        return
    made = actions.back_up(record.store, record.clock)
    answer(context, {"backup": made}, [f"Safety copy: {made.path}"])


@command(
    app,
    "restore",
    examples=["hallway restore", "hallway restore backups/hallway-20261005.db"],
    json="{safety_copy}: the record as it was before; null when there was none",
)
def restore(
    context: typer.Context,
    file: str = typer.Argument(
        "", metavar="FILE", help="A safety copy, else the newest one: hallway backup --list names them."
    ),
    yes: bool = typer.Option(False, "--yes", help="Restore without asking."),
) -> None:
    """Put a safety copy in the place of the record; the record as it is now is copied first."""
    from hallway import app as house  # noqa: PLC0415 -- loads the database

    path = named_path(context) or house.default_path()
    if (
        not yes
        and is_terminal()
        and not is_json(context)
        and not confirm(f"Replace {path} with {file or 'its newest safety copy'}?")
    ):
        raise NeedsMore("Nothing was changed.")
    copy = Path(file).expanduser() if file else None
    before = house.restore(path, copy, named_clock(context) or house.SystemClock())
    lines = [f"Restored {path}."] + ([f"As it was before: {before.path}"] if before else [])
    answer(context, {"safety_copy": before}, lines)

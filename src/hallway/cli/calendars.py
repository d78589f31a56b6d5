"""`hallway calendar`: the private address of the calendar."""

import typer

from hallway.cli.frame import command, commands
from hallway.cli.opening import answer, open_record
from hallway.cli.serve import PORT

app = commands()
calendar = commands("Give your calendar program an address where it finds your steps and promises.")
app.add_typer(calendar, name="calendar")


@command(
    calendar,
    "address",
    examples=["hallway calendar address", "hallway calendar address --new"],
    json="{address, is_new}",
)
def address(
    context: typer.Context,
    new: bool = typer.Option(False, "--new", help="Make a new one; the old one leads nowhere from then on."),
    port: int = typer.Option(
        PORT, "--port", metavar="NUMBER", min=1, max=65_535, help="Where hallway serve listens."
    ),
) -> None:
    """Print the calendar's private address on this machine, made when there is none.

    A calendar program finds your steps and promises there while hallway serve runs. Whoever knows the address
    and sits at this machine can read them. As a file instead: hallway export hallway.ics
    """
    from hallway import app as house  # noqa: PLC0415 -- loads the database

    record = open_record(context)
    known = None if new else house.find_feed_token(record)
    token = known or house.make_feed_token(record)
    where = f"http://127.0.0.1:{port}/calendar/{token}.ics"
    lines = [where, "Your calendar program finds it while Hallway runs: hallway serve"]
    answer(context, {"address": where, "is_new": known is None}, lines)

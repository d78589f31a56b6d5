"""What may be asked of a list: options that `hallway pick` and its verbs share, before or after the verb."""

from collections.abc import Mapping

import typer
from typer._click import Context  # Typer carries its own Click and has no public name for it
from typer._click.core import Parameter  # as above
from typer._coercion import resolve_type_descriptor  # as in `frame`
from typer.core import TyperOption
from typer.models import OptionInfo

from hallway.actions.pick_asked import PickAsked, from_query
from hallway.cli.frame import HallwayCommand, HallwayGroup

_ASKED = "pick"


class AskedOption(TyperOption):
    """One option of the list; its words are kept where every verb finds them."""

    def process_value(self, ctx: Context, value: object) -> object:
        """Keep what was typed: an option that may be repeated grows, of another the last one counts."""
        if value is None or value is False or (isinstance(value, list | tuple) and not value):
            return value
        asked: dict[str, list[str]] = ctx.meta.setdefault(_ASKED, {})
        field = str(self.name).removeprefix("asked_")
        if isinstance(value, list | tuple):
            asked.setdefault(field, []).extend(map(str, value))
        else:
            asked[field] = ["no" if value is True else str(value)]  # the flags switch something off
        return value


def _option(field: str, name: str, help_text: str, *, metavar: str | None, many: bool = False) -> AskedOption:
    kind = bool if metavar is None else list[str] if many else str
    return AskedOption(
        param_decls=[f"asked_{field}", name],
        type_descriptor=resolve_type_descriptor(kind, OptionInfo()),
        expose_value=False,
        is_flag=metavar is None,
        default=False if metavar is None else None,
        multiple=many,
        metavar=metavar,
        help=help_text,
    )


ASKED: tuple[Parameter, ...] = (
    _option(
        "specialties",
        "--specialty",
        'Of this specialty; repeat it. With what it is worth to you: "family medicine=0.5".',
        metavar="TEXT",
        many=True,
    ),
    _option("budget", "--budget", "US dollars for fees still to pay, and for rotations.", metavar="USD"),
    _option("applications", "--applications", "The most, those already sent included.", metavar="N"),
    _option(
        "signals",
        "--signals",
        'Signals to send: "gold=3,silver=12", "pathology:5", or none.',
        metavar="TEXT",
        many=True,
    ),
    _option("rotations", "--rotations", "The most rotations that the list may propose.", metavar="N"),
    _option("rotation_cost", "--rotation-cost", "US dollars for one rotation.", metavar="USD"),
    _option("interviews", "--interviews", "The most interviews that you could attend.", metavar="N"),
    _option("states", "--state", "Only in this state; repeat it.", metavar="STATE", many=True),
    _option("regions", "--region", "Only in this region; repeat it.", metavar="REGION", many=True),
    _option(
        "kinds",
        "--kind",
        "Only at university, community or military ones; repeat it.",
        metavar="KIND",
        many=True,
    ),
    _option("mix", "--mix", 'How many of a kind: "community>=10"; repeat it.', metavar="TEXT", many=True),
    _option("must", "--must", "A program that has to be on it; repeat it.", metavar="CODE", many=True),
    _option("never", "--never", "A program that must not be on it; repeat it.", metavar="CODE", many=True),
    _option(
        "by_hand",
        "--by-hand",
        "What you do at a program, whatever the list would do: CODE=apply|signal|gold-signal|rotate.",
        metavar="TEXT",
        many=True,
    ),
    _option(
        "objective",
        "--value",
        "What to make the most of: chance (to match at all) or preference (of where you would train).",
        metavar="WHAT",
    ),
    _option("network", "--no-network", "Leave out what ties go along with.", metavar=None),
)


class PickCommand(HallwayCommand):
    """A verb of `hallway pick` that works out a list."""

    def get_params(self, ctx: Context) -> list[Parameter]:
        """Return the verb's own parameters and those of the list."""
        return _with_asked(super().get_params(ctx))


class PickGroup(HallwayGroup):
    """`hallway pick` itself, which works out a list when no verb follows."""

    def get_params(self, ctx: Context) -> list[Parameter]:
        """Return its own options and those of the list."""
        return _with_asked(super().get_params(ctx))


def _with_asked(params: list[Parameter]) -> list[Parameter]:
    """Put the list's options first; a verb's own option of the same name means something of its own there."""
    own = [each for each in params if each not in ASKED]
    taken = {name for each in own for name in each.opts}
    return [*(each for each in ASKED if taken.isdisjoint(each.opts)), *own]


def read_asked(context: typer.Context) -> PickAsked:
    """Return what was asked of the list, before and after the verb.

    Raises:
        InvalidValue: a number cannot be meant, or there is no such objective.
    """
    asked: Mapping[str, list[str]] = context.meta.get(_ASKED, {})
    return from_query(asked)

"""What every command has: the global options, a quick reading of its words, and examples in its help."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar, get_args, get_origin

import typer
from typer._click import Context  # Typer carries its own Click and has no public name for it
from typer._click.core import Parameter  # as above
from typer._click.formatting import HelpFormatter  # as above
from typer._coercion import RuntimeParam, resolve_type_descriptor  # to leave pydantic out, see `Words`
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption, _TyperParameter
from typer.models import OptionInfo

Function = TypeVar("Function", bound=Callable[..., None])

FILE, AT, JSON = "--file", "--at", "--json"


class GlobalOption(TyperOption):
    """An option of the whole program, taken before or after the command; the last one given counts."""

    def process_value(self, ctx: Context, value: object) -> object:
        """Keep the value where every command finds it."""
        if value is not None and value is not False:
            ctx.meta[self.opts[0]] = value
        return value


def _option(name: str, help_text: str, *, metavar: str | None) -> GlobalOption:
    kind = bool if metavar is None else str
    return GlobalOption(
        # Under a name of its own: a command may well have an argument that is called `file`.
        param_decls=[f"hallway_{name.removeprefix('--')}", name],
        type_descriptor=resolve_type_descriptor(kind, OptionInfo()),
        expose_value=False,
        is_flag=metavar is None,
        default=False if metavar is None else None,
        metavar=metavar,
        help=help_text,
    )


GLOBAL_OPTIONS: tuple[Parameter, ...] = (
    _option(FILE, "Your record; else HALLWAY_FILE, else hallway.db in your data folder.", metavar="PATH"),
    _option(AT, "Take this instant for now, such as 2026-10-05T09:00-05:00.", metavar="INSTANT"),
    _option(JSON, "Answer with one JSON object.", metavar=None),
)


@dataclass(frozen=True)
class Words(RuntimeParam):
    """Takes words and flags as they were typed, and closed sets by their values.

    Typer would load pydantic for this, which costs a tenth of a second on every start.
    """

    def _coerce_value(self, value: object, param: _TyperParameter, ctx: Context) -> object:
        if isinstance(value, list | tuple):
            return [self._read(each, param, ctx) for each in value]
        return self._read(value, param, ctx)

    def _read(self, value: object, param: _TyperParameter, ctx: Context) -> object:
        kind = _item_kind(self.annotation)
        if not (isinstance(kind, type) and issubclass(kind, StrEnum)):
            return value
        known = {each.value: each for each in kind}
        found = known.get(str(value).casefold())
        if found is None:
            raise typer.BadParameter(f"{value!r} is not one of {', '.join(known)}.", ctx=ctx, param=param)
        return found


def _item_kind(annotation: object) -> object:
    return get_args(annotation)[0] if get_origin(annotation) is list else annotation


def _is_plain(annotation: object) -> bool:
    kind = _item_kind(annotation)
    return kind in {str, bool} or (isinstance(kind, type) and issubclass(kind, StrEnum))


def _framed(params: list[Parameter]) -> list[Parameter]:
    """Put the global options before --help, and let words and flags be read quickly."""
    for each in params:
        if isinstance(each, TyperArgument | TyperOption) and _is_plain(each.type_descriptor.annotation):
            each._runtime_param = Words(  # noqa: SLF001 -- Typer's only place for it; unread, it costs time, not sense
                parameter_info=each.type_descriptor.parameter_info,
                annotation=each.type_descriptor.annotation,
            )
    own = [each for each in params if each not in GLOBAL_OPTIONS]
    return [*own[:-1], *GLOBAL_OPTIONS, *own[-1:]]


class HallwayCommand(TyperCommand):
    """A command with the global options."""

    def get_params(self, ctx: Context) -> list[Parameter]:
        """Return the command's own parameters, the global ones, and --help."""
        return _framed(super().get_params(ctx))


class HallwayGroup(TyperGroup):
    """A noun with its verbs: `hallway person add`."""

    def get_params(self, ctx: Context) -> list[Parameter]:
        """Return the global options and --help."""
        return _framed(super().get_params(ctx))

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:  # noqa: ARG002 -- Typer's signature
        """List the verbs with their whole first sentence; Typer would cut it."""
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, (each.help or "").split("\n")[0]) for name, each in self.commands.items()]
            )


def commands(about: str = "") -> typer.Typer:
    """Return a place to hang commands on; plain help, because rich would double the time a start takes."""
    return typer.Typer(
        cls=HallwayGroup, help=about, rich_markup_mode=None, add_completion=False, no_args_is_help=True
    )


def command(
    place: typer.Typer,
    name: str,
    *,
    examples: Sequence[str],
    json: str,
    kind: type[HallwayCommand] = HallwayCommand,
) -> Callable[[Function], Function]:
    """Hang a command on its place, with examples and the shape of its --json answer in its help."""
    return place.command(name, cls=kind, epilog=shown_below(examples, json))


def shown_below(examples: Sequence[str], json: str) -> str:
    """Return what stands below the options in a help."""
    lines = "\n".join(f"  {each}" for each in examples)
    shape = f"\n\n\b\nWith --json:\n  {json}" if json else ""
    return f"\b\nExamples:\n{lines}{shape}"


def is_json(ctx: typer.Context) -> bool:
    """Tell whether the answer is wanted as JSON."""
    return bool(ctx.meta.get(JSON))

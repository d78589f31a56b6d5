"""Options made from described fields, so that a new field has its option at once."""

from collections.abc import Callable, Collection, Mapping
from inspect import Parameter, Signature

import typer

from hallway.actions.fields import Field, FieldKind
from hallway.cli.frame import Function

_SEVERAL = frozenset({FieldKind.LIST, FieldKind.CHOICES, FieldKind.E_MAILS, FieldKind.ENTRIES})
_METAVARS = {
    FieldKind.DATE: "DATE",
    FieldKind.NUMBER: "NUMBER",
    FieldKind.YES_NO: "yes|no",
    FieldKind.ZONE: "ZONE",
    FieldKind.LINK: "URL",
    FieldKind.PERSON: "NAME",
}


def takes_fields(fields: Mapping[str, Field], *, but: Collection[str] = ()) -> Callable[[Function], Function]:
    """Give a command one option for every field; it receives them as keywords, under the fields' names.

    The command must end in `**typed: object`.
    """

    def give_options(function: Function) -> Function:
        own = [
            each
            for each in Signature.from_callable(function).parameters.values()
            if each.kind != each.VAR_KEYWORD
        ]
        made = [_parameter(each) for name, each in fields.items() if name not in but]
        # inspect.signature(), and with it Typer, believes this attribute more than the function itself.
        vars(function)["__signature__"] = Signature([*own, *made])
        return function

    return give_options


def _parameter(field: Field) -> Parameter:
    several = field.kind in _SEVERAL
    names = dict.fromkeys([_singular(field.name), field.name] if several else [field.name])
    option = typer.Option(
        None,
        *(f"--{each.replace('_', '-')}" for each in names),
        help=_explain(field, several=several),
        metavar=_METAVARS.get(field.kind, "TEXT"),
        show_default=False,
    )
    kind = list[str] | None if several else str | None
    return Parameter(field.name, Parameter.KEYWORD_ONLY, default=option, annotation=kind)


def _explain(field: Field, *, several: bool) -> str:
    text = field.help
    if field.choices:
        text += f" {'One of' if field.of else 'For example'}: {', '.join(field.choices)}."
    return f"{text} Repeat it for several." if several else text


def _singular(name: str) -> str:
    if name.endswith("ies") and name != "ties":
        return name.removesuffix("ies") + "y"
    return name.removesuffix("s")


def typed_fields(fields: Mapping[str, Field], typed: Mapping[str, object]) -> dict[str, str]:
    """Return the options that were given as text for the actions to read; those left out are not there."""
    texts: dict[str, str] = {}
    for name, value in typed.items():
        if isinstance(value, str):
            texts[name] = value
        elif isinstance(value, list) and value:
            between = "\n" if fields[name].kind is FieldKind.ENTRIES else "; "
            texts[name] = between.join(value)
    return texts

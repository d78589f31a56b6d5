"""Writing an audience file that reads back as what holds now."""

import json
from collections.abc import Iterator, Mapping
from datetime import date

from hallway.playbooks.layers import Laid
from hallway.playbooks.library import shipped
from hallway.playbooks.strict import Problem, Table, read_tree
from hallway.playbooks.values import Content, Value, with_unit, write_content


def write_audience_file(laid: Laid, *, audience: str, name: str, original: str = "") -> str:
    """Return what holds for an applicant as a file of a custom audience.

    Args:
        laid: the present playbook; own values that are set aside stay at home.
        audience: the id of the new audience.
        name: what to call it.
        original: the file of the present audience when it is custom: its own numbers and rules go along.
    """
    base = laid.playbook.base
    lines = [
        "[audience]",
        f"id = {_write(audience)}",
        f"name = {_write(name)}",
        f"based_on = {_write(base)}",
        "",
        "[values]",
    ]
    ours = {each.key: each for each in shipped().values}
    for key, value in sorted(laid.playbook.values.items()):
        usual = ours[key].shipped_for(base) if key in ours else value.default
        if value.content != usual:
            lines.append(f"{_write(key)} = {_write(_plain(value.content))}{_comment(value, usual)}")
    tree = read_tree(original)
    if not isinstance(tree, Problem):
        lines += _parts(tree)
    return "\n".join(lines) + "\n"


def _comment(value: Value, usual: Content) -> str:
    said = " ".join(with_unit(write_content(usual), value.unit).split())
    return f"  # {value.unit}; the guide: {said}" if said.isprintable() and value.unit.isprintable() else ""


def _parts(tree: Table) -> Iterator[str]:
    """Yield the numbers, rules and cautions that a file brought itself."""
    for part in ("value", "rule", "caution"):
        found = tree.get(part)
        for table in found if isinstance(found, list) else []:
            yield ""
            yield f"[[{part}]]"
            yield from (f"{_key(key)} = {_write(each)}" for key, each in table.items())


def _plain(content: Content) -> object:
    return list(content) if isinstance(content, tuple) else content


def _write(each: object) -> str:
    """Return one value as TOML."""
    if isinstance(each, bool):
        return "true" if each else "false"
    if isinstance(each, date):
        return each.isoformat()
    if isinstance(each, list):
        return f"[{', '.join(_write(item) for item in each)}]"
    if isinstance(each, Mapping):
        return f"{{ {', '.join(f'{_key(key)} = {_write(item)}' for key, item in each.items())} }}"
    if isinstance(each, int | float):
        return repr(each)
    # A JSON text is a TOML text, but for the one control character that JSON lets stand.
    return json.dumps(str(each), ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(key: object) -> str:
    text = str(key)
    is_bare = text.isascii() and text.replace("-", "").replace("_", "").isalnum()
    return text if is_bare else _write(text)

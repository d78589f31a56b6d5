"""The forms of pitches as data: what a version is made of, how long it may be, what it needs to know."""

import importlib.resources
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cache

from hallway.desk.sources import sources
from hallway.desk.template_reading import shipped_templates
from hallway.desk.templates import SLOT, slots_of
from hallway.domain.messages import Medium, PitchUse
from hallway.playbooks.library import FaultyPlaybook, shipped
from hallway.playbooks.shapes import GUIDES, ROWS, TEXT, Shape, is_texts
from hallway.playbooks.strict import Problem, Reader, Table, Where, nearest, read_tree, strings_of

BASE_PARTS = ("base.who", "base.named", "base.body", "base.seeking")
"""What a form may take from the base statement."""

UNITS = ("seconds", "sentences", "characters")


@dataclass(frozen=True, slots=True, kw_only=True)
class PitchSlot:
    """Something that a version needs and the base does not say."""

    name: str
    ask: str
    example: str
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PitchForm:
    """What the version for one use is made of; `least` and `most` are keys of values, "" for no bound.

    `template` is the one whose checks a version gets, "" for those of its medium alone.
    """

    use: PitchUse
    name: str
    says: str
    medium: Medium
    template: str
    unit: str
    least: str
    most: str
    parts: tuple[str, ...]
    slots: tuple[PitchSlot, ...]
    guides: tuple[str, ...]
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PitchForms:
    """The forms of all versions, and the templates with which a base begins, by audience."""

    forms: tuple[PitchForm, ...]
    bases: tuple[tuple[str, tuple[str, ...]], ...]

    def form(self, use: PitchUse) -> PitchForm:
        """Return the form of a use; the base has none."""
        return next(each for each in self.forms if each.use is use)

    def base_templates(self, audience: str) -> tuple[str, ...]:
        """Return the templates with which a base may begin, the one of this audience first."""
        fits = [template for template, guides in self.bases if audience in guides]
        return tuple(dict.fromkeys([*fits, *(template for template, _ in self.bases)]))


def _among(names: Collection[str]) -> Shape:
    return Shape(f"one of {', '.join(names)}", f'"{next(iter(names))}"', lambda each: each in names)


def _maybe(shape: Shape) -> Shape:
    return replace(shape, is_needed=False)


_VERSIONS = tuple(each.value for each in PitchUse if each is not PitchUse.BASE)
_FORM: Mapping[str, Shape] = {
    "use": _among(_VERSIONS),
    "name": TEXT,
    "says": TEXT,
    "medium": _among([each.value for each in Medium]),
    "template": _maybe(TEXT),
    "unit": _among(UNITS),
    "least": _maybe(TEXT),
    "most": _maybe(TEXT),
    "parts": Shape("a list of texts", '["{base.who}"]', lambda each: bool(each) and is_texts(each)),
    "guides": GUIDES,
    "rows": ROWS,
}
_SLOT: Mapping[str, Shape] = {"name": TEXT, "ask": TEXT, "example": TEXT, "source": _maybe(TEXT)}
_BASE: Mapping[str, Shape] = {"template": TEXT, "guides": GUIDES}


@cache
def pitch_forms() -> PitchForms:
    """Return the forms that ship, read once.

    Raises:
        FaultyPlaybook: the shipped file has a fault.
    """
    path = importlib.resources.files("hallway.desk") / "pitches" / "forms.toml"
    found, problems = read_pitch_forms(path.read_text("utf-8"))
    if problems:
        raise FaultyPlaybook("pitches/forms.toml", problems)
    return found


def read_pitch_forms(text: str) -> tuple[PitchForms, tuple[Problem, ...]]:
    """Read forms as they are written in TOML, and every fault with its line."""
    tree = read_tree(text)
    if isinstance(tree, Problem):
        return PitchForms((), ()), (tree,)
    reader = Reader(text)
    reader.refuse_others(tree, ("form", "slot", "base"))
    slots = {each.name: each for each in (_slot(reader, *found) for found in reader.tables(tree, "slot"))}
    forms = [_form(reader, *found, slots) for found in reader.tables(tree, "form")]
    bases = [reader.take(table, where, _BASE) for where, table in reader.tables(tree, "base")]
    for index, each in enumerate(bases):
        _check_template(reader, ("base", index), str(each.get("template", "")))
    known = tuple(each for each in forms if each)
    for use in _VERSIONS:
        if sum(each.use.value == use for each in known) != 1:
            reader.fault(
                ("", 0), "form", f"{use!r} needs one form.", f'Write one [[form]] with use = "{use}".'
            )
    starts = tuple((str(each.get("template", "")), tuple(strings_of(each.get("guides")))) for each in bases)
    return PitchForms(known, starts), reader.sorted_problems()


def _slot(reader: Reader, where: Where, table: Table) -> PitchSlot:
    taken = reader.take(table, where, _SLOT)
    source = str(taken.get("source", ""))
    if source and source not in sources():
        reader.fault(where, "source", f"There is no source {source!r}.", nearest(source, tuple(sources())))
    return PitchSlot(
        name=str(taken.get("name", "")),
        ask=str(taken.get("ask", "")),
        example=str(taken.get("example", "")),
        source=source,
    )


def _form(reader: Reader, where: Where, table: Table, slots: Mapping[str, PitchSlot]) -> PitchForm | None:
    before = len(reader.problems)
    taken = reader.take(table, where, _FORM)
    parts = tuple(strings_of(taken.get("parts")))
    named = dict.fromkeys(slots_of(parts))
    for each in named:
        if each not in slots and each not in BASE_PARTS:
            reader.fault(where, "parts", f"There is no slot {each!r}.", nearest(each, (*slots, *BASE_PARTS)))
    for part in parts:
        own = [each for each in SLOT.findall(part) if each not in BASE_PARTS]
        if len(own) > 1:
            reader.fault(where, "parts", f"{part!r} has two slots.", "Make two parts of it.")
    values = {each.key: each for each in shipped().values}
    for key in ("least", "most"):
        value = str(taken.get(key, ""))
        if value and value not in values:
            reader.fault(where, key, f"There is no value {value!r}.", nearest(value, tuple(values)))
    _check_template(reader, where, str(taken.get("template", "")))
    if len(reader.problems) > before:
        return None
    return PitchForm(
        use=PitchUse(str(taken["use"])),
        name=str(taken["name"]),
        says=str(taken["says"]),
        medium=Medium(str(taken["medium"])),
        template=str(taken.get("template", "")),
        unit=str(taken["unit"]),
        least=str(taken.get("least", "")),
        most=str(taken.get("most", "")),
        parts=parts,
        slots=tuple(slots[each] for each in named if each in slots),
        guides=tuple(strings_of(taken["guides"])),
        rows=tuple(strings_of(taken["rows"])),
    )


def _check_template(reader: Reader, where: Where, template: str) -> None:
    known = [each.id for each in shipped_templates()]
    if template and template not in known:
        reader.fault(where, "template", f"There is no template {template!r}.", nearest(template, known))

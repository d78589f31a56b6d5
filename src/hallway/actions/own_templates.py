"""Templates of the applicant's own: checked before they are kept, listed, shown, removed."""

from dataclasses import dataclass

from hallway.actions.desk import choose_template, templates_in
from hallway.actions.ports import Clock, Reading, Store
from hallway.desk.template_reading import read_own_template, shipped_templates
from hallway.desk.templates import Template
from hallway.domain.errors import HallwayError, InvalidValue
from hallway.domain.ids import TemplateFileId
from hallway.domain.messages import TemplateFile
from hallway.playbooks.strict import Problem


class FaultyTemplate(HallwayError):
    """A template has faults; each is named with its line."""

    def __init__(self, name: str, problems: tuple[Problem, ...]) -> None:
        lines = "".join(f"\n  {name}, line {each.line}: {each.says} {each.remedy}" for each in problems)
        super().__init__(f"{name} cannot be used, and nothing was kept:{lines}")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """A template of the applicant's own as it is kept; `template` is None when it no longer can be read."""

    file: TemplateFile
    template: Template | None
    problems: tuple[Problem, ...]


def check_template(text: str) -> tuple[Template | None, tuple[Problem, ...]]:
    """Return a template as its text gives it, and every fault with its line."""
    return read_own_template(text, _shipped_ids())


def add_template(store: Store, clock: Clock, *, name: str, text: str) -> Template:
    """Keep a template; one of the same id is replaced.

    Args:
        store: the record.
        clock: tells the moment.
        name: what to call the file when it has faults.
        text: the file.

    Raises:
        FaultyTemplate: it has faults, each named with its line; nothing is kept.
    """
    found, problems = check_template(text)
    if found is None or problems:
        raise FaultyTemplate(name, problems)
    with store.writing("template.add", f"Added the template {found.name}", now=clock.now()) as writing:
        same = [each for each in _own(writing) if each.template and each.template.id == found.id]
        if same:
            writing.replace(TemplateFile(id=same[0].file.id, name=found.name, text=text))
        else:
            writing.add(TemplateFile(id=TemplateFileId(writing.new_id()), name=found.name, text=text))
    return found


def remove_template(store: Store, clock: Clock, *, template: str) -> TemplateFile:
    """Remove a template of the applicant's own; messages made of it stay.

    Raises:
        NotFound: there is none of this name.
        InvalidValue: it is one of ours.
    """
    with store.writing("template.remove", "Removed a template", now=clock.now()) as writing:
        known = _own(writing)
        found = next((each.file for each in known if template in {each.file.id, each.file.name}), None)
        if found is None:
            chosen = choose_template(templates_in(writing), template)
            if not chosen.is_own:
                raise InvalidValue("template", chosen.id, "It comes with Hallway and stays. Yours can go.")
            found = next(
                each.file for each in known if each.template is not None and each.template.id == chosen.id
            )
        writing.remove(TemplateFile, found.id)
        writing.says(f"Removed the template {found.name}")
        return found


def own_templates(store: Store) -> tuple[OwnTemplate, ...]:
    """Return the applicant's own templates as they are kept, with the faults of those that no longer fit."""
    with store.reading() as reading:
        return _own(reading)


def _own(reading: Reading) -> tuple[OwnTemplate, ...]:
    return tuple(OwnTemplate(each, *check_template(each.text)) for each in reading.all(TemplateFile))


def _shipped_ids() -> frozenset[str]:
    return frozenset(each.id for each in shipped_templates())

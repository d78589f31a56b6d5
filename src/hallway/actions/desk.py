"""The desk: templates to choose from, a message composed from the record, and any text checked."""

import re
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from hallway.actions.lookups import near_names
from hallway.actions.materials import (
    bare_material,
    earlier_for,
    first_mails_on,
    gone_near,
    material_for,
    without,
)
from hallway.actions.ports import Clock, Reading, Store
from hallway.desk.checking import Report, check
from hallway.desk.composing import Composed
from hallway.desk.composing import compose as compose_from
from hallway.desk.context import Context, Grammar
from hallway.desk.template_reading import read_own_template, shipped_templates
from hallway.desk.templates import Template
from hallway.domain.documents import DocumentVersion
from hallway.domain.errors import InvalidValue, NotFound
from hallway.domain.ids import DocumentId, MessageId, PersonId
from hallway.domain.messages import Medium, Message, TemplateFile
from hallway.domain.names import fold

_NUMBER = re.compile(r"(?:tpl[\s_-]*)?0*(\d{1,3})([a-z]?)")
_NOTHING: Mapping[str, str] = MappingProxyType({})


# ---------------------------------------------------------------------------------------- templates


def templates(store: Store | None) -> tuple[Template, ...]:
    """Return every template, ours first, then the applicant's own by name; without a record only ours."""
    if store is None:
        return shipped_templates()
    with store.reading() as reading:
        return templates_in(reading)


def templates_in(reading: Reading) -> tuple[Template, ...]:
    """Return every template within a look at the record; an own one that no longer fits is left out."""
    ours = shipped_templates()
    taken = {each.id for each in ours}
    read = (read_own_template(each.text, taken) for each in reading.all(TemplateFile))
    own = [found for found, problems in read if found is not None and not problems]
    return (*ours, *sorted(own, key=lambda each: (fold(each.name), each.id)))


def find_template(store: Store | None, typed: str) -> Template:
    """Return the template that is meant by its id, its number, or words of its name.

    Raises:
        NotFound: there is none; the nearest are told.
        InvalidValue: several fit; each is told.
    """
    return choose_template(templates(store), typed)


def choose_template(known: tuple[Template, ...], typed: str) -> Template:
    """Return the one of these templates that is meant, see `find_template`."""
    wanted = fold(typed)
    fits = [each for each in known if wanted in {fold(each.id), fold(each.name)}]
    number = _NUMBER.fullmatch(wanted)
    if not fits and number:
        named = f"tpl-{int(number[1]):02}{number[2]}"
        fits = [each for each in known if fold(each.id) == named]
    if not fits and wanted:
        fits = [each for each in known if all(word in fold(each.name) for word in wanted.split())]
    if len(fits) == 1:
        return fits[0]
    if fits:
        lines = "".join(f"\n  {each.id}  {each.name}" for each in fits[:8])
        raise InvalidValue("template", typed, f"It fits {len(fits)}. Type the id:{lines}")
    near = near_names(typed, [each.name for each in known])
    meant = [f"{each.id} ({each.name})" for each in known if each.name in near]
    says = f"Did you mean {' or '.join(meant)}?" if meant else "See them all: hallway write"
    raise NotFound("template", typed, says)


def compose(
    store: Store,
    clock: Clock,
    *,
    template: str,
    person: PersonId | None = None,
    answers: Mapping[str, str] = _NOTHING,
    message: MessageId | None = None,
    audience: str = "",
) -> Composed:
    """Compose a text from the record and from what the applicant answered; nothing is written.

    Args:
        store: the record.
        clock: tells the day.
        template: an id, a number, or words of a name.
        person: whom it is for; None for a text to nobody in particular.
        answers: slot to answer; they win over the record.
        message: the earlier message that it follows up; the last one that waits when left out.
        audience: whose guide counts; the applicant's own when left out.

    Raises:
        NotFound: there is no such template.
        InvalidValue: an answer is to a slot that the template does not have.
    """
    with store.reading() as reading:
        chosen = choose_template(templates_in(reading), template)
        _refuse_unknown_slots(chosen, answers)
        earlier = message or (earlier_for(reading, person, chosen) if person else None)
        material = material_for(reading, clock, person=person, answers=earlier, audience=audience)
    return compose_from(chosen, material, answers)


def _refuse_unknown_slots(template: Template, answers: Mapping[str, str]) -> None:
    known = [each.name for each in template.slots]
    for name in answers:
        if name not in known:
            near = near_names(name, known) or known
            says = f"It has: {', '.join(near)}." if near else "It has none."
            raise InvalidValue("slot", name, f"{template.id} has no such slot. {says}")


# ------------------------------------------------------------------------------------------- checks


def check_text(
    store: Store | None,
    clock: Clock,
    *,
    text: str,
    person: PersonId | None = None,
    template: str = "",
    audience: str = "",
    medium: Medium | None = None,
    at: datetime | None = None,
    message: MessageId | None = None,
    answers: MessageId | None = None,
    cv: DocumentId | None = None,
    grammar: Grammar | None = None,
) -> Report:
    """Check any text; nothing is written and nothing is blocked.

    Args:
        store: the record; None to judge by the text alone.
        clock: tells the day.
        text: as typed, pasted or read.
        person: whom it is for.
        template: the template it was made of, as `find_template` takes it.
        audience: whose guide counts; the applicant's own when left out.
        medium: what sort of text it is; told from the text when left out.
        at: when it is to go; without it nothing is said about the moment.
        message: the message of the outbox whose text it is: what it was made of and for counts, too.
        answers: the earlier message that it follows up.
        cv: the version of the CV that goes along.
        grammar: looks for slips of grammar, too; see `hallway.desk.grammar`.
    """
    if store is None:
        known = choose_template(shipped_templates(), template) if template else None
        material = bare_material(clock, audience=audience)
        return check(text, Context(material=material, medium=medium, template=known, at=at, grammar=grammar))
    with store.reading() as reading:
        kept = reading.get(Message, message) if message else None
        context = context_for(
            reading,
            clock,
            text=text,
            kept=kept,
            person=person or (kept.person if kept else None),
            template=_id_of(reading, template) if template else kept.template if kept else "",
            audience=audience,
            medium=medium or (kept.medium if kept else None),
            at=at,
            answers=answers or (kept.answers if kept else None),
            cv=cv or (kept.cv if kept else None),
            grammar=grammar,
        )
    return check(text, context)


def context_for(
    reading: Reading,
    clock: Clock,
    *,
    text: str,
    kept: Message | None = None,
    person: PersonId | None = None,
    template: str = "",
    audience: str = "",
    medium: Medium | None = None,
    at: datetime | None = None,
    answers: MessageId | None = None,
    cv: DocumentId | None = None,
    grammar: Grammar | None = None,
) -> Context:
    """Return what the record knows beside a text; see `check_text`."""
    made_of = _template_in(reading, template)
    earlier = answers if answers and reading.find(Message, answers) else None
    if earlier is None and kept is None and person:
        earlier = earlier_for(reading, person, made_of)
    material = material_for(reading, clock, person=person, answers=earlier, audience=audience)
    version = reading.find(DocumentVersion, cv) if cv else None
    return Context(
        material=without(material, kept) if kept else material,
        medium=medium,
        template=made_of,
        at=at,
        gone=gone_near(reading, material, text),
        gone_today=first_mails_on(reading, at) if at else 0,
        has_cv=version is not None if kept or cv else None,
        cv_pages=version.pages if version else None,
        grammar=grammar,
    )


def _id_of(reading: Reading, typed: str) -> str:
    return choose_template(templates_in(reading), typed).id


def _template_in(reading: Reading, template: str) -> Template | None:
    """Return a template by its id; a message outlives an own template that was removed."""
    if not template:
        return None
    return next((each for each in templates_in(reading) if each.id == template), None)

"""Pitches: the base statement, kept once, and its versions; those of an earlier base are told."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from hallway.actions.applicants import get_in, today_in
from hallway.actions.desk import choose_template, templates_in
from hallway.actions.lookups import near_names
from hallway.actions.materials import material_for
from hallway.actions.ports import Clock, Reading, Store, Writing
from hallway.actions.typed_text import read_text
from hallway.desk.checking import Report, check
from hallway.desk.composing import Composed, compose
from hallway.desk.context import Context
from hallway.desk.material import Material
from hallway.desk.pitch_forms import PitchForm, pitch_forms
from hallway.desk.pitches import Derived, Length, derive, measure, recover_answers, spoken_length
from hallway.desk.template_reading import shipped_templates
from hallway.desk.templates import Template
from hallway.domain.errors import HallwayError, InvalidValue, NotFound
from hallway.domain.ids import PitchId
from hallway.domain.messages import Medium, Pitch, PitchUse

_NOTHING: Mapping[str, str] = MappingProxyType({})
_LONGEST = 5000
VERSIONS = tuple(each for each in PitchUse if each is not PitchUse.BASE)


class NoBase(HallwayError):
    """A version is wanted before there is a base statement."""

    def __init__(self) -> None:
        super().__init__(
            "There is no base statement yet, and every version is made from it. "
            "Begin with it: hallway pitch derive base, or hallway pitch set base TEXT"
        )


class PitchKept(HallwayError):
    """There is a version already, and it must not be overwritten unseen."""

    def __init__(self, use: PitchUse) -> None:
        super().__init__(
            f"You have a text for {use.value!r} already, so nothing was changed. "
            f"To put the new one in its place: hallway pitch derive {use.value} --replace"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PitchView:
    """One pitch as it is kept: `form` and `proposal` are None for the base, `pitch` where none is kept yet.

    `spoken` is how long it takes to say, `length` how long it is in its own unit. `is_stale` tells that the
    base has changed since it was made; `proposal` is what the base of now gives.
    """

    use: PitchUse
    medium: Medium
    form: PitchForm | None
    pitch: Pitch | None
    is_stale: bool
    proposal: Derived | None
    spoken: Length | None
    length: Length | None
    report: Report | None


@dataclass(frozen=True, slots=True)
class PitchesView:
    """The base and every version, in the order of their uses."""

    base: PitchView
    versions: tuple[PitchView, ...]


def list_pitches(store: Store, clock: Clock) -> PitchesView:
    """Return the base statement and all versions, each with its length and what to mind in it.

    Raises:
        NoApplicant: nobody is set up yet.
    """
    with store.reading() as reading:
        get_in(reading)
        material = material_for(reading, clock)
        kept = _kept(reading)
    views = [_view(use, kept, material, _NOTHING) for use in PitchUse]
    return PitchesView(views[0], tuple(views[1:]))


def get_pitch(
    store: Store, clock: Clock, use: PitchUse, *, answers: Mapping[str, str] = _NOTHING
) -> PitchView:
    """Return one pitch with what the base of now would give, filled with these answers."""
    with store.reading() as reading:
        get_in(reading)
        material = material_for(reading, clock)
        return _view(use, _kept(reading), material, answers)


def check_pitch(store: Store, clock: Clock, use: PitchUse, *, text: str) -> tuple[Report, Length, Length]:
    """Return what to mind in a text for one use, how long it takes to say, and its length in its own unit."""
    with store.reading() as reading:
        get_in(reading)
        material = material_for(reading, clock)
    return _judge(use, text, material)


def propose_base(
    store: Store, clock: Clock, *, template: str = "", answers: Mapping[str, str] = _NOTHING
) -> Composed:
    """Compose a base statement from the record; nothing is written.

    Args:
        store: the record.
        clock: tells the day.
        template: which form it has, see `base_templates`; that of the applicant's guide when left out.
        answers: slot to answer; they win over the record.

    Raises:
        NotFound: there is no such form.
    """
    with store.reading() as reading:
        get_in(reading)
        material = material_for(reading, clock)
        forms = base_templates(material)
        chosen = choose_template(templates_in(reading), template) if template else forms[0]
    if chosen not in forms:
        known = ", ".join(f"{each.id} ({each.name})" for each in forms)
        raise NotFound("form of a base statement", template, f"There are: {known}")
    _refuse_unknown(chosen.id, [each.name for each in chosen.slots], answers)
    return compose(chosen, material, answers)


def base_templates(material: Material) -> tuple[Template, ...]:
    """Return the forms with which a base statement may begin, the one of the applicant's guide first."""
    known = {each.id: each for each in shipped_templates()}
    return tuple(known[each] for each in pitch_forms().base_templates(material.playbook.base))


def list_base_templates(store: Store, clock: Clock) -> tuple[Template, ...]:
    """Return the same for the applicant of the record."""
    with store.reading() as reading:
        return base_templates(material_for(reading, clock))


def set_pitch(store: Store, clock: Clock, use: PitchUse, *, text: str) -> Pitch:
    """Keep a text for one use in the place of the one before; versions of a changed base are told as old.

    A version that one rewrites still counts as made from the base that it was made from: `keep_pitch` says
    that it fits the base of now.

    Raises:
        InvalidValue: there is no text, or it is far too long for a pitch.
    """
    said = read_text("text", text)
    if not said:
        raise InvalidValue("text", "", "Write what you say.")
    if len(said) > _LONGEST:
        raise InvalidValue("text", f"{said[:30]}…", f"A pitch has at most {_LONGEST} characters.")
    with store.writing("pitch.set", f"Kept your pitch: {_name(use)}", now=clock.now()) as writing:
        return _put(writing, clock, use, said, is_fresh=False)


def derive_pitch(
    store: Store,
    clock: Clock,
    use: PitchUse,
    *,
    answers: Mapping[str, str] = _NOTHING,
    template: str = "",
    replaces: bool = False,
) -> Pitch:
    """Make the text for one use anew: a version from the base, the base from the record.

    Args:
        store: the record.
        clock: tells the day.
        use: which one.
        answers: slot to answer; those that the kept version answers count, too.
        template: the form of a base statement.
        replaces: whether it may take the place of a text that is kept.

    Raises:
        NoBase: a version is wanted, and there is no base.
        PitchKept: there is another text already and `replaces` is not said.
        InvalidValue: an answer is to a slot that this use does not have.
    """
    if use is PitchUse.BASE:
        text = propose_base(store, clock, template=template, answers=answers).text
    else:
        view = get_pitch(store, clock, use, answers=answers)
        if view.proposal is None:
            raise NoBase
        text = view.proposal.text
    with store.writing("pitch.derive", f"Made your pitch anew: {_name(use)}", now=clock.now()) as writing:
        before = _kept(writing).get(use)
        if before and before.text != text and not replaces:
            raise PitchKept(use)
        return _put(writing, clock, use, text, is_fresh=True)


def keep_pitch(store: Store, clock: Clock, use: PitchUse) -> Pitch:
    """Say that a version still fits, although the base has changed.

    Raises:
        NotFound: there is no such version.
    """
    with store.writing("pitch.keep", f"Kept your pitch as it is: {_name(use)}", now=clock.now()) as writing:
        known = _get(writing, use)
        return _put(writing, clock, use, known.text, is_fresh=True)


def remove_pitch(store: Store, clock: Clock, use: PitchUse) -> Pitch:
    """Remove the text for one use; versions stay when the base goes.

    Raises:
        NotFound: there is none.
    """
    with store.writing("pitch.remove", f"Removed your pitch: {_name(use)}", now=clock.now()) as writing:
        known = _get(writing, use)
        writing.remove(Pitch, known.id)
        return known


def find_use(typed: str) -> PitchUse:
    """Return the use that is meant by its name.

    Raises:
        NotFound: there is none; the nearest are told.
    """
    wanted = typed.strip().casefold().replace(" ", "-").replace("_", "-")
    known = [each.value for each in PitchUse]
    if wanted in known:
        return PitchUse(wanted)
    raise NotFound("use of a pitch", typed, f"Choose one of: {', '.join(near_names(wanted, known) or known)}")


# ------------------------------------------------------------------------------- the record


def _kept(reading: Reading) -> dict[PitchUse, Pitch]:
    """Return the pitch of each use; the newest, should an import have brought several."""
    return {each.use: each for each in sorted(reading.all(Pitch), key=lambda each: (each.on, each.id))}


def _get(reading: Reading, use: PitchUse) -> Pitch:
    known = _kept(reading).get(use)
    if known is None:
        raise NotFound("pitch", use.value, "You have not written it yet: hallway pitch list")
    return known


def _put(writing: Writing, clock: Clock, use: PitchUse, text: str, *, is_fresh: bool) -> Pitch:
    """Keep a text; a fresh one was made from, or compared with, the base of now."""
    kept = _kept(writing)
    before, base = kept.get(use), kept.get(PitchUse.BASE)
    of_now = base.text if base and use is not PitchUse.BASE else ""
    made_from = of_now if is_fresh or before is None else before.base_text
    if before is None:
        made = Pitch(
            id=PitchId(writing.new_id()),
            use=use,
            text=text,
            base_text=made_from,
            on=today_in(writing, clock),
        )
        writing.add(made)
        return made
    changed = replace(before, text=text, base_text=made_from)
    if changed != before:
        changed = replace(changed, on=today_in(writing, clock))
        writing.replace(changed)
    return changed


def _name(use: PitchUse) -> str:
    return (
        "base statement"
        if use is PitchUse.BASE
        else pitch_forms().form(use).name[:1].lower() + (pitch_forms().form(use).name[1:])
    )


# ------------------------------------------------------------------------------- views


def _view(
    use: PitchUse, kept: Mapping[PitchUse, Pitch], material: Material, answers: Mapping[str, str]
) -> PitchView:
    pitch, base = kept.get(use), kept.get(PitchUse.BASE)
    form = None if use is PitchUse.BASE else pitch_forms().form(use)
    proposal = _proposal(form, pitch, base, material, answers) if form and base else None
    report, spoken, length = _judge(use, pitch.text, material) if pitch else (None, None, None)
    return PitchView(
        use=use,
        medium=form.medium if form else Medium.SPOKEN,
        form=form,
        pitch=pitch,
        is_stale=bool(form and pitch and base and pitch.base_text and pitch.base_text != base.text),
        proposal=proposal,
        spoken=spoken,
        length=length,
        report=report,
    )


def _proposal(
    form: PitchForm, pitch: Pitch | None, base: Pitch, material: Material, answers: Mapping[str, str]
) -> Derived:
    _refuse_unknown(form.use.value, [each.name for each in form.slots], answers)
    name = material.applicant.name if material.applicant else ""
    before = recover_answers(form, pitch.text, pitch.base_text, name) if pitch else {}
    return derive(
        form, base.text, material, {**before, **{name: each for name, each in answers.items() if each}}
    )


def _refuse_unknown(what: str, known: list[str], answers: Mapping[str, str]) -> None:
    for name in answers:
        if name not in known:
            has = f"It has: {', '.join(near_names(name, known) or known)}." if known else "It has none."
            raise InvalidValue("slot", name, f"{what} has no such slot. {has}")


def _judge(use: PitchUse, text: str, material: Material) -> tuple[Report, Length, Length]:
    """Return what to mind in a text, how long it takes to say, and its length in the unit of its use."""
    if use is PitchUse.BASE:
        template: Template | None = base_templates(material)[0]
        medium = Medium.SPOKEN
    else:
        form = pitch_forms().form(use)
        template = next((each for each in shipped_templates() if each.id == form.template), None)
        medium = form.medium
    report = check(text, Context(material=material, medium=medium, template=template))
    spoken = spoken_length(text, material.playbook)
    length = spoken if use is PitchUse.BASE else measure(pitch_forms().form(use), text, material.playbook)
    return report, spoken, length

"""`hallway pitch`: one base statement and its versions, and `hallway practice`: said aloud with the watch."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from hallway.actions import pitches, practice
from hallway.actions.pitches import PitchView
from hallway.actions.practice import Rehearsal
from hallway.actions.typed_text import read_number
from hallway.cli import findings, show
from hallway.cli.errors import NeedsMore
from hallway.cli.frame import command, commands
from hallway.cli.opening import answer, open_record
from hallway.cli.typed import find_day, read_pairs
from hallway.desk.pitches import Length
from hallway.domain.messages import Pitch, PitchUse, Practice

if TYPE_CHECKING:
    from hallway.app import App

app = commands()
pitch = commands("Say who you are: one base statement, and its versions for mails, talks and notes.")
app.add_typer(pitch, name="pitch")
rehearsals = commands("Write down what you practiced: a pitch said aloud, a small step.")
app.add_typer(rehearsals, name="practice")

_USE = typer.Argument(
    metavar="USE", help="base, mail, conference, new-faculty, alumni, linkedin or open-house."
)
_SET = typer.Option(None, "--set", metavar="SLOT=VALUE", help="Answer a question; repeat it for several.")
_VIEW = (
    "{use, medium, text, on, is_stale, base_text, proposal: {text, questions, filled}, spoken: {unit, has,\n"
    "  least, most, over, says}, length, check}"
)


@command(pitch, "list", examples=["hallway pitch list"], json=f"{{base, versions: [{_VIEW}]}}")
def list_(context: typer.Context) -> None:
    """List the base statement and its versions, with their lengths and whether the base has changed since."""
    record = open_record(context)
    view = pitches.list_pitches(record.store, record.clock)
    every = (view.base, *view.versions)
    shape = {"base": _as_json(view.base), "versions": [_as_json(each) for each in view.versions]}
    answer(context, shape, _listed(every))


def _listed(every: tuple[PitchView, ...]) -> Iterator[str]:
    yield from show.table([(each.use.value, _title(each), _state(each)) for each in every])
    if every[0].pitch is None:
        yield "Begin with the base: hallway pitch derive base"
    stale = [each.use.value for each in every if each.is_stale]
    if stale:
        yield from show.wrap(f"Made from an earlier base: {', '.join(stale)}.")
        yield f"See both, and choose: hallway pitch show {stale[0]}"


def _title(view: PitchView) -> str:
    return view.form.name if view.form else "Base statement"


def _state(view: PitchView) -> str:
    if view.pitch is None or view.length is None or view.report is None:
        return "not written yet"
    notes = len(view.report.findings)
    told = f"{view.length.has} {view.length.unit}"
    return f"{told}, {show.count(notes, 'thing')} to mind" if notes else told


@command(
    pitch,
    "show",
    examples=["hallway pitch show conference", "hallway pitch show base --json"],
    json=_VIEW,
)
def show_(context: typer.Context, use: str = _USE) -> None:
    """Show one version: its text, how long it takes, what to mind, and what the base of now would give."""
    record = open_record(context)
    view = pitches.get_pitch(record.store, record.clock, pitches.find_use(use))
    answer(context, _as_json(view), _shown(view))


def _shown(view: PitchView) -> Iterator[str]:
    yield show.bold(_title(view))
    if view.form:
        yield from show.wrap(view.form.says)
    if view.pitch is None:
        yield f"Not written yet: hallway pitch derive {view.use.value}"
        if view.proposal:
            yield from _proposed(view)
        return
    yield ""
    yield from show.wrap(view.pitch.text, indent=2)
    yield ""
    yield from _judged(view.spoken, view.length)
    if view.report:
        yield from findings.findings(view.report)
    if view.is_stale:
        yield ""
        yield from show.wrap("The base has changed since this was made. It was:")
        yield from show.wrap(view.pitch.base_text, indent=2)
        yield from _proposed(view)
        yield f"Take it: hallway pitch derive {view.use.value} --replace"
        yield f"Keep yours: hallway pitch keep {view.use.value}"


def _proposed(view: PitchView) -> Iterator[str]:
    if view.proposal is None:
        return
    yield from show.wrap("The base of now gives:")
    yield from show.wrap(view.proposal.text, indent=2)
    for each in view.proposal.questions:
        yield from show.wrap(f"--set {each.slot}=...   {each.ask} Such as: {each.example}", indent=2)


def _judged(spoken: Length | None, length: Length | None) -> Iterator[str]:
    """Tell the length in its own unit; what is written can be said, too."""
    if length:
        yield from show.wrap(length.says)
    if spoken and length and length.unit != "seconds":
        yield from show.wrap(f"Said aloud, about {spoken.has} seconds.")


@command(
    pitch,
    "set",
    examples=['hallway pitch set base "I am Dana Reyes, a final-year student in Lima. I look for ..."'],
    json="{pitch, spoken, length, check}",
)
def set_(
    context: typer.Context,
    use: str = _USE,
    text: str = typer.Argument(metavar="TEXT", help="What you say."),
) -> None:
    """Keep a text of your own for one use; versions made from an earlier base are told, not changed."""
    record = open_record(context)
    kept = pitches.set_pitch(record.store, record.clock, pitches.find_use(use), text=text)
    _answer_kept(context, record, kept)


@command(
    pitch,
    "derive",
    examples=[
        'hallway pitch derive base --set seeking="a research year in cleft surgery"',
        "hallway pitch derive linkedin --set them='Dr. Novak' --set reason='your study of grafts helped me'",
        "hallway pitch derive mail --replace",
    ],
    json="{pitch, spoken, length, check}",
)
def derive(
    context: typer.Context,
    use: str = _USE,
    answers: list[str] | None = _SET,
    form: str = typer.Option(
        "", "--form", metavar="ID", help="For the base: which template it has.", show_default=False
    ),
    replace: bool = typer.Option(False, "--replace", help="Put it in the place of the text you have."),
) -> None:
    """Make a version from the base, or the base from your record; a text you have stays unless you say so."""
    wanted = pitches.find_use(use)
    if form and wanted is not PitchUse.BASE:
        raise NeedsMore("--form is for the base: hallway pitch derive base --form TPL-41")
    record = open_record(context)
    kept = pitches.derive_pitch(
        record.store,
        record.clock,
        wanted,
        answers=read_pairs("--set", answers or []),
        template=form,
        replaces=replace,
    )
    _answer_kept(context, record, kept)


@command(pitch, "keep", examples=["hallway pitch keep conference"], json="{pitch, spoken, length, check}")
def keep(context: typer.Context, use: str = _USE) -> None:
    """Say that a version still fits, although the base has changed."""
    record = open_record(context)
    _answer_kept(context, record, pitches.keep_pitch(record.store, record.clock, pitches.find_use(use)))


def _answer_kept(context: typer.Context, record: "App", kept: Pitch) -> None:
    report, spoken, length = pitches.check_pitch(record.store, record.clock, kept.use, text=kept.text)
    shape = {"pitch": kept, "spoken": spoken, "length": length, "check": findings.as_json(report)}
    lines = [f"Kept: {kept.use.value}", *show.wrap(kept.text, indent=2), *_judged(spoken, length)]
    answer(context, shape, [*lines, *findings.findings(report)])


@command(pitch, "remove", examples=["hallway pitch remove alumni"], json="{removed}")
def remove(context: typer.Context, use: str = _USE) -> None:
    """Remove the text for one use."""
    record = open_record(context)
    gone = pitches.remove_pitch(record.store, record.clock, pitches.find_use(use))
    answer(context, {"removed": gone.use}, [f"Removed: {gone.use.value}"])


@command(
    pitch,
    "check",
    examples=['hallway pitch check conference "Hello, I am Dana Reyes. I am just exploring."'],
    json="{spoken, length, check}; nothing is kept",
)
def check(
    context: typer.Context,
    use: str = _USE,
    text: str = typer.Argument("", metavar="TEXT", help="What you would say; the kept text when left out."),
) -> None:
    """Check a text for one use without keeping it: seconds against the window, vagueness, and the rest."""
    record = open_record(context)
    wanted = pitches.find_use(use)
    if not text:
        known = pitches.get_pitch(record.store, record.clock, wanted).pitch
        if known is None:
            raise NeedsMore(f"You have no text for {wanted.value} yet. Type one after it.")
        text = known.text
    report, spoken, length = pitches.check_pitch(record.store, record.clock, wanted, text=text)
    shape = {"spoken": spoken, "length": length, "check": findings.as_json(report)}
    lines = [*_judged(spoken, length), *findings.findings(report)]
    answer(context, shape, lines if report.findings else [*lines, "Nothing to mind."])


def _as_json(view: PitchView) -> dict[str, object]:
    return {
        "use": view.use,
        "medium": view.medium,
        "text": view.pitch.text if view.pitch else None,
        "on": view.pitch.on if view.pitch else None,
        "is_stale": view.is_stale,
        "base_text": view.pitch.base_text if view.pitch else "",
        "proposal": view.proposal,
        "spoken": view.spoken,
        "length": view.length,
        "check": findings.as_json(view.report) if view.report else None,
    }


# ------------------------------------------------------------------------------------ practice


@command(
    rehearsals,
    "log",
    examples=[
        "hallway practice log conference --seconds 34",
        "hallway practice log one-friend --note 'say craniofacial more slowly'",
    ],
    json="{practice, rehearsal}; rehearsal is null for a step",
)
def log(
    context: typer.Context,
    exercise: str = typer.Argument(metavar="EXERCISE", help="A use of a pitch, or a step of a path."),
    seconds: str = typer.Option("", "--seconds", metavar="N", help="How long it took.", show_default=False),
    note: str = typer.Option(
        "", "--note", metavar="TEXT", help="What to mind next time.", show_default=False
    ),
    on: str | None = typer.Option(None, "--on", metavar="DATE", help="The day; today when left out."),
) -> None:
    """Write down a rehearsal or a small step: hallway confidence lists the steps."""
    record = open_record(context)
    made = practice.log_practice(
        record.store,
        record.clock,
        exercise=exercise,
        seconds=read_number("--seconds", seconds, range(1, practice.MOST_SECONDS + 1)),
        note=note,
        on=find_day(record, "--on", on),
    )
    found = None
    if made.exercise.startswith(practice.PITCH):
        use = PitchUse(made.exercise.removeprefix(practice.PITCH))
        found = practice.rehearse(record.store, record.clock, use)
    answer(context, {"practice": made, "rehearsal": found and _tries(found)}, _logged(made, found))


def _logged(made: Practice, found: Rehearsal | None) -> Iterator[str]:
    yield f"Practiced: {practice.exercise_name(made.exercise)}"
    if found and found.tries[0].length:
        yield from show.wrap(found.tries[0].length.says)
    if found:
        yield f"Said aloud {_times(len(found.tries))}; {found.within} within {_window(found)}."


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _window(found: Rehearsal) -> str:
    return f"{found.least} to {found.most} seconds" if found.least else f"{found.most} seconds"


def _tries(found: Rehearsal) -> dict[str, object]:
    return {"least": found.least, "most": found.most, "within": found.within, "tries": found.tries}


@command(
    rehearsals,
    "list",
    examples=["hallway practice list", "hallway practice list conference"],
    json="{practices}",
)
def list_practices(
    context: typer.Context,
    exercise: str = typer.Argument("", metavar="EXERCISE", help="Only this one."),
) -> None:
    """List what you practiced, the newest first."""
    found = practice.list_practice(open_record(context).store, exercise=exercise)
    answer(context, {"practices": found}, _practices(found))


def _practices(found: tuple[Practice, ...]) -> Iterator[str]:
    short = show.short_ids([each.id for each in found])
    yield from show.table(
        [
            (
                short[each.id],
                str(each.on),
                practice.exercise_name(each.exercise),
                f"{each.seconds} s" if each.seconds else "",
                each.note,
            )
            for each in found
        ]
    )
    if not found:
        yield "Nothing yet. Say your pitch aloud with a watch: hallway practice log base --seconds 34"


@command(rehearsals, "remove", examples=["hallway practice remove 0199ab12"], json="{removed}")
def remove_practice(
    context: typer.Context, entry: str = typer.Argument(metavar="ID", help="Its id, or the start of it.")
) -> None:
    """Remove an entry."""
    record = open_record(context)
    gone = practice.remove_practice(record.store, record.clock, practice=entry)
    answer(context, {"removed": gone.id}, [f"Removed: {practice.exercise_name(gone.exercise)}"])

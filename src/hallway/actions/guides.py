"""Reading the guides' rules and numbers, and laying one's own values over them."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from hallway.actions.applicants import find_in
from hallway.actions.ports import Clock, Reading, Store
from hallway.actions.states import custom_audience, own_values
from hallway.domain.ids import AudienceFileId, OverrideId
from hallway.domain.settings import AudienceFile, Override
from hallway.playbooks import library
from hallway.playbooks.library import UnknownKey, make_playbook, read_audience_file
from hallway.playbooks.reading import Problem
from hallway.playbooks.rules import STARTS, CautionRule, Playbook, Rule
from hallway.playbooks.values import AUDIENCES, Value, write_content

_ANY_AUDIENCE = "img-general"


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueView:
    """A number as it is shown: what holds now, what ships, for whom, by which guide, and if changed."""

    key: str
    unit: str
    says: str
    value: str
    default: str
    is_changed: bool
    is_ours: bool
    guides: tuple[str, ...]
    per_audience: Mapping[str, str]
    wording: Mapping[str, str]
    rows: tuple[str, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView:
    """One rule as it is shown, with the numbers it depends on and its examples in plain words."""

    id: str
    rows: tuple[str, ...]
    guides: tuple[str, ...]
    says: str
    because: str
    window: str
    values: tuple[ValueView, ...]
    examples: tuple[str, ...]
    template: str
    minutes: int
    settles: str


@dataclass(frozen=True, slots=True)
class AudienceView:
    """One audience that can be chosen."""

    id: str
    name: str
    is_custom: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidesView:
    """Everything the guides say to this applicant."""

    audience: str
    audiences: tuple[AudienceView, ...]
    rules: tuple[RuleView, ...]
    values: tuple[ValueView, ...]
    cautions: tuple[RuleView, ...]


def list_guides(store: Store) -> GuidesView:
    """Return every rule, caution and number, as they hold for this applicant."""
    with store.reading() as reading:
        playbook, shipped = _playbooks(reading)
        files = reading.all(AudienceFile)
    audiences = [AudienceView(key, name, is_custom=False) for key, name in AUDIENCES.items()]
    for each in files:
        found = read_audience_file(each.text, each.name).audience
        audiences += [AudienceView(found.id, found.name, is_custom=True)] if found else []
    views = {key: _view(value, shipped, playbook) for key, value in playbook.values.items()}
    return GuidesView(
        audience=playbook.audience,
        audiences=tuple(audiences),
        rules=tuple(_rule_view(each, views, playbook) for each in playbook.rules),
        values=tuple(views.values()),
        cautions=tuple(_caution_view(each, views) for each in playbook.cautions),
    )


def show_guide(store: Store, words: str) -> RuleView | ValueView:
    """Return the rule, caution or number of this name.

    Raises:
        UnknownKey: nothing has this name; the nearest are told.
    """
    view = list_guides(store)
    known: dict[str, RuleView | ValueView] = {each.id: each for each in (*view.rules, *view.cautions)}
    known |= {each.key: each for each in view.values}
    wanted = words.strip()
    fits = [key for key in known if key.startswith(wanted)]
    if wanted not in known and wanted and len(fits) == 1:
        wanted = fits[0]
    if wanted not in known:
        raise UnknownKey(words, tuple(fits[:5] or get_close_matches(wanted, tuple(known), n=3, cutoff=0.4)))
    return known[wanted]


def override(store: Store, clock: Clock, *, key: str, value: str) -> ValueView:
    """Lay the applicant's own value over the guides'.

    Raises:
        UnknownKey: there is no such number.
        InvalidValue: it is of the wrong sort, or a window would close before it opens.
    """
    with store.writing("guides.override", f"Set {key} to {value.strip()}", now=clock.now()) as writing:
        audience = _audience(writing)
        own = {each.key: each for each in writing.all(Override)}
        typed = {name: each.value for name, each in own.items()} | {key: value.strip()}
        make_playbook(audience, overrides=typed, custom=custom_audience(writing, audience))
        if key in own:
            writing.replace(Override(id=own[key].id, key=key, value=value.strip()))
        else:
            writing.add(Override(id=OverrideId(writing.new_id()), key=key, value=value.strip()))
    return _shown(store, key)


def reset(store: Store, clock: Clock, *, key: str) -> ValueView:
    """Take the applicant's own value away; the guides' holds again.

    Raises:
        UnknownKey: there is no such number.
    """
    view = _shown(store, key)
    with store.writing("guides.reset", f"Reset {key}", now=clock.now()) as writing:
        for each in writing.all(Override, key=key):
            writing.remove(Override, each.id)
        audience = _audience(writing)
        make_playbook(audience, overrides=own_values(writing), custom=custom_audience(writing, audience))
    return _shown(store, view.key)


def check_file(text: str, name: str) -> tuple[Problem, ...]:
    """Return the faults of a custom audience file, each with its line; none when it can be used."""
    del name  # the caller names the file beside each line
    return library.check_audience_file(text)[1]


def add_audience(store: Store, clock: Clock, *, name: str, text: str) -> AudienceView:
    """Keep a custom audience; one of the same name is replaced.

    Raises:
        FaultyPlaybook: the file has faults, each named with its line.
    """
    found = read_audience_file(text, name).audience
    if found is None:
        raise library.FaultyPlaybook(name, ())
    with store.writing("guides.add", f"Added the audience {found.name}", now=clock.now()) as writing:
        known = writing.all(AudienceFile, name=found.id)
        if known:
            writing.replace(AudienceFile(id=known[0].id, name=found.id, text=text))
        else:
            writing.add(AudienceFile(id=AudienceFileId(writing.new_id()), name=found.id, text=text))
    return AudienceView(found.id, found.name, is_custom=True)


def _audience(reading: Reading) -> str:
    applicant = find_in(reading)
    return applicant.audience if applicant else _ANY_AUDIENCE


def _playbooks(reading: Reading) -> tuple[Playbook, Playbook]:
    """Return the playbook with and without the applicant's own values."""
    audience = _audience(reading)
    custom = custom_audience(reading, audience)
    own = own_values(reading)
    return make_playbook(audience, overrides=own, custom=custom), make_playbook(
        audience, overrides={}, custom=custom
    )


def _shown(store: Store, key: str) -> ValueView:
    with store.reading() as reading:
        playbook, shipped = _playbooks(reading)
    if key not in playbook.values:
        raise UnknownKey(key, tuple(get_close_matches(key, tuple(playbook.values), n=3, cutoff=0.4)))
    return _view(playbook.values[key], shipped, playbook)


def _view(value: Value, shipped: Playbook, playbook: Playbook) -> ValueView:
    users: list[Rule | CautionRule] = [*playbook.rules, *playbook.cautions]
    return ValueView(
        key=value.key,
        unit=value.unit,
        says=value.says,
        value=write_content(value.content),
        default=write_content(shipped.values[value.key].content),
        is_changed=value.is_changed,
        is_ours=value.is_ours,
        guides=value.guides,
        per_audience={each: write_content(value.shipped_for(each)) for each in AUDIENCES},
        wording=value.wording,
        rows=value.rows,
        rules=tuple(each.id for each in users if value.key in each.keys),
    )


def _rule_view(rule: Rule, views: Mapping[str, ValueView], playbook: Playbook) -> RuleView:
    def edge(key: str) -> str:
        return f"{views[key].value} {views[key].unit}"

    opens = "at once" if views[rule.opens].value == "0" else f"after {edge(rule.opens)}"
    window = (
        f"Starts with {STARTS[rule.starts]}; opens {opens}, due after {edge(rule.due)}, "
        f"closes after {edge(rule.closes)}, lapses after {edge(rule.last)}."
    )
    return RuleView(
        id=rule.id,
        rows=rule.rows,
        guides=rule.guides,
        says=rule.says,
        because=rule.because,
        window=window,
        values=tuple(views[key] for key in rule.keys),
        examples=tuple(_example(each) for each in rule.example),
        template=playbook.template(rule),
        minutes=rule.minutes,
        settles=rule.settles,
    )


def _caution_view(rule: CautionRule, views: Mapping[str, ValueView]) -> RuleView:
    return RuleView(
        id=rule.id,
        rows=rule.rows,
        guides=rule.guides,
        says=rule.says,
        because=rule.because,
        window="Speaks at the moment of an ask, a mail or a note; it never blocks.",
        values=tuple(views[key] for key in rule.limits),
        examples=tuple(_example(each) for each in rule.example),
        template="",
        minutes=0,
        settles=rule.remedy,
    )


def _example(example: Mapping[str, object]) -> str:
    given = example["given"]
    words = (
        [f"{key.replace('_', ' ')} {each}" for key, each in given.items()] if isinstance(given, dict) else []
    )
    return f"{', '.join(words)}: {example['then']}"

"""Reading what the guides say: every rule, caution, limit and number, with its source and who changed it."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import NamedTuple

from hallway.actions.applicants import find_in
from hallway.actions.ports import Reading, Store
from hallway.actions.states import laid_over
from hallway.domain.settings import AudienceFile, Override
from hallway.playbooks.layers import Laid, RefusedAudience, SetAside
from hallway.playbooks.library import ANY_AUDIENCE, UnknownKey, check_audience_file
from hallway.playbooks.limits import Limit, shipped_limits
from hallway.playbooks.rules import STARTS, CautionRule, Rule
from hallway.playbooks.values import AUDIENCES, Value, with_unit, write_content

_OF_THE_APPLICANT = frozenset({"week-new", "week-revive", "month", "roles-open"})
_THEIR_ZONE = "the recipient's time zone; yours while theirs is not known"
_OWN_ZONE = "your time zone"


class Source(StrEnum):
    """Where the value that holds for this applicant comes from."""

    YOURS = "yours"
    YOUR_AUDIENCE = "your-audience"
    YOUR_GUIDE = "your-guide"
    OTHER_GUIDES = "other-guides"
    OURS = "ours"


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueView:
    """A number as it is shown: what holds now, what ships, for whom, by which guide, and if changed.

    `instead_of` is what the guides said when the applicant set their own, and `has_moved` tells that they say
    something else since. `level` and `because` are those of the limit that the number is, "" for no limit.
    """

    key: str
    unit: str
    says: str
    value: str
    default: str
    audience: str
    source: Source
    is_changed: bool
    is_ours: bool
    guides: tuple[str, ...]
    per_audience: Mapping[str, str]
    wording: Mapping[str, str]
    rows: tuple[str, ...]
    rules: tuple[str, ...]
    instead_of: str = ""
    has_moved: bool = False
    level: str = ""
    because: str = ""


class WindowView(NamedTuple):
    """A window in words: what starts it, when it opens, is due, closes and lapses, and in whose zone."""

    starts: str
    opens: str
    due: str
    closes: str
    last: str
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView:
    """One rule as it is shown, with the numbers it depends on and its examples in plain words.

    `edges` is the window edge by edge, None for a caution; `severity` is a caution's, "" for a rule.
    """

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
    edges: WindowView | None = None
    severity: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitView:
    """A limit as it is shown: its warn and strong level, None where there is none, and the reason."""

    id: str
    says: str
    warn: ValueView | None
    strong: ValueView | None
    because: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AudienceView:
    """One audience that can be chosen; `is_usable` is False for a file that this version refuses."""

    id: str
    name: str
    is_custom: bool
    is_usable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidesView:
    """Everything the guides say to this applicant.

    `audience` is whose numbers hold; `aside` are own values that are kept and not used, `refused` a custom
    audience that is not.
    """

    audience: str
    audiences: tuple[AudienceView, ...]
    rules: tuple[RuleView, ...]
    values: tuple[ValueView, ...]
    cautions: tuple[RuleView, ...]
    limits: tuple[LimitView, ...]
    aside: tuple[SetAside, ...]
    refused: RefusedAudience | None


def list_guides(store: Store) -> GuidesView:
    """Return every rule, caution, limit and number, as they hold for this applicant."""
    with store.reading() as reading:
        laid = laid_here(reading)
        views = view_values(reading, laid)
        audiences = _audiences(reading)
    playbook = laid.playbook
    return GuidesView(
        audience=playbook.audience,
        audiences=audiences,
        rules=tuple(_rule_view(each, views, laid) for each in playbook.rules),
        values=tuple(views.values()),
        cautions=tuple(_caution_view(each, views) for each in playbook.cautions),
        limits=tuple(_limit_view(each, views) for each in shipped_limits()),
        aside=laid.aside,
        refused=laid.refused,
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


def laid_here(reading: Reading) -> Laid:
    """Return what holds for the applicant of this record; before set-up, for nobody in particular."""
    applicant = find_in(reading)
    return laid_over(reading, applicant.audience if applicant else ANY_AUDIENCE)


def view_values(reading: Reading, laid: Laid) -> dict[str, ValueView]:
    """Return every number as it is shown, by key."""
    instead_of = {each.key: each.instead_of for each in reading.all(Override)}
    users: dict[str, list[str]] = {}
    speaking: list[Rule | CautionRule] = [*laid.playbook.rules, *laid.playbook.cautions]
    for rule in speaking:
        for key in rule.keys:
            users.setdefault(key, []).append(rule.id)
    levels = {
        key: (level, each.because)
        for each in shipped_limits()
        for level, key in (("warn", each.warn), ("strong", each.strong))
        if key
    }
    return {
        key: _view(value, laid, tuple(users.get(key, ())), instead_of.get(key, ""), levels.get(key, ("", "")))
        for key, value in laid.playbook.values.items()
    }


def _audiences(reading: Reading) -> tuple[AudienceView, ...]:
    found = [AudienceView(key, name, is_custom=False) for key, name in AUDIENCES.items()]
    for each in reading.all(AudienceFile):
        file, problems = check_audience_file(each.text)
        name = file.audience.name if file.audience and not problems else each.name
        found.append(AudienceView(each.name, name, is_custom=True, is_usable=not problems))
    return tuple(found)


def _view(
    value: Value, laid: Laid, rules: tuple[str, ...], instead_of: str, limit: tuple[str, str]
) -> ValueView:
    default = write_content(laid.guides.values[value.key].content)
    is_own = value.key in laid.used
    level, because = limit
    return ValueView(
        key=value.key,
        unit=value.unit,
        says=value.says,
        value=write_content(value.content),
        default=default,
        audience=laid.playbook.audience,
        source=_source(value, laid),
        is_changed=value.is_changed,
        is_ours=value.is_ours,
        guides=value.guides,
        per_audience={each: write_content(value.shipped_for(each)) for each in AUDIENCES},
        wording=value.wording,
        rows=value.rows,
        rules=rules,
        instead_of=instead_of if is_own else "",
        has_moved=is_own and instead_of not in {"", default},
        level=level,
        because=because,
    )


def _source(value: Value, laid: Laid) -> Source:
    if value.is_changed:
        return Source.YOURS
    base = laid.guides.base
    own = laid.custom.audience.values if laid.custom and laid.custom.audience else {}
    if value.key in own:
        return Source.YOUR_AUDIENCE
    if value.is_ours:
        return Source.OURS
    return Source.YOUR_GUIDE if base in value.guides else Source.OTHER_GUIDES


def _rule_view(rule: Rule, views: Mapping[str, ValueView], laid: Laid) -> RuleView:
    def edge(key: str) -> str:
        return with_unit(views[key].value, views[key].unit)

    edges = WindowView(
        starts=STARTS[rule.starts],
        opens="at once" if views[rule.opens].value == "0" else f"after {edge(rule.opens)}",
        due=f"after {edge(rule.due)}",
        closes=f"after {edge(rule.closes)}",
        last=f"after {edge(rule.last)}",
        zone=_OWN_ZONE if rule.starts in _OF_THE_APPLICANT else _THEIR_ZONE,
    )
    window = (
        f"Starts with {edges.starts}; opens {edges.opens}, due {edges.due}, "
        f"closes {edges.closes}, lapses {edges.last}."
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
        template=laid.playbook.template(rule),
        minutes=rule.minutes,
        settles=rule.settles,
        edges=edges,
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
        severity=rule.severity,
    )


def _limit_view(limit: Limit, views: Mapping[str, ValueView]) -> LimitView:
    return LimitView(
        id=limit.id,
        says=limit.says,
        warn=views.get(limit.warn),
        strong=views.get(limit.strong),
        because=limit.because,
        rows=limit.rows,
    )


def _example(example: Mapping[str, object]) -> str:
    given = example["given"]
    words = (
        [f"{key.replace('_', ' ')} {each}" for key, each in given.items()] if isinstance(given, dict) else []
    )
    return f"{', '.join(words)}: {example['then']}"

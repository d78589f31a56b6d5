"""Where the guides disagree: each topic with the applicant's choice, which sets all its numbers at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple, TypeAlias

from hallway.actions.guides import ValueView, laid_here, view_values
from hallway.actions.overrides import write_own
from hallway.actions.ports import Clock, Reading, Store
from hallway.actions.states import gather
from hallway.actions.step_changes import StepChanges, compare_steps
from hallway.domain.errors import InvalidValue, NotFound
from hallway.playbooks.disagreements import SILENT, Topic, shipped_topics
from hallway.playbooks.layers import Laid
from hallway.playbooks.library import make_playbook
from hallway.playbooks.values import AUDIENCES, write_content

DEFAULT = "default"
OWN = "own"

Choice: TypeAlias = str | Mapping[str, str]
"""`default`, one of the five guides, or own values by key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicView:
    """One topic: what each guide says ("" for a silent one), our rule, what holds, and what can be chosen.

    `chosen` is "default", a guide, or "own"; `offers` are the guides that state a number to take.
    """

    id: str
    name: str
    says: Mapping[str, str]
    ours: str
    guide: str
    chosen: str
    offers: tuple[str, ...]
    values: tuple[ValueView, ...]
    rows: tuple[str, ...]


class ValueMove(NamedTuple):
    """One number that a choice would change."""

    key: str
    says: str
    unit: str
    now: str
    then: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a choice would change: numbers, and open steps."""

    topic: TopicView
    values: tuple[ValueMove, ...]
    steps: StepChanges


def list_topics(store: Store) -> tuple[TopicView, ...]:
    """Return every topic on which the guides differ, with the applicant's choice."""
    with store.reading() as reading:
        return _views(reading)


def show_topic(store: Store, words: str) -> TopicView:
    """Return the topic with this id, or with the only id that starts so.

    Raises:
        NotFound: there is none; the nearest are told.
    """
    topic = _find(words)
    return next(each for each in list_topics(store) if each.id == topic.id)


def choose(store: Store, clock: Clock, *, topic: str, take: Choice) -> TopicView:
    """Let our default, one guide or own values hold for exactly the numbers of one topic.

    Args:
        store: the record.
        clock: tells the moment.
        topic: the topic's id.
        take: "default", a guide, or own values for some of the topic's keys; the others stay as they are.

    Raises:
        NotFound: there is no such topic.
        InvalidValue: the guide states no number for it, a key is not the topic's, or a value cannot be meant.
    """
    meant = _find(topic)
    says = f"{meant.name}: {take if isinstance(take, str) else 'own values'}"
    with store.writing("guides.choose", f"Chose for {says}", now=clock.now()) as writing:
        write_own(writing, _changes(meant, take, laid_here(writing)))
        return next(each for each in _views(writing) if each.id == meant.id)


def preview(store: Store, clock: Clock, *, topic: str, take: Choice) -> Preview:
    """Return what a choice would change, without making it.

    Raises:
        NotFound, InvalidValue: as in `choose`.
        NoApplicant: nobody is set up yet.
    """
    meant = _find(topic)
    now = clock.now()
    with store.reading() as reading:
        view = next(each for each in _views(reading) if each.id == meant.id)
        laid = laid_here(reading)
        changes = _changes(meant, take, laid)
        state, playbook = gather(reading, now)
    own = {key: each for key, each in laid.used.items() if key not in changes}
    own |= {key: each for key, each in changes.items() if each is not None}
    then = make_playbook(laid.guides.audience, overrides=own, custom=laid.custom)
    moves = (
        ValueMove(each.key, each.says, each.unit, each.value, write_content(then.values[each.key].content))
        for each in view.values
    )
    return Preview(
        topic=view,
        values=tuple(each for each in moves if each.now != each.then),
        steps=compare_steps(state, playbook, then, now),
    )


def _find(words: str) -> Topic:
    known = {each.id: each for each in shipped_topics()}
    wanted = words.strip().lower()
    fits = [key for key in known if wanted and key.startswith(wanted)]
    if wanted in known or len(fits) == 1:
        return known[wanted if wanted in known else fits[0]]
    near = fits or get_close_matches(wanted, tuple(known), n=3, cutoff=0.4)
    hint = f"Did you mean {' or '.join(near)}?" if near else "See them all: hallway guides disagreements."
    raise NotFound("topic", words, hint)


def _changes(topic: Topic, take: Choice, laid: Laid) -> dict[str, str | None]:
    """Return what a choice means for each key: own text, or None for the guides' value.

    A guide's own value that the applicant's audience has anyway needs no own value.
    """
    if not topic.keys:
        raise InvalidValue("topic", topic.id, "It is advice only: there is no number to choose.")
    if not isinstance(take, str):
        for key in take:
            if key not in topic.keys:
                raise InvalidValue("key", key, f"Numbers of {topic.id}: {', '.join(topic.keys)}.")
        wanted = {key: each.strip() for key, each in take.items()}
    elif take == DEFAULT:
        wanted = dict.fromkeys(topic.keys, "")
    elif take in AUDIENCES and topic.has_value(take, laid.guides.values):
        wanted = {key: write_content(laid.guides.values[key].shipped_for(take)) for key in topic.keys}
    else:
        offers = (DEFAULT, *(each for each in AUDIENCES if topic.has_value(each, laid.guides.values)))
        raise InvalidValue("choice", take, f"Of {topic.id} you can take: {', '.join(offers)}.")
    usual = {key: write_content(laid.guides.values[key].content) for key in topic.keys}
    return {key: None if each in {"", usual[key]} else each for key, each in wanted.items()}


def _views(reading: Reading) -> tuple[TopicView, ...]:
    laid = laid_here(reading)
    views = view_values(reading, laid)
    return tuple(_view(each, laid, views) for each in shipped_topics())


def _view(topic: Topic, laid: Laid, views: Mapping[str, ValueView]) -> TopicView:
    offers = tuple(each for each in AUDIENCES if topic.has_value(each, laid.guides.values))
    return TopicView(
        id=topic.id,
        name=topic.name,
        says={guide: "" if text == SILENT else text for guide, text in topic.says.items()},
        ours=topic.ours,
        guide=laid.guides.base,
        chosen=_chosen(topic, laid, offers),
        offers=offers,
        values=tuple(views[key] for key in topic.keys),
        rows=topic.rows,
    )


def _chosen(topic: Topic, laid: Laid, offers: tuple[str, ...]) -> str:
    """Return which choice the present numbers are; several guides may agree, then the first one is named."""
    values = laid.playbook.values
    if not any(values[key].is_changed for key in topic.keys):
        return DEFAULT
    alike = (
        guide
        for guide in offers
        if all(values[key].content == values[key].shipped_for(guide) for key in topic.keys)
    )
    return next(alike, OWN)

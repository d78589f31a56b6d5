"""Running the examples that stand inside the rules."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hallway.domain.advice import Advice
from hallway.domain.applicants import Applicant
from hallway.domain.asks import Ask, Rung
from hallway.domain.digests import Digest, make_digest
from hallway.domain.ids import AdviceId, ApplicantId, AskId, InteractionId, MilestoneId, PersonId, PromiseId
from hallway.domain.interactions import Interaction, Kind
from hallway.domain.milestones import Milestone, MilestoneKind
from hallway.domain.people import Group, Person
from hallway.domain.promises import By, Promise, PromiseState
from hallway.domain.times import noon, to_milliseconds
from hallway.playbooks.cautions import Situation, speaks
from hallway.playbooks.rules import CautionRule, Playbook, Rule
from hallway.playbooks.state import ListDate, State, WorthSeen
from hallway.playbooks.stepping import steps

ZONE = "America/New_York"
_WHO, _OTHER = PersonId("example"), PersonId("example-other")
_KINDS = {each.value: each for each in Kind}
_OTHER_KEYS = frozenset(
    {
        "today",
        "audience",
        "group",
        "permission",
        "bare",
        "next_follow_up",
        "promise_by_me",
        "promise_by_them",
        "due",
        "withdrawn",
        "advice",
        "acted_on",
        "reported",
        "introduced",
        "introduced_contact",
        "milestone",
        "questions",
        "new_this_week",
        "revived_this_week",
        "silent",
        "mentor_roles",
        "worth",
        "worth_old",
        "applications",
        "ranking",
        "until",
    }
)


def run_example(rule: Rule, example: Mapping[str, object], playbook_for: Callable[[str], Playbook]) -> str:
    """Return what a rule says in one of its examples: the window's state, or "none".

    Args:
        rule: the rule under test.
        example: its `given`; every day means noon in New York, where everybody in an example lives.
        playbook_for: gives the playbook of an audience.

    Raises:
        ValueError: the example uses a word that examples do not know.
    """
    given = _given(example)
    unknown = set(given) - _OTHER_KEYS - set(_KINDS)
    if unknown:
        raise ValueError(f"Examples do not know {', '.join(sorted(unknown))}.")
    playbook = playbook_for(str(given.get("audience", "img-general")))
    now = noon(_day(given["today"]), ZONE)
    found = [each for each in steps(_state(given), playbook, now) if each.rule == rule.id]
    return found[0].state.value if found else "none"


def run_caution_example(rule: CautionRule, example: Mapping[str, object], playbook: Playbook) -> str:
    """Return "speaks" or "silent" for one example of a caution."""
    return "speaks" if speaks(rule, _situation(_given(example)), playbook) else "silent"


def _situation(given: Mapping[str, object]) -> Situation:
    numbers = {
        key: each for key, each in given.items() if isinstance(each, int) and not isinstance(each, bool)
    }
    return replace(
        Situation(
            name="Ana Novak",
            rung=Rung(str(given["rung"])) if "rung" in given else None,
            reached=str(given.get("reached", "none")),
            sustained=given.get("sustained") is True,
            hesitated=given.get("hesitated") is True,
            may_follow_up={"yes": True, "no": False}.get(str(given.get("permission", ""))),
            text=str(given.get("text", "")),
        ),
        **numbers,  # type: ignore[arg-type]  # which fields are numbers is the example's to know
    )


def _given(example: Mapping[str, object]) -> Mapping[str, object]:
    given = example["given"]
    if not isinstance(given, dict):
        raise TypeError("given must be a table")
    return given


def _state(given: Mapping[str, object]) -> State:
    who = _person(given, _WHO, "Ana Novak")
    talks = [
        Interaction(
            id=InteractionId(f"{kind}-{index}"),
            person=_WHO,
            at=noon(on, ZONE),
            zone=ZONE,
            kind=_KINDS[kind],
            is_timed=False,
            topics=() if given.get("bare") else ("a topic",),
        )
        for kind, days in given.items()
        if kind in _KINDS
        for index, on in enumerate(_days(days))
    ]
    added = (
        noon(_day(given["introduced"]), ZONE) if "introduced" in given else datetime(2026, 1, 1, tzinfo=UTC)
    )
    people = [make_digest(who, talks, added=to_milliseconds(added)), *_others(given)]
    return State(
        applicant=Applicant(id=ApplicantId("me"), name="You", audience="img-general", zone=ZONE),
        people=people,
        promises=_promises(given),
        advice=_advice(given),
        asks=tuple(
            Ask(id=AskId(f"ask-{index}"), person=_WHO, rung=Rung.ADVICE, on=on)
            for index, on in enumerate(_days(given.get("questions", [])))
        ),
        milestones=tuple(
            Milestone(
                id=MilestoneId(f"result-{index}"), kind=MilestoneKind.EXAM, text="Step 2 CK passed", on=on
            )
            for index, on in enumerate(_days(given.get("milestone", [])))
        ),
        new_this_week=int(str(given.get("new_this_week", 0))),
        revived_this_week=int(str(given.get("revived_this_week", 0))),
        mentor_roles=frozenset(_words(given.get("mentor_roles"))),
        worths=_worths(given),
        list_dates=tuple(
            ListDate(event, _day(given[key]), _day(given["until"]), 12, "2027 season")
            for key, event in (("applications", "apply"), ("ranking", "rank"))
            if key in given
        ),
    )


def _worths(given: Mapping[str, object]) -> tuple[WorthSeen, ...]:
    """Return a tie that was worked out on a day, with the person of the example to talk with."""
    if "worth" not in given:
        return ()
    return (
        WorthSeen(
            unit="9990001",
            program="Harbor Medical Center",
            kind="rotation",
            tie="a rotation there",
            points="0.4 to 2.1 points",
            people=(_WHO,),
            made_on=_day(given["worth"]),
            is_old=given.get("worth_old") is True,
        ),
    )


def _person(given: Mapping[str, object], key: PersonId, name: str) -> Person:
    return Person(
        id=key,
        name=name,
        zone=ZONE,
        country="US",
        groups=(Group(str(given["group"])),) if "group" in given else (),
        may_follow_up={"yes": True, "no": False}.get(str(given.get("permission", ""))),
        next_follow_up=_day(given["next_follow_up"]) if "next_follow_up" in given else None,
        introduced_by=_OTHER if "introduced" in given else None,
    )


def _others(given: Mapping[str, object]) -> list[Digest]:
    """Return the people behind the one an example is about: an introducer's friend, silent contacts."""
    others = []
    if "introduced_contact" in given:
        friend = Person(id=_OTHER, name="Ben Adeyemi", zone=ZONE, introduced_by=_WHO)
        others.append(make_digest(friend, [_met(_OTHER, noon(_day(given["introduced_contact"]), ZONE))]))
    today = noon(_day(given["today"]), ZONE)
    for index in range(int(str(given.get("silent", 0)))):
        quiet = PersonId(f"silent-{index}")
        others.append(
            make_digest(Person(id=quiet, name="Quiet", zone=ZONE), [_met(quiet, today - timedelta(days=150))])
        )
    return others


def _met(who: PersonId, at: datetime) -> Interaction:
    return Interaction(
        id=InteractionId(f"met-{who}"), person=who, at=at, zone=ZONE, kind=Kind.MET, topics=("a topic",)
    )


def _promises(given: Mapping[str, object]) -> tuple[Promise, ...]:
    made = {By.ME: given.get("promise_by_me"), By.THEM: given.get("promise_by_them")}
    return tuple(
        Promise(
            id=PromiseId(f"promise-{by}"),
            person=_WHO,
            by=by,
            text="send the paper",
            made_at=noon(_day(on), ZONE),
            due=_day(given["due"]) if "due" in given else None,
            state=PromiseState.WITHDRAWN if "withdrawn" in given else PromiseState.OPEN,
            closed_on=_day(given["withdrawn"]) if "withdrawn" in given else None,
        )
        for by, on in made.items()
        if on is not None
    )


def _advice(given: Mapping[str, object]) -> tuple[Advice, ...]:
    if "advice" not in given:
        return ()
    return (
        Advice(
            id=AdviceId("advice"),
            person=_WHO,
            text="read the trial",
            given=_day(given["advice"]),
            acted_on=_day(given["acted_on"]) if "acted_on" in given else None,
            reported=_day(given["reported"]) if "reported" in given else None,
        ),
    )


def _words(each: object) -> Sequence[str]:
    return [str(one) for one in each] if isinstance(each, list) else []


def _day(each: object) -> date:
    if isinstance(each, date):
        return each
    raise ValueError(f"{each!r} is not a day; write it bare, as 2026-10-01.")


def _days(each: object) -> Sequence[date]:
    return [_day(one) for one in each] if isinstance(each, list) else [_day(each)]

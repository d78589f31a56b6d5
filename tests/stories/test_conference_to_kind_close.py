"""From an encounter at a conference to a sent follow-up, to one nudge, to a kind close.

Nadia meets Dr. Whitfield on Monday 5 October 2026 in New York. She thanks her two days later and asks one
question; no answer comes. Ten days after that mail Today proposes one polite follow-up; three weeks later
she stops waiting, and nothing asks her to go on.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hallway.actions.applicants import set_up
from hallway.actions.desk import check_text, compose
from hallway.actions.history import undo
from hallway.actions.interactions import capture
from hallway.actions.message_parts import as_mail
from hallway.actions.message_views import list_messages
from hallway.actions.messages import Sent, close_kindly, mark_sent, save_message
from hallway.actions.person_views import show_person
from hallway.actions.reply_rates import reply_rates
from hallway.actions.today import today
from hallway.desk.composing import Composed
from hallway.domain.ids import PersonId
from hallway.domain.messages import MessageState, Way
from hallway.playbooks.cautions import Severity
from hallway.playbooks.steps import Step, WindowState
from hallway.storage.store import SqliteStore, open_store
from tests.cast import NADIA, FixedClock


@pytest.fixture
def clock() -> FixedClock:
    """Return a clock at 3 pm in New York on the day of the encounter."""
    return FixedClock(datetime(2026, 10, 5, 19, tzinfo=UTC))


@pytest.fixture
def store(tmp_path: Path, clock: FixedClock) -> Iterator[SqliteStore]:
    """Return Nadia's record."""
    with open_store(tmp_path / "hallway.db", clock_now=clock.now) as opened:
        set_up(opened, clock, fields=dict(NADIA) | {"email": "nadia@example.org", "location": "New York"})
        yield opened


def write(
    store: SqliteStore, clock: FixedClock, template: str, person: PersonId, step: Step, **answers: str
) -> Composed:
    """Compose a text that has no open question and nothing strong to mind."""
    composed = compose(store, clock, template=template, person=person, answers=answers)
    assert composed.questions == ()
    report = check_text(
        store,
        clock,
        text=as_mail(composed.subject, composed.text),
        person=person,
        template=template,
        at=clock.now(),
    )
    assert [each for each in report.findings if each.severity is Severity.STRONG] == []
    assert step.template == template
    return composed


def send(store: SqliteStore, clock: FixedClock, composed: Composed, person: PersonId, step: Step) -> Sent:
    """Keep a text, take it to the mail program, and send it."""
    kept = save_message(
        store,
        clock,
        text=composed.text,
        subject=composed.subject,
        medium=composed.medium,
        template=composed.template.id,
        person=person,
        facts=composed.facts,
        filled=dict(composed.filled),
        step=step.id,
        way=Way.MAILTO,
    )
    return mark_sent(store, clock, message=kept.id)


def open_step(store: SqliteStore, clock: FixedClock, person: PersonId) -> Step | None:
    """Return the one step that Today shows about a person, None when it shows none."""
    open_now = [each for each in today(store, clock).shown if each.person == person]
    assert len(open_now) <= 1
    return open_now[0] if open_now else None


def get_step(store: SqliteStore, clock: FixedClock, person: PersonId, rule: str) -> Step:
    found = open_step(store, clock, person)
    assert found is not None
    assert found.rule == rule
    return found


@pytest.mark.requirement("FUP-02", "FUP-03", "FUP-12")
def test_from_an_encounter_to_one_nudge_to_a_kind_close(store: SqliteStore, clock: FixedClock) -> None:
    met = capture(
        store,
        clock,
        name="Dana Whitfield",
        institution="Harbor Medical Center",
        role="attending",
        topic="flap monitoring",
        event="Coastal Surgery Meeting",
    )
    dana = met.interactions[0].person
    colleague = capture(
        store, clock, name="Ravi Menon", institution="Harbor Medical Center", topic="hand trauma"
    )

    # Two days later: thanks, one insight, one question.
    clock.wait(days=2)
    step = get_step(store, clock, dana, "follow-up.after-meeting")
    thanks = write(
        store,
        clock,
        "TPL-12",
        dana,
        step,
        insight="watching a flap by the hour matters more than any device",
        question="Which paper on flap monitoring would you read first",
    )
    assert "Coastal Surgery Meeting" in thanks.text
    first = send(store, clock, thanks, dana, step)
    assert first.interaction is not None
    assert first.ask is not None
    assert open_step(store, clock, dana) is None
    assert show_person(store, clock, person=dana).asks == (first.ask,)

    # Nothing comes back. On the tenth day after that mail, and not before, one nudge.
    clock.wait(days=9)
    assert open_step(store, clock, dana) is None
    clock.wait(days=1)
    step = get_step(store, clock, dana, "follow-up.unanswered")
    nudge = write(store, clock, "TPL-15", dana, step, topic="flap monitoring")
    assert "October 7" in nudge.text
    second = send(store, clock, nudge, dana, step)
    assert second.message.answers == first.message.id
    assert second.ask is None
    assert open_step(store, clock, dana) is None

    # Still nothing. She stops waiting; a colleague at the same place is named instead.
    clock.wait(days=21)
    assert all(
        each.step.state is WindowState.LATER for each in today(store, clock).steps if each.step.person == dana
    )
    lines = list_messages(store, clock)
    assert [(each.message.id, bool(each.rest)) for each in lines] == [
        (second.message.id, True),
        (first.message.id, False),
    ]
    closed = close_kindly(store, clock, message=second.message.id)
    assert [each.message.state for each in list_messages(store, clock)] == [MessageState.CLOSED] * 2
    assert colleague.interactions[0].person in [each.id for each in closed.others]
    rates = reply_rates(store)
    assert (rates.overall.sent, rates.overall.replied, rates.overall.waiting) == (2, 0, 0)
    assert len(show_person(store, clock, person=dana).interactions) == 3  # closing logs no contact
    undo(store, clock)
    assert reply_rates(store).overall.waiting == 2

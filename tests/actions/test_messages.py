"""Messages: kept, made ready, sent by the applicant's own hand, answered, closed kindly, or come back."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta

import pytest

from hallway.actions.advice import record_advice
from hallway.actions.documents import record_document
from hallway.actions.history import list_history, undo
from hallway.actions.interactions import record_interaction, remove_interaction
from hallway.actions.message_parts import as_mail
from hallway.actions.message_views import get_message_view, list_messages
from hallway.actions.messages import (
    Sent,
    change_message,
    choose_message,
    close_kindly,
    make_ready,
    mark_sent,
    note_bounce,
    note_reply,
    remove_message,
    save_message,
)
from hallway.actions.people import add_person
from hallway.actions.person_views import show_person
from hallway.actions.promises import make_promise
from hallway.actions.send_moments import send_moment
from hallway.actions.today import steps_of
from hallway.domain.asks import Answer, Rung
from hallway.domain.documents import DocumentKind
from hallway.domain.errors import InvalidValue, NotFound
from hallway.domain.ids import MessageId
from hallway.domain.interactions import Channel, Kind
from hallway.domain.messages import Medium, Message, MessageState, Request, Way
from hallway.domain.people import Person
from hallway.domain.promises import By, PromiseState
from hallway.domain.settings import Override
from hallway.storage.store import SqliteStore
from tests.cast import ANA, BOLU, ELIF, HUGO, FixedClock

MEETING = """Dear Dr. Kaya,

I read your paper on early feeding, and it changed how I look at growth charts. I am a final-year student
who wants to become a pediatrician. Could we talk for 15 minutes in the coming weeks?

Kind regards,
Nadia Brandt"""


@pytest.fixture
def elif_(store: SqliteStore, clock: FixedClock) -> Person:
    """Return somebody in California whom Nadia never talked with."""
    return add_person(store, clock, fields=ELIF).person


def write(store: SqliteStore, clock: FixedClock, person: Person | None, **more: str) -> Message:
    text = more.pop("text", MEETING)
    subject = more.pop("subject", "A question on early feeding")
    key = person.id if person else None
    return save_message(store, clock, text=text, subject=subject, person=key, **more)  # type: ignore[arg-type]  # words alone


def send(store: SqliteStore, clock: FixedClock, person: Person, **more: str) -> Sent:
    return mark_sent(store, clock, message=write(store, clock, person, **more).id)


# ------------------------------------------------------------------------------------------- drafts


def test_a_draft_knows_its_address_and_what_it_asks(
    store: SqliteStore, clock: FixedClock, elif_: Person
) -> None:
    draft = write(store, clock, elif_)

    assert (draft.state, draft.asks) == (MessageState.DRAFT, Request.MEETING)
    assert draft.address == "elif.kaya@cedar.example.org"
    assert draft.text == MEETING
    assert list_history(store)[0].says == "Kept a draft to Elif Kaya: A question on early feeding"


def test_a_text_to_nobody_is_kept_and_logs_no_contact(store: SqliteStore, clock: FixedClock) -> None:
    pitch = save_message(store, clock, text="Hi, I am Nadia.", medium=Medium.SPOKEN)
    done = mark_sent(store, clock, message=pitch.id)

    assert done.message.state is MessageState.SENT
    assert (done.interaction, done.ask, done.message.address) == (None, None, "")


def test_a_ready_message_whose_words_change_is_a_draft_again(
    store: SqliteStore, clock: FixedClock, elif_: Person
) -> None:
    draft = write(store, clock, elif_)
    ready = make_ready(store, clock, message=draft.id, way=Way.EML)
    assert (ready.state, ready.way) == (MessageState.READY, Way.EML)
    assert make_ready(store, clock, message=draft.id, way=Way.EML) == ready

    clock.wait(minutes=5)
    changed = change_message(store, clock, message=draft.id, text=MEETING.replace("15", "20"))
    assert (changed.state, changed.way, changed.edited_at) == (MessageState.DRAFT, None, clock.now())
    assert change_message(store, clock, message=draft.id, text=changed.text) == changed


def test_the_version_of_the_cv_is_kept_with_the_message(
    store: SqliteStore, clock: FixedClock, elif_: Person
) -> None:
    cv = record_document(store, clock, kind=DocumentKind.CV_SHORT, label="October", pages=1)
    draft = write(store, clock, elif_, cv=cv.id)

    assert get_message_view(store, clock, message=draft.id).cv == cv
    assert change_message(store, clock, message=draft.id, cv="").cv is None
    with pytest.raises(NotFound):
        change_message(store, clock, message=draft.id, cv="nothing")


@pytest.mark.parametrize("text", ["", "  \n ", "\x00"])
def test_an_empty_text_is_refused(store: SqliteStore, clock: FixedClock, text: str) -> None:
    entries = len(list_history(store))
    with pytest.raises(InvalidValue, match="Write something"):
        save_message(store, clock, text=text)
    assert len(list_history(store)) == entries


def test_what_has_gone_stays_as_it_went(store: SqliteStore, clock: FixedClock, elif_: Person) -> None:
    gone = send(store, clock, elif_).message
    with pytest.raises(InvalidValue, match="stays as it went"):
        change_message(store, clock, message=gone.id, text="Something else")
    with pytest.raises(InvalidValue, match="stays as it went"):
        make_ready(store, clock, message=gone.id, way=Way.COPIED)
    assert change_message(store, clock, message=gone.id, note="Answered by phone").note == "Answered by phone"


# ------------------------------------------------------------------------------------------- sending


@pytest.mark.requirement("OUT-22")
def test_sending_logs_the_contact_the_ask_and_the_windows(
    store: SqliteStore, clock: FixedClock, elif_: Person
) -> None:
    cv = record_document(store, clock, kind=DocumentKind.CV_SHORT, label="October", pages=1)
    draft = save_message(
        store,
        clock,
        text=MEETING,
        subject="A question on early feeding",
        person=elif_.id,
        facts=["work: Early feeding in very small infants"],
        cv=cv.id,
    )
    done = mark_sent(store, clock, message=draft.id, way=Way.MAILTO)

    assert done.is_news
    assert (done.message.state, done.message.sent_at, done.message.way) == (
        MessageState.SENT,
        clock.now(),
        Way.MAILTO,
    )
    assert (done.message.cv, done.message.facts) == (cv.id, ("work: Early feeding in very small infants",))
    contact = done.interaction
    assert contact is not None
    assert (contact.kind, contact.channel) == (Kind.MAILED, Channel.E_MAIL)
    assert contact.summary == "Wrote: A question on early feeding"
    assert done.ask is not None
    assert (done.ask.rung, done.ask.answer, done.ask.text) == (
        Rung.MEETING,
        Answer.PENDING,
        "A question on early feeding",
    )
    assert {each.rule for each in steps_of(store, clock, elif_.id)} == {"follow-up.no-reply"}
    (line,) = list_messages(store, clock, state=MessageState.SENT)
    assert (line.name, line.title, line.when) == ("Elif Kaya", "A question on early feeding", clock.now())


def test_sending_twice_sends_once(store: SqliteStore, clock: FixedClock, elif_: Person) -> None:
    first = send(store, clock, elif_)
    entries = len(list_history(store))
    again = mark_sent(store, clock, message=first.message.id)

    assert not again.is_news
    assert again.message == first.message
    assert len(list_history(store)) == entries
    assert len(show_person(store, clock, person=elif_.id).interactions) == 1


def test_one_undo_takes_all_of_it_back(store: SqliteStore, clock: FixedClock, elif_: Person) -> None:
    promise = make_promise(
        store, clock, person=elif_.id, by=By.ME, text="Send the poster", due=date(2026, 11, 24)
    )
    (step,) = [each for each in steps_of(store, clock, elif_.id) if each.rule == "promise.mine.keep"]
    draft = write(store, clock, elif_, step=step.id)
    with store.reading() as reading:
        before = reading.dump()
    done = mark_sent(store, clock, message=draft.id)
    assert done.settled == step.says
    assert _promise(store, clock, elif_) is PromiseState.KEPT

    undo(store, clock)
    with store.reading() as reading:
        assert reading.dump() == before
    assert _promise(store, clock, elif_) is promise.state


def _promise(store: SqliteStore, clock: FixedClock, person: Person) -> PromiseState:
    return show_person(store, clock, person=person.id).promises[0].state


def test_a_follow_up_on_an_open_ask_asks_for_nothing_new(
    store: SqliteStore, clock: FixedClock, elif_: Person
) -> None:
    first = send(store, clock, elif_)
    clock.wait(days=11)
    second = send(store, clock, elif_, text=MEETING.replace("I read", "I wrote on Monday. I read"))

    assert first.ask is not None
    assert second.ask is None
    assert len(show_person(store, clock, person=elif_.id).asks) == 1


def test_a_follow_up_of_another_kind_starts_no_question_of_its_own(
    store: SqliteStore, clock: FixedClock, elif_: Person
) -> None:
    """It names somebody else to ask, which is no new request to them: else it would be followed up, too."""
    record_interaction(store, clock, people=[elif_.id], kind=Kind.MET, topics=["feeding"])
    clock.wait(hours=1)
    first = send(store, clock, elif_)
    clock.wait(days=11)
    assert [each.rule for each in steps_of(store, clock, elif_.id)] == ["follow-up.unanswered"]
    nudge = (
        "Dear Dr. Kaya,\n\nI wrote on Monday. Would you suggest a resident whom I could ask?\n\nBest,\nNadia"
    )
    second = send(store, clock, elif_, text=nudge, template="TPL-15")
    clock.wait(days=12)

    assert (second.message.answers, second.ask) == (first.message.id, None)
    assert "follow-up.unanswered" not in [each.rule for each in steps_of(store, clock, elif_.id)]


def test_sent_earlier_is_logged_then(store: SqliteStore, clock: FixedClock, elif_: Person) -> None:
    draft = write(store, clock, elif_)
    done = mark_sent(store, clock, message=draft.id, at=date(2026, 11, 20))

    assert done.message.sent_at == datetime(2026, 11, 20, 17, tzinfo=UTC)
    assert done.interaction is not None
    assert done.interaction.at == done.message.sent_at


@pytest.mark.requirement("OUT-10")
def test_the_moment_is_looked_at_again_when_it_goes(
    store: SqliteStore, clock: FixedClock, elif_: Person
) -> None:
    draft = write(store, clock, elif_)
    saturday_night = datetime(2026, 11, 22, 6, tzinfo=UTC)  # 22:00 in California
    late = mark_sent(store, clock, message=draft.id, at=saturday_night)

    assert {row for each in late.findings for row in each.rows} >= {"OUT-10"}
    assert late.message.state is MessageState.SENT


@pytest.mark.requirement("FUP-04")
def test_a_second_nudge_within_days_is_sent_with_a_strong_warning(
    store: SqliteStore, clock: FixedClock, elif_: Person
) -> None:
    send(store, clock, elif_)
    clock.wait(days=1)
    nudge = send(store, clock, elif_, text="Dear Dr. Kaya, did you see my mail?")

    assert nudge.message.state is MessageState.SENT
    assert "FUP-04" in {row for each in nudge.cautions for row in each.rows}


def test_advice_that_is_named_is_reported_back(store: SqliteStore, clock: FixedClock, elif_: Person) -> None:
    advice = record_advice(
        store, clock, person=elif_.id, text="Read the NICU series", acted_on=date(2026, 11, 20)
    )
    done = send(
        store,
        clock,
        elif_,
        template="TPL-17",
        subject="Your advice",
        text="Dear Dr. Kaya, you told me to read the NICU series. I did, and it helped. Thank you.",
    )

    assert [(each.id, each.reported) for each in done.reported] == [(advice.id, date(2026, 11, 23))]


def test_a_note_goes_by_linkedin_and_a_talk_is_a_meeting(
    store: SqliteStore, clock: FixedClock, elif_: Person
) -> None:
    note = save_message(store, clock, text="I liked your talk.", medium=Medium.NOTE, person=elif_.id)
    said = save_message(store, clock, text="Hi, I am Nadia.", medium=Medium.SPOKEN, person=elif_.id)

    done = [mark_sent(store, clock, message=each.id).interaction for each in (note, said)]
    assert [(each.kind, each.channel) for each in done if each] == [
        (Kind.MAILED, Channel.LINKEDIN),
        (Kind.MET, Channel.IN_PERSON),
    ]
    assert note.address == ""


SAID = "Dr. Kaya, could I have two minutes of feedback at my midpoint? What should I work on first?"


def say(store: SqliteStore, clock: FixedClock, person: Person, template: str) -> Sent:
    kept = save_message(store, clock, text=SAID, medium=Medium.SPOKEN, person=person.id, template=template)
    return mark_sent(store, clock, message=kept.id)


def test_words_said_during_a_rotation_are_logged_and_start_no_thank_you(
    store: SqliteStore, clock: FixedClock, elif_: Person
) -> None:
    """Who works beside somebody for weeks thanks them at the end, not after every sentence."""
    for template in ("TPL-22", "TPL-26"):
        done = say(store, clock, elif_, template)
        assert done.interaction is not None
        assert done.interaction.kind is Kind.MET
        assert "follow-up.after-meeting" not in rules_of(store, clock, elif_)
        clock.wait(hours=2)

    record_interaction(store, clock, people=[elif_.id], kind=Kind.MET, topics=["feeding"])
    assert "follow-up.after-meeting" in rules_of(store, clock, elif_)  # a talk that was noted is thanked for


def test_words_said_during_a_rotation_leave_the_thanks_for_a_talk_open(
    store: SqliteStore, clock: FixedClock, elif_: Person
) -> None:
    record_interaction(store, clock, people=[elif_.id], kind=Kind.MET, topics=["feeding"])
    clock.wait(hours=2)
    say(store, clock, elif_, "TPL-22")

    assert "follow-up.after-meeting" in rules_of(store, clock, elif_)


def test_an_introduction_at_a_conference_is_a_talk_to_thank_for(
    store: SqliteStore, clock: FixedClock, elif_: Person
) -> None:
    say(store, clock, elif_, "TPL-41-IDN-06")

    assert "follow-up.after-meeting" in rules_of(store, clock, elif_)


def rules_of(store: SqliteStore, clock: FixedClock, person: Person) -> set[str]:
    return {each.rule for each in steps_of(store, clock, person.id)}


# ----------------------------------------------------------------------------------------- what came of it


def test_a_reply_is_logged_and_settles_every_message_that_waited(
    store: SqliteStore, clock: FixedClock, elif_: Person
) -> None:
    first, second = send(store, clock, elif_).message, send(store, clock, elif_).message
    clock.wait(days=2)
    done = note_reply(store, clock, message=first.id, note="In January")

    assert (done.state, done.settled_at, done.note) == (MessageState.REPLIED, clock.now(), "In January")
    assert choose_message(store, second.id).state is MessageState.REPLIED
    view = show_person(store, clock, person=elif_.id)
    assert [each.kind for each in view.interactions] == [Kind.REPLIED, Kind.MAILED, Kind.MAILED]
    assert {each.rule for each in view.steps} == {"follow-up.after-reply"}
    assert note_reply(store, clock, message=first.id) == done


def test_a_logged_reply_moves_what_was_sent_before_it(
    store: SqliteStore, clock: FixedClock, elif_: Person
) -> None:
    earlier = send(store, clock, elif_).message
    clock.wait(days=3)
    later = write(store, clock, elif_)
    record_interaction(store, clock, people=[elif_.id], kind=Kind.REPLIED)

    assert choose_message(store, earlier.id).state is MessageState.REPLIED
    assert choose_message(store, later.id).state is MessageState.DRAFT


NEWS = "Dear Dr. Kaya,\n\nI passed Step 2, and your advice helped. Thank you.\n\nNadia"


def states(store: SqliteStore, *sent: Sent) -> list[MessageState]:
    return [choose_message(store, each.message.id).state for each in sent]


def replies(store: SqliteStore, clock: FixedClock, person: Person) -> None:
    record_interaction(store, clock, people=[person.id], kind=Kind.REPLIED)


def test_a_reply_answers_the_last_message_even_when_that_asked_nothing(
    store: SqliteStore, clock: FixedClock, elif_: Person
) -> None:
    old = send(store, clock, elif_, text=NEWS)
    clock.wait(days=30)
    asked = send(store, clock, elif_)
    clock.wait(days=5)
    last = send(store, clock, elif_, text=NEWS)
    clock.wait(days=1)
    replies(store, clock, elif_)

    assert states(store, old, asked, last) == [
        MessageState.SENT,  # it asked for nothing, and others went since
        MessageState.REPLIED,
        MessageState.REPLIED,
    ]


def test_a_reply_leaves_what_went_before_the_reply_before_it(
    store: SqliteStore, clock: FixedClock, elif_: Person
) -> None:
    news = send(store, clock, elif_, text=NEWS)
    clock.wait(days=1)
    first = send(store, clock, elif_)
    clock.wait(days=1)
    replies(store, clock, elif_)
    clock.wait(days=1)
    replies(store, clock, elif_)  # a second one: nothing was sent between, so it answers nothing new
    assert states(store, news, first) == [MessageState.SENT, MessageState.REPLIED]

    clock.wait(days=1)
    second = send(store, clock, elif_)
    clock.wait(days=1)
    third = send(store, clock, elif_, text=NEWS)
    clock.wait(days=1)
    note_reply(store, clock, message=second.message.id)  # she knows which one it answers

    assert states(store, news, first, second, third) == [
        MessageState.SENT,
        MessageState.REPLIED,
        MessageState.REPLIED,
        MessageState.SENT,
    ]


def test_a_reply_noted_late_answers_only_what_had_gone_by_then(
    store: SqliteStore, clock: FixedClock, elif_: Person
) -> None:
    before = send(store, clock, elif_)
    clock.wait(days=4)
    after = send(store, clock, elif_)
    on = clock.now() - timedelta(days=2)
    record_interaction(store, clock, people=[elif_.id], kind=Kind.REPLIED, on=on)

    assert states(store, before, after) == [MessageState.REPLIED, MessageState.SENT]


@pytest.mark.requirement("FUP-03")
@pytest.mark.parametrize(("days", "rests"), [(27, False), (29, True)])
def test_a_message_whose_follow_up_is_past_its_time_may_rest(
    store: SqliteStore, clock: FixedClock, elif_: Person, days: int, *, rests: bool
) -> None:
    asked, news = send(store, clock, elif_), send(store, clock, elif_, text=NEWS)
    clock.wait(days=days)
    found = {each.message.id: each.rest for each in list_messages(store, clock)}

    assert bool(found[asked.message.id]) is rests
    assert found[news.message.id] == ""
    assert get_message_view(store, clock, message=asked.message.id).rest == found[asked.message.id]


@pytest.mark.requirement("FUP-03")
def test_a_thread_rests_at_its_follow_up_and_closes_as_one(
    store: SqliteStore, clock: FixedClock, elif_: Person
) -> None:
    first = send(store, clock, elif_)
    clock.wait(days=11)
    nudge = send(store, clock, elif_, template="TPL-15")
    assert nudge.message.answers == first.message.id
    clock.wait(days=13)
    assert [each.rest for each in list_messages(store, clock)] == ["", ""]
    clock.wait(days=2)
    lines = list_messages(store, clock)
    assert [(each.message.id, bool(each.rest)) for each in lines] == [
        (nudge.message.id, True),
        (first.message.id, False),
    ]
    assert get_message_view(store, clock, message=first.message.id).rest == ""

    close_kindly(store, clock, message=first.message.id)
    assert states(store, first, nudge) == [MessageState.CLOSED] * 2
    assert len([each for each in list_history(store) if each.says.startswith("Closed kindly")]) == 1
    undo(store, clock)
    assert states(store, first, nudge) == [MessageState.SENT] * 2


@pytest.mark.requirement("FUP-03")
def test_closing_kindly_logs_nothing_and_names_others_there(
    store: SqliteStore, clock: FixedClock, elif_: Person
) -> None:
    other = add_person(
        store, clock, fields={"name": "Greta Lindqvist", "institution": "Cedar Valley Children's Hospital"}
    ).person
    sent = send(store, clock, elif_).message
    clock.wait(days=12)
    assert [each.rule for each in steps_of(store, clock, elif_.id)] == ["follow-up.no-reply"]
    done = close_kindly(store, clock, message=sent.id)

    assert done.message.state is MessageState.CLOSED
    assert [each.id for each in done.others] == [other.id]
    assert steps_of(store, clock, elif_.id) == ()
    assert len(show_person(store, clock, person=elif_.id).interactions) == 1
    assert close_kindly(store, clock, message=sent.id) == done
    assert note_reply(store, clock, message=sent.id).state is MessageState.REPLIED


def test_a_bounce_takes_the_contact_and_the_ask_back(
    store: SqliteStore, clock: FixedClock, elif_: Person
) -> None:
    sent = send(store, clock, elif_).message
    done = note_bounce(store, clock, message=sent.id)

    assert (done.state, done.interaction) == (MessageState.BOUNCED, None)
    view = show_person(store, clock, person=elif_.id)
    assert (view.interactions, view.asks, view.steps) == ((), (), ())
    assert note_bounce(store, clock, message=sent.id) == done
    with pytest.raises(InvalidValue, match="bounced already"):
        note_reply(store, clock, message=sent.id)
    undo(store, clock)
    assert len(show_person(store, clock, person=elif_.id).interactions) == 1


@pytest.mark.parametrize("deed", [note_reply, close_kindly, note_bounce])
def test_nothing_becomes_of_what_has_not_gone(
    store: SqliteStore, clock: FixedClock, elif_: Person, deed: type
) -> None:
    draft = write(store, clock, elif_)
    with pytest.raises(InvalidValue, match="not gone yet"):
        deed(store, clock, message=draft.id)


def test_removing_the_contact_leaves_the_message_without_it(
    store: SqliteStore, clock: FixedClock, elif_: Person
) -> None:
    done = send(store, clock, elif_)
    assert done.interaction is not None
    remove_interaction(store, clock, interaction=done.interaction.id)

    assert choose_message(store, done.message.id).interaction is None


def test_a_removed_message_leaves_its_contact(store: SqliteStore, clock: FixedClock, elif_: Person) -> None:
    done = send(store, clock, elif_)
    remove_message(store, clock, message=done.message.id)

    assert list_messages(store, clock) == ()
    assert len(show_person(store, clock, person=elif_.id).interactions) == 1


# ------------------------------------------------------------------------------------- looking at them


def test_a_message_is_shown_with_what_stands_beside_it(
    store: SqliteStore, clock: FixedClock, elif_: Person
) -> None:
    draft = write(store, clock, elif_)
    view = get_message_view(store, clock, message=draft.id)

    assert view.recipient is not None
    assert view.recipient.person == elif_
    assert view.shift == len(as_mail(draft.subject, ""))
    assert view.report.draft.text[view.shift :] == draft.text
    assert view.moment is not None
    assert not view.moment.is_now  # 7:30 in California
    assert get_message_view(store, clock, message=send(store, clock, elif_).message.id).moment is None


def test_messages_are_listed_by_what_happened_last(
    store: SqliteStore, clock: FixedClock, elif_: Person
) -> None:
    old = send(store, clock, elif_).message
    clock.wait(hours=1)
    free = save_message(store, clock, text="One two three four five six seven eight nine", medium=Medium.POST)
    clock.wait(hours=1)
    note_reply(store, clock, message=old.id)

    lines = list_messages(store, clock)
    assert [each.message.id for each in lines] == [old.id, free.id]
    assert lines[1].title == "One two three four five six seven eight…"
    assert list_messages(store, clock, person=elif_.id) == lines[:1]


@pytest.mark.requirement("OUT-10")
def test_the_next_good_moment_is_told_on_both_clocks(store: SqliteStore, clock: FixedClock) -> None:
    there = add_person(store, clock, fields=HUGO).person  # Denver
    saturday = datetime(2026, 11, 21, 20, tzinfo=UTC)
    found = send_moment(store, clock, person=there.id, at=saturday)

    assert (found.best.isoformat(), found.is_now, found.zone) == (
        "2026-11-23T08:00:00-07:00",
        False,
        "America/Denver",
    )
    assert found.says == (
        "Best moment: Monday 08:00 in Denver, 10:00 for you. It is Saturday 13:00 there now."
    )
    holiday = send_moment(store, clock, person=there.id, at=datetime(2026, 11, 26, 18, tzinfo=UTC))
    assert holiday.best.date() == date(2026, 11, 27)


def test_where_the_zone_is_unknown_it_is_said(store: SqliteStore, clock: FixedClock) -> None:
    nowhere = add_person(store, clock, fields={"name": "Jo Nowhere"}).person
    found = send_moment(store, clock, person=nowhere.id)

    assert not found.is_known
    assert found.says.startswith("Where Jo Nowhere works is not on record")


def test_neighbors_of_one_department_do_not_get_the_same_words(store: SqliteStore, clock: FixedClock) -> None:
    ana, bolu = (add_person(store, clock, fields=each).person for each in (ANA, BOLU))
    text = MEETING.replace("Kaya", "Novak")
    send(store, clock, ana, text=text)
    draft = write(store, clock, bolu, text=text.replace("Novak", "Adeyemi"))

    report = get_message_view(store, clock, message=draft.id).report
    assert "OUT-06" in {row for each in report.findings for row in each.rows}


def test_a_record_before_set_up_keeps_drafts(empty_store: SqliteStore, clock: FixedClock) -> None:
    draft = save_message(empty_store, clock, text="Hello there")
    with empty_store.reading() as reading:
        assert reading.all(Override) == ()
    assert [each.message for each in list_messages(empty_store, clock)] == [draft]


DEEDS: Mapping[str, Callable[[SqliteStore, FixedClock, MessageId], object]] = {
    "change": lambda store, clock, key: change_message(store, clock, message=key, text="Another text"),
    "ready": lambda store, clock, key: make_ready(store, clock, message=key, way=Way.COPIED),
    "send": lambda store, clock, key: mark_sent(store, clock, message=key),
    "remove": lambda store, clock, key: remove_message(store, clock, message=key),
    "reply": lambda store, clock, key: note_reply(store, clock, message=key),
    "close": lambda store, clock, key: close_kindly(store, clock, message=key),
    "bounce": lambda store, clock, key: note_bounce(store, clock, message=key),
}


@pytest.mark.requirement("OUT-22")
@pytest.mark.parametrize("deed", DEEDS)
def test_whatever_becomes_of_a_message_one_undo_takes_it_back(
    store: SqliteStore, clock: FixedClock, elif_: Person, deed: str
) -> None:
    key = write(store, clock, elif_).id
    if deed in {"reply", "close", "bounce"}:
        mark_sent(store, clock, message=key)
        clock.wait(days=12)
    with store.reading() as reading:
        before = reading.dump()
    DEEDS[deed](store, clock, key)
    with store.reading() as reading:
        assert reading.dump() != before
    undo(store, clock)
    with store.reading() as reading:
        assert reading.dump() == before

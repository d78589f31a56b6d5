"""The desk over a record: what a message is made of, which templates there are, any text checked."""

from datetime import UTC, datetime, timedelta

import pytest

from hallway.actions.applicants import set_up
from hallway.actions.desk import check_text, compose, find_template, templates
from hallway.actions.documents import record_document
from hallway.actions.history import list_history
from hallway.actions.interactions import record_interaction
from hallway.actions.materials import material_for
from hallway.actions.messages import mark_sent, save_message
from hallway.actions.overrides import override
from hallway.actions.own_templates import FaultyTemplate, add_template, own_templates, remove_template
from hallway.actions.people import add_person, add_work, edit_person
from hallway.domain.documents import DocumentKind
from hallway.domain.errors import InvalidValue, NotFound
from hallway.domain.interactions import Kind
from hallway.domain.messages import Medium, Request
from hallway.domain.people import Person
from hallway.playbooks.values import AUDIENCES
from hallway.storage.store import SqliteStore
from tests.cast import ANA, BOLU, DIEGO, ELIF, NADIA, PEOPLE, FixedClock
from tests.cli.test_outbox import TEMPLATE

MONDAY_MORNING = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)


@pytest.fixture
def ana(store: SqliteStore, clock: FixedClock) -> Person:
    return add_person(store, clock, fields=ANA).person


def rows_of(store: SqliteStore | None, clock: FixedClock, **asked: object) -> set[str]:
    report = check_text(store, clock, **asked)  # type: ignore[arg-type]  # the cases name what they need
    return {row for each in report.findings for row in each.rows}


# ------------------------------------------------------------------------------------------ material


@pytest.mark.usefixtures("ana")
def test_the_record_gives_what_lies_between_two_people(store: SqliteStore, clock: FixedClock) -> None:
    bolu = add_person(store, clock, fields=BOLU | {"introduced_by": "Ana Novak"}).person
    work = add_work(store, clock, person=bolu.id, title="Nerve transfers", insight="timing beats technique")
    record_interaction(store, clock, people=[bolu.id], kind=Kind.MET, topics=["nerves"])
    clock.wait(days=1)
    save = save_message(store, clock, text="Thank you.", person=bolu.id)
    sent = mark_sent(store, clock, message=save.id)
    cv = record_document(store, clock, kind=DocumentKind.CV_SHORT, label="October")

    with store.reading() as reading:
        found = material_for(reading, clock, person=bolu.id)
    other = found.recipient
    assert other is not None
    assert (other.person.id, other.introduced_by, other.works) == (bolu.id, "Ana Novak", (work,))
    assert [each.kind for each in other.interactions] == [Kind.MAILED, Kind.MET]
    assert other.institution is not None
    assert other.department is not None
    assert (other.institution.name, other.department.name) == ("Harbor Medical Center", "Plastic Surgery")
    assert (other.zone, other.unanswered, other.messages) == ("America/New_York", 1, (sent.message,))
    assert found.applicant is not None
    assert (found.applicant.name, found.playbook.base) == ("Nadia Brandt", "us-img-plastics")
    assert found.documents == (cv,)
    assert found.answers is None  # she is in a group, and they have talked
    assert set(found.known_names) == {"Ana Novak", "Bolu Adeyemi"}


def test_a_place_without_a_zone_takes_the_states(store: SqliteStore, clock: FixedClock) -> None:
    one = add_person(store, clock, fields={"name": "Jo Vega"}).person
    with store.reading() as reading:
        nowhere = material_for(reading, clock, person=one.id).recipient
    edit_person(store, clock, person=one.id, fields={"state": "CO", "zone": ""})
    with store.reading() as reading:
        there = material_for(reading, clock, person=one.id).recipient

    assert nowhere is not None
    assert there is not None
    assert (nowhere.zone, there.zone) == ("", "America/Denver")


def test_a_cold_mail_that_waits_is_what_the_next_one_follows_up(
    store: SqliteStore, clock: FixedClock
) -> None:
    elif_ = add_person(store, clock, fields=ELIF).person
    first = mark_sent(
        store, clock, message=save_message(store, clock, text="Could we talk?", person=elif_.id).id
    ).message
    with store.reading() as reading:
        assert material_for(reading, clock, person=elif_.id).answers == first
    record_interaction(store, clock, people=[elif_.id], kind=Kind.REPLIED)
    with store.reading() as reading:
        assert material_for(reading, clock, person=elif_.id).answers is None


@pytest.mark.parametrize("audience", AUDIENCES)
def test_another_guide_can_be_asked(store: SqliteStore, clock: FixedClock, audience: str) -> None:
    with store.reading() as reading:
        assert material_for(reading, clock, audience=audience).playbook.base == audience


def test_a_guide_that_is_none_is_refused_with_the_nearest(store: SqliteStore, clock: FixedClock) -> None:
    for record in (store, None):
        with pytest.raises(InvalidValue, match="md-plastics"):
            check_text(record, clock, text="Hello", audience="md-plastic")


# ----------------------------------------------------------------------------------------- templates


@pytest.mark.parametrize("typed", ["TPL-15", "tpl-15", "15", "tpl 15", "One follow-up when no answer came"])
def test_a_template_is_found_by_id_number_or_name(store: SqliteStore, typed: str) -> None:
    assert find_template(store, typed).id == "TPL-15"


def test_a_template_that_is_none_or_many_is_told(store: SqliteStore) -> None:
    with pytest.raises(InvalidValue, match=r"It fits \d+"):
        find_template(store, "after a conference")
    with pytest.raises(NotFound, match="TPL-21"):
        find_template(store, "Meetign agenda")
    with pytest.raises(NotFound, match="hallway write"):
        find_template(None, "")


def test_own_templates_stand_after_ours(store: SqliteStore, clock: FixedClock, ana: Person) -> None:
    add_template(store, clock, name="thanks.toml", text=TEMPLATE)
    assert [each.id for each in templates(store) if each.is_own] == ["my-thanks"]
    assert templates(store)[-1].is_own
    assert not any(each.is_own for each in templates(None))
    composed = compose(store, clock, template="my-thanks", person=ana.id, answers={"what": "the hour"})
    assert composed.text.startswith("Dear Dr. Novak,\n\nThank you for the hour.")

    remove_template(store, clock, template="my-thanks")
    assert own_templates(store) == ()


def test_a_faulty_template_is_not_kept(store: SqliteStore, clock: FixedClock) -> None:
    entries = len(list_history(store))
    with pytest.raises(FaultyTemplate, match=r"mine.toml, line \d+"):
        add_template(store, clock, name="mine.toml", text=TEMPLATE.replace("medium", "medum"))
    assert own_templates(store) == ()
    assert len(list_history(store)) == entries


def test_an_answer_to_a_slot_that_is_not_there_is_refused(store: SqliteStore, clock: FixedClock) -> None:
    with pytest.raises(InvalidValue, match="TPL-15 has no such slot"):
        compose(store, clock, template="15", answers={"wether": "sunny"})


def test_a_follow_up_finds_the_message_it_follows(store: SqliteStore, clock: FixedClock, ana: Person) -> None:
    """Ana is a mentor, so her silence is no cold one: the template decides, not the ladder."""
    sent = mark_sent(
        store, clock, message=save_message(store, clock, text="Could we talk?", person=ana.id).id
    ).message
    clock.wait(days=10)
    composed = compose(store, clock, template="15", person=ana.id, answers={"topic": "flaps"})
    kept = save_message(store, clock, text=composed.text, person=ana.id, template="TPL-15")

    assert "November 23" in composed.text
    assert kept.answers == sent.id


# -------------------------------------------------------------------------------------------- checks


def test_without_a_record_the_text_alone_is_judged(clock: FixedClock) -> None:
    report = check_text(None, clock, text="Dear Dr. Novak,\n\nI wanna talk to you.\n\nBest regards,\nNadia")

    assert "wanna" in [each.quote for each in report.findings]
    assert report.words > 0


def test_the_applicants_own_numbers_count(store: SqliteStore, clock: FixedClock) -> None:
    text = "Hi, I am Nadia. " * 10
    before = check_text(store, clock, text=text, medium=Medium.SPOKEN)
    override(store, clock, key="speaking.rate", value="70")
    after = check_text(store, clock, text=text, medium=Medium.SPOKEN)

    assert after.seconds == pytest.approx(2 * before.seconds, abs=1)


@pytest.mark.requirement("OUT-08")
def test_many_first_mails_in_one_day_bring_a_gentle_note(store: SqliteStore, clock: FixedClock) -> None:
    people = [add_person(store, clock, fields=each).person for each in PEOPLE]
    first = {"name": "Jo Vega", "zone": "America/New_York"}
    last = add_person(store, clock, fields=first).person
    for each in people[:5]:
        record_interaction(store, clock, people=[each.id], kind=Kind.MAILED)
    text = "Dear Dr. Vega,\n\nI read your paper on flaps. May I ask you one question?\n\nBest regards,\nNadia"

    assert "OUT-08" in rows_of(store, clock, text=text, person=last.id, at=MONDAY_MORNING)
    assert "OUT-08" not in rows_of(store, clock, text=text, person=last.id)
    tomorrow = MONDAY_MORNING + timedelta(days=1)
    assert "OUT-08" not in rows_of(store, clock, text=text, person=last.id, at=tomorrow)


@pytest.mark.requirement("OUT-06")
def test_neighbors_get_no_copy_and_strangers_may(store: SqliteStore, clock: FixedClock, ana: Person) -> None:
    bolu, diego = (add_person(store, clock, fields=each).person for each in (BOLU, DIEGO))
    text = """Dear Dr. Novak,

I am a final-year student who wants to become a plastic surgeon. Your work on nerve transfers made me read
everything on timing that I could find. Could we talk for 15 minutes in the coming weeks?

Kind regards,
Nadia Brandt"""
    mark_sent(store, clock, message=save_message(store, clock, text=text, person=ana.id).id)

    def copied(person: Person, name: str) -> bool:
        return "OUT-06" in rows_of(store, clock, text=text.replace("Novak", name), person=person.id)

    assert copied(bolu, "Adeyemi")
    assert not copied(diego, "Núñez")
    assert not copied(ana, "Novak")  # her own letter is not somebody else's


def test_what_a_message_was_made_of_counts_when_it_is_checked(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    kept = save_message(store, clock, text="Could we talk for 15 minutes?", person=ana.id)
    assert kept.asks is Request.MEETING
    by_message = check_text(store, clock, text=kept.text, message=kept.id)
    by_person = check_text(store, clock, text=kept.text, person=ana.id, medium=Medium.MAIL)
    assert [each.rule for each in by_message.findings] == [each.rule for each in by_person.findings]


def test_a_message_is_no_part_of_its_own_history(store: SqliteStore, clock: FixedClock) -> None:
    """What it asked is no earlier ask, and its contact no earlier mail: it reads as before it went."""
    elif_ = add_person(store, clock, fields=ELIF).person
    text = "Dear Dr. Kaya,\n\nMay I ask you one question on feeding?\n\nKind regards,\nNadia"
    kept = save_message(store, clock, text=text, subject="A question", person=elif_.id)
    before = check_text(store, clock, text=text, message=kept.id)
    sent = mark_sent(store, clock, message=kept.id)
    after = check_text(store, clock, text=text, message=kept.id)

    assert sent.ask is not None
    assert after.findings == before.findings


def test_the_record_before_set_up_is_checked_by_the_guide_for_everybody(
    empty_store: SqliteStore, clock: FixedClock
) -> None:
    with empty_store.reading() as reading:
        assert material_for(reading, clock).playbook.base == "img-general"
    assert check_text(empty_store, clock, text="Hello there").words == 2
    set_up(empty_store, clock, fields=NADIA)
    with empty_store.reading() as reading:
        assert material_for(reading, clock).playbook.base == "us-img-plastics"

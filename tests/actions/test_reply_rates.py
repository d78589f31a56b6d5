"""How many messages were answered, told kindly: counts first, a share only where it means something."""

import pytest

from hallway.actions.messages import close_kindly, mark_sent, note_bounce, note_reply, save_message
from hallway.actions.people import add_person
from hallway.actions.reply_rates import ReplyRates, reply_rates
from hallway.domain.messages import Medium, Message
from hallway.domain.people import Person
from hallway.playbooks.reply_notes import UNKNOWN, read_reply_notes, reply_notes
from hallway.storage.store import SqliteStore
from tests.cast import ANA, BOLU, CHEN, FixedClock


@pytest.fixture
def people(store: SqliteStore, clock: FixedClock) -> list[Person]:
    return [add_person(store, clock, fields=each).person for each in (ANA, BOLU, CHEN)]


ASKING = "Could we talk for 15 minutes in the coming weeks?"


def send(
    store: SqliteStore, clock: FixedClock, person: Person | None, template: str = "", text: str = ASKING
) -> Message:
    kept = save_message(store, clock, text=text, person=person.id if person else None, template=template)
    return mark_sent(store, clock, message=kept.id).message


def counts(rates: ReplyRates) -> tuple[int, int, int, int | None]:
    return rates.overall.sent, rates.overall.replied, rates.overall.waiting, rates.overall.percent


@pytest.mark.requirement("OUT-25", "ACC-07")
def test_messages_are_counted_by_template_recipient_and_week(
    store: SqliteStore, clock: FixedClock, people: list[Person]
) -> None:
    ana, bolu, chen = people
    first = send(store, clock, ana, "TPL-12")
    send(store, clock, chen)
    clock.wait(days=7)
    send(store, clock, bolu, "TPL-12")
    note_reply(store, clock, message=first.id)
    rates = reply_rates(store)

    assert counts(rates) == (3, 1, 2, None)
    assert [(each.name[:6], each.sent, each.replied) for each in rates.by_template] == [
        ("TPL-12", 2, 1),
        ("Writte", 1, 0),
    ]
    assert [(each.name, each.sent) for each in rates.by_kind] == [
        ("Residents and fellows", 2),
        ("Chairs, directors and chiefs", 1),
    ]
    assert [(each.name, each.sent) for each in rates.by_week] == [("2026-11-30", 1), ("2026-11-23", 2)]
    assert "get no answer" in rates.says
    assert rates.guides == ("img-general",)


def test_a_share_is_told_from_five_messages_on(
    store: SqliteStore, clock: FixedClock, people: list[Person]
) -> None:
    for each in range(4):
        send(store, clock, people[each % 3])
    assert reply_rates(store).overall.percent is None
    note_reply(store, clock, message=send(store, clock, people[1]).id)
    rates = reply_rates(store)

    assert rates.overall.percent is not None
    assert rates.overall.percent == round(100 * rates.overall.replied / 5)
    assert all(each.percent is None for each in rates.by_kind)


@pytest.mark.requirement("OUT-25")
def test_an_update_that_asks_nothing_waits_for_no_answer(
    store: SqliteStore, clock: FixedClock, people: list[Person]
) -> None:
    for each in range(5):
        send(store, clock, people[each % 3], text="I passed Step 2. Thank you for your advice.")
    overall = reply_rates(store).overall
    assert (overall.sent, overall.asking, overall.waiting, overall.percent) == (5, 0, 0, None)

    asked = [send(store, clock, people[each % 3]) for each in range(5)]
    clock.wait(days=1)
    note_reply(store, clock, message=asked[1].id)  # both that asked this person
    overall = reply_rates(store).overall
    assert (overall.sent, overall.asking, overall.replied, overall.waiting) == (10, 5, 2, 3)
    assert overall.percent == 40


def test_what_came_back_went_to_nobody_or_has_not_gone_is_not_counted(
    store: SqliteStore, clock: FixedClock, people: list[Person]
) -> None:
    note_bounce(store, clock, message=send(store, clock, people[0]).id)
    send(store, clock, None)
    save_message(store, clock, text="A draft", person=people[0].id)
    said = save_message(store, clock, text="Hi, I am Nadia.", medium=Medium.SPOKEN, person=people[1].id)
    mark_sent(store, clock, message=said.id)
    assert counts(reply_rates(store)) == (0, 0, 0, None)

    close_kindly(store, clock, message=send(store, clock, people[2]).id)
    assert counts(reply_rates(store)) == (1, 0, 0, None)


@pytest.mark.parametrize(
    ("role", "kind"),
    [
        ("chief resident", "Residents and fellows"),
        ("PGY-3", "Residents and fellows"),
        ("division chief", "Chairs, directors and chiefs"),
        ("Associate Program Director", "Chairs, directors and chiefs"),
        ("program coordinator", "Program offices"),
        ("medical student", "Students and alumni"),
        ("attending", "Other faculty and physicians"),
        ("", UNKNOWN),
        ("Harpist", UNKNOWN),
    ],
)
def test_a_role_belongs_to_one_kind_of_recipient(role: str, kind: str) -> None:
    assert reply_notes().kind_of(role) == kind


def test_a_faulty_file_of_notes_is_told_with_its_line() -> None:
    _, problems = read_reply_notes(
        '[note]\nsays = "A."\nbecuse = "B."\n\n[[kind]]\nid = "a"\nsays = "A"\nwords = []\n'
    )

    assert (3, "becuse") in [(each.line, each.key) for each in problems]
    assert "words" in [each.key for each in problems]

"""A progress update: only what is on record, since they last heard, with thanks at its end."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.actions.advice import record_advice
from hallway.actions.applicants import change_applicant
from hallway.actions.history import list_history, undo
from hallway.actions.interactions import record_interaction
from hallway.actions.milestones import record_milestone
from hallway.actions.people import add_person, edit_person
from hallway.actions.progress_updates import Sent, progress_update, record_update
from hallway.actions.promises import make_promise
from hallway.actions.standings import archive_person
from hallway.actions.today import steps_of
from hallway.actions.update_letters import Letter, count_words, write_letter
from hallway.desk.news import NewsItem
from hallway.domain.advice import Advice
from hallway.domain.applicants import Applicant
from hallway.domain.ids import ApplicantId, PersonId
from hallway.domain.interactions import Interaction, Kind
from hallway.domain.milestones import MilestoneKind
from hallway.domain.people import Person
from hallway.domain.promises import By
from hallway.storage.store import SqliteStore
from tests.cast import ANA, CHEN, GRETA, NOW, FixedClock

TODAY = NOW.date()


@pytest.fixture
def ana(store: SqliteStore, clock: FixedClock) -> PersonId:
    """Return a mentor who last heard from Nadia on September 1."""
    key = add_person(store, clock, fields=ANA | {"given": "Ana", "family": "Novak"}).person.id
    record_interaction(
        store, clock, people=[key], kind=Kind.MET, on=date(2026, 9, 1), topics=["the registry"]
    )
    return key


def passed(store: SqliteStore, clock: FixedClock, on: date = date(2026, 10, 12)) -> None:
    record_milestone(store, clock, kind=MilestoneKind.EXAM, text="Step 2 CK passed.", on=on)


@pytest.mark.requirement("MEN-16")
def test_an_update_tells_every_sort_of_news_and_ends_with_thanks(
    store: SqliteStore, clock: FixedClock, ana: PersonId
) -> None:
    change_applicant(store, clock, fields={"exams": "Step 3; planned; 2027-02-10"})
    passed(store, clock)
    for kind, text, day in (
        (MilestoneKind.RESEARCH, "Joined the vault registry", date(2026, 10, 1)),
        (MilestoneKind.PUBLICATION, "Abstract accepted by the regional meeting", date(2026, 10, 20)),
        (MilestoneKind.PRESENTATION, "Poster in Ohio", date(2026, 11, 2)),
        (MilestoneKind.ROTATION, "Observership at Lakeside secured", date(2026, 11, 4)),
        (MilestoneKind.INTERVIEW, "First interview", date(2026, 11, 6)),
        (MilestoneKind.MATCH, "Ranked my list", date(2026, 11, 8)),
    ):
        record_milestone(store, clock, kind=kind, text=text, on=day)
    done = date(2026, 9, 20)
    record_advice(
        store, clock, person=ana, text="Read the checklist first", acted_on=done, result="saved time"
    )

    update = progress_update(store, clock, person=ana)

    assert update.subject == "A short update from Nadia Brandt"
    assert update.text == (
        "Dear Dr. Novak,\n\n"
        "I would like to tell you what has happened since you last heard from me in September.\n\n"
        "- The Match: Ranked my list (November 8).\n"
        "- Interviews: First interview (November 6).\n"
        "- Clinical experience: Observership at Lakeside secured (November 4).\n"
        "- Presentations: Poster in Ohio (November 2).\n"
        "- Papers and abstracts: Abstract accepted by the regional meeting (October 20).\n"
        "- Exams: Step 2 CK passed (October 12).\n"
        "- Research: Joined the vault registry (October 1).\n"
        "- Your advice, “Read the checklist first”: I followed it. What came of it: saved time.\n\n"
        "Next comes Step 3, on February 10, 2027. I am preparing for the 2028 Match.\n\n"
        "Nothing here needs an answer. Thank you for your guidance; it keeps me going in the right "
        "direction.\n\n"
        "With kind regards,\nNadia Brandt"
    )
    assert (update.left_out, update.missing) == ((), ())
    assert update.words <= 150


def test_only_what_came_after_their_last_contact_is_news(
    store: SqliteStore, clock: FixedClock, ana: PersonId
) -> None:
    passed(store, clock, on=date(2026, 8, 31))
    assert not progress_update(store, clock, person=ana).is_ready

    passed(store, clock, on=date(2026, 9, 2))

    assert [each.on for each in progress_update(store, clock, person=ana).news] == [date(2026, 9, 2)]


def test_a_reply_of_theirs_tells_them_nothing(store: SqliteStore, clock: FixedClock, ana: PersonId) -> None:
    passed(store, clock)
    record_interaction(store, clock, people=[ana], kind=Kind.REPLIED, on=date(2026, 11, 1))

    assert progress_update(store, clock, person=ana).since == date(2026, 9, 1)
    assert progress_update(store, clock, person=ana).is_ready


@pytest.mark.requirement("MEN-16")
def test_when_nothing_is_new_it_says_so_and_names_the_next_window(
    store: SqliteStore, clock: FixedClock, ana: PersonId
) -> None:
    update = progress_update(store, clock, person=ana)

    assert (update.text, update.news, update.missing) == ("", (), ())
    assert update.says.startswith("Nothing new is on record since they last heard from you on September 1.")
    assert update.next_says == "The window for an update is open now."
    record_interaction(store, clock, people=[ana], kind=Kind.CALLED, on=TODAY, topics=["news"])
    assert (
        progress_update(store, clock, person=ana).next_says
        == "The next window for an update opens on January 23, 2027."
    )


def test_for_others_no_window_is_made_up(store: SqliteStore, clock: FixedClock) -> None:
    greta = add_person(store, clock, fields=GRETA).person.id
    update = progress_update(store, clock, person=greta)

    assert "neither a mentor nor a sponsor" in update.next_says


@pytest.mark.parametrize(
    ("fields", "greeting", "knows_role"),
    [
        (ANA | {"given": "Ana", "family": "Novak"}, "Dear Dr. Novak,", True),
        (ANA | {"name": "Dr. Ana María Novak Ruiz", "family": "Novak Ruiz"}, "Dear Dr. Novak Ruiz,", True),
        (CHEN, "Hi 伟,", True),
        (CHEN | {"groups": "peer; mentor"}, "Dear Dr. 陈,", True),
        (GRETA, "Dear Greta Lindqvist,", True),
        ({"name": "Sam Ode"}, "Dear Sam Ode,", False),
        ({"name": "Sam Ode", "credentials": "MBBS", "family": "Ode"}, "Dear Dr. Ode,", True),
    ],
)
def test_doctors_are_greeted_by_family_name_and_peers_by_given_name(
    store: SqliteStore, clock: FixedClock, fields: dict[str, str], greeting: str, *, knows_role: bool
) -> None:
    person = add_person(store, clock, fields=fields).person.id
    passed(store, clock)

    update = progress_update(store, clock, person=person)

    assert update.text.split("\n")[0] == greeting
    assert any("no title is used" in each for each in update.missing) is not knows_role


def test_a_family_name_that_is_not_on_record_is_not_made_up() -> None:
    person = Person(id=PersonId("p"), name="Dr. Ana Novak Ruiz", role="fellow")
    letter = letter_to(person, [NewsItem("exam", "Passed", TODAY)])

    assert letter.text.startswith("Dear Dr. Ana Novak Ruiz,\n")
    assert letter.missing == ("Their family name is not noted apart.",)


def test_what_is_not_on_record_is_told_and_not_made_up(store: SqliteStore, clock: FixedClock) -> None:
    change_applicant(store, clock, fields={"match_year": ""})
    bea = add_person(store, clock, fields={"name": "Bea Lind", "role": "fellow", "groups": "mentor"}).person
    passed(store, clock)
    record_advice(store, clock, person=bea.id, text="Call the registry", acted_on=date(2026, 11, 2))

    update = progress_update(store, clock, person=bea.id)

    assert "Your advice, “Call the registry”: I followed it." in update.text
    assert "Match" not in update.text
    assert list(update.missing) == [
        "What came of their advice “Call the registry” is not noted.",
        "No contact with them is on record: check what they know already.",
        "No exam ahead and no Match year are noted, so nothing is said about your timeline.",
        "No e-mail address of theirs is noted.",
    ]


def test_without_a_contact_the_news_of_a_year_is_told(store: SqliteStore, clock: FixedClock) -> None:
    bea = add_person(store, clock, fields={"name": "Bea Lind", "groups": "mentor"}).person
    passed(store, clock, on=date(2025, 11, 20))
    passed(store, clock, on=date(2025, 11, 25))

    assert [each.on for each in progress_update(store, clock, person=bea.id).news] == [date(2025, 11, 25)]


def test_an_open_promise_and_a_recent_mail_are_brought_to_mind(
    store: SqliteStore, clock: FixedClock, ana: PersonId
) -> None:
    make_promise(store, clock, person=ana, by=By.ME, text="Send the table")
    record_interaction(store, clock, people=[ana], kind=Kind.MAILED, on=date(2026, 11, 11))
    passed(store, clock, on=date(2026, 11, 20))

    assert progress_update(store, clock, person=ana).minds == (
        "You promised them: Send the table. Keep it, or say when you will.",
        "You wrote to them 12 days ago; leave 30 days between two updates.",
    )


def test_nobody_is_written_to_who_asked_for_no_follow_up_or_is_put_aside(
    store: SqliteStore, clock: FixedClock, ana: PersonId
) -> None:
    passed(store, clock)
    edit_person(store, clock, person=ana, fields={"may_follow_up": "no"})
    refused = progress_update(store, clock, person=ana)
    edit_person(store, clock, person=ana, fields={"may_follow_up": "yes"})
    archive_person(store, clock, person=ana)

    assert (refused.text, refused.says[:9]) == ("", "They aske")
    assert progress_update(store, clock, person=ana).says.startswith("They are archived.")
    assert record_update(store, clock, person=ana) is None


def test_sending_logs_one_mail_reports_the_advice_and_is_undone_as_one(
    store: SqliteStore, clock: FixedClock, ana: PersonId
) -> None:
    passed(store, clock)
    advice = record_advice(store, clock, person=ana, text="Rest", acted_on=date(2026, 10, 2))
    other = record_advice(store, clock, person=ana, text="Run")

    sent = record_update(store, clock, person=ana)

    assert isinstance(sent, Sent)
    assert (sent.interaction.kind, sent.interaction.summary) == (Kind.MAILED, "Step 2 CK passed.; Rest")
    assert [each.id for each in sent.reported] == [advice.id]
    with store.reading() as reading:
        told = {each.id: each.reported for each in reading.all(Advice)}
    assert told == {advice.id: TODAY, other.id: None}
    assert not progress_update(store, clock, person=ana).is_ready
    entries = len(list_history(store))
    assert record_update(store, clock, person=ana) is None  # a second click
    assert len(list_history(store)) == entries

    undo(store, clock)

    assert progress_update(store, clock, person=ana).is_ready
    assert mails(store) == []
    with store.reading() as reading:
        assert reading.get(Advice, advice.id) == advice


@pytest.mark.parametrize("hour", [14, 20])
def test_news_of_the_same_day_is_told_once_and_its_step_is_gone(
    store: SqliteStore, clock: FixedClock, ana: PersonId, hour: int
) -> None:
    clock.instant = NOW.replace(hour=hour)
    passed(store, clock, on=TODAY)
    assert "update.milestone" in [each.rule for each in steps_of(store, clock, ana)]

    record_update(store, clock, person=ana)

    assert not progress_update(store, clock, person=ana).is_ready
    assert "update.milestone" not in [each.rule for each in steps_of(store, clock, ana)]
    record_milestone(store, clock, kind=MilestoneKind.ROTATION, text="Elective secured")
    assert [each.text for each in progress_update(store, clock, person=ana).news] == ["Elective secured"]


def mails(store: SqliteStore) -> list[Interaction]:
    """Return every mail on record."""
    with store.reading() as reading:
        return [each for each in reading.all(Interaction) if each.kind is Kind.MAILED]


def test_news_that_has_no_room_is_named(store: SqliteStore, clock: FixedClock, ana: PersonId) -> None:
    for day in range(1, 25):
        record_milestone(
            store,
            clock,
            kind=MilestoneKind.PUBLICATION,
            text="Abstract on wound healing accepted by the regional meeting of the society",
            on=date(2026, 10, day),
        )

    update = progress_update(store, clock, person=ana)

    assert update.words <= 150
    assert len(update.news) + len(update.left_out) == 24
    assert update.news[0].on == date(2026, 10, 24)
    record_update(store, clock, person=ana)
    [mail] = mails(store)
    assert mail.summary.count("Abstract") == len(update.news)


words = st.text(max_size=120)
items = st.builds(
    NewsItem,
    kind=st.sampled_from([each.value for each in MilestoneKind]),
    text=words,
    on=st.dates(TODAY - timedelta(days=400), TODAY),
)


def letter_to(person: Person, news: list[NewsItem], most: int = 150) -> Letter:
    applicant = Applicant(
        id=ApplicantId("a"), name="Nadia Brandt", audience="us-img-plastics", zone="UTC", match_year=2028
    )
    return write_letter(
        person=person, applicant=applicant, since=None, news=news, today=TODAY, most_words=most
    )


@given(st.lists(items, min_size=1, max_size=12), words, words)
def test_an_update_never_has_too_many_words_unless_one_piece_of_news_has(
    news: list[NewsItem], name: str, family: str
) -> None:
    letter = letter_to(Person(id=PersonId("p"), name=name, family=family, role="fellow"), news)

    assert letter.words == count_words(letter.text)
    assert letter.words <= 150 or (len(letter.news) == 1 and "Shorten it" in letter.missing[-1])
    assert (*letter.news, *letter.left_out) == tuple(news)


@given(st.lists(items, min_size=1, max_size=5))
def test_every_line_of_news_is_a_line_of_the_record(news: list[NewsItem]) -> None:
    """Take away what the record says, and the same sentences are left whatever it says."""
    letter = letter_to(Person(id=PersonId("p"), name="Ana", role="fellow"), news, most=10_000)

    lines = [line for line in letter.text.split("\n") if line.startswith("- ")]

    assert len(lines) == len(news)
    for line, each in zip(lines, news, strict=True):
        assert " ".join(each.text.split()).rstrip(" .;,") in line

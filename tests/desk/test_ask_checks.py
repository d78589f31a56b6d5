"""What a text asks is measured by the record: who the two are to each other, and what haste there is."""

import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from hallway.desk.checking import check
from hallway.desk.context import Context
from hallway.desk.findings import Finding
from hallway.desk.material import Material, Recipient
from hallway.desk.remedies import apply_remedy
from hallway.domain.asks import Answer, Ask, Rung
from hallway.domain.ids import AskId, InteractionId, PersonId
from hallway.domain.interactions import Interaction, Kind
from hallway.domain.messages import Medium
from hallway.domain.people import Group, Person, Relationship
from hallway.playbooks.cautions import Severity
from hallway.playbooks.library import make_playbook

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
PLAYBOOK = make_playbook("img-general", overrides={})
ELIF = Person(id=PersonId("elif"), name="Elif Kaya", family="Kaya", role="attending")
LETTER = (
    "Dear Dr. Kaya,\n\nWould you be willing to write me a strong letter of recommendation?\n\nBest,\nRavi"
)
ADVICE = "Dear Dr. Kaya,\n\nWhich journal would you try first with a case report?\n\nBest,\nRavi"
THANKS = "Dear Dr. Kaya,\n\nThank you for the evening with my abstract; it was accepted.\n\nBest,\nRavi"
GOOD = tomllib.loads(Path(__file__).with_name("good_requests.toml").read_text("utf-8"))["mails"]
FAMILIES = ("asks.", "letters.", "nudges.", "pressure.", "caution.")


def contact(kind: Kind, days: int) -> Interaction:
    at = NOW - timedelta(days=days)
    return Interaction(id=InteractionId(f"{kind}-{days}"), person=ELIF.id, at=at, zone="UTC", kind=kind)


def asked(rung: Rung, answer: Answer, days: int = 20) -> Ask:
    on = NOW.date() - timedelta(days=days)
    return Ask(id=AskId(f"{rung}-{days}"), person=ELIF.id, rung=rung, on=on, answer=answer)


def findings(
    text: str, other: Recipient | None, *, at: datetime | None = None, medium: Medium = Medium.MAIL
) -> list[Finding]:
    material = Material(playbook=PLAYBOOK, today=NOW.date(), recipient=other)
    report = check(text, Context(material=material, medium=medium, at=at))
    return [each for each in report.findings if each.rule.startswith(FAMILIES)]


def rules(text: str, other: Recipient | None, at: datetime | None = None) -> list[str]:
    return [each.rule for each in findings(text, other, at=at)]


@pytest.mark.requirement("LOG-03", "OUT-24")
@pytest.mark.parametrize(
    ("talks", "says"),
    [((), "the record holds no talk"), ((30,), "you have talked once"), ((30, 12), "you have talked twice")],
)
def test_a_letter_before_sustained_work_is_told_with_what_the_record_holds(
    talks: tuple[int, ...], says: str
) -> None:
    met = tuple(contact(Kind.MET, each) for each in talks)
    found = findings(LETTER, Recipient(person=ELIF, interactions=met))
    assert [(each.rule, each.severity) for each in found] == [("asks.rung-skipped", Severity.STRONG)]
    assert says in found[0].says
    assert "sustained work" in found[0].because
    assert found[0].quote == "write me a strong letter of recommendation"


@pytest.mark.parametrize(
    "other",
    [
        Recipient(person=ELIF, interactions=(contact(Kind.ROTATION_ENDED, 40),)),
        Recipient(person=ELIF, interactions=tuple(contact(Kind.MET, each) for each in (80, 50, 20))),
        Recipient(
            person=ELIF,
            interactions=(contact(Kind.MET, 30),),
            asks=(asked(Rung.TASK, Answer.GRANTED),),
        ),
        Recipient(
            person=replace(ELIF, relationship=Relationship.TRUSTS_ME), interactions=(contact(Kind.MET, 9),)
        ),
    ],
    ids=["rotation", "talks over months", "task done", "trust"],
)
def test_a_letter_after_sustained_work_is_fine(other: Recipient) -> None:
    assert rules(LETTER, other) == []


def test_a_mentor_without_logged_talks_is_warned_about_and_no_more() -> None:
    found = findings(LETTER, Recipient(person=replace(ELIF, groups=(Group.MENTOR,))))
    assert [(each.rule, each.severity) for each in found] == [("asks.rung-skipped", Severity.WARN)]


@pytest.mark.requirement("CON-13")
def test_who_refused_to_be_followed_up_with_is_left_alone() -> None:
    refused = Recipient(person=replace(ELIF, may_follow_up=False), interactions=(contact(Kind.MET, 5),))
    assert rules(ADVICE, refused) == ["caution.permission-refused"]
    assert rules(ADVICE, replace(refused, person=replace(ELIF, may_follow_up=True))) == []


@pytest.mark.requirement("FUP-03", "FUP-04", "PIT-12")
@pytest.mark.parametrize(
    ("mails", "found"),
    [
        ((12,), []),
        ((30, 14), ["caution.nudge-again"]),
        ((12, 3), ["caution.nudge-again", "caution.nudge-within-days"]),
        ((3,), ["caution.nudge-within-days"]),
        ((8,), ["nudges.early"]),
    ],
)
def test_a_nudge_too_many_or_too_soon_is_told(mails: tuple[int, ...], found: list[str]) -> None:
    sent = tuple(contact(Kind.MAILED, each) for each in sorted(mails))
    other = Recipient(person=ELIF, interactions=sent, unanswered=len(mails))
    assert sorted(rules(ADVICE, other)) == found


def test_thanks_and_news_to_somebody_known_are_no_nudge() -> None:
    sent = (contact(Kind.MAILED, 2), contact(Kind.MET, 30))
    assert rules(THANKS, Recipient(person=ELIF, interactions=sent, unanswered=1)) == []


@pytest.mark.parametrize(
    ("days", "found"),
    [(400, ["caution.ask-after-long-silence"]), (200, ["caution.ask-after-silence"]), (60, [])],
)
def test_a_request_after_silence_is_told_as_before_an_ask(days: int, found: list[str]) -> None:
    other = Recipient(person=ELIF, interactions=(contact(Kind.MET, days),))
    assert rules(ADVICE, other) == found
    assert rules(THANKS, other) == []


@pytest.mark.requirement("LOG-08")
def test_one_more_question_beside_an_open_one_is_merged() -> None:
    other = Recipient(
        person=ELIF, interactions=(contact(Kind.MET, 9),), asks=(asked(Rung.ADVICE, Answer.PENDING, 5),)
    )
    assert rules(ADVICE, other) == ["caution.many-questions"]


@pytest.mark.requirement("PIT-15")
def test_a_writer_who_hesitated_is_not_asked_again() -> None:
    other = Recipient(
        person=ELIF,
        interactions=(contact(Kind.ROTATION_ENDED, 40),),
        asks=(asked(Rung.LETTER, Answer.HESITATED, 10),),
    )
    assert rules(LETTER, other) == ["caution.letter-hesitation"]


@pytest.mark.requirement("LOG-09")
@pytest.mark.parametrize(
    ("words", "at", "is_late"),
    [
        ("by November 24", NOW, True),
        ("by Nov. 23rd", NOW, True),
        ("before 24 November 2026", NOW, True),
        ("by 11/24", NOW, True),
        ("no later than 2026-11-24", NOW, True),
        ("by Tuesday", NOW, True),
        ("by Friday", NOW, False),
        ("by November 24", NOW - timedelta(days=20), False),
        ("by November 24, 2027", NOW, False),
        ("by February 30", NOW, False),
        ("by December 1", datetime(2026, 11, 30, 15, tzinfo=UTC), True),
        ("by January 1", datetime(2026, 12, 31, 15, tzinfo=UTC), True),
        ("about November 24", NOW, False),
    ],
)
def test_a_date_is_late_by_the_moment_of_sending(words: str, at: datetime, is_late: bool) -> None:  # noqa: FBT001 - a case, not a flag
    text = (
        f"Dear Dr. Kaya,\n\nThank you for the project. Could you look at my abstract {words}?\n\nBest,\nRavi"
    )
    assert ("asks.last-minute" in rules(text, None, at)) is is_late


@pytest.mark.requirement("LOR-02")
def test_weeks_before_a_letter_are_counted_from_the_day_of_sending() -> None:
    text = (
        "Dear Dr. Kaya,\n\nWould you write me a strong letter after our rotation? It is due on {day}.\n\nRavi"
    )
    assert rules(text.format(day="December 20"), None) == ["letters.late"]
    assert rules(text.format(day="February 20"), None) == []
    assert rules(text.format(day="November 24"), None) == ["asks.last-minute"]


@pytest.mark.requirement("LOR-04")
@pytest.mark.parametrize(
    ("asks", "better"),
    [
        ("write me a letter of recommendation", "write me a strong letter of recommendation"),
        ("write me a recommendation letter", "write me a strong recommendation letter"),
        ("write me an ERAS letter", "write me a strong ERAS letter"),
        ("provide me one LOR", "provide me one strong LOR"),
        ("support me with a Letter of Recommendation", "support me with a strong Letter of Recommendation"),
    ],
)
def test_one_press_makes_a_letter_a_strong_one(asks: str, better: str) -> None:
    text = f"Dear Dr. Kaya,\n\nThank you for the rotation. Would you {asks}?\n\nBest,\nRavi"
    found = [each for each in findings(text, None) if each.rule == "letters.strong"]
    mended = apply_remedy(text, found[0])
    assert better in mended
    assert "letters.strong" not in rules(mended, None)


@pytest.mark.requirement("OUT-03", "PIT-12")
def test_three_requests_at_once_are_a_strong_finding_and_one_only() -> None:
    text = (
        "Dear Dr. Kaya,\n\nMy name is Ravi. Could you correct my personal statement? "
        "May I shadow you in clinic? And please call the program director for me.\n\nRavi"
    )
    found = {each.rule: each for each in findings(text, None)}
    assert found["asks.several"].severity is Severity.STRONG
    assert found["asks.heavy-task"].severity is Severity.STRONG
    assert len(findings(text, None)) == len(found)


@pytest.mark.parametrize("text", GOOD, ids=[each.split("\n\n")[1][:40] for each in GOOD])
def test_a_good_mail_is_left_alone(text: str) -> None:
    assert rules(text, None) == []


@pytest.mark.requirement("CNF-16")
def test_a_surgeons_guide_leaves_one_question_in_the_hallway() -> None:
    text = "Hello, I liked your talk. How did you find the cases? Which of them would you do again?"
    for audience, found in (
        ("us-img-general-surgery", ["asks.questions-at-event"]),
        ("us-img-pediatrics", []),
    ):
        material = Material(playbook=make_playbook(audience, overrides={}), today=date(2026, 11, 23))
        report = check(text, Context(material=material, medium=Medium.SPOKEN))
        assert [each.rule for each in report.findings if each.rule.startswith(FAMILIES)] == found

"""When a message goes, how many go, and who got the same words: always seen from the recipient."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from hallway.desk.checking import check
from hallway.desk.context import Context
from hallway.desk.material import Gone, Material, Recipient
from hallway.domain.ids import DepartmentId, InstitutionId, PersonId
from hallway.domain.institutions import Department, Institution
from hallway.domain.people import Person
from hallway.playbooks.library import make_playbook

PLAYBOOK = make_playbook("us-img-plastics", overrides={})
HARBOR = Institution(id=InstitutionId("harbor"), name="Harbor Medical Center")
PLASTICS = Department(id=DepartmentId("plastics"), institution=HARBOR.id, name="Plastic Surgery")
ANA = Recipient(
    person=Person(id=PersonId("ana"), name="Ana Novak", family="Novak", role="fellow"),
    institution=HARBOR,
    department=PLASTICS,
    zone="America/New_York",
    country="US",
)
MATERIAL = Material(playbook=PLAYBOOK, today=date(2026, 11, 20), recipient=ANA)
NOTE = """Dear Dr. {name},

I am a final-year student at the Universidad del Mar Austral. Your paper on {work} changed how I think about
scars, above all the part on children under two. Did the families choose the later date themselves?

Best regards,
Nadia Brandt
"""


def rules(at: datetime, zone: str = "America/New_York", country: str = "US") -> list[str]:
    there = replace(MATERIAL, recipient=replace(ANA, zone=zone, country=country))
    report = check(NOTE, Context(material=there, at=at))
    return [each.rule for each in report.findings if each.rule.startswith("send.")]


@pytest.mark.requirement("OUT-10", "PIT-11")
@pytest.mark.parametrize(
    ("at", "zone", "found"),
    [
        (datetime(2026, 11, 20, 15, 0, tzinfo=UTC), "America/New_York", []),
        (datetime(2026, 11, 20, 13, 0, tzinfo=UTC), "America/New_York", []),  # 08:00 there
        (datetime(2026, 11, 20, 12, 59, tzinfo=UTC), "America/New_York", ["send.hour"]),
        (datetime(2026, 11, 20, 23, 1, tzinfo=UTC), "America/New_York", ["send.hour"]),
        (datetime(2026, 11, 20, 23, 1, tzinfo=UTC), "America/Los_Angeles", []),
        (datetime(2026, 11, 21, 15, 0, tzinfo=UTC), "America/New_York", ["send.day"]),
        (datetime(2026, 11, 26, 15, 0, tzinfo=UTC), "America/New_York", ["send.day"]),  # Thanksgiving
        (datetime(2026, 11, 1, 4, 30, tzinfo=UTC), "America/New_York", ["send.day"]),  # one fault
        (datetime(2026, 11, 2, 13, 0, tzinfo=UTC), "America/New_York", []),  # clocks went back the day before
        (datetime(2026, 10, 30, 12, 0, tzinfo=UTC), "America/New_York", []),  # and had not yet
    ],
    ids=["Friday", "8:00", "7:59", "18:01", "west", "weekend", "holiday", "Sunday night", "winter", "summer"],
)
def test_a_moment_is_judged_by_the_recipients_day_and_hour(at: datetime, zone: str, found: list[str]) -> None:
    assert sorted(rules(at, zone)) == found


def test_the_next_good_moment_is_named_in_the_remedy() -> None:
    report = check(NOTE, Context(material=MATERIAL, at=datetime(2026, 11, 25, 23, 30, tzinfo=UTC)))
    late = next(each for each in report.findings if each.rule == "send.hour")
    assert "Friday 27 November, 08:00 there" in late.remedy  # Thursday is Thanksgiving


def test_without_a_recipient_the_moment_is_taken_as_it_was_said() -> None:
    nobody = replace(MATERIAL, recipient=None)
    night = datetime(2026, 11, 19, 23, 45, tzinfo=ZoneInfo("America/Chicago"))
    report = check(NOTE, Context(material=nobody, at=night))
    assert [each.rule for each in report.findings if each.rule.startswith("send.")] == ["send.hour"]


def test_an_unknown_zone_is_told_and_not_guessed() -> None:
    assert rules(datetime(2026, 11, 21, 3, 0, tzinfo=UTC), zone="") == ["send.zone"]


def test_nothing_is_said_about_time_when_no_moment_is_meant() -> None:
    report = check(NOTE, Context(material=MATERIAL))
    assert not [each for each in report.findings if each.rule.startswith("send.")]


@pytest.mark.requirement("OUT-08")
def test_many_first_messages_on_one_day_bring_one_gentle_note() -> None:
    def notes(gone_today: int) -> list[str]:
        report = check(NOTE, Context(material=MATERIAL, gone_today=gone_today))
        return [each.severity for each in report.findings if each.rule == "send.volume"]

    assert notes(4) == []
    assert notes(5) == ["note"]


def gone(name: str, text: str, *, unit: str = "harbor/plastics", words: tuple[str, ...] = ()) -> Gone:
    return Gone(
        name=name,
        text=text,
        template="TPL-01",
        unit=unit,
        institution=unit.split("/", maxsplit=1)[0],
        sent_at=datetime(2026, 11, 18, 15, 0, tzinfo=UTC),
        words=words,
    )


def alike(text: str, *others: Gone) -> list[str]:
    report = check(text, Context(material=MATERIAL, gone=others))
    return [each.rule for each in report.findings if each.rule.startswith("likeness.")]


@pytest.mark.requirement("OUT-06", "PIT-07")
def test_the_same_text_with_another_name_is_found_within_a_department_only() -> None:
    other = NOTE.format(name="Adeyemi", work="late cleft repair")
    mine = NOTE.format(name="Novak", work="late cleft repair")
    assert alike(mine, gone("Bolu Adeyemi", other, words=("Bolu Adeyemi", "Adeyemi"))) == [
        "likeness.department"
    ]
    assert alike(mine, gone("Bolu Adeyemi", other, unit="lakeside/surgery")) == []
    assert alike(mine, gone("Bolu Adeyemi", other, unit="harbor/pediatrics")) == []


def test_slots_do_not_make_two_texts_different() -> None:
    title = "a very long title of a paper on the late repair of clefts in countries with few surgeons"
    other = NOTE.format(name="Adeyemi", work=title)
    mine = NOTE.format(name="Novak", work="scars")
    assert alike(mine, gone("Bolu Adeyemi", other, words=("Adeyemi", title))) == ["likeness.department"]


def test_a_message_of_its_own_is_not_alike() -> None:
    other = """Dear Dr. Adeyemi,

We met at your poster in March, where you let me hold the new retractor. You asked me to write when my
rotation dates were set: I will be in your hospital from May 4. Which clinic day would you suggest?

Best regards,
Nadia Brandt
"""
    assert alike(NOTE.format(name="Novak", work="scars"), gone("Bolu Adeyemi", other)) == []


THANKS = """Dear Dr. {name},

Thank you for the interview on Friday. I enjoyed hearing about the program and learning more about {topic}.
It was a pleasure to meet you, and I remain very interested in training with all of you.

Best regards,
Nadia Brandt
"""


@pytest.mark.requirement("INT-06")
def test_thank_yous_that_say_the_same_are_told_wherever_they_went() -> None:
    mine = THANKS.format(name="Novak", topic="the call schedule")
    other = THANKS.format(name="Kim", topic="the call schedules")
    assert alike(mine, gone("Jun Kim", other, unit="lakeside/surgery")) == ["likeness.thanks"]
    assert alike(mine, gone("Jun Kim", NOTE.format(name="Kim", work="x"), unit="lakeside/surgery")) == []

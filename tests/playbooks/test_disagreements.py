"""The packaged table of disagreements agrees with one written by hand from requirements section 25."""

from typing import NamedTuple

import pytest

from hallway.playbooks.disagreements import SILENT, read_topics, shipped_topics
from hallway.playbooks.library import shipped
from hallway.playbooks.values import AUDIENCES

KNOWN = {each.key: each for each in shipped().values}


class Row(NamedTuple):
    """A row as it stands in the requirements: a telling word of each guide's cell, "" for a dash."""

    plastics: str
    surgery: str
    md: str
    general: str
    pediatrics: str
    ours: str
    sets: str


TABLE = {
    "meeting-follow-up": Row(
        "notes", "48-72 h", "3-7 d", "48-72 h", "3-5 d", "until day 14", "followup.meeting"
    ),
    "no-reply": Row("10-14 days", "", "", "persistent", "two weeks", "one nudge", "followup.noreply"),
    "mentor-updates": Row(
        "2-3 months", "3-4 months", "unasked", "revive", "rotation", "Every 90 days, 75", "update.mentor"
    ),
    "cold-mail-length": Row(
        "200-250", "", "condensed", "10-15 lines", "10-15 lines", "250 words or more than 15", "mail.cold"
    ),
    "pitch-length": Row("20-30", "", "2-3 sentences", "30-45", "four parts", "up to 30", "pitch.seconds"),
    "cv-pages": Row("1 page", "PDF", "1-2 pages", "attach", "1-2 pages", "Two files", "cv.pages"),
    "cv-attached": Row("yes", "not in", "not in", "yes", "appropriate", "research", "mail.cold.attach_cv"),
    "call-length": Row("10-15", "15-20", "15-20", "20-30", "15-20", "15 minutes", "ask.c"),
    "questions": Row("2-3", "1", "focused", "3-6", "1-2", "at most 6", ""),
    "mentor-count": Row("1-2 early", "one core", "at least 2-3", "3-5", "2-4", "3 as a target", "mentors."),
    "mentor-roles": Row(
        "application", "apart from sponsors", "sponsor", "process", "peer", "seven", "mentors.roles"
    ),
    "start": Row("early clinical", "18-24", "MS2", "now", "before the match", "24 months", "start."),
    "letters": Row("3-4", "strong", "2-3", "from the US", "character", "4 as a target", "letters."),
    "letter-lead": Row("6-8 weeks", "", "", "", "", "8 weeks", "letters.lead"),
    "conferences": Row(
        "1-2 large", "targeted", "at least one", "presenter", "at least one", "two a year", "c"
    ),
    "conference-mails": Row(
        "some", "brief", "3-5", "", "if possible", "three to five", "conference.prewrite"
    ),
    "mail-volume": Row("same text", "mass", "tailored", "50", "sparingly", "no cap", ""),
    "interview-thanks": Row("", "interviewers", "some", "", "coordinator", "All are offered", "interview."),
    "advocacy": Row("may call", "again", "inform", "", "pressure", "informed", "interview."),
    "social-media": Row("Instagram", "Threads", "optional", "LinkedIn", "LinkedIn", "core", "network."),
    "headshot": Row("", "professional", "neutral", "friendly", "clinical", "Advice only", ""),
    "citizenship": Row("entitlement", "no visa", "", "", "openly", "once", "citizenship."),
    "send-times": Row("recipient", "", "", "", "night", "08:00-18:00", "send."),
    "rotation-allies": Row(
        "", "teacher", "one letter writer", "2-3 residents", "1-3", "Two att", "rotation."
    ),
    "weekly": Row("", "light", "deliberate", "3 new", "small", "Three new", "outreach.week"),
}
"""One row for each topic of section 25, in its order."""


def test_every_topic_of_the_requirements_is_there_in_their_order() -> None:
    assert [each.id for each in shipped_topics()] == list(TABLE)


@pytest.mark.parametrize("topic", shipped_topics(), ids=lambda each: each.id)
def test_a_topic_says_what_each_guide_says_and_is_silent_where_it_is(topic: object) -> None:
    found = next(each for each in shipped_topics() if each == topic)
    row = TABLE[found.id]
    cells = dict(zip(AUDIENCES, row[:5], strict=True))

    assert {guide: text == SILENT for guide, text in found.says.items()} == {
        guide: cell == "" for guide, cell in cells.items()
    }
    assert [guide for guide, cell in cells.items() if cell not in found.says[guide]] == []
    assert row.ours in found.ours
    assert [key for key in found.keys if not key.startswith(row.sets)] == []
    assert bool(found.keys) is (found.id != "headshot")


def test_a_number_that_guides_state_differently_belongs_to_a_topic() -> None:
    """Else two guides would disagree and nobody could choose; these few are no matter of choice."""
    governed = {key for each in shipped_topics() for key in each.keys}
    differing = {
        key for key, each in KNOWN.items() if len({*map(str, each.per_audience.values())}) > 1 and each.guides
    }
    apart = {"brand.sentences", "linkedin.about.sentences", "posters.before_apply"}
    apart |= {key for key in differing if key.startswith(("mentors.", "sponsors.", "goals.", "update."))}

    assert differing - governed - apart == set()


def test_a_guide_can_be_taken_only_where_it_states_a_number() -> None:
    topics = {each.id: each for each in shipped_topics()}
    offers = {
        name: [guide for guide in AUDIENCES if topics[name].has_value(guide, KNOWN)]
        for name in ("no-reply", "letter-lead", "headshot", "weekly")
    }

    assert offers == {
        "no-reply": ["us-img-plastics", "us-img-pediatrics"],
        "letter-lead": ["us-img-plastics"],
        "headshot": [],
        "weekly": ["img-general"],
    }


GOOD = """\
[[topic]]
id = "a"
name = "A"
ours = "ours"
keys = ["followup.meeting.due"]
rows = ["FUP-01"]
checked = 2026-11-22
[topic.says]
us-img-plastics = "-"
us-img-general-surgery = "-"
md-plastics = "-"
img-general = "-"
us-img-pediatrics = "soon"
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "remedy"),
    [
        pytest.param("name =", "nmae =", 3, "name", id="misspelled"),
        pytest.param("meeting.due", "meeting.dew", 5, "followup.meeting.due", id="unknown-key"),
        pytest.param('us-img-pediatrics = "soon"', "", 1, "us-img-pediatrics", id="guide-missing"),
        pytest.param('["FUP-01"]', '["first"]', 6, "FUP-01", id="no-row"),
        pytest.param("[[topic]]", "[topic]", 1, "[[topic]]", id="one-table"),
    ],
)
def test_a_fault_of_the_table_is_told_with_its_line(old: str, new: str, line: int, remedy: str) -> None:
    assert read_topics(GOOD, KNOWN)[1] == ()

    problems = read_topics(GOOD.replace(old, new), KNOWN)[1]

    assert line in {each.line for each in problems}
    assert any(remedy in each.remedy + each.says for each in problems)


def test_a_number_belongs_to_one_topic_only() -> None:
    problems = read_topics(GOOD + GOOD.replace('"a"', '"b"'), KNOWN)[1]
    assert [each.says for each in problems] == ["'followup.meeting.due' belongs to a already."]

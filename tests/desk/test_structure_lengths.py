"""How long texts may be: the guides' numbers, counted as a mail program counts."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.desk.checking import check
from hallway.desk.context import Context
from hallway.desk.findings import Finding
from hallway.desk.material import Material
from hallway.desk.templates import Limit, Template
from hallway.domain.ids import MessageId
from hallway.domain.messages import Medium, Message, Request
from hallway.playbooks.cautions import Severity
from hallway.playbooks.library import make_playbook
from hallway.playbooks.values import AUDIENCES

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
FACT = "I read your paper on early burn excision."
FILLER = "Families taught me how much a plain word can do on a hard day in a small clinic far from town."
WORDS = FILLER.split()


def context(
    medium: Medium = Medium.MAIL, audience: str = "img-general", template: Template | None = None
) -> Context:
    material = Material(playbook=make_playbook(audience, overrides={}), today=TODAY)
    return Context(material=material, medium=medium, template=template)


def mail(words: int, paragraphs: int = 3, fact: str = FACT) -> str:
    """Return a first mail of about so many words, the greeting and the closing counted."""
    each = (words - len(fact.split()) - 7) // paragraphs
    block = " ".join((WORDS * (each // len(WORDS) + 1))[:each])
    body = "\n\n".join([f"{fact} {block}", *[block] * (paragraphs - 1)])
    return f"Dear Dr. Lee,\n\n{body}\n\nBest regards,\nAna Ruiz"


def told(text: str, context: Context, family: str = "length") -> list[Finding]:
    return [each for each in check(text, context).findings if each.rule.startswith(family)]


def rules(text: str, context: Context, family: str = "length") -> Mapping[str, Severity]:
    return {each.rule: each.severity for each in told(text, context, family)}


@pytest.mark.requirement("OUT-02")
@pytest.mark.parametrize(
    ("words", "severity"), [(100, None), (150, None), (215, Severity.WARN), (270, Severity.STRONG)]
)
def test_a_first_mail_is_measured_in_words(words: int, severity: Severity | None) -> None:
    found = rules(mail(words), context(audience="us-img-plastics"))
    assert found.get("length.cold") is severity


@pytest.mark.requirement("OUT-02")
def test_a_first_mail_is_measured_in_lines_and_both_numbers_are_said() -> None:
    many_lines = mail(150).replace(
        "\n\nBest", "\n" + "\n".join(f"- point {one}" for one in range(9)) + "\n\nBest"
    )
    (finding,) = [each for each in told(many_lines, context()) if each.rule == "length.cold"]
    assert "words on" in finding.says
    assert "lines" in finding.says


def test_lines_do_not_count_where_the_guide_counts_words() -> None:
    listed = mail(120, 1).replace(
        "\n\nBest", "\n\n" + "\n".join(f"- point {one}" for one in range(9)) + "\n\nBest"
    )
    assert "length.cold" in rules(listed, context(audience="img-general"))
    assert "length.cold" not in rules(listed, context(audience="us-img-plastics"))


def test_quoted_mail_and_signature_are_not_counted() -> None:
    text = mail(120) + "\n--\n" + "Ana Ruiz, MD candidate\n" * 12
    assert rules(text, context()) == {}


@pytest.mark.requirement("PIT-12")
@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_page_to_a_stranger_crosses_a_line_and_is_told_once(audience: str) -> None:
    assert rules(mail(480, 9), context(audience=audience)) == {"length.cold-boundary": Severity.STRONG}


def test_a_long_update_to_somebody_known_is_only_noted() -> None:
    body = mail(390, 7, fact="Thank you for the call on Tuesday; I did what you suggested.")
    assert rules(body, context()) == {"length.later": Severity.NOTE}


@pytest.mark.requirement("OUT-12")
@pytest.mark.parametrize(("words", "is_long"), [(80, False), (110, False), (140, True), (190, True)])
def test_a_wall_of_text_is_told(words: int, is_long: bool) -> None:  # noqa: FBT001 - a case, not a flag
    found = rules(mail(words, 1), context(audience="us-img-plastics"))
    assert ("length.paragraph" in found) is is_long


@pytest.mark.requirement("OUT-12")
@pytest.mark.parametrize(
    "sentence",
    [
        "Since my childhood I have wanted to be a doctor.",
        "Ever since I was a kid, hospitals fascinated me.",
        "I was born in a small village without a doctor.",
        "I was born and raised in a middle class family.",
        "I was born in 1997, the third of five children.",
        "When I was nine years old, my brother broke his arm.",
        "As a child, I played with a stethoscope.",
        "It has always been my dream to become a surgeon.",
        "My childhood was marked by illness.",
        "From an early age I knew my path.",
        "My journey to becoming a doctor began with my grandmother.",
        "Let me share my story with you.",
        "My father was a farmer who worked day and night.",
        "My parents sacrificed everything for my education.",
        "I come from a small town and a poor family.",
        "I always dreamed of becoming a physician.",
    ],
)
def test_an_autobiography_is_told_at_its_first_words(sentence: str) -> None:
    text = f"Dear Dr. Lee,\n\n{FACT} {sentence} May I ask a question?\n\nBest,\nAna Ruiz"
    (finding,) = told(text, context())
    assert (finding.rule, finding.rows) == ("length.autobiography", ("OUT-12",))


@pytest.mark.parametrize(
    "sentence",
    [
        "I was born in El Paso and would like to come back.",
        "I grew up in Ohio, where my parents live.",
        "Your study of children who were born early is why I write.",
        "Since I was on your service in May, I have read more about wounds.",
        "When I was on call, your paper helped me.",
        "As a child psychiatrist, you will know this better.",
        "My mother speaks Spanish, and so do I.",
        "I have always enjoyed your clinic letters.",
        "From an early stage, the wounds healed.",
        "Patients told us about their childhood asthma.",
        "My father, Dr. Osei, trained with you in Accra.",
    ],
)
def test_a_tie_a_topic_and_a_reader_are_no_autobiography(sentence: str) -> None:
    text = f"Dear Dr. Lee,\n\n{FACT} {sentence} May I ask a question?\n\nBest,\nAna Ruiz"
    assert told(text, context(), "length.autobiography") == []


@pytest.mark.requirement("WEB-06")
def test_a_connection_note_over_its_characters_is_told_where_it_is_cut() -> None:
    text = "Dear Dr. Lee, I read your paper on early burn excision. " + FILLER * 3
    (finding,) = told(text, context(Medium.NOTE), "length.note")
    assert finding.start == 300


@pytest.mark.requirement("IDN-08", "IDN-04")
@pytest.mark.parametrize(
    ("audience", "words", "severity"),
    [
        ("us-img-plastics", 60, None),
        ("us-img-plastics", 90, Severity.WARN),
        ("img-general", 90, None),
        ("img-general", 130, Severity.WARN),
        ("img-general", 25, Severity.NOTE),
        ("md-plastics", 90, None),
    ],
)
def test_a_pitch_is_measured_in_seconds_of_its_guide(
    audience: str, words: int, severity: Severity | None
) -> None:
    start = "Hi, I am Ana Ruiz, a final-year student from Peru. I like surgery. "
    text = start + " ".join((WORDS * 9)[: words - len(start.split())]) + "."
    assert rules(text, context(Medium.SPOKEN, audience)).get("length.pitch") is severity


TEMPLATE = Template(
    id="TPL-17",
    name="I did what you suggested",
    says="Thanks, action, result.",
    rows=("TPL-17", "LOG-05"),
    guides=("img-general",),
    medium=Medium.MAIL,
    request=Request.NONE,
    moment="advice",
    subject_for={},
    limits=(Limit(unit="sentences", least=2, most=3),),
)


@pytest.mark.requirement("LOG-05")
@pytest.mark.parametrize(("sentences", "is_told"), [(1, True), (2, False), (3, False), (4, True), (6, True)])
def test_a_templates_limit_speaks_with_the_templates_rows(sentences: int, is_told: bool) -> None:  # noqa: FBT001 - a case
    text = "Dear Dr. Lee,\n\n" + "Thank you for the advice. " * sentences + "\n\nBest,\nAna Ruiz"
    found = told(text, context(template=TEMPLATE), "length.template")
    assert [each.rows for each in found] == ([("TPL-17", "LOG-05")] if is_told else [])


@pytest.mark.parametrize(
    ("unit", "most", "text", "is_told"),
    [
        ("words", 5, "One two three four five six.", True),
        ("words", 6, "One two three four five six.", False),
        ("characters", 10, "More than ten letters.", True),
        ("questions", 1, "Is it? Was it?", True),
        ("questions", 2, "Is it? Was it?", False),
        ("seconds", 1, "One two three four five six.", True),
        ("lines", 1, "One\ntwo", True),
    ],
)
def test_every_unit_of_a_limit_is_measured(unit: str, most: int, text: str, is_told: bool) -> None:  # noqa: FBT001 - a case
    template = replace(TEMPLATE, id="TPL-99", medium=Medium.PAPER, limits=(Limit(unit=unit, most=most),))
    assert bool(told(text, context(Medium.PAPER, template=template), "length.template")) is is_told


def test_a_limit_may_be_a_key_of_the_guides() -> None:
    template = replace(
        TEMPLATE, id="TPL-99", medium=Medium.PROFILE, limits=(Limit(unit="sentences", key="brand.sentences"),)
    )
    one = "I am a final-year student from Peru."
    assert told(one, context(Medium.PROFILE, template=template), "length.template") == []
    two = told(f"{one} I like surgery.", context(Medium.PROFILE, template=template), "length.template")
    assert len(two) == 1


@pytest.mark.requirement("FUP-05")
def test_a_follow_up_longer_than_the_first_mail_is_told() -> None:
    first = Message(
        id=MessageId("m1"), medium=Medium.MAIL, text=mail(60), made_at=NOW, edited_at=NOW, sent_at=NOW
    )
    material = Material(playbook=make_playbook("img-general", overrides={}), today=TODAY, answers=first)
    told_of = told(mail(130), Context(material=material, medium=Medium.MAIL), "follow-up.longer")
    assert len(told_of) == 1
    assert told(mail(50), Context(material=material, medium=Medium.MAIL), "follow-up.longer") == []
    assert told(mail(80), Context(material=material, medium=Medium.MAIL), "follow-up.longer") == []  # short


@settings(max_examples=30, deadline=None)
@given(st.integers(40, 600), st.integers(1, 6), st.sampled_from(sorted(AUDIENCES)))
def test_one_length_gives_at_most_one_finding(words: int, paragraphs: int, audience: str) -> None:
    found = rules(mail(words, paragraphs), context(audience=audience))
    assert len(found.keys() & {"length.cold", "length.cold-boundary", "length.later"}) <= 1

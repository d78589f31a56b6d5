"""Composing: answers come first, then the record, then a question; nothing is made up."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.desk.composing import Composed, compose
from hallway.desk.drafts import read_draft
from hallway.desk.material import Material
from hallway.desk.sources import look_up, sources
from hallway.desk.template_reading import read_own_template
from hallway.desk.templates import Template
from hallway.domain.applicants import Applicant, Stage, Status, Tie
from hallway.domain.documents import DocumentKind, DocumentVersion
from hallway.domain.ids import DocumentId
from hallway.domain.messages import Medium, Request
from hallway.domain.people import Group, Person
from hallway.playbooks.library import make_playbook
from hallway.playbooks.values import AUDIENCES
from tests.cast import NOW
from tests.desk.composing_all import TEMPLATES, composed, report, text_of
from tests.desk.full_record import FIELDS, TODAY, empty_material, full_material
from tests.strategies import texts, values

PLASTICS, SURGERY, MD, GENERAL, PEDIATRICS = AUDIENCES
LETTERS = ("TPL-18", "TPL-19", "TPL-20")


def template_of(*parts: str, slots: str = "") -> Template:
    """Return a template of one's own with these parts, something to say."""
    told = "".join(f'[[template.part]]\nrole = "body"\n{each}\n' for each in parts)
    head = '[[template]]\nid = "mine"\nname = "Mine"\nsays = "Mine."\nmedium = "spoken"\nrequest = "none"\n'
    found, problems = read_own_template(head + slots + told, ())
    assert problems == ()
    assert found is not None
    return found


def slot(name: str, rest: str = "") -> str:
    return f'[[template.slot]]\nname = "{name}"\nask = "Which {name}?"\n{rest}\n'


def said(template: Template, material: Material | None = None, **answers: str) -> str:
    return compose(template, material or empty_material(GENERAL), answers).text


def with_person(audience: str, **changes: object) -> Material:
    """Return a full record in which the recipient is changed."""
    material = full_material(audience)
    assert material.recipient is not None
    changed = replace(material.recipient.person, **changes)  # type: ignore[arg-type]  # the fields are checked where they are named
    return replace(material, recipient=replace(material.recipient, person=changed))


def with_me(audience: str, **changes: object) -> Material:
    """Return a full record in which the applicant is changed."""
    material = full_material(audience)
    assert material.applicant is not None
    changed: Applicant = replace(material.applicant, **changes)  # type: ignore[arg-type]  # as above
    return replace(material, applicant=changed)


# ------------------------------------------------------------------------------------- filling


def test_an_answer_comes_before_the_record_and_the_record_before_a_question() -> None:
    template = template_of('text = "I read {work.title}."')
    title = FIELDS[GENERAL][0]
    assert said(template, full_material(GENERAL), **{"work.title": "another one"}) == "I read another one."
    assert said(template, full_material(GENERAL)) == f"I read {title}."
    whole = compose(template, empty_material(GENERAL), {})
    assert whole.text == "I read [Which paper or talk of theirs do you know?]."
    assert [each.slot for each in whole.questions] == ["work.title"]


def test_a_blank_answer_is_none() -> None:
    template = template_of('text = "I read {work.title}."')
    assert said(template, full_material(GENERAL), **{"work.title": " \n "}).endswith(f"{FIELDS[GENERAL][0]}.")


def test_what_can_be_done_without_is_left_out() -> None:
    slots = slot("town", "needed = false") + slot("year", "needed = false")
    template = template_of(
        'text = "I study[ in {town}]."', 'text = "I finish in {year}."', 'text = "Good."', slots=slots
    )
    assert said(template) == "I study.\n\nGood."
    assert compose(template, empty_material(GENERAL), {}).questions == ()
    assert said(template, town="Lima", year="2027") == "I study in Lima.\n\nI finish in 2027.\n\nGood."


def test_a_part_stands_by_what_it_needs_what_rules_it_out_and_for_whom() -> None:
    slots = slot("book", "needed = false")
    template = template_of(
        'text = "I have it."\nneeds = ["book"]',
        'text = "I have none."\nunless = ["book"]',
        'text = "For surgeons."\nonly = ["us-img-general-surgery"]',
        'text = "Bye."\ntext_for = { md-plastics = "Goodbye." }\njoins = true',
        slots=slots,
    )
    assert said(template) == "I have none. Bye."
    assert said(template, book="yes") == "I have it. Bye."
    assert said(template, empty_material(SURGERY)) == "I have none.\n\nFor surgeons. Bye."
    assert said(template, empty_material(MD)) == "I have none. Goodbye."


def test_a_choice_decides_between_variants_and_is_asked_once_where_it_stands() -> None:
    slots = slot("whom", 'kind = "choice"\nchoices = ["resident", "attending"]')
    template = template_of(
        'text = "Hi."\nwhen = { whom = "resident" }',
        'text = "Good morning."\nwhen = { whom = "attending" }',
        slots=slots,
    )
    assert said(template, whom="attending") == "Good morning."
    assert said(template, whom="Resident") == "Hi."
    assert said(template, whom="fellow") == "[Which whom?]"
    whole = compose(template, empty_material(GENERAL), {})
    assert whole.text == "[Which whom?]"
    assert [(each.slot, each.choices) for each in whole.questions] == [("whom", ("resident", "attending"))]


@pytest.mark.parametrize(
    ("skeleton", "answer", "sentence"),
    [
        ("I ask: {it}?", "why now?", "I ask: why now?"),
        ("I learned this: {it}.", "it works.", "I learned this: it works."),
        ("I learned {it} and more.", "that it works.", "I learned that it works and more."),
        ("I live in {it} now.", "the U.S.", "I live in the U.S. now."),
        ("I live in {it}.", "the U.S.", "I live in the U.S."),
        ("We met at the {it}.", "the fall meeting", "We met at the fall meeting."),
        ("{it} is my question.", "how to start", "How to start is my question."),
        ("Thanks. {it}?", "where to begin", "Thanks. Where to begin?"),
        ("I read {it}.", "two\n  lines", "I read two lines."),
        ("I read {it}.", "...", "I read ...."),
    ],
)
def test_an_answer_fits_into_its_sentence(skeleton: str, answer: str, sentence: str) -> None:
    assert said(template_of(f'text = "{skeleton}"', slots=slot("it")), it=answer) == sentence


def test_a_day_is_written_in_words_and_a_text_keeps_its_lines() -> None:
    slots = slot("day", 'kind = "day"') + slot("list", 'kind = "text"')
    template = template_of('text = "On {day}:\\n{list}"', slots=slots)
    assert said(template, day="2026-12-01", list="- one.  \n- two.") == "On December 1:\n- one.\n- two."
    assert said(template, day="2027-01-04", list="-") == "On January 4, 2027:\n-"
    assert said(template, day="next Monday.", list="-") == "On next Monday:\n-"


def test_a_text_of_several_sentences_keeps_its_marks_but_for_a_doubled_last() -> None:
    slots = slot("why", 'kind = "text"')
    assert said(template_of('text = "{why} Thanks."', slots=slots), why="it heals. I like it.") == (
        "It heals. I like it. Thanks."
    )
    assert said(template_of('text = "Why: {why}."', slots=slots), why="It heals. I like it.") == (
        "Why: It heals. I like it."
    )


def test_a_part_that_comes_out_empty_leaves_no_space_behind() -> None:
    slots = slot("town", "needed = false")
    assert (
        said(template_of('text = "Hello."', 'text = "[In {town}.]"\njoins = true', slots=slots)) == "Hello."
    )


def test_only_what_the_text_of_this_audience_needs_is_asked() -> None:
    slots = slot("one") + slot("two")
    template = template_of('text = "{one}"\nonly = ["md-plastics"]', 'text = "{two}"', slots=slots)
    assert [each.slot for each in compose(template, empty_material(GENERAL), {}).questions] == ["two"]
    assert [each.slot for each in compose(template, empty_material(MD), {}).questions] == ["one", "two"]


def test_personal_facts_that_are_used_are_told_and_no_others() -> None:
    template = template_of('text = "I read {work.title} at {them.institution}."', 'text = "{me.name}"')
    whole = compose(template, full_material(GENERAL), {})
    assert whole.facts == (f"work: {FIELDS[GENERAL][0]}",)
    assert dict(whole.filled)["work.title"] == FIELDS[GENERAL][0]
    assert compose(template, empty_material(GENERAL), {}).facts == ()


@settings(max_examples=50, deadline=None)
@given(
    template=st.sampled_from(sorted(TEMPLATES)), audience=st.sampled_from(tuple(AUDIENCES)), data=st.data()
)
def test_whatever_is_answered_each_slot_is_either_filled_or_a_question(
    template: str, audience: str, data: st.DataObject
) -> None:
    """The law of composing: filled and open are apart, and an open question stands in the text."""
    chosen = TEMPLATES[template]
    answers = {each.name: data.draw(texts) for each in chosen.slots if data.draw(st.booleans())}
    whole = compose(chosen, empty_material(audience), answers)
    filled, open_slots = dict(whole.filled), {each.slot for each in whole.questions}
    assert open_slots.isdisjoint(filled)
    assert open_slots <= {each.name for each in chosen.slots if each.is_needed}
    for each in whole.questions:
        assert f"[{each.ask}]" in whole.text + whole.subject or each.ask in whole.text + whole.subject
    assert "None" not in re.sub(
        "|".join(map(re.escape, filter(None, filled.values()))) or "$^", "", whole.text
    )
    assert "\n" not in whole.subject
    assert whole == compose(chosen, empty_material(audience), answers)


@settings(max_examples=40, deadline=None)
@given(
    template=st.sampled_from(sorted(TEMPLATES)),
    me=values(Applicant),
    them=values(Person),
    audience=st.sampled_from(tuple(AUDIENCES)),
)
def test_no_record_is_too_odd_to_be_composed_from(
    template: str, me: Applicant, them: Person, audience: str
) -> None:
    material = full_material(audience, is_cold=True)
    assert material.recipient is not None
    odd = replace(material, applicant=me, recipient=replace(material.recipient, person=them))
    whole = compose(TEMPLATES[template], odd, {})
    assert "\n" not in whole.subject
    assert "\n\n\n" not in whole.text or any("\n\n" in value for _, value in whole.filled)


# -------------------------------------------------------------------- what the record has to say


@pytest.mark.parametrize(
    ("changes", "greeting"),
    [
        ({}, "Dear Dr. Almeida,"),
        ({"family": ""}, "Dear Dr. Hugo Almeida,"),
        ({"groups": (Group.PEER,), "given": "Hugo"}, "Hi Hugo,"),
        ({"role": "program coordinator"}, "Dear Hugo Almeida,"),
        ({"role": ""}, "Dear Hugo Almeida,"),
    ],
)
def test_a_mail_greets_as_the_record_allows(changes: dict[str, object], greeting: str) -> None:
    template = TEMPLATES["TPL-12"]
    assert compose(template, with_person(GENERAL, **changes), {}).text.split("\n")[0] == greeting


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({}, "Dr. Almeida"),
        ({"name": "Prof. Hugo Almeida", "family": "", "role": ""}, "Dr. Hugo Almeida"),
        ({"groups": (Group.PEER,)}, "Hugo Almeida"),
        ({"role": "program coordinator"}, "Hugo Almeida"),
    ],
)
def test_somebody_is_named_in_a_sentence_as_the_record_allows(changes: dict[str, object], name: str) -> None:
    assert (
        said(template_of('text = "I met {them.name}."'), with_person(GENERAL, **changes)) == f"I met {name}."
    )


def test_a_greeting_of_ones_own_keeps_its_comma() -> None:
    template = TEMPLATES["TPL-12"]
    for typed in ("Dear Hugo", "Dear Hugo,"):
        answers = {"them.greeting": typed}
        assert compose(template, full_material(GENERAL), answers).text.startswith("Dear Hugo,\n")


@pytest.mark.parametrize(
    ("status", "stage", "phrase"),
    [
        (
            Status.US_CITIZEN_IMG,
            Stage.FINAL_YEAR,
            "a US-citizen IMG and final-year medical student at X in Chile",
        ),
        (Status.US_CITIZEN_IMG, Stage.RECENT_GRADUATE, "a US-citizen IMG and recent graduate of X in Chile"),
        (Status.US_CITIZEN_IMG, None, "a US-citizen IMG from X in Chile"),
        (Status.NON_US_IMG, Stage.RECENT_GRADUATE, "an international medical graduate (IMG) of X in Chile"),
        (None, Stage.STUDENT, ""),
    ],
)
def test_who_one_is_goes_by_status_and_stage(status: Status | None, stage: Stage | None, phrase: str) -> None:
    """PRO-15: the status is said plainly; one that is not on record is a question."""
    material = with_me(PLASTICS, status=status, stage=stage, school="X", school_country="Chile")
    text = said(template_of('text = "I am {me.who}."'), material)
    assert text == (
        f"I am {phrase}." if phrase else "I am [Who are you, in one phrase: status, stage, school?]."
    )


def test_a_student_claims_no_degree_and_a_signature_has_only_what_is_known() -> None:
    template = template_of('text = "{me.signature}"')
    assert said(template, with_me(PLASTICS, stage=Stage.STUDENT)).splitlines()[1].startswith("MD candidate, ")
    assert said(template, with_me(PLASTICS, stage=None)).splitlines()[1].startswith("Universidad ")
    bare = with_me(PLASTICS, degree="", school="", school_country="", phone="", profile_url="")
    assert said(template, bare) == "Nadia Brandt\nnadia.brandt@example.org"


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("America/New_York", "US Eastern time"),
        ("Europe/Istanbul", "Istanbul time"),
        ("UTC", "[In which time zone do you work?]"),
    ],
)
def test_a_zone_is_said_in_words(zone: str, words: str) -> None:
    assert said(template_of('text = "On {me.zone}."'), with_me(PLASTICS, zone=zone)) == f"On {words}."


@pytest.mark.parametrize(
    ("audience", "minutes"), [(PLASTICS, 15), (SURGERY, 15), (MD, 15), (GENERAL, 20), (PEDIATRICS, 15)]
)
def test_a_call_is_as_long_as_the_guide_says_and_stays_within_the_limit(audience: str, minutes: int) -> None:
    template = template_of('text = "{ask.minutes} minutes."')
    assert said(template, full_material(audience)) == f"{minutes} minutes."
    changed = make_playbook(audience, overrides={"ask.call.minutes": "45"})
    assert said(template, replace(full_material(audience), playbook=changed)) == "30 minutes."


def test_questions_are_as_many_as_the_guide_has_them() -> None:
    template = template_of('text = "I bring {ask.questions} questions."')
    assert {said(template, full_material(each)) for each in AUDIENCES} == {"I bring three questions."}
    changed = make_playbook(GENERAL, overrides={"meeting.questions": "12"})
    assert said(template, replace(full_material(GENERAL), playbook=changed)) == "I bring 12 questions."


def test_who_does_not_work_remotely_does_not_say_so() -> None:
    for works_remotely in (True, False, None):
        whole = compose(TEMPLATES["TPL-02"], with_me(SURGERY, works_remotely=works_remotely), {})
        assert ("remotely" in whole.text) is (works_remotely is True)
        assert "6 hours a week" in whole.text


def test_what_was_noted_about_oneself_and_the_last_talk_is_found() -> None:
    me = with_me(
        PLASTICS,
        why_specialty="I like it.",
        experiences="Two posters.",
        why_abroad="For the language.",
        ties=(Tie(place="ny", reason="my sister lives there"),),
    )
    assert me.recipient is not None
    last = replace(me.recipient.interactions[0], topics=("flaps", "posters"), next_step="send it.")
    them = replace(me.recipient, introduced_by="Bolu Adeyemi", interactions=(last,))
    material = replace(me, recipient=them)
    found = {each: look_up(each, material) for each in sources()}
    assert found["me.why"] == "I like it."
    assert found["me.experiences"] == "Two posters."
    assert found["me.why_abroad"] == "For the language."
    assert found["me.tie"] == "my sister lives there"
    assert found["them.introduced_by"] == "Bolu Adeyemi"
    assert (found["met.topic"], found["met.next_step"]) == ("flaps and posters", "send it.")
    assert found["news.latest"] == "presented my first poster"


def test_what_a_first_mail_was_about_is_told_by_what_filled_it() -> None:
    material = full_material(PLASTICS, is_followed_up=True)
    assert material.answers is not None
    template = template_of('text = "I wrote about {first.topic}."')
    assert said(template, material) == "I wrote about [What was your first message about?]."
    for filled, words in (
        ((("work.title", "Second looks"),), "your work “Second looks”"),
        ((("topic", "flaps"), ("work.title", "Second looks")), "flaps"),
    ):
        answered = replace(material, answers=replace(material.answers, filled=filled))
        assert said(template, answered) == f"I wrote about {words}."


def test_news_is_what_came_after_they_last_heard_and_never_what_lies_ahead() -> None:
    material = full_material(PLASTICS)
    news = material.milestones[0]
    assert material.recipient is not None
    contacts = tuple(each for each in material.recipient.interactions if each.at < NOW - timedelta(days=20))
    silent = replace(material, recipient=replace(material.recipient, interactions=contacts, advice=()))
    ahead = replace(news, on=TODAY + timedelta(days=1), text="a talk to come")
    told = said(template_of('text = "{news.items}"'), replace(silent, milestones=(ahead, news)))
    assert told == "- Presentations: presented my first poster (November 14)."
    heard = replace(material, recipient=replace(material.recipient, advice=()))
    assert said(template_of('text = "{news.items}"'), heard).startswith("[What is new")


def test_a_field_that_is_an_adjective_borrows_its_noun() -> None:
    material = with_me(PLASTICS, sub_interests=("craniofacial", "hand"))
    assert (
        said(template_of('text = "I like {me.interest}."'), material)
        == "I like craniofacial and hand surgery."
    )
    material = with_me(PEDIATRICS, sub_interests=("neonatology",))
    assert said(template_of('text = "I like {me.interest}."'), material) == "I like neonatology."


def test_the_cv_is_said_to_be_attached_only_when_it_is() -> None:
    """KIT-02: the short version goes along where the guide of the audience says so, and there is one."""
    question = {"question": "Where should I begin?"}
    plastics = full_material(PLASTICS, is_cold=True)
    whole = compose(TEMPLATES["TPL-07"], plastics, question)
    assert whole.cv == plastics.documents[0]
    assert "My CV is attached" in whole.text
    without = compose(TEMPLATES["TPL-07"], replace(plastics, documents=()), question)
    surgery = compose(TEMPLATES["TPL-07"], full_material(SURGERY, is_cold=True), question)
    for each in (without, surgery):
        assert each.cv is None
        assert "CV" not in each.text


def test_the_newest_short_cv_goes_along() -> None:
    old, new, full = (
        DocumentVersion(id=DocumentId(label), kind=kind, label=label, on=date(2026, month, 1))
        for label, kind, month in (
            ("old", DocumentKind.CV_SHORT, 3),
            ("new", DocumentKind.CV_SHORT, 9),
            ("full", DocumentKind.CV_FULL, 10),
        )
    )
    material = replace(full_material(PLASTICS, is_cold=True), documents=(full, old, new))
    assert compose(TEMPLATES["TPL-01"], material, {}).cv == new


# --------------------------------------------------------------------------------- our first twenty


def paragraphs(whole: Composed) -> list[str]:
    return whole.text.split("\n\n")


def sentences(text: str) -> int:
    return len(read_draft(text).sentences)


@pytest.mark.requirement("TPL-01", "OUT-01")
@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_cold_mail_says_who_why_you_and_one_ask_in_two_sentences_each(audience: str) -> None:
    whole = composed("TPL-01", audience)
    _, who, why, ask, thanks, _ = paragraphs(whole)
    assert whole.request is Request.ADVICE
    assert "Match" in who
    assert FIELDS[audience][0] in why
    assert FIELDS[audience][1] in why
    assert "advice on one question" in ask
    assert [sentences(f"Hello,\n\n{each}") for each in (who, why)] == [2, 2]
    assert "CV is attached" in thanks
    assert report("TPL-01", audience).words < 200


@pytest.mark.requirement("TPL-02", "OUT-14", "OUT-21")
def test_the_surgical_research_mail_gives_skills_hours_zone_and_a_way_to_talk() -> None:
    whole = composed("TPL-02", SURGERY)
    paper, insight = FIELDS[SURGERY]
    for words in ("US-citizen IMG", "general surgery", paper, insight, "chart review", "6 hours a week"):
        assert words in whole.text
    for words in (
        "remotely",
        "US Central time",
        "across time zones",
        "easier to speak",
        "small task",
        "@example.org",
    ):
        assert words in whole.text
    assert report("TPL-02", SURGERY).lines <= 15
    assert report("TPL-02", SURGERY).ask is Request.TASK


@pytest.mark.requirement("TPL-03", "OUT-15", "OUT-05")
def test_the_general_research_mail_begins_with_their_finding_and_offers_tasks() -> None:
    whole = composed("TPL-03", GENERAL)
    _, why, who, ask, cv, _ = paragraphs(whole)
    assert FIELDS[GENERAL][0] in why
    assert FIELDS[GENERAL][1] in why
    assert "My experience" in who
    for words in ("chart review", "remotely", "as a volunteer"):
        assert words in ask
    assert "attach my CV" in cv
    assert 10 <= report("TPL-03", GENERAL).lines <= 15


@pytest.mark.requirement("TPL-04", "OUT-17")
def test_the_mail_to_a_graduate_has_one_question_a_short_video_call_and_a_pointer() -> None:
    whole = composed("TPL-04", SURGERY)
    assert whole.text.count("?") == 1
    assert "video call of 15 minutes" in whole.text
    assert "If a lab or a colleague comes to mind" in whole.text
    assert report("TPL-04", SURGERY).ask is Request.ADVICE


@pytest.mark.requirement("TPL-05", "OUT-16")
def test_the_home_department_is_asked_for_a_short_meeting_in_the_next_weeks() -> None:
    whole = composed("TPL-05", MD)
    for words in (
        "My experience",
        "15 minutes in the next few weeks",
        "how you came to this field",
        "contribute",
    ):
        assert words in whole.text
    assert report("TPL-05", MD).ask is Request.MEETING


@pytest.mark.requirement("TPL-06")
def test_a_mentor_is_asked_for_a_talk_on_one_topic_and_told_where_we_met() -> None:
    whole = composed("TPL-06", GENERAL)
    assert "We met after your talk" in whole.text
    assert "Could we talk for 20 minutes about choosing a first research project?" in whole.text
    assert "choosing a first research project" in whole.subject


@pytest.mark.requirement("TPL-07", "OUT-19")
def test_advice_in_a_call_is_easy_to_grant_and_easy_to_leave() -> None:
    whole = composed("TPL-07", PEDIATRICS)
    for words in ("follow your work on neonatology", "A call of 15 minutes", "how busy you are"):
        assert words in whole.text
    assert report("TPL-07", PEDIATRICS).ask is Request.ADVICE


@pytest.mark.requirement("TPL-08", "OUT-18")
def test_an_elective_inquiry_names_the_hospital_and_the_reason_and_asks_little() -> None:
    whole = composed("TPL-08", PEDIATRICS)
    assert "Cedar Valley Children's Hospital in particular because" in whole.text
    assert "US-citizen IMG" in whole.subject
    assert "the name of the right office would be all I need" in whole.text
    assert "CV is attached" in whole.text
    assert 10 <= report("TPL-08", PEDIATRICS).lines <= 15


@pytest.mark.requirement("TPL-09", "OUT-20")
def test_family_and_community_are_asked_for_a_view_and_no_favor() -> None:
    whole = composed("TPL-09", PEDIATRICS)
    for words in (
        "because my aunt",
        "advice on one question",
        "strength of my application",
        "not asking for a favor",
    ):
        assert words in whole.text
    assert "programs that welcome graduates like me" in whole.text


@pytest.mark.requirement("TPL-10", "CNF-12")
@pytest.mark.parametrize("audience", [PLASTICS, SURGERY, MD, PEDIATRICS])
def test_before_a_conference_a_few_minutes_are_asked_for_in_the_words_of_the_guide(audience: str) -> None:
    whole = composed("TPL-10", audience)
    assert f"look forward to “{FIELDS[audience][0]}”, because" in whole.text
    length = {PLASTICS: "10 minutes", MD: "a brief conversation"}.get(audience, "a few minutes")
    assert f"Could I meet you there for {length}" in whole.text
    assert report("TPL-10", audience).ask is Request.MEETING


def check_after_conference(template: str, audience: str) -> Composed:
    """Return a mail that says where we met, one specific insight and who I am, in few words."""
    whole = composed(template, audience)
    text = text_of(whole)
    body = read_draft(text).body
    me = full_material(audience).applicant
    assert me is not None
    for words in ("the fall meeting", FIELDS[audience][1], me.school):
        assert words in text[body.start : body.end]
    assert report(template, audience).words <= 150
    return whole


@pytest.mark.requirement("TPL-11", "FUP-12")
def test_after_a_surgical_conference_one_stays_in_touch_and_offers_a_hand() -> None:
    whole = check_after_conference("TPL-11", SURGERY)
    assert "2028 Match" in whole.text
    assert "stay in touch" in whole.text
    assert "lend a hand" in whole.text
    assert report("TPL-11", SURGERY).ask is Request.NONE


@pytest.mark.requirement("TPL-12", "FUP-12")
def test_after_any_conference_one_question_follows_and_the_cv() -> None:
    whole = check_after_conference("TPL-12", GENERAL)
    assert whole.text.count("?") == 1
    assert "attach my CV" in whole.text
    assert report("TPL-12", GENERAL).ask is Request.ADVICE


@pytest.mark.requirement("TPL-13", "FUP-12")
def test_after_a_pediatric_conference_the_thanks_are_specific_and_one_or_two_questions_follow() -> None:
    whole = check_after_conference("TPL-13", PEDIATRICS)
    assert "Thank you for explaining" in whole.text
    assert "To restate who I am" in whole.text
    assert whole.text.count("?") == 2
    assert composed("TPL-13", PEDIATRICS, is_short=True).text.count("?") == 1
    assert composed("TPL-13", SURGERY).text.count("?") == 1


@pytest.mark.requirement("TPL-14", "FUP-12")
def test_after_a_conference_a_next_step_is_named_when_there_is_one() -> None:
    whole = check_after_conference("TPL-14", MD)
    assert "As we agreed, I will" in whole.text
    short = composed("TPL-14", MD, is_short=True).text
    assert "As we agreed" not in short
    assert "stay in touch" in short


@pytest.mark.requirement("TPL-15", "FUP-05")
@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_one_follow_up_names_day_and_topic_leaves_an_exit_and_asks_whom_instead(audience: str) -> None:
    whole = composed("TPL-15", audience)
    first = full_material(audience, is_followed_up=True).answers
    assert first is not None
    assert "On November 11 I wrote to you about" in whole.text
    for words in ("feel free to leave it", "will not write about it again", "resident or fellow"):
        assert words in whole.text
    assert report("TPL-15", audience).words < len(first.text.split())


@pytest.mark.requirement("TPL-16", "MEN-16")
def test_an_update_tells_the_news_and_what_lies_ahead_with_thanks_and_asks_nothing() -> None:
    whole = composed("TPL-16", PLASTICS)
    assert whole.questions == ()
    assert "- " in whole.text
    assert "Next comes Step 2 CK, on February 10, 2027. I am preparing for the 2028 Match." in whole.text
    assert "Thank you for your guidance" in whole.text
    assert report("TPL-16", PLASTICS).ask is Request.NONE


@pytest.mark.requirement("TPL-17")
def test_followed_advice_is_told_in_two_or_three_sentences() -> None:
    whole = composed("TPL-17", GENERAL)
    assert "advice: present a poster before applying." in whole.text
    assert "two residents asked me to join their project" in whole.text
    assert 2 <= report("TPL-17", GENERAL).sentences <= 3
    assert report("TPL-17", GENERAL).ask in {Request.INFORM, Request.NONE}


def check_letter_request(template: str, words: str) -> None:
    """Check in every audience: the word strong, the day it is needed by, and an easy no."""
    for audience in AUDIENCES:
        whole = composed(template, audience)
        assert words in whole.text
        assert whole.text.count("strong letter") == 1
        assert any(each in whole.text for each in ("rather not", "honest no", "free to decline"))
        assert "September 1" in whole.text
        assert report(template, audience).ask is Request.LETTER


@pytest.mark.requirement("TPL-18", "LOR-04")
def test_a_letter_after_a_project_or_rotation_names_the_work() -> None:
    check_letter_request("TPL-18", "Our work on the craniofacial chart review")


@pytest.mark.requirement("TPL-19", "LOR-04")
def test_a_letter_from_somebody_who_saw_my_work_names_where() -> None:
    check_letter_request("TPL-19", "You have seen me work on the trauma service")


@pytest.mark.requirement("TPL-20", "LOR-04")
def test_a_letter_after_time_together_names_how_long_and_the_cycle() -> None:
    check_letter_request("TPL-20", "I have worked with you for eight months")
    assert "internal medicine for the 2028 Match" in composed("TPL-20", GENERAL).text


def test_three_letter_requests_have_three_wordings() -> None:
    assert len({composed(each, GENERAL).text for each in LETTERS}) == len(LETTERS)


@pytest.mark.parametrize(
    "template", [each for each in TEMPLATES if each[4:6].isdigit() and int(each[4:6]) <= 20]
)
def test_limits_of_the_first_twenty_are_kept(template: str) -> None:
    chosen = TEMPLATES[template]
    assert chosen.medium is Medium.MAIL
    for audience in AUDIENCES:
        found = report(template, audience)
        counts = {"words": found.words, "lines": found.lines, "sentences": found.sentences}
        for limit in chosen.limits:
            value = full_material(audience).playbook.number(limit.key) if limit.key else limit.most
            assert value is None or counts[limit.unit] <= value
            assert limit.least is None or counts[limit.unit] >= limit.least

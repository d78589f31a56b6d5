"""Pitches taken apart and put together anew: the base's own words, as a use wants them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.desk.material import Material
from hallway.desk.pitch_forms import PitchForm, pitch_forms, read_pitch_forms
from hallway.desk.pitches import (
    Derived,
    derive,
    measure,
    recover_answers,
    spoken_length,
    take_apart,
    tell_length,
    tell_try,
)
from hallway.domain.applicants import Applicant
from hallway.domain.ids import ApplicantId
from hallway.domain.messages import PitchUse
from hallway.playbooks.library import make_playbook
from tests.cast import NOW

BASE = (
    "Hi, I am Nadia Brandt, a final-year student in Chile. I hope to train in plastic surgery. "
    "I have done two chart reviews. I am looking for a research year in cleft care."
)
ONE_SENTENCE = (
    "I am a final-year student in Chile, preparing for plastic surgery; I bring two chart reviews, "
    "and I am looking for a research year in cleft care."
)
VERSIONS = tuple(each for each in PitchUse if each is not PitchUse.BASE)

words = st.text(alphabet="abcdefgh ijkl.,mnop'-", min_size=3, max_size=40).filter(
    lambda each: each.strip(" '.,-")
)


def material(audience: str = "us-img-plastics", name: str = "Nadia Brandt") -> Material:
    """Return what the record says about an applicant with nothing but a name."""
    applicant = Applicant(id=ApplicantId("a"), name=name, audience=audience, zone="America/New_York")
    playbook = make_playbook(audience, overrides={})
    return Material(playbook=playbook, today=NOW.date(), applicant=applicant)


def made(use: PitchUse, base: str = BASE, **answers: str) -> Derived:
    """Return the version of a base for one use."""
    return derive(pitch_forms().form(use), base, material(), answers)


def form(use: PitchUse) -> PitchForm:
    """Return the form of a use."""
    return pitch_forms().form(use)


@pytest.mark.requirement("IDN-07")
def test_a_version_is_made_of_the_base_and_what_its_use_adds() -> None:
    version = made(PitchUse.CONFERENCE, talk="nerve transfers", question="do smokers do worse")

    assert version.text == (
        "Hello, I am Nadia Brandt, a final-year student in Chile. I hope to train in plastic surgery. "
        "I have done two chart reviews. I enjoyed your talk on nerve transfers. "
        "May I ask you one thing: do smokers do worse?"
    )
    assert version.questions == ()


def test_what_nobody_knows_is_asked_and_never_made_up() -> None:
    version = made(PitchUse.NEW_FACULTY)

    assert "[Why this person, in half a sentence?]" in version.text
    assert [each.slot for each in version.questions] == ["reason"]


def test_one_long_sentence_is_taken_apart_at_what_is_looked_for() -> None:
    parts = take_apart(ONE_SENTENCE)

    assert parts.who == "I am a final-year student in Chile, preparing for plastic surgery."
    assert parts.body == ("I bring two chart reviews.",)
    assert parts.seeking == "I am looking for a research year in cleft care."


def test_the_name_is_said_where_the_base_does_not_say_it() -> None:
    assert made(PitchUse.OPEN_HOUSE, ONE_SENTENCE).text.startswith("Hello, I am Nadia Brandt, a final-year")
    assert made(PitchUse.OPEN_HOUSE, "My name is Nadia.").text.count("Nadia") == 1
    young = derive(form(PitchUse.OPEN_HOUSE), "I am a young doctor.", material(name="Ana Young"), {})
    assert young.text.startswith("Hello, I am Ana Young, a young doctor.")


def test_the_middle_gives_way_where_a_version_would_be_too_long() -> None:
    middle = " ".join(
        f"I have reviewed charts of the year {year} on the burn unit." for year in range(2000, 2012)
    )
    base = f"I am Nadia Brandt, a student. {middle} I am looking for a research year."

    note = made(PitchUse.LINKEDIN, base, them="Dr. Novak", reason="your study helped me")

    assert len(note.text) <= 300
    assert note.text.startswith("Dear Dr. Novak, I am Nadia Brandt, a student.")
    assert note.text.endswith("I am writing because your study helped me.")
    assert "2000" in note.text


@given(base=st.text(max_size=400), use=st.sampled_from(VERSIONS))
def test_any_base_gives_a_version_and_the_same_one_again(base: str, use: PitchUse) -> None:
    once = made(use, base)

    assert made(use, base) == once
    assert measure(form(use), once.text, material().playbook).has >= 0
    assert recover_answers(form(use), once.text, base).keys() <= {each.name for each in form(use).slots}


@given(st.data())
def test_answers_are_found_again_in_a_version_that_was_not_rewritten(data: st.DataObject) -> None:
    use = data.draw(st.sampled_from(VERSIONS))
    answers = {each.name: data.draw(words) for each in form(use).slots}

    version = made(use, **answers)

    assert recover_answers(form(use), version.text, BASE, "Nadia Brandt") == dict(version.filled)


def test_points_and_commas_in_an_answer_are_kept_and_a_rewritten_version_gives_what_is_left() -> None:
    version = made(PitchUse.LINKEDIN, them="Dr. Novak, and Dr. Lee", reason="Dr. Diaz sent me")

    assert recover_answers(form(PitchUse.LINKEDIN), version.text, BASE, "Nadia Brandt") == {
        "them": "Dr. Novak, and Dr. Lee",
        "reason": "Dr. Diaz sent me",
    }
    rewritten = version.text.replace("two chart reviews", "three")
    assert recover_answers(form(PitchUse.LINKEDIN), rewritten, BASE, "Nadia Brandt")["them"] == "Dr. Novak"


def test_open_questions_are_no_answers() -> None:
    version = made(PitchUse.CONFERENCE)

    assert recover_answers(form(PitchUse.CONFERENCE), version.text, BASE) == {}


@pytest.mark.requirement("IDN-08", "IDN-04")
@pytest.mark.parametrize(
    ("audience", "count", "over"),
    [
        ("us-img-plastics", 60, 0),
        ("us-img-plastics", 90, 9),
        ("img-general", 60, -4),
        ("img-general", 90, 0),
        ("img-general", 120, 6),
    ],
)
def test_seconds_are_words_at_the_speaking_rate_against_the_window_of_the_guide(
    audience: str, count: int, over: int
) -> None:
    playbook = make_playbook(audience, overrides={})

    length = spoken_length("word " * count, playbook)

    assert (length.has, length.over) == (round(count * 60 / 140), over)
    assert (length.least, length.most) == {"us-img-plastics": (20, 30), "img-general": (30, 45)}[audience]


def test_over_and_under_are_told_in_words() -> None:
    assert tell_length("seconds", 52, 30, 45, 140).says == (
        "About 52 seconds to say: 7 over your 30 to 45. Take out about 16 words."
    )
    assert tell_length("seconds", 18, 20, 30, 140).says == (
        "About 18 seconds to say: 2 under your 20 to 30. There is room for about 5 words."
    )
    assert tell_length("characters", 301, None, 300, 140).says == (
        "301 characters: 1 over your limit of 300. Take out 1 character."
    )
    assert tell_try(25, 20, 30).says == "25 seconds: within your 20 to 30."


def test_every_use_has_one_form_and_every_audience_begins_with_its_own() -> None:
    forms = pitch_forms()

    assert sorted(each.use for each in forms.forms) == sorted(VERSIONS)
    for audience in ("us-img-plastics", "img-general"):
        assert forms.base_templates(audience)[0] == "TPL-41"
    assert forms.base_templates("md-plastics")[0] == "TPL-41-IDN-03"
    assert len(forms.base_templates("a-custom-one")) == 5


def test_a_misspelled_form_is_told_with_its_line() -> None:
    faulty = (
        '[[form]]\nuse = "mail"\nname = "A"\nsays = "B"\nmedium = "note"\nunit = "seconds"\n'
        'parts = ["{base.wo}", "{a} {b}"]\nguides = []\nrows = ["IDN-07"]\nmost = "pitch.seconds.mx"\n'
    )

    _, problems = read_pitch_forms(faulty)

    said = {(each.line, each.key) for each in problems}
    assert {(7, "parts"), (10, "most")} <= said
    assert any("base.who" in each.remedy for each in problems)
    assert any("two slots" in each.says for each in problems)
    assert read_pitch_forms("=")[1][0].line == 1


def test_a_form_without_a_bound_measures_only() -> None:
    free = replace(form(PitchUse.MAIL), most="")

    assert measure(free, "One. Two.", material().playbook).says == "2 sentences."

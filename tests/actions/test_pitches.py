"""One base statement, and versions that are told when it has changed; nothing is overwritten unseen."""

import pytest

from hallway.actions.applicants import change_applicant
from hallway.actions.history import undo
from hallway.actions.pitches import (
    NoBase,
    PitchKept,
    check_pitch,
    derive_pitch,
    find_use,
    get_pitch,
    keep_pitch,
    list_pitches,
    propose_base,
    remove_pitch,
    set_pitch,
)
from hallway.domain.errors import InvalidValue, NotFound
from hallway.domain.messages import PitchUse
from hallway.storage.store import SqliteStore
from tests.cast import APPLICANTS, FixedClock

BASE = (
    "I am Nadia Brandt, a final-year student in Chile. I hope to train in plastic surgery. "
    "I am looking for a research year in cleft care."
)
OTHER = BASE.replace("a research year in cleft care", "a mentor in hand surgery")
VERSIONS = tuple(each for each in PitchUse if each is not PitchUse.BASE)


@pytest.fixture
def based(store: SqliteStore, clock: FixedClock) -> SqliteStore:
    """Return a record with a base statement."""
    set_pitch(store, clock, PitchUse.BASE, text=BASE)
    return store


@pytest.mark.requirement("TPL-41")
@pytest.mark.parametrize("audience", APPLICANTS)
def test_the_base_is_first_composed_from_the_record_in_the_form_of_the_guide(
    store: SqliteStore, clock: FixedClock, audience: str
) -> None:
    change_applicant(store, clock, fields=APPLICANTS[audience])

    composed = propose_base(store, clock)

    assert audience in composed.template.guides
    assert {"TPL-41"} < set(composed.template.rows)
    assert APPLICANTS[audience]["specialties"].split()[-1].lower() in composed.text.lower()
    assert composed.questions, "what is looked for is only the applicant's to say"


@pytest.mark.requirement("IDN-07")
def test_a_changed_base_is_told_to_every_version_and_changes_none(
    based: SqliteStore, clock: FixedClock
) -> None:
    for use in VERSIONS:
        derive_pitch(based, clock, use)
    before = {each.use: each.pitch for each in list_pitches(based, clock).versions}
    assert not any(each.is_stale for each in list_pitches(based, clock).versions)

    set_pitch(based, clock, PitchUse.BASE, text=OTHER)

    after = list_pitches(based, clock)
    assert {each.use: each.pitch for each in after.versions} == before
    assert all(each.is_stale for each in after.versions)


def test_a_version_is_made_anew_only_when_the_applicant_says_so(
    based: SqliteStore, clock: FixedClock
) -> None:
    derive_pitch(based, clock, PitchUse.MAIL)
    set_pitch(based, clock, PitchUse.BASE, text=OTHER)

    with pytest.raises(PitchKept, match="--replace"):
        derive_pitch(based, clock, PitchUse.MAIL)
    assert "research year" in _text(based, clock, PitchUse.MAIL)

    derive_pitch(based, clock, PitchUse.MAIL, replaces=True)
    assert "a mentor in hand surgery" in _text(based, clock, PitchUse.MAIL)
    assert not get_pitch(based, clock, PitchUse.MAIL).is_stale


def test_what_was_answered_before_goes_into_the_version_made_anew(
    based: SqliteStore, clock: FixedClock
) -> None:
    answers = {"reason": "Dr. Diaz told me of your clinic"}
    derive_pitch(based, clock, PitchUse.NEW_FACULTY, answers=answers)
    set_pitch(based, clock, PitchUse.BASE, text=OTHER)

    made = derive_pitch(based, clock, PitchUse.NEW_FACULTY, replaces=True)

    assert "because Dr. Diaz told me of your clinic. I am looking for a mentor" in made.text


def test_a_version_that_still_fits_is_kept_and_no_longer_told(based: SqliteStore, clock: FixedClock) -> None:
    made = derive_pitch(based, clock, PitchUse.MAIL)
    set_pitch(based, clock, PitchUse.BASE, text=OTHER)

    kept = keep_pitch(based, clock, PitchUse.MAIL)

    assert (kept.text, kept.base_text) == (made.text, OTHER)
    assert not get_pitch(based, clock, PitchUse.MAIL).is_stale


def test_a_version_rewritten_by_hand_is_still_one_of_the_earlier_base(
    based: SqliteStore, clock: FixedClock
) -> None:
    derive_pitch(based, clock, PitchUse.MAIL)
    set_pitch(based, clock, PitchUse.BASE, text=OTHER)

    set_pitch(
        based, clock, PitchUse.MAIL, text="I am Nadia, a student who hopes to train in plastic surgery."
    )

    assert get_pitch(based, clock, PitchUse.MAIL).is_stale


def test_there_is_one_text_for_each_use_and_undo_brings_the_last_one_back(
    based: SqliteStore, clock: FixedClock
) -> None:
    set_pitch(based, clock, PitchUse.BASE, text=OTHER)
    assert _text(based, clock, PitchUse.BASE) == OTHER

    undo(based, clock)

    assert _text(based, clock, PitchUse.BASE) == BASE


def test_without_a_base_no_version_is_made_but_one_may_be_written(
    store: SqliteStore, clock: FixedClock
) -> None:
    with pytest.raises(NoBase, match="pitch derive base"):
        derive_pitch(store, clock, PitchUse.ALUMNI)

    set_pitch(store, clock, PitchUse.ALUMNI, text="Hello, I am Nadia.")
    set_pitch(store, clock, PitchUse.BASE, text=BASE)

    assert not get_pitch(store, clock, PitchUse.ALUMNI).is_stale


@pytest.mark.requirement("IDN-10", "PIT-01")
def test_a_vague_pitch_is_told_in_every_version(based: SqliteStore, clock: FixedClock) -> None:
    vague = "Hello, I am Nadia Brandt, a student in Chile. I am just exploring at the moment."
    for use in PitchUse:
        report, _, _ = check_pitch(based, clock, use, text=vague)
        found = [each for each in report.findings if each.rule == "goal.vague"]
        assert [each.quote for each in found] == ["just exploring"], use
        assert "lastic surgery" in found[0].remedy


@pytest.mark.requirement("IDN-08")
def test_a_version_too_long_for_its_window_is_told_in_seconds(based: SqliteStore, clock: FixedClock) -> None:
    report, spoken, length = check_pitch(based, clock, PitchUse.BASE, text=f"{BASE} {'I read charts. ' * 40}")

    assert length == spoken
    assert spoken.over > 0
    assert f"{spoken.over} over your 20 to 30" in spoken.says
    assert "length.pitch" in {each.rule for each in report.findings}


def test_a_good_base_and_its_versions_have_nothing_to_mind(store: SqliteStore, clock: FixedClock) -> None:
    answers = {
        "talk": "nerve transfers in children",
        "question": "how do you choose between a transfer and a graft",
        "reason": "your study of early grafts changed how I look at burns",
        "them": "Dr. Novak",
    }
    done = "I have done two chart reviews of flap surgery and helped with a poster on burns."
    text = BASE.replace("I am looking", f"{done} I am looking")
    set_pitch(store, clock, PitchUse.BASE, text=text)
    for use in VERSIONS:
        slots = {each.name for each in get_pitch(store, clock, use).form.slots}  # type: ignore[union-attr]  # a version has one
        derive_pitch(store, clock, use, answers={name: answers[name] for name in slots & answers.keys()})

    told = {
        (each.use.value, found.rule)
        for each in (list_pitches(store, clock).base, *list_pitches(store, clock).versions)
        for found in (each.report.findings if each.report else ())
    }

    assert told == set()


def test_what_cannot_be_meant_is_refused(based: SqliteStore, clock: FixedClock) -> None:
    with pytest.raises(InvalidValue, match="Write what you say"):
        set_pitch(based, clock, PitchUse.MAIL, text="  ")
    with pytest.raises(InvalidValue, match="at most 5000"):
        set_pitch(based, clock, PitchUse.MAIL, text="x" * 5001)
    with pytest.raises(InvalidValue, match="It has: talk, question"):
        derive_pitch(based, clock, PitchUse.CONFERENCE, answers={"zzz": "x"})
    with pytest.raises(NotFound, match="TPL-41"):
        propose_base(based, clock, template="TPL-12")
    with pytest.raises(NotFound, match="not written it yet"):
        keep_pitch(based, clock, PitchUse.MAIL)
    with pytest.raises(NotFound, match="conference"):
        find_use("confrence")
    assert find_use(" New Faculty") is PitchUse.NEW_FACULTY


def test_a_removed_text_is_gone_until_it_is_undone(based: SqliteStore, clock: FixedClock) -> None:
    remove_pitch(based, clock, PitchUse.BASE)
    assert list_pitches(based, clock).base.pitch is None

    undo(based, clock)
    assert _text(based, clock, PitchUse.BASE) == BASE


def _text(store: SqliteStore, clock: FixedClock, use: PitchUse) -> str:
    pitch = get_pitch(store, clock, use).pitch
    return pitch.text if pitch else ""

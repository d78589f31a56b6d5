"""Own values survive a later version: used where they fit, else kept with a reason."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.actions.applicants import change_applicant, set_up
from hallway.actions.audience_files import add_audience
from hallway.actions.guides import Source, ValueView, list_guides, show_guide
from hallway.actions.history import undo
from hallway.actions.interactions import record_interaction
from hallway.actions.overrides import keep, override, reset
from hallway.actions.people import add_person
from hallway.actions.today import steps_of, today
from hallway.domain.errors import InvalidValue, NotFound
from hallway.domain.ids import AudienceFileId, OverrideId
from hallway.domain.interactions import Kind
from hallway.domain.settings import AudienceFile, Override
from hallway.playbooks.library import UnknownKey
from hallway.storage.store import SqliteStore
from tests.cast import ANA, NADIA, NOW, FixedClock
from tests.storage.files import new_store

DUE, CLOSE = "followup.meeting.due", "followup.meeting.close"
CUSTOM = """\
[audience]
id = "img-neurology"
name = "IMG neurology"
based_on = "us-img-pediatrics"

[values]
"followup.meeting.due" = 24
"""


def _older_version_wrote(store: SqliteStore, *kept: Override | AudienceFile) -> None:
    with store.writing("test", "An older version wrote", now=NOW) as writing:
        writing.add_all(kept)


def _own(key: str, value: str, instead_of: str = "") -> Override:
    return Override(id=OverrideId(f"own-{key}"), key=key, value=value, instead_of=instead_of)


def _value(store: SqliteStore, key: str) -> ValueView:
    found = show_guide(store, key)
    assert isinstance(found, ValueView)
    return found


def test_a_record_with_values_that_fit_no_more_opens_and_works(store: SqliteStore, clock: FixedClock) -> None:
    ana = add_person(store, clock, fields=ANA).person.id
    record_interaction(store, clock, people=[ana], kind=Kind.MET)
    _older_version_wrote(store, _own("mentors.old", "3"), _own(CLOSE, "10"), _own("nudge.days", "4"))

    day = today(store, clock)

    assert [each.rule for each in steps_of(store, clock, ana)]
    assert day.steps
    assert day.notices == ("2 of your own numbers are kept and not used.",)
    view = list_guides(store)
    assert [(each.key, each.value) for each in view.aside] == [(CLOSE, "10"), ("mentors.old", "3")]
    assert all(each.why and each.remedy for each in view.aside)
    assert _value(store, "nudge.days").value == "4"
    assert _value(store, CLOSE).source is Source.OTHER_GUIDES


def test_a_value_that_is_set_aside_is_let_go_or_set_anew(store: SqliteStore, clock: FixedClock) -> None:
    _older_version_wrote(store, _own("mentors.old", "3"), _own(CLOSE, "10"))

    assert reset(store, clock, key="mentors.old") is None
    assert override(store, clock, key=CLOSE, value="96").value == "96"

    assert list_guides(store).aside == ()
    undo(store, clock)
    undo(store, clock)
    assert [each.key for each in list_guides(store).aside] == [CLOSE, "mentors.old"]


def test_one_that_is_set_aside_does_not_stop_another_from_being_set(
    store: SqliteStore, clock: FixedClock
) -> None:
    _older_version_wrote(store, _own("mentors.old", "3"))
    assert override(store, clock, key=DUE, value="60").value == "60"
    with pytest.raises(UnknownKey):
        reset(store, clock, key="mentors.older")


def test_what_was_set_is_used_or_refused_and_takes_nothing_from_the_others(
    store: SqliteStore, clock: FixedClock
) -> None:
    override(store, clock, key=DUE, value="60")
    with pytest.raises(InvalidValue, match=DUE):
        override(store, clock, key=CLOSE, value="50")
    assert _value(store, DUE).value == "60"


@given(
    st.lists(
        st.tuples(
            st.sampled_from([DUE, CLOSE, "followup.meeting.open", "followup.meeting.last", "gone"]),
            st.integers(0, 400).map(str) | st.none(),
        ),
        max_size=6,
    ),
    st.sampled_from([(), (("gone", "3"),), ((CLOSE, "10"), (DUE, "200"))]),
)
def test_after_any_settings_the_last_accepted_word_on_each_number_holds(
    wishes: list[tuple[str, str | None]], older: tuple[tuple[str, str], ...]
) -> None:
    clock = FixedClock()
    with new_store() as store:
        set_up(store, clock, fields=NADIA)
        _older_version_wrote(store, *(_own(key, value) for key, value in older))
        meant: dict[str, str] = {}
        for key, value in wishes:
            try:
                if value is None:
                    reset(store, clock, key=key)
                    meant.pop(key, None)
                else:
                    override(store, clock, key=key, value=value)
                    meant[key] = value
            except (InvalidValue, UnknownKey):
                pass
            assert {key: _value(store, key).value for key in meant} == meant


def test_a_number_remembers_what_the_guides_said_when_it_was_set(
    store: SqliteStore, clock: FixedClock
) -> None:
    assert override(store, clock, key=DUE, value="60").instead_of == "48"
    assert not _value(store, DUE).has_moved


def test_a_guide_that_has_moved_is_told_until_yours_is_kept_or_let_go(
    store: SqliteStore, clock: FixedClock
) -> None:
    _older_version_wrote(store, _own(DUE, "60", "36"))
    moved = _value(store, DUE)
    assert (moved.value, moved.instead_of, moved.default, moved.has_moved) == ("60", "36", "48", True)

    kept = keep(store, clock, key=DUE)
    assert (kept.value, kept.instead_of, kept.has_moved) == ("60", "48", False)

    undo(store, clock)
    assert _value(store, DUE).has_moved
    reset(store, clock, key=DUE)
    assert (_value(store, DUE).value, _value(store, DUE).has_moved) == ("48", False)


def test_only_an_own_value_can_be_kept(store: SqliteStore, clock: FixedClock) -> None:
    with pytest.raises(NotFound, match="nudge"):
        keep(store, clock, key="nudge.days")
    with pytest.raises(UnknownKey, match=r"nudge\.days"):
        keep(store, clock, key="nudge.dayz")


def test_an_own_value_reaches_the_steps_and_its_removal_too(store: SqliteStore, clock: FixedClock) -> None:
    ana = add_person(store, clock, fields=ANA | {"groups": ""}).person.id
    record_interaction(store, clock, people=[ana], kind=Kind.MET, topics=["a"], next_step="b")

    def due() -> timedelta:
        [step] = [each for each in steps_of(store, clock, ana) if each.rule == "follow-up.after-meeting"]
        return step.window.due - step.window.starts

    before = due()
    override(store, clock, key=DUE, value="24")
    assert due() < before
    reset(store, clock, key=DUE)
    assert due() == before


def test_an_audience_that_a_later_version_refuses_is_told_and_the_guide_below_it_holds(
    store: SqliteStore, clock: FixedClock
) -> None:
    add_audience(store, clock, name="img-neurology", text=CUSTOM)
    change_applicant(store, clock, fields={"audience": "img-neurology"})
    assert _value(store, DUE).source is Source.YOUR_AUDIENCE
    broken = AudienceFile(id=AudienceFileId("f"), name="img-neurology", text=CUSTOM.replace("due", "dew"))
    with store.writing("test", "A later version reads it otherwise", now=NOW) as writing:
        [file] = writing.all(AudienceFile)
        writing.remove(AudienceFile, file.id)
        writing.add(broken)

    view = list_guides(store)

    assert view.audience == "us-img-pediatrics"
    assert _value(store, DUE).value == "72"
    assert view.refused is not None
    assert "followup.meeting.dew" in view.refused.why
    assert [each.is_usable for each in view.audiences if each.is_custom] == [False]
    assert today(store, clock).notices[0].startswith("The file of your audience 'img-neurology' does not fit")


def test_an_audience_whose_addition_was_undone_leaves_a_record_that_works(
    store: SqliteStore, clock: FixedClock
) -> None:
    add_audience(store, clock, name="img-neurology", text=CUSTOM)
    with store.reading() as reading:
        entry = reading.history()[0].id
    change_applicant(store, clock, fields={"audience": "img-neurology"})
    undo(store, clock, entry=entry)

    assert "is not here" in today(store, clock).notices[0]
    assert list_guides(store).audience == "img-general"

"""Every number carries the facts that requirements section 26 asks for, and windows and limits theirs."""

from hallway.actions.guides import Source, list_guides
from hallway.actions.overrides import override
from hallway.storage.store import SqliteStore
from tests.cast import FixedClock


def test_every_number_says_its_value_unit_audience_source_and_whether_it_was_changed(
    store: SqliteStore, clock: FixedClock
) -> None:
    override(store, clock, key="nudge.days", value="4")
    view = list_guides(store)

    for each in view.values:
        assert each.value
        assert each.unit
        assert each.says
        assert each.audience == "us-img-plastics"
        assert bool(each.guides) is not each.is_ours
        assert set(each.per_audience) == {each.id for each in view.audiences}
        assert each.is_changed is (each.key == "nudge.days")
    assert {each.source for each in view.values} == {
        Source.YOURS,
        Source.YOUR_GUIDE,
        Source.OTHER_GUIDES,
        Source.OURS,
    }


def test_every_window_says_its_start_opening_closing_last_day_and_zone(store: SqliteStore) -> None:
    for rule in list_guides(store).rules:
        assert rule.edges is not None
        assert all(rule.edges), rule.id
        assert ("recipient" in rule.edges.zone) is not rule.id.startswith(("habit.", "mentor.roles")), rule.id


def test_every_limit_says_its_levels_and_its_reason(store: SqliteStore) -> None:
    view = list_guides(store)
    for each in view.limits:
        assert each.because
        assert each.warn or each.strong
        for level, value in (("warn", each.warn), ("strong", each.strong)):
            if value:
                assert (value.level, value.because) == (level, each.because)
    words = next(each for each in view.limits if each.id == "cold-mail-words")
    assert words.warn is not None
    assert words.strong is not None
    assert (words.warn.value, words.strong.value) == ("200", "250")

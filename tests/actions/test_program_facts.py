"""Facts of programs: each in one form, with source and day; typed, pasted, from a sheet; undone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.actions.history import undo
from hallway.actions.ports import Store
from hallway.actions.program_fact_forms import FACT_FORMS, read_fact, read_kind, write_fact
from hallway.actions.program_facts import (
    FactVerdict,
    apply_facts,
    correct_kind,
    forget_fact,
    plan_facts,
    record_fact,
)
from hallway.actions.program_imports import plan_fact_sheet, plan_pasted_facts
from hallway.actions.programs import show_program
from hallway.domain.errors import HallwayError, InvalidValue, NotFound
from hallway.domain.institutions import InstitutionKind
from hallway.domain.programs import FactKind, ProgramFact
from hallway.formats.program_facts import FactRow
from hallway.storage.store import SqliteStore
from tests.cast import FixedClock
from tests.formats.rude import rude_text

FAMILY, SURGERY = "1600120", "4404112279"
"""Two programs at one community hospital in Pennsylvania; the second has its ACGME id for a code."""


def known(store: Store) -> dict[tuple[str, str], str]:
    with store.reading() as reading:
        return {(each.unit, each.kind.value): each.value for each in reading.all(ProgramFact)}


class TestValues:
    """One form for each kind, and one message where nothing can be meant."""

    @pytest.mark.parametrize(
        ("kind", "typed", "kept"),
        [
            (FactKind.KIND, "Community", "community"),
            (FactKind.IMG_SHARE, "60 %", "60"),
            (FactKind.US_IMG_SHARE, "12.5", "12.5"),
            (FactKind.VISAS, "H1b and J-1", "j-1, h-1b"),
            (FactKind.STEP2_MIN, "225", "225"),
            (FactKind.MOST_YEARS, "5 years", "5"),
            (FactKind.US_MONTHS, "none", "0"),
            (FactKind.APPLICANTS, "1,800", "1800"),
            (FactKind.SIGNALS_ONLY, "Mostly", "mostly"),
            (FactKind.WEBSITE, "example.org/residency", "https://example.org/residency"),
            (FactKind.NOTE, " New director ", "New director"),
        ],
    )
    def test_a_value_has_one_form(self, kind: FactKind, typed: str, kept: str) -> None:
        assert read_fact(kind, typed) == kept

    @pytest.mark.parametrize(
        ("kind", "typed", "remedy"),
        [
            (FactKind.STEP2_MIN, "999", "1 to 300"),
            (FactKind.STEP2_MIN, "-5", "such as 225"),
            (FactKind.MOST_ATTEMPTS, "0", "1 to 6"),
            (FactKind.MOST_YEARS, "1890", "0 to 50"),
            (FactKind.IMG_SHARE, "160", "0 to 100"),
            (FactKind.IMG_SHARE, "-1", "0 to 100"),
            (FactKind.IMG_SHARE, "0.6", "with its sign"),
            (FactKind.VISAS, "green card", "j-1, h-1b"),
            (FactKind.KIND, "school", "university, community or military"),
            (FactKind.SIGNALS_ONLY, "perhaps", "yes, mostly or no"),
            (FactKind.WEBSITE, "javascript:alert(1)", "https://example.org"),
            (FactKind.POSITIONS, "", "Type a value"),
            (FactKind.POSITIONS, "n/a", "Type a value"),
        ],
    )
    def test_a_value_that_cannot_be_meant_is_refused_with_a_remedy(
        self, kind: FactKind, typed: str, remedy: str
    ) -> None:
        with pytest.raises(InvalidValue, match=remedy):
            read_fact(kind, typed)

    @given(st.sampled_from(FactKind), rude_text)
    def test_whatever_is_typed_is_refused_or_reads_back_as_itself(self, kind: FactKind, typed: str) -> None:
        try:
            value = read_fact(kind, typed)
        except InvalidValue:
            return
        assert read_fact(kind, value) == value

    @pytest.mark.parametrize("form", FACT_FORMS.values(), ids=lambda form: form.kind.value)
    def test_every_kind_is_found_by_its_label_and_its_example_is_one(self, form: object) -> None:
        kind = next(each for each in FactKind if FACT_FORMS[each] is form)
        assert read_kind(FACT_FORMS[kind].label) is read_kind(kind.value) is kind
        assert read_fact(kind, FACT_FORMS[kind].example)

    def test_numbers_are_shown_with_what_they_count(self) -> None:
        assert write_fact(FactKind.IMG_SHARE, "60") == "60%"
        assert write_fact(FactKind.POSITIONS, "12") == "12 a year"
        assert write_fact(FactKind.STEP2_MIN, "225") == "225"

    def test_an_unknown_kind_is_refused_with_all_there_are(self) -> None:
        with pytest.raises(InvalidValue, match="img-share"):
            read_kind("shoe size")


class TestOneByOne:
    """A fact has a source and a day; the latest counts, and nothing is lost."""

    def test_the_latest_counts_and_the_earlier_ones_are_kept(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        for day, share in ((date(2026, 3, 1), "40"), (date(2026, 11, 1), "60"), (date(2025, 3, 1), "35")):
            record_fact(
                store, clock, unit=FAMILY, kind=FactKind.IMG_SHARE, text=share, source="website", on=day
            )
        fact = show_program(store, clock, unit=FAMILY).facts[FactKind.IMG_SHARE]
        assert (fact.fact.value, fact.fact.source, fact.days_old) == ("60", "website", 22)
        assert [each.value for each in fact.earlier] == ["40", "35"]

    def test_of_one_day_and_source_the_second_corrects_the_first(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        record_fact(store, clock, unit=FAMILY, kind=FactKind.POSITIONS, text="8", source="website")
        record_fact(store, clock, unit=FAMILY, kind=FactKind.POSITIONS, text="9", source="website")
        assert known(store) == {(FAMILY, "positions"): "9"}
        undo(store, clock)
        assert known(store) == {(FAMILY, "positions"): "8"}

    def test_the_code_of_any_track_means_its_program(self, store: SqliteStore, clock: FixedClock) -> None:
        record_fact(store, clock, unit="1600440P0", kind=FactKind.POSITIONS, text="5")
        record_fact(store, clock, unit="1600440", kind=FactKind.INTERVIEWS, text="60")
        assert set(known(store)) == {(SURGERY, "positions"), (SURGERY, "interviews")}

    def test_forgetting_a_fact_lets_the_one_before_count_again(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        record_fact(store, clock, unit=FAMILY, kind=FactKind.VISAS, text="none", on=date(2026, 1, 1))
        later = record_fact(store, clock, unit=FAMILY, kind=FactKind.VISAS, text="j-1")
        forget_fact(store, clock, fact=later.id)
        assert show_program(store, clock, unit=FAMILY).facts[FactKind.VISAS].fact.value == "none"

    @pytest.mark.parametrize(
        ("unit", "error"), [("1600999", "code"), ("nowhere at all xyz", "program"), ("", "Type its code")]
    )
    def test_a_program_that_there_is_not_is_refused(
        self, store: SqliteStore, clock: FixedClock, unit: str, error: str
    ) -> None:
        with pytest.raises((NotFound, InvalidValue), match=error):
            record_fact(store, clock, unit=unit, kind=FactKind.NOTE, text="Fine")
        assert known(store) == {}

    def test_words_that_fit_several_programs_tell_their_codes(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        with pytest.raises(InvalidValue, match=rf"fits 4(?s:.)*{SURGERY}"):
            record_fact(store, clock, unit="Abington", kind=FactKind.NOTE, text="Fine")
        record_fact(store, clock, unit="general surgery abington", kind=FactKind.NOTE, text="Fine")
        assert set(known(store)) == {(SURGERY, "note")}

    def test_a_kind_is_corrected_for_one_program_or_for_all_of_the_place(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        before = show_program(store, clock, unit=FAMILY)
        correct_kind(store, clock, unit=FAMILY, kind=InstitutionKind.UNIVERSITY)
        after = show_program(store, clock, unit=FAMILY)
        assert (before.kind, before.is_guess) == (InstitutionKind.COMMUNITY, True)
        assert (after.kind, after.is_guess) == (InstitutionKind.UNIVERSITY, False)
        assert show_program(store, clock, unit=SURGERY).is_guess
        correct_kind(store, clock, unit=FAMILY, kind=InstitutionKind.UNIVERSITY, everywhere=True)
        assert show_program(store, clock, unit=SURGERY).kind is InstitutionKind.UNIVERSITY
        undo(store, clock)
        assert show_program(store, clock, unit=SURGERY).is_guess

    def test_a_kind_that_tells_no_programs_apart_is_refused(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        with pytest.raises(InvalidValue, match="university, community or military"):
            correct_kind(store, clock, unit=FAMILY, kind=InstitutionKind.SCHOOL)


class TestManyAtOnce:
    """A plan is shown first; applying it is one action."""

    PASTED = f"""{FAMILY} IMG share 60 % (website, 2026-08-01)
        1600440C0 visas J-1
        {FAMILY} Step 2 minimum 999
        nowhere at all xyz positions 4"""

    def test_a_paste_is_shown_first_and_then_taken_in_one_action(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        shown = plan_pasted_facts(store, clock, text=self.PASTED, source="a resident")
        assert known(store) == {}
        assert [(each.unit.code, each.kind, each.value, each.source) for each in shown.plan.changes] == [
            (FAMILY, FactKind.IMG_SHARE, "60", "website"),
            (SURGERY, FactKind.VISAS, "j-1", "a resident"),
        ]
        assert sorted(each.line or 0 for each in shown.plan.problems) == [3, 4]
        taken = apply_facts(store, clock, plan=shown.plan)
        assert taken == (2, 2, 2)
        assert known(store) == {(FAMILY, "img-share"): "60", (SURGERY, "visas"): "j-1"}
        undo(store, clock)
        assert known(store) == {}

    def test_applying_twice_changes_nothing(self, store: SqliteStore, clock: FixedClock) -> None:
        plan = plan_pasted_facts(store, clock, text=self.PASTED).plan
        apply_facts(store, clock, plan=plan)
        assert apply_facts(store, clock, plan=plan).written == 0

    def test_a_sheet_is_read_with_the_applicants_words_about_its_columns(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        data = (
            f"Program code,IMG %,Share of those like me\n{FAMILY},60%,15%\n1600440P0,30%,\n9999999,5%,5%\n"
        ).encode()
        shown = plan_fact_sheet(
            store, clock, data=data, name="mine.csv", mapping=["Share of those like me=us-img-share"]
        )
        assert [(each.unit.code, each.kind.value, each.value) for each in shown.plan.changes] == [
            (FAMILY, "img-share", "60"),
            (FAMILY, "us-img-share", "15"),
            (SURGERY, "img-share", "30"),
        ]
        assert {each.source for each in shown.plan.changes} == {"mine.csv"}
        assert {each.line for each in shown.plan.problems} == {4}

    def test_the_preview_tells_what_each_row_changes(self, store: SqliteStore, clock: FixedClock) -> None:
        record_fact(store, clock, unit=FAMILY, kind=FactKind.POSITIONS, text="8", on=date(2026, 6, 1))

        def row(line: int, value: str, on: date, source: str = "") -> FactRow:
            return FactRow(line=line, unit=FAMILY, kind=FactKind.POSITIONS, value=value, source=source, on=on)

        rows = [
            row(1, "8", date(2026, 6, 1)),
            row(2, "9", date(2026, 1, 1)),
            row(3, "8", date(2026, 7, 1)),
            row(4, "10", date(2026, 8, 1)),
            row(5, "11", date(2026, 8, 1), "another page"),
            FactRow(line=6, unit=SURGERY, kind=FactKind.POSITIONS, value="5"),
        ]
        plan = plan_facts(store, clock, rows=rows, name="mine.csv")
        assert [(each.line, each.before, each.verdict) for each in plan.changes] == [
            (1, "8", FactVerdict.SAME),
            (2, "8", FactVerdict.OLDER),
            (3, "8", FactVerdict.CONFIRMS),
            (4, "8", FactVerdict.CHANGES),
            (6, "", FactVerdict.NEW),
        ]
        assert [each.line for each in plan.problems] == [5]
        assert plan.counts[FactVerdict.CHANGES] == 1

    @pytest.mark.parametrize(
        ("how", "remedy"),
        [
            ({"text": "  "}, "Paste one fact a line"),
            ({"text": "x", "dates": "sometime"}, "Choose one of: dmy"),
        ],
    )
    def test_a_paste_of_nothing_and_an_unknown_order_are_refused(
        self, store: SqliteStore, clock: FixedClock, how: dict[str, str], remedy: str
    ) -> None:
        with pytest.raises(HallwayError, match=remedy):
            plan_pasted_facts(store, clock, **how)

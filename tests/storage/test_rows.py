"""Values become rows and come back equal."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.domain.applicants import Applicant, Exam, ExamState, Tie
from hallway.domain.ids import ApplicantId
from hallway.domain.json_values import JsonValue
from hallway.domain.programs import ProgramCounts
from hallway.storage.errors import UnknownField
from hallway.storage.images import STAMPS, columns_of, from_image, to_image
from hallway.storage.json_texts import from_json, to_json
from hallway.storage.rows import TABLES, rows_of, to_plain
from tests.cast import NOW
from tests.strategies import KINDS, values

any_value: st.SearchStrategy[Any] = st.one_of([values(kind) for kind in KINDS])


def test_every_kind_of_value_has_a_table() -> None:
    assert set(TABLES) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_table_has_a_column_for_every_field(kind: type) -> None:
    columns = [each.name for each in columns_of(TABLES[kind])]
    assert columns == [*(each.name for each in fields(kind)), *STAMPS]


@given(any_value)
def test_a_value_comes_back_from_its_cells(value: object) -> None:
    rows = rows_of(type(value))
    assert rows.from_cells(list(rows.to_cells(value).values())) == value


@given(any_value)
def test_a_value_comes_back_from_its_json(value: object) -> None:
    rows = rows_of(type(value))
    plain = from_json(to_json(to_plain(rows.to_cells(value))))
    assert isinstance(plain, dict)
    assert rows.from_plain(plain) == value


@given(any_value)
def test_an_image_leaves_out_what_says_nothing_and_loses_nothing(value: object) -> None:
    table = TABLES[type(value)]
    cells = {**rows_of(type(value)).to_cells(value), "created_at": NOW, "changed_at": NOW}
    assert from_image(table, to_image(table, cells)) == cells


def test_lists_and_parts_of_a_value_are_readable_json() -> None:
    applicant = Applicant(
        id=ApplicantId("a"),
        name="Zoë",
        audience="img-general",
        zone="UTC",
        exams=(Exam(name="Step 1", state=ExamState.PASSED, on=date(2025, 3, 1)),),
        ties=(Tie(place="Ohio", reason="family"),),
    )
    cells = rows_of(Applicant).to_cells(applicant)
    assert cells["exams"] == [
        {"name": "Step 1", "state": "passed", "on": "2025-03-01", "score": None, "attempt": 1}
    ]
    assert to_json(cells["ties"]) == '[{"place":"Ohio","reason":"family"}]'


class TestRowsFromOutside:
    """An archive may come from another version, or from an editor."""

    PLAIN: Mapping[str, JsonValue] = {"id": "a", "name": "Zoë", "audience": "img-general", "zone": "UTC"}

    def test_what_an_older_row_lacks_gets_its_default(self) -> None:
        made = rows_of(Applicant).from_plain(self.PLAIN)
        assert made == Applicant(id=ApplicantId("a"), name="Zoë", audience="img-general", zone="UTC")

    @pytest.mark.parametrize(
        ("field", "cell"),
        [
            ("name", 5),
            ("name", None),
            ("flags", "introvert"),
            ("flags", ["unheard-of"]),
            ("match_year", "2027"),
            ("match_year", True),
            ("needs_visa", 1),
            ("exams", [{"nombre": "Step 1"}]),
            ("exams", [{"name": "Step 1", "on": "yesterday"}]),
            ("exams", ["Step 1"]),
        ],
    )
    def test_what_does_not_fit_its_field_is_named(self, field: str, cell: JsonValue) -> None:
        with pytest.raises(UnknownField, match=f"'applicant'.*'{field}' holds a value that does not fit"):
            rows_of(Applicant).from_plain({**self.PLAIN, field: cell})

    def test_counts_without_rows_have_none_and_rows_of_another_form_are_refused(self) -> None:
        plain: Mapping[str, JsonValue] = {"id": "c", "report": "Results", "years": [2025], "on": "2026-11-22"}
        assert rows_of(ProgramCounts).from_plain(plain).rows == {}
        pairs: JsonValue = {"1001120C0": [[8, None]]}
        assert rows_of(ProgramCounts).from_plain({**plain, "rows": pairs}).rows == {"1001120C0": ((8, None),)}
        wrong: tuple[JsonValue, ...] = ([], {"1001120C0": [[8]]}, {"1001120C0": [["8", 8]]}, {"1001120C0": 8})
        for rows in wrong:
            with pytest.raises(UnknownField, match="'rows' holds a value that does not fit"):
                rows_of(ProgramCounts).from_plain({**plain, "rows": rows})

    def test_an_unknown_field_is_refused(self) -> None:
        with pytest.raises(UnknownField, match="'shoe_size' is not a field of this version"):
            rows_of(Applicant).from_plain({**self.PLAIN, "shoe_size": 43})

    def test_a_row_without_a_needed_field_is_refused(self) -> None:
        with pytest.raises(UnknownField, match="'zone' is missing"):
            rows_of(Applicant).from_plain({"id": "a", "name": "Zoë", "audience": "img-general"})

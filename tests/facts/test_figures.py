"""Every figure that ships has a source, a year and how surely it was read; and the page that lists them."""

import csv
from collections import Counter

from hallway.facts.figures import Confidence, gaps, number, read_rows, rights, sources, tables, whole
from tools.facts_reference import DATA, PAGE, reference, rows_of

SUPPORT = {"sources.csv", "tables.csv", "rights.csv", "gaps.csv"}
PLACES = {"countries.csv", "provinces.csv", "us_state_regions.csv", "us_state_zones.csv"}


def test_every_row_of_every_table_names_its_source_its_year_and_how_surely_it_was_read() -> None:
    for table in tables():
        assert rows_of(table), table.file
        if table.source:
            assert table.source in sources()
            assert table.year
            assert Confidence(table.confidence)
            continue
        for row in rows_of(table):
            assert row["source"] in sources(), row
            assert Confidence(row["confidence"]), row
            assert row["year"] or row["measure"] == "none", row


def test_every_file_of_figures_is_in_the_list_of_tables() -> None:
    files = {each.name for each in DATA.iterdir()}
    assert files == {each.file for each in tables()} | SUPPORT | PLACES


def test_every_right_and_gap_that_a_table_names_is_told() -> None:
    assert {each.right for each in tables()} | {each.right for each in sources().values()} <= rights().keys()
    assert {gap for each in tables() for gap in each.gaps} <= gaps().keys()


def test_every_source_is_used_and_says_what_it_is() -> None:
    used = Counter(row["source"] for each in tables() if not each.source for row in rows_of(each))
    used.update(each.source for each in tables() if each.source)
    assert used.keys() == sources().keys()
    for each in sources().values():
        assert len(each.cited) > 8, each
        assert each.url.startswith(("https://", "http://")) or not each.url, each


def test_no_table_holds_quotas_or_fills_of_single_programs() -> None:
    """Those come in only with the report that the applicant downloaded."""
    columns = {name for row in list(read_rows("tracks.csv"))[:1] for name in row}
    assert columns == {"code", "acgme", "name", "first_listed"}


def test_the_files_are_whole() -> None:
    for path in DATA.glob("*.csv"):
        rows = list(csv.reader(path.read_text("utf-8").splitlines()))
        assert {len(row) for row in rows} == {len(rows[0])}, path.name


def test_an_empty_cell_is_unknown_and_never_nought() -> None:
    assert number("") is whole("") is None
    assert (number("0"), whole("0")) == (0.0, 0)


def test_the_page_of_facts_is_fresh() -> None:
    """After a change of tables: python tools/facts_reference.py."""
    assert PAGE.read_text(encoding="utf-8") == reference()

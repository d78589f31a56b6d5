"""The Program Results report, in both layouts, whole and damaged; every institution here is invented."""

import io
import random
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.formats.pdf_pages import LARGEST, PdfPage, ReadingStopped, read_pdf, refuse_size
from hallway.formats.problems import UnreadableFile
from hallway.formats.program_results import ProgramResults, find_results, read_program_results
from tests.formats.report_pdfs import (
    TITLE,
    YEARS,
    Track,
    as_text,
    draw_page,
    make_content,
    make_pdf,
    make_report,
)

FAMILY = Track("9901120C0")
PEDIATRICS = Track("9901320C0", "Pediatrics", cells=(14, 14, 14, 13, 12, 12, None, None, None, None))
RURAL = Track("9901120C1", "Family Medicine/Rural", cells=(2, 1, 2, 2, 2, 0, 0, 0, None, None), star=True)
MEDICINE = Track("9902140C10", "Medicine-Prim/Long", "Harbor Light Univ-YY", "Northwater")
SURGERY = Track("9902440P0", "Surgery-Prelim (6 mo)", "Harbor Light Univ-YY", "Northwater")


def pairs(track: Track) -> tuple[tuple[int | None, int | None], ...]:
    return tuple(zip(track.cells[::2], track.cells[1::2], strict=True))


def says(results: ProgramResults) -> list[str]:
    return [problem.says for problem in results.problems]


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_program_results(data, name="results.pdf")
    return str(caught.value)


@pytest.mark.parametrize("layout", ["new", "old"])
def test_both_layouts_are_read_row_by_row(layout: str) -> None:
    tracks = [FAMILY, PEDIATRICS, RURAL, MEDICINE, SURGERY]
    results = read_program_results(make_report(layout, tracks[:3], tracks[3:]))
    first, last = YEARS[layout][-1], YEARS[layout][0]
    assert results.report == f"Program Results, Main Residency Match, {first}-{last}"
    assert results.years == YEARS[layout]
    assert results.rows == {track.code: pairs(track) for track in tracks}
    assert results.names == {track.code: track.name for track in tracks}
    assert (results.pages, results.unread, results.problems) == (2, 0, ())
    assert results.sums[0] == (8 + 14 + 2 + 8 + 8, 8 + 14 + 1 + 8 + 8)
    assert results.totals_found is None


@pytest.mark.parametrize("layout", ["new", "old"])
def test_text_with_one_cell_a_line_reads_the_same(layout: str) -> None:
    """So a library writes it that knows no places, or that draws cells in an order of its own."""
    tracks = [FAMILY, RURAL, MEDICINE]
    results = find_results([as_text(layout, tracks)])
    assert results.rows == {track.code: pairs(track) for track in tracks}
    assert results.names == {track.code: track.name for track in tracks}
    assert results.problems == ()


def test_the_order_in_which_a_page_is_drawn_does_not_matter() -> None:
    draws = draw_page("new", [FAMILY, PEDIATRICS, RURAL, MEDICINE])
    shuffled = list(draws)
    random.Random(7).shuffle(shuffled)  # noqa: S311 - no secret: the same order every time
    columns = sorted(draws)
    plain = read_program_results(make_pdf([make_content(draws)]))
    for drawn in (shuffled, columns):
        assert read_program_results(make_pdf([make_content(drawn)])).rows == plain.rows


def test_an_institution_that_goes_on_over_the_page_keeps_all_rows() -> None:
    """Its head is repeated, the page's number stands below the last row, and stars belong to no row."""
    many = [Track(f"9903{120 + place}C0", f"Track {place}", star=place % 3 == 0) for place in range(60)]
    results = read_program_results(make_report("old", many[:20], many[20:40], many[40:]))
    assert list(results.rows) == [track.code for track in many]
    assert results.problems == ()


def test_the_pages_own_number_is_no_cell() -> None:
    def numbered(track: Track, number: int) -> PdfPage:
        page = as_text("new", [track])
        return replace(page, number=number, flow=f"{page.flow}\n{number}")

    lacking = replace(FAMILY, cells=FAMILY.cells[:9])
    assert find_results([numbered(FAMILY, 6)]).rows == {FAMILY.code: pairs(FAMILY)}
    results = find_results([numbered(PEDIATRICS, 1), numbered(lacking, 2)])
    assert results.rows == {PEDIATRICS.code: pairs(PEDIATRICS)}
    assert says(results) == ["Page 2: the row of 9901120C0 has 9 numbers where 10 belong."]


def test_columns_with_the_oldest_year_first_are_turned_around() -> None:
    draws = draw_page("new", [FAMILY])
    years = {str(year): str(other) for year, other in zip(YEARS["new"], reversed(YEARS["new"]), strict=True)}
    turned = [(left, height, years.get(text, text)) for left, height, text in draws]
    results = read_program_results(make_pdf([make_content(turned)]))
    assert results.years == YEARS["new"]
    assert results.rows[FAMILY.code] == tuple(reversed(pairs(FAMILY)))


# ---------------------------------------------------------------------------------- what is not right


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ((8, 8, 8, 7, 6, 6, 6, 5, 6), "Page 1: the row of 9901120C0 has 9 numbers where 10 belong."),
        ((), "Page 1: the row of 9901120C0 has 0 numbers where 10 belong."),
        ((8, 9, 8, 7, 6, 6, 6, 5, 6, 6), "Page 1: 9901120C0 would have filled 9 of 8 positions in 2025."),
        ((None, 9, 8, 7, 6, 6, 6, 5, 6, 6), "Page 1: 9901120C0 would have filled 9 of no positions in 2025."),
    ],
)
def test_a_row_that_cannot_be_read_is_listed_with_its_page(cells: tuple[int | None, ...], told: str) -> None:
    results = read_program_results(make_report("new", [replace(FAMILY, cells=cells), PEDIATRICS]))
    assert list(results.rows) == [PEDIATRICS.code]
    assert (results.unread, says(results)) == (1, [told])
    assert all(problem.remedy for problem in results.problems)


def test_more_than_ten_numbers_are_not_cut_to_ten() -> None:
    draws = [
        *draw_page("new", [FAMILY]),
        (36, 300, PEDIATRICS.code),
        *((90 + 9 * at, 300, "1") for at in range(12)),
    ]
    results = read_program_results(make_pdf([make_content(draws)]))
    assert says(results) == ["Page 1: the row of 9901320C0 has more numbers where 10 belong."]


def test_a_row_whose_code_is_spoiled_is_told() -> None:
    spoiled = replace(RURAL, code="99O112OC1")
    for results in (
        read_program_results(make_report("new", [FAMILY, spoiled])),
        find_results([as_text("new", [FAMILY, spoiled])]),
    ):
        assert list(results.rows) == [FAMILY.code]
        assert results.unread == 1
        assert "row without a program code" in says(results)[0]
        assert "99O112OC1" in says(results)[0]


def test_a_code_that_stands_there_twice_with_other_numbers_is_told() -> None:
    again = replace(FAMILY, cells=(1, 1) * 5)
    results = read_program_results(make_report("new", [FAMILY], [FAMILY], [again]))
    assert results.rows == {FAMILY.code: pairs(FAMILY)}
    told = "Page 3: 9901120C0 stands there again with other numbers; the first ones were kept."
    assert says(results) == [told]


def test_many_unreadable_rows_are_told_in_one_list_that_ends() -> None:
    bad = [Track(f"9904{120 + place}C0", cells=(1,)) for place in range(55)]
    results = read_program_results(make_report("new", [FAMILY, *bad[:30]], bad[30:]))
    assert results.unread == 55
    assert len(results.problems) == 41
    assert says(results)[-1] == "15 more rows could not be read, on pages 2."


def test_sums_are_checked_against_the_reports_own_totals() -> None:
    tracks = [FAMILY, PEDIATRICS]
    right = [sum(track.cells[place] or 0 for track in tracks) for place in range(10)]
    agreeing = read_program_results(make_report("new", tracks, totals=right))
    assert agreeing.totals_found == agreeing.sums
    assert agreeing.problems == ()
    wrong = [1_022, *right[1:]]
    results = read_program_results(make_report("new", tracks, totals=wrong))
    assert results.totals_found is not None
    assert results.totals_found[0] == (1_022, 22)
    told = "For 2025 the rows that were read add up to 22 positions and 22 filled; "
    assert says(results) == [told + "the report's own total says 1,022 and 22."]


def test_the_total_of_a_state_is_not_taken_for_the_whole() -> None:
    def total(label: str, height: float, number: int) -> list[tuple[float, float, str]]:
        return [(36, height, label), *((320 + 26 * at, height, str(number)) for at in range(10))]

    draws = [
        *draw_page("new", [replace(FAMILY, cells=(5,) * 10)]),
        *total("Total", 400, 3),
        *total("Total", 380, 2),
    ]
    assert read_program_results(make_pdf([make_content(draws)])).totals_found is None
    draws += total("National Total", 360, 5)
    results = read_program_results(make_pdf([make_content(draws)]))
    assert results.totals_found == results.sums
    assert results.problems == ()


def test_a_page_of_another_report_is_left_out_and_named() -> None:
    pages = [make_content(draw_page("new", [FAMILY])), make_content(draw_page("old", [PEDIATRICS]))]
    results = read_program_results(make_pdf(pages))
    assert list(results.rows) == [FAMILY.code]
    assert says(results) == [
        "Page 2 is from another report (Program Results, Main Residency Match, 2016-2020); it was left out."
    ]


# -------------------------------------------------------------------------------- what is no such report


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["Results and Data", "2025 Main Residency Match®"], "it looks like NRMP's Results and Data"),
        (["Charting Outcomes in the Match", "IMGs"], "it looks like NRMP's Charting Outcomes"),
        (
            ["Program Results: Specialties Matching Service 2021-2025 Appointment Years"],
            "it looks like results of the Specialties Matching Service (fellowships)",
        ),
        (["Medical Student Performance Evaluation", "for Ana Novak"], "it looks like a dean's letter (MSPE)"),
        (["Rent invoice for May", "Total 5"], "it begins with 'Rent invoice for May Total 5'"),
    ],
)
def test_another_kind_of_pdf_is_refused_with_what_it_looks_like(lines: Sequence[str], told: str) -> None:
    draws = [(50.0, 700.0 - 20 * place, line) for place, line in enumerate(lines)]
    message = refusal(make_pdf([make_content(draws)]))
    assert message.startswith("Cannot read results.pdf: it is not the Program Results report; ")
    assert told in message
    assert message.endswith("which NRMP gives to its applicants.")


def test_a_scan_is_refused_as_a_scan() -> None:
    picture = b"q 612 0 0 792 0 0 cm /Im1 Do Q"
    assert "pictures (a scan or photographs), and hold no text" in refusal(
        make_pdf([picture] * 2, picture=True)
    )
    assert "its pages are empty" in refusal(make_pdf([b""]))


def test_a_scanned_page_among_others_is_named() -> None:
    pages = [make_content(draw_page("new", [FAMILY])), b"/Im1 Do"]
    results = read_program_results(make_pdf(pages, picture=True))
    assert says(results) == ["Page 2 is a picture without text; no row of it was read."]


def test_a_report_without_a_readable_row_is_refused() -> None:
    title = [(50.0, 700.0, TITLE["new"])]
    assert "no row with a program code stands in it" in refusal(make_pdf([make_content(title)]))
    bad = make_report("new", [replace(FAMILY, cells=(1,)), replace(PEDIATRICS, cells=(1,))])
    assert "none of its 2 rows could be read" in refusal(bad)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "it is empty"),
        (b"PK\x03\x04 a workbook", "it is no PDF document"),
        (b"Name,Code\r\nx,1", "it is no PDF document"),
        (b"%PDF-1.7\n", "it is damaged or cut off"),
        (b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n%%EOF", "it is damaged or cut off"),
    ],
)
def test_what_is_no_pdf_or_only_its_beginning_is_refused(data: bytes, told: str) -> None:
    assert told in refusal(data)


def test_300_mb_are_refused_by_their_size() -> None:
    with pytest.raises(UnreadableFile, match="it has 300 MB, and at most 50 MB are read"):
        refuse_size(300_000_000, "results.pdf")
    assert "at most 50 MB" in refusal(b"%PDF-1.7" + bytes(LARGEST))


# ------------------------------------------------------------------------------------ damage and malice


def test_a_damaged_page_is_named_and_the_others_are_read() -> None:
    whole = make_report("new", [FAMILY], [PEDIATRICS], [MEDICINE])
    streams = [at for at in range(len(whole)) if whole.startswith(b"FlateDecode >>\nstream\n", at)]
    second = streams[1] + len(b"FlateDecode >>\nstream\n")
    damaged = whole[: second + 40] + bytes(60) + whole[second + 100 :]
    results = read_program_results(damaged)
    assert FAMILY.code in results.rows
    assert MEDICINE.code in results.rows
    assert says(results)[0].startswith("Page 2 is damaged: ")
    assert says(results)[0].endswith("Rows of it may be missing.")


def declare(data: bytes, body: bytes, filters: bytes) -> bytes:
    """Return a PDF that says of one stream how it is packed."""
    plain = b"<< /Length %d >>\nstream\n" % len(body) + body
    assert plain in data
    return data.replace(plain, b"<< /Length %d /Filter %s >>\nstream\n" % (len(body), filters) + body)


def test_a_page_whose_text_ends_too_early_is_named() -> None:
    """The library reads what there is and says nothing."""
    packing = zlib.compressobj()
    body = packing.compress(make_content(draw_page("new", [PEDIATRICS]))) + packing.flush(zlib.Z_SYNC_FLUSH)
    whole = make_pdf([make_content(draw_page("new", [FAMILY])), body], packs=False)
    results = read_program_results(declare(whole, body, b"/FlateDecode"))
    assert results.rows == {track.code: pairs(track) for track in (FAMILY, PEDIATRICS)}
    assert says(results) == ["Page 2 is damaged: its text is cut off. Rows of it may be missing."]


def test_a_page_that_is_missing_is_named() -> None:
    whole = make_report("new", [FAMILY], [PEDIATRICS])
    results = read_program_results(whole.replace(b"/Kids [6 0 R 8 0 R]", b"/Kids [6 0 R 5 0 R]"))
    assert list(results.rows) == [FAMILY.code]


def test_a_truncated_file_gives_what_is_there_or_is_refused() -> None:
    whole = make_report("new", *([Track(f"99{place:02d}120C0")] for place in range(20)))
    for part in range(10, 100, 10):
        try:
            results = read_program_results(whole[: len(whole) * part // 100])
        except UnreadableFile as refused:
            assert "Download it again" in str(refused)  # noqa: PT017 - either outcome is right
        else:
            assert len(results.rows) == 20 or results.problems


def encrypt(data: bytes, user: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(user, "owner's own", algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def test_a_file_that_a_password_protects_is_refused_with_a_way_out() -> None:
    message = refusal(encrypt(make_report("new", [FAMILY]), "secret"))
    assert "a password protects it. Open it in a browser or a PDF program, print it" in message


def test_a_file_that_is_protected_against_changes_only_is_read() -> None:
    data = encrypt(make_report("new", [FAMILY]), "")
    assert read_program_results(data).rows == {FAMILY.code: pairs(FAMILY)}


def test_a_stream_that_unpacks_to_gigabytes_is_not_unpacked() -> None:
    bomb = zlib.compress(zlib.compress(b" " * 200_000_000, 9), 9)
    whole = make_pdf([make_content(draw_page("new", [FAMILY])), bomb], packs=False)
    results = read_program_results(declare(whole, bomb, b"[/FlateDecode /FlateDecode]"))
    assert list(results.rows) == [FAMILY.code]
    assert says(results)[0].startswith("Page 2 is damaged: ")


def test_a_page_of_endless_steps_is_left() -> None:
    endless = b"BT /F1 8 Tf ET " * 40_000
    results = read_program_results(make_pdf([make_content(draw_page("new", [FAMILY])), endless]))
    assert says(results)[0].startswith("Page 2 is damaged: it has more than 100,000 drawing steps.")


def test_a_file_of_endless_parts_is_refused() -> None:
    assert "it has more than 200,000 parts" in refusal(b"%PDF-1.7\n" + b"1 0 obj\n<<>>\nendobj\n" * 200_001)


def test_too_many_pages_are_refused() -> None:
    whole = make_report("new", [FAMILY])
    repeated = whole.replace(b"/Kids [6 0 R]", b"/Kids [%s]" % (b"6 0 R " * 2_500))
    assert "it has 2,500 pages, and at most 2,000 are read" in refusal(repeated)


# ----------------------------------------------------------------------------------- progress, and laws


def test_progress_is_told_page_by_page_and_stopping_stops() -> None:
    data = make_report("new", [FAMILY], [PEDIATRICS], [MEDICINE])
    told: list[tuple[int, int]] = []
    read_program_results(data, tell=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]
    seen: list[int] = []
    with pytest.raises(ReadingStopped, match="Nothing was read"):
        read_program_results(data, should_stop=lambda: len(seen) > 1, tell=lambda done, _: seen.append(done))
    assert seen == [1, 2]


def test_stopping_works_within_a_page_too() -> None:
    asked = iter([False, True])
    with pytest.raises(ReadingStopped):
        read_pdf(make_pdf([b"BT ET " * 5_000]), should_stop=lambda: next(asked))


def test_the_library_says_nothing_of_its_own(capfd: pytest.CaptureFixture[str]) -> None:
    whole = make_report("new", [FAMILY], [PEDIATRICS])
    start = whole.index(b"startxref")
    read_program_results(whole[:start] + b"startxref\n7\n%%EOF\n")
    assert capfd.readouterr() == ("", "")


@st.composite
def tracks_of_one_report(draw: st.DrawFn) -> list[Track]:
    """Tracks with any counts that can be, under codes of either length."""
    heads = draw(st.lists(st.integers(1_000_000, 9_999_999), min_size=1, max_size=12, unique=True))
    made = []
    for head in heads:
        quotas = draw(st.lists(st.none() | st.integers(0, 240), min_size=5, max_size=5))
        fills = [None if quota is None else draw(st.none() | st.integers(0, quota)) for quota in quotas]
        cells = tuple(cell for pair in zip(quotas, fills, strict=True) for cell in pair)
        ends = draw(st.sampled_from(["C0", "P1", "A0", "M3", "R0", "F2", "C10"]))
        made.append(Track(f"{head}{ends}", cells=cells, star=draw(st.booleans())))
    return made


def _as_pdf(layout: str, tracks: Sequence[Track]) -> ProgramResults:
    return read_program_results(make_report(layout, tracks))


def _as_flow(layout: str, tracks: Sequence[Track]) -> ProgramResults:
    return find_results([as_text(layout, tracks)])


@pytest.mark.parametrize("read", [_as_pdf, _as_flow])
@settings(max_examples=40, deadline=None)
@given(layout=st.sampled_from(["new", "old"]), tracks=tracks_of_one_report())
def test_whatever_a_report_prints_is_read_back(
    read: Callable[[str, Sequence[Track]], ProgramResults], layout: str, tracks: list[Track]
) -> None:
    results = read(layout, tracks)
    assert results.rows == {track.code: pairs(track) for track in tracks}
    assert results.problems == ()


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=300), number=st.integers(1, 300))
def test_any_text_below_the_title_is_read_or_refused(text: str, number: int) -> None:
    page = PdfPage(number, f"{TITLE['new']}\n{text}", tuple(text.split("\n")))
    try:
        results = find_results([page, as_text("new", [FAMILY])])
    except UnreadableFile:
        return
    assert FAMILY.code in results.rows

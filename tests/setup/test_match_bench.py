"""The bench of the match engine: its markets, what it says of them, and what it does when something fails."""

import sys
import xml.etree.ElementTree as ET
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from bench import children, machines, match, match_peers, match_report, match_sources
from bench.markets import NATIONAL, NATIONAL_COUPLES, make_market
from bench.match_figures import Case, Family, Figure, Measured, PeerRun, Point, show, spread_of
from bench.plots import Line, draw_log_log
from hallway.engine.markets import Market

SIZE = 8_000


@pytest.fixture(scope="module")
def market() -> Market:
    return make_market(SIZE, seed=900, couples=200, advanced=0.08, reversions=50, parity=0.05)


@pytest.fixture(scope="module")
def singles() -> Market:
    return make_market(SIZE, seed=901)


# ------------------------------------------------------------------------------------- the markets


def arrays_of(market: Market) -> dict[str, list[object]]:
    return {
        each.name: list(getattr(market, each.name).ravel().tolist())
        for each in fields(market)
        if not each.name.endswith("names")
    }


def test_a_seed_gives_the_same_market_again_and_another_seed_another(singles: Market) -> None:
    assert arrays_of(make_market(SIZE, seed=901)) == arrays_of(singles)
    assert arrays_of(make_market(SIZE, seed=902)) != arrays_of(singles)


def test_programs_and_positions_have_the_national_share(singles: Market) -> None:
    assert singles.program_count / SIZE == pytest.approx(0.140, abs=0.001)
    assert singles.seats.sum() / SIZE == pytest.approx(0.917, abs=0.002)
    assert round(0.1403475 * NATIONAL) == 6_626


def test_quotas_are_whole_skewed_and_above_zero(singles: Market) -> None:
    assert singles.seats.min() >= 1
    assert np.median(singles.seats) < singles.seats.mean()


def test_lists_have_gamma_length_with_mean_twelve() -> None:
    market = make_market(NATIONAL // 2, seed=900, one_sided=0.0)
    lengths = np.diff(market.list_starts)

    assert lengths.mean() == pytest.approx(12.0, rel=0.06)
    assert lengths.std() / lengths.mean() == pytest.approx(1 / np.sqrt(2), rel=0.15)


def test_one_entry_in_twenty_is_not_returned(singles: Market) -> None:
    people = np.repeat(np.arange(SIZE), np.diff(singles.list_starts))
    programs = np.repeat(np.arange(singles.program_count), np.diff(singles.rank_starts))
    here = set(zip(people.tolist(), singles.lists.tolist(), strict=True))
    there = set(zip(singles.ranks.tolist(), programs.tolist(), strict=True))

    assert len(here ^ there) / len(here | there) == pytest.approx(0.05, abs=0.006)


def test_lists_without_one_sided_entries_are_mutual() -> None:
    mutual = make_market(1_000, seed=900, one_sided=0.0)

    assert len(mutual.lists) == len(mutual.ranks)


def test_couples_have_pairs_and_no_list_of_their_own(market: Market) -> None:
    members = market.couples.ravel()

    assert market.couple_count == 200
    assert len(set(members.tolist())) == 400
    assert np.diff(market.list_starts)[members].max() == 0
    assert np.median(np.diff(market.pair_starts)) > 10
    assert (market.pairs == -1).any()


def test_advanced_programs_reversions_and_requests_are_there_when_asked_for(
    market: Market, singles: Market
) -> None:
    assert len(market.advanced) > 0
    assert 25 < len(market.reversions) <= 50
    assert np.mean(market.parity > 0) == pytest.approx(0.05, abs=0.03)
    assert (len(singles.advanced), len(singles.reversions), singles.parity.max()) == (0, 0, 0)


def test_smaller_markets_have_their_share_of_couples() -> None:
    assert match_sources.couples_among(NATIONAL) == NATIONAL_COUPLES
    assert match_sources.couples_among(1_000) == 25


def test_a_market_survives_the_file_that_other_processes_read(market: Market, tmp_path: Path) -> None:
    with np.load(match_sources.save_arrays(market, tmp_path / "market.npz")) as arrays:
        again = Market(**{name: arrays[name] for name in arrays.files})

    assert arrays_of(again) == arrays_of(market)


# ------------------------------------------------------------------------------------- the figures


def test_a_spread_lies_between_its_measurements() -> None:
    assert spread_of([7.0]) == (7.0, 7.0, 7.0, 7.0, 1)
    assert spread_of([30.0, 10.0, 20.0]) == (11.0, 20.0, 29.0, 30.0, 3)


@pytest.mark.parametrize(
    ("number", "shown"),
    [(0, "0"), (0.01234, "0.012"), (1.234, "1.23"), (12.34, "12.3"), (123.4, "123"), (842_000, "842,000")],
)
def test_numbers_are_shown_with_three_digits(number: float, shown: str) -> None:
    assert show(number) == shown


def test_a_budget_is_kept_up_to_itself_and_missed_above() -> None:
    kept = Figure("kept", spread_of([10.0]), budget=10.0, budget_p95=10.0)
    missed = Figure("missed", spread_of([10.0, 30.0]), budget=10.0, budget_p95=100.0)

    assert kept.missed() == []
    assert missed.missed() == ["missed: p50 20.0 ms, budget 10.0 ms (2.00 times)"]


def case(seed: int, milliseconds: float, status: str = "stable", blocking: int = 0, exact: str = "") -> Case:
    return Case(seed, milliseconds, 60, 150_000, status, blocking, exact, 12.0 if exact else 0.0)


def measured(**changes: object) -> Measured:
    families = (
        Family(
            "1,200 couples",
            (case(900, 90.0), case(901, 110.0), case(902, 5_100.0, "undecided", 2, "none, 1 against it")),
            3,
            150.0,
            2_000.0,
        ),
    )
    values: dict[str, object] = {
        "machine": (("Processor", "Invented 9000, 2 cores"), ("Python", "3.11.0")),
        "quick": True,
        "market": "47,208 applicants.",
        "plain": (Figure("matching, inputs ready", spread_of([8.0, 9.0]), budget=10.0),),
        "families": families,
        "processes": (Figure("most memory held", spread_of([150.0]), "MB", budget=200.0),),
        "peers": (
            PeerRun("hallway", 1_000, 1.0, 700.0, 845, "x", arrays=0.1),
            PeerRun("hallway", 1_000, 3.0, 900.0, 845, "x", arrays=0.3),
            PeerRun("matching", 1_000, 150.0, 400.0, 845, "x"),
            PeerRun("algmatch", 1_000, failure="RecursionError: too deep | really"),
        ),
        "growth": (
            Point("Hallway", 1_000, 0.5),
            Point("Hallway", 100_000, 60.0),
            Point("slow", 1_000, 170.0),
        ),
    }
    return Measured(**(values | changes))  # type: ignore[arg-type] # the changes of each test


def test_the_page_shows_every_figure_beside_its_budget() -> None:
    page = match_report.write_report(measured(), plot="growth.svg")

    assert "| matching, inputs ready (ms) | 2 | 8.05 | 8.50 | 8.95 | 9.00 | p50 10.0 | 0.85 |" in page
    assert "| most memory held (MB) | 1 | 150 | 150 | 150 | 150 | p50 200 | 0.75 |" in page
    assert "* 1,200 couples: p95 4,601 ms, budget 2,000 ms (2.30 times)" in page
    assert "short run" in page
    assert "Invented 9000" in page


def test_the_page_lists_what_is_not_stable_by_seed() -> None:
    page = match_report.write_report(measured(), plot="growth.svg")

    ended = "2 stable, 0 none, 1 undecided; with the exact fallback 2 stable, 1 none, 0 undecided"
    assert ended in " ".join(page.split())
    assert "| 902 | undecided | 2 | 60 | 5,100 | none, 1 against it | 12.0 |" in page


def test_a_false_answer_counts_as_missed() -> None:
    wrong = measured(families=(Family("couples", (case(900, 90.0, "stable", 3),), 1),))

    assert wrong.missed() == ["couples: seed 900 was called stable with 3 against it"]
    assert "called stable are not" in match_report.write_report(wrong, plot="growth.svg")


def test_programs_that_differ_are_not_said_to_agree() -> None:
    other = PeerRun("matching", 1_000, failure=match_peers.DIFFERS)
    page = match_report.write_report(measured(peers=(*measured().peers, other)), plot="growth.svg")

    assert "gave the same match" in " ".join(match_report.write_report(measured(), plot="p").split())
    assert "gave the same match" not in " ".join(page.split())


def test_nothing_missed_is_said() -> None:
    fine = measured(families=(Family("couples", (case(900, 90.0),), 1),))

    assert fine.missed() == []
    assert "Every budget was kept." in match_report.write_report(fine, plot="growth.svg")


def test_a_peer_stands_beside_ours_or_with_its_reason() -> None:
    assert match_report.peer_table(measured().peers).splitlines()[2:] == [
        "| 1,000 | 845 | Hallway, from arrays | 0.200 |  |  |  |  |",
        "| 1,000 | 845 | Hallway, from names | 2.00 |  |  | 800 |  |",
        "| 1,000 | 845 | matching | 150 | **75** | **750** | 400 | 0.50 |",
        "| 1,000 |  | algmatch | RecursionError: too deep / really |  |  |  |  |",
    ]


def test_every_row_of_a_table_has_as_many_cells_as_its_head() -> None:
    page = match_report.write_report(measured(), plot="growth.svg")
    tables = [
        [line.count("|") for line in block.splitlines()] for block in page.split("\n\n") if block[:1] == "|"
    ]

    assert tables
    assert [each for each in tables if len(set(each)) != 1] == []


def test_the_page_tells_no_path_and_no_host() -> None:
    machine = dict(machines.describe_machine(("numpy", "no-such-package")))

    assert machine["no-such-package"] == "not installed"
    assert machine["Python"] == sys.version.split()[0]
    assert not any("/" in each for each in machine.values())


# ---------------------------------------------------------------------------------------- the plot


def test_the_plot_is_whole_svg_with_words_for_those_who_do_not_see_it() -> None:
    root = ET.fromstring(match_report.draw_growth(measured().growth))  # noqa: S314 - written by us
    space = "{http://www.w3.org/2000/svg}"

    assert root.findtext(f"{space}desc") == (
        "Hallway takes 60.0 ms for 100,000 applicants; slow takes 170 ms for 1,000 applicants."
    )
    assert [each.text for each in root.iter(f"{space}text") if each.get("class") == "label"] == [
        "applicants",
        "milliseconds",
    ]
    assert len(root.findall(f"{space}polyline")) == 2
    assert "prefers-color-scheme:dark" in (root.findtext(f"{space}style") or "")


def test_marks_stand_on_decades_and_points_between_them() -> None:
    plot = draw_log_log(
        [Line("a < b", [(10, 1), (1_000, 100)]), Line("c", [(100, 10)])],
        title="T",
        x_label="x",
        y_label="y",
        words="w",
    )
    root = ET.fromstring(plot)  # noqa: S314 - written by us
    lines = [each.get("points") for each in root.iter("{http://www.w3.org/2000/svg}polyline")]

    assert lines == ["84.0,416.0 560.0,56.0", "322.0,236.0"]
    assert "a &lt; b" in plot


# --------------------------------------------------------------------------------------- processes


def test_a_process_that_fails_says_so_in_one_line() -> None:
    ended = children.run_module(["bench.match_child", "matching", "no-such-file.npz"], seconds=60)

    assert "no-such-file.npz" in ended.failure
    assert "\n" not in ended.failure


def test_a_process_that_takes_too_long_is_stopped() -> None:
    ended = children.run_module(["timeit", "-n", "1", "-s", "import time", "time.sleep(60)"], seconds=0.5)

    assert ended.failure == "no answer in 0 s"


def test_a_peer_that_would_not_end_in_time_is_not_started() -> None:
    before = [
        PeerRun("matching", 1_000, 500.0, 2_000.0, 845, "x"),
        PeerRun("algmatch", 1_000, failure="fell"),
    ]

    assert match_peers.expect(before, "matching", 4_000) == 32_000.0
    assert match_peers.expect(before, "algmatch", 4_000) == float("inf")
    assert match_peers.expect(before, "hallway", 4_000) == 0.0


def test_peers_and_we_give_the_same_match(tmp_path: Path) -> None:
    for each in match_peers.PEERS:
        pytest.importorskip(each, reason="the peers come with the bench")
    market = make_market(150, seed=900, one_sided=0.0)
    path = match_sources.save_arrays(market, tmp_path / "market.npz")
    runs = [match_peers.run_program(each, path, 150, 60) for each in ("hallway", "matching", "algmatch")]

    assert [each.failure for each in runs] == ["", "", ""]
    assert len({(each.matched, each.match) for each in runs}) == 1


# --------------------------------------------------------------------------------------- the menu


@pytest.mark.parametrize(
    "words", [["--seeds", "0"], ["--applicants", "3"], ["--write", "--applicants", "500"]]
)
def test_words_that_cannot_be_meant_are_refused(words: list[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        match.main(words)

    assert refused.value.code == 2


def test_an_interrupted_bench_writes_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def interrupted(*_: object) -> Measured:
        raise KeyboardInterrupt

    monkeypatch.setattr(match, "measure", interrupted)
    monkeypatch.setattr(match, "FOLDER", tmp_path)

    assert match.main(["--write"]) == 130
    assert list(tmp_path.iterdir()) == []


def test_the_page_and_the_plot_are_kept_when_asked_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(match, "measure", lambda *_: measured())
    monkeypatch.setattr(match, "FOLDER", tmp_path)

    assert match.main(["--write"]) == 1
    assert sorted(each.name for each in tmp_path.iterdir()) == ["match-bench.md", "match-bench.svg"]
    assert (
        capsys.readouterr().out.strip() == (tmp_path / "match-bench.md").read_text(encoding="utf-8").strip()
    )

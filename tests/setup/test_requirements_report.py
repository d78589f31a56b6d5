"""`./run requirements` counts only what a test that runs claims by name."""

import json
from pathlib import Path

import pytest

from tools.requirements_report import ROOT, ReportRefused, find_claims, main, read_rows

ROWS = (ROOT / "docs" / "requirements.md").read_text(encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project with our rows and no tests."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "requirements.md").write_text(ROWS, encoding="utf-8")
    (tmp_path / "tests" / "people").mkdir(parents=True)
    return tmp_path


def write_test(project: Path, source: str) -> None:
    (project / "tests" / "people" / "test_people.py").write_text(
        f"import pytest\n\n\n{source}", encoding="utf-8"
    )


def claim(*rows: str) -> str:
    return f"@pytest.mark.requirement({', '.join(map(repr, rows))})\n"


def test_the_page_has_every_row_once_with_its_section() -> None:
    rows = read_rows(ROWS)

    assert len({each.id for each in rows}) == 373
    assert len({each.section for each in rows}) == 24
    assert rows[0].section == "1. Audience, profile and framing (PRO)"
    assert rows[0].what == "Applicant audience drives every preset"
    assert rows[-1].id == "TPL-47"
    assert rows[-1].what == "Project-help offer to mentor"


def test_a_page_that_lost_a_row_is_refused() -> None:
    cut = "\n".join(each for each in ROWS.splitlines() if not each.startswith("| CON-24 |"))

    with pytest.raises(ReportRefused, match="372 rows instead of 373"):
        read_rows(cut)


def test_a_row_that_stands_twice_is_refused() -> None:
    with pytest.raises(ReportRefused, match="CON-24 stands twice"):
        read_rows(ROWS.replace("| CON-23 |", "| CON-24 |"))


def test_a_claimed_row_is_proven_and_leaves_its_section(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_test(project, f"{claim('CON-01', 'CON-02')}def test_a() -> None:\n    assert True\n")

    assert main([], project) == 0

    said = capsys.readouterr().out
    assert said.startswith("2 proven, 371 open of 373\n")
    assert "5. Contact register (CON): 2 of 25 proven" in said
    assert "  CON-01" not in said
    assert "  CON-03" in said


def test_the_json_names_the_test_that_proves_a_row(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_test(project, f"{claim('CON-01')}def test_a() -> None:\n    assert True\n")

    assert main(["--json"], project) == 0

    report = json.loads(capsys.readouterr().out)
    assert (report["proven"], report["open"], report["of"]) == (1, 372, 373)
    assert [each["proven_by"] for each in report["rows"] if each["id"] == "CON-01"] == [
        ["tests/people/test_people.py:5 test_a"]
    ]


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("@pytest.mark.skip\n{claim}def test_a(): ...\n", id="skip"),
        pytest.param("@pytest.mark.skipif(True, reason='never')\n{claim}def test_a(): ...\n", id="skipif"),
        pytest.param("{claim}@pytest.mark.xfail(reason='later')\ndef test_a(): ...\n", id="xfail"),
        pytest.param("@pytest.mark.skip\nclass TestA:\n    {claim}    def test_a(self): ...\n", id="class"),
        pytest.param("pytestmark = pytest.mark.skip\n{claim}def test_a(): ...\n", id="module"),
        pytest.param("pytestmark = [pytest.mark.xfail]\n{claim}def test_a(): ...\n", id="module-list"),
        pytest.param(
            "pytest.skip('no', allow_module_level=True)\n{claim}def test_a(): ...\n", id="module-call"
        ),
        pytest.param("{claim}def test_a():\n    pytest.skip('not now')\n", id="body"),
    ],
)
def test_a_skipped_or_failing_test_proves_nothing(
    project: Path, capsys: pytest.CaptureFixture[str], source: str
) -> None:
    write_test(project, source.replace("{claim}", claim("CON-01")))

    assert main([], project) == 0

    said = capsys.readouterr().out
    assert said.startswith("0 proven, 373 open of 373\n")
    assert "Not counted" in said


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        pytest.param(
            claim("CON-99") + "def test_a(): ...\n",
            "tests/people/test_people.py:5: test_a claims CON-99, which docs/requirements.md does not have",
            id="unknown-row",
        ),
        pytest.param(
            claim("CON-01", "CON-02", "CON-03", "CON-04") + "def test_a(): ...\n",
            "tests/people/test_people.py:5: test_a claims 4 rows; 3 is the most one test can prove",
            id="too-many",
        ),
        pytest.param(
            claim("CON-01", "CON-02") + claim("CON-03", "CON-04") + "def test_a(): ...\n",
            "tests/people/test_people.py:6: test_a claims 4 rows; 3 is the most one test can prove",
            id="too-many-in-two-marks",
        ),
        pytest.param(
            claim() + "def test_a(): ...\n",
            "tests/people/test_people.py:5: test_a claims no row; name one, or take the mark away",
            id="no-row",
        ),
        pytest.param(
            "@pytest.mark.requirement(*ROWS)\ndef test_a(): ...\n",
            "tests/people/test_people.py:5: test_a must name its rows as plain words",
            id="computed",
        ),
        pytest.param(
            "pytestmark = pytest.mark.requirement('CON-01')\n",
            "tests/people/test_people.py:4: a claim belongs on one test, as its decorator",
            id="whole-module",
        ),
        pytest.param(
            claim("CON-01") + "class TestA:\n    def test_a(self): ...\n",
            "tests/people/test_people.py:4: a claim belongs on one test, as its decorator",
            id="whole-class",
        ),
        pytest.param(
            claim("CON-01") + "def check_a(): ...\n",
            "tests/people/test_people.py:4: a claim belongs on one test, as its decorator",
            id="not-a-test",
        ),
        pytest.param("def test_a(:\n", "tests/people/test_people.py:4: invalid syntax", id="syntax"),
    ],
)
def test_a_claim_that_cannot_be_believed_is_refused_with_its_place(
    project: Path, capsys: pytest.CaptureFixture[str], source: str, fault: str
) -> None:
    write_test(project, source)

    assert main([], project) == 2

    assert capsys.readouterr().err == f"{fault}\n"


def test_a_method_claims_too() -> None:
    source = f"class StoreContract:\n    {claim('CON-01')}    def test_a(self): ...\n"

    claims = find_claims(source, "tests/storage/contract.py")

    assert [(each.rows, each.is_counted) for each in claims] == [(("CON-01",), True)]


def test_the_tests_of_this_project_claim_only_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0

    assert capsys.readouterr().out.splitlines()[0].endswith("open of 373")

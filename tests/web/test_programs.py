"""Programs: found, put on the list, known by facts, ties and outcomes; facts and reports brought in."""

from time import sleep

import pytest
from starlette.testclient import TestClient

from hallway.actions.people import add_person
from hallway.actions.programs import list_program, show_program
from hallway.app import App
from hallway.domain.programs import FactKind
from hallway.facts.directory import Unit, search_units, units
from hallway.formats.pdf_pages import LARGEST, ReadingStopped, ShouldStop, Tell
from hallway.formats.program_results import ProgramResults
from hallway.web import program_facts, program_work
from hallway.web.state_tiles import HEIGHT, WIDTH, draw_states
from tests.formats.report_pdfs import Track, make_content, make_pdf, make_report
from tests.web.conftest import Cast
from tests.web.tabs import Tab

PLASTICS = search_units("", specialties=["Plastic surgery"])
SURGERY = search_units("", specialties=["General surgery"])
ONE, OTHER = PLASTICS[0], PLASTICS[1]
HERE = f"/programs/{ONE.code}"


def codes_on(tab: Tab) -> list[str]:
    """Return the programs that a page leads to, in its order."""
    known = (each.removeprefix("/programs/") for each in tab.links)
    return [each for each in known if each in units()]


# ------------------------------------------------------------------------------------- the directory


def test_the_directory_opens_with_the_programs_of_ones_own_specialty(tab: Tab) -> None:
    tab.open("/programs")

    assert f"{len(PLASTICS)} programs in Plastic Surgery (Integrated)" in tab.text
    assert codes_on(tab) == [each.code for each in PLASTICS[:50]]
    assert f"{len(units()):,} programs" in tab.open("/programs?specialty=all").text


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ("state=OH", lambda each: each.specialty_code == "362" and each.state == "OH"),
        ("state=Ohio&specialty=surgery", lambda each: each.specialty_code == "440" and each.state == "OH"),
        (
            "specialty=all&track=advanced&state=VT",
            lambda each: each.state == "VT" and any(track.kind == "advanced" for track in each.tracks),
        ),
        (
            "specialty=all&kind=community&state=WV",
            lambda each: each.state == "WV" and each.kind_guess == "community",
        ),
        (f"specialty=all&words={SURGERY[3].tracks[0].code}", lambda each: each is SURGERY[3]),
    ],
)
def test_programs_are_found_by_each_filter(tab: Tab, query: str, fits: object) -> None:
    assert callable(fits)
    wanted = [each.code for each in units().values() if fits(each)]

    tab.open(f"/programs?{query}")

    assert codes_on(tab) == wanted[:50]
    assert wanted


def test_pages_of_fifty_lead_on_and_back(tab: Tab) -> None:
    first = codes_on(tab.open("/programs?specialty=surgery"))
    second = codes_on(tab.open("/programs?specialty=surgery&page=2"))

    assert [*first, *second] == [each.code for each in SURGERY[:100]]
    assert codes_on(tab.open("/programs?specialty=surgery&page=9999")) == [
        each.code for each in SURGERY[len(SURGERY) // 50 * 50 :]
    ]


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("state=Atlantis", "Type a US state"),
        ("specialty=astrology", "Did you mean"),
        ("kind=haunted", "Choose one of"),
        ("track=fast", "Choose one of"),
        ("page=0", "Type a whole number"),
        ("page=x", "Type a whole number"),
    ],
)
def test_a_filter_that_cannot_be_meant_is_told_and_the_list_stays(tab: Tab, query: str, says: str) -> None:
    tab.open(f"/programs?{query}")

    assert tab.status == 422
    assert says in tab.text
    assert len(codes_on(tab)) == 50


def test_words_that_fit_nothing_offer_a_way_on(tab: Tab) -> None:
    for words in ("zzyzx", "x" * 10_000, "%3Cscript%3Ealert(1)%3C/script%3E"):
        tab.open(f"/programs?words={words}")
        assert tab.status == 200
        assert "No program fits" in tab.text
        assert "<script>alert" not in tab.html
    assert "No connection fits" in tab.open("/programs?connected=yes&specialty=all").text
    assert "Nothing on your list fits" in tab.open("/programs?mine=yes").text


def test_the_tiles_count_what_fits_and_each_leads_to_its_state(tab: Tab) -> None:
    tab.open("/programs?specialty=surgery")
    ohio = sum(each.state == "OH" for each in SURGERY)

    assert f"<title>Ohio: {ohio}</title>" in tab.html
    assert "/programs?specialty=surgery&state=OH" in tab.links
    tab.open("/programs?specialty=surgery&state=OH")
    assert f"{ohio} programs fit" in tab.text
    assert f"<title>Iowa: {sum(each.state == 'IA' for each in SURGERY)}</title>" in tab.html


def test_every_state_of_the_directory_has_a_tile_of_its_own() -> None:
    tiles = draw_states({"OH": 8, "IA": 1}, "IA", str)
    shades = {each.code: each.shade for each in tiles}

    assert {each.state for each in units().values() if each.state} <= shades.keys()
    assert len({(each.x, each.y) for each in tiles}) == len(tiles)
    assert all(each.x + each.side <= WIDTH and each.y + each.side <= HEIGHT for each in tiles)
    assert (shades["OH"], shades["IA"], shades["TX"]) == (4, 1, 0)
    assert [each.code for each in tiles if each.is_chosen] == ["IA"]


# ------------------------------------------------------------------------------------- the list


@pytest.mark.requirement("APP-01")
def test_a_program_is_put_on_the_list_with_reasons_and_taken_off(tab: Tab) -> None:
    tab.open("/programs")
    tab.send(f"{HERE}/list", reasons="Their cleft clinic")
    assert tab.path == "/programs"
    assert "Undo" in tab.text

    assert "Their cleft clinic" in tab.open("/programs/list").text
    assert codes_on(tab.open("/programs?mine=yes")) == [ONE.code]
    tab.open(HERE).send(f"{HERE}/list", reasons="Their cleft clinic, and hand call")
    assert "Their cleft clinic, and hand call" in tab.text
    tab.send(f"{HERE}/unlist")
    assert "Your list is empty" in tab.open("/programs/list").text


@pytest.mark.requirement("APP-08", "SPO-05")
def test_the_list_shows_its_coverage_and_who_can_speak_to_which(tab: Tab, app: App) -> None:
    list_program(app.store, app.clock, units=[ONE.code, OTHER.code])
    who = add_person(
        app.store,
        app.clock,
        fields={
            "name": "Elif Kaya",
            "groups": "sponsor",
            "relationship": "trusts-me",
            "reach": OTHER.code,
        },
    ).person

    tab.open("/programs/list")

    assert "50%" in tab.text
    assert "1 of 2 programs" in tab.text
    assert f"/people/{who.id}" in tab.links
    assert "No sponsor reaches 1 program" in tab.text


@pytest.mark.requirement("APP-03")
def test_a_name_that_may_be_an_institution_is_asked_about_and_never_assumed(tab: Tab, app: App) -> None:
    name = ONE.institution.replace("Med Ctr-NY", "Medical Center")
    works_there = {"institution": name, "specialty": "Plastic surgery", "relationship": "trusts-me"}
    add_person(app.store, app.clock, fields={"name": "Elif Kaya", **works_there})
    tab.open(HERE)
    assert f"“{name}” one of these?" in tab.text
    assert "Elif Kaya works there" not in tab.text

    tab.send("/programs/places", press=("means", ONE.institution_code))

    assert tab.path == f"{HERE}"
    assert "Elif Kaya works there and knows you" in tab.text
    assert f"“{name}” is {ONE.institution}" in tab.open("/programs/list").text
    tab.send("/programs/places/take-back")
    assert "Elif Kaya works there" not in tab.open(HERE).text


@pytest.mark.requirement("CON-15", "LOR-08")
def test_a_person_leads_to_the_programs_they_can_speak_to(tab: Tab, app: App) -> None:
    fields = {"name": "Elif Kaya", "reach": f"{ONE.institution}; Nowhere General"}
    who = add_person(app.store, app.clock, fields=fields | {"specialty": "Plastic surgery"}).person

    tab.open(f"/people/{who.id}")

    assert codes_on(tab) == [ONE.code]
    assert "Nowhere General" in tab.text.partition("Not found in the")[2]


# ------------------------------------------------------------------------------------- one program


def test_a_track_leads_to_its_program_and_an_unknown_code_to_the_nearest(tab: Tab) -> None:
    assert tab.open(f"/programs/{ONE.tracks[0].code}").path == HERE
    tab.open(f"/programs/{ONE.code[:-1]}{(int(ONE.code[-1]) + 1) % 10}")
    assert tab.status == 404
    assert ONE.code in codes_on(tab)
    for words in ("9999999", "<script>alert(1)<", "y" * 10_000):
        tab.open(f"/programs/{words}")
        assert tab.status == 404
        assert "<script>alert" not in tab.html
    tab.open(f"/programs/{SURGERY[0].institution.split('-')[0]}")
    assert codes_on(tab)


def put(tab: Tab, kind: FactKind, value: str, source: str = "") -> Tab:
    """Enter a fact on the page of a program, in the form that stands there for it."""
    form = next(each for each in tab.forms if each.values.get("kind") == [kind.value])
    tab.forms.insert(0, form)
    return tab.send(f"{HERE}/facts", value=value, source=source)


@pytest.mark.requirement("PICK-07")
def test_a_fact_is_entered_in_place_with_its_source_and_age(tab: Tab, app: App) -> None:
    put(tab.open(HERE), FactKind.IMG_SHARE, "about 60 %", "open house")

    assert "IMG share: 60%" in tab.text
    assert "open house, today" in tab.text
    tab.open(f"{HERE}")
    known = show_program(app.store, app.clock, unit=ONE.code).facts[FactKind.IMG_SHARE].fact
    tab.send(f"/program-facts/{known.id}/forget")
    assert "IMG share: 60%" not in tab.text


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (FactKind.STEP2_MIN, "999"),
        (FactKind.STEP2_MIN, "-5"),
        (FactKind.MOST_ATTEMPTS, "-1"),
        (FactKind.MOST_YEARS, "1890"),
        (FactKind.IMG_SHARE, "140 %"),
        (FactKind.VISAS, "<script>alert(1)</script>"),
        (FactKind.WEBSITE, "javascript:alert(1)"),
        (FactKind.POSITIONS, "9" * 10_000),
        (FactKind.INTERVIEWS, "many"),
    ],
)
def test_a_value_that_cannot_be_meant_is_refused_and_what_was_typed_stays(
    tab: Tab, app: App, kind: FactKind, value: str
) -> None:
    put(tab.open(HERE), kind, value, "a leaflet")

    assert tab.status == 422
    assert "a leaflet" in tab.html
    assert "<script>alert" not in tab.html
    assert show_program(app.store, app.clock, unit=ONE.code).facts == {}


def test_the_guessed_kind_is_corrected_for_all_programs_of_an_institution(tab: Tab, app: App) -> None:
    tab.open(HERE).send(f"{HERE}/kind", institution_kind="community", everywhere="yes")

    assert "Community , as you said" in tab.text
    siblings = [each for each in units().values() if each.institution_code == ONE.institution_code]
    for each in siblings:
        view = show_program(app.store, app.clock, unit=each.code)
        assert (view.kind, view.is_guess) == ("community", False)
    tab.open(HERE).send(f"{HERE}/kind", institution_kind="")
    assert tab.status == 422


def test_a_tie_is_noted_with_the_person_behind_it_and_withdrawn(tab: Tab, app: App, cast: Cast) -> None:
    tab.open(HERE).send(f"{HERE}/ties", tie="research", person="Ana Novak", note="the registry")
    assert "You noted research with them: the registry" in tab.text
    assert f"/people/{cast['ana']}" in tab.links

    tie = show_program(app.store, app.clock, unit=ONE.code).ties[0]
    tab.send(f"/program-ties/{tie.id}/withdraw")
    assert "You noted research" not in tab.text
    assert tab.open(HERE).send(f"{HERE}/ties", tie="research", person="Nobody At All").status == 404
    assert "Nobody At All" in tab.html


def test_what_was_heard_stands_with_its_program_and_day(tab: Tab) -> None:
    tab.open(HERE).send(f"{HERE}/notes", topic="call", text="Every fourth night", source="a resident")

    assert "Every fourth night" in tab.text
    assert "a resident , today" in tab.text
    assert "Every fourth night" not in tab.open(f"/programs/{OTHER.code}").text
    assert tab.open(HERE).send(f"{HERE}/notes", text="Nobody said it", source="").status == 422


def test_outcomes_are_kept_season_by_season_and_can_be_taken_back(tab: Tab, app: App) -> None:
    tab.open(HERE).send(f"{HERE}/outcomes", season="2027", applied_on="2026-09-28", reply="interview")
    assert "Match 2027 : invited" in tab.text

    tab.send(f"{HERE}/outcomes", reply="", applied_on="2026-09-28")
    assert "Match 2027 : applied" in tab.text
    refused = tab.send(f"{HERE}/outcomes", applied_on="2026-09-28", replied_on="2026-09-01")
    assert refused.status == 422
    assert tab.open(HERE).send(f"{HERE}/outcomes", rank="-3").status == 422
    outcome = show_program(app.store, app.clock, unit=ONE.code).outcomes[0]
    tab.open(HERE).send(f"/program-outcomes/{outcome.id}/remove")
    assert "None noted" in tab.text


# ------------------------------------------------------------------------------------- facts in numbers


def test_the_facts_to_look_up_wait_in_the_paste_field_to_be_filled_in(tab: Tab, app: App) -> None:
    list_program(app.store, app.clock, units=[ONE.code])
    tab.open("/programs/facts")
    blank = tab.form("/programs/facts/text#text").values["text"][0]
    assert blank.startswith(f"{ONE.code} ")
    assert "IMG share:" in blank

    filled = blank.replace("IMG share:", "IMG share: 15 %").replace(
        "Step 2 CK minimum:", "Step 2 CK minimum: 240"
    )
    _send_text(tab, filled, "its website")

    assert "Nothing is written yet" in tab.text
    assert "IMG share: 15%" in tab.text
    assert show_program(app.store, app.clock, unit=ONE.code).facts == {}
    tab.send(f"{tab.path}/apply")
    assert "Undo" in tab.text
    known = show_program(app.store, app.clock, unit=ONE.code).facts
    assert known[FactKind.STEP2_MIN].fact.value == "240"
    assert known[FactKind.STEP2_MIN].fact.source == "its website"
    tab.send("/history/" + tab.html.partition('action="/history/')[2].partition('"')[0])
    assert show_program(app.store, app.clock, unit=ONE.code).facts == {}


def _send_text(tab: Tab, text: str, source: str = "") -> Tab:
    return tab.post("/programs/facts/text", text=text, source=source)


def test_pasted_lines_that_cannot_be_used_are_told_with_what_to_do(tab: Tab) -> None:
    _send_text(
        tab.open("/programs/facts"), f"{ONE.code} step 2 minimum 999\n9999999 IMG share 60\nnothing at all"
    )

    assert "What needs another look" in tab.text
    assert "Line 1" in tab.text
    assert "Line 2" in tab.text
    assert "There is nothing to take over" in tab.text
    assert _send_text(tab.open("/programs/facts"), "").status == 422
    assert _send_text(tab.open("/programs/facts"), "x" * 10_000).status == 200
    assert tab.open("/programs/facts/files/gone").status == 410


def test_a_table_with_codes_of_two_generations_is_taken_over_after_its_columns_are_said(
    tab: Tab, app: App
) -> None:
    old = next(each for each in SURGERY if len(each.code) == 10)
    rows = f"Place,Foreign share,Visa\n{ONE.code},60 %,J-1\n{old.tracks[0].code},35,none\n"
    tab.open("/programs/facts")
    tab.upload("/programs/facts/file#file", "file", "mine.csv", rows.encode())
    assert "No column names the programs" in tab.text

    tab.send_all(tab.path, {"column-0": "code", "column-1": "img-share"})
    tab.send(f"{tab.path}/apply")

    for unit, share in ((ONE, "60"), (old, "35")):
        known = show_program(app.store, app.clock, unit=unit.code).facts
        assert known[FactKind.IMG_SHARE].fact.value == share
        assert known[FactKind.IMG_SHARE].fact.source == "mine.csv"


def report_of(unit: Unit) -> bytes:
    """Return an official report with the first track of a program, and its own totals."""
    track = Track(unit.tracks[0].code, name="Plastic Surgery", cells=(3, 3, 3, 3, 2, 2, 2, 2, 2, 1))
    return make_report("new", [track], totals=(3, 3, 3, 3, 2, 2, 2, 2, 2, 1))


def test_a_report_is_read_for_reference_and_enters_the_odds_only_after_its_terms_are_read(
    tab: Tab, app: App
) -> None:
    tab.open("/programs/facts")
    assert "National Resident Matching Program" in tab.text
    tab.upload("/programs/facts/report#reports", "file", "report.pdf", report_of(ONE))
    assert "1 track on 1 page" in tab.text
    assert "the same" in tab.text
    assert "Every row was read" in tab.text

    tab.send(f"{tab.path}/keep")
    assert "For reference only" in tab.text
    assert "3 of 3" in tab.open(HERE).text
    counts = show_program(app.store, app.clock, unit=ONE.code).counts[0].counts
    use = f"/program-counts/{counts.id}/use"
    assert tab.open("/programs/facts").send(use).status == 422
    assert "They enter your odds" in tab.open("/programs/facts").send(use, acknowledgment=_said(tab)).text
    tab.send(f"/program-counts/{counts.id}/stop")
    assert "For reference only" in tab.text
    tab.send(f"/program-counts/{counts.id}/forget")
    assert "For reference only" not in tab.text


def _said(tab: Tab) -> str:
    """Return what the box that is ticked says."""
    return tab.html.partition('name="acknowledgment" value="')[2].partition('"')[0]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"%PDF-1.7 cut off", "damaged or cut off"),
        (b"not a document", "no PDF document"),
        (make_pdf([make_content([(50, 700, "Curriculum vitae")])]), "looks like a CV"),
        (make_pdf([b""], picture=True), "a scan"),
        (b"", "Choose the PDF file"),
    ],
)
def test_another_document_is_refused_with_what_it_is(tab: Tab, data: bytes, says: str) -> None:
    tab.open("/programs/facts").upload("/programs/facts/report#reports", "file", "some.pdf", data)

    assert tab.status in {409, 422}
    assert says in tab.text


def test_the_reading_of_a_report_shows_how_far_it_is_and_can_be_stopped(
    client: TestClient, tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_slowly(_data: bytes, *, should_stop: ShouldStop, tell: Tell, **_: str) -> ProgramResults:
        tell(1, 3)
        while not should_stop():
            sleep(0.005)
        raise ReadingStopped

    monkeypatch.setattr(program_work, "read_program_results", read_slowly)
    monkeypatch.setattr(program_facts, "_PATIENCE", 0.1)
    tab.open("/programs/facts").upload("/programs/facts/report#reports", "file", "r.pdf", b"%PDF-")
    assert "1 of 3 pages" in tab.text
    assert "1 of 3 pages" in client.get(tab.path, headers={"HX-Request": "true"}).text

    address = tab.path
    tab.send(f"{address}/stop")

    assert tab.path == "/programs/facts"
    assert "Nothing was read" in tab.text
    assert tab.open(address).status == 410


def test_a_huge_report_is_refused_before_it_is_read(client: TestClient, tab: Tab) -> None:
    del tab  # only to have Nadia in there
    answer = client.post("/programs/facts/report", files={"file": ("big.pdf", b"%PDF-" + b"0" * LARGEST)})

    assert answer.status_code == 409
    assert "at most 50 MB" in answer.text

"""Programs: found in the directory, shown with all that is known, put on the list with reasons."""

from datetime import date

import pytest

from hallway.actions.history import undo
from hallway.actions.interactions import record_interaction
from hallway.actions.people import add_person
from hallway.actions.program_facts import correct_kind, record_fact
from hallway.actions.program_notes import add_program_note, change_program_note
from hallway.actions.program_outcomes import record_outcome
from hallway.actions.programs import (
    ProgramFilter,
    list_program,
    list_programs,
    listed_programs,
    show_program,
    unlist_program,
)
from hallway.domain.errors import InvalidValue, NotFound
from hallway.domain.ids import (
    ListedProgramId,
    ProgramFactId,
    ProgramOutcomeId,
    ProgramTieId,
    UnitCode,
)
from hallway.domain.institutions import InstitutionKind
from hallway.domain.interactions import Kind
from hallway.domain.programs import (
    FactKind,
    ListedProgram,
    ProgramFact,
    ProgramOutcome,
    ProgramTie,
    ProgramTopic,
    Reply,
    TieKind,
)
from hallway.storage.store import SqliteStore
from tests.cast import FixedClock

FAMILY, SURGERY, MEDICINE = UnitCode("1600120"), UnitCode("4404112279"), UnitCode("1600140")
THERE = "Abington Mem Hosp"


def codes(store: SqliteStore, **wanted: object) -> list[str]:
    page = list_programs(store, ProgramFilter(**wanted), per_page=500)  # type: ignore[arg-type]  # as each test says
    return [each.unit.code for each in page.lines]


def test_programs_are_found_by_any_words_and_filters_together(store: SqliteStore) -> None:
    assert set(codes(store, words="abington")) == {FAMILY, SURGERY, MEDICINE, "1600220"}
    assert codes(store, words="ABINGTON pennsylvania", specialties=("surgery",)) == [SURGERY]
    assert SURGERY in codes(store, states=("pa",), kinds=("community",), tracks=("preliminary",))
    assert SURGERY not in codes(store, states=("Ohio",), specialties=("General surgery",))


def test_a_corrected_kind_counts_in_the_filter(store: SqliteStore, clock: FixedClock) -> None:
    correct_kind(store, clock, unit=SURGERY, kind=InstitutionKind.UNIVERSITY)
    assert codes(store, words="abington", kinds=("university",)) == [SURGERY]
    assert SURGERY not in codes(store, words="abington", kinds=("community",))


def test_a_page_tells_how_many_fit_by_state_and_specialty(store: SqliteStore) -> None:
    page = list_programs(store, ProgramFilter(words="abington"), page=9, per_page=3)
    assert (page.total, page.page, page.pages, len(page.lines)) == (4, 2, 2, 1)
    assert page.by_state == {"PA": 4}
    assert page.by_specialty["General Surgery"] == 1


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ({"states": ("ZZ",)}, "US state"),
        ({"specialties": ("wizardry",)}, "Did you mean"),
        ({"kinds": ("palace",)}, "university, community"),
        ({"tracks": ("fast",)}, "categorical"),
    ],
)
def test_a_filter_that_cannot_be_meant_is_refused(
    store: SqliteStore, wanted: dict[str, object], says: str
) -> None:
    with pytest.raises(InvalidValue, match=says):
        codes(store, **wanted)


@pytest.mark.requirement("APP-01")
def test_the_list_keeps_reasons_beside_kind_place_and_history_of_taking_imgs(
    store: SqliteStore, clock: FixedClock
) -> None:
    for kind, share in ((FactKind.IMG_SHARE, "60%"), (FactKind.US_IMG_SHARE, "15%")):
        record_fact(store, clock, unit=SURGERY, kind=kind, text=share, source="website")
    list_program(store, clock, units=[SURGERY], reasons="Community, near my sister, takes US IMGs")

    (line,) = list_programs(store, ProgramFilter(is_listed=True)).lines
    view = show_program(store, clock, unit=SURGERY)
    assert (line.unit.state, line.kind, line.is_guess, line.facts) == (
        "PA",
        InstitutionKind.COMMUNITY,
        True,
        2,
    )
    assert view.listed
    assert view.listed.reasons == "Community, near my sister, takes US IMGs"
    assert {kind.value: known.fact.value for kind, known in view.facts.items()} == {
        "img-share": "60",
        "us-img-share": "15",
    }
    assert FactKind.VISAS in view.missing


def test_listing_again_changes_the_reasons_and_keeps_the_day(store: SqliteStore, clock: FixedClock) -> None:
    (first,) = list_program(store, clock, units=["1600440C0"], reasons="Small")
    clock.wait(days=9)
    again = list_program(store, clock, units=[SURGERY, FAMILY, SURGERY])
    assert [(each.unit, each.reasons, each.on) for each in again] == [
        (SURGERY, "Small", date(2026, 11, 23)),
        (FAMILY, "", date(2026, 12, 2)),
    ]
    assert again[0] == first
    list_program(store, clock, units=[SURGERY], reasons="Small and kind")
    assert [each.listed.reasons for each in listed_programs(store)] == ["", "Small and kind"]


def test_several_programs_are_listed_in_one_action_or_none(store: SqliteStore, clock: FixedClock) -> None:
    with pytest.raises(NotFound):
        list_program(store, clock, units=[SURGERY, "9999999"])
    assert listed_programs(store) == ()
    with pytest.raises(InvalidValue, match="Name at least one"):
        list_program(store, clock, units=[])
    list_program(store, clock, units=[SURGERY, FAMILY])
    undo(store, clock)
    assert listed_programs(store) == ()


def test_a_program_is_taken_off_by_any_of_its_codes(store: SqliteStore, clock: FixedClock) -> None:
    list_program(store, clock, units=[SURGERY])
    unlist_program(store, clock, unit="1600440P0")
    assert listed_programs(store) == ()
    with pytest.raises(InvalidValue, match="not on your list"):
        unlist_program(store, clock, unit=SURGERY)


def test_a_program_that_the_directory_has_lost_stays_on_the_list_and_can_be_taken_off(
    store: SqliteStore, clock: FixedClock
) -> None:
    with store.writing("test", "Listed", now=clock.now()) as writing:
        writing.add(ListedProgram(id=ListedProgramId(writing.new_id()), unit=UnitCode("9999999")))
    (line,) = listed_programs(store)
    assert (line.unit, line.name) == (None, "9999999 (no longer in the directory)")
    unlist_program(store, clock, unit="9999999")
    assert listed_programs(store) == ()


def test_what_was_noted_before_a_program_had_its_acgme_id_stands_at_it(
    store: SqliteStore, clock: FixedClock
) -> None:
    before = UnitCode("1600440")
    with store.writing("test", "Noted long ago", now=clock.now()) as writing:
        writing.add_all(
            [
                ProgramFact(
                    id=ProgramFactId("f"),
                    unit=before,
                    kind=FactKind.POSITIONS,
                    value="5",
                    on=date(2026, 1, 1),
                ),
                ProgramTie(id=ProgramTieId("t"), unit=before, kind=TieKind.SIGNAL),
                ProgramOutcome(id=ProgramOutcomeId("o"), unit=before, season=2028, reply=Reply.INTERVIEW),
            ]
        )
    later = record_outcome(store, clock, unit=SURGERY, rank=2)
    view = show_program(store, clock, unit=SURGERY)
    (line,) = list_programs(store, ProgramFilter(words=SURGERY)).lines
    assert (later.id, later.reply, view.outcomes, line.outcome) == ("o", Reply.INTERVIEW, (later,), later)
    assert (view.facts[FactKind.POSITIONS].fact.value, line.facts) == ("5", 1)
    assert [each.id for each in view.ties] == ["t"]
    assert [each.kind for each in view.connections] == [TieKind.SIGNAL]


def test_only_connected_programs_are_listed_when_wanted(store: SqliteStore, clock: FixedClock) -> None:
    ana = add_person(
        store,
        clock,
        fields={"name": "Ana Novak", "institution": THERE, "specialty": "General surgery"},
    ).person
    record_interaction(store, clock, people=[ana.id], kind=Kind.MET)
    assert codes(store, words="abington", is_connected=True) == [SURGERY]
    assert SURGERY not in codes(store, words="abington", is_connected=False)


def test_notes_stand_at_their_program_and_those_of_the_place_beside_it(
    store: SqliteStore, clock: FixedClock
) -> None:
    add_program_note(store, clock, unit=SURGERY, topic=ProgramTopic.CALL, text="Often", source="a fellow")
    elsewhere = add_program_note(
        store, clock, program=THERE, topic=ProgramTopic.CULTURE, text="Kind", source="a nurse"
    )
    view = show_program(store, clock, unit=SURGERY)
    assert [(each.note.text, each.note.program) for each in view.notes] == [("Often", view.name)]
    assert [each.note.text for each in view.notes_nearby] == ["Kind"]
    change_program_note(store, clock, note=elsewhere.id, unit=FAMILY)
    assert show_program(store, clock, unit=SURGERY).notes_nearby == ()
    assert [each.note.text for each in show_program(store, clock, unit=FAMILY).notes] == ["Kind"]


def test_the_page_of_a_program_shows_its_applications(store: SqliteStore, clock: FixedClock) -> None:
    record_outcome(store, clock, unit=SURGERY, season=2026, reply=Reply.REJECTED)
    last = record_outcome(store, clock, unit=SURGERY, reply=Reply.INTERVIEW)
    assert [each.season for each in show_program(store, clock, unit=SURGERY).outcomes] == [2028, 2026]
    (line,) = list_programs(store, ProgramFilter(words=SURGERY)).lines
    assert line.outcome == last

"""People: found, added, edited, listed."""

from datetime import date

import pytest

from hallway.actions.history import undo
from hallway.actions.interactions import record_interaction
from hallway.actions.people import (
    add_person,
    add_work,
    describe_person,
    edit_person,
    find_person,
    list_people,
)
from hallway.actions.person_views import show_person
from hallway.actions.ports import PeopleFilter
from hallway.actions.standings import archive_person, trash_person
from hallway.domain.errors import AmbiguousPerson, InvalidValue, PersonNotFound
from hallway.domain.institutions import Affiliation, Institution
from hallway.domain.interactions import Interaction, Kind
from hallway.domain.people import ROLES, Group, Level, Office, Person, Relationship, Work
from hallway.storage.store import SqliteStore
from tests.cast import ANA, BOLU, CHEN, DIEGO, ELIF, FARID, PEOPLE, FixedClock


@pytest.fixture
def ana(store: SqliteStore, clock: FixedClock) -> Person:
    return add_person(store, clock, fields=ANA).person


@pytest.mark.requirement("CON-01", "CON-02")
@pytest.mark.parametrize("fields", PEOPLE, ids=lambda each: str(each["name"]))
def test_everybody_of_the_cast_is_kept_as_typed(
    store: SqliteStore, clock: FixedClock, fields: dict[str, str]
) -> None:
    person = add_person(store, clock, fields=fields).person
    view = show_person(store, clock, person=person.id)
    assert (view.person.name, view.person.role) == (fields["name"], fields["role"])
    assert view.institution == fields["institution"]
    assert view.person.specialty == fields.get("specialty", "")
    assert view.person.subspecialty == fields.get("subspecialty", "")


@pytest.mark.requirement("CON-01")
def test_roles_of_the_guides_are_spelled_in_one_way_and_others_stay_as_written(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    assert {"PGY-1", "fellow", "attending", "chief resident", "research director", "chair"} <= set(ROLES)
    assert {"program coordinator", "medical student", "alumnus", "program director"} <= set(ROLES)
    assert edit_person(store, clock, person=ana.id, fields={"role": "pgy-2"}).role == "PGY-2"
    assert (
        edit_person(store, clock, person=ana.id, fields={"role": "APD"}).role == "associate program director"
    )
    assert edit_person(store, clock, person=ana.id, fields={"role": "Wundexpertin"}).role == "Wundexpertin"


@pytest.mark.requirement("CON-03")
def test_how_we_met_and_through_whom_is_kept(store: SqliteStore, clock: FixedClock, ana: Person) -> None:
    bolu = add_person(
        store, clock, fields=BOLU | {"how_met": "introduction", "introduced_by": "ana novak"}
    ).person
    assert (bolu.how_met, bolu.introduced_by) == ("introduction", ana.id)
    assert show_person(store, clock, person=bolu.id).introduced_by == "Ana Novak"
    assert edit_person(store, clock, person=bolu.id, fields={"introduced_by": ""}).introduced_by is None


def test_nobody_introduces_themselves_and_no_stranger_does(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    with pytest.raises(InvalidValue, match="themselves"):
        edit_person(store, clock, person=ana.id, fields={"introduced_by": "Ana Novak"})
    with pytest.raises(PersonNotFound, match="Ana Novak"):
        edit_person(store, clock, person=ana.id, fields={"introduced_by": "Anna Novack"})


@pytest.mark.requirement("CON-04")
def test_the_last_contact_comes_from_the_log_and_a_typed_day_counts_once(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    for day in ("2026-09-01", "2026-09-01", "2026-05-05"):
        edit_person(store, clock, person=ana.id, fields={"last_contact": day})
    first = show_person(store, clock, person=ana.id)
    record_interaction(store, clock, people=[ana.id], kind=Kind.MET, on=date(2026, 11, 20), topics=["clefts"])
    second = show_person(store, clock, person=ana.id)
    assert [each.kind for each in first.interactions] == [Kind.IMPORTED]
    assert (first.days_silent, second.days_silent) == (83, 3)
    assert second.interactions[0].topics == ("clefts",)
    edit_person(store, clock, person=ana.id, fields={"last_contact": "2026-10-10"})
    assert len(show_person(store, clock, person=ana.id).interactions) == 2


def test_a_last_contact_years_ahead_is_refused_and_nothing_is_kept(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    with pytest.raises(InvalidValue, match="Today is 2026-11-23"):
        edit_person(store, clock, person=ana.id, fields={"role": "attending", "last_contact": "2062-11-24"})
    assert find_person(store, "ana novak").role == "fellow"


@pytest.mark.requirement("CON-05", "CON-06")
def test_topics_and_the_next_follow_up_with_its_reason_are_kept(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    view = show_person(store, clock, person=ana.id)
    assert (
        view.next_says
        == "No next follow-up is planned. Choose a day, so that this contact does not go silent."
    )
    edit_person(
        store,
        clock,
        person=ana.id,
        fields={
            "topics": "cleft registry; hand trauma",
            "next_follow_up": "2026-12-10",
            "next_follow_up_why": "abstract is due",
        },
    )
    view = show_person(store, clock, person=ana.id)
    assert view.person.topics == ("cleft registry", "hand trauma")
    assert (view.person.next_follow_up, view.person.next_follow_up_why) == (
        date(2026, 12, 10),
        "abstract is due",
    )
    assert "abstract is due" in view.next_says


@pytest.mark.requirement("CON-07", "CON-08", "CON-09")
def test_groups_stage_and_what_connects_us_are_kept(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    edit_person(
        store,
        clock,
        person=ana.id,
        fields={
            "groups": "mentor; collaborator",
            "relationship": "trusts-me",
            "is_img": "yes",
            "worked_with_imgs": "yes",
            "is_alumnus": "no",
        },
    )
    kept = find_person(store, ana.id)
    assert kept.groups == (Group.MENTOR, Group.COLLABORATOR)
    assert kept.relationship is Relationship.TRUSTS_ME
    assert (kept.is_img, kept.worked_with_imgs, kept.is_alumnus) == (True, True, False)
    assert [each.value for each in Relationship] == ["unknown", "knows-me", "trusts-me", "advocates"]


@pytest.mark.requirement("CON-10")
def test_their_papers_are_kept_with_link_and_the_day_read(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    add_work(store, clock, person=ana.id, title="Cleft outcomes in 200 children", link="example.org/cleft")
    add_work(store, clock, person=ana.id, title="cleft outcomes in 200 children", read_on=date(2026, 11, 20))
    add_work(store, clock, person=ana.id, title="Grand rounds", kind="talk")
    works = show_person(store, clock, person=ana.id).works
    assert [(each.title, each.kind, each.link, each.read_on) for each in works] == [
        ("Grand rounds", "talk", "", None),
        ("cleft outcomes in 200 children", "paper", "https://example.org/cleft", date(2026, 11, 20)),
    ]


def test_a_paper_cannot_have_been_read_in_a_far_year(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    with pytest.raises(InvalidValue, match="read_on"):
        add_work(store, clock, person=ana.id, title="Cleft outcomes", read_on=date(2062, 11, 24))
    with store.reading() as reading:
        assert reading.all(Work) == ()


@pytest.mark.requirement("CON-11", "CON-12", "CON-15")
def test_offices_zone_and_the_programs_they_can_speak_to_are_kept(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    edit_person(
        store,
        clock,
        person=ana.id,
        fields={
            "offices": "apd; research director; junior-faculty; mentoring",
            "zone": "america/denver",
            "reach": "Harbor Medical Center; Bayfront General",
        },
    )
    kept = find_person(store, ana.id)
    assert kept.offices == (
        Office.APD,
        Office.RESEARCH_DIRECTOR,
        Office.JUNIOR_FACULTY,
        Office.MENTORING_INTEREST,
    )
    assert (kept.zone, kept.reach) == ("America/Denver", ("Harbor Medical Center", "Bayfront General"))


@pytest.mark.requirement("CON-13")
def test_permission_to_follow_up_is_kept_with_its_day(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    assert (ana.may_follow_up, ana.may_follow_up_on) == (None, None)
    granted = edit_person(store, clock, person=ana.id, fields={"may_follow_up": "yes"})
    clock.wait(days=3)
    same = edit_person(store, clock, person=ana.id, fields={"may_follow_up": "yes", "city": "Boston"})
    refused = edit_person(store, clock, person=ana.id, fields={"may_follow_up": "no"})
    assert (granted.may_follow_up, granted.may_follow_up_on) == (True, date(2026, 11, 23))
    assert same.may_follow_up_on == date(2026, 11, 23)
    assert (refused.may_follow_up, refused.may_follow_up_on) == (False, date(2026, 11, 26))
    assert show_person(store, clock, person=ana.id).next_says.startswith("They asked not to be followed up")


@pytest.mark.requirement("CON-16", "CON-17")
def test_the_level_of_their_network_and_whether_they_know_my_story_are_kept(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    kept = edit_person(store, clock, person=ana.id, fields={"level": "national", "knows_story": "yes"})
    assert (kept.level, kept.knows_story) == (Level.NATIONAL, True)
    assert find_person(store, ana.id) == kept


def test_an_institution_is_found_again_whatever_its_case_and_accents(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    add_person(store, clock, fields=BOLU | {"institution": "HARBOR médical center"})
    with store.reading() as reading:
        assert [each.name for each in reading.all(Institution)] == ["Harbor Medical Center"]
    others = show_person(store, clock, person=ana.id).others_there
    assert [(each.name, each.institution) for each in others] == [("Bolu Adeyemi", "Harbor Medical Center")]


def test_a_new_institution_takes_the_place_of_the_old_with_its_department(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    edit_person(store, clock, person=ana.id, fields={"institution": "Bayfront General", "role": "attending"})
    view = show_person(store, clock, person=ana.id)
    assert (view.institution, view.department) == ("Bayfront General", "")
    with store.reading() as reading:
        places = reading.all(Affiliation, person=ana.id)
    assert [(each.role, each.is_main) for each in places] == [("attending", True)]


def test_typing_the_same_institution_again_keeps_the_department(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    edit_person(store, clock, person=ana.id, fields={"institution": "harbor medical center"})
    assert show_person(store, clock, person=ana.id).department == "Plastic Surgery"


def test_a_department_needs_an_institution(store: SqliteStore, clock: FixedClock) -> None:
    with pytest.raises(InvalidValue, match="Say the institution too"):
        add_person(store, clock, fields={"name": "Ana Novak", "department": "Surgery"})
    with store.reading() as reading:
        assert reading.all(Person) == ()


def test_an_empty_institution_clears_the_place(store: SqliteStore, clock: FixedClock, ana: Person) -> None:
    edit_person(store, clock, person=ana.id, fields={"institution": "", "department": ""})
    assert show_person(store, clock, person=ana.id).institution == ""


def test_likely_doubles_are_told_and_never_merged(store: SqliteStore, clock: FixedClock, ana: Person) -> None:
    same_name = add_person(store, clock, fields={"name": "Novák, Ana"})
    same_address = add_person(store, clock, fields={"name": "A. N.", "email": "ANA.NOVAK@harbor.example.org"})
    stranger = add_person(store, clock, fields={"name": "Anabel Novak"})
    assert [each.id for each in same_name.lookalikes] == [ana.id]
    assert same_name.lookalikes[0].institution == "Harbor Medical Center"
    assert [each.id for each in same_address.lookalikes] == [ana.id]
    assert stranger.lookalikes == ()
    with store.reading() as reading:
        assert len(reading.all(Person)) == 4


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "---"])
def test_a_person_needs_a_name(store: SqliteStore, clock: FixedClock, name: str) -> None:
    with pytest.raises(InvalidValue, match="at least one letter"):
        add_person(store, clock, fields={"name": name, "role": "fellow"})
    with pytest.raises(InvalidValue, match="at least one letter"):
        add_person(store, clock, fields={"role": "fellow"})


class TestFinding:
    @pytest.fixture(autouse=True)
    def _cast(self, store: SqliteStore, clock: FixedClock) -> None:
        for fields in PEOPLE:
            add_person(store, clock, fields=fields)

    @pytest.mark.parametrize(
        ("words", "name"),
        [
            ("Ana Novak", "Ana Novak"),
            ("novak", "Ana Novak"),
            ("NUNEZ", "Diego Núñez"),
            ("nuñez die", "Diego Núñez"),
            ("陈", "陈 伟"),
            ("رضایی", "فرید رضایی"),
        ],
    )
    def test_part_of_a_name_finds_the_person(self, store: SqliteStore, words: str, name: str) -> None:
        assert find_person(store, words).name == name

    def test_an_id_and_the_start_of_one_find_the_person(self, store: SqliteStore) -> None:
        person = find_person(store, "Elif Kaya")
        assert find_person(store, person.id) == person
        assert find_person(store, person.id[:-1]) == person

    def test_a_name_in_full_wins_over_longer_ones(self, store: SqliteStore, clock: FixedClock) -> None:
        add_person(store, clock, fields={"name": "Ana Novakova"})
        assert find_person(store, "ana novak").name == "Ana Novak"

    def test_several_who_fit_are_told_with_role_institution_and_id(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        add_person(store, clock, fields={"name": "Elena Kovacs"})
        with pytest.raises(AmbiguousPerson, match="fits 2 people") as caught:
            find_person(store, "el k")
        kaya = find_person(store, "Elif Kaya")
        assert f"Elif Kaya, attending, Cedar Valley Children's Hospital (id {kaya.id})" in str(caught.value)

    def test_the_beginning_of_a_name_wins_over_its_inside(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        dana = add_person(store, clock, fields={"name": "Dana Smith-Anders"}).person
        assert find_person(store, "ana").name == "Ana Novak"
        assert find_person(store, "anders").id == dana.id

    def test_two_of_the_same_name_can_be_told_apart_by_id_only(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        other = add_person(store, clock, fields={"name": "Ana Novak", "role": "resident"}).person
        with pytest.raises(AmbiguousPerson, match="fits 2 people"):
            find_person(store, "Ana Novak")
        assert find_person(store, other.id).role == "resident"

    def test_a_name_nobody_has_is_refused_with_the_nearest(self, store: SqliteStore) -> None:
        with pytest.raises(PersonNotFound, match=r"Did you mean Ana Novak\?"):
            find_person(store, "Anna Nowak")
        with pytest.raises(PersonNotFound):
            find_person(store, "   ")

    def test_somebody_in_the_trash_is_found_last(self, store: SqliteStore, clock: FixedClock) -> None:
        ana = find_person(store, "Ana Novak")
        trash_person(store, clock, person=ana.id)
        assert find_person(store, "novak").id == ana.id
        fresh = add_person(store, clock, fields=ANA).person
        assert find_person(store, "novak").id == fresh.id

    def test_wildcards_and_quotes_are_only_letters(self, store: SqliteStore) -> None:
        for words in ("%", "_", "'", '"; DROP TABLE person', "\\"):
            with pytest.raises((PersonNotFound, AmbiguousPerson)):
                find_person(store, words)


class TestListing:
    @pytest.fixture(autouse=True)
    def _cast(self, store: SqliteStore, clock: FixedClock) -> None:
        for fields in PEOPLE:
            add_person(store, clock, fields=fields)

    def test_pages_hold_everybody_once_and_a_page_too_far_is_the_last(
        self, store: SqliteStore, clock: FixedClock
    ) -> None:
        everything = PeopleFilter()
        pages = [list_people(store, clock, everything, page=number, per_page=3) for number in (1, 2, 3)]
        beyond = list_people(store, clock, everything, page=99, per_page=3)
        assert [len(each.lines) for each in pages] == [3, 3, 2]
        assert len({line.id for each in pages for line in each.lines}) == 8
        assert (beyond.lines, beyond.page, beyond.pages, beyond.total) == (pages[2].lines, 3, 3, 8)

    def test_filters_take_the_start_of_a_word(self, store: SqliteStore, clock: FixedClock) -> None:
        found = list_people(store, clock, PeopleFilter(group="ment"))
        assert [each.name for each in found.lines] == ["Ana Novak", "Diego Núñez"]
        assert dict(found.facets["group"])["mentor"] == 2

    def test_a_filter_that_cannot_be_meant_is_refused(self, store: SqliteStore, clock: FixedClock) -> None:
        for wanted in (
            PeopleFilter(group="friends"),
            PeopleFilter(order="age"),
            PeopleFilter(silent_days=-1),
        ):
            with pytest.raises(InvalidValue):
                list_people(store, clock, wanted)

    def test_archived_people_are_listed_on_request_only(self, store: SqliteStore, clock: FixedClock) -> None:
        archive_person(store, clock, person=find_person(store, "Elif").id)
        assert list_people(store, clock, PeopleFilter()).total == 7
        assert [each.name for each in list_people(store, clock, PeopleFilter(standing="archived")).lines] == [
            "Elif Kaya"
        ]


def test_a_form_shows_what_reads_back_as_the_same_person(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    diego = add_person(
        store, clock, fields=DIEGO | {"introduced_by": "Ana Novak", "phone": "+1 555 0100, ext. 12"}
    )
    shown = describe_person(store, person=diego.person.id)
    assert shown["introduced_by"] == "Ana Novak"
    assert edit_person(store, clock, person=diego.person.id, fields=shown) == diego.person
    add_person(store, clock, fields={"name": "Ana Novak"})
    assert describe_person(store, person=diego.person.id)["introduced_by"] == ana.id


def test_somebody_in_the_trash_cannot_be_edited(store: SqliteStore, clock: FixedClock, ana: Person) -> None:
    trash_person(store, clock, person=ana.id)
    with pytest.raises(InvalidValue, match="in the trash"):
        edit_person(store, clock, person=ana.id, fields={"city": "Boston"})


def test_adding_and_editing_can_be_undone_with_everything_around(
    store: SqliteStore, clock: FixedClock, ana: Person
) -> None:
    edit_person(
        store, clock, person=ana.id, fields={"institution": "Bayfront General", "last_contact": "2026-10-01"}
    )
    undo(store, clock)
    assert show_person(store, clock, person=ana.id).institution == "Harbor Medical Center"
    undo(store, clock)
    with store.reading() as reading:
        assert reading.all(Person) + reading.all(Affiliation) + reading.all(Institution) == ()
        assert reading.all(Interaction) == ()


def test_notes_with_private_details_are_kept_with_a_caution(store: SqliteStore, clock: FixedClock) -> None:
    plain = add_person(store, clock, fields=ELIF | {"notes": "Prefers mail on Mondays."})
    assert plain.cautions == ()
    private = add_person(store, clock, fields=CHEN | {"notes": "Her divorce and her depression came up."})
    assert private.person.notes == "Her divorce and her depression came up."
    assert [each.rows for each in private.cautions] == [("LOG-11",)]


def test_people_can_be_added_before_set_up(empty_store: SqliteStore, clock: FixedClock) -> None:
    farid = add_person(empty_store, clock, fields=FARID).person
    view = show_person(empty_store, clock, person=farid.id)
    assert (view.person.name, view.steps) == (FARID["name"], ())

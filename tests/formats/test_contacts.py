from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.formats.contacts import (
    ContactFile,
    ContactRow,
    DateQuestion,
    read_contacts,
)
from hallway.formats.dates import KnownOrder
from hallway.formats.mappings import Column, ColumnField, ColumnMapping, apply_overrides, guess_mapping
from hallway.formats.problems import MalformedOverride, UnknownColumn, UnknownField, UnreadableFile
from hallway.formats.tables import Row, Table, read_table
from hallway.formats.texts import clean_line, restore
from tests.formats.rude import rude_text


def read(text: str, *overrides: str, **orders: KnownOrder) -> ContactFile:
    table = read_table(text.encode())
    mapping = apply_overrides(guess_mapping(table.headers), overrides)
    return read_contacts(
        table, mapping, date_orders={name.replace("_", " "): each for name, each in orders.items()}
    )


def guess(*headers: str) -> tuple[ColumnField | None, ...]:
    return tuple(column.field for column in guess_mapping(headers).columns)


# ------------------------------------------------------------------------------------------ mapping


@pytest.mark.parametrize(
    ("field", "headers"),
    [
        ("name", "Full Name|NAME|full_name|Middle Name|Nom complet|Vollständiger Name|First / Last Name"),
        ("given", "First Name|Given name|Nombre|Vorname|Prénom"),
        ("family", "Last Name|Family Name|Surname|Apellidos|Nachname|Nom de famille"),
        ("credentials", "Credentials|Degree|Degrees"),
        ("role", "Title|Position|Job title|Role|Job Title / Position|Cargo|Funktion|Poste|Current position"),
        ("specialty", "Specialty|Especialidad|Fachgebiet|Spécialité"),
        ("subspecialty", "Subspecialty|Sub-specialty"),
        (
            "institution",
            "Company|Organization|Organisation|Hospital|Program|Institution|University|Hospital / Program",
        ),
        ("institution", "Organization 1 - Name|Krankenhaus|Klinik|Hôpital|Universidad|Établissement"),
        ("department", "Department|Dept.|Abteilung|Departamento|Service"),
        (
            "email",
            "E-mail|email|Email Address|E-mail 1 - Value|E-mail Address|Work e-mail|Email (work)",
        ),
        ("email", "Courriel|Correo electrónico|E-Mail-Adresse"),
        (
            "phone",
            "Phone|Mobile|Phone Number|Mobile Phone|Phone 1 - Value|Phone #|Teléfono|Telefon|Téléphone",
        ),
        ("profile_url", "LinkedIn|URL|Profile|LinkedIn URL|Profile URL|Web Page|Website 1 - Value"),
        ("city", "City|Ciudad|Ville|Ort|Business City"),
        ("state", "State|Province|State/Province|Bundesland"),
        ("country", "Country|País|Land|Pays|Business Country/Region"),
        ("zone", "Zone|Time zone|Timezone|TZ|Zeitzone|Zona horaria"),
        ("how_met", "Met at|How we met|Source|How met|Where we met|Kennengelernt|¿Cómo nos conocimos?"),
        ("introduced_by", "Introduced by|Referred By|Vorgestellt von|Présenté par"),
        (
            "last_contact",
            "Last contact|Last contacted|Last spoke|Connected On|Last contact (date)|Letzter Kontakt",
        ),
        ("last_contact", "Último contacto|Dernier contact"),
        ("topics", "Topics|Topics discussed|Temas|Themen|Sujets|Shared projects"),
        (
            "next_follow_up",
            "Next follow-up|Follow up on|Follow-up date|Wiedervorlage|Próximo seguimiento|Relance",
        ),
        ("groups", "Tags|Groups|Circle|Labels|Categories|Gruppen|Etiquetas|Groupes"),
        ("notes", "Notes|Comments|Remarks|Notas|Bemerkungen|Commentaires|notes / comments"),
        (None, "City, State|Street|Favorite color|Birthday|Home City|E-mail 1 - Label||—"),
    ],
)
def test_columns_are_known_by_many_names(field: ColumnField | None, headers: str) -> None:
    names = headers.split("|")
    assert dict.fromkeys(names, field) == dict(zip(names, (guess(name)[0] for name in names), strict=True))


@pytest.mark.requirement("CON-24")
def test_the_columns_that_the_guides_ask_for_are_recognized() -> None:
    headers = (
        "Name",
        "Role",
        "Specialty",
        "Institution",
        "How met",
        "Last contact",
        "Topics",
        "Next follow-up",
    )
    fields = (
        "name",
        "role",
        "specialty",
        "institution",
        "how_met",
        "last_contact",
        "topics",
        "next_follow_up",
    )
    assert guess(*headers) == fields


def test_a_title_beside_a_job_title_is_not_the_role() -> None:
    assert guess("Title", "Job Title") == (None, "role")
    assert guess("Title", "Company") == ("role", "institution")


def test_the_applicant_has_the_last_word_about_columns() -> None:
    mapping = guess_mapping(["Name", "Spot", "Comments", "Fee = USD"])
    changed = apply_overrides(
        mapping,
        ["Spot=Institution", "comments=ignore", "Fee = USD=how met", "Name = introduced_by", "Name=name"],
    )
    assert [(column.header, column.field, column.chosen) for column in changed.columns] == [
        ("Name", "name", True),
        ("Spot", "institution", True),
        ("Comments", "ignore", True),
        ("Fee = USD", "how_met", True),
    ]
    assert changed.field_of("Spot") == "institution"
    assert changed.field_of("Other") is None


def test_nothing_after_the_sign_leaves_a_column_out() -> None:
    assert apply_overrides(guess_mapping(["Name", "City"]), ["City="]).field_of("City") == "ignore"


def test_an_unknown_column_is_an_error_with_the_nearest_names() -> None:
    with pytest.raises(UnknownColumn) as caught:
        apply_overrides(guess_mapping(["Hospital", "City"]), ["Hospitl=institution"])
    assert str(caught.value) == "The file has no column 'Hospitl'. Did you mean 'Hospital'?"


def test_an_unknown_field_is_an_error_with_the_nearest_names() -> None:
    with pytest.raises(UnknownField) as caught:
        apply_overrides(guess_mapping(["Hospital"]), ["Hospital=instituton"])
    assert str(caught.value) == "A contact has no field 'instituton'. Did you mean institution?"


@pytest.mark.parametrize("written", ["Hospital", "=institution", "", " =x"])
def test_a_malformed_override_is_an_error_with_an_example(written: str) -> None:
    with pytest.raises(MalformedOverride) as caught:
        apply_overrides(guess_mapping(["Hospital"]), [written])
    assert str(caught.value) == (
        f"{written!r} is not of the form COLUMN=FIELD. Write for example 'Hospital=institution'."
    )


# -------------------------------------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("header", "cells", "name"),
    [
        ("First Name,Last Name", "Ana,Ruiz", "Ana Ruiz"),
        ("Last Name,First Name", "Ruiz,Ana", "Ana Ruiz"),
        ("Last Name,Middle Name,First Name", "Ruiz,B.,Ana", "Ana B. Ruiz"),
        ("First Name,Last Name", "Ana,", "Ana"),
        ("First Name,Last Name", ",Ruiz", "Ruiz"),
        ("Name,Given Name,Family Name", "Ana Ruiz,Ana,Ruiz", "Ana Ruiz"),
        ("Name,Given Name,Family Name", ",Ana,Ruiz", "Ana Ruiz"),
        ("Name,Vorname", "Weiß,Anna", "Anna Weiß"),
        ("Nom,Prénom", "Dupré,Élodie", "Élodie Dupré"),
        ("Name,City", "محمد رضا,x", "محمد رضا"),
        ("Name,City", "陳怡君,x", "陳怡君"),
        ("Name,City", "Jose\u0301  Nún\u0303ez\u00a0,x", "José Núñez"),
        ("Name,City", f"{'Ana ' * 900}Ruiz,x", f"{'Ana ' * 900}Ruiz"),
    ],
)
def test_parts_of_a_name_are_joined_in_their_order(header: str, cells: str, name: str) -> None:
    [row] = read(f"{header}\n{cells}\n").rows
    assert (row.name, row.notes) == (name, None)


@pytest.mark.parametrize(
    ("header", "cells", "parts"),
    [
        ("First Name,Last Name", "Ana,Ruiz", ("Ana", "Ruiz")),
        ("First Name,Middle Name,Last Name", "Ana,B.,Ruiz", ("Ana", "Ruiz")),
        ("First Name,Last Name", "Ana,", ("Ana", None)),
        ("Name,First Name,Last Name", "Annie Ruiz,Ana,Ruiz-Sol", ("Ana", "Ruiz-Sol")),
        ("Name,Vorname", "Weiß,Anna", ("Anna", "Weiß")),
        ("Name,First Name", "Ana Ruiz,Ana", ("Ana", None)),
        ("Nom,Ville", "Élodie Dupré,Lyon", (None, None)),
        ("Nombre,Ciudad", "Ana Ruiz,Lima", (None, None)),
        ("Name,City", "Ana Ruiz,Dallas", (None, None)),
    ],
)
def test_the_parts_of_a_name_are_known_when_the_file_tells_both(
    header: str, cells: str, parts: tuple[str | None, str | None]
) -> None:
    [row] = read(f"{header}\n{cells}\n").rows
    assert (row.given, row.family) == parts


def test_a_middle_name_that_the_whole_one_lacks_is_kept_in_the_notes() -> None:
    [row] = read("Name,First Name,Middle Name,Last Name\nAna Ruiz,Ana,Berta,Ruiz\n").rows
    assert (row.name, row.notes) == ("Ana Ruiz", "Middle Name: Berta")


def test_a_chosen_name_column_replaces_a_guessed_one_and_joins_parts() -> None:
    [row] = read("Name,Attending\nMercy,Ana Ruiz\n", "Attending=name", "Name=institution").rows
    assert (row.name, row.institution) == ("Ana Ruiz", "Mercy")
    [row] = read("Name,Attending\nMercy,Ana Ruiz\n", "Attending=name").rows
    assert (row.name, row.notes) == ("Ana Ruiz", "Name: Mercy")
    [row] = read("Clan,First Name\nRuiz,Ana\n", "Clan=name").rows
    assert row.name == "Ana Ruiz"


def test_a_row_with_an_address_but_no_name_needs_the_applicant() -> None:
    file = read("Name,E-mail\n,office@example.org\n")
    [row] = file.rows
    [problem] = row.problems
    assert (row.name, row.emails) == (None, ("office@example.org",))
    assert (problem.line, problem.field) == (2, "name")
    assert problem.says == "No name, only the e-mail address office@example.org."
    assert file.problems == row.problems


def test_a_row_with_a_phone_but_no_name_needs_the_applicant_too() -> None:
    [row] = read("Name,Phone\n,555 0100\n").rows
    assert (row.phones, [problem.says for problem in row.problems]) == (
        ("555 0100",),
        ["No name, only the phone 555 0100."],
    )


def test_a_row_with_neither_is_an_empty_row_and_says_what_it_held() -> None:
    file = read("Name,E-mail,Hospital\nAna,,\n,,Mercy\n")
    [problem] = file.problems
    assert [row.name for row in file.rows] == ["Ana"]
    assert (problem.line, problem.says) == (3, "Empty row: neither a name nor an e-mail address, only Mercy.")


def test_blank_rows_are_told_once() -> None:
    file = read("Name,E-mail\nAna,\n,\n , \n,\n")
    assert [(problem.line, problem.says) for problem in file.problems] == [
        (3, "Empty row, and 2 more below.")
    ]


def test_a_file_without_a_name_column_is_one_problem() -> None:
    file = read("Hospital,City\nMercy,Dallas\nGrace,Boston\n")
    [problem] = file.problems
    assert (file.rows, problem.field) == ((), "name")
    assert problem.says == "No column holds names; the columns are Hospital, City."


# -------------------------------------------------------------------------------------------- values


def test_every_field_is_read() -> None:
    header = (
        "Name,Role,Specialty,Institution,Department,E-mail,Phone,Profile URL,City,State,Country,Zone,How met,"
        "Introduced by,Last contact,Topics,Next follow-up,Groups,Notes"
    )
    cells = (
        "Ana Ruiz,Chair,Surgery,Mercy,Burns,ana@example.org,+1 555 0100,https://example.org/ana,Dallas,TX,USA,"
        'america/chicago,Congress,Bo Li,2026-03-07,"flaps, burns",25 Dec 2026,"Mentor; sponsor","one\ntwo"'
    )
    assert read(f"{header}\n{cells}\n").rows == (
        ContactRow(
            line=2,
            name="Ana Ruiz",
            role="Chair",
            specialty="Surgery",
            institution="Mercy",
            department="Burns",
            emails=("ana@example.org",),
            phones=("+1 555 0100",),
            profile_url="https://example.org/ana",
            city="Dallas",
            state="TX",
            country="USA",
            zone="America/Chicago",
            how_met="Congress",
            introduced_by="Bo Li",
            last_contact=date(2026, 3, 7),
            topics=("flaps", "burns"),
            next_follow_up=date(2026, 12, 25),
            groups=("mentor", "sponsor"),
            notes="one\ntwo",
        ),
    )


def test_unknown_columns_are_kept_in_the_notes() -> None:
    [row] = read('Name,Street,Notes,Pet\nAna,"1 Elm St\nFloor 2",kind,Rex\n').rows
    assert row.notes == "kind\nStreet: 1 Elm St\nFloor 2\nPet: Rex"


def test_ignored_columns_are_not() -> None:
    [row] = read("Name,Street,Pet\nAna,1 Elm St,Rex\n", "Pet=ignore", "Street=").rows
    assert row.notes is None


def test_a_column_that_the_mapping_does_not_name_goes_to_the_notes() -> None:
    table = read_table(b"Name,City\nAna,Dallas\n")
    [row] = read_contacts(table, ColumnMapping((Column("Name", "name"),))).rows
    assert (row.city, row.notes) == (None, "City: Dallas")


def test_of_two_columns_for_one_field_the_first_that_is_filled_wins() -> None:
    file = read("Name,Company,Hospital\nAna,Mercy,Grace\nBo,,Grace\nCy,Mercy,Mercy\n")
    assert [(row.institution, row.notes) for row in file.rows] == [
        ("Mercy", "Hospital: Grace"),
        ("Grace", None),
        ("Mercy", None),
    ]


def test_a_second_zone_that_differs_is_kept_in_the_notes() -> None:
    file = read(
        "Name,Zone,TZ,E-mail,Mail\nAna,UTC,America/Chicago,a@example.org,a@example.org\nBo,UTC,utc,,\n"
    )
    assert [(row.zone, row.emails, row.notes) for row in file.rows] == [
        ("UTC", ("a@example.org",), "TZ: America/Chicago"),
        ("UTC", (), None),
    ]


def test_a_chosen_column_comes_before_a_guessed_one() -> None:
    [row] = read("Name,Company,Spot\nAna,Mercy,Grace\n", "Spot=institution").rows
    assert (row.institution, row.notes) == ("Grace", "Company: Mercy")


def test_two_columns_of_topics_groups_or_notes_are_joined() -> None:
    [row] = read("Name,Topics,Temas,Tags,Circle,Notes,Comments\nAna,a,b,mentor,peer,x,y\n").rows
    assert (row.topics, row.groups, row.notes) == (("a", "b"), ("mentor", "peer"), "x\ny")


def test_words_that_are_no_group_go_to_the_notes() -> None:
    [row] = read('Name,Tags\nAna,"mentors, friend, peer, tennis"\n').rows
    assert (row.groups, row.notes) == (("mentor", "peer"), "Groups: friend; tennis")


def test_a_wrong_address_is_a_problem_and_kept_in_the_notes() -> None:
    [row] = read("Name,E-mail\nAna,ana at example\n").rows
    [problem] = row.problems
    assert (row.emails, row.notes) == ((), "E-mail: ana at example")
    assert (problem.line, problem.field) == (2, "email")
    assert problem.says == "'ana at example' is not an e-mail address (column 'E-mail')."


def test_every_address_is_kept_whatever_column_or_cell_it_stands_in() -> None:
    file = read(
        "Name,E-mail 1 - Value,E-mail 2 - Value\n"
        "Ana,a@example.org;b@example.org,A@example.org\n"
        "Bo,x,b@example.org\n"
        "Cy,c@example.org or at home,\n"
    )
    assert [(row.emails, row.notes) for row in file.rows] == [
        (("a@example.org", "b@example.org"), None),
        (("b@example.org",), "E-mail 1 - Value: x"),
        (("c@example.org",), "E-mail 1 - Value: c@example.org or at home"),
    ]
    assert [problem.line for problem in file.problems] == [3, 4]


def test_every_phone_is_kept_whatever_column_or_cell_it_stands_in() -> None:
    [row] = read('Name,Mobile,Work Phone\nAna,555 0100; 555 0101,"555 0102, ext. 7"\n').rows
    assert (row.phones, row.notes) == (("555 0100", "555 0101", "555 0102, ext. 7"), None)


def test_an_address_that_would_run_something_is_a_problem() -> None:
    [row] = read("Name,URL\nAna,javascript:alert(1)\n").rows
    assert (row.profile_url, row.notes, len(row.problems)) == (None, "URL: javascript:alert(1)", 1)


def test_an_unknown_zone_is_a_problem_with_the_nearest_names() -> None:
    [row] = read("Name,Zone\nAna,America/Chigaco\n").rows
    [problem] = row.problems
    assert (row.zone, row.notes, problem.field) == (None, "Zone: America/Chigaco", "zone")
    assert "Did you mean America/Chicago" in problem.remedy


def test_the_apostrophe_of_our_own_tracker_is_taken_away() -> None:
    [row] = read("Name,Phone,Notes\nAna,'+1 555 0100,'=1+1\n").rows
    assert (row.phones, row.notes) == (("+1 555 0100",), "=1+1")


def test_control_characters_are_taken_away() -> None:
    [row] = read("Name,City\nA\x07na\u202e,Dal\x0blas\n").rows
    assert (row.name, row.city) == ("Ana", "Dal las")


def test_all_rows_can_be_given_one_place_of_meeting() -> None:
    table = read_table(b"Name,How met\nAna,\nBo,rounds\n")
    file = read_contacts(table, guess_mapping(table.headers), how_met="Congress 2026")
    assert [row.how_met for row in file.rows] == ["Congress 2026", "rounds"]


# --------------------------------------------------------------------------------------------- dates


def test_the_order_of_a_column_is_taken_from_its_values() -> None:
    file = read("Name,Last contact,Follow up on\nAna,25/03/2026,03/25/2026\nBo,01/02/2026,01/02/2026\n")
    assert [(row.last_contact, row.next_follow_up) for row in file.rows] == [
        (date(2026, 3, 25), date(2026, 3, 25)),
        (date(2026, 2, 1), date(2026, 1, 2)),
    ]
    assert (file.questions, file.problems) == ((), ())


def test_an_unclear_order_is_asked_and_no_date_is_guessed() -> None:
    file = read("Name,Last contact\nAna,01/02/2026\nBo,2026-05-06\nCy,03/04/2026\nDi,\n")
    assert file.questions == (DateQuestion("Last contact", ("01/02/2026", "03/04/2026"), ("mdy", "dmy")),)
    assert [row.last_contact for row in file.rows] == [None, date(2026, 5, 6), None, None]
    assert [row.notes for row in file.rows] == [
        "Last contact: 01/02/2026",
        None,
        "Last contact: 03/04/2026",
        None,
    ]
    assert [(problem.line, problem.field) for problem in file.problems] == [
        (2, "last_contact"),
        (4, "last_contact"),
    ]
    assert file.problems[0].says == "'01/02/2026' may be day first or month first (column 'Last contact')."


def test_a_column_that_is_the_same_in_every_order_needs_no_question() -> None:
    file = read("Name,Last contact\nAna,05/05/2026\n")
    assert (file.rows[0].last_contact, file.questions, file.problems) == (date(2026, 5, 5), (), ())


def test_an_answered_question_is_not_asked_again() -> None:
    file = read("Name,Last contact\nAna,01/02/2026\n", Last_contact="dmy")
    assert (file.rows[0].last_contact, file.questions, file.problems) == (date(2026, 2, 1), (), ())


def test_an_answer_about_no_column_is_an_error() -> None:
    with pytest.raises(UnknownColumn, match="'Lost contact'"):
        read("Name,Last contact\nAna,01/02/2026\n", Lost_contact="dmy")


def test_a_column_that_contradicts_itself_is_a_problem_and_its_dates_are_kept_in_the_notes() -> None:
    file = read("Name,Last contact\nAna,01/02/2026\nBo,25/03/2026\nCy,03/25/2026\nDi,2026-01-02\n")
    assert "contradict each other in their order: 03/25/2026, 25/03/2026" in file.problems[0].says
    assert [row.last_contact for row in file.rows] == [None, None, None, date(2026, 1, 2)]
    assert file.rows[0].notes == "Last contact: 01/02/2026"
    assert [problem.line for problem in file.problems] == [None, 2, 3, 4]


@pytest.mark.parametrize("written", ["31 Feb 2026", "soon", "31/02/2026"])
def test_what_is_no_date_is_a_problem_and_kept_in_the_notes(written: str) -> None:
    [row] = read(f"Name,Last contact\nAna,{written}\n").rows
    [problem] = row.problems
    assert (row.last_contact, row.notes) == (None, f"Last contact: {written}")
    assert problem.says == f"'{written}' is not a date (column 'Last contact')."
    assert "2026-01-31" in problem.remedy


@pytest.mark.parametrize("written", ["", "-", "never", "N/A", "0/0/00"])
def test_words_for_no_date_are_no_problem(written: str) -> None:
    [row] = read(f"Name,Last contact\nAna,{written}\n").rows
    assert (row.last_contact, row.notes, row.problems) == (None, None, ())


def test_of_two_columns_of_dates_the_first_that_is_filled_wins() -> None:
    file = read("Name,Last contact,Last spoke\nAna,2026-01-02,2026-03-04\nBo,2026-01-02,2 Jan 2026\n")
    assert [(row.last_contact, row.notes) for row in file.rows] == [
        (date(2026, 1, 2), "Last spoke: 2026-03-04"),
        (date(2026, 1, 2), None),
    ]


# --------------------------------------------------------------------------------------------- files


GOOGLE = """
First Name,Middle Name,Last Name,Organization Name,Organization Title,Organization Department,Notes,Labels,\
E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - City
Ana,,Ruiz,Mercy,Chair,Burns,kind,* mentors ::: * myContacts,,ana@example.org,,555 0100,Dallas
"""
OUTLOOK = """
Title,First Name,Last Name,Company,Department,Job Title,Business City,Business Phone,E-mail Address,\
Categories,Birthday,Notes,Private
,Ana,Ruiz,Mercy,Burns,Chair,Dallas,555 0100,ana@example.org,Mentor;myContacts,0/0/00,kind,
"""


@pytest.mark.parametrize("text", [GOOGLE, OUTLOOK])
def test_the_tables_of_mail_programs_are_understood(text: str) -> None:
    assert read(text).rows == (
        ContactRow(
            line=3,
            name="Ana Ruiz",
            role="Chair",
            institution="Mercy",
            department="Burns",
            given="Ana",
            family="Ruiz",
            emails=("ana@example.org",),
            phones=("555 0100",),
            city="Dallas",
            groups=("mentor",),
            notes="kind\nGroups: myContacts",
        ),
    )


def test_problems_of_the_table_come_along_in_the_order_of_lines() -> None:
    file = read("Name,E-mail\nAna,x\nBo,bo@example.org,surplus\nCy,y\n")
    assert [problem.line for problem in file.problems] == [2, 3, 4]


@given(
    st.lists(
        st.sampled_from(["Name", "E-mail", "Last contact", "Tags", "Topics", "Zone", "URL", "Pet"]),
        unique=True,
    ),
    st.lists(st.lists(rude_text, max_size=8), min_size=1, max_size=5),
)
def test_whatever_the_cells_are_the_rows_have_a_name_or_an_address(
    headers: list[str], rows: list[list[str]]
) -> None:
    written = ["|".join(row).replace('"', '""').replace("\x00", "").split("|") for row in [headers, *rows]]
    text = "\n".join(",".join(f'"{cell}"' for cell in row) for row in written)
    try:
        table = read_table(text.encode("utf-8", "replace"))
    except UnreadableFile:
        return
    file = read_contacts(table, guess_mapping(table.headers))
    assert len(file.rows) <= len(table.rows)
    assert all(row.name or row.emails for row in file.rows)


@given(st.sampled_from(["E-mail", "Last contact", "Tags", "Topics", "Zone", "URL", "City", "Pet"]), rude_text)
def test_no_value_is_lost_wherever_it_is_kept(header: str, cell: str) -> None:
    table = Table(("Name", header), (Row(2, ("Ana", cell)),), "utf-8", ",")
    [row] = read_contacts(table, guess_mapping(table.headers)).rows
    day = None if row.last_contact is None else row.last_contact.isoformat()
    read_back = [*row.emails, day, *row.topics, row.zone, row.profile_url]
    kept = "".join(filter(None, [*read_back, *row.groups, row.city, row.notes])).casefold()
    letters = {letter for letter in clean_line(restore(cell)).casefold() if letter.isalpha()}
    assert letters <= set(kept)

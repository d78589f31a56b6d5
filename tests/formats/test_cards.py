"""One card, scanned or photographed: what is printed on it goes to its field, what is unsure is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.formats.card_places import Place, find_place, is_country
from hallway.formats.card_words import (
    looks_like_department,
    looks_like_institution,
    looks_like_role,
    looks_like_specialty,
    specialty_in,
)
from hallway.formats.cards import is_card, read_card
from hallway.formats.contacts import ContactFile, ContactRow
from hallway.formats.credentials import find_credentials
from hallway.formats.problems import UnreadableFile
from tests.formats.rude import rude_text


def plain(row: ContactRow) -> dict[str, object]:
    """Return what a card says, without what it does not say."""
    found = {each: value for each in row.__slots__ if (value := getattr(row, each))}
    found.pop("problems", None)
    del found["line"]
    return found


def read(text: str) -> dict[str, object]:
    [row] = read_card(text).rows
    return plain(row)


def told(file: ContactFile) -> list[str]:
    return [problem.says for problem in file.problems]


# ------------------------------------------------------------------------------------------- codes


MECARD = (
    "MECARD:N:Novak,Ana;SOUND:a na;TEL:+19155550100;TEL:+19155550101;EMAIL:ana@example.org;"
    "URL:https\\://example.org/a;ADR:,,1 Pier,El Paso,TX,79901,USA;ORG:Harbor\\; Surgery;"
    "NOTE:met at\\; ASPS;BDAY:19800321;;"
)
BIZCARD = (
    "BIZCARD:N:Ana;X:Novak;T:Dean;C:Harbor;A:1 Pier, El Paso, TX 79901;B:915-555-0100;"
    "M:915-555-0101;F:915-555-0102;E:ana@example.org;;"
)


@pytest.mark.requirement("CON-19")
@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (
            MECARD,
            {
                "name": "Ana Novak",
                "given": "Ana",
                "family": "Novak",
                "institution": "Harbor; Surgery",
                "emails": ("ana@example.org",),
                "phones": ("+19155550100", "+19155550101"),
                "profile_url": "https://example.org/a",
                "city": "El Paso",
                "state": "TX",
                "country": "USA",
                "notes": "met at; ASPS\nPronounced: a na\nAddress: 1 Pier, El Paso, TX, 79901, USA"
                "\nBirthday: 1980-03-21",
            },
        ),
        ("mecard:N:Ana Novak, MD;TEL:5;;", {"name": "Ana Novak", "credentials": "MD", "phones": ("5",)}),
        (
            "MECARD:N:Novak,Ana MD;ADR:1 Pier\\, Boston\\, MA 02115;;",
            {
                "name": "Ana Novak",
                "given": "Ana",
                "family": "Novak",
                "credentials": "MD",
                "city": "Boston",
                "state": "MA",
                "notes": "Address: 1 Pier, Boston, MA 02115",
            },
        ),
        (
            BIZCARD,
            {
                "name": "Ana Novak",
                "given": "Ana",
                "family": "Novak",
                "role": "Dean",
                "institution": "Harbor",
                "emails": ("ana@example.org",),
                "phones": ("915-555-0100", "915-555-0101"),
                "city": "El Paso",
                "state": "TX",
                "notes": "Address: 1 Pier, El Paso, TX 79901\nFax: 915-555-0102",
            },
        ),
        (
            "BEGIN:VCARD\nVERSION:3.0\nN:Novak;Ana;;;MD\nTITLE:Dean\nEND:VCARD",
            {"name": "Ana Novak", "given": "Ana", "family": "Novak", "credentials": "MD", "role": "Dean"},
        ),
    ],
)
def test_a_scanned_code_is_read(text: str, fields: dict[str, object]) -> None:
    assert is_card(text)
    assert read_card(text).kind == "card"
    assert read_card(text).problems == ()
    assert read(text) == fields


@pytest.mark.parametrize(
    ("text", "fields", "says"),
    [
        (
            "https://www.linkedin.com/in/ana-novak-md-0001?x=1",
            {
                "name": "Ana Novak",
                "credentials": "MD",
                "profile_url": "https://www.linkedin.com/in/ana-novak-md-0001?x=1",
            },
            ["The name 'Ana Novak' was taken from the profile address."],
        ),
        (
            "linkedin.com/in/anovak",
            {"profile_url": "linkedin.com/in/anovak"},
            ["No name, only a web address."],
        ),
        (
            "mailto:ana%40example.org?subject=Hello",
            {"emails": ("ana@example.org",)},
            ["No name, only the e-mail address ana@example.org."],
        ),
        ("tel:+1-915-555-0100;ext=2", {"phones": ("+1-915-555-0100 ext. 2",)}, None),
    ],
)
def test_a_code_may_hold_one_address_only(
    text: str, fields: dict[str, object], says: list[str] | None
) -> None:
    assert not is_card(text)
    assert read(text) == fields
    if says is not None:
        assert told(read_card(text)) == says


# ------------------------------------------------------------------------------------------- paper


@pytest.mark.requirement("CON-19")
def test_a_photographed_card_is_read_line_by_line() -> None:
    text = """
HARBOR MEDICAL CENTER
Department of Surgery

Ana R. Novák, MD, FACS
Program Director
4801 Alberta Ave, Suite 200
El Paso, TX 79901
Tel. (915) 555-0100 ext. 12   Fax (915) 555-0199
Mobile: +1 915.555.0101
ana.novak@example.org
linkedin.com/in/ana-novak
"""
    assert read_card(text).problems == ()
    assert read(text) == {
        "name": "Ana R. Novák",
        "credentials": "MD, FACS",
        "role": "Program Director",
        "specialty": "Surgery",
        "institution": "HARBOR MEDICAL CENTER",
        "department": "Department of Surgery",
        "emails": ("ana.novak@example.org",),
        "phones": ("(915) 555-0100 ext. 12", "+1 915.555.0101"),
        "profile_url": "linkedin.com/in/ana-novak",
        "city": "El Paso",
        "state": "TX",
        "notes": "Fax: (915) 555-0199\nAddress: 4801 Alberta Ave, Suite 200, El Paso, TX 79901",
    }


def test_slips_of_letter_recognition_are_mended_and_told() -> None:
    text = """Omar Haddad
Chief Resident | Plastic Surgery
M: 617.555.O1O0
o.haddad @ example.edu
~~ %% ~~
qv1x"""
    assert read(text) == {
        "name": "Omar Haddad",
        "role": "Chief Resident",
        "specialty": "Plastic Surgery",
        "emails": ("o.haddad@example.edu",),
        "phones": ("617.555.0100",),
        "notes": "qv1x",
    }
    assert told(read_card(text)) == [
        "'617.555.O1O0' was read as 617.555.0100.",
        "'o.haddad @ example.edu' was read as o.haddad@example.edu.",
        "'qv1x' was not understood; the notes keep it.",
    ]


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (
            "Ana Novak, MD, Program Director, Harbor Medical Center\nana@example.org",
            {
                "name": "Ana Novak",
                "credentials": "MD",
                "role": "Program Director",
                "institution": "Harbor Medical Center",
                "emails": ("ana@example.org",),
            },
        ),
        (
            "Novak, Ana, MD\nResidency Program Coordinator\nana@example.org",
            {
                "name": "Ana Novak",
                "given": "Ana",
                "family": "Novak",
                "credentials": "MD",
                "role": "Residency Program Coordinator",
                "emails": ("ana@example.org",),
            },
        ),
        (
            "1 Pier, Baltimore, MD\nOmar Haddad\nhaddad@example.edu",
            {
                "name": "Omar Haddad",
                "city": "Baltimore",
                "state": "MD",
                "emails": ("haddad@example.edu",),
                "notes": "Address: 1 Pier, Baltimore, MD",
            },
        ),
        (
            "Boston, MA\nOmar Haddad\nhaddad@example.edu",
            {"name": "Omar Haddad", "city": "Boston", "state": "MA", "emails": ("haddad@example.edu",)},
        ),
        (
            "Riverbend General Hospital\nGrace Harbor\nOmar Haddad\nhaddad@example.edu",
            {
                "name": "Omar Haddad",
                "institution": "Riverbend General Hospital",
                "emails": ("haddad@example.edu",),
                "notes": "Grace Harbor",
            },
        ),
        (
            "Dr. med. Jürgen Weißbäcker\nOberarzt\nKlinikum Musterstadt\nTel.: +49 (0)30 555-0100\nGermany",
            {
                "name": "Dr. med. Jürgen Weißbäcker",
                "role": "Oberarzt",
                "institution": "Klinikum Musterstadt",
                "phones": ("+49 (0)30 555-0100",),
                "country": "Germany",
            },
        ),
        (
            "Chair, Department of Surgery\nDr. Jane Roe\nPhone/Fax: 212-555-0100\nPager 212-555-0177",
            {
                "name": "Dr. Jane Roe",
                "role": "Chair",
                "specialty": "Surgery",
                "department": "Department of Surgery",
                "phones": ("212-555-0100",),
                "notes": "Fax: 212-555-0100\nPager: 212-555-0177",
            },
        ),
        (
            "Name: ana novak\nTitle: Sub-intern\nHospital: Harbor\nMet at: ASPS\nEmail: ana@example.org",
            {
                "name": "ana novak",
                "role": "Sub-intern",
                "institution": "Harbor",
                "how_met": "ASPS",
                "emails": ("ana@example.org",),
            },
        ),
        (
            "Jane Roe DO\nDirector, Residency Program\n79905-2700\nLinkedIn: jane-roe",
            {
                "name": "Jane Roe",
                "credentials": "DO",
                "role": "Director, Residency Program",
                "profile_url": "https://www.linkedin.com/in/jane-roe",
                "notes": "79905-2700",
            },
        ),
    ],
)
def test_lines_come_in_any_order_and_form(text: str, fields: dict[str, object]) -> None:
    assert read(text) == fields


def test_a_name_that_nothing_speaks_for_is_told() -> None:
    assert told(read_card("Mercy Hope\nx@example.org")) == ["'Mercy Hope' was taken for the name."]


def test_a_text_that_names_nobody_is_told() -> None:
    file = read_card("hello world")
    assert file.rows == ()
    assert told(file)[-1] == "Empty row: neither a name nor an e-mail address, only hello world."


@pytest.mark.parametrize(("text", "what"), [("", "empty"), (" \n\ufeff", "empty"), ("x" * 30_000, "30,000")])
def test_what_is_no_card_is_refused(text: str, what: str) -> None:
    with pytest.raises(UnreadableFile, match=what):
        read_card(text)


pieces = rude_text | st.sampled_from(
    [
        *(
            "MECARD:",
            "BIZCARD:",
            "N:",
            "ADR:",
            ";",
            "\\",
            "\n",
            "Tel ",
            "Fax: ",
            "915 555 0100",
            "ana@example.org",
        ),
        *("Ana Novak", ", MD", "El Paso, TX 79901", "linkedin.com/in/ana-novak", "tel:", "mailto:", "Name: "),
        *("Department of Surgery", "Program Director", "(", "+", "www.", "@", "Boston, MA", "Title: ", " | "),
    ]
)


@given(st.lists(pieces, max_size=12).map("".join))
def test_whatever_a_card_holds_it_is_read_or_refused(text: str) -> None:
    try:
        file = read_card(text)
    except UnreadableFile as refused:
        assert refused.remedy  # noqa: PT017 - whether a text is refused, varies
    else:
        for each in file.rows:
            assert each.name or each.emails or each.phones or each.profile_url
            assert each.name is None or each.name == " ".join(each.name.split())
    is_card(text)


@pytest.mark.parametrize("piece", ["a.", "1 ", "(1", "a@", "A, ", "Tel ", "x:", "MD ", "-1"])
def test_long_lines_take_no_longer_than_short_ones(piece: str) -> None:
    read_card("Ana Novak, MD\n" + "\n".join([piece * (290 // len(piece))] * 50))


# ------------------------------------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("text", "name", "credentials"),
    [
        ("Ana Novak, MD, PhD", "Ana Novak", "MD, PhD"),
        ("Ana Novak MD FACS", "Ana Novak", "MD, FACS"),
        ("Ana Novak, M.D., Ph.D.", "Ana Novak", "M.D., Ph.D."),
        ("Ana Novak MB BS", "Ana Novak", "MB BS"),
        ("Ana Novak, MB BCh BAO", "Ana Novak", "MB BCh BAO"),
        ("Ana Novak, FRCS(C)", "Ana Novak", "FRCS(C)"),
        ("Ana Novak (MD)", "Ana Novak", "MD"),
        ("Ana Novak, MD/PhD", "Ana Novak", "MD/PhD"),
        ("Ana Novak, FAAXS", "Ana Novak", "FAAXS"),
        ("Jane Roe, PA-C", "Jane Roe", "PA-C"),
        ("Novak, Ana, MD", "Novak, Ana", "MD"),
        ("John Doe, Jr., MD", "John Doe, Jr.", "MD"),
        ("ANA NOVAK MD", "ANA NOVAK", "MD"),
        ("陳怡君, MD", "陳怡君", "MD"),
        ("Dr. Ana Novak", "Dr. Ana Novak", ""),
        ("LI MA", "LI MA", ""),
        ("Li Ma, MA", "Li Ma", "MA"),
        ("Kim Do", "Kim Do", ""),
        ("Kim Do, DO", "Kim Do", "DO"),
        ("MD", "MD", ""),
        ("", "", ""),
    ],
)
def test_credentials_are_told_from_names(text: str, name: str, credentials: str) -> None:
    assert find_credentials(text) == (name, credentials)


@given(rude_text)
def test_a_name_keeps_its_letters_whatever_it_is(text: str) -> None:
    name, credentials = find_credentials(text)
    assert bool(credentials) <= bool(name)
    if not credentials:
        assert name.split() == text.split()


PRINTED = {
    "role": [
        *(
            "PGY-3",
            "APD",
            "MS4",
            "Program Director",
            "Director, Residency Program",
            "Dean, School of Medicine",
        ),
        *("Chief of Surgery", "Chair, Department of Surgery", "Surgeon at Mercy Hospital", "Cardiologist"),
        *("Associate Professor of Surgery", "Residency Program Coordinator", "Internal Medicine Resident"),
        *("Research Fellow, Burn Institute", "Oberarzt"),
    ],
    "institution": [
        *("Mercy Hospital", "Harbor Medical Center", "Physician Associates of Utah", "Memorial Hermann"),
        *("Burn Center", "University of Example College of Medicine", "Universidad del Mar Austral"),
        *("Boğaz Tıp Fakültesi", "Health Sciences Center", "Klinikum Musterstadt"),  # noqa: RUF001 - Turkish
        "General Surgery Residency",
    ],
    "specialty": [
        *(
            "Plastic Surgery",
            "Ob/Gyn",
            "PM&R",
            "Obstetrics & Gynecology",
            "pediatrics",
            "Hematology/Oncology",
        ),
    ],
    "department": [
        *("Department of Surgery", "Dept. of Medicine", "Division of Nephrology", "Surgery Department"),
    ],
    "": ["Ana Novak", "Harbor", "El Paso, TX", "Mercy Hope", "", "x" * 500],
}


@pytest.mark.parametrize("kind", PRINTED)
def test_what_is_printed_on_cards_is_recognized(kind: str) -> None:
    tests = {
        "role": looks_like_role,
        "institution": looks_like_institution,
        "specialty": looks_like_specialty,
        "department": looks_like_department,
    }
    found = {text: [each for each, test in tests.items() if test(text)] for text in PRINTED[kind]}
    assert found == dict.fromkeys(PRINTED[kind], [kind] if kind else [])


@pytest.mark.parametrize(
    ("text", "specialty"),
    [
        ("Department of Surgery", "Surgery"),
        ("Division of Plastic & Reconstructive Surgery", "Plastic & Reconstructive Surgery"),
        ("Department of Parking", ""),
    ],
)
def test_a_department_may_be_named_for_a_specialty(text: str, specialty: str) -> None:
    assert specialty_in(text) == specialty


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("El Paso, TX 79901", Place("El Paso", "TX", "", has_more=True)),
        ("El Paso, TX", Place("El Paso", "TX", "", has_more=False)),
        (
            "1 Pier St, New York, NY 10011-2222, USA",
            Place("New York", "NY", "USA", has_more=True),
        ),
        ("Kansas City, Kansas", Place("Kansas City", "Kansas", "", has_more=False)),
        ("Washington, DC 20001", Place("Washington", "DC", "", has_more=True)),
        ("Ana Novak, MD, FACS", None),
        ("1 Pier, Baltimore, MD", Place("Baltimore", "MD", "", has_more=True)),
        ("TX 79901", None),
        ("12345, TX", None),
    ],
)
def test_a_city_is_found_beside_its_state(text: str, place: Place | None) -> None:
    assert find_place(text) == place


def test_countries_are_known_by_name() -> None:
    assert all(map(is_country, ["USA", "U.S.A.", "Türkiye", "united states of america", "Grenada"]))
    assert not any(map(is_country, ["Harbor", "", "TX"]))

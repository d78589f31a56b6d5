"""Reading cards: each version as it should be, as programs write it, and as nobody should."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.formats.contacts import ContactFile, ContactRow
from hallway.formats.content_lines import decode_raw, read_content_lines, split_value, unescape
from hallway.formats.problems import UnreadableFile
from hallway.formats.vcards import CardLimits, is_vcard, read_vcards
from tests.formats.rude import rude_text

LEFT_OUT = "Left out, since they serve programs or hold no text:"
GOLDEN = Path(__file__).parents[1] / "golden"


def read(text: str, *, version: str = "3.0") -> ContactFile:
    """Read one card of these lines; CRLF as the standard asks."""
    lines = ["BEGIN:VCARD", f"VERSION:{version}", *text.strip("\n").split("\n"), "END:VCARD", ""]
    return read_vcards("\r\n".join(lines).encode())


def row(text: str, *, version: str = "3.0") -> ContactRow:
    [only] = read(text, version=version).rows
    return only


def plain(found: ContactRow) -> dict[str, object]:
    """Return what a row says, without what it does not say."""
    return {each: value for each in found.__slots__ if (value := getattr(found, each)) and each != "problems"}


def told(file: ContactFile) -> list[tuple[int | None, str]]:
    return [(problem.line, problem.says) for problem in file.problems]


# ------------------------------------------------------------------------------------- whole files


@pytest.mark.requirement("CON-19")
def test_the_contacts_of_a_telephone_in_vcard_2_1() -> None:
    file = read_vcards((GOLDEN / "contacts_2_1_phone.vcf").read_bytes())
    assert [plain(each) for each in file.rows] == [
        {
            "line": 1,
            "name": "Dr. Tomás Núñez",
            "given": "Tomás",
            "family": "Núñez",
            "credentials": "MD",
            "role": "Chief Resident",
            "institution": "Hospital San Telmo, El Paso y Área Metropolitana de la Frontera",
            "department": "Cirugía General",
            "emails": ("tomas@example.org", "t.nunez@example.edu"),
            "phones": ("+1 915 555 0100", "915-555-0101"),
            "city": "El Paso",
            "state": "TX",
            "country": "United States of America",
            "notes": "Met at the poster session\nLikes free flaps; C:\\new is a path\n\nAsk in May\n"
            "Work fax: 915-555-0199\n"
            "Work address: 1 Pier Street, El Paso, TX 79901, United States of America\n"
            "Home address: Calle 5 de Mayo 7, Ciudad Juárez, Chihuahua 32000, México",
        },
        {
            "line": 25,
            "name": "Jürgen Weißbäcker",
            "given": "Jürgen",
            "family": "Weißbäcker",
            "notes": "Pager: 555 0177\nNickname: Jü",
        },
    ]
    assert told(file) == [
        (None, f"{LEFT_OUT} PHOTO, REV, X-CLASS."),
    ]


def test_the_contacts_of_an_iphone_folded_inside_of_letters() -> None:
    file = read_vcards((GOLDEN / "contacts_3_apple.vcf").read_bytes())
    amara, office = file.rows
    assert plain(amara) == {
        "line": 1,
        "name": "Dr. Amara Okonkwo-Lindqvist",
        "given": "Amara",
        "family": "Okonkwo-Lindqvist",
        "credentials": "MD, PhD",
        "role": "Associate Program Director",
        "institution": "Riverbend General, Inc.",
        "department": "Plastic Surgery",
        "emails": ("amara@example.edu", "amara.assistant@example.edu"),
        "phones": ("+1 (617) 555-0100",),
        "profile_url": "http://www.linkedin.com/in/amara-okonkwo-lindqvist",
        "city": "Boston",
        "state": "MA",
        "country": "USA",
        "introduced_by": "Omar Haddad",
        "groups": ("mentor",),
        "notes": "Écrit en été: «préférée» — réponses rapides après 17 h; parle français, anglais, igbo et"
        " suédois.\nSecond line, with a backslash \\ in it"
        "\nAssistant: amara.assistant@example.edu"
        "\nHome fax: 617-555-0199"
        "\nTwitter: https://social.example/amara"
        "\nSkype: amara.ol"
        "\nAnniversary: 1979-05-09"
        "\nSister: Ngozi Okonkwo"
        "\nBirthday: 1975-03-02"
        "\nGroups: Burns club"
        "\nPhonetic last name: o-KON-kwo"
        "\nMiddle name: Chidinma"
        "\nWork address: 12 Harbor Way, Suite 4, Boston, MA 02115, USA"
        "\nWeb page: http://example.edu/amara",
    }
    assert plain(office) == {"line": 48, "emails": ("office@lakeside.example.org",)}
    assert told(file) == [
        (None, f"{LEFT_OUT} PHOTO, PRODID, REV, UID, X-ABADR, X-ABSHOWAS, X-ABUID, myContacts."),
        (40, "An organization, not a person: Lakeside Surgical Center | 312-555-0100."),
        (48, "No name, only the e-mail address office@lakeside.example.org."),
    ]


def test_a_file_in_vcard_4_with_a_group_and_a_cut_off_end() -> None:
    file = read_vcards((GOLDEN / "contacts_4.vcf").read_bytes())
    zofia, chen = file.rows
    assert plain(zofia) == {
        "line": 1,
        "name": "Zofia Łukowska",
        "given": "Zofia",
        "family": "Łukowska",
        "role": "Research Fellow",
        "specialty": "Hand surgery",
        "institution": "Uniwersytet Przykładowy",
        "department": "Chirurgia",
        "emails": ("zofia@example.org",),
        "phones": ("+48-22-555-01-00 ext. 12",),
        "profile_url": "https://example.org/zofia",
        "city": "Warszawa",
        "country": "Polska",
        "zone": "Europe/Warsaw",
        "groups": ("mentor",),
        "notes": "one, two\nOrganization unit: Zespół A\nE-mail: not an address\nFriend: Ana Novak"
        "\nHome web page: javascript:alert(1)\nLanguage: pl\nBirthday: 1980-03-21"
        "\nName prefix: prof.\nName suffix: dr hab.\nTitle: Stypendystka\nRole: Investigator"
        "\nWork address: ul. Przykładowa 1, Warszawa, 00-001, Polska",
    }
    assert plain(chen) == {"line": 33, "name": "陳怡君", "given": "怡君", "family": "陳"}
    assert told(file) == [
        (None, f"{LEFT_OUT} GEO, RELATED, UID."),
        (12, "'not an address' is not an e-mail address."),
        (20, "'javascript:alert(1)' is not a web address."),
        (26, "A group, not a person: Mentors."),
        (33, "A card has no end (END:VCARD); it was read as far as it goes."),
    ]


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32"])
def test_every_unicode_encoding_is_read(codec: str) -> None:
    data = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Nguyễn Thị Ngọc\r\nEND:VCARD\r\n".encode(codec)
    assert is_vcard(data)
    assert [each.name for each in read_vcards(data).rows] == ["Nguyễn Thị Ngọc"]


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        (b"BEGIN:VCARD\n", True),
        (b"\n\n begin : vcard\n", True),
        (b"home.begin:vcard\n", True),
        (b"Name,E-mail\nBEGIN:VCARD\n", False),
        (b"BEGIN:VCALENDAR\n", False),
        (b"", False),
    ],
)
def test_a_file_of_cards_is_known_by_its_first_line(data: bytes, answer: bool) -> None:  # noqa: FBT001 - an expected value
    assert is_vcard(data) is answer


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "no vCard"),
        (b"Name,E-mail\n", "no vCard"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", "no vCard"),
        (b"%PDF-1.7", "a PDF document"),
        (b"BEGIN:VCARD\x00\x00\x01\nFN:A", "binary data"),
    ],
)
def test_what_holds_no_card_is_refused(data: bytes, what: str) -> None:
    with pytest.raises(UnreadableFile, match=what) as refused:
        read_vcards(data, name="people.vcf")
    assert "people.vcf" in str(refused.value)
    assert "as vCard" in str(refused.value)


# -------------------------------------------------------------------------------------- properties


@pytest.mark.parametrize(
    "line",
    [
        "TEL;CELL;FAX:5",
        "TEL;TYPE=cell,fax:5",
        "TEL;TYPE=cell;TYPE=FAX:5",
        'tel;type="CELL,fax":5',
        "TEL;type=Fax:5",
    ],
)
def test_a_fax_is_noted_however_its_type_is_spelled(line: str) -> None:
    found = row(f"FN:Ana\n{line}")
    assert (found.phones, found.notes) == ((), "Fax: 5")


@pytest.mark.parametrize(
    ("suffix", "credentials", "notes"),
    [
        ("MD", "MD", None),
        ("M.D.,Ph.D.", "M.D., Ph.D.", None),
        ("MD\\, FACS", "MD, FACS", None),
        ("Jr.", None, "Name suffix: Jr."),
        ("III,MD", "MD", "Name suffix: III"),
        ("", None, None),
    ],
)
def test_credentials_come_from_suffixes_that_are_some(
    suffix: str, credentials: str | None, notes: str | None
) -> None:
    found = row(f"FN:Ana Novak\nN:Novak;Ana;;;{suffix}")
    assert (found.name, found.credentials, found.notes) == ("Ana Novak", credentials, notes)


@pytest.mark.parametrize(
    ("lines", "name", "given", "family"),
    [
        ("N:Novak;Ana;Rose;Dr.;Jr.", "Ana Rose Novak Jr.", "Ana", "Novak"),
        ("FN:Ana Novak", "Ana Novak", None, None),
        ("N:Ana Novak;;;;\nFN:Ana Novak", "Ana Novak", None, None),
        ("N:;Ana;;;", "Ana", None, None),
        ("N:김;민수", "김민수", "민수", "김"),
        ("NICKNAME:Annie", "Annie", None, None),
        ("FN:ana@example.org\nN:Novak;Ana", "Ana Novak", "Ana", "Novak"),
        ('FN:"Ana Novak" <ana@example.org>', "Ana Novak", None, None),
        ("FN:915 555 0100\nN:Novak;Ana", "Ana Novak", "Ana", "Novak"),
    ],
)
def test_names_are_found_in_whole_and_in_parts(
    lines: str, name: str, given: str | None, family: str | None
) -> None:
    found = row(f"{lines}\nTEL:915 555 0100")
    assert (found.name, found.given, found.family) == (name, given, family)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"NOTE:one\r\n  two", "one two"),
        (b"NOTE:one\r\n\ttwo", "onetwo"),
        (b"NOTE:one\ncall: three", "one\nCall: three"),
        (b"NOTE:one\r\ntwo\r\n\r\nthree", "one\ntwo\n\nthree"),
        (b"NOTE;ENCODING=QUOTED-PRINTABLE:one=20=\r\ntwo=0D=0Athree", "one two\nthree"),
        (b"NOTE;ENCODING=QUOTED-PRINTABLE:one=\r\n two", "one two"),
        (b"NOTE;ENCODING=QUOTED-PRINTABLE:o=\r\n n=\r\n e", "one"),
        (b"NOTE;ENCODING=QUOTED-PRINTABLE:one=\r\nEND:VCARD", "one"),
        (b"NOTE;QUOTED-PRINTABLE;CHARSET=windows-1252:=E9t=E9", "été"),
        (b"NOTE;CHARSET=ISO-8859-2;ENCODING=QUOTED-PRINTABLE:=B3=F3d=BC", "łódź"),
        (b"NOTE;CHARSET=SHIFT_JIS:\x8e\x52\x93\x63", "山田"),
        (b"NOTE;CHARSET=ISO-8859-1:\xc3\xa9", "é"),
        (b"NOTE;CHARSET=nonsense:plain", "plain"),
        (b"NOTE:\xe9t\xe9", "été"),
        (b"NOTE;ENCODING=B:b25lIHR3bw==", "one two"),
        (b'NOTE:a\\nb\\, c\\; d\\\\e \\"f\\" g\\h', 'a\nb, c; d\\e "f" g\\h'),
        (b"NOTE:=41 is no code here", "=41 is no code here"),
    ],
)
def test_values_are_unfolded_and_decoded(raw: bytes, text: str) -> None:
    file = read_vcards(b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana\r\n" + raw + b"\r\nEND:VCARD\r\n")
    assert file.rows[0].notes == text


def test_an_old_card_folds_before_a_blank_and_keeps_it() -> None:
    assert row("FN:Ana\nNOTE:one\n two", version="2.1").notes == "one two"


def test_a_card_indented_as_a_whole_is_read() -> None:
    text = "    BEGIN:VCARD\n    FN:Ana\n     Novak\n    END:VCARD\n"
    assert [each.name for each in read_vcards(text.encode()).rows] == ["AnaNovak"]


def test_text_that_looks_like_the_end_of_a_card_stays_text() -> None:
    assert row("FN:Ana\nNOTE:x\n END:VCARD\n y").notes == "xEND:VCARDy"


def test_an_agent_is_a_person_too() -> None:
    file = read(
        "FN:Ana\nAGENT:\nBEGIN:VCARD\nVERSION:2.1\nFN:Bo\nTEL:5\nEND:VCARD\nTITLE:Dean", version="2.1"
    )
    assert [plain(each) for each in file.rows] == [
        {"line": 1, "name": "Ana", "role": "Dean", "notes": "Agent: Bo"},
        {"line": 5, "name": "Bo", "phones": ("5",), "notes": "Agent of Ana"},
    ]


@pytest.mark.parametrize(
    "agent",
    ["AGENT:BEGIN:VCARD\\nFN:Bo\\nTEL:5\\nEND:VCARD\\n", "AGENT:BEGIN:VCARD\nFN:Bo\nTEL:5\nEND:VCARD"],
)
def test_an_agent_may_stand_in_one_value(agent: str) -> None:
    file = read(f"FN:Ana\n{agent}\nTITLE:Dean")
    assert [(each.name, each.role, each.phones) for each in file.rows] == [
        ("Ana", "Dean", ()),
        ("Bo", None, ("5",)),
    ]


def test_cards_too_deep_inside_of_others_are_told() -> None:
    deep = "".join(f"BEGIN:VCARD\nFN:{number}\nAGENT:\n" for number in range(9)) + "END:VCARD\n" * 9
    file = read_vcards((deep + "BEGIN:VCARD\nFN:after\nEND:VCARD\n").encode())
    assert [each.name for each in file.rows] == ["0", "1", "2", "3", "4", "5", "after"]
    assert told(file) == [(19, "A card inside of 5 others is not read.")]


def test_cards_without_an_end_end_where_the_next_begins() -> None:
    file = read_vcards(b"BEGIN:VCARD\nFN:Ana\nBEGIN:VCARD\nFN:Bo\n\nstray\nEND:VCARD\nmore\n")
    assert [(each.name, each.notes) for each in file.rows] == [("Ana", None), ("Bo", "stray")]
    assert told(file) == [
        (1, "A card has no end (END:VCARD); it was read as far as it goes."),
        (8, "Text outside of any card."),
    ]


def test_the_address_at_work_is_the_place_and_streets_are_noted() -> None:
    home, work = "ADR;TYPE=HOME:;;;Lyon;;;France", "ADR;TYPE=WORK:;;;Boston;MA;;USA"
    found = row(f"FN:Ana\n{home}\n{work}\nLABEL;TYPE=WORK:Boston\\, MA USA")
    assert (found.city, found.state, found.country) == ("Boston", "MA", "USA")
    assert found.notes == "Home address: Lyon, France"


@pytest.mark.parametrize(
    "line", ["ADR:;;1 Pier\\nEl Paso\\, TX 79901 USA;;;;", "LABEL:1 Pier\\nEl Paso\\, TX 79901\\, USA"]
)
def test_a_place_is_found_in_an_address_that_is_one_text(line: str) -> None:
    found = row(f"FN:Ana\n{line}")
    assert (found.city, found.state, found.country) == ("El Paso", "TX", "USA")
    assert "1 Pier" in (found.notes or "")


def test_what_only_programs_need_is_left_out_and_named_once() -> None:
    file = read("FN:Ana\nUID:1\nREV:2\nX-ABUID:3\nX-EVOLUTION-FILE-AS:4\nX-TOKEN:0123456789abcdef0123")
    assert plain(file.rows[0]) == {"line": 1, "name": "Ana"}
    assert told(file) == [
        (None, f"{LEFT_OUT} REV, UID, X-ABUID, X-EVOLUTION-FILE-AS, X-TOKEN."),
    ]


def test_what_nobody_knows_goes_to_the_notes() -> None:
    found = row(
        "FN:Ana\nX-SPOUSE:Bo\nX-AIM;TYPE=HOME:ana77\nHOBBY:chess\nTZ:-05:00\nX-FAVORITE_COLOR:blue;green"
    )
    assert found.notes == (
        "Spouse: Bo\nHome AIM: ana77\nHobby: chess\nTime zone: -05:00\nFavorite color: blue, green"
    )


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("X-SOCIALPROFILE;TYPE=linkedin:https://www.linkedin.com/in/ana", "https://www.linkedin.com/in/ana"),
        ("URL:www.example.org\nIMPP:https://linkedin.com/in/ana", "https://linkedin.com/in/ana"),
        ("X-LINKEDIN:ana-novak", "https://www.linkedin.com/in/ana-novak"),
        ("URL:http\\://example.org", "http://example.org"),
    ],
)
def test_a_linkedin_profile_comes_before_other_pages(line: str, address: str) -> None:
    assert row(f"FN:Ana\n{line}").profile_url == address


def test_groups_of_an_address_book_reach_their_members() -> None:
    cards = [
        "UID:1\nFN:Ana",
        "UID:urn:uuid:2\nFN:Bo\nCATEGORIES:peer",
        "FN:Mentors\nX-ADDRESSBOOKSERVER-KIND:group\nX-ADDRESSBOOKSERVER-MEMBER:urn:uuid:2",
        "KIND:group\nFN:Burns club\nMEMBER:urn:uuid:1\nMEMBER:urn:uuid:2\nMEMBER:urn:uuid:3",
    ]
    text = "".join(f"BEGIN:VCARD\nVERSION:4.0\n{each}\nEND:VCARD\n" for each in cards)
    assert [(each.name, each.groups, each.notes) for each in read_vcards(text.encode()).rows] == [
        ("Ana", (), "Groups: Burns club"),
        ("Bo", ("peer", "mentor"), "Groups: Burns club"),
    ]


def test_offices_that_can_be_written_to_are_kept_without_a_name() -> None:
    file = read("FN:Harbor Surgery\nORG:Harbor Surgery\nEMAIL:office@example.org")
    assert plain(file.rows[0]) == {
        "line": 1,
        "institution": "Harbor Surgery",
        "emails": ("office@example.org",),
    }
    assert [problem.field for problem in file.problems] == ["name"]


def test_a_day_of_ours_that_somebody_spoiled_goes_to_the_notes() -> None:
    found = row(
        "FN:Ana\nX-HALLWAY-LAST-CONTACT:yesterday\nX-HALLWAY-TOPIC:a\nX-HALLWAY-TOPIC:b\nX-HALLWAY-COLOR:c"
    )
    assert (found.last_contact, found.topics) == (None, ("a", "b"))
    assert found.notes == "Color: c\nLast contact: yesterday"


# ---------------------------------------------------------------------------- hostile and strange files


def test_a_property_that_never_ends_is_cut_and_told() -> None:
    file = read_vcards(
        b"BEGIN:VCARD\nFN:Ana\nNOTE:" + b"x" * 50 + b"\n y" * 200 + b"\nEND:VCARD\n",
        limits=CardLimits(line=100),
    )
    assert len(file.rows[0].notes or "") < 101
    assert told(file) == [(3, "NOTE is too long: its end is left out.")]


def test_a_large_picture_is_no_problem() -> None:
    picture = b"PHOTO;ENCODING=b:" + b"\n ".join([b"A" * 70] * 100)
    file = read_vcards(b"BEGIN:VCARD\nFN:Ana\n" + picture + b"\nEND:VCARD\n", limits=CardLimits(line=1000))
    assert told(file) == [(None, f"{LEFT_OUT} PHOTO.")]


def test_too_large_files_and_too_many_cards_are_refused() -> None:
    card = b"BEGIN:VCARD\nFN:Ana\nEND:VCARD\n"
    with pytest.raises(UnreadableFile, match="at most"):
        read_vcards(card, limits=CardLimits(size=10))
    with pytest.raises(UnreadableFile, match="more than 2 cards"):
        read_vcards(card * 3, limits=CardLimits(cards=2))


@pytest.mark.parametrize(
    ("beginning", "again"),
    [
        (b"NOTE:x\n", b" \n"),
        (b"NOTE:x\n", b" END:VCARD\n"),
        (b"NOTE;ENCODING=QUOTED-PRINTABLE:x=\n", b"=\n"),
        (b"NOTE;ENCODING=QUOTED-PRINTABLE:x=\n", b" =41=\n"),
        (b"AGENT:x\n", b" END:VCARD\n"),
        (b"NOTE:\n", b"x\n"),
        (b"NOTE:\n", b"\n"),
        (b"TEL;TYPE=\n", b' "\n'),
        (b"NOTE;A=", b'"b;'),
    ],
)
def test_endless_folding_is_read_in_one_pass(beginning: bytes, again: bytes) -> None:
    """Joined one by one, so many lines would outlast the time limit of a test."""
    data = b"BEGIN:VCARD\nFN:Ana\n" + beginning + again * 300_000 + b"\nEND:VCARD\n"
    assert [each.name for each in read_vcards(data).rows][:1] == ["Ana"]


heads = st.sampled_from(
    [
        *("FN", "N", "ORG", "TEL", "EMAIL", "URL", "ADR", "NOTE", "CATEGORIES", "TZ", "AGENT", "KIND", "UID"),
        *("MEMBER", "X-ABLabel", "RELATED", "IMPP", "LABEL", "NICKNAME", "X-SOCIALPROFILE", "PHOTO", "BEGIN"),
        *("END", "VERSION", "X-HALLWAY-LAST-CONTACT", "X-ANDROID-CUSTOM", "X-FCENCODED-C3", "BDAY", "TITLE"),
    ]
)
params = st.sampled_from(
    [
        *(
            "",
            ";CELL",
            ";TYPE=fax",
            ";ENCODING=QUOTED-PRINTABLE",
            ";ENCODING=b",
            ";CHARSET=utf-7",
            ";CHARSET=hex",
        ),
        *(
            ";CHARSET=shift_jis",
            ";CHARSET=idna",
            ';TYPE="a,b',
            ";X-SERVICE-TYPE=x",
            ";LABEL=^n",
            ";;=;",
            ";VALUE=uri",
        ),
    ]
)
groups = st.sampled_from(["", "item1.", "a.b."])
properties = st.tuples(groups, heads, params, st.just(":"), rude_text).map("".join)


@given(st.lists(properties | rude_text | st.sampled_from(["BEGIN:VCARD", "END:VCARD", " x", "=", ""])))
def test_whatever_a_card_holds_it_is_read(lines: list[str]) -> None:
    data = "\n".join(["BEGIN:VCARD", *lines]).replace("\x00", "").encode("utf-8", "surrogatepass")
    try:
        file = read_vcards(data)
    except UnreadableFile as refused:
        assert refused.what.startswith("it holds binary data")  # noqa: PT017 - which texts are that, varies
    else:
        for each in file.rows:
            assert each.name or each.emails or each.phones
            assert each.name is None or each.name == " ".join(each.name.split())


token_heads = st.sampled_from(
    [
        *(
            "FN",
            "N",
            "NICKNAME",
            "ORG",
            "TITLE",
            "ROLE",
            "TEL",
            "EMAIL",
            "URL",
            "ADR",
            "LABEL",
            "NOTE",
            "CATEGORIES",
        ),
        *(
            "TZ",
            "BDAY",
            "IMPP",
            "X-SOCIALPROFILE",
            "X-ABDATE",
            "X-ABRELATEDNAMES",
            "RELATED",
            "AGENT",
            "LANG",
        ),
        *(
            "EXPERTISE",
            "HOBBY",
            "X-SPOUSE",
            "X-ANDROID-CUSTOM",
            "X-AIM",
            "DEATHPLACE",
            "GENDER",
            "item1.TEL",
            "O",
        ),
    ]
)
token_params = st.sampled_from(["", ";TYPE=home", ";TYPE=work,fax", ";CELL", ";PREF=1", ";VALUE=text"])
token_lines = st.lists(st.tuples(token_heads, token_params, st.integers(1, 4)), min_size=1, max_size=9)


@given(token_lines, st.sampled_from(["2.1", "3.0", "4.0"]))
def test_nothing_that_people_wrote_is_lost(written: list[tuple[str, str, int]], version: str) -> None:
    """Every word of every property is in a field, in the notes, or in a problem."""
    lines, words = ["FN:Ana Novak", "EMAIL:ana@example.org"], []
    for place, (head, param, count) in enumerate(written):
        parts = [f"word{place}x{each}" for each in range(count)]
        words += parts
        lines.append(f"{head}{param}:{';'.join(parts)}")
    file = read("\n".join(lines), version=version)
    assert [word for word in words if word not in f"{file.rows}{file.problems}"] == []


@given(st.binary(max_size=300) | st.binary(max_size=300).map(lambda data: b"BEGIN:VCARD\nFN:" + data))
def test_whatever_bytes_come_they_are_read_or_refused(data: bytes) -> None:
    is_vcard(data)
    with suppress(UnreadableFile):
        read_vcards(data)


@given(rude_text, st.sampled_from([";", ","]))
def test_escaped_parts_are_split_where_they_were_joined(text: str, sign: str) -> None:
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    assert [unescape(each) for each in split_value(sign.join([escaped, escaped]), sign)] == [text, text]


@given(
    st.binary(max_size=60), st.sampled_from(["", "utf-8", "latin-1", "shift_jis", "utf-16", "zip", "\x00"])
)
def test_any_bytes_are_some_text(data: bytes, charset: str) -> None:
    decode_raw(data, charset).encode("utf-8")


@given(st.binary(max_size=200))
def test_every_line_of_a_file_is_in_one_property(data: bytes) -> None:
    kept = "".join(each.raw for each in read_content_lines(data, longest=10_000))
    for word in (b"abc", b"xyz"):
        if data.endswith(word):
            assert kept.endswith(word.decode())

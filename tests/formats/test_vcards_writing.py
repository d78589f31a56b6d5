"""Writing cards: they read back equal, a second reader finds the same, in short lines."""

from dataclasses import replace
from datetime import date
from typing import get_args

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from hallway.domain.people import Group
from hallway.formats.contacts import ContactRow
from hallway.formats.texts import clean_line, clean_lines
from hallway.formats.vcard_writing import VCardPerson, Version, write_vcards
from hallway.formats.vcards import read_vcards
from tests.formats.rude import rude_text

ANA = VCardPerson(
    id="0199f1a0-0000-7000-8000-000000000001",
    name="Ana R. Novák",
    given="Ana",
    family="Novák",
    credentials="MD, PhD",
    role="program director",
    specialty="General surgery",
    subspecialty="Trauma",
    institution="Harbor Medical Center, Inc.",
    department="Surgery; Trauma",
    emails=("ana@example.org", "a.novak@example.edu"),
    phones=("+1 915-555-0100", "915-555-0101, ext. 2"),
    profile_url="https://www.linkedin.com/in/ana-novak?a=1,2",
    city="El Paso",
    state="TX",
    country="USA",
    zone="America/Denver",
    groups=("mentor", "sponsor"),
    topics=("free flaps", "burns, hands"),
    how_met="Poster session",
    introduced_by="Omar Haddad",
    last_contact=date(2026, 11, 3),
    next_follow_up=date(2026, 12, 1),
    notes='Says "write in spring"\nC:\\path; one, two',
)
LONG = replace(ANA, name="Ана" * 40, notes="é" * 500 + "\n" + "陳" * 500, given="", family="")


def read_back(card: VCardPerson, version: Version) -> ContactRow:
    file = read_vcards(write_vcards([card], version=version))
    [row] = file.rows
    assert row.problems == ()
    return row


def said(card: VCardPerson) -> dict[str, object]:
    """Return what a reader should find: the text cleaned, nothing for what is empty."""
    found: dict[str, object] = {}
    for each in VCardPerson.__slots__:
        value = getattr(card, each)
        if each == "notes":
            value = clean_lines(value)
        elif isinstance(value, str):
            value = clean_line(value)
        elif isinstance(value, tuple):
            value = tuple(dict.fromkeys(filter(None, map(clean_line, value))))
        found[each] = value
    del found["id"]
    return {each: value for each, value in found.items() if value}


def understood(row: ContactRow) -> dict[str, object]:
    return {each: value for each in row.__slots__ if (value := getattr(row, each)) and each != "line"}


versions = st.sampled_from(get_args(Version))
parts = st.just("") | rude_text
cards = st.builds(
    VCardPerson,
    id=st.uuids().map(str),
    name=(
        rude_text | st.sampled_from(["Ana <ana@example.org>", "<ana@example.org>", "Ana", "Ana Novak"])
    ).filter(clean_line),
    given=parts | st.sampled_from(["Ana", "Ana Novak"]),
    family=parts | st.sampled_from(["Ana", "Ana Novak"]),
    credentials=parts | st.sampled_from(["MD", "MD, PhD", "M.D.; FACS", "Jr., MD", "MD Harbor", "MB BS"]),
    role=parts,
    specialty=parts,
    subspecialty=parts,
    institution=parts | st.just("Ana"),
    department=parts,
    emails=st.lists(st.sampled_from(["ana@example.org", "ÄÖ@example.org"]), unique=True).map(tuple),
    phones=st.lists(parts, max_size=3).map(tuple),
    profile_url=st.sampled_from(
        ["", "www.example.org", "https://example.org/in/ana?a=1,2;b", "https://x.example\\n"]
    ),
    city=parts,
    state=parts,
    country=parts,
    zone=st.sampled_from(["", "America/Denver", "Europe/Istanbul"]),
    groups=st.lists(st.sampled_from([group.value for group in Group]), unique=True).map(tuple),
    topics=st.lists(parts, max_size=3).map(tuple),
    how_met=parts,
    introduced_by=parts | st.just("urn:uuid:x"),
    last_contact=st.none() | st.dates(),
    next_follow_up=st.none() | st.dates(),
    notes=parts | st.just("x" * 70 + "END:VCARD"),
)


@given(cards, versions)
def test_a_card_reads_back_equal_whatever_stands_in_it(card: VCardPerson, version: Version) -> None:
    assert understood(read_back(card, version)) == said(card)


@given(st.lists(cards, max_size=4), versions)
def test_every_line_is_short_ends_in_crlf_and_cuts_no_letter(
    many: list[VCardPerson], version: Version
) -> None:
    written = write_vcards(many, version=version)
    lines = written.split(b"\r\n")
    assert lines.pop() == b""
    for line in lines:
        assert len(line) <= 75
        assert b"\n" not in line
        assert b"\r" not in line
        line.decode("utf-8")


def second_reader(card: VCardPerson, version: Version) -> dict[str, object]:
    """Return what vobject finds in a card."""
    found = vobject.readOne(write_vcards([card], version=version).decode("utf-8"))
    return {
        "version": found.version.value,
        "uid": found.uid.value,
        "name": found.fn.value,
        "given": found.n.value.given,
        "family": found.n.value.family,
        "credentials": found.n.value.suffix,
        "role": found.title.value,
        "organization": found.org.value,
        "emails": [each.value for each in found.email_list],
        "phones": [each.value for each in found.tel_list],
        "city": found.adr.value.city,
        "state": found.adr.value.region,
        "country": found.adr.value.country,
        "zone": found.tz.value,
        "groups": found.categories.value,
        "notes": found.note.value,
        "introduced_by": (found.x_abrelatednames.value, found.x_ablabel.value),
    }


@pytest.mark.parametrize("version", get_args(Version))
def test_a_second_reader_finds_the_same(version: Version) -> None:
    assert second_reader(ANA, version) == {
        "version": version,
        "uid": f"urn:uuid:{ANA.id}",
        "name": ANA.name,
        "given": ANA.given,
        "family": ANA.family,
        "credentials": ANA.credentials,
        "role": ANA.role,
        "organization": [ANA.institution, ANA.department],
        "emails": list(ANA.emails),
        "phones": list(ANA.phones),
        "city": ANA.city,
        "state": ANA.state,
        "country": ANA.country,
        "zone": ANA.zone,
        "groups": list(ANA.groups),
        "notes": ANA.notes,
        "introduced_by": ("Omar Haddad", "Introduced by"),
    }


@pytest.mark.parametrize("version", get_args(Version))
def test_a_second_reader_unfolds_what_is_long_in_any_script(version: Version) -> None:
    found = second_reader(LONG, version)
    assert (found["name"], found["given"], found["family"]) == (LONG.name, LONG.name, "")
    assert found["notes"] == LONG.notes


@given(rude_text.filter(clean_line), rude_text, versions)
def test_a_second_reader_finds_rude_text_as_it_is_meant(name: str, notes: str, version: Version) -> None:
    meant = replace(ANA, name=name, given="", family="", notes=f"x{notes}")
    found = second_reader(meant, version)
    assert (found["name"], found["notes"]) == (clean_line(name), clean_lines(meant.notes))


def test_the_same_people_give_the_same_bytes() -> None:
    assert write_vcards([ANA], version="4.0") == (
        b"BEGIN:VCARD\r\nVERSION:4.0\r\nPRODID:-//Hallway//Hallway//EN\r\n"
        b"UID:urn:uuid:0199f1a0-0000-7000-8000-000000000001\r\nKIND:individual\r\n"
        b"FN:Ana R. Nov\xc3\xa1k\r\nN:Nov\xc3\xa1k;Ana;;;MD\\, PhD\r\nTITLE:program director\r\n"
        b"ORG:Harbor Medical Center\\, Inc.;Surgery\\; Trauma\r\n"
        b"EMAIL;PREF=1:ana@example.org\r\nEMAIL:a.novak@example.edu\r\n"
        b"TEL;PREF=1:+1 915-555-0100\r\nTEL:915-555-0101\\, ext. 2\r\n"
        b"URL:https://www.linkedin.com/in/ana-novak?a=1,2\r\n"
        b"ADR;TYPE=WORK:;;;El Paso;TX;;USA\r\nTZ:America/Denver\r\nCATEGORIES:mentor,sponsor\r\n"
        b'NOTE:Says "write in spring"\\nC:\\\\path\\; one\\, two\r\n'
        b"EXPERTISE:General surgery\r\nX-HALLWAY-SUBSPECIALTY:Trauma\r\n"
        b"X-HALLWAY-TOPIC:free flaps\r\nX-HALLWAY-TOPIC:burns\\, hands\r\n"
        b"X-HALLWAY-HOW-MET:Poster session\r\n"
        b"item1.X-ABRELATEDNAMES:Omar Haddad\r\nitem1.X-ABLabel:Introduced by\r\n"
        b"X-HALLWAY-LAST-CONTACT:2026-11-03\r\nX-HALLWAY-NEXT-FOLLOW-UP:2026-12-01\r\nEND:VCARD\r\n"
    )


def test_vcard_3_has_the_types_that_old_programs_ask_for() -> None:
    lines = write_vcards([ANA], version="3.0").decode().split("\r\n")
    assert "EMAIL;TYPE=INTERNET,PREF:ana@example.org" in lines
    assert "TZ;VALUE=text:America/Denver" in lines
    assert "X-HALLWAY-SPECIALTY:General surgery" in lines


def test_telephones_find_a_name_in_its_parts_even_when_nobody_split_it() -> None:
    written = write_vcards([VCardPerson(id="x", name="Nguyễn Thị Ngọc")], version="4.0").decode()
    assert "\r\nN:;Nguyễn Thị Ngọc;;;\r\n" in written
    assert "X-HALLWAY" not in written


def test_nobody_gives_an_empty_file() -> None:
    assert write_vcards([], version="4.0") == b""

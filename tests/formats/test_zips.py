import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.formats.problems import UnreadableFile
from hallway.formats.zips import ZipLimits, check_zip


def pack(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as container:
        for name, data in parts.items():
            container.writestr(name, data)
    return made.getvalue()


def refusal(data: bytes, limits: ZipLimits | None = None) -> str:
    with pytest.raises(UnreadableFile) as caught:
        check_zip(data, name="people.xlsx", limits=limits or ZipLimits())
    return str(caught.value)


def test_the_rows_of_each_part_are_counted_across_chunks() -> None:
    sheet = b"<sheetData>" + b'<row r="1"></row><x:row/><rows>' * 9000 + b"</sheetData>"
    assert check_zip(pack({"a.xml": sheet, "b.rels": b"<a/>", "c.png": b"<row>"}), name="x") == {
        "a.xml": 18000,
        "b.rels": 0,
    }


def test_a_zip_bomb_is_refused_by_what_its_directory_tells() -> None:
    bomb = pack({"xl/worksheets/sheet1.xml": b"<c/>" * 5_000_000})
    assert len(bomb) < 30_000
    assert "(a zip bomb?)" in refusal(bomb)
    assert "(a zip bomb?)" in refusal(pack({"media/image1.png": b"\x00" * 20_000_000}))


def test_a_directory_that_lies_about_sizes_is_no_way_around() -> None:
    bomb = bytearray(pack({"a.xml": b"<c/>" * 500_000}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = bomb.index(mark) + offset
        bomb[place : place + 4] = struct.pack("<I", 100)
    message = refusal(bytes(bomb))
    assert "its container is damaged" in message


def test_parts_are_counted_while_they_unpack() -> None:
    """Not even the sum of the directory is needed."""
    packed = pack({"a.xml": b"<c/>" * 100, "b.xml": b"<c/>" * 100}, zipfile.ZIP_STORED)
    assert "unpack to 800 or more" in refusal(packed, ZipLimits(unpacked=500))
    assert "more than 150 tags" in refusal(packed, ZipLimits(tags=150))


def test_too_many_parts_are_refused() -> None:
    assert "it packs 2,001 parts" in refusal(pack({f"{each}.xml": b"" for each in range(2_001)}))


@pytest.mark.parametrize(
    "xml",
    [
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b" " * 65_530 + b"<!DOCTYPE a>",
        '<?xml version="1.0"?><!DOCTYPE a><a/>'.encode("utf-16"),
    ],
)
def test_xml_that_declares_entities_is_refused_in_any_encoding(xml: bytes) -> None:
    assert "declares types or entities" in refusal(pack({"xl/a.xml": xml}, zipfile.ZIP_STORED))


def test_an_encrypted_part_is_told_plainly() -> None:
    data = bytearray(pack({"a.xml": b"<a/>"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "a password protects it" in refusal(bytes(data))


@pytest.mark.parametrize("cut", [1, 10, 40, 80])
def test_a_container_that_is_cut_off_is_refused(cut: int) -> None:
    assert "its container is damaged" in refusal(pack({"a.xml": b"<a/>" * 9, "b.xml": b"<b/>"})[:-cut])


@given(st.binary(max_size=300), st.integers(0, 400), st.binary(max_size=8))
def test_whatever_the_bytes_the_answer_is_a_count_or_a_refusal(
    data: bytes, place: int, change: bytes
) -> None:
    packed = bytearray(pack({"a.xml": data}))
    packed[place : place + len(change)] = change
    for each in (data, bytes(packed)):
        try:
            found = check_zip(each, name="x")
        except UnreadableFile:
            continue
        assert all(count >= 0 for count in found.values())

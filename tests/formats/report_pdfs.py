"""Small PDF files made from nothing, and in them Program Results reports of invented institutions."""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hallway.formats.pdf_pages import PdfPage

Draw = tuple[float, float, str]
"""Distance from the left, height, and text, in points."""


def make_content(draws: Iterable[Draw]) -> bytes:
    """Return the drawing steps for texts, each in a block of its own, as report programs write them."""
    parts = [
        b"BT /F1 8 Tf %s %s Td (%s) Tj ET" % (b"%.1f" % left, b"%.1f" % height, _escape(text))
        for left, height, text in draws
    ]
    return b"\n".join(parts)


def _escape(text: str) -> bytes:
    return text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def make_pdf(contents: Sequence[bytes], *, packs: bool = True, picture: bool = False) -> bytes:
    """Return a PDF with these pages; with `picture` each also has one."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    objects.append(
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray"
        b" /BitsPerComponent 8 /Length 1 >>\nstream\n\x00\nendstream"
    )
    drawn = b" /XObject << /Im1 4 0 R >>" if picture else b""
    kids = []
    for content in contents:
        body = zlib.compress(content) if packs else content
        filters = b" /Filter /FlateDecode" if packs else b""
        objects.append(b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(body), filters, body))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792]"
            b" /Resources << /Font << /F1 3 0 R >>%s >> /Contents %d 0 R >>" % (drawn, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return _assemble(objects)


def _assemble(objects: Sequence[bytes]) -> bytes:
    made = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(made)


# ------------------------------------------------------------------------------------------ reports


@dataclass(frozen=True)
class Track:
    """One row of a report, and what stands above it."""

    code: str
    name: str = "Family Medicine"
    institution: str = "Juniper Valley Med Ctr-ZZ"
    city: str = "Elderfield"
    cells: tuple[int | None, ...] = (8, 8, 8, 7, 6, 6, 6, 5, 6, 6)
    star: bool = False

    def shown(self) -> list[str]:
        """Return the cells as the report prints them."""
        return ["--" if cell is None else str(cell) for cell in self.cells]


TITLE = {
    "new": "Program Results: Main Residency Match® 2021-2025 Appointment Years",
    "old": "NRMP Program Results 2016-2020 Main Residency Match®",
}
YEARS = {"new": (2025, 2024, 2023, 2022, 2021), "old": (2020, 2019, 2018, 2017, 2016)}
_LEFT = [320 + 26 * place for place in range(10)]


def draw_page(layout: str, tracks: Sequence[Track], *, number: int = 0, state: str = "ZEALAND") -> list[Draw]:
    """Return what stands on one page of a report."""
    draws: list[Draw] = [(150, 770, TITLE[layout])]
    height = 750.0
    if layout == "new":
        draws.append((36, height, state))
        height -= 12
    at = None
    for track in tracks:
        if track.institution != at:
            at = track.institution
            draws += [(36, height, track.institution), (36, height - 10, track.city)]
            height -= 20
            draws += list(_draw_head(layout, height))
            height -= 22
        draws += [(36, height, track.name), (250, height, track.code)]
        draws += [(left, height, cell) for left, cell in zip(_LEFT, track.shown(), strict=False)]
        height -= 11
        if track.star:
            draws.append((36, height, "*"))
            height -= 11
    if number:
        draws.append((300, 20, str(number)))
    return draws


def _draw_head(layout: str, height: float) -> Iterator[Draw]:
    yield 36, height - 10, "Program"
    yield 250, height - 10, "Code"
    filled = "Filled" if layout == "new" else "Matched"
    for place, year in enumerate(YEARS[layout]):
        yield _LEFT[2 * place], height - 10, "Quota"
        yield _LEFT[2 * place + 1], height - 10, filled
        yield _LEFT[2 * place] + 10, height, str(year)


def make_report(layout: str, *pages: Sequence[Track], totals: Sequence[int] | None = None) -> bytes:
    """Return a report with these pages; the last one with the report's own totals, where given."""
    drawn = [draw_page(layout, tracks, number=number) for number, tracks in enumerate(pages, start=1)]
    if totals is not None:
        drawn[-1] += [
            (36, 60, "Grand Total"),
            *((_LEFT[at], 60, f"{total:,}") for at, total in enumerate(totals)),
        ]
    return make_pdf([make_content(draws) for draws in drawn])


def as_text(layout: str, tracks: Sequence[Track], *, number: int = 1) -> PdfPage:
    """Return one page as a library gives it that knows no places: one cell a line, in the order drawn."""
    return PdfPage(number, "\n".join(text for _, _, text in draw_page(layout, tracks)), ())

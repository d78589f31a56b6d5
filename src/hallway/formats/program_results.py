"""Read NRMP's Program Results report, a PDF that the applicant has: positions and fills of every track."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, TypeAlias

from hallway.formats.pdf_pages import PdfPage, ShouldStop, Tell, never, read_pdf
from hallway.formats.problems import Problem, UnreadableFile
from hallway.formats.texts import clean_line, shorten

Counts: TypeAlias = tuple[tuple[int | None, int | None], ...]
"""Positions offered and filled, one pair a year, newest first; None where the report has a dash."""

_CODE: Final = re.compile(r"\d{7}[CPAMRF]\d{1,3}")
_CELL: Final = re.compile(r"(\d{1,3}|-{1,3}|[–—−]{1,2})[*†‡]*")
_NUMBER: Final = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,7}|-{1,3}|[–—−]{1,2})[*†‡]*")
_STARS: Final = re.compile(r"[*†‡]+")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_TITLE: Final = re.compile(
    r"program results\b(?P<between>.{0,120}?)\b(?P<first>(?:19|20)\d\d) ?[-–—−] ?(?P<last>(?:19|20)\d\d)\b"
    r"(?P<after>.{0,60})",
    re.IGNORECASE,
)
_MAIN_MATCH: Final = re.compile(r"main residency match", re.IGNORECASE)
_TOTAL: Final = re.compile(
    r"(?:(?:grand|national|overall|report|all) )?(?:programs? )?totals?\b", re.IGNORECASE
)
_WHOLE: Final = re.compile(r"grand|national|overall|report|all", re.IGNORECASE)
_MOST_YEARS: Final = 10
_TOLD: Final = 40  # problems of one kind that are named one by one
_LONGEST_NAME: Final = 80  # characters; the report's names have about 40
_LOOK_UP: Final = "Look it up in the report, and type in what you need."
# What people have beside this report, by words of its first pages; the first that fits names it.
_OTHERS: Final = (
    ("specialties matching service", "results of the Specialties Matching Service (fellowships)"),
    ("charting outcomes", "NRMP's Charting Outcomes"),
    ("results and data", "NRMP's Results and Data"),
    ("program director survey", "NRMP's Program Director Survey"),
    ("applicant survey", "NRMP's Applicant Survey"),
    ("rank order list", "a rank order list"),
    ("medical student performance evaluation", "a dean's letter (MSPE)"),
    ("myeras", "an ERAS application"),
    ("score report", "a score report"),
    ("curriculum vitae", "a CV"),
    ("main residency match", "another report on the Main Residency Match"),
)
_RIGHT_ONE: Final = (
    'Choose the report called "Program Results: Main Residency Match", which NRMP gives to its applicants.'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramResults:
    """What the report says of every track that could be read.

    Args:
        report: its title with its years.
        years: of the counts, newest first.
        rows: NRMP track code to its counts, one pair for each of `years`, in the report's order.
        names: track code to the name beside it, as far as one stands there.
        pages: how many there are.
        unread: rows that were seen and could not be read; each of the first ones has a problem.
        sums: all positions and all fills of `rows`, one pair for each of `years`.
        totals_found: what the report itself prints as its totals, or None when it prints none.
        problems: rows and pages that could not be read, and sums that do not agree.
    """

    report: str
    years: tuple[int, ...]
    rows: Mapping[str, Counts]
    names: Mapping[str, str]
    pages: int
    unread: int
    sums: tuple[tuple[int, int], ...]
    totals_found: Counts | None
    problems: tuple[Problem, ...]


def read_program_results(
    data: bytes, *, name: str = "the file", should_stop: ShouldStop = never, tell: Tell | None = None
) -> ProgramResults:
    """Read the report of 2021-2025 or of 2016-2020 and older, every page of it.

    Args:
        data: the PDF file.
        name: what to call it in messages.
        should_stop: asked before every page and now and then within one.
        tell: told after every page how many of how many are read.

    Raises:
        ReadingStopped: `should_stop` said so.
        UnreadableFile: it is no such report, has no text (a scan), is protected, too large or damaged.
    """
    return find_results(read_pdf(data, name=name, should_stop=should_stop, tell=tell), name=name)


def find_results(pages: Sequence[PdfPage], *, name: str = "the file") -> ProgramResults:
    """Find the rows in the text of the pages.

    Raises:
        UnreadableFile: it is no such report, has no text, or no row of it can be read.
    """
    _refuse_scan(pages, name)
    head = next(filter(None, map(_find_head, pages)), None)
    if head is None:
        raise UnreadableFile(_say_other(pages), name, _RIGHT_ONE)
    found = _Found(head, ends_in_number=all(_ends_in_number(page) for page in pages) and len(pages) > 1)
    for page in pages:
        found.read(page)
    if not found.rows:
        what = (
            f"it is {head.report}, but none of its {found.unread:,} rows could be read"
            if found.unread
            else (f"it is {head.report}, but no row with a program code stands in it")
        )
        raise UnreadableFile(what, name, "Choose the file as NRMP gave it to you, not a copy made of it.")
    return found.result(len(pages))


def _refuse_scan(pages: Sequence[PdfPage], name: str) -> None:
    if any(page.flow.strip() for page in pages):
        return
    damaged = [page for page in pages if page.fault]
    if damaged:
        what = f"no page of it can be read; page {damaged[0].number}: {damaged[0].fault}"
        raise UnreadableFile(what, name, "Download it again, and choose the whole file.")
    if any(page.has_pictures for page in pages):
        what = "its pages are pictures (a scan or photographs), and hold no text"
        remedy = "Choose the file as NRMP gave it to you, or have a program recognize its text (OCR) first."
        raise UnreadableFile(what, name, remedy)
    raise UnreadableFile("its pages are empty", name, _RIGHT_ONE)


def _say_other(pages: Sequence[PdfPage]) -> str:
    """Say what a document looks like that is not the report."""
    text = clean_line(" ".join(page.flow for page in pages[:5]))
    folded = text.casefold()
    looks = next((what for words, what in _OTHERS if words in folded), None)
    if looks is not None:
        return f"it is not the Program Results report; it looks like {looks}"
    return f"it is not the Program Results report; it begins with {shorten(text)!r}"


# ----------------------------------------------------------------------------------------------- head


@dataclass(frozen=True, slots=True)
class _Head:
    """What a page says at its top."""

    report: str
    years: tuple[int, ...]  # newest first


def _find_head(page: PdfPage) -> _Head | None:
    """Return which report a page says it is from, or None when it says nothing or another one."""
    for text in (page.flow, " ".join(page.lines)):
        title = _TITLE.search(clean_line(text))
        if title is None or not _MAIN_MATCH.search(title["between"] + title["after"]):
            continue
        first, last = int(title["first"]), int(title["last"])
        if 0 < last - first < _MOST_YEARS:
            report = f"Program Results, Main Residency Match, {first}-{last}"
            return _Head(report, tuple(range(last, first - 1, -1)))
    return None


def _ends_in_number(page: PdfPage) -> bool:
    return page.flow.split()[-1:] == [str(page.number)]


def _is_oldest_first(page: PdfPage, years: Sequence[int]) -> bool:
    """Tell whether the years above the columns of a page begin with the oldest."""
    told = []
    for token in page.flow.split():
        if _CODE.fullmatch(token):
            break
        if _YEAR.fullmatch(token):
            told.append(int(token))
    runs = [tuple(told[start : start + len(years)]) for start in range(len(told))]
    return tuple(years) not in runs and tuple(reversed(years)) in runs


# ----------------------------------------------------------------------------------------------- rows


@dataclass(frozen=True, slots=True)
class _Token:
    """One word of a page, and the line in which it stands."""

    text: str
    line: int


@dataclass(slots=True)
class _Found:
    """What was read so far."""

    head: _Head
    ends_in_number: bool  # every page, in its own: it is no cell of the last row
    rows: dict[str, Counts] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    unread: int = 0
    totals: list[tuple[str, Counts]] = field(default_factory=list)
    damages: list[Problem] = field(default_factory=list)
    faults: list[Problem] = field(default_factory=list)

    @property
    def width(self) -> int:
        """How many cells a row has: two for each year."""
        return 2 * len(self.head.years)

    def read(self, page: PdfPage) -> None:
        """Read the rows of one page."""
        own = _find_head(page)
        if own is not None and own != self.head:
            says = f"Page {page.number} is from another report ({own.report}); it was left out."
            self.damages.append(Problem(None, None, says, "Read that report by itself."))
            return
        if page.fault:
            says = f"Page {page.number} is damaged: {page.fault}. Rows of it may be missing."
            self.damages.append(
                Problem(None, None, says, "Download the report again, or look them up in it.")
            )
        elif not page.flow.strip() and page.has_pictures:
            says = f"Page {page.number} is a picture without text; no row of it was read."
            self.damages.append(Problem(None, None, says, _LOOK_UP))
        oldest_first = _is_oldest_first(page, self.head.years)
        lines = [[text for text in line.split() if not _STARS.fullmatch(text)] for line in page.lines]
        flow = [_Token(text, at) for at, line in enumerate(page.flow.split("\n")) for text in line.split()]
        flow = [token for token in flow if not _STARS.fullmatch(token.text)]
        stands = {code: at for at, line in enumerate(lines) for code in line if _CODE.fullmatch(code)}
        drawn = {token.text: at for at, token in enumerate(flow) if _CODE.fullmatch(token.text)}
        for code in dict.fromkeys((*stands, *drawn)):
            cells = self._from_line(lines[stands[code]], code) if code in stands else None
            if cells is None and code in drawn:
                cells = self._from_flow(flow, drawn[code], page)
            if cells is None:
                continue
            self._keep(page, code, _pair(cells, oldest_first=oldest_first))
            named = " ".join(lines[stands[code]]).partition(code)[0] if code in stands else ""
            self.names.setdefault(code, _name(named) or _name_in_flow(flow, drawn.get(code)))
        self._look_for_others(page, lines, flow, oldest_first=oldest_first)

    def _from_line(self, line: Sequence[str], code: str) -> list[str] | None:
        """Return the cells that stand beside a code at the same height, when they are as many as needed."""
        cells = _run(line[line.index(code) + 1 :], _CELL)
        return cells if len(cells) == self.width else None

    def _from_flow(self, flow: Sequence[_Token], at: int, page: PdfPage) -> list[str] | None:
        """Return the cells drawn after a code; otherwise tell that there are too few or too many."""
        after = [token.text for token in flow[at + 1 : at + self.width + 4]]
        cells = _run(after, _CELL)
        is_last = cells and at + 1 + len(cells) == len(flow) and cells[-1] == str(page.number)
        if is_last and (self.ends_in_number or len(cells) == self.width + 1):
            cells.pop()  # the page's own number
        if len(cells) == self.width:
            return cells
        counted = "more" if len(cells) > self.width else str(len(cells))
        says = (
            f"Page {page.number}: the row of {flow[at].text} has {counted} numbers where {self.width} belong."
        )
        self._tell(flow[at].text, says)
        return None

    def _keep(self, page: PdfPage, code: str, counts: Counts) -> None:
        for year, (quota, filled) in zip(self.head.years, counts, strict=True):
            if filled is not None and (quota is None or filled > quota):
                offered = "no positions" if quota is None else f"{quota} positions"
                says = f"Page {page.number}: {code} would have filled {filled} of {offered} in {year}."
                self._tell(code, says)
                return
        if self.rows.setdefault(code, counts) != counts:
            says = (
                f"Page {page.number}: {code} stands there again with other numbers; the first ones were kept."
            )
            self._tell(code, says)

    def _tell(self, code: str | None, says: str) -> None:
        self.unread += 1
        self.faults.append(Problem(None, code, says, _LOOK_UP))

    def _look_for_others(
        self, page: PdfPage, lines: Sequence[list[str]], flow: Sequence[_Token], *, oldest_first: bool
    ) -> None:
        """Find rows of numbers without a code: the report's totals, or rows whose code is spoiled."""
        wide = [line for line in lines if len(_run(reversed(line), _NUMBER)) >= self.width]
        others = [_split_end(line) for line in wide] if wide else list(_runs_of(flow))
        for label, numbers in others:
            if len(numbers) < self.width or any(map(_CODE.fullmatch, label)):
                continue
            words = clean_line(" ".join(label))
            if _TOTAL.match(words) and len(numbers) == self.width:
                self.totals.append((words, _pair(numbers, oldest_first=oldest_first)))
            else:
                row = shorten(words or " ".join(numbers))
                self._tell(None, f"Page {page.number}: a row without a program code, {row!r}.")

    def result(self, pages: int) -> ProgramResults:
        """Return everything, the sums compared with what the report prints."""
        years = self.head.years
        sums = tuple(
            (
                sum(counts[place][0] or 0 for counts in self.rows.values()),
                sum(counts[place][1] or 0 for counts in self.rows.values()),
            )
            for place in range(len(years))
        )
        totals = self._whole_totals()
        problems = [*self.damages, *_cut(self.faults)]
        for year, own, printed in zip(years, sums, totals or (), strict=False):
            if printed != own:
                says = (
                    f"For {year} the rows that were read add up to {own[0]:,} positions and {own[1]:,}"
                    f" filled; the report's own total says {_say(printed[0])} and {_say(printed[1])}."
                )
                remedy = (
                    f"Rows are missing or misread ({self.unread:,} are known to be): trust single rows only."
                )
                problems.append(Problem(None, None, says, remedy))
        return ProgramResults(
            report=self.head.report,
            years=years,
            rows=self.rows,
            names={code: name for code, name in self.names.items() if name and code in self.rows},
            pages=pages,
            unread=self.unread,
            sums=sums,
            totals_found=totals,
            problems=tuple(problems),
        )

    def _whole_totals(self) -> Counts | None:
        """Return the totals of the whole report: the last ones called so, or the only ones there are."""
        whole = [counts for words, counts in self.totals if _WHOLE.match(words)]
        if whole:
            return whole[-1]
        return self.totals[0][1] if len(self.totals) == 1 else None


def _pair(cells: Sequence[str], *, oldest_first: bool) -> Counts:
    numbers = [_count(cell) for cell in cells]
    pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
    return tuple(reversed(pairs)) if oldest_first else tuple(pairs)


def _count(cell: str) -> int | None:
    digits = cell.rstrip("*†‡").replace(",", "")
    return int(digits) if digits.isdecimal() else None


def _run(texts: Iterable[str], pattern: re.Pattern[str]) -> list[str]:
    """Return the texts before the first that is no cell."""
    run = []
    for text in texts:
        if not pattern.fullmatch(text):
            break
        run.append(text)
    return run


def _split_end(line: Sequence[str]) -> tuple[list[str], list[str]]:
    """Divide a line into its words and the numbers at its end."""
    numbers = _run(reversed(line), _NUMBER)
    return list(line[: len(line) - len(numbers)]), numbers[::-1]


def _runs_of(flow: Sequence[_Token]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield every run of numbers in a text, and the words of the line before it."""
    ends = [at for at, token in enumerate(flow) if not _NUMBER.fullmatch(token.text)]
    for before, after in pairwise([*ends, len(flow)]):
        numbers = [token.text for token in flow[before + 1 : after]]
        if numbers:
            label = [
                each.text for each in flow[max(0, before - 8) : before + 1] if each.line == flow[before].line
            ]
            yield label, numbers


def _name(text: str) -> str:
    name = clean_line(text).strip("*†‡ ")
    return name if len(name) <= _LONGEST_NAME and any(map(str.isalpha, name)) else ""


def _name_in_flow(flow: Sequence[_Token], at: int | None) -> str:
    """Return the words drawn before a code, on its line or else on the one before."""
    if not at:
        return ""
    line = flow[at].line if flow[at - 1].line == flow[at].line else flow[at - 1].line
    words = [token.text for token in flow[max(0, at - 12) : at] if token.line == line]
    return _name(" ".join(words))


def _cut(faults: Sequence[Problem]) -> Iterator[Problem]:
    """Yield the first problems, and how many more there are."""
    yield from faults[:_TOLD]
    if len(faults) > _TOLD:
        more = Counter(problem.says.partition(":")[0] for problem in faults[_TOLD:])
        pages = ", ".join(each.removeprefix("Page ") for each in list(more)[:_TOLD])
        yield Problem(
            None, None, f"{len(faults) - _TOLD:,} more rows could not be read, on pages {pages}.", _LOOK_UP
        )


def _say(count: int | None) -> str:
    return "nothing" if count is None else f"{count:,}"

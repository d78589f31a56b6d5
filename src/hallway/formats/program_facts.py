"""What files and pasted texts say of programs: rows of facts, and the words that people use for each fact."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from hallway.domain.programs import FactKind
from hallway.formats.contacts import DateQuestion
from hallway.formats.dates import DateOrder, KnownOrder, date_order, possible_orders, read_date
from hallway.formats.headers import fold_header
from hallway.formats.problems import Problem
from hallway.formats.texts import shorten

ProgramField: TypeAlias = (
    FactKind
    | Literal[
        "code", "institution", "specialty", "city", "state", "j-1", "h-1b", "fact", "value", "source", "date"
    ]
)
"""What a column can hold: a fact, what names the program, or who says it and when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """One fact of one program, as a file or a pasted text gives it.

    Args:
        line: of the file, or row of the sheet, from 1.
        unit: what names the program: an NRMP or ACGME code where one is given, else the words that name it.
        kind: what is known.
        value: in the one form that this kind has.
        source: who says so; empty when nothing does.
        on: since when; None when no day is given.
    """

    line: int
    unit: str
    kind: FactKind
    value: str
    source: str = ""
    on: date | None = None


# Words are folded: no accents, case, spaces or signs, so that "IMG %" is "img".
_FIELD_WORDS: Final[dict[ProgramField, str]] = {
    "code": """
        code codes programcode nrmp nrmpcode nrmpid nrmpprogramcode acgme acgmeid acgmecode acgmenumber
        acgmeprogramid acgmeprogramcode programid programnumber trackcode unit unitcode id
    """,
    "institution": """
        institution hospital program programname name university center centre sponsor residency
        sponsoringinstitution nameofprogram residencyprogram hospitalname institutionname programinstitution
    """,
    "specialty": "specialty speciality field programspecialty",
    "city": "city town location",
    "state": "state programstate",
    "j-1": "j1 j1visa j1sponsorship j1visasponsorship sponsorsj1 acceptsj1 j1accepted",
    "h-1b": "h1b h1 h1bvisa h1visa h1bsponsorship h1bvisasponsorship sponsorsh1b acceptsh1b h1baccepted",
    "fact": "fact whatisknown kindoffact",
    "value": "value answer",
    "source": "source sources wherefound foundat reference sourceofinformation informationfrom",
    "date": """
        date on asof dateasof checked checkedon datechecked lastchecked retrieved retrievedon accessed
        accessedon dateaccessed updated updatedon lastupdated dateupdated found foundon
    """,
    FactKind.KIND: """
        kind type programtype institutiontype kindofinstitution kindofprogram setting hospitaltype
        typeofprogram programsetting
    """,
    FactKind.IMG_SHARE: """
        img imgs imgshare imgpercent imgpercentage imgpct imgrate imgratio percentimg percentimgs pctimg
        percentofimgs percentageimg percentageofimgs imgresidents shareofimgs imgfraction fmg fmgpercent
    """,
    FactKind.US_IMG_SHARE: """
        usimg usimgs usimgshare usimgpercent usimgpercentage percentusimg percentusimgs uscitizenimg
        uscitizenimgs uscitizenimgshare uscitizenimgpercent
    """,
    FactKind.VISAS: """
        visa visas visasponsorship visatype visatypes visasponsored visassponsored sponsoredvisas
        visaspolicy visapolicy sponsorsvisa sponsorsvisas visasaccepted acceptedvisas visainfo
    """,
    FactKind.STEP2_MIN: """
        step2 step2ck step2min step2minimum step2ckmin step2ckminimum minstep2 minimumstep2 minstep2ck
        minimumstep2ck minimumstep2ckscore minimumstep2score step2cutoff step2ckcutoff step2cutoffscore
        step2ckcutoffscore ck ckmin ckminimum ckcutoff cutoff cutoffs minscore minimumscore scorecutoff
        step2scorecutoff step2limit step2requirement
    """,
    FactKind.MOST_ATTEMPTS: """
        attempts attempt mostattempts maxattempts maximumattempts attemptlimit attemptslimit attemptsallowed
        attemptpolicy attemptspolicy usmleattempts stepattempts maximumnumberofattempts
    """,
    FactKind.MOST_YEARS: """
        yog yoglimit yogcutoff yearofgraduationlimit yearofgraduationcutoff graduationyearlimit gradyearlimit
        graduationlimit graduationcutoff gradlimit gradcutoff yearssincegraduation yearssincegrad yearsince
        yearlimit yearslimit mostyears maxyears maximumyears mostyearssincegraduation yearofgraduation
        maxyearssincegraduation maximumyearssincegraduation timesincegraduation graduationyearcutoff
    """,
    FactKind.US_MONTHS: """
        usce uscerequired uscerequirement uscemonths monthsofusce minusce minimumusce usmonths usexperience
        usclinicalexperience usclinicalexperiencerequired usclinicalexperienceaskedfor usclinicalmonths
        usclinicalexperiencemonths monthsofusclinicalexperience
    """,
    FactKind.POSITIONS: """
        positions position spots seats slots quota numberofpositions positionsoffered pgy1positions
        positionsperyear positionsayear residentsperyear classsize firstyearpositions
    """,
    FactKind.INTERVIEWS: """
        interviews interviewed numberofinterviews interviewsgiven interviewsoffered interviewsperyear
        interviewsayear applicantsinterviewed interviewspots interviewees
    """,
    FactKind.APPLICANTS: """
        applicants applications numberofapplicants numberofapplications applicationsreceived
        applicantsperyear applicationsperyear
    """,
    FactKind.SIGNALS_ONLY: """
        signals signalsonly signalonly signalsneeded signalneeded signalsrequired signalrequired
        requiressignal interviewsonlysignaled onlysignaled signalpolicy
    """,
    FactKind.CONTACT_POLICY: """
        contactpolicy contact policyoncontact emailpolicy communicationpolicy contactingtheprogram
        contactrules
    """,
    FactKind.WEBSITE: "website url link web webpage webaddress homepage programwebsite programurl",
    FactKind.NOTE: "note notes comment comments remark remarks",
}
PROGRAM_FIELDS: Final[tuple[ProgramField, ...]] = tuple(_FIELD_WORDS)
_FIELDS: Final[dict[str, ProgramField]] = {
    word: field for field, words in _FIELD_WORDS.items() for word in words.split()
}
_ASIDE: Final = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_LONGEST: Final = 80  # characters; whatever is longer names no column
_EXAMPLES: Final = 3


@lru_cache(maxsize=4096)
def find_program_field(header: str) -> ProgramField | None:
    """Return what a column with this header most likely holds, or None."""
    if len(header) > _LONGEST:
        return None
    whole, bare = fold_header(header), fold_header(_ASIDE.sub(" ", header))
    return _FIELDS.get(whole) or _FIELDS.get(bare)


# ---------------------------------------------------------------------------------------------- shared


def unite_rows(rows: Iterable[FactRow]) -> tuple[tuple[FactRow, ...], tuple[Problem, ...]]:
    """Return each fact once, and problems where two rows say different things of the same day."""
    kept: dict[tuple[object, ...], FactRow] = {}
    problems: list[Problem] = []
    repeated: list[FactRow] = []
    for row in rows:
        several = row.value if row.kind is FactKind.NOTE else ""  # one program may have many notes
        first = kept.setdefault((row.unit, row.kind, row.on, several), row)
        if first is row:
            continue
        if first.value == row.value:
            repeated.append(row)
            continue
        says = (
            f"Of {shorten(row.unit)}, {row.kind.value} is {shorten(row.value)!r} here and"
            f" {shorten(first.value)!r} in line {first.line}; the first one was kept."
        )
        problems.append(Problem(row.line, row.kind.value, says, "Correct one of them, or give each its day."))
    if repeated:
        more = f", and {len(repeated) - 1} more below" if len(repeated) > 1 else ""
        says = f"This fact stands there a second time{more}."
        problems.append(Problem(repeated[0].line, repeated[0].kind.value, says, "Nothing: it counts once."))
    return tuple(kept.values()), tuple(problems)


@dataclass(frozen=True, slots=True)
class Days:
    """The days of one column or text, and in which order their numbers are read."""

    order: DateOrder
    question: DateQuestion | None = None

    def read(self, text: str, line: int) -> date | Problem | None:
        """Return the day, None where there is none, or why it cannot be read."""
        if not text.strip(" -\N{EN DASH}\N{EM DASH}"):
            return None
        day = read_date(text, self.order)
        if day is not None:
            return day
        if self.order in {"unclear", "mixed"} and possible_orders([text]):
            says = f"{shorten(text)!r} may be day first or month first."
            remedy = "Say which comes first, or write it like 2026-01-31; until then the fact has no day."
        else:
            says = f"{shorten(text)!r} is not a date."
            remedy = "Write it like 2026-01-31; until then the fact has no day."
        return Problem(line, "date", says, remedy)


def read_days(name: str, texts: Sequence[str], answer: KnownOrder | None) -> Days:
    """Find out in which order days are written; `answer` is what the applicant said, if asked before."""
    if answer is not None:
        return Days(answer)
    order = date_order(texts)
    if order not in {"unclear", "mixed"}:
        return Days(order)
    unread = [text for text in texts if possible_orders([text]) and read_date(text, order) is None]
    if not unread:
        return Days(order)
    examples = tuple(dict.fromkeys(map(shorten, unread)))[:_EXAMPLES]
    return Days(order, DateQuestion(name, examples, possible_orders(unread)))

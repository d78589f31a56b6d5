"""What came of applications: applied, answered, interviewed, ranked, matched, season by season (PICK-15)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from hallway.actions.applicants import check_past, find_in, today_in
from hallway.actions.lookups import get_by_start
from hallway.actions.ports import Clock, Reading, Store
from hallway.actions.program_lookups import choose_unit, kept_at, name_of, name_of_code
from hallway.domain.errors import InvalidValue
from hallway.domain.ids import ProgramOutcomeId
from hallway.domain.programs import ProgramOutcome, Reply, Result

_SEASONS = range(1952, 2101)  # the first national Match was that of 1952
_RANKS = range(1, 301)
CLEARABLE: tuple[str, ...] = ("applied_on", "reply", "replied_on", "interviewed_on", "rank", "result")
"""Parts of an outcome that can be taken back."""


_REPLIES = {
    Reply.INTERVIEW: "invited",
    Reply.WAITLIST: "on the waitlist",
    Reply.REJECTED: "rejected",
}


@dataclass(frozen=True, slots=True)
class SeasonCounts:
    """How many applications of one season have come how far."""

    season: int
    applied: int
    interviews: int
    waitlists: int
    rejections: int
    silent: int
    ranked: int
    matched: int


def record_outcome(
    store: Store,
    clock: Clock,
    *,
    unit: str,
    season: int | None = None,
    applied_on: date | None = None,
    reply: Reply | None = None,
    replied_on: date | None = None,
    interviewed_on: date | None = None,
    rank: int | None = None,
    result: Result | None = None,
    clear: Sequence[str] = (),
) -> ProgramOutcome:
    """Write down how far one application has come; what is not given stays, and history keeps what was.

    Args:
        store: the record.
        clock: tells the day.
        unit: a code, or words of the program.
        season: the match year; without it the applicant's own.
        applied_on: when the application went out.
        reply: what the program answered; an interview held says it too.
        replied_on: when it answered.
        interviewed_on: when the interview was.
        rank: its place on the applicant's own list, from 1.
        result: what came on Match Day.
        clear: parts to take back, of `CLEARABLE`.

    Raises:
        NotFound, InvalidValue: no such program, no season, or parts that contradict each other.
    """
    found = choose_unit(unit)
    with store.writing("program-outcome.record", "Noted an outcome", now=clock.now()) as writing:
        today = today_in(writing, clock)
        year = _season(writing, season)
        known = [each for each in kept_at(writing, ProgramOutcome, found) if each.season == year]
        before = known[0] if known else None
        blank = before or ProgramOutcome(id=ProgramOutcomeId(writing.new_id()), unit=found.code, season=year)
        held = Reply.INTERVIEW if interviewed_on and not reply else None
        given = {
            "applied_on": applied_on,
            "reply": reply or held,
            "replied_on": replied_on,
            "interviewed_on": interviewed_on,
            "rank": rank,
            "result": result,
        }
        outcome = _with(blank, given, clear)
        _check(outcome, today)
        if before is None:
            writing.add(outcome)
        elif outcome != before:
            writing.replace(outcome)
        writing.says(f"Noted for {year}: {tell_outcome(outcome)} at {name_of(found)}")
        return outcome


def remove_outcome(store: Store, clock: Clock, *, outcome: str) -> ProgramOutcome:
    """Remove what was noted of one application, by its id or the start of one."""
    with store.writing("program-outcome.remove", "Removed an outcome", now=clock.now()) as writing:
        found = get_by_start(
            writing,
            ProgramOutcome,
            outcome,
            "outcome",
            lambda each: f"{each.season}, {name_of_code(each.unit)}",
        )
        writing.remove(ProgramOutcome, found.id)
        writing.says(f"Removed for {found.season}: {tell_outcome(found)} at {name_of_code(found.unit)}")
        return found


def count_season(store: Store, *, season: int | None = None) -> SeasonCounts:
    """Return how many applications of a season have come how far.

    Raises:
        InvalidValue: no season is given, and the applicant has none.
    """
    with store.reading() as reading:
        year = _season(reading, season)
        found = reading.all(ProgramOutcome, season=year)
    replies = [each.reply for each in found]
    return SeasonCounts(
        season=year,
        applied=sum(each.applied_on is not None or each.reply is not None for each in found),
        interviews=replies.count(Reply.INTERVIEW),
        waitlists=replies.count(Reply.WAITLIST),
        rejections=replies.count(Reply.REJECTED),
        silent=sum(each.applied_on is not None and each.reply is None for each in found),
        ranked=sum(each.rank is not None for each in found),
        matched=sum(each.result is Result.MATCHED for each in found),
    )


def tell_outcome(outcome: ProgramOutcome) -> str:
    """Return how far an application has come, in a few words."""
    if outcome.result is not None:
        return "matched" if outcome.result is Result.MATCHED else "not matched"
    if outcome.rank is not None:
        return f"ranked {outcome.rank}"
    if outcome.interviewed_on is not None:
        return "interviewed"
    if outcome.reply is not None:
        return _REPLIES[outcome.reply]
    return "applied" if outcome.applied_on else "nothing yet"


def _season(reading: Reading, season: int | None) -> int:
    applicant = find_in(reading)
    year = season if season is not None else applicant.match_year if applicant else None
    if year is None:
        raise InvalidValue("season", "", "Say the match year, or set your own: hallway setup --match-year.")
    if year not in _SEASONS:
        raise InvalidValue("season", str(year), f"Type the match year, from {_SEASONS[0]} to {_SEASONS[-1]}.")
    return year


def _with(outcome: ProgramOutcome, given: Mapping[str, object], clear: Sequence[str]) -> ProgramOutcome:
    for name in clear:
        if name not in CLEARABLE:
            raise InvalidValue("clear", name[:40], f"There are: {', '.join(CLEARABLE)}.")
        if given[name] is not None:
            raise InvalidValue("clear", name, "Give it or clear it, not both.")
    told = {name: value for name, value in given.items() if value is not None or name in clear}
    return replace(outcome, **told)  # type: ignore[arg-type]  # each name stands with the value of its own field


def _check(outcome: ProgramOutcome, today: date) -> None:
    """Raise when parts of an outcome contradict each other, or a day was not meant."""
    for name in ("applied_on", "replied_on", "interviewed_on"):
        check_past(name, getattr(outcome, name), today)
    if outcome.rank is not None and outcome.rank not in _RANKS:
        raise InvalidValue("rank", str(outcome.rank), f"Type a place from {_RANKS[0]} to {_RANKS[-1]}.")
    applied, replied, held = outcome.applied_on, outcome.replied_on, outcome.interviewed_on
    if applied and replied and replied < applied:
        raise InvalidValue(
            "replied_on", replied.isoformat(), f"You applied on {applied}. Check the two days."
        )
    if held and min(filter(None, (applied, replied)), default=held) > held:
        raise InvalidValue(
            "interviewed_on", held.isoformat(), "It lies before the application or its answer."
        )
    if outcome.reply is Reply.REJECTED and outcome.result is Result.MATCHED:
        raise InvalidValue(
            "result",
            outcome.result.value,
            "The program is noted as having rejected you. Correct the reply first.",
        )
    if outcome.reply is Reply.REJECTED and held:
        raise InvalidValue(
            "reply", outcome.reply.value, "An interview is noted there. A rejection after it is a result."
        )

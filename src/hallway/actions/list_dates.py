"""The dates that press where the applicant has a list: applications to send, a rank order list to certify."""

from collections.abc import Iterator
from datetime import date

from hallway.actions.ports import Reading
from hallway.domain.applicants import Applicant
from hallway.domain.ids import UnitCode
from hallway.domain.picks import KeptPick
from hallway.domain.programs import ListedProgram, ProgramOutcome, Reply
from hallway.facts.figures import Confidence, Sourced
from hallway.facts.season_dates import SeasonDate, SeasonEvent, season_date
from hallway.playbooks.state import ListDate


def list_dates(reading: Reading, applicant: Applicant) -> tuple[ListDate, ...]:
    """Return the dates of the applicant's season; none without a match year, a list, or known dates."""
    if applicant.match_year is None:
        return ()
    return tuple(_found(reading, applicant.match_year))


def _found(reading: Reading, year: int) -> Iterator[ListDate]:
    outcomes = reading.all(ProgramOutcome, season=year)
    sent = {
        each.unit for each in outcomes if each.applied_on or each.reply or each.interviewed_on or each.result
    }
    waiting = len(_programs(reading) - sent)
    if waiting and (dated := _dated(year, "apply-opens", "review-begins")):
        yield ListDate("apply", *_days(dated), waiting, _source(dated[1]))
    interviews = sum(each.reply is Reply.INTERVIEW or each.interviewed_on is not None for each in outcomes)
    if interviews and (dated := _dated(year, "ranking-opens", "rank-list-closes")):
        yield ListDate("rank", *_days(dated), interviews, _source(dated[1]))


def _programs(reading: Reading) -> set[UnitCode]:
    """Return the programs of the list kept last and of the applicant's own."""
    kept = max(reading.all(KeptPick), key=lambda each: (each.made_at, each.id), default=None)
    return {each.unit for each in reading.all(ListedProgram)} | set(kept.programs if kept else ())


def _dated(
    year: int, opens: SeasonEvent, closes: SeasonEvent
) -> tuple[Sourced[SeasonDate], Sourced[SeasonDate]] | None:
    first, last = season_date(opens, year), season_date(closes, year)
    return (first, last) if first and last else None


def _days(dated: tuple[Sourced[SeasonDate], Sourced[SeasonDate]]) -> tuple[date, date]:
    return dated[0].value.on, dated[1].value.on


def _source(of: Sourced[SeasonDate]) -> str:
    is_own = of.confidence == Confidence.PRIMARY
    return f"{of.year} season" if is_own else f"{of.year} season, second-hand: check with AAMC and NRMP"

"""What Today proposes of the relationships that were worked out: kept, and marked once the record changed.

Nothing here reckons: this runs on every look at Today, which must not load numpy.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from hashlib import blake2b

from hallway.actions.applicants import find_in
from hallway.actions.ports import Clock, Reading, Store
from hallway.domain.applicants import Applicant
from hallway.domain.asks import Answer, Ask
from hallway.domain.digests import Digest
from hallway.domain.ids import KeptWorthId, UnitCode
from hallway.domain.picks import Fate, KeptPick, KeptWorth, ProgramWish, WorthRow
from hallway.domain.programs import ListedProgram, ProgramFact, ProgramOutcome, ProgramTie
from hallway.domain.times import day_of
from hallway.playbooks.state import WorthSeen

MOST_KEPT = 12
"""Rows that are kept: Today proposes one or two, and looks only at what is known of their programs."""


def keep_worths(store: Store, clock: Clock, rows: Sequence[WorthRow]) -> KeptWorth:
    """Keep these rows in the place of those kept before, for Today to propose; none at all ends it."""
    with store.writing("worth.keep", "Let Today propose relationships", now=clock.now()) as writing:
        kept = tuple(rows[:MOST_KEPT])
        before = writing.all(KeptWorth)
        made = KeptWorth(
            id=before[0].id if before else KeptWorthId(writing.new_id()),
            made_at=clock.now(),
            seen=_seen(writing, writing.digests(), kept),
            rows=kept,
        )
        if before:
            writing.replace(made)
        else:
            writing.add(made)
        return made


def find_kept(store: Store) -> tuple[KeptWorth | None, bool]:
    """Return what is kept, and whether the record has changed since."""
    with store.reading() as reading:
        kept = next(iter(reading.all(KeptWorth)), None)
        is_old = kept is not None and kept.seen != _seen(reading, reading.digests(), kept.rows)
    return kept, is_old


def forget_worths(store: Store, clock: Clock) -> None:
    """Let Today propose no relationships any more."""
    with store.writing("worth.forget", "Let Today propose no relationships", now=clock.now()) as writing:
        for each in writing.all(KeptWorth):
            writing.remove(KeptWorth, each.id)


def worths_seen(reading: Reading, people: Sequence[Digest], applicant: Applicant) -> tuple[WorthSeen, ...]:
    """Return the kept rows as the rules see them, one for each program, the best first."""
    kept = next(iter(reading.all(KeptWorth)), None)
    if kept is None:
        return ()
    # Here, as most records keep nothing and each start of Today would pay for the directory.
    from hallway.actions.program_lookups import find_coded, name_of  # noqa: PLC0415 - as said above
    from hallway.actions.program_ties import TIE_WORDS  # noqa: PLC0415 - as said above

    is_old = kept.seen != _seen(reading, people, kept.rows)
    done = {(each.unit, each.kind) for each in reading.all(ProgramTie)}
    never = {each.unit for each in reading.all(ProgramWish) if each.fate is Fate.NEVER}
    found: dict[UnitCode, WorthSeen] = {}
    for row in kept.rows:
        unit = find_coded(row.unit)
        if unit is None or row.unit in never or (row.unit, row.kind) in done:
            continue
        found.setdefault(
            row.unit,
            WorthSeen(
                unit=row.unit,
                program=name_of(unit),
                kind=row.kind.value,
                tie=TIE_WORDS[row.kind],
                points=points(row.low, row.high),
                people=row.people,
                made_on=day_of(kept.made_at, applicant.zone),
                is_old=is_old,
            ),
        )
    return tuple(found.values())


def points(low: float, high: float) -> str:
    """Return a range of added chance in points: "0.4 to 2.1 points", no more exact than is meant."""
    ends = [_point(low), _point(high)]
    if ends[0] == ends[1]:
        return f"{ends[0]} points"
    return f"{ends[0]} to {ends[1]} points"


def _point(share: float) -> str:
    number = share * 100
    text = f"{number:.0f}" if abs(number) >= 10 else f"{number:.1f}"  # noqa: PLR2004 - two digits tell enough
    return "0" if text in {"0.0", "-0.0", "-0"} else text.removesuffix(".0").replace("-", "−")


def _seen(reading: Reading, people: Iterable[Digest], rows: Sequence[WorthRow]) -> str:
    """Return a hash of what the rows depend on, as far as a quick look tells.

    Of programs it is the list, ties, answers and wishes, and the facts of the programs in `rows`; of people
    where they work and what happened with them. Whom somebody reaches elsewhere is not in it.
    """
    whole = blake2b(digest_size=16)

    def take(name: str, values: Iterable[object]) -> None:
        whole.update(f"\x1e{name}\x1e".encode())
        for each in sorted(map(repr, values)):
            whole.update(each.encode())
            whole.update(b"\x1f")

    applicant = find_in(reading)
    take("applicant", [sorted(asdict(applicant).items(), key=lambda pair: pair[0])] if applicant else [])
    take("listed", (each.unit for each in reading.all(ListedProgram)))
    take("ties", ((each.unit, each.kind.value, each.person) for each in reading.all(ProgramTie)))
    take("wishes", ((each.unit, each.fate) for each in reading.all(ProgramWish)))
    take(
        "answers",
        (
            (each.unit, each.season, each.applied_on, each.reply, each.interviewed_on, each.result)
            for each in reading.all(ProgramOutcome)
        ),
    )
    take("granted", ((each.person, each.rung.value) for each in reading.all(Ask, answer=Answer.GRANTED)))
    take("kept", (each.id for each in reading.all(KeptPick)))
    for unit in sorted({each.unit for each in rows}):
        facts = reading.all(ProgramFact, unit=unit)
        take(unit, ((each.kind.value, each.value, each.on) for each in facts))
    take(
        "people", ((each.id, each.institution, each.is_alumnus, each.last_rotation_ended) for each in people)
    )
    return whole.hexdigest()

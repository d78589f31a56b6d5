"""What to do with each row of a file: decided before anything is written."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from hallway.actions.fields import with_values
from hallway.actions.import_gains import Comparison, compare, take_over
from hallway.actions.import_matches import Index, Known, is_trashed, new_known
from hallway.actions.import_rows import Fields, ImportRow, label_of
from hallway.actions.lookups import describe
from hallway.actions.person_changes import blank_person
from hallway.actions.ports import NameMatch
from hallway.domain.ids import PersonId
from hallway.domain.names import fold

_NOTHING_NEW = "Already here; nothing new."


class Verdict(StrEnum):
    """What becomes of a row."""

    CREATE = "create"
    FILL = "fill-empty"
    SAME = "same"
    NEEDS_YOU = "needs-you"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class RowPlan:
    """What will happen to one row, and why."""

    line: int
    name: str
    verdict: Verdict
    says: str
    changes: Fields = ()
    match: NameMatch | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of one row: the plan to show, whom it concerns, and whom the applicant may mean."""

    row: ImportRow
    plan: RowPlan
    known: Known | None = None
    candidates: tuple[Known, ...] = ()


@dataclass(slots=True)
class Decider:
    """Decides row by row; what earlier rows add is known to later ones.

    `last_day` tells the day of the last contact with somebody of the record; `held` are the rows that wait
    for the applicant already; `family_first` are family names that are written first.
    """

    index: Index
    rows: Sequence[ImportRow]
    held: frozenset[Fields]
    last_day: Callable[[PersonId], date | None]
    new_id: Callable[[], str]
    family_first: frozenset[str] = frozenset()
    names: Counter[str] = field(default_factory=Counter)
    waiting: set[Fields] = field(default_factory=set)

    def decide(self) -> Iterator[Decision]:
        """Yield what becomes of each row, in order."""
        self.names = Counter(fold(each.name) for each in self.rows if each.name)
        self.waiting = set(self.held)
        for row in self.rows:
            decision = self._decide(row)
            if decision.plan.verdict is Verdict.NEEDS_YOU:
                self.waiting.add(row.fields)
            yield decision

    def _decide(self, row: ImportRow) -> Decision:
        if row.fields in self.waiting:
            return _decision(row, Verdict.SAME, "It waits for you already: see the held rows.")
        found = self.index.by_address(row)
        if len(found) > 1:
            who = " and ".join(each.person.name for each in found)
            return _needs_you(row, f"Its addresses belong to {len(found)} people here: {who}.", found)
        if found:
            return self._meet(row, found[0])
        if not row.name:
            return _needs_you(row, "It has no name. Add one, or say who it is.", ())
        likely = self.index.by_name(row)
        if likely:
            return self._doubt(row, likely, "")
        # Weaker than a mailbox: a department shares its number, so it never decides by itself.
        callers = [each for each in self.index.by_phone(row) if _share_a_name(row.name, each.person.name)]
        return self._doubt(row, callers, ", with the same phone") if callers else self._create(row)

    def _meet(self, row: ImportRow, known: Known) -> Decision:
        """Fill what is empty of somebody whose address is the same."""
        name = known.person.name
        if is_trashed(known):
            return _needs_you(
                row, f"{name} has the same address and is in the trash. Bring them back or leave it.", [known]
            )
        if row.name and not self.index.has_profile(known, row) and not _share_a_word(row.name, name):
            return _needs_you(row, f"{name} has the same e-mail address, but another name.", [known])
        fills, differs = self._compare(row, known)
        take_over(known, row, fills)
        self.index.add_addresses(known)
        told = [*_fills_says(fills), *(each.says for each in differs)] or [_NOTHING_NEW]
        verdict = Verdict.FILL if fills else Verdict.SAME
        return _decision(row, verdict, " ".join(told), changes=fills, known=known)

    def _doubt(self, row: ImportRow, likely: Sequence[Known], why: str) -> Decision:
        """Leave it to the applicant whether a likely person is the same, unless nothing is at stake."""
        first = likely[0]
        if len(likely) == 1 and not is_trashed(first) and self._adds_nothing(row, first):
            return _decision(row, Verdict.SAME, _NOTHING_NEW, known=first)
        here = "; ".join(_whereabouts(each) for each in likely)
        return _needs_you(row, f"Perhaps the same as {here}{why}. Say whether it is.", likely)

    def _adds_nothing(self, row: ImportRow, known: Known) -> bool:
        if known.is_new:
            return row.fields == known.fields
        return self._compare(row, known) == ((), ())

    def _create(self, row: ImportRow) -> Decision:
        known = new_known(with_values(blank_person(self.new_id), row.typed.values), row)
        self.index.add(known)
        about = ", ".join(filter(None, (known.person.role, known.institution)))
        says = f"New: {about}." if about else "New."
        aside = "".join(f" Into the notes: {each.field}." for each in row.problems)
        return _decision(row, Verdict.CREATE, says + aside, changes=row.fields, known=known)

    def _compare(self, row: ImportRow, known: Known) -> Comparison:
        return compare(
            row,
            known,
            last_day=self.last_day,
            is_known_name=self._is_known_name,
            family_first=self.family_first,
        )

    def _is_known_name(self, name: str) -> bool:
        here = len(self.index.named(name))
        return here == 1 or (here == 0 and self.names[fold(name)] == 1)


def _decision(
    row: ImportRow, verdict: Verdict, says: str, *, changes: Fields = (), known: Known | None = None
) -> Decision:
    match = None if known is None or known.line == row.line else _told(known)
    return Decision(row, RowPlan(row.line, row.name, verdict, says, changes, match), known)


def _needs_you(row: ImportRow, says: str, candidates: Iterable[Known]) -> Decision:
    people = tuple(candidates)
    match = _told(people[0]) if len(people) == 1 else None
    plan = RowPlan(row.line, row.name, Verdict.NEEDS_YOU, says, row.fields, match)
    return Decision(row, plan, None, people)


def _told(known: Known) -> NameMatch | None:
    return None if known.is_new else known.match()


def _fills_says(fills: Fields) -> list[str]:
    return [f"Fills {', '.join(label_of(name) for name, _ in fills)}."] if fills else []


def _whereabouts(known: Known) -> str:
    where = f"line {known.line} of the file" if known.is_new else "in the trash" if is_trashed(known) else ""
    return f"{describe(known.match())} ({where})" if where else describe(known.match())


_TITLES = frozenset({"dr", "prof", "professor", "md", "do", "phd", "mph", "facs", "mr", "mrs", "ms", "mx"})


def _share_a_name(one: str, other: str) -> bool:
    """Tell whether two names have a word in common that is no title and no initial."""
    common = _bare_words(one) & _bare_words(other)
    return any(len(each) > 1 or not each.isascii() for each in common - _TITLES)


def _bare_words(name: str) -> set[str]:
    return set(fold(name).replace(".", "").replace(",", " ").replace("-", " ").split())


def _share_a_word(one: str, other: str) -> bool:
    return not set(fold(one).split()).isdisjoint(fold(other).split())

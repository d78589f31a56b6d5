"""Composing a progress update: phrases of ours, filled with what is on record, within so many words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hallway.domain.applicants import Applicant, ExamState
from hallway.domain.ids import AdviceId
from hallway.domain.people import Group, Person
from hallway.playbooks.update_phrases import Phrases, update_phrases

_GUIDES = frozenset({Group.MENTOR, Group.SPONSOR})
_TITLES = ("dr. ", "dr ", "prof. ", "professor ")


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One thing to tell: a result by its kind, or advice of theirs that was followed."""

    kind: str
    text: str
    on: date
    result: str = ""
    advice: AdviceId | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """A composed text with the news in it, the news for which there was no room, and what it does without."""

    subject: str
    text: str
    words: int
    news: tuple[NewsItem, ...]
    left_out: tuple[NewsItem, ...]
    missing: tuple[str, ...]


def write_letter(
    *,
    person: Person,
    applicant: Applicant,
    since: date | None,
    news: Sequence[NewsItem],
    today: date,
    most_words: int,
) -> Letter:
    """Compose an update.

    Args:
        person: who gets it.
        applicant: who writes it.
        since: the day they last heard from the applicant, None when unknown.
        news: what to tell, the latest first; at least one.
        today: the applicant's day.
        most_words: what does not fit is left out, the oldest first; one piece of news always stays.
    """
    writer = _Writer(update_phrases(), person, applicant, since, today)
    choices = ((kept, has_timeline) for kept in range(len(news), 0, -1) for has_timeline in (True, False))
    text, kept = "", 1
    for kept, has_timeline in choices:
        text = writer.text(news[:kept], has_timeline=has_timeline)
        if count_words(text) <= most_words:
            break
    words = count_words(text)
    missing = greet(person, writer.phrases)[1]
    if words > most_words:
        missing = (*missing, f"The text has more than {most_words} words. Shorten it before you send it.")
    subject = writer.phrases.say("subject", me=applicant.name)
    return Letter(subject, text, words, tuple(news[:kept]), tuple(news[kept:]), missing)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Puts one update together."""

    phrases: Phrases
    person: Person
    applicant: Applicant
    since: date | None
    today: date

    def text(self, news: Sequence[NewsItem], *, has_timeline: bool) -> str:
        """Return the whole text with this news."""
        say = self.phrases.say
        parts = (
            greet(self.person, self.phrases)[0],
            say("opening.since", month=self._month(self.since)) if self.since else say("opening.first"),
            "\n".join(f"- {self._tell(each)}" for each in news),
            self._ahead() if has_timeline else "",
            say("thanks.peer" if is_peer(self.person) else "thanks.guide"),
            f"{say('closing')}\n{self.applicant.name}",
        )
        return "\n\n".join(each for each in parts if each)

    def _tell(self, item: NewsItem) -> str:
        text = _bare(item.text)
        if item.advice is None:
            return self.phrases.say(f"news.{item.kind}", text=text, day=self._day(item.on))
        if item.result:
            return self.phrases.say("news.advice", text=text, result=_bare(item.result))
        return self.phrases.say("news.advice-done", text=text)

    def _ahead(self) -> str:
        """Return what comes next: the nearest exam that is planned, and the Match."""
        planned = [
            (each.on, each.name)
            for each in self.applicant.exams
            if each.state is ExamState.PLANNED and each.on and each.on >= self.today
        ]
        said = [
            self.phrases.say("next.exam", exam=name, day=self._day(on)) for on, name in sorted(planned)[:1]
        ]
        year = self.applicant.match_year
        if year is not None and year >= self.today.year:
            said.append(self.phrases.say("next.match", year=str(year)))
        return " ".join(said)

    def _day(self, day: date) -> str:
        year = "" if day.year == self.today.year else f", {day.year}"
        return f"{day:%B} {day.day}{year}"

    def _month(self, day: date) -> str:
        return f"{day:%B}" if day.year == self.today.year else f"{day:%B %Y}"


def _bare(text: str) -> str:
    """Return a text on one line, without the point that the phrase sets itself."""
    return " ".join(text.split()).rstrip(" .;,")


def greet(person: Person, phrases: Phrases) -> tuple[str, tuple[str, ...]]:
    """Return the greeting, and what it had to do without.

    Peers are greeted by their given name, doctors by Dr. and family name, everybody else by the whole name:
    a title or a name that is not on record is not made up.
    """
    name, had_title = _untitled(person.name)
    if is_peer(person):
        if person.given:
            return phrases.say("greeting.peer", given=person.given), ()
        return phrases.say("greeting.peer", given=name), ("Their given name is not noted apart.",)
    if had_title or phrases.is_doctor(person.role, person.credentials):
        if person.family:
            return phrases.say("greeting.doctor", family=person.family), ()
        return phrases.say("greeting.doctor", family=name), ("Their family name is not noted apart.",)
    lacks = () if person.role or person.credentials else ("Their role is not noted, so no title is used.",)
    return phrases.say("greeting.plain", name=name), lacks


def is_peer(person: Person) -> bool:
    """Tell whether somebody is a peer, and neither mentor nor sponsor beside that."""
    return Group.PEER in person.groups and _GUIDES.isdisjoint(person.groups)


def _untitled(name: str) -> tuple[str, bool]:
    for title in _TITLES:
        if name.casefold().startswith(title):
            return name[len(title) :].strip(), True
    return name, False


def count_words(text: str) -> int:
    """Return how many words a text has; a dash that begins a line is none."""
    return sum(any(sign.isalnum() for sign in word) for word in text.split())

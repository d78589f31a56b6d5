"""Composing a progress update: phrases of ours, filled with what is on record, within so many words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hallway.desk.greetings import greet, is_peer
from hallway.desk.news import NewsItem, say_month, tell, tell_ahead
from hallway.domain.applicants import Applicant
from hallway.domain.people import Person
from hallway.playbooks.update_phrases import Phrases, update_phrases


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
            say("opening.since", month=say_month(self.since, self.today))
            if self.since
            else say("opening.first"),
            "\n".join(f"- {tell(each, self.phrases, self.today)}" for each in news),
            tell_ahead(self.applicant, self.phrases, self.today) if has_timeline else "",
            say("thanks.peer" if is_peer(self.person) else "thanks.guide"),
            f"{say('closing')}\n{self.applicant.name}",
        )
        return "\n\n".join(each for each in parts if each)


def count_words(text: str) -> int:
    """Return how many words a text has; a dash that begins a line is none."""
    return sum(any(sign.isalnum() for sign in word) for word in text.split())

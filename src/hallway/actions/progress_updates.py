"""A progress update to one person: what is new for them, in words that the record can stand for (MEN-16)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from hallway.actions.applicants import get_in
from hallway.actions.lookups import get_person
from hallway.actions.ports import Clock, Reading, Store
from hallway.actions.states import playbook_of
from hallway.actions.today import steps_of
from hallway.actions.update_letters import Letter, write_letter
from hallway.actions.warnings import after_interaction
from hallway.desk.news import NewsItem
from hallway.domain.advice import Advice
from hallway.domain.applicants import Applicant, ExamState
from hallway.domain.digests import Digest
from hallway.domain.ids import InteractionId, PersonId
from hallway.domain.interactions import Channel, Interaction, Kind
from hallway.domain.milestones import Milestone
from hallway.domain.people import Group, Person, Standing
from hallway.domain.promises import By, Promise, PromiseState
from hallway.domain.times import day_of, from_milliseconds, noon
from hallway.playbooks.cautions import Caution
from hallway.playbooks.steps import Step
from hallway.playbooks.windows import later_by

_GUIDES = frozenset({Group.MENTOR.value, Group.SPONSOR.value})
_UPDATES = ("update.milestone", "update.mentor", "follow-up.rotation-update", "update.revive")
"""Rules whose window is one for an update, the most pressing first."""

TOPIC = "progress update"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressUpdate:
    """An update for one person, ready to copy, or the reason why there is none.

    `since` is the day they last heard from the applicant, None when no contact is on record; `left_out` is
    news for which there was no room; `missing` says what the text does without; `minds` what to consider
    before sending; `next_says` when the next window opens.
    """

    person: PersonId
    name: str
    emails: tuple[str, ...]
    since: date | None
    news: tuple[NewsItem, ...]
    left_out: tuple[NewsItem, ...]
    missing: tuple[str, ...]
    minds: tuple[str, ...]
    subject: str
    text: str
    words: int
    says: str
    next_says: str

    @property
    def is_ready(self) -> bool:
        """Tell whether there is a text to send."""
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class Sent:
    """A mail that was logged, the advice that it reported back on, and what to mind about it."""

    interaction: Interaction
    reported: tuple[Advice, ...]
    cautions: tuple[Caution, ...]


def progress_update(store: Store, clock: Clock, *, person: PersonId) -> ProgressUpdate:
    """Return an update for a person: results since they last heard from the applicant, and thanks.

    Raises:
        NoApplicant: nobody is set up yet.
        NotFound: nobody has this id.
    """
    steps = steps_of(store, clock, person)
    with store.reading() as reading:
        found = _Look(reading, clock.now(), reading.get(Person, person))
        return found.update(_next(steps, clock.now(), found))


def record_update(store: Store, clock: Clock, *, person: PersonId) -> Sent | None:
    """Log that the update was sent: one mail, advice reported back, news told; all one action.

    Returns:
        What was written down, or None when there was nothing new: a second click does not do it twice.
    """
    now = clock.now()
    with store.reading() as reading:
        look = _Look(reading, now, get_person(reading, person))
        update = look.update("")
    if not update.is_ready:
        return None
    with store.writing("update.send", f"Sent {look.person.name} an update", now=now) as writing:
        mail = Interaction(
            id=InteractionId(writing.new_id()),
            person=person,
            at=now,
            zone=look.applicant.zone,
            kind=Kind.MAILED,
            channel=Channel.E_MAIL,
            topics=(TOPIC,),
            summary="; ".join(each.text for each in update.news),
        )
        writing.add(mail)
        told = {each.advice for each in update.news if each.advice}
        reported = tuple(
            replace(each, reported=look.today)
            for each in writing.all(Advice, person=person)
            if each.id in told
        )
        for each in reported:
            writing.replace(each)
        return Sent(mail, reported, after_interaction(writing, mail, now))


class _Look:
    """One look at the record, for one person."""

    def __init__(self, reading: Reading, now: datetime, person: Person) -> None:
        self.reading = reading
        self.now = now
        self.person = person
        self.applicant = get_in(reading)
        self.playbook = playbook_of(reading, self.applicant)
        self.digest = reading.digest(person.id)
        self.today = day_of(now, self.applicant.zone)
        stamp = heard_from_me(self.digest) if self.digest else None
        self.heard = from_milliseconds(stamp) if stamp else None

    def update(self, next_says: str) -> ProgressUpdate:
        """Return the update, or why there is none."""
        news = self._news()
        refusal = self._refusal()
        letter = Letter("", "", 0, (), (), ())
        if news and not refusal:
            letter = write_letter(
                person=self.person,
                applicant=self.applicant,
                since=self._since,
                news=news,
                today=self.today,
                most_words=self.playbook.number("update.words.max"),
            )
        return ProgressUpdate(
            person=self.person.id,
            name=self.person.name,
            emails=self.person.emails,
            since=self._since,
            news=letter.news if letter.text else news,
            left_out=letter.left_out,
            missing=(*letter.missing, *self._missing(news)),
            minds=self._minds(),
            subject=letter.subject,
            text=letter.text,
            words=letter.words,
            says=refusal or self._says(news),
            next_says=next_says,
        )

    @property
    def _since(self) -> date | None:
        return day_of(self.heard, self.applicant.zone) if self.heard else None

    def _news(self) -> tuple[NewsItem, ...]:
        """Return the results since they last heard, and advice of theirs that was followed; latest first."""
        zone = self.applicant.zone
        start = self.heard
        if start is None:
            months = self.playbook.values["update.reach_back"]
            start = self.now - (later_by(self.now, months) - self.now)
        contacts = self.reading.all(Interaction, person=self.person.id)
        sent = [each for each in contacts if TOPIC in each.topics]
        days = {day_of(each.at, zone) for each in sent}
        items = [
            NewsItem(each.kind.value, each.text, each.on)
            for each in self.reading.all(Milestone)
            if (noon(each.on, zone) > start or each.on in days)
            and each.on <= self.today
            and not any(each.text in mail.summary.split("; ") for mail in sent)
        ]
        items += [
            NewsItem("advice", each.text, each.acted_on, result=each.result, advice=each.id)
            for each in self.reading.all(Advice, person=self.person.id, reported=None)
            if each.acted_on is not None
        ]
        return tuple(sorted(items, key=lambda each: (each.on, each.kind, each.text), reverse=True))

    def _refusal(self) -> str:
        if self.person.standing is not Standing.ACTIVE:
            return f"They are {self.person.standing.value}. Bring them back before you write to them."
        if self.person.may_follow_up is False:
            return "They asked not to be followed up. Change that on their page if they have said otherwise."
        return ""

    def _says(self, news: Sequence[NewsItem]) -> str:
        if news:
            number = len(news)
            what = "one thing" if number == 1 else f"{number} things"
            return f"You have {what} to tell{self._say_since()}."
        return f"Nothing new is on record{self._say_since()}. Note a result as good news when you have one."

    def _say_since(self) -> str:
        return f" since they last heard from you on {self._since:%B} {self._since.day}" if self._since else ""

    def _missing(self, news: Sequence[NewsItem]) -> tuple[str, ...]:
        """Return what the text has to do without because it is not on record."""
        if not news:
            return ()
        found = [
            f"What came of their advice “{each.text}” is not noted."
            for each in news
            if each.advice and not each.result
        ]
        if self.heard is None:
            found.append("No contact with them is on record: check what they know already.")
        if not _has_timeline(self.applicant, self.today):
            found.append("No exam ahead and no Match year are noted, so nothing is said about your timeline.")
        if not self.person.emails:
            found.append("No e-mail address of theirs is noted.")
        return tuple(found)

    def _minds(self) -> tuple[str, ...]:
        """Return what to consider before sending: an open promise, or a mail not long ago."""
        found = [
            f"You promised them: {each.text}. Keep it, or say when you will."
            for each in self.reading.all(Promise, person=self.person.id, by=By.ME, state=PromiseState.OPEN)
        ]
        mailed = self.digest.last_mailed if self.digest else None
        gap = self.playbook.number("update.mentor.pure_min_gap")
        if mailed and self.now - from_milliseconds(mailed) < timedelta(days=gap):
            ago = (self.today - day_of(from_milliseconds(mailed), self.applicant.zone)).days
            found.append(f"You wrote to them {_days_ago(ago)}; leave {gap} days between two updates.")
        return tuple(found)


def _days_ago(days: int) -> str:
    if days <= 1:
        return "yesterday" if days == 1 else "today"
    return f"{days} days ago"


def heard_from_me(person: Digest) -> int | None:
    """Return when somebody last heard from the applicant, in milliseconds.

    A reply or help of theirs tells them nothing; a contact from a list is taken as one of both sides.
    """
    told = (
        person.last_met,
        person.last_mailed,
        person.last_called,
        person.last_rotation_ended,
        person.last_helped_them,
        person.last_imported,
    )
    return max((each for each in told if each), default=None)


def _has_timeline(applicant: Applicant, today: date) -> bool:
    ahead = any(each.state is ExamState.PLANNED and each.on and each.on >= today for each in applicant.exams)
    return ahead or applicant.match_year is not None


def _next(steps: Sequence[Step], now: datetime, look: _Look) -> str:
    """Return when a window for an update opens, or that it is open."""
    fits = sorted(
        (each for each in steps if each.rule in _UPDATES), key=lambda each: _UPDATES.index(each.rule)
    )
    if any(each.window.opens <= now for each in fits):
        return "The window for an update is open now."
    ahead = min((each.window.opens for each in fits), default=None)
    if ahead:
        day = ahead.date()
        return f"The next window for an update opens on {day:%B} {day.day}, {day.year}."
    if _GUIDES.isdisjoint(look.person.groups):
        return "No window for updates lies ahead: they are neither a mentor nor a sponsor of yours."
    return "No window for an update lies ahead. It opens after your next contact with them."

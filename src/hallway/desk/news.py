"""Telling news: results and advice that was followed, each as one sentence, and what lies ahead."""

from dataclasses import dataclass
from datetime import date

from hallway.domain.applicants import Applicant, ExamState
from hallway.domain.ids import AdviceId
from hallway.playbooks.update_phrases import Phrases


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One thing to tell: a result by its kind, or advice of theirs that was followed."""

    kind: str
    text: str
    on: date
    result: str = ""
    advice: AdviceId | None = None


def tell(item: NewsItem, phrases: Phrases, today: date) -> str:
    """Return one piece of news as a sentence."""
    text = bare(item.text)
    if item.advice is None:
        return phrases.say(f"news.{item.kind}", text=text, day=say_day(item.on, today))
    if item.result:
        return phrases.say("news.advice", text=text, result=bare(item.result))
    return phrases.say("news.advice-done", text=text)


def tell_ahead(applicant: Applicant, phrases: Phrases, today: date) -> str:
    """Return what comes next: the nearest exam that is planned, and the Match; "" when neither is noted."""
    planned = [
        (each.on, each.name)
        for each in applicant.exams
        if each.state is ExamState.PLANNED and each.on and each.on >= today
    ]
    said = [phrases.say("next.exam", exam=name, day=say_day(on, today)) for on, name in sorted(planned)[:1]]
    year = applicant.match_year
    if year is not None and year >= today.year:
        said.append(phrases.say("next.match", year=str(year)))
    return " ".join(said)


def say_day(day: date, today: date) -> str:
    """Return a day as one writes it, with its year only when that is another."""
    year = "" if day.year == today.year else f", {day.year}"
    return f"{day:%B} {day.day}{year}"


def say_month(day: date, today: date) -> str:
    """Return a month as one writes it, with its year only when that is another."""
    return f"{day:%B}" if day.year == today.year else f"{day:%B %Y}"


def bare(text: str) -> str:
    """Return a text on one line, without the point that a sentence sets itself."""
    return " ".join(text.split()).rstrip(" .;,")

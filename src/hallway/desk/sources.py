"""Where slots are filled from: a closed vocabulary over what the record says about writer and recipient."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from hallway.desk.greetings import greet, name_in_text
from hallway.desk.material import Material, Recipient
from hallway.desk.news import NewsItem, say_day, say_month, tell, tell_ahead
from hallway.desk.vocabulary import Source, vocabulary
from hallway.domain.advice import Advice
from hallway.domain.applicants import Applicant, ExamState, Stage, Status
from hallway.domain.interactions import Interaction, Kind
from hallway.domain.names import fold
from hallway.domain.people import Work
from hallway.domain.promises import By, PromiseState
from hallway.domain.times import day_of
from hallway.playbooks.update_phrases import update_phrases

_TALKS = frozenset({Kind.MET, Kind.CALLED})
_HEARD = frozenset({Kind.MET, Kind.MAILED, Kind.CALLED, Kind.ROTATION_ENDED, Kind.HELPED_THEM, Kind.IMPORTED})
_MOST_NEWS = 4
_TOPIC_ANSWERS = ("topic", "first.topic", "them.focus", "met.topic")


@cache
def sources() -> Mapping[str, Source]:
    """Return every source by its name, in the order in which the reference lists them."""
    return MappingProxyType({each.name: each for each in vocabulary().sources})


def look_up(source: str, material: Material) -> str:
    """Return what the record has for a source, "" when it has nothing.

    Raises:
        KeyError: there is no such source.
    """
    found = _FINDERS[source](material)
    return found.strip() if sources()[source].kind == "text" else " ".join(found.split())


# ------------------------------------------------------------------------------- who writes


def _mine(take: Callable[[Applicant], str]) -> Callable[[Material], str]:
    """Return a finder that looks at the applicant."""
    return lambda material: take(material.applicant) if material.applicant else ""


def _who(applicant: Applicant) -> str:
    if applicant.status is None or not applicant.school:
        return ""
    phrases = vocabulary().who[_kind(applicant)]
    stage = applicant.stage.value if applicant.stage else "unknown"
    return phrases[stage].replace("{school}", _school(applicant))


def _school(applicant: Applicant) -> str:
    """Return the school with its country, where its name does not say it."""
    country = applicant.school_country
    if not country or fold(country) in fold(applicant.school):
        return applicant.school
    return f"{applicant.school} in {vocabulary().countries.get(country, country)}"


def _stage(stage: Stage | None) -> str:
    return vocabulary().stage[stage] if stage else ""


def _specialty(specialty: str) -> str:
    """Return a specialty as it stands in a sentence: "plastic surgery", but "ENT"."""
    return specialty if specialty.isupper() else specialty[:1].lower() + specialty[1:]


def _field(words: Sequence[str], specialty: str) -> str:
    """Return fields within a specialty as a noun: craniofacial and hand, of plastic surgery, are surgery."""
    known, said = vocabulary(), listed(words)
    noun = next(iter(specialty.split()[-1:]), "").casefold()
    is_adjective = any(each.casefold().endswith(known.adjectives) for each in words)
    return f"{said} {noun}" if is_adjective and noun in known.nouns and noun not in fold(said) else said


def _interest(applicant: Applicant) -> str:
    return _field(applicant.sub_interests, next(iter(applicant.specialties), ""))


def _status(applicant: Applicant) -> str:
    """Return the status for a subject line; graduates of US schools are named by their stage."""
    if applicant.status is Status.US_MD and applicant.stage:
        return _stage(applicant.stage)
    return vocabulary().status[_kind(applicant)] if applicant.status else ""


def _kind(applicant: Applicant) -> str:
    """Return as what somebody with a status applies, in the words of the vocabulary."""
    return "us-do" if applicant.is_us_do else (applicant.status or "")


def _zone(zone: str) -> str:
    """Return a zone as one says it: the name of its time, else the city that names it."""
    known = vocabulary().zones.get(zone)
    if known or "/" not in zone or zone.startswith("Etc/"):
        return known or ""
    return f"{zone.rsplit('/', 1)[-1].replace('_', ' ')} time"


def _tie(material: Material) -> str:
    """Return the applicant's reason for the state or city in which the recipient works."""
    applicant, other = material.applicant, material.recipient
    if applicant is None or other is None:
        return ""
    house = other.institution
    places = {other.person.state, other.person.city}
    places |= {house.state, house.city} if house else set()
    wanted = {fold(each) for each in places if each}
    return next((each.reason for each in applicant.ties if fold(each.place) in wanted), "")


def _degree(applicant: Applicant) -> str:
    """Return the degree: a student is a candidate; where the stage is unknown, none is claimed."""
    phrase = vocabulary().degree.get(applicant.stage, "") if applicant.stage and applicant.degree else ""
    return phrase.replace("{degree}", applicant.degree)


def _signature(applicant: Applicant) -> str:
    """Return name, degree and school, and how to reach the applicant, each on a line of its own."""
    degree = ", ".join(
        each for each in (_degree(applicant), applicant.school, applicant.school_country) if each
    )
    reach = (applicant.email, applicant.phone, applicant.profile_url)
    return "\n".join(each for each in (applicant.name, degree, *reach) if each)


def _passed(applicant: Applicant) -> str:
    return listed([each.name for each in applicant.exams if each.state is ExamState.PASSED])


# --------------------------------------------------------------------- to whom, and what was


def _theirs(take: Callable[[Recipient], str]) -> Callable[[Material], str]:
    """Return a finder that looks at the recipient."""
    return lambda material: take(material.recipient) if material.recipient else ""


def _focus(other: Recipient) -> str:
    person = other.person
    return _field((person.subspecialty,), person.specialty) or next(iter(person.topics), "")


def _work(take: Callable[[Work], str]) -> Callable[[Material], str]:
    """Return a finder that looks at the work of theirs that can be told most about, the newest first."""

    def find(other: Recipient) -> str:
        works = sorted(other.works, key=lambda each: not each.insight)
        return take(works[0]) if works else ""

    return _theirs(find)


def _met(take: Callable[[Interaction, Material], str]) -> Callable[[Material], str]:
    """Return a finder that looks at the last meeting or talk."""

    def find(material: Material) -> str:
        contacts = material.recipient.interactions if material.recipient else ()
        last = next((each for each in contacts if each.kind in _TALKS), None)
        return take(last, material) if last else ""

    return find


def _heard(material: Material) -> Interaction | None:
    """Return the last contact in which they heard from the applicant."""
    contacts = material.recipient.interactions if material.recipient else ()
    return next((each for each in contacts if each.kind in _HEARD), None)


def _last_month(material: Material) -> str:
    last = _heard(material)
    return say_month(day_of(last.at, last.zone), material.today) if last else ""


def _rotation_month(material: Material) -> str:
    contacts = material.recipient.interactions if material.recipient else ()
    ended = next((each for each in contacts if each.kind is Kind.ROTATION_ENDED), None)
    return say_month(day_of(ended.at, ended.zone), material.today) if ended else ""


def _first_day(material: Material) -> str:
    first, applicant = material.answers, material.applicant
    if first is None or first.sent_at is None:
        return ""
    return say_day(day_of(first.sent_at, applicant.zone if applicant else "UTC"), material.today)


def _first_topic(material: Material) -> str:
    """Return what the earlier message was about, by what filled its slots."""
    filled = dict(material.answers.filled) if material.answers else {}
    topic = next((filled[each] for each in _TOPIC_ANSWERS if filled.get(each)), "")
    title = filled.get("work.title", "")
    return topic or (f"your work “{title}”" if title else "")


def _number(key: str) -> Callable[[Material], str]:
    """Return a finder for a number of the guides: the upper end of a range."""
    return lambda material: str(material.playbook.number(key))


def _minutes(material: Material) -> str:
    """Return how long a call to ask for, never above the length that is too much."""
    return str(min(_usual(material, "ask.call.minutes"), material.playbook.number("ask.call.minutes.warn")))


def _questions(material: Material) -> str:
    number, words = _usual(material, "meeting.questions"), vocabulary().numbers
    return words[number] if number < len(words) else str(number)


def _usual(material: Material, key: str) -> int:
    """Return the usual number under a key, drawn into the range that the guide of this audience gives."""
    value = material.playbook.values[key]
    least = value.content[0] if isinstance(value.content, tuple) else value.content
    usual = value.default if isinstance(value.default, int) else value.number
    return min(max(usual, int(least)), value.number)


# ------------------------------------------------------------------------------ what is new


def _advice(take: Callable[[Advice], str]) -> Callable[[Material], str]:
    """Return a finder that looks at the advice of theirs that was followed, and not told them yet."""

    def find(other: Recipient) -> str:
        done = [each for each in other.advice if each.acted_on and not each.reported]
        return take(done[0]) if done else ""

    return _theirs(find)


def _since(material: Material) -> tuple[NewsItem, ...]:
    """Return what is new since they last heard from the applicant, the latest first."""
    last = _heard(material)
    start = day_of(last.at, last.zone) if last else None
    items = [
        NewsItem(each.kind.value, each.text, each.on)
        for each in material.milestones
        if each.on <= material.today and (start is None or each.on > start)
    ]
    items += [
        NewsItem("advice", each.text, each.acted_on, result=each.result, advice=each.id)
        for each in (material.recipient.advice if material.recipient else ())
        if each.acted_on is not None and each.reported is None
    ]
    return tuple(sorted(items, key=lambda each: each.on, reverse=True))


def _news(material: Material) -> str:
    news = _since(material)[:_MOST_NEWS]
    return "\n".join(f"- {tell(each, update_phrases(), material.today)}" for each in news)


def _latest(material: Material) -> str:
    return next((each.text for each in material.milestones if each.on <= material.today), "")


def _ahead(material: Material) -> str:
    applicant = material.applicant
    return tell_ahead(applicant, update_phrases(), material.today) if applicant else ""


def _promise(other: Recipient) -> str:
    mine = [each for each in other.promises if each.by is By.ME and each.state is PromiseState.OPEN]
    return mine[-1].text if mine else ""


def listed(words: Iterable[str]) -> str:
    """Return words as one lists them: "a", "a and b", "a, b and c"."""
    *first, last = [each for each in words if each] or [""]
    return f"{', '.join(first)} and {last}" if first else last


_FINDERS: Mapping[str, Callable[[Material], str]] = {
    "me.name": _mine(lambda me: me.name),
    "me.who": _mine(_who),
    "me.status": _mine(_status),
    "me.school": _mine(lambda me: me.school),
    "me.country": _mine(lambda me: vocabulary().countries.get(me.school_country, me.school_country)),
    "me.degree": _mine(_degree),
    "me.stage": _mine(lambda me: _stage(me.stage)),
    "me.graduation": _mine(lambda me: str(me.graduation_year or "")),
    "me.specialty": _mine(lambda me: _specialty(next(iter(me.specialties), ""))),
    "me.interest": _mine(_interest),
    "me.match_year": _mine(lambda me: str(me.match_year or "")),
    "me.location": _mine(lambda me: me.location),
    "me.skills": _mine(lambda me: listed(me.research_skills)),
    "me.hours": _mine(lambda me: str(me.hours_per_week or "")),
    "me.remote": _mine(lambda me: "remotely" if me.works_remotely else ""),
    "me.zone": _mine(lambda me: _zone(me.zone)),
    "me.languages": _mine(lambda me: listed(me.languages)),
    "me.strengths": _mine(lambda me: listed(me.strengths)),
    "me.values": _mine(lambda me: listed(me.mentor_values)),
    "me.why": _mine(lambda me: me.why_specialty),
    "me.experiences": _mine(lambda me: me.experiences),
    "me.why_abroad": _mine(lambda me: me.why_abroad),
    "me.exams": _mine(_passed),
    "me.tie": _tie,
    "me.email": _mine(lambda me: me.email),
    "me.phone": _mine(lambda me: me.phone),
    "me.profile": _mine(lambda me: me.profile_url),
    "me.signature": _mine(_signature),
    "them.greeting": _theirs(lambda them: greet(them.person, update_phrases())[0]),
    "them.name": _theirs(lambda them: name_in_text(them.person, update_phrases())),
    "them.role": _theirs(lambda them: them.person.role),
    "them.specialty": _theirs(lambda them: _specialty(them.person.specialty)),
    "them.focus": _theirs(_focus),
    "them.institution": _theirs(lambda them: them.institution.name if them.institution else ""),
    "them.department": _theirs(lambda them: them.department.name if them.department else ""),
    "them.introduced_by": _theirs(lambda them: them.introduced_by),
    "work.title": _work(lambda work: work.title),
    "work.kind": _work(lambda work: work.kind),
    "work.insight": _work(lambda work: work.insight),
    "met.event": _met(lambda last, _: last.event),
    "met.day": _met(lambda last, material: say_day(day_of(last.at, last.zone), material.today)),
    "met.topic": _met(lambda last, _: listed(last.topics)),
    "met.learned": _met(lambda last, _: last.learned),
    "met.next_step": _met(lambda last, _: last.next_step),
    "last.month": _last_month,
    "first.day": _first_day,
    "first.topic": _first_topic,
    "ask.minutes": _minutes,
    "ask.conference_minutes": _number("ask.conference.minutes"),
    "ask.questions": _questions,
    "advice.text": _advice(lambda advice: advice.text),
    "advice.result": _advice(lambda advice: advice.result),
    "news.items": _news,
    "news.latest": _latest,
    "news.ahead": _ahead,
    "promise.mine": _theirs(_promise),
    "rotation.month": _rotation_month,
}

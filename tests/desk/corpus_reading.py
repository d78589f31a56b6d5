"""Reading the labelled drafts: texts, what is known beside each, and what a fair reader would flag."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from hallway.desk.context import Context
from hallway.desk.material import Gone, Material, Recipient
from hallway.desk.template_reading import shipped_templates
from hallway.domain.advice import Advice
from hallway.domain.applicants import Applicant
from hallway.domain.asks import Answer, Ask, Rung
from hallway.domain.ids import (
    AdviceId,
    ApplicantId,
    AskId,
    DepartmentId,
    InstitutionId,
    InteractionId,
    MessageId,
    PersonId,
    WorkId,
)
from hallway.domain.institutions import Department, Institution
from hallway.domain.interactions import Channel, Interaction, Kind
from hallway.domain.messages import Medium, Message, MessageState, Request
from hallway.domain.people import Group, Person, Work
from hallway.formats.mail_texts import read_mail_text
from hallway.playbooks.library import make_playbook
from hallway.playbooks.rules import Playbook

CORPUS = Path(__file__).resolve().parent / "corpus"
PARTS = ("tuning", "kept")
"""`tuning` is what rules may be bent on; `kept` is looked at only as figures."""

TODAY = date(2026, 11, 23)
TAGS = ("non-native", "short", "long", "quoted", "signature", "bullets", "html", "names", "combined")
Table = dict[str, Any]
"""A table of TOML: of any shape, until a dataclass has taken it."""
_NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Fault:
    """One sort of fault: the rows of which a finding must enforce one, and what is wrong."""

    id: str
    rows: tuple[str, ...]
    says: str


@dataclass(frozen=True, slots=True)
class Label:
    """One fault in one draft; with `quotes`, a finding must overlap one of them to be about it."""

    fault: Fault
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the record knows of the recipient; numbers count contacts, newest about three weeks ago."""

    name: str = ""
    role: str = ""
    specialty: str = ""
    institution: str = ""
    department: str = ""
    introduced_by: str = ""
    zone: str = ""
    country: str = "US"
    event: str = ""  # where the two met
    may_follow_up: bool | None = None
    met: int = 0
    called: int = 0
    replied: int = 0
    mailed: int = 0
    helped_me: int = 0
    helped_them: int = 0
    rotations: int = 0
    unanswered: int = 0
    groups: list[str] = field(default_factory=list)
    works: list[str] = field(default_factory=list)
    advice: list[str] = field(default_factory=list)
    asks: list[str] = field(default_factory=list)  # "letter hesitated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One draft of the corpus. `ask` is None where a reader could see more than one request."""

    id: str
    part: str
    text: str
    expect: tuple[Label, ...]
    may: tuple[str, ...]  # rows that a reader may flag or not
    tags: tuple[str, ...] = ()
    medium: Medium | None = None
    template: str = ""
    audience: str = "img-general"
    at: datetime | None = None
    given: Given | None = None
    me: Mapping[str, str] | None = None
    answers: str = ""  # the earlier mail that this one follows up
    gone: tuple[Mapping[str, str], ...] = ()
    gone_today: int = 0
    known: tuple[str, ...] = ()
    has_cv: bool | None = None
    cv_pages: int | None = None
    ask: Request | None = None
    form: str = "text"  # or html: it is read as pasted mail is

    @property
    def is_good(self) -> bool:
        """Tell whether nothing is wrong with it."""
        return not self.expect


@cache
def faults() -> Mapping[str, Fault]:
    """Return every sort of fault by its name."""
    tables = tomllib.loads((CORPUS / "faults.toml").read_text("utf-8"))
    return {name: Fault(name, tuple(each["rows"]), each["says"]) for name, each in tables.items()}


@cache
def corpus() -> tuple[Labelled, ...]:
    """Return every draft of both parts, in the order of the files' names."""
    return tuple(
        _draft(table, part)
        for part in PARTS
        for path in sorted((CORPUS / part).glob("*.toml"))
        for table in tomllib.loads(path.read_text("utf-8"))["draft"]
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """A text with one request in it, and which one it is."""

    part: str
    text: str
    ask: Request


@cache
def asks() -> tuple[Asked, ...]:
    """Return every labelled request of both parts, each as the body of a mail."""
    return tuple(
        Asked(part, f"Dear Dr. Vance,\n\n{text}\n\nKind regards,\nLucía Quispe\n", Request(name))
        for part in PARTS
        for name, texts in tomllib.loads((CORPUS / "asks" / f"{part}.toml").read_text("utf-8")).items()
        for text in texts
    )


_PLAIN = frozenset(
    {"id", "text", "template", "audience", "answers", "gone_today", "has_cv", "cv_pages", "me", "form"}
)


def _draft(table: Table, part: str) -> Labelled:
    """Read one draft; a key that nobody knows, or an unknown fault, is an error."""
    taken: Table = {"part": part, "expect": (), "may": ()}
    for key, each in table.items():
        taken[key] = each if key in _PLAIN else _READ[key](each)
    if table.get("form") == "html":
        taken["text"] = read_mail_text(str(table["text"]).encode()).text
    draft = Labelled(**taken)
    for label in draft.expect:
        for quote in label.quotes:
            if quote not in draft.text:
                raise ValueError(f"{draft.id}: {quote!r} does not stand in the text")
    return draft


def _texts(each: object) -> tuple[str, ...]:
    if not isinstance(each, list):
        raise TypeError(each)
    return tuple(str(item) for item in each)


def _label(typed: str) -> Label:
    """Read `slang: wanna | gonna`: the fault, and any of the words it may be found at."""
    name, _, quotes = typed.partition(": ")
    return Label(faults()[name], tuple(each.strip() for each in quotes.split(" | ") if each.strip()))


def _may(each: object) -> tuple[str, ...]:
    """Read rows, or names of faults that stand for their rows."""
    found: list[str] = []
    for name in _texts(each):
        found += [name] if re.fullmatch(r"[A-Z]{3}-\d{2}", name) else faults()[name].rows
    return tuple(dict.fromkeys(found))


_READ: Mapping[str, Callable[[Any], object]] = {
    "expect": lambda each: tuple(_label(one) for one in _texts(each)),
    "may": _may,
    "tags": _texts,
    "known": _texts,
    "medium": lambda each: Medium(str(each)),
    "ask": lambda each: Request(str(each)),
    "at": lambda each: datetime.fromisoformat(str(each)),
    "given": lambda each: Given(**each),
    "gone": tuple,
}


# ---------------------------------------------------------------------------------------- contexts


@cache
def _playbook(audience: str) -> Playbook:
    return make_playbook(audience, overrides={})


def context_of(draft: Labelled) -> Context:
    """Return what the check is told beside the text."""
    recipient = _recipient(draft.given) if draft.given else None
    material = Material(
        playbook=_playbook(draft.audience),
        today=draft.at.date() if draft.at else TODAY,
        applicant=_applicant(draft) if draft.me is not None else None,
        recipient=recipient,
        answers=_earlier(draft) if draft.answers else None,
        known_names=draft.known,
    )
    return Context(
        material=material,
        medium=draft.medium,
        template=next((each for each in shipped_templates() if each.id == draft.template), None),
        at=draft.at,
        gone=tuple(_gone(each) for each in draft.gone),
        gone_today=draft.gone_today,
        has_cv=draft.has_cv,
        cv_pages=draft.cv_pages,
    )


def _applicant(draft: Labelled) -> Applicant:
    bare = Applicant(
        id=ApplicantId("me"), name="Samira Qadir", audience=draft.audience, zone="America/New_York"
    )
    changed: Table = dict(draft.me or {})
    if "specialties" in changed:
        changed["specialties"] = tuple(changed["specialties"].split("; "))
    return replace(bare, **changed)


def _earlier(draft: Labelled) -> Message:
    went = _NOON - timedelta(days=12)
    return Message(
        id=MessageId("first"),
        medium=Medium.MAIL,
        text=draft.answers,
        person=PersonId("they"),
        state=MessageState.SENT,
        made_at=went,
        edited_at=went,
        sent_at=went,
    )


def _gone(table: Mapping[str, str]) -> Gone:
    return Gone(
        name=table["name"],
        text=table["text"],
        template=table.get("template", ""),
        unit=table.get("unit", ""),
        institution=table.get("institution", ""),
        sent_at=_NOON - timedelta(days=int(table.get("days_ago", "3"))),
    )


_KINDS = {
    "met": (Kind.MET, Channel.IN_PERSON),
    "called": (Kind.CALLED, Channel.PHONE),
    "replied": (Kind.REPLIED, Channel.E_MAIL),
    "mailed": (Kind.MAILED, Channel.E_MAIL),
    "helped_me": (Kind.HELPED_ME, None),
    "helped_them": (Kind.HELPED_THEM, None),
    "rotations": (Kind.ROTATION_ENDED, Channel.IN_PERSON),
}


def _recipient(given: Given) -> Recipient:
    they = PersonId("they")
    place = InstitutionId(given.institution)
    person = Person(
        id=they,
        name=given.name,
        role=given.role,
        specialty=given.specialty,
        zone=given.zone,
        country=given.country,
        introduced_by=PersonId("introducer") if given.introduced_by else None,
        may_follow_up=given.may_follow_up,
        groups=tuple(Group(each) for each in given.groups),
    )
    return Recipient(
        person=person,
        institution=Institution(id=place, name=given.institution) if given.institution else None,
        department=(
            Department(id=DepartmentId(given.department), institution=place, name=given.department)
            if given.department
            else None
        ),
        introduced_by=given.introduced_by,
        zone=given.zone,
        country=given.country,
        works=tuple(Work(id=WorkId(each), person=they, title=each) for each in given.works),
        interactions=tuple(_interactions(given)),
        asks=tuple(_ask(each) for each in given.asks),
        advice=tuple(
            Advice(id=AdviceId(each), person=they, text=each, given=TODAY - timedelta(days=40))
            for each in given.advice
        ),
        unanswered=given.unanswered,
    )


def _interactions(given: Given) -> Iterable[Interaction]:
    """Yield contacts from the newest to the oldest, three weeks apart; unanswered mails came last."""
    counts = {name: getattr(given, name) for name in _KINDS}
    counts["mailed"] = max(0, given.mailed - given.unanswered)
    order = ["mailed"] * given.unanswered + [name for name, count in counts.items() for _ in range(count)]
    for index, name in enumerate(order):
        kind, channel = _KINDS[name]
        days = 12 + index if name == "mailed" and index < given.unanswered else 21 * (index + 1)
        yield Interaction(
            id=InteractionId(f"contact-{index}"),
            person=PersonId("they"),
            at=_NOON - timedelta(days=days),
            zone=given.zone or "America/New_York",
            kind=kind,
            channel=channel,
            event=given.event if name == "met" else "",
        )


def _ask(typed: str) -> Ask:
    rung, _, answer = typed.partition(" ")
    return Ask(
        id=AskId(typed),
        person=PersonId("they"),
        rung=Rung(rung),
        on=TODAY - timedelta(days=20),
        answer=Answer(answer) if answer else Answer.PENDING,
    )

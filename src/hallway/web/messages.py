"""One message: written with what to mind beside it, taken along, and followed until it is settled."""

from collections.abc import Iterable
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.responses import Response

from hallway.actions import desk, messages
from hallway.actions.message_parts import as_mail
from hallway.actions.message_views import MessageView, get_message_view
from hallway.actions.messages import Sent
from hallway.actions.person_views import PersonView, show_person
from hallway.desk.checking import Report
from hallway.desk.context import Grammar
from hallway.desk.findings import Finding
from hallway.desk.grammar import find_built_grammar, find_grammar
from hallway.desk.remedies import apply_remedy
from hallway.domain.documents import DocumentKind
from hallway.domain.errors import HallwayError
from hallway.domain.ids import DocumentId, MessageId
from hallway.domain.messages import WAITING, Medium, Message, MessageState, Way
from hallway.formats.mails import LONGEST_MAILTO, Mail, name_file, write_mail, write_mailto
from hallway.playbooks.cautions import Caution
from hallway.web import words
from hallway.web.checks import chosen
from hallway.web.errors import status_of
from hallway.web.forms import EMPTY, Form, Typed
from hallway.web.labels import label
from hallway.web.marks import Field, Marked, mark
from hallway.web.visits import Here, Visit, own_path

router = APIRouter()

_CVS = frozenset({DocumentKind.CV_SHORT, DocumentKind.CV_FULL})
_TOO_LONG = (
    "This is too long to hand over to a mail program as an address: download it as a mail, or copy it."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Typing:
    """The fields of a message as they stand in its form."""

    subject: str
    text: str
    address: str
    cv: str

    @property
    def whole(self) -> str:
        """Return subject and text as they are checked."""
        return as_mail(self.subject, self.text)

    @property
    def fields(self) -> tuple[Field, ...]:
        """Return where subject and text lie in the whole."""
        shift = len(self.whole) - len(self.text)
        text = Field("text", shift, len(self.whole))
        head = len("Subject: ")
        return (Field("subject", head, head + len(self.subject)), text) if self.subject else (text,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What stands beside a message while it is written."""

    report: Report
    marked: Marked
    mailto: str
    mailto_says: str
    papers: tuple[tuple[str, str], ...]
    facts: PersonView | None


@router.get("/messages/{message}")
def show(visit: Here, message: str) -> Response:
    """Show a message, with what to mind while it has not gone."""
    return _page(visit, MessageId(message))


@router.post("/messages/{message}")
def save(visit: Here, form: Typed, message: str) -> Response:
    """Keep what was typed."""
    try:
        _save(visit, form, MessageId(message))
    except HallwayError as error:
        return _page(visit, MessageId(message), form, error)
    return visit.done(f"/messages/{message}")


@router.post("/messages/{message}/check")
def check(visit: Here, form: Typed, message: str) -> Response:
    """Show what to mind in what was typed, and that alone: it is asked for as one types."""
    known = _get(visit, MessageId(message))
    typed = _typing(known, form)
    report = _check(visit, known.id, typed, find_built_grammar())
    marked = mark(typed.whole, report.findings, typed.fields)
    return visit.show("message_found.html", message=known, report=report, marked=marked)


@router.post("/messages/{message}/fix")
def fix(visit: Here, form: Typed, message: str) -> Response:
    """Keep what was typed with a remedy in it."""
    key = MessageId(message)
    try:
        typed = _typing(_get(visit, key), form)
        found = chosen(_check(visit, key, typed, find_grammar()), form.text("fix"))
        subject, text = _split(apply_remedy(typed.whole, found), typed)
        messages.change_message(
            visit.store,
            visit.app.clock,
            message=key,
            text=text,
            subject=subject,
            address=typed.address,
            cv=typed.cv,
        )
    except HallwayError as error:
        return _page(visit, key, form, error)
    return visit.done(f"/messages/{message}")


@router.post("/messages/{message}/ready")
def take_along(visit: Here, form: Typed, message: str) -> Response:
    """Keep what was typed, and note by which way it is taken to where it is sent from."""
    key = MessageId(message)
    try:
        way = form.need("way", Way)
        _save(visit, form, key)
        write_mail(_mail(visit, _typing(_get(visit, key))))  # a faulty address is told before it is ready
        messages.make_ready(visit.store, visit.app.clock, message=key, way=way)
    except HallwayError as error:
        return _page(visit, key, form, error)
    if way is Way.EML:  # a download leaves the page as it is
        return visit.leave(f"/messages/{message}/letter.eml")
    return visit.done(f"/messages/{message}#go")


@router.get("/messages/{message}/letter.eml")
def download(visit: Here, message: str) -> Response:
    """Hand a message over as a file that a mail program opens as a draft."""
    typed = _typing(_get(visit, MessageId(message)))
    return Response(
        write_mail(_mail(visit, typed)),
        media_type="message/rfc822",
        headers={"Content-Disposition": f'attachment; filename="{name_file(typed.subject)}"'},
    )


@router.post("/messages/{message}/sent")
def send(visit: Here, form: Typed, message: str) -> Response:
    """Note that the applicant sent it; what speaks against the moment is told and blocks nothing."""
    key = MessageId(message)
    try:
        _save(visit, form, key)
        known = _get(visit, key)
        before = _check(visit, key, _typing(known))
        sent = messages.mark_sent(visit.store, visit.app.clock, message=key)
    except HallwayError as error:
        return _page(visit, key, form, error)
    return visit.done(f"/messages/{message}", cautions=(*_of_the_moment(sent, before), *sent.cautions))


def _of_the_moment(sent: Sent, before: Report) -> Iterable[Caution]:
    """Yield what only the moment of sending brought up: the rest stood beside the text all along."""
    known = {(each.rule, each.start, each.end) for each in before.findings}
    for each in sent.findings:
        if (each.rule, each.start, each.end) not in known:
            yield _as_caution(each)


def _as_caution(finding: Finding) -> Caution:
    return Caution(
        rule="",  # a rule of the desk has no page of its own
        rows=finding.rows,
        guides=(finding.guide,) if finding.guide else (),
        severity=finding.severity,
        says=finding.says,
        because=finding.because,
        remedy=finding.remedy,
    )


@router.post("/messages/{message}/replied")
def hear(visit: Here, form: Typed, message: str) -> Response:
    """Note that they replied."""
    messages.note_reply(visit.store, visit.app.clock, message=MessageId(message), note=form.text("note"))
    return visit.done(own_path(form.text("back"), f"/messages/{message}"))


@router.post("/messages/{message}/close")
def close(visit: Here, form: Typed, message: str) -> Response:
    """Stop waiting for an answer, and name others at the same place."""
    closed = messages.close_kindly(visit.store, visit.app.clock, message=MessageId(message))
    return visit.done(
        own_path(form.text("back"), f"/messages/{message}"),
        people=closed.others,
        people_say="Others there whom you could ask instead:" if closed.others else "",
    )


@router.post("/messages/{message}/bounced")
def bounce(visit: Here, form: Typed, message: str) -> Response:
    """Note that it came back, and lead to the address that is wrong."""
    bounced = messages.note_bounce(visit.store, visit.app.clock, message=MessageId(message))
    return visit.done(
        own_path(form.text("back"), f"/messages/{message}"),
        link=f"/people/{bounced.person}/edit" if bounced.person else "",
        link_says="The address is wrong or has changed: correct it" if bounced.person else "",
    )


@router.post("/messages/{message}/remove")
def remove(visit: Here, message: str) -> Response:
    """Remove a message; undo brings it back."""
    messages.remove_message(visit.store, visit.app.clock, message=MessageId(message))
    return visit.done("/outbox")


# ------------------------------------------------------------------------------------------- pieces


def _get(visit: Visit, message: MessageId) -> Message:
    with visit.store.reading() as reading:
        return reading.get(Message, message)


def _typing(message: Message, form: Form = EMPTY) -> Typing:
    return Typing(
        subject=form.text("subject", message.subject),
        text=form.text("text", message.text),
        address=form.text("address", message.address),
        cv=form.text("cv", message.cv or ""),
    )


def _save(visit: Visit, form: Form, message: MessageId) -> None:
    """Keep what was typed anew; what the form has no field for stays as it is."""
    typed = _typing(_get(visit, message), form)
    messages.change_message(
        visit.store,
        visit.app.clock,
        message=message,
        text=typed.text,
        subject=typed.subject,
        address=typed.address,
        cv=typed.cv,
    )


def _check(visit: Visit, message: MessageId, typed: Typing, grammar: Grammar | None = None) -> Report:
    return desk.check_text(
        visit.store,
        visit.app.clock,
        text=typed.whole,
        message=message,
        cv=DocumentId(typed.cv) if typed.cv else None,
        grammar=grammar,
    )


def _split(whole: str, typed: Typing) -> tuple[str, str]:
    """Return subject and text of a whole in which something was replaced."""
    if not typed.subject:
        return "", whole
    head, _, text = whole.partition("\n\n")
    return head.removeprefix("Subject:").strip(), text


def _page(
    visit: Visit, message: MessageId, form: Form = EMPTY, fault: HallwayError | None = None
) -> Response:
    view = get_message_view(visit.store, visit.app.clock, message=message, grammar=find_grammar())
    typed = _typing(view.message, form)
    return visit.show(
        "message.html",
        status_of(fault) if fault else 200,
        form=form,
        fault=fault,
        view=view,
        typed=typed,
        beside=_beside(visit, view, typed),
        person=view.recipient.person if view.recipient else None,
        when=when_of(visit, view.message),
        is_open=view.message.state in WAITING,
    )


def _beside(visit: Visit, view: MessageView, typed: Typing) -> Beside:
    is_kept = typed == _typing(view.message)
    report = view.report if is_kept else _check(visit, view.message.id, typed, find_grammar())
    person = view.message.person
    mailto, says = _mailto(visit, typed) if view.message.medium is Medium.MAIL else ("", "")
    return Beside(
        report=report,
        marked=mark(typed.whole, report.findings, typed.fields),
        mailto=mailto,
        mailto_says=says,
        papers=tuple(
            (each.id, ", ".join(filter(None, (each.label, label(each.kind.value)))))
            for each in view.documents
            if each.kind in _CVS
        ),
        facts=show_person(visit.store, visit.app.clock, person=person) if person else None,
    )


def _mail(visit: Visit, typed: Typing) -> Mail:
    return Mail(
        to_address=typed.address,
        from_address=visit.applicant.email,
        from_name=visit.applicant.name,
        subject=typed.subject,
        text=typed.text,
    )


def _mailto(visit: Visit, typed: Typing) -> tuple[str, str]:
    """Return what opens the mail program, or else why it cannot."""
    try:
        found = write_mailto(_mail(visit, typed))
    except HallwayError as error:
        return "", str(error)
    return (found, "") if len(found) <= LONGEST_MAILTO else ("", _TOO_LONG)


def when_of(visit: Visit, message: Message) -> str:
    """Return when the last thing happened to a message, in words."""
    zone = visit.applicant.zone

    def since(verb: str) -> str:
        moment = message.settled_at or message.sent_at or message.edited_at
        return f"{verb} {words.since(moment, visit.now, zone)}"

    if message.state in WAITING:
        return since("changed")
    sent = f"sent {words.since(message.sent_at, visit.now, zone)}" if message.sent_at else ""
    if message.state is MessageState.SENT:
        return sent
    return ", ".join(filter(None, (sent, since("settled"))))

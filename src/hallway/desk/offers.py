"""Offers of research help, mails to programs, and the CV that goes along."""

import re
from collections.abc import Iterator, Mapping

from hallway.desk.check_rules import CheckRule
from hallway.desk.context import Detector, Reading
from hallway.desk.drafts import Draft, Span
from hallway.desk.findings import Hit
from hallway.desk.personal import fact_within, first_fact, is_english
from hallway.desk.word_lists import wordings
from hallway.domain.messages import Medium, Request
from hallway.domain.names import fold
from hallway.playbooks.cautions import Severity
from hallway.playbooks.rules import Playbook

_SURGERY = "us-img-general-surgery"
_FORMS = frozenset({"TPL-02"})
_PROGRAM_ROLES = ("program director", "program coordinator", "residency coordinator")
_PAGES = re.compile(
    r"\b(?P<pages>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twelve)[ -]pages?(?: long)?"
    r" (?:[\w-]+ ){0,2}?(?:cv|resume|curriculum vitae)\b"
    r"|\b(?:cv|resume|curriculum vitae)\b(?: [\w-]+){0,3}? (?P<behind>\d{1,2}"
    r"|two|three|four|five|six|seven|eight|nine|ten|twelve) pages\b"
)
_NUMBERS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
}


def find_bare_offer(_rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell what an offer of research help leaves out: skills, hours, zone, tasks."""
    draft, template = reading.draft, reading.context.template
    where = _offer(reading)
    if where is None or not is_english(draft):
        return
    lacks = []
    if not _says_anywhere(draft, "skills"):
        lacks.append("what you can do")
    if not _says_anywhere(draft, "available"):
        lacks.append("when and how many hours a week")
    bare = len(lacks)
    wants_all = reading.context.material.playbook.base == _SURGERY or (template and template.id in _FORMS)
    if wants_all and not bare and not _says_anywhere(draft, "hours"):
        lacks.append("how many hours a week")
    if wants_all and not _says_anywhere(draft, "zone"):
        lacks.append("whether you work remotely, and in which time zone")
    if lacks:
        severity = Severity.WARN if bare > 1 else Severity.NOTE
        yield Hit(start=where.start, end=where.end, words={"lacks": " and ".join(lacks)}, severity=severity)


def _offer(reading: Reading) -> Span | None:
    draft, template = reading.draft, reading.context.template
    if template is not None and template.request is not Request.TASK:
        return None
    if not reading.is_cold and reading.request is not Request.TASK:
        return None
    if reading.request in {Request.LETTER, Request.ROTATION, Request.ADVOCACY}:
        return None
    pattern = wordings("offers", "offers" if reading.request is Request.TASK else "offers.mine")
    return next(
        (each for each in draft.sentences if pattern.search(draft.folded, each.start, each.end)), None
    )


def find_program_mail(_rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell when a first mail to a program gives no reason to write to this one."""
    draft = reading.draft
    if not reading.is_cold or reading.medium is not Medium.MAIL or not is_english(draft):
        return
    asks_little = reading.request in {Request.NONE, Request.ADVOCACY}
    is_known = reading.context.material.recipient is not None
    other = reading.context.material.recipient
    is_office = other is not None and any(each in fold(other.person.role) for each in _PROGRAM_ROLES)
    is_about = (
        _says(draft, "program-talk") or (is_known and asks_little) or (is_office and _says(draft, "web-page"))
    )
    if _is_to_program(reading) and is_about and not _says(draft, "program-reason"):
        if first_fact(draft) is not None and not (is_office and _is_all_from_page(draft)):
            return
        where = draft.salutation or draft.body
        found = next(_found(draft, "program-talk"), where)
        yield Hit(start=found.start, end=found.end)


def _is_all_from_page(draft: Draft) -> bool:
    """Tell whether whatever the text knows of a program is what the program's pages show to everybody."""
    told = [each for each in draft.sentences if fact_within(draft, each) is not None]
    return bool(told) and all(_in(draft, each, "web-page") for each in told)


def _is_to_program(reading: Reading) -> bool:
    draft, other = reading.draft, reading.context.material.recipient
    if draft.salutation and wordings("offers", "program-greeting").search(draft.folded, *draft.salutation):
        return True
    if other is not None:
        return any(each in fold(other.person.role) for each in _PROGRAM_ROLES)
    return draft.salutation is None or not re.search(
        r"\b(?:dr|prof|professor|doctor)\b\.? \w", draft.words_of(draft.salutation)
    )


def find_missing_cv(_rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell when a text says that the CV goes along and none does."""
    if reading.context.has_cv is not False:
        return
    draft = reading.draft
    for sentence in draft.sentences:
        found = wordings("offers", "attached").search(draft.folded, sentence.start, sentence.end)
        if found and (_in(draft, sentence, "cv") or not _in(draft, sentence, "other-papers")):
            yield Hit(start=found.start(), end=found.end())
            return


def find_long_cv(_rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell when the CV that goes with a first mail has more pages than the guide sends."""
    if not reading.is_cold:
        return
    draft, context = reading.draft, reading.context
    most = _pages(context.material.playbook)
    if context.has_cv and context.cv_pages is not None and context.cv_pages > most:
        where = next(_found(draft, "cv"), draft.body)
        yield Hit(start=where.start, end=where.end, words={"pages": str(context.cv_pages), "most": str(most)})
        return
    for place in draft.paragraphs:
        found = _PAGES.search(draft.folded, place.start, place.end)
        said = found and (found["pages"] or found["behind"])
        if found and said:
            pages = _NUMBERS.get(said) or int(said)
            if pages > most:
                yield Hit(
                    start=found.start(), end=found.end(), words={"pages": str(pages), "most": str(most)}
                )
                return


def _pages(playbook: Playbook) -> int:
    """Return how many pages a CV may have with this audience: the full CV where only that is named."""
    short, full = playbook.values["cv.pages.short"], playbook.values["cv.pages.full"]
    return (
        full.number
        if playbook.base in full.per_audience and playbook.base not in short.per_audience
        else short.number
    )


def find_unmentioned_cv(_rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Tell when a first research mail says nothing of a CV where the audience's guide attaches it."""
    context, draft = reading.context, reading.draft
    value = context.material.playbook.values["mail.cold.attach_cv.research"]
    wanted = value.content is True and (not value.wording.get(context.material.playbook.base))
    if not (reading.is_cold and wanted and context.has_cv is False and is_english(draft)):
        return
    if reading.request is not Request.TASK or _offer(reading) is None:
        return
    whole = draft.folded
    if wordings("offers", "cv").search(whole) or wordings("offers", "attached").search(whole):
        return
    where = draft.sentences[-1]
    yield Hit(start=where.start, end=where.end)


def _found(draft: Draft, name: str) -> Iterator[Span]:
    pattern = wordings("offers", name)
    for place in draft.paragraphs:
        yield from (
            Span(each.start(), each.end()) for each in pattern.finditer(draft.folded, place.start, place.end)
        )


def _says(draft: Draft, name: str) -> bool:
    return next(_found(draft, name), None) is not None


def _says_anywhere(draft: Draft, name: str) -> bool:
    """Tell whether the text or its subject says it."""
    return _says(draft, name) or (draft.subject is not None and _in(draft, draft.subject, name))


def _in(draft: Draft, sentence: Span, name: str) -> bool:
    return wordings("offers", name).search(draft.folded, sentence.start, sentence.end) is not None


DETECTORS: Mapping[str, Detector] = {
    "bare-offer": find_bare_offer,
    "program-mail": find_program_mail,
    "missing-cv": find_missing_cv,
    "long-cv": find_long_cv,
    "unmentioned-cv": find_unmentioned_cv,
}

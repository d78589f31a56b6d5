"""Checks on subject lines, and one made from what the record says about the applicant."""

import re
from collections.abc import Iterator, Mapping

from hallway.desk.check_rules import CheckRule, shipped_rules
from hallway.desk.context import Detector, Reading
from hallway.desk.drafts import Span
from hallway.desk.findings import Hit
from hallway.desk.phrases import pattern_of
from hallway.domain.applicants import Applicant, Stage, Status
from hallway.domain.messages import Request

_PREFIX = re.compile(
    r"\s*(?:\[?external\]?:?\s*)?(?:(?:re|fwd?|aw|wg|sv|rv|tr)\s*(?:\[\d+\])?\s*[:\uff1a])+\s*", re.IGNORECASE
)
_STRANGERS = re.compile(
    r"\b(?:we|you)(?: and i)?(?: have| do| did)?(?:n't| not| never) (?:yet |actually |really |ever )?"
    r"(?:know each other|know me|met\b|spoken|talked)"
)
_LEAST_CAPITALS = 4
_STATUS: Mapping[Status, str] = {
    Status.US_CITIZEN_IMG: "US-citizen IMG",
    Status.NON_US_IMG: "IMG",
    Status.US_MD: "US MD graduate",
}
_STAGE: Mapping[Stage, str] = {
    Stage.STUDENT: "Medical student",
    Stage.FINAL_YEAR: "Final-year student",
    Stage.RESIDENT: "Resident",
}
_PURPOSE: Mapping[Request, str] = {
    Request.ADVICE: "a question on your path",
    Request.MEETING: "request for a short call",
    Request.TASK: "offer of help with research",
    Request.LETTER: "request for a letter",
    Request.ROTATION: "question on electives",
    Request.ADVOCACY: "a request before the interviews",
    Request.INFORM: "news on my application",
    Request.NONE: "a note on your work",
}


def _status(applicant: Applicant) -> str | None:
    if applicant.is_us_do:
        return "US DO graduate"
    return _STATUS[applicant.status] if applicant.status else None


def suggest_subject(applicant: Applicant | None, request: Request) -> str:
    """Return a subject of status, specialty and purpose, from what the record knows."""
    if applicant is None:
        return f"Final-year student, pediatrics: {_PURPOSE[request]}"
    who = (
        _status(applicant)
        or (_STAGE.get(applicant.stage) if applicant.stage else None)
        or "Residency applicant"
    )
    specialty = f", {applicant.specialties[0]}" if applicant.specialties else ""
    return f"{who}{specialty}: {_PURPOSE[request]}"


def _hit(reading: Reading, where: Span) -> Hit:
    applicant = reading.context.material.applicant
    instead = suggest_subject(applicant, reading.request)
    can_replace = applicant is not None and where.start < where.end
    return Hit(
        start=where.start,
        end=where.end,
        words={"instead": instead},
        replacement=instead if can_replace else None,
    )


def _is_answer(reading: Reading) -> bool:
    material = reading.context.material
    return bool(
        reading.draft.quoted or material.answers or (material.recipient and material.recipient.messages)
    )


def _bare(reading: Reading) -> Span | None:
    """Return the subject without "Re:" and the like, None where there is none."""
    subject = reading.draft.subject
    if subject is None:
        return None
    found = _PREFIX.match(reading.draft.text, subject.start, subject.end)
    return Span(found.end() if found else subject.start, subject.end)


def find_missing(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Find a mail with a head but without a subject; a body that was pasted alone may have one elsewhere."""
    del rule
    draft = reading.draft
    subject = draft.subject
    if subject is None and (draft.sender or draft.to):
        yield _hit(reading, Span(0, 0))
    elif subject is not None and not draft.text[subject.start : subject.end].strip():
        start = draft.folded.rfind("subject", 0, subject.start)
        yield _hit(reading, Span(max(start, 0), max(start, 0)))


def find_vague(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Find a subject that is, as a whole, one that anybody could write."""
    subject = _bare(reading)
    if subject is None or subject.start >= subject.end or _is_answer(reading):
        return
    said = " ".join(reading.draft.words_of(subject).split()).strip(" .,:;!?-*")
    if not said or pattern_of(rule.phrases).fullmatch(said):
        loud = (each for each in shipped_rules() if each.detects == "subject-loud")
        if not any(True for each in loud for _ in find_loud(each, reading)):  # one fault, one finding
            yield _hit(reading, subject)


def find_loud(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Find a subject that presses, promises, or stands in capitals."""
    subject = _bare(reading)
    if subject is None:
        return
    draft = reading.draft
    words = re.findall(r"[^\W\d_]+", draft.text[subject.start : subject.end])
    long = [each for each in words if len(each) >= _LEAST_CAPITALS and re.search("[AEIOUY]", each)]
    least = reading.context.material.playbook.number("mail.capitals.words")
    shouts = len(words) >= least and len(long) >= _SHOUTED and all(each.isupper() for each in words)
    found = pattern_of(rule.phrases).finditer(draft.folded, subject.start, subject.end)
    pressing = next((each for each in found if not _is_part_of_name(draft.folded, subject, each)), None)
    if pressing and pattern_of(rule.unless).search(draft.folded, subject.start, subject.end):
        pressing = None
    if shouts or pressing:
        yield _hit(reading, subject)


def _is_part_of_name(folded: str, subject: Span, found: re.Match[str]) -> bool:
    """Tell whether the word is somebody else's: in quotes, or tied to another as in "ASAP-2"."""
    quotes = folded.count('"', subject.start, found.start())
    if quotes % 2 == 1 and '"' in folded[found.end() : subject.end]:
        return True
    return folded[found.end() : found.end() + 1] == "-" or folded[found.start() - 1 : found.start()] == "-"


_SHOUTED = 2
"""So many long words with vowels, all of them capitals, are no string of abbreviations."""


def find_false_reply(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Find "Re:" or "Fwd:" on a first mail that quotes nothing."""
    del rule
    subject = reading.draft.subject
    is_first = reading.is_cold or _STRANGERS.search(reading.draft.folded)
    if subject is None or not is_first or _is_answer(reading):
        return
    found = _PREFIX.match(reading.draft.text, subject.start, subject.end)
    if found:
        yield Hit(start=found.start(), end=found.end(), replacement="")


def find_long(rule: CheckRule, reading: Reading) -> Iterator[Hit]:
    """Find a subject that is cut off."""
    del rule
    subject = _bare(reading)
    limit = reading.context.material.playbook.number("subject.characters.max")
    if subject and subject.end - subject.start > limit and not _is_answer(reading):
        words = {"length": str(subject.end - subject.start), "limit": str(limit)}
        yield Hit(start=subject.start, end=subject.end, words=words)


DETECTORS: Mapping[str, Detector] = {
    "subject-missing": find_missing,
    "subject-vague": find_vague,
    "subject-loud": find_loud,
    "subject-false-reply": find_false_reply,
    "subject-long": find_long,
}
"""Detectors of subject lines by the names that rules give them."""

"""Understanding a draft before it is checked: what sort of text it is, what it asks, whether it is cold."""

import re

from hallway.desk.context import Context, Reading
from hallway.desk.drafts import Draft
from hallway.desk.requests import recognize
from hallway.desk.templates import Template
from hallway.desk.word_lists import wordings
from hallway.domain.interactions import TWO_WAY
from hallway.domain.messages import Medium, Request

_WORDS = "relations"
_NOTE_LETTERS = 400  # a note to connect is a few lines; the platform's own limit is a matter for checks
_SPOKEN_WORDS = 250
_TAG = re.compile(r"(?<!\w)#[^\W\d_]\w+")
_TAGS = 2
_POST_WORDS = (8, 250)
_HEADLINE_WORDS = 30
_ALIKE = frozenset({Request.ADVICE, Request.MEETING})
_SILENT = frozenset({Request.INFORM, Request.NONE})


def understand(draft: Draft, context: Context) -> Reading:
    """Return the draft with what was understood of it."""
    medium = context.medium or (context.template.medium if context.template else guess_medium(draft))
    return Reading(
        draft=draft,
        context=context,
        medium=medium,
        request=_request(draft, medium, context.template),
        is_cold=medium in {Medium.MAIL, Medium.NOTE} and _is_cold(draft, context),
    )


def _request(draft: Draft, medium: Medium, template: Template | None) -> Request:
    """Return what the text asks; where words leave it open, the template says which of two it is."""
    found = recognize(draft, medium)
    if template is not None and {found, template.request} in (_ALIKE, _SILENT):
        return template.request
    if (template is not None and template.request is Request.NONE) and medium is Medium.SPOKEN:
        return Request.NONE if found is Request.ADVICE else found  # a question put to a speaker is no request
    return found


def guess_medium(draft: Draft) -> Medium:
    """Return what sort of text this is when nobody said: a mail, unless its own words show otherwise."""
    if draft.subject is not None or draft.quoted:
        return Medium.MAIL
    if _is_marked_post(draft):
        return Medium.POST
    if _is_headline(draft):
        return Medium.PROFILE
    if len(draft.text.strip()) <= _NOTE_LETTERS and wordings(_WORDS, "network").search(draft.folded):
        return Medium.NOTE
    if _is_spoken(draft):
        return Medium.SPOKEN
    return Medium.POST if _tells_everybody(draft) else Medium.MAIL


def _is_marked_post(draft: Draft) -> bool:
    """Tell whether a text to nobody carries what only posts carry: hashtags, words about its picture."""
    if draft.salutation is not None or draft.closing is not None:
        return False
    tags = len(_TAG.findall(draft.text))
    return (
        tags >= _TAGS
        or (wordings(_WORDS, "post").search(draft.folded) is not None)
        or (tags > 0 and not _names_reader(draft))
    )


def _names_reader(draft: Draft) -> bool:
    return wordings(_WORDS, "reader").search(wordings(_WORDS, "everybody").sub(" ", draft.folded)) is not None


def _tells_everybody(draft: Draft) -> bool:
    """Tell whether a text has nothing of a mail: no greeting, closing, reader, request or presenting.

    A mail pasted without its salutation says "you", asks for something, or says who writes.
    """
    if any((draft.salutation, draft.closing, draft.name, draft.signature)) or not draft.sentences:
        return False
    if not _POST_WORDS[0] <= draft.words <= _POST_WORDS[1] or _names_reader(draft):
        return False
    is_mail = shows(draft, "introduces") or shows(draft, "warm") or shows(draft, "mail")
    return not is_mail and recognize(draft) is Request.NONE


def _is_headline(draft: Draft) -> bool:
    text = draft.text.strip()
    return "\n" not in text and text.count(" | ") > 0 and len(text.split()) <= _HEADLINE_WORDS


def _is_spoken(draft: Draft) -> bool:
    """Tell whether somebody introduces themselves aloud: a greeting to nobody by name, then who they are."""
    if draft.closing is not None or draft.name is not None or draft.signature is not None:
        return False
    if not draft.sentences or draft.words > _SPOKEN_WORDS:
        return False
    words = " ".join(draft.folded.split())
    greeting = wordings(_WORDS, "bare-greeting").match(words)
    rest = words[greeting.end() :].lstrip(" ,.!-") if greeting else words
    if greeting and rest == words:
        return False
    start = wordings(_WORDS, "self").match(rest)
    return bool(greeting and start) or bool(start and "nice to meet you" in words)


def _is_cold(draft: Draft, context: Context) -> bool:
    if context.material.answers is not None or draft.quoted:
        return False
    other = context.material.recipient
    if other is not None:
        return not other.person.groups and not any(each.kind in TWO_WAY for each in other.interactions)
    return context.template.is_cold if context.template else not shows(draft, "warm")


def shows(draft: Draft, what: str) -> bool:
    """Tell whether a draft's own words show this of what lies between two people (a list of `relations`)."""
    pattern = wordings(_WORDS, what)
    return any(pattern.search(draft.folded, each.start, each.end) for each in draft.places("all"))

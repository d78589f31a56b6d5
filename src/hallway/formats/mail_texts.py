"""Reading a text to be checked: plain as it stands, or taken out of an .eml file or out of HTML."""

import re
from dataclasses import dataclass
from email import policy
from email.errors import HeaderParseError
from email.message import EmailMessage, Message
from email.parser import BytesParser, Parser
from html.parser import HTMLParser

from hallway.formats.encodings import decode
from hallway.formats.problems import UnreadableFile

_MOST = 2_000_000
_MAIL_HEAD = re.compile(
    r"(?im)^(?:mime-version|content-type|content-transfer-encoding|message-id|received|return-path):[ \t]*\S"
)
_ANY_HEAD = re.compile(r"[A-Za-z][A-Za-z0-9-]*:[ \t]|From \S")
_HTML = re.compile(r"(?i)<(?:!doctype html|html|head|body|div|p|br|span|table|blockquote)\b[^>]*>")
_TOLD = ("Subject", "From", "To", "Cc", "Date")


@dataclass(frozen=True, slots=True)
class MailText:
    """A text to check; `is_converted` tells that it is not letter for letter what was given."""

    text: str
    is_converted: bool


def read_mail_text(data: bytes, *, name: str = "the text") -> MailText:
    """Read what somebody wants checked.

    A mail file becomes its head and text; of a mail with both text and HTML the text counts.
    HTML becomes lines, what it quotes begins with ">". Everything else stays letter for letter.

    Raises:
        UnreadableFile: it is too long for a message, or holds no text.
    """
    if len(data) > _MOST:
        raise UnreadableFile("it is too long for a message", name, "Give the text of one message.")
    try:
        text = decode(data, name=name, takes_pages=True).text
    except UnreadableFile as cause:
        remedy = "Give a text, an .eml file or an HTML file."
        raise UnreadableFile(cause.what, cause.where, remedy) from None
    if not text.strip():
        raise UnreadableFile("there is nothing in it", name, "Write something first.")
    head = text.lstrip().split("\n\n", 1)[0].split("\r\n\r\n", 1)[0]
    if _ANY_HEAD.match(head) and _MAIL_HEAD.search(head):
        return MailText(_from_mail(data, text), is_converted=True)
    if _HTML.search(text):
        return MailText(from_html(text), is_converted=True)
    return MailText(text, is_converted=False)


def _from_mail(data: bytes, text: str) -> str:
    is_bytes = data[:3] != b"\xef\xbb\xbf" and b"\x00" not in data
    mail: Message = (
        BytesParser(policy=policy.default).parsebytes(data.lstrip())
        if is_bytes
        else Parser(policy=policy.default).parsestr(text.lstrip())
    )
    lines = []
    for each in _TOLD:
        said = _header(mail, each)
        if said:
            lines.append(f"{each}: {said}")
    return "\n".join([*lines, "", _body(mail)]).strip() + "\n"


def _header(mail: Message, name: str) -> str:
    try:
        return " ".join(str(mail.get(name, "")).split())
    except (HeaderParseError, ValueError, IndexError, AttributeError, TypeError, LookupError):
        return ""  # the parser of the standard library trips over some heads that programs really write


def _body(mail: Message) -> str:
    """Return the text of a mail, from its HTML when it has no other."""
    parts = [each for each in mail.walk() if not each.is_multipart() and not each.get_filename()]
    for kind in ("text/plain", "text/html"):
        found = [_content(each) for each in parts if each.get_content_type() == kind]
        if any(each.strip() for each in found):
            text = "\n\n".join(found)
            return from_html(text) if kind == "text/html" else text.replace("\r\n", "\n")
    return ""


def _content(part: Message) -> str:
    if isinstance(part, EmailMessage):
        try:
            said = part.get_content()
        except (LookupError, ValueError, AttributeError, TypeError):
            said = None  # an unknown encoding: taken as bytes below
        if isinstance(said, str):
            return said
    raw = part.get_payload(decode=True)
    return decode(raw, takes_pages=True).text if isinstance(raw, bytes) else str(part.get_payload())


def from_html(html: str) -> str:
    """Return HTML as plain lines: scripts and styles left out, what is quoted marked with ">"."""
    reader = _Lines()
    reader.feed(html)
    reader.close()
    return reader.text()


_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "div",
        "dd",
        "dl",
        "dt",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "html",
        "li",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "tr",
        "ul",
    ]
)
_APART = frozenset({"p", "blockquote", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "pre"})
_UNSEEN = frozenset({"script", "style", "head", "title", "template"})


class _Lines(HTMLParser):
    """Collects the lines of an HTML text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[tuple[int, str]] = []
        self._line = ""
        self._quotes = 0
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line where a block begins."""
        del attrs
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "br":
            self._break()
        elif tag in _BLOCKS:
            self._close(is_apart=tag in _APART)
            self._quotes += tag == "blockquote"
            if tag == "li":
                self._line = "- "

    def handle_endtag(self, tag: str) -> None:
        """End a line where a block ends."""
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _BLOCKS:
            self._close(is_apart=tag in _APART)
            if tag == "blockquote":
                self._quotes = max(0, self._quotes - 1)

    def handle_data(self, data: str) -> None:
        """Take text, white space put together as a browser does."""
        if not self._unseen:
            said = re.sub(r"[ \t\r\n\f]+", " ", data)
            self._line += said.lstrip() if not self._line or self._line.endswith(" ") else said

    def _break(self) -> None:
        self._lines.append((self._quotes, self._line.rstrip()))
        self._line = ""

    def _close(self, *, is_apart: bool) -> None:
        if self._line.strip():
            self._break()
        self._line = ""
        if is_apart and self._lines and self._lines[-1][1]:
            self._lines.append((self._quotes, ""))

    def text(self) -> str:
        """Return the lines, with at most one empty one between two others."""
        self._close(is_apart=False)
        lines = [f"{'> ' * quotes}{line}".rstrip() if line else "" for quotes, line in self._lines]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"

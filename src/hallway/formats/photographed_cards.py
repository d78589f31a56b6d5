"""Read the text of a photographed business card: lines in any order, with the slips of letter recognition."""

import re
from dataclasses import dataclass, field
from typing import Final

from hallway.domain.names import fold
from hallway.formats.card_places import Place, find_place, is_country, looks_like_street
from hallway.formats.card_words import (
    looks_like_department,
    looks_like_institution,
    looks_like_role,
    looks_like_specialty,
    specialty_in,
)
from hallway.formats.credentials import find_credentials
from hallway.formats.drafts import Draft, LineField
from hallway.formats.headers import find_field
from hallway.formats.problems import Problem
from hallway.formats.texts import clean_line, shorten

_CHECK: Final = "Check it against the card."
_LONGEST_LINE: Final = 300  # characters; whatever is longer is no line of a card
_BETWEEN: Final = re.compile(r"\s*[|•·‣▪■●►]\s*|\t+| {3,}")
_EMAIL: Final = re.compile(
    r"(?:\b(?:e-?mail|mail|e)\b\s*[:.]?\s*)?([\w.+%'-]{1,64}\s?@\s?[\w-]+(?:\.[\w-]+)+)", re.IGNORECASE
)
_PAGE: Final = re.compile(
    r"(?:\b(?:web(?:site)?|url|linkedin|w)\b\s*:\s*)?"
    r"((?:https?://|www\.)[^\s<>]+|(?:[\w-]+\.)+(?:com|org|edu|net|gov|info|io|md|us|health|co\.uk|de|ca)\b(?:/[^\s<>]*)?)",
    re.IGNORECASE,
)
_HANDLE: Final = re.compile(
    r"\blinked ?in\s*[:/]?\s*(?:/?in/|@)?([\w%-]{3,100})/?\s*$|^/?in/([\w%-]{3,100})/?$", re.IGNORECASE
)
_LABELS: Final = (
    "telephone|tel|phone|ph|office|direct|desk|work|main|mobile|mob|cellular|cell|facsimile|fax|pager|"
    "clinic|appointments|whatsapp|[tpmcfdo]"
)
_PHONE: Final = re.compile(
    rf"(?:\b(?P<label>{_LABELS})\b(?:[\s/&]*(?P<also>{_LABELS})\b)?[.:)\s]*)?"
    r"(?P<number>(?<![\w@.])(?:\+ ?)?\(? ?\d[\dOoIl|\s().\-\u2010-\u2015/]{4,24}[\dOoIl|])(?![\w@])"
    r"(?P<extension>\s*,?\s*(?:extension|ext|x)\.?\s*:?\s*\d{1,6}\b)?"
    r"(?P<behind>\s*[(\[]\s*(?:fax|mobile|cell|office|direct|pager|tel)\s*[)\]]|\s+(?:fax|mobile|cell|pager)\s*$)?",
    re.IGNORECASE,
)
_MISREAD: Final = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "|": "1"})
_NO_PHONE: Final = re.compile(r"\d{5}-\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{2,4}")
_HAS_DIGIT: Final = re.compile(r"\d")
_FEWEST, _MOST = 7, 15  # digits of a number
_FAXES: Final = frozenset({"fax", "facsimile", "f"})
_LABELED: Final = re.compile(r"([^\W\d_][\w ./-]{0,24}?)\s*:\s*(\S.*)")
_WORDS_ALONE: Final = re.compile(
    rf"(?:{_LABELS}|e-?mail|mail|e|web(?:site)?|www|url|w|linked ?in|address|contact|connect)", re.IGNORECASE
)
_TITLE: Final = re.compile(r"(?:(?:dr|prof|professor|doctor|pd|med|habil|dra)\b\.? )+(?=\S)", re.IGNORECASE)
_SMALL_WORDS: Final = (
    "de del della der den di da dos das van von ten ter la le el al bin bint ibn abu y e st zu af"
)
_PARTICLES: Final = frozenset(_SMALL_WORDS.split())
_MOST_WORDS: Final = 6
_RESIDENCY: Final = re.compile(r"\bresidency\b|\bprogram\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Name:
    """A line that may be the name, and how much speaks for it."""

    line: int
    text: str
    credentials: str
    weight: int


@dataclass(slots=True)
class _CardReader:
    """Reads the lines of one card."""

    draft: Draft
    names: list[_Name] = field(default_factory=list)
    either: list[tuple[_Name, Place]] = field(
        default_factory=list
    )  # "Boston, MA": a city, or a Master of Arts
    address: list[str] = field(default_factory=list)
    doubts: list[tuple[int, str]] = field(default_factory=list)

    def read(self, text: str) -> None:
        """Fill the draft."""
        for number, line in enumerate(text.split("\n"), start=1):
            if len(line) > _LONGEST_LINE:
                self.doubts.append((number, clean_line(line)))
                continue
            for part in _BETWEEN.split(line):
                self._read_part(number, clean_line(part))
        self._choose_name()
        self._finish()

    def _tell(self, line: int, where: str | None, says: str) -> None:
        self.draft.problems.append(Problem(line, where, says, _CHECK))

    # ------------------------------------------------------------------------------ addresses and numbers

    def _read_part(self, line: int, text: str) -> None:
        rest = _EMAIL.sub(lambda found: self._take_email(line, found), text)
        rest = _PAGE.sub(self._take_page, rest)
        rest = _HANDLE.sub(self._take_handle, rest)
        rest = _PHONE.sub(lambda found: self._take_phone(line, found), rest)
        rest = clean_line(rest).strip(" ,;:-–—/|*_<>()")
        if rest and not _WORDS_ALONE.fullmatch(rest.strip(" .:")) and any(map(str.isalnum, rest)):
            self._read_words(line, rest)

    def _take_email(self, line: int, found: re.Match[str]) -> str:
        address = "".join(found[1].split())
        if address != found[1]:
            self._tell(line, "email", f"{found[1]!r} was read as {address}.")
        self.draft.add_emails(address.strip(".'"), "E-mail")
        return " "

    def _take_page(self, found: re.Match[str]) -> str:
        self.draft.add_page(found[1].rstrip(".,;)"), "Web page")
        return " "

    def _take_handle(self, found: re.Match[str]) -> str:
        self.draft.add_page(f"https://www.linkedin.com/in/{found[1] or found[2]}", "LinkedIn")
        return " "

    def _take_phone(self, line: int, found: re.Match[str]) -> str:
        written = clean_line(found["number"]).strip(" -./|")
        number = written.translate(_MISREAD)
        digits = sum(map(str.isdigit, number))
        if not _FEWEST <= digits <= _MOST or _NO_PHONE.fullmatch(written):
            return found[0]
        if number != written:
            misread = sum(1 for each in written if each.isalpha() or each == "|")
            if misread * 2 > digits:
                return found[0]
            self._tell(line, "phone", f"{written!r} was read as {number}.")
        if number.count(")") > number.count("("):
            number = f"({number}"
        extension = re.sub(r"\D", "", found["extension"] or "")
        whole = f"{number} ext. {extension}" if extension else number
        labels = {
            fold(each or "").strip(" ()[]") for each in (found["label"], found["also"], found["behind"])
        }
        if labels & {"pager"}:
            self.draft.keep("Pager", whole)
        elif labels & _FAXES:
            self.draft.keep("Fax", whole)
        if not labels & {*_FAXES, "pager"} or (found["also"] and labels - {*_FAXES, "pager", ""}):
            self.draft.add_phones(whole)
        return " "

    # ---------------------------------------------------------------------------------------------- words

    def _read_words(self, line: int, text: str) -> None:
        labeled = _LABELED.fullmatch(text)
        if labeled is not None and self._take_labeled(line, labeled[1], labeled[2]):
            return
        bare, credentials = find_credentials(text)
        place = find_place(text)
        if place is not None and credentials and "," not in bare and self._is_name(bare):
            self.either.append((_Name(line, bare, credentials, 4), place))
        elif place is not None and (not credentials or "," not in bare or _HAS_DIGIT.search(text)):
            self._take_place(text, place)
        elif is_country(text):
            self.draft.put("country", text, "Country")
        elif credentials:
            self._take_name(line, bare, credentials)
        elif not self._take_kind(text):
            if looks_like_street(text):
                self.address.append(text)
            elif self._is_name(text):
                self.names.append(_Name(line, text, "", 3 if _TITLE.match(text) else 0))
            else:
                self.doubts.append((line, text))

    def _take_labeled(self, line: int, label: str, text: str) -> bool:
        """Take in "Title: Program Director", and tell whether the label named a field."""
        match find_field(label):
            case "name":
                bare, credentials = find_credentials(text)
                self.names.append(_Name(line, bare, credentials, 5))
            case "role" | "institution" | "department" as wanted:
                self.draft.put(wanted, text, label)
            case "email" | "phone" | "profile_url" | "notes" | "given" | "family" | None:
                return False
            case _:
                self.draft.put_labeled(label, text)
        return True

    def _take_place(self, text: str, place: Place) -> None:
        known = self.draft.lines.get("city")
        if known is None or fold(known) == fold(place.city):
            self.draft.put("city", place.city, "City")
            self.draft.put("state", place.state, "State")
            self.draft.put("country", place.country, "Country")
        if place.has_more or (known is not None and fold(known) != fold(place.city)):
            self.address.append(text)

    def _take_name(self, line: int, bare: str, credentials: str) -> None:
        """Take in a line with credentials: a name, and jobs and places behind it when there are commas."""
        first, *others = [each.strip() for each in bare.split(",")]
        if len(others) == 1 and " " not in first and not any(_kind_of(each) for each in others):
            self.names.append(_Name(line, f"{others[0]} {first}", credentials, 4))
            self.draft.put("given", others[0], "First name")
            self.draft.put("family", first, "Last name")
            return
        if self._is_name(first):
            self.names.append(_Name(line, first, credentials, 4))
        else:
            self.doubts.append((line, f"{first}, {credentials}"))
        for each in others:
            if not self._take_kind(each):
                self.doubts.append((line, each))

    def _take_kind(self, text: str) -> bool:
        """Take in a job, a workplace, a department or a specialty, or several with commas between them."""
        parts = [each.strip() for each in text.split(",")]
        kinds = [_kind_of(each) for each in parts]
        if len(parts) > 1 and all(kinds) and not _RESIDENCY.search(text):
            for kind, part in zip(kinds, parts, strict=True):
                self._put_kind(kind, part)
            return True
        kind = _kind_of(text)
        self._put_kind(kind, text)
        return kind is not None

    def _put_kind(self, kind: LineField | None, text: str) -> None:
        if kind is not None:
            self.draft.put(kind, text, kind.capitalize())
        if kind == "department" and specialty_in(text):
            self.draft.lines.setdefault("specialty", specialty_in(text))

    def _is_name(self, text: str) -> bool:
        text = _TITLE.sub("", text, count=1) if _TITLE.match(text) else text
        words = text.replace(",", " ").split()
        if not 0 < len(words) <= _MOST_WORDS or any(each.isdigit() for each in text):
            return False
        plain = [word for word in words if fold(word).strip(".") not in _PARTICLES]
        if len(words) == 1 and (text.isascii() or text[:1].isupper()):
            return False  # in scripts without blanks, one word is a whole name
        return all(word[0].isalpha() and not word[0].islower() for word in plain)

    # ------------------------------------------------------------------------------- all of them together

    def _choose_name(self) -> None:
        for name, place in self.either:
            if self.names:
                self._take_place(f"{place.city}, {place.state}", place)
            else:
                self.names.append(name)
        locals_ = [fold(each.partition("@")[0]) for each in self.draft.emails]
        ranked = sorted(self.names, key=lambda name: -name.weight - 3 * _fits(name.text, locals_))
        for each in ranked[1:]:
            self.doubts.append((each.line, ", ".join(filter(None, (each.text, each.credentials)))))
        if ranked:
            chosen = ranked[0]
            self.draft.line = chosen.line
            self.draft.put("name", chosen.text, "Name")
            self.draft.put("credentials", chosen.credentials, "Credentials")
            if chosen.weight == 0 and not _fits(chosen.text, locals_):
                self._tell(chosen.line, "name", f"{shorten(chosen.text)!r} was taken for the name.")

    def _finish(self) -> None:
        if self.address:
            self.draft.keep("Address", ", ".join(dict.fromkeys(self.address)))
        self.doubts.sort(key=lambda doubt: doubt[0])
        for line, text in self.doubts:
            self.draft.keep("", text)
            self._tell(line, "notes", f"{shorten(text)!r} was not understood; the notes keep it.")


def _kind_of(text: str) -> LineField | None:
    if looks_like_department(text):
        return "department"
    if looks_like_specialty(text):
        return "specialty"
    if looks_like_role(text):
        return "role"
    return "institution" if looks_like_institution(text) else None


def _fits(name: str, locals_: list[str]) -> bool:
    """Tell whether an e-mail address is made of a name: novak@, ana.novak@, anovak@."""
    words = [re.sub(r"\W", "", fold(each)) for each in name.split()]
    long = [word for word in words if len(word) > 2]  # noqa: PLR2004 - initials fit everywhere
    return any(word in local for word in long for local in locals_)


def read_photographed(text: str) -> Draft:
    """Return what the text of one card says; what was not understood is in the notes, with problems."""
    reader = _CardReader(Draft(1))
    reader.read(text)
    return reader.draft

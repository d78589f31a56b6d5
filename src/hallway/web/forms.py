"""What was typed into a form: read once, within limits, and kept in memory only."""

from collections.abc import AsyncGenerator, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, TypeVar

from fastapi import Depends, Request
from starlette.datastructures import UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser

from hallway.actions.fields import choices_of
from hallway.actions.typed_text import read_choice, read_date, read_yes_no
from hallway.domain.errors import HallwayError, InvalidValue
from hallway.web.guards import LIMIT

Choice = TypeVar("Choice", bound=StrEnum)

_MOST_FIELDS = 500
_LONGEST_TEXT = 2 * 1024 * 1024


class UnreadableForm(HallwayError):
    """A form did not arrive whole."""

    def __init__(self) -> None:
        super().__init__("This form did not arrive whole, so nothing was changed. Go back and send it again.")


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A file that came with a form."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of one form as they were typed, and the file that came with it."""

    values: Mapping[str, tuple[str, ...]]
    file: UploadedFile | None = None

    def text(self, name: str, default: str = "") -> str:
        """Return one field without surrounding space; several values are joined by "; "."""
        found = self.values.get(name)
        return default if found is None else "; ".join(each for each in found if each)

    def lines(self, name: str) -> tuple[str, ...]:
        """Return the lines of a field that hold something."""
        return tuple(bare for each in self.text(name).splitlines() if (bare := each.strip()))

    def day(self, name: str) -> date | None:
        """Return a day, or None when the field was left empty."""
        return read_date(name, self.text(name))

    def answer(self, name: str) -> bool | None:
        """Return a yes or no, or None when it was left open."""
        return read_yes_no(name, self.text(name))

    def choice(self, name: str, kind: type[Choice]) -> Choice | None:
        """Return a value of a closed vocabulary, or None when nothing was chosen."""
        chosen = read_choice(name, self.text(name), choices_of(kind))
        return kind(chosen) if chosen else None

    def need(self, name: str, kind: type[Choice]) -> Choice:
        """Return a value of a closed vocabulary.

        Raises:
            InvalidValue: nothing was chosen.
        """
        chosen = self.choice(name, kind)
        if chosen is None:
            raise InvalidValue(name, "", f"Choose one of: {', '.join(choices_of(kind))}.")
        return chosen

    def fields(self, names: Iterable[str]) -> dict[str, str]:
        """Return those of these fields that the form had, empty ones too: an empty value clears."""
        return {each: self.text(each) for each in names if each in self.values}

    def rows(self) -> tuple[tuple[str, str], ...]:
        """Return every field for showing it again."""
        return tuple((name, self.text(name)) for name in self.values)


EMPTY = Form({})


class _InMemory(MultiPartParser):
    """A form reader that never lets an uploaded file touch the disk."""

    spool_max_size = LIMIT + 1


async def read_form(request: Request) -> Form:
    """Read the form of a request; a route depends on it.

    Raises:
        UnreadableForm: it is cut off, or has more fields than any form of ours.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        if kind == "multipart/form-data":
            parsed = await _InMemory(
                request.headers,
                _chunks(request),
                max_files=1,
                max_fields=_MOST_FIELDS,
                max_part_size=_LONGEST_TEXT,
            ).parse()
        elif kind == "application/x-www-form-urlencoded":
            parsed = await FormParser(
                request.headers, _chunks(request), max_fields=_MOST_FIELDS, max_part_size=_LONGEST_TEXT
            ).parse()
        else:
            request.state.form = EMPTY
            return EMPTY
    except MultiPartException as cause:
        raise UnreadableForm from cause
    values: dict[str, tuple[str, ...]] = {}
    file: UploadedFile | None = None
    for name, value in parsed.multi_items():
        if isinstance(value, UploadFile):
            if value.filename:
                file = UploadedFile(value.filename, await value.read())
        else:
            values[name] = (*values.get(name, ()), value.replace("\r\n", "\n").strip())
    await parsed.close()
    form = Form(values, file)
    request.state.form = form
    return form


Typed = Annotated[Form, Depends(read_form)]
"""The form of the request, for the parameters of a route."""


async def _chunks(request: Request) -> AsyncGenerator[bytes, None]:
    async for each in request.stream():
        yield each

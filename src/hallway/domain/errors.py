"""Errors that a face turns into one clear message."""

from collections.abc import Sequence


class HallwayError(Exception):
    """Something was asked that cannot be done; the message says what, where and what to do next."""


class InvalidValue(HallwayError):
    """A value that was typed or read cannot be meant."""

    def __init__(self, field: str, value: str, remedy: str) -> None:
        super().__init__(f"{field} {value!r} cannot be used. {remedy}")
        self.field = field


class PersonNotFound(HallwayError):
    """No person has this name or id."""

    def __init__(self, wanted: str, near: Sequence[str] = ()) -> None:
        guess = f"Did you mean {', '.join(near)}?" if near else "See them all: hallway person list."
        super().__init__(f"Nobody here is called {wanted!r}. {guess}")


class AmbiguousPerson(HallwayError):
    """Several people fit a name typed in part."""

    def __init__(self, wanted: str, candidates: Sequence[str]) -> None:
        lines = "".join(f"\n  {each}" for each in candidates)
        super().__init__(
            f"{wanted!r} fits {len(candidates)} people. Type more of the name, or the id:{lines}"
        )


class NotFound(HallwayError):
    """A record with this id is not in the file."""

    def __init__(self, noun: str, wanted: str, remedy: str = "It may have been undone or removed.") -> None:
        super().__init__(f"There is no {noun} {wanted!r} here. {remedy}")


class NoApplicant(HallwayError):
    """The file has no applicant yet."""

    def __init__(self) -> None:
        super().__init__(
            "This file has no applicant yet. Run `hallway setup`, or open Hallway in the browser"
            " and answer four questions."
        )

"""Folding a text letter by letter: the result is as long as the text, so that places stay the same."""

import unicodedata
from functools import cache

_PLAIN = {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "«": '"', "»": '"'}  # noqa: RUF001 - what is written
_PLAIN |= {"–": "-", "—": "-", "‑": "-", "\u00a0": " ", "\u202f": " ", "\t": " "}  # noqa: RUF001 - as above


def fold_letters(text: str) -> str:
    """Return a text in lower case, without accents, with plain quotes and dashes, as long as before."""
    if text.isascii():
        return text.lower()
    return "".join(map(_fold_letter, text))


@cache
def _fold_letter(letter: str) -> str:
    if letter in _PLAIN:
        return _PLAIN[letter]
    bare = unicodedata.normalize("NFD", letter.lower())[:1].lower()
    return bare if len(bare) == 1 else letter

"""Folding names so that Núñez is found by nunez, whatever the script."""

import unicodedata

_LETTERS = str.maketrans(  # letters that no decomposition turns into plain ones
    {
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ø": "o",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "\u0131": "i",
        "’": "'",
    }
)


_LETTERS |= dict.fromkeys((*range(32), 127), " ")  # control characters: a database stops reading at the first


def fold(text: str) -> str:
    """Return `text` without accents and case, with single spaces; scripts without them stay as they are."""
    if text.isascii():  # as most texts are: nothing to decompose
        return " ".join(text.casefold().translate(_LETTERS).split())
    spread = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    bare = "".join(each for each in spread if not unicodedata.combining(each))
    return " ".join(unicodedata.normalize("NFC", bare).split())


def with_credentials(name: str, credentials: str) -> str:
    """Return a name with its credentials, once: "Ana Novak MD" already says them."""
    bare = fold(name).replace(",", " ").split()
    wanted = fold(credentials).replace(",", " ").split()
    is_said = not wanted or bare[-len(wanted) :] == wanted
    return name if is_said else f"{name}, {credentials}"

"""What preliminary years are called, and which programs have them."""

from hallway.domain.names import fold
from hallway.facts.directory import Unit
from hallway.facts.specialties import find_specialty

PRELIMINARY = "preliminary"
_ENDING = f" ({PRELIMINARY})"
_WORDS = frozenset({"preliminary", "prelim"})
_SMALL = frozenset({"year", "in", "of", "a", "the"})


def preliminary_of(specialty: str) -> str:
    """Return what its preliminary year is called, as in wishes: "General Surgery (preliminary)"."""
    return f"{specialty}{_ENDING}"


def specialty_of(name: str) -> str | None:
    """Return the specialty whose preliminary year is called so, or None where it is none."""
    return name.removesuffix(_ENDING) if name.endswith(_ENDING) else None


def read_preliminary(text: str) -> str | None:
    """Return the specialty whose preliminary year is meant, as by "preliminary surgery"; None by none."""
    words = fold(text).replace("(", " ").replace(")", " ").replace("-", " ").split()
    if not _WORDS & set(words):
        return None
    bare = " ".join(each for each in words if each not in _WORDS | _SMALL)
    found = find_specialty(bare) or find_specialty(f"general {bare}")
    return found.name if found else None


def has_preliminary(unit: Unit) -> bool:
    """Tell whether a program has preliminary positions that are open to all."""
    return not unit.is_military and any(
        each.kind == PRELIMINARY and not each.is_military for each in unit.tracks
    )

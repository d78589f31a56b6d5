"""What is said where a goal is hard: honestly, and with other ways there."""

from collections.abc import Iterator
from dataclasses import dataclass

from hallway.facts.directory import units
from hallway.facts.evidence import tie_effects
from hallway.facts.match_figures import outcomes
from hallway.playbooks.odds_notes import Path, odds_notes
from hallway.smartpick.factors import Range
from hallway.smartpick.parameters import Parameters
from hallway.smartpick.profiles import Profile


@dataclass(frozen=True, slots=True)
class OtherPath:
    """Another way to the goal; `effect` is what studies saw of it, as log-odds of matching at all."""

    id: str
    title: str
    says: str
    care: str
    effect: Range | None
    source: str
    year: str
    guides: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fallback:
    """What to say where the chance is low or few reach the goal, and the ways beside it.

    `low` and `competitive` are "" where they do not hold; `rate` is the share of applicants of this type who
    ranked a program of the specialty and matched to it.
    """

    specialty: str
    low: str
    competitive: str
    rate: float | None
    rate_source: str
    rate_year: str
    paths: tuple[OtherPath, ...]


def fallback_for(
    profile: Profile, specialty: str, unconditional: Range, parameters: Parameters
) -> Fallback | None:
    """Return what to say beside these odds, or None where the goal is not hard."""
    notes = odds_notes()
    rate, source, year = _rate(profile, specialty, parameters)
    is_low = unconditional.mid < notes.low.limit
    is_competitive = rate is not None and rate < notes.competitive.limit
    if not (is_low or is_competitive):
        return None
    return Fallback(
        specialty=specialty,
        low=notes.low.says if is_low else "",
        competitive=notes.competitive.says.replace("{specialty}", specialty) if is_competitive else "",
        rate=rate,
        rate_source=source,
        rate_year=year,
        paths=tuple(_paths(specialty)),
    )


def _rate(profile: Profile, specialty: str, parameters: Parameters) -> tuple[float | None, str, str]:
    """Return the published rate, or the one that the parameters borrow where none was published."""
    published = outcomes(specialty, profile.type.value)
    if published is not None and published.value.rate is not None:
        return published.value.rate, published.source, published.year
    cell = parameters.cell(specialty, profile.type.value)
    return (cell.rate, "borrowed from other specialties and types", cell.year) if cell else (None, "", "")


def _paths(specialty: str) -> Iterator[OtherPath]:
    for path in odds_notes().paths:
        through = path.through.get(specialty, specialty)
        count = _preliminary(through)
        if "{count}" in path.says and not count:
            continue
        says = path.says.replace("{count}", f"{count:,}").replace("{specialty}", through)
        effect = _effect(path)
        yield OtherPath(path.id, path.title, says, path.care, *effect, path.guides)


def _effect(path: Path) -> tuple[Range | None, str, str]:
    found = tie_effects().get(path.effect)
    shift = found.value.shift if found else None
    if found is None or shift is None:
        return None, "", ""
    return Range(shift.low, shift.central, shift.high), found.source, found.year


def _preliminary(specialty: str) -> int:
    """Return how many programs of a specialty have preliminary positions that are open to all."""
    return sum(
        any(track.kind == "preliminary" and not track.is_military for track in each.tracks)
        for each in units().values()
        if each.specialty == specialty and not each.is_military
    )

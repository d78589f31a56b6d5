"""What a choice among programs offers: specialties and states of the directory, and the applicant's own."""

from functools import cache

from hallway.facts.directory import units
from hallway.facts.specialties import find_specialty
from hallway.web.state_tiles import name_of_state
from hallway.web.visits import Visit


def own_specialties(visit: Visit) -> tuple[str, ...]:
    """Return the applicant's specialties that have programs in the directory."""
    named = (find_specialty(each) for each in visit.applicant.specialties)
    return tuple(dict.fromkeys(each.name for each in named if each and each.code))


@cache
def specialties_listed() -> tuple[str, ...]:
    """Return the specialties of the directory."""
    return tuple(sorted({each.specialty for each in units().values()}))


@cache
def states_listed() -> tuple[tuple[str, str], ...]:
    """Return the states that have programs, by name: code and name of each."""
    codes = {each.state for each in units().values() if each.state}
    return tuple(sorted(((code, name_of_state(code)) for code in codes), key=lambda each: each[1]))

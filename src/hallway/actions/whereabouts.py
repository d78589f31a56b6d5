"""Whether somebody works in the United States: told by country, else state, else time zone."""

from typing import Protocol

from hallway.facts.zones import zone_of_state
from hallway.playbooks.sendable import country_code, country_of_zone

_US = "US"


class Placed(Protocol):
    """Whoever has a place: their own, else their institution's; "" for what is not known."""

    @property
    def country(self) -> str:
        """Return the country as it was written."""
        ...

    @property
    def state(self) -> str:
        """Return the state or region."""
        ...

    @property
    def zone(self) -> str:
        """Return the IANA time zone."""
        ...


def is_in_us(person: Placed) -> bool | None:
    """Return whether the record shows somebody in the US, or None when it does not say."""
    if person.country:
        code = country_code(person.country)
        return code == _US if code else None
    if person.state in zone_of_state():
        return True
    code = country_of_zone(person.zone) if person.zone else ""
    return code == _US if code else None

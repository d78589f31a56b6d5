"""Help that the applicant gave: the giving side of the ledger (LOG-02)."""

from datetime import date

from hallway.actions import typed_text
from hallway.actions.applicants import check_past, today_in
from hallway.actions.lookups import get_person
from hallway.actions.ports import Clock, Store
from hallway.domain.gives import Give
from hallway.domain.ids import GiveId, PersonId


def record_give(store: Store, clock: Clock, *, person: PersonId, text: str, on: date | None = None) -> Give:
    """Write down help given to a person, today or on an earlier day."""
    text = typed_text.read_needed("text", text, "Say what you did for them.")
    with store.writing("give.record", "Noted help given", now=clock.now()) as writing:
        other = get_person(writing, person)
        today = today_in(writing, clock)
        check_past("on", on, today)
        give = Give(id=GiveId(writing.new_id()), person=person, text=text, on=on or today)
        writing.add(give)
        writing.says(f"Helped {other.name}: {text}")
        return give

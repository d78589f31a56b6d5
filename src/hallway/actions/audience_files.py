"""Audiences of one's own: files that are checked, added, and written for others."""

from hallway.actions.guides import AudienceView, laid_here
from hallway.actions.ports import Clock, Store
from hallway.domain.ids import AudienceFileId
from hallway.domain.settings import AudienceFile
from hallway.playbooks.audience_writing import write_audience_file
from hallway.playbooks.library import FaultyPlaybook, check_audience_file, read_audience_file
from hallway.playbooks.strict import Problem


def check_file(text: str) -> tuple[Problem, ...]:
    """Return the faults of a custom audience file, each with its line; none when it can be used."""
    return check_audience_file(text)[1]


def add_audience(store: Store, clock: Clock, *, name: str, text: str) -> AudienceView:
    """Keep a custom audience; one of the same id is replaced.

    Args:
        store: the record.
        clock: tells the moment.
        name: what to call the file when it has faults.
        text: the file.

    Raises:
        FaultyPlaybook: the file has faults, each named with its line.
    """
    found = read_audience_file(text, name).audience
    if found is None:
        raise FaultyPlaybook(name, ())
    with store.writing("guides.add", f"Added the audience {found.name}", now=clock.now()) as writing:
        known = writing.all(AudienceFile, name=found.id)
        if known:
            writing.replace(AudienceFile(id=known[-1].id, name=found.id, text=text))
        else:
            writing.add(AudienceFile(id=AudienceFileId(writing.new_id()), name=found.id, text=text))
    return AudienceView(found.id, found.name, is_custom=True)


def export_audience(store: Store, *, audience: str, name: str) -> str:
    """Return the applicant's present numbers and rules as an audience file that others can add.

    Args:
        store: the record.
        audience: the id of the new audience, of small letters, digits and hyphens.
        name: what to call it.

    Raises:
        FaultyPlaybook: the id cannot be used; the fault says why.
    """
    with store.reading() as reading:
        laid = laid_here(reading)
        files = reading.all(AudienceFile, name=laid.guides.audience)
    original = files[-1].text if laid.custom and files else ""
    text = write_audience_file(laid, audience=audience, name=name, original=original)
    problems = check_file(text)
    if problems:
        raise FaultyPlaybook("The exported audience", problems)
    return text

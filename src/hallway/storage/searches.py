"""The folded text that people are searched in: derived from the record, refreshed whenever it changes."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import Connection, bindparam, select, update

from hallway.domain.json_values import JsonValue
from hallway.domain.names import fold
from hallway.storage.images import chunks
from hallway.storage.schema import AFFILIATION, DEPARTMENT, INSTITUTION, PERSON

_COLUMNS = (
    PERSON.c.id,
    PERSON.c.name,
    PERSON.c.role,
    PERSON.c.specialty,
    PERSON.c.subspecialty,
    PERSON.c.city,
    PERSON.c.state,
    PERSON.c.notes,
    PERSON.c.topics,
    PERSON.c.emails,
)
_REFRESH = update(PERSON).where(PERSON.c.id == bindparam("its_id")).values(search=bindparam("folded"))
_PLACES = (
    select(AFFILIATION.c.person, INSTITUTION.c.name, DEPARTMENT.c.name)
    .join(INSTITUTION, INSTITUTION.c.id == AFFILIATION.c.institution)
    .outerjoin(DEPARTMENT, DEPARTMENT.c.id == AFFILIATION.c.department)
    .order_by(AFFILIATION.c.id)
)


def refresh(connection: Connection, people: Collection[str]) -> None:
    """Write the search texts of these people anew: the folded name on its own line, then everything else."""
    for chunk in chunks(people):
        places: dict[str, list[str]] = defaultdict(list)
        for person, institution, department in connection.execute(
            _PLACES.where(AFFILIATION.c.person.in_(chunk))
        ):
            places[person] += [institution, department or ""]
        texts = [
            {
                "its_id": key,
                "folded": f"{fold(name)}\n{fold(' '.join([*parts, *_words(lists), *places[key]]))}",
            }
            for key, name, *parts, topics, emails in connection.execute(
                select(*_COLUMNS).where(PERSON.c.id.in_(chunk))
            )
            for lists in ((topics, emails),)
        ]
        if texts:
            connection.execute(_REFRESH, texts)


def find_affiliated(
    connection: Connection, *, institutions: Iterable[str], departments: Iterable[str]
) -> set[str]:
    """Return the people whose search text names one of these places."""
    found: set[str] = set()
    for column, keys in ((AFFILIATION.c.institution, institutions), (AFFILIATION.c.department, departments)):
        for chunk in chunks(keys):
            found.update(connection.scalars(select(AFFILIATION.c.person).where(column.in_(chunk))))
    return found


def folded_words(text: str) -> list[str]:
    """Return what has to be found, word by word."""
    return fold(text).split()


def like(word: str) -> str:
    """Return a LIKE pattern (escape character: backslash) that finds `word` anywhere."""
    return f"%{escape(word)}%"


def escape(text: str) -> str:
    """Return `text` with LIKE's wildcards made harmless."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _words(lists: Iterable[JsonValue]) -> list[str]:
    return [str(each) for one in lists if isinstance(one, list) for each in one]

"""Large invented lists of contacts, mixed as people keep them: the same seed gives the same file."""

import csv
import io
import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

HEADERS = (
    "Full name",
    "Title",
    "Hospital",
    "Work e-mail",
    "Mobile",
    "City",
    "State",
    "Circle",
    "Last spoke",
    "Topics",
    "Remarks",
)
_GIVEN = (
    "Ana",
    "Ben",
    "Chidi",
    "Đorđe",
    "Elif",
    "Fatemeh",
    "Grace",
    "Hyun-woo",
    "Inés",
    "José María",
    "Khanh",
    "محمد",
)
_FAMILY = ("Novak", "O'Neil", "García-López", "Nguyễn", "van der Berg", "Çelik", "Okafor", "رضا", "陳")
_TITLES = ("PGY-2", "attending", "Program Director", "fellow", "", "research director", "Chief Resident")
_PLACES = (
    ("El Paso", "TX"),
    ("Evansville", "IN"),
    ("Phoenix", "AZ"),
    ("New York", "NY"),
    ("Karachi", ""),
    ("", ""),
)
_CIRCLES = ("mentor", "peer", "", "collaborator; peer", "friends")
_TOPICS = ("flap outcomes", "trauma; registry", "", "case report, poster")


def mixed_rows(count: int, *, seed: int, known: Sequence[str] = ()) -> bytes:
    """Return a spreadsheet of `count` rows: some known people, some doubles, some faulty, in many scripts."""
    chance = random.Random(seed)  # noqa: S311 - invented people, no secret
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADERS)
    earlier: list[tuple[str, ...]] = []
    for row in _rows(chance, count, known):
        kept = chance.choice(earlier) if earlier and _happens(chance, 2) else row
        writer.writerow(kept)
        earlier.append(kept)
    return text.getvalue().encode()


def _rows(chance: random.Random, count: int, known: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for number in range(count):
        name = f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)} {number:05}"
        if known and _happens(chance, 5):
            name = chance.choice(known)
        city, state = chance.choice(_PLACES)
        email = f"p{number}@example.org" if _happens(chance, 60) else chance.choice(("", "", "none", "a@b"))
        phone = f"({chance.randint(201, 989)}) 555-{number % 10_000:04}" if _happens(chance, 40) else ""
        day = date(2026, 10, 1) - timedelta(days=chance.randrange(900))
        remark = "Met at the poster session.\nSend the draft." if _happens(chance, 10) else ""
        hospital = f"Hospital {number % 997}" if _happens(chance, 80) else ""
        spoke = day.isoformat() if _happens(chance, 70) else ""
        circle, topics = chance.choice(_CIRCLES), chance.choice(_TOPICS)
        title = chance.choice(_TITLES)
        yield name, title, hospital, email, phone, city, state, circle, spoke, topics, remark


def _happens(chance: random.Random, percent: int) -> bool:
    return chance.randrange(100) < percent

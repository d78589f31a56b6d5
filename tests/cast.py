"""The cast: invented applicants and people who play in tests and in the docs.

One applicant for each audience, and people with roles, institutions and zones. Nobody here exists.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

NOW = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)
"""A Monday in the applicants' mornings: 10:30 in New York."""


@dataclass(slots=True)
class FixedClock:
    """A clock that stands still until a test moves it."""

    instant: datetime = NOW

    def now(self) -> datetime:
        """Return the instant it stands at."""
        return self.instant

    def wait(self, **span: float) -> None:
        """Move the clock by a span, in the words of timedelta."""
        self.instant += timedelta(**span)


NADIA = {
    "name": "Nadia Brandt",
    "audience": "us-img-plastics",
    "zone": "America/New_York",
    "status": "us-citizen-img",
    "flags": "no-home-program; still-abroad",
    "specialties": "Plastic surgery",
    "sub_interests": "craniofacial; hand",
    "school": "Universidad del Mar Austral",
    "school_country": "Chile",
    "degree": "MD",
    "stage": "final-year",
    "match_year": "2028",
}
TOMAS = {
    "name": "Tomás Núñez",
    "audience": "us-img-general-surgery",
    "zone": "America/Chicago",
    "status": "us-citizen-img",
    "specialties": "General surgery",
    "school": "Universidad San Telmo",
    "school_country": "Mexico",
    "match_year": "2028",
    "ties": "Ohio: my family lives there | Iowa: I went to college there",
}
CLAIRE = {
    "name": "Claire Osei",
    "audience": "md-plastics",
    "zone": "America/Los_Angeles",
    "status": "us-md",
    "specialties": "Plastic surgery",
    "school": "Bayview College of Medicine",
    "match_year": "2027",
    "strengths": "outcomes research; teaching",
    "mentor_values": "outcomes research; global health",
}
ZEYNEP = {
    "name": "Zeynep Şahin",
    "audience": "img-general",
    "zone": "Europe/Istanbul",
    "status": "non-us-img",
    "specialties": "Internal medicine",
    "school": "Boğaz Tıp Fakültesi",  # noqa: RUF001 - Turkish has this letter
    "school_country": "Türkiye",
    "degree": "MD",
    "match_year": "2028",
    "needs_visa": "yes",
    "exams": "Step 1; passed; 2026-03-02 | Step 2 CK; planned; 2027-02-10",
    "languages": "Turkish; English; German",
}
RAVI = {
    "name": "Ravi Menon",
    "audience": "us-img-pediatrics",
    "zone": "America/New_York",
    "status": "us-citizen-img",
    "specialties": "Pediatrics",
    "sub_interests": "neonatology",
    "school": "Harbour Island School of Medicine",
    "match_year": "2027",
}
APPLICANTS: Mapping[str, Mapping[str, str]] = {
    each["audience"]: each for each in (NADIA, TOMAS, CLAIRE, ZEYNEP, RAVI)
}
"""One applicant for each audience."""

ANA = {
    "name": "Ana Novak",
    "role": "fellow",
    "specialty": "Plastic surgery",
    "subspecialty": "craniofacial",
    "institution": "Harbor Medical Center",
    "department": "Plastic Surgery",
    "email": "ana.novak@harbor.example.org",
    "zone": "America/New_York",
    "state": "NY",
    "country": "US",
    "how_met": "conference",
    "groups": "mentor",
}
BOLU = {
    "name": "Bolu Adeyemi",
    "role": "program director",
    "specialty": "Plastic surgery",
    "institution": "Harbor Medical Center",
    "department": "Plastic Surgery",
    "email": "b.adeyemi@harbor.example.org",
    "zone": "America/New_York",
    "how_met": "rotation",
    "groups": "sponsor",
}
CHEN = {
    "name": "陈 伟",
    "given": "伟",
    "family": "陈",
    "role": "PGY-3",
    "specialty": "General surgery",
    "institution": "Lakeside University Hospital",
    "email": "wei.chen@lakeside.example.edu",
    "zone": "America/Chicago",
    "is_img": "yes",
    "groups": "peer",
}
DIEGO = {
    "name": "Diego Núñez",
    "role": "research director",
    "specialty": "General surgery",
    "institution": "Lakeside University Hospital",
    "email": "dnunez@lakeside.example.edu",
    "profile_url": "https://www.example.org/in/diego-nunez",
    "zone": "America/Chicago",
    "groups": "collaborator; mentor",
}
ELIF = {
    "name": "Elif Kaya",
    "role": "attending",
    "specialty": "Pediatrics",
    "subspecialty": "neonatology",
    "institution": "Cedar Valley Children's Hospital",
    "email": "elif.kaya@cedar.example.org",
    "zone": "America/Los_Angeles",
    "worked_with_imgs": "yes",
}
FARID = {
    "name": "فرید رضایی",
    "role": "medical student",
    "institution": "Bayview College of Medicine",
    "zone": "America/Los_Angeles",
    "is_alumnus": "yes",
    "groups": "peer",
}
GRETA = {
    "name": "Greta Lindqvist",
    "role": "program coordinator",
    "specialty": "Pediatrics",
    "institution": "Cedar Valley Children's Hospital",
    "phone": "+1 555 0100, ext. 12",
    "zone": "America/Los_Angeles",
}
HUGO = {
    "name": "Hugo Almeida",
    "role": "chair",
    "specialty": "Internal medicine",
    "institution": "Prairie State Medical School",
    "email": "hugo.almeida@prairie.example.edu",
    "zone": "America/Denver",
    "country": "US",
}
PEOPLE: tuple[Mapping[str, str], ...] = (ANA, BOLU, CHEN, DIEGO, ELIF, FARID, GRETA, HUGO)
"""People an applicant may know."""
